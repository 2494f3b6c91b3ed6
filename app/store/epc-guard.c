/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-guard.h"

#include "base/epc-error.h"

static const EpcGuard *const guards[EPC_N_GUARDS] = { &epc_ledger_guard, &epc_freeze_guard, &epc_funding_guard };

/* A merge is not held to them, nor is what settles it. */
static gboolean
binds (EpcTransaction *transaction)
{
  return g_str_equal (transaction->kind, "do") || g_str_equal (transaction->kind, "undo") || g_str_equal (transaction->kind, "redo");
}

guint
epc_guard_mask (const EpcEntity *entity)
{
  guint mask = 0;

  for (guint i = 0; i < EPC_N_GUARDS; i++)
    if (guards[i]->concerns (entity))
      mask |= 1u << i;
  return mask;
}

void
epc_guard_judge (EpcStore *store, const EpcRecord *record, EpcFindings *findings)
{
  guint mask = epc_entity_sql (epc_record_entity (record))->guards;

  for (guint i = 0; i < EPC_N_GUARDS; i++)
    if ((mask & (1u << i)) && guards[i]->judge != NULL)
      guards[i]->judge (store, record, findings);
}

gboolean
epc_guard_allows (EpcTransaction *transaction, const EpcRecord *old, const EpcRecord *record, GError **error)
{
  guint mask = epc_entity_sql (epc_record_entity (record))->guards;

  /* What is turned back stood there before; settle() looks at what hangs on it. */
  if (!g_str_equal (transaction->kind, "do"))
    return TRUE;
  for (guint i = 0; i < EPC_N_GUARDS; i++)
    {
      g_autofree char *wrong
          = (mask & (1u << i)) && guards[i]->objection != NULL ? guards[i]->objection (transaction->store, old, record) : NULL;
      if (wrong == NULL)
        continue;
      g_set_error_literal (error, EPC_ERROR, EPC_ERROR_INVALID, wrong);
      return FALSE;
    }
  return TRUE;
}

gboolean
epc_guard_begin (EpcTransaction *transaction, GError **error)
{
  for (guint i = 0; i < EPC_N_GUARDS && binds (transaction); i++)
    if (guards[i]->begin != NULL && !guards[i]->begin (transaction, &transaction->guarded[i], error))
      return FALSE;
  return TRUE;
}

void
epc_guard_note (EpcTransaction *transaction, const EpcEntity *entity, const EpcValue *values, int sign)
{
  guint mask = epc_entity_sql (entity)->guards;

  if (mask == 0 || !binds (transaction))
    return;
  for (guint i = 0; i < EPC_N_GUARDS; i++)
    if (mask & (1u << i))
      guards[i]->note (transaction, &transaction->guarded[i], entity, values, sign);
}

gboolean
epc_guard_note_batch (EpcTransaction *transaction, const EpcEntity *entity, gint64 batch, gint64 first, gint64 last, int sign, GError **error)
{
  guint mask = epc_entity_sql (entity)->guards;

  for (guint i = 0; i < EPC_N_GUARDS && binds (transaction); i++)
    if ((mask & (1u << i)) && guards[i]->note_batch != NULL
        && !guards[i]->note_batch (transaction, &transaction->guarded[i], entity, batch, first, last, sign, error))
      return FALSE;
  return TRUE;
}

gboolean
epc_guard_settle (EpcTransaction *transaction, GError **error)
{
  for (guint i = 0; i < EPC_N_GUARDS; i++)
    if (transaction->guarded[i] != NULL && !guards[i]->settle (transaction, transaction->guarded[i], error))
      return FALSE;
  return TRUE;
}

void
epc_guard_clear (EpcTransaction *transaction)
{
  for (guint i = 0; i < EPC_N_GUARDS; i++)
    g_clear_pointer (&transaction->guarded[i], guards[i]->free_state);
}
