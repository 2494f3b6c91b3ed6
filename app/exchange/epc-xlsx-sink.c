/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An export as an Excel workbook: numbers and dates typed, codes as text, header and tags frozen, a filter over the rows, and a
 * second sheet that says what this is. Rows go to the disk as they come.
 */
#include "epc-row-sink.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#ifdef G_OS_WIN32
#include <io.h>
#else
#include <unistd.h>
#endif
#include <xlsxwriter.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-number.h"
#include "base/epc-paths.h"
#include "epc-csv-writer.h"
#include "epc-fill-sheet.h"

#define SHEET_NAME_MAX 31
#define TEXT_MAX 32767

typedef struct
{
  EpcRowSink parent;
  char *path, *temporary;
  const EpcSinkTable *table;
  lxw_workbook *book;
  lxw_worksheet *sheet;
  lxw_format *head, *tags, *date, *money, *label;
  lxw_format *number, *text; /* of cells to fill; NULL: as every cell is */
  lxw_row_t n_head, n_rows; /* rows of the header, rows written */
} XlsxSink;

static const char *
say (const XlsxSink *sink, const char *text)
{
  return epc_language_text (epc_language_get (sink->table->options->language), text);
}

static gboolean
failed (const XlsxSink *sink, const char *reason, GError **error)
{
  g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _ ("%s cannot be written: %s"), sink->path, reason);
  return FALSE;
}

static gboolean
check (const XlsxSink *sink, lxw_error status, GError **error)
{
  return status == LXW_NO_ERROR || failed (sink, lxw_strerror (status), error);
}

/* At most 31 characters, none of []:*?/\, no apostrophe at an end (ECMA-376 says less than Excel does). */
static char *
sheet_name (const char *text)
{
  g_autofree char *name = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), SHEET_NAME_MAX));

  g_strdelimit (name, "[]:*?/\\'", '-');
  return g_steal_pointer (&name);
}

static double
width_of (const EpcSinkColumn *column)
{
  glong header = g_utf8_strlen (column->header, -1) + 3;
  glong own = column->field == NULL                       ? 14
              : column->field->width > 0                  ? column->field->width
              : column->field->type == EPC_TYPE_TEXT      ? 24
              : column->field->type == EPC_TYPE_LONG_TEXT ? 40
                                                          : 14;

  return (double) CLAMP (header, own, 44);
}

/* Cells that may be filled are not locked, nor are the empty ones of their column; keys are. */
static void
make_formats (XlsxSink *sink)
{
  sink->date = workbook_add_format (sink->book);
  format_set_num_format (sink->date, "yyyy\\-mm\\-dd");
  sink->money = workbook_add_format (sink->book);
  format_set_num_format (sink->money, "#,##0.00");
  if (!sink->table->options->to_fill)
    return;
  sink->number = workbook_add_format (sink->book);
  sink->text = workbook_add_format (sink->book);
  format_set_num_format (sink->text, "@");
  format_set_unlocked (sink->date);
  format_set_unlocked (sink->money);
  format_set_unlocked (sink->number);
  format_set_unlocked (sink->text);
}

static lxw_format *
format_of (const XlsxSink *sink, guint column)
{
  const EpcField *field = sink->table->columns[column].field;

  if (field == NULL)
    return NULL;
  if (field->type == EPC_TYPE_DATE)
    return sink->date;
  if (field->type == EPC_TYPE_MONEY)
    return sink->money;
  return epc_fill_sheet_is_text (field) ? sink->text : sink->number;
}

static void
lay_column (XlsxSink *sink, guint index)
{
  const EpcSinkColumn *column = &sink->table->columns[index];
  gboolean to_fill = sink->table->options->to_fill;
  lxw_row_col_options hidden = { .hidden = to_fill && column->field == NULL && !g_str_equal (column->key, "code") };

  worksheet_set_column_opt (sink->sheet, (lxw_col_t) index, (lxw_col_t) index, width_of (column), to_fill ? format_of (sink, index) : NULL, &hidden);
}

static gboolean
xlsx_begin (EpcRowSink *parent, const EpcSinkTable *table, GError **error)
{
  XlsxSink *sink = (XlsxSink *) parent;

  sink->table = table;
  g_autofree char *name = sheet_name (say (sink, table->entity->plural));
  sink->sheet = workbook_add_worksheet (sink->book, name);
  if (sink->sheet == NULL)
    return failed (sink, name, error);
  sink->head = workbook_add_format (sink->book);
  format_set_bold (sink->head);
  format_set_text_wrap (sink->head);
  format_set_align (sink->head, LXW_ALIGN_VERTICAL_TOP);
  sink->tags = workbook_add_format (sink->book);
  format_set_font_color (sink->tags, 0x5f6b7a);
  make_formats (sink);
  for (guint i = 0; i < table->n_columns; i++)
    {
      lay_column (sink, i);
      if (!check (sink, worksheet_write_string (sink->sheet, 0, (lxw_col_t) i, table->columns[i].header, sink->head), error))
        return FALSE;
    }
  sink->n_head = 1;
  if (!table->options->without_hxl || table->options->to_fill)
    {
      lxw_row_col_options hidden = { .hidden = LXW_TRUE };
      if (table->options->to_fill)
        worksheet_set_row_opt (sink->sheet, 1, LXW_DEF_ROW_HEIGHT, NULL, &hidden);
      for (guint i = 0; i < table->n_columns; i++)
        if (table->columns[i].hxl != NULL)
          worksheet_write_string (sink->sheet, 1, (lxw_col_t) i, table->columns[i].hxl, sink->tags);
      sink->n_head = 2;
    }
  worksheet_freeze_panes (sink->sheet, sink->n_head, 0);
  return TRUE;
}

/* What is written as words looks like it, whatever its column holds else. */
static lxw_format *
written_text (const XlsxSink *sink, guint column)
{
  return sink->table->columns[column].field != NULL ? sink->text : NULL;
}

static lxw_error
write_text (XlsxSink *sink, lxw_row_t row, lxw_col_t column, const EpcSinkCell *cell)
{
  if (!cell->is_typed || !epc_csv_needs_guard (cell->text))
    return worksheet_write_string (sink->sheet, row, column, cell->text, written_text (sink, column));
  /* Nothing in a text cell is worked out, until somebody saves the sheet as CSV. */
  g_autofree char *guarded = g_strconcat ("'", cell->text, NULL);
  return worksheet_write_string (sink->sheet, row, column, guarded, written_text (sink, column));
}

/* A spreadsheet keeps fifteen digits; what needs more stays text, so that it comes back as it was. */
static gboolean
fits (double number)
{
  char text[40];

  g_ascii_formatd (text, sizeof text, "%.15g", number);
  return isfinite (number) && g_ascii_strtod (text, NULL) == number;
}

static lxw_error
write_date (XlsxSink *sink, lxw_row_t row, lxw_col_t column, const EpcSinkCell *cell)
{
  int year, month, day;

  /* Before March 1900 the days of a workbook are counted wrongly. */
  if (sscanf (cell->text, "%d-%d-%d", &year, &month, &day) != 3 || year <= 1900)
    return write_text (sink, row, column, cell);
  lxw_datetime date = { .year = year, .month = month, .day = day };
  return worksheet_write_datetime (sink->sheet, row, column, &date, sink->date);
}

static lxw_error
write_cell (XlsxSink *sink, lxw_row_t row, guint column, const EpcSinkCell *cell)
{
  const EpcField *field = sink->table->columns[column].field;
  const EpcValue *value = cell->value;
  lxw_col_t at = (lxw_col_t) column;

  if (cell->text == NULL || *cell->text == '\0')
    return LXW_NO_ERROR;
  if (value != NULL && field->type == EPC_TYPE_DATE)
    return write_date (sink, row, at, cell);
  if (value != NULL && value->kind == EPC_VALUE_INTEGER && field->type == EPC_TYPE_MONEY && fits ((double) value->integer))
    return worksheet_write_number (sink->sheet, row, at, (double) value->integer / 100, sink->money);
  if (value != NULL && value->kind == EPC_VALUE_INTEGER && field->type != EPC_TYPE_MONEY && fits ((double) value->integer))
    return worksheet_write_number (sink->sheet, row, at, (double) value->integer, sink->number);
  if (value != NULL && value->kind == EPC_VALUE_DECIMAL && fits (value->decimal))
    return worksheet_write_number (sink->sheet, row, at, value->decimal, sink->number);
  return write_text (sink, row, at, cell);
}

static gboolean
xlsx_row (EpcRowSink *parent, EpcRecord *record, const EpcSinkCell *cells, GError **error)
{
  XlsxSink *sink = (XlsxSink *) parent;
  lxw_row_t row = sink->n_head + sink->n_rows;

  if (row >= LXW_ROW_MAX)
    return failed (sink, _ ("a sheet of a workbook ends after 1,048,576 rows. Write a .csv file, or fewer records."), error);
  for (guint i = 0; i < sink->table->n_columns; i++)
    {
      lxw_error status = write_cell (sink, row, i, &cells[i]);
      if (status == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
        {
          g_autofree char *reason
              = g_strdup_printf (_ ("a text of “%s” is longer than the 32,767 characters that a cell takes. Write a .csv file."),
                                 sink->table->columns[i].header);
          return failed (sink, reason, error);
        }
      if (!check (sink, status, error))
        return FALSE;
    }
  sink->n_rows++;
  return TRUE;
}

/* --- what this is --- */

static lxw_row_t
write_line (XlsxSink *sink, lxw_worksheet *about, lxw_row_t row, const char *label, const char *text)
{
  g_autofree char *fitting = g_utf8_strlen (text, -1) > TEXT_MAX ? g_utf8_substring (text, 0, TEXT_MAX) : g_strdup (text);

  if (label != NULL)
    worksheet_write_string (about, row, 0, say (sink, label), sink->label);
  worksheet_write_string (about, row, 1, fitting, NULL);
  return row + 1;
}

static void
write_about (XlsxSink *sink, const EpcExportReport *report)
{
  const EpcExportOptions *options = sink->table->options;
  const EpcLanguage *language = epc_language_get (options->language);
  g_autofree char *name = sheet_name (say (sink, N_ ("About this file")));
  lxw_worksheet *about = workbook_add_worksheet (sink->book, name);
  g_autofree char *rows = epc_language_integer (language, report->rows);
  char today[EPC_DATE_SIZE];
  lxw_row_t row = 0;

  if (about == NULL)
    return;
  sink->label = workbook_add_format (sink->book);
  format_set_bold (sink->label);
  worksheet_set_column (about, 0, 0, 22, NULL);
  worksheet_set_column (about, 1, 1, 90, NULL);
  epc_date_today (today);
  row = write_line (sink, about, row, N_ ("What it holds"), say (sink, sink->table->entity->plural));
  row = write_line (sink, about, row, N_ ("Records"), rows);
  row = write_line (sink, about, row, N_ ("For"), epc_audience_label (options->audience));
  row = write_line (sink, about, row, N_ ("Written on"), today);
  row = write_line (sink, about, row, N_ ("Which records"), 
                    /* A condition may name what the records no longer do. */
                    options->filter == NULL ? say (sink, N_ ("All"))
                    : options->audience == EPC_AUDIENCE_OFFICE ? options->filter
                                                               : say (sink, N_ ("Some, chosen by the office")));
  for (guint i = 0; i < report->notes->len; i++)
    row = write_line (sink, about, row, i == 0 ? N_ ("Sources and notes") : NULL, g_ptr_array_index (report->notes, i));
  write_line (sink, about, row, N_ ("Made with"), "EPC Desk");
}

static gboolean
xlsx_end (EpcRowSink *parent, const EpcExportReport *report, GError **error)
{
  XlsxSink *sink = (XlsxSink *) parent;

  if (sink->table->options->to_fill)
    epc_fill_sheet_finish (sink->book, sink->sheet, sink->table, sink->n_head, sink->n_rows);
  else if (sink->table->n_columns > 0)
    worksheet_autofilter (sink->sheet, sink->n_head - 1, 0, sink->n_head - 1 + sink->n_rows,
                          (lxw_col_t) (sink->table->n_columns - 1));
  write_about (sink, report);
  lxw_error status = workbook_close (g_steal_pointer (&sink->book));
  if (!check (sink, status, error))
    return FALSE;
  if (g_rename (sink->temporary, sink->path) != 0)
    return failed (sink, g_strerror (errno), error);
  g_clear_pointer (&sink->temporary, g_free);
  return TRUE;
}

static void
xlsx_free (EpcRowSink *parent)
{
  XlsxSink *sink = (XlsxSink *) parent;

  if (sink->book != NULL)
    lxw_workbook_free (sink->book);
  if (sink->temporary != NULL)
    g_unlink (sink->temporary);
  g_free (sink->temporary);
  g_free (sink->path);
  g_free (sink);
}

static const EpcRowSinkClass xlsx_class = { .begin = xlsx_begin, .row = xlsx_row, .end = xlsx_end, .free = xlsx_free };

static EpcRowSink *
xlsx_open (const char *path, GError **error)
{
  g_autofree char *temporary = g_strdup_printf ("%s.XXXXXX", path);
  int fd = g_mkstemp_full (temporary, O_RDWR | EPC_OPEN_PLAIN, 0666);

  if (fd < 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _ ("%s cannot be written: %s"), path, g_strerror (errno));
      return NULL;
    }
  close (fd);
  lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = (char *) g_get_tmp_dir () };
  XlsxSink *sink = g_new0 (XlsxSink, 1);
  sink->parent.class = &xlsx_class;
  sink->path = g_strdup (path);
  sink->temporary = g_steal_pointer (&temporary);
  sink->book = workbook_new_opt (sink->temporary, &options);
  if (sink->book == NULL)
    {
      failed (sink, g_strerror (errno), error);
      xlsx_free (&sink->parent);
      return NULL;
    }
  return &sink->parent;
}

const EpcSinkFormat epc_xlsx_sink = {
  .key = "xlsx",
  .label = N_ ("Excel workbook"),
  .extension = "xlsx",
  .open = xlsx_open,
};
