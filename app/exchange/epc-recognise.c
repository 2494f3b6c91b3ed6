/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a sheet is: which row holds the headers, which the HXL tags (HXL 1.1: after the last header row, before the data), what
 * the columns are, and which kind of record fits best.
 */
#include "epc-recognise-private.h"

#include <string.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"
#include "epc-personal-data.h"
#include "epc-sheet-head.h"
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

static GPtrArray *
gather_facts (const EpcSheetHead *head, const char *const *columns)
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
static void
note_own_layer (EpcRowSource *source, guint sheet, GPtrArray *facts)
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

static void
note_joined (EpcRowSource *source, GPtrArray *facts)
{
  for (guint i = source->own_columns; source->own_columns > 0 && i < facts->len; i++)
    ((EpcColumnFacts *) g_ptr_array_index (facts, i))->is_joined = TRUE;
}

static guint
count_named (GPtrArray *facts)
{
  guint n = 0;

  for (guint i = 0; i < facts->len; i++)
    {
      const EpcColumnFacts *one = g_ptr_array_index (facts, i);
      n += !one->is_blank && !one->is_form_own && !one->is_joined;
    }
  return n;
}

static gboolean
is_tagged_total (const EpcColumnFacts *facts)
{
  for (guint i = 0; i < facts->hits->len; i++)
    {
      const EpcHeaderHit *hit = &g_array_index (facts->hits, EpcHeaderHit, i);
      if (hit->kind == EPC_MATCH_HXL && (hit->field->flags & EPC_FIELD_TOTAL))
        return TRUE;
    }
  return FALSE;
}

/* "num Present Idp Ind" of "numPresentIdpInd": the words of a header, folded. */
static char *
fold_words (const char *header)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (const char *at = header; *at != '\0'; at++)
    {
      if (at > header && g_ascii_isupper (*at) && g_ascii_islower (at[-1]))
        g_string_append_c (words, ' ');
      g_string_append_c (words, *at);
    }
  return epc_text_fold (words->str);
}

/* TRUE for a column that counts displaced or returned people or households, by its tag or by the words of its header. */
static gboolean
counts_displaced (const EpcColumnFacts *facts)
{
  static const char *const stems[] = { "idp", "pdi", "desplazad", "deplace", "displaced", "returnee", "retornad", "retourne" };
  g_autofree char *folded = facts->header != NULL ? fold_words (facts->header) : NULL;
  g_auto (GStrv) words = folded != NULL ? g_strsplit (folded, " ", -1) : NULL;
  gboolean is_counted = FALSE;

  if (is_tagged_total (facts)
      || (facts->hxl != NULL && (g_str_has_prefix (facts->hxl, "#affected+idps") || g_str_has_prefix (facts->hxl, "#affected+returnees"))))
    return TRUE;
  for (guint i = 0; i < facts->hits->len; i++)
    is_counted |= g_array_index (facts->hits, EpcHeaderHit, i).field->type == EPC_TYPE_INTEGER;
  for (guint i = 0; is_counted && words != NULL && words[i] != NULL; i++)
    for (guint k = 0; k < G_N_ELEMENTS (stems); k++)
      if (g_str_has_prefix (words[i], stems[k]))
        return TRUE;
  return FALSE;
}

/* A table that counts the displaced of places, or has a column of totals, is no list of places, however well its names and P-codes
 * fit one. */
static gboolean
is_list_of_places (GPtrArray *facts)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const EpcColumnFacts *one = g_ptr_array_index (facts, i);
      if (one->is_total || counts_displaced (one))
        return FALSE;
    }
  return TRUE;
}

/* @tag is one of those of @field, and says whom it counts: "#affected+ind" counts anybody. */
static gboolean
is_tag_of (const EpcField *field, const char *tag)
{
  g_autofree char *canonical = epc_hxl_canonical (tag);
  g_auto (GStrv) own = field->hxl != NULL ? g_strsplit (field->hxl, "|", -1) : NULL;

  for (guint i = 0; own != NULL && own[i] != NULL && !g_str_equal (canonical, "#affected+ind"); i++)
    {
      g_autofree char *one = epc_hxl_canonical (own[i]);
      if (g_str_equal (one, canonical))
        return TRUE;
    }
  return FALSE;
}

/* How many of the columns that count the displaced fill a count in @mapping: the one of their tag, where they have one. */
static guint
count_counts (GPtrArray *facts, const EpcMapping *mapping)
{
  guint n = 0;

  for (guint i = 0; i < mapping->bindings->len; i++)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i);
      const EpcColumnFacts *column = binding->column < facts->len ? g_ptr_array_index (facts, binding->column) : NULL;
      if (column == NULL)
        continue;
      n += column->hxl != NULL ? is_tagged_total (column) && is_tag_of (binding->field, column->hxl)
                               : binding->field->type == EPC_TYPE_INTEGER && counts_displaced (column);
    }
  /* The total of rows that are made by reason or year is a count as they are. */
  for (guint c = 0; c < facts->len; c++)
    n += epc_wide_is_total (mapping->wide, c) && counts_displaced (g_ptr_array_index (facts, c));
  return n;
}

/* FALSE when the one column that a record is known by says the same again and again: the rows are about something that it has to do
 * with. */
static gboolean
names_its_rows (GPtrArray *facts, const EpcMapping *mapping)
{
  const EpcEntity *entity = epc_mapping_entity (mapping);
  gboolean has_key = epc_entity_has_natural_key (entity);
  guint n = 0;

  for (guint i = 0; i < mapping->bindings->len; i++)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i);
      if (binding->target != 0 || !(has_key ? (binding->field->flags & EPC_FIELD_KEY) != 0 : g_str_equal (binding->field->key, "name")))
        continue;
      if (binding->column >= facts->len || !((const EpcColumnFacts *) g_ptr_array_index (facts, binding->column))->is_repeated)
        return TRUE;
      n++;
    }
  return n != 1;
}

/* What lists of anything have. */
static gboolean
is_common (const EpcField *field)
{
  static const char *const keys[] = { "name", "title", "organisation", "country", "place", "type", "status", "note", "notes", "description" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (field->key, keys[i]))
      return TRUE;
  return field->type == EPC_TYPE_LATITUDE || field->type == EPC_TYPE_LONGITUDE || (field->flags & EPC_FIELD_GEOMETRY);
}

/* TRUE when no column says more of the rows than lists of anything do. */
static gboolean
says_only_common (const EpcMapping *mapping)
{
  for (guint i = 0; i < mapping->bindings->len; i++)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i);
      if (binding->target == 0 && binding->column != G_MAXUINT && !is_common (binding->field))
        return FALSE;
    }
  return TRUE;
}

/* FALSE for a kind about persons where nothing but a name speaks for it: a list of job titles has names too. */
static gboolean
is_about_persons_for_sure (const EpcMapping *mapping)
{
  const EpcField *name = epc_entity_field (epc_mapping_entity (mapping), "name");

  return name == NULL || !(name->flags & EPC_FIELD_PERSON) || !says_only_common (mapping);
}

/* TRUE when of all columns nothing is taken but the lines: what they are stands in words that we do not know, and must be said. A track
 * that is nothing but a line has nothing to ask about. */
static gboolean
says_only_lines (GPtrArray *facts, const EpcMapping *mapping)
{
  for (guint i = 0; i < mapping->bindings->len; i++)
    {
      guint column = g_array_index (mapping->bindings, EpcBinding, i).column;
      if (column >= facts->len || !((const EpcColumnFacts *) g_ptr_array_index (facts, column))->is_of_lines)
        return FALSE;
    }
  return facts->len > 1;
}

/* One kind of record laid over the sheet. */
typedef struct
{
  EpcMapping *mapping;
  const EpcField *lacking;
  double score;
  guint n_counts;
} Fit;

static void
fit_clear (gpointer data)
{
  epc_mapping_free (((Fit *) data)->mapping);
}

/* Every kind of record that says something about the sheet. Of a sheet of counts of the displaced, the kinds that take most of them. */
static GArray *
lay_all (GPtrArray *facts, const char *const *set, double least, gboolean may_be_places)
{
  g_autoptr (GPtrArray) entities = epc_mapping_entities ();
  GArray *fits = g_array_new (FALSE, TRUE, sizeof (Fit));
  guint most = 0;

  g_array_set_clear_func (fits, fit_clear);
  for (guint i = 0; i < entities->len; i++)
    {
      const EpcEntity *entity = g_ptr_array_index (entities, i);
      Fit fit = { NULL };
      if (!may_be_places && g_str_equal (entity->key, "place"))
        continue;
      fit.mapping = epc_mapping_lay (facts, entity, set, &fit.score, &fit.lacking);
      if (fit.mapping == NULL || fit.score < least || !names_its_rows (facts, fit.mapping) || !is_about_persons_for_sure (fit.mapping)
          || !epc_mapping_suits_layer (fit.mapping, facts) || says_only_lines (facts, fit.mapping))
        {
          epc_mapping_free (fit.mapping);
          continue;
        }
      fit.mapping->score = fit.score;
      fit.n_counts = count_counts (facts, fit.mapping);
      most = MAX (most, fit.n_counts);
      g_array_append_val (fits, fit);
    }
  for (guint i = fits->len; i > 0; i--)
    if (g_array_index (fits, Fit, i - 1).n_counts < most)
      g_array_remove_index (fits, i - 1);
  return fits;
}

static gboolean
is_of_lines (GPtrArray *facts)
{
  for (guint i = 0; i < facts->len; i++)
    if (((const EpcColumnFacts *) g_ptr_array_index (facts, i))->is_of_lines)
      return TRUE;
  return FALSE;
}

/* A round is told once for all rows; a site is another one in each, so that a kind that needs one is half as likely when no column names it. */
static double
likely (const Fit *fit)
{
  const EpcEntity *target = fit->lacking->type == EPC_TYPE_REFERENCE ? epc_entity_find (fit->lacking->target) : NULL;
  gboolean can_be_told = target == NULL || epc_entity_has_natural_key (target) || epc_entity_field (target, "latitude") == NULL;

  return can_be_told ? fit->score : fit->score / 2;
}

static guint count_used (const EpcMapping *mapping);

static gboolean
brings (const EpcMapping *mapping, const EpcEntity *entity)
{
  for (guint i = 1; i < mapping->targets->len; i++)
    if (g_array_index (mapping->targets, EpcTarget, i).is_parent && g_array_index (mapping->targets, EpcTarget, i).entity == entity)
      return TRUE;
  return FALSE;
}

/* A list of items that says where each lies and how many there are is a list of stock, and brings the items: of the kinds that need
 * nothing more and have a use for more columns than @best, the one that fits best. */
static gboolean
prefer_what_brings (GArray *fits, EpcMapping **best)
{
  const EpcEntity *entity = epc_mapping_entity (*best);
  Fit *found = NULL;

  for (guint i = 0; (entity->flags & EPC_ENTITY_BY_NAME) && i < fits->len; i++)
    {
      Fit *fit = &g_array_index (fits, Fit, i);
      if (fit->lacking != NULL || fit->mapping == NULL || !brings (fit->mapping, entity) || count_used (fit->mapping) <= count_used (*best)
          || (found != NULL && fit->score <= found->score))
        continue;
      found = fit;
    }
  if (found == NULL)
    return FALSE;
  epc_mapping_free (*best);
  *best = g_steal_pointer (&found->mapping);
  return TRUE;
}

/* The best kind of record of all: most columns filled, nothing required missing. One loose word in a wide table is no table of
 * ours: half of the columns, or two of them, must speak. *@rival: another kind that fits as well. */
static EpcMapping *
choose_entity (GPtrArray *facts, const char *const *set, EpcMapping **incomplete, const EpcField **missing,
               const EpcEntity **rival)
{
  g_autoptr (EpcMapping) best = NULL;
  double least = MIN (1.5, count_named (facts) * 0.45);
  double best_score = 0, incomplete_score = 0;
  gboolean may_be_places = is_list_of_places (facts);

  /* A count of the displaced says enough by itself, and a line more than that. */
  if (!may_be_places || is_of_lines (facts))
    least = MIN (least, is_of_lines (facts) ? 0.5 : 0.9);
  g_autoptr (GArray) fits = lay_all (facts, set, least, may_be_places);
  for (guint i = 0; i < fits->len; i++)
    {
      Fit *fit = &g_array_index (fits, Fit, i);
      if (fit->lacking == NULL && best != NULL && ABS (fit->score - best_score) < 0.01)
        *rival = epc_mapping_entity (fit->mapping);
      if (fit->lacking == NULL && fit->score > best_score + 0.01)
        {
          best_score = fit->score;
          *rival = NULL;
          g_clear_pointer (&best, epc_mapping_free);
          best = g_steal_pointer (&fit->mapping);
        }
      else if (fit->lacking != NULL && likely (fit) > incomplete_score)
        {
          incomplete_score = likely (fit);
          g_clear_pointer (incomplete, epc_mapping_free);
          *incomplete = g_steal_pointer (&fit->mapping);
          *missing = fit->lacking;
        }
    }
  /* A sheet of counts is no list of places because the date is missing: what fits clearly better is asked for. */
  if (best != NULL && incomplete_score > best_score + 1)
    {
      *rival = NULL;
      return NULL;
    }
  if (best != NULL && prefer_what_brings (fits, &best))
    *rival = NULL;
  return g_steal_pointer (&best);
}

/* How many columns the mapping has a use for, personal ones too: they were understood. */
static guint
count_used (const EpcMapping *mapping)
{
  guint n = 0;

  for (guint i = 0; i < mapping->columns->len; i++)
    {
      EpcColumnRole role = ((const EpcColumn *) g_ptr_array_index (mapping->columns, i))->role;
      n += role != EPC_COLUMN_UNKNOWN && role != EPC_COLUMN_BLANK;
    }
  return n;
}

/* So many columns that say what the rows are make up for any number of others. */
#define ENOUGH 10

/* Of these, those that speak for the kind: any questionnaire has telephones, and people by sex and age. Where the displaced are counted, that
 * is what they speak for. */
static gboolean
has_enough (const EpcMapping *mapping, GPtrArray *facts)
{
  guint n = 0;

  if (!is_list_of_places (facts))
    return count_used (mapping) >= ENOUGH;
  for (guint i = 0; i < mapping->columns->len; i++)
    {
      const EpcColumn *column = g_ptr_array_index (mapping->columns, i);
      n += column->role == EPC_COLUMN_FIELD || column->role == EPC_COLUMN_PLACE || column->role == EPC_COLUMN_IDENTITY;
    }
  return n >= ENOUGH;
}

/* "Code", "type": whatever field they fill, any list may have them. */
static gboolean
is_common_word (const EpcMapping *mapping, guint column)
{
  static const char *const words[] = { "name", "code", "type", "status", "kind", "title", "number", "nombre", "codigo", "tipo", "estado", "numero",
                                       "nom", "statut", "nome", "source", "label" };
  const EpcColumn *own = column < mapping->columns->len ? g_ptr_array_index (mapping->columns, column) : NULL;
  const char *slash = own != NULL ? strrchr (own->header, '/') : NULL;
  g_autofree char *folded = own != NULL && own->hxl == NULL ? epc_text_fold (slash != NULL ? slash + 1 : own->header) : NULL;

  for (guint i = 0; folded != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (folded, words[i]))
      return TRUE;
  return FALSE;
}

/* TRUE when some column says what only records of this kind, or of a few, have: not a name, a date, a state, a place. */
static gboolean
says_its_kind (const EpcMapping *mapping)
{
  for (guint i = 0; i < mapping->bindings->len; i++)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i);
      EpcFieldType type = binding->field->type;
      if (binding->target == 0 && binding->column != G_MAXUINT && !is_common (binding->field) && !is_common_word (mapping, binding->column)
          && type != EPC_TYPE_DATE && type != EPC_TYPE_MOMENT && type != EPC_TYPE_PLACE && type != EPC_TYPE_REFERENCE && !g_str_equal (binding->field->key, "year"))
        return TRUE;
    }
  return FALSE;
}

/* Boundary layers carry much beside what names the area. */
static gboolean
is_of_boundaries (const EpcMapping *mapping, GPtrArray *facts)
{
  return (mapping->place_level > 0 || mapping->is_of_countries) && epc_mapping_is_of_areas (facts);
}

/* A line is a route or a track, whatever else its device or its maker wrote beside it. */
static gboolean
is_of_routes (const EpcRowSource *source, const EpcMapping *mapping, GPtrArray *facts)
{
  return (g_strcmp0 (source->format, "gpx") == 0 || is_of_lines (facts)) && g_str_equal (epc_mapping_entity (mapping)->key, "map_feature");
}

/* FALSE for a kind of record that is not even worth a guess. */
static gboolean
is_likely (EpcRowSource *source, const EpcMapping *mapping, GPtrArray *facts, GError **error)
{
  guint n_named = count_named (facts), n_used = count_used (mapping);

  if (has_enough (mapping, facts) || (n_used * 5 >= n_named && says_its_kind (mapping)))
    return TRUE;
  g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID,
               _ ("%s: only %u of %u columns answer to a field that we know, too few to tell what the rows are. Choose with --as what "
                  "they are; else rename the columns or add HXL tags."),
               source->name, MIN (n_used, n_named), n_named);
  return FALSE;
}

/* A table of which most says nothing to us is most likely about something else. */
static gboolean
is_convincing (EpcRowSource *source, const EpcMapping *mapping, GPtrArray *facts, GError **error)
{
  guint n_named = count_named (facts), n_used = count_used (mapping);
  const EpcEntity *entity = epc_mapping_entity (mapping);

  if (n_used * 5 >= n_named * 2 || has_enough (mapping, facts) || is_of_boundaries (mapping, facts) || is_of_routes (source, mapping, facts))
    return TRUE;
  if (!is_likely (source, mapping, facts, error))
    return FALSE;
  g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID,
               _ ("%s: only %u of %u columns answer to a field of %s, the kind of record that fits best. If that is what the "
                  "rows are, choose "
                  "it with --as %s; else rename the columns or add HXL tags."),
               source->name, n_used, n_named, epc_language_text (epc_language_get (NULL), entity->plural), entity->key);
  return FALSE;
}

/* Nothing but a title, a state and the like was understood, and much of the sheet was not: it is about something else. */
static gboolean
says_little (const EpcRowSource *source, const EpcMapping *mapping, GPtrArray *facts)
{
  return says_only_common (mapping) && count_used (mapping) * 5 < count_named (facts) * 3 && !g_str_equal (epc_mapping_entity (mapping)->key, "place")
         && !is_of_boundaries (mapping, facts) && !is_of_routes (source, mapping, facts);
}

/* Files of one header share a mapping: the hash of the folded headers and tags in order. */
static char *
shape_of (GPtrArray *facts)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < facts->len; i++)
    {
      const EpcColumnFacts *one = g_ptr_array_index (facts, i);
      g_autofree char *header = epc_text_fold_tight (one->header);
      g_checksum_update (checksum, (const guchar *) header, (gssize) strlen (header) + 1);
      if (one->hxl != NULL)
        g_checksum_update (checksum, (const guchar *) one->hxl, (gssize) strlen (one->hxl) + 1);
    }
  return g_strndup (g_checksum_get_string (checksum), 32);
}

/* What is counted by operation, tool and round comes from DTM, whose terms ask for this line. */
static const char *
credit_of (const EpcRowSource *source, const EpcMapping *mapping)
{
  for (guint i = 0; i < mapping->targets->len; i++)
    if (g_str_equal (g_array_index (mapping->targets, EpcTarget, i).entity->key, "dtm_round"))
      return "International Organization for Migration (IOM), Displacement Tracking Matrix (DTM)";
  return source->credit;
}

static EpcMapping *
recognise_facts (EpcRowSource *source, GPtrArray *facts, const EpcEntity *as, const char *const *set, double *missed, GError **error)
{
  g_autoptr (EpcMapping) mapping = NULL;
  g_autoptr (EpcMapping) incomplete = NULL;
  const EpcField *missing = NULL;
  const EpcEntity *rival = NULL;
  gboolean is_told = as != NULL;

  for (guint i = 0; i < facts->len && as == NULL; i++)
    epc_header_identity (((const EpcColumnFacts *) g_ptr_array_index (facts, i))->hxl, "uid", &as);
  gboolean is_form = epc_form_settle (facts, &as);
  if (as != NULL)
    {
      double score;
      mapping = epc_mapping_lay (facts, as, set, &score, &missing);
      if (mapping != NULL)
        mapping->score = score;
      if (mapping != NULL && missing != NULL)
        incomplete = g_steal_pointer (&mapping);
    }
  else
    mapping = choose_entity (facts, set, &incomplete, &missing, &rival);
  if (mapping != NULL && ((rival != NULL && says_only_common (mapping)) || (!is_told && !is_form && says_little (source, mapping, facts))))
    {
      g_autofree char *columns = epc_recognise_headers (facts);
      *missed = mapping->score;
      g_set_error (error, EPC_ERROR, EPC_ERROR_AMBIGUOUS,
                   _ ("%s: many kinds of record have columns like these (%s). Choose with --as what the rows are."), source->name, columns);
      return NULL;
    }
  if (rival != NULL)
    {
      const EpcEntity *entity = epc_mapping_entity (mapping);
      const EpcLanguage *language = epc_language_get (NULL);
      *missed = mapping->score;
      g_set_error (error, EPC_ERROR, EPC_ERROR_AMBIGUOUS, _ ("%s: the rows may be %s or %s. Choose with --as %s or --as %s."),
                   source->name, epc_language_text (language, entity->plural), epc_language_text (language, rival->plural),
                   entity->key, rival->key);
      return NULL;
    }
  if (mapping == NULL)
    {
      if (incomplete != NULL && !is_told && !is_form && !is_of_boundaries (incomplete, facts)
          && !is_likely (source, incomplete, facts, error))
        *missed = incomplete->score;
      else if (incomplete != NULL)
        {
          *missed = incomplete->score;
          epc_refuse_missing (source, incomplete, missing, set, error);
        }
      else
        epc_refuse_unknown (source, facts, as, error);
      return NULL;
    }
  if (!is_told && !is_form && !is_convincing (source, mapping, facts, error))
    return NULL;
  return g_steal_pointer (&mapping);
}

static guint64
number_of (const EpcSheetHead *head, guint position)
{
  return position != G_MAXUINT ? g_array_index (head->numbers, guint64, position) : 0;
}

/* What the first rows leave in doubt of how dates and numbers are written; the import asks all rows. */
static void
ask_for_form (EpcMapping *mapping, const EpcSheetHead *head)
{
  static const EpcSaid nothing = { -1, -1 };

  for (guint i = 0; i < mapping->columns->len; i++)
    {
      const EpcColumn *column = g_ptr_array_index (mapping->columns, i);
      if (column->role != EPC_COLUMN_FIELD)
        continue;
      EpcCellReader *reader = epc_cell_reader_new (column->field, NULL);
      for (guint r = head->first_data; r < head->rows->len; r++)
        {
          const char *text = epc_sheet_head_cell (head, r, column->index);
          EpcCell cell = { .kind = EPC_CELL_TEXT, .length = (guint) strlen (text), .text = text };
          if (*text != '\0')
            epc_cell_reader_look (reader, &cell);
        }
      EpcFormDoubt doubt = epc_cell_reader_settle (reader, &nothing);
      epc_cell_reader_free (reader);
      if (doubt == EPC_FORM_DATE_ORDER)
        epc_mapping_add_doubt (mapping, "date_order", column->header, "date_order=dmy|date_order=mdy",
                               _ ("Does the day or the month come first in these dates?"));
      else if (doubt == EPC_FORM_DECIMAL_MARK)
        epc_mapping_add_doubt (mapping, "decimal_mark", column->header, "decimal_comma=yes|decimal_comma=no",
                               _ ("Does the mark in these numbers part thousands or decimals?"));
    }
}

static char **
both_of (const char *const *set, char **more)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; set != NULL && set[i] != NULL; i++)
    g_ptr_array_add (all, g_strdup (set[i]));
  for (guint i = 0; more[i] != NULL; i++)
    g_ptr_array_add (all, g_strdup (more[i]));
  g_ptr_array_add (all, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&all), FALSE);
}

/* Where a record needs a day that no column gives, the one that the lines above the table tell. */
static EpcMapping *
recognise_dated (EpcRowSource *source, const EpcSheetHead *head, GPtrArray *facts, const EpcEntity *as, const char *const *set, double *missed,
                 GError **error)
{
  g_autoptr (GError) cause = NULL;
  EpcMapping *mapping = recognise_facts (source, facts, as, set, missed, &cause);
  char day[EPC_DATE_SIZE];
  g_auto (GStrv) more = epc_sheet_head_day (head, day) ? epc_recognise_with_day (source, mapping, set, day) : NULL;
  g_auto (GStrv) both = more != NULL ? both_of (set, more) : NULL;
  double missed_again;
  EpcMapping *dated = both != NULL ? recognise_facts (source, facts, as, (const char *const *) both, &missed_again, NULL) : NULL;

  if (dated == NULL)
    {
      if (mapping == NULL)
        g_propagate_error (error, g_steal_pointer (&cause));
      return mapping;
    }
  epc_mapping_free (mapping);
  *missed = 0;
  source->lacking_of = NULL;
  source->lacking = NULL;
  g_autofree char *question = g_strdup_printf (_ ("No column tells the day: %s was taken from the lines above the table."), day);
  epc_mapping_add_doubt (dated, "day_of_title", NULL, more[0], question);
  dated->title_set = g_steal_pointer (&more);
  return dated;
}

EpcMapping *
epc_mapping_recognise_columns (EpcRowSource *source, guint sheet, const EpcEntity *as, const char *const *set,
                               const char *const *columns, GError **error)
{
  double missed;

  return epc_mapping_recognise_scored (source, sheet, as, set, columns, &missed, error);
}

EpcMapping *
epc_mapping_recognise_scored (EpcRowSource *source, guint sheet, const EpcEntity *as, const char *const *set,
                              const char *const *columns, double *missed, GError **error)
{
  g_auto (EpcSheetHead) head = { NULL };

  source->lacking_of = NULL;
  source->lacking = NULL;
  *missed = 0;
  if (!epc_sheet_head_read (&head, source, sheet, error))
    return NULL;
  if (head.header_row == G_MAXUINT && head.hxl_row == G_MAXUINT && columns == NULL)
    {
      epc_refuse_headless (source, &head, error);
      return NULL;
    }
  if (columns != NULL && head.is_guess && !epc_settle_first_row (source, &head, as, set, columns, error))
    return NULL;
  g_autoptr (GPtrArray) facts = gather_facts (&head, columns);
  note_own_layer (source, sheet, facts);
  note_joined (source, facts);
  if (columns == NULL)
    epc_mapping_guess_own_place (facts, &head, as != NULL && g_str_equal (as->key, "place"));
  EpcMapping *mapping = recognise_dated (source, &head, facts, as, set, missed, error);
  if (mapping == NULL)
    return NULL;
  if (!epc_mapping_check_countries (mapping, &head, source->name, error))
    {
      epc_mapping_free (mapping);
      return NULL;
    }
  mapping->sheet = sheet;
  mapping->header_row = number_of (&head, head.header_row);
  mapping->group_rows = head.group_rows;
  mapping->hxl_row = number_of (&head, head.hxl_row);
  mapping->first_row = MAX (mapping->header_row, mapping->hxl_row) + 1;
  mapping->shape = shape_of (facts);
  mapping->credit = credit_of (source, mapping);
  ask_for_form (mapping, &head);
  if (columns == NULL)
    {
      epc_mapping_check_values (mapping, &head, epc_row_source_has_header (source, sheet));
      epc_mapping_check_units (mapping, &head);
      epc_mapping_add_sex (mapping, &head);
    }
  return mapping;
}

char *
epc_mapping_shape (EpcRowSource *source, guint sheet, GError **error)
{
  g_auto (EpcSheetHead) head = { NULL };

  if (!epc_sheet_head_read (&head, source, sheet, error))
    return NULL;
  g_autoptr (GPtrArray) facts = gather_facts (&head, NULL);
  return shape_of (facts);
}

EpcMapping *
epc_mapping_recognise (EpcRowSource *source, guint sheet, const EpcEntity *as, const char *const *set, GError **error)
{
  return epc_mapping_recognise_columns (source, sheet, as, set, NULL, error);
}
