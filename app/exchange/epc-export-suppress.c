/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Small counts of people in a public file. 1 to 4 is written "<5"; 0 stays 0. Where the other numbers of a sum give a hidden one
 * away, further numbers of that sum are left out too ("*"), the smallest first, until each small one may still be any of 1 to 4.
 * Sums are a total and its parts in a row, those of one sex and their ages, and an area and the areas in it when a file holds
 * both. What several sums together tell is looked at afterwards (epc-export-audit.c). Hundepool and others, "Statistical
 * Disclosure Control", 2012, chapter 4: secondary suppression, protection intervals.
 */
#include "epc-export-private.h"

#include <math.h>
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
  guint n_rows;
  gint64 n_hidden;
  EpcSumAudit *audit; /* while it runs */

  /* Rows of areas and of the areas in them. */
  const EpcField *place;
  GHashTable *parents; /* P-code → P-code of the area above, "" for none */
  GHashTable *rows;    /* what a row is about apart from its place, and the area above → GArray of guint: its rows */
  GHashTable *places;  /* the same with the row's own place → GArray of guint: its rows */
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
      if (sum.n_left == 1 && sum.n_members > 2)
        g_array_append_val (suppression->sums, sum);
    }
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

static gboolean
note_parent (EpcRecord *record, gpointer data)
{
  GHashTable *parents = data;
  const char *pcode = epc_record_text (record, "pcode"), *parent = epc_record_text (record, "parent");

  if (pcode != NULL)
    g_hash_table_insert (parents, g_strdup (pcode), g_strdup (parent != NULL ? parent : ""));
  return TRUE;
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
      if (!counts_people (&entity->fields[i]) || !epc_field_is_stored (&entity->fields[i]))
        continue;
      g_array_append_val (counts, i);
      g_array_append_val (leaves, is_column);
      has_any |= is_column;
    }
  if (!has_any)
    return NULL;
  EpcSuppression *suppression = g_new0 (EpcSuppression, 1);
  suppression->store = g_object_ref (store);
  suppression->entity = entity;
  suppression->counts = g_steal_pointer (&counts);
  suppression->leaves = g_steal_pointer (&leaves);
  suppression->sums = g_array_new (FALSE, FALSE, sizeof (RowSum));
  suppression->values = g_array_new (FALSE, FALSE, sizeof (gint64));
  suppression->marks = g_array_new (FALSE, TRUE, sizeof (guint8));
  suppression->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  suppression->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  suppression->parents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & EPC_FIELD_TOTAL)
      add_sums (suppression, &entity->fields[i]);
  suppression->place = epc_entity_field (entity, "place");
  if (suppression->place != NULL && suppression->place->type != EPC_TYPE_PLACE)
    suppression->place = NULL;
  if (suppression->place != NULL)
    {
      g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("place"));
      epc_query_each (query, store, note_parent, suppression->parents, NULL, NULL);
    }
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
  g_hash_table_unref (suppression->rows);
  g_hash_table_unref (suppression->places);
  g_hash_table_unref (suppression->parents);
  g_free (suppression);
}

/* Names of the place itself: they differ between an area and the areas in it. */
static gboolean
is_about_place (const EpcField *field)
{
  return g_str_equal (field->key, "place") || g_str_equal (field->key, "admin_level")
         || g_str_has_prefix (field->key, "location_");
}

/* What the row counts apart from where: the rest of its key, or its date. @is_coarse: its round and date only, whatever the
 * reasons and origins, which an area may tell otherwise than the areas in it. */
static char *
subject_of (const EpcSuppression *suppression, const EpcRecord *record, gboolean is_coarse)
{
  GString *subject = g_string_new (is_coarse ? "c" : "f");
  gboolean has_key = !is_coarse && epc_entity_has_natural_key (suppression->entity);

  for (guint i = 0; i < suppression->entity->n_fields; i++)
    {
      const EpcField *field = &suppression->entity->fields[i];
      gboolean counts = has_key ? (field->flags & EPC_FIELD_KEY) != 0
                                : field->type == EPC_TYPE_REFERENCE || g_strcmp0 (field->key, suppression->entity->date) == 0;
      if (!counts || is_about_place (field))
        continue;
      g_autofree char *text = epc_record_to_text (record, field->key);
      g_string_append (subject, text != NULL ? text : "");
      g_string_append_c (subject, '\x1f');
    }
  return g_string_free (subject, FALSE);
}

static void
note_row (GHashTable *table, const char *subject, const char *place, guint row)
{
  g_autofree char *key = g_strconcat (subject, place, NULL);
  GArray *rows = g_hash_table_lookup (table, key);

  if (rows == NULL)
    {
      rows = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (table, g_steal_pointer (&key), rows);
    }
  g_array_append_val (rows, row);
}

static void
note_area (EpcSuppression *suppression, const EpcRecord *record)
{
  const char *place = suppression->place != NULL ? epc_record_text (record, "place") : NULL;

  if (place == NULL)
    return;
  const char *parent = g_hash_table_lookup (suppression->parents, place);
  for (guint is_coarse = 0; is_coarse < 2; is_coarse++)
    {
      g_autofree char *subject = subject_of (suppression, record, is_coarse);
      note_row (suppression->places, subject, place, suppression->n_rows);
      if (parent != NULL && *parent != '\0')
        note_row (suppression->rows, subject, parent, suppression->n_rows);
    }
}

void
epc_suppression_look (EpcSuppression *suppression, const EpcRecord *record)
{
  for (guint i = 0; i < suppression->counts->len; i++)
    {
      const EpcValue *value = epc_record_value (record, g_array_index (suppression->counts, guint, i));
      gint64 number = value->kind == EPC_VALUE_INTEGER ? value->integer : -1;
      guint8 mark = number > 0 && number < LEAST_SHOWN                 ? EPC_CELL_SMALL
                    : g_array_index (suppression->leaves, gboolean, i) ? EPC_CELL_SHOWN
                                                                       : EPC_CELL_ABSENT;
      g_array_append_val (suppression->values, number);
      g_array_append_val (suppression->marks, mark);
    }
  note_area (suppression, record);
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

/* A sum speaks only where all its numbers are there and it is right: of others nothing can be subtracted. */
static gboolean
holds (const EpcSuppression *suppression, const guint *cells, guint n, guint n_left)
{
  gint64 left = 0, right = 0;

  for (guint i = 0; i < n; i++)
    {
      gint64 value = value_at (suppression, cells[i]);
      if (value < 0)
        return FALSE;
      *(i < n_left ? &left : &right) += value;
    }
  return left == right;
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
      epc_cell_bounds (mark_at (suppression, cells[i]), value_at (suppression, cells[i]), &low, &high);
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
  if (n_hidden == 0 || !holds (suppression, cells, n, n_left))
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

static gboolean
each_row_sum (EpcSuppression *suppression, SumFunc func)
{
  guint width = suppression->counts->len;
  gboolean changed = FALSE;

  for (guint row = 0; row < suppression->n_rows; row++)
    for (guint s = 0; s < suppression->sums->len; s++)
      {
        const RowSum *sum = &g_array_index (suppression->sums, RowSum, s);
        guint cells[G_N_ELEMENTS (sum->members)];
        for (guint i = 0; i < sum->n_members; i++)
          cells[i] = row * width + sum->members[i];
        changed |= func (suppression, cells, sum->n_members, sum->n_left);
      }
  return changed;
}

static gboolean
each_area_sum (EpcSuppression *suppression, SumFunc func)
{
  guint width = suppression->counts->len;
  gboolean changed = FALSE;
  GHashTableIter iter;
  gpointer key, data;

  g_hash_table_iter_init (&iter, suppression->rows);
  while (g_hash_table_iter_next (&iter, &key, &data))
    {
      GArray *rows = data, *above = g_hash_table_lookup (suppression->places, key);
      if (above == NULL)
        continue;
      g_autofree guint *cells = g_new (guint, rows->len + above->len);
      for (guint c = 0; c < width; c++)
        {
          for (guint i = 0; i < above->len; i++)
            cells[i] = g_array_index (above, guint, i) * width + c;
          for (guint i = 0; i < rows->len; i++)
            cells[above->len + i] = g_array_index (rows, guint, i) * width + c;
          changed |= func (suppression, cells, above->len + rows->len, above->len);
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
  if (is_hidden && holds (suppression, cells, n, n_left))
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

gint64
epc_suppression_settle (EpcSuppression *suppression)
{
  guint width = suppression->counts->len;

  for (guint i = 0; i < MOST_AUDITS; i++)
    {
      gboolean changed = TRUE;
      for (guint round = 0; round < MOST_ROUNDS && changed; round++)
        {
          changed = each_row_sum (suppression, cover);
          changed |= each_area_sum (suppression, cover);
        }
      if (!audit (suppression))
        break;
    }
  suppression->n_hidden = 0;
  for (guint i = 0; i < suppression->marks->len; i++)
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
