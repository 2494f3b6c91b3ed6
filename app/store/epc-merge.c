/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Taking in what another workspace gives. Entries and births are only added; what records then are is worked out of all that is there
 * (epc-settle.c). So the same package twice, or packages in another order, come to the same.
 */
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-sha256.h"
#include "base/epc-text.h"
#include "epc-came-private.h"
#include "epc-signed.h"

#define LONGEST_NAME 128
#define MOST_ENTRIES (G_GINT64_CONSTANT (1) << 53) /* of one replica: what JSON can count */
/* The end of the year 9999, and stamps that no change of ours will ever have to go beyond. */
#define LATEST_WALL (G_GINT64_CONSTANT (253402300799) * G_USEC_PER_SEC)
#define LATEST_STAMP (G_GINT64_CONSTANT (1) << 62)

struct _EpcMerge
{
  EpcTransaction *transaction;
  EpcSqlite *db;
  EpcVector *own;       /* what was here before */
  EpcVector *reached;   /* how far the entries of the package have come */
  EpcVector *upto;      /* how far they must come */
  gint64 last_entry;    /* of the journal before */
  gboolean is_part;     /* its entries have gaps */
  gboolean has_loose;   /* entries of such a package are here, beyond @own */
  GHashTable *named;    /* uids of the replicas whose entries may be in it */
  EpcSettle *settle;    /* from the first import on */
  GHashTable *touched;  /* uid → EpcEntity: to be worked out anew */
  GHashTable *inserted; /* of these, records that came as new rows */
  GHashTable *imports;  /* uids of imports that came */
  GArray *taken_back;   /* uids of imports that were taken back, or brought again */
  EpcMergeCounts counts;
  EpcCame *came;        /* is told what the package brings; NULL: nobody asks */
  GPtrArray *waited;    /* what waited for a decision before; NULL: nobody asks */
  EpcSigned *signed_by; /* keeps who has signed what comes; NULL: nobody has */

  /* the import whose rows come */
  EpcUid batch;
  gint64 batch_row;
  gboolean is_open;    /* put is under way for it */
  gboolean is_skipped; /* it was here before */
  char *kind;
  const EpcEntity *entity; /* NULL: not known here */
  char **fields;
  guint n_fields;
  int *positions; /* per field; −1: not known here */
  EpcValue *values;
};

/* --- beginning --- */

static gboolean
add_replicas (EpcMerge *merge, GArray *replicas, GError **error)
{
  for (guint i = 0; i < replicas->len; i++)
    {
      const EpcSharedReplica *replica = &g_array_index (replicas, EpcSharedReplica, i);
      epc_auto_reset sqlite3_stmt *insert = epc_sqlite_prepare (
          merge->db, "INSERT OR IGNORE INTO _replica (id, public_key, began) VALUES (?1, ?2, ?3)", error);
      if (insert == NULL)
        return FALSE;
      epc_sqlite_bind_uid (insert, 1, &replica->id);
      sqlite3_bind_blob (insert, 2, replica->public_key, sizeof replica->public_key, SQLITE_TRANSIENT);
      sqlite3_bind_int64 (insert, 3, merge->transaction->wall);
      if (epc_sqlite_step (merge->db, insert, error) == EPC_STEP_ERROR)
        return FALSE;
      g_hash_table_add (merge->named, g_memdup2 (&replica->id, sizeof replica->id));
    }
  return TRUE;
}

static gboolean
check_predecessors (EpcMerge *merge, const EpcVector *since, GError **error)
{
  EpcUid missing;

  if (epc_vector_covers (merge->own, since, &missing))
    return TRUE;
  g_autofree char *replica = epc_replica_to_hex (&missing);
  g_autofree char *last = epc_language_integer (epc_language_get (NULL), epc_vector_get (since, &missing));
  g_autofree char *here = epc_language_integer (epc_language_get (NULL), epc_vector_get (merge->own, &missing));
  g_set_error (error, EPC_ERROR, EPC_ERROR_CONFLICT,
               _("This package goes on from change %s of the workspace %.8s, and only %s of its changes have arrived here. Merge the package "
                 "before it first, or ask the sender for a full one. Nothing was changed."),
               last, replica, here);
  return FALSE;
}

EpcMerge *
epc_merge_new (EpcTransaction *transaction, GArray *replicas, const EpcVector *since, const EpcVector *upto, GError **error)
{
  g_autoptr (EpcMerge) merge = g_new0 (EpcMerge, 1);
  gint64 loose;

  merge->transaction = transaction;
  merge->db = transaction->db;
  merge->touched = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, NULL);
  merge->inserted = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, NULL);
  merge->imports = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, NULL);
  merge->taken_back = g_array_new (FALSE, FALSE, sizeof (EpcUid));
  merge->named = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, NULL);
  merge->own = epc_vector_read (merge->db, NULL, error);
  /* Common with itself: a copy. */
  merge->reached = epc_vector_common (since, since);
  merge->upto = epc_vector_common (upto, upto);
  if (merge->own == NULL || !check_predecessors (merge, since, error) || !add_replicas (merge, replicas, error)
      || !epc_sqlite_integer (merge->db, &merge->last_entry, NULL, error, "SELECT max (id) FROM _journal", "")
      || !epc_sqlite_integer (merge->db, &loose, &merge->has_loose, error,
                              "SELECT 1 FROM _replica AS r WHERE (SELECT max (j.seq) FROM _journal AS j WHERE j.replica = r.id) > r.seq LIMIT 1", "")
      || epc_transaction_step (transaction, error) == 0)
    return NULL;
  return g_steal_pointer (&merge);
}

EpcMerge *
epc_merge_new_part (EpcTransaction *transaction, GArray *replicas, GError **error)
{
  g_autoptr (EpcVector) nothing = epc_vector_new ();
  EpcMerge *merge = epc_merge_new (transaction, replicas, nothing, nothing, error);

  if (merge != NULL)
    merge->is_part = TRUE;
  return merge;
}

static void
forget_kind (EpcMerge *merge)
{
  for (guint i = 0; merge->values != NULL && i < merge->entity->n_fields; i++)
    epc_value_clear (&merge->values[i]);
  g_clear_pointer (&merge->values, g_free);
  g_clear_pointer (&merge->positions, g_free);
  g_clear_pointer (&merge->fields, g_strfreev);
  g_clear_pointer (&merge->kind, g_free);
}

void
epc_merge_free (EpcMerge *merge)
{
  if (merge == NULL)
    return;
  forget_kind (merge);
  g_clear_pointer (&merge->settle, epc_settle_free);
  g_clear_pointer (&merge->own, epc_vector_free);
  g_clear_pointer (&merge->reached, epc_vector_free);
  g_clear_pointer (&merge->upto, epc_vector_free);
  g_hash_table_unref (merge->named);
  g_hash_table_unref (merge->touched);
  g_hash_table_unref (merge->inserted);
  g_hash_table_unref (merge->imports);
  g_array_unref (merge->taken_back);
  g_clear_pointer (&merge->waited, g_ptr_array_unref);
  g_clear_pointer (&merge->signed_by, epc_signed_free);
  g_free (merge);
}

void
epc_merge_counts_add (EpcMergeCounts *sum, const EpcMergeCounts *one)
{
  sum->n_entries += one->n_entries;
  sum->n_known += one->n_known;
  sum->n_inserted += one->n_inserted;
  sum->n_updated += one->n_updated;
  sum->n_conflicts = one->n_conflicts;
}

void
epc_merge_sign (EpcMerge *merge, const guint8 *public_key)
{
  g_clear_pointer (&merge->signed_by, epc_signed_free);
  merge->signed_by = epc_signed_new (merge->db, public_key, merge->transaction->step);
}

gboolean
epc_merge_watch (EpcMerge *merge, EpcCame *came, GError **error)
{
  merge->came = came;
  merge->waited = epc_store_conflicts (merge->transaction->store, error);
  return merge->waited != NULL;
}

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _("The package makes no sense: %s. Nothing was changed."), what);
  return FALSE;
}

static void
touch (EpcMerge *merge, const EpcEntity *entity, const EpcUid *uid)
{
  if (!g_hash_table_contains (merge->touched, uid))
    g_hash_table_insert (merge->touched, g_memdup2 (uid, sizeof *uid), (gpointer) entity);
}

/* --- entries --- */

static gboolean
is_name (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_islower (text[i]) && !g_ascii_isdigit (text[i]) && text[i] != '_')
      return FALSE;
  return length > 0 && length <= LONGEST_NAME;
}

/* An object whose members are texts, nothing, or what begins with an underscore. */
static gboolean
is_object_of_texts (const char *json, gboolean is_deletion)
{
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;
  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &key, &node))
    {
      gboolean is_text = JSON_NODE_HOLDS_NULL (node) || (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING);
      gboolean is_ours = is_deletion ? g_str_equal (key, "seen") : g_str_equal (key, "_kept") || g_str_equal (key, "_erased");
      if (!is_text && !is_ours)
        return FALSE;
      if (!is_name (key) || (!is_text && !is_deletion && !JSON_NODE_HOLDS_ARRAY (node)))
        return FALSE;
      JsonArray *names = !is_text && !is_deletion ? json_node_get_array (node) : NULL;
      for (guint i = 0; names != NULL && i < json_array_get_length (names); i++)
        if (json_node_get_value_type (json_array_get_element (names, i)) != G_TYPE_STRING
            || !is_name (json_array_get_string_element (names, i)))
          return FALSE;
    }
  return TRUE;
}

static gboolean
check_entry (const EpcSharedEntry *entry, GError **error)
{
  gboolean is_seen = g_strcmp0 (entry->entity, "_seen") == 0, is_deletion = g_strcmp0 (entry->group, "deleted") == 0;

  if (entry->entity == NULL)
    return TRUE;
  if (!is_name (entry->entity) || !is_name (entry->group) || epc_uid_is_nil (&entry->uid))
    return fail (error, _("an entry does not say what it is about"));
  if (entry->stamp <= entry->base || entry->base < 0)
    return fail (error, _("an entry is stamped before what it replaced"));
  if (entry->stamp > LATEST_STAMP || entry->wall < 0 || entry->wall > LATEST_WALL)
    return fail (error, _("an entry is dated beyond any calendar"));
  if (is_seen)
    {
      g_autoptr (EpcVector) vector = epc_vector_from_json (entry->new_json, NULL);
      return vector != NULL || fail (error, _("a workspace does not say what it had received"));
    }
  if ((*entry->entity == '_' && !g_str_equal (entry->entity, "_none"))
      || (entry->new_json != NULL && !is_object_of_texts (entry->new_json, is_deletion))
      || (entry->old_json != NULL && !is_object_of_texts (entry->old_json, is_deletion)))
    return fail (error, _("the values of an entry are no texts by the names of fields"));
  return TRUE;
}

static gboolean
write_entry (EpcMerge *merge, const EpcSharedEntry *entry, GError **error)
{
  const EpcEntity *entity = entry->entity != NULL ? epc_entity_find (entry->entity) : NULL;
  gboolean is_hole = entry->entity == NULL || (entity != NULL && (entity->flags & EPC_ENTITY_LOCAL));
  epc_auto_reset sqlite3_stmt *insert = epc_sqlite_prepare (
      merge->db,
      "INSERT INTO _journal (replica, seq, stamp, wall, base, author, entity, uid, grp, old, new, reason, step, erased) VALUES (?1, ?2, ?3, "
      "?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
      error);

  if (insert == NULL)
    return FALSE;
  if (is_hole)
    epc_sqlite_bind (insert, "uiiiittuttttii", &entry->replica, entry->sequence, (gint64) 1, (gint64) 0, (gint64) 0, NULL, "_none", &entry->replica,
                     "none", NULL, NULL, NULL, merge->transaction->step, (gint64) 0);
  else
    epc_sqlite_bind (insert, "uiiiittuttttii", &entry->replica, entry->sequence, entry->stamp, entry->wall, entry->base, entry->author,
                     entry->entity, &entry->uid, entry->group, entry->old_json, entry->new_json, entry->reason, merge->transaction->step,
                     (gint64) entry->is_erased);
  if (epc_sqlite_step (merge->db, insert, error) == EPC_STEP_ERROR)
    return FALSE;
  if (is_hole || entity == NULL)
    return TRUE;
  if (g_str_equal (entity->key, "import_batch"))
    {
      g_hash_table_add (merge->imports, g_memdup2 (&entry->uid, sizeof entry->uid));
      if (g_str_equal (entry->group, "undone_at"))
        g_array_append_val (merge->taken_back, entry->uid);
    }
  touch (merge, entity, &entry->uid);
  return TRUE;
}

/* A part may have brought it before anybody could tell whether it is true: what comes after must say the same. Erasures alone empty what an
 * entry said. */
static gboolean
says_what_is_here (EpcMerge *merge, const EpcSharedEntry *entry, gboolean *is_there, GError **error)
{
  epc_auto_reset sqlite3_stmt *row
      = epc_sqlite_prepare (merge->db, "SELECT stamp, uid, grp, new, erased FROM _journal WHERE replica = ?1 AND seq = ?2", error);
  EpcUid uid;

  if (row == NULL)
    return FALSE;
  epc_sqlite_bind (row, "ui", &entry->replica, entry->sequence);
  EpcStep step = epc_sqlite_step (merge->db, row, error);
  *is_there = step == EPC_STEP_ROW;
  if (step != EPC_STEP_ROW)
    return step == EPC_STEP_DONE;
  epc_sqlite_column_uid (row, 1, &uid);
  const EpcEntity *entity = entry->entity != NULL ? epc_entity_find (entry->entity) : NULL;
  /* Of what stays in its workspace only the number is kept. */
  if (entry->entity == NULL || (entity != NULL && (entity->flags & EPC_ENTITY_LOCAL)))
    return TRUE;
  gboolean is_erased = entry->is_erased || sqlite3_column_int64 (row, 4) != 0;
  if (sqlite3_column_int64 (row, 0) == entry->stamp && epc_uid_equal (&uid, &entry->uid)
      && g_strcmp0 ((const char *) sqlite3_column_text (row, 2), entry->group) == 0
      && (is_erased || g_strcmp0 ((const char *) sqlite3_column_text (row, 3), entry->new_json) == 0))
    return TRUE;
  g_autofree char *replica = epc_replica_to_hex (&entry->replica), *number = g_strdup_printf ("%" G_GINT64_FORMAT, entry->sequence);
  g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED,
               /* Translators: a number, the first digits of a workspace */
               _("A part of the records that was merged before tells another change number %s of the workspace %.8s. One of the two is not true. Ask "
                 "that office; to believe this package, take back the merge of the part and merge this one again."),
               number, replica);
  return FALSE;
}

/* What was here before is not written again; that its package says the same is kept, of what others wrote. Whoever shows such a record shows
 * anew what stands behind it, though no field of it has changed. */
static gboolean
has_come_again (EpcMerge *merge, const EpcSharedEntry *entry, GError **error)
{
  gboolean is_news = FALSE;

  if (merge->signed_by == NULL || epc_uid_equal (&entry->replica, &merge->transaction->store->replica))
    return TRUE;
  if (!epc_signed_again (merge->signed_by, entry, &is_news, error))
    return FALSE;
  const EpcEntity *entity = is_news ? epc_entity_find (entry->entity) : NULL;
  if (entity != NULL)
    epc_transaction_note_many (merge->transaction, entity);
  return TRUE;
}

gboolean
epc_merge_entry (EpcMerge *merge, const EpcSharedEntry *entry, GError **error)
{
  gint64 reached = epc_vector_get (merge->reached, &entry->replica);
  gboolean is_there = FALSE;

  if (merge->settle != NULL
      || (merge->is_part ? entry->sequence <= reached || entry->sequence > MOST_ENTRIES || !g_hash_table_contains (merge->named, &entry->replica)
                         : entry->sequence != reached + 1 || entry->sequence > epc_vector_get (merge->upto, &entry->replica)))
    return fail (error, _("its entries are not in order"));
  epc_vector_set (merge->reached, &entry->replica, entry->sequence);
  if (!check_entry (entry, error))
    return FALSE;
  if (entry->sequence <= epc_vector_get (merge->own, &entry->replica))
    {
      merge->counts.n_known++;
      return has_come_again (merge, entry, error);
    }
  if ((merge->has_loose || merge->is_part)
      && !says_what_is_here (merge, entry, &is_there, error))
    return FALSE;
  if (is_there)
    {
      /* It came with a part of the records: what it is beside or after may be known only now. */
      const EpcEntity *entity = entry->entity != NULL ? epc_entity_find (entry->entity) : NULL;
      if (entity != NULL && !(entity->flags & EPC_ENTITY_LOCAL))
        touch (merge, entity, &entry->uid);
      merge->counts.n_known++;
      return has_come_again (merge, entry, error);
    }
  if (epc_uid_equal (&entry->replica, &merge->transaction->store->replica))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED,
                   _("The package holds changes of this very workspace that are no longer in it: this file is an older copy. Make a copy of "
                     "it under another name, open that and merge the package there. Nothing was changed."));
      return FALSE;
    }
  merge->counts.n_entries++;
  return write_entry (merge, entry, error) && (merge->signed_by == NULL || epc_signed_brought (merge->signed_by, entry, error));
}

/* --- imports --- */

static gboolean
write_batch (EpcMerge *merge, const EpcUid *uid, GError **error)
{
  EpcSqlite *db = merge->db;
  EpcUid office;
  g_autofree char *owner
      = epc_sqlite_text (db, NULL, "SELECT json_extract (new, '$._office') FROM _journal WHERE uid = ?1 AND grp = 'created'", "u", uid);

  /* Numbered as the record of the import is. */
  return epc_sqlite_run (db, error,
                         "INSERT INTO _batch (id, uid, stamp, wall, author, office) SELECT t.id, t.uid, j.stamp, j.wall, j.author, ?2 FROM "
                         "import_batch AS t JOIN _journal AS j ON j.uid = t.uid AND j.grp = 'created' WHERE t.uid = ?1 ON CONFLICT (uid) DO "
                         "NOTHING",
                         "uu", uid, owner != NULL && epc_uid_from_text (owner, &office) ? &office : NULL);
}

/* All entries are here: from now on records can be worked out. The records of imports first, because their rows are numbered by them. */
static gboolean
begin_settling (EpcMerge *merge, GError **error)
{
  const EpcEntity *entity = epc_entity_find ("import_batch");
  GHashTableIter iter;
  gpointer uid;

  if (merge->settle != NULL)
    return TRUE;
  merge->settle = epc_settle_new (merge->transaction, error);
  if (merge->settle == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, merge->imports);
  while (g_hash_table_iter_next (&iter, &uid, NULL))
    {
      if (!epc_settle_record (merge->settle, entity, uid, error) || !write_batch (merge, uid, error))
        return FALSE;
      g_hash_table_remove (merge->touched, uid);
    }
  return TRUE;
}

static gboolean
end_batch (EpcMerge *merge, GError **error)
{
  if (!merge->is_open)
    return TRUE;
  merge->is_open = FALSE;
  return epc_put_end_foreign (merge->transaction, error);
}

static gboolean
open_batch (EpcMerge *merge, const EpcUid *batch, GError **error)
{
  gint64 stamp, entry;
  gboolean found;

  if (!end_batch (merge, error)
      || !epc_sqlite_integer (merge->db, &entry, &found, error, "SELECT id FROM _journal WHERE uid = ?1 AND entity = 'import_batch' AND grp = 'created'", "u",
                              batch))
    return FALSE;
  if (!found)
    return fail (error, _("it has rows of an import that is not in it"));
  merge->is_skipped = entry <= merge->last_entry;
  if (merge->is_skipped)
    return TRUE;
  if (!epc_sqlite_integer (merge->db, &merge->batch_row, NULL, error, "SELECT id FROM _batch WHERE uid = ?1", "u", batch)
      || !epc_sqlite_integer (merge->db, &stamp, NULL, error, "SELECT stamp FROM _batch WHERE uid = ?1", "u", batch)
      || !epc_put_begin_foreign (merge->transaction, merge->batch_row, batch, stamp, error))
    return FALSE;
  merge->is_open = TRUE;
  return TRUE;
}

gboolean
epc_merge_batch (EpcMerge *merge, const EpcUid *batch, const char *entity, const char *const *fields, guint n_fields, GError **error)
{
  if (!begin_settling (merge, error))
    return FALSE;
  if (!is_name (entity) || *entity == '_')
    return fail (error, _("it does not say what its rows are"));
  if ((!epc_uid_equal (batch, &merge->batch) || epc_uid_is_nil (batch)) && !open_batch (merge, batch, error))
    return FALSE;
  forget_kind (merge);
  merge->batch = *batch;
  merge->kind = g_strdup (entity);
  merge->entity = epc_entity_find (entity);
  merge->n_fields = n_fields;
  merge->fields = g_new0 (char *, n_fields + 1);
  merge->positions = g_new0 (int, n_fields + 1);
  for (guint i = 0; i < n_fields; i++)
    {
      if (!is_name (fields[i]))
        return fail (error, _("a column has no name"));
      merge->fields[i] = g_strdup (fields[i]);
      merge->positions[i] = merge->entity != NULL ? epc_entity_field_index (merge->entity, fields[i]) : -1;
      if (merge->positions[i] >= 0 && !epc_field_is_stored (&merge->entity->fields[merge->positions[i]]))
        merge->positions[i] = -1;
    }
  if (merge->entity != NULL && (merge->entity->flags & EPC_ENTITY_LOCAL))
    return fail (error, _("it has rows of a kind that never leaves its workspace"));
  if (merge->entity != NULL)
    merge->values = g_new0 (EpcValue, merge->entity->n_fields + 1);
  return TRUE;
}

/* The texts as an object, as _birth keeps it. */
static char *
object_of_texts (EpcMerge *merge, const char *const *texts, guint n_texts)
{
  GString *out = g_string_new ("{");

  for (guint i = 0; i < n_texts; i++)
    {
      if (texts[i] == NULL)
        continue;
      if (out->len > 1)
        g_string_append_c (out, ',');
      epc_text_append_json (out, merge->fields[i]);
      g_string_append_c (out, ':');
      epc_text_append_json (out, texts[i]);
    }
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

/* FALSE: the row says something that this version does not know. */
static gboolean
read_values (EpcMerge *merge, const char *const *texts, guint n_texts)
{
  for (guint i = 0; i < merge->entity->n_fields; i++)
    epc_value_clear (&merge->values[i]);
  for (guint i = 0; i < n_texts; i++)
    if (texts[i] != NULL
        && (merge->positions[i] < 0
            || !epc_row_read_value (&merge->entity->fields[merge->positions[i]], texts[i], &merge->values[merge->positions[i]])))
      return FALSE;
  return TRUE;
}

static gboolean
put_row (EpcMerge *merge, const EpcUid *uid, const char *code, EpcPutOutcome *outcome, GError **error)
{
  if (code != NULL && strlen (code) > 60)
    return fail (error, _("a code is too long"));
  epc_transaction_put_code (merge->transaction, code);
  if (!epc_transaction_put (merge->transaction, merge->entity, merge->values, uid, FALSE, outcome, NULL, error))
    return FALSE;
  if (*outcome == EPC_PUT_INSERTED)
    {
      merge->counts.n_inserted++;
      if (merge->came != NULL)
        epc_came_note (merge->came, EPC_CAME_NEW, merge->entity, uid);
      if (code != NULL)
        epc_settle_code (merge->settle, merge->entity, code);
    }
  return TRUE;
}

/* A birth that must be kept by itself. The row only has to be there; what stands in it is worked out at the end. */
static gboolean
keep_birth (EpcMerge *merge, const EpcUid *uid, const char *code, const char *json, gboolean has_row, GError **error)
{
  EpcPutOutcome outcome = EPC_PUT_UNCHANGED;

  if (merge->entity != NULL && !has_row)
    {
      for (guint i = 0; i < merge->entity->n_fields; i++)
        epc_value_clear (&merge->values[i]);
      if (!put_row (merge, uid, code, &outcome, error))
        return FALSE;
    }
  if (merge->entity != NULL)
    touch (merge, merge->entity, uid);
  if (outcome == EPC_PUT_INSERTED)
    g_hash_table_add (merge->inserted, g_memdup2 (uid, sizeof *uid));
  return epc_sqlite_run (merge->db, error,
                         "INSERT OR IGNORE INTO _birth (uid, batch, entity, code, new) VALUES (?1, ?2, ?3, ?4, ?5)", "uuttt", uid, &merge->batch,
                         merge->kind, code, json);
}

gboolean
epc_merge_row (EpcMerge *merge, const EpcUid *uid, const char *code, const char *const *texts, guint n_texts, GError **error)
{
  EpcPutOutcome outcome;

  if (merge->kind == NULL || n_texts > merge->n_fields || epc_uid_is_nil (uid))
    return fail (error, _("a row does not fit the columns before it"));
  if (merge->is_skipped)
    return TRUE;
  if (merge->entity != NULL && read_values (merge, texts, n_texts) && !g_hash_table_contains (merge->touched, uid))
    {
      if (!put_row (merge, uid, code, &outcome, error))
        return FALSE;
      if (outcome == EPC_PUT_INSERTED)
        return TRUE;
      g_autofree char *json = object_of_texts (merge, texts, n_texts);
      return keep_birth (merge, uid, code, json, TRUE, error);
    }
  g_autofree char *json = object_of_texts (merge, texts, n_texts);
  return keep_birth (merge, uid, code, json, FALSE, error);
}

gboolean
epc_merge_born (EpcMerge *merge, const EpcUid *uid, const char *code, const char *json, GError **error)
{
  if (merge->kind == NULL || epc_uid_is_nil (uid) || !is_object_of_texts (json, FALSE))
    return fail (error, _("a row does not fit the columns before it"));
  return merge->is_skipped || keep_birth (merge, uid, code, json, FALSE, error);
}

gboolean
epc_merge_bytes (EpcMerge *merge, const char *sha256, const guint8 *bytes, gsize length, GError **error)
{
  g_autofree char *own = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, length);

  if (!g_str_equal (own, sha256))
    return fail (error, _("an attachment is not what its name says"));
  return epc_transaction_keep_bytes (merge->transaction, sha256, bytes, length, error);
}

/* --- the end --- */

static gboolean
touch_rows (EpcMerge *merge, const EpcEntity *entity, const char *sql, gint64 batch, const EpcUid *uid, GError **error)
{
  epc_auto_finalize sqlite3_stmt *rows = epc_sqlite_prepare_once (merge->db, sql, error);
  EpcStep step;

  if (rows == NULL)
    return FALSE;
  epc_sqlite_bind (rows, "iu", batch, uid);
  while ((step = epc_sqlite_step (merge->db, rows, error)) == EPC_STEP_ROW)
    {
      const EpcEntity *own = entity != NULL ? entity : epc_entity_find ((const char *) sqlite3_column_text (rows, 1));
      EpcUid record;
      epc_sqlite_column_uid (rows, 0, &record);
      if (own != NULL)
        touch (merge, own, &record);
    }
  return step == EPC_STEP_DONE;
}

/* All records that an import brought which was taken back, or brought again. */
static gboolean
touch_imports (EpcMerge *merge, GError **error)
{
  for (guint i = 0; i < merge->taken_back->len; i++)
    {
      const EpcUid *uid = &g_array_index (merge->taken_back, EpcUid, i);
      gint64 batch;
      EpcStep step;
      if (!epc_sqlite_integer (merge->db, &batch, NULL, error, "SELECT id FROM _batch WHERE uid = ?1", "u", uid))
        return FALSE;
      epc_auto_finalize sqlite3_stmt *kinds
          = epc_sqlite_prepare_once (merge->db, "SELECT entity FROM _batch_rows WHERE batch = ?1", error);
      if (kinds == NULL)
        return FALSE;
      epc_sqlite_bind (kinds, "i", batch);
      while ((step = epc_sqlite_step (merge->db, kinds, error)) == EPC_STEP_ROW)
        {
          const EpcEntity *entity = epc_entity_find ((const char *) sqlite3_column_text (kinds, 0));
          g_autofree char *sql
              = entity != NULL ? g_strdup_printf ("SELECT uid FROM \"%s\" WHERE _batch = ?1 AND ?2 = ?2", entity->key) : NULL;
          if (sql != NULL && !touch_rows (merge, entity, sql, batch, uid, error))
            return FALSE;
        }
      if (step == EPC_STEP_ERROR || !touch_rows (merge, NULL, "SELECT uid, entity FROM _birth WHERE batch = ?2 AND ?1 = ?1", batch, uid, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_uids (gconstpointer a, gconstpointer b)
{
  return epc_uid_compare (a, b);
}

/* NULL without error: there is none. */
static gboolean
find_record (EpcMerge *merge, const EpcEntity *entity, const EpcUid *uid, EpcRecord **record, GError **error)
{
  g_autoptr (GError) local = NULL;

  *record = epc_row_find (merge->transaction->store, merge->db, entity, uid, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Counts what differs from before: both sides hold the same seeds, and the same file may have been imported twice. */
static void
note_difference (EpcMerge *merge, const EpcEntity *entity, EpcRecord *before, EpcRecord *after)
{
  gboolean was_there = before != NULL && !epc_record_meta (before)->is_deleted, is_there = after != NULL && !epc_record_meta (after)->is_deleted;
  EpcCameKind kind = !was_there ? EPC_CAME_NEW : is_there ? EPC_CAME_CHANGED : EPC_CAME_DELETED;

  if ((!was_there && !is_there) || (was_there && is_there && !epc_came_differs (before, after)))
    return;
  if (kind == EPC_CAME_NEW)
    merge->counts.n_inserted++;
  else
    merge->counts.n_updated++;
  EpcCameRecord *came = merge->came != NULL ? epc_came_note (merge->came, kind, entity, epc_record_uid (after)) : NULL;
  if (came != NULL && kind == EPC_CAME_CHANGED)
    epc_came_note_fields (came, merge->transaction->store, before, after);
}

static gboolean
settle_touched (EpcMerge *merge, GError **error)
{
  g_autoptr (GList) uids = g_list_sort (g_hash_table_get_keys (merge->touched), compare_uids);

  for (GList *item = uids; item != NULL; item = item->next)
    {
      const EpcEntity *entity = g_hash_table_lookup (merge->touched, item->data);
      g_autoptr (EpcRecord) before = NULL, after = NULL;
      if (!find_record (merge, entity, item->data, &before, error) || !epc_birth_keep (merge->transaction, entity, item->data, merge->last_entry, error)
          || !epc_settle_record (merge->settle, entity, item->data, error) || !find_record (merge, entity, item->data, &after, error))
        return FALSE;
      /* What came as a row of an import was counted as that. */
      if (!g_hash_table_contains (merge->inserted, item->data))
        note_difference (merge, entity, before, after);
    }
  return epc_settle_finish (merge->settle, error);
}

static gboolean
write_vector (EpcMerge *merge, GError **error)
{
  epc_auto_finalize sqlite3_stmt *replicas = epc_sqlite_prepare_once (merge->db, "SELECT id FROM _replica", error);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (EpcUid));
  EpcStep step;

  if (replicas == NULL)
    return FALSE;
  while ((step = epc_sqlite_step (merge->db, replicas, error)) == EPC_STEP_ROW)
    {
      EpcUid replica;
      epc_sqlite_column_uid (replicas, 0, &replica);
      g_array_append_val (all, replica);
    }
  for (guint i = 0; i < all->len && step != EPC_STEP_ERROR; i++)
    {
      const EpcUid *replica = &g_array_index (all, EpcUid, i);
      gint64 reached = epc_vector_get (merge->reached, replica);
      if (!merge->is_part && reached > epc_vector_get (merge->own, replica)
          && !epc_sqlite_run (merge->db, error, "UPDATE _replica SET seq = ?1 WHERE id = ?2", "iu", reached, replica))
        return FALSE;
    }
  return step != EPC_STEP_ERROR;
}

gboolean
epc_merge_finish (EpcMerge *merge, EpcMergeCounts *counts, GError **error)
{
  if (!epc_vector_covers (merge->reached, merge->upto, NULL))
    return fail (error, _("entries are missing"));
  if ((merge->signed_by != NULL && !epc_signed_finish (merge->signed_by, error)) || !begin_settling (merge, error) || !end_batch (merge, error) || !touch_imports (merge, error) || !settle_touched (merge, error)
      || !write_vector (merge, error))
    return FALSE;
  g_autoptr (GPtrArray) waiting = epc_store_conflicts (merge->transaction->store, error);
  if (waiting == NULL)
    return FALSE;
  merge->counts.n_conflicts = waiting->len;
  if (merge->came != NULL)
    {
      merge->came->counts = merge->counts;
      epc_came_finish (merge->came, merge->transaction->store, merge->waited, waiting);
    }
  *counts = merge->counts;
  return TRUE;
}
