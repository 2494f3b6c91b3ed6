/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the overview shows.
 */
#include "overview-data.h"

#include <json-glib/json-glib.h>
#include <math.h>

#include "analysis/epc-readiness.h"
#include "analysis/epc-roster.h"
#include "analysis/epc-stock.h"
#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/epc-session.h"
#include "desktop/sections.h"
#include "model/epc-code-list.h"
#include "store/epc-journal.h"

#define MAX_ITEMS 6
#define MAX_CHANGES 8
#define JOURNAL_LOOK_BACK 600
#define FRESH_DAYS 2      /* figures of a response are asked again after 48 h */
#define FRESH_ROUND_DAYS 30
#define UPCOMING_DAYS 7

typedef struct
{
  EpcStore *store;
  const EpcUid *crisis;
  const EpcLanguage *language;
  GCancellable *cancellable;
  gint64 today; /* days since 1970 */
  EpcOverviewData *data;
} Reading;

static void
figure_free (gpointer data)
{
  EpcOverviewFigure *figure = data;

  g_free (figure->label);
  g_free (figure->value);
  g_free (figure->unit);
  g_free (figure->delta);
  g_free (figure->note);
  g_free (figure->help);
  g_free (figure->action);
  g_free (figure);
}

static void
item_free (gpointer data)
{
  EpcOverviewItem *item = data;

  g_free (item->when);
  g_free (item->title);
  g_free (item->note);
  g_free (item->action);
  g_free (item);
}

void
epc_overview_data_free (EpcOverviewData *data)
{
  if (data == NULL)
    return;
  g_free (data->crisis_title);
  g_free (data->crisis_note);
  g_free (data->phase);
  g_free (data->map_text);
  g_ptr_array_unref (data->figures);
  g_ptr_array_unref (data->due);
  g_ptr_array_unref (data->stale);
  g_ptr_array_unref (data->upcoming);
  g_ptr_array_unref (data->changes);
  g_ptr_array_unref (data->crises);
  g_clear_pointer (&data->map, epc_map_free);
  g_free (data);
}

/* --- small helpers --- */

static EpcOverviewFigure *
add_figure (Reading *reading, const char *label, const char *action)
{
  EpcOverviewFigure *figure = g_new0 (EpcOverviewFigure, 1);

  figure->label = g_strdup (label);
  figure->action = g_strdup (action);
  g_ptr_array_add (reading->data->figures, figure);
  return figure;
}

static gboolean
days_of (const char *iso, gint64 *days)
{
  int year, month, day;

  if (iso == NULL || !epc_date_split (iso, &year, &month, &day))
    return FALSE;
  *days = epc_date_days (year, month, day);
  return TRUE;
}

static char *
short_date (Reading *reading, const char *iso)
{
  return epc_language_date (reading->language, iso, TRUE);
}

static EpcQuery *
new_query (Reading *reading, const EpcEntity *entity)
{
  EpcQuery *query = epc_query_new (entity);
  const EpcField *field = epc_session_crisis_field (entity);
  char uid[EPC_UID_TEXT_SIZE];

  if (reading->crisis != NULL && field != NULL)
    epc_query_where (query, reading->store, field->key, EPC_OP_EQUAL, epc_uid_to_text (reading->crisis, uid), NULL);
  return query;
}

static EpcOverviewItem *
add_record_item (GPtrArray *items, Reading *reading, EpcRecord *record)
{
  EpcOverviewItem *item = g_new0 (EpcOverviewItem, 1);

  item->entity = epc_record_entity (record);
  item->uid = *epc_record_uid (record);
  item->title = epc_store_title (reading->store, item->entity, &item->uid);
  g_ptr_array_add (items, item);
  return item;
}

/* --- figures --- */

static void
read_displaced (Reading *reading)
{
  EpcPictureChoice choice = EPC_PICTURE_CHOICE_INIT;
  EpcOverviewFigure *figure = add_figure (reading, _ ("Displaced people"), "win.section(('response', 'dtm'))");
  g_autoptr (EpcRoundSeries) series = epc_round_series (reading->store, &choice, reading->cancellable, NULL);
  g_autofree char *date = NULL;
  const EpcRound *round;
  gint64 days;
  double percent;

  if (series == NULL)
    {
      figure->note = g_strdup (_ ("No round recorded yet"));
      reading->data->map_text = g_strdup (_ ("No round recorded yet: import the DTM file of your country, and the map shows where people are."));
      return;
    }
  round = g_ptr_array_index (series->rounds, series->current);
  date = short_date (reading, round->date);
  figure->value = epc_language_integer (reading->language, round->people);
  /* Translators: number of the round, its date */
  figure->note = g_strdup_printf (_ ("DTM round %d · %s"), (int) round->number, date);
  percent = series->change != NULL && series->change->previous != NULL ? epc_area_change_percent (&series->change->total) : NAN;
  if (!isnan (percent))
    {
      g_autofree char *text = epc_language_percent (reading->language, fabs (percent), 1);

      figure->delta = g_strdup_printf ("%s%s", percent < 0 ? "\u2212" : "+", text);
      figure->delta_kind = percent < 0 ? "ok" : "watch";
    }
  if (days_of (round->date, &days) && reading->today - days > FRESH_ROUND_DAYS)
    figure->state = "stale";
  reading->data->map = epc_map_of_round (reading->store, series, NULL, NULL);
  reading->data->map_text = epc_round_source (round, NULL);
}

static void
read_sites (Reading *reading)
{
  EpcOverviewFigure *figure = add_figure (reading, _ ("People in sites"), "win.section(('response', 'sites'))");
  g_autoptr (GPtrArray) sites = epc_sites_open (reading->store, reading->crisis, NULL, TRUE, reading->cancellable, NULL);
  EpcSitesTotal total = { 0 };
  g_autofree char *date = NULL, *n = NULL;
  guint old = 0;
  gint64 days;

  if (sites == NULL || sites->len == 0)
    {
      figure->note = g_strdup (_ ("No open site recorded"));
      return;
    }
  epc_sites_total (sites, &total);
  n = epc_language_integer (reading->language, total.sites);
  if (total.people >= 0)
    figure->value = epc_language_integer (reading->language, total.people);
  figure->unit = g_strdup_printf (ngettext_ ("in %s site", "in %s sites", total.sites), n);
  if (total.counted == 0)
    figure->note = g_strdup (_ ("Not counted yet"));
  else
    {
      date = short_date (reading, total.newest);
      figure->note = g_strdup_printf (_ ("%u counted · newest %s"), total.counted, date);
    }
  if (total.counted > 0 && days_of (total.newest, &days) && reading->today - days > FRESH_DAYS)
    figure->state = "stale";
  for (guint i = 0; i < sites->len; i++)
    {
      EpcSite *site = g_ptr_array_index (sites, i);

      old += site->count_date == NULL || (days_of (site->count_date, &days) && reading->today - days > FRESH_DAYS);
    }
  if (old > 0)
    {
      EpcOverviewItem *item = g_new0 (EpcOverviewItem, 1);

      item->title = g_strdup_printf (ngettext_ ("Count of people in %u site", "Counts of people in %u sites", old), old);
      item->note = g_strdup (_ ("older than 48 hours, or never counted"));
      item->kind = "watch";
      item->action = g_strdup ("win.section(('response', 'sites'))");
      g_ptr_array_add (reading->data->stale, item);
    }
  epc_sites_total_clear (&total);
}

static void
read_stock (Reading *reading)
{
  EpcOverviewFigure *figure = add_figure (reading, _ ("Stock is enough for"), "win.section(('response', 'nfi'))");
  g_autoptr (GPtrArray) lines = epc_stock (reading->store, reading->cancellable, NULL);
  g_autoptr (GPtrArray) cover = lines != NULL && lines->len > 0 ? epc_stock_cover (reading->store, lines, NULL) : NULL;
  EpcKitCover *best = NULL;

  for (guint i = 0; cover != NULL && i < cover->len; i++)
    {
      EpcKitCover *kit = g_ptr_array_index (cover, i);

      if (kit->short_of != NULL && (best == NULL || kit->households > best->households))
        best = kit;
    }
  if (lines == NULL || lines->len == 0)
    figure->note = g_strdup (_ ("No stock recorded"));
  else if (best == NULL)
    figure->note = g_strdup (_ ("No kit has contents yet"));
  else
    {
      figure->value = epc_language_integer (reading->language, best->households);
      figure->unit = g_strdup (_ ("households"));
      figure->note = g_strdup (best->kit_name); /* names of items are longer than the figure is wide */
      /* Translators: name of a kit, the item that runs out first */
      figure->help = g_strdup_printf (_ ("%s · first runs out: %s"), best->kit_name, best->short_of);
      figure->state = best->households == 0 ? "critical" : NULL;
    }
}

/* What was disbursed and not yet repaid; one currency, since amounts of two are never added. */
static void
read_funding (Reading *reading)
{
  EpcOverviewFigure *figure = add_figure (reading, _ ("To be repaid to the fund"), "win.section(('response', 'mefm'))");
  const EpcEntity *request = epc_entity_find ("funding_request"), *repayment = epc_entity_find ("repayment");
  g_autoptr (EpcQuery) query = new_query (reading, request);
  g_autoptr (GPtrArray) requests = NULL;
  g_autofree char *currency = NULL, *deadline = NULL;
  gint64 outstanding = 0;
  guint open = 0, other = 0;

  epc_query_where (query, reading->store, "disbursed_at", EPC_OP_NOT_EMPTY, NULL, NULL);
  epc_query_where (query, reading->store, "closed_on", EPC_OP_EMPTY, NULL, NULL);
  requests = epc_query_records (query, reading->store, NULL);
  for (guint i = 0; requests != NULL && i < requests->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (requests, i);
      const char *own = epc_record_text (record, "approved_currency"), *date = epc_record_text (record, "repayment_deadline");
      g_autoptr (EpcQuery) paid_query = epc_query_new (repayment);
      g_autoptr (GPtrArray) paid = NULL;
      char uid[EPC_UID_TEXT_SIZE];

      if (epc_record_is_empty (record, "amount_approved") || own == NULL)
        continue;
      if (currency == NULL)
        currency = g_strdup (own);
      if (!g_str_equal (currency, own))
        {
          other++;
          continue;
        }
      open++;
      outstanding += epc_record_integer (record, "amount_approved");
      if (date != NULL && (deadline == NULL || g_strcmp0 (date, deadline) < 0))
        {
          g_free (deadline);
          deadline = g_strdup (date);
        }
      epc_query_where (paid_query, reading->store, "funding_request", EPC_OP_EQUAL, epc_uid_to_text (epc_record_uid (record), uid), NULL);
      epc_query_where (paid_query, reading->store, "status", EPC_OP_EQUAL, "posted", NULL);
      paid = epc_query_records (paid_query, reading->store, NULL);
      for (guint j = 0; paid != NULL && j < paid->len; j++)
        if (g_strcmp0 (epc_record_text (g_ptr_array_index (paid, j), "currency"), own) == 0)
          outstanding -= epc_record_integer (g_ptr_array_index (paid, j), "amount");
    }
  if (open == 0)
    {
      figure->note = g_strdup (_ ("No request is disbursed"));
      return;
    }
  figure->value = epc_language_integer (reading->language, outstanding / 100);
  figure->unit = g_strdup (currency);
  if (other > 0)
    figure->note = g_strdup_printf (ngettext_ ("%u request in another currency apart", "%u requests in other currencies apart", other), other);
  else if (deadline != NULL)
    {
      g_autofree char *date = short_date (reading, deadline);

      figure->note = g_strdup_printf (_ ("Next deadline %s"), date);
    }
  else
    figure->note = g_strdup_printf (ngettext_ ("%u request open", "%u requests open", open), open);
}

static void
read_readiness (Reading *reading)
{
  EpcOverviewFigure *experts = add_figure (reading, _ ("Experts who can leave"), "win.section(('preparedness', 'roster'))");
  EpcOverviewFigure *actions = add_figure (reading, _ ("Minimum preparedness"), "win.section(('preparedness', 'mpa'))");
  g_autoptr (EpcReadiness) readiness = epc_readiness (reading->store, NULL);
  g_autoptr (EpcRoster) roster = epc_roster (reading->store, NULL, NULL, NULL);
  char today[EPC_DATE_SIZE];
  g_autofree char *date = NULL;

  epc_date_today_in (epc_store_zone (reading->store), today);
  date = short_date (reading, today);
  if (roster == NULL || roster->lines->len == 0)
    experts->note = g_strdup (_ ("No expert on the roster"));
  else
    {
      g_autofree char *leaving = short_date (reading, roster->from);
      experts->value = epc_language_integer (reading->language, roster->n_ready);
      experts->unit = g_strdup_printf (_ ("of %u"), roster->lines->len);
      /* Translators: experts who can leave on a day; so many more only with reservations */
      experts->note = g_strdup_printf (_ ("%s · %u with reservations"), leaving, roster->n_partly);
      experts->state = roster->n_ready > 0 ? NULL : roster->n_partly > 0 ? "watch" : "critical";
    }
  if (readiness == NULL || readiness->counted == 0)
    actions->note = g_strdup (_ ("No action recorded"));
  else
    {
      actions->value = epc_language_percent (reading->language, readiness->score, 0);
      actions->note = readiness->overdue > 0
                          ? g_strdup_printf (ngettext_ ("%u of %u done · %u overdue", "%u of %u done · %u overdue", readiness->overdue),
                                             readiness->done, readiness->counted, readiness->overdue)
                          : g_strdup_printf (_ ("%u of %u done · %s"), readiness->done, readiness->counted, date);
      actions->state = readiness->overdue > 0 ? "watch" : NULL;
    }
}

/* --- what falls due --- */

static const EpcDueSource due_sources[] = {
  { "task", "due", "status in open;in_progress;blocked", N_ ("Task") },
  { "preparedness_action", "due", "status in not_started;in_progress;overdue", N_ ("Preparedness action") },
  { "contingency_plan", "valid_to", "status in validated;endorsed;activated", N_ ("Plan runs out") },
  { "funding_request", "repayment_deadline", "closed_on empty", N_ ("Repayment deadline") },
  { "support_request", "needed_by", "answered_on empty", N_ ("Support from the regional office") },
  { "milestone", "due", "status in planned;in_progress;late", N_ ("Milestone") },
  { "certificate", "expires_on", NULL, N_ ("Certificate runs out") },
  { "sitrep", "next_report", NULL, N_ ("Next situation report") },
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
collect_due (Reading *reading, const EpcDueSource *source, GPtrArray *all)
{
  const EpcEntity *entity = epc_entity_find (source->entity);
  g_autoptr (EpcQuery) query = new_query (reading, entity);
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

      if (!days_of (epc_record_text (record, source->field), &days))
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

static void
read_due (Reading *reading)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (due_free);

  for (guint i = 0; i < G_N_ELEMENTS (due_sources); i++)
    collect_due (reading, &due_sources[i], all);
  g_ptr_array_sort (all, compare_due);
  for (guint i = 0; i < all->len; i++)
    {
      Due *due = g_ptr_array_index (all, i);
      gboolean is_now = due->days <= reading->today;
      GPtrArray *items = is_now ? reading->data->due : reading->data->upcoming;
      g_autofree char *date = short_date (reading, epc_record_text (due->record, due->source->field));
      EpcOverviewItem *item;

      if (items->len >= MAX_ITEMS)
        continue;
      item = add_record_item (items, reading, due->record);
      item->kind = due->days < reading->today ? "critical" : is_now ? "watch" : NULL;
      /* Translators: what falls due, its date */
      item->note = is_now ? g_strdup_printf (due->days < reading->today ? _ ("%s · was due %s") : _ ("%s · due today"), _ (due->source->what), date)
                          : g_strdup (_ (due->source->what));
      if (!is_now)
        item->when = g_steal_pointer (&date);
    }
}

/* Figures by source: the newest of each kind and source, where it is older than 48 hours. */
static void
read_stale_figures (Reading *reading)
{
  const EpcEntity *entity = epc_entity_find ("figure");
  g_autoptr (EpcQuery) query = new_query (reading, entity);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  epc_query_where (query, reading->store, "value", EPC_OP_NOT_EMPTY, NULL, NULL);
  epc_query_sort (query, "-date", NULL);
  epc_query_limit (query, 300);
  records = epc_query_records (query, reading->store, NULL);
  for (guint i = 0; records != NULL && i < records->len && reading->data->stale->len < MAX_ITEMS; i++)
    {
      EpcRecord *record = g_ptr_array_index (records, i);
      g_autofree char *measure = epc_store_display (reading->store, record, "measure", NULL);
      g_autofree char *source = epc_store_display (reading->store, record, "source", NULL);
      g_autofree char *value = epc_store_display (reading->store, record, "value", NULL);
      g_autofree char *date = short_date (reading, epc_record_text (record, "date"));
      EpcOverviewItem *item;
      gint64 days;

      if (!g_hash_table_add (seen, g_strdup_printf ("%s|%s", measure, source))
          || !days_of (epc_record_text (record, "date"), &days) || reading->today - days <= FRESH_DAYS)
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

/* --- what changed --- */

static char *
when_text (Reading *reading, gint64 wall)
{
  g_autofree char *moment = epc_moment_from_unix (wall, NULL);
  g_autoptr (GDateTime) local = epc_moment_in_zone (moment, epc_store_zone (reading->store));
  g_autofree char *iso = NULL;
  gint64 days = 0;
  gboolean is_day;

  if (local == NULL)
    return g_strdup ("");
  iso = g_date_time_format (local, "%Y-%m-%d");
  is_day = days_of (iso, &days);
  if (is_day && days == reading->today)
    return g_date_time_format (local, "%H:%M");
  if (is_day && days == reading->today - 1)
    return g_strdup (_ ("yesterday"));
  return short_date (reading, iso);
}

typedef struct
{
  gint64 wall;
  EpcOverviewItem *item;
} Change;

static void
add_change (Reading *reading, GPtrArray *changes, const EpcJournalEntry *last, guint n)
{
  EpcOverviewItem *item = g_new0 (EpcOverviewItem, 1);
  Change *change = g_new0 (Change, 1);
  g_autofree char *count = epc_language_integer (reading->language, n);
  g_autofree char *what = NULL;

  if (n == 1)
    {
      g_autofree char *title = epc_store_title (reading->store, last->entity, &last->uid);

      item->entity = last->entity;
      item->uid = last->uid;
      /* Translators: kind of record, its name */
      what = g_strdup_printf (_ ("%s: %s"), _ (last->entity->label), title);
    }
  else
    /* Translators: how many, kind of record */
    what = g_strdup_printf (_ ("%s × %s"), count, _ (last->entity->plural));
  item->title = last->author != NULL && *last->author != '\0' ? g_strdup_printf (_ ("%s · %s"), what, last->author) : g_strdup (what);
  change->wall = last->wall;
  change->item = item;
  g_ptr_array_add (changes, change);
}

/* "file.csv · 13,367 counts by location": the batch keeps what it did to each kind of record as JSON. */
static char *
import_text (Reading *reading, EpcRecord *record)
{
  const char *file = epc_record_text (record, "file_name"), *key = epc_record_text (record, "entity");
  const EpcEntity *entity = key != NULL ? epc_entity_find (key) : NULL;
  g_autoptr (JsonNode) root = json_from_string (epc_record_text (record, "counts") != NULL ? epc_record_text (record, "counts") : "{}", NULL);
  JsonObject *all = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonObject *counts = all != NULL && key != NULL && json_object_has_member (all, key) ? json_object_get_object_member (all, key) : NULL;
  gint64 changes = counts == NULL ? 0
                                  : json_object_get_int_member_with_default (counts, "inserted", 0)
                                        + json_object_get_int_member_with_default (counts, "updated", 0);
  g_autofree char *number = epc_language_integer (reading->language, changes);

  if (entity == NULL || changes == 0)
    /* Translators: %s is a file name */
    return g_strdup_printf (_ ("Imported %s"), file != NULL ? file : "");
  /* Translators: how many, kind of record, file name */
  return g_strdup_printf (_ ("%s × %s · %s"), number, _ (entity->plural), file != NULL ? file : "");
}

/* What an import inserted has no journal entries of its own: its batch stands for it. */
static void
read_imports (Reading *reading, GPtrArray *changes)
{
  const EpcEntity *entity = epc_entity_find ("import_batch");
  g_autoptr (EpcQuery) query = epc_query_new (entity);
  g_autoptr (GPtrArray) records = NULL;

  epc_query_where (query, reading->store, "undone_at", EPC_OP_EMPTY, NULL, NULL);
  epc_query_sort (query, "-imported_at", NULL);
  epc_query_limit (query, MAX_CHANGES);
  records = epc_query_records (query, reading->store, NULL);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (records, i);
      const char *file = epc_record_text (record, "file_name");
      Change *change = g_new0 (Change, 1);

      /* what came with the program is no news */
      if (g_strcmp0 (file, "seeds") == 0 || !epc_moment_to_unix (epc_record_text (record, "imported_at"), &change->wall))
        {
          g_free (change);
          continue;
        }
      change->item = g_new0 (EpcOverviewItem, 1);
      change->item->title = import_text (reading, record);
      g_ptr_array_add (changes, change);
    }
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const Change *left = *(const Change *const *) a, *right = *(const Change *const *) b;

  return left->wall > right->wall ? -1 : left->wall < right->wall;
}

/* Entries of one step, one kind of record and one author are one line. */
static void
read_changes (Reading *reading)
{
  g_autoptr (GPtrArray) log = epc_journal_log (reading->store, JOURNAL_LOOK_BACK, NULL);
  g_autoptr (GHashTable) uids = g_hash_table_new (epc_uid_hash, epc_uid_equal_func);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_free);
  const EpcJournalEntry *first = NULL;

  for (guint i = 0; log != NULL && i < log->len && changes->len < MAX_CHANGES; i++)
    {
      EpcJournalEntry *entry = g_ptr_array_index (log, i);

      if (entry->entity == NULL || (entry->entity->flags & EPC_ENTITY_PROGRAM) != 0)
        continue;
      if (first != NULL
          && (entry->entity != first->entity || g_strcmp0 (entry->author, first->author) != 0 || entry->batch != first->batch
              || (entry->step != first->step && first->wall - entry->wall > 30 * 60 * G_USEC_PER_SEC)))
        {
          add_change (reading, changes, first, g_hash_table_size (uids));
          g_hash_table_remove_all (uids);
          first = NULL;
        }
      if (first == NULL)
        first = entry;
      g_hash_table_add (uids, &entry->uid);
    }
  if (first != NULL && changes->len < MAX_CHANGES)
    add_change (reading, changes, first, g_hash_table_size (uids));
  read_imports (reading, changes);
  g_ptr_array_sort (changes, compare_changes);
  for (guint i = 0; i < changes->len; i++)
    {
      Change *change = g_ptr_array_index (changes, i);

      if (reading->data->changes->len >= MAX_CHANGES)
        {
          item_free (change->item);
          continue;
        }
      change->item->when = when_text (reading, change->wall);
      g_ptr_array_add (reading->data->changes, change->item);
    }
}

/* --- crises --- */

static char *
crisis_note (Reading *reading, EpcRecord *record)
{
  const char *t0 = epc_record_text (record, "t0"), *glide = epc_record_text (record, "glide");
  g_autoptr (GString) note = g_string_new (NULL);
  g_autofree char *iso = t0 != NULL ? g_strndup (t0, EPC_DATE_SIZE - 1) : NULL;
  gint64 days;

  if (iso != NULL && days_of (iso, &days))
    {
      g_autofree char *date = short_date (reading, iso);

      /* Translators: day of the crisis, counted from 1; the date it began */
      g_string_append_printf (note, _ ("Day %d · since %s"), (int) (reading->today - days) + 1, date);
    }
  if (glide != NULL)
    g_string_append_printf (note, "%s%s", note->len > 0 ? " · " : "", glide);
  else if (epc_record_code (record) != NULL)
    g_string_append_printf (note, "%s%s", note->len > 0 ? " · " : "", epc_record_code (record));
  return g_string_free (g_steal_pointer (&note), FALSE);
}

static void
read_severity (Reading *reading, EpcRecord *crisis)
{
  const EpcEntity *entity = epc_entity_find ("severity");
  g_autoptr (EpcQuery) query = new_query (reading, entity);
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *phase = epc_store_display (reading->store, crisis, "phase", NULL), *level = NULL;

  epc_query_sort (query, "-date", NULL);
  epc_query_limit (query, 1);
  records = epc_query_records (query, reading->store, NULL);
  if (records != NULL && records->len > 0)
    level = epc_store_display (reading->store, g_ptr_array_index (records, 0), "level", NULL);
  if (phase != NULL && *phase != '\0' && level != NULL && *level != '\0')
    reading->data->phase = g_strdup_printf (_ ("Phase: %s · severity: %s"), phase, level);
  else if (phase != NULL && *phase != '\0')
    reading->data->phase = g_strdup_printf (_ ("Phase: %s"), phase);
  else if (level != NULL && *level != '\0')
    reading->data->phase = g_strdup_printf (_ ("Severity: %s"), level);
}

static void
read_crises (Reading *reading)
{
  const EpcEntity *entity = epc_entity_find ("crisis");
  g_autoptr (EpcQuery) query = epc_query_new (entity);
  g_autoptr (GPtrArray) records = NULL;

  epc_query_where (query, reading->store, "status", EPC_OP_NOT_EQUAL, "closed", NULL);
  epc_query_limit (query, 20);
  records = epc_query_records (query, reading->store, NULL);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (records, i);

      if (reading->crisis != NULL && epc_uid_equal (reading->crisis, epc_record_uid (record)))
        {
          reading->data->crisis_title = epc_store_title (reading->store, entity, epc_record_uid (record));
          reading->data->crisis_note = crisis_note (reading, record);
          read_severity (reading, record);
        }
      else if (reading->data->crises->len < 4)
        {
          EpcOverviewItem *item = add_record_item (reading->data->crises, reading, record);
          char uid[EPC_UID_TEXT_SIZE];

          item->note = crisis_note (reading, record);
          item->action = g_strdup_printf ("win.crisis('%s')", epc_uid_to_text (&item->uid, uid));
        }
    }
  if (reading->data->crisis_title == NULL)
    {
      guint n = records != NULL ? records->len : 0;

      reading->data->crisis_title = g_strdup (_ ("All crises"));
      reading->data->crisis_note = n == 0 ? g_strdup (_ ("no crisis is declared"))
                                          : g_strdup_printf (ngettext_ ("%u crisis open", "%u crises open", n), n);
    }
}

EpcOverviewData *
epc_overview_data_read (EpcStore *store, const EpcUid *crisis, GCancellable *cancellable)
{
  EpcOverviewData *data = g_new0 (EpcOverviewData, 1);
  Reading reading = { .store = store, .crisis = crisis, .language = epc_language_get (NULL), .cancellable = cancellable, .data = data };
  char today[EPC_DATE_SIZE];

  epc_date_today_in (epc_store_zone (store), today);
  days_of (today, &reading.today);
  data->figures = g_ptr_array_new_with_free_func (figure_free);
  data->due = g_ptr_array_new_with_free_func (item_free);
  data->stale = g_ptr_array_new_with_free_func (item_free);
  data->upcoming = g_ptr_array_new_with_free_func (item_free);
  data->changes = g_ptr_array_new_with_free_func (item_free);
  data->crises = g_ptr_array_new_with_free_func (item_free);
  void (*const steps[]) (Reading *)
      = { read_crises, read_displaced, read_sites, read_stock, read_funding, read_readiness, read_due, read_stale_figures, read_changes };
  for (guint i = 0; i < G_N_ELEMENTS (steps) && !g_cancellable_is_cancelled (cancellable); i++)
    steps[i](&reading);
  if (data->map != NULL)
    epc_map_set_title (data->map, NULL, NULL);
  return data;
}
