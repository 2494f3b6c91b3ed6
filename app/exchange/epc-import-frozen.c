/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows about a round that is frozen: what it has already may come again, as a series that is published anew brings it with each new round;
 * anything else is refused, and the other rows go in.
 */
#include "epc-import-private.h"

#include "store/epc-freeze.h"

static gboolean
concerns (const EpcEntity *entity)
{
  return epc_freeze_field (entity) >= 0;
}

static gboolean
begin (EpcImport *import, gpointer *data, GError **error)
{
  g_autoptr (GHashTable) rounds = epc_freeze_rounds (import->store, error);

  if (rounds == NULL)
    return FALSE;
  if (g_hash_table_size (rounds) > 0)
    *data = g_steal_pointer (&rounds);
  return TRUE;
}

static void
judge_row (EpcImport *import, const EpcLateRow *late, gpointer rounds)
{
  const EpcEntity *entity = import->targets[0].entity;
  const EpcValue *round = &late->values[epc_freeze_field (entity)];

  if (round->kind != EPC_VALUE_UID || !g_hash_table_contains (rounds, &round->uid))
    return;
  g_autoptr (EpcRecord) stored = epc_import_stored (import, late);
  if (stored != NULL && !epc_import_differs (entity, stored, late->values, late->is_initial, epc_import_is_filled (import, late->row)))
    return;
  g_autofree char *sentence = epc_freeze_sentence (import->store, &round->uid);
  epc_import_refuse_late (import, late->row, "round_frozen", sentence);
}

const EpcLateJudge epc_import_frozen_judge = { concerns, begin, judge_row, NULL, (GDestroyNotify) g_hash_table_unref };
