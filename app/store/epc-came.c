/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a merge brought. Told by the merge as it goes; put into words once all of it is there, because one record names another.
 */
#include "epc-came-private.h"

#include <string.h>

static void
field_free (gpointer data)
{
  EpcCameField *field = data;

  g_free (field->before);
  g_free (field->after);
  g_free (field);
}

static void
record_free (gpointer data)
{
  EpcCameRecord *record = data;

  g_free (record->title);
  g_clear_pointer (&record->fields, g_ptr_array_unref);
  g_free (record);
}

EpcCame *
epc_came_new (void)
{
  EpcCame *came = g_new0 (EpcCame, 1);

  came->entities = g_array_new (FALSE, TRUE, sizeof (EpcCameEntity));
  came->records = g_ptr_array_new_with_free_func (record_free);
  came->conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_conflict_free);
  return came;
}

void
epc_came_free (EpcCame *came)
{
  if (came == NULL)
    return;
  g_array_unref (came->entities);
  g_ptr_array_unref (came->records);
  g_ptr_array_unref (came->conflicts);
  g_free (came);
}

guint
epc_came_n_deletions (const EpcCame *came)
{
  guint n = 0;

  for (guint i = 0; i < came->conflicts->len; i++)
    n += g_str_equal (((EpcConflict *) g_ptr_array_index (came->conflicts, i))->group, "deleted");
  return n;
}

/* --- told by the merge --- */

EpcCameRecord *
epc_came_note (EpcCame *came, EpcCameKind kind, const EpcEntity *entity, const EpcUid *uid)
{
  EpcCameEntity *of = NULL;

  for (guint i = 0; i < came->entities->len && of == NULL; i++)
    if (g_array_index (came->entities, EpcCameEntity, i).entity == entity)
      of = &g_array_index (came->entities, EpcCameEntity, i);
  if (of == NULL)
    {
      const EpcCameEntity fresh = { .entity = entity };
      g_array_append_val (came->entities, fresh);
      of = &g_array_index (came->entities, EpcCameEntity, came->entities->len - 1);
    }
  of->n[kind]++;
  came->n[kind]++;
  if (came->records->len >= EPC_CAME_MOST)
    return NULL;
  EpcCameRecord *record = g_new0 (EpcCameRecord, 1);
  record->kind = kind;
  record->entity = entity;
  record->uid = *uid;
  g_ptr_array_add (came->records, record);
  return record;
}

gboolean
epc_came_differs (EpcRecord *a, EpcRecord *b)
{
  const EpcEntity *entity = epc_record_entity (a);

  for (guint i = 0; i < entity->n_fields; i++)
    if (epc_field_is_stored (&entity->fields[i]) && !epc_value_equal (epc_record_value (a, i), epc_record_value (b, i)))
      return TRUE;
  return g_strcmp0 (epc_record_code (a), epc_record_code (b)) != 0
         || g_strcmp0 (epc_record_meta (a)->extra, epc_record_meta (b)->extra) != 0;
}

void
epc_came_note_fields (EpcCameRecord *came, EpcStore *store, EpcRecord *before, EpcRecord *after)
{
  const EpcEntity *entity = epc_record_entity (after);

  came->fields = g_ptr_array_new_with_free_func (field_free);
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      if (!epc_field_is_stored (field) || epc_value_equal (epc_record_value (before, i), epc_record_value (after, i)))
        continue;
      EpcCameField *one = g_new0 (EpcCameField, 1);
      one->field = field;
      one->before = epc_store_display (store, before, field->key, NULL);
      one->after = epc_store_display (store, after, field->key, NULL);
      g_ptr_array_add (came->fields, one);
    }
}

/* --- all of it is there --- */

static int
compare_entities (gconstpointer a, gconstpointer b)
{
  const EpcCameEntity *one = a, *other = b;
  gint64 sum = 0;

  for (guint i = 0; i < EPC_N_CAME; i++)
    sum += other->n[i] - one->n[i];
  return sum > 0 ? 1 : sum < 0 ? -1 : strcmp (one->entity->key, other->entity->key);
}

static gboolean
was_there (GPtrArray *before, const EpcConflict *conflict)
{
  for (guint i = 0; i < before->len; i++)
    {
      const EpcConflict *old = g_ptr_array_index (before, i);
      if (epc_uid_equal (&old->uid, &conflict->uid) && g_str_equal (old->group, conflict->group) && g_str_equal (old->says, conflict->says))
        return TRUE;
    }
  return FALSE;
}

void
epc_came_finish (EpcCame *came, EpcStore *store, GPtrArray *before, GPtrArray *waiting)
{
  g_array_sort (came->entities, compare_entities);
  for (guint i = 0; i < came->records->len; i++)
    {
      EpcCameRecord *record = g_ptr_array_index (came->records, i);
      record->title = epc_store_title (store, record->entity, &record->uid);
    }
  for (guint i = 0; i < waiting->len; i++)
    if (!was_there (before, g_ptr_array_index (waiting, i)))
      g_ptr_array_add (came->conflicts, epc_conflict_copy (g_ptr_array_index (waiting, i)));
}
