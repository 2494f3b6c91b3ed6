/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Excel workbooks as a row source (ECMA-376 part 1, 18.3). A sheet is parsed row by row; what its <dimension> claims is not
 * looked at. Error cells are empty with a note; a formula gives what it was last worked out to.
 */
#include "epc-xlsx-private.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"

typedef struct
{
  EpcRowSource parent;
  EpcXlsxBook *book;
  EpcRowBuilder *builder;
  guint sheet;
  GInputStream *stream;
  EpcXml *xml;
  GArray *ranges; /* of EpcMergedRange, of sheet ranges_of - 1 */
  guint ranges_of, next_range;

  guint64 row;  /* number of the row in hand */
  guint column; /* of the next cell that does not say where it stands */
  gboolean is_row_ready;
  EpcRow *out;

  /* the cell in hand */
  guint cell;
  char type; /* 'n', 's' shared, 'i' inline, 't' text of a formula, 'b', 'e', 'd' */
  guint style;
  gboolean in_cell, in_value, has_value, has_formula;
  guint in_phonetic;
  GString *text;
} XlsxSource;

/* --- a cell --- */

static void
fail (XlsxSource *source, const char *sentence)
{
  g_autofree char *row = epc_language_integer (epc_language_get (NULL), (gint64) source->row);
  const char *sheet = g_array_index (source->book->sheets, EpcXlsxSheet, source->sheet).name;

  /* Translators: file, sheet, row, what is wrong there */
  epc_xml_fail (source->xml, g_error_new (EPC_ERROR, EPC_ERROR_DAMAGED, _ ("%s, sheet “%s”, row %s: %s"), source->parent.name,
                                          sheet, row, sentence));
}

static char
type_of (const char *text)
{
  if (text == NULL || g_str_equal (text, "n"))
    return 'n';
  if (g_str_equal (text, "s"))
    return 's';
  if (g_str_equal (text, "inlineStr"))
    return 'i';
  if (g_str_equal (text, "str"))
    return 't';
  return text[0] == 'b' || text[0] == 'e' || text[0] == 'd' ? text[0] : 't';
}

static guint
read_number (const char *text)
{
  guint64 number = 0;

  for (; g_ascii_isdigit (*text) && number < G_MAXINT; text++)
    number = number * 10 + (guint64) (*text - '0');
  return (guint) MIN (number, G_MAXINT);
}

static void
begin_cell (XlsxSource *source, const char *const *attributes)
{
  const char *place = NULL, *type = NULL;

  source->style = 0;
  for (; *attributes != NULL; attributes += 2)
    if (attributes[0][0] != '\0' && attributes[0][1] == '\0')
      {
        if (attributes[0][0] == 'r')
          place = attributes[1];
        else if (attributes[0][0] == 's')
          source->style = read_number (attributes[1]);
        else if (attributes[0][0] == 't')
          type = attributes[1];
      }
  source->cell = source->column;
  if (place != NULL)
    epc_sheet_parse_reference (place, &source->cell, NULL);
  if (source->cell >= EPC_COLUMNS_MAX)
    {
      g_autofree char *sentence = g_strdup_printf (_ ("it has more than %u columns."), EPC_COLUMNS_MAX);
      fail (source, sentence);
      source->cell = 0;
    }
  source->column = source->cell + 1;
  source->type = type_of (type);
  source->in_cell = TRUE;
  source->has_value = source->has_formula = FALSE;
  source->in_phonetic = 0;
  g_string_truncate (source->text, 0);
}

static EpcSheetFormat
format_of (const XlsxSource *source)
{
  EpcSheetFormat plain = { EPC_SHEET_NUMBER, 0 };

  return source->style < source->book->formats->len ? g_array_index (source->book->formats, EpcSheetFormat, source->style)
                                                    : plain;
}

static gboolean
is_blank (const char *text)
{
  while (*text == ' ' || *text == '\t' || *text == '\n' || *text == '\r')
    text++;
  return *text == '\0';
}

static void
put_shared (XlsxSource *source, EpcCell *cell)
{
  EpcStringTable *strings = source->book->strings;
  guint index = read_number (source->text->str), length;
  GError *error = NULL;
  gboolean stays;

  if (!g_ascii_isdigit (source->text->str[0]) || strings == NULL || index >= epc_string_table_length (strings))
    {
      fail (source, _ ("a cell refers to a text that is not in the file. Open it in the program that made it and save it anew."));
      return;
    }
  const char *text = epc_string_table_get (strings, index, &length, &stays, &error);
  if (text == NULL)
    {
      epc_xml_fail (source->xml, error);
      return;
    }
  cell->kind = is_blank (text) ? EPC_CELL_EMPTY : EPC_CELL_TEXT;
  epc_row_builder_text (source->builder, text, length, stays);
}

/* A moment as strict workbooks write it: "2020-03-01T00:00:00" is a day. */
static void
put_date (XlsxSource *source, EpcCell *cell)
{
  GString *text = source->text;

  if (g_str_has_suffix (text->str, "Z"))
    g_string_truncate (text, text->len - 1);
  if (g_str_has_suffix (text->str, ".000"))
    g_string_truncate (text, text->len - 4);
  if (text->len == 19 && g_str_has_suffix (text->str, "T00:00:00"))
    g_string_truncate (text, 10);
  cell->kind = text->len >= 10 && text->str[4] == '-' ? EPC_CELL_DATE : EPC_CELL_TEXT;
  epc_row_builder_text (source->builder, text->str, (guint) text->len, FALSE);
}

static void
end_cell (XlsxSource *source)
{
  GString *text = source->text;

  source->in_cell = FALSE;
  /* A cell that has nothing but a style is no cell. */
  if (!source->has_value && !source->has_formula)
    return;
  EpcCell *cell = epc_row_builder_cell (source->builder, source->cell);
  if (!source->has_value || (text->len == 0 && source->type != 's'))
    {
      /* A formula that nothing has worked out yet. */
      cell->note = source->has_formula && !source->has_value ? "=" : NULL;
      return;
    }
  switch (source->type)
    {
    case 's':
      put_shared (source, cell);
      break;
    case 'b':
      cell->kind = EPC_CELL_BOOLEAN;
      if (text->str[0] == '1' || text->str[0] == 't')
        epc_row_builder_text (source->builder, "yes", 3, TRUE);
      else
        epc_row_builder_text (source->builder, "no", 2, TRUE);
      break;
    case 'e':
      cell->note = epc_sheet_error (text->str);
      if (cell->note == NULL)
        cell->note = "#";
      break;
    case 'd':
      put_date (source, cell);
      break;
    case 'n':
      epc_sheet_put_number (source->builder, cell, text->str, (guint) text->len, format_of (source), source->book->is_1904);
      break;
    default:
      epc_xlsx_unescape (text);
      cell->kind = is_blank (text->str) ? EPC_CELL_EMPTY : EPC_CELL_TEXT;
      epc_row_builder_text (source->builder, text->str, (guint) text->len, FALSE);
    }
}

/* --- a row --- */

static void
begin_row (XlsxSource *source, const char *const *attributes)
{
  const char *number = NULL;

  for (; *attributes != NULL && number == NULL; attributes += 2)
    if (attributes[0][0] == 'r' && attributes[0][1] == '\0')
      number = attributes[1];
  guint told = number != NULL ? read_number (number) : 0;
  source->row = told > 0 ? told : source->row + 1;
  source->column = 0;
  epc_row_builder_begin (source->builder, source->row);
  for (; source->ranges != NULL && source->next_range < source->ranges->len; source->next_range++)
    {
      const EpcMergedRange *range = &g_array_index (source->ranges, EpcMergedRange, source->next_range);
      if (range->first_row > source->row)
        break;
      if (range->last_row >= source->row)
        epc_row_builder_merge (source->builder, range);
    }
}

static void
on_start (gpointer data, const char *name, const char *const *attributes)
{
  XlsxSource *source = data;

  if (name[0] == 'c' && name[1] == '\0')
    begin_cell (source, attributes);
  else if (source->in_cell)
    {
      /* Names of one letter, the most there are, are told apart without a call. */
      char letter = name[0] != '\0' && name[1] == '\0' ? name[0] : '\0';
      if (letter == 'v')
        source->in_value = source->type != 'i';
      else if (letter == 't')
        source->in_value = source->in_phonetic == 0 && source->type == 'i';
      else if (letter == 'f')
        source->has_formula = TRUE;
      else if (g_str_equal (name, "rPh"))
        source->in_phonetic++;
      source->has_value |= source->in_value;
    }
  else if (g_str_equal (name, "row"))
    begin_row (source, attributes);
}

static void
on_end (gpointer data, const char *name)
{
  XlsxSource *source = data;

  source->in_value = FALSE;
  if (name[0] == 'c' && name[1] == '\0')
    {
      if (source->in_cell)
        end_cell (source);
    }
  else if (name[0] == 'v')
    return;
  else if (g_str_equal (name, "rPh"))
    source->in_phonetic -= source->in_phonetic > 0;
  else if (g_str_equal (name, "row") && !source->in_cell && epc_row_builder_end (source->builder, source->out))
    {
      source->is_row_ready = TRUE;
      epc_xml_pause (source->xml);
    }
}

static void
on_text (gpointer data, const char *text, int length)
{
  XlsxSource *source = data;

  if (!source->in_value)
    return;
  g_string_append_len (source->text, text, length);
  if (source->text->len > EPC_CELL_MAX)
    fail (source, _ ("a cell is longer than 1 MiB."));
}

/* --- the source --- */

static gboolean
xlsx_next (EpcRowSource *parent, EpcRow *row, GError **error)
{
  XlsxSource *source = (XlsxSource *) parent;
  gboolean at_end = FALSE;

  source->is_row_ready = FALSE;
  source->out = row;
  while (!source->is_row_ready && !at_end)
    if (!epc_xml_run (source->xml, &at_end, error))
      return FALSE;
  return source->is_row_ready;
}

static gboolean
xlsx_rewind (EpcRowSource *parent, guint number, GError **error)
{
  static const EpcXmlHandlers handlers = { on_start, on_end, on_text };
  XlsxSource *source = (XlsxSource *) parent;
  const EpcXlsxSheet *sheet = &g_array_index (source->book->sheets, EpcXlsxSheet, number);

  if (source->ranges_of != number + 1)
    {
      GArray *ranges = epc_xlsx_merged_ranges (source->book, sheet, error);
      if (ranges == NULL)
        return FALSE;
      g_clear_pointer (&source->ranges, g_array_unref);
      source->ranges = ranges;
      source->ranges_of = number + 1;
    }
  g_clear_pointer (&source->xml, epc_xml_free);
  g_clear_object (&source->stream);
  source->stream = epc_archive_read (source->book->archive, sheet->member, error);
  if (source->stream == NULL)
    return FALSE;
  source->xml = epc_xml_new (source->stream, parent->name, &handlers, source);
  source->sheet = number;
  source->next_range = 0;
  source->row = 0;
  source->in_cell = source->in_value = FALSE;
  epc_row_builder_reset (source->builder);
  return TRUE;
}

static guint
xlsx_n_sheets (EpcRowSource *parent)
{
  return ((XlsxSource *) parent)->book->sheets->len;
}

static const char *
xlsx_sheet_name (EpcRowSource *parent, guint sheet)
{
  return g_array_index (((XlsxSource *) parent)->book->sheets, EpcXlsxSheet, sheet).name;
}

static gboolean
xlsx_sheet_is_hidden (EpcRowSource *parent, guint sheet)
{
  return g_array_index (((XlsxSource *) parent)->book->sheets, EpcXlsxSheet, sheet).is_hidden;
}

static double
xlsx_progress (EpcRowSource *parent)
{
  XlsxSource *source = (XlsxSource *) parent;

  return source->stream != NULL ? epc_archive_stream_progress (source->stream) : 0;
}

static void
xlsx_free (EpcRowSource *parent)
{
  XlsxSource *source = (XlsxSource *) parent;

  epc_xml_free (source->xml);
  g_clear_object (&source->stream);
  g_clear_pointer (&source->ranges, g_array_unref);
  epc_row_builder_free (source->builder);
  epc_xlsx_book_free (source->book);
  g_string_free (source->text, TRUE);
  g_free (source);
}

static const EpcRowSourceClass xlsx_class = {
  .n_sheets = xlsx_n_sheets,
  .sheet_name = xlsx_sheet_name,
  .sheet_is_hidden = xlsx_sheet_is_hidden,
  .rewind = xlsx_rewind,
  .next = xlsx_next,
  .progress = xlsx_progress,
  .free = xlsx_free,
};

static int
xlsx_sniff_members (const EpcArchive *archive)
{
  guint member;

  if (epc_archive_find (archive, "xl/workbook.xml", &member) || epc_archive_find (archive, "xl/workbook.bin", &member))
    return 80;
  return epc_archive_find (archive, "[Content_Types].xml", &member) && epc_archive_find (archive, "_rels/.rels", &member)
                 && !epc_archive_find (archive, "word/document.xml", &member)
                 && !epc_archive_find (archive, "ppt/presentation.xml", &member)
             ? 30
             : 0;
}

static EpcRowSource *
xlsx_open (const char *path, GBytes *bytes, const char *name, GError **error)
{
  EpcXlsxBook *book = epc_xlsx_book_open (path, bytes, name, error);

  if (book == NULL)
    return NULL;
  XlsxSource *source = g_new0 (XlsxSource, 1);
  g_autoptr (EpcRowSource) result = &source->parent;
  guint n = book->sheets->len;
  source->parent.class = &xlsx_class;
  source->parent.format = "xlsx";
  source->parent.name = g_strdup (name);
  source->book = book;
  source->builder = epc_row_builder_new ();
  source->text = g_string_new (NULL);
  source->parent.detail = g_strdup_printf (ngettext_ ("%u sheet", "%u sheets", n), n);
  return xlsx_rewind (result, 0, error) ? g_steal_pointer (&result) : NULL;
}

const EpcFormat epc_xlsx_format = {
  .key = "xlsx",
  .label = N_ ("Excel workbook"),
  .extensions = "xlsx|xlsm|xltx|xltm",
  .sniff_members = xlsx_sniff_members,
  .open = xlsx_open,
};
