/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is known of each column before any kind of record is chosen: its header, its tag, what these answer to, and what stands below.
 */
#include "epc-recognise-private.h"

#include <string.h>

#include "base/epc-text.h"
#include "epc-personal-data.h"
#include "epc-wide.h"

#define SAMPLE_LENGTH 40
/* So many rows tell whether a column names each of them. */
#define ROWS_TO_REPEAT 12

static void
take_samples (EpcColumnFacts *facts, const EpcSheetHead *head, guint column)
{
  guint n_filled = 0, n_personal = 0, n_samples = 0;
  g_autoptr (GHashTable) different = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint r = head->first_data; r < head->rows->len; r++)
    {
      const char *text = epc_sheet_head_cell (head, r, column);
      if (*text == '\0')
        continue;
      n_filled++;
      g_hash_table_add (different, (gpointer) text);
      n_personal += epc_personal_value (text);
      gboolean is_new = n_samples < G_N_ELEMENTS (facts->samples);
      for (guint i = 0; i < n_samples; i++)
        is_new &= !g_str_has_prefix (text, facts->samples[i]);
      if (!is_new)
        continue;
      facts->samples[n_samples] = g_strdup (text);
      if (g_utf8_strlen (text, -1) > SAMPLE_LENGTH)
        *g_utf8_offset_to_pointer (facts->samples[n_samples], SAMPLE_LENGTH) = '\0';
      n_samples++;
    }
  facts->is_repeated = n_filled >= ROWS_TO_REPEAT && g_hash_table_size (different) * 2 < n_filled;
  facts->is_blank = n_filled == 0 && facts->header == NULL && facts->hxl == NULL;
  /* A third of the values being telephones or addresses makes a column personal whatever it is called. */
  if (n_personal * 3 >= n_filled && n_personal > 0)
    facts->is_personal = TRUE;
}

/* "No." above 1, 2, 3, to the left of all others: the number of the row on paper, whatever a field may be called. */
static gboolean
numbers_rows (const EpcSheetHead *head, guint column, const char *header)
{
  static const char *const words[] = { "n", "no", "nr", "num", "number", "numero", "item", "row", "fila", "ligne", "linha" };
  g_autofree char *folded = epc_text_fold_tight (header != NULL ? header : "");
  gboolean is_word = FALSE;
  guint n = 0;

  for (guint left = 0; left < column; left++)
    {
      g_autofree char *other = epc_sheet_head_header (head, left);
      if (other != NULL)
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    is_word = is_word || g_str_equal (folded, words[i]);
  for (guint r = head->first_data; is_word && r < head->rows->len; r++)
    {
      const char *text = epc_sheet_head_cell (head, r, column);
      if (*text == '\0')
        continue;
      if (g_ascii_strtoull (text, NULL, 10) != ++n || strspn (text, "0123456789") != strlen (text))
        return FALSE;
    }
  return n >= 2;
}

/* The header speaks of the name of an area, and figures stand below it: somebody's own numbers of regions. */
static gboolean
is_number_of_area (const EpcColumnFacts *facts)
{
  guint n = 0;

  while (n < G_N_ELEMENTS (facts->samples) && facts->samples[n] != NULL && epc_cell_is_figure (facts->samples[n]))
    n++;
  return n > 0 && (n == G_N_ELEMENTS (facts->samples) || facts->samples[n] == NULL) && !facts->place_is_code && facts->place_is_sure
         && facts->place_level > 0 && facts->hxl == NULL;
}

/* "Total", "Grand total", "Total general" and the like above a column of figures. */
static gboolean
is_total_column (const EpcColumnFacts *facts)
{
  g_autofree char *folded = facts->header != NULL ? epc_text_fold (facts->header) : NULL;
  static const char *const words[] = { "total", "grand total", "total general", "total generale", "suma total", "sum total", "overall total" };

  for (guint i = 0; folded != NULL && facts->samples[0] != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (folded, words[i]))
      return epc_cell_is_figure (facts->samples[0]);
  return FALSE;
}

/* "% Female", "Porcentaje de mujeres", "female_pct", or nothing but "48%" below: shares, and no number of people. */
static gboolean
tells_shares (const EpcColumnFacts *facts)
{
  static const char *const words[] = { "pct", "percent", "percentage", "porcentaje", "pourcentage", "porcentagem", "percentagem" };
  g_autofree char *folded = facts->header != NULL ? epc_text_fold (facts->header) : NULL;
  g_auto (GStrv) own = folded != NULL ? g_strsplit (folded, " ", -1) : NULL;
  guint n = 0;

  if (facts->header != NULL && strchr (facts->header, '%') != NULL)
    return TRUE;
  for (guint i = 0; own != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_strv_contains ((const char *const *) own, words[i]))
      return TRUE;
  while (n < G_N_ELEMENTS (facts->samples) && facts->samples[n] != NULL && g_str_has_suffix (facts->samples[n], "%"))
    n++;
  return n > 0 && (n == G_N_ELEMENTS (facts->samples) || facts->samples[n] == NULL);
}

static void
leave_shares_to_shares (EpcColumnFacts *facts)
{
  facts->is_share = tells_shares (facts);
  for (guint i = facts->is_share ? facts->hits->len : 0; i > 0; i--)
    if (g_array_index (facts->hits, EpcHeaderHit, i - 1).field->type == EPC_TYPE_INTEGER
        && g_array_index (facts->hits, EpcHeaderHit, i - 1).kind != EPC_MATCH_LABEL)
      g_array_remove_index (facts->hits, i - 1);
}

GPtrArray *
epc_recognise_gather (const EpcSheetHead *head, const char *const *columns)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (epc_column_facts_free);
  guint n_told = columns != NULL ? g_strv_length ((char **) columns) : 0;
  gboolean is_form = FALSE;

  for (guint c = 0; c < head->width && !is_form; c++)
    {
      g_autofree char *header = epc_sheet_head_header (head, c);
      is_form = header != NULL && epc_header_marks_form (header);
    }
  for (guint c = 0; c < head->width; c++)
    {
      EpcColumnFacts *facts = g_new0 (EpcColumnFacts, 1);
      const char *tag = head->hxl_row != G_MAXUINT ? epc_sheet_head_cell (head, head->hxl_row, c) : "";
      const char *told = columns == NULL || (c < n_told && g_str_equal (columns[c], "*")) ? NULL : c < n_told ? columns[c] : "-";
      gboolean is_told_out = told != NULL && (*told == '\0' || g_str_equal (told, "-"));
      facts->header = epc_sheet_head_header (head, c);
      if (facts->header == NULL && told != NULL && !is_told_out)
        facts->header = g_strdup (told);
      facts->hxl = *tag == '#' ? g_strdup (tag) : NULL;
      facts->hits = g_array_new (FALSE, FALSE, sizeof (EpcHeaderHit));
      facts->is_personal = epc_personal_header (facts->header, facts->hxl);
      facts->is_form_own = is_form && facts->hxl == NULL && facts->header != NULL && epc_header_is_form_own (facts->header);
      facts->is_geometry = head->geometry == c + 1;
      if (!facts->is_geometry && facts->header != NULL)
        facts->own_codes = epc_header_own_code (facts->header) == 5   ? EPC_CODES_GEONAMES
                           : epc_header_own_code (facts->header) == 1 ? EPC_CODES_OWN
                                                                      : EPC_CODES_P;
      facts->is_form_own = facts->is_form_own || is_told_out || (told == NULL && facts->hxl == NULL && numbers_rows (head, c, facts->header));
      if (!facts->is_form_own && !facts->is_geometry)
        {
          const char *name = told != NULL ? told : facts->header;
          epc_header_index_find (name, told != NULL ? NULL : facts->hxl, facts->hits);
          facts->is_place = epc_header_place (name, told != NULL ? NULL : facts->hxl, &facts->place_set, &facts->place_level,
                                              &facts->place_is_code, &facts->place_is_sure);
        }
      take_samples (facts, head, c);
      if (told == NULL)
        {
          epc_recognise_note_yes (facts, head, c);
          leave_shares_to_shares (facts);
        }
      facts->is_total = is_total_column (facts);
      facts->is_place = facts->is_place && !is_number_of_area (facts);
      if (!facts->is_geometry && !facts->is_form_own && epc_wide_is_position (facts))
        {
          /* Whatever its header is called. */
          facts->is_position = TRUE;
          facts->is_place = FALSE;
          g_array_set_size (facts->hits, 0);
        }
      for (guint i = 0; i < G_N_ELEMENTS (facts->samples) && facts->is_geometry && facts->samples[i] != NULL; i++)
        {
          facts->is_of_areas = facts->is_of_areas || strstr (facts->samples[i], "Polygon") != NULL;
          facts->is_of_lines = facts->is_of_lines || strstr (facts->samples[i], "LineString") != NULL;
        }
      g_ptr_array_add (all, facts);
    }
  return all;
}

/* A layer of ours is called as the kind of record that its features are, and says their uid: as good as a row of tags. */
void
epc_recognise_note_own_layer (EpcRowSource *source, guint sheet, GPtrArray *facts)
{
  const char *name = epc_row_source_has_header (source, sheet) ? epc_row_source_sheet_name (source, sheet) : NULL;
  const EpcEntity *entity = name != NULL ? epc_entity_find (name) : NULL;

  for (guint i = 0; entity != NULL && i < facts->len; i++)
    {
      EpcColumnFacts *one = g_ptr_array_index (facts, i);
      if (one->hxl == NULL && g_strcmp0 (one->header, "uid") == 0)
        one->hxl = g_strconcat ("#meta+uid+", entity->key, NULL);
    }
}

void
epc_recognise_note_joined (EpcRowSource *source, GPtrArray *facts)
{
  for (guint i = source->own_columns; source->own_columns > 0 && i < facts->len; i++)
    ((EpcColumnFacts *) g_ptr_array_index (facts, i))->is_joined = TRUE;
}
