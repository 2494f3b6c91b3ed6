/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the workspace holds may be against rows that are right by themselves: they are looked at after the whole file was read, and before any of
 * it is written.
 */
#include "epc-import-private.h"

void
epc_import_refuse_late (EpcImport *import, guint64 row, const char *rule, const char *reason)
{
  guint errors = import->row_errors;

  g_hash_table_add (import->late, GUINT_TO_POINTER ((guint) row));
  epc_import_reject (import, rule, row, G_MAXUINT, NULL, reason, NULL);
  import->row_errors = errors;
  import->report->rejected++;
}

EpcRecord *
epc_import_stored (EpcImport *import, const EpcLateRow *late)
{
  g_autoptr (EpcRecord) stored
      = epc_uid_is_nil (&late->uid) ? NULL : epc_store_get (import->store, import->targets[0].entity, &late->uid, NULL);

  return stored != NULL && !epc_record_meta (stored)->is_deleted ? g_steal_pointer (&stored) : NULL;
}

static gboolean
each_row (EpcImport *import, EpcLateFunc func, gpointer data, GError **error)
{
  g_autoptr (GError) cause = NULL;
  EpcLateRow late;
  const char *code;
  guint kind;

  if (!epc_spool_rewind (import->spool, error))
    return FALSE;
  while (epc_spool_next (import->spool, &kind, &late.row, &late.uid, &code, &late.values, &late.is_initial, &cause))
    if (kind == 0 && !g_hash_table_contains (import->late, GUINT_TO_POINTER ((guint) late.row)))
      func (import, &late, data);
  if (cause == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

static gboolean
let_look (EpcImport *import, const EpcLateJudge *judge, GError **error)
{
  gpointer data = NULL;

  if (judge->begin != NULL && !judge->begin (import, &data, error))
    return FALSE;
  if (judge->begin != NULL && data == NULL)
    return TRUE;
  gboolean done = each_row (import, judge->row, data, error) && (judge->end == NULL || judge->end (import, data, error));
  if (judge->free_data != NULL)
    g_clear_pointer (&data, judge->free_data);
  return done;
}

gboolean
epc_import_judge_late (EpcImport *import, GError **error)
{
  static const EpcLateJudge *const judges[] = { &epc_import_ledger_judge, &epc_import_frozen_judge, &epc_import_funding_judge };

  for (guint i = 0; i < G_N_ELEMENTS (judges) && import->n_targets > 0; i++)
    if (judges[i]->concerns (import->targets[0].entity) && !let_look (import, judges[i], error))
      return FALSE;
  return TRUE;
}
