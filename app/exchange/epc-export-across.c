/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sums between kinds of record that count the same people (epc-kin.h). The last count of each site in a round is part of the areas that it
 * lies in, and is what the location with its SSID says; what an evacuation centre counted on the day of its site's count is that count. A count of
 * a site and who came until the next one are that one and who left (epc-export-balance.c).
 */
#include "epc-export-private.h"

#include <string.h>

#define NAME_SIZE 64

typedef struct
{
  char *pcode;
  guint64 spot;
} Site;

/* A row of a site or centre. */
typedef struct
{
  guint kind; /* position of its kind */
  guint32 row;
  EpcUid uid, site;
  gboolean has_site;
  GArray *rounds; /* of EpcKinRound */
  char *moment, *day; /* @day: of the count, or on which its round reports */
  char when[NAME_SIZE]; /* day and hour as text: the later the greater */
} Count;

struct _EpcAcross
{
  EpcStore *store;
  const EpcKin *kin;
  GHashTable *sites;   /* EpcUid → Site */
  GHashTable *centres; /* EpcUid → EpcUid of its site */
  GArray *counts;      /* of Count */
  EpcBalances *balances;
  EpcAcrossSums sums;
  gboolean is_read; /* sites and centres could be */
};

static void
site_free (gpointer data)
{
  Site *site = data;

  g_free (site->pcode);
  g_free (site);
}

static void
count_clear (gpointer data)
{
  Count *count = data;

  g_array_unref (count->rounds);
  g_free (count->moment);
  g_free (count->day);
}

/* --- sites and centres --- */

static gboolean
note_site (gint64 row, const EpcUid *uid, const EpcValue *values, gpointer data)
{
  Site *site = g_new0 (Site, 1);

  if (values[0].kind == EPC_VALUE_TEXT)
    site->pcode = g_strdup (values[0].text);
  if (values[1].kind == EPC_VALUE_TEXT)
    site->spot = epc_row_sums_number (values[1].text, strlen (values[1].text));
  g_hash_table_insert (((EpcAcross *) data)->sites, g_memdup2 (uid, sizeof *uid), site);
  return TRUE;
}

static gboolean
note_centre (gint64 row, const EpcUid *uid, const EpcValue *values, gpointer data)
{
  if (values[0].kind == EPC_VALUE_UID)
    g_hash_table_insert (((EpcAcross *) data)->centres, g_memdup2 (uid, sizeof *uid), g_memdup2 (&values[0].uid, sizeof (EpcUid)));
  return TRUE;
}

EpcAcross *
epc_across_new (EpcStore *store, const EpcKin *kin)
{
  static const char *const of_sites[] = { "place", "ssid", NULL }, *const of_centres[] = { "site", NULL };
  EpcAcross *across = g_new0 (EpcAcross, 1);
  g_autoptr (EpcQuery) sites = epc_query_new (epc_entity_find ("site"));
  g_autoptr (EpcQuery) centres = epc_query_new (epc_entity_find ("evacuation_centre"));

  across->store = g_object_ref (store);
  across->kin = kin;
  across->sites = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, site_free);
  across->centres = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, g_free);
  across->counts = g_array_new (FALSE, FALSE, sizeof (Count));
  g_array_set_clear_func (across->counts, count_clear);
  across->balances = epc_balances_new ();
  across->sums.members = g_array_new (FALSE, FALSE, sizeof (guint32));
  across->sums.sums = g_array_new (FALSE, FALSE, sizeof (EpcAcrossSum));
  epc_query_sort (sites, "", NULL);
  epc_query_sort (centres, "", NULL);
  across->is_read = epc_query_values (sites, store, of_sites, note_site, across, NULL, NULL)
                    && epc_query_values (centres, store, of_centres, note_centre, across, NULL, NULL);
  return across;
}

gboolean
epc_across_is_read (const EpcAcross *across)
{
  return across->is_read;
}

void
epc_across_free (EpcAcross *across)
{
  if (across == NULL)
    return;
  g_object_unref (across->store);
  g_hash_table_unref (across->sites);
  g_hash_table_unref (across->centres);
  g_array_unref (across->counts);
  epc_balances_free (across->balances);
  g_array_unref (across->sums.members);
  g_array_unref (across->sums.sums);
  g_free (across);
}

/* --- counts --- */

void
epc_across_look (EpcAcross *across, const EpcRecord *record, guint32 row)
{
  const EpcEntity *entity = epc_record_entity (record);
  if (epc_balances_look (across->balances, record, row))
    return;
  const EpcUid *centre = epc_entity_field (entity, "centre") != NULL ? epc_record_reference (record, "centre") : NULL;
  const EpcUid *site = centre != NULL                                  ? g_hash_table_lookup (across->centres, centre)
                       : epc_entity_field (entity, "site") != NULL ? epc_record_reference (record, "site")
                                                                       : NULL;
  const char *day = epc_record_text (record, epc_kin_day_field (entity));
  const char *time = epc_entity_field (entity, "time") != NULL ? epc_record_text (record, "time") : NULL;
  Count count = { .kind = (guint) epc_kin_position (entity), .row = row, .uid = *epc_record_uid ((EpcRecord *) record), .has_site = site != NULL };

  if (site != NULL)
    count.site = *site;
  count.rounds = epc_kin_rounds (across->kin, record);
  count.moment = epc_kin_moment (across->kin, record);
  count.day = epc_kin_day (across->kin, record);
  g_snprintf (count.when, sizeof count.when, "%s %s", day != NULL ? day : "", time != NULL ? time : "");
  g_array_append_val (across->counts, count);
}

/* Of one moment and site together; a site's own counts before those of its centre, the later ones after the earlier. */
static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const Count *one = a, *two = b;
  int order = g_strcmp0 (one->moment, two->moment);

  if (order == 0)
    order = epc_uid_compare (&one->site, &two->site);
  if (order == 0)
    order = one->kind < two->kind ? -1 : one->kind > two->kind;
  if (order == 0)
    order = strcmp (one->when, two->when);
  return order != 0 ? order : epc_uid_compare (&one->uid, &two->uid);
}

static const Count *
count_at (const EpcAcross *across, guint at)
{
  return &g_array_index (across->counts, Count, at);
}

static gboolean
is_same_site (const Count *one, const Count *two)
{
  return one->has_site && two->has_site && g_strcmp0 (one->moment, two->moment) == 0 && epc_uid_equal (&one->site, &two->site);
}

/* Each hour of a centre is each count of its site on that day, if the numbers are right. */
static void
add_centres (EpcAcross *across)
{
  for (guint i = 0; i < across->counts->len; i++)
    for (guint k = i + 1; k < across->counts->len && is_same_site (count_at (across, i), count_at (across, k)); k++)
      {
        EpcAcrossSum sum = { across->sums.members->len, 2, 1, TRUE, FALSE };
        if (count_at (across, i)->kind == count_at (across, k)->kind || g_strcmp0 (count_at (across, i)->day, count_at (across, k)->day) != 0)
          continue;
        g_array_append_val (across->sums.members, count_at (across, i)->row);
        g_array_append_val (across->sums.members, count_at (across, k)->row);
        g_array_append_val (across->sums.sums, sum);
      }
}

static const EpcKinRound *
round_of (const Count *count, const EpcUid *round)
{
  for (guint i = 0; i < count->rounds->len; i++)
    if (epc_uid_equal (&g_array_index (count->rounds, EpcKinRound, i).uid, round))
      return &g_array_index (count->rounds, EpcKinRound, i);
  return NULL;
}

/* What stands for a site in @round, of the counts from @first to before @end; a centre's where nobody counted the site itself. G_MAXUINT: none.
 * @names_first: those that name the round; else those that were made until its last day, and only where there are none of both the first later one. */
static guint
standing (const EpcAcross *across, guint first, guint end, const EpcUid *round, gboolean names_first)
{
  guint named = G_MAXUINT, last = G_MAXUINT, after = G_MAXUINT, kind = G_MAXUINT;

  for (guint i = first; i < end; i++)
    {
      const Count *count = count_at (across, i);
      const EpcKinRound *of = round_of (count, round);
      if (of == NULL || (kind != G_MAXUINT && count->kind != kind))
        continue;
      kind = count->kind;
      if (of->is_named)
        named = i;
      if (!of->is_after)
        last = i;
      else if (after == G_MAXUINT)
        after = i;
    }
  if (!names_first)
    return last;
  return named != G_MAXUINT ? named : last != G_MAXUINT ? last : after;
}

static void
append_besides (const EpcAcross *across, guint first, guint end, GArray *besides)
{
  for (guint i = first; i < end; i++)
    {
      const Count *count = count_at (across, i);
      const Site *site = count->has_site ? g_hash_table_lookup (across->sites, &count->site) : NULL;
      for (guint r = 0; r < count->rounds->len && site != NULL; r++)
        {
          const EpcKinRound *round = &g_array_index (count->rounds, EpcKinRound, r);
          guint ways = (standing (across, first, end, &round->uid, TRUE) == i ? EPC_BESIDE_NAMED_FIRST : 0)
                       | (standing (across, first, end, &round->uid, FALSE) == i ? EPC_BESIDE_LAST : 0);
          if (ways != 0 || round->is_named)
            ways |= EPC_BESIDE_SAME;
          EpcBeside beside = { count->row, epc_row_sums_number (round->uid.bytes, sizeof round->uid.bytes), site->spot, site->pcode, ways };
          g_array_append_val (besides, beside);
        }
    }
}

static GArray *
list_besides (const EpcAcross *across)
{
  GArray *besides = g_array_new (FALSE, FALSE, sizeof (EpcBeside));

  for (guint first = 0, end; first < across->counts->len; first = end)
    {
      for (end = first + 1; end < across->counts->len && is_same_site (count_at (across, first), count_at (across, end)); end++)
        ;
      append_besides (across, first, end, besides);
    }
  return besides;
}

void
epc_across_settle (EpcAcross *across, EpcRowSums *areas, const guint32 *order, guint32 first_row)
{
  g_array_sort (across->counts, compare_counts);
  add_centres (across);
  epc_balances_settle (across->balances, &across->sums);
  g_autoptr (GArray) besides = list_besides (across);
  epc_row_sums_add_beside (areas, order, first_row, (const EpcBeside *) (gpointer) besides->data, besides->len, &across->sums);
}

const EpcAcrossSums *
epc_across_sums (const EpcAcross *across)
{
  return &across->sums;
}
