/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A package by its bytes, its lines below signature and manifest (those of the journal, then after a byte zero those of the rows), and the seal
 * round it, tried with the key of a workspace. A passphrase is not tried: Argon2 takes a second on purpose.
 */
#include <sodium.h>
#include <string.h>

#include "exchange/epc-package-private.h"

int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length);

static gsize n_letters;

static void
touch (const char *text)
{
  n_letters += text != NULL ? strlen (text) : 0;
}

static gboolean
entry (const EpcSharedEntry *one, gpointer data, GError **error)
{
  touch (one->author);
  touch (one->entity);
  touch (one->group);
  touch (one->old_json);
  touch (one->new_json);
  touch (one->reason);
  return TRUE;
}

static gboolean
batch (const EpcUid *uid, const char *kind, const char *const *fields, guint n_fields, gpointer data, GError **error)
{
  touch (kind);
  for (guint i = 0; i < n_fields; i++)
    touch (fields[i]);
  return TRUE;
}

static gboolean
row (const EpcUid *uid, const char *code, const char *const *texts, guint n_texts, gpointer data, GError **error)
{
  touch (code);
  for (guint i = 0; i < n_texts; i++)
    touch (texts[i]);
  return TRUE;
}

static gboolean
born (const EpcUid *uid, const char *code, const char *json, gpointer data, GError **error)
{
  touch (code);
  touch (json);
  return TRUE;
}

static gboolean
bytes_of (const char *sha256, const guint8 *content, gsize size, gpointer data, GError **error)
{
  touch (sha256);
  return TRUE;
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  static const EpcShareSink sink = { entry, batch, row, born, bytes_of };
  const guint8 *parted = length > 0 ? memchr (bytes, 0, length) : NULL;
  gsize n = parted != NULL ? (gsize) (parted - bytes) : length;
  g_autoptr (GInputStream) journal = g_memory_input_stream_new_from_data (bytes, (gssize) n, NULL);
  g_autoptr (GInputStream) rows
      = g_memory_input_stream_new_from_data (parted != NULL ? parted + 1 : bytes, parted != NULL ? (gssize) (length - n - 1) : 0, NULL);
  g_autoptr (GBytes) whole = g_bytes_new (bytes, length);
  g_autoptr (GError) lines_error = NULL, error = NULL;

  epc_package_read_lines (journal, rows, &sink, NULL, &lines_error);
  /* The key that the seeds are sealed for. */
  static const guint8 seed[crypto_sign_SEEDBYTES] = "the key of the corpus";
  static guint8 public_key[crypto_sign_PUBLICKEYBYTES], secret_key[crypto_sign_SECRETKEYBYTES];
  const EpcSealAnswer answer = { secret_key, NULL };
  g_autoptr (GError) seal_error = NULL;
  crypto_sign_seed_keypair (public_key, secret_key, seed);
  g_autoptr (GBytes) inside = epc_package_unseal (whole, "package", &answer, &seal_error);
  g_assert ((inside == NULL) == (seal_error != NULL));
  g_autoptr (EpcPackage) package = epc_package_open_bytes (NULL, whole, "package", NULL, &error);
  g_assert ((package == NULL) == (error != NULL));
  return 0;
}
