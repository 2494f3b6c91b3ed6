/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pairs of records that were joined here: each left an alias behind, which names the record that went by its identity.
 */
#include "epc-queue.h"

#include "store/epc-query.h"

static void
joined_free (gpointer data)
{
  EpcJoined *joined = data;

  g_free (joined->kept_title);
  g_free (joined->other_title);
  g_free (joined->decided_by);
  g_free (joined->decided_on);
  g_free (joined);
}

static int
compare_joined (gconstpointer a, gconstpointer b)
{
  const EpcJoined *x = *(EpcJoined *const *) a, *y = *(EpcJoined *const *) b;
  int later = g_strcmp0 (y->decided_on, x->decided_on);

  return later != 0 ? later : g_strcmp0 (x->other_title, y->other_title);
}

GPtrArray *
epc_queue_joined (EpcStore *store, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("alias"));
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (joined_free);

  if (!epc_query_where (query, store, "source", EPC_OP_EQUAL, "join", error))
    return NULL;
  g_autoptr (GPtrArray) records = epc_query_records (query, store, error);
  if (records == NULL)
    return NULL;
  for (guint i = 0; i < records->len; i++)
    {
      const EpcRecord *alias = g_ptr_array_index (records, i);
      const EpcEntity *entity = epc_entity_find (epc_record_text (alias, "entity"));
      EpcUid kept, other;
      /* The other alias of a join holds the name that went. */
      if (entity == NULL || !epc_uid_from_text (epc_record_text (alias, "alias_text"), &other)
          || !epc_uid_from_text (epc_record_text (alias, "target"), &kept))
        continue;
      EpcJoined *joined = g_new0 (EpcJoined, 1);
      joined->entity = entity;
      joined->kept = kept;
      joined->other = other;
      joined->kept_title = epc_store_title (store, entity, &kept);
      joined->other_title = epc_store_title (store, entity, &other);
      joined->decided_by = g_strdup (epc_record_text (alias, "decided_by"));
      joined->decided_on = g_strdup (epc_record_text (alias, "decided_on"));
      g_ptr_array_add (all, joined);
    }
  g_ptr_array_sort (all, compare_joined);
  return g_steal_pointer (&all);
}
