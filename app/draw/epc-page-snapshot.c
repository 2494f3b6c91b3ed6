/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a document says, as a table (CSV) that outlives its layout: every block in reading order with its own figures. Its SHA-256 stands
 * in the footer of an issued report, so that anybody can tell whether a paper and a file speak of the same data.
 */
#include "epc-page-private.h"

#include <string.h>

#include "epc-type.h"

/* One cell as RFC 4180 has it. */
static void
put_cell (GString *text, const char *cell, gboolean is_first)
{
  if (!is_first)
    g_string_append_c (text, ',');
  if (cell == NULL)
    return;
  if (strpbrk (cell, ",\"\r\n") == NULL)
    {
      g_string_append (text, cell);
      return;
    }
  g_string_append_c (text, '"');
  for (const char *c = cell; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *c);
    }
  g_string_append_c (text, '"');
}

/* The kind of the row, then its cells up to a NULL. */
static void G_GNUC_NULL_TERMINATED
put (GString *text, const char *kind, ...)
{
  va_list cells;
  const char *cell;

  put_cell (text, kind, TRUE);
  va_start (cells, kind);
  while ((cell = va_arg (cells, const char *)) != NULL)
    put_cell (text, cell, FALSE);
  va_end (cells);
  g_string_append (text, "\r\n");
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static void
put_table (GString *text, const EpcTable *table)
{
  put (text, "table", or_empty (table->caption), NULL);
  put_cell (text, "head", TRUE);
  for (guint c = 0; c < table->columns->len; c++)
    put_cell (text, g_array_index (table->columns, EpcTableColumn, c).title, FALSE);
  g_string_append (text, "\r\n");
  for (guint r = 0; r < table->rows->len; r++)
    {
      const EpcTableRow *row = &g_array_index (table->rows, EpcTableRow, r);

      put_cell (text, "row", TRUE);
      for (guint c = 0; c < table->columns->len; c++)
        put_cell (text, row->cells[c].text, FALSE);
      g_string_append (text, "\r\n");
    }
  if (table->note != NULL)
    put (text, "note", table->note, NULL);
}

/* A figure that tells its rows, else the words drawn in it. */
static void
put_figure (GString *text, const EpcDocument *document, const EpcBlock *block)
{
  put (text, "figure", or_empty (block->title), or_empty (block->text), NULL);
  if (block->rows != NULL)
    {
      g_autoptr (GPtrArray) rows = block->rows (block->data);

      for (guint i = 0; i < rows->len; i++)
        {
          put_cell (text, "row", TRUE);
          for (char **cell = rows->pdata[i]; *cell != NULL; cell++)
            put_cell (text, *cell, FALSE);
          g_string_append (text, "\r\n");
        }
      return;
    }
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (EpcTextBox));
  cairo_t *cr = epc_type_measuring_context ();
  epc_type_record (cr, words);
  block->draw (cr, document->size.width - document->size.left - document->size.right, block->height, block->data);
  cairo_destroy (cr);
  for (guint i = 0; i < words->len; i++)
    put (text, "word", g_array_index (words, EpcTextBox, i).text, NULL);
}

static void put_blocks (GString *text, const EpcDocument *document, const GPtrArray *blocks);

static void
put_block (GString *text, const EpcDocument *document, const EpcBlock *block)
{
  switch (block->kind)
    {
    case EPC_BLOCK_MASTHEAD:
    case EPC_BLOCK_COVER:
      put (text, "title", or_empty (block->kicker), or_empty (block->title), or_empty (block->text), NULL);
      for (char **item = block->items; item != NULL && item[0] != NULL && item[1] != NULL; item += 2)
        put (text, "fact", item[0], item[1], NULL);
      break;
    case EPC_BLOCK_KEY_FIGURES:
      for (guint i = 0; i < block->figures->len; i++)
        {
          const EpcKeyFigureCopy *figure = &g_array_index (block->figures, EpcKeyFigureCopy, i);
          put (text, "key figure", or_empty (figure->value), or_empty (figure->label), or_empty (figure->change), or_empty (figure->source), NULL);
        }
      break;
    case EPC_BLOCK_HEADING:
      put (text, "heading", or_empty (block->kicker), or_empty (block->title), NULL);
      break;
    case EPC_BLOCK_PARAGRAPH:
    case EPC_BLOCK_NOTE:
      put (text, block->kind == EPC_BLOCK_NOTE ? "note" : "text", or_empty (block->title), or_empty (block->text), NULL);
      break;
    case EPC_BLOCK_BULLETS:
    case EPC_BLOCK_LEGEND:
      for (char **item = block->items; item != NULL && *item != NULL; item++)
        put (text, "point", *item, NULL);
      break;
    case EPC_BLOCK_TABLE:
      put_table (text, block->table);
      break;
    case EPC_BLOCK_FIGURE:
      put_figure (text, document, block);
      break;
    case EPC_BLOCK_COLUMNS:
      put_blocks (text, document, block->columns[0]);
      put_blocks (text, document, block->columns[1]);
      break;
    case EPC_BLOCK_SPACE:
    case EPC_BLOCK_PAGE_BREAK:
    case EPC_BLOCK_QUESTIONS: /* to be filled by hand: no data */
    case EPC_BLOCK_CONTENTS:
      break;
    }
}

static void
put_blocks (GString *text, const EpcDocument *document, const GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    put_block (text, document, blocks->pdata[i]);
}

char *
epc_document_snapshot (const EpcDocument *document)
{
  GString *text = g_string_new ("\357\273\277");

  put (text, "document", or_empty (document->title), or_empty (document->number), or_empty (document->version), or_empty (document->author),
       or_empty (document->date), or_empty (document->source), NULL);
  put_blocks (text, document, document->blocks);
  return g_string_free (text, FALSE);
}
