/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Requests to the emergency fund in a file: the states of one that is known follow one another as they do in a form. One that is new here is
 * taken as it stands: it may have gone its way in another office.
 */
#include "epc-import-private.h"

#include "store/epc-funding.h"

/* What is stored, with the cells of the row; NULL: it is new here. */
static EpcRecord *
with_values (EpcImport *import, const EpcEntity *entity, const EpcUid *uid, const EpcValue *values, const guint8 *is_initial)
{
  g_autoptr (EpcRecord) stored = epc_uid_is_nil (uid) ? NULL : epc_store_get (import->store, entity, uid, NULL);

  if (stored == NULL || epc_record_meta (stored)->is_deleted)
    return NULL;
  for (guint i = 0; i < entity->n_fields; i++)
    {
      EpcValue copy = EPC_VALUE_INIT;
      if (!epc_field_is_stored (&entity->fields[i]) || values[i].kind == EPC_VALUE_EMPTY || (is_initial != NULL && is_initial[i]))
        continue;
      epc_value_copy (&copy, &values[i]);
      epc_record_take_value (stored, i, &copy);
    }
  return g_steal_pointer (&stored);
}

gboolean
epc_import_judge_funding (EpcImport *import, GError **error)
{
  const EpcEntity *entity = import->n_targets > 0 ? import->targets[0].entity : NULL;
  g_autoptr (GError) cause = NULL;
  const EpcValue *values;
  const guint8 *is_initial;
  const char *code;
  guint64 row;
  guint kind;
  EpcUid uid;

  if (entity == NULL || !g_str_equal (entity->key, "funding_request"))
    return TRUE;
  if (!epc_spool_rewind (import->spool, error))
    return FALSE;
  while (epc_spool_next (import->spool, &kind, &row, &uid, &code, &values, &is_initial, &cause))
    {
      if (kind != 0 || g_hash_table_contains (import->late, GUINT_TO_POINTER ((guint) row)))
        continue;
      g_autoptr (EpcRecord) record = with_values (import, entity, &uid, values, is_initial);
      g_autofree char *wrong = record != NULL ? epc_funding_objection (import->store, record) : NULL;
      if (wrong != NULL)
        epc_import_refuse_late (import, row, "funding_state", wrong);
    }
  if (cause == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}
