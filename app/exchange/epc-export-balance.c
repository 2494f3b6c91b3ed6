/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The book of a site: a count and who came until the next count are that count and who left. Whoever came on the day of a count stood in it or did not,
 * so that both are looked at; and a movement that names another site is one of that site too, whether that one wrote it down or not. Only what balances
 * in truth tells a number, which the suppression sees by itself (EpcAcrossSum.is_exact).
 */
#include "epc-export-private.h"

#include <string.h>

#include "base/epc-date.h"
#include "base/epc-order.h"

typedef struct
{
  EpcUid site, uid;
  guint32 row;
  char day[EPC_DATE_SIZE];
} SiteCount;

typedef struct
{
  EpcUid site, uid, other;
  gboolean has_other, is_in;
  guint32 row;
  char day[EPC_DATE_SIZE];
} Movement;

struct _EpcBalances
{
  GArray *counts;    /* of SiteCount */
  GArray *movements; /* of Movement: each at its site, and once more at the other one */
  GArray *own;       /* of Movement, by the site that wrote it down */
};

EpcBalances *
epc_balances_new (void)
{
  EpcBalances *balances = g_new0 (EpcBalances, 1);

  balances->counts = g_array_new (FALSE, FALSE, sizeof (SiteCount));
  balances->movements = g_array_new (FALSE, FALSE, sizeof (Movement));
  balances->own = g_array_new (FALSE, FALSE, sizeof (Movement));
  return balances;
}

void
epc_balances_free (EpcBalances *balances)
{
  if (balances == NULL)
    return;
  g_array_unref (balances->counts);
  g_array_unref (balances->movements);
  g_array_unref (balances->own);
  g_free (balances);
}

gboolean
epc_balances_look (EpcBalances *balances, const EpcRecord *record, guint32 row)
{
  gboolean is_movement = g_str_equal (epc_record_entity (record)->key, "site_movement");
  gboolean is_count = g_str_equal (epc_record_entity (record)->key, "site_count");
  const EpcUid *site = is_movement || is_count ? epc_record_reference (record, "site") : NULL;
  const EpcUid *other = is_movement ? epc_record_reference (record, "other_site") : NULL;
  const char *day = site != NULL ? epc_record_text (record, "date") : NULL;

  if (day == NULL)
    return is_movement;
  if (is_count)
    {
      SiteCount count = { .site = *site, .uid = *epc_record_uid ((EpcRecord *) record), .row = row };
      g_strlcpy (count.day, day, sizeof count.day);
      g_array_append_val (balances->counts, count);
      return FALSE;
    }
  Movement movement = { .site = *site, .uid = *epc_record_uid ((EpcRecord *) record), .has_other = other != NULL, .row = row };
  movement.is_in = epc_record_is (record, "type", "arrival") || epc_record_is (record, "type", "transfer_in") || epc_record_is (record, "type", "birth");
  if (other != NULL)
    movement.other = *other;
  g_strlcpy (movement.day, day, sizeof movement.day);
  g_array_append_val (balances->own, movement);
  return TRUE;
}

/* --- in order --- */

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const SiteCount *one = a, *two = b;
  int order = epc_uid_compare (&one->site, &two->site);

  if (order == 0)
    order = strcmp (one->day, two->day);
  return order != 0 ? order : epc_uid_compare (&one->uid, &two->uid);
}

static int
compare_movements (gconstpointer a, gconstpointer b)
{
  const Movement *one = a, *two = b;
  int order = epc_uid_compare (&one->site, &two->site);

  if (order == 0)
    order = strcmp (one->day, two->day);
  return order != 0 ? order : epc_uid_compare (&one->uid, &two->uid);
}

static const SiteCount *
count_at (const EpcBalances *balances, guint at)
{
  return &g_array_index (balances->counts, SiteCount, at);
}

/* Each movement at its own site; with @others those of others that name a site as theirs, turned round. */
static void
lay_out (EpcBalances *balances, gboolean others)
{
  g_array_set_size (balances->movements, 0);
  for (guint i = 0; i < balances->own->len; i++)
    {
      Movement movement = g_array_index (balances->own, Movement, i);
      g_array_append_val (balances->movements, movement);
      if (!others || !movement.has_other)
        continue;
      EpcUid site = movement.site;
      movement.site = movement.other;
      movement.other = site;
      movement.is_in = !movement.is_in;
      g_array_append_val (balances->movements, movement);
    }
  g_array_sort (balances->movements, compare_movements);
}

/* Of @movements, which are in order: the position of the first of @site on @day or later, or where it would be. */
static guint
first_movement (const GArray *movements, const EpcUid *site, const char *day)
{
  Movement sought = { .site = *site };

  g_strlcpy (sought.day, day, sizeof sought.day);
  return epc_order_first (movements, &sought, compare_movements);
}

/* --- what must be the same --- */

/* The movements of @site after @from and until @to; @with_first: from that day on, and before @to. 0: there are none. */
static guint
append_movements (const EpcBalances *balances, const SiteCount *from, const SiteCount *to, gboolean with_first, gboolean is_in, GArray *members)
{
  guint n = 0;

  for (guint i = first_movement (balances->movements, &from->site, ""); i < balances->movements->len; i++)
    {
      const Movement *movement = &g_array_index (balances->movements, Movement, i);
      int after = strcmp (movement->day, from->day), before = strcmp (movement->day, to->day);
      if (!epc_uid_equal (&movement->site, &from->site))
        break;
      if (movement->is_in != is_in || (with_first ? after < 0 || before >= 0 : after <= 0 || before > 0))
        continue;
      g_array_append_val (members, movement->row);
      n++;
    }
  return n;
}

static void
add_balance (const EpcBalances *balances, const SiteCount *from, const SiteCount *to, gboolean with_first, EpcAcrossSums *sums)
{
  EpcAcrossSum sum = { .first = sums->members->len, .is_exact = TRUE, .is_balance = TRUE };
  guint n;

  g_array_append_val (sums->members, from->row);
  n = append_movements (balances, from, to, with_first, TRUE, sums->members);
  sum.n_left = n + 1;
  g_array_append_val (sums->members, to->row);
  n += append_movements (balances, from, to, with_first, FALSE, sums->members);
  sum.n = n + 2;
  if (n == 0)
    g_array_set_size (sums->members, sum.first);
  else
    g_array_append_val (sums->sums, sum);
}

/* Each count of a site with those of the next day on which it was counted. */
static void
add_balances (const EpcBalances *balances, EpcAcrossSums *sums)
{
  for (guint i = 0; i < balances->counts->len; i++)
    {
      const SiteCount *from = count_at (balances, i), *next = NULL;
      for (guint k = i + 1; k < balances->counts->len && epc_uid_equal (&count_at (balances, k)->site, &from->site); k++)
        {
          const SiteCount *to = count_at (balances, k);
          if (g_str_equal (to->day, from->day))
            continue;
          if (next != NULL && !g_str_equal (to->day, next->day))
            break;
          next = to;
          for (guint with_first = 0; with_first < 2; with_first++)
            add_balance (balances, from, to, with_first, sums);
        }
    }
}

/* The movements that @site wrote down on @day and that lead from it to @other (@is_in: to it from there). */
static guint
append_transfers (const EpcBalances *balances, const EpcUid *site, const EpcUid *other, const char *day, gboolean is_in, GArray *members)
{
  guint n = 0;

  for (guint i = first_movement (balances->own, site, day); i < balances->own->len; i++)
    {
      const Movement *one = &g_array_index (balances->own, Movement, i);
      if (!epc_uid_equal (&one->site, site) || !g_str_equal (one->day, day))
        break;
      if (!one->has_other || one->is_in != is_in || !epc_uid_equal (&one->other, other))
        continue;
      g_array_append_val (members, one->row);
      n++;
    }
  return n;
}

/* Who left a site for another on a day is who came to it from there. */
static void
add_transfers (const EpcBalances *balances, EpcAcrossSums *sums)
{
  for (guint i = 0; i < balances->own->len; i++)
    {
      const Movement *out = &g_array_index (balances->own, Movement, i);
      EpcAcrossSum sum = { .first = sums->members->len, .is_exact = TRUE, .is_balance = TRUE };
      if (out->is_in || !out->has_other)
        continue;
      sum.n_left = append_transfers (balances, &out->site, &out->other, out->day, FALSE, sums->members);
      sum.n = sum.n_left + append_transfers (balances, &out->other, &out->site, out->day, TRUE, sums->members);
      if (sum.n > sum.n_left)
        g_array_append_val (sums->sums, sum);
      else
        g_array_set_size (sums->members, sum.first);
    }
}

void
epc_balances_settle (EpcBalances *balances, EpcAcrossSums *sums)
{
  g_array_sort (balances->counts, compare_counts);
  g_array_sort (balances->own, compare_movements);
  for (guint others = 0; others < 2; others++)
    {
      lay_out (balances, others);
      if (others == 0 || balances->movements->len > balances->own->len)
        add_balances (balances, sums);
    }
  add_transfers (balances, sums);
}
