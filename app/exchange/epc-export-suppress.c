/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Small counts of people in a public file. 1 to 4 is written "<5"; 0 stays 0. Where one single number of a sum is hidden so, the
 * sum gives it away: then the smallest other number of that sum is left out too ("*"), until no sum has exactly one hidden
 * number. Sums are a total and its parts in a row, and an area and the areas in it when a file holds both (Hundepool and others,
 * "Statistical Disclosure Control", 2012, chapter 4: secondary suppression).
 */
#include "epc-export-private.h"

#include <string.h>

#define LEAST_SHOWN 5
#define MOST_ROUNDS 32

/* Fields of one sum within a row: the total first. Positions in counts[]. */
typedef struct
{
  guint members[24];
  guint n_members;
} RowSum;

struct _EpcSuppression
{
  EpcStore *store;
  const EpcEntity *entity;
  GArray *counts; /* of guint: positions of the fields that count people */
  GArray *sums;   /* of RowSum */
  GArray *values; /* of gint64: per row counts->len; −1: empty */
  GArray *marks;  /* of guint8 */
  guint n_rows;
  gint64 n_hidden;

  /* Rows of areas and of the areas in them. */
  const EpcField *place;
  GHashTable *parents; /* P-code → P-code of the area above, "" for none */
  GHashTable *rows;    /* what a row is about apart from its place, and the area above → GArray of guint: its rows */
  GHashTable *places;  /* the same with the row's own place → row + 1 */
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

/* The total with its parts; with the parts of parts; each part with those that continue its name ("females", "females_0"). */
static void
add_sums (EpcSuppression *suppression, const EpcField *total)
{
  const EpcEntity *entity = suppression->entity;
  RowSum parts = { .n_members = 0 }, subparts = { .n_members = 0 };

  add_member (&parts, count_position (suppression, total->key));
  add_member (&subparts, count_position (suppression, total->key));
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      if (!(field->flags & EPC_FIELD_PART) || !g_str_equal (epc_field_group (field), epc_field_group (total)))
        continue;
      add_member (field->flags & EPC_FIELD_SUBPART ? &subparts : &parts, count_position (suppression, field->key));
      if (field->flags & EPC_FIELD_SUBPART)
        continue;
      RowSum own = { .n_members = 0 };
      g_autofree char *prefix = g_strconcat (field->key, "_", NULL);
      add_member (&own, count_position (suppression, field->key));
      for (guint j = 0; j < entity->n_fields; j++)
        if ((entity->fields[j].flags & EPC_FIELD_SUBPART) && g_str_has_prefix (entity->fields[j].key, prefix))
          add_member (&own, count_position (suppression, entity->fields[j].key));
      if (own.n_members > 2)
        g_array_append_val (suppression->sums, own);
    }
  if (parts.n_members > 2)
    g_array_append_val (suppression->sums, parts);
  if (subparts.n_members > 2)
    g_array_append_val (suppression->sums, subparts);
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

  for (guint i = 0; i < fields->len; i++)
    {
      guint position = g_array_index (fields, guint, i);
      if (counts_people (&entity->fields[position]))
        g_array_append_val (counts, position);
    }
  if (counts->len == 0)
    return NULL;
  EpcSuppression *suppression = g_new0 (EpcSuppression, 1);
  suppression->store = g_object_ref (store);
  suppression->entity = entity;
  suppression->counts = g_steal_pointer (&counts);
  suppression->sums = g_array_new (FALSE, FALSE, sizeof (RowSum));
  suppression->values = g_array_new (FALSE, FALSE, sizeof (gint64));
  suppression->marks = g_array_new (FALSE, TRUE, sizeof (guint8));
  suppression->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  suppression->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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

/* What the row counts apart from where: the rest of its key, or its date. */
static char *
subject_of (const EpcSuppression *suppression, const EpcRecord *record)
{
  GString *subject = g_string_new (NULL);
  gboolean has_key = epc_entity_has_natural_key (suppression->entity);

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
note_area (EpcSuppression *suppression, const EpcRecord *record)
{
  const char *place = suppression->place != NULL ? epc_record_text (record, "place") : NULL;

  if (place == NULL)
    return;
  g_autofree char *subject = subject_of (suppression, record);
  const char *parent = g_hash_table_lookup (suppression->parents, place);
  g_hash_table_insert (suppression->places, g_strconcat (subject, place, NULL), GUINT_TO_POINTER (suppression->n_rows + 1));
  if (parent == NULL || *parent == '\0')
    return;
  char *key = g_strconcat (subject, parent, NULL);
  GArray *rows = g_hash_table_lookup (suppression->rows, key);
  if (rows == NULL)
    {
      rows = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (suppression->rows, key, rows);
    }
  else
    g_free (key);
  g_array_append_val (rows, suppression->n_rows);
}

void
epc_suppression_look (EpcSuppression *suppression, const EpcRecord *record)
{
  for (guint i = 0; i < suppression->counts->len; i++)
    {
      const EpcValue *value = epc_record_value (record, g_array_index (suppression->counts, guint, i));
      gint64 number = value->kind == EPC_VALUE_INTEGER ? value->integer : -1;
      guint8 mark = number > 0 && number < LEAST_SHOWN ? EPC_CELL_SMALL : EPC_CELL_SHOWN;
      g_array_append_val (suppression->values, number);
      g_array_append_val (suppression->marks, mark);
    }
  note_area (suppression, record);
  suppression->n_rows++;
}

/* @cells: positions in values[] of one sum. TRUE when a further number had to be hidden. */
static gboolean
cover (EpcSuppression *suppression, const guint *cells, guint n)
{
  guint n_hidden = 0, best = G_MAXUINT;

  for (guint i = 0; i < n; i++)
    {
      gint64 value = g_array_index (suppression->values, gint64, cells[i]);
      if (value < 0)
        continue;
      if (g_array_index (suppression->marks, guint8, cells[i]) != EPC_CELL_SHOWN)
        n_hidden++;
      /* The total (first) only when nothing else is left; a zero hides nothing. */
      else if (value > 0
               && (best == G_MAXUINT || best == cells[0] || (i > 0 && value < g_array_index (suppression->values, gint64, best))))
        best = cells[i];
    }
  if (n_hidden != 1 || best == G_MAXUINT)
    return FALSE;
  g_array_index (suppression->marks, guint8, best) = EPC_CELL_COVERING;
  return TRUE;
}

static gboolean
cover_rows (EpcSuppression *suppression)
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
        changed |= cover (suppression, cells, sum->n_members);
      }
  return changed;
}

static gboolean
cover_areas (EpcSuppression *suppression)
{
  guint width = suppression->counts->len;
  gboolean changed = FALSE;
  GHashTableIter iter;
  gpointer key, data;

  g_hash_table_iter_init (&iter, suppression->rows);
  while (g_hash_table_iter_next (&iter, &key, &data))
    {
      GArray *rows = data;
      guint above = GPOINTER_TO_UINT (g_hash_table_lookup (suppression->places, key));
      if (above == 0)
        continue;
      g_autofree guint *cells = g_new (guint, rows->len + 1);
      for (guint c = 0; c < width; c++)
        {
          cells[0] = (above - 1) * width + c;
          for (guint i = 0; i < rows->len; i++)
            cells[i + 1] = g_array_index (rows, guint, i) * width + c;
          changed |= cover (suppression, cells, rows->len + 1);
        }
    }
  return changed;
}

gint64
epc_suppression_settle (EpcSuppression *suppression)
{
  for (guint i = 0; i < MOST_ROUNDS; i++)
    {
      gboolean changed = cover_rows (suppression);
      changed |= cover_areas (suppression);
      if (!changed)
        break;
    }
  suppression->n_hidden = 0;
  for (guint i = 0; i < suppression->marks->len; i++)
    suppression->n_hidden += g_array_index (suppression->marks, guint8, i) != EPC_CELL_SHOWN;
  return suppression->n_hidden;
}

EpcCellMark
epc_suppression_mark (const EpcSuppression *suppression, guint row, guint field)
{
  for (guint i = 0; i < suppression->counts->len; i++)
    if (g_array_index (suppression->counts, guint, i) == field)
      return (EpcCellMark) g_array_index (suppression->marks, guint8, row * suppression->counts->len + i);
  return EPC_CELL_SHOWN;
}
