/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows about a round that is frozen: what it has already may come again, as a series that is published anew brings it with each new round;
 * anything else is refused, and the other rows go in.
 */
#include "epc-import-private.h"

#include "store/epc-freeze.h"

gboolean
epc_import_judge_frozen (EpcImport *import, GError **error)
{
  const EpcEntity *entity = import->n_targets > 0 ? import->targets[0].entity : NULL;
  int field = entity != NULL ? epc_freeze_field (entity) : -1;
  g_autoptr (GHashTable) rounds = NULL;
  g_autoptr (GError) cause = NULL;
  const EpcValue *values;
  const guint8 *is_initial;
  const char *code;
  guint64 row;
  guint kind;
  EpcUid uid;

  if (field < 0)
    return TRUE;
  rounds = epc_freeze_rounds (import->store, error);
  if (rounds == NULL)
    return FALSE;
  if (g_hash_table_size (rounds) == 0)
    return TRUE;
  if (!epc_spool_rewind (import->spool, error))
    return FALSE;
  while (epc_spool_next (import->spool, &kind, &row, &uid, &code, &values, &is_initial, &cause))
    {
      if (kind != 0 || values[field].kind != EPC_VALUE_UID || !g_hash_table_contains (rounds, &values[field].uid)
          || g_hash_table_contains (import->late, GUINT_TO_POINTER ((guint) row)))
        continue;
      g_autoptr (EpcRecord) stored = epc_store_get (import->store, entity, &uid, NULL);
      if (stored != NULL && !epc_record_meta (stored)->is_deleted
          && !epc_import_differs (entity, stored, values, is_initial, epc_import_is_filled (import, row)))
        continue;
      g_autofree char *sentence = epc_freeze_sentence (import->store, &values[field].uid);
      epc_import_refuse_late (import, row, "round_frozen", sentence);
    }
  if (cause == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}
