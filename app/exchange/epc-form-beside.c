/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Repeats in text tables of their own, beside that of the submissions (ODK Briefcase: "Form.csv", "Form-visit.csv"; the sheets of a
 * workbook saved one by one). Which file belongs to which is told by what its rows name, never by the name of the file alone.
 */
#include "epc-form-private.h"

#include <string.h>

#include "epc-many-source.h"

#define NAMES_MAX 2000u
/* Tables of the folder that are opened, and their rows that are read to see what belongs together. */
#define FILES_MAX 40u
#define ROWS_MAX 400000u
#define LINKS_MAX 20u
#define SIZE_MAX_BESIDE ((goffset) 256 << 20)

typedef struct
{
  char *name, *base; /* base: without extension */
  EpcRowSource *source;
  EpcFormPlan plan;
  gboolean is_taken;
} File;

static void
file_free (gpointer data)
{
  File *file = data;

  epc_row_source_free (file->source);
  epc_form_plan_clear (&file->plan);
  g_free (file->name);
  g_free (file->base);
  g_free (file);
}

/* Takes @source. NULL: no answers to a form. */
static File *
file_new (const char *name, EpcRowSource *source)
{
  const char *dot = strrchr (name, '.');
  File *file = g_new0 (File, 1);

  file->source = source;
  file->name = g_filename_display_name (name);
  file->base = dot != NULL ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);
  if (epc_form_plan_make (&file->plan, source, 0, NULL, NULL) && file->plan.is_form)
    return file;
  file->source = NULL;
  file_free (file);
  return NULL;
}

/* --- what belongs to what --- */

/* The first different words of @column. */
static GHashTable *
words_of (const File *file, guint column, guint *n_rows)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  EpcRow row;

  if (epc_row_source_rewind (file->source, 0, NULL))
    while (g_hash_table_size (words) < LINKS_MAX && *n_rows > 0 && epc_row_source_next (file->source, &row, NULL))
      {
        const char *text = epc_form_cell (&row, column)->text;
        (*n_rows)--;
        if (row.number != file->plan.header_row && *text != '\0' && *text != '#')
          g_hash_table_add (words, g_strdup (text));
      }
  return words;
}

static gboolean
names_row_of (const File *child, guint link, const File *parent, guint key, guint *n_rows)
{
  g_autoptr (GHashTable) words = words_of (child, link, n_rows);
  gboolean is_named = FALSE;
  EpcRow row;

  if (g_hash_table_size (words) > 0 && epc_row_source_rewind (parent->source, 0, NULL))
    for (; !is_named && *n_rows > 0 && epc_row_source_next (parent->source, &row, NULL); (*n_rows)--)
      is_named = row.number != parent->plan.header_row && g_hash_table_contains (words, epc_form_cell (&row, key)->text);
  return is_named;
}

/* A number of a row alone says nothing: "1" stands in every table. */
static gboolean
belongs_to (const File *child, const File *parent, guint *n_rows)
{
  static const char *const pairs[][2] = { { "PARENT_KEY", "KEY" }, { "_submission__uuid", "_uuid" }, { "_submission__id", "_id" } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      guint link = epc_form_plan_column (&child->plan, pairs[i][0]), key = epc_form_plan_column (&parent->plan, pairs[i][1]);
      if (link != G_MAXUINT && key != G_MAXUINT && names_row_of (child, link, parent, key, n_rows))
        return TRUE;
    }
  if (child->plan.table_column == G_MAXUINT || epc_form_plan_column (&parent->plan, "_index") == G_MAXUINT)
    return FALSE;
  g_autoptr (GHashTable) tables = words_of (child, child->plan.table_column, n_rows);
  GHashTableIter iter;
  gpointer table;
  g_hash_table_iter_init (&iter, tables);
  while (g_hash_table_iter_next (&iter, &table, NULL))
    if (epc_form_is_called (parent->base, table) || epc_form_ends_in (parent->base, table))
      return TRUE;
  return FALSE;
}

/* --- the folder --- */

/* "Form-visit" is called after "Form", "Form (1)-visit", of another download, is not. */
static gboolean
is_called_after (const char *base, const char *above)
{
  gsize n = strlen (above);

  return strncmp (base, above, n) == 0 && (base[n] == '-' || base[n] == '_' || strncmp (base + n, " - ", 3) == 0);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The other text tables of @folder, by name. */
static GPtrArray *
list_tables (const char *folder, const char *own)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  for (guint n = 0; dir != NULL && n < NAMES_MAX && (name = g_dir_read_name (dir)) != NULL; n++)
    {
      g_autofree char *lower = g_ascii_strdown (name, -1);
      if (!g_str_equal (name, own) && *name != '.' && (g_str_has_suffix (lower, ".csv") || g_str_has_suffix (lower, ".tsv")))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);
  return names;
}

static File *
open_beside (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) at = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (at, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);

  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR || g_file_info_get_size (info) > SIZE_MAX_BESIDE)
    return NULL;
  g_autoptr (EpcRowSource) source = epc_row_source_open (path, NULL);
  File *file = source != NULL && g_str_equal (source->format, "csv") ? file_new (name, source) : NULL;
  if (file != NULL)
    g_steal_pointer (&source);
  return file;
}

/* Moves those of @others that belong to @files (or, of a repeat, that it belongs to) over, until nothing more does. */
static void
gather (GPtrArray *files, GPtrArray *others, gboolean is_repeat, guint *n_rows)
{
  for (guint f = 0; f < files->len; f++)
    for (guint i = 0; i < others->len; i++)
      {
        File *file = g_ptr_array_index (files, f), *other = g_ptr_array_index (others, i);
        if (other->is_taken || !(is_repeat ? belongs_to (file, other, n_rows) : belongs_to (other, file, n_rows)))
          continue;
        other->is_taken = TRUE;
        g_ptr_array_add (files, other);
      }
}

/* Of the tables @names those that are called after @first (or it after them), or the others. */
static GPtrArray *
open_tables (const char *folder, GPtrArray *names, const File *first, gboolean is_repeat, gboolean is_named)
{
  GPtrArray *files = g_ptr_array_new ();

  for (guint i = 0, n = 0; i < names->len && n < FILES_MAX; i++)
    {
      const char *name = g_ptr_array_index (names, i), *dot = strrchr (name, '.');
      g_autofree char *base = g_strndup (name, (gsize) (dot - name));
      if ((is_repeat ? is_called_after (first->base, base) : is_called_after (base, first->base)) != is_named)
        continue;
      n++;
      File *file = open_beside (folder, name);
      if (file != NULL)
        g_ptr_array_add (files, file);
    }
  return files;
}

static EpcRowSource *
put_together (GPtrArray *files, gboolean is_repeat)
{
  File *first = g_ptr_array_index (files, 0);
  EpcRowSource *many = epc_many_source_new (first->source->format, first->source->name);
  g_autoptr (GString) beside = g_string_new (NULL);

  many->detail = g_strdup (first->source->detail);
  many->credit = first->source->credit;
  many->is_first_only = is_repeat;
  for (guint i = 0; i < files->len; i++)
    {
      File *file = g_ptr_array_index (files, i);
      if (i > 0)
        g_string_append_printf (beside, "%s%s", i > 1 ? ", " : "", file->name);
      epc_many_source_add (many, g_steal_pointer (&file->source), file->name);
    }
  many->beside = g_string_free (g_steal_pointer (&beside), FALSE);
  return many;
}

EpcRowSource *
epc_form_files_open (const char *path, GError **error)
{
  g_autoptr (EpcRowSource) source = epc_row_source_open (path, error);
  g_autofree char *folder = g_path_get_dirname (path), *name = g_path_get_basename (path);
  File *first = source != NULL && g_str_equal (source->format, "csv") ? file_new (name, source) : NULL;
  guint n_rows = ROWS_MAX;

  if (first == NULL)
    return g_steal_pointer (&source);
  gboolean is_repeat = first->plan.link != EPC_FORM_LINK_NONE;
  g_autoptr (GPtrArray) names = list_tables (folder, name);
  g_autoptr (GPtrArray) files = g_ptr_array_new (), all = g_ptr_array_new_with_free_func (file_free);
  g_ptr_array_add (files, first);
  g_ptr_array_add (all, first);
  g_steal_pointer (&source);
  for (int is_named = 1; is_named >= 0 && files->len == 1; is_named--)
    {
      g_autoptr (GPtrArray) others = open_tables (folder, names, first, is_repeat, is_named);
      for (guint i = 0; i < others->len; i++)
        g_ptr_array_add (all, g_ptr_array_index (others, i));
      gather (files, others, is_repeat, &n_rows);
    }
  return files->len > 1 ? put_together (files, is_repeat) : g_steal_pointer (&first->source);
}
