/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing what was read, as one batch in one transaction; or, for a trial, telling what writing would do.
 */
#include "epc-import-private.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "store/epc-neighbours.h"
#include "store/epc-query.h"
#include "store/epc-transaction.h"

#define ROWS_BETWEEN_LOOKS 1024
/* From so many rows on, a trial into tables that hold rows is the import itself, taken back: looking each of them up by itself
 * would take longer than that. */
#define ROWS_LOOKED_UP 20000

static void
count_outcome (EpcImport *import, guint target, guint count, EpcPutOutcome outcome)
{
  EpcImportCount *own = &g_array_index (import->report->entities, EpcImportCount, count);
  gboolean is_main = target == 0;

  switch (outcome)
    {
    case EPC_PUT_INSERTED:
      own->inserted++;
      import->report->inserted += is_main;
      break;
    case EPC_PUT_UPDATED:
      own->updated++;
      import->report->updated += is_main;
      break;
    case EPC_PUT_UNCHANGED:
      own->unchanged++;
      import->report->unchanged += is_main;
      break;
    default:
      g_return_if_reached ();
    }
  if (outcome != EPC_PUT_UNCHANGED)
    import->has_changed = TRUE;
}

/* --- records that many rows refer to --- */

static gboolean
is_filled_by_column (const EpcTargetState *target, guint field)
{
  for (guint i = 0; target != NULL && i < target->n_fills; i++)
    if (target->fills[i].field == field)
      return TRUE;
  return FALSE;
}

/* What the file says about a record that is there: it fills what is empty; a status, a date or a number that a column gives is
 * newer than what is stored; a name is not written over, it may have been corrected here. */
static void
merge_parent (const EpcTargetState *target, const EpcEntity *entity, EpcRecord *stored, EpcValue *values)
{
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcValue *old = epc_record_value (stored, i);
      gboolean is_text = values[i].kind == EPC_VALUE_TEXT
                         && (entity->fields[i].type == EPC_TYPE_TEXT || entity->fields[i].type == EPC_TYPE_LONG_TEXT);
      gboolean is_told = target == NULL || is_filled_by_column (target, i);
      if (old->kind != EPC_VALUE_EMPTY ? is_text || target == NULL || !is_told
                                       : target != NULL && !is_told && target->default_is_initial[i])
        epc_value_copy (&values[i], old);
    }
}

gboolean
epc_import_differs (const EpcEntity *entity, const EpcRecord *stored, const EpcValue *values, const guint8 *is_initial, gboolean overwrites)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if ((values[i].kind != EPC_VALUE_EMPTY || overwrites) && (is_initial == NULL || !is_initial[i])
        && !epc_value_equal (&values[i], epc_record_value (stored, i)))
      return TRUE;
  return FALSE;
}

/* @transaction NULL: only tell. */
static gboolean
put_parent (EpcImport *import, EpcTransaction *transaction, const EpcTargetState *target, const EpcEntity *entity,
            const EpcUid *uid, EpcValue *values, guint count, GError **error)
{
  g_autoptr (EpcRecord) stored = NULL;
  EpcPutOutcome outcome = EPC_PUT_INSERTED;

  if (transaction == NULL)
    stored = epc_store_get (import->store, entity, uid, NULL);
  else if (epc_transaction_exists (transaction, entity, uid))
    stored = epc_transaction_get (transaction, entity, uid, error);
  if (stored != NULL && epc_record_meta (stored)->is_deleted)
    g_clear_object (&stored);
  if (stored != NULL)
    {
      merge_parent (target, entity, stored, values);
      outcome = epc_import_differs (entity, stored, values, NULL, FALSE) ? EPC_PUT_UPDATED : EPC_PUT_UNCHANGED;
    }
  if (transaction != NULL && outcome != EPC_PUT_UNCHANGED
      && !epc_transaction_put (transaction, entity, values, uid, FALSE, &outcome, NULL, error))
    return FALSE;
  count_outcome (import, G_MAXUINT, count, outcome);
  return TRUE;
}

static void
set_place_text (EpcRecord *record, const char *what, const char *text)
{
  const EpcField *field = epc_place_field (what);

  if (field != NULL && text != NULL)
    epc_record_parse (record, field->key, text, NULL);
}

/* Places that the file names with their P-codes. One that it does not name stays a code that is not known yet. */
static gboolean
put_places (EpcImport *import, EpcTransaction *transaction, GError **error)
{
  const EpcEntity *entity = epc_entity_find ("place");
  GPtrArray *told = epc_place_matcher_told (import->places);

  for (guint i = 0; entity != NULL && i < told->len; i++)
    {
      const EpcPlaceTold *place = g_ptr_array_index (told, i);
      if (place->name == NULL)
        continue;
      g_autoptr (EpcRecord) record = epc_record_new (entity);
      g_autofree char *level = g_strdup_printf ("%d", place->level);
      set_place_text (record, "pcode", place->pcode);
      set_place_text (record, "name", place->name);
      set_place_text (record, "level", level);
      set_place_text (record, "parent", place->parent);
      set_place_text (record, "country", place->country);
      EpcUid uid = epc_record_make_uid (record);
      guint count = epc_import_report_entity (import->report, entity);
      /* The values are the record's; what is merged into them stays its too. */
      if (!put_parent (import, transaction, NULL, entity, &uid, (EpcValue *) epc_record_value (record, 0), count, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_parents (EpcImport *import, EpcTransaction *transaction, GError **error)
{
  if (!put_places (import, transaction, error))
    return FALSE;
  for (guint t = import->n_targets; t > 1; t--)
    {
      EpcTargetState *target = &import->targets[t - 1];
      for (guint i = 0; target->is_parent && i < target->in_order->len; i++)
        {
          EpcRegistered *registered = g_ptr_array_index (target->in_order, i);
          if (!put_parent (import, transaction, target, target->entity, &registered->uid, registered->values, target->count,
                           error))
            return FALSE;
        }
    }
  return TRUE;
}

/* --- writing --- */

static gboolean
put_rows (EpcImport *import, EpcTransaction *transaction, GError **error)
{
  guint64 row, n = 0, length = MAX (1, epc_spool_length (import->spool));
  const EpcValue *values;
  const guint8 *is_initial;
  const char *code;
  guint kind;
  EpcUid uid;
  g_autoptr (GError) cause = NULL;

  if (!epc_spool_rewind (import->spool, error))
    return FALSE;
  while (epc_spool_next (import->spool, &kind, &row, &uid, &code, &values, &is_initial, &cause))
    {
      const EpcTargetState *target = &import->targets[kind];
      EpcPutOutcome outcome;
      if (++n % ROWS_BETWEEN_LOOKS == 0 && !epc_import_progress (import, _ ("Writing"), (double) n / (double) length, error))
        return FALSE;
      if (g_hash_table_size (import->late) > 0 && g_hash_table_contains (import->late, GUINT_TO_POINTER ((guint) row)))
        continue;
      epc_transaction_put_code (transaction, code);
      epc_transaction_put_initial (transaction, is_initial);
      if (!epc_transaction_put (transaction, target->entity, values, &uid, kind == 0 && epc_import_is_filled (import, row), &outcome, NULL,
                                error))
        return FALSE;
      if (import->shapes != NULL && outcome != EPC_PUT_UNCHANGED
          && !epc_import_put_shapes (import, transaction, target->entity, values, error))
        return FALSE;
      count_outcome (import, kind, target->count, outcome);
    }
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return cause == NULL && (error == NULL || *error == NULL);
}

static char *
counts_json (const EpcImportReport *report)
{
  GString *out = g_string_new ("{");

  for (guint i = 0; i < report->entities->len; i++)
    {
      const EpcImportCount *count = &g_array_index (report->entities, EpcImportCount, i);
      g_string_append_printf (
          out, "%s\"%s\":{\"inserted\":%" G_GINT64_FORMAT ",\"updated\":%" G_GINT64_FORMAT ",\"unchanged\":%" G_GINT64_FORMAT "}",
          i > 0 ? "," : "", count->entity->key, count->inserted, count->updated, count->unchanged);
    }
  g_string_append_printf (out, ",\"read\":%" G_GINT64_FORMAT ",\"rejected\":%" G_GINT64_FORMAT "}", report->read,
                          report->rejected);
  return g_string_free (out, FALSE);
}

static void
warn_of_neighbour (const char *rule, const char *field, const char *message, gpointer data)
{
  epc_import_warn (data, rule, field, 0, message);
}

/* What only shows when all rows are in, and found through their indexes: how they stand to each other and to what was there. */
static gboolean
check_neighbours (EpcImport *import, gint64 batch, GError **error)
{
  for (guint t = 0; t < import->n_targets; t++)
    if (!epc_store_validate_batch (import->store, import->targets[t].entity, batch, warn_of_neighbour, import, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_batch (EpcTransaction *transaction, gpointer data, GError **error)
{
  EpcImport *import = data;
  EpcBatchSource source = {
    .file_name = import->report->file_name,
    .size = import->size,
    .sha256 = import->sha256,
    .rows_sha256 = import->rows_sha256,
    .credit = import->report->credit,
    .licence = import->options->licence,
    .entity = import->report->entity,
    .moment = import->moment,
  };

  gint64 batch = epc_transaction_begin_batch (transaction, &source, error);
  /* A natural key makes the uid, and the key set has seen them all. */
  if (batch != 0 && import->targets[0].has_key)
    epc_transaction_put_distinct (transaction, import->targets[0].entity);
  if (batch == 0 || !put_parents (import, transaction, error) || !put_rows (import, transaction, error)
      || !epc_import_put_waiting (import, transaction, error) || !epc_import_put_corrections (import, transaction, error))
    return FALSE;
  if (!import->has_changed || import->options->dry_run)
    {
      /* Nothing is new, or nothing may be: no batch, no undo step, not a byte. */
      import->is_taken_back = TRUE;
      g_set_error_literal (error, EPC_ERROR, EPC_ERROR_CONFLICT, "taken back");
      return FALSE;
    }
  g_autofree char *counts = counts_json (import->report);
  if (!epc_transaction_end_batch (transaction, batch, counts, error) || !check_neighbours (import, batch, error))
    return FALSE;
  import->report->batch = batch;
  return TRUE;
}

gboolean
epc_import_commit (EpcImport *import, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *label = g_strdup_printf (_ ("Import of %s"), import->report->file_name);

  if (epc_store_write_many (import->store, label, epc_spool_length (import->spool), write_batch, import, &cause))
    return TRUE;
  import->report->batch = 0;
  if (import->is_taken_back && g_error_matches (cause, EPC_ERROR, EPC_ERROR_CONFLICT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/* --- a trial --- */

static gboolean
is_empty_table (EpcImport *import, const EpcEntity *entity)
{
  g_autoptr (EpcQuery) query = epc_query_new (entity);

  return epc_query_count (query, import->store, import->cancellable, NULL) == 0;
}

gboolean
epc_import_foresee (EpcImport *import, GError **error)
{
  g_autofree gboolean *is_new = g_new0 (gboolean, import->n_targets);
  guint64 row, n = 0, length = MAX (1, epc_spool_length (import->spool));
  const EpcValue *values;
  const guint8 *is_initial;
  const char *code;
  guint kind;
  EpcUid uid;
  g_autoptr (GError) cause = NULL;

  gboolean all_new = TRUE;
  for (guint t = 0; t < import->n_targets; t++)
    {
      is_new[t] = is_empty_table (import, import->targets[t].entity);
      all_new = all_new && (is_new[t] || import->targets[t].is_parent);
    }
  if (length > ROWS_LOOKED_UP && !all_new && !epc_store_is_read_only (import->store))
    return epc_import_commit (import, error);
  if (!put_parents (import, NULL, error) || !epc_spool_rewind (import->spool, error))
    return FALSE;
  while (epc_spool_next (import->spool, &kind, &row, &uid, &code, &values, &is_initial, &cause))
    {
      const EpcTargetState *target = &import->targets[kind];
      EpcPutOutcome outcome = EPC_PUT_INSERTED;
      if (++n % ROWS_BETWEEN_LOOKS == 0 && !epc_import_progress (import, _ ("Comparing"), (double) n / (double) length, error))
        return FALSE;
      if (g_hash_table_contains (import->late, GUINT_TO_POINTER ((guint) row)))
        continue;
      g_autoptr (EpcRecord) stored = is_new[kind] ? NULL : epc_store_get (import->store, target->entity, &uid, NULL);
      if (stored != NULL && !epc_record_meta (stored)->is_deleted)
        outcome = epc_import_differs (target->entity, stored, values, is_initial, kind == 0 && epc_import_is_filled (import, row)) ? EPC_PUT_UPDATED : EPC_PUT_UNCHANGED;
      count_outcome (import, kind, target->count, outcome);
    }
  if (cause == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}
