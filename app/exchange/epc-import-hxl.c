/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The checks of HXL's default schema that the types of the fields do not make already (numbers, dates): stray spaces anywhere, and names
 * and codes of one column that are written in two ways.
 */
#include "epc-import-private.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-text.h"
#include "model/epc-field.h"

/* A column of more different texts than that is no list of names. */
#define MOST_TEXTS 2000

typedef struct
{
  guint column;
  GString *last;     /* the cell before */
  GHashTable *texts; /* as written → Text; NULL: spelling is not looked at (any more) */
  gboolean is_spaced; /* told already */
} Checked;

typedef struct
{
  guint64 row; /* the first */
  guint64 count;
} Text;

struct _EpcHxlChecks
{
  GArray *columns; /* of Checked */
};

/* Tags whose values are names or codes that should be written in one way (libhxl, default schema). */
static gboolean
is_list_tag (const char *hxl)
{
  static const char *const tags[] = { "#org",  "#sector", "#subsector", "#status",  "#beneficiary", "#operations", "#operation",
                                      "#service", "#channel", "#modality", "#currency", "#impact", "#group", "#severity", "#access",
                                      "#frequency", "#item", "#country", "#region", "#adm1", "#adm2", "#adm3", "#adm4", "#adm5",
                                      "#cause", "#event", NULL };
  g_autofree char *tag = epc_hxl_canonical (hxl);
  gsize length = strcspn (tag, "+");

  for (guint i = 0; tags[i] != NULL; i++)
    if (strlen (tags[i]) == length && strncmp (tags[i], tag, length) == 0)
      return TRUE;
  return FALSE;
}

EpcHxlChecks *
epc_hxl_checks_new (const EpcMapping *mapping)
{
  EpcHxlChecks *checks = g_new0 (EpcHxlChecks, 1);

  checks->columns = g_array_new (FALSE, TRUE, sizeof (Checked));
  for (guint c = 0; mapping->hxl_row > 0 && c < mapping->columns->len; c++)
    {
      const EpcColumn *column = g_ptr_array_index (mapping->columns, c);
      Checked checked = { .column = c };
      if (column->hxl == NULL || *column->hxl != '#' || column->role == EPC_COLUMN_PERSONAL)
        continue;
      checked.last = g_string_new (NULL);
      if (is_list_tag (column->hxl))
        checked.texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_array_append_val (checks->columns, checked);
    }
  return checks;
}

void
epc_hxl_checks_free (EpcHxlChecks *checks)
{
  if (checks == NULL)
    return;
  for (guint i = 0; i < checks->columns->len; i++)
    {
      Checked *checked = &g_array_index (checks->columns, Checked, i);
      g_string_free (checked->last, TRUE);
      g_clear_pointer (&checked->texts, g_hash_table_unref);
    }
  g_array_unref (checks->columns);
  g_free (checks);
}

static gboolean
has_stray_space (const char *text, gsize length)
{
  return length > 0 && (g_ascii_isspace (text[0]) || g_ascii_isspace (text[length - 1]) || strstr (text, "  ") != NULL);
}

static void
look_at (EpcImport *import, Checked *checked, const EpcCell *cell)
{
  g_string_truncate (checked->last, 0);
  g_string_append_len (checked->last, cell->text, cell->length);
  if (!checked->is_spaced && has_stray_space (cell->text, cell->length))
    {
      g_autofree char *normal = epc_text_normalise (cell->text);
      checked->is_spaced = TRUE;
      epc_import_warn_cell (import, "whitespace", normal, checked->column, cell->text,
                            _ ("There are stray spaces in this column; they were left out where it is read."), normal);
    }
  if (checked->texts == NULL)
    return;
  Text *text = g_hash_table_lookup (checked->texts, cell->text);
  if (text == NULL)
    {
      text = g_new0 (Text, 1);
      text->row = import->row.number;
      g_hash_table_insert (checked->texts, g_strdup (cell->text), text);
    }
  text->count++;
  if (g_hash_table_size (checked->texts) > MOST_TEXTS)
    g_clear_pointer (&checked->texts, g_hash_table_unref);
}

void
epc_hxl_checks_row (EpcImport *import)
{
  for (guint i = 0; i < import->hxl->columns->len; i++)
    {
      Checked *checked = &g_array_index (import->hxl->columns, Checked, i);
      if (checked->column >= import->row.n_cells || (checked->texts == NULL && checked->is_spaced))
        continue;
      const EpcCell *cell = &import->row.cells[checked->column];
      /* Most cells are as the one above. */
      if (cell->kind == EPC_CELL_TEXT
          && (cell->length != checked->last->len || memcmp (cell->text, checked->last->str, cell->length) != 0))
        look_at (import, checked, cell);
    }
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer texts)
{
  const Text *x = g_hash_table_lookup (texts, *(const char *const *) a), *y = g_hash_table_lookup (texts, *(const char *const *) b);

  return x->row < y->row ? -1 : x->row > y->row;
}

/* Texts of one column that only accents, case or signs tell apart: the rarer ones are told. */
static void
tell_spellings (EpcImport *import, const Checked *checked)
{
  g_autoptr (GHashTable) common = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL); /* folded → the text most written */
  GHashTableIter iter;
  gpointer text, value;

  g_hash_table_iter_init (&iter, checked->texts);
  while (g_hash_table_iter_next (&iter, &text, &value))
    {
      g_autofree char *folded = epc_text_fold (text);
      const char *best = g_hash_table_lookup (common, folded);
      const Text *other = best != NULL ? g_hash_table_lookup (checked->texts, best) : NULL;
      const Text *own = value;
      if (other == NULL || own->count > other->count || (own->count == other->count && own->row < other->row))
        g_hash_table_replace (common, g_steal_pointer (&folded), text);
    }
  g_autoptr (GPtrArray) in_order = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, checked->texts);
  while (g_hash_table_iter_next (&iter, &text, NULL))
    g_ptr_array_add (in_order, text);
  g_ptr_array_sort_with_data (in_order, compare_rows, checked->texts);
  for (guint i = 0; i < in_order->len; i++)
    {
      text = g_ptr_array_index (in_order, i);
      value = g_hash_table_lookup (checked->texts, text);
      g_autofree char *folded = epc_text_fold (text);
      g_autofree char *normal = epc_text_normalise (text);
      const char *best = g_hash_table_lookup (common, folded);
      /* A space too many is told as such. */
      if (best == text || *folded == '\0' || g_str_equal (normal, best))
        continue;
      g_autofree char *message = g_strdup_printf (_ ("“%s” is written “%s” elsewhere in the column."), (const char *) text, best);
      import->row.number = ((const Text *) value)->row;
      epc_import_warn_cell (import, "spelling", text, checked->column, text, message, best);
    }
}

void
epc_hxl_checks_finish (EpcImport *import)
{
  for (guint i = 0; i < import->hxl->columns->len; i++)
    {
      const Checked *checked = &g_array_index (import->hxl->columns, Checked, i);
      if (checked->texts != NULL)
        tell_spellings (import, checked);
    }
}
