/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Making a package, and the small signed files beside it: receipts and keys.
 */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <sodium.h>
#include <string.h>

#include "config.h"

#include "base/epc-clock.h"
#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-sha256.h"
#include "base/epc-text.h"
#include "epc-package-private.h"
#include "store/epc-parcel.h"

#define LINE_BYTES (256 * 1024)

typedef struct
{
  char *name, *sha256;
  gint64 size;
} Member;

typedef struct
{
  EpcStore *store;
  const char *path;
  struct archive *zip;
  GByteArray *bytes; /* of the zip file */
  GString *lines;    /* not yet given to the zip file */
  char *member;      /* the one that is being written; NULL: none */
  EpcSha256 *sha;
  gint64 member_size;
  GArray *members;
  EpcPackageHead *head;
} Making;

void
epc_package_head_free (EpcPackageHead *head)
{
  if (head == NULL)
    return;
  g_free (head->program);
  g_free (head->office_name);
  g_free (head->crisis_name);
  g_free (head->country);
  g_free (head->author);
  g_free (head->made);
  g_free (head->recovery);
  g_clear_pointer (&head->parts, g_ptr_array_unref);
  g_clear_pointer (&head->since, epc_vector_free);
  g_clear_pointer (&head->upto, epc_vector_free);
  g_clear_pointer (&head->replicas, g_array_unref);
  g_clear_pointer (&head->contents, g_array_unref);
  g_free (head);
}

static void
member_clear (gpointer data)
{
  g_free (((Member *) data)->name);
  g_free (((Member *) data)->sha256);
}

/* --- the zip file, in memory --- */

static la_ssize_t
take_bytes (struct archive *zip, void *data, const void *bytes, size_t length)
{
  Making *making = data;

  if (making->bytes->len + length > EPC_PACKAGE_BYTES_MAX)
    {
      archive_set_error (zip, EFBIG, "%s", g_strerror (EFBIG));
      return -1;
    }
  g_byte_array_append (making->bytes, bytes, (guint) length);
  return (la_ssize_t) length;
}

static gboolean
fail (Making *making, GError **error)
{
  const char *why = archive_error_string (making->zip);

  g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _("%s cannot be made: %s."), making->path, why != NULL ? why : g_strerror (EIO));
  return FALSE;
}

static gboolean
give_lines (Making *making, GError **error)
{
  gsize length = making->lines->len;

  if (length == 0)
    return TRUE;
  epc_sha256_update (making->sha, making->lines->str, length);
  making->member_size += (gint64) length;
  gboolean done = archive_write_data (making->zip, making->lines->str, length) == (la_ssize_t) length;
  g_string_truncate (making->lines, 0);
  return done || fail (making, error);
}

static gboolean
end_member (Making *making, GError **error)
{
  guint8 digest[EPC_SHA256_SIZE];
  char hex[EPC_SHA256_HEX_SIZE];

  if (making->member == NULL)
    return TRUE;
  if (!give_lines (making, error))
    return FALSE;
  epc_sha256_finish (making->sha, digest);
  Member member = { g_steal_pointer (&making->member), g_strdup (epc_sha256_to_hex (digest, hex)), making->member_size };
  g_array_append_val (making->members, member);
  return archive_write_finish_entry (making->zip) == ARCHIVE_OK || fail (making, error);
}

static gboolean
begin_member (Making *making, const char *name, gint64 size, GError **error)
{
  if (!end_member (making, error))
    return FALSE;
  struct archive_entry *entry = archive_entry_new ();
  archive_entry_set_pathname_utf8 (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_mtime (entry, epc_clock_now () / G_USEC_PER_SEC, 0);
  if (size >= 0)
    archive_entry_set_size (entry, size);
  gboolean done = archive_write_header (making->zip, entry) == ARCHIVE_OK;
  archive_entry_free (entry);
  if (!done)
    return fail (making, error);
  making->member = g_strdup (name);
  making->member_size = 0;
  epc_sha256_reset (making->sha);
  return TRUE;
}

/* --- lines --- */

static gboolean
end_line (Making *making, GError **error)
{
  g_string_append_c (making->lines, '\n');
  return making->lines->len < LINE_BYTES || give_lines (making, error);
}

static void
add_text (Making *making, const char *text)
{
  g_string_append_c (making->lines, ',');
  epc_text_append_json (making->lines, text);
}

static gboolean
write_entry (const EpcSharedEntry *entry, gpointer data, GError **error)
{
  Making *making = data;
  g_autofree char *replica = epc_replica_to_hex (&entry->replica);
  char uid[EPC_UID_TEXT_SIZE];

  making->head->n_entries++;
  g_string_append_printf (making->lines, "[\"%s\",%" G_GINT64_FORMAT, replica, entry->sequence);
  if (entry->entity != NULL)
    {
      g_string_append_printf (making->lines, ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT, entry->stamp, entry->wall,
                              entry->base);
      add_text (making, entry->author);
      add_text (making, entry->entity);
      add_text (making, epc_uid_to_text (&entry->uid, uid));
      add_text (making, entry->group);
      add_text (making, entry->old_json);
      add_text (making, entry->new_json);
      add_text (making, entry->reason);
      g_string_append_printf (making->lines, ",%d", entry->is_erased ? 1 : 0);
    }
  g_string_append_c (making->lines, ']');
  return end_line (making, error);
}

static gboolean
write_batch (const EpcUid *batch, const char *entity, const char *const *fields, guint n_fields, gpointer data, GError **error)
{
  Making *making = data;
  char uid[EPC_UID_TEXT_SIZE];

  if (g_strcmp0 (making->member, EPC_PACKAGE_ROWS) != 0 && !begin_member (making, EPC_PACKAGE_ROWS, -1, error))
    return FALSE;
  g_string_append_printf (making->lines, "{\"batch\":\"%s\",\"entity\":\"%s\",\"fields\":[", epc_uid_to_text (batch, uid), entity);
  for (guint i = 0; i < n_fields; i++)
    g_string_append_printf (making->lines, "%s\"%s\"", i > 0 ? "," : "", fields[i]);
  g_string_append (making->lines, "]}");
  return end_line (making, error);
}

static gboolean
write_row (const EpcUid *uid, const char *code, const char *const *texts, guint n_texts, gpointer data, GError **error)
{
  Making *making = data;
  char text[EPC_UID_TEXT_SIZE];

  making->head->n_rows++;
  while (n_texts > 0 && texts[n_texts - 1] == NULL)
    n_texts--;
  g_string_append_printf (making->lines, "[\"%s\"", epc_uid_to_text (uid, text));
  add_text (making, code);
  for (guint i = 0; i < n_texts; i++)
    add_text (making, texts[i]);
  g_string_append_c (making->lines, ']');
  return end_line (making, error);
}

static gboolean
write_born (const EpcUid *uid, const char *code, const char *json, gpointer data, GError **error)
{
  Making *making = data;
  char text[EPC_UID_TEXT_SIZE];

  making->head->n_rows++;
  g_string_append_printf (making->lines, "{\"uid\":\"%s\",\"code\":", epc_uid_to_text (uid, text));
  epc_text_append_json (making->lines, code);
  g_string_append (making->lines, ",\"born\":");
  epc_text_append_json (making->lines, json);
  g_string_append_c (making->lines, '}');
  return end_line (making, error);
}

static gboolean
write_bytes (const char *sha256, const guint8 *bytes, gsize length, gpointer data, GError **error)
{
  Making *making = data;
  g_autofree char *name = g_strconcat (EPC_PACKAGE_BYTES, sha256, NULL);

  making->head->n_bytes++;
  if (!begin_member (making, name, (gint64) length, error))
    return FALSE;
  epc_sha256_update (making->sha, bytes, length);
  making->member_size = (gint64) length;
  return length == 0 || archive_write_data (making->zip, bytes, length) == (la_ssize_t) length || fail (making, error);
}

/* --- the manifest --- */

static void
add_member (JsonBuilder *builder, const char *key, const char *text)
{
  json_builder_set_member_name (builder, key);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_number (JsonBuilder *builder, const char *key, gint64 value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, value);
}

static void
add_vector (JsonBuilder *builder, const char *key, const EpcVector *vector)
{
  g_autofree char *text = epc_vector_to_json (vector);

  json_builder_set_member_name (builder, key);
  json_builder_add_value (builder, json_from_string (text, NULL));
}

/* Who gives; the same in packages, receipts and keys. */
static void
add_giver (EpcStore *store, JsonBuilder *builder, EpcPackageHead *head)
{
  g_autofree char *replica = epc_replica_to_hex (&head->replica), *key = g_malloc (65);
  char office[EPC_UID_TEXT_SIZE];

  sodium_bin2hex (key, 65, head->public_key, sizeof head->public_key);
  add_member (builder, "program", head->program);
  add_member (builder, "replica", replica);
  add_member (builder, "public_key", key);
  add_member (builder, "office", epc_uid_to_text (&head->office, office));
  add_member (builder, "office_name", head->office_name);
  add_member (builder, "country", head->country);
  add_member (builder, "author", head->author);
  add_member (builder, "made", head->made);
}

static gboolean
write_manifest (Making *making, GError **error)
{
  EpcPackageHead *head = making->head;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!end_member (making, error) || !begin_member (making, EPC_PACKAGE_MANIFEST, -1, error))
    return FALSE;
  json_builder_begin_object (builder);
  add_member (builder, "format", "epcx");
  add_number (builder, "version", EPC_PACKAGE_VERSION);
  add_giver (making->store, builder, head);
  add_member (builder, "audience", "office");
  json_builder_set_member_name (builder, "full");
  json_builder_add_boolean_value (builder, head->is_full);
  if (!epc_uid_is_nil (&head->crisis))
    {
      char crisis[EPC_UID_TEXT_SIZE];
      add_member (builder, "crisis", epc_uid_to_text (&head->crisis, crisis));
      add_member (builder, "crisis_name", head->crisis_name);
    }
  add_vector (builder, "since", head->since);
  add_vector (builder, "upto", head->upto);
  add_number (builder, "entries", head->n_entries);
  add_number (builder, "rows", head->n_rows);
  add_number (builder, "attachments", head->n_bytes);
  json_builder_set_member_name (builder, "replicas");
  json_builder_begin_array (builder);
  for (guint i = 0; i < head->replicas->len; i++)
    {
      char key[65];
      sodium_bin2hex (key, sizeof key, g_array_index (head->replicas, EpcSharedReplica, i).public_key, 32);
      json_builder_add_string_value (builder, key);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "members");
  json_builder_begin_object (builder);
  for (guint i = 0; i < making->members->len; i++)
    add_member (builder, g_array_index (making->members, Member, i).name, g_array_index (making->members, Member, i).sha256);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, TRUE);
  g_string_append (making->lines, text);
  g_string_append_c (making->lines, '\n');
  return end_member (making, error);
}

/* --- for whom --- */

static gboolean
is_meant (EpcStore *store, const EpcPeer *peer, const char *office)
{
  g_autofree char *replica = epc_replica_to_hex (&peer->replica), *name = epc_text_fold (peer->name != NULL ? peer->name : ""),
                  *wanted = epc_text_fold (office);
  EpcUid uid;

  if (g_str_equal (name, wanted) || (strlen (office) >= 8 && g_str_has_prefix (replica, office)))
    return TRUE;
  return epc_store_find_uid (store, epc_entity_find ("office"), office, &uid, NULL) && epc_uid_equal (&uid, &peer->office);
}

/* What every receiver that is meant is known to have. */
static EpcVector *
known_by_receivers (EpcStore *store, const EpcPackageWish *wish, GError **error)
{
  g_autoptr (EpcVector) known = NULL;
  /* For whoever comes: also for one that nothing was heard of yet. */
  gboolean gives_all = wish->is_full || (wish->for_office == NULL && epc_share_has_unheard (store));
  g_autoptr (GPtrArray) peers = gives_all ? g_ptr_array_new () : epc_share_peers (store, error);

  if (peers == NULL)
    return NULL;
  for (guint i = 0; i < peers->len; i++)
    {
      const EpcPeer *peer = g_ptr_array_index (peers, i);
      if (wish->for_office != NULL && !is_meant (store, peer, wish->for_office))
        continue;
      EpcVector *common = known == NULL ? epc_vector_common (peer->vector, peer->vector) : epc_vector_common (known, peer->vector);
      g_clear_pointer (&known, epc_vector_free);
      known = common;
    }
  if (known == NULL && wish->for_office != NULL && !wish->is_full)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND,
                   _("Nothing has come from “%s” yet, neither a package nor a receipt. The first package for it must be a full one (--full)."),
                   wish->for_office);
      return NULL;
    }
  return known != NULL ? g_steal_pointer (&known) : epc_vector_new ();
}

/* --- making --- */

static EpcPackageHead *
new_head (EpcStore *store, GError **error)
{
  g_autoptr (EpcPackageHead) head = g_new0 (EpcPackageHead, 1);

  if (!epc_key_own (store, head->public_key, error))
    return NULL;
  memcpy (head->replica.bytes, head->public_key, sizeof head->replica.bytes);
  head->program = g_strdup (EPC_VERSION);
  head->office = epc_store_office (store);
  head->office_name = epc_store_title (store, epc_entity_find ("office"), &head->office);
  head->country = g_strdup (epc_store_country (store));
  head->author = g_strdup (epc_store_author (store));
  head->made = epc_moment_from_unix (epc_clock_now (), NULL);
  return g_steal_pointer (&head);
}

static gboolean
write_journal_head (Making *making, GError **error)
{
  if (!begin_member (making, EPC_PACKAGE_JOURNAL, -1, error))
    return FALSE;
  g_string_append (making->lines, "[\"replica\",\"sequence\",\"stamp\",\"wall\",\"base\",\"author\",\"entity\",\"uid\",\"group\",\"old\",\"new\","
                                  "\"reason\",\"erased\"]");
  return end_line (making, error);
}

static gboolean
fill (Making *making, GCancellable *cancellable, GError **error)
{
  static const EpcShareSink sink = { write_entry, write_batch, write_row, write_born, write_bytes };

  making->zip = archive_write_new ();
  if (archive_write_set_format_zip (making->zip) != ARCHIVE_OK || archive_write_set_options (making->zip, "zip:!zip64") != ARCHIVE_OK
      || archive_write_set_bytes_in_last_block (making->zip, 1) != ARCHIVE_OK
      || archive_write_open (making->zip, making, NULL, take_bytes, NULL) != ARCHIVE_OK)
    return fail (making, error);
  if (!epc_uid_is_nil (&making->head->crisis))
    {
      making->head->upto = epc_vector_new ();
      if (!write_journal_head (making, error)
          || !epc_share_read_crisis (making->store, &making->head->crisis, &sink, making, cancellable, error))
        return FALSE;
    }
  else if (!write_journal_head (making, error)
      || !epc_share_read (making->store, making->head->since, &sink, making, &making->head->upto, cancellable, error))
    return FALSE;
  /* What the receiver is known to have of replicas that are not known here says nothing about this package. */
  EpcVector *since = epc_vector_common (making->head->since, making->head->upto);
  epc_vector_free (making->head->since);
  making->head->since = since;
  making->head->is_full = epc_vector_is_empty (since) && epc_uid_is_nil (&making->head->crisis);
  making->head->replicas = epc_share_replicas (making->store, error);
  if (making->head->replicas == NULL || !write_manifest (making, error))
    return FALSE;
  return archive_write_close (making->zip) == ARCHIVE_OK || fail (making, error);
}

static GBytes *
make_zip (EpcStore *store, const char *path, EpcPackageHead *head, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (Member));
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (EpcSha256) sha = epc_sha256_new ();
  Making making = { .store = store, .path = path != NULL ? path : _("The package"), .bytes = bytes, .lines = lines, .sha = sha, .members = members, .head = head };

  g_array_set_clear_func (members, member_clear);
  gboolean done = fill (&making, cancellable, error);
  archive_write_free (making.zip);
  g_free (making.member);
  return done ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

/* For the list of what was sent. */
static gboolean
note_sent (EpcStore *store, const EpcPackageHead *head, const char *file, const EpcPackageWish *wish, GError **error)
{
  EpcParcel parcel = { .is_sent = TRUE, .at = epc_clock_now (), .file = (char *) file, .size = head->size, .n_entries = head->n_entries,
                       .upto = head->upto };
  g_autoptr (GPtrArray) peers = wish->for_office != NULL ? epc_share_peers (store, error) : NULL;

  if (wish->for_office != NULL && peers == NULL)
    return FALSE;
  for (guint i = 0; peers != NULL && i < peers->len; i++)
    {
      const EpcPeer *peer = g_ptr_array_index (peers, i);
      if (!is_meant (store, peer, wish->for_office))
        continue;
      parcel.peer = peer->replica;
      parcel.name = peer->name;
      break;
    }
  return epc_parcel_note (store, &parcel, error);
}

/* As wished; as it is where nothing is wished. */
static GBytes *
seal (EpcStore *store, GBytes *whole, const EpcPackageWish *wish, char **recovery, GError **error)
{
  g_autoptr (GByteArray) keys = NULL;

  if (wish->passphrase == NULL && wish->sealed_for == NULL)
    return g_bytes_ref (whole);
  if (wish->sealed_for != NULL && (keys = epc_package_keys_of (store, wish->sealed_for, error)) == NULL)
    return NULL;
  const EpcSealWish own = { wish->passphrase, keys, wish->with_recovery };
  return epc_package_seal (whole, &own, recovery, error);
}

EpcPackageHead *
epc_package_create (EpcStore *store, const char *path, const EpcPackageWish *wish, GCancellable *cancellable, GError **error)
{
  g_autofree char *sample = epc_store_setting (store, "workspace.is_sample");

  if (g_strcmp0 (sample, "yes") == 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _("This workspace is the worked example; what is invented never leaves in a package."));
      return NULL;
    }
  g_autoptr (EpcPackageHead) head = new_head (store, error);
  if (head == NULL || (head->since = wish->crisis != NULL ? epc_vector_new () : known_by_receivers (store, wish, error)) == NULL)
    return NULL;
  if (wish->crisis != NULL)
    {
      head->crisis = *wish->crisis;
      head->crisis_name = epc_store_title (store, epc_entity_find ("crisis"), wish->crisis);
    }
  g_autoptr (GBytes) zip = make_zip (store, path, head, cancellable, error);
  g_autoptr (GBytes) whole = zip != NULL ? epc_package_sign (store, zip, error) : NULL;
  g_autoptr (GBytes) sealed = whole != NULL ? seal (store, whole, wish, &head->recovery, error) : NULL;
  g_autofree char *name = g_path_get_basename (path != NULL ? path : "package.epcx");
  if (sealed == NULL)
    return NULL;
  /* Opened as the receiver will, before anybody carries it away. */
  g_autoptr (EpcPackage) again = epc_package_open_bytes (store, sealed, name, wish->passphrase, error);
  if (again == NULL)
    return NULL;
  head->size = (gint64) g_bytes_get_size (sealed);
  head->n_parts = epc_package_n_parts (head->size, wish->part_size);
  if (path == NULL)
    {
      if (!epc_package_count (again, error))
        return NULL;
      head->contents = g_array_ref (epc_package_head (again)->contents);
      return g_steal_pointer (&head);
    }
  if (head->n_parts > 1)
    head->parts = g_ptr_array_new_with_free_func (g_free);
  if (!epc_share_note_given (store, error)
      || !(head->parts != NULL ? epc_package_write_parts (path, sealed, wish->part_size, head->parts, error) : epc_package_write_file (path, sealed, error))
      || !note_sent (store, head, name, wish, error))
    return NULL;
  return g_steal_pointer (&head);
}

/* --- receipts and keys --- */

static gboolean
write_signed (EpcStore *store, const char *path, const char *format, const EpcVector *vector, GError **error)
{
  g_autoptr (EpcPackageHead) head = new_head (store, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (head == NULL)
    return FALSE;
  json_builder_begin_object (builder);
  add_member (builder, "format", format);
  add_number (builder, "version", EPC_PACKAGE_VERSION);
  add_giver (store, builder, head);
  if (vector != NULL)
    add_vector (builder, "has", vector);
  json_builder_end_object (builder);
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);
  g_autofree char *whole = epc_package_sign_text (store, text, error);
  if (whole == NULL)
    return FALSE;
  g_autoptr (GBytes) bytes = g_bytes_new (whole, strlen (whole));
  return epc_package_write_file (path, bytes, error);
}

gboolean
epc_receipt_write (EpcStore *store, const char *path, GError **error)
{
  g_autoptr (EpcVector) vector = epc_store_vector (store, error);

  return vector != NULL && write_signed (store, path, "epcx-receipt", vector, error);
}

gboolean
epc_key_export (EpcStore *store, const char *path, GError **error)
{
  return write_signed (store, path, "epcx-key", NULL, error);
}
