/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-needs.h"

#include <math.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-rounds.h"
#include "epc-sites.h"
#include "epc-stock-moves.h"
#include "epc-stock.h"

#define KITS "KIT-NFI;KIT-SHELTER"
#define HOUSEHOLD 5.0 /* people: Sphere 2018 plans with five */
#define WOMEN_PERCENT 25.0 /* women of reproductive age among all: assumption of the MISP calculator (IAWG, UNFPA) */

static void
need_line_free (gpointer data)
{
  EpcNeedLine *line = data;

  g_free (line->item_code);
  g_free (line->item_name);
  g_free (line->unit);
  g_free (line->source);
  g_free (line->next_eta);
  g_free (line);
}

void
epc_needs_free (EpcNeeds *needs)
{
  if (needs == NULL)
    return;
  g_free (needs->kits);
  g_free (needs->kit_names);
  g_free (needs->people_source);
  g_free (needs->people_date);
  g_free (needs->expiring_what);
  g_ptr_array_unref (needs->lines);
  g_free (needs);
}

static double
number_setting (EpcStore *store, const char *key, double fallback)
{
  g_autofree char *text = epc_store_setting (store, key);
  double value = text != NULL ? g_ascii_strtod (text, NULL) : 0;

  return value > 0 ? value : fallback;
}

static EpcQuery *
of_crisis (EpcStore *store, const char *entity, const EpcUid *crisis)
{
  EpcQuery *query = epc_query_new (epc_entity_find (entity));
  char uid[EPC_UID_TEXT_SIZE];

  if (crisis != NULL)
    epc_query_where (query, store, "crisis", EPC_OP_EQUAL, epc_uid_to_text (crisis, uid), NULL);
  return query;
}

/* --- people --- */

static gboolean
people_of_figure (EpcNeeds *needs, EpcStore *store, const EpcUid *crisis, GError **error)
{
  g_autoptr (EpcQuery) query = of_crisis (store, "figure", crisis);

  if (!epc_query_where (query, store, "measure", EPC_OP_EQUAL, "displaced", error)
      || !epc_query_where (query, store, "used_in_report", EPC_OP_EQUAL, "yes", error) || !epc_query_sort (query, "-date", error))
    return FALSE;
  g_autoptr (GPtrArray) found = epc_query_records (query, store, error);
  if (found == NULL)
    return FALSE;
  if (found->len == 0 || epc_record_is_empty (g_ptr_array_index (found, 0), "value"))
    return TRUE;
  EpcRecord *figure = g_ptr_array_index (found, 0);
  needs->people = epc_record_integer (figure, "value");
  needs->people_source = g_strdup (epc_record_text (figure, "source"));
  needs->people_date = g_strdup (epc_record_text (figure, "date"));
  return TRUE;
}

/* The latest round of the crisis' own operation; a round is never added to another. */
static gboolean
people_of_round (EpcNeeds *needs, EpcStore *store, const EpcUid *crisis, GError **error)
{
  g_autoptr (EpcQuery) query = of_crisis (store, "dtm_operation", crisis);
  g_autoptr (GPtrArray) operations = epc_query_records (query, store, error);
  const EpcRound *latest = NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  if (operations == NULL)
    return FALSE;
  for (guint i = 0; i < operations->len; i++)
    {
      GPtrArray *rounds = epc_rounds (store, epc_record_uid (g_ptr_array_index (operations, i)), NULL, NULL, -1, NULL, error);
      if (rounds == NULL)
        return FALSE;
      g_ptr_array_add (all, rounds);
      for (guint r = 0; r < rounds->len; r++)
        {
          const EpcRound *round = g_ptr_array_index (rounds, r);
          if (round->people >= 0 && (latest == NULL || g_strcmp0 (round->date, latest->date) > 0))
            latest = round;
        }
    }
  if (latest == NULL)
    return TRUE;
  g_autofree char *number = epc_language_integer (epc_language_get (NULL), latest->number);
  needs->people = latest->people;
  needs->households = latest->households;
  needs->people_source = g_strdup_printf (_("round %s"), number);
  needs->people_date = g_strdup (latest->date);
  return TRUE;
}

static gboolean
people_of_sites (EpcNeeds *needs, EpcStore *store, const EpcUid *crisis, GError **error)
{
  g_autoptr (GPtrArray) sites = epc_sites_open (store, crisis, NULL, FALSE, NULL, error);
  g_auto (EpcSitesTotal) total = { 0 };

  if (sites == NULL)
    return FALSE;
  epc_sites_total (sites, &total);
  if (total.counted == 0)
    return TRUE;
  needs->people = total.people;
  needs->people_source = g_strdup_printf (ngettext_ ("%u open site", "%u open sites", (gulong) total.counted), total.counted);
  needs->people_date = g_strdup (total.newest);
  return TRUE;
}

static gboolean
read_people (EpcNeeds *needs, EpcStore *store, const EpcUid *crisis, gint64 people, GError **error)
{
  needs->people = needs->households = -1;
  if (people >= 0)
    {
      needs->people = people;
      needs->people_source = g_strdup (_("figure given"));
    }
  else if (!people_of_figure (needs, store, crisis, error) || (needs->people < 0 && !people_of_round (needs, store, crisis, error))
           || (needs->people < 0 && !people_of_sites (needs, store, crisis, error)))
    return FALSE;
  if (needs->people >= 0 && needs->households <= 0)
    needs->households = (gint64) ceil ((double) needs->people / needs->household_size - 1e-9);
  return TRUE;
}

/* --- what each household gets --- */

static EpcNeedLine *
line_of (EpcNeeds *needs, EpcStore *store, const EpcUid *item)
{
  for (guint i = 0; i < needs->lines->len; i++)
    {
      EpcNeedLine *known = g_ptr_array_index (needs->lines, i);
      if (epc_uid_equal (&known->item, item))
        return known;
    }
  g_autoptr (EpcRecord) record = epc_store_get (store, epc_entity_find ("item"), item, NULL);
  EpcNeedLine *line = g_new0 (EpcNeedLine, 1);
  line->item = *item;
  line->item_code = record != NULL ? g_strdup (epc_record_text (record, "item_code")) : NULL;
  line->item_name = epc_store_title (store, epc_entity_find ("item"), item);
  line->unit = record != NULL ? epc_record_to_display (record, "unit", NULL) : NULL;
  g_ptr_array_add (needs->lines, line);
  return line;
}

/* An item of several kits is needed once, in the larger quantity. */
static gboolean
read_standard (EpcNeeds *needs, EpcStore *store, double women, GError **error)
{
  g_auto (GStrv) kits = g_strsplit (needs->kits, ";", -1);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint k = 0; kits[k] != NULL; k++)
    {
      EpcUid kit;
      g_autofree char *name = epc_store_find_uid (store, epc_entity_find ("item"), g_strstrip (kits[k]), &kit, NULL)
                                  ? epc_store_title (store, epc_entity_find ("item"), &kit) : NULL;
      g_string_append_printf (names, "%s%s", k > 0 ? " + " : "", name != NULL ? name : kits[k]);
      g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("kit_item"));
      if (!epc_query_where (query, store, "kit", EPC_OP_EQUAL, g_strstrip (kits[k]), error))
        return FALSE;
      g_autoptr (GPtrArray) parts = epc_query_records (query, store, error);
      for (guint i = 0; parts != NULL && i < parts->len; i++)
        {
          EpcRecord *part = g_ptr_array_index (parts, i);
          const EpcUid *item = epc_record_reference (part, "item");
          double one = epc_kit_per_household (part, needs->household_size, women);
          if (item == NULL || one <= 0 || g_strcmp0 (epc_record_text (part, "is_optional"), "yes") == 0)
            continue;
          EpcNeedLine *line = line_of (needs, store, item);
          if (one <= line->per_household)
            continue;
          line->per_household = one;
          g_free (line->source);
          line->source = epc_record_is_empty (part, "source") ? NULL : epc_record_to_display (part, "source", NULL);
        }
      if (parts == NULL)
        return FALSE;
    }
  needs->kit_names = g_string_free (g_steal_pointer (&names), FALSE);
  return TRUE;
}

/* --- what is there and on its way --- */

static gboolean
read_stock (EpcNeeds *needs, EpcStore *store, GError **error)
{
  g_autoptr (GPtrArray) stock = epc_stock (store, NULL, error);

  for (guint s = 0; stock != NULL && s < stock->len; s++)
    {
      const EpcStockLine *there = g_ptr_array_index (stock, s);
      for (guint i = 0; i < needs->lines->len; i++)
        {
          EpcNeedLine *line = g_ptr_array_index (needs->lines, i);
          if (!epc_uid_equal (&line->item, &there->item))
            continue;
          line->on_hand += there->on_hand;
          line->reserved += there->reserved;
          line->unusable += there->unusable;
          line->available += MAX (there->available, 0);
        }
    }
  return stock != NULL;
}

static gboolean
read_pipeline (EpcNeeds *needs, EpcStore *store, GError **error)
{
  g_autoptr (GPtrArray) pipeline = epc_stock_pipeline (store, error);

  for (guint p = 0; pipeline != NULL && p < pipeline->len; p++)
    {
      const EpcPipelineLine *coming = g_ptr_array_index (pipeline, p);
      for (guint i = 0; i < needs->lines->len; i++)
        {
          EpcNeedLine *line = g_ptr_array_index (needs->lines, i);
          if (!epc_uid_equal (&line->item, &coming->item))
            continue;
          line->pipeline += coming->left;
          if (coming->eta != NULL && (line->next_eta == NULL || g_strcmp0 (coming->eta, line->next_eta) < 0))
            {
              g_free (line->next_eta);
              line->next_eta = g_strdup (coming->eta);
            }
        }
    }
  return pipeline != NULL;
}

/* Households reached by what was given away in the crisis. */
static gboolean
read_reached (EpcNeeds *needs, EpcStore *store, const EpcUid *crisis, GError **error)
{
  g_autoptr (EpcQuery) query = of_crisis (store, "distribution", crisis);
  g_autoptr (GPtrArray) all = epc_query_records (query, store, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      EpcRecord *one = g_ptr_array_index (all, i);
      if (epc_record_is_empty (one, "hh_reached") || g_strcmp0 (epc_record_text (one, "status"), "cancelled") == 0)
        continue;
      needs->reached += epc_record_integer (one, "hh_reached");
      needs->n_distributions++;
    }
  return all != NULL;
}

/* Lots that hold something and expire soon. */
static gboolean
read_expiring (EpcNeeds *needs, EpcStore *store, GError **error)
{
  char today[EPC_DATE_SIZE], last[EPC_DATE_SIZE];
  int year, month, day;
  g_autofree char *first = NULL;
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("batch")), stores = epc_query_new (epc_entity_find ("warehouse"));

  epc_date_today_in (epc_store_zone (store), today);
  epc_date_split (today, &year, &month, &day);
  gint64 now = epc_date_days (year, month, day);
  epc_ledger_day_text (now + EPC_NEEDS_SOON, last);
  if (!epc_query_where (query, store, "expiry_date", EPC_OP_GREATER_EQUAL, today, error)
      || !epc_query_where (query, store, "expiry_date", EPC_OP_LESS_EQUAL, last, error) || !epc_query_sort (query, "expiry_date", error))
    return FALSE;
  g_autoptr (GPtrArray) lots = epc_query_records (query, store, error), warehouses = epc_query_records (stores, store, error);
  if (lots == NULL || warehouses == NULL)
    return FALSE;
  for (guint i = 0; i < lots->len; i++)
    for (guint w = 0; w < warehouses->len; w++)
      {
        EpcRecord *lot = g_ptr_array_index (lots, i);
        EpcLotKey key = { .warehouse = *epc_record_uid (g_ptr_array_index (warehouses, w)), .batch = *epc_record_uid (lot), .is_good = TRUE };
        if (epc_record_reference (lot, "item") == NULL)
          continue;
        key.item = *epc_record_reference (lot, "item");
        g_autoptr (EpcLotDays) days = epc_lot_days_load (store, &key, error);
        if (days == NULL)
          return FALSE;
        double there = MAX (epc_lot_days_on (days, now), 0);
        needs->expiring += there;
        if (there > 0 && needs->expiring_what == NULL)
          {
            g_autofree char *item = epc_store_title (store, epc_entity_find ("item"), &key.item);
            g_autofree char *date = epc_language_date (epc_language_get (NULL), epc_record_text (lot, "expiry_date"), TRUE);
            needs->expiring_what = g_strdup_printf ("%s · %s · %s", item, epc_record_text (lot, "batch_no"), date);
          }
      }
  return TRUE;
}

/* --- what is missing --- */

static int
by_missing (gconstpointer a, gconstpointer b)
{
  const EpcNeedLine *x = *(const EpcNeedLine *const *) a, *y = *(const EpcNeedLine *const *) b;

  if (x->households_without != y->households_without)
    return x->households_without > y->households_without ? -1 : 1;
  return g_utf8_collate (x->item_name, y->item_name);
}

static void
work_out (EpcNeeds *needs)
{
  gint64 covered = G_MAXINT64;

  for (guint i = 0; i < needs->lines->len; i++)
    {
      EpcNeedLine *line = g_ptr_array_index (needs->lines, i);
      if (needs->households >= 0)
        {
          line->need = (double) needs->households * line->per_household;
          line->gap = MAX (line->need - line->available - line->pipeline, 0);
          line->households_without = (gint64) ceil (line->gap / line->per_household - 1e-9);
        }
      covered = MIN (covered, (gint64) floor (line->available / line->per_household + 1e-9));
    }
  g_ptr_array_sort (needs->lines, by_missing);
  needs->covered = needs->lines->len > 0 ? covered : 0;
  const EpcNeedLine *worst = needs->lines->len > 0 ? g_ptr_array_index (needs->lines, 0) : NULL;
  if (worst != NULL && worst->households_without > 0)
    {
      needs->without = worst->households_without;
      needs->short_of = worst->item_name;
    }
}

EpcNeeds *
epc_needs (EpcStore *store, const EpcUid *crisis, gint64 people, const char *kits, GError **error)
{
  g_autoptr (EpcNeeds) needs = g_new0 (EpcNeeds, 1);
  g_autofree char *set = epc_store_setting (store, "needs.kits");

  needs->lines = g_ptr_array_new_with_free_func (need_line_free);
  needs->household_size = number_setting (store, "needs.household_size", HOUSEHOLD);
  needs->kits = g_strdup (kits != NULL ? kits : set != NULL && *set != '\0' ? set : KITS);
  if (!read_people (needs, store, crisis, people, error)
      || !read_standard (needs, store, needs->household_size * number_setting (store, "needs.women_percent", WOMEN_PERCENT) / 100, error)
      || !read_stock (needs, store, error) || !read_pipeline (needs, store, error) || !read_reached (needs, store, crisis, error)
      || !read_expiring (needs, store, error))
    return NULL;
  work_out (needs);
  return g_steal_pointer (&needs);
}

static char *
amount_text (const EpcLanguage *language, double amount)
{
  return epc_language_decimal (language, amount, fabs (amount - round (amount)) < 1e-6 ? 0 : 2);
}

char *
epc_need_sentence (const EpcNeeds *needs, const EpcNeedLine *line, const char *name)
{
  const EpcLanguage *language = epc_language_get (name);
  g_autofree char *households = epc_language_integer (language, needs->households), *one = amount_text (language, line->per_household);
  g_autofree char *need = amount_text (language, line->need), *available = amount_text (language, line->available);
  g_autofree char *pipeline = amount_text (language, line->pipeline), *gap = amount_text (language, line->gap);
  g_autofree char *without = epc_language_integer (language, line->households_without);

  if (needs->households < 0)
    return g_strdup (epc_language_text (language, N_("How many people need it is not known.")));
  if (line->gap <= 0)
    return g_strdup_printf (epc_language_plural (language, N_("%s household × %s = %s; %s available and %s on its way are enough."),
                                                 N_("%s households × %s = %s; %s available and %s on its way are enough."), needs->households), households, one, need,
                            available, pipeline);
  return g_strdup_printf (epc_language_plural (language, N_("%s household × %s = %s; − %s available − %s on its way = %s; ÷ %s = %s household."),
                                               N_("%s households × %s = %s; − %s available − %s on its way = %s; ÷ %s = %s households."), needs->households),
                          households, one, need, available, pipeline, gap, one, without);
}
