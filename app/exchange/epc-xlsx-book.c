/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Parts are found as ECMA-376 part 2 says, by relationships, not by the names that Excel happens to give them. Strict workbooks
 * differ in their namespaces, which are not looked at.
 */
#include "epc-xlsx-private.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"

#define PART_MAX (64u << 20)
#define SHEETS_MAX 5000
#define FORMATS_MAX 1000000
#define RANGES_MAX 200000
#define OVERLAP 256

/* --- parts --- */

/* Where @target of a relationship of @part leads: "xl/workbook.xml" and "../a.xml" → "a.xml". */
static char *
resolve (const char *part, const char *target)
{
  g_auto (GStrv) from = g_strsplit (part, "/", -1);
  g_auto (GStrv) steps = g_strsplit (target, "/", -1);
  g_autoptr (GPtrArray) path = g_ptr_array_new ();

  if (*target != '/')
    for (char **p = from; *p != NULL && p[1] != NULL; p++)
      g_ptr_array_add (path, *p);
  for (char **p = steps; *p != NULL; p++)
    {
      if (g_str_equal (*p, "..") && path->len > 0)
        g_ptr_array_remove_index (path, path->len - 1);
      else if (**p != '\0' && !g_str_equal (*p, ".") && !g_str_equal (*p, ".."))
        g_ptr_array_add (path, *p);
    }
  g_ptr_array_add (path, NULL);
  return g_strjoinv ("/", (char **) path->pdata);
}

static char *
relationships_of (const char *part)
{
  const char *slash = strrchr (part, '/');
  int folder = slash != NULL ? (int) (slash + 1 - part) : 0;

  return g_strdup_printf ("%.*s_rels/%s.rels", folder, part, part + folder);
}

static gboolean
read_part (const EpcXlsxBook *book, guint member, const EpcXmlHandlers *handlers, gpointer data, GError **error)
{
  if (epc_archive_member_size (book->archive, member) > PART_MAX)
    {
      g_autofree char *size = g_format_size (epc_archive_member_size (book->archive, member));
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _ ("%s is refused: its part “%s” is too large (%s)."), book->name,
                   epc_archive_member_name (book->archive, member), size);
      return FALSE;
    }
  g_autoptr (GInputStream) stream = epc_archive_read (book->archive, member, error);
  return stream != NULL && epc_xml_read (stream, book->name, handlers, data, error);
}

typedef struct
{
  char *type; /* last word of the relationship's type: "worksheet" */
  char *part;
} Relation;

static void
relation_free (gpointer data)
{
  Relation *relation = data;

  g_free (relation->type);
  g_free (relation->part);
  g_free (relation);
}

typedef struct
{
  const char *part;
  GHashTable *by_id;
} Relations;

static void
on_relation (gpointer data, const char *name, const char *const *attributes)
{
  Relations *relations = data;
  const char *id = epc_xml_attribute (attributes, "Id"), *type = epc_xml_attribute (attributes, "Type");
  const char *target = epc_xml_attribute (attributes, "Target"), *mode = epc_xml_attribute (attributes, "TargetMode");

  if (!g_str_equal (name, "Relationship") || id == NULL || type == NULL || target == NULL || g_strcmp0 (mode, "External") == 0)
    return;
  const char *slash = strrchr (type, '/');
  Relation *relation = g_new0 (Relation, 1);
  relation->type = g_strdup (slash != NULL ? slash + 1 : type);
  relation->part = resolve (relations->part, target);
  g_hash_table_replace (relations->by_id, g_strdup (id), relation);
}

/* Id → Relation of a part; empty when it has none. NULL with @error when they cannot be read. */
static GHashTable *
read_relations (const EpcXlsxBook *book, const char *part, GError **error)
{
  static const EpcXmlHandlers handlers = { on_relation, NULL, NULL };
  g_autoptr (GHashTable) by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, relation_free);
  g_autofree char *path = relationships_of (part);
  Relations relations = { part, by_id };
  guint member;

  if (epc_archive_find (book->archive, path, &member) && !read_part (book, member, &handlers, &relations, error))
    return NULL;
  return g_steal_pointer (&by_id);
}

static const char *
part_of_type (GHashTable *relations, const char *type)
{
  GHashTableIter iter;
  gpointer relation;

  g_hash_table_iter_init (&iter, relations);
  while (g_hash_table_iter_next (&iter, NULL, &relation))
    if (g_str_equal (((Relation *) relation)->type, type))
      return ((Relation *) relation)->part;
  return NULL;
}

/* --- the list of sheets --- */

typedef struct
{
  EpcXlsxBook *book;
  GHashTable *relations;
  GArray *hidden; /* of EpcXlsxSheet */
  guint n_other;  /* charts and dialogs */
} Workbook;

static void
sheet_clear (gpointer data)
{
  g_free (((EpcXlsxSheet *) data)->name);
}

static gboolean
is_true (const char *text)
{
  return text != NULL && (g_str_equal (text, "1") || g_ascii_strcasecmp (text, "true") == 0 || g_str_equal (text, "on"));
}

static void
on_workbook (gpointer data, const char *name, const char *const *attributes)
{
  Workbook *workbook = data;
  EpcXlsxBook *book = workbook->book;

  /* Extensions have an element of this name too. */
  if (g_str_equal (name, "workbookPr") && epc_xml_attribute (attributes, "date1904") != NULL)
    book->is_1904 = is_true (epc_xml_attribute (attributes, "date1904"));
  if (!g_str_equal (name, "sheet"))
    return;
  const char *label = epc_xml_attribute (attributes, "name"), *id = epc_xml_attribute (attributes, "id");
  const char *state = epc_xml_attribute (attributes, "state");
  const Relation *relation = id != NULL ? g_hash_table_lookup (workbook->relations, id) : NULL;
  guint member;
  if (relation == NULL || book->sheets->len + workbook->hidden->len >= SHEETS_MAX
      || !epc_archive_find (book->archive, relation->part, &member))
    return;
  if (!g_str_equal (relation->type, "worksheet"))
    {
      workbook->n_other++;
      return;
    }
  gboolean is_hidden = state != NULL && !g_str_equal (state, "visible");
  EpcXlsxSheet sheet = { g_strdup (label != NULL ? label : ""), member, is_hidden };
  g_array_append_val (is_hidden ? workbook->hidden : book->sheets, sheet);
}

static gboolean
read_workbook (EpcXlsxBook *book, const char *part, GHashTable *relations, GError **error)
{
  static const EpcXmlHandlers handlers = { on_workbook, NULL, NULL };
  Workbook workbook = { book, relations, g_array_new (FALSE, FALSE, sizeof (EpcXlsxSheet)), 0 };
  guint member = 0;
  gboolean done = FALSE;

  if (!epc_archive_find (book->archive, part, &member))
    g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("%s is damaged: the list of its sheets is missing."), book->name);
  else
    done = read_part (book, member, &handlers, &workbook, error);
  g_array_append_vals (book->sheets, workbook.hidden->data, workbook.hidden->len);
  g_array_free (workbook.hidden, TRUE);
  if (done && book->sheets->len == 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED,
                   workbook.n_other > 0 ? _ ("%s has no sheet with cells, only charts. Import the workbook that holds the table.")
                                        : _ ("%s is damaged: none of its sheets can be found."),
                   book->name);
      return FALSE;
    }
  return done;
}

/* --- formats --- */

typedef struct
{
  EpcXlsxBook *book;
  GHashTable *codes; /* number → format code */
  gboolean in_cells; /* inside cellXfs: those that cells name by position */
} Styles;

static guint
read_number (const char *text)
{
  return text != NULL ? (guint) MIN (g_ascii_strtoull (text, NULL, 10), G_MAXINT) : 0;
}

static void
on_style (gpointer data, const char *name, const char *const *attributes)
{
  Styles *styles = data;
  GArray *formats = styles->book->formats;

  if (g_str_equal (name, "numFmt"))
    {
      const char *code = epc_xml_attribute (attributes, "formatCode");
      if (code != NULL && g_hash_table_size (styles->codes) < FORMATS_MAX)
        g_hash_table_replace (styles->codes, GUINT_TO_POINTER (read_number (epc_xml_attribute (attributes, "numFmtId"))),
                              g_strdup (code));
    }
  else if (g_str_equal (name, "cellXfs"))
    styles->in_cells = TRUE;
  else if (styles->in_cells && g_str_equal (name, "xf") && formats->len < FORMATS_MAX)
    {
      guint id = read_number (epc_xml_attribute (attributes, "numFmtId"));
      const char *code = g_hash_table_lookup (styles->codes, GUINT_TO_POINTER (id));
      EpcSheetFormat format = code != NULL ? epc_sheet_format_of (code) : epc_sheet_format_builtin (id);
      g_array_append_val (formats, format);
    }
}

static void
on_style_end (gpointer data, const char *name)
{
  if (g_str_equal (name, "cellXfs"))
    ((Styles *) data)->in_cells = FALSE;
}

/* A workbook without this part shows plain numbers. */
static gboolean
read_styles (EpcXlsxBook *book, const char *part, GError **error)
{
  static const EpcXmlHandlers handlers = { on_style, on_style_end, NULL };
  g_autoptr (GHashTable) codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Styles styles = { book, codes, FALSE };
  guint member;

  return part == NULL || !epc_archive_find (book->archive, part, &member) || read_part (book, member, &handlers, &styles, error);
}

/* --- shared texts --- */

typedef struct
{
  EpcXlsxBook *book;
  EpcXml *xml;
  GString *text;
  gboolean in_item, in_text;
  guint in_phonetic;
} Strings;

static void
on_string (gpointer data, const char *name, const char *const *attributes)
{
  Strings *strings = data;

  if (g_str_equal (name, "si"))
    {
      strings->in_item = TRUE;
      g_string_truncate (strings->text, 0);
    }
  else if (g_str_equal (name, "rPh"))
    strings->in_phonetic++;
  else if (g_str_equal (name, "t"))
    strings->in_text = strings->in_item && strings->in_phonetic == 0;
}

static void
on_string_end (gpointer data, const char *name)
{
  Strings *strings = data;
  GError *error = NULL;

  if (g_str_equal (name, "t"))
    strings->in_text = FALSE;
  else if (g_str_equal (name, "rPh"))
    strings->in_phonetic -= strings->in_phonetic > 0;
  else if (g_str_equal (name, "si"))
    {
      strings->in_item = FALSE;
      epc_xlsx_unescape (strings->text);
      if (!epc_string_table_add (strings->book->strings, strings->text->str, strings->text->len, &error))
        epc_xml_fail (strings->xml, error);
    }
}

static void
on_string_text (gpointer data, const char *text, int length)
{
  Strings *strings = data;

  if (!strings->in_text)
    return;
  g_string_append_len (strings->text, text, length);
  if (strings->text->len > EPC_CELL_MAX)
    epc_xml_fail (strings->xml,
                  g_error_new (EPC_ERROR, EPC_ERROR_DAMAGED, _ ("%s: a text in it is longer than 1 MiB."), strings->book->name));
}

static gboolean
read_strings (EpcXlsxBook *book, const char *part, GError **error)
{
  static const EpcXmlHandlers handlers = { on_string, on_string_end, on_string_text };
  g_autoptr (GString) text = g_string_new (NULL);
  Strings strings = { book, NULL, text, FALSE, FALSE, 0 };
  gboolean at_end = FALSE, done = TRUE;
  guint member;

  if (part == NULL || !epc_archive_find (book->archive, part, &member))
    return TRUE;
  g_autoptr (GInputStream) stream = epc_archive_read (book->archive, member, error);
  if (stream == NULL)
    return FALSE;
  book->strings = epc_string_table_new ();
  strings.xml = epc_xml_new (stream, book->name, &handlers, &strings);
  while (done && !at_end)
    done = epc_xml_run (strings.xml, &at_end, error);
  epc_xml_free (strings.xml);
  return done;
}

void
epc_xlsx_unescape (GString *text)
{
  char *from = strstr (text->str, "_x"), *to = from;

  if (from == NULL)
    return;
  while (*from != '\0')
    {
      gunichar c = 0;
      if (from[0] == '_' && from[1] == 'x' && strspn (from + 2, "0123456789abcdefABCDEF") >= 4 && from[6] == '_')
        {
          char digits[5] = { from[2], from[3], from[4], from[5], 0 };
          c = (gunichar) g_ascii_strtoull (digits, NULL, 16);
        }
      if (c == 0 || (c >= 0xd800 && c < 0xe000))
        *to++ = *from++;
      else
        {
          to += g_unichar_to_utf8 (c, to);
          from += 7;
        }
    }
  g_string_truncate (text, (gsize) (to - text->str));
}

/* --- merged ranges --- */

static int
by_first_row (gconstpointer a, gconstpointer b)
{
  const EpcMergedRange *x = a, *y = b;

  return x->first_row < y->first_row ? -1 : x->first_row > y->first_row;
}

/* @tag: behind "mergeCell" of a tag. */
static void
take_range (GArray *ranges, const char *tag, const char *end)
{
  g_autofree char *text = g_strndup (tag, (gsize) MIN (end - tag, OVERLAP));
  char *close = strchr (text, '>');
  EpcMergedRange range;
  const char *p;

  if (close != NULL)
    *close = '\0';
  if ((p = strstr (text, "ref=")) == NULL || (p[4] != '"' && p[4] != '\'')
      || (p = epc_sheet_parse_reference (p + 5, &range.first_column, &range.first_row)) == NULL || *p != ':'
      || epc_sheet_parse_reference (p + 1, &range.last_column, &range.last_row) == NULL)
    return;
  if (range.first_row > 0 && range.last_row >= range.first_row && range.last_column >= range.first_column
      && range.last_column < EPC_COLUMNS_MAX && ranges->len < RANGES_MAX)
    g_array_append_val (ranges, range);
}

/* Tags that begin before @last_start, behind which enough bytes follow. The "g" of "mergeCell" is rare among the tags of cells.
 */
static void
look_for_ranges (GArray *ranges, const char *bytes, gsize length, gsize last_start)
{
  const char *p = bytes, *end = bytes + length;

  while ((p = memchr (p, 'g', (gsize) (end - p))) != NULL)
    {
      gsize at = (gsize) (p - bytes);
      if (at > 3 && at - 3 < last_start && end - p > 6 && memcmp (p - 3, "mergeCell", 9) == 0 && (p[-4] == '<' || p[-4] == ':')
          && g_ascii_isspace (p[6]))
        take_range (ranges, p + 6, end);
      p++;
    }
}

GArray *
epc_xlsx_merged_ranges (const EpcXlsxBook *book, const EpcXlsxSheet *sheet, GError **error)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (EpcMergedRange));
  g_autoptr (GInputStream) stream = epc_archive_read (book->archive, sheet->member, error);
  gsize size = 256 * 1024, kept = 0, n;
  g_autofree char *block = g_malloc (size);

  if (stream == NULL)
    return NULL;
  do
    {
      if (!g_input_stream_read_all (stream, block + kept, size - kept, &n, NULL, error))
        return NULL;
      gsize length = kept + n;
      gboolean is_last = length < size;
      gsize last_start = is_last ? length : length - OVERLAP;
      look_for_ranges (ranges, block, length, last_start);
      /* One byte before it is looked at too. */
      kept = is_last ? 0 : OVERLAP + 1;
      memmove (block, block + length - kept, kept);
    }
  while (n > 0 && kept > 0);
  g_array_sort (ranges, by_first_row);
  return g_steal_pointer (&ranges);
}

/* --- the whole --- */

EpcXlsxBook *
epc_xlsx_book_open (const char *path, GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (EpcXlsxBook) book = g_new0 (EpcXlsxBook, 1);
  guint member;

  book->name = g_strdup (name);
  book->sheets = g_array_new (FALSE, FALSE, sizeof (EpcXlsxSheet));
  g_array_set_clear_func (book->sheets, sheet_clear);
  book->formats = g_array_new (FALSE, FALSE, sizeof (EpcSheetFormat));
  book->archive = epc_archive_open (path, bytes, name, error);
  if (book->archive == NULL)
    return NULL;
  if (epc_archive_find (book->archive, "xl/workbook.bin", &member))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED,
                   _ ("%s is a binary workbook (.xlsb). Open it in the program that made it, save it as .xlsx and import that."),
                   name);
      return NULL;
    }
  g_autoptr (GHashTable) roots = read_relations (book, "", error);
  if (roots == NULL)
    return NULL;
  const char *found = part_of_type (roots, "officeDocument");
  g_autofree char *part = g_strdup (found != NULL ? found : "xl/workbook.xml");
  g_autoptr (GHashTable) relations = read_relations (book, part, error);
  if (relations == NULL || !read_workbook (book, part, relations, error)
      || !read_styles (book, part_of_type (relations, "styles"), error)
      || !read_strings (book, part_of_type (relations, "sharedStrings"), error))
    return NULL;
  return g_steal_pointer (&book);
}

void
epc_xlsx_book_free (EpcXlsxBook *book)
{
  if (book == NULL)
    return;
  epc_archive_free (book->archive);
  g_array_unref (book->sheets);
  g_array_unref (book->formats);
  epc_string_table_free (book->strings);
  g_free (book->name);
  g_free (book);
}
