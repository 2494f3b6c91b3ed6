/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Charts of the office's registers: risks, deployments, activities, services, the MCOF matrix, and figures against their limits.
 */
#include "epc-picture.h"

#include <math.h>
#include <string.h>

#include "analysis/epc-readiness.h"
#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "model/epc-code-list.h"

#define MEFM_HOURS 24.0 /* from T0 to the request (MEFM, as the office's terms of reference have it) */
#define MEFM_WATCH 18.0

static const char *
t (const EpcPictureChoice *choice, const char *text)
{
  return epc_picture_text (choice->language, text);
}

static void
today (EpcStore *store, char *iso)
{
  epc_date_today_in (epc_store_zone (store), iso);
}

/* Records of @entity in the order of @sort, of the chosen crisis where they have one. None: EPC_ERROR_NOT_FOUND with @missing (N_()). */
static GPtrArray *
records_of (EpcStore *store, const EpcPictureChoice *choice, const char *entity, const char *sort, const char *missing, GError **error)
{
  const EpcEntity *kind = epc_entity_find (entity);
  g_autoptr (EpcQuery) query = epc_query_new (kind);
  gboolean is_standing = g_str_equal (entity, "mcof_row"); /* the matrix is planned for years: its rows need belong to no crisis */
  char uid[EPC_UID_TEXT_SIZE];

  if (!epc_uid_is_nil (&choice->crisis) && epc_entity_field (kind, "crisis") != NULL && !is_standing
      && !epc_query_where (query, store, "crisis", EPC_OP_EQUAL, epc_uid_to_text (&choice->crisis, uid), error))
    return NULL;
  if (choice->country != NULL && epc_entity_field (kind, "country") != NULL
      && !epc_query_where (query, store, "country", EPC_OP_EQUAL, choice->country, error))
    return NULL;
  if (!epc_query_sort (query, sort, error))
    return NULL;
  g_autoptr (GPtrArray) records = epc_query_records (query, store, error);
  for (guint i = records != NULL && is_standing && !epc_uid_is_nil (&choice->crisis) ? records->len : 0; i-- > 0;)
    {
      const EpcUid *crisis = epc_record_reference (g_ptr_array_index (records, i), "crisis");
      if (crisis != NULL && !epc_uid_equal (crisis, &choice->crisis))
        g_ptr_array_remove_index (records, i);
    }
  if (records != NULL && records->len == 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, "%s", _(missing));
      return NULL;
    }
  return g_steal_pointer (&records);
}

/* @source (N_()) has one place, for the day on which the register was read. */
static EpcChart *
begin (EpcStore *store, const EpcPictureChoice *choice, EpcChartKind kind, const char *title, const char *unit, const char *source)
{
  const EpcLanguage *language = epc_language_get (choice->language);
  EpcChart *chart = epc_chart_new (kind, language);
  char iso[EPC_DATE_SIZE];

  today (store, iso);
  g_autofree char *date = epc_language_date (language, iso, FALSE);
  g_autofree char *line = g_strdup_printf (t (choice, source), date);
  epc_chart_set_title (chart, t (choice, title), t (choice, unit), line);
  return chart;
}

/* --- risks --- */

/* "4 · Likely" of "4 · Likely: 61 to 80 %". */
static void
set_steps (EpcChart *chart, const EpcPictureChoice *choice, guint axis, const char *list)
{
  const char *words[5];
  g_autoptr (GPtrArray) keep = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 5; i++)
    {
      const char key[] = { (char) ('1' + i), '\0' };
      char *label = g_strdup (epc_code_label (list, key, choice->language)), *colon = strchr (label, ':');
      if (colon != NULL)
        *colon = '\0';
      g_ptr_array_add (keep, g_strstrip (label));
      words[i] = label;
    }
  epc_chart_set_steps (chart, axis, words);
}

static double
step_of (EpcRecord *record, const char *key)
{
  const char *code = epc_record_text (record, key);

  return code != NULL && code[0] >= '1' && code[0] <= '5' && code[1] == '\0' ? code[0] - '0' : NAN;
}

static int
by_score (gconstpointer a, gconstpointer b)
{
  EpcRecord *one = *(EpcRecord *const *) a, *other = *(EpcRecord *const *) b;
  double first = step_of (one, "likelihood") * step_of (one, "impact"), second = step_of (other, "likelihood") * step_of (other, "impact");

  first = isnan (first) ? -1 : first;
  second = isnan (second) ? -1 : second;
  return first != second ? (first < second ? 1 : -1) : g_strcmp0 (epc_record_text (one, "title"), epc_record_text (other, "title"));
}

EpcChart *
epc_chart_of_risks (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  g_autoptr (GPtrArray) risks = records_of (store, choice, "risk", "title", N_("No risk is recorded yet. Add one under Preparedness."), error);

  if (risks == NULL)
    return NULL;
  g_ptr_array_sort (risks, by_score);
  EpcChart *chart = begin (store, choice, EPC_CHART_MATRIX, N_("Risk matrix"), N_("score: impact × likelihood; bands 1–7, 8–14, 15–25"),
                           N_("Source: risk register of the office, %s."));
  epc_chart_set_category_heading (chart, t (choice, N_("Risk")));
  epc_chart_add_series (chart, t (choice, N_("Likelihood")), 0);
  epc_chart_add_series (chart, t (choice, N_("Impact")), 0);
  set_steps (chart, choice, 0, "likelihood_level");
  set_steps (chart, choice, 1, "impact_level");
  for (guint i = 0; i < risks->len; i++)
    {
      EpcRecord *risk = g_ptr_array_index (risks, i);
      guint row = epc_chart_add_category (chart, epc_record_text (risk, "title"), NULL);
      epc_chart_set_value (chart, 0, row, step_of (risk, "likelihood"), EPC_POINT_PLAIN);
      epc_chart_set_value (chart, 1, row, step_of (risk, "impact"), EPC_POINT_PLAIN);
    }
  return chart;
}

/* --- time --- */

static double
days_of (const char *iso)
{
  int year, month, day;

  return iso != NULL && epc_date_split (iso, &year, &month, &day) ? (double) epc_date_days (year, month, day) : NAN;
}

/* Percent of the time from @begin to @end that is over at @now. */
static double
elapsed (const char *begin_day, const char *end_day, const char *now)
{
  double from = days_of (begin_day), to = days_of (end_day), at = days_of (now);

  return to > from ? CLAMP (100 * (at - from) / (to - from), 0, 100) : NAN;
}

/* The first of the NULL-terminated @keys that is filled. */
static const char *
first_filled (EpcRecord *record, const char *const *keys)
{
  for (; *keys != NULL; keys++)
    if (!epc_record_is_empty (record, *keys))
      return epc_record_text (record, *keys);
  return NULL;
}

/* One bar: from and to as ISO dates, percent done; the colour of what stands still. */
typedef struct
{
  char *name;
  const char *from, *to;
  double done;
  gboolean is_suspended;
} Bar;
typedef Bar (*BarFunc) (EpcStore *store, const EpcPictureChoice *choice, EpcRecord *record, const char *now);

typedef struct
{
  const char *entity, *sort, *none; /* none: what is said where nothing is recorded */
  const char *title, *unit, *source, *heading;
  BarFunc bar;
} Gantt;

static EpcChart *
gantt_of (EpcStore *store, const EpcPictureChoice *choice, const Gantt *gantt, GError **error)
{
  g_autoptr (GPtrArray) records = records_of (store, choice, gantt->entity, gantt->sort, gantt->none, error);
  char now[EPC_DATE_SIZE], uid[EPC_UID_TEXT_SIZE];

  if (records == NULL)
    return NULL;
  today (store, now);
  EpcChart *chart = begin (store, choice, EPC_CHART_GANTT, gantt->title, gantt->unit, gantt->source);
  epc_chart_set_category_heading (chart, t (choice, gantt->heading));
  epc_chart_add_series (chart, t (choice, N_("Start")), 0);
  epc_chart_add_series (chart, t (choice, N_("End")), 0);
  epc_chart_add_series (chart, t (choice, N_("Done")), 0);
  epc_chart_add_gap (chart, now, t (choice, N_("today")));
  for (guint i = 0; i < records->len; i++)
    {
      Bar bar = gantt->bar (store, choice, g_ptr_array_index (records, i), now);
      guint row = epc_chart_add_category (chart, bar.name, NULL);

      epc_chart_set_category_key (chart, row, epc_uid_to_text (epc_record_uid (g_ptr_array_index (records, i)), uid));
      epc_chart_set_day (chart, 0, row, bar.from);
      epc_chart_set_day (chart, 1, row, bar.to);
      epc_chart_set_value (chart, 2, row, bar.done, EPC_POINT_PLAIN);
      if (bar.is_suspended)
        epc_chart_set_category_colour (chart, row, EPC_COLOUR_WATCH);
      g_free (bar.name);
    }
  return chart;
}

/* The function of the mission, else the expert's profile: a chart goes further than the roster, so it has no names. */
static char *
role_of (EpcStore *store, const EpcPictureChoice *choice, EpcRecord *deployment)
{
  const EpcUid *uid = epc_record_reference (deployment, "expert");
  g_autoptr (EpcRecord) expert = uid != NULL ? epc_store_get (store, epc_entity_find ("expert"), uid, NULL) : NULL;

  if (!epc_record_is_empty (deployment, "role"))
    return g_strdup (epc_record_text (deployment, "role"));
  if (expert != NULL && !epc_record_is_empty (expert, "primary_profile"))
    return epc_store_display (store, expert, "primary_profile", choice->language);
  return g_strdup (t (choice, N_("Expert")));
}

static Bar
mission_bar (EpcStore *store, const EpcPictureChoice *choice, EpcRecord *mission, const char *now)
{
  static const char *const begins[] = { "actual_start", "planned_start", NULL }, *const ends[] = { "actual_end", "extended_to", "planned_end", NULL };
  const char *country = epc_record_text (mission, "from_country"), *where = epc_record_text (mission, "to_country");
  g_autofree char *role = role_of (store, choice, mission);
  Bar bar = { .from = first_filled (mission, begins), .to = first_filled (mission, ends) };

  bar.name = country != NULL && where != NULL ? g_strdup_printf ("%s: %s › %s", role, epc_code_label ("country", country, choice->language),
                                                                 epc_code_label ("country", where, choice->language))
                                              : g_strdup (role);
  bar.done = epc_record_is_empty (mission, "actual_start") ? 0 : !epc_record_is_empty (mission, "actual_end") ? 100 : elapsed (bar.from, bar.to, now);
  return bar;
}

EpcChart *
epc_chart_of_deployments (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  static const Gantt missions = { "deployment", "planned_start", N_("No deployment is recorded yet. Add one under Response."),
                                  N_("Deployments"), N_("missions of experts; filled: days of the mission that are over"),
                                  N_("Source: deployments of the office, %s."), N_("Mission"), mission_bar };

  return gantt_of (store, choice, &missions, error);
}

/* People reached of those targeted where both are known; else what the status says, and the time that is over. */
static double
activity_done (EpcRecord *record, const char *now)
{
  const char *status = epc_record_text (record, "status");
  gint64 targeted = epc_record_is_empty (record, "targeted_ind") ? 0 : epc_record_integer (record, "targeted_ind");

  if (g_strcmp0 (status, "completed") == 0)
    return 100;
  if (g_strcmp0 (status, "planned") == 0 || g_strcmp0 (status, "cancelled") == 0)
    return 0;
  if (targeted > 0 && !epc_record_is_empty (record, "reached_ind"))
    return MIN (100.0 * (double) epc_record_integer (record, "reached_ind") / (double) targeted, 100);
  return elapsed (epc_record_text (record, "start_date"), epc_record_text (record, "end_date"), now);
}

static Bar
activity_bar (EpcStore *store, const EpcPictureChoice *choice, EpcRecord *activity, const char *now)
{
  const char *what = epc_record_text (activity, "activity"), *who = epc_record_text (activity, "implementing_org");

  return (Bar) { .name = what != NULL && who != NULL ? g_strdup_printf (t (choice, N_("%s (%s)")), what, who) : g_strdup (what != NULL ? what : who),
                 .from = epc_record_text (activity, "start_date"),
                 .to = epc_record_text (activity, "end_date"),
                 .done = activity_done (activity, now),
                 .is_suspended = g_strcmp0 (epc_record_text (activity, "status"), "suspended") == 0 };
}

EpcChart *
epc_chart_of_activities (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  static const Gantt activities = { "activity", "start_date", N_("No activity is recorded yet. Import a 4W list or add one under Response."),
                                    N_("Activities"), N_("4W; filled: people reached of those targeted, else days that are over"),
                                    N_("Source: activities recorded by the office (4W), %s."), N_("Activity"), activity_bar };

  return gantt_of (store, choice, &activities, error);
}

/* --- services by site --- */

static double
extent_of (const char *code)
{
  return g_strcmp0 (code, "yes") == 0 ? 0 : g_strcmp0 (code, "partly") == 0 ? 1 : g_strcmp0 (code, "no") == 0 ? 2 : NAN;
}

/* The column of @sector among @list; appended when it is new. */
static guint
column_of (EpcChart *chart, GPtrArray *columns, const char *sector, const char *language)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_strcmp0 (columns->pdata[i], sector) == 0)
      return i;
  g_ptr_array_add (columns, g_strdup (sector));
  return epc_chart_add_series (chart, epc_code_label ("site_sector", sector, language), 0);
}

static int
by_people (gconstpointer a, gconstpointer b)
{
  const EpcSite *one = *(const EpcSite *const *) a, *other = *(const EpcSite *const *) b;

  return one->people != other->people ? (one->people < other->people ? 1 : -1) : g_strcmp0 (one->name, other->name);
}

/* Of several providers of one service the best one counts. */
static void
set_best (EpcChart *chart, guint column, guint row, double state)
{
  double known = epc_chart_value (chart, column, row);

  if (isnan (known) || state < known)
    epc_chart_set_value (chart, column, row, state, EPC_POINT_PLAIN);
}

EpcChart *
epc_chart_of_services (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  EpcPictureChoice all = *choice;
  all.crisis = (EpcUid) { { 0 } };
  g_autoptr (GPtrArray) services = records_of (store, &all, "service", "sector", N_("No service at a site is recorded yet. Add who does what at a site."), error);
  g_autoptr (GPtrArray) sites = services != NULL ? epc_sites_open (store, epc_uid_is_nil (&choice->crisis) ? NULL : &choice->crisis, choice->until, TRUE, NULL, error) : NULL;
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char uid[EPC_UID_TEXT_SIZE];

  if (sites == NULL)
    return NULL;
  EpcChart *chart = begin (store, choice, EPC_CHART_HEAT, N_("Services by site"), N_("whether the service is provided; hatched: nobody said"),
                           N_("Source: services at sites recorded by the office, %s."));
  epc_chart_set_states (chart, TRUE);
  epc_chart_set_category_heading (chart, t (choice, N_("Site")));
  g_ptr_array_sort (sites, by_people); /* where not all find room, the largest do */
  for (guint i = 0; i < sites->len; i++)
    {
      const EpcSite *site = g_ptr_array_index (sites, i);
      g_hash_table_insert (rows, g_strdup (epc_uid_to_text (&site->uid, uid)), GUINT_TO_POINTER (epc_chart_add_category (chart, site->name, NULL)));
    }
  for (guint i = 0; i < services->len; i++)
    {
      EpcRecord *service = g_ptr_array_index (services, i);
      const EpcUid *site = epc_record_reference (service, "site");
      gpointer row;
      if (site == NULL || !g_hash_table_lookup_extended (rows, epc_uid_to_text (site, uid), NULL, &row))
        continue;
      guint column = column_of (chart, columns, epc_record_text (service, "sector"), choice->language);
      set_best (chart, column, GPOINTER_TO_UINT (row), extent_of (epc_record_text (service, "provided")));
    }
  return chart;
}

/* --- MCOF --- */

typedef struct
{
  gint64 gap, capacity, open; /* worst gap, least capacity, funds missing in hundredths; −1: not known */
  char *currency;             /* "" when they differ */
} McofCell;

static void
add_row (McofCell *cell, EpcRecord *row)
{
  const char *currency = epc_record_text (row, "budget_currency");

  if (!epc_record_is_empty (row, "gap_severity"))
    cell->gap = MAX (cell->gap, epc_record_integer (row, "gap_severity"));
  if (!epc_record_is_empty (row, "capacity"))
    cell->capacity = cell->capacity < 0 ? epc_record_integer (row, "capacity") : MIN (cell->capacity, epc_record_integer (row, "capacity"));
  if (epc_record_is_empty (row, "budget"))
    return;
  if (cell->currency != NULL && g_strcmp0 (cell->currency, currency) != 0)
    currency = "";
  g_free (cell->currency);
  cell->currency = g_strdup (currency);
  cell->open = MAX (cell->open, 0) + MAX (epc_record_integer (row, "budget") - epc_record_integer (row, "funded"), 0);
}

/* "3 · 2/4 · USD 310,000". */
static char *
cell_text (const McofCell *cell, const char *language)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%d", (int) cell->gap);
  if (cell->capacity >= 0)
    g_string_append_printf (text, " · %d/4", (int) cell->capacity);
  if (cell->open > 0 && cell->currency != NULL && *cell->currency != '\0')
    {
      g_autofree char *money = epc_language_integer (epc_language_get (language), cell->open / 100);
      g_string_append_printf (text, " · %s %s", cell->currency, money);
    }
  return g_string_free (text, FALSE);
}

EpcChart *
epc_chart_of_mcof (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  static const char *const phases[] = { "before", "during", "after" };
  const EpcCodeList *sectors = epc_code_list_find ("mcof_sector");
  g_autoptr (GPtrArray) rows = records_of (store, choice, "mcof_row", "mcof_sector", N_("No row of the MCOF matrix is recorded yet. Add one under Resources."), error);

  if (rows == NULL)
    return NULL;
  EpcChart *chart = begin (store, choice, EPC_CHART_HEAT, N_("MCOF matrix"),
                           N_("worst gap from 0 to 4 · capacity of 4 · funds still missing; adequate 0–1, to watch 2, critical 3–4"),
                           N_("Source: MCOF matrix of the office, %s."));
  epc_chart_set_states (chart, TRUE);
  epc_chart_set_category_heading (chart, t (choice, N_("MCOF sector")));
  for (guint p = 0; p < G_N_ELEMENTS (phases); p++)
    epc_chart_add_series (chart, epc_code_label ("phase", phases[p], choice->language), 0);
  for (guint s = 0; s < sectors->n_codes; s++)
    {
      const char *key = sectors->codes[s].key;
      g_autofree char *name = g_strdup_printf ("%s %s", key, epc_code_label ("mcof_sector", key, choice->language));
      guint line = epc_chart_add_category (chart, name, NULL);
      for (guint p = 0; p < G_N_ELEMENTS (phases); p++)
        {
          McofCell cell = { -1, -1, -1, NULL };
          for (guint i = 0; i < rows->len; i++)
            {
              EpcRecord *row = g_ptr_array_index (rows, i);
              if (g_strcmp0 (epc_record_text (row, "mcof_sector"), key) == 0 && g_strcmp0 (epc_record_text (row, "phase"), phases[p]) == 0)
                add_row (&cell, row);
            }
          if (cell.gap >= 0)
            {
              g_autofree char *text = cell_text (&cell, choice->language);
              epc_chart_set_value (chart, p, line, cell.gap >= 3 ? 2 : cell.gap == 2 ? 1 : 0, EPC_POINT_PLAIN);
              epc_chart_set_text (chart, p, line, text);
            }
          g_free (cell.currency);
        }
    }
  return chart;
}

/* --- figures against limits --- */

static EpcChart *
begin_gauge (EpcStore *store, const EpcPictureChoice *choice, const char *title, const char *unit, const char *source, const char *heading, const char *value)
{
  EpcChart *chart = begin (store, choice, EPC_CHART_GAUGE, title, unit, source);

  epc_chart_set_category_heading (chart, t (choice, heading));
  epc_chart_add_series (chart, t (choice, value), 0);
  epc_chart_add_series (chart, t (choice, N_("of")), 0);
  return chart;
}

EpcChart *
epc_chart_of_readiness (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  g_autoptr (EpcReadiness) readiness = epc_readiness (store, error);

  if (readiness == NULL)
    return NULL;
  EpcChart *chart = begin_gauge (store, choice, N_("Minimum preparedness actions"), N_("actions done, of those that apply"),
                                 N_("Source: preparedness actions of the office, %s (IASC Emergency Response Preparedness, 2015)."), N_("Category"), N_("Done"));
  for (guint i = 0; i < readiness->categories->len; i++)
    {
      const EpcReadinessCategory *category = g_ptr_array_index (readiness->categories, i);
      guint row = epc_chart_add_category (chart, epc_code_label ("action_category", category->key, choice->language), NULL);
      epc_chart_set_value (chart, 0, row, category->done, EPC_POINT_PLAIN);
      epc_chart_set_value (chart, 1, row, category->counted, EPC_POINT_PLAIN);
    }
  return chart;
}

/* By the hours from T0 to what happened: to the submission, or to now while the request is open. */
EpcChart *
epc_chart_of_mefm_clock (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  g_autoptr (GPtrArray) requests = records_of (store, choice, "funding_request", "-t0", N_("No MEFM request is recorded yet. Add one under Response."), error);

  if (requests == NULL)
    return NULL;
  EpcRecord *request = g_ptr_array_index (requests, 0);
  gint64 begin_at, end_at = epc_clock_now ();
  EpcChart *chart = begin_gauge (store, choice, N_("Time used of the 24 hours"), N_("hours from T0 to the request to the fund"), N_("Source: MEFM requests of the office, %s."),
                                 N_("Request"), N_("Hours used"));
  epc_chart_set_number_form (chart, FALSE, 1);
  epc_chart_set_value_unit (chart, "h");
  epc_chart_add_series (chart, t (choice, N_("to watch from")), 0);
  guint row = epc_chart_add_category (chart, epc_record_text (request, "title"), NULL);
  if (!epc_record_is_empty (request, "submitted_at"))
    epc_moment_to_unix (epc_record_text (request, "submitted_at"), &end_at);
  if (!epc_record_is_empty (request, "t0") && epc_moment_to_unix (epc_record_text (request, "t0"), &begin_at))
    {
      double hours = (double) (end_at - begin_at) / (3600.0 * G_USEC_PER_SEC);
      gboolean is_late = hours > MEFM_HOURS;
      g_autofree char *shown = epc_language_decimal (epc_language_get (choice->language), is_late ? hours - MEFM_HOURS : hours, 1);
      g_autofree char *text = g_strdup_printf (is_late ? t (choice, N_("%s h late")) : "%s\302\240h", shown);
      epc_chart_set_value (chart, 0, row, hours, EPC_POINT_PLAIN);
      epc_chart_set_text (chart, 0, row, text);
    }
  epc_chart_set_value (chart, 1, row, MEFM_HOURS, EPC_POINT_PLAIN);
  epc_chart_set_value (chart, 2, row, MEFM_WATCH, EPC_POINT_PLAIN);
  return chart;
}

/* The needs of the plan chosen, else of the one that is valid longest: two versions of a plan are never added up. */
static GPtrArray *
needs_of_plan (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  g_autoptr (GPtrArray) needs = records_of (store, choice, "plan_need", "cluster", N_("No need of a contingency plan is recorded yet."), error);
  g_autoptr (GPtrArray) plans = needs != NULL && epc_uid_is_nil (&choice->plan) ? records_of (store, choice, "contingency_plan", "-valid_to", N_("There is no contingency plan yet. Add one under Preparedness."), error) : NULL;
  const EpcUid *plan = plans != NULL ? epc_record_uid (g_ptr_array_index (plans, 0)) : &choice->plan;

  if (needs == NULL || (plans == NULL && epc_uid_is_nil (&choice->plan)))
    return NULL;
  for (guint i = needs->len; i > 0; i--)
    {
      const EpcUid *of = epc_record_reference (g_ptr_array_index (needs, i - 1), "plan");
      if (of == NULL || !epc_uid_equal (of, plan))
        g_ptr_array_remove_index (needs, i - 1);
    }
  return g_steal_pointer (&needs);
}

/* Funds by sector of a plan, in the plan's own currency only: currencies are never added up. */
EpcChart *
epc_chart_of_plan_funds (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  g_autoptr (GPtrArray) needs = needs_of_plan (store, choice, error);
  const char *currency = NULL;

  for (guint i = 0; needs != NULL && currency == NULL && i < needs->len; i++)
    if (!epc_record_is_empty (g_ptr_array_index (needs, i), "requirement"))
      currency = epc_record_text (g_ptr_array_index (needs, i), "requirement_currency");
  if (needs != NULL && currency == NULL)
    g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("No funds are required in the contingency plan yet."));
  if (currency == NULL)
    return NULL;
  EpcChart *chart = begin_gauge (store, choice, N_("Funds of the contingency plan"), N_("funded, of what is required, by sector"), N_("Source: contingency plan of the office, %s."),
                                 N_("Sector"), N_("Funded"));
  epc_chart_set_value_unit (chart, currency);
  g_autoptr (GPtrArray) sectors = g_ptr_array_new ();
  for (guint i = 0; i < needs->len; i++)
    {
      EpcRecord *need = g_ptr_array_index (needs, i);
      const char *sector = epc_record_text (need, "cluster");
      guint row = 0;
      if (epc_record_is_empty (need, "requirement") || g_strcmp0 (epc_record_text (need, "requirement_currency"), currency) != 0)
        continue;
      while (row < sectors->len && g_strcmp0 (sectors->pdata[row], sector) != 0)
        row++;
      if (row == sectors->len)
        {
          g_ptr_array_add (sectors, (gpointer) sector);
          epc_chart_add_category (chart, epc_code_label ("cluster", sector, choice->language), NULL);
        }
      double required = epc_chart_value (chart, 1, row), funded = epc_chart_value (chart, 0, row);
      epc_chart_set_value (chart, 1, row, (isnan (required) ? 0 : required) + (double) epc_record_integer (need, "requirement") / 100, EPC_POINT_PLAIN);
      if (!epc_record_is_empty (need, "funded") && g_strcmp0 (epc_record_text (need, "funded_currency"), currency) == 0)
        epc_chart_set_value (chart, 0, row, (isnan (funded) ? 0 : funded) + (double) epc_record_integer (need, "funded") / 100, EPC_POINT_PLAIN);
    }
  return chart;
}
