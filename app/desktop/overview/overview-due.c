/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What falls due, and which figures to confirm.
 */
#include "overview-private.h"

#include "base/epc-date.h"
#include "base/epc-i18n.h"

#define UPCOMING_DAYS 7
#define MAX_TASKS 3 /* of the tasks that are due: they must not hide the report */

static const EpcDueSource due_sources[] = {
  { "task", "due", "status in open;in_progress;blocked", N_ ("Task") },
  { "preparedness_action", "due", "status in not_started;in_progress;overdue", N_ ("Preparedness action") },
  { "contingency_plan", "valid_to", "status in validated;endorsed;activated", N_ ("Plan runs out") },
  { "funding_request", "repayment_deadline", "closed_on empty", N_ ("Repayment deadline") },
  { "support_request", "needed_by", "answered_on empty", N_ ("Support from the regional office") },
  { "milestone", "due", "status in planned;in_progress;late", N_ ("Milestone") },
  { "certificate", "expires_on", NULL, N_ ("Certificate runs out") },
  { "sitrep", "next_report", NULL, N_ ("Next situation report") },
  { "expert_request", "start_date", "status in requested;rts_reviewed;shortlisted;contacted;no_match;escalated", N_ ("Expert still missing") },
  { "site", "needed_back_on", "status in open;care;consolidating;closing", N_ ("Site needed back") },
  { "log_entry", "review_date", "outcome empty", N_ ("Decision to look at again") },
};

const EpcDueSource *
epc_due_sources (guint *n_sources)
{
  *n_sources = G_N_ELEMENTS (due_sources);
  return due_sources;
}

typedef struct
{
  EpcRecord *record;
  const EpcDueSource *source;
  gint64 days;
} Due;

static void
due_free (gpointer data)
{
  Due *due = data;

  g_object_unref (due->record);
  g_free (due);
}

static int
compare_due (gconstpointer a, gconstpointer b)
{
  const Due *left = *(const Due *const *) a, *right = *(const Due *const *) b;

  return left->days < right->days ? -1 : left->days > right->days;
}

static void
collect_due (EpcOverviewReading *reading, const EpcDueSource *source, GPtrArray *all)
{
  const EpcEntity *entity = epc_entity_find (source->entity);
  g_autoptr (EpcQuery) query = epc_overview_query (reading, entity);
  g_autoptr (GPtrArray) records = NULL;
  int year, month, day;
  char until[EPC_DATE_SIZE];

  epc_date_from_days (reading->today + UPCOMING_DAYS, &year, &month, &day);
  g_snprintf (until, sizeof until, "%04d-%02d-%02d", year, month, day);
  if (!epc_query_where (query, reading->store, source->field, EPC_OP_LESS_EQUAL, until, NULL)
      || (source->where != NULL && !epc_query_where_text (query, reading->store, source->where, NULL))
      || !epc_query_sort (query, source->field, NULL))
    return;
  epc_query_limit (query, 50);
  records = epc_query_records (query, reading->store, NULL);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (records, i);
      Due *due;
      gint64 days;

      if (!epc_overview_days (epc_record_text (record, source->field), &days))
        continue;
      /* a report that is followed by another is not due any more: only the last one speaks */
      if (g_str_equal (source->entity, "sitrep") && i + 1 < records->len)
        continue;
      due = g_new0 (Due, 1);
      due->record = g_object_ref (record);
      due->source = source;
      due->days = days;
      g_ptr_array_add (all, due);
    }
}

/* "Task · was due 14 Oct": with its hour, where the clock of the crisis counts in hours. */
static char *
due_note (EpcOverviewReading *reading, const Due *due, const char *date)
{
  const EpcField *field = epc_entity_field (epc_record_entity (due->record), "due_at");
  const char *due_at = field != NULL ? epc_record_text (due->record, "due_at") : NULL;
  g_autoptr (GDateTime) moment = due_at != NULL ? epc_moment_in_zone (due_at, epc_store_zone (reading->store)) : NULL;
  g_autofree char *day = moment != NULL ? g_date_time_format (moment, "%Y-%m-%d") : NULL, *hour = NULL, *when = NULL;

  if (day != NULL && g_strcmp0 (day, epc_record_text (due->record, "due")) == 0)
    hour = g_date_time_format (moment, "%H:%M");
  when = hour != NULL ? g_strdup_printf ("%s %s", date, hour) : g_strdup (date);
  if (due->days < reading->today)
    /* Translators: what falls due, its date */
    return g_strdup_printf (_ ("%s · was due %s"), _ (due->source->what), when);
  return hour != NULL ? g_strdup_printf (_ ("%s · due today at %s"), _ (due->source->what), hour)
                      : g_strdup_printf (_ ("%s · due today"), _ (due->source->what));
}

/* Those beyond the first few tasks are one line, so that they hide nothing else. */
static void
add_more_tasks (GPtrArray *items, guint n)
{
  if (n > 0)
    epc_overview_add_item (items, "critical", g_strdup_printf (ngettext_ ("%u more task is due", "%u more tasks are due", n), n), NULL,
                           "win.section(('response', 'tasks'))");
}

void
epc_overview_read_due (EpcOverviewReading *reading)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (due_free);
  guint n_tasks = 0;

  for (guint i = 0; i < G_N_ELEMENTS (due_sources); i++)
    collect_due (reading, &due_sources[i], all);
  g_ptr_array_sort (all, compare_due);
  for (guint i = 0; i < all->len; i++)
    {
      Due *due = g_ptr_array_index (all, i);
      gboolean is_now = due->days <= reading->today, is_task = g_str_equal (due->source->entity, "task");
      GPtrArray *items = is_now ? reading->data->due : reading->data->upcoming;
      g_autofree char *date = epc_overview_short_date (reading, epc_record_text (due->record, due->source->field));
      EpcOverviewItem *item;

      n_tasks += is_now && is_task;
      if (items->len >= EPC_OVERVIEW_MAX_ITEMS || (is_now && is_task && n_tasks > MAX_TASKS))
        continue;
      item = epc_overview_add_record (items, reading, due->record);
      item->kind = due->days < reading->today ? "critical" : is_now ? "watch" : NULL;
      item->note = is_now ? due_note (reading, due, date) : g_strdup (_ (due->source->what));
      if (!is_now)
        item->when = g_steal_pointer (&date);
    }
  add_more_tasks (reading->data->due, n_tasks > MAX_TASKS ? n_tasks - MAX_TASKS : 0);
}

/* Figures by source: the newest of each kind and source, where it is older than 48 hours. */
static void
read_figures (EpcOverviewReading *reading)
{
  const EpcEntity *entity = epc_entity_find ("figure");
  g_autoptr (EpcQuery) query = epc_overview_query (reading, entity);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  epc_query_where (query, reading->store, "value", EPC_OP_NOT_EMPTY, NULL, NULL);
  epc_query_sort (query, "-date", NULL);
  epc_query_limit (query, 300);
  records = epc_query_records (query, reading->store, NULL);
  for (guint i = 0; records != NULL && i < records->len && reading->data->stale->len < EPC_OVERVIEW_MAX_ITEMS; i++)
    {
      EpcRecord *record = g_ptr_array_index (records, i);
      g_autofree char *measure = epc_store_display (reading->store, record, "measure", NULL);
      g_autofree char *source = epc_store_display (reading->store, record, "source", NULL);
      g_autofree char *value = epc_store_display (reading->store, record, "value", NULL);
      g_autofree char *date = epc_overview_short_date (reading, epc_record_text (record, "date"));
      EpcOverviewItem *item;
      gint64 days;

      if (!g_hash_table_add (seen, g_strdup_printf ("%s|%s", measure, source))
          || !epc_overview_days (epc_record_text (record, "date"), &days) || reading->today - days <= EPC_OVERVIEW_FRESH_DAYS)
        continue;
      item = g_new0 (EpcOverviewItem, 1);
      item->entity = entity;
      item->uid = *epc_record_uid (record);
      item->kind = "watch";
      /* Translators: what was counted, the value */
      item->title = g_strdup_printf (_ ("%s: %s"), measure, value);
      item->note = *source != '\0' ? g_strdup_printf (_ ("%s · %s"), source, date) : g_strdup (date);
      g_ptr_array_add (reading->data->stale, item);
    }
}

/* Alerts that nobody has verified yet. */
static void
read_alerts (EpcOverviewReading *reading)
{
  g_autoptr (EpcQuery) query = epc_overview_query (reading, epc_entity_find ("event_alert"));
  gint64 n = -1;

  if (epc_query_where (query, reading->store, "verification", EPC_OP_EQUAL, "unverified", NULL))
    n = epc_query_count (query, reading->store, reading->cancellable, NULL);
  if (n <= 0)
    return;
  g_autofree char *number = epc_language_integer (reading->language, n);
  epc_overview_add_item (reading->data->stale, "watch", g_strdup_printf (ngettext_ ("%s alert", "%s alerts", n), number), _ ("not verified yet"),
                         "win.section(('response', 'events'))");
}

void
epc_overview_read_stale (EpcOverviewReading *reading)
{
  read_alerts (reading);
  read_figures (reading);
}
