/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Places with codes that were made here, because no official ones were known then, give way to the official places that came since.
 */
#include "epc-queue.h"

#include "base/epc-i18n.h"
#include "epc-place-index.h"
#include "store/epc-join.h"
#include "store/epc-query.h"

typedef struct
{
  EpcStore *store;
  EpcPlaceIndex *index;
  GHashTable *now; /* code that went → official code */
  GArray *pairs;   /* of EpcUid: kept, other */
} Joining;

/* The one official place on the same level of the same area that has one of its names; NULL: none, or more than one. */
static const EpcPlaceKnown *
find_official (Joining *self, const EpcRecord *place, const char *area)
{
  const EpcEntity *entity = epc_record_entity (place);
  gint64 level = epc_record_integer (place, "level");
  const EpcPlaceKnown *only = NULL;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      gboolean is_double = FALSE;
      const char *name = g_str_has_prefix (entity->fields[i].key, "name") ? epc_record_text (place, entity->fields[i].key) : NULL;
      const EpcPlaceKnown *found = name != NULL ? epc_place_index_name (self->index, name, area, (int) level, &is_double) : NULL;
      if (is_double)
        return NULL;
      if (found == NULL || found->is_provisional || !found->is_stored || found->level != level)
        continue;
      if (only != NULL && only != found)
        return NULL;
      only = found;
    }
  return only;
}

static gboolean
take_place (EpcRecord *place, gpointer data)
{
  Joining *self = data;
  const char *country = epc_record_text (place, "iso3"), *parent = epc_record_text (place, "parent");
  const char *moved = parent != NULL ? g_hash_table_lookup (self->now, parent) : NULL;
  const EpcPlaceKnown *above = parent != NULL ? epc_place_index_code (self->index, parent) : NULL;
  const char *area = moved != NULL ? moved : above != NULL && !above->is_provisional ? parent : NULL;

  /* An area that is itself unknown to the official list says nothing of where to look. */
  if (area == NULL && (epc_record_integer (place, "level") > 1 || country == NULL))
    return TRUE;
  const EpcPlaceKnown *official = find_official (self, place, area != NULL ? area : country);
  g_autoptr (EpcRecord) kept
      = official != NULL ? epc_store_find (self->store, epc_record_entity (place), official->pcode, NULL) : NULL;
  if (kept == NULL || epc_record_meta (kept)->is_deleted)
    return TRUE;
  g_array_append_vals (self->pairs, epc_record_uid (kept), 1);
  g_array_append_vals (self->pairs, epc_record_uid (place), 1);
  g_hash_table_replace (self->now, g_strdup (epc_record_text (place, "pcode")), g_strdup (official->pcode));
  return TRUE;
}

gboolean
epc_queue_join_provisional (EpcStore *store, EpcSettled *joined, GError **error)
{
  const EpcEntity *entity = epc_entity_find ("place");
  g_autoptr (EpcQuery) query = epc_query_new (entity);
  g_autofree char *level = g_strdup_printf ("%d", EPC_PLACE_POPULATED);

  *joined = (EpcSettled) { 0, 0 };
  if (!epc_query_where (query, store, "pcode_status", EPC_OP_EQUAL, "provisional", error)
      || !epc_query_where (query, store, "level", EPC_OP_LESS, level, error) || !epc_query_sort (query, "level", error))
    return FALSE;
  if (epc_query_count (query, store, NULL, NULL) == 0)
    return TRUE;
  g_autoptr (EpcPlaceIndex) index = epc_place_index_new (store);
  g_autoptr (GHashTable) now = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (EpcUid));
  Joining self = { store, index, now, pairs };
  if (!epc_query_each (query, store, take_place, &self, NULL, error))
    return FALSE;
  joined->rows = pairs->len / 2;
  if (joined->rows > 0)
    joined->batch = epc_store_join_all (store, entity, (const EpcUid *) (gpointer) pairs->data, joined->rows,
                                        _ ("Provisional codes give way to official ones"), error);
  return joined->rows == 0 || joined->batch != 0;
}
