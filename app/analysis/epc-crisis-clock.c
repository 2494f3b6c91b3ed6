/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is decided about a crisis as a whole: the clock is started, a figure is planned with.
 */
#include "epc-crisis-private.h"

#include <string.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "store/epc-initial.h"

#define ALERT_DAYS 14 /* an older alert is no reason to declare a crisis now */

const char *
epc_crisis_type_of (const char *hazard)
{
  static const struct
  {
    const char *hazard, *type;
  } others[] = {
    { "epidemic", "epidemic" },           { "technological", "disaster_technological" }, { "gang_violence", "generalized_violence" },
    { "unrest", "economic_political" },   { "armed_conflict", "conflict" },              { "mixed_influx", "mixed_flow" },
    { "mass_return", "mixed_flow" },      { "border_closure", "mixed_flow" },            { "economic_shock", "economic_political" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_strcmp0 (others[i].hazard, hazard) == 0)
      return others[i].type;
  return hazard == NULL ? NULL : g_str_equal (hazard, "other") ? "other" : "disaster_natural";
}

static void
take_alert (EpcRecord *draft, EpcRecord *alert)
{
  static const char *const same[] = { "hazard", "place" };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    if (!epc_record_is_empty (alert, same[i]))
      epc_record_set_text (draft, same[i], epc_record_text (alert, same[i]));
  epc_record_set_text (draft, "t0", epc_record_text (alert, "reported_at"));
  epc_record_set_text (draft, "summary", epc_record_text (alert, "title"));
}

EpcRecord *
epc_crisis_draft (EpcStore *store, EpcUid *alert)
{
  EpcRecord *draft = epc_record_new (epc_entity_find ("crisis"));
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("event_alert"));
  g_autofree char *now = epc_moment_from_unix (epc_clock_now (), epc_store_zone (store));
  g_autofree char *since = epc_moment_from_unix (epc_clock_now () - ALERT_DAYS * G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC, NULL);

  epc_store_fill_initial (store, draft, NULL);
  epc_record_set_text (draft, "country", epc_store_country (store));
  epc_record_set_text (draft, "status", "active");
  epc_record_set_text (draft, "phase", "during");
  epc_record_set_text (draft, "t0", now);
  if (alert != NULL)
    *alert = (EpcUid){ { 0 } };
  if (!epc_query_where (query, store, "crisis", EPC_OP_EMPTY, NULL, NULL)
      || !epc_query_where (query, store, "reported_at", EPC_OP_GREATER_EQUAL, since, NULL))
    return draft;
  epc_query_limit (query, 1); /* the newest */
  g_autoptr (GPtrArray) alerts = epc_query_records (query, store, NULL);
  if (alerts != NULL && alerts->len > 0)
    {
      EpcRecord *newest = g_ptr_array_index (alerts, 0);
      take_alert (draft, newest);
      if (alert != NULL)
        *alert = *epc_record_uid (newest);
    }
  return draft;
}

/* Whether one of the ";"-joined @codes is @code. */
static gboolean
holds_code (const char *codes, const char *code)
{
  g_auto (GStrv) all = g_strsplit (codes != NULL ? codes : "", ";", -1);

  for (guint i = 0; all[i] != NULL; i++)
    if (g_strcmp0 (g_strstrip (all[i]), code) == 0)
      return TRUE;
  return FALSE;
}

gboolean
epc_crisis_find_plan (EpcStore *store, const EpcRecord *crisis, EpcUid *plan)
{
  const char *hazard = epc_record_text (crisis, "hazard"), *country = epc_record_text (crisis, "country");
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("contingency_plan"));
  char today[EPC_DATE_SIZE];

  if (hazard == NULL || country == NULL || !epc_query_where (query, store, "country", EPC_OP_EQUAL, country, NULL)
      || !epc_query_where (query, store, "status", EPC_OP_IN, "validated;endorsed;activated", NULL))
    return FALSE;
  epc_date_today_in (epc_store_zone (store), today);
  g_autoptr (GPtrArray) plans = epc_query_records (query, store, NULL); /* the newest first */
  for (guint i = 0; plans != NULL && i < plans->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (plans, i);
      const char *from = epc_record_text (record, "valid_from"), *to = epc_record_text (record, "valid_to");

      if (!holds_code (epc_record_text (record, "hazards"), hazard) || (from != NULL && g_strcmp0 (from, today) > 0)
          || (to != NULL && g_strcmp0 (to, today) < 0))
        continue;
      *plan = *epc_record_uid (record);
      return TRUE;
    }
  return FALSE;
}

static GPtrArray *
steps_of (EpcStore *store, const EpcUid *plan, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("plan_step"));
  char uid[EPC_UID_TEXT_SIZE];

  if (!epc_query_where (query, store, "plan", plan != NULL ? EPC_OP_EQUAL : EPC_OP_EMPTY, plan != NULL ? epc_uid_to_text (plan, uid) : NULL,
                        error))
    return NULL;
  return epc_query_records (query, store, error);
}

GPtrArray *
epc_crisis_steps (EpcStore *store, const EpcUid *plan, gboolean *is_own, GError **error)
{
  g_autoptr (GPtrArray) own = plan != NULL ? steps_of (store, plan, error) : NULL;

  *is_own = own != NULL && own->len > 0;
  if (plan != NULL && own == NULL)
    return NULL;
  return *is_own ? g_steal_pointer (&own) : steps_of (store, NULL, error);
}

EpcUid
epc_crisis_task_uid (const EpcUid *crisis, const EpcUid *step)
{
  char key[2 * EPC_UID_TEXT_SIZE], a[EPC_UID_TEXT_SIZE], b[EPC_UID_TEXT_SIZE];
  int length = g_snprintf (key, sizeof key, "%s\037%s", epc_uid_to_text (crisis, a), epc_uid_to_text (step, b));

  return epc_uid_from_key ("task", key, (gsize) length);
}

/* Whether the office works in Spanish: by the first language of its country, so that everybody in it makes the same tasks. */
static gboolean
is_spanish_office (EpcStore *store)
{
  g_autoptr (EpcRecord) country = epc_store_find (store, epc_entity_find ("place"), epc_store_country (store), NULL);
  const char *languages = country != NULL ? epc_record_text (country, "languages") : NULL;

  return languages != NULL && g_str_has_prefix (languages, "es");
}

static const char *
words_of (EpcRecord *step, const char *key, gboolean is_spanish)
{
  g_autofree char *spanish = g_strconcat (key, "_es", NULL);

  return is_spanish && !epc_record_is_empty (step, spanish) ? epc_record_text (step, spanish) : epc_record_text (step, key);
}

static EpcRecord *
task_from (EpcStore *store, const EpcUid *crisis, gint64 t0, EpcRecord *step, gboolean is_spanish)
{
  EpcRecord *task = epc_record_new (epc_entity_find ("task"));
  EpcUid uid = epc_crisis_task_uid (crisis, epc_record_uid (step));
  g_autofree char *moment
      = epc_moment_from_unix (t0 + epc_record_integer (step, "hours") * 3600 * G_USEC_PER_SEC, epc_store_zone (store));
  g_autoptr (GDateTime) local = epc_moment_in_zone (moment, epc_store_zone (store));
  g_autofree char *day = local != NULL ? g_date_time_format (local, "%Y-%m-%d") : NULL;

  epc_record_set_uid (task, &uid);
  epc_record_set_reference (task, "crisis", crisis);
  epc_record_set_reference (task, "plan_step", epc_record_uid (step));
  epc_record_set_text (task, "title", words_of (step, "title", is_spanish));
  if (words_of (step, "responsible", is_spanish) != NULL)
    epc_record_set_text (task, "responsible", words_of (step, "responsible", is_spanish));
  epc_record_set_text (task, "priority", epc_record_is_empty (step, "priority") ? "medium" : epc_record_text (step, "priority"));
  if (!epc_record_is_empty (step, "mcof_sector"))
    epc_record_set_text (task, "mcof_sector", epc_record_text (step, "mcof_sector"));
  epc_record_set_text (task, "status", "open");
  epc_record_set_text (task, "due_at", moment);
  if (day != NULL)
    epc_record_set_text (task, "due", day);
  return task;
}

/* Whether one of @steps has a task that is there: where none is left (it was undone) the clock starts anew. */
static gboolean
has_live_task (EpcTransaction *transaction, const EpcUid *crisis, GPtrArray *steps)
{
  for (guint i = 0; i < steps->len; i++)
    {
      EpcUid uid = epc_crisis_task_uid (crisis, epc_record_uid (g_ptr_array_index (steps, i)));
      if (epc_transaction_exists (transaction, epc_entity_find ("task"), &uid))
        return TRUE;
    }
  return FALSE;
}

gboolean
epc_crisis_start_clock (EpcTransaction *transaction, const EpcUid *crisis, guint *n_new, GError **error)
{
  EpcStore *store = epc_transaction_store (transaction);
  const EpcEntity *task_entity = epc_entity_find ("task");
  g_autoptr (EpcRecord) record = epc_transaction_get (transaction, epc_entity_find ("crisis"), crisis, error);
  gboolean is_own, is_spanish = is_spanish_office (store);
  guint n = 0;
  gint64 t0;
  EpcUid plan;

  if (n_new != NULL)
    *n_new = 0;
  if (record == NULL)
    return FALSE;
  if (g_strcmp0 (epc_record_text (record, "status"), "closed") == 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("The crisis is closed: its clock does not start again."));
      return FALSE;
    }
  if (epc_record_is_empty (record, "t0") || !epc_moment_to_unix (epc_record_text (record, "t0"), &t0))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("The crisis has no T0: say when its clock starts."));
      return FALSE;
    }
  if (epc_record_reference (record, "contingency_plan") == NULL && epc_crisis_find_plan (store, record, &plan))
    {
      epc_record_set_reference (record, "contingency_plan", &plan);
      if (!epc_transaction_update (transaction, record, NULL, NULL, error))
        return FALSE;
    }
  g_autoptr (GPtrArray) steps = epc_crisis_steps (store, epc_record_reference (record, "contingency_plan"), &is_own, error);
  gboolean is_begun = steps != NULL && has_live_task (transaction, crisis, steps);
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      EpcRecord *step = g_ptr_array_index (steps, i);
      EpcUid uid = epc_crisis_task_uid (crisis, epc_record_uid (step));
      /* One that was thrown away is known too, and stays away. */
      g_autoptr (EpcRecord) known = epc_transaction_get (transaction, task_entity, &uid, NULL);
      if (known != NULL && (is_begun || !epc_record_meta (known)->is_deleted))
        continue;
      g_autoptr (EpcRecord) task = task_from (store, crisis, t0, step, is_spanish);
      if (!epc_transaction_insert (transaction, task, error))
        return FALSE;
      n++;
    }
  if (n_new != NULL)
    *n_new = n;
  return steps != NULL;
}

/* Whether @other counts what @figure counts. */
static gboolean
is_of_the_same (EpcRecord *figure, EpcRecord *other)
{
  return g_strcmp0 (epc_record_text (figure, "measure"), epc_record_text (other, "measure")) == 0
         && g_strcmp0 (epc_record_text (figure, "measure_other"), epc_record_text (other, "measure_other")) == 0
         && g_strcmp0 (epc_record_text (figure, "place"), epc_record_text (other, "place")) == 0;
}

gboolean
epc_crisis_plan_with (EpcTransaction *transaction, const EpcUid *figure, const char *reason, GError **error)
{
  EpcStore *store = epc_transaction_store (transaction);
  g_autoptr (EpcRecord) chosen = epc_transaction_get (transaction, epc_entity_find ("figure"), figure, error);
  const EpcUid *crisis = chosen != NULL ? epc_record_reference (chosen, "crisis") : NULL;
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("figure"));
  char uid[EPC_UID_TEXT_SIZE];

  if (chosen == NULL)
    return FALSE;
  if (reason == NULL || *reason == '\0')
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("Say why we plan with this figure and not with another."));
      return FALSE;
    }
  if (crisis != NULL
      && (!epc_query_where (query, store, "crisis", EPC_OP_EQUAL, epc_uid_to_text (crisis, uid), error)
          || !epc_query_where (query, store, "is_planning", EPC_OP_EQUAL, "yes", error)))
    return FALSE;
  g_autoptr (GPtrArray) others = crisis != NULL ? epc_query_records (query, store, error) : g_ptr_array_new ();
  for (guint i = 0; others != NULL && i < others->len; i++)
    {
      EpcRecord *other = g_ptr_array_index (others, i);
      if (epc_uid_equal (epc_record_uid (other), figure) || !is_of_the_same (chosen, other))
        continue;
      /* Its reason stays: it was one once. */
      epc_record_set_text (other, "is_planning", "no");
      if (!epc_transaction_update (transaction, other, reason, NULL, error))
        return FALSE;
    }
  epc_record_set_text (chosen, "is_planning", "yes");
  epc_record_set_text (chosen, "planning_reason", reason);
  return others != NULL && epc_transaction_update (transaction, chosen, NULL, NULL, error);
}
