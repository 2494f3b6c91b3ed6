/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A frozen round is published: its counts and assessments stay as they are until somebody opens it again. What a colleague sends has
 * happened elsewhere, and comes in.
 */
#include "epc-freeze.h"

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "epc-guard.h"
#include "epc-query.h"

int
epc_freeze_field (const EpcEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if ((entity->fields[i].flags & EPC_FIELD_KEY) && g_strcmp0 (entity->fields[i].target, "dtm_round") == 0)
      return (int) i;
  return -1;
}

static gboolean
read_frozen (EpcSqlite *db, GHashTable *rounds, GError **error)
{
  EpcStep step;
  epc_auto_finalize sqlite3_stmt *rows
      = epc_sqlite_prepare_once (db, "SELECT uid FROM dtm_round WHERE status = 'frozen' AND _deleted = 0", error);

  if (rows == NULL)
    return FALSE;
  while ((step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    {
      EpcUid uid;
      epc_sqlite_column_uid (rows, 0, &uid);
      g_hash_table_add (rounds, g_memdup2 (&uid, sizeof uid));
    }
  return step == EPC_STEP_DONE;
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, NULL);
}

GHashTable *
epc_freeze_rounds (EpcStore *store, GError **error)
{
  g_autoptr (GHashTable) rounds = new_set ();
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);

  return reader.db != NULL && read_frozen (reader.db, rounds, error) ? g_steal_pointer (&rounds) : NULL;
}

char *
epc_freeze_sentence (EpcStore *store, const EpcUid *round)
{
  g_autofree char *title = epc_store_title (store, epc_entity_find ("dtm_round"), round);

  return g_strdup_printf (_("“%s” is frozen: its figures are published and no longer change. Open the round again first, or record the "
                            "next one."),
                          title);
}

static void
judge (EpcStore *store, const EpcRecord *record, EpcFindings *findings)
{
  const EpcEntity *entity = epc_record_entity (record);
  int field = epc_freeze_field (entity);

  if (field < 0 || epc_record_value (record, (guint) field)->kind != EPC_VALUE_UID)
    return;
  const EpcUid *round = &epc_record_value (record, (guint) field)->uid;
  g_autoptr (EpcRecord) held = epc_store_get (store, epc_entity_find ("dtm_round"), round, NULL);
  if (held == NULL || epc_record_meta (held)->is_deleted || g_strcmp0 (epc_record_text (held, "status"), "frozen") != 0)
    return;
  g_autofree char *sentence = epc_freeze_sentence (store, round);
  epc_findings_add (findings, EPC_FINDING_ERROR, entity->fields[field].key, "round_frozen", "%s", sentence);
}

/* --- the guard --- */

typedef struct
{
  GHashTable *rounds; /* EpcUid of those that were frozen when the transaction first asked: one that it freezes itself is none of them */
  EpcUid touched;     /* one of them was; nil: none */
  GError *unread;     /* why they are not known; NULL: they are */
} Frozen;

/* Where they cannot be told now, settle() fails. */
static Frozen *
frozen_of (EpcTransaction *transaction, gpointer *state)
{
  Frozen *frozen = *state;

  if (frozen != NULL)
    return frozen;
  frozen = *state = g_new0 (Frozen, 1);
  frozen->rounds = new_set ();
  read_frozen (transaction->db, frozen->rounds, &frozen->unread);
  return frozen;
}

static gboolean
concerns (const EpcEntity *entity)
{
  return epc_freeze_field (entity) >= 0;
}

static gboolean
begin (EpcTransaction *transaction, gpointer *state, GError **error)
{
  const Frozen *frozen = frozen_of (transaction, state);

  if (frozen->unread != NULL)
    g_propagate_error (error, g_error_copy (frozen->unread));
  return frozen->unread == NULL;
}

static void
note (EpcTransaction *transaction, gpointer *state, const EpcEntity *entity, const EpcValue *values, int sign)
{
  Frozen *frozen = frozen_of (transaction, state);

  if (g_hash_table_size (frozen->rounds) == 0)
    return;
  const EpcValue *round = &values[epc_freeze_field (entity)];
  if (round->kind == EPC_VALUE_UID && g_hash_table_contains (frozen->rounds, &round->uid))
    frozen->touched = round->uid;
}

static gboolean
note_batch (EpcTransaction *transaction, gpointer *state, const EpcEntity *entity, gint64 batch, gint64 first, gint64 last, int sign,
            GError **error)
{
  Frozen *frozen = frozen_of (transaction, state);
  const char *key = entity->fields[epc_freeze_field (entity)].key;
  EpcStep step;

  if (g_hash_table_size (frozen->rounds) == 0)
    return TRUE;
  g_autofree char *select = g_strdup_printf ("SELECT c.\"%s\" FROM \"%s\" AS c JOIN dtm_round AS r ON r.uid = c.\"%s\" AND r.status = "
                                             "'frozen' AND r._deleted = 0 WHERE c.id BETWEEN ?1 AND ?2 AND c._batch = ?3 LIMIT 1",
                                             key, entity->key, key);
  epc_auto_finalize sqlite3_stmt *rows = epc_sqlite_prepare_once (transaction->db, select, error);
  if (rows == NULL)
    return FALSE;
  epc_sqlite_bind (rows, "iii", first, last, batch);
  step = epc_sqlite_step (transaction->db, rows, error);
  if (step == EPC_STEP_ROW)
    epc_sqlite_column_uid (rows, 0, &frozen->touched);
  return step != EPC_STEP_ERROR;
}

static gboolean
settle (EpcTransaction *transaction, gpointer state, GError **error)
{
  const Frozen *frozen = state;

  if (frozen->unread != NULL)
    {
      g_propagate_error (error, g_error_copy (frozen->unread));
      return FALSE;
    }
  if (epc_uid_is_nil (&frozen->touched))
    return TRUE;
  g_autofree char *sentence = epc_freeze_sentence (transaction->store, &frozen->touched);
  g_set_error_literal (error, EPC_ERROR, EPC_ERROR_INVALID, sentence);
  return FALSE;
}

static void
frozen_free (gpointer state)
{
  Frozen *frozen = state;

  g_hash_table_unref (frozen->rounds);
  g_clear_error (&frozen->unread);
  g_free (frozen);
}

const EpcGuard epc_freeze_guard = {
  .concerns = concerns,
  .judge = judge,
  .begin = begin,
  .note = note,
  .note_batch = note_batch,
  .settle = settle,
  .free_state = frozen_free,
};
