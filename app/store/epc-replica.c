/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A replica is one workspace on one machine. What it is comes from an Ed25519 key (RFC 8032) that lies in the user's data folder,
 * not in the file: a copy of the file has no key, or another place on the disk, and a restored backup has fewer changes than were
 * counted beside the key. Each of these begins a new replica, so that no sequence number is ever given twice.
 */
#include "epc-store-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "base/epc-clock.h"
#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-paths.h"
#include "epc-share.h"

#define GROUP "replica"

static char *
hex_of (const EpcUid *id)
{
  char *text = g_malloc (33);

  sodium_bin2hex (text, 33, id->bytes, sizeof id->bytes);
  return text;
}

static char *
user_file (const char *hex, const char *ending)
{
  g_autofree char *name = g_strconcat ("replicas/", hex, ending, NULL);

  return epc_path_user (name);
}

static gint64
noted_sequence (const char *hex)
{
  g_autofree char *path = user_file (hex, ".seq");
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? g_ascii_strtoll (text, NULL, 10) : -1;
}

void
epc_replica_note (EpcStore *store, gint64 sequence)
{
  char text[24];

  if (store->replica_path == NULL)
    return;
  /* Twenty digits in place, without a rename: one small write an edit. A crash leaves the old number, which is no greater than
   * that of the file, and so never passes for a restored backup. */
  int fd = g_open (store->replica_path, O_WRONLY | O_CREAT | EPC_OPEN_PLAIN, 0600);
  if (fd < 0)
    return;
  int length = g_snprintf (text, sizeof text, "%020" G_GINT64_FORMAT "\n", sequence);
  if (write (fd, text, (size_t) length) != length)
    g_debug ("the sequence number could not be noted");
  g_close (fd, NULL);
}

/* Why the file cannot go on as the replica @hex; NULL: it can. */
static const char *
why_new (EpcStore *store, EpcSqlite *db, const char *hex, const EpcUid *id)
{
  g_autofree char *path = user_file (hex, ".key");
  g_autoptr (GKeyFile) file = g_key_file_new ();
  gint64 sequence = 0;
  gboolean is_restored;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return _("This workspace was made or copied on another machine, or by another user. It now counts as a workspace of its own "
              "(a new replica), so that its changes and those made there can be told apart.");
  if (epc_sqlite_integer (db, &sequence, &is_restored, NULL, "SELECT 1 FROM _property WHERE key = 'restored'", "") && is_restored)
    return _ (
        "This workspace was restored from a backup. It goes on as a new replica, so that its changes and those made after the "
        "backup can be told apart.");
  g_autofree char *identity = epc_files_identity (store->path);
  g_autofree char *known = g_key_file_get_string (file, GROUP, "file", NULL);
  if (g_strcmp0 (identity, known) != 0)
    return _("This file is a copy of a workspace, or was moved to another disk. It now counts as a workspace of its own (a new "
              "replica), so that its changes and those of the original can be told apart.");
  if (!epc_sqlite_integer (db, &sequence, NULL, NULL, "SELECT seq FROM _replica WHERE id = ?1", "u", id)
      || noted_sequence (hex) > sequence)
    return _("This workspace is older than what was last done with it here: it was restored from a backup. It goes on as a new "
              "replica, so that its changes and those made after the backup can be told apart.");
  return NULL;
}

static gboolean
keep_key (EpcStore *store, const char *hex, const guint8 *public_key, const guint8 *secret_key, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = user_file (hex, ".key");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *public_text = g_base64_encode (public_key, crypto_sign_PUBLICKEYBYTES);
  g_autofree char *secret_text = g_base64_encode (secret_key, crypto_sign_SECRETKEYBYTES);
  g_autofree char *identity = epc_files_identity (store->path);
  g_autoptr (GError) local = NULL;
  gsize length;

  g_key_file_set_string (file, GROUP, "public", public_text);
  g_key_file_set_string (file, GROUP, "secret", secret_text);
  g_key_file_set_string (file, GROUP, "file", identity != NULL ? identity : "");
  g_key_file_set_string (file, GROUP, "path", store->path);
  g_autofree char *text = g_key_file_to_data (file, &length, NULL);
  gboolean done = g_file_set_contents_full (path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &local);
  sodium_memzero (text, length);
  sodium_memzero (secret_text, strlen (secret_text));
  if (!done)
    g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _("The key of this workspace cannot be kept in %s: %s"), folder,
                 local->message);
  return done;
}

static gboolean
begin (EpcStore *store, EpcSqlite *db, GError **error)
{
  guint8 public_key[crypto_sign_PUBLICKEYBYTES], secret_key[crypto_sign_SECRETKEYBYTES];
  EpcUid id;

  crypto_sign_keypair (public_key, secret_key);
  memcpy (id.bytes, public_key, sizeof id.bytes);
  g_autofree char *hex = hex_of (&id);
  gboolean kept = keep_key (store, hex, public_key, secret_key, error);
  sodium_memzero (secret_key, sizeof secret_key);
  if (!kept)
    return FALSE;
  epc_auto_reset sqlite3_stmt *insert
      = epc_sqlite_prepare (db, "INSERT INTO _replica (id, public_key, host, user, began) VALUES (?1, ?2, ?3, ?4, ?5)", error);
  if (insert == NULL)
    return FALSE;
  sqlite3_bind_blob (insert, 1, id.bytes, sizeof id.bytes, SQLITE_TRANSIENT);
  sqlite3_bind_blob (insert, 2, public_key, sizeof public_key, SQLITE_TRANSIENT);
  sqlite3_bind_text (insert, 3, g_get_host_name (), -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (insert, 4, g_get_user_name (), -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (insert, 5, epc_clock_now ());
  gboolean done = epc_sqlite_exec (db, "BEGIN IMMEDIATE", error) && epc_sqlite_step (db, insert, error) == EPC_STEP_DONE
                  && epc_sqlite_run (db, error, "INSERT OR REPLACE INTO _property (key, value) VALUES ('replica', ?1)", "t", hex)
                  && epc_sqlite_run (db, error, "DELETE FROM _property WHERE key = 'restored'", "")
                  && epc_sqlite_exec (db, "COMMIT", error);
  if (!done)
    {
      if (!sqlite3_get_autocommit (db->handle))
        epc_sqlite_exec (db, "ROLLBACK", NULL);
      return FALSE;
    }
  store->replica = id;
  store->is_new_replica = TRUE;
  store->replica_path = user_file (hex, ".seq");
  epc_replica_note (store, 0);
  return TRUE;
}

gboolean
epc_share_secret_key (EpcStore *store, guint8 *secret_key, GError **error)
{
  g_autofree char *hex = hex_of (&store->replica);
  g_autofree char *path = user_file (hex, ".key");
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) local = NULL;
  gsize length = 0;

  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &local))
    {
      g_autofree char *text = g_key_file_get_string (file, GROUP, "secret", NULL);
      g_autofree guchar *bytes = text != NULL ? g_base64_decode (text, &length) : NULL;
      if (bytes != NULL && length == crypto_sign_SECRETKEYBYTES)
        memcpy (secret_key, bytes, length);
      if (bytes != NULL)
        sodium_memzero (bytes, length);
      if (text != NULL)
        sodium_memzero (text, strlen (text));
    }
  if (length == crypto_sign_SECRETKEYBYTES)
    return TRUE;
  g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _("The key of this workspace cannot be read from %s: %s"), path,
               local != NULL ? local->message : _("it is no key"));
  return FALSE;
}

typedef struct
{
  const guint8 *public_key;
  const char *name;
} Trust;

static char *
public_text (const guint8 *public_key)
{
  char *text = g_malloc (65);

  sodium_bin2hex (text, 65, public_key, 32);
  return text;
}

gboolean
epc_share_is_trusted (EpcStore *store, const guint8 *public_key)
{
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, NULL);
  g_autofree char *hex = public_text (public_key);
  gboolean found = FALSE;
  gint64 one;

  return reader.db != NULL
         && epc_sqlite_integer (reader.db, &one, &found, NULL,
                                "SELECT 1 FROM _replica WHERE lower (hex (public_key)) = ?1 AND host IS NOT NULL UNION ALL SELECT 1 FROM replica "
                                "WHERE public_key = ?1 AND is_trusted = 'yes' AND _deleted = 0",
                                "t", hex)
         && found;
}

static gboolean
write_trust (EpcTransaction *transaction, gpointer data, GError **error)
{
  const Trust *trust = data;
  g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find ("replica"));
  g_autofree char *hex = public_text (trust->public_key);
  g_autofree char *id = g_strndup (hex, 32);
  g_autofree char *now = epc_moment_from_unix (epc_clock_now (), epc_store_zone (epc_transaction_store (transaction)));

  epc_record_set_text (record, "replica_id", id);
  EpcUid uid = epc_record_make_uid (record);
  if (epc_transaction_exists (transaction, epc_record_entity (record), &uid))
    {
      g_object_unref (record);
      record = epc_transaction_get (transaction, epc_entity_find ("replica"), &uid, error);
      if (record == NULL)
        return FALSE;
    }
  else
    epc_record_set_text (record, "first_seen", now);
  epc_record_set_text (record, "name", trust->name);
  epc_record_set_text (record, "public_key", hex);
  epc_record_set_text (record, "is_trusted", "yes");
  return epc_record_row (record) != 0 ? epc_transaction_update (transaction, record, NULL, NULL, error)
                                      : epc_transaction_insert (transaction, record, error);
}

gboolean
epc_share_trust (EpcStore *store, const guint8 *public_key, const char *name, GError **error)
{
  Trust trust = { public_key, name };

  return epc_store_write_received (store, _("Trust a key"), write_trust, &trust, error);
}

static gboolean
write_record (EpcTransaction *transaction, gpointer data, GError **error)
{
  EpcStore *store = epc_transaction_store (transaction);
  g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find ("replica"));
  g_autofree char *hex = epc_store_replica (store);
  g_autofree char *now = epc_moment_from_unix (epc_clock_now (), epc_store_zone (store));

  epc_record_set_text (record, "replica_id", hex);
  epc_record_set_text (record, "host", g_get_host_name ());
  epc_record_set_text (record, "name", g_get_user_name ());
  epc_record_set_text (record, "first_seen", now);
  return epc_transaction_insert (transaction, record, error);
}

void
epc_replica_record (EpcStore *store)
{
  g_autoptr (GError) error = NULL;

  if (store->is_new_replica && !epc_store_write_step (store, "fixed", 0, _("Begin a replica"), 0, write_record, NULL, NULL, &error))
    g_message ("the new replica is not on the list of machines: %s", error->message);
  store->is_new_replica = FALSE;
}

gboolean
epc_replica_open (EpcStore *store, EpcSqlite *db, GError **error)
{
  g_autofree char *hex = NULL;
  const char *reason = NULL;
  EpcUid id;

  if (sodium_init () < 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _("The system gives no random numbers; no key can be made."));
      return FALSE;
    }
  hex = epc_sqlite_text (db, NULL, "SELECT value FROM _property WHERE key = 'replica'", "");
  if (hex == NULL)
    return store->is_read_only || begin (store, db, error);
  if (strlen (hex) != 32 || sodium_hex2bin (id.bytes, sizeof id.bytes, hex, 32, NULL, NULL, NULL) != 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _("%s is damaged: it does not say which replica it is."), store->path);
      return FALSE;
    }
  store->replica = id;
  if (store->is_read_only)
    return TRUE;
  reason = why_new (store, db, hex, &id);
  if (reason == NULL)
    {
      store->replica_path = user_file (hex, ".seq");
      return TRUE;
    }
  if (!begin (store, db, error))
    return FALSE;
  epc_store_add_notice (store, "new-replica", g_strdup (reason));
  return TRUE;
}
