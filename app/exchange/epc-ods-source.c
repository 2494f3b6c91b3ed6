/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * OpenDocument spreadsheets as a row source (OASIS OpenDocument 1.3 part 3, 9). All sheets stand in one part, which is read from
 * its beginning for each of them. What is typed counts as typed; comments and what is drawn over cells are left out.
 */
#include "epc-row-source.h"

#include <stdio.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-sheet-value.h"
#include "epc-xml.h"

#define SHEETS_MAX 5000
#define ROWS_MAX 1048576u

typedef struct
{
  char *name;
  guint position; /* among the tables of the file */
  gboolean is_hidden;
} Sheet;

typedef struct
{
  EpcRowSource parent;
  EpcArchive *archive;
  guint member;
  GArray *sheets; /* of Sheet: the hidden ones last */
  EpcRowBuilder *builder;
  GInputStream *stream;
  EpcXml *xml;

  guint wanted, n_tables;   /* position of the table being read, tables begun so far */
  guint depth, table_depth; /* 0: outside of the table wanted */
  guint64 row;
  guint row_repeats, column;
  EpcRow ready; /* handed out @left more times */
  guint left;

  /* the cell in hand */
  guint cell_depth; /* 0: none */
  guint cell_repeats, columns_spanned, rows_spanned;
  char type; /* 'f' number, 'p' percentage, 'd', 't', 'b', 's' text, 'e' error, 0 empty */
  gboolean in_paragraph, has_paragraph, has_told_text;
  GString *value, *text;
} OdsSource;

static void
fail (OdsSource *source, EpcErrorCode code, const char *sentence)
{
  g_autofree char *row = epc_language_integer (epc_language_get (NULL), (gint64) source->row);

  epc_xml_fail (source->xml, g_error_new (EPC_ERROR, (int) code, _ ("%s, row %s: %s"), source->parent.name, row, sentence));
}

static guint
read_count (const char *text)
{
  guint64 count = g_ascii_strtoull (text, NULL, 10);

  return (guint) CLAMP (count, 1, G_MAXINT / 2);
}

/* --- a cell --- */

static void
take_type (OdsSource *source, const char *text)
{
  if (g_str_equal (text, "percentage"))
    source->type = 'p';
  else if (g_str_equal (text, "float") || g_str_equal (text, "currency"))
    source->type = 'f';
  else if (g_str_equal (text, "date") || g_str_equal (text, "time") || g_str_equal (text, "boolean")
           || g_str_equal (text, "string"))
    source->type = *text;
}

static void
begin_cell (OdsSource *source, const char *const *attributes)
{
  gboolean is_error = FALSE;

  source->cell_depth = source->depth;
  source->cell_repeats = source->columns_spanned = source->rows_spanned = 1;
  source->type = 0;
  source->in_paragraph = source->has_paragraph = source->has_told_text = FALSE;
  g_string_truncate (source->value, 0);
  g_string_truncate (source->text, 0);
  for (; *attributes != NULL; attributes += 2)
    {
      const char *colon = strchr (attributes[0], ':'), *name = colon != NULL ? colon + 1 : attributes[0];
      const char *value = attributes[1];
      if (g_str_has_prefix (attributes[0], "calcext:"))
        is_error |= g_str_equal (name, "value-type") && g_str_equal (value, "error");
      else if (g_str_equal (name, "value-type"))
        take_type (source, value);
      else if (g_str_equal (name, "value") || g_str_equal (name, "date-value") || g_str_equal (name, "time-value")
               || g_str_equal (name, "boolean-value"))
        g_string_assign (source->value, value);
      else if (g_str_equal (name, "string-value"))
        {
          source->has_told_text = TRUE;
          g_string_assign (source->value, value);
        }
      else if (g_str_equal (name, "number-columns-repeated"))
        source->cell_repeats = read_count (value);
      else if (g_str_equal (name, "number-columns-spanned"))
        source->columns_spanned = read_count (value);
      else if (g_str_equal (name, "number-rows-spanned"))
        source->rows_spanned = read_count (value);
    }
  if (is_error)
    source->type = 'e';
}

static gboolean
is_blank (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  return *text == '\0';
}

static void
put_text (OdsSource *source, EpcCell *cell, EpcCellKind kind, const char *text, gsize length)
{
  cell->kind = kind;
  epc_row_builder_text (source->builder, text, (guint) length, FALSE);
}

/* "PT14H30M05S" is half past two in the afternoon. */
static void
put_time (OdsSource *source, EpcCell *cell)
{
  guint hours = 0, minutes = 0, seconds = 0;
  char text[32];

  if (sscanf (source->value->str, "PT%3uH%2uM%2u", &hours, &minutes, &seconds) == 3 && hours < 24)
    {
      g_snprintf (text, sizeof text, "%02u:%02u:%02u", hours, minutes, seconds);
      put_text (source, cell, EPC_CELL_TEXT, text, strlen (text));
    }
  else
    put_text (source, cell, EPC_CELL_TEXT, source->text->str, source->text->len);
}

static void
put_date (OdsSource *source, EpcCell *cell)
{
  GString *value = source->value;
  char *point = strchr (value->str, '.');

  if (point != NULL)
    g_string_truncate (value, (gsize) (point - value->str));
  if (value->len == 19 && g_str_has_suffix (value->str, "T00:00:00"))
    g_string_truncate (value, 10);
  put_text (source, cell, value->len >= 10 && value->str[4] == '-' ? EPC_CELL_DATE : EPC_CELL_TEXT, value->str, value->len);
}

static void
put_value (OdsSource *source, EpcCell *cell)
{
  EpcSheetFormat format = { source->type == 'p' ? EPC_SHEET_PERCENT : EPC_SHEET_NUMBER, 0 };
  GString *text = source->has_told_text && !source->has_paragraph ? source->value : source->text;

  switch (source->type)
    {
    case 'f':
    case 'p':
      epc_sheet_put_number (source->builder, cell, source->value->str, (guint) source->value->len, format, FALSE);
      break;
    case 'd':
      put_date (source, cell);
      break;
    case 't':
      put_time (source, cell);
      break;
    case 'b':
      cell->kind = EPC_CELL_BOOLEAN;
      if (g_str_equal (source->value->str, "true"))
        epc_row_builder_text (source->builder, "yes", 3, TRUE);
      else
        epc_row_builder_text (source->builder, "no", 2, TRUE);
      break;
    case 'e':
      cell->note = epc_sheet_error (source->text->str);
      if (cell->note == NULL)
        cell->note = "#";
      break;
    default:
      put_text (source, cell, is_blank (text->str) ? EPC_CELL_EMPTY : EPC_CELL_TEXT, text->str, text->len);
    }
}

static void
end_cell (OdsSource *source)
{
  gboolean has_value = source->type != 0 || source->text->len > 0;
  guint n = source->cell_repeats;

  source->cell_depth = 0;
  if (has_value && (source->column >= EPC_COLUMNS_MAX || n > EPC_COLUMNS_MAX - source->column))
    {
      g_autofree char *sentence = g_strdup_printf (_ ("it has more than %u columns."), EPC_COLUMNS_MAX);
      fail (source, EPC_ERROR_DAMAGED, sentence);
      return;
    }
  if (has_value)
    for (guint i = 0; i < n; i++)
      put_value (source, epc_row_builder_cell (source->builder, source->column + i));
  if (has_value && (source->columns_spanned > 1 || source->rows_spanned > 1))
    {
      EpcMergedRange range = { source->row, source->row + source->rows_spanned - 1, source->column,
                               MIN (source->column + source->columns_spanned, EPC_COLUMNS_MAX) - 1 };
      epc_row_builder_merge (source->builder, &range);
    }
  source->column = MIN (source->column + n, EPC_COLUMNS_MAX);
}

/* --- a row --- */

static void
begin_row (OdsSource *source, const char *const *attributes)
{
  const char *repeats = epc_xml_attribute (attributes, "number-rows-repeated");

  source->row++;
  source->row_repeats = repeats != NULL ? read_count (repeats) : 1;
  source->column = 0;
  epc_row_builder_begin (source->builder, source->row);
}

static void
end_row (OdsSource *source)
{
  if (epc_row_builder_end (source->builder, &source->ready))
    {
      if (source->row + source->row_repeats > ROWS_MAX + 1)
        {
          fail (source, EPC_ERROR_REFUSED, _ ("it is repeated without end."));
          return;
        }
      source->left = source->row_repeats;
      epc_xml_pause (source->xml);
    }
  source->row += source->row_repeats - 1;
}

static void
append_text (OdsSource *source, const char *text, gsize length)
{
  g_string_append_len (source->text, text, (gssize) length);
  if (source->text->len > EPC_CELL_MAX)
    fail (source, EPC_ERROR_DAMAGED, _ ("a cell is longer than 1 MiB."));
}

static void
on_start (gpointer data, const char *name, const char *const *attributes)
{
  OdsSource *source = data;

  source->depth++;
  if (source->table_depth == 0)
    {
      if (g_str_equal (name, "table") && source->depth <= 5 && source->n_tables++ == source->wanted)
        source->table_depth = source->depth;
    }
  else if (source->cell_depth == 0)
    {
      if (g_str_equal (name, "table-row"))
        begin_row (source, attributes);
      else if (g_str_equal (name, "table-cell") || g_str_equal (name, "covered-table-cell"))
        begin_cell (source, attributes);
    }
  else if (g_str_equal (name, "p") && source->depth == source->cell_depth + 1)
    {
      if (source->has_paragraph)
        append_text (source, "\n", 1);
      source->in_paragraph = source->has_paragraph = TRUE;
    }
  else if (source->in_paragraph && g_str_equal (name, "s"))
    {
      const char *count = epc_xml_attribute (attributes, "c");
      for (guint i = count != NULL ? MIN (read_count (count), 1000) : 1; i > 0; i--)
        append_text (source, " ", 1);
    }
  else if (source->in_paragraph && (g_str_equal (name, "tab") || g_str_equal (name, "line-break")))
    append_text (source, *name == 't' ? "\t" : "\n", 1);
}

static void
on_end (gpointer data, const char *name)
{
  OdsSource *source = data;

  if (source->cell_depth > 0)
    {
      if (source->depth == source->cell_depth)
        end_cell (source);
      else if (source->depth == source->cell_depth + 1)
        source->in_paragraph = FALSE;
    }
  else if (source->table_depth > 0 && g_str_equal (name, "table-row"))
    end_row (source);
  if (source->depth == source->table_depth)
    source->table_depth = 0;
  source->depth--;
}

static void
on_text (gpointer data, const char *text, int length)
{
  OdsSource *source = data;

  if (source->in_paragraph)
    append_text (source, text, (gsize) length);
}

/* --- the list of sheets --- */

typedef struct
{
  OdsSource *source;
  GHashTable *hidden_styles;
  GArray *hidden; /* of Sheet */
  char *style;
  guint depth, n_tables;
} Listing;

static void
sheet_clear (gpointer data)
{
  g_free (((Sheet *) data)->name);
}

static void
on_list_start (gpointer data, const char *name, const char *const *attributes)
{
  Listing *listing = data;
  const char *text;

  listing->depth++;
  if (g_str_equal (name, "style"))
    {
      g_free (listing->style);
      listing->style = g_strdup (epc_xml_attribute (attributes, "name"));
    }
  else if (g_str_equal (name, "table-properties") && listing->style != NULL
           && g_strcmp0 (epc_xml_attribute (attributes, "display"), "false") == 0)
    g_hash_table_add (listing->hidden_styles, g_strdup (listing->style));
  else if (g_str_equal (name, "table") && listing->depth <= 5 && listing->n_tables < SHEETS_MAX)
    {
      Sheet sheet = { g_strdup (""), listing->n_tables++, FALSE };
      if ((text = epc_xml_attribute (attributes, "style-name")) != NULL)
        sheet.is_hidden = g_hash_table_contains (listing->hidden_styles, text);
      for (; *attributes != NULL; attributes += 2)
        if (g_str_equal (attributes[0], "table:name") || g_str_equal (attributes[0], "name"))
          {
            g_free (sheet.name);
            sheet.name = g_strdup (attributes[1]);
          }
      g_array_append_val (sheet.is_hidden ? listing->hidden : listing->source->sheets, sheet);
    }
}

static void
on_list_end (gpointer data, const char *name)
{
  ((Listing *) data)->depth--;
}

/* A text of OpenDocument has the same parts; its tables are read like sheets. */
static gboolean
is_spreadsheet (const EpcArchive *archive)
{
  guint member;
  g_autoptr (GBytes) kind = epc_archive_find (archive, "mimetype", &member) ? epc_archive_read_bytes (archive, member, 4096, NULL) : NULL;
  gsize length = 0;
  const char *text = kind != NULL ? g_bytes_get_data (kind, &length) : NULL;

  return text == NULL || g_strstr_len (text, (gssize) length, "spreadsheet") != NULL;
}

static gboolean
list_sheets (OdsSource *source, GError **error)
{
  static const EpcXmlHandlers handlers = { on_list_start, on_list_end, NULL };
  g_autoptr (GInputStream) stream = epc_archive_read (source->archive, source->member, error);
  g_autoptr (GHashTable) hidden_styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Listing listing = { source, hidden_styles, g_array_new (FALSE, FALSE, sizeof (Sheet)), NULL, 0, 0 };

  gboolean done = stream != NULL && epc_xml_read (stream, source->parent.name, &handlers, &listing, error);
  g_array_append_vals (source->sheets, listing.hidden->data, listing.hidden->len);
  g_array_free (listing.hidden, TRUE);
  g_free (listing.style);
  if (done && source->sheets->len == 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED,
                   is_spreadsheet (source->archive) ? _ ("%s is damaged: none of its sheets can be found.")
                                                    : _ ("%s is an OpenDocument text, drawing or presentation in which no table stands."),
                   source->parent.name);
      return FALSE;
    }
  return done;
}

/* --- the source --- */

static gboolean
ods_next (EpcRowSource *parent, EpcRow *row, GError **error)
{
  OdsSource *source = (OdsSource *) parent;
  gboolean at_end = FALSE;

  if (source->left > 0)
    source->ready.number++;
  while (source->left == 0 && !at_end)
    if (!epc_xml_run (source->xml, &at_end, error))
      return FALSE;
  if (source->left == 0)
    return FALSE;
  source->left--;
  *row = source->ready;
  return TRUE;
}

static gboolean
ods_rewind (EpcRowSource *parent, guint sheet, GError **error)
{
  static const EpcXmlHandlers handlers = { on_start, on_end, on_text };
  OdsSource *source = (OdsSource *) parent;

  g_clear_pointer (&source->xml, epc_xml_free);
  g_clear_object (&source->stream);
  source->stream = epc_archive_read (source->archive, source->member, error);
  if (source->stream == NULL)
    return FALSE;
  source->xml = epc_xml_new (source->stream, parent->name, &handlers, source);
  source->wanted = g_array_index (source->sheets, Sheet, sheet).position;
  source->n_tables = source->depth = source->table_depth = source->cell_depth = source->left = 0;
  source->row = 0;
  source->in_paragraph = FALSE;
  epc_row_builder_reset (source->builder);
  return TRUE;
}

static guint
ods_n_sheets (EpcRowSource *parent)
{
  return ((OdsSource *) parent)->sheets->len;
}

static const char *
ods_sheet_name (EpcRowSource *parent, guint sheet)
{
  return g_array_index (((OdsSource *) parent)->sheets, Sheet, sheet).name;
}

static gboolean
ods_sheet_is_hidden (EpcRowSource *parent, guint sheet)
{
  return g_array_index (((OdsSource *) parent)->sheets, Sheet, sheet).is_hidden;
}

static double
ods_progress (EpcRowSource *parent)
{
  OdsSource *source = (OdsSource *) parent;

  return source->stream != NULL ? epc_archive_stream_progress (source->stream) : 0;
}

static void
ods_free (EpcRowSource *parent)
{
  OdsSource *source = (OdsSource *) parent;

  epc_xml_free (source->xml);
  g_clear_object (&source->stream);
  epc_row_builder_free (source->builder);
  epc_archive_free (source->archive);
  g_array_unref (source->sheets);
  g_string_free (source->value, TRUE);
  g_string_free (source->text, TRUE);
  g_free (source);
}

static const EpcRowSourceClass ods_class = {
  .n_sheets = ods_n_sheets,
  .sheet_name = ods_sheet_name,
  .sheet_is_hidden = ods_sheet_is_hidden,
  .rewind = ods_rewind,
  .next = ods_next,
  .progress = ods_progress,
  .free = ods_free,
};

static int
ods_sniff_members (const EpcArchive *archive)
{
  guint member;

  /* A letter has the same parts: that it is none is told by its having no sheet. */
  return epc_archive_find (archive, "content.xml", &member) && epc_archive_find (archive, "META-INF/manifest.xml", &member) ? 70
                                                                                                                            : 0;
}

/* The parts of a locked document are no XML; its list of parts says so. */
static gboolean
is_locked (const EpcArchive *archive)
{
  guint member;
  g_autoptr (GBytes) manifest = epc_archive_find (archive, "META-INF/manifest.xml", &member)
                                    ? epc_archive_read_bytes (archive, member, 4 << 20, NULL)
                                    : NULL;
  gsize length = 0;
  const char *text = manifest != NULL ? g_bytes_get_data (manifest, &length) : NULL;

  return text != NULL && g_strstr_len (text, (gssize) length, "encryption-data") != NULL;
}

static EpcRowSource *
ods_open (const char *path, GBytes *bytes, const char *name, GError **error)
{
  OdsSource *source = g_new0 (OdsSource, 1);
  g_autoptr (EpcRowSource) result = &source->parent;

  source->parent.class = &ods_class;
  source->parent.format = "ods";
  source->parent.name = g_strdup (name);
  source->sheets = g_array_new (FALSE, FALSE, sizeof (Sheet));
  g_array_set_clear_func (source->sheets, sheet_clear);
  source->builder = epc_row_builder_new ();
  source->value = g_string_new (NULL);
  source->text = g_string_new (NULL);
  source->archive = epc_archive_open (path, bytes, name, error);
  if (source->archive == NULL)
    return NULL;
  if (is_locked (source->archive))
    {
      g_set_error (
          error, EPC_ERROR, EPC_ERROR_READ,
          _ ("%s is locked with a password. Open it in the program that made it, save it without password and import that."),
          name);
      return NULL;
    }
  if (!epc_archive_find (source->archive, "content.xml", &source->member))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("%s is damaged: none of its sheets can be found."), name);
      return NULL;
    }
  if (!list_sheets (source, error) || !ods_rewind (result, 0, error))
    return NULL;
  source->parent.detail = g_strdup_printf (ngettext_ ("%u sheet", "%u sheets", source->sheets->len), source->sheets->len);
  return g_steal_pointer (&result);
}

const EpcFormat epc_ods_format = {
  .key = "ods",
  .label = N_ ("OpenDocument spreadsheet"),
  .extensions = "ods|ots",
  .sniff_members = ods_sniff_members,
  .open = ods_open,
};
