/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-region.h"

#include <math.h>
#include <string.h>

#include "base/epc-date.h"
#include "epc-mefm.h"
#include "epc-roster.h"
#include "epc-stock.h"
#include "store/epc-parcel.h"

#define MOST_PARCELS 1000

typedef struct
{
  EpcStore *store;
  EpcRegion *region;
  GCancellable *cancellable;
  GHashTable *offices;  /* uid → EpcRecord */
  GHashTable *keepers;  /* uid of a record (expert) → country; warehouse → country */
  GHashTable *crises;   /* uid → country */
  GHashTable *active;   /* uids of crises that are active */
  GHashTable *left_out; /* countries in which only a regional office sits: it looks after none of its own */
} Asking;

static void
money_free (gpointer data)
{
  g_free (((EpcRegionMoney *) data)->currency);
  g_free (data);
}

static void
country_free (gpointer data)
{
  EpcRegionCountry *country = data;

  g_free (country->country);
  g_free (country->name);
  g_free (country->office);
  g_free (country->readiness_on);
  g_ptr_array_unref (country->crisis_names);
  g_clear_pointer (&country->round, epc_round_free);
  g_free (country->kit);
  g_free (country->stock_on);
  g_free (country->roster_on);
  g_ptr_array_unref (country->money);
  g_free (country->money_on);
  g_free (country->reports_on);
  g_free (country->package_from);
  g_free (country);
}

void
epc_region_free (EpcRegion *region)
{
  if (region == NULL)
    return;
  g_ptr_array_unref (region->countries);
  g_free (region->today);
  g_free (region->zone);
  g_free (region);
}

/* --- whose it is --- */

static EpcRegionCountry *
country_of_code (Asking *asking, const char *code)
{
  GPtrArray *all = asking->region->countries;

  if (code == NULL || *code == '\0' || g_hash_table_contains (asking->left_out, code))
    return NULL;
  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (((EpcRegionCountry *) g_ptr_array_index (all, i))->country, code))
      return g_ptr_array_index (all, i);
  EpcRegionCountry *country = g_new0 (EpcRegionCountry, 1);
  country->country = g_strdup (code);
  country->name = epc_store_place_name (asking->store, code);
  country->is_own = g_strcmp0 (code, epc_store_country (asking->store)) == 0;
  country->readiness = NAN;
  country->households = -1;
  country->crisis_names = g_ptr_array_new_with_free_func (g_free);
  country->money = g_ptr_array_new_with_free_func (money_free);
  g_ptr_array_add (all, country);
  return country;
}

/* The country of the office that keeps @record; NULL: not known. */
static const char *
keeper_country (Asking *asking, EpcRecord *record)
{
  EpcRecord *office = g_hash_table_lookup (asking->offices, &epc_record_meta (record)->office);

  return office != NULL ? epc_record_text (office, "country") : NULL;
}

static const char *
told_country (Asking *asking, EpcRecord *record)
{
  const EpcEntity *entity = epc_record_entity (record);
  const char *told = epc_entity_field (entity, "country") != NULL ? epc_record_text (record, "country") : NULL;
  const EpcUid *crisis = epc_entity_field (entity, "crisis") != NULL ? epc_record_reference (record, "crisis") : NULL;

  if (told == NULL && crisis != NULL)
    told = g_hash_table_lookup (asking->crises, crisis);
  return told != NULL ? told : keeper_country (asking, record);
}

static EpcRegionCountry *
country_of (Asking *asking, EpcRecord *record)
{
  return country_of_code (asking, told_country (asking, record));
}

static void
take_later (char **date, const char *other)
{
  if (other == NULL || (*date != NULL && strncmp (other, *date, 10) <= 0))
    return;
  g_free (*date);
  *date = g_strndup (other, 10);
}

static GPtrArray *
all_of (Asking *asking, const char *entity, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (entity));

  return epc_query_records (query, asking->store, error);
}

/* --- what is asked --- */

static gboolean
add_offices (Asking *asking, GError **error)
{
  g_autoptr (GPtrArray) all = all_of (asking, "office", error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      EpcRecord *office = g_ptr_array_index (all, i);
      g_hash_table_insert (asking->offices, g_memdup2 (epc_record_uid (office), sizeof (EpcUid)), g_object_ref (office));
      if (epc_record_is (office, "role", "regional"))
        continue;
      EpcRegionCountry *country = country_of_code (asking, epc_record_text (office, "country"));
      if (country != NULL && country->office == NULL)
        country->office = epc_record_title (office);
    }
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const char *code = epc_record_text (g_ptr_array_index (all, i), "country");
      gboolean is_kept = FALSE;
      for (guint k = 0; k < asking->region->countries->len; k++)
        is_kept = is_kept || g_strcmp0 (((EpcRegionCountry *) g_ptr_array_index (asking->region->countries, k))->country, code) == 0;
      if (code != NULL && !is_kept)
        g_hash_table_add (asking->left_out, g_strdup (code));
    }
  return all != NULL;
}

static gboolean
add_crises (Asking *asking, GError **error)
{
  g_autoptr (GPtrArray) all = all_of (asking, "crisis", error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      EpcRecord *crisis = g_ptr_array_index (all, i);
      const char *code = told_country (asking, crisis);
      EpcRegionCountry *country = country_of_code (asking, code);
      g_hash_table_insert (asking->crises, g_memdup2 (epc_record_uid (crisis), sizeof (EpcUid)), g_strdup (code));
      if (country == NULL || epc_record_is (crisis, "is_drill", "yes"))
        continue;
      country->crises++;
      if (!epc_record_is (crisis, "status", "active"))
        continue;
      country->crises_active++;
      g_ptr_array_add (country->crisis_names, epc_record_title (crisis));
      g_hash_table_add (asking->active, g_memdup2 (epc_record_uid (crisis), sizeof (EpcUid)));
    }
  return all != NULL;
}

static gboolean
add_readiness (Asking *asking, GError **error)
{
  g_autoptr (GPtrArray) all = all_of (asking, "preparedness_action", error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      EpcRecord *action = g_ptr_array_index (all, i);
      EpcRegionCountry *country = country_of (asking, action);
      const char *due = epc_record_text (action, "due");
      if (country == NULL || !epc_record_is (action, "kind", "mpa") || epc_record_is (action, "status", "na"))
        continue;
      gboolean is_done = epc_record_is (action, "status", "done");
      country->actions++;
      country->actions_done += is_done;
      country->actions_overdue += epc_record_is (action, "status", "overdue") || (!is_done && due != NULL && g_strcmp0 (due, asking->region->today) < 0);
      country->readiness = country->actions_done * 100.0 / country->actions;
      take_later (&country->readiness_on, epc_record_text (action, "last_checked"));
    }
  return all != NULL;
}

static gboolean
add_rounds (Asking *asking, GError **error)
{
  for (guint i = 0; i < asking->region->countries->len; i++)
    {
      EpcRegionCountry *country = g_ptr_array_index (asking->region->countries, i);
      g_autoptr (GError) local = NULL;
      country->round = epc_round_latest (asking->store, country->country, NULL, NULL, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  return TRUE;
}

/* --- stock --- */

static gboolean
find_warehouses (Asking *asking, GError **error)
{
  g_autoptr (GPtrArray) all = all_of (asking, "warehouse", error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      EpcRecord *warehouse = g_ptr_array_index (all, i);
      const char *place = epc_record_text (warehouse, "place");
      char *code = place != NULL ? epc_store_place_above (asking->store, place, 0) : NULL;
      if (code == NULL)
        code = g_strdup (keeper_country (asking, warehouse));
      g_hash_table_insert (asking->keepers, g_memdup2 (epc_record_uid (warehouse), sizeof (EpcUid)), code);
    }
  return all != NULL;
}

/* The latest entry of each warehouse. */
static gboolean
note_movement (gint64 row, const EpcUid *uid, const EpcValue *values, gpointer last)
{
  if (values[0].kind != EPC_VALUE_UID || values[1].kind != EPC_VALUE_TEXT)
    return TRUE;
  const char *known = g_hash_table_lookup (last, &values[0].uid);
  if (known == NULL || strcmp (values[1].text, known) > 0)
    g_hash_table_replace (last, g_memdup2 (&values[0].uid, sizeof values[0].uid), g_strdup (values[1].text));
  return TRUE;
}

static gboolean
add_stock_dates (Asking *asking, GError **error)
{
  static const char *const fields[] = { "warehouse", "time", NULL };
  g_autoptr (EpcQuery) movements = epc_query_new (epc_entity_find ("stock_movement"));
  g_autoptr (GHashTable) last = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, g_free);
  GHashTableIter iter;
  gpointer warehouse, time;

  if (!epc_query_sort (movements, "", error) || !epc_query_values (movements, asking->store, fields, note_movement, last, asking->cancellable, error))
    return FALSE;
  g_hash_table_iter_init (&iter, last);
  while (g_hash_table_iter_next (&iter, &warehouse, &time))
    {
      EpcRegionCountry *country = country_of_code (asking, g_hash_table_lookup (asking->keepers, warehouse));
      if (country != NULL)
        take_later (&country->stock_on, time);
    }
  return TRUE;
}

static gboolean
add_cover (Asking *asking, EpcRegionCountry *country, GPtrArray *lines, GError **error)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new ();

  for (guint i = 0; i < lines->len; i++)
    {
      EpcStockLine *line = g_ptr_array_index (lines, i);
      if (g_strcmp0 (g_hash_table_lookup (asking->keepers, &line->warehouse), country->country) == 0)
        g_ptr_array_add (own, line);
    }
  country->stock_lines = own->len;
  if (own->len == 0)
    return TRUE;
  g_autoptr (GPtrArray) kits = epc_stock_cover (asking->store, own, error);
  for (guint i = 0; kits != NULL && i < kits->len; i++)
    {
      const EpcKitCover *kit = g_ptr_array_index (kits, i);
      if (kit->short_of == NULL || kit->households <= country->households)
        continue;
      country->households = kit->households;
      g_free (country->kit);
      country->kit = g_strdup (kit->kit_name);
    }
  return kits != NULL;
}

static gboolean
add_stock (Asking *asking, GError **error)
{
  g_autoptr (GPtrArray) lines = find_warehouses (asking, error) ? epc_stock (asking->store, asking->cancellable, error) : NULL;

  if (lines == NULL || !add_stock_dates (asking, error))
    return FALSE;
  for (guint i = 0; i < asking->region->countries->len; i++)
    if (!add_cover (asking, g_ptr_array_index (asking->region->countries, i), lines, error))
      return FALSE;
  return TRUE;
}

/* --- people, money, reports, packages --- */

static gboolean
add_roster (Asking *asking, GError **error)
{
  g_autoptr (GPtrArray) all = all_of (asking, "expert", error);
  g_autoptr (EpcRoster) roster = all != NULL ? epc_roster (asking->store, NULL, NULL, error) : NULL;

  for (guint i = 0; roster != NULL && i < all->len; i++)
    {
      EpcRecord *expert = g_ptr_array_index (all, i);
      g_hash_table_insert (asking->keepers, g_memdup2 (epc_record_uid (expert), sizeof (EpcUid)), g_strdup (keeper_country (asking, expert)));
    }
  for (guint i = 0; roster != NULL && i < roster->lines->len; i++)
    {
      const EpcRosterLine *line = g_ptr_array_index (roster->lines, i);
      EpcRegionCountry *country = country_of_code (asking, g_hash_table_lookup (asking->keepers, &line->expert));
      if (country == NULL)
        continue;
      country->experts++;
      country->experts_ready += line->state == EPC_DEPLOYABLE_YES;
      country->experts_partly += line->state == EPC_DEPLOYABLE_PARTLY;
      take_later (&country->roster_on, roster->from);
    }
  return roster != NULL;
}

static void
add_money (EpcRegionCountry *country, const char *currency, gint64 outstanding)
{
  for (guint i = 0; i < country->money->len; i++)
    {
      EpcRegionMoney *known = g_ptr_array_index (country->money, i);
      if (g_strcmp0 (known->currency, currency) != 0)
        continue;
      known->outstanding += outstanding;
      return;
    }
  EpcRegionMoney *money = g_new0 (EpcRegionMoney, 1);
  money->currency = g_strdup (currency);
  money->outstanding = outstanding;
  g_ptr_array_add (country->money, money);
}

static gboolean
add_requests (Asking *asking, GError **error)
{
  static const char *const over[] = { "closed", "rejected", "reimbursed", NULL };
  g_autoptr (GPtrArray) all = all_of (asking, "funding_request", error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      EpcRecord *request = g_ptr_array_index (all, i);
      EpcRegionCountry *country = country_of (asking, request);
      const char *status = epc_record_text (request, "status");
      if (country == NULL)
        continue;
      country->requests++;
      if (status != NULL && g_strv_contains (over, status))
        continue;
      g_autoptr (EpcMefm) mefm = epc_mefm (asking->store, epc_record_uid (request), NULL, error);
      if (mefm == NULL)
        return FALSE;
      country->requests_open++;
      country->requests_overdue += mefm->is_overdue;
      if (mefm->outstanding > 0)
        add_money (country, mefm->currency, mefm->outstanding);
      take_later (&country->money_on, epc_record_text (request, "spent_date"));
    }
  return all != NULL;
}

/* Of each active crisis the latest report says when the next one should come. */
static gboolean
add_reports (Asking *asking, GError **error)
{
  g_autoptr (GPtrArray) all = all_of (asking, "sitrep", error);
  g_autoptr (GHashTable) latest = g_hash_table_new (epc_uid_hash, epc_uid_equal_func);
  GHashTableIter iter;
  gpointer report;

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      EpcRecord *sitrep = g_ptr_array_index (all, i);
      const EpcUid *crisis = epc_record_reference (sitrep, "crisis");
      EpcRegionCountry *country = country_of (asking, sitrep);
      if (country == NULL || crisis == NULL || epc_record_is (sitrep, "status", "withdrawn"))
        continue;
      EpcRecord *known = g_hash_table_lookup (latest, crisis);
      country->reports++;
      take_later (&country->reports_on, epc_record_text (sitrep, "as_of"));
      if (known == NULL || g_strcmp0 (epc_record_text (known, "as_of"), epc_record_text (sitrep, "as_of")) < 0)
        g_hash_table_replace (latest, (gpointer) crisis, sitrep);
    }
  g_hash_table_iter_init (&iter, latest);
  while (g_hash_table_iter_next (&iter, NULL, &report))
    {
      const char *next = epc_record_text (report, "next_report");
      EpcRegionCountry *country = country_of (asking, report);
      if (next != NULL && g_strcmp0 (next, asking->region->today) < 0
          && g_hash_table_contains (asking->active, epc_record_reference (report, "crisis")))
        country->reports_overdue++;
    }
  return all != NULL;
}

static gboolean
add_packages (Asking *asking, GError **error)
{
  g_autoptr (GPtrArray) parcels = epc_parcel_list (asking->store, MOST_PARCELS, error);
  g_autoptr (GPtrArray) peers = parcels != NULL ? epc_share_peers (asking->store, error) : NULL;

  for (guint i = 0; peers != NULL && i < parcels->len; i++)
    {
      const EpcParcel *parcel = g_ptr_array_index (parcels, i);
      for (guint k = 0; !parcel->is_sent && k < peers->len; k++)
        {
          const EpcPeer *peer = g_ptr_array_index (peers, k);
          EpcRecord *office = epc_uid_equal (&peer->replica, &parcel->peer) ? g_hash_table_lookup (asking->offices, &peer->office) : NULL;
          EpcRegionCountry *country = office != NULL && !epc_record_is (office, "role", "regional")
                                          ? country_of_code (asking, epc_record_text (office, "country")) : NULL;
          if (country == NULL || country->package_at >= parcel->at)
            continue;
          country->package_at = parcel->at;
          g_free (country->package_from);
          country->package_from = g_strdup (parcel->name);
        }
    }
  return peers != NULL;
}

static int
by_name (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate ((*(EpcRegionCountry *const *) a)->name, (*(EpcRegionCountry *const *) b)->name);
}

EpcRegion *
epc_region (EpcStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (EpcRegion) region = g_new0 (EpcRegion, 1);
  g_autoptr (GHashTable) offices = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, g_object_unref);
  g_autoptr (GHashTable) keepers = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, g_free);
  g_autoptr (GHashTable) crises = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, g_free);
  g_autoptr (GHashTable) active = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, NULL);
  g_autoptr (GHashTable) left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Asking asking = { store, region, cancellable, offices, keepers, crises, active, left_out };
  char today[EPC_DATE_SIZE];

  region->countries = g_ptr_array_new_with_free_func (country_free);
  epc_date_today_in (epc_store_zone (store), today);
  region->today = g_strdup (today);
  region->zone = g_strdup (epc_store_zone (store));
  if (!add_offices (&asking, error) || !add_crises (&asking, error) || !add_readiness (&asking, error) || !add_stock (&asking, error)
      || !add_roster (&asking, error) || !add_requests (&asking, error) || !add_reports (&asking, error) || !add_packages (&asking, error)
      || !add_rounds (&asking, error))
    return NULL;
  g_ptr_array_sort (region->countries, by_name);
  return g_steal_pointer (&region);
}
