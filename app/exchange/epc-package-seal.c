/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signature and seal, by libsodium. A signature is Ed25519ph (RFC 8032): of a package its zip file as it stands, of a small text its
 * bytes. A seal is XChaCha20-Poly1305 in pieces (crypto_secretstream) under a key of its own, which stands in front of it, locked for each who
 * may open it (epc-package-slots.c); the head of the sealed file is authenticated with the first piece.
 */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-paths.h"
#include "epc-package-private.h"

#define HEAD "epcx1 "
#define HEAD_SIZE 6
#define END_SIZE 22 /* of a zip file without comment */

/* A sealed file: this, the locked keys, the head of the stream, pieces. Older versions wrote the other: a salt, the head of the stream, pieces
 * under the key of the passphrase. */
static const char seal_magic[] = "epcx sealed 2\n", old_magic[] = "epcx sealed 1\n";
#define SEAL_MAGIC_SIZE (sizeof seal_magic - 1)
#define PIECE (64u * 1024)

/* --- signatures --- */

static gboolean
sign (EpcStore *store, const guint8 *bytes, gsize length, guint8 *public_key, guint8 *signature, GError **error)
{
  guint8 secret[crypto_sign_SECRETKEYBYTES];
  crypto_sign_state state;

  if (!epc_share_secret_key (store, secret, error))
    return FALSE;
  crypto_sign_init (&state);
  crypto_sign_update (&state, bytes, length);
  crypto_sign_final_create (&state, signature, NULL, secret);
  crypto_sign_ed25519_sk_to_pk (public_key, secret);
  sodium_memzero (secret, sizeof secret);
  return TRUE;
}

static gboolean
is_signed (const guint8 *bytes, gsize length, const guint8 *public_key, guint8 *signature)
{
  crypto_sign_state state;

  crypto_sign_init (&state);
  crypto_sign_update (&state, bytes, length);
  return crypto_sign_final_verify (&state, signature, public_key) == 0;
}

/* Exactly @n bytes in lower case digits: no signature can be written in two ways. */
static gboolean
read_hex (const char *text, guint8 *bytes, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      int high = g_ascii_xdigit_value (text[2 * i]), low = g_ascii_xdigit_value (text[2 * i + 1]);
      if (high < 0 || low < 0 || g_ascii_isupper (text[2 * i]) || g_ascii_isupper (text[2 * i + 1]))
        return FALSE;
      bytes[i] = (guint8) (high << 4 | low);
    }
  return TRUE;
}

GBytes *
epc_package_sign (EpcStore *store, GBytes *zip, GError **error)
{
  guint8 public_key[crypto_sign_PUBLICKEYBYTES], signature[crypto_sign_BYTES];
  char key_hex[65], signature_hex[129];
  gsize size;
  const guint8 *data = g_bytes_get_data (zip, &size);
  g_autoptr (GByteArray) all = g_byte_array_sized_new ((guint) size + EPC_PACKAGE_COMMENT);

  g_byte_array_append (all, data, (guint) size);
  /* How long the comment is stands before it, and is signed with the rest. */
  all->data[size - 2] = EPC_PACKAGE_COMMENT & 0xff;
  all->data[size - 1] = EPC_PACKAGE_COMMENT >> 8;
  if (!sign (store, all->data, size, public_key, signature, error))
    return NULL;
  sodium_bin2hex (key_hex, sizeof key_hex, public_key, sizeof public_key);
  sodium_bin2hex (signature_hex, sizeof signature_hex, signature, sizeof signature);
  g_autofree char *comment = g_strdup_printf (HEAD "%s %s", key_hex, signature_hex);
  g_byte_array_append (all, (const guint8 *) comment, EPC_PACKAGE_COMMENT);
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

static guint32
number_at (const guint8 *p, guint n)
{
  guint32 value = 0;

  for (guint i = 0; i < n; i++)
    value |= (guint32) p[i] << (8 * i);
  return value;
}

gboolean
epc_package_verify (GBytes *bytes, const char *name, guint8 *public_key, GError **error)
{
  guint8 signature[crypto_sign_BYTES];
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (size < EPC_PACKAGE_COMMENT + END_SIZE || memcmp (data, "PK\003\004", 4) != 0)
    return epc_package_damaged (name, _("it is no package, or it was cut off"), error);
  const guint8 *end = data + size - EPC_PACKAGE_COMMENT - END_SIZE;
  const char *comment = (const char *) data + size - EPC_PACKAGE_COMMENT;
  if (memcmp (end, "PK\005\006", 4) != 0 || number_at (end + 20, 2) != EPC_PACKAGE_COMMENT || memcmp (comment, "epcx", 4) != 0)
    return epc_package_damaged (name, _("it does not end as a package does; it was cut off or altered on the way"), error);
  if (memcmp (comment, HEAD, HEAD_SIZE) != 0 || comment[HEAD_SIZE + 64] != ' ' || !read_hex (comment + HEAD_SIZE, public_key, 32)
      || !read_hex (comment + HEAD_SIZE + 65, signature, sizeof signature))
    return epc_package_damaged (name, _("its signature cannot be read"), error);
  /* One directory, right before its end, for all that is in the file. */
  if (number_at (end + 4, 2) != 0 || number_at (end + 6, 2) != 0 || number_at (end + 8, 2) != number_at (end + 10, 2)
      || (guint64) number_at (end + 12, 4) + number_at (end + 16, 4) != (guint64) (end - data))
    return epc_package_damaged (name, _("its directory is not where it must be"), error);
  if (!is_signed (data, size - EPC_PACKAGE_COMMENT, public_key, signature))
    return epc_package_damaged (name, _("its signature is wrong: it was altered after it was made"), error);
  return TRUE;
}

char *
epc_package_sign_text (EpcStore *store, const char *text, GError **error)
{
  guint8 public_key[crypto_sign_PUBLICKEYBYTES], signature[crypto_sign_BYTES];
  char key_hex[65], signature_hex[129];

  if (!sign (store, (const guint8 *) text, strlen (text), public_key, signature, error))
    return NULL;
  sodium_bin2hex (key_hex, sizeof key_hex, public_key, sizeof public_key);
  sodium_bin2hex (signature_hex, sizeof signature_hex, signature, sizeof signature);
  return g_strdup_printf ("%s\n%s %s\n", text, key_hex, signature_hex);
}

gboolean
epc_package_verify_text (const char *text, const char *name, char **signed_text, guint8 *public_key, GError **error)
{
  const char *line = strchr (text, '\n');
  guint8 signature[crypto_sign_BYTES];

  if (line == NULL || strlen (line) != 1 + 64 + 1 + 128 + 1 || line[65] != ' ' || line[194] != '\n' || !read_hex (line + 1, public_key, 32)
      || !read_hex (line + 66, signature, sizeof signature)
      || !is_signed ((const guint8 *) text, (gsize) (line - text), public_key, signature))
    return epc_package_damaged (name, _("it is not signed, or it was altered after it was made"), error);
  *signed_text = g_strndup (text, (gsize) (line - text));
  return TRUE;
}

/* --- the seal --- */

static gboolean
is_old_seal (const char *bytes, gsize length)
{
  return length >= SEAL_MAGIC_SIZE && memcmp (bytes, old_magic, SEAL_MAGIC_SIZE) == 0;
}

gboolean
epc_package_begins_sealed (const char *bytes, gsize length)
{
  return is_old_seal (bytes, length) || (length >= SEAL_MAGIC_SIZE && memcmp (bytes, seal_magic, SEAL_MAGIC_SIZE) == 0);
}

gboolean
epc_package_begins_asking (const char *bytes, gsize length)
{
  return is_old_seal (bytes, length) || (epc_package_begins_sealed (bytes, length) && epc_seal_asks ((const guint8 *) bytes, length, SEAL_MAGIC_SIZE));
}

GBytes *
epc_package_seal (GBytes *bytes, const EpcSealWish *wish, char **recovery, GError **error)
{
  guint8 key[crypto_secretstream_xchacha20poly1305_KEYBYTES], head[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
  crypto_secretstream_xchacha20poly1305_state state;
  g_autofree guint8 *piece = g_malloc (PIECE + crypto_secretstream_xchacha20poly1305_ABYTES);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  crypto_secretstream_xchacha20poly1305_keygen (key);
  g_byte_array_append (all, (const guint8 *) seal_magic, SEAL_MAGIC_SIZE);
  if (!epc_seal_lock (wish, key, all, recovery, error))
    return NULL;
  crypto_secretstream_xchacha20poly1305_init_push (&state, head, key);
  sodium_memzero (key, sizeof key);
  g_byte_array_append (all, head, sizeof head);
  guint n_head = all->len;
  for (gsize at = 0; at < size || at == 0; at += PIECE)
    {
      gsize n = MIN (PIECE, size - at);
      unsigned long long length;
      g_autofree guint8 *spoken = at == 0 ? g_memdup2 (all->data, n_head) : NULL;
      crypto_secretstream_xchacha20poly1305_push (&state, piece, &length, data + at, n, spoken, at == 0 ? n_head : 0,
                                                  at + n == size ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
      g_byte_array_append (all, piece, (guint) length);
    }
  sodium_memzero (&state, sizeof state);
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

/* @n_head: what stands before the pieces, the head of the stream last. */
static GBytes *
open_pieces (const guint8 *data, gsize size, gsize n_head, const guint8 *key)
{
  crypto_secretstream_xchacha20poly1305_state state;
  g_autofree guint8 *piece = g_malloc (PIECE);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  guint8 tag = 0;
  gsize at = n_head;

  if (crypto_secretstream_xchacha20poly1305_init_pull (&state, data + n_head - crypto_secretstream_xchacha20poly1305_HEADERBYTES, key) != 0)
    return NULL;
  while (at < size && tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL)
    {
      gsize n = MIN (PIECE + crypto_secretstream_xchacha20poly1305_ABYTES, size - at);
      unsigned long long length;
      if (n < crypto_secretstream_xchacha20poly1305_ABYTES
          || crypto_secretstream_xchacha20poly1305_pull (&state, piece, &length, &tag, data + at, n, at == n_head ? data : NULL,
                                                         at == n_head ? n_head : 0)
                 != 0)
        return NULL;
      g_byte_array_append (all, piece, (guint) length);
      at += n;
    }
  if (at != size || tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL)
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

/* Key and place of the first piece of a file that an older version sealed. */
static gboolean
unlock_old (const guint8 *data, gsize size, const char *name, const char *passphrase, guint8 *key, gsize *at, GError **error)
{
  if (passphrase == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _("%s is sealed with a passphrase. Give it with --passphrase-file."), name);
      return FALSE;
    }
  *at = SEAL_MAGIC_SIZE + crypto_pwhash_SALTBYTES;
  return size > *at ? epc_seal_key_of_passphrase (passphrase, data + SEAL_MAGIC_SIZE, key, error) : epc_package_damaged (name, _("it was cut off"), error);
}

GBytes *
epc_package_unseal (GBytes *bytes, const char *name, const EpcSealAnswer *answer, GError **error)
{
  guint8 key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
  gsize size, at = SEAL_MAGIC_SIZE;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (!epc_package_begins_sealed ((const char *) data, size))
    return g_bytes_ref (bytes);
  if (!(is_old_seal ((const char *) data, size) ? unlock_old (data, size, name, answer->passphrase, key, &at, error)
                                                : epc_seal_unlock (data, size, &at, name, answer, key, error)))
    return NULL;
  at += crypto_secretstream_xchacha20poly1305_HEADERBYTES;
  GBytes *inside = at < size ? open_pieces (data, size, at, key) : NULL;
  sodium_memzero (key, sizeof key);
  if (inside == NULL)
    g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _("%s does not open: the passphrase is another one, or the file was altered."), name);
  return inside;
}

/* --- files --- */

static gboolean
write_all (int fd, const guint8 *data, gsize size)
{
  while (size > 0)
    {
      gssize n = write (fd, data, MIN (size, 1u << 20));
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      size -= (gsize) n;
    }
  return TRUE;
}

gboolean
epc_package_write_file (const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *temporary = g_strdup_printf ("%s.XXXXXX", path);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  int fd = g_mkstemp_full (temporary, O_RDWR | EPC_OPEN_PLAIN, 0644);
  int failure = fd < 0 ? errno : 0;

  if (failure == 0 && (!write_all (fd, data, size) || g_fsync (fd) != 0))
    failure = errno;
  if (fd >= 0 && close (fd) != 0 && failure == 0)
    failure = errno;
  if (failure == 0)
    {
      /* Read again from where it lies: what stands there is what was meant. */
      g_autofree char *written = NULL;
      gsize length;
      if (!g_file_get_contents (temporary, &written, &length, NULL) || length != size || memcmp (written, data, size) != 0)
        failure = EIO;
    }
  if (failure == 0 && g_rename (temporary, path) != 0)
    failure = errno;
  if (failure == 0)
    return TRUE;
  if (fd >= 0)
    g_unlink (temporary);
  g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _("%s cannot be written: %s. Nothing stands there that was not there before."), path,
               g_strerror (failure));
  return FALSE;
}
