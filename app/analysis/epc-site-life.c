/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-site-life.h"

#include <math.h>
#include <string.h>

#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "store/epc-initial.h"

#define OLD_SERVICE_DAYS 90 /* where the standard service_verified says nothing */

static void
service_free (gpointer data)
{
  EpcSiteService *service = data;

  g_free (service->sector_label);
  g_free (service->provider);
  g_free (service->provided);
  g_free (service->provided_label);
  g_free (service->activity);
  g_free (service->checked_on);
  g_free (service);
}

static void
task_free (gpointer data)
{
  EpcSiteTask *task = data;

  g_free (task->title);
  g_free (task->due);
  g_free (task);
}

static void
check_free (gpointer data)
{
  g_free (((EpcSiteCheck *) data)->why);
  g_free (data);
}

void
epc_site_life_free (EpcSiteLife *life)
{
  if (life == NULL)
    return;
  g_free (life->count_date);
  g_ptr_array_unref (life->services);
  g_ptr_array_unref (life->tasks);
  g_ptr_array_unref (life->checks);
  g_free (life);
}

static GPtrArray *
records_of (EpcStore *store, const char *entity, const EpcUid *site, const char *sort, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (entity));
  char uid[EPC_UID_TEXT_SIZE];

  if (!epc_query_where (query, store, "site", EPC_OP_EQUAL, epc_uid_to_text (site, uid), error) || !epc_query_sort (query, sort, error))
    return NULL;
  return epc_query_records (query, store, error);
}

/* --- people --- */

/* Of two counts of one day the later hour, as the register of sites has it. */
static EpcRecord *
newest_count (GPtrArray *counts)
{
  EpcRecord *newest = NULL;

  for (guint i = 0; i < counts->len; i++)
    {
      EpcRecord *count = g_ptr_array_index (counts, i);
      int order = newest == NULL ? 1 : g_strcmp0 (epc_record_text (count, "date"), epc_record_text (newest, "date"));
      if (order == 0)
        order = g_strcmp0 (epc_record_text (count, "time"), epc_record_text (newest, "time"));
      if (order >= 0)
        newest = count;
    }
  return newest;
}

static gboolean
read_people (EpcSiteLife *life, EpcStore *store, const EpcUid *site, GError **error)
{
  g_autoptr (GPtrArray) counts = records_of (store, "site_count", site, "", error);
  g_autoptr (GPtrArray) movements = counts != NULL ? records_of (store, "site_movement", site, "date", error) : NULL;
  EpcRecord *count = movements != NULL ? newest_count (counts) : NULL;

  life->counted = life->people = -1;
  if (movements == NULL)
    return FALSE;
  if (count != NULL)
    {
      life->count_date = epc_record_to_text (count, "date");
      life->counted = epc_record_is_empty (count, "idp_ind") ? -1 : epc_record_integer (count, "idp_ind");
    }
  for (guint i = 0; i < movements->len; i++)
    {
      EpcRecord *movement = g_ptr_array_index (movements, i);
      gboolean is_in = epc_record_is (movement, "type", "arrival") || epc_record_is (movement, "type", "transfer_in") || epc_record_is (movement, "type", "birth");
      /* who came or left on the day of the count stood in it or did not: nobody knows, and it is not added twice */
      if (life->count_date == NULL || g_strcmp0 (epc_record_text (movement, "date"), life->count_date) > 0)
        *(is_in ? &life->came : &life->left) += epc_record_integer (movement, "idp_ind");
    }
  if (life->counted >= 0)
    life->people = MAX (life->counted + life->came - life->left, 0);
  else if (movements->len > 0 && life->count_date == NULL)
    life->people = MAX (life->came - life->left, 0);
  return TRUE;
}

/* --- services --- */

static gint64
days_between (const char *first, const char *last)
{
  int y, m, d, y2, m2, d2;

  if (!epc_date_split (first, &y, &m, &d) || !epc_date_split (last, &y2, &m2, &d2))
    return 0;
  return epc_date_days (y2, m2, d2) - epc_date_days (y, m, d);
}

static gint64
oldest_service (EpcStore *store)
{
  g_autoptr (EpcRecord) standard = epc_store_find (store, epc_entity_find ("standard"), "service_verified", NULL);

  if (standard == NULL || epc_record_is_empty (standard, "target_value"))
    return OLD_SERVICE_DAYS;
  return (gint64) epc_record_decimal (standard, "target_value");
}

static gboolean
read_services (EpcSiteLife *life, EpcStore *store, const EpcUid *site, guint *n_running, GError **error)
{
  g_autoptr (GPtrArray) records = records_of (store, "service", site, "sector", error);
  gint64 oldest = oldest_service (store);
  char today[EPC_DATE_SIZE];

  epc_date_today_in (epc_store_zone (store), today);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (records, i);
      EpcSiteService *service = g_new0 (EpcSiteService, 1);
      const char *end = epc_record_text (record, "end_date");

      service->uid = *epc_record_uid (record);
      service->sector_label = epc_record_to_display (record, "sector", NULL);
      service->provider = epc_record_to_text (record, "provider");
      service->provided = epc_record_to_text (record, "provided");
      service->provided_label = epc_record_to_display (record, "provided", NULL);
      service->activity = epc_record_to_text (record, "activity");
      service->checked_on = epc_record_to_text (record, "checked_on");
      service->is_old = service->checked_on != NULL && days_between (service->checked_on, today) > oldest;
      *n_running += (epc_record_is (record, "provided", "yes") || epc_record_is (record, "provided", "partly")) && (end == NULL || g_strcmp0 (end, today) > 0);
      g_ptr_array_add (life->services, service);
    }
  return records != NULL;
}

/* --- tasks and feedback --- */

static gboolean
read_tasks (EpcSiteLife *life, EpcStore *store, const EpcUid *site, GError **error)
{
  g_autoptr (GPtrArray) records = records_of (store, "task", site, "due", error);
  g_autoptr (GPtrArray) feedback = records != NULL ? records_of (store, "feedback", site, "date", error) : NULL;

  if (feedback == NULL)
    return FALSE;
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < records->len; i++)
      {
        EpcRecord *record = g_ptr_array_index (records, i);
        gboolean is_done = epc_record_is (record, "status", "done") || epc_record_is (record, "status", "cancelled");
        if (is_done != (pass == 1))
          continue;
        EpcSiteTask *task = g_new0 (EpcSiteTask, 1);
        task->uid = *epc_record_uid (record);
        task->title = epc_record_to_text (record, "title");
        task->due = epc_record_to_text (record, "due");
        task->is_done = is_done;
        life->n_open_tasks += !is_done;
        g_ptr_array_add (life->tasks, task);
      }
  life->n_feedback = feedback->len;
  for (guint i = 0; i < feedback->len; i++)
    life->n_feedback_open += epc_record_is_empty (g_ptr_array_index (feedback, i), "answered_on");
  return TRUE;
}

/* --- the closing --- */

static void
add_check (EpcSiteLife *life, const char *key, const char *label, gboolean is_done, char *why)
{
  EpcSiteCheck *check = g_new0 (EpcSiteCheck, 1);

  check->key = key;
  check->label = label;
  check->is_done = is_done;
  check->why = is_done ? NULL : g_strdup (why);
  g_free (why);
  life->n_checks_done += is_done;
  g_ptr_array_add (life->checks, check);
}

static char *
still (const char *form, gint64 n)
{
  g_autofree char *number = epc_language_integer (epc_language_get (NULL), n);

  return g_strdup_printf (form, number);
}

/* After the chapter on exit and transition of the Minimum Standards for Camp Management (2021). */
static void
list_checks (EpcSiteLife *life, EpcRecord *site, guint n_running)
{
  gboolean is_explained = !epc_record_is_empty (site, "solutions_note");

  add_check (life, "day_planned", N_("Day of closing agreed with authority and residents"),
             !epc_record_is_empty (site, "expected_closing") || !epc_record_is_empty (site, "closed_on"), NULL);
  add_check (life, "nobody_left", N_("Everybody has left, or it is explained why not"), life->people == 0 || is_explained,
             life->people > 0 ? still (ngettext_ ("%s person is still there", "%s people are still there", (gulong) life->people), life->people) : g_strdup (_("Never counted")));
  add_check (life, "destination", N_("Where the last households went"), !epc_record_is_empty (site, "closure_destination"), NULL);
  add_check (life, "solutions", N_("What became of the households, with counts"), is_explained, NULL);
  add_check (life, "services_ended", N_("Services ended or handed over"), n_running == 0, still (ngettext_ ("%s still runs", "%s still run", (gulong) n_running), n_running));
  add_check (life, "tasks_done", N_("Tasks of the site done"), life->n_open_tasks == 0, still (ngettext_ ("%s is open", "%s are open", (gulong) life->n_open_tasks), life->n_open_tasks));
  add_check (life, "feedback_answered", N_("Complaints answered"), life->n_feedback_open == 0, still (_("%s without an answer"), life->n_feedback_open));
  add_check (life, "handed_over", N_("Handed back to the owner"), epc_record_is (site, "handed_over", "yes"), NULL);
  add_check (life, "restored", N_("Site restored"), epc_record_is (site, "rehabilitated", "yes") || epc_record_is (site, "status", "rehabilitated"), NULL);
  add_check (life, "closed", N_("Day and reason of closing recorded"),
             !epc_record_is_empty (site, "closed_on") && !epc_record_is_empty (site, "closure_reason"), NULL);
}

EpcSiteLife *
epc_site_life (EpcStore *store, const EpcUid *site, GError **error)
{
  g_autoptr (EpcRecord) record = epc_store_get (store, epc_entity_find ("site"), site, error);
  g_autoptr (EpcSiteLife) life = NULL;
  guint n_running = 0;

  if (record == NULL)
    return NULL;
  life = g_new0 (EpcSiteLife, 1);
  life->services = g_ptr_array_new_with_free_func (service_free);
  life->tasks = g_ptr_array_new_with_free_func (task_free);
  life->checks = g_ptr_array_new_with_free_func (check_free);
  if (!read_people (life, store, site, error) || !read_services (life, store, site, &n_running, error) || !read_tasks (life, store, site, error))
    return NULL;
  list_checks (life, record, n_running);
  return g_steal_pointer (&life);
}

/* --- what is done --- */

static EpcRecord *
newest_assessment (EpcStore *store, const EpcUid *site)
{
  g_autoptr (GPtrArray) records = records_of (store, "site_assessment", site, "-date", NULL);

  return records != NULL && records->len > 0 ? g_object_ref (g_ptr_array_index (records, 0)) : NULL;
}

gboolean
epc_site_follow_up (EpcTransaction *transaction, const EpcUid *site, const char *standard, const char *title, const char *detail, EpcUid *task,
                    gboolean *is_new, GError **error)
{
  EpcStore *store = epc_transaction_store (transaction);
  const EpcEntity *entity = epc_entity_find ("task");
  g_autoptr (EpcRecord) record = epc_record_new (entity), owner = epc_transaction_get (transaction, epc_entity_find ("site"), site, error);
  g_autoptr (EpcRecord) assessment = owner != NULL ? newest_assessment (store, site) : NULL;
  char a[EPC_UID_TEXT_SIZE], b[EPC_UID_TEXT_SIZE];

  if (owner == NULL)
    return FALSE;
  g_autofree char *key = g_strdup_printf ("%s\037%s\037%s", epc_uid_to_text (site, a), standard,
                                          assessment != NULL ? epc_uid_to_text (epc_record_uid (assessment), b) : "");
  EpcUid uid = epc_uid_from_key ("task", key, strlen (key));
  *is_new = !epc_transaction_exists (transaction, entity, &uid);
  if (task != NULL)
    *task = uid;
  if (!*is_new)
    return TRUE;
  epc_store_fill_initial (store, record, epc_record_reference (owner, "crisis"));
  epc_record_set_uid (record, &uid);
  epc_record_set_text (record, "title", title);
  epc_record_set_text (record, "detail", detail);
  epc_record_set_text (record, "status", "open");
  epc_record_set_text (record, "priority", "high");
  epc_record_set_text (record, "mcof_sector", "M01");
  epc_record_set_reference (record, "site", site);
  if (assessment != NULL)
    epc_record_set_reference (record, "site_assessment", epc_record_uid (assessment));
  if (epc_record_reference (owner, "crisis") != NULL)
    epc_record_set_reference (record, "crisis", epc_record_reference (owner, "crisis"));
  if (!epc_record_is_empty (owner, "place"))
    epc_record_set_text (record, "place", epc_record_text (owner, "place"));
  return epc_transaction_insert (transaction, record, error);
}

gboolean
epc_site_newest_crisis (EpcStore *store, EpcUid *crisis)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("crisis"));

  if (!epc_query_where (query, store, "status", EPC_OP_EQUAL, "active", NULL) || !epc_query_where (query, store, "is_drill", EPC_OP_NOT_EQUAL, "yes", NULL))
    return FALSE;
  epc_query_limit (query, 1);
  g_autoptr (GPtrArray) records = epc_query_records (query, store, NULL);
  if (records == NULL || records->len == 0)
    return FALSE;
  *crisis = *epc_record_uid (g_ptr_array_index (records, 0));
  return TRUE;
}

static void
take_centre (EpcRecord *site, EpcRecord *centre)
{
  static const char *const same[] = { "name", "place", "latitude", "longitude", "capacity", "covered_area_m2" };
  static const struct
  {
    const char *building, *premises;
  } premises[] = { { "school", "school" }, { "gym", "sports" }, { "church", "religious" }, { "community", "community_hall" },
                   { "public", "public_building" }, { "health", "health" } };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    if (!epc_record_is_empty (centre, same[i]))
      {
        g_autofree char *text = epc_record_to_text (centre, same[i]);
        epc_record_parse (site, same[i], text, NULL);
      }
  for (guint i = 0; i < G_N_ELEMENTS (premises); i++)
    if (g_str_has_prefix (epc_record_is_empty (centre, "building") ? "" : epc_record_text (centre, "building"), premises[i].building))
      epc_record_set_text (site, "premises", premises[i].premises);
  if (!epc_record_is_empty (centre, "school_reopens"))
    epc_record_set_text (site, "needed_back_on", epc_record_text (centre, "school_reopens"));
  epc_record_set_text (site, "site_type", "emergency_evacuation_centre");
  epc_record_set_text (site, "status", "open");
}

static gboolean
is_closed (EpcRecord *site)
{
  return epc_record_meta (site)->is_deleted || epc_record_is (site, "status", "closed") || epc_record_is (site, "status", "rehabilitated");
}

gboolean
epc_site_open_centre (EpcTransaction *transaction, const EpcUid *centre, const EpcUid *crisis, EpcUid *site, GError **error)
{
  EpcStore *store = epc_transaction_store (transaction);
  const EpcEntity *entity = epc_entity_find ("site");
  g_autoptr (EpcRecord) record = epc_transaction_get (transaction, epc_entity_find ("evacuation_centre"), centre, error);
  const EpcUid *known = record != NULL ? epc_record_reference (record, "site") : NULL;
  g_autoptr (EpcRecord) old = known != NULL ? epc_transaction_get (transaction, entity, known, NULL) : NULL;
  g_autoptr (EpcRecord) opened = epc_record_new (entity);
  char today[EPC_DATE_SIZE];

  if (record == NULL)
    return FALSE;
  if (old != NULL && !is_closed (old))
    {
      if (site != NULL)
        *site = *known;
      return TRUE;
    }
  epc_date_today_in (epc_store_zone (store), today);
  take_centre (opened, record);
  epc_store_fill_initial (store, opened, crisis);
  epc_record_set_text (opened, "opened_on", today);
  if (crisis != NULL)
    epc_record_set_reference (opened, "crisis", crisis);
  if (!epc_transaction_insert (transaction, opened, error))
    return FALSE;
  epc_record_set_reference (record, "site", epc_record_uid (opened));
  epc_record_set_text (record, "status", "open");
  if (site != NULL)
    *site = *epc_record_uid (opened);
  return epc_transaction_update (transaction, record, NULL, NULL, error);
}
