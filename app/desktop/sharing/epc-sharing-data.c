/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-sharing-data.h"

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/epc-session.h"

static void
group_free (gpointer data)
{
  EpcWaitingGroup *group = data;

  epc_conflict_free (group->conflict);
  epc_conflict_sides_free (group->sides);
  g_free (group->label);
  g_free (group);
}

static void
record_free (gpointer data)
{
  EpcWaitingRecord *record = data;

  g_free (record->title);
  g_free (record->note);
  g_ptr_array_unref (record->groups);
  g_free (record);
}

void
epc_sharing_data_free (EpcSharingData *data)
{
  if (data == NULL)
    return;
  g_clear_pointer (&data->records, g_ptr_array_unref);
  g_clear_pointer (&data->decided, g_ptr_array_unref);
  g_clear_pointer (&data->peers, g_ptr_array_unref);
  g_clear_pointer (&data->lacks, g_array_unref);
  g_clear_pointer (&data->parcels, g_ptr_array_unref);
  g_clear_pointer (&data->asides, g_ptr_array_unref);
  g_free (data);
}

char *
epc_sharing_group_label (const EpcConflict *conflict)
{
  if (g_str_equal (conflict->group, "deleted"))
    return g_strdup (_ ("Deleted or kept"));
  for (guint i = 0; i < conflict->entity->n_fields; i++)
    if (g_str_equal (epc_field_group (&conflict->entity->fields[i]), conflict->group))
      return g_strdup (_ (conflict->entity->fields[i].label));
  return g_strdup (conflict->group);
}

char *
epc_sharing_values_text (GPtrArray *values)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < values->len; i++)
    {
      const EpcSideValue *value = g_ptr_array_index (values, i);
      if (values->len == 1)
        return g_strdup (value->text != NULL ? value->text : _ ("empty"));
      if (value->text != NULL)
        g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", _ (value->field->label), value->text);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : g_strdup (_ ("empty"));
}

char *
epc_sharing_side_text (const EpcConflict *conflict, const EpcConflictSide *side)
{
  if (g_str_equal (conflict->group, "deleted"))
    return g_strdup (side->is_deleted ? _ ("Deleted") : _ ("Stays, with its changes"));
  return epc_sharing_values_text (side->values);
}

char *
epc_sharing_side_origin (EpcStore *store, const EpcWaitingGroup *group, const EpcConflictSide *side)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (side->author != NULL)
    g_ptr_array_add (parts, g_strdup (side->author));
  if (side->wall > 0)
    g_ptr_array_add (parts, epc_session_moment_text (store, side->wall));
  if (side->is_newest)
    g_ptr_array_add (parts, g_strdup (_ ("newest")));
  if (side->is_shown)
    g_ptr_array_add (parts, g_strdup (group == NULL || !group->is_decided ? _ ("shown until decided") : group->is_newest ? _ ("was taken") : _ ("was taken, changed since")));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static EpcWaitingRecord *
record_of (EpcSharingData *data, EpcStore *store, GHashTable *known, const EpcConflict *conflict)
{
  EpcWaitingRecord *record = g_hash_table_lookup (known, &conflict->uid);

  if (record != NULL || data->records->len >= EPC_WAITING_MOST)
    return record;
  record = g_new0 (EpcWaitingRecord, 1);
  record->entity = conflict->entity;
  record->uid = conflict->uid;
  record->title = epc_store_title (store, conflict->entity, &conflict->uid);
  record->groups = g_ptr_array_new_with_free_func (group_free);
  g_ptr_array_add (data->records, record);
  g_hash_table_insert (known, &record->uid, record);
  return record;
}

static void
write_note (EpcWaitingRecord *record)
{
  g_autofree char *n = epc_language_integer (epc_language_get (NULL), record->groups->len);
  g_autofree char *values = g_strdup_printf (ngettext_ ("%s value", "%s values", record->groups->len), n);

  record->state = record->is_about_life ? "critical" : "watch";
  record->note = g_strdup_printf ("%s · %s", _ (record->entity->label), record->is_about_life ? _ ("delete it or keep the change?") : values);
}

static gboolean
read_waiting (EpcSharingData *data, EpcStore *store, GError **error)
{
  g_autoptr (GPtrArray) conflicts = epc_store_conflicts (store, error);
  g_autoptr (GHashTable) known = g_hash_table_new (epc_uid_hash, epc_uid_equal_func);

  if (conflicts == NULL)
    return FALSE;
  data->records = g_ptr_array_new_with_free_func (record_free);
  data->n_groups = conflicts->len;
  for (guint i = 0; i < conflicts->len; i++)
    {
      const EpcConflict *conflict = g_ptr_array_index (conflicts, i);
      EpcWaitingRecord *record = record_of (data, store, known, conflict);
      EpcConflictSides *sides = record != NULL ? epc_conflict_sides (store, conflict, error) : NULL;
      if (record == NULL)
        continue;
      if (sides == NULL)
        return FALSE;
      EpcWaitingGroup *group = g_new0 (EpcWaitingGroup, 1);
      group->conflict = epc_conflict_copy (conflict);
      group->sides = sides;
      group->label = epc_sharing_group_label (conflict);
      record->is_about_life = record->is_about_life || g_str_equal (conflict->group, "deleted");
      g_ptr_array_add (record->groups, group);
    }
  g_ptr_array_foreach (data->records, (GFunc) write_note, NULL);
  return TRUE;
}

/* --- what was decided --- */

static EpcWaitingGroup *
decided_group (EpcStore *store, const EpcPastDecision *decision, GError **error)
{
  EpcConflictSides *sides = epc_conflict_sides (store, &decision->conflict, error);

  if (sides == NULL)
    return NULL;
  EpcWaitingGroup *group = g_new0 (EpcWaitingGroup, 1);
  group->conflict = epc_conflict_copy (&decision->conflict);
  group->sides = sides;
  group->label = epc_sharing_group_label (&decision->conflict);
  group->is_decided = TRUE;
  group->is_newest = decision->is_newest;
  for (guint i = 0; i < sides->sides->len; i++)
    {
      EpcConflictSide *side = g_ptr_array_index (sides->sides, i);
      side->is_shown = side->chosen == decision->chosen;
    }
  return group;
}

static gboolean
read_decided (EpcSharingData *data, EpcStore *store, GError **error)
{
  g_autoptr (GPtrArray) decisions = epc_store_decisions (store, EPC_DECIDED_MOST, error);

  data->decided = g_ptr_array_new_with_free_func (record_free);
  for (guint i = 0; decisions != NULL && i < decisions->len; i++)
    {
      const EpcPastDecision *decision = g_ptr_array_index (decisions, i);
      EpcWaitingGroup *group = decided_group (store, decision, error);
      if (group == NULL)
        return FALSE;
      EpcWaitingRecord *record = g_new0 (EpcWaitingRecord, 1);
      g_autofree char *when = epc_session_moment_text (store, decision->wall);
      record->entity = decision->conflict.entity;
      record->uid = decision->conflict.uid;
      record->state = decision->is_newest ? "ok" : "na";
      record->title = epc_store_title (store, record->entity, &record->uid);
      record->note = g_strdup_printf ("%s · %s · %s", group->label, decision->author != NULL ? decision->author : "?", when);
      record->groups = g_ptr_array_new_with_free_func (group_free);
      g_ptr_array_add (record->groups, group);
      g_ptr_array_add (data->decided, record);
    }
  return decisions != NULL;
}

static gboolean
read_offices (EpcSharingData *data, EpcStore *store, GError **error)
{
  data->peers = epc_share_peers (store, error);
  data->parcels = data->peers != NULL ? epc_parcel_list (store, 100, error) : NULL;
  data->asides = data->parcels != NULL ? epc_aside_list (store, error) : NULL;
  data->lacks = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; data->asides != NULL && i < data->peers->len; i++)
    {
      gint64 lacks = epc_parcel_lacks (store, ((EpcPeer *) g_ptr_array_index (data->peers, i))->vector, error);
      if (lacks < 0)
        return FALSE;
      g_array_append_val (data->lacks, lacks);
    }
  return data->asides != NULL;
}

static gboolean
read_apart (EpcSharingData *data, EpcStore *store, GError **error)
{
  g_autoptr (GPtrArray) apart = epc_queue_apart (store, error);

  data->n_apart = apart != NULL ? apart->len : 0;
  return apart != NULL;
}

EpcSharingData *
epc_sharing_data_read (EpcStore *store, GError **error)
{
  g_autoptr (EpcSharingData) data = g_new0 (EpcSharingData, 1);

  return read_waiting (data, store, error) && read_decided (data, store, error) && read_offices (data, store, error) && read_apart (data, store, error)
             ? g_steal_pointer (&data)
             : NULL;
}
