/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-roster-private.h"
#include "model/epc-code-list.h"

#define DAYS_OF_YEAR 365

/* Latin America and the Caribbean as the UN's M49 has it (419). */
#define REGION \
  "ABW;AIA;ARG;ATG;BES;BHS;BLM;BLZ;BOL;BRA;BRB;BVT;CHL;COL;CRI;CUB;CUW;CYM;DMA;DOM;ECU;FLK;GLP;GRD;GTM;GUF;GUY;HND;HTI;JAM;KNA;LCA;" \
  "MAF;MEX;MSR;MTQ;NIC;PAN;PER;PRI;PRY;SGS;SLV;SUR;SXM;TCA;TTO;URY;VCT;VEN;VGB;VIR"

static void
clearance_free (gpointer data)
{
  EpcRosterClearance *clearance = data;

  g_free (clearance->label);
  g_free (clearance->until);
  g_free (clearance);
}

static void
line_free (gpointer data)
{
  EpcRosterLine *line = data;

  g_free (line->code);
  g_free (line->name);
  g_free (line->phone);
  g_free (line->email);
  g_free (line->organisation);
  g_free (line->notice);
  g_free (line->experience);
  g_ptr_array_unref (line->clearances);
  g_free (line->duty_station);
  g_free (line->profile);
  g_free (line->languages);
  g_free (line->language_codes);
  g_ptr_array_unref (line->reasons);
  g_free (line->leaves_on);
  g_free (line->deployment_status);
  g_free (line->mission_text);
  for (guint i = 0; i < EPC_N_MATCH_PARTS; i++)
    g_free (line->points[i].why);
  g_free (line);
}

void
epc_roster_free (EpcRoster *roster)
{
  if (roster == NULL)
    return;
  g_free (roster->from);
  g_free (roster->to);
  g_free (roster->request_code);
  g_free (roster->request_title);
  g_free (roster->profile);
  g_free (roster->languages);
  g_ptr_array_unref (roster->lines);
  g_free (roster);
}

/* --- days --- */

gint64
epc_roster_day (EpcRecord *record, const char *key, gint64 otherwise)
{
  const char *iso = epc_record_text (record, key);
  int year, month, day;

  return iso != NULL && epc_date_split (iso, &year, &month, &day) ? epc_date_days (year, month, day) : otherwise;
}

static char *
iso_of (gint64 days)
{
  int year, month, day;

  epc_date_from_days (days, &year, &month, &day);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

char *
epc_roster_day_text (gint64 day)
{
  g_autofree char *iso = iso_of (day);

  return epc_language_date (epc_language_get (NULL), iso, TRUE);
}

gboolean
epc_roster_has_code (EpcRecord *record, const char *key, const char *code)
{
  return g_strcmp0 (epc_record_text (record, key), code) == 0;
}

gboolean
epc_roster_has_one (EpcRecord *record, const char *key, const char *code)
{
  const char *text = epc_record_text (record, key);
  g_auto (GStrv) codes = text != NULL ? g_strsplit (text, ";", -1) : NULL;

  return code != NULL && codes != NULL && g_strv_contains ((const char *const *) codes, code);
}

gint
epc_roster_days_deployed (GPtrArray *deployments, gint64 day)
{
  gboolean is_away[DAYS_OF_YEAR] = { FALSE };
  gint n = 0;

  for (guint i = 0; i < deployments->len; i++)
    {
      EpcRecord *deployment = g_ptr_array_index (deployments, i);
      gint64 start = epc_roster_day (deployment, "actual_start", EPC_ROSTER_EVER);
      gint64 planned = epc_roster_day (deployment, "extended_to", epc_roster_day (deployment, "planned_end", EPC_ROSTER_EVER));
      gint64 end = MIN (epc_roster_day (deployment, "actual_end", planned), day - 1);
      for (gint64 at = MAX (start, day - DAYS_OF_YEAR); at <= end; at++)
        is_away[at - (day - DAYS_OF_YEAR)] = TRUE;
    }
  for (guint i = 0; i < DAYS_OF_YEAR; i++)
    n += is_away[i];
  return n;
}

/* --- availability --- */

/* A mission that is agreed takes the expert, whatever the status on the roster says. */
static gboolean
is_commitment (EpcRecord *deployment)
{
  static const char *const statuses[] = { "release_approved", "travelling", "deployed", "extended", NULL };
  const char *status = epc_record_text (deployment, "status");

  return status != NULL && g_strv_contains (statuses, status);
}

static gboolean
is_for_request (const EpcRosterAsking *asking, EpcRecord *deployment)
{
  const EpcUid *request = epc_record_reference (deployment, "expert_request");

  return asking->request != NULL && request != NULL && epc_uid_equal (request, epc_record_uid (asking->request));
}

static gint64
mission_end (EpcRecord *deployment)
{
  gint64 planned = epc_roster_day (deployment, "extended_to", epc_roster_day (deployment, "planned_end", EPC_ROSTER_EVER));

  return epc_roster_day (deployment, "actual_end", planned);
}

/* The period of the roster that holds on @day: of several the one that began last. NULL: none. */
static EpcRecord *
period_on (const EpcRosterFacts *facts, gint64 day)
{
  EpcRecord *best = NULL;

  for (guint i = 0; i < facts->periods->len; i++)
    {
      EpcRecord *period = g_ptr_array_index (facts->periods, i);
      gint64 from = epc_roster_day (period, "available_from", EPC_ROSTER_ALWAYS);
      if (from <= day && epc_roster_day (period, "available_to", EPC_ROSTER_EVER) >= day
          && (best == NULL || from >= epc_roster_day (best, "available_from", EPC_ROSTER_ALWAYS)))
        best = period;
    }
  return best;
}

gint64
epc_roster_notice (const EpcRosterFacts *facts, gint64 day)
{
  /* The longest is open: a month is what is reckoned with. */
  static const struct
  {
    const char *code;
    gint64 days;
  } notices[] = { { "h24", 1 }, { "h72", 3 }, { "w1", 7 }, { "w2", 14 }, { "more", 30 } };
  EpcRecord *period = period_on (facts, day);
  const char *notice = period != NULL ? epc_record_text (period, "notice") : NULL;

  if (notice == NULL)
    notice = epc_record_text (facts->expert, "notice");
  for (guint i = 0; notice != NULL && i < G_N_ELEMENTS (notices); i++)
    if (g_str_equal (notices[i].code, notice))
      return notices[i].days;
  return -1;
}

static void
take_mission (EpcRosterPeriod *period, const EpcRosterAsking *asking, EpcRecord *deployment)
{
  const char *country = epc_record_text (deployment, "to_country");
  const char *code = epc_record_code (deployment), *where = country != NULL ? epc_code_label ("country", country, NULL) : "—";
  gint64 end = mission_end (deployment);
  g_autofree char *until = end != EPC_ROSTER_EVER ? epc_roster_day_text (end) : NULL;

  period->is_available = FALSE;
  period->from = end != EPC_ROSTER_EVER ? end + 1 : EPC_ROSTER_EVER;
  g_free (period->why);
  /* Translators: a deployment of an expert: country, day, code of the deployment */
  period->why = until != NULL ? g_strdup_printf (_("on mission in %s until %s (%s)"), where, until, code != NULL ? code : "—")
                              : g_strdup_printf (_("on mission in %s, end not known (%s)"), where, code != NULL ? code : "—");
}

/* As the roster has it, before missions are looked at. */
static EpcRosterPeriod
period_of_roster (const EpcRosterFacts *facts, gint64 day)
{
  EpcRecord *own = period_on (facts, day), *record = own != NULL ? own : facts->expert;
  const char *status = epc_record_text (record, "availability");
  EpcRosterPeriod period = { epc_roster_day (record, "available_from", EPC_ROSTER_ALWAYS),
                             epc_roster_day (record, "available_to", EPC_ROSTER_EVER), TRUE, NULL };
  g_autofree char *text = NULL;

  if (own == NULL && period.from != EPC_ROSTER_ALWAYS && period.from > day)
    {
      text = epc_roster_day_text (period.from);
      period.is_available = FALSE;
      period.why = g_strdup_printf (_("available from %s"), text);
    }
  else if (period.to < day)
    {
      text = epc_roster_day_text (period.to);
      period = (EpcRosterPeriod){ EPC_ROSTER_EVER, EPC_ROSTER_EVER, FALSE, g_strdup_printf (_("was available until %s"), text) };
    }
  else if (status != NULL && !g_str_equal (status, "available") && !(own == NULL && period.from != EPC_ROSTER_ALWAYS))
    {
      gint64 back = own != NULL && period.to != EPC_ROSTER_EVER ? period.to + 1 : EPC_ROSTER_EVER;
      period = (EpcRosterPeriod){ back, EPC_ROSTER_EVER, FALSE, g_strdup (epc_code_label ("availability", status, NULL)) };
    }
  return period;
}

EpcRosterPeriod
epc_roster_period (const EpcRosterAsking *asking, const EpcRosterFacts *facts, gint64 day)
{
  EpcRosterPeriod period = period_of_roster (facts, day);
  gboolean says_deployed = !period.is_available && epc_roster_has_code (facts->expert, "availability", "deployed");
  EpcRecord *last = NULL, *next = NULL;

  for (guint i = 0; i < facts->deployments->len; i++)
    {
      EpcRecord *deployment = g_ptr_array_index (facts->deployments, i);
      gint64 start = epc_roster_day (deployment, "actual_start", epc_roster_day (deployment, "planned_start", EPC_ROSTER_ALWAYS));
      if (!is_commitment (deployment) || is_for_request (asking, deployment))
        continue;
      if (start <= day && (last == NULL || mission_end (deployment) > mission_end (last)))
        last = deployment;
      if (start > day && start <= asking->to && next == NULL)
        next = deployment;
    }
  if (last != NULL && mission_end (last) >= day)
    take_mission (&period, asking, last);
  /* The status of the roster is of when the mission began; the mission's own end is nearer to the truth. */
  else if (last != NULL && says_deployed && period_on (facts, day) == NULL)
    {
      g_free (period.why);
      period = (EpcRosterPeriod){ mission_end (last) + 1, EPC_ROSTER_EVER, TRUE, NULL };
    }
  if (next != NULL && period.is_available)
    take_mission (&period, asking, next);
  return period;
}

/* --- clearances --- */

EpcRecord *
epc_roster_clearance (const EpcRosterFacts *facts, const char *kind, gint64 *until)
{
  EpcRecord *best = NULL;

  *until = EPC_ROSTER_ALWAYS;
  for (guint i = 0; i < facts->clearances->len; i++)
    {
      EpcRecord *clearance = g_ptr_array_index (facts->clearances, i);
      gboolean is_held = !epc_roster_has_code (clearance, "is_held", "no");
      gint64 end = is_held ? epc_roster_day (clearance, "expires_on", EPC_ROSTER_EVER) : EPC_ROSTER_ALWAYS;
      if (!epc_roster_has_code (clearance, "kind", kind) || (best != NULL && end <= *until))
        continue;
      best = clearance;
      *until = end;
    }
  return best;
}

/* --- the state of one expert --- */

static void
add_reason (EpcRosterLine *line, EpcDeployable state, char *reason)
{
  /* The worst first: what stops before what only delays. */
  if (state == EPC_DEPLOYABLE_NO && line->state != EPC_DEPLOYABLE_NO)
    g_ptr_array_insert (line->reasons, 0, reason);
  else
    g_ptr_array_add (line->reasons, reason);
  line->state = MIN (line->state, state);
}

/* What has ended holds the expert back until somebody renews it: no day can be named. */
static EpcDeployable
look_at_end (const EpcRosterAsking *asking, EpcRosterLine *line, gint64 until, const char *what)
{
  g_autofree char *day = until != EPC_ROSTER_EVER && until != EPC_ROSTER_ALWAYS ? epc_roster_day_text (until) : NULL;

  if (until >= MAX (asking->to, asking->from + asking->warning_days))
    return EPC_DEPLOYABLE_YES;
  if (until >= asking->from)
    {
      add_reason (line, EPC_DEPLOYABLE_PARTLY, g_strdup_printf (_("%s: ends on %s"), what, day));
      return EPC_DEPLOYABLE_PARTLY;
    }
  add_reason (line, EPC_DEPLOYABLE_NO,
              day != NULL ? g_strdup_printf (_("%s: ended on %s"), what, day) : g_strdup_printf (_("%s: not held"), what));
  g_clear_pointer (&line->leaves_on, g_free);
  return EPC_DEPLOYABLE_NO;
}

static void
look_at_clearances (const EpcRosterAsking *asking, const EpcRosterFacts *facts, EpcRosterLine *line)
{
  g_autoptr (GString) unknown = g_string_new (NULL);

  for (guint i = 0; asking->clearances[i] != NULL; i++)
    {
      EpcRosterClearance *clearance = g_new0 (EpcRosterClearance, 1);
      gint64 until;
      g_ptr_array_add (line->clearances, clearance);
      clearance->label = g_strdup (epc_code_label ("clearance_kind", asking->clearances[i], NULL));
      clearance->is_recorded = epc_roster_clearance (facts, asking->clearances[i], &until) != NULL;
      clearance->state = clearance->is_recorded ? look_at_end (asking, line, until, clearance->label) : EPC_DEPLOYABLE_PARTLY;
      if (clearance->is_recorded && until != EPC_ROSTER_EVER && until != EPC_ROSTER_ALWAYS)
        clearance->until = iso_of (until);
      if (!clearance->is_recorded)
        g_string_append_printf (unknown, "%s%s", unknown->len > 0 ? ", " : "", clearance->label);
    }
  if (unknown->len > 0)
    add_reason (line, EPC_DEPLOYABLE_PARTLY, g_strdup_printf (_("not recorded: %s"), unknown->str));
  look_at_end (asking, line, epc_roster_day (facts->expert, "contract_end", EPC_ROSTER_EVER), _("contract"));
}

static void
look_at_availability (const EpcRosterAsking *asking, const EpcRosterFacts *facts, EpcRosterLine *line)
{
  EpcRosterPeriod period = epc_roster_period (asking, facts, asking->from);
  gint64 notice = epc_roster_notice (facts, asking->from), leaves;

  leaves = notice < 0 || period.from == EPC_ROSTER_EVER ? EPC_ROSTER_EVER : MAX (asking->today + notice, period.from);
  if (!period.is_available)
    add_reason (line, EPC_DEPLOYABLE_NO, g_steal_pointer (&period.why));
  else if (period.to < asking->to)
    {
      g_autofree char *day = epc_roster_day_text (period.to);
      add_reason (line, EPC_DEPLOYABLE_PARTLY, g_strdup_printf (_("available until %s only"), day));
    }
  if (leaves != EPC_ROSTER_EVER)
    line->leaves_on = iso_of (leaves);
  if (notice < 0)
    add_reason (line, EPC_DEPLOYABLE_PARTLY, g_strdup (_("how soon they can leave is not recorded")));
  else if (period.is_available && leaves > asking->from)
    {
      g_autofree char *day = epc_roster_day_text (leaves);
      add_reason (line, EPC_DEPLOYABLE_PARTLY, g_strdup_printf (_("can leave on %s"), day));
    }
  if (epc_roster_has_code (facts->expert, "supervisor_release", "no"))
    add_reason (line, EPC_DEPLOYABLE_PARTLY, g_strdup (_("not released by the supervisor")));
  g_free (period.why);
}

static void
note_languages (const EpcRosterFacts *facts, EpcRosterLine *line)
{
  g_autoptr (GString) text = g_string_new (NULL), codes = g_string_new (NULL);

  for (guint i = 0; i < facts->languages->len; i++)
    {
      EpcRecord *language = g_ptr_array_index (facts->languages, i);
      g_autofree char *name = epc_record_to_display (language, "language", NULL), *level = epc_record_to_text (language, "level");
      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", name,
                              g_strcmp0 (level, "native") == 0 ? epc_code_label ("language_level", level, NULL) : level != NULL ? level : "");
      g_autofree char *code = g_ascii_strup (epc_record_text (language, "language"), -1);
      g_string_append_printf (codes, "%s%s", i > 0 ? " " : "", code);
    }
  if (facts->languages->len == 0)
    return;
  line->languages = g_string_free (g_steal_pointer (&text), FALSE);
  line->language_codes = g_string_free (g_steal_pointer (&codes), FALSE);
}

static char *
experience_text (EpcRecord *expert)
{
  const EpcLanguage *language = epc_language_get (NULL);
  const char *countries = epc_record_text (expert, "experience_countries");
  g_auto (GStrv) worked = countries != NULL ? g_strsplit (countries, ";", -1) : NULL;
  guint n = worked != NULL ? g_strv_length (worked) : 0;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!epc_record_is_empty (expert, "emergency_years"))
    {
      double years = epc_record_decimal (expert, "emergency_years");
      g_autofree char *number = epc_language_decimal (language, years, years == floor (years) ? 0 : 1);
      g_string_append_printf (text, epc_language_plural (language, N_("%s year"), N_("%s years"), years == 1 ? 1 : 2), number);
    }
  if (n > 0)
    {
      g_string_append (text, text->len > 0 ? " · " : "");
      g_string_append_printf (text, epc_language_plural (language, N_("%u country"), N_("%u countries"), n), n);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static char *
display_of (EpcRecord *record, const char *key)
{
  return epc_record_is_empty (record, key) ? NULL : epc_record_to_display (record, key, NULL);
}

static void
note_deployment (const EpcRosterAsking *asking, const EpcRosterFacts *facts, EpcRosterLine *line)
{
  for (guint i = 0; i < facts->deployments->len; i++)
    {
      EpcRecord *deployment = g_ptr_array_index (facts->deployments, i);
      if (!is_for_request (asking, deployment))
        continue;
      line->deployment = *epc_record_uid (deployment);
      g_free (line->deployment_status);
      line->deployment_status = epc_record_to_display (deployment, "status", NULL);
    }
}

/* What the office can do something about now: whoever is away, and whoever came back and was not evaluated. */
static void
note_mission (const EpcRosterFacts *facts, EpcRosterLine *line)
{
  EpcRecord *mission = NULL;

  for (guint i = 0; i < facts->deployments->len; i++)
    {
      EpcRecord *deployment = g_ptr_array_index (facts->deployments, i);
      gboolean is_away = epc_roster_has_code (deployment, "status", "deployed") || epc_roster_has_code (deployment, "status", "extended");
      if (!is_away && (line->is_on_mission || !epc_roster_has_code (deployment, "status", "ended")))
        continue;
      if (mission == NULL || is_away > line->is_on_mission || mission_end (deployment) > mission_end (mission))
        mission = deployment;
      line->is_on_mission = is_away;
    }
  if (mission == NULL)
    return;
  gint64 end = mission_end (mission);
  const char *country = epc_record_text (mission, "to_country"), *role = epc_record_text (mission, "role");
  const char *where = country != NULL ? epc_code_label ("country", country, NULL) : "—";
  g_autofree char *day = end != EPC_ROSTER_EVER ? epc_roster_day_text (end) : g_strdup (_("no end"));
  line->mission = *epc_record_uid (mission);
  /* Translators: a mission of an expert: function (or the code of the deployment), country, last day */
  line->mission_text = g_strdup_printf (_("%s, %s, until %s"), role != NULL ? role : epc_record_code (mission), where, day);
}

static EpcRosterLine *
line_new (const EpcRosterAsking *asking, const EpcRosterFacts *facts)
{
  EpcRosterLine *line = g_new0 (EpcRosterLine, 1);
  EpcRecord *expert = facts->expert;
  const char *station = epc_record_text (expert, "duty_station");

  line->expert = *epc_record_uid (expert);
  line->code = g_strdup (epc_record_code (expert));
  line->name = g_strdup (epc_record_text (expert, "name"));
  line->phone = g_strdup (epc_record_text (expert, "work_phone"));
  line->email = g_strdup (epc_record_text (expert, "work_email"));
  line->organisation = g_strdup (epc_record_text (expert, "organisation"));
  line->notice = display_of (expert, "notice");
  line->experience = experience_text (expert);
  line->is_woman = epc_roster_has_code (expert, "sex", "female");
  line->clearances = g_ptr_array_new_with_free_func (clearance_free);
  line->duty_station = station != NULL ? g_strdup (epc_code_label ("country", station, NULL)) : NULL;
  line->profile = display_of (expert, "primary_profile");
  note_languages (facts, line);
  line->reasons = g_ptr_array_new_with_free_func (g_free);
  line->state = EPC_DEPLOYABLE_YES;
  line->score = NAN;
  line->days_deployed = epc_roster_days_deployed (facts->deployments, asking->from);
  look_at_availability (asking, facts, line);
  look_at_clearances (asking, facts, line);
  note_deployment (asking, facts, line);
  note_mission (facts, line);
  if (asking->request != NULL)
    epc_roster_match (asking, facts, line);
  return line;
}

/* --- all of them --- */

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const EpcRosterLine *left = *(EpcRosterLine *const *) a, *right = *(EpcRosterLine *const *) b;

  if (!isnan (left->score) && left->score != right->score)
    return left->score > right->score ? -1 : 1;
  if (isnan (left->score) && left->state != right->state)
    return left->state > right->state ? -1 : 1;
  if (isnan (left->score) && g_strcmp0 (left->leaves_on, right->leaves_on) != 0)
    return left->leaves_on == NULL ? 1 : right->leaves_on == NULL ? -1 : g_strcmp0 (left->leaves_on, right->leaves_on);
  /* Of equals, who has been away less. */
  if (left->days_deployed != right->days_deployed)
    return left->days_deployed < right->days_deployed ? -1 : 1;
  return g_strcmp0 (left->name, right->name);
}

/* Records of @entity by the expert they are of: uid → (element-type EpcRecord). */
static GHashTable *
by_expert (EpcStore *store, const char *entity, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (entity));
  g_autoptr (GPtrArray) records = epc_query_records (query, store, error);
  GHashTable *table = records != NULL ? g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, (GDestroyNotify) g_ptr_array_unref)
                                      : NULL;

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (records, i);
      const EpcUid *expert = epc_record_reference (record, "expert");
      GPtrArray *known = expert != NULL ? g_hash_table_lookup (table, expert) : NULL;
      if (expert != NULL && known == NULL)
        g_hash_table_insert (table, g_memdup2 (expert, sizeof *expert), known = g_ptr_array_new_with_free_func (g_object_unref));
      if (known != NULL)
        g_ptr_array_add (known, g_object_ref (record));
    }
  return table;
}

static gboolean
add_lines (EpcRoster *roster, const EpcRosterAsking *asking, GError **error)
{
  static const char *const entities[] = { "expert_language", "expert_clearance", "expert_availability", "deployment" };
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("expert"));
  g_autoptr (GPtrArray) experts = epc_query_records (query, asking->store, error), none = g_ptr_array_new ();
  GHashTable *tables[G_N_ELEMENTS (entities)] = { NULL };
  gboolean done = experts != NULL;

  for (guint i = 0; done && i < G_N_ELEMENTS (entities); i++)
    done = (tables[i] = by_expert (asking->store, entities[i], error)) != NULL;
  for (guint i = 0; done && i < experts->len; i++)
    {
      EpcRecord *expert = g_ptr_array_index (experts, i);
      GPtrArray *of[G_N_ELEMENTS (entities)];
      if (epc_roster_has_code (expert, "is_active", "no"))
        continue;
      for (guint t = 0; t < G_N_ELEMENTS (entities); t++)
        if ((of[t] = g_hash_table_lookup (tables[t], epc_record_uid (expert))) == NULL)
          of[t] = none;
      EpcRosterFacts facts = { expert, of[0], of[1], of[2], of[3] };
      EpcRosterLine *line = line_new (asking, &facts);
      g_ptr_array_add (roster->lines, line);
      roster->n_ready += line->state == EPC_DEPLOYABLE_YES;
      roster->n_partly += line->state == EPC_DEPLOYABLE_PARTLY;
    }
  g_ptr_array_sort (roster->lines, compare_lines);
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    g_clear_pointer (&tables[i], g_hash_table_unref);
  return done;
}

/* --- what was asked --- */

static gboolean
bad_setting (const char *key, const char *value, const char *right, GError **error)
{
  g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("The setting %s is “%s”; it must be %s."), key, value, right);
  return FALSE;
}

static gboolean
read_settings (EpcRosterAsking *asking, GError **error)
{
  static const double usual[EPC_N_MATCH_PARTS] = { 40, 20, 20, 10, 10 };
  g_autofree char *kinds = epc_store_setting (asking->store, "roster.clearances");
  g_autofree char *days = epc_store_setting (asking->store, "roster.warning_days");
  g_autofree char *points = epc_store_setting (asking->store, "roster.points");
  g_auto (GStrv) parts = points != NULL ? g_strsplit (points, ";", -1) : NULL;
  g_autofree char *region = epc_store_setting (asking->store, "roster.region");
  guint64 n_days = 60;

  asking->region = g_strsplit (region != NULL ? region : REGION, ";", -1);
  asking->clearances = g_strsplit (kinds != NULL ? kinds : "bsafe;ssafe;medical", ";", -1);
  for (guint i = 0; asking->clearances[i] != NULL; i++)
    if (*asking->clearances[i] != '\0' && epc_code_list_code (epc_code_list_find ("clearance_kind"), asking->clearances[i]) == NULL)
      return bad_setting ("roster.clearances", kinds, _("kinds of clearance, joined by “;”"), error);
  if (days != NULL && !g_ascii_string_to_unsigned (days, 10, 0, 3650, &n_days, NULL))
    return bad_setting ("roster.warning_days", days, _("a number of days"), error);
  asking->warning_days = (gint64) n_days;
  if (parts != NULL && g_strv_length (parts) != EPC_N_MATCH_PARTS)
    return bad_setting ("roster.points", points, _("five numbers, joined by “;”"), error);
  for (guint i = 0; i < EPC_N_MATCH_PARTS; i++)
    {
      guint64 value = (guint64) usual[i];
      if (parts != NULL && !g_ascii_string_to_unsigned (parts[i], 10, 0, 1000, &value, NULL))
        return bad_setting ("roster.points", points, _("five numbers, joined by “;”"), error);
      asking->of[i] = (double) value;
    }
  return TRUE;
}

/* The request's own start; else as soon as it says it needs somebody. */
static void
set_days (EpcRosterAsking *asking, const char *day)
{
  char today[EPC_DATE_SIZE];
  int y, m, d;

  epc_date_today_in (epc_store_zone (asking->store), today);
  if (epc_date_split (today, &y, &m, &d))
    asking->today = epc_date_days (y, m, d);
  asking->from = asking->today + 1;
  if (asking->request != NULL)
    asking->from = MAX (asking->today, epc_roster_day (asking->request, "start_date", asking->from));
  if (day != NULL && epc_date_split (day, &y, &m, &d))
    asking->from = epc_date_days (y, m, d);
  asking->to = asking->from;
  if (asking->request != NULL && !epc_record_is_empty (asking->request, "duration_weeks"))
    asking->to = asking->from + 7 * epc_record_integer (asking->request, "duration_weeks") - 1;
}

EpcRoster *
epc_roster (EpcStore *store, const EpcUid *request, const char *day, GError **error)
{
  g_autoptr (EpcRecord) record = request != NULL ? epc_store_get (store, epc_entity_find ("expert_request"), request, error) : NULL;
  EpcRosterAsking asking = { .store = store, .request = record };
  g_autoptr (EpcRoster) roster = g_new0 (EpcRoster, 1);
  gboolean done;

  roster->lines = g_ptr_array_new_with_free_func (line_free);
  if (request != NULL && record == NULL)
    return NULL;
  set_days (&asking, day);
  roster->from = iso_of (asking.from);
  roster->to = iso_of (asking.to);
  if (record != NULL)
    {
      roster->request_code = g_strdup (epc_record_code (record));
      roster->request_title = g_strdup (epc_record_text (record, "title"));
      roster->profile = epc_record_to_display (record, "profile", NULL);
      roster->languages = epc_record_is_empty (record, "languages") ? NULL : epc_record_to_display (record, "languages", NULL);
      roster->wanted = MAX (1, epc_record_integer (record, "number"));
    }
  done = read_settings (&asking, error) && add_lines (roster, &asking, error);
  g_strfreev (asking.clearances);
  g_strfreev (asking.region);
  return done ? g_steal_pointer (&roster) : NULL;
}
