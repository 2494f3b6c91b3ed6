/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who can open a sealed package. It is sealed with a key of its own, made for it alone; that key stands in front of it, locked once for each
 * way to open it: a passphrase (Argon2id), the key of a workspace (crypto_box_seal: X25519 from its Ed25519 key, RFC 7748), a recovery key
 * that is printed. Which workspaces it is for does not stand there.
 */
#include <sodium.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "epc-package-private.h"

#define KEY crypto_secretstream_xchacha20poly1305_KEYBYTES
#define LOCKED (crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + KEY)
#define RECOVERY 16 /* bytes: 128 bits */
#define MOST_SLOTS 200

/* Kind, length, then so many bytes. */
typedef enum
{
  SLOT_PASSPHRASE = 'P', /* salt, nonce, box */
  SLOT_RECOVERY = 'R',   /* nonce, box */
  SLOT_WORKSPACE = 'K',  /* crypto_box_seal */
} SlotKind;

/* --- the recovery key as people write it --- */

/* Crockford's base 32: no I, L, O or U. */
static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
#define N_LETTERS 28 /* 26 for the bits, two to find a slip of the pen */
#define MARK "EPCR"

static guint
check_of (const guint8 *bytes)
{
  guint8 digest[crypto_generichash_BYTES_MIN];

  crypto_generichash (digest, sizeof digest, bytes, RECOVERY, (const guint8 *) MARK, 0);
  return (guint) (digest[0] << 8 | digest[1]) & 1023;
}

/* Five bits each, the first letter holds the upper three. */
static guint
five_at (const guint8 *bytes, guint letter)
{
  guint value = 0;

  for (guint i = 0; i < 5; i++)
    {
      int bit = (int) (5 * letter + i) - 2;
      value = value << 1 | (bit >= 0 ? bytes[bit / 8] >> (7 - bit % 8) & 1 : 0);
    }
  return value;
}

static char *
write_recovery (const guint8 *bytes)
{
  GString *out = g_string_new (MARK);

  for (guint i = 0; i < N_LETTERS; i++)
    {
      guint check = check_of (bytes), value = i < 26 ? five_at (bytes, i) : i == 26 ? check >> 5 : check & 31;
      if (i % 4 == 0)
        g_string_append_c (out, '-');
      g_string_append_c (out, letters[value]);
    }
  return g_string_free (out, FALSE);
}

gboolean
epc_recovery_is_meant (const char *text)
{
  while (text != NULL && g_ascii_isspace (*text))
    text++;
  return text != NULL && g_ascii_strncasecmp (text, MARK, 4) == 0 && (text[4] == '-' || text[4] == ' ');
}

static gboolean
read_recovery (const char *text, guint8 *bytes)
{
  guint values[N_LETTERS], n = 0;

  text = strchr (text, text[strcspn (text, "- ")]);
  for (; *text != '\0'; text++)
    {
      char c = g_ascii_toupper (*text);
      c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
      const char *at = c != '\0' ? strchr (letters, c) : NULL;
      if (g_ascii_isspace (c) || c == '-')
        continue;
      if (at == NULL || n == N_LETTERS)
        return FALSE;
      values[n++] = (guint) (at - letters);
    }
  if (n != N_LETTERS || values[0] > 7)
    return FALSE;
  memset (bytes, 0, RECOVERY);
  for (int bit = 0; bit < 8 * RECOVERY; bit++)
    if (values[(bit + 2) / 5] >> (4 - (bit + 2) % 5) & 1)
      bytes[bit / 8] |= (guint8) (0x80 >> bit % 8);
  return check_of (bytes) == (values[26] << 5 | values[27]);
}

/* --- locks --- */

gboolean
epc_seal_key_of_passphrase (const char *passphrase, const guint8 *salt, guint8 *key, GError **error)
{
  if (crypto_pwhash (key, KEY, passphrase, strlen (passphrase), salt, crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
                     crypto_pwhash_ALG_ARGON2ID13)
      == 0)
    return TRUE;
  g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _("There is not enough memory to make a key from the passphrase (64 MB)."));
  return FALSE;
}

static void
key_of_recovery (const guint8 *bytes, guint8 *key)
{
  static const char use[] = "epcx recovery key of one package";

  crypto_generichash (key, KEY, bytes, RECOVERY, (const guint8 *) use, sizeof use - 1);
}

static void
append_slot (GByteArray *out, SlotKind kind, const guint8 *bytes, gsize length)
{
  const guint8 head[] = { (guint8) kind, (guint8) length };

  g_byte_array_append (out, head, sizeof head);
  g_byte_array_append (out, bytes, (guint) length);
}

/* Nonce and box of @key under @lock. */
static void
lock_key (const guint8 *key, const guint8 *lock, guint8 *locked)
{
  randombytes_buf (locked, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy (locked + crypto_secretbox_NONCEBYTES, key, KEY, locked, lock);
}

static gboolean
append_passphrase (GByteArray *out, const char *passphrase, const guint8 *key, GError **error)
{
  guint8 slot[crypto_pwhash_SALTBYTES + LOCKED], lock[KEY];

  randombytes_buf (slot, crypto_pwhash_SALTBYTES);
  if (!epc_seal_key_of_passphrase (passphrase, slot, lock, error))
    return FALSE;
  lock_key (key, lock, slot + crypto_pwhash_SALTBYTES);
  append_slot (out, SLOT_PASSPHRASE, slot, sizeof slot);
  sodium_memzero (lock, sizeof lock);
  return TRUE;
}

static void
append_recovery (GByteArray *out, const guint8 *key, char **recovery)
{
  guint8 bytes[RECOVERY], lock[KEY], slot[LOCKED];

  randombytes_buf (bytes, sizeof bytes);
  key_of_recovery (bytes, lock);
  lock_key (key, lock, slot);
  append_slot (out, SLOT_RECOVERY, slot, sizeof slot);
  *recovery = write_recovery (bytes);
  sodium_memzero (bytes, sizeof bytes);
  sodium_memzero (lock, sizeof lock);
}

static gboolean
append_workspace (GByteArray *out, const guint8 *public_key, const guint8 *key, GError **error)
{
  guint8 curve[crypto_box_PUBLICKEYBYTES], slot[crypto_box_SEALBYTES + KEY];

  if (crypto_sign_ed25519_pk_to_curve25519 (curve, public_key) != 0 || crypto_box_seal (slot, key, KEY, curve) != 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("A trusted key is none that anything can be sealed for. Ask that office for its key again."));
      return FALSE;
    }
  append_slot (out, SLOT_WORKSPACE, slot, sizeof slot);
  return TRUE;
}

gboolean
epc_seal_lock (const EpcSealWish *wish, const guint8 *key, GByteArray *out, char **recovery, GError **error)
{
  guint n_keys = wish->public_keys != NULL ? wish->public_keys->len / 32 : 0;
  guint8 n = (guint8) ((wish->passphrase != NULL) + (wish->with_recovery != FALSE) + n_keys);

  if (n_keys > MOST_SLOTS)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("A package can be sealed for at most %d keys."), MOST_SLOTS);
      return FALSE;
    }
  g_byte_array_append (out, &n, 1);
  /* First what a person is asked for: whether there is one is seen in the first bytes of the file. */
  if (wish->passphrase != NULL && !append_passphrase (out, wish->passphrase, key, error))
    return FALSE;
  if (wish->with_recovery)
    append_recovery (out, key, recovery);
  for (guint i = 0; i < n_keys; i++)
    if (!append_workspace (out, (const guint8 *) wish->public_keys->data + 32 * i, key, error))
      return FALSE;
  return TRUE;
}

/* --- opening --- */

typedef struct
{
  SlotKind kind;
  const guint8 *bytes;
  gsize length;
} Slot;

/* @at: of the number of slots; moves on. FALSE: there is none, or it is cut off. */
static gboolean
next_slot (const guint8 *data, gsize size, gsize *at, Slot *slot)
{
  static const gsize lengths[][2] = { { SLOT_PASSPHRASE, crypto_pwhash_SALTBYTES + LOCKED }, { SLOT_RECOVERY, LOCKED }, { SLOT_WORKSPACE, crypto_box_SEALBYTES + KEY } };

  if (size - *at < 2 || size - *at - 2 < data[*at + 1])
    return FALSE;
  *slot = (Slot){ (SlotKind) data[*at], data + *at + 2, data[*at + 1] };
  *at += 2 + slot->length;
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    if (lengths[i][0] == (gsize) slot->kind)
      return lengths[i][1] == slot->length;
  /* Of a later version: passed by. */
  return TRUE;
}

static gboolean
unlock_for_workspace (const Slot *slot, const guint8 *secret, guint8 *key)
{
  guint8 curve[crypto_box_SECRETKEYBYTES], public_curve[crypto_box_PUBLICKEYBYTES];

  crypto_sign_ed25519_sk_to_curve25519 (curve, secret);
  crypto_scalarmult_base (public_curve, curve);
  gboolean opened = crypto_box_seal_open (key, slot->bytes, slot->length, public_curve, curve) == 0;
  sodium_memzero (curve, sizeof curve);
  return opened;
}

/* What is told by the slots, and @key where one opens. */
static gboolean
try_slot (const Slot *slot, const EpcSealAnswer *answer, guint8 *key)
{
  guint8 lock[KEY], bytes[RECOVERY];
  gboolean opened = FALSE;

  if (slot->kind == SLOT_WORKSPACE)
    return answer->secret_key != NULL && unlock_for_workspace (slot, answer->secret_key, key);
  if (answer->passphrase == NULL)
    return FALSE;
  gboolean is_recovery = epc_recovery_is_meant (answer->passphrase);
  if (slot->kind == SLOT_RECOVERY && is_recovery && read_recovery (answer->passphrase, bytes))
    {
      key_of_recovery (bytes, lock);
      opened = crypto_secretbox_open_easy (key, slot->bytes + crypto_secretbox_NONCEBYTES, LOCKED - crypto_secretbox_NONCEBYTES, slot->bytes, lock) == 0;
    }
  else if (slot->kind == SLOT_PASSPHRASE && !is_recovery && epc_seal_key_of_passphrase (answer->passphrase, slot->bytes, lock, NULL))
    {
      const guint8 *locked = slot->bytes + crypto_pwhash_SALTBYTES;
      opened = crypto_secretbox_open_easy (key, locked + crypto_secretbox_NONCEBYTES, LOCKED - crypto_secretbox_NONCEBYTES, locked, lock) == 0;
    }
  sodium_memzero (lock, sizeof lock);
  sodium_memzero (bytes, sizeof bytes);
  return opened;
}

static gboolean
refuse (const char *name, const EpcSealAnswer *answer, gboolean asks, GError **error)
{
  guint8 bytes[RECOVERY];

  if (answer->passphrase != NULL && epc_recovery_is_meant (answer->passphrase) && !read_recovery (answer->passphrase, bytes))
    g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _("The recovery key is not written as it was printed: twenty-eight letters and digits behind EPCR. Compare them."));
  else if (answer->passphrase != NULL && asks)
    g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _("%s does not open: the passphrase is another one, or the file was altered."), name);
  else if (asks)
    g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _("%s is sealed with a passphrase. Give it with --passphrase-file."), name);
  else if (answer->secret_key == NULL)
    g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _("%s is sealed for certain offices. Say which workspace it is to be opened with."), name);
  else
    g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED,
                 _("%s is sealed for another office, or for a laptop whose key the sender does not trust yet. Give the sender the key of this workspace "
                   "and ask for the package again."),
                 name);
  return FALSE;
}

gboolean
epc_seal_unlock (const guint8 *data, gsize size, gsize *at, const char *name, const EpcSealAnswer *answer, guint8 *key, GError **error)
{
  gboolean asks = FALSE, opened = FALSE;
  guint n = *at < size ? data[(*at)++] : 0;

  if (n == 0)
    return epc_package_damaged (name, _("it was cut off"), error);
  for (guint i = 0; i < n; i++)
    {
      Slot slot;
      if (!next_slot (data, size, at, &slot))
        return epc_package_damaged (name, _("it was cut off"), error);
      asks |= slot.kind == SLOT_PASSPHRASE || slot.kind == SLOT_RECOVERY;
      opened = opened || try_slot (&slot, answer, key);
    }
  return opened || refuse (name, answer, asks, error);
}

gboolean
epc_seal_asks (const guint8 *data, gsize size, gsize at)
{
  /* Those that ask a person stand first. */
  return size > at && size - at > 1 && data[at] > 0 && (data[at + 1] == SLOT_PASSPHRASE || data[at + 1] == SLOT_RECOVERY);
}

char *
epc_recovery_sheet (const EpcPackageHead *head, const char *name)
{
  /* Translators: name of a file, of an office, a moment; then the key on a line of its own */
  return g_strdup_printf (_("%s\n\nRecovery key of the package %s, made by %s on %s.\nIt opens this one package when no laptop and nobody with the passphrase is there. "
                            "Print it, lock it away, and delete this file.\n"),
                          head->recovery, name, head->office_name != NULL ? head->office_name : "?", head->made);
}
