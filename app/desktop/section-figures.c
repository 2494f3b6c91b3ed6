/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The figures of the sections that are lists. Counts and sums are those of the store, which refuses what must not be added up: people are summed
 * only where each record counts people of its own.
 */
#include "section-figures.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/epc-crisis.h"
#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"

/* Days after which a figure is old, by tab: 48 hours in a response, a month in what follows. Registers of the other tabs do not age. */
#define FRESH_DAYS_RESPONSE 2
#define FRESH_DAYS_AFTER 30

typedef struct
{
  const char *section; /* "response/tasks" */
  const char *label;   /* N_() */
  const char *entity;  /* NULL: the section's first */
  /* Conditions (epc_query_where_text) joined by " & "; {0} is the office's day, {-180} and {30} days beside it. NULL: all */
  const char *where;
  const char *state;   /* where it is more than nothing, or a day that is past; NULL: it is not graver for being more */
  const char *sum;     /* field that is added up; NULL: records are counted */
  const char *latest;  /* field that is read from the newest record; NULL */
  const char *date;    /* field that dates a record; NULL: when it was last changed */
  const char *one, *many; /* N_() of a sum */
} Line;

#define OPEN_ACTION "status in not_started;in_progress;overdue"
#define OPEN_CHECK "status in not_started;in_progress"
#define OPEN_TASK "status in open;in_progress;blocked"
#define OPEN_INITIATIVE "status in identified;prioritised;assessed;screened;approved;procurement;implementing;on_hold"
#define PEOPLE .one = N_ ("person"), .many = N_ ("people")

static const Line lines[] = {
  { "preparedness/risks", N_ ("Grave and likely"), .where = "impact in 4;5 & likelihood in 4;5", .state = "critical" },
  { "preparedness/risks", N_ ("On orange or red alert"), .where = "alert_level in orange;red", .state = "critical" },
  { "preparedness/risks", N_ ("Review overdue"), .where = "review_date < {0}", .state = "watch" },
  { "preparedness/risks", N_ ("Never reviewed"), .where = "last_update empty", .state = "watch" },
  { "preparedness/hazards", N_ ("Observations"), .date = "observed_at" },
  { "preparedness/hazards", N_ ("Only forecast"), .where = "is_forecast = yes", .date = "observed_at" },
  { "preparedness/hazards", N_ ("On orange or red alert"), .where = "alert_level in orange;red", .state = "critical", .date = "observed_at" },
  { "preparedness/hazards", N_ ("Routes and zones"), "map_feature" },
  { "preparedness/hazards", N_ ("Routes closed"), "map_feature", "is_open = no", "critical" },
  { "preparedness/figures", N_ ("Disasters on record") },
  { "preparedness/figures", N_ ("Migrants, by country"), "people_abroad" },
  { "preparedness/figures", N_ ("Figures of indices"), "risk_figure" },
  { "preparedness/mpa", N_ ("Actions done"), .where = "status = done" },
  { "preparedness/mpa", N_ ("Past their day"), .where = OPEN_ACTION " & due < {0}", .state = "critical" },
  { "preparedness/mpa", N_ ("Due in 30 days"), .where = OPEN_ACTION " & due >= {0} & due <= {30}", .state = "watch" },
  { "preparedness/mpa", N_ ("Open, without a day"), .where = OPEN_ACTION " & due empty", .state = "watch" },
  { "preparedness/apa", N_ ("Actions activated"), .where = "activated_on not empty" },
  { "preparedness/apa", N_ ("Actions done"), .where = "status = done" },
  { "preparedness/apa", N_ ("Past their day"), .where = OPEN_ACTION " & due < {0}", .state = "critical" },
  { "preparedness/apa", N_ ("Nobody responsible"), .where = OPEN_ACTION " & responsible empty", .state = "watch" },
  { "preparedness/plans", N_ ("Endorsed or active"), .where = "status in endorsed;activated" },
  { "preparedness/plans", N_ ("No longer valid"), .where = "valid_to < {0}", .state = "critical" },
  { "preparedness/plans", N_ ("Never tried out"), .where = "last_simulation empty", .state = "watch" },
  { "preparedness/plans", N_ ("Sections not ready"), "plan_section", "status in empty;draft;review", "watch" },
  { "preparedness/evacuation", N_ ("Endorsed or active"), .where = "status in endorsed;activated" },
  { "preparedness/evacuation", N_ ("Never tried out"), .where = "last_drill empty", .state = "watch" },
  { "preparedness/evacuation", N_ ("Places in centres"), "evacuation_centre", "status in standby;open;full", .sum = "capacity" },
  { "preparedness/evacuation", N_ ("Centres unfit"), "evacuation_centre", "status = unfit", "critical" },
  { "preparedness/training", N_ ("Sessions held"), .where = "status = done", .date = "start_date" },
  { "preparedness/training", N_ ("Attendances"), .where = "status = done", .sum = "attended", .date = "start_date" },
  { "preparedness/training", N_ ("Sessions ahead"), .where = "status in planned;confirmed" },
  { "preparedness/training", N_ ("Certificates expired"), "certificate", "expires_on < {0}", "watch" },
  { "preparedness/contacts", N_ ("On call at any hour"), .where = "on_call = yes" },
  { "preparedness/contacts", N_ ("Never verified"), .where = "verified_on empty", .state = "watch" },
  { "preparedness/contacts", N_ ("Verified over 180 days ago"), .where = "verified_on < {-180}", .state = "watch" },
  { "preparedness/contacts", N_ ("Organisations"), "organisation" },

  { "response/log", N_ ("Decisions"), .where = "kind = decision", .date = "time" },
  { "response/log", N_ ("To look at again"), .where = "review_date <= {0}", .state = "watch", .date = "time" },
  { "response/log", N_ ("Meetings held"), "meeting", "status = held", .date = "time" },
  { "response/log", N_ ("Meetings planned"), "meeting", "status = planned" },
  { "response/tasks", N_ ("Past their day"), .where = OPEN_TASK " & due < {0}", .state = "critical" },
  { "response/tasks", N_ ("Due today"), .where = OPEN_TASK " & due = {0}", .state = "watch" },
  { "response/tasks", N_ ("Open tasks"), .where = OPEN_TASK },
  { "response/tasks", N_ ("Open, nobody responsible"), .where = OPEN_TASK " & responsible empty", .state = "watch" },
  { "response/events", N_ ("Not verified"), .where = "verification in unverified;in_progress", .state = "critical", .date = "reported_at" },
  { "response/events", N_ ("Alerts verified"), .where = "verification = verified", .date = "reported_at" },
  { "response/events", N_ ("Without a place"), .where = "place empty & verification != discarded", .state = "watch", .date = "reported_at" },
  { "response/events", N_ ("Without people counted"), .where = "displaced_ind empty & affected_ind empty & verification != discarded", .state = "watch",
    .date = "reported_at" },
  { "response/access", N_ ("In force"), .where = "status in active;easing", .date = "reported_on" },
  { "response/access", N_ ("Closed altogether"), .where = "status in active;easing & severity = closed", .state = "critical", .date = "reported_on" },
  { "response/access", N_ ("Past their expected end"), .where = "status in active;easing & expected_end < {0}", .state = "watch", .date = "reported_on" },
  { "response/access", N_ ("No longer in force"), .where = "status = ended", .date = "reported_on" },
  { "response/feedback", N_ ("Without an answer"), .where = "status in open;referred", .state = "critical", .date = "date" },
  { "response/feedback", N_ ("Urgent, without an answer"), .where = "status in open;referred & urgency = high", .state = "critical", .date = "date" },
  { "response/feedback", N_ ("Open for over 14 days"), .where = "status in open;referred & date < {-14}", .state = "watch", .date = "date" },
  { "response/feedback", N_ ("Not satisfied"), .where = "satisfied = no", .state = "watch", .date = "date" },
  { "response/sitrep", N_ ("Next report"), .where = "status = issued", .state = "critical", .latest = "next_report", .date = "as_of" },
  { "response/sitrep", N_ ("Reports issued"), .where = "status = issued", .date = "as_of" },
  { "response/sitrep", N_ ("In preparation"), .where = "status in draft;in_review;cleared", .state = "watch", .date = "as_of" },
  { "response/sitrep", N_ ("Frozen documents"), "issued_report", .date = "issued_at" },

  { "transition/movements", N_ ("People arrived"), .where = "status in arrived;followed_up;closed", .sum = "ind", .date = "movement_date", PEOPLE },
  { "transition/movements", N_ ("Under preparation"), .where = "status in planned;screening;manifest_ready;departed", .sum = "ind", PEOPLE },
  { "transition/movements", N_ ("Consent not on record"), .where = "consent_followed empty & status != cancelled", .state = "watch" },
  { "transition/movements", N_ ("Consent not followed"), .where = "consent_followed = no", .state = "critical" },
  { "transition/areas", N_ ("Areas assessed"), .date = "assessment_date" },
  { "transition/areas", N_ ("With obstacles"), .where = "obstacles not empty", .state = "watch", .date = "assessment_date" },
  { "transition/areas", N_ ("With a natural hazard"), .where = "hazard_risk not empty", .state = "watch", .date = "assessment_date" },
  { "transition/areas", N_ ("Assessed over 30 days ago"), .where = "assessment_date < {-30}", .state = "watch", .date = "assessment_date" },
  { "transition/intentions", N_ ("Want to return"), .latest = "return_pct", .date = "survey_date" },
  { "transition/intentions", N_ ("Stay where they are"), .latest = "local_pct", .date = "survey_date" },
  { "transition/intentions", N_ ("Settle elsewhere"), .latest = "elsewhere_pct", .date = "survey_date" },
  { "transition/intentions", N_ ("Undecided"), .latest = "undecided_pct", .date = "survey_date" },
  { "transition/intentions", N_ ("People asked"), .latest = "sample_n", .date = "survey_date" },
  { "transition/initiatives", N_ ("Past their planned end"), .where = OPEN_INITIATIVE " & end_planned < {0}", .state = "critical" },
  { "transition/initiatives", N_ ("On hold"), .where = "status = on_hold", .state = "watch" },
  { "transition/initiatives", N_ ("Being carried out"), .where = "status in procurement;implementing" },
  { "transition/initiatives", N_ ("Initiatives completed"), .where = "status in completed;handed_over;verified;closed" },
  { "transition/initiatives", N_ ("Milestones late"), "milestone", "status in planned;in_progress;late & due < {0}", "critical" },
  { "transition/referrals", N_ ("Referrals made"), .sum = "number", .date = "week" },
  { "transition/referrals", N_ ("Without an answer"), .where = "outcome in pending;unreachable", .state = "critical", .sum = "number", .date = "week" },
  { "transition/referrals", N_ ("Outcome not written"), .where = "outcome empty", .state = "watch", .sum = "number", .date = "week" },
  { "transition/referrals", N_ ("Services active"), "service_provider", "status = active" },
  { "transition/referrals", N_ ("Services never verified"), "service_provider", "status = active & last_verified empty", "watch" },

  { "recovery/solutions", N_ ("Scored"), .date = "score_date" },
  { "recovery/solutions", N_ ("Score of 2 or less"), .where = "score <= 2", .state = "critical", .date = "score_date" },
  { "recovery/solutions", N_ ("Getting worse"), .where = "trend = down", .state = "watch", .date = "score_date" },
  { "recovery/solutions", N_ ("Host community not scored"), .where = "host_score empty", .state = "watch", .date = "score_date" },
  { "recovery/prds", N_ ("Assessments"), .date = "assessment_date" },
  { "recovery/prds", N_ ("Getting worse"), .where = "trend = down", .state = "watch", .date = "assessment_date" },
  { "recovery/prds", N_ ("Review overdue"), .where = "next_review < {0}", .state = "watch", .date = "assessment_date" },
  { "recovery/projects", N_ ("Projects active"), .where = "status in active;closing" },
  { "recovery/projects", N_ ("Past their end"), .where = "status in funded;active;closing & end_date < {0}", .state = "critical" },
  { "recovery/projects", N_ ("At high risk"), .where = "risk_level = high & status != closed", .state = "critical" },
  { "recovery/projects", N_ ("In the pipeline"), .where = "status in pipeline;proposal" },
  { "recovery/indicators", N_ ("Indicators") },
  { "recovery/indicators", N_ ("Without a target"), .where = "target empty", .state = "watch" },
  { "recovery/indicators", N_ ("Target day past"), .where = "target_date < {0}", .state = "watch" },
  { "recovery/indicators", N_ ("Values reported"), "indicator_value", .date = "value_date" },

  { "resources/mcof", N_ ("Gap of 3 or more"), .where = "gap_severity >= 3", .state = "critical" },
  { "resources/mcof", N_ ("Without any capacity"), .where = "capacity = 0", .state = "critical" },
  { "resources/mcof", N_ ("Without money on record"), .where = "funded empty & budget not empty", .state = "watch" },
  { "resources/mcof", N_ ("Never reviewed"), .where = "reviewed_on empty", .state = "watch" },
  { "resources/micic", N_ ("Guidelines applied"), .where = "status = done" },
  { "resources/micic", N_ ("Not begun"), .where = "status = not_started", .state = "watch" },
  { "resources/micic", N_ ("Past their day"), .where = OPEN_CHECK " & due < {0}", .state = "critical" },
  { "resources/micic", N_ ("Migrant communities"), "migrant_community" },
  { "resources/gbv", N_ ("Actions done"), .where = "status = done" },
  { "resources/gbv", N_ ("Past their day"), .where = OPEN_CHECK " & due < {0}", .state = "critical" },
  { "resources/gbv", N_ ("Safety audits"), "safety_audit", .date = "audit_date" },
  { "resources/gbv", N_ ("Audits of high priority"), "safety_audit", "priority = high", "critical", .date = "audit_date" },
  { "resources/documents", N_ ("Documents") },
  { "resources/documents", N_ ("With the file here"), .where = "file not empty" },
  { "resources/documents", N_ ("Replaced by a newer one"), .where = "is_current = no", .state = "watch" },
  { "resources/documents", N_ ("Never reviewed"), .where = "last_reviewed empty", .state = "watch" },
  { "resources/sops", N_ ("In force"), .where = "status in endorsed;activated" },
  { "resources/sops", N_ ("Review overdue"), .where = "review_date < {0}", .state = "critical" },
  { "resources/sops", N_ ("Drafts"), .where = "status = draft" },
  { "resources/standards", N_ ("In use"), .where = "is_active != no" },
  { "resources/standards", N_ ("Standards confirmed"), .where = "is_confirmed = yes" },
  { "resources/standards", N_ ("Still to confirm"), .where = "is_confirmed != yes", .state = "watch" },
  { "resources/lessons", N_ ("Not yet applied"), .where = OPEN_CHECK, .state = "watch", .date = "lesson_date" },
  { "resources/lessons", N_ ("Past their day"), .where = OPEN_CHECK " & due < {0}", .state = "critical", .date = "lesson_date" },
  { "resources/lessons", N_ ("Nobody responsible"), .where = OPEN_CHECK " & responsible empty", .state = "watch", .date = "lesson_date" },
  { "resources/lessons", N_ ("Shared"), .where = "is_shared = yes", .date = "lesson_date" },
  { "resources/support", N_ ("Without an answer"), .where = "status in sent;acknowledged;in_progress", .state = "watch", .date = "requested_on" },
  { "resources/support", N_ ("Past the day it is needed"), .where = "status in draft;sent;acknowledged;in_progress & needed_by < {0}", .state = "critical",
    .date = "requested_on" },
  { "resources/support", N_ ("Not sent yet"), .where = "status = draft", .state = "watch" },
  { "resources/support", N_ ("Requests answered"), .where = "status in answered;closed", .date = "requested_on" },
  { "resources/offices", N_ ("Offices") },
  { "resources/offices", N_ ("Comments open"), "comment", "is_resolved != yes", "watch", .date = "written_at" },
  { "resources/offices", N_ ("Support without an answer"), "support_request", "status in sent;acknowledged;in_progress", "watch" },
  { "resources/places", N_ ("Areas below the country"), .where = "level > 0" },
  { "resources/places", N_ ("Codes of our own"), .where = "pcode_status = provisional", .state = "watch" },
  { "resources/places", N_ ("Areas without an outline"), .where = "level > 0 & geometry empty", .state = "watch" },
  { "resources/places", N_ ("Population figures"), "population" },
  { "resources/queue", N_ ("Names in doubt"), .where = "status = open", .state = "critical" },
  { "resources/queue", N_ ("Names decided"), .where = "status != open" },
  { "resources/queue", N_ ("Names remembered"), "alias" },
  { "resources/codes", N_ ("Own codes") },
  { "resources/codes", N_ ("No longer in use"), .where = "is_active = no" },
  { "resources/items", N_ ("Items"), .where = "is_kit != yes" },
  { "resources/items", N_ ("Kits"), .where = "is_kit = yes" },
  { "resources/items", N_ ("Without a cost"), .where = "unit_cost empty", .state = "watch" },
  { "resources/items", N_ ("Contents to confirm"), "kit_item", "is_confirmed != yes", "watch" },
  { "resources/data", N_ ("Agreements signed"), .where = "status = signed" },
  { "resources/data", N_ ("Expired or ending in 30 days"), .where = "status = signed & expires_on <= {30}", .state = "watch" },
  { "resources/data", N_ ("Incidents open"), "data_incident", OPEN_CHECK, "critical", .date = "discovered_on" },
};

static void
figure_free (gpointer data)
{
  EpcSectionFigure *figure = data;

  g_free (figure->text);
  g_free (figure->date);
  g_free (figure);
}

static gboolean
is_of (const Line *line, const EpcSection *section)
{
  gsize tab = strlen (section->tab);

  return strncmp (line->section, section->tab, tab) == 0 && line->section[tab] == '/' && g_str_equal (line->section + tab + 1, section->key);
}

const char *
epc_section_figure_label (const EpcSection *section, guint index)
{
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (is_of (&lines[i], section) && index-- == 0)
      return lines[i].label;
  return NULL;
}

/* --- what is asked --- */

EpcQuery *
epc_section_query (const EpcSection *section, const EpcEntity *entity, EpcStore *store, const EpcUid *crisis, GError **error)
{
  const EpcField *field = epc_session_crisis_field (entity);
  g_autoptr (EpcQuery) query = epc_query_new (entity);
  char uid[EPC_UID_TEXT_SIZE];

  if (crisis != NULL && field != NULL && !epc_query_where (query, store, field->key, EPC_OP_EQUAL, epc_uid_to_text (crisis, uid), error))
    return NULL;
  if (section->base != NULL && g_strcmp0 (section->entities[0], entity->key) == 0 && !epc_query_where_text (query, store, section->base, error))
    return NULL;
  return g_steal_pointer (&query);
}

/* The day @days after @today. */
static char *
day_beside (const char *today, int days)
{
  int year, month, day;

  epc_date_split (today, &year, &month, &day);
  epc_date_from_days (epc_date_days (year, month, day) + days, &year, &month, &day);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

/* @text with {N} written as the day N days after @today. */
static char *
fill_in_days (const char *text, const char *today)
{
  GString *filled = g_string_new (NULL);

  while (*text != '\0')
    {
      if (*text == '{')
        {
          g_autofree char *day = day_beside (today, atoi (text + 1));

          g_string_append (filled, day);
          text = strchr (text, '}') + 1;
        }
      else
        g_string_append_c (filled, *text++);
    }
  return g_string_free (filled, FALSE);
}

static gboolean
add_conditions (EpcQuery *query, EpcStore *store, const char *where, const char *today, GError **error)
{
  g_auto (GStrv) conditions = g_strsplit (where, " & ", -1);

  for (guint i = 0; conditions[i] != NULL; i++)
    {
      g_autofree char *condition = fill_in_days (conditions[i], today);

      if (!epc_query_where_text (query, store, condition, error))
        return FALSE;
    }
  return TRUE;
}

/* --- what is answered --- */

static gboolean
keep_record (EpcRecord *record, gpointer data)
{
  *(EpcRecord **) data = epc_record_copy (record);
  return FALSE;
}

/* The newest of the records asked for; NULL: there is none. */
static EpcRecord *
find_newest (const EpcQuery *query, EpcStore *store, const char *field, GCancellable *cancellable)
{
  g_autoptr (EpcQuery) newest = epc_query_copy (query);
  g_autofree char *sort = g_strconcat ("-", field != NULL ? field : "changed", NULL);
  EpcRecord *record = NULL;

  if (field != NULL && !epc_query_where (newest, store, field, EPC_OP_NOT_EMPTY, NULL, NULL))
    return NULL;
  if (!epc_query_sort (newest, sort, NULL))
    return NULL;
  epc_query_limit (newest, 1);
  epc_query_each (newest, store, keep_record, &record, cancellable, NULL);
  return record;
}

/* The day of @record by @field, or on which it was last changed, in the office's zone. */
static char *
day_of (EpcStore *store, EpcRecord *record, const char *field)
{
  const EpcField *dated = field != NULL ? epc_entity_field (epc_record_entity (record), field) : NULL;

  if (dated != NULL && dated->type == EPC_TYPE_DATE)
    return epc_record_to_text (record, field);
  const EpcRecordMeta *meta = epc_record_meta (record);
  const EpcStamp stamp = meta->changed != 0 ? meta->changed : meta->created;
  g_autofree char *moment = dated != NULL ? epc_record_to_text (record, field) : epc_moment_from_unix (epc_stamp_milliseconds (stamp) * 1000, NULL);
  g_autoptr (GDateTime) local = epc_moment_in_zone (moment, epc_store_zone (store));

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d") : NULL;
}

static void
date_figure (EpcSectionFigure *figure, const Line *line, const EpcQuery *all, const EpcQuery *query, EpcStore *store, const char *today,
             GCancellable *cancellable)
{
  /* what is dated by its own day is as old as the newest counted; what is not, as its register */
  g_autoptr (EpcRecord) newest
      = find_newest (line->date != NULL && (figure->n > 0 || line->latest != NULL) ? query : all, store, line->date, cancellable);

  if (newest == NULL)
    newest = find_newest (all, store, NULL, cancellable);
  if (newest == NULL)
    return;
  figure->date = day_of (store, newest, line->date);
  if (line->latest != NULL)
    {
      g_autofree char *text = epc_store_display (store, newest, line->latest, NULL), *day = epc_record_to_text (newest, line->latest);

      figure->text = text != NULL ? g_steal_pointer (&text) : g_strdup ("");
      if (line->state != NULL && day != NULL && strcmp (day, today) < 0)
        figure->state = line->state;
    }
}

/* The state of what it says, before that of its age. */
static void
judge (EpcSectionFigure *figure, const Line *line, const char *tab, const char *today)
{
  const int fresh = g_str_equal (tab, "response") ? FRESH_DAYS_RESPONSE : g_str_equal (tab, "transition") || g_str_equal (tab, "recovery") ? FRESH_DAYS_AFTER : 0;
  g_autofree char *oldest = day_beside (today, -fresh);

  if (line->state != NULL && line->latest == NULL && figure->n > 0)
    figure->state = line->state;
  else if (fresh > 0 && line->state == NULL && figure->date != NULL && strcmp (figure->date, oldest) < 0)
    figure->state = "stale";
}

static gboolean
count (EpcSectionFigure *figure, const Line *line, const EpcQuery *query, EpcStore *store, GCancellable *cancellable, GError **error)
{
  if (line->sum == NULL)
    {
      figure->n = epc_query_count (query, store, cancellable, error);
      return figure->n >= 0;
    }
  g_autoptr (GArray) sums = epc_query_sum (query, store, line->sum, NULL, cancellable, error);

  const EpcSum *sum = sums != NULL && sums->len > 0 ? &g_array_index (sums, EpcSum, 0) : NULL;

  figure->n = sum != NULL ? (gint64) sum->sum : 0;
  if (sum != NULL && sum->rows > 0 && sum->filled == 0)
    figure->text = g_strdup (""); /* not said is not 0 */
  return sums != NULL;
}

static EpcSectionFigure *
answer (const Line *line, const EpcSection *section, EpcStore *store, const EpcUid *crisis, const char *today, GCancellable *cancellable, GError **error)
{
  const EpcEntity *entity = epc_entity_find (line->entity != NULL ? line->entity : section->entities[0]);
  const EpcField *field = epc_session_crisis_field (entity);
  g_autoptr (EpcQuery) all = epc_section_query (section, entity, store, crisis, error);

  if (all == NULL || (crisis == NULL && field != NULL && !epc_crisis_narrow (all, store, field->key, NULL, error)))
    return NULL;
  g_autoptr (EpcQuery) query = epc_query_copy (all);
  if (line->where != NULL && !add_conditions (query, store, line->where, today, error))
    return NULL;
  EpcSectionFigure *figure = g_new0 (EpcSectionFigure, 1);
  figure->label = line->label;
  figure->one = line->one;
  figure->many = line->many;
  figure->is_part = line->where != NULL && line->sum == NULL && line->latest == NULL;
  figure->all = epc_query_count (all, store, cancellable, error);
  figure->is_empty = figure->all == 0;
  if (figure->all < 0 || (!figure->is_empty && !count (figure, line, query, store, cancellable, error)))
    {
      figure_free (figure);
      return NULL;
    }
  if (!figure->is_empty)
    date_figure (figure, line, all, query, store, today, cancellable);
  judge (figure, line, section->tab, today);
  return figure;
}

GPtrArray *
epc_section_figures (const EpcSection *section, EpcStore *store, const EpcUid *crisis, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) figures = g_ptr_array_new_with_free_func (figure_free);
  char today[EPC_DATE_SIZE];

  epc_date_today_in (epc_store_zone (store), today);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (is_of (&lines[i], section))
      {
        EpcSectionFigure *figure = answer (&lines[i], section, store, crisis, today, cancellable, error);

        if (figure == NULL)
          return NULL;
        g_ptr_array_add (figures, figure);
      }
  return g_steal_pointer (&figures);
}
