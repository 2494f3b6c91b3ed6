/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The report of one round: figures, change and trend, map, reasons and origins, and each place that was assessed.
 */
#include "epc-report-private.h"

#include <math.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "model/epc-code-list.h"

#define SHARES_SHOWN 8

typedef struct
{
  EpcReportMaking base;
  EpcRoundSeries *series;
  GPtrArray *places; /* of EpcRecord: the counts at the level of the report */
} Round;

static void
round_clear (Round *self)
{
  epc_round_series_free (self->series);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  epc_report_clear (&self->base);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Round, round_clear)

static const char *
t (const Round *self, const char *text)
{
  return epc_report_text (&self->base, text);
}

static const EpcRound *
round_of (const Round *self)
{
  return self->series->change->round;
}

/* --- what is known --- */

static gboolean
choose_round (Round *self, const EpcReportOptions *options, EpcPictureChoice *choice, GError **error)
{
  g_autoptr (EpcRecord) record = epc_store_find (self->base.store, epc_entity_find ("dtm_round"), options->reference, error);

  if (record == NULL)
    return FALSE;
  const EpcUid *operation = epc_record_reference (record, "operation");
  if (operation != NULL)
    choice->operation = *operation;
  choice->tool = g_intern_string (epc_record_text (record, "assessment_type"));
  choice->round = epc_record_integer (record, "number");
  return TRUE;
}

static gboolean
gather (Round *self, const EpcReportOptions *options, GError **error)
{
  EpcPictureChoice choice = options->choice;
  g_autoptr (GError) wrong = NULL;
  char uid[EPC_UID_TEXT_SIZE];

  choice.language = self->base.name;
  if (options->reference != NULL && !choose_round (self, options, &choice, error))
    return FALSE;
  self->series = epc_round_series_covered (self->base.store, &choice, NULL, &wrong);
  if (self->series == NULL)
    {
      if (wrong != NULL)
        g_propagate_error (error, g_steal_pointer (&wrong));
      else
        g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _ ("No round with figures is recorded yet. Import one first."));
      return FALSE;
    }
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("location_count"));
  gboolean has_level = round_of (self)->admin_level >= 0;
  g_autofree char *level = has_level ? g_strdup_printf ("%d", (int) round_of (self)->admin_level) : NULL;
  if (!epc_query_where (query, self->base.store, "round", EPC_OP_EQUAL, epc_uid_to_text (&round_of (self)->uid, uid), error)
      || !epc_query_where (query, self->base.store, "admin_level", has_level ? EPC_OP_EQUAL : EPC_OP_EMPTY, level, error))
    return FALSE;
  self->places = epc_query_records (query, self->base.store, error);
  return self->places != NULL;
}

/* --- head --- */

static void
add_head (Round *self)
{
  EpcReportMaking *base = &self->base;
  const EpcRoundChange *change = self->series->change;
  const EpcRound *round = round_of (self);
  const char *country = epc_code_label ("country", round->country, base->name);
  const char *tool = epc_code_label ("assessment_type", round->tool, base->name);
  const char *date = epc_report_date (base, round->date, TRUE);
  const EpcMastheadFact facts[] = { { t (self, N_ ("Date of the figures")), date },
                                    { t (self, N_ ("Places assessed")), epc_report_number (base, round->places) } };
  EpcReportStrip strip = { .n = 0 };
  gboolean stale = epc_report_is_stale (round->date);
  double rise = epc_area_change_percent (&change->total);

  epc_document_add_masthead (base->document, t (self, N_ ("Displacement Tracking Matrix · Round report")),
                             epc_report_format (base, t (self, N_ ("%s: round %d")), country, (int) round->number),
                             epc_report_format (base, t (self, N_ ("%s · %s")), round->operation_name, tool != NULL ? tool : round->tool),
                             facts, round->date != NULL ? 2 : 1);
  EpcKeyFigure *people = epc_report_strip_add (&strip, epc_report_number (base, round->people), epc_language_plural (base->language, N_("displaced person"), N_("displaced people"), round->people), date, stale);
  people->change = epc_report_change (base, rise);
  people->direction = isnan (rise) ? 0 : (rise > 0) - (rise < 0);
  if (round->households >= 0)
    epc_report_strip_add (&strip, epc_report_number (base, round->households), epc_language_plural (base->language, N_("household"), N_("households"), round->households), date, stale);
  epc_report_strip_add (&strip, epc_report_number (base, round->females), t (self, N_ ("women and girls")), date, stale);
  epc_report_strip_add (&strip, epc_report_number (base, round->males), t (self, N_ ("men and boys")), date, stale);
  epc_document_add_key_figures (base->document, strip.figures, strip.n);
  g_autofree char *note = epc_round_change_note (change, base->name);
  g_autofree char *markup = g_markup_escape_text (note, -1);
  epc_document_add_paragraph (base->document, EPC_TYPE_LEAD, markup);
}

static gboolean
add_map (Round *self, GError **error)
{
  EpcMap *map = epc_map_of_round (self->base.store, self->series, self->base.name, error);

  if (map == NULL)
    return FALSE;
  epc_map_set_title (map, NULL, NULL);
  epc_document_add_heading (self->base.document, 1, NULL, t (self, N_ ("Where they are")), NULL);
  epc_report_add_map (&self->base, map, 380, 210);
  return TRUE;
}

/* --- why, and from where --- */

/* The largest shares by name, the others together, and those not stated apart. */
static gboolean
add_shares (Round *self, const char *title, const char *field, GError **error)
{
  EpcReportMaking *base = &self->base;
  g_autoptr (GPtrArray) shares = epc_round_shares (base->store, round_of (self), field, base->name, NULL, error);
  gint64 others = 0;
  guint n_others = 0, n_shown = 0;

  if (shares == NULL)
    return FALSE;
  EpcTable *table = epc_table_new (NULL);
  epc_table_set_compact (table, TRUE);
  epc_table_add_column (table, t (self, N_ ("Answer")), EPC_ALIGN_LEFT, 5);
  epc_table_add_column (table, t (self, N_ ("People")), EPC_ALIGN_RIGHT, 2);
  epc_table_add_column (table, t (self, N_ ("Share")), EPC_ALIGN_RIGHT, 2);
  for (guint i = 0; i < shares->len; i++)
    {
      const EpcRoundShare *share = g_ptr_array_index (shares, i);
      if (n_shown == SHARES_SHOWN && share->value != NULL)
        {
          others += share->people;
          n_others++;
          continue;
        }
      n_shown += share->value != NULL;
      g_autofree char *percent = epc_language_percent (base->language, round_of (self)->people > 0 ? 100.0 * (double) share->people / (double) round_of (self)->people : 0, 1);
      epc_table_add_cells (table, share->label, epc_report_number (base, share->people), percent);
    }
  if (n_others > 0)
    {
      g_autofree char *percent = epc_language_percent (base->language, 100.0 * (double) others / (double) round_of (self)->people, 1);
      epc_table_add_cells (table, epc_report_format (base, epc_language_plural (base->language, N_("%u other"), N_("%u others"), n_others), n_others), epc_report_number (base, others), percent);
    }
  epc_document_add_heading (base->document, 2, NULL, title, NULL);
  epc_document_add_table (base->document, table);
  return TRUE;
}

/* --- places --- */

static const char *const count_keys[] = { "idp_ind", "idp_hh", "females", "males" };

/* A place, over all its rows: of one round, tool and level, told apart by origin and reason. */
typedef struct
{
  const char *above, *name;
  gint64 counts[G_N_ELEMENTS (count_keys)]; /* −1: not asked */
} Line;

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const Line *x = a, *y = b;
  int order = g_utf8_collate (x->above, y->above);

  return order != 0 ? order : g_utf8_collate (x->name, y->name);
}

/* The area of level 1 that a P-code lies in; "" where it is not known. */
static const char *
area_above (Round *self, const char *pcode)
{
  g_autofree char *above = epc_store_place_above (self->base.store, pcode, 1);
  g_autofree char *name = above != NULL ? epc_store_place_name (self->base.store, above) : NULL;

  return name != NULL ? epc_report_format (&self->base, "%s", name) : "";
}

static Line *
line_of (Round *self, GArray *lines, GHashTable *known, EpcRecord *record)
{
  const char *pcode = epc_record_text (record, "place"), *entered = epc_record_text (record, "location_name");
  const char *key = epc_report_format (&self->base, "%s\n%s", pcode != NULL ? pcode : "", entered != NULL ? entered : "");
  gpointer at;

  if (!g_hash_table_lookup_extended (known, key, NULL, &at))
    {
      g_autofree char *name = pcode != NULL ? epc_store_place_name (self->base.store, pcode) : NULL;
      Line line = { pcode != NULL ? area_above (self, pcode) : "",
                    epc_report_format (&self->base, "%s", entered != NULL ? entered : name != NULL ? name : "–"), { -1, -1, -1, -1 } };
      at = GUINT_TO_POINTER (lines->len);
      g_array_append_val (lines, line);
      g_hash_table_insert (known, (gpointer) key, at);
    }
  return &g_array_index (lines, Line, GPOINTER_TO_UINT (at));
}

static GArray *
lines_of (Round *self)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->places->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (self->places, i);
      Line *line = line_of (self, lines, known, record);
      for (guint k = 0; k < G_N_ELEMENTS (count_keys); k++)
        if (!epc_record_is_empty (record, count_keys[k]))
          line->counts[k] = MAX (line->counts[k], 0) + epc_record_integer (record, count_keys[k]);
    }
  g_array_sort (lines, compare_lines);
  return lines;
}

static void
add_places (Round *self)
{
  static const char *const titles[] = { N_ ("People"), N_ ("Households"), N_ ("Women and girls"), N_ ("Men and boys") };
  EpcReportMaking *base = &self->base;
  const EpcRound *round = round_of (self);
  const gint64 totals[] = { round->people, round->households, round->females, round->males };
  g_autoptr (GArray) lines = lines_of (self);
  EpcTable *table = epc_table_new (epc_report_format (base, t (self, N_ ("Places assessed in round %d")), (int) round->number));
  const char *cells[2 + G_N_ELEMENTS (count_keys)];

  epc_table_set_compact (table, TRUE);
  epc_table_add_column (table, t (self, N_ ("Area")), EPC_ALIGN_LEFT, 3);
  epc_table_add_column (table, t (self, N_ ("Place")), EPC_ALIGN_LEFT, 4);
  /* What the whole round did not ask has no column. */
  for (guint k = 0; k < G_N_ELEMENTS (count_keys); k++)
    if (totals[k] >= 0)
      epc_table_add_column (table, t (self, titles[k]), EPC_ALIGN_RIGHT, 2);
  for (guint i = 0; i <= lines->len; i++)
    {
      const Line *line = i < lines->len ? &g_array_index (lines, Line, i) : NULL;
      guint n = 0;
      cells[n++] = line != NULL ? line->above : t (self, N_ ("Total"));
      cells[n++] = line != NULL ? line->name : "";
      for (guint k = 0; k < G_N_ELEMENTS (count_keys); k++)
        if (totals[k] >= 0)
          cells[n++] = epc_report_number (base, line != NULL ? line->counts[k] : totals[k]);
      epc_table_add_row (table, cells);
    }
  epc_table_set_total (table, TRUE);
  epc_document_add_heading (base->document, 1, NULL, t (self, N_ ("All places")), NULL);
  epc_document_add_table (base->document, table);
}

/* Places that only one of the two rounds has: named, because they are not in the change. */
static void
add_left_out (Round *self, GPtrArray *places, const char *one, const char *many)
{
  g_autoptr (GString) names = g_string_new (NULL);
  gint64 people = 0;

  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const EpcPlaceChange *place = g_ptr_array_index (places, i);
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", place->name);
      people += MAX (place->now, 0) + MAX (place->before, 0);
    }
  if (names->len == 0)
    return;
  g_autofree char *text = g_strdup_printf (epc_language_plural (self->base.language, one, many, people), names->str, epc_report_number (&self->base, people));
  g_autofree char *markup = g_markup_escape_text (text, -1);
  epc_document_add_paragraph (self->base.document, EPC_TYPE_SMALL, markup);
}

/* --- areas over time, and movements --- */

static EpcPictureChoice
same_choice (const Round *self)
{
  EpcPictureChoice choice = EPC_PICTURE_CHOICE_INIT;

  choice.country = round_of (self)->country;
  choice.operation = round_of (self)->operation;
  choice.tool = round_of (self)->tool;
  choice.round = round_of (self)->number;
  choice.admin_level = round_of (self)->admin_level;
  return choice;
}

static gboolean
add_areas (Round *self, GError **error)
{
  EpcReportMaking *base = &self->base;
  const EpcPictureChoice choice = same_choice (self);

  if (self->series->current == 0 || self->series->change->areas->len == 0)
    return TRUE;
  epc_document_add_heading (base->document, 1, NULL, t (self, N_ ("The areas over the rounds")), NULL);
  epc_document_begin_columns (base->document, 1, 1);
  if (!epc_report_add_picture (base, "area-change", &choice, NULL, NULL, error))
    return FALSE;
  epc_document_next_column (base->document);
  if (!epc_report_add_picture (base, "area-trends", &choice, NULL, NULL, error))
    return FALSE;
  epc_document_end_columns (base->document);
  return epc_report_add_picture (base, "area-rounds", &choice, NULL, NULL, error)
         && epc_report_add_picture (base, "area-parts", &choice, NULL, NULL, error);
}

static gboolean
add_movements (Round *self, GError **error)
{
  const EpcPictureChoice choice = same_choice (self);

  return epc_report_add_picture (&self->base, "flows", &choice, NULL, NULL, error);
}

/* --- the whole --- */

static void
set_facts (Round *self)
{
  EpcReportMaking *base = &self->base;
  g_autofree char *source = epc_round_source (round_of (self), base->name);
  const char *country = epc_code_label ("country", round_of (self)->country, base->name);

  epc_report_set_facts (base, epc_report_format (base, t (self, N_ ("%s: round %d")), country, (int) round_of (self)->number), NULL,
                        epc_report_format (base, t (self, N_ ("Source: %s.")), source), EPC_CLASS_RESTRICTED);
  epc_report_set_watermark (base, NULL);
}

EpcDocument *
epc_report_round (EpcStore *store, const EpcReportOptions *options, GError **error)
{
  g_auto (Round) self = { .series = NULL };

  epc_report_begin (&self.base, store, options);
  if (!gather (&self, options, error))
    return NULL;
  set_facts (&self);
  add_head (&self);
  epc_report_add_trend (&self.base, self.series);
  if (!add_map (&self, error))
    return NULL;
  epc_document_begin_columns (self.base.document, 1, 1);
  if (!add_shares (&self, t (&self, N_ ("Why they left")), "reason", error))
    return NULL;
  epc_document_next_column (self.base.document);
  if (!add_shares (&self, t (&self, N_ ("Where they come from")), "origin_place", error))
    return NULL;
  epc_document_end_columns (self.base.document);
  if (!add_movements (&self, error) || !add_areas (&self, error))
    return NULL;
  add_left_out (&self, self.series->change->only_now, N_ ("Assessed in this round only, and so not in the change: %s (%s person)."),
                N_ ("Assessed in this round only, and so not in the change: %s (%s people)."));
  add_left_out (&self, self.series->change->only_before, N_ ("Assessed in the round before only: %s (%s person then)."),
                N_ ("Assessed in the round before only: %s (%s people then)."));
  add_places (&self);
  epc_report_add_method (&self.base, round_of (&self));
  return epc_report_finish (&self.base, error);
}
