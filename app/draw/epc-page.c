/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A document: paper, facts, and the list of its blocks.
 */
#include "epc-page-private.h"

#include <string.h>

#include "base/epc-text.h"

EpcPageSize
epc_page_size (EpcPaper paper, gboolean landscape, gboolean is_bound)
{
  /* Millimetres: width, height, left, top, right, bottom. */
  static const EpcPageSize sizes[] = {
    [EPC_PAPER_A4] = { 210, 297, 15, 13, 15, 18 },
    [EPC_PAPER_LETTER] = { 215.9, 279.4, 16, 13, 16.9, 18 },
    [EPC_PAPER_A3] = { 297, 420, 10, 9, 10, 16 },
  };
  EpcPageSize size = sizes[paper];

  if (landscape)
    {
      double width = size.width;

      size.width = size.height;
      size.height = width;
    }
  if (is_bound)
    {
      size.left = 20;
      size.top = 15;
      size.right = 18;
      size.bottom = 18;
    }
  for (double *value = &size.width; value <= &size.bottom; value++)
    *value *= EPC_POINTS_PER_MM;
  return size;
}

gboolean
epc_paper_from_name (const char *name, EpcPaper *paper)
{
  static const char *const names[] = { "a4", "letter", "a3" };

  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      {
        *paper = (EpcPaper) i;
        return TRUE;
      }
  return FALSE;
}

static void
clear_key_figure (gpointer data)
{
  EpcKeyFigureCopy *figure = data;

  g_free (figure->value);
  g_free (figure->label);
  g_free (figure->change);
  g_free (figure->source);
}

void
epc_block_free (EpcBlock *block)
{
  if (block == NULL)
    return;
  g_free (block->kicker);
  g_free (block->title);
  g_free (block->text);
  g_free (block->tag);
  g_strfreev (block->items);
  g_strfreev (block->markers);
  g_clear_pointer (&block->figures, g_array_unref);
  g_clear_pointer (&block->symbols, g_array_unref);
  epc_table_free (block->table);
  epc_questions_free (block->questions);
  g_clear_pointer (&block->parts, g_array_unref);
  if (block->destroy != NULL)
    block->destroy (block->data);
  g_clear_pointer (&block->columns[0], g_ptr_array_unref);
  g_clear_pointer (&block->columns[1], g_ptr_array_unref);
  g_free (block);
}

EpcBlock *
epc_document_add_block (EpcDocument *document, EpcBlockKind kind)
{
  EpcBlock *block = g_new0 (EpcBlock, 1);

  block->kind = kind;
  g_ptr_array_add (document->target, block);
  document->is_laid_out = FALSE;
  return block;
}

static GPtrArray *
block_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) epc_block_free);
}

EpcDocument *
epc_document_new (EpcPaper paper, gboolean landscape, const EpcLanguage *language)
{
  EpcDocument *document = g_new0 (EpcDocument, 1);

  document->n_holders = 1;
  document->air = 1;
  document->paper = paper;
  document->landscape = landscape;
  document->language = language != NULL ? language : epc_language_get (NULL);
  document->theme = epc_theme_get (EPC_THEME_PAPER);
  document->size = epc_page_size (paper, landscape, FALSE);
  document->adding = document->size;
  document->sizes = g_array_new (FALSE, FALSE, sizeof (EpcPageSize));
  document->blocks = block_list ();
  document->target = document->blocks;
  document->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  return document;
}

EpcDocument *
epc_document_ref (EpcDocument *document)
{
  document->n_holders++;
  return document;
}

void
epc_document_free (EpcDocument *document)
{
  if (document == NULL || --document->n_holders > 0)
    return;
  g_ptr_array_unref (document->pages);
  g_ptr_array_unref (document->blocks);
  g_array_unref (document->sizes);
  g_free (document->title);
  g_free (document->running);
  g_free (document->author);
  g_free (document->number);
  g_free (document->version);
  g_free (document->date);
  g_free (document->source);
  g_free (document->sha256);
  g_free (document->watermark);
  g_free (document);
}

void
epc_document_set_facts (EpcDocument *document, const EpcDocumentFacts *facts)
{
  epc_set_text (&document->title, facts->title);
  epc_set_text (&document->running, facts->running != NULL ? facts->running : facts->title);
  epc_set_text (&document->author, facts->author);
  epc_set_text (&document->number, facts->number);
  epc_set_text (&document->version, facts->version);
  epc_set_text (&document->date, facts->date);
  epc_set_text (&document->source, facts->source);
  epc_set_text (&document->sha256, facts->sha256);
  document->classification = facts->classification;
}

void
epc_document_set_sheets (EpcDocument *document, gboolean is_sheets)
{
  document->is_sheets = is_sheets;
}

void
epc_document_set_issue (EpcDocument *document, const char *number, const char *version, const char *sha256)
{
  if (number != NULL)
    epc_set_text (&document->number, number);
  epc_set_text (&document->version, version);
  epc_set_text (&document->sha256, sha256);
}

const char *
epc_document_number (const EpcDocument *document)
{
  return document->number;
}

void
epc_document_set_bound (EpcDocument *document, gboolean is_bound)
{
  document->is_bound = is_bound;
  document->size = document->adding = epc_page_size (document->paper, document->landscape, is_bound);
  document->is_laid_out = FALSE;
}

void
epc_document_set_watermark (EpcDocument *document, const char *text)
{
  epc_set_text (&document->watermark, text);
}

const EpcLanguage *
epc_document_language (const EpcDocument *document)
{
  return document->language;
}

EpcPageSize
epc_document_page_size (const EpcDocument *document)
{
  return document->size;
}

EpcPageSize
epc_document_size_of_page (const EpcDocument *document, guint page)
{
  g_return_val_if_fail (page < document->sizes->len, document->size);

  return g_array_index (document->sizes, EpcPageSize, page);
}

double
epc_document_width (const EpcDocument *document)
{
  double width = document->adding.width - document->adding.left - document->adding.right;
  double lefts[2], widths[2];

  if (document->open == NULL)
    return width;
  epc_columns_geometry (document->open, 0, width, lefts, widths);
  return document->target == document->open->columns[0] ? widths[0] : widths[1];
}

void
epc_document_add_masthead (EpcDocument *document, const char *kind, const char *title, const char *sentence,
                           const EpcMastheadFact *facts, guint n_facts)
{
  EpcBlock *block;

  g_return_if_fail (document->open == NULL);

  block = epc_document_add_block (document, EPC_BLOCK_MASTHEAD);
  block->kicker = g_utf8_strup (kind != NULL ? kind : "", -1);
  block->title = g_strdup (title);
  block->text = g_strdup (sentence);
  block->items = g_new0 (char *, 2 * n_facts + 1);
  for (guint i = 0; i < n_facts; i++)
    {
      block->items[2 * i] = g_strdup (facts[i].name != NULL ? facts[i].name : "");
      block->items[2 * i + 1] = g_strdup (facts[i].value != NULL ? facts[i].value : "–");
    }
  document->has_masthead = TRUE;
}

void
epc_document_add_key_figures (EpcDocument *document, const EpcKeyFigure *figures, guint n_figures)
{
  EpcBlock *block;

  if (n_figures == 0)
    return;
  block = epc_document_add_block (document, EPC_BLOCK_KEY_FIGURES);
  block->figures = g_array_new (FALSE, FALSE, sizeof (EpcKeyFigureCopy));
  g_array_set_clear_func (block->figures, clear_key_figure);
  for (guint i = 0; i < n_figures; i++)
    {
      EpcKeyFigureCopy copy = { g_strdup (figures[i].value != NULL ? figures[i].value : "–"),
                                g_strdup (figures[i].label),
                                g_strdup (figures[i].change),
                                g_strdup (figures[i].source),
                                figures[i].direction,
                                figures[i].is_stale };

      g_array_append_val (block->figures, copy);
    }
}

void
epc_document_add_heading (EpcDocument *document, int level, const char *number, const char *text, const char *tag)
{
  EpcBlock *block = epc_document_add_block (document, EPC_BLOCK_HEADING);

  block->level = CLAMP (level, 1, 3);
  block->kicker = g_strdup (number);
  block->title = g_strdup (text);
  block->tag = g_strdup (tag);
}

void
epc_document_add_paragraph (EpcDocument *document, EpcType type, const char *markup)
{
  EpcBlock *block = epc_document_add_block (document, EPC_BLOCK_PARAGRAPH);

  block->type = type;
  block->text = g_strdup (markup != NULL ? markup : "");
}

void
epc_document_add_bullets (EpcDocument *document, const char *const *items)
{
  epc_document_add_list (document, NULL, items);
}

void
epc_document_add_list (EpcDocument *document, const char *const *markers, const char *const *items)
{
  EpcBlock *block;

  if (items == NULL || items[0] == NULL)
    return;
  block = epc_document_add_block (document, EPC_BLOCK_BULLETS);
  block->type = EPC_TYPE_BODY;
  block->items = g_strdupv ((char **) items);
  block->markers = g_strdupv ((char **) markers);
}

void
epc_document_add_table (EpcDocument *document, EpcTable *table)
{
  epc_document_add_block (document, EPC_BLOCK_TABLE)->table = table;
}

void
epc_document_add_figure (EpcDocument *document, double height, double least_height, const char *caption, EpcDrawFunc draw,
                         gpointer data, GDestroyNotify destroy)
{
  EpcBlock *block = epc_document_add_block (document, EPC_BLOCK_FIGURE);

  block->height = height;
  block->least_height = least_height > 0 ? MIN (least_height, height) : height;
  block->text = g_strdup (caption);
  block->draw = draw;
  block->data = data;
  block->destroy = destroy;
}

/* The figure added last. */
static EpcBlock *
last_figure (EpcDocument *document)
{
  EpcBlock *block = document->target->len > 0 ? document->target->pdata[document->target->len - 1] : NULL;

  return block != NULL && block->kind == EPC_BLOCK_FIGURE ? block : NULL;
}

void
epc_document_tell_figure (EpcDocument *document, EpcRowsFunc rows)
{
  EpcBlock *block = last_figure (document);

  g_return_if_fail (block != NULL);

  block->rows = rows;
}

void
epc_document_let_figure_fill (EpcDocument *document)
{
  EpcBlock *block = last_figure (document);

  g_return_if_fail (document->open != NULL && block != NULL);

  block->fills = TRUE;
}

void
epc_document_add_legend (EpcDocument *document, const EpcSymbol *symbols, const char *const *words, guint n)
{
  EpcBlock *block = epc_document_add_block (document, EPC_BLOCK_LEGEND);

  block->symbols = g_array_new (FALSE, FALSE, sizeof (EpcSymbol));
  g_array_append_vals (block->symbols, symbols, n);
  block->items = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    block->items[i] = g_strdup (words[i]);
}

void
epc_document_add_note (EpcDocument *document, const char *title, const char *markup, EpcColour colour)
{
  EpcBlock *block = epc_document_add_block (document, EPC_BLOCK_NOTE);

  block->title = g_strdup (title);
  block->text = g_strdup (markup != NULL ? markup : "");
  block->colour = colour;
}

void
epc_document_add_space (EpcDocument *document, double points)
{
  epc_document_add_block (document, EPC_BLOCK_SPACE)->height = points;
}

void
epc_document_add_page_break (EpcDocument *document)
{
  g_return_if_fail (document->open == NULL);

  epc_document_add_block (document, EPC_BLOCK_PAGE_BREAK);
}

void
epc_document_turn_pages (EpcDocument *document, gboolean landscape)
{
  EpcPageSize size = epc_page_size (document->paper, landscape, document->is_bound);
  EpcBlock *block;

  g_return_if_fail (document->open == NULL);

  if (size.width == document->adding.width)
    return;
  document->adding = size;
  block = epc_document_add_block (document, EPC_BLOCK_PAGE_BREAK);
  block->turns = TRUE;
  block->landscape = landscape;
}

void
epc_document_begin_columns (EpcDocument *document, double left, double right)
{
  EpcBlock *block;

  g_return_if_fail (document->open == NULL && left > 0 && right > 0);

  block = epc_document_add_block (document, EPC_BLOCK_COLUMNS);
  block->shares[0] = left;
  block->shares[1] = right;
  block->columns[0] = block_list ();
  block->columns[1] = block_list ();
  document->open = block;
  document->target = block->columns[0];
}

void
epc_document_next_column (EpcDocument *document)
{
  g_return_if_fail (document->open != NULL);

  document->target = document->open->columns[1];
}

void
epc_document_end_columns (EpcDocument *document)
{
  g_return_if_fail (document->open != NULL);

  document->open = NULL;
  document->target = document->blocks;
}
