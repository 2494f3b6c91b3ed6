/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is done with a package that was opened: counted, tried, applied, kept aside.
 */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "base/epc-clock.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "epc-package-private.h"
#include "store/epc-parcel.h"
#include "store/epc-transaction.h"

/* --- counting --- */

typedef struct
{
  GHashTable *records; /* entity (NULL: not known here) → set of uids */
  const EpcEntity *entity;
} Counting;

static void
count_record (Counting *counting, const EpcEntity *entity, const EpcUid *uid)
{
  GHashTable *uids = g_hash_table_lookup (counting->records, entity);

  if (uids == NULL)
    {
      uids = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, NULL);
      g_hash_table_insert (counting->records, (gpointer) entity, uids);
    }
  if (!g_hash_table_contains (uids, uid))
    g_hash_table_add (uids, g_memdup2 (uid, sizeof *uid));
}

static gboolean
count_entry (const EpcSharedEntry *entry, gpointer data, GError **error)
{
  if (entry->entity != NULL && *entry->entity != '_')
    count_record (data, epc_entity_find (entry->entity), &entry->uid);
  return TRUE;
}

static gboolean
count_batch (const EpcUid *batch, const char *entity, const char *const *fields, guint n_fields, gpointer data, GError **error)
{
  ((Counting *) data)->entity = epc_entity_find (entity);
  return TRUE;
}

static gboolean
count_row (const EpcUid *uid, const char *code, const char *const *texts, guint n_texts, gpointer data, GError **error)
{
  count_record (data, ((Counting *) data)->entity, uid);
  return TRUE;
}

static gboolean
count_born (const EpcUid *uid, const char *code, const char *json, gpointer data, GError **error)
{
  count_record (data, ((Counting *) data)->entity, uid);
  return TRUE;
}

static gboolean
count_bytes (const char *sha256, const guint8 *bytes, gsize length, gpointer data, GError **error)
{
  return TRUE;
}

static int
compare_contents (gconstpointer a, gconstpointer b)
{
  const EpcPackageContent *one = a, *other = b;

  if (one->n_records != other->n_records)
    return one->n_records < other->n_records ? 1 : -1;
  return g_strcmp0 (one->entity != NULL ? one->entity->key : NULL, other->entity != NULL ? other->entity->key : NULL);
}

gboolean
epc_package_count (EpcPackage *package, GError **error)
{
  static const EpcShareSink sink = { count_entry, count_batch, count_row, count_born, count_bytes };
  g_autoptr (GHashTable) records = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  Counting counting = { .records = records };
  GHashTableIter iter;
  gpointer entity, uids;

  if (package->head->contents != NULL)
    return TRUE;
  if (!epc_package_read (package, &sink, &counting, error))
    return FALSE;
  package->head->contents = g_array_new (FALSE, FALSE, sizeof (EpcPackageContent));
  g_hash_table_iter_init (&iter, records);
  while (g_hash_table_iter_next (&iter, &entity, &uids))
    {
      const EpcPackageContent content = { entity, g_hash_table_size (uids) };
      g_array_append_val (package->head->contents, content);
    }
  g_array_sort (package->head->contents, compare_contents);
  return TRUE;
}

static gsize
read_beginning (const char *path, char *bytes, gsize size)
{
  g_autofree char *part_of = epc_package_part_of (path);
  FILE *file = part_of == NULL ? g_fopen (path, "rb") : NULL;
  gsize n = part_of != NULL ? epc_package_part_beginning (path, bytes, size - 1) : file != NULL ? fread (bytes, 1, size - 1, file) : 0;

  if (file != NULL)
    fclose (file);
  return n;
}

gboolean
epc_package_file_asks (const char *path)
{
  char bytes[512] = "";

  return epc_package_begins_asking (bytes, read_beginning (path, bytes, sizeof bytes));
}

EpcSharedKind
epc_package_file_kind (const char *path)
{
  char bytes[512] = "";
  gsize n = read_beginning (path, bytes, sizeof bytes);

  g_autofree char *part_of = epc_package_part_of (path);

  if (epc_package_begins_sealed (bytes, n))
    return EPC_SHARED_SEALED;
  /* Where the first part is missing, opening it says so. */
  if (part_of != NULL)
    return EPC_SHARED_PACKAGE;
  if (n >= 4 && memcmp (bytes, "PK\003\004", 4) == 0)
    return EPC_SHARED_PACKAGE;
  /* As epc_receipt_write() and epc_key_export() begin. */
  return g_str_has_prefix (bytes, "{\"format\":\"epcx-receipt\"") ? EPC_SHARED_RECEIPT
         : g_str_has_prefix (bytes, "{\"format\":\"epcx-key\"")   ? EPC_SHARED_KEY
                                                                  : EPC_SHARED_NOTHING;
}

/* --- applying --- */

typedef struct
{
  EpcPackage *package;
  EpcMerge *merge;
  EpcMergeCounts *counts;
  EpcCame *came;       /* NULL: nobody asks what it brings */
  gboolean is_preview; /* to be taken back */
} Merging;

static gboolean
take_entry (const EpcSharedEntry *entry, gpointer data, GError **error)
{
  return epc_merge_entry (((Merging *) data)->merge, entry, error);
}

static gboolean
take_batch (const EpcUid *batch, const char *entity, const char *const *fields, guint n_fields, gpointer data, GError **error)
{
  return epc_merge_batch (((Merging *) data)->merge, batch, entity, fields, n_fields, error);
}

static gboolean
take_row (const EpcUid *uid, const char *code, const char *const *texts, guint n_texts, gpointer data, GError **error)
{
  return epc_merge_row (((Merging *) data)->merge, uid, code, texts, n_texts, error);
}

static gboolean
take_born (const EpcUid *uid, const char *code, const char *json, gpointer data, GError **error)
{
  return epc_merge_born (((Merging *) data)->merge, uid, code, json, error);
}

static gboolean
take_bytes (const char *sha256, const guint8 *bytes, gsize length, gpointer data, GError **error)
{
  return epc_merge_bytes (((Merging *) data)->merge, sha256, bytes, length, error);
}

static gboolean
write_merge (EpcTransaction *transaction, gpointer data, GError **error)
{
  static const EpcShareSink sink = { take_entry, take_batch, take_row, take_born, take_bytes };
  Merging *merging = data;
  const EpcPackageHead *head = merging->package->head;
  EpcPeer peer = { head->replica, head->office, head->office_name, head->upto, epc_clock_now () };
  gboolean is_part = !epc_uid_is_nil (&head->crisis);
  g_autoptr (EpcMerge) merge = is_part ? epc_merge_new_part (transaction, head->replicas, error)
                                       : epc_merge_new (transaction, head->replicas, head->since, head->upto, error);

  merging->merge = merge;
  if (merge != NULL)
    epc_merge_sign (merge, head->public_key);
  if (merge == NULL || (merging->came != NULL && !epc_merge_watch (merge, merging->came, error))
      || !epc_package_read (merging->package, &sink, merging, error) || !epc_merge_finish (merge, merging->counts, error))
    return FALSE;
  if (merging->is_preview)
    {
      /* Failing is how a write is taken back. */
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "tried");
      merging->is_preview = FALSE;
      return FALSE;
    }
  const EpcParcel parcel = { .at = peer.heard, .peer = head->replica, .name = head->office_name, .file = merging->package->name,
                             .size = head->size, .n_entries = head->n_entries, .upto = head->upto };
  /* A part says nothing of what its giver has. */
  return (is_part || epc_share_note_peer (epc_transaction_store (transaction), &peer, error))
         && epc_parcel_note (epc_transaction_store (transaction), &parcel, error);
}

EpcCame *
epc_package_preview (EpcStore *store, EpcPackage *package, GCancellable *cancellable, GError **error)
{
  EpcMergeCounts counts = { 0 };
  g_autoptr (EpcCame) came = epc_came_new ();
  g_autoptr (GError) local = NULL;
  Merging merging = { .package = package, .counts = &counts, .came = came, .is_preview = TRUE };

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  epc_store_write_received (store, _("Merge what came"), write_merge, &merging, &local);
  if (!merging.is_preview && g_error_matches (local, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return g_steal_pointer (&came);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

gboolean
epc_package_merge (EpcStore *store, EpcPackage *package, gboolean accept_unknown, EpcMergeCounts *counts, GCancellable *cancellable,
                   GError **error)
{
  const EpcPackageHead *head = package->head;
  Merging merging = { .package = package, .counts = counts };

  if (!accept_unknown && !epc_share_is_trusted (store, head->public_key))
    {
      g_autofree char *words = epc_key_words (head->public_key);
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED,
                   _("%s says that it comes from %s, whose key is not trusted here. Compare its digits with the sender (%s), then trust the key, or "
                     "merge with --accept-unknown. Nothing was changed."),
                   package->name, head->office_name != NULL ? head->office_name : "?", words);
      return FALSE;
    }
  g_autofree char *label = g_strdup_printf (_("Merge what came from %s"), head->office_name != NULL ? head->office_name : "?");
  return epc_store_write_received (store, label, write_merge, &merging, error);
}

/* --- kept aside --- */

static gboolean
keep_aside (EpcStore *store, EpcPackage *package, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (package->bytes, &size);
  g_autofree char *sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, size);
  const EpcAside aside = { .sha256 = sha256, .at = epc_clock_now (), .name = package->head->office_name, .file = package->name,
                           .since = package->head->since, .bytes = package->bytes };

  return epc_aside_keep (store, &aside, error);
}

/* One that was signed by somebody who was accepted then is applied now. What does not fit after all is dropped, and said in the log. */
static gboolean
take_aside (EpcStore *store, EpcMergeCounts *counts, guint *n_aside, GCancellable *cancellable, GError **error)
{
  g_autoptr (EpcAside) aside = NULL;
  g_autoptr (GError) local = NULL;

  while ((aside = epc_aside_next (store, &local)) != NULL)
    {
      EpcMergeCounts one = { 0 };
      g_autoptr (EpcPackage) package = epc_package_open_bytes (NULL, aside->bytes, aside->file, NULL, &local);
      if (package != NULL && epc_package_merge (store, package, TRUE, &one, cancellable, &local))
        {
          epc_merge_counts_add (counts, &one);
          *n_aside += 1;
        }
      else if (!g_error_matches (local, EPC_ERROR, EPC_ERROR_DAMAGED) && !g_error_matches (local, EPC_ERROR, EPC_ERROR_REFUSED))
        break;
      else
        g_message ("%s", local->message);
      g_clear_error (&local);
      if (!epc_aside_drop (store, aside->sha256, error))
        return FALSE;
      g_clear_pointer (&aside, epc_aside_free);
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return error == NULL || *error == NULL;
}

gboolean
epc_package_take_in (EpcStore *store, EpcPackage *package, gboolean accept_unknown, EpcMergeCounts *counts, guint *n_aside,
                     GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  guint n = 0;

  if (!epc_package_merge (store, package, accept_unknown, counts, cancellable, &local))
    {
      if (!g_error_matches (local, EPC_ERROR, EPC_ERROR_CONFLICT) || !keep_aside (store, package, error))
        {
          if (error == NULL || *error == NULL)
            g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      g_set_error (error, EPC_ERROR, EPC_ERROR_CONFLICT, _("%s It is kept aside and merged by itself when that one has come."), local->message);
      return FALSE;
    }
  if (!take_aside (store, counts, &n, cancellable, error))
    return FALSE;
  if (n_aside != NULL)
    *n_aside = n;
  return TRUE;
}
