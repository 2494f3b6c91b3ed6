/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Small counts of people in a file for partners or the public. 1 to 4 is written "<5"; 0 stays 0. Where the other numbers of a sum give a hidden one
 * away, further numbers of that sum are left out too ("*"), the smallest first, until each small one may still be any of 1 to 4.
 * Sums are a total and its parts in a row, those of one sex and their ages, some of the people (with a disability, pregnant) and the others of
 * whom nothing is said, and rows that add up to others (epc-export-rows.c). What is
 * missing from a sum is a number too: a total of 100 with 97 women says that 3 are not. What several sums together tell is looked at afterwards (epc-export-audit.c). Hundepool and others, "Statistical
 * Disclosure Control", 2012, chapter 4: secondary suppression, protection intervals.
 */
#include "epc-export-private.h"

#include <math.h>
#include <sodium.h>
#include <string.h>

#define MOST_ROUNDS 32
#define MOST_AUDITS 200

struct _EpcSuppression
{
  EpcStore *store;
  const EpcAudienceRules *rules;
  EpcCountPart *own;       /* of the file */
  EpcShares *shares;       /* NULL: none is a column of the file */
  GPtrArray *all;  /* (element-type EpcCountPart) in the order of their kinds: @own, and those that count the same people */
  GArray *values;  /* of gint32, because a file has many: of each row as many as its part counts; −1: empty */
  GArray *marks;   /* of guint8 */
  gint64 n_hidden;
  EpcSumAudit *audit; /* while it runs */
  gboolean is_first;  /* the first time over all sums */
  guint number;       /* of the sum in hand */
  gboolean is_balance; /* it has no whole */

  GHashTable *rests;  /* number of a sum → position of what is missing from it, in values[] and marks[] */
  GHashTable *others; /* position of a count of households → that of how many more people they have than one each */

  EpcKin *kin;         /* NULL: nothing else counts these people */
  GHashTable *elsewhere; /* moments of which another kind counts something */
  GHashTable *moments;   /* those of them that the rows of the file have */
  EpcUid last_round;     /* that was looked up: a file has its rows by rounds */
  gboolean has_failed;   /* they could not be read: nothing is known to be safe */
  EpcAcross *across;
  GArray *measures; /* of int: per measure and part a position in counts[]; −1: it does not count that */
};

/* --- kinds that count the same people --- */

/* TRUE where one of them counts anything: at the moments in "elsewhere". Movements count what those of another site do. */
static gboolean
is_counted_elsewhere (EpcSuppression *suppression, const EpcEntity *entity)
{
  for (guint i = 0; i < EPC_N_KIN; i++)
    if (epc_kin_entity (i) != entity || g_str_equal (entity->key, "site_movement"))
      suppression->has_failed |= !epc_kin_add_moments (suppression->kin, epc_kin_entity (i), suppression->elsewhere, NULL);
  return g_hash_table_size (suppression->elsewhere) > 0;
}

static void
add_kin (EpcSuppression *suppression, const EpcEntity *entity)
{
  suppression->kin = epc_kin_new (suppression->store);
  suppression->elsewhere = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  suppression->moments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!is_counted_elsewhere (suppression, entity))
    {
      g_clear_pointer (&suppression->kin, epc_kin_free);
      return;
    }
  g_ptr_array_set_size (suppression->all, 0);
  for (guint i = 0; i < EPC_N_KIN; i++)
    {
      const EpcEntity *other = epc_kin_entity (i);
      g_autofree gboolean *is_column = g_new0 (gboolean, other->n_fields);
      for (guint f = 0; f < other->n_fields; f++)
        is_column[f] = epc_audience_allows_field (suppression->rules, other, &other->fields[f]);
      g_ptr_array_add (suppression->all, other == entity ? suppression->own : epc_count_part_new (suppression->store, other, is_column));
      if (i == 0)
        epc_row_sums_expect_beside (((EpcCountPart *) suppression->all->pdata[0])->rows);
    }
  suppression->across = epc_across_new (suppression->store, suppression->kin);
  suppression->has_failed |= !epc_across_is_read (suppression->across);
}

EpcSuppression *
epc_suppression_new (EpcStore *store, const EpcAudienceRules *rules, const EpcEntity *entity, GArray *fields)
{
  g_autofree gboolean *is_column = g_new0 (gboolean, entity->n_fields + 1);
  gboolean has_any = FALSE;

  for (guint f = 0; f < fields->len; f++)
    is_column[g_array_index (fields, guint, f)] = TRUE;
  for (guint i = 0; i < entity->n_fields; i++)
    has_any |= is_column[i] && (!epc_field_is_stored (&entity->fields[i]) || epc_suppression_may_hide (entity, &entity->fields[i]));
  EpcCountPart *own = has_any ? epc_count_part_new (store, entity, is_column) : NULL;
  if (own == NULL)
    return NULL;
  EpcSuppression *suppression = g_new0 (EpcSuppression, 1);
  suppression->store = g_object_ref (store);
  suppression->rules = rules;
  suppression->values = g_array_new (FALSE, FALSE, sizeof (gint32));
  suppression->marks = g_array_new (FALSE, TRUE, sizeof (guint8));
  suppression->rests = g_hash_table_new (NULL, NULL);
  suppression->others = g_hash_table_new (NULL, NULL);
  suppression->own = own;
  suppression->shares = epc_shares_new (store, rules, entity, is_column);
  suppression->all = g_ptr_array_new ();
  g_ptr_array_add (suppression->all, suppression->own);
  if (epc_kin_position (entity) >= 0)
    add_kin (suppression, entity);
  return suppression;
}

void
epc_suppression_free (EpcSuppression *suppression)
{
  if (suppression == NULL)
    return;
  g_object_unref (suppression->store);
  epc_shares_free (suppression->shares);
  g_ptr_array_foreach (suppression->all, (GFunc) (void (*) (void)) epc_count_part_free, NULL);
  g_ptr_array_unref (suppression->all);
  g_array_unref (suppression->values);
  g_array_unref (suppression->marks);
  g_hash_table_unref (suppression->rests);
  g_hash_table_unref (suppression->others);
  epc_across_free (suppression->across);
  epc_kin_free (suppression->kin);
  g_clear_pointer (&suppression->elsewhere, g_hash_table_unref);
  g_clear_pointer (&suppression->moments, g_hash_table_unref);
  g_clear_pointer (&suppression->measures, g_array_unref);
  g_free (suppression);
}

GArray *
epc_suppression_apart (const EpcSuppression *suppression)
{
  return epc_row_sums_apart (suppression->own->rows);
}

static void
look_at (EpcSuppression *suppression, EpcCountPart *part, const EpcRecord *record)
{
  guint width = part->counts->len, start = suppression->values->len;

  g_array_set_size (suppression->values, start + width);
  g_array_set_size (suppression->marks, start + width);
  gint32 *values = &g_array_index (suppression->values, gint32, start);
  guint8 *marks = &g_array_index (suppression->marks, guint8, start);
  for (guint i = 0; i < width; i++)
    {
      const EpcValue *value = epc_record_value (record, g_array_index (part->counts, guint, i));
      values[i] = value->kind == EPC_VALUE_INTEGER ? (gint32) CLAMP (value->integer, -1, G_MAXINT32) : -1;
      if (values[i] >= 0)
        g_array_index (part->filled, gboolean, i) = TRUE;
    }
  for (guint i = 0; i < width; i++)
    marks[i] = (guint8) epc_count_part_mark (part, values, i);
  epc_row_sums_look (part->rows, record);
  if (suppression->across != NULL && epc_kin_position (part->entity) > 0)
    epc_across_look (suppression->across, record, part->first_row + part->n_rows);
  g_array_append_val (part->uids, *epc_record_uid ((EpcRecord *) record));
  part->n_rows++;
}

static void
note_moment (EpcSuppression *suppression, const EpcRecord *record)
{
  const char *field = epc_kin_round_field (suppression->own->entity);
  const EpcUid *round = field != NULL ? epc_record_reference (record, field) : NULL;

  if (round != NULL && epc_uid_equal (round, &suppression->last_round))
    return;
  if (round != NULL)
    suppression->last_round = *round;
  g_autofree char *moment = epc_kin_moment (suppression->kin, record);
  if (moment != NULL && g_hash_table_contains (suppression->elsewhere, moment))
    g_hash_table_add (suppression->moments, g_steal_pointer (&moment));
}

void
epc_suppression_look (EpcSuppression *suppression, const EpcRecord *record)
{
  look_at (suppression, suppression->own, record);
  if (suppression->shares != NULL)
    epc_shares_look (suppression->shares, record);
  if (suppression->kin != NULL)
    note_moment (suppression, record);
}

/* --- one sum --- */

static EpcCellMark
mark_at (const EpcSuppression *suppression, guint cell)
{
  return (EpcCellMark) g_array_index (suppression->marks, guint8, cell);
}

static gint64
value_at (const EpcSuppression *suppression, guint cell)
{
  return g_array_index (suppression->values, gint32, cell);
}

/* What the parts lack of the whole; an empty part counts nothing. −1: it is no sum, of others nothing can be subtracted. */
static gint64
rest_of (const EpcSuppression *suppression, const guint *cells, guint n, guint n_left)
{
  gint64 left = 0, right = 0;
  gboolean has_part = FALSE;

  for (guint i = 0; i < n; i++)
    {
      gint64 value = value_at (suppression, cells[i]);
      if (value < 0 && i < n_left)
        return -1;
      has_part |= i >= n_left && value >= 0;
      *(i < n_left ? &left : &right) += MAX (value, 0);
    }
  return has_part ? left - right : -1;
}

/* Whether each small number of the sum may still be any of 1 to 4 after subtraction; two of these where the sum itself is small.
 */
static gboolean
is_safe (const EpcSuppression *suppression, const guint *cells, guint n, guint n_left)
{
  double least[2] = { 0, 0 }, most[2] = { 0, 0 };

  for (guint i = 0; i < n; i++)
    {
      double low, high;
      epc_cell_bounds (mark_at (suppression, cells[i]), MAX (value_at (suppression, cells[i]), 0), &low, &high);
      least[i >= n_left] += low;
      most[i >= n_left] += high;
    }
  for (guint i = 0; i < n; i++)
    {
      double low, high;
      guint side = i >= n_left;
      if (mark_at (suppression, cells[i]) != EPC_CELL_SMALL)
        continue;
      epc_cell_bounds (EPC_CELL_SMALL, 0, &low, &high);
      double from = MAX (low, least[1 - side] - (isinf (most[side]) ? INFINITY : most[side] - high));
      double to = MIN (high, most[1 - side] - (least[side] - low));
      gboolean whole_is_small = most[1 - side] < EPC_LEAST_SHOWN || (side == 0 && n_left == 1);
      if (whole_is_small ? to - from < 1 : to - from < high - low)
        return FALSE;
    }
  return TRUE;
}

/* Hides the smallest further number, a whole only when no part is left; a zero hides nothing. FALSE: there is none. */
static gboolean
hide_one (EpcSuppression *suppression, const guint *cells, guint n, guint n_left)
{
  guint best = G_MAXUINT, best_is_left = 0;

  for (guint i = 0; i < n; i++)
    {
      guint is_left = i < n_left && !suppression->is_balance;
      gint64 value = value_at (suppression, cells[i]);
      if (mark_at (suppression, cells[i]) != EPC_CELL_SHOWN || value <= 0)
        continue;
      if (best == G_MAXUINT || is_left < best_is_left || (is_left == best_is_left && value < value_at (suppression, best)))
        {
          best = cells[i];
          best_is_left = is_left;
        }
    }
  if (best == G_MAXUINT)
    {
      /* All is hidden already, and still the small whole tells its small parts (4 = 1 + 1 + 1 + 1): the whole says nothing. */
      for (guint i = 0; i < epc_sum_n_wholes (n, n_left); i++)
        if (mark_at (suppression, cells[i]) == EPC_CELL_SMALL)
          {
            g_array_index (suppression->marks, guint8, cells[i]) = EPC_CELL_SILENT;
            return TRUE;
          }
      return FALSE;
    }
  g_array_index (suppression->marks, guint8, best) = (guint8) epc_cell_cover (value_at (suppression, best));
  return TRUE;
}

/* @cells: positions in values[] of one sum, the first @n_left on one side. TRUE when a further number had to be hidden. Nor may a
 * single number that covers another be worked out: two are hidden or none. */
static gboolean
cover (EpcSuppression *suppression, const guint *cells, guint n, guint n_left)
{
  guint n_small = 0, n_hidden = 0, n_absent = 0;
  gboolean changed = FALSE;

  for (guint i = 0; i < n; i++)
    {
      EpcCellMark mark = mark_at (suppression, cells[i]);
      n_small += mark == EPC_CELL_SMALL;
      n_hidden += mark != EPC_CELL_SHOWN && mark != EPC_CELL_ABSENT;
      n_absent += mark == EPC_CELL_ABSENT;
    }
  if (n_hidden == 0)
    return FALSE;
  while (((n_hidden == 1 && n_absent == 0) || (n_small > 0 && !is_safe (suppression, cells, n, n_left)))
         && hide_one (suppression, cells, n, n_left))
    {
      changed = TRUE;
      n_hidden++;
    }
  return changed;
}

/* --- all sums --- */

/* Called for each sum of the file; TRUE when it changed something. */
typedef gboolean (*SumFunc) (EpcSuppression *suppression, const guint *cells, guint n, guint n_left);

/* A sum with room for one more cell; calls @func where it holds, with what is missing from it as a small number where it is one (@is_exact: not). */
static gboolean
each_sum (EpcSuppression *suppression, gboolean is_exact, guint *cells, guint n, guint n_left, SumFunc func)
{
  guint number = ++suppression->number;
  gpointer known = g_hash_table_lookup (suppression->rests, GUINT_TO_POINTER (number));

  if (known == NULL && !suppression->is_first)
    {
      /* It was looked at before: no sum, or nothing is missing. */
      if (rest_of (suppression, cells, n, n_left) != 0)
        return FALSE;
      return func (suppression, cells, n, n_left);
    }
  if (known == NULL)
    {
      gint64 rest = rest_of (suppression, cells, n, n_left);
      if (rest < 0 || rest >= EPC_LEAST_SHOWN || (is_exact && rest > 0))
        return FALSE;
      if (rest == 0)
        return func (suppression, cells, n, n_left);
      guint8 mark = EPC_CELL_SMALL;
      gint32 few = (gint32) rest;
      known = GUINT_TO_POINTER (suppression->values->len);
      g_array_append_val (suppression->values, few);
      g_array_append_val (suppression->marks, mark);
      g_hash_table_insert (suppression->rests, GUINT_TO_POINTER (number), known);
    }
  cells[n] = GPOINTER_TO_UINT (known);
  return func (suppression, cells, n + 1, n_left);
}

/* A sum of fields that some row has filled in, on both sides: most files fill few of all that could be counted. */
static gboolean
is_filled (const EpcCountPart *part, const EpcCountSum *sum)
{
  guint n_left = 0, n_right = 0;

  for (guint i = 0; i < sum->n_members; i++)
    *(i < sum->n_left ? &n_left : &n_right) += g_array_index (part->filled, gboolean, sum->members[i]);
  return n_left == sum->n_left && n_right > 0;
}

static gboolean
each_row_sum (EpcSuppression *suppression, const EpcCountPart *part, SumFunc func)
{
  guint width = part->counts->len;
  g_autoptr (GPtrArray) sums = g_ptr_array_new ();
  gboolean changed = FALSE;

  for (guint s = 0; s < part->sums->len; s++)
    if (is_filled (part, &g_array_index (part->sums, EpcCountSum, s)))
      g_ptr_array_add (sums, &g_array_index (part->sums, EpcCountSum, s));
  for (guint at = 0; at < part->n_rows; at++)
    for (guint s = 0; s < sums->len; s++)
      {
        guint row = part->order[at];
        const EpcCountSum *sum = sums->pdata[s];
        guint cells[G_N_ELEMENTS (sum->members) + 1];
        for (guint i = 0; i < sum->n_members; i++)
          cells[i] = part->first_cell + row * width + sum->members[i];
        changed |= each_sum (suppression, FALSE, cells, sum->n_members, sum->n_left, func);
      }
  return changed;
}

static gboolean
each_area_sum (EpcSuppression *suppression, const EpcCountPart *part, SumFunc func)
{
  guint width = part->counts->len;
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean changed = FALSE;

  for (guint s = 0; s < epc_row_sums_n (part->rows); s++)
    {
      guint n, n_left;
      const guint32 *rows = epc_row_sums_get (part->rows, s, &n, &n_left);
      g_array_set_size (cells, n + 1);
      for (guint c = 0; c < width; c++)
        {
          if (!g_array_index (part->filled, gboolean, c))
            continue;
          for (guint i = 0; i < n; i++)
            g_array_index (cells, guint, i) = part->first_cell + rows[i] * width + c;
          changed |= each_sum (suppression, FALSE, (guint *) (gpointer) cells->data, n, n_left, func);
        }
    }
  return changed;
}

static guint
part_of (const EpcSuppression *suppression, guint32 row)
{
  for (guint i = 0; i < suppression->all->len; i++)
    {
      const EpcCountPart *part = suppression->all->pdata[i];
      if (row >= part->first_row && row - part->first_row < part->n_rows)
        return i;
    }
  g_return_val_if_reached (0);
}

/* FALSE: one of the rows does not count this. */
static gboolean
take_cells (const EpcSuppression *suppression, const guint32 *rows, guint n, guint measure, guint *cells)
{
  for (guint i = 0; i < n; i++)
    {
      guint p = part_of (suppression, rows[i]);
      const EpcCountPart *part = suppression->all->pdata[p];
      int count = g_array_index (suppression->measures, int, measure * suppression->all->len + p);
      if (count < 0)
        return FALSE;
      cells[i] = part->first_cell + (rows[i] - part->first_row) * part->counts->len + (guint) count;
    }
  return TRUE;
}

static gboolean
each_across_sum (EpcSuppression *suppression, SumFunc func)
{
  const EpcAcrossSums *across = epc_across_sums (suppression->across);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_measures = suppression->measures->len / suppression->all->len;
  gboolean changed = FALSE;

  for (guint s = 0; s < across->sums->len; s++)
    {
      const EpcAcrossSum *sum = &g_array_index (across->sums, EpcAcrossSum, s);
      g_array_set_size (cells, sum->n + 1);
      suppression->is_balance = sum->is_balance;
      for (guint m = 0; m < n_measures; m++)
        if (take_cells (suppression, &g_array_index (across->members, guint32, sum->first), sum->n, m, (guint *) (gpointer) cells->data))
          changed |= each_sum (suppression, sum->is_exact, (guint *) (gpointer) cells->data, sum->n, sum->n_left, func);
    }
  suppression->is_balance = FALSE;
  return changed;
}

/* People and their households, where people are hidden. */
typedef gboolean (*HouseholdFunc) (EpcSuppression *suppression, guint people, guint households);

static gboolean
each_household (EpcSuppression *suppression, HouseholdFunc func)
{
  gboolean changed = FALSE;

  for (guint p = 0; p < suppression->all->len; p++)
    {
      const EpcCountPart *part = suppression->all->pdata[p];
      for (guint i = 0; i < part->counts->len; i++)
        {
          int people = g_array_index (part->people, int, i);
          if (people < 0 || !g_array_index (part->filled, gboolean, i))
            continue;
          for (guint at = 0; at < part->n_rows; at++)
            {
              guint first = part->first_cell + part->order[at] * part->counts->len;
              EpcCellMark mark = mark_at (suppression, first + (guint) people);
              if (mark != EPC_CELL_SHOWN && mark != EPC_CELL_ABSENT && value_at (suppression, first + i) > 0)
                changed |= func (suppression, first + (guint) people, first + i);
            }
        }
    }
  return changed;
}

/* Households say how many people there are at least: they leave where these do. */
static gboolean
hide_household (EpcSuppression *suppression, guint people, guint households)
{
  if (mark_at (suppression, households) != EPC_CELL_SHOWN)
    return FALSE;
  g_array_index (suppression->marks, guint8, households) = (guint8) epc_cell_cover (value_at (suppression, households));
  return TRUE;
}

/* One that is told by the sums of households still says so: the people are the households and some more. */
static gboolean
tell_audit_household (EpcSuppression *suppression, guint people, guint households)
{
  gpointer known = g_hash_table_lookup (suppression->others, GUINT_TO_POINTER (households));
  gint32 more = (gint32) (value_at (suppression, people) - value_at (suppression, households));
  guint8 mark = EPC_CELL_ABSENT;

  if (more < 0)
    return FALSE;
  if (known == NULL)
    {
      known = GUINT_TO_POINTER (suppression->values->len);
      g_array_append_val (suppression->values, more);
      g_array_append_val (suppression->marks, mark);
      g_hash_table_insert (suppression->others, GUINT_TO_POINTER (households), known);
    }
  const guint cells[] = { people, households, GPOINTER_TO_UINT (known) };
  epc_sum_audit_add_bound (suppression->audit, cells, G_N_ELEMENTS (cells), 1);
  return FALSE;
}

static gboolean
each_of_all (EpcSuppression *suppression, SumFunc func)
{
  gboolean changed = FALSE;

  suppression->number = 0;
  for (guint i = 0; i < suppression->all->len; i++)
    {
      changed |= each_row_sum (suppression, suppression->all->pdata[i], func);
      changed |= each_area_sum (suppression, suppression->all->pdata[i], func);
    }
  if (suppression->across != NULL)
    changed |= each_across_sum (suppression, func);
  return changed;
}

/* A sum with something hidden, for the audit of all together. */
static gboolean
tell_audit (EpcSuppression *suppression, const guint *cells, guint n, guint n_left)
{
  gboolean is_hidden = FALSE;

  for (guint i = 0; i < n && !is_hidden; i++)
    is_hidden = mark_at (suppression, cells[i]) != EPC_CELL_SHOWN;
  if (is_hidden)
    epc_sum_audit_add (suppression->audit, cells, n, n_left);
  return FALSE;
}

static gboolean
audit (EpcSuppression *suppression)
{
  suppression->audit = epc_sum_audit_new (suppression->values, suppression->marks);
  each_of_all (suppression, tell_audit);
  each_household (suppression, tell_audit_household);
  gboolean changed = epc_sum_audit_run (suppression->audit);
  g_clear_pointer (&suppression->audit, epc_sum_audit_free);
  return changed;
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const EpcUid *uids = data;
  guint32 one = *(const guint32 *) a, two = *(const guint32 *) b;
  int order = epc_uid_compare (&uids[one], &uids[two]);

  return order != 0 ? order : one < two ? -1 : one > two;
}

static void
put_in_order (EpcCountPart *part)
{
  part->order = g_new (guint32, part->n_rows + 1);
  for (guint i = 0; i < part->n_rows; i++)
    part->order[i] = i;
  g_qsort_with_data (part->order, (int) part->n_rows, sizeof (guint32), compare_rows, part->uids->data);
  g_array_set_size (part->uids, 0);
  epc_row_sums_settle (part->rows, part->order);
}

typedef struct
{
  EpcSuppression *suppression;
  EpcCountPart *part;
} Reading;

static gboolean
look_at_kin (EpcRecord *record, gpointer data)
{
  Reading *reading = data;

  if (epc_audience_allows_record (reading->suppression->rules, record))
    look_at (reading->suppression, reading->part, record);
  return TRUE;
}

/* What the other kinds count at the moments of the file's rows. */
static void
read_kin (EpcSuppression *suppression)
{
  guint n_moments;
  g_autofree gpointer *moments = g_hash_table_get_keys_as_array (suppression->moments, &n_moments);
  guint n_rows = suppression->own->n_rows;

  for (guint i = 0; i < suppression->all->len; i++)
    {
      EpcCountPart *part = suppression->all->pdata[i];
      Reading reading = { suppression, part };
      if (part == suppression->own)
        continue;
      part->first_row = n_rows;
      part->first_cell = suppression->values->len;
      for (guint m = 0; m < n_moments; m++)
        suppression->has_failed |= !epc_kin_each (suppression->kin, part->entity, moments[m], look_at_kin, &reading, NULL, NULL);
      n_rows += part->n_rows;
    }
}

static int
count_of_measure (const EpcCountPart *part, const char *measure)
{
  for (guint i = 0; i < part->counts->len; i++)
    if (g_str_equal (epc_kin_measure (part->entity, &part->entity->fields[g_array_index (part->counts, guint, i)]), measure))
      return (int) i;
  return -1;
}

/* Each measure that at least two of the kinds have. */
static void
name_measures (EpcSuppression *suppression)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  suppression->measures = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint p = 0; p < suppression->all->len; p++)
    {
      const EpcCountPart *part = suppression->all->pdata[p];
      for (guint i = 0; i < part->counts->len; i++)
        {
          const char *measure = epc_kin_measure (part->entity, &part->entity->fields[g_array_index (part->counts, guint, i)]);
          if (!g_hash_table_add (seen, (gpointer) measure))
            continue;
          for (guint q = 0; q < suppression->all->len; q++)
            {
              int count = count_of_measure (suppression->all->pdata[q], measure);
              g_array_append_val (suppression->measures, count);
            }
        }
    }
}

static void
gather_sums (EpcSuppression *suppression)
{
  if (suppression->kin != NULL)
    read_kin (suppression);
  for (guint i = 0; i < suppression->all->len; i++)
    put_in_order (suppression->all->pdata[i]);
  if (suppression->kin == NULL)
    return;
  const EpcCountPart *areas = suppression->all->pdata[0];
  epc_across_settle (suppression->across, areas->rows, areas->order, areas->first_row);
  name_measures (suppression);
}

static void
hide_all (EpcSuppression *suppression)
{
  for (guint i = 0; i < suppression->own->n_rows * suppression->own->counts->len; i++)
    if (value_at (suppression, i) > 0)
      g_array_index (suppression->marks, guint8, i) = EPC_CELL_SILENT;
}

gint64
epc_suppression_settle (EpcSuppression *suppression)
{
  const EpcCountPart *own = suppression->own;
  guint width = own->counts->len;

  gather_sums (suppression);
  if (suppression->has_failed)
    hide_all (suppression);
  suppression->is_first = TRUE;
  for (guint i = 0; i < MOST_AUDITS; i++)
    {
      gboolean changed = TRUE;
      for (guint round = 0; round < MOST_ROUNDS && changed; round++)
        {
          changed = each_household (suppression, hide_household);
          changed |= each_of_all (suppression, cover);
          suppression->is_first = FALSE;
        }
      if (!audit (suppression))
        break;
    }
  suppression->n_hidden = 0;
  for (guint i = 0; i < own->n_rows * width; i++)
    suppression->n_hidden += mark_at (suppression, i) != EPC_CELL_SHOWN && g_array_index (own->leaves, gboolean, i % width);
  if (suppression->shares != NULL)
    suppression->n_hidden += epc_shares_settle (suppression->shares, suppression);
  return suppression->n_hidden;
}

EpcCellMark
epc_suppression_mark (const EpcSuppression *suppression, guint row, guint field)
{
  const EpcCountPart *own = suppression->own;

  for (guint i = 0; i < own->counts->len; i++)
    if (g_array_index (own->counts, guint, i) == field)
      return mark_at (suppression, row * own->counts->len + i);
  return suppression->shares != NULL && epc_shares_hide (suppression->shares, row, field) ? EPC_CELL_SILENT : EPC_CELL_SHOWN;
}

gboolean
epc_suppression_hides (const EpcSuppression *suppression, guint row)
{
  const EpcCountPart *own = suppression->own;
  guint width = own->counts->len;

  for (guint i = 0; i < width; i++)
    if (g_array_index (own->leaves, gboolean, i) && mark_at (suppression, row * width + i) != EPC_CELL_SHOWN)
      return TRUE;
  return suppression->shares != NULL && epc_shares_hide_any (suppression->shares, row);
}

gboolean
epc_suppression_touches (const EpcSuppression *suppression, guint row)
{
  guint width = suppression->own->counts->len;

  for (guint i = 0; i < width; i++)
    if (mark_at (suppression, row * width + i) != EPC_CELL_SHOWN && mark_at (suppression, row * width + i) != EPC_CELL_ABSENT)
      return TRUE;
  return FALSE;
}

gboolean
epc_suppression_orders (const EpcSuppression *suppression, const char *sort)
{
  return sort != NULL && epc_count_part_position (suppression->own, *sort == '-' ? sort + 1 : sort) >= 0;
}
