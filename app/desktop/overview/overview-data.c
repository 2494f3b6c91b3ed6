/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the overview shows.
 */
#include "overview-private.h"

#include <math.h>

#include "analysis/epc-crisis.h"
#include "analysis/epc-readiness.h"
#include "analysis/epc-roster.h"
#include "analysis/epc-stock.h"
#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/epc-session.h"
#include "desktop/sections.h"
#include "model/epc-code-list.h"

#define FRESH_ROUND_DAYS 30

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

void
epc_overview_item_free (gpointer data)
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
add_figure (EpcOverviewReading *reading, const char *label, const char *action)
{
  EpcOverviewFigure *figure = g_new0 (EpcOverviewFigure, 1);

  figure->label = g_strdup (label);
  figure->action = g_strdup (action);
  g_ptr_array_add (reading->data->figures, figure);
  return figure;
}

gboolean
epc_overview_days (const char *iso, gint64 *days)
{
  int year, month, day;

  if (iso == NULL || !epc_date_split (iso, &year, &month, &day))
    return FALSE;
  *days = epc_date_days (year, month, day);
  return TRUE;
}

char *
epc_overview_short_date (EpcOverviewReading *reading, const char *iso)
{
  return epc_language_date (reading->language, iso, TRUE);
}

EpcQuery *
epc_overview_query (EpcOverviewReading *reading, const EpcEntity *entity)
{
  EpcQuery *query = epc_query_new (entity);
  const EpcField *field = epc_session_crisis_field (entity);

  if (field != NULL)
    epc_crisis_narrow (query, reading->store, field->key, reading->crisis, NULL);
  return query;
}

EpcOverviewItem *
epc_overview_add_item (GPtrArray *items, const char *kind, char *title, const char *note, const char *action)
{
  EpcOverviewItem *item = g_new0 (EpcOverviewItem, 1);

  item->kind = kind;
  item->title = title;
  item->note = g_strdup (note);
  item->action = g_strdup (action);
  g_ptr_array_add (items, item);
  return item;
}

EpcOverviewItem *
epc_overview_add_record (GPtrArray *items, EpcOverviewReading *reading, EpcRecord *record)
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
read_displaced (EpcOverviewReading *reading)
{
  EpcPictureChoice choice = EPC_PICTURE_CHOICE_INIT;
  EpcOverviewFigure *figure = add_figure (reading, _ ("Displaced people"), "win.section(('response', 'dtm'))");

  if (reading->crisis != NULL)
    choice.crisis = *reading->crisis;
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
  date = epc_overview_short_date (reading, round->date);
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
  if (epc_overview_days (round->date, &days) && reading->today - days > FRESH_ROUND_DAYS)
    figure->state = "stale";
  reading->data->map = epc_map_of_round (reading->store, series, NULL, NULL);
  reading->data->map_text = epc_round_source (round, NULL);
}

/* Of all that the overview asks the register of sites takes as long as the rest together: it is read beside it. */
static gpointer
read_open_sites (gpointer data)
{
  const EpcOverviewReading *reading = data;

  return epc_sites_open (reading->store, reading->crisis, NULL, FALSE, reading->cancellable, NULL);
}

static void
read_sites (EpcOverviewReading *reading)
{
  EpcOverviewFigure *figure = add_figure (reading, _ ("People in sites"), "win.section(('response', 'sites'))");
  g_autoptr (GPtrArray) sites = g_thread_join (g_steal_pointer (&reading->sites));
  EpcSitesTotal total = { 0 };
  g_autofree char *date = NULL, *n = NULL;
  guint old = 0, without_sex = 0;
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
      date = epc_overview_short_date (reading, total.newest);
      figure->help = g_strdup_printf (_ ("%u counted · newest %s"), total.counted, date);
      figure->note = total.critical > 0 ? g_strdup_printf (ngettext_ ("%u with a critical gap · %s", "%u with a critical gap · %s", total.critical),
                                                           total.critical, date)
                                        : g_strdup (figure->help);
    }
  if (total.counted > 0 && epc_overview_days (total.newest, &days) && reading->today - days > EPC_OVERVIEW_FRESH_DAYS)
    figure->state = "stale";
  for (guint i = 0; i < sites->len; i++)
    {
      EpcSite *site = g_ptr_array_index (sites, i);

      without_sex += site->people > 0 && (site->females < 0 || site->males < 0);
      old += site->count_date == NULL || (epc_overview_days (site->count_date, &days) && reading->today - days > EPC_OVERVIEW_FRESH_DAYS);
    }
  if (old > 0)
    epc_overview_add_item (reading->data->stale, "watch",
                           g_strdup_printf (ngettext_ ("Count of people in %u site", "Counts of people in %u sites", old), old),
                           _ ("older than 48 hours, or never counted"), "win.section(('response', 'sites'))");
  if (without_sex > 0)
    epc_overview_add_item (reading->data->stale, "watch",
                           g_strdup_printf (ngettext_ ("Sex and age in %u site", "Sex and age in %u sites", without_sex), without_sex),
                           _ ("people counted, women and men not"), "win.section(('response', 'sites'))");
  epc_sites_total_clear (&total);
}

static void
read_stock (EpcOverviewReading *reading)
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
      figure->unit = g_strdup (epc_language_plural (epc_language_get (NULL), N_("household"), N_("households"), best->households));
      figure->note = g_strdup (best->kit_name); /* names of items are longer than the figure is wide */
      /* Translators: name of a kit, the item that runs out first */
      figure->help = g_strdup_printf (_ ("%s · first runs out: %s"), best->kit_name, best->short_of);
      figure->state = best->households == 0 ? "critical" : NULL;
    }
}

/* What was disbursed and not yet repaid; one currency, since amounts of two are never added. */
static void
read_funding (EpcOverviewReading *reading)
{
  EpcOverviewFigure *figure = add_figure (reading, _ ("To be repaid to the fund"), "win.section(('response', 'mefm'))");
  const EpcEntity *request = epc_entity_find ("funding_request"), *repayment = epc_entity_find ("repayment");
  g_autoptr (EpcQuery) query = epc_overview_query (reading, request);
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
      g_autofree char *date = epc_overview_short_date (reading, deadline);

      figure->note = g_strdup_printf (_ ("Next deadline %s"), date);
    }
  else
    figure->note = g_strdup_printf (ngettext_ ("%u request open", "%u requests open", open), open);
}

static void
read_readiness (EpcOverviewReading *reading)
{
  EpcOverviewFigure *experts = add_figure (reading, _ ("Experts who can leave"), "win.section(('preparedness', 'roster'))");
  EpcOverviewFigure *actions = add_figure (reading, _ ("Minimum preparedness"), "win.section(('preparedness', 'mpa'))");
  g_autoptr (EpcReadiness) readiness = epc_readiness (reading->store, NULL);
  g_autoptr (EpcRoster) roster = epc_roster (reading->store, NULL, NULL, NULL);
  char today[EPC_DATE_SIZE];
  g_autofree char *date = NULL;

  epc_date_today_in (epc_store_zone (reading->store), today);
  date = epc_overview_short_date (reading, today);
  if (roster == NULL || roster->lines->len == 0)
    experts->note = g_strdup (_ ("No expert on the roster"));
  else
    {
      g_autofree char *leaving = epc_overview_short_date (reading, roster->from);
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

/* --- crises --- */

static char *
crisis_note (EpcOverviewReading *reading, EpcRecord *record)
{
  const char *t0 = epc_record_text (record, "t0"), *glide = epc_record_text (record, "glide");
  g_autoptr (GString) note = g_string_new (NULL);
  g_autofree char *iso = t0 != NULL ? g_strndup (t0, EPC_DATE_SIZE - 1) : NULL;
  const gint64 hour = G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC;
  gint64 days, moment;

  /* the first three days are counted in hours, as the clock of the response is */
  if (iso != NULL && epc_moment_to_unix (t0, &moment) && epc_clock_now () >= moment && epc_clock_now () - moment < 72 * hour)
    {
      g_autofree char *date = epc_overview_short_date (reading, iso);

      /* Translators: hours since T0; the date of T0 */
      g_string_append_printf (note, _ ("T+%d h · since %s"), (int) ((epc_clock_now () - moment) / hour), date);
    }
  else if (iso != NULL && epc_overview_days (iso, &days))
    {
      g_autofree char *date = epc_overview_short_date (reading, iso);

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
read_severity (EpcOverviewReading *reading, EpcRecord *crisis)
{
  const EpcEntity *entity = epc_entity_find ("severity");
  g_autoptr (EpcQuery) query = epc_overview_query (reading, entity);
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
read_crises (EpcOverviewReading *reading)
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
          EpcOverviewItem *item = epc_overview_add_record (reading->data->crises, reading, record);
          char uid[EPC_UID_TEXT_SIZE];

          g_autofree char *note = crisis_note (reading, record);
          gboolean is_drill = g_strcmp0 (epc_record_text (record, "is_drill"), "yes") == 0;
          item->note = is_drill ? g_strjoin (" · ", _ ("DRILL"), *note != '\0' ? note : NULL, NULL) : g_strdup (note);
          item->action = g_strdup_printf ("win.crisis('%s')", epc_uid_to_text (&item->uid, uid));
        }
    }
  if (reading->data->crisis_title == NULL)
    {
      guint n = 0;

      for (guint i = 0; records != NULL && i < records->len; i++)
        n += g_strcmp0 (epc_record_text (g_ptr_array_index (records, i), "is_drill"), "yes") != 0;

      reading->data->crisis_title = g_strdup (_ ("All crises"));
      reading->data->crisis_note = n == 0 ? g_strdup (_ ("no crisis is declared"))
                                          : g_strdup_printf (ngettext_ ("%u crisis open", "%u crises open", n), n);
    }
}

EpcOverviewData *
epc_overview_data_read (EpcStore *store, const EpcUid *crisis, GCancellable *cancellable)
{
  EpcOverviewData *data = g_new0 (EpcOverviewData, 1);
  EpcOverviewReading reading = { .store = store, .crisis = crisis, .language = epc_language_get (NULL), .cancellable = cancellable, .data = data };
  char today[EPC_DATE_SIZE];

  epc_date_today_in (epc_store_zone (store), today);
  epc_overview_days (today, &reading.today);
  data->figures = g_ptr_array_new_with_free_func (figure_free);
  data->due = g_ptr_array_new_with_free_func (epc_overview_item_free);
  data->stale = g_ptr_array_new_with_free_func (epc_overview_item_free);
  data->upcoming = g_ptr_array_new_with_free_func (epc_overview_item_free);
  data->changes = g_ptr_array_new_with_free_func (epc_overview_item_free);
  data->crises = g_ptr_array_new_with_free_func (epc_overview_item_free);
  void (*const steps[]) (EpcOverviewReading *)
      = { read_crises, read_displaced, read_sites, read_stock, read_funding, read_readiness, epc_overview_read_due, epc_overview_read_stale, epc_overview_read_changes };
  reading.sites = g_thread_new ("sites of the overview", read_open_sites, &reading);
  for (guint i = 0; i < G_N_ELEMENTS (steps) && !g_cancellable_is_cancelled (cancellable); i++)
    steps[i](&reading);
  if (reading.sites != NULL) /* cancelled before their turn */
    {
      g_autoptr (GPtrArray) sites = g_thread_join (reading.sites);
    }
  if (data->map != NULL)
    epc_map_set_title (data->map, NULL, NULL);
  return data;
}
