/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A first row of words, where the user says what the columns hold: it may be the header or a record.
 */
#include "epc-recognise-private.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-text.h"

/* "A12" → "a0": letters and digits, each run as one. */
static void
shape_of_text (const char *text, char out[16])
{
  guint n = 0;

  for (const char *p = text; *p != '\0' && n < 15; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      char class = g_unichar_isdigit (c) ? '0' : g_unichar_isalpha (c) ? 'a' : c < 0x80 ? (char) c : '?';
      if (n == 0 || out[n - 1] != class)
        out[n++] = class;
    }
  out[n] = '\0';
}

static const EpcField *
field_told (const char *told, const EpcEntity *as)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (EpcHeaderHit));

  epc_header_index_find (told, NULL, hits);
  for (guint i = 0; i < hits->len; i++)
    if (as == NULL || g_array_index (hits, EpcHeaderHit, i).entity == as)
      return g_array_index (hits, EpcHeaderHit, i).field;
  return NULL;
}

static gboolean
is_value_of (EpcCellReader *reader, const char *text)
{
  EpcCell cell = { .kind = EPC_CELL_TEXT, .length = (guint) strlen (text), .text = text };
  EpcValue value = EPC_VALUE_INIT;

  return epc_cell_reader_read (reader, &cell, &value, NULL) && value.kind != EPC_VALUE_EMPTY;
}

/* Above 0: the first cell of @column is one of the values below it; below 0: it is their name; 0: it does not tell. */
static int
weigh_first (const EpcSheetHead *head, guint column, const EpcField *field)
{
  const char *first = epc_sheet_head_cell (head, head->header_row, column);
  gboolean is_typed = field != NULL && field->type != EPC_TYPE_TEXT && field->type != EPC_TYPE_LONG_TEXT
                      && field->type != EPC_TYPE_REFERENCE && field->type != EPC_TYPE_PLACE && epc_field_is_stored (field);
  g_autoptr (GHashTable) shapes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0, n_values = 0;
  char shape[16];

  if (*first == '\0')
    return 0;
  EpcCellReader *reader = is_typed ? epc_cell_reader_new (field, NULL) : NULL;
  gboolean is_value = reader != NULL && is_value_of (reader, first), comes_again = FALSE, has_digits = FALSE;
  for (guint r = head->header_row + 1; r < head->rows->len; r++)
    {
      const char *below = epc_sheet_head_cell (head, r, column);
      if (*below == '\0')
        continue;
      n++;
      n_values += reader != NULL && is_value_of (reader, below);
      comes_again = comes_again || strcmp (below, first) == 0;
      shape_of_text (below, shape);
      has_digits = has_digits || strchr (shape, '0') != NULL;
      g_hash_table_add (shapes, g_strdup (shape));
    }
  g_clear_pointer (&reader, epc_cell_reader_free);
  shape_of_text (first, shape);
  if (comes_again || is_value)
    return 1;
  if (n > 0 && n_values * 2 > n)
    return -1;
  if (n > 1 && has_digits && g_hash_table_size (shapes) == 1)
    return g_hash_table_contains (shapes, shape) ? 1 : -1;
  return 0;
}

/* A first row of words that nobody knows may be the header or a record: the user's word ("header=yes", "header=no"), else what
 * stands below it. EPC_ERROR_AMBIGUOUS: neither tells. */
gboolean
epc_settle_first_row (EpcRowSource *source, EpcSheetHead *head, const EpcEntity *as, const char *const *set, const char *const *columns,
                  GError **error)
{
  int weight = 0, said = 0;

  for (guint i = 0; set != NULL && set[i] != NULL; i++)
    if (g_str_has_prefix (set[i], "header="))
      said = g_str_equal (set[i], "header=no") ? 1 : -1;
  for (guint c = 0, n = g_strv_length ((char **) columns); said == 0 && c < n && c < head->width; c++)
    weight += weigh_first (head, c, *columns[c] != '\0' ? field_told (columns[c], as) : NULL);
  weight = said != 0 ? said : weight;
  if (weight > 0)
    {
      head->header_row = G_MAXUINT;
      head->group_rows = head->first_data = 0;
    }
  if (weight != 0)
    return TRUE;
  g_autoptr (GString) cells = g_string_new (NULL);
  for (guint c = 0; c < head->width && c < 6; c++)
    g_string_append_printf (cells, "%s%s", c > 0 ? ", " : "", epc_sheet_head_cell (head, head->header_row, c));
  g_set_error (error, EPC_ERROR, EPC_ERROR_AMBIGUOUS,
               _ ("%s: the first row (%s) may be the header or a record. Say which: --set header=yes or --set header=no."), source->name,
               cells->str);
  return FALSE;
}
