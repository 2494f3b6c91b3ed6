/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is worked out of counts of people and tells them: 2 % of a hundred are two (EpcField.share_of), and returnees in percent of the population, or the
 * area of a site a person, are the people when the rest is known (EpcField.tells). A share leaves where neither it nor what is missing from it is 1 to 4
 * people; what tells a count leaves where that count does. Of shares that add up to all a second one stays with the first. An assessment
 * of a site is of the people who were counted in it last before or first after it.
 */
#include "epc-export-private.h"

#include <math.h>
#include <string.h>

#include "base/epc-date.h"
#include "base/epc-order.h"

typedef struct
{
  guint field;
  const EpcField *of;        /* of @elsewhere, or of the record itself */
  const EpcEntity *elsewhere; /* NULL: the record's own */
  gboolean tells, is_of_site; /* @is_of_site: the site itself says how many there are, and no count of it */
} Share;

/* A share in a record. */
typedef struct
{
  double percent; /* NAN: empty */
  gint64 base;    /* −1: not known */
  gboolean is_hidden;
} Cell;

typedef struct
{
  EpcUid site;
  gboolean has_site;
  char day[EPC_DATE_SIZE];
} Row;

/* A count of a site. */
typedef struct
{
  EpcUid site;
  char day[EPC_DATE_SIZE];
  guint32 row;
  gint64 counted[16]; /* by share; −1: empty */
} SiteCount;

struct _EpcShares
{
  EpcStore *store;
  const EpcAudienceRules *rules;
  const EpcEntity *entity;
  GArray *shares; /* of Share */
  GArray *rows;   /* of Row */
  GArray *cells;  /* of Cell, by row and share */
  gboolean asks_elsewhere;
};

gboolean
epc_shares_is_one (const EpcField *field)
{
  return field->share_of != NULL || field->tells != NULL;
}

gboolean
epc_shares_ask_elsewhere (const EpcEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (epc_shares_is_one (&entity->fields[i]) && strchr (entity->fields[i].share_of != NULL ? entity->fields[i].share_of : entity->fields[i].tells, '.') != NULL)
      return TRUE;
  return FALSE;
}

/* "attended" of the entity itself, "site_count.idp_ind" of another one. */
static void
add_share (EpcShares *shares, guint position)
{
  const EpcField *field = &shares->entity->fields[position];
  const char *of = field->share_of != NULL ? field->share_of : field->tells, *dot = strchr (of, '.');
  g_autofree char *elsewhere = dot != NULL ? g_strndup (of, (gsize) (dot - of)) : NULL;
  Share share = { .field = position, .tells = field->share_of == NULL, .elsewhere = elsewhere != NULL ? epc_entity_find (elsewhere) : NULL };

  share.of = epc_entity_field (share.elsewhere != NULL ? share.elsewhere : shares->entity, dot != NULL ? dot + 1 : of);
  share.is_of_site = share.elsewhere != NULL && g_str_equal (share.elsewhere->key, "site");
  g_return_if_fail (share.of != NULL && shares->shares->len < G_N_ELEMENTS (((SiteCount *) NULL)->counted));
  shares->asks_elsewhere |= share.elsewhere != NULL && !share.is_of_site;
  g_array_append_val (shares->shares, share);
}

EpcShares *
epc_shares_new (EpcStore *store, const EpcAudienceRules *rules, const EpcEntity *entity, const gboolean *is_column)
{
  g_autoptr (EpcShares) shares = g_new0 (EpcShares, 1);

  shares->store = g_object_ref (store);
  shares->rules = rules;
  shares->entity = entity;
  shares->shares = g_array_new (FALSE, FALSE, sizeof (Share));
  shares->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  shares->cells = g_array_new (FALSE, TRUE, sizeof (Cell));
  for (guint i = 0; i < entity->n_fields; i++)
    if (is_column[i] && epc_shares_is_one (&entity->fields[i]))
      add_share (shares, i);
  return shares->shares->len > 0 ? g_steal_pointer (&shares) : NULL;
}

void
epc_shares_free (EpcShares *shares)
{
  if (shares == NULL)
    return;
  g_object_unref (shares->store);
  g_array_unref (shares->shares);
  g_array_unref (shares->rows);
  g_array_unref (shares->cells);
  g_free (shares);
}

static Share *
share_at (const EpcShares *shares, guint at)
{
  return &g_array_index (shares->shares, Share, at);
}

static Cell *
cell_at (const EpcShares *shares, guint row, guint share)
{
  return &g_array_index (shares->cells, Cell, row * shares->shares->len + share);
}

static gint64
counted (const EpcRecord *record, const EpcField *field)
{
  return epc_record_is_empty (record, field->key) ? -1 : epc_record_integer (record, field->key);
}

void
epc_shares_look (EpcShares *shares, const EpcRecord *record)
{
  const EpcField *site = epc_entity_field (shares->entity, "site");
  const EpcUid *of = site != NULL ? epc_record_reference (record, "site") : NULL;
  const char *day = of != NULL && shares->entity->date != NULL ? epc_record_text (record, shares->entity->date) : NULL;
  Row row = { .has_site = day != NULL };

  if (day != NULL)
    {
      row.site = *of;
      g_strlcpy (row.day, day, sizeof row.day);
    }
  g_array_append_val (shares->rows, row);
  for (guint i = 0; i < shares->shares->len; i++)
    {
      const Share *share = share_at (shares, i);
      const EpcField *field = &shares->entity->fields[share->field];
      Cell cell = { .percent = epc_record_is_empty (record, field->key) ? NAN : epc_record_decimal (record, field->key), .base = -1 };
      g_autoptr (EpcRecord) named = share->is_of_site && of != NULL && !isnan (cell.percent) ? epc_store_get (shares->store, share->elsewhere, of, NULL) : NULL;
      if (share->elsewhere == NULL || named != NULL)
        cell.base = counted (named != NULL ? named : record, share->of);
      g_array_append_val (shares->cells, cell);
    }
}

/* --- what they tell --- */

/* Of @base people, as it may be rounded: 3 % of 150 may be 4. */
static gboolean
is_few (double percent, gint64 base)
{
  double half = percent == round (percent) ? .5 : fabs (percent * 10 - round (percent * 10)) < 1e-6 ? .05 : 1e-4;

  return ceil ((percent - half) / 100 * (double) base) < EPC_LEAST_SHOWN && floor ((percent + half) / 100 * (double) base) >= 1;
}

/* Either the share itself or those who are not of it. All of them and none say nothing that the count does not. */
static gboolean
tells_few (const Cell *cell, gint64 base)
{
  return base > 0 && cell->percent > 0 && cell->percent < 100 && (is_few (cell->percent, base) || is_few (100 - cell->percent, base));
}

/* Shares of what the record or its site says: @suppression is settled. */
static void
hide_own (EpcShares *shares, const EpcSuppression *suppression)
{
  for (guint r = 0; r < shares->rows->len; r++)
    for (guint i = 0; i < shares->shares->len; i++)
      {
        const Share *share = share_at (shares, i);
        Cell *cell = cell_at (shares, r, i);
        if ((share->elsewhere != NULL && !share->is_of_site) || isnan (cell->percent))
          continue;
        EpcCellMark mark = share->tells ? epc_suppression_mark (suppression, r, (guint) epc_entity_field_index (shares->entity, share->of->key)) : EPC_CELL_SHOWN;
        cell->is_hidden = share->tells ? mark != EPC_CELL_SHOWN && mark != EPC_CELL_ABSENT : tells_few (cell, cell->base);
      }
}

/* --- counts of the site --- */

typedef struct
{
  EpcShares *shares;
  EpcSuppression *suppression;
  GArray *counts; /* of SiteCount */
  guint32 n_rows;
} Counting;

static gboolean
note_count (EpcRecord *record, gpointer data)
{
  Counting *counting = data;
  const EpcUid *site = epc_record_reference (record, "site");
  const char *day = epc_record_text (record, "date");
  SiteCount count = { .row = counting->n_rows };

  if (!epc_audience_allows_record (counting->shares->rules, record))
    return TRUE;
  epc_suppression_look (counting->suppression, record);
  counting->n_rows++;
  if (site == NULL || day == NULL)
    return TRUE;
  count.site = *site;
  g_strlcpy (count.day, day, sizeof count.day);
  for (guint i = 0; i < counting->shares->shares->len; i++)
    {
      const Share *share = share_at (counting->shares, i);
      count.counted[i] = share->elsewhere == epc_record_entity (record) ? counted (record, share->of) : -1;
    }
  g_array_append_val (counting->counts, count);
  return TRUE;
}

/* TRUE where the count @near of the site gives the share away. */
static gboolean
is_told_by (const Counting *counting, guint share, const Cell *cell, const SiteCount *near)
{
  const Share *told = share_at (counting->shares, share);

  if (!told->tells)
    return tells_few (cell, near->counted[share]);
  EpcCellMark mark = epc_suppression_mark (counting->suppression, near->row, (guint) epc_entity_field_index (told->elsewhere, told->of->key));
  return mark != EPC_CELL_SHOWN && mark != EPC_CELL_ABSENT;
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const SiteCount *one = a, *other = b;
  int order = epc_uid_compare (&one->site, &other->site);

  return order != 0 ? order : strcmp (one->day, other->day);
}

/* Of the counts, which are in order: the first of the site on or after @day; their number where there is none. */
static guint
first_count (const GArray *counts, const EpcUid *site, const char *day)
{
  SiteCount sought = { .site = *site };

  g_strlcpy (sought.day, day, sizeof sought.day);
  return epc_order_first (counts, &sought, compare_counts);
}

static void
hide_by_count (const Counting *counting, guint row, const SiteCount *count)
{
  for (guint s = 0; s < counting->shares->shares->len; s++)
    {
      const Share *share = share_at (counting->shares, s);
      Cell *cell = cell_at (counting->shares, row, s);
      if (share->elsewhere != NULL && !share->is_of_site && !isnan (cell->percent))
        cell->is_hidden |= is_told_by (counting, s, cell, count);
    }
}

/* By the counts of the last day before, of that day itself, and of the first day after. */
static void
hide_by_counts (const Counting *counting, guint row)
{
  const Row *asked = &g_array_index (counting->shares->rows, Row, row);
  const guint from = first_count (counting->counts, &asked->site, asked->day);
  const SiteCount *counts = (const SiteCount *) (gpointer) counting->counts->data;
  gboolean is_that_day = FALSE;

  for (guint i = from; i < counting->counts->len && epc_uid_equal (&counts[i].site, &asked->site) && g_str_equal (counts[i].day, counts[from].day); i++)
    {
      is_that_day |= g_str_equal (counts[i].day, asked->day);
      hide_by_count (counting, row, &counts[i]);
    }
  for (guint i = from; !is_that_day && i > 0 && epc_uid_equal (&counts[i - 1].site, &asked->site) && g_str_equal (counts[i - 1].day, counts[from - 1].day); i--)
    hide_by_count (counting, row, &counts[i - 1]);
}

static gboolean
has_any_elsewhere (const EpcShares *shares)
{
  for (guint r = 0; r < shares->rows->len && shares->asks_elsewhere; r++)
    for (guint i = 0; i < shares->shares->len && g_array_index (shares->rows, Row, r).has_site; i++)
      if (share_at (shares, i)->elsewhere != NULL && !share_at (shares, i)->is_of_site && !isnan (cell_at (shares, r, i)->percent))
        return TRUE;
  return FALSE;
}

/* What is hidden of the counts is decided as in a file of these. FALSE: they could not be read. */
static gboolean
hide_elsewhere (EpcShares *shares)
{
  const EpcEntity *entity = epc_entity_find ("site_count");
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (guint)), counts = g_array_new (FALSE, FALSE, sizeof (SiteCount));
  g_autoptr (EpcQuery) query = epc_query_new (entity);

  for (guint i = 0; i < entity->n_fields; i++)
    if (epc_audience_allows_field (shares->rules, entity, &entity->fields[i]))
      g_array_append_val (fields, i);
  g_autoptr (EpcSuppression) suppression = epc_suppression_new (shares->store, shares->rules, entity, fields);
  Counting counting = { shares, suppression, counts, 0 };
  if (!epc_query_sort (query, "", NULL) || !epc_query_each (query, shares->store, note_count, &counting, NULL, NULL))
    return FALSE;
  epc_suppression_settle (suppression);
  g_array_sort (counts, compare_counts);
  for (guint r = 0; r < shares->rows->len; r++)
    if (g_array_index (shares->rows, Row, r).has_site)
      hide_by_counts (&counting, r);
  return TRUE;
}

/* --- all of them --- */

/* Shares of one group and base add up to all: one alone would be the rest. */
static void
hide_second (EpcShares *shares, guint row, guint first)
{
  const char *group = shares->entity->fields[share_at (shares, first)->field].group;
  Cell *least = NULL;
  guint n_hidden = 0;

  for (guint i = 0; i < shares->shares->len && group != NULL; i++)
    {
      Cell *cell = cell_at (shares, row, i);
      if (g_strcmp0 (shares->entity->fields[share_at (shares, i)->field].group, group) != 0 || isnan (cell->percent))
        continue;
      n_hidden += cell->is_hidden;
      if (!cell->is_hidden && cell->percent > 0 && (least == NULL || cell->percent < least->percent))
        least = cell;
    }
  if (n_hidden == 1 && least != NULL)
    least->is_hidden = TRUE;
}

gint64
epc_shares_settle (EpcShares *shares, const EpcSuppression *suppression)
{
  gint64 n_hidden = 0;

  hide_own (shares, suppression);
  gboolean is_read = !has_any_elsewhere (shares) || hide_elsewhere (shares);
  for (guint r = 0; r < shares->rows->len; r++)
    for (guint i = 0; i < shares->shares->len; i++)
      {
        Cell *cell = cell_at (shares, r, i);
        cell->is_hidden |= !is_read && share_at (shares, i)->elsewhere != NULL && !isnan (cell->percent);
        if (cell->is_hidden)
          hide_second (shares, r, i);
      }
  for (guint i = 0; i < shares->cells->len; i++)
    n_hidden += g_array_index (shares->cells, Cell, i).is_hidden;
  return n_hidden;
}

gboolean
epc_shares_hide (const EpcShares *shares, guint row, guint field)
{
  for (guint i = 0; i < shares->shares->len; i++)
    if (share_at (shares, i)->field == field)
      return cell_at (shares, row, i)->is_hidden;
  return FALSE;
}

gboolean
epc_shares_hide_any (const EpcShares *shares, guint row)
{
  for (guint i = 0; i < shares->shares->len; i++)
    if (cell_at (shares, row, i)->is_hidden)
      return TRUE;
  return FALSE;
}
