/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-picture-flows.h"

#include <math.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-number.h"
#include "model/epc-code-list.h"

void
epc_round_series_free (EpcRoundSeries *series)
{
  if (series == NULL)
    return;
  g_clear_pointer (&series->rounds, g_ptr_array_unref);
  epc_round_change_free (series->change);
  g_free (series);
}

const char *
epc_picture_text (const char *language, const char *text)
{
  return epc_language_text (epc_language_get (language), text);
}

static void
drop_later (GPtrArray *rounds, const char *until)
{
  for (guint i = rounds->len; until != NULL && i-- > 0;)
    if (g_strcmp0 (((const EpcRound *) g_ptr_array_index (rounds, i))->date, until) > 0)
      g_ptr_array_remove_index (rounds, i);
}

/* Takes out of @rounds what is of another operation or tool than @model, or has no figures. */
static void
keep_series (GPtrArray *rounds, const EpcRound *model, const char *tool)
{
  for (guint i = rounds->len; i-- > 0;)
    {
      const EpcRound *round = g_ptr_array_index (rounds, i);
      if (!epc_uid_equal (&round->operation, &model->operation) || g_strcmp0 (round->tool, tool) != 0 || round->people < 0)
        g_ptr_array_remove_index (rounds, i);
    }
}

/* The newest round with figures among @rounds, of @tool when given. */
static const EpcRound *
newest (GPtrArray *rounds, const char *tool)
{
  const EpcRound *found = NULL;

  for (guint i = 0; i < rounds->len; i++)
    {
      const EpcRound *round = g_ptr_array_index (rounds, i);
      if (round->people < 0 || (tool != NULL && g_strcmp0 (round->tool, tool) != 0))
        continue;
      int order = found != NULL ? g_strcmp0 (round->date, found->date) : 1;
      if (order > 0 || (order == 0 && round->people > found->people))
        found = round;
    }
  return found;
}

EpcRoundSeries *
epc_round_series (EpcStore *store, const EpcPictureChoice *choice, GCancellable *cancellable, GError **error)
{
  const char *country = choice->country != NULL ? choice->country : epc_store_country (store);
  gboolean has_operation = !epc_uid_is_nil (&choice->operation);
  EpcUid operation = choice->operation;
  g_autoptr (EpcRound) latest = NULL;

  if (!has_operation)
    {
      latest = epc_round_latest (store, country, &choice->crisis, choice->until, error);
      if (latest == NULL)
        return NULL;
      operation = latest->operation;
    }
  g_autoptr (EpcRoundSeries) series = g_new0 (EpcRoundSeries, 1);
  series->rounds = epc_rounds (store, &operation, NULL, NULL, choice->admin_level, cancellable, error);
  if (series->rounds == NULL)
    return NULL;
  drop_later (series->rounds, choice->until);
  const EpcRound *model = newest (series->rounds, choice->tool);
  if (model == NULL)
    return NULL;
  g_autofree char *tool = g_strdup (model->tool);
  keep_series (series->rounds, model, tool);
  series->current = series->rounds->len - 1;
  for (guint i = 0; i < series->rounds->len; i++)
    {
      const EpcRound *round = g_ptr_array_index (series->rounds, i);
      if (choice->round >= 0 ? round->number == choice->round : round == model)
        series->current = i;
    }
  series->change = epc_round_change (store, series->rounds, series->current, -1, cancellable, error);
  return series->change != NULL ? g_steal_pointer (&series) : NULL;
}

EpcRoundSeries *
epc_round_series_covered (EpcStore *store, const EpcPictureChoice *choice, GCancellable *cancellable, GError **error)
{
  g_autoptr (EpcRoundSeries) series = epc_round_series (store, choice, cancellable, error);

  return series != NULL && epc_rounds_cover (store, series->rounds, cancellable, error) ? g_steal_pointer (&series) : NULL;
}

static gboolean
is_newer (const EpcRound *a, const EpcRound *b)
{
  return g_strcmp0 (a->date, b->date) > 0;
}

GPtrArray *
epc_round_kinds (EpcStore *store, const EpcUid *crisis, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rounds = epc_rounds (store, NULL, epc_store_country (store), crisis, -1, cancellable, error);
  g_autoptr (GPtrArray) kinds = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_round_free);

  while (rounds != NULL && rounds->len > 0)
    {
      EpcRound *round = g_ptr_array_steal_index (rounds, rounds->len - 1);
      gboolean known = round->people < 0;
      for (guint i = 0; i < kinds->len && !known; i++)
        {
          const EpcRound *other = g_ptr_array_index (kinds, i);
          known = epc_uid_equal (&other->operation, &round->operation) && g_strcmp0 (other->tool, round->tool) == 0;
        }
      if (known)
        {
          epc_round_free (round);
          continue;
        }
      guint at = 0;
      while (at < kinds->len && !is_newer (round, g_ptr_array_index (kinds, at)))
        at++;
      g_ptr_array_insert (kinds, (int) at, round);
    }
  return rounds != NULL ? g_steal_pointer (&kinds) : NULL;
}

char *
epc_round_source (const EpcRound *round, const char *language)
{
  g_autofree char *date = epc_language_date (epc_language_get (language), round->date, FALSE);

  return g_strdup_printf (epc_picture_text (language, N_("IOM DTM, %s (%s), round %d, %s")), round->operation_name, round->tool,
                          (int) round->number, date);
}

static EpcChart *
nothing_recorded (GError **error)
{
  if (error == NULL || *error == NULL)
    g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND,
                 _("No round of displacement tracking is recorded yet. Import one or add its counts."));
  return NULL;
}

EpcChart *
epc_chart_of_rounds (const EpcRoundSeries *series, const char *language, gboolean with_values)
{
  const EpcLanguage *chosen = epc_language_get (language);
  const EpcRound *current = g_ptr_array_index (series->rounds, series->current);
  EpcChart *chart = epc_chart_new (EPC_CHART_LINE, chosen);
  g_autofree char *source = epc_round_source (current, language);
  g_autofree char *credit = g_strdup_printf (epc_picture_text (language, N_("Source: %s. Present at the date of each round; rounds are not "
                                                                   "added up.")), source);
  guint partial_from = G_MAXUINT, partial_to = 0;

  epc_chart_set_title (chart, epc_picture_text (language, N_("Displaced people by round")),
                       epc_picture_text (language, N_("people present, by date of the round")), credit);
  epc_chart_set_value_unit (chart, epc_picture_text (language, N_("people")));
  epc_chart_set_category_heading (chart, epc_picture_text (language, N_("Round")));
  epc_chart_set_coverage_heading (chart, epc_picture_text (language, N_("areas")));
  guint line = epc_chart_add_series (chart, current->operation_name, 0);
  for (guint i = 0; i < series->rounds->len; i++)
    {
      const EpcRound *round = g_ptr_array_index (series->rounds, i);
      g_autofree char *name = g_strdup_printf (epc_picture_text (language, N_("R%d")), (int) round->number);
      g_autofree char *places = epc_language_integer (chosen, round->places);
      guint category = epc_chart_add_category (chart, name, round->date);
      EpcPointFlags flags = (with_values ? EPC_POINT_VALUE : 0) | (round->is_full ? 0 : EPC_POINT_PARTIAL);
      epc_chart_set_value (chart, line, category, (double) round->people, flags);
      epc_chart_set_coverage (chart, category, places);
      if (!round->is_full)
        {
          partial_from = MIN (partial_from, category);
          partial_to = category;
        }
    }
  /* Only an unbroken run of partial rounds is shaded; single ones show by their hollow points. */
  gboolean unbroken = partial_from != G_MAXUINT;
  for (guint i = partial_from; unbroken && i <= partial_to; i++)
    unbroken = !((const EpcRound *) g_ptr_array_index (series->rounds, i))->is_full;
  if (unbroken && partial_from == 0 && partial_to + 1 < series->rounds->len)
    {
      epc_chart_add_span (chart, partial_from, partial_to, epc_picture_text (language, N_("partial coverage: not comparable")), FALSE);
      epc_chart_add_span (chart, partial_to + 1, series->rounds->len - 1, epc_picture_text (language, N_("whole area: comparable")), TRUE);
    }
  return chart;
}

static EpcChart *
chart_rounds (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  g_autoptr (EpcRoundSeries) series = epc_round_series_covered (store, choice, NULL, error);

  return series != NULL ? epc_chart_of_rounds (series, choice->language, TRUE) : nothing_recorded (error);
}

/* A bar chart of one series of named values. */
static EpcChart *
bars (const char *language, const char *title, const char *unit, const char *heading, const char *source)
{
  EpcChart *chart = epc_chart_new (EPC_CHART_BAR, epc_language_get (language));

  epc_chart_set_title (chart, title, unit, source);
  epc_chart_set_value_unit (chart, unit);
  epc_chart_set_category_heading (chart, heading);
  epc_chart_add_series (chart, unit, 0);
  return chart;
}

static EpcChart *
chart_areas (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  g_autoptr (EpcRoundSeries) series = epc_round_series (store, choice, NULL, error);

  if (series == NULL)
    return nothing_recorded (error);
  g_autofree char *round = epc_round_source (series->change->round, choice->language);
  g_autofree char *source = g_strdup_printf (epc_picture_text (choice->language, N_("Source: %s.")), round);
  EpcChart *chart = bars (choice->language, epc_picture_text (choice->language, N_("Displaced people by area")),
                          epc_picture_text (choice->language, N_("people")), epc_picture_text (choice->language, N_("Area")), source);
  for (guint i = 0; i < series->change->areas->len; i++)
    {
      const EpcAreaChange *area = g_ptr_array_index (series->change->areas, i);
      guint category = epc_chart_add_category (chart, area->name, NULL);
      epc_chart_set_value (chart, 0, category, area->now >= 0 ? (double) area->now : NAN, EPC_POINT_VALUE);
    }
  return chart;
}

/* Shares of a round by reason or origin. */
static EpcChart *
chart_of_shares (EpcStore *store, const EpcPictureChoice *choice, const char *field, const char *title, const char *heading,
                 GError **error)
{
  g_autoptr (EpcRoundSeries) series = epc_round_series (store, choice, NULL, error);

  if (series == NULL)
    return nothing_recorded (error);
  g_autoptr (GPtrArray) shares = epc_round_shares (store, series->change->round, field, choice->language, NULL, error);
  if (shares == NULL)
    return NULL;
  g_autofree char *round = epc_round_source (series->change->round, choice->language);
  g_autofree char *source = g_strdup_printf (epc_picture_text (choice->language, N_("Source: %s.")), round);
  EpcChart *chart = bars (choice->language, epc_picture_text (choice->language, title), epc_picture_text (choice->language, N_("people")),
                          epc_picture_text (choice->language, heading), source);
  for (guint i = 0; i < shares->len; i++)
    {
      const EpcRoundShare *share = g_ptr_array_index (shares, i);
      epc_chart_set_value (chart, 0, epc_chart_add_category (chart, share->label, NULL), (double) share->people, EPC_POINT_VALUE);
    }
  return chart;
}

static EpcChart *
chart_reasons (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  return chart_of_shares (store, choice, "reason", N_("Displaced people by reason"), N_("Reason"), error);
}

static EpcChart *
chart_origins (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  return chart_of_shares (store, choice, "origin_place", N_("Displaced people by area of origin"), N_("Origin"), error);
}

/* Women and men by area, where the round asked. */
static EpcChart *
chart_sex (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  static const char *const by[] = { "place", NULL };
  g_autoptr (EpcRoundSeries) series = epc_round_series (store, choice, NULL, error);
  const char *language = choice->language;

  if (series == NULL)
    return nothing_recorded (error);
  const EpcRound *round = series->change->round;
  g_autofree char *line = epc_round_source (round, language);
  g_autofree char *source = g_strdup_printf (epc_picture_text (language, N_("Source: %s.")), line);
  g_autoptr (EpcChart) chart = epc_chart_new (EPC_CHART_STACKED_BAR, epc_language_get (language));
  epc_chart_set_title (chart, epc_picture_text (language, N_("Women and men by area")), epc_picture_text (language, N_("people")), source);
  epc_chart_set_category_heading (chart, epc_picture_text (language, N_("Area")));
  epc_chart_add_series (chart, epc_picture_text (language, N_("Women and girls")), EPC_COLOUR_WOMEN);
  epc_chart_add_series (chart, epc_picture_text (language, N_("Men and boys")), EPC_COLOUR_MEN);
  char uid[EPC_UID_TEXT_SIZE];
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("location_count"));
  if (!epc_query_where (query, store, "round", EPC_OP_EQUAL, epc_uid_to_text (&round->uid, uid), error)
      || !epc_query_where (query, store, "admin_level", EPC_OP_EQUAL, "1", error))
    return NULL;
  const char *const fields[] = { "females", "males" };
  g_autoptr (GHashTable) categories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint f = 0; f < 2; f++)
    {
      g_autoptr (GArray) sums = epc_query_sum (query, store, fields[f], by, NULL, error);
      if (sums == NULL)
        return NULL;
      for (guint i = 0; i < sums->len; i++)
        {
          const EpcSum *sum = &g_array_index (sums, EpcSum, i);
          if (sum->by[0] == NULL)
            continue;
          gpointer known;
          if (!g_hash_table_lookup_extended (categories, sum->by[0], NULL, &known))
            {
              g_autofree char *name = epc_store_place_name (store, sum->by[0]);
              known = GUINT_TO_POINTER (epc_chart_add_category (chart, name, NULL));
              g_hash_table_insert (categories, g_strdup (sum->by[0]), known);
            }
          epc_chart_set_value (chart, f, GPOINTER_TO_UINT (known), sum->filled > 0 ? sum->sum : NAN, EPC_POINT_PLAIN);
        }
    }
  epc_chart_sort (chart);
  return g_steal_pointer (&chart);
}

#define MOST_OF_COUNTRY 0.5 /* areas that take up less of it are shown without the rest */

EpcMap *
epc_map_of_round (EpcStore *store, const EpcRoundSeries *series, const char *language, GError **error)
{
  const EpcRoundChange *change = series->change;
  const EpcRound *round = change->round;
  g_autoptr (EpcMap) map = epc_map_new ();
  g_autofree char *source = epc_round_source (round, language);
  g_autofree char *line = g_strdup_printf (epc_picture_text (language, N_("Source: %s.")), source);
  g_autofree char *people = epc_language_integer (epc_language_get (language), round->people);
  g_autofree char *date = epc_language_date (epc_language_get (language), round->date, FALSE);
  g_autofree char *title = g_strdup_printf (epc_language_plural (epc_language_get (language), N_("%s: %s displaced person"), N_("%s: %s displaced people"), round->people), change->total.name, people);
  g_autofree char *subtitle = g_strdup_printf (epc_picture_text (language, N_("Where they are, round %d, %s")), (int) round->number, date);

  if (!epc_map_set_area (map, round->country, error))
    return NULL;
  epc_map_set_theme (map, EPC_MAP_THEME_PAPER);
  epc_map_set_language (map, language);
  epc_map_set_title (map, title, subtitle);
  epc_map_set_source (map, line);
  g_autoptr (GArray) areas = g_array_new (FALSE, TRUE, sizeof (EpcMapArea));
  for (guint i = 0; i < change->areas->len; i++)
    {
      const EpcAreaChange *area = g_ptr_array_index (change->areas, i);
      const EpcMapArea figure = { .code = *area->place != '\0' ? area->place : NULL, .name = area->name,
                                  .value = (double) area->now, .has_value = area->now >= 0 };
      if (*area->place != '\0')
        g_array_append_val (areas, figure);
    }
  epc_map_set_areas (map, (const EpcMapArea *) (gpointer) areas->data, areas->len, EPC_MAP_RAMP_PEOPLE, NULL, 0,
                     epc_picture_text (language, N_("Displaced people")), epc_picture_text (language, N_("areas")));
  epc_map_focus_on_areas (map, MOST_OF_COUNTRY);
  return g_steal_pointer (&map);
}

/* A chart of the chosen rounds. */
static EpcChart *
of_rounds (EpcStore *store, const EpcPictureChoice *choice,
           EpcChart *(*make) (EpcStore *store, const EpcRoundSeries *series, const char *language, GError **error), GError **error)
{
  g_autoptr (EpcRoundSeries) series = epc_round_series (store, choice, NULL, error);

  return series != NULL ? make (store, series, choice->language, error) : nothing_recorded (error);
}

static EpcChart *
chart_flows (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  return of_rounds (store, choice, epc_chart_of_flows, error);
}

static EpcChart *
chart_area_parts (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  return of_rounds (store, choice, epc_chart_of_area_parts, error);
}

static EpcChart *
chart_area_trends (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  return of_rounds (store, choice, epc_chart_of_area_trends, error);
}

static EpcChart *
chart_area_rounds (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  return of_rounds (store, choice, epc_chart_of_area_rounds, error);
}

static EpcChart *
chart_area_change (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  g_autoptr (EpcRoundSeries) series = epc_round_series (store, choice, NULL, error);

  return series != NULL ? epc_chart_of_area_change (series, choice->language, error) : nothing_recorded (error);
}

static EpcMap *
map_displacement (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  g_autoptr (EpcRoundSeries) series = epc_round_series (store, choice, NULL, error);

  if (series == NULL)
    return (EpcMap *) nothing_recorded (error);
  return epc_map_of_displacement (store, series, choice->language, choice->by_rate, error);
}

static GPtrArray *
atlas_displacement (EpcStore *store, const EpcPictureChoice *choice, const char *by, GError **error)
{
  g_autoptr (EpcRoundSeries) series = NULL;

  if (!g_str_equal (by, "department"))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("This atlas has a page for each “department”, not for each “%s”."), by);
      return NULL;
    }
  series = epc_round_series (store, choice, NULL, error);
  if (series == NULL)
    return (GPtrArray *) nothing_recorded (error);
  g_autoptr (GPtrArray) maps = epc_maps_of_displacement (store, series, choice->language, choice->by_rate, error);
  if (maps != NULL && maps->len == 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND,
                   _("No boundaries of the areas of this round are recorded yet: import the layers of the admin levels."));
      return NULL;
    }
  return g_steal_pointer (&maps);
}

static const EpcPicture pictures[] = {
  { "rounds", N_("Displaced people by round"), "dtm_round", chart_rounds, NULL, NULL },
  { "areas", N_("Displaced people by area in a round"), "dtm_round", chart_areas, NULL, NULL },
  { "reasons", N_("Displaced people by reason in a round"), "dtm_round", chart_reasons, NULL, NULL },
  { "origins", N_("Displaced people by area of origin in a round"), "dtm_round", chart_origins, NULL, NULL },
  { "sex", N_("Women and men by area in a round"), "dtm_round", chart_sex, NULL, NULL },
  { "age-sex", N_("People in sites by age and sex"), "site", epc_chart_of_site_ages, NULL, NULL },
  { "flows", N_("From which area to which in a round"), "dtm_round", chart_flows, NULL, NULL },
  { "area-parts", N_("The largest areas in the whole, by round"), "dtm_round", chart_area_parts, NULL, NULL },
  { "area-trends", N_("A small line for each area over the rounds"), "dtm_round", chart_area_trends, NULL, NULL },
  { "area-rounds", N_("Area by round as a heat table"), "dtm_round", chart_area_rounds, NULL, NULL },
  { "area-change", N_("Each area in a round and in the one before"), "dtm_round", chart_area_change, NULL, NULL },
  { "risks", N_("Risk matrix: impact and likelihood of the register"), "risk", epc_chart_of_risks, NULL, NULL },
  { "deployments", N_("Missions of experts over time"), "deployment", epc_chart_of_deployments, NULL, NULL },
  { "activities", N_("Activities over time"), "activity", epc_chart_of_activities, NULL, NULL },
  { "services", N_("Services by site as a heat table"), "site", epc_chart_of_services, NULL, NULL },
  { "mcof", N_("MCOF matrix: sector by phase"), "mcof_row", epc_chart_of_mcof, NULL, NULL },
  { "readiness", N_("Minimum preparedness actions done, by category"), "preparedness_action", epc_chart_of_readiness, NULL, NULL },
  { "mefm-clock", N_("Time used of the 24 hours of a MEFM request"), "funding_request", epc_chart_of_mefm_clock, NULL, NULL },
  { "plan-funds", N_("Funds of the contingency plan by sector"), "contingency_plan", epc_chart_of_plan_funds, NULL, NULL },
  { "passages", N_("People seen passing, by date of the count"), "flow_count", epc_chart_of_newest_passages, NULL, NULL },
  { "nationalities", N_("People seen passing, by nationality"), "flow_count", epc_chart_of_newest_nationalities, NULL, NULL },
  { "displacement", N_("Where displaced people are in a round"), "dtm_round", NULL, map_displacement, atlas_displacement },
  { "sites", N_("Sites, by size and worst gap"), "site", NULL, epc_map_of_sites, epc_maps_of_sites },
};

const EpcPicture *
epc_pictures (guint *n_pictures)
{
  *n_pictures = G_N_ELEMENTS (pictures);
  return pictures;
}

const EpcPicture *
epc_picture_find (const char *name, gboolean is_map, GError **error)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      if ((pictures[i].map != NULL) != is_map)
        continue;
      if (g_str_equal (pictures[i].name, name))
        {
          g_string_free (names, TRUE);
          return &pictures[i];
        }
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", pictures[i].name);
    }
  g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("There is no picture “%s”. There are: %s."), name, names->str);
  g_string_free (names, TRUE);
  return NULL;
}

static gboolean
choose_one (EpcStore *store, EpcPictureChoice *choice, const char *field, const char *value, GStringChunk *keep, GError **error)
{
  gint64 number;

  if (g_str_equal (field, "country"))
    choice->country = g_string_chunk_insert (keep, value);
  else if (g_str_equal (field, "tool") || g_str_equal (field, "assessment_type"))
    choice->tool = g_string_chunk_insert (keep, value);
  else if (g_str_equal (field, "operation"))
    {
      const EpcEntity *operation = epc_entity_find ("dtm_operation");
      const char *country = choice->country != NULL ? choice->country : epc_store_country (store);
      g_autoptr (EpcQuery) query = epc_query_new (operation);
      if (!epc_query_where (query, store, "name", EPC_OP_EQUAL, value, error)
          || !epc_query_where (query, store, "country", EPC_OP_EQUAL, country, error))
        return FALSE;
      g_autoptr (GPtrArray) found = epc_query_records (query, store, error);
      if (found == NULL)
        return FALSE;
      if (found->len == 0)
        return epc_store_find_uid (store, operation, value, &choice->operation, error);
      choice->operation = *epc_record_uid (g_ptr_array_index (found, 0));
    }
  else if (g_str_equal (field, "crisis"))
    return epc_store_find_uid (store, epc_entity_find ("crisis"), value, &choice->crisis, error);
  else if (g_str_equal (field, "round") || g_str_equal (field, "admin_level"))
    {
      if (!epc_number_parse_integer (value, &number) || number < 0)
        {
          g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("%s: “%s” is no number of 0 or more."), field, value);
          return FALSE;
        }
      if (g_str_equal (field, "round"))
        choice->round = number;
      else
        choice->admin_level = number;
    }
  else
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE,
                   _("“%s” cannot be chosen here. There are: country, operation, tool, round, admin_level, crisis."), field);
      return FALSE;
    }
  return TRUE;
}

gboolean
epc_picture_choose (EpcStore *store, EpcPictureChoice *choice, const char *const *where, GStringChunk *keep, GError **error)
{
  for (; where != NULL && *where != NULL; where++)
    {
      const char *sign = strchr (*where, '=');
      if (sign == NULL)
        {
          g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("“%s” is not FIELD = VALUE."), *where);
          return FALSE;
        }
      g_autofree char *field = g_strstrip (g_strndup (*where, (gsize) (sign - *where)));
      g_autofree char *value = g_strstrip (g_strdup (sign + 1));
      if (!choose_one (store, choice, field, value, keep, error))
        return FALSE;
    }
  return TRUE;
}
