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

#define LEAST_SHOWN 5
#define MOST_ROUNDS 32
#define MOST_AUDITS 200

/* Fields of one sum within a row, positions in counts[]: the first n_left of them add up to the rest. */
typedef struct
{
  guint members[24];
  guint n_members, n_left;
} RowSum;

struct _EpcSuppression
{
  EpcStore *store;
  const EpcEntity *entity;
  GArray *counts; /* of guint: positions of the fields that count people */
  GArray *leaves; /* of gboolean: whether they are columns of the file; one that is not is hidden anyway */
  GArray *sums;   /* of RowSum */
  GArray *values; /* of gint64: per row counts->len; −1: empty */
  GArray *marks;  /* of guint8 */
  GArray *uids;   /* of EpcUid, by row */
  guint32 *order; /* rows by uid, whatever order they were read in: whoever asks for the same rows gets the same ones hidden */
  guint n_rows;
  gint64 n_hidden;
  EpcSumAudit *audit; /* while it runs */
  gboolean is_first;  /* the first time over all sums */

  EpcRowSums *rows;
  GHashTable *rests; /* number of a sum → position of what is missing from it, in values[] and marks[] */
};

static gboolean
counts_people (const EpcField *field)
{
  return field->type == EPC_TYPE_INTEGER && g_strcmp0 (field->unit, "people") == 0;
}

static int
count_position (const EpcSuppression *suppression, const char *key)
{
  for (guint i = 0; i < suppression->counts->len; i++)
    if (g_str_equal (suppression->entity->fields[g_array_index (suppression->counts, guint, i)].key, key))
      return (int) i;
  return -1;
}

static void
add_member (RowSum *sum, int position)
{
  if (position >= 0 && sum->n_members < G_N_ELEMENTS (sum->members))
    sum->members[sum->n_members++] = (guint) position;
}

static gboolean
is_part_of (const EpcField *field, const EpcField *total, gboolean is_sub, char sex)
{
  return (field->flags & EPC_FIELD_PART) && !!(field->flags & EPC_FIELD_SUBPART) == is_sub
         && g_str_equal (epc_field_group (field), epc_field_group (total)) && (sex == 0 || epc_field_sex (field) == sex);
}

static void
add_parts (EpcSuppression *suppression, RowSum *sum, const EpcField *total, gboolean is_sub, char sex)
{
  for (guint i = 0; i < suppression->entity->n_fields; i++)
    if (is_part_of (&suppression->entity->fields[i], total, is_sub, sex))
      add_member (sum, count_position (suppression, suppression->entity->fields[i].key));
}

/* The same people told in another way stand in a group named after that of the total: reached_by_group tells reached anew. */
static void
add_other_ways (EpcSuppression *suppression, const EpcField *total)
{
  g_autofree char *prefix = g_strconcat (epc_field_group (total), "_by_", NULL);
  RowSum sum = { .n_members = 0 };

  add_member (&sum, count_position (suppression, total->key));
  sum.n_left = sum.n_members;
  for (guint i = 0; i < suppression->entity->n_fields; i++)
    if (g_str_has_prefix (epc_field_group (&suppression->entity->fields[i]), prefix))
      add_member (&sum, count_position (suppression, suppression->entity->fields[i].key));
  if (sum.n_left == 1 && sum.n_members > 1)
    g_array_append_val (suppression->sums, sum);
}

/* The total is its parts, and the parts of its parts; the parts of one sex are the ages of that sex. */
static void
add_sums (EpcSuppression *suppression, const EpcField *total)
{
  static const char sexes[] = { 'f', 'm' };

  for (guint is_sub = 0; is_sub < 2; is_sub++)
    {
      RowSum sum = { .n_members = 0 };
      add_member (&sum, count_position (suppression, total->key));
      sum.n_left = sum.n_members;
      add_parts (suppression, &sum, total, is_sub, 0);
      if (sum.n_left == 1 && sum.n_members > 1)
        g_array_append_val (suppression->sums, sum);
    }
  add_other_ways (suppression, total);
  for (guint i = 0; i < G_N_ELEMENTS (sexes); i++)
    {
      RowSum sum = { .n_members = 0 };
      add_parts (suppression, &sum, total, FALSE, sexes[i]);
      sum.n_left = sum.n_members;
      add_parts (suppression, &sum, total, TRUE, sexes[i]);
      if (sum.n_left > 0 && sum.n_members > sum.n_left + 1)
        g_array_append_val (suppression->sums, sum);
    }
}

/* Fields that count some of the people of a total: whoever takes one from the other knows how many are none of these. */
static gboolean
counts_some (const EpcField *field)
{
  static const char *const keys[] = { "breastfeeding", "chronic_illness", "committee_youth", "elderly", "over_60", "pregnant", "pregnant_lactating",
                                      "unaccompanied_children", "under_18", "under_five", NULL };

  return g_str_has_prefix (field->key, "disab") || strstr (field->key, "_disab") != NULL || g_strv_contains (keys, field->key);
}

/* The total whose name the field begins with ("attended_disability", "direct_disability"), or that of its group; else the first of the kind. */
static const EpcField *
total_of (const EpcEntity *entity, const EpcField *field)
{
  const EpcField *first = NULL;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *total = &entity->fields[i];
      g_autofree char *prefix = g_strconcat (epc_field_group (total), "_", NULL);
      if (!(total->flags & EPC_FIELD_TOTAL))
        continue;
      if (g_str_has_prefix (field->key, prefix) || g_str_equal (epc_field_group (field), epc_field_group (total)))
        return total;
      if (first == NULL)
        first = total;
    }
  /* Flows count people in one number alone. */
  return first != NULL ? first : epc_entity_field (entity, "n");
}

static void
add_some (EpcSuppression *suppression, const EpcField *whole, const EpcField *field)
{
  RowSum sum = { .n_members = 0 };

  if (whole == NULL || whole == field)
    return;
  add_member (&sum, count_position (suppression, whole->key));
  sum.n_left = sum.n_members;
  add_member (&sum, count_position (suppression, field->key));
  if (sum.n_left == 1 && sum.n_members == 2)
    g_array_append_val (suppression->sums, sum);
}

static void
add_all_some (EpcSuppression *suppression)
{
  const EpcEntity *entity = suppression->entity;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      if (!counts_people (field) || !counts_some (field))
        continue;
      add_some (suppression, total_of (entity, field), field);
      if (g_str_has_prefix (field->key, "pregnant") || g_str_equal (field->key, "breastfeeding"))
        add_some (suppression, epc_entity_field (entity, "females"), field);
    }
}

EpcSuppression *
epc_suppression_new (EpcStore *store, const EpcEntity *entity, GArray *fields)
{
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) leaves = g_array_new (FALSE, FALSE, sizeof (gboolean));
  gboolean has_any = FALSE;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      gboolean is_column = FALSE;
      for (guint f = 0; f < fields->len; f++)
        is_column |= g_array_index (fields, guint, f) == i;
      has_any |= is_column && !epc_field_is_stored (&entity->fields[i]);
      if (!counts_people (&entity->fields[i]) || !epc_field_is_stored (&entity->fields[i]))
        continue;
      g_array_append_val (counts, i);
      g_array_append_val (leaves, is_column);
      has_any |= is_column;
    }
  if (!has_any || counts->len == 0)
    return NULL;
  EpcSuppression *suppression = g_new0 (EpcSuppression, 1);
  suppression->store = g_object_ref (store);
  suppression->entity = entity;
  suppression->counts = g_steal_pointer (&counts);
  suppression->leaves = g_steal_pointer (&leaves);
  suppression->sums = g_array_new (FALSE, FALSE, sizeof (RowSum));
  suppression->values = g_array_new (FALSE, FALSE, sizeof (gint64));
  suppression->marks = g_array_new (FALSE, TRUE, sizeof (guint8));
  suppression->uids = g_array_new (FALSE, FALSE, sizeof (EpcUid));
  suppression->rests = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & EPC_FIELD_TOTAL)
      add_sums (suppression, &entity->fields[i]);
  add_all_some (suppression);
  suppression->rows = epc_row_sums_new (store, entity);
  return suppression;
}

void
epc_suppression_free (EpcSuppression *suppression)
{
  if (suppression == NULL)
    return;
  g_object_unref (suppression->store);
  g_array_unref (suppression->counts);
  g_array_unref (suppression->leaves);
  g_array_unref (suppression->sums);
  g_array_unref (suppression->values);
  g_array_unref (suppression->marks);
  g_array_unref (suppression->uids);
  g_free (suppression->order);
  epc_row_sums_free (suppression->rows);
  g_hash_table_unref (suppression->rests);
  g_free (suppression);
}

GArray *
epc_suppression_apart (const EpcSuppression *suppression)
{
  return epc_row_sums_apart (suppression->rows);
}

void
epc_suppression_look (EpcSuppression *suppression, const EpcRecord *record)
{
  guint width = suppression->counts->len, start = suppression->values->len;

  g_array_set_size (suppression->values, start + width);
  g_array_set_size (suppression->marks, start + width);
  gint64 *values = &g_array_index (suppression->values, gint64, start);
  guint8 *marks = &g_array_index (suppression->marks, guint8, start);
  for (guint i = 0; i < width; i++)
    {
      const EpcValue *value = epc_record_value (record, g_array_index (suppression->counts, guint, i));
      values[i] = value->kind == EPC_VALUE_INTEGER ? value->integer : -1;
      marks[i] = values[i] > 0 && values[i] < LEAST_SHOWN              ? EPC_CELL_SMALL
                 : g_array_index (suppression->leaves, gboolean, i) ? EPC_CELL_SHOWN
                                                                    : EPC_CELL_ABSENT;
    }
  epc_row_sums_look (suppression->rows, record);
  g_array_append_val (suppression->uids, *epc_record_uid ((EpcRecord *) record));
  suppression->n_rows++;
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
  return g_array_index (suppression->values, gint64, cell);
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
      gboolean whole_is_small = most[1 - side] < LEAST_SHOWN || (side == 0 && n_left == 1);
      if (whole_is_small ? to - from < 1 : to - from < high - low)
        return FALSE;
    }
  return TRUE;
}

/* Hides the smallest further number, the whole only when no part is left; a zero hides nothing. FALSE: there is none. */
static gboolean
hide_one (EpcSuppression *suppression, const guint *cells, guint n, guint n_left)
{
  guint best = G_MAXUINT, best_is_left = 0;

  for (guint i = 0; i < n; i++)
    {
      guint is_left = i < n_left;
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
      for (guint i = 0; i < n_left; i++)
        if (mark_at (suppression, cells[i]) == EPC_CELL_SMALL)
          {
            g_array_index (suppression->marks, guint8, cells[i]) = EPC_CELL_SILENT;
            return TRUE;
          }
      return FALSE;
    }
  g_array_index (suppression->marks, guint8, best) = EPC_CELL_COVERING;
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

/* A sum with room for one more cell; calls @func where it holds, with what is missing from it as a small number where it is one. */
static gboolean
each_sum (EpcSuppression *suppression, guint number, guint *cells, guint n, guint n_left, SumFunc func)
{
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
      if (rest < 0 || rest >= LEAST_SHOWN)
        return FALSE;
      if (rest == 0)
        return func (suppression, cells, n, n_left);
      guint8 mark = EPC_CELL_SMALL;
      known = GUINT_TO_POINTER (suppression->values->len);
      g_array_append_val (suppression->values, rest);
      g_array_append_val (suppression->marks, mark);
      g_hash_table_insert (suppression->rests, GUINT_TO_POINTER (number), known);
    }
  cells[n] = GPOINTER_TO_UINT (known);
  return func (suppression, cells, n + 1, n_left);
}

static gboolean
each_row_sum (EpcSuppression *suppression, SumFunc func)
{
  guint width = suppression->counts->len, n_sums = suppression->sums->len;
  gboolean changed = FALSE;

  for (guint at = 0; at < suppression->n_rows; at++)
    for (guint s = 0; s < n_sums; s++)
      {
        guint row = suppression->order[at];
        const RowSum *sum = &g_array_index (suppression->sums, RowSum, s);
        guint cells[G_N_ELEMENTS (sum->members) + 1];
        for (guint i = 0; i < sum->n_members; i++)
          cells[i] = row * width + sum->members[i];
        changed |= each_sum (suppression, row * n_sums + s, cells, sum->n_members, sum->n_left, func);
      }
  return changed;
}

static gboolean
each_area_sum (EpcSuppression *suppression, SumFunc func)
{
  guint width = suppression->counts->len, first = suppression->n_rows * suppression->sums->len;
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean changed = FALSE;

  for (guint s = 0; s < epc_row_sums_n (suppression->rows); s++)
    {
      guint n, n_left;
      const guint32 *rows = epc_row_sums_get (suppression->rows, s, &n, &n_left);
      g_array_set_size (cells, n + 1);
      for (guint c = 0; c < width; c++)
        {
          for (guint i = 0; i < n; i++)
            g_array_index (cells, guint, i) = rows[i] * width + c;
          changed |= each_sum (suppression, first + s * width + c, (guint *) (gpointer) cells->data, n, n_left, func);
        }
    }
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
  each_row_sum (suppression, tell_audit);
  each_area_sum (suppression, tell_audit);
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
put_in_order (EpcSuppression *suppression)
{
  suppression->order = g_new (guint32, suppression->n_rows + 1);
  for (guint i = 0; i < suppression->n_rows; i++)
    suppression->order[i] = i;
  g_qsort_with_data (suppression->order, (int) suppression->n_rows, sizeof (guint32), compare_rows, suppression->uids->data);
  g_array_set_size (suppression->uids, 0);
}

gint64
epc_suppression_settle (EpcSuppression *suppression)
{
  guint width = suppression->counts->len;

  put_in_order (suppression);
  epc_row_sums_settle (suppression->rows, suppression->order);
  suppression->is_first = TRUE;
  for (guint i = 0; i < MOST_AUDITS; i++)
    {
      gboolean changed = TRUE;
      for (guint round = 0; round < MOST_ROUNDS && changed; round++)
        {
          changed = each_row_sum (suppression, cover);
          changed |= each_area_sum (suppression, cover);
          suppression->is_first = FALSE;
        }
      if (!audit (suppression))
        break;
    }
  suppression->n_hidden = 0;
  for (guint i = 0; i < suppression->n_rows * width; i++)
    suppression->n_hidden
        += mark_at (suppression, i) != EPC_CELL_SHOWN && g_array_index (suppression->leaves, gboolean, i % width);
  return suppression->n_hidden;
}

EpcCellMark
epc_suppression_mark (const EpcSuppression *suppression, guint row, guint field)
{
  for (guint i = 0; i < suppression->counts->len; i++)
    if (g_array_index (suppression->counts, guint, i) == field)
      return mark_at (suppression, row * suppression->counts->len + i);
  return EPC_CELL_SHOWN;
}

gboolean
epc_suppression_hides (const EpcSuppression *suppression, guint row)
{
  guint width = suppression->counts->len;

  for (guint i = 0; i < width; i++)
    if (g_array_index (suppression->leaves, gboolean, i) && mark_at (suppression, row * width + i) != EPC_CELL_SHOWN)
      return TRUE;
  return FALSE;
}

gboolean
epc_suppression_touches (const EpcSuppression *suppression, guint row)
{
  guint width = suppression->counts->len;

  for (guint i = 0; i < width; i++)
    if (mark_at (suppression, row * width + i) != EPC_CELL_SHOWN && mark_at (suppression, row * width + i) != EPC_CELL_ABSENT)
      return TRUE;
  return FALSE;
}

gboolean
epc_suppression_orders (const EpcSuppression *suppression, const char *sort)
{
  return sort != NULL && count_position (suppression, *sort == '-' ? sort + 1 : sort) >= 0;
}
