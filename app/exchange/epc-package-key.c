/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Receipts and keys: small signed files, and how a key is compared.
 */
#include <sodium.h>
#include <string.h>

#include "base/epc-clock.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-sha256.h"
#include "base/epc-text.h"
#include "epc-package-private.h"
#include "store/epc-query.h"

static JsonNode *
read_signed (const char *path, const char *format, EpcPackageHead *head, GError **error)
{
  g_autofree char *name = g_path_get_basename (path), *text = NULL, *inside = NULL;
  g_autoptr (GError) local = NULL;
  guint8 signer[32];
  gsize size;

  if (!g_file_get_contents (path, &text, &size, &local))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _("%s cannot be read: %s"), path, local->message);
      return NULL;
    }
  if (strlen (text) != size || !epc_package_verify_text (text, name, &inside, signer, error))
    {
      if (error != NULL && *error == NULL)
        epc_package_damaged (name, _("it is another kind of file"), error);
      return NULL;
    }
  g_autoptr (JsonNode) root = g_utf8_validate (inside, -1, NULL) ? json_from_string (inside, NULL) : NULL;
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      epc_package_damaged (name, _("it is another kind of file"), error);
      return NULL;
    }
  return epc_package_read_giver (name, json_node_get_object (root), format, signer, head, error) ? g_steal_pointer (&root) : NULL;
}

gboolean
epc_receipt_apply (EpcStore *store, const char *path, char **name, GError **error)
{
  g_autoptr (EpcPackageHead) head = g_new0 (EpcPackageHead, 1);
  g_autoptr (JsonNode) root = read_signed (path, "epcx-receipt", head, error);
  g_autoptr (EpcVector) vector = root != NULL ? epc_package_vector_of (json_node_get_object (root), "has", error) : NULL;

  if (vector == NULL)
    return FALSE;
  if (!epc_share_is_trusted (store, head->public_key))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _("The receipt is from %s, whose key is not trusted here. Trust it first."),
                   head->office_name != NULL ? head->office_name : "?");
      return FALSE;
    }
  EpcPeer peer = { head->replica, head->office, head->office_name, vector, epc_clock_now () };
  *name = g_strdup (head->office_name);
  return epc_share_note_peer (store, &peer, error);
}

EpcPackageHead *
epc_key_read (const char *path, GError **error)
{
  g_autoptr (EpcPackageHead) head = g_new0 (EpcPackageHead, 1);
  g_autoptr (JsonNode) root = read_signed (path, "epcx-key", head, error);

  return root != NULL ? g_steal_pointer (&head) : NULL;
}

gboolean
epc_key_trust (EpcStore *store, const char *path, char **name, char **words, GError **error)
{
  g_autoptr (EpcPackageHead) head = epc_key_read (path, error);

  if (head == NULL || !epc_share_trust (store, head->public_key, head->office_name, error))
    return FALSE;
  *name = g_strdup (head->office_name);
  *words = epc_key_words (head->public_key);
  return TRUE;
}

/* --- whose keys a package is sealed for --- */

typedef struct
{
  EpcStore *store;
  const char *office;
  char *folded;
  EpcUid uid; /* of the office, where @office names one; nil */
  GPtrArray *peers;
  GByteArray *keys;
  guint n_found;
} Keys;

/* The office of the workspace with this key was told by a package or a receipt. */
static gboolean
is_of_office (const Keys *keys, const guint8 *key)
{
  for (guint i = 0; i < keys->peers->len && !epc_uid_is_nil (&keys->uid); i++)
    {
      const EpcPeer *peer = g_ptr_array_index (keys->peers, i);
      if (memcmp (peer->replica.bytes, key, sizeof peer->replica.bytes) == 0 && epc_uid_equal (&peer->office, &keys->uid))
        return TRUE;
    }
  return FALSE;
}

static gboolean
look_at_key (EpcRecord *record, gpointer data)
{
  Keys *keys = data;
  const char *hex = epc_record_text (record, "public_key"), *name = epc_record_text (record, "name");
  g_autofree char *folded = epc_text_fold (name != NULL ? name : "");
  guint8 key[32];
  gsize length;

  if (hex == NULL || g_strcmp0 (epc_record_text (record, "is_trusted"), "yes") != 0 || sodium_hex2bin (key, sizeof key, hex, strlen (hex), NULL, &length, NULL) != 0
      || length != sizeof key)
    return TRUE;
  if (!g_str_equal (folded, keys->folded) && !(strlen (keys->office) >= 8 && g_str_has_prefix (hex, keys->office)) && !is_of_office (keys, key))
    return TRUE;
  g_byte_array_append (keys->keys, key, sizeof key);
  keys->n_found++;
  return TRUE;
}

GByteArray *
epc_package_keys_of (EpcStore *store, const char *office, GError **error)
{
  g_autoptr (GByteArray) keys = g_byte_array_new ();
  g_autoptr (GPtrArray) peers = epc_share_peers (store, error);
  g_autofree char *folded = epc_text_fold (office);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("replica"));
  Keys found = { store, office, folded, { { 0 } }, peers, keys, 0 };
  guint8 own[32];

  if (peers == NULL || !epc_key_own (store, own, error))
    return NULL;
  epc_store_find_uid (store, epc_entity_find ("office"), office, &found.uid, NULL);
  /* Who seals it can open it, too. */
  g_byte_array_append (keys, own, sizeof own);
  if (!epc_query_each (query, store, look_at_key, &found, NULL, error))
    return NULL;
  if (found.n_found > 0)
    return g_steal_pointer (&keys);
  g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND,
               _("No key of “%s” is trusted here, so nothing can be sealed for it. Ask for its key, compare it and trust it first."), office);
  return NULL;
}

static gboolean
note_office (EpcRecord *record, gpointer data)
{
  GPtrArray *names = data;
  const char *hex = epc_record_text (record, "public_key"), *name = epc_record_text (record, "name");

  if (hex == NULL || g_strcmp0 (epc_record_text (record, "is_trusted"), "yes") != 0)
    return TRUE;
  g_autofree char *shown = name != NULL ? g_strdup (name) : g_strndup (hex, 16);
  if (!g_ptr_array_find_with_equal_func (names, shown, g_str_equal, NULL))
    g_ptr_array_add (names, g_steal_pointer (&shown));
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(char *const *) a, *(char *const *) b);
}

char **
epc_key_trusted_offices (EpcStore *store)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("replica"));
  GPtrArray *names = g_ptr_array_new ();

  epc_query_each (query, store, note_office, names, NULL, NULL);
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

/* --- keys as people compare them --- */

gboolean
epc_key_own (EpcStore *store, guint8 *public_key, GError **error)
{
  guint8 secret[crypto_sign_SECRETKEYBYTES];

  if (!epc_share_secret_key (store, secret, error))
    return FALSE;
  crypto_sign_ed25519_sk_to_pk (public_key, secret);
  sodium_memzero (secret, sizeof secret);
  return TRUE;
}

#define N_WORDS 7
#define N_SYLLABLES 3

char *
epc_key_words (const guint8 *public_key)
{
  /* Sixty-four syllables. No b beside v, no s beside z or soft c, no j, h, x or ll: read out over a telephone they are written alike. */
  static const char consonants[] = "bdfgklmnprsty", vowels[] = "aeiou";
  guint8 digest[EPC_SHA256_SIZE];
  g_autoptr (EpcSha256) sha = epc_sha256_new ();
  GString *out = g_string_new (NULL);

  epc_sha256_update (sha, public_key, 32);
  epc_sha256_finish (sha, digest);
  for (guint i = 0; i < N_WORDS * N_SYLLABLES; i++)
    {
      guint bit = 6 * i, two = (guint) digest[bit / 8] << 8 | digest[bit / 8 + 1], value = two >> (10 - bit % 8) & 63;
      if (i > 0 && i % N_SYLLABLES == 0)
        g_string_append_c (out, ' ');
      g_string_append_c (out, consonants[value / 5]);
      g_string_append_c (out, vowels[value % 5]);
    }
  return g_string_free (out, FALSE);
}

char *
epc_key_code_text (const char *office_name, const guint8 *public_key)
{
  g_autofree char *words = epc_key_words (public_key);

  return g_strdup_printf ("EPC Desk\n%s\n%s", office_name != NULL ? office_name : "?", words);
}
