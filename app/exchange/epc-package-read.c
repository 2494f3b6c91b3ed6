/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening a package: seal, signature, members and manifest are looked at before anything of it is used. Then its lines are read as they
 * are asked for.
 */
#include <sodium.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/epc-clock.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-json.h"
#include "base/epc-language.h"
#include "base/epc-sha256.h"
#include "epc-package-private.h"
#include "store/epc-transaction.h"

#define MANIFEST_BYTES (8u << 20)
#define MOST_COLUMNS 2000

void
epc_package_free (EpcPackage *package)
{
  if (package == NULL)
    return;
  g_free (package->name);
  g_clear_pointer (&package->archive, epc_archive_free);
  g_clear_pointer (&package->bytes, g_bytes_unref);
  g_clear_pointer (&package->head, epc_package_head_free);
  g_clear_pointer (&package->members, json_object_unref);
  g_free (package);
}

char *
epc_package_counts_text (const EpcPackageHead *head, const char *language)
{
  const EpcLanguage *chosen = epc_language_get (language);
  g_autofree char *entries = epc_language_integer (chosen, head->n_entries), *rows = epc_language_integer (chosen, head->n_rows),
                  *bytes = epc_language_integer (chosen, head->n_bytes);
  g_autofree char *changes = g_strdup_printf (epc_language_plural (chosen, N_("%s recorded change"), N_("%s recorded changes"), head->n_entries), entries);
  g_autofree char *imports = g_strdup_printf (epc_language_plural (chosen, N_("%s row of imports"), N_("%s rows of imports"), head->n_rows), rows);
  g_autofree char *files = g_strdup_printf (epc_language_plural (chosen, N_("%s attachment"), N_("%s attachments"), head->n_bytes), bytes);

  return g_strdup_printf ("%s, %s, %s", changes, imports, files);
}

const EpcPackageHead *
epc_package_head (const EpcPackage *package)
{
  return package->head;
}

gboolean
epc_package_damaged (const char *name, const char *what, GError **error)
{
  g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _("%s cannot be used: %s. Ask the sender for it again."), name, what);
  return FALSE;
}

/* --- the manifest --- */

static const char *
text_of (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static gint64
number_of (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : -1;
}

EpcVector *
epc_package_vector_of (JsonObject *object, const char *key, GError **error)
{
  JsonNode *node = json_object_get_member (object, key);
  g_autofree char *text = node != NULL ? json_to_string (node, FALSE) : NULL;

  return epc_vector_from_json (text, error);
}

static gboolean
key_of (const char *text, guint8 *key)
{
  for (guint i = 0; i < 32; i++)
    {
      int high, low;
      if (text == NULL || text[0] == '\0' || text[1] == '\0' || (high = g_ascii_xdigit_value (text[0])) < 0
          || (low = g_ascii_xdigit_value (text[1])) < 0)
        return FALSE;
      key[i] = (guint8) (high << 4 | low);
      text += 2;
    }
  return *text == '\0';
}

/* Format, version and giver: the same in packages, receipts and keys. @signer: whose signature it bears. */
gboolean
epc_package_read_giver (const char *name, JsonObject *object, const char *format, const guint8 *signer, EpcPackageHead *head, GError **error)
{
  const char *office = text_of (object, "office");
  gint64 version = number_of (object, "version");

  if (g_strcmp0 (text_of (object, "format"), format) != 0)
    return epc_package_damaged (name, _("it is another kind of file"), error);
  if (version > EPC_PACKAGE_VERSION)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED,
                   _("%s was made by a newer version of EPC Desk. Install that version here, or ask the sender for a package of the older kind."), name);
      return FALSE;
    }
  if (version != EPC_PACKAGE_VERSION)
    return epc_package_damaged (name, _("it is of a version that never was"), error);
  if (!key_of (text_of (object, "public_key"), head->public_key) || !epc_replica_from_hex (text_of (object, "replica"), &head->replica)
      || memcmp (head->replica.bytes, head->public_key, 16) != 0 || memcmp (signer, head->public_key, 32) != 0)
    return epc_package_damaged (name, _("it is signed by somebody else than it says"), error);
  if (office == NULL || !epc_uid_from_text (office, &head->office))
    return epc_package_damaged (name, _("it does not say which office it is from"), error);
  head->program = g_strdup (text_of (object, "program"));
  head->office_name = g_strdup (text_of (object, "office_name"));
  head->country = g_strdup (text_of (object, "country"));
  head->author = g_strdup (text_of (object, "author"));
  head->made = g_strdup (text_of (object, "made"));
  return TRUE;
}

static gboolean
read_replicas (EpcPackage *package, JsonObject *object, GError **error)
{
  JsonNode *node = json_object_get_member (object, "replicas");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr (EpcVector) named = epc_vector_new ();

  package->head->replicas = g_array_new (FALSE, FALSE, sizeof (EpcSharedReplica));
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      EpcSharedReplica replica;
      if (json_node_get_value_type (element) != G_TYPE_STRING || !key_of (json_node_get_string (element), replica.public_key))
        return epc_package_damaged (package->name, _("a key in it cannot be read"), error);
      memcpy (replica.id.bytes, replica.public_key, sizeof replica.id.bytes);
      epc_vector_set (named, &replica.id, G_MAXINT64);
      g_array_append_val (package->head->replicas, replica);
    }
  if (!epc_vector_covers (named, package->head->upto, NULL) || !epc_vector_covers (package->head->upto, package->head->since, NULL))
    return epc_package_damaged (package->name, _("it does not say whose changes are in it"), error);
  return TRUE;
}

static gboolean
read_manifest (EpcPackage *package, const guint8 *signer, GError **error)
{
  guint member;
  g_autoptr (GBytes) bytes = epc_archive_find (package->archive, EPC_PACKAGE_MANIFEST, &member)
                                 ? epc_archive_read_bytes (package->archive, member, MANIFEST_BYTES, error)
                                 : NULL;

  if (bytes == NULL)
    return error != NULL && *error != NULL ? FALSE : epc_package_damaged (package->name, _("it has no manifest"), error);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (JsonNode) root = g_utf8_validate (text, -1, NULL) ? json_from_string (text, NULL) : NULL;
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return epc_package_damaged (package->name, _("its manifest cannot be read"), error);
  JsonObject *object = json_node_get_object (root);
  if (!epc_package_read_giver (package->name, object, "epcx", signer, package->head, error))
    return FALSE;
  if (g_strcmp0 (text_of (object, "audience"), "office") != 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _("%s was made for partners or the public; only packages for offices can be merged."),
                   package->name);
      return FALSE;
    }
  EpcPackageHead *head = package->head;
  JsonNode *members = json_object_get_member (object, "members");
  head->is_full = json_object_get_boolean_member_with_default (object, "full", FALSE);
  head->n_entries = number_of (object, "entries");
  head->n_rows = number_of (object, "rows");
  head->n_bytes = number_of (object, "attachments");
  if (members == NULL || !JSON_NODE_HOLDS_OBJECT (members) || head->n_entries < 0 || head->n_rows < 0 || head->n_bytes < 0)
    return epc_package_damaged (package->name, _("its manifest does not list what is in it"), error);
  package->members = json_object_ref (json_node_get_object (members));
  head->since = epc_package_vector_of (object, "since", error);
  head->upto = head->since != NULL ? epc_package_vector_of (object, "upto", error) : NULL;
  if (head->upto != NULL && json_object_has_member (object, "crisis")
      && (!epc_uid_from_text (text_of (object, "crisis"), &head->crisis) || !epc_vector_is_empty (head->since) || !epc_vector_is_empty (head->upto)
          || head->is_full))
    return epc_package_damaged (package->name, _("it says that it is a part, and that it is more"), error);
  head->crisis_name = g_strdup (text_of (object, "crisis_name"));
  return head->upto != NULL && read_replicas (package, object, error);
}

/* --- the members --- */

static gboolean
is_expected (const char *name)
{
  const char *hash = g_str_has_prefix (name, EPC_PACKAGE_BYTES) ? name + strlen (EPC_PACKAGE_BYTES) : NULL;

  if (hash == NULL)
    return g_str_equal (name, EPC_PACKAGE_MANIFEST) || g_str_equal (name, EPC_PACKAGE_JOURNAL) || g_str_equal (name, EPC_PACKAGE_ROWS);
  for (guint i = 0; i < 64; i++)
    if (!g_ascii_isdigit (hash[i]) && !(hash[i] >= 'a' && hash[i] <= 'f'))
      return FALSE;
  return hash[64] == '\0';
}

static gboolean
check_member (EpcPackage *package, guint member, const char *sha256, GError **error)
{
  g_autoptr (GInputStream) stream = epc_archive_read (package->archive, member, error);
  g_autoptr (EpcSha256) sha = epc_sha256_new ();
  g_autofree guint8 *buffer = g_malloc (64 * 1024);
  guint8 digest[EPC_SHA256_SIZE];
  char hex[EPC_SHA256_HEX_SIZE];
  gssize n;

  if (stream == NULL)
    return FALSE;
  while ((n = g_input_stream_read (stream, buffer, 64 * 1024, NULL, error)) > 0)
    epc_sha256_update (sha, buffer, (gsize) n);
  if (n < 0)
    return FALSE;
  epc_sha256_finish (sha, digest);
  return g_str_equal (epc_sha256_to_hex (digest, hex), sha256)
         || epc_package_damaged (package->name, _("a part of it is not what its manifest says"), error);
}

static gboolean
check_members (EpcPackage *package, GError **error)
{
  guint n = epc_archive_n_members (package->archive);

  for (guint i = 0; i < n; i++)
    {
      const char *name = epc_archive_member_name (package->archive, i);
      const char *sha256 = text_of (package->members, name);
      if (!is_expected (name))
        return epc_package_damaged (package->name, _("it holds something that belongs into no package"), error);
      if (g_str_equal (name, EPC_PACKAGE_MANIFEST))
        continue;
      if (sha256 == NULL)
        return epc_package_damaged (package->name, _("it holds something that its manifest does not list"), error);
      if (!check_member (package, i, sha256, error))
        return FALSE;
    }
  if (json_object_get_size (package->members) != n - 1 || text_of (package->members, EPC_PACKAGE_JOURNAL) == NULL)
    return epc_package_damaged (package->name, _("something is missing that its manifest lists"), error);
  return TRUE;
}

/* With the key of this workspace where it is one of those it was sealed for. */
static GBytes *
unseal (EpcStore *store, GBytes *bytes, const char *name, const char *passphrase, GError **error)
{
  guint8 secret[crypto_sign_SECRETKEYBYTES];
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  gboolean has_key = store != NULL && epc_package_begins_sealed (data, size) && epc_share_secret_key (store, secret, NULL);
  const EpcSealAnswer answer = { has_key ? secret : NULL, passphrase };
  GBytes *inside = epc_package_unseal (bytes, name, &answer, error);

  sodium_memzero (secret, sizeof secret);
  return inside;
}

EpcPackage *
epc_package_open_bytes (EpcStore *store, GBytes *bytes, const char *name, const char *passphrase, GError **error)
{
  g_autoptr (EpcPackage) package = g_new0 (EpcPackage, 1);
  g_autoptr (GError) local = NULL;
  guint8 signer[32];

  package->name = g_strdup (name);
  package->bytes = unseal (store, bytes, name, passphrase, &local);
  package->head = g_new0 (EpcPackageHead, 1);
  if (package->bytes != NULL && epc_package_verify (package->bytes, name, signer, &local)
      && (package->archive = epc_archive_open (NULL, package->bytes, name, &local)) != NULL && read_manifest (package, signer, &local)
      && check_members (package, &local))
    {
      package->head->size = (gint64) g_bytes_get_size (bytes);
      return g_steal_pointer (&package);
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

EpcPackage *
epc_package_open (EpcStore *store, const char *path, const char *passphrase, GError **error)
{
  g_autofree char *name = g_path_get_basename (path), *text = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) local = NULL;
  gsize size = 0;
  g_autofree char *part_of = epc_package_part_of (path);

  if (part_of != NULL)
    {
      g_autoptr (GBytes) joined = epc_package_join (path, error);
      return joined != NULL ? epc_package_open_bytes (store, joined, name, passphrase, error) : NULL;
    }
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  if (info != NULL && g_file_info_get_size (info) > (goffset) EPC_PACKAGE_BYTES_MAX)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _("%s is larger than any package (512 MB)."), name);
      return NULL;
    }
  if (!g_file_get_contents (path, &text, &size, &local))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _("%s cannot be read: %s"), path, local->message);
      return NULL;
    }
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&text), size);
  return epc_package_open_bytes (store, bytes, name, passphrase, error);
}

/* --- lines --- */

/* The scalars of an array whose first token was read already, as texts; "null" is NULL. */
static gboolean
read_array (EpcPackage *package, EpcJson *json, GPtrArray *texts, GError **error)
{
  g_ptr_array_set_size (texts, 0);
  while (TRUE)
    {
      EpcJsonToken token = epc_json_next (json, error);
      if (token == EPC_JSON_ERROR)
        return FALSE;
      if (token == EPC_JSON_ARRAY_END)
        return TRUE;
      if ((token != EPC_JSON_STRING && token != EPC_JSON_NUMBER && token != EPC_JSON_NULL) || texts->len >= MOST_COLUMNS)
        return epc_package_damaged (package->name, _("a line of it is none that belongs there"), error);
      g_ptr_array_add (texts, token == EPC_JSON_NULL ? NULL : g_strdup (epc_json_text (json, NULL)));
    }
}

static gboolean
read_number (const char *text, gint64 *number)
{
  return text != NULL && g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, number, NULL);
}

static gboolean
read_entry (GPtrArray *texts, EpcSharedEntry *entry)
{
  char **text = (char **) texts->pdata;

  *entry = (EpcSharedEntry){ 0 };
  if ((texts->len != 2 && texts->len != 13) || !epc_replica_from_hex (text[0], &entry->replica) || !read_number (text[1], &entry->sequence))
    return FALSE;
  if (texts->len == 2)
    return TRUE;
  if (!read_number (text[2], &entry->stamp) || !g_ascii_string_to_signed (text[3] != NULL ? text[3] : "", 10, G_MININT64, G_MAXINT64, &entry->wall, NULL)
      || !read_number (text[4], &entry->base) || text[6] == NULL || text[7] == NULL || !epc_uid_from_text (text[7], &entry->uid)
      || text[8] == NULL || text[12] == NULL)
    return FALSE;
  entry->author = text[5];
  entry->entity = text[6];
  entry->group = text[8];
  entry->old_json = text[9];
  entry->new_json = text[10];
  entry->reason = text[11];
  entry->is_erased = g_str_equal (text[12], "1");
  return TRUE;
}

static EpcJson *
open_lines (EpcPackage *package, const char *name, gboolean *is_there, GError **error)
{
  guint member;

  *is_there = epc_archive_find (package->archive, name, &member);
  g_autoptr (GInputStream) stream = *is_there ? epc_archive_read (package->archive, member, error) : NULL;
  return stream != NULL ? epc_json_new (stream) : NULL;
}

static gboolean
read_journal (EpcPackage *package, EpcJson *json, const EpcShareSink *sink, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  EpcJsonToken token;
  gint64 n = -1;

  while ((token = epc_json_next (json, error)) == EPC_JSON_ARRAY)
    {
      EpcSharedEntry entry;
      if (!read_array (package, json, texts, error))
        return FALSE;
      if (n++ < 0)
        {
          if (texts->len != 13 || g_strcmp0 (g_ptr_array_index (texts, 12), "erased") != 0)
            return epc_package_damaged (package->name, _("its journal does not begin as one"), error);
          continue;
        }
      if (!read_entry (texts, &entry))
        return epc_package_damaged (package->name, _("an entry of its journal cannot be read"), error);
      if (!sink->entry (&entry, data, error))
        return FALSE;
    }
  if (token == EPC_JSON_ERROR)
    return FALSE;
  return (token == EPC_JSON_END && n == package->head->n_entries) || epc_package_damaged (package->name, _("its journal is not as long as it says"), error);
}

/* The members of an object whose first token was read: a text each, or (fields) an array of texts. */
static gboolean
read_object (EpcPackage *package, EpcJson *json, GHashTable *members, GPtrArray *fields, GError **error)
{
  g_hash_table_remove_all (members);
  g_ptr_array_set_size (fields, 0);
  while (TRUE)
    {
      EpcJsonToken token = epc_json_next (json, error);
      if (token == EPC_JSON_ERROR)
        return FALSE;
      if (token == EPC_JSON_OBJECT_END)
        return TRUE;
      g_autofree char *key = token == EPC_JSON_KEY ? g_strdup (epc_json_text (json, NULL)) : NULL;
      token = epc_json_next (json, error);
      if (token == EPC_JSON_ERROR)
        return FALSE;
      if (token == EPC_JSON_ARRAY && g_strcmp0 (key, "fields") == 0)
        {
          if (!read_array (package, json, fields, error))
            return FALSE;
        }
      else if (key != NULL && (token == EPC_JSON_STRING || token == EPC_JSON_NULL))
        g_hash_table_insert (members, g_steal_pointer (&key), token == EPC_JSON_NULL ? NULL : g_strdup (epc_json_text (json, NULL)));
      else
        return epc_package_damaged (package->name, _("a line of it is none that belongs there"), error);
    }
}

static gboolean
give_object (EpcPackage *package, GHashTable *members, GPtrArray *fields, const EpcShareSink *sink, gpointer data, gint64 *n, GError **error)
{
  const char *batch = g_hash_table_lookup (members, "batch"), *uid = g_hash_table_lookup (members, "uid"),
             *born = g_hash_table_lookup (members, "born");
  EpcUid id;

  for (guint i = 0; i < fields->len; i++)
    if (g_ptr_array_index (fields, i) == NULL)
      return epc_package_damaged (package->name, _("a column has no name"), error);
  if (batch != NULL && epc_uid_from_text (batch, &id) && g_hash_table_lookup (members, "entity") != NULL)
    return sink->batch (&id, g_hash_table_lookup (members, "entity"), (const char *const *) fields->pdata, fields->len, data, error);
  if (uid == NULL || born == NULL || !epc_uid_from_text (uid, &id))
    return epc_package_damaged (package->name, _("a line of it is none that belongs there"), error);
  (*n)++;
  return sink->born (&id, g_hash_table_lookup (members, "code"), born, data, error);
}

static gboolean
read_rows (EpcPackage *package, EpcJson *json, const EpcShareSink *sink, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free), fields = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  EpcJsonToken token;
  gint64 n = 0;

  while ((token = epc_json_next (json, error)) == EPC_JSON_ARRAY || token == EPC_JSON_OBJECT)
    {
      EpcUid uid;
      if (token == EPC_JSON_OBJECT)
        {
          if (!read_object (package, json, members, fields, error) || !give_object (package, members, fields, sink, data, &n, error))
            return FALSE;
          continue;
        }
      if (!read_array (package, json, texts, error))
        return FALSE;
      if (texts->len < 2 || g_ptr_array_index (texts, 0) == NULL || !epc_uid_from_text (g_ptr_array_index (texts, 0), &uid))
        return epc_package_damaged (package->name, _("a row of it has no identity"), error);
      n++;
      if (!sink->row (&uid, g_ptr_array_index (texts, 1), (const char *const *) texts->pdata + 2, texts->len - 2, data, error))
        return FALSE;
    }
  if (token == EPC_JSON_ERROR)
    return FALSE;
  return (token == EPC_JSON_END && n == package->head->n_rows) || epc_package_damaged (package->name, _("its rows are not as many as it says"), error);
}

static gboolean
read_bytes (EpcPackage *package, const EpcShareSink *sink, gpointer data, GError **error)
{
  for (guint i = 0; i < epc_archive_n_members (package->archive); i++)
    {
      const char *name = epc_archive_member_name (package->archive, i);
      if (!g_str_has_prefix (name, EPC_PACKAGE_BYTES))
        continue;
      g_autoptr (GBytes) bytes = epc_archive_read_bytes (package->archive, i, EPC_PACKAGE_BYTES_MAX, error);
      if (bytes == NULL)
        return FALSE;
      gsize size;
      const guint8 *content = g_bytes_get_data (bytes, &size);
      if (!sink->bytes (name + strlen (EPC_PACKAGE_BYTES), content, size, data, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
epc_package_read (EpcPackage *package, const EpcShareSink *sink, gpointer data, GError **error)
{
  gboolean has_journal, has_rows;
  g_autoptr (EpcJson) journal = open_lines (package, EPC_PACKAGE_JOURNAL, &has_journal, error);
  g_autoptr (EpcJson) rows = journal != NULL ? open_lines (package, EPC_PACKAGE_ROWS, &has_rows, error) : NULL;

  if (journal == NULL || (rows == NULL && has_rows))
    return FALSE;
  if (rows == NULL && package->head->n_rows != 0)
    return epc_package_damaged (package->name, _("its rows are missing"), error);
  return read_journal (package, journal, sink, data, error) && (rows == NULL || read_rows (package, rows, sink, data, error))
         && read_bytes (package, sink, data, error);
}

gboolean
epc_package_read_lines (GInputStream *journal, GInputStream *rows, const EpcShareSink *sink, gpointer data, GError **error)
{
  EpcPackageHead head = { .n_entries = -1 };
  EpcPackage package = { .name = (char *) "package", .head = &head };
  g_autoptr (EpcJson) journal_lines = epc_json_new (journal), rows_lines = epc_json_new (rows);

  /* How many there must be is not known here: what fails is only the last look. */
  return read_journal (&package, journal_lines, sink, data, NULL) | read_rows (&package, rows_lines, sink, data, error);
}
