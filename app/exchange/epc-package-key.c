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
#include "epc-package-private.h"

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
