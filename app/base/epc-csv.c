/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The row being read always lies whole in one buffer. Cells are unquoted in place: what is written never overtakes what is
 * read, because quotes only ever shorten a cell and its closing zero takes the place of the delimiter or the quote.
 */
#include "epc-csv.h"

#include <string.h>

#include "epc-error.h"
#include "epc-i18n.h"
#include "epc-language.h"

#define CHUNK (64 * 1024)
#define LONGEST_ROW (16 * 1024 * 1024)

typedef enum
{
  AT_START,     /* of a cell */
  IN_PLAIN,     /* unquoted, or after a closing quote */
  IN_QUOTES,
  AFTER_QUOTE,  /* a quote met inside quotes: doubled, or the closing one */
} State;

struct _EpcCsv
{
  GInputStream *stream;
  char delimiter;
  gboolean is_special[256]; /* ends a run of plain text */

  char *buffer; /* [row, end) are bytes; one byte beyond the end is always ours */
  gsize size;
  gsize row, read, write, end;
  gboolean at_end, skip_line_feed, begun;
  guint64 position;

  State state;
  gsize cell; /* start of the cell being read */
  gboolean cell_is_quoted;
  EpcCsvCell *cells; /* of the row so far; their texts are found when it is whole, the buffer may move until then */
  gsize *starts;     /* of each, from the start of the row */
  guint n_cells, n_allocated;
  guint64 line, quote_line;
  EpcCsvRow result;
};

EpcCsv *
epc_csv_new (GInputStream *stream, char delimiter)
{
  EpcCsv *csv = g_new0 (EpcCsv, 1);

  csv->stream = g_object_ref (stream);
  csv->delimiter = delimiter;
  csv->is_special[(guchar) delimiter] = TRUE;
  csv->is_special['\n'] = csv->is_special['\r'] = csv->is_special[0] = TRUE;
  csv->size = CHUNK;
  csv->buffer = g_malloc (csv->size + 1);
  csv->n_allocated = 64;
  csv->cells = g_new (EpcCsvCell, csv->n_allocated);
  csv->starts = g_new (gsize, csv->n_allocated);
  csv->line = 1;
  return csv;
}

/* The number of a line as the reader of a message expects it. */
static char *
line_text (guint64 line)
{
  return epc_language_integer (epc_language_get (NULL), (gint64) line);
}

void
epc_csv_free (EpcCsv *csv)
{
  if (csv == NULL)
    return;
  g_object_unref (csv->stream);
  g_free (csv->buffer);
  g_free (csv->cells);
  g_free (csv->starts);
  g_free (csv);
}

guint64
epc_csv_position (const EpcCsv *csv)
{
  return csv->position - (csv->end - csv->read);
}

/* Brings in more bytes behind the row that is being read; moves that row to the front of the buffer first. */
static gboolean
fill (EpcCsv *csv, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (csv->row > 0)
    {
      memmove (csv->buffer, csv->buffer + csv->row, csv->end - csv->row);
      csv->read -= csv->row;
      csv->write -= csv->row;
      csv->cell -= csv->row;
      csv->end -= csv->row;
      csv->row = 0;
    }
  if (csv->end == csv->size)
    {
      if (csv->size >= LONGEST_ROW)
        {
          g_autofree char *line = line_text (csv->line);
          g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED,
                       _("The row that begins on line %s is longer than 16 MiB; this is not a table of text."), line);
          return FALSE;
        }
      csv->size *= 2;
      csv->buffer = g_realloc (csv->buffer, csv->size + 1);
    }
  gssize n = g_input_stream_read (csv->stream, csv->buffer + csv->end, csv->size - csv->end, cancellable, &local);
  if (n < 0)
    {
      g_autofree char *line = line_text (csv->line);
      if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (error, g_steal_pointer (&local));
      else
        g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _("The file cannot be read near line %s: %s"), line, local->message);
      return FALSE;
    }
  if (n == 0)
    csv->at_end = TRUE;
  csv->end += (gsize) n;
  csv->position += (guint64) n;
  if (!csv->begun && (csv->at_end || csv->end >= 3))
    {
      csv->begun = TRUE;
      if (csv->end >= 3 && memcmp (csv->buffer, "\xef\xbb\xbf", 3) == 0)
        csv->row = csv->read = csv->write = csv->cell = 3;
    }
  return TRUE;
}

static void
close_cell (EpcCsv *csv)
{
  if (csv->n_cells == csv->n_allocated)
    {
      csv->n_allocated *= 2;
      csv->cells = g_renew (EpcCsvCell, csv->cells, csv->n_allocated);
      csv->starts = g_renew (gsize, csv->starts, csv->n_allocated);
    }
  csv->starts[csv->n_cells] = csv->cell - csv->row;
  csv->cells[csv->n_cells].length = csv->write - csv->cell;
  csv->cells[csv->n_cells].is_quoted = csv->cell_is_quoted;
  csv->n_cells++;
  csv->cell_is_quoted = FALSE;
  csv->state = AT_START;
}

/* Reads on in what the buffer holds. TRUE when a row is complete; FALSE when more bytes are needed or with @error. */
static gboolean
scan (EpcCsv *csv, GError **error)
{
  char *const buffer = csv->buffer;

  while (csv->read < csv->end)
    {
      char c = buffer[csv->read];

      if (csv->skip_line_feed)
        {
          csv->skip_line_feed = FALSE;
          if (c == '\n')
            {
              csv->read++;
              csv->row = csv->cell = csv->write = csv->read;
              continue;
            }
        }
      if (c == '\0')
        {
          g_autofree char *line = line_text (csv->line);
          g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _("Line %s holds a byte zero; this is not a table of text."), line);
          return FALSE;
        }
      switch (csv->state)
        {
        case AT_START:
          csv->cell = csv->write = csv->read;
          /* Most cells are plain and whole in the buffer: they stay where they are. */
          if (c != '"')
            {
              gsize to = csv->read;
              while (to < csv->end && !csv->is_special[(guchar) buffer[to]])
                to++;
              if (to < csv->end && buffer[to] == csv->delimiter)
                {
                  csv->write = to;
                  csv->read = to + 1;
                  close_cell (csv);
                  break;
                }
            }
          if (c == '"')
            {
              csv->state = IN_QUOTES;
              csv->cell_is_quoted = TRUE;
              csv->quote_line = csv->line;
              csv->read++;
              break;
            }
          csv->state = IN_PLAIN;
          /* fall through */
        case IN_PLAIN:
          if (!csv->is_special[(guchar) c])
            {
              gsize from = csv->read, to = from + 1;
              while (to < csv->end && !csv->is_special[(guchar) buffer[to]])
                to++;
              if (csv->write != from)
                memmove (buffer + csv->write, buffer + from, to - from);
              csv->write += to - from;
              csv->read = to;
              break;
            }
          csv->read++;
          close_cell (csv);
          if (c == csv->delimiter)
            break;
          csv->line++;
          csv->skip_line_feed = c == '\r';
          return TRUE;
        case IN_QUOTES:
          csv->read++;
          if (c == '"')
            {
              csv->state = AFTER_QUOTE;
              break;
            }
          /* A lone CR counts too; of CR LF only the LF. */
          if (c == '\n' || (c == '\r' && csv->read < csv->end && buffer[csv->read] != '\n'))
            csv->line++;
          buffer[csv->write++] = c;
          break;
        case AFTER_QUOTE:
          if (c == '"')
            {
              buffer[csv->write++] = '"';
              csv->read++;
              csv->state = IN_QUOTES;
            }
          else
            csv->state = IN_PLAIN;
          break;
        default:
          g_assert_not_reached ();
        }
    }
  return FALSE;
}

/* At the end of the stream: what was begun is the last row. TRUE when there is one. */
static gboolean
finish (EpcCsv *csv, GError **error)
{
  if (csv->state == IN_QUOTES)
    {
      g_autofree char *line = line_text (csv->quote_line);
      g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED,
                   _("The quote that begins on line %s is never closed; the file seems to be cut off."), line);
      return FALSE;
    }
  if (csv->state == AT_START && csv->n_cells == 0)
    return FALSE;
  if (csv->state == AT_START)
    csv->cell = csv->write = csv->read;
  close_cell (csv);
  return TRUE;
}

const EpcCsvRow *
epc_csv_next (EpcCsv *csv, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;

  csv->n_cells = 0;
  csv->row = csv->cell = csv->write = csv->read;
  csv->state = AT_START;
  csv->result.line = csv->line;
  if (!csv->begun && !fill (csv, cancellable, error))
    return NULL;
  while (!(csv->begun && scan (csv, &local)))
    {
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      if (csv->at_end)
        {
          if (!finish (csv, error))
            return NULL;
          break;
        }
      if (!fill (csv, cancellable, error))
        return NULL;
    }
  for (guint i = 0; i < csv->n_cells; i++)
    {
      csv->cells[i].text = csv->buffer + csv->row + csv->starts[i];
      csv->cells[i].text[csv->cells[i].length] = '\0';
    }
  csv->result.cells = csv->cells;
  csv->result.n_cells = csv->n_cells;
  return &csv->result;
}
