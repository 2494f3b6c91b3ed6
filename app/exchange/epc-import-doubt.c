/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names that nothing answers to for certain: the record is taken with what is certain, and waits in the review queue for
 * the rest. epc-queue.c settles it.
 */
#include "epc-import-private.h"

#include "base/epc-i18n.h"
#include "base/epc-text.h"

void
epc_waiting_clear (gpointer data)
{
  EpcWaiting *waiting = data;

  g_free (waiting->name);
  g_free (waiting->within);
}

static void
add_waiting (EpcImport *import, const EpcTargetState *target, const EpcField *field, const EpcPlaceFound *found)
{
  EpcWaiting waiting = { .entity = target->entity, .uid = target->uid, .field = field, .found = found, .row = import->row.number };

  g_array_append_val (import->waiting, waiting);
}

/* A new record that may be one that is there is taken, and asked about. */
static void
add_likeness (EpcImport *import, const EpcTargetState *target)
{
  const EpcField *name = epc_entity_field (target->entity, "name");
  EpcWaiting waiting = { .entity = target->entity, .uid = target->uid, .field = name, .row = import->row.number };

  waiting.name = epc_text_normalise (epc_record_text (target->record, "name"));
  waiting.within = g_strdup (epc_record_text (target->record, "place"));
  g_array_append_val (import->waiting, waiting);
  g_autofree char *message = g_strdup_printf (
      _ ("“%s” is new here, but resembles a record in the same place or near it: the review queue asks whether they are one."),
      waiting.name);
  epc_import_warn (import, "may_be_another", waiting.name, import->row.number, message);
}

void
epc_import_note_waiting (EpcImport *import, const EpcTargetState *target)
{
  if (target->is_like_another)
    add_likeness (import, target);
  for (guint i = 0; i < target->n_fills; i++)
    {
      const EpcFill *fill = &target->fills[i];
      if (fill->column != G_MAXUINT)
        {
          if (fill->found != NULL && fill->found->doubt != NULL)
            add_waiting (import, target, fill->facts, fill->found);
          continue;
        }
      const EpcPlaceFound *found = import->found[fill->place_set];
      if (fill->place_part == EPC_PLACE_CODE && found != NULL && found->doubt != NULL)
        add_waiting (import, target, fill->facts, found);
    }
}

/* The record of the queue that @waiting belongs to; written when the queue lacks it. */
static gboolean
put_doubt (EpcTransaction *transaction, const EpcWaiting *waiting, EpcUid *uid, GError **error)
{
  g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find ("match_doubt"));
  const EpcPlaceFound *found = waiting->found;

  epc_record_set_text (record, "entity", found != NULL ? "place" : waiting->entity->key);
  epc_record_set_text (record, "written", found != NULL ? found->lost : waiting->name);
  epc_record_set_text (record, "parent", found != NULL ? found->lost_in : waiting->within);
  *uid = epc_record_make_uid (record);
  if (epc_transaction_exists (transaction, epc_record_entity (record), uid))
    {
      g_autoptr (EpcRecord) stored = epc_transaction_get (transaction, epc_record_entity (record), uid, error);
      if (stored == NULL)
        return FALSE;
      if (!epc_record_meta (stored)->is_deleted)
        return TRUE;
    }
  epc_record_set_text (record, "status", "open");
  if (found != NULL && found->lost_level >= 0)
    epc_record_set_integer (record, "admin_level", found->lost_level);
  return epc_transaction_put (transaction, epc_record_entity (record), epc_record_value (record, 0), uid, FALSE, NULL, NULL, error);
}

static gboolean
put_row (EpcTransaction *transaction, const EpcWaiting *waiting, const EpcUid *doubt, EpcPutOutcome *outcome, GError **error)
{
  g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find ("waiting_row"));
  char text[EPC_UID_TEXT_SIZE];

  epc_record_set_text (record, "entity", waiting->entity->key);
  epc_record_set_text (record, "record", epc_uid_to_text (&waiting->uid, text));
  epc_record_set_text (record, "field", waiting->field->key);
  epc_record_set_reference (record, "doubt", doubt);
  epc_record_set_text (record, "cells", waiting->found != NULL ? waiting->found->cells : NULL);
  return epc_transaction_put (transaction, epc_record_entity (record), epc_record_value (record, 0), NULL, FALSE, outcome, NULL,
                              error);
}

gboolean
epc_import_put_waiting (EpcImport *import, EpcTransaction *transaction, GError **error)
{
  g_autoptr (GHashTable) doubts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  epc_transaction_put_code (transaction, NULL);
  epc_transaction_put_initial (transaction, NULL);
  for (guint i = 0; i < import->waiting->len; i++)
    {
      const EpcWaiting *waiting = &g_array_index (import->waiting, EpcWaiting, i);
      EpcPutOutcome outcome;
      if (g_hash_table_contains (import->late, GUINT_TO_POINTER ((guint) waiting->row)))
        continue;
      g_autofree char *key = waiting->found != NULL
                                 ? g_strjoin ("\x1f", "place", waiting->found->lost,
                                              waiting->found->lost_in != NULL ? waiting->found->lost_in : "", NULL)
                                 : g_strjoin ("\x1f", waiting->entity->key, waiting->name,
                                              waiting->within != NULL ? waiting->within : "", NULL);
      EpcUid *doubt = g_hash_table_lookup (doubts, key);
      if (doubt == NULL)
        {
          doubt = g_new0 (EpcUid, 1);
          g_hash_table_insert (doubts, g_steal_pointer (&key), doubt);
          if (!put_doubt (transaction, waiting, doubt, error))
            return FALSE;
        }
      if (!put_row (transaction, waiting, doubt, &outcome, error))
        return FALSE;
      if (outcome != EPC_PUT_UNCHANGED)
        import->has_changed = TRUE;
    }
  import->report->queued = g_hash_table_size (doubts);
  return TRUE;
}
