/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-uid.h"

#include <string.h>

#include "epc-clock.h"
#include "epc-sha256.h"

EpcUid
epc_uid_new (void)
{
  static GMutex lock;
  static guint64 last_tick;
  guint32 random[2];
  gboolean is_fixed;
  gint64 now;
  EpcUid uid;

  epc_clock_identity (&now, &is_fixed, random);
  /* 48 bits of milliseconds, then 12 bits of fraction: one counter that never stands still or goes back. */
  guint64 tick = (guint64) now * 4096 / 1000;
  g_mutex_lock (&lock);
  if (tick <= last_tick && !is_fixed)
    tick = last_tick + 1;
  else if (is_fixed && (tick >> 12) == (last_tick >> 12) && tick <= last_tick)
    tick = last_tick + 1;
  last_tick = tick;
  g_mutex_unlock (&lock);

  guint64 milliseconds = tick >> 12;
  for (int i = 0; i < 6; i++)
    uid.bytes[i] = (guint8) (milliseconds >> (40 - 8 * i));
  uid.bytes[6] = 0x70 | (guint8) ((tick >> 8) & 0x0f);
  uid.bytes[7] = (guint8) tick;
  memcpy (uid.bytes + 8, random, sizeof random);
  uid.bytes[8] = 0x80 | (uid.bytes[8] & 0x3f);
  return uid;
}

EpcUid
epc_uid_from_key (const char *entity, const char *key, gsize length)
{
  static GPrivate sha_of_thread = G_PRIVATE_INIT ((GDestroyNotify) epc_sha256_free);
  EpcSha256 *sha = g_private_get (&sha_of_thread);
  guint8 digest[EPC_SHA256_SIZE];
  EpcUid uid;

  if (sha == NULL)
    {
      sha = epc_sha256_new ();
      g_private_set (&sha_of_thread, sha);
    }
  else
    epc_sha256_reset (sha);
  epc_sha256_update (sha, entity, strlen (entity) + 1);
  epc_sha256_update (sha, key, length);
  epc_sha256_finish (sha, digest);
  memcpy (uid.bytes, digest, 16);
  uid.bytes[6] = 0x80 | (uid.bytes[6] & 0x0f);
  uid.bytes[8] = 0x80 | (uid.bytes[8] & 0x3f);
  return uid;
}

gboolean
epc_uid_is_nil (const EpcUid *uid)
{
  static const EpcUid nil;
  return memcmp (uid, &nil, sizeof nil) == 0;
}

gboolean
epc_uid_equal (const EpcUid *a, const EpcUid *b)
{
  return memcmp (a, b, sizeof *a) == 0;
}

int
epc_uid_compare (const EpcUid *a, const EpcUid *b)
{
  return memcmp (a, b, sizeof *a);
}

guint
epc_uid_hash (gconstpointer uid)
{
  guint32 value;
  memcpy (&value, ((const EpcUid *) uid)->bytes + 12, sizeof value);
  return value;
}

gboolean
epc_uid_equal_func (gconstpointer a, gconstpointer b)
{
  return epc_uid_equal (a, b);
}

char *
epc_uid_to_text (const EpcUid *uid, char *text)
{
  static const char digits[] = "0123456789abcdef";
  char *out = text;

  for (int i = 0; i < 16; i++)
    {
      if (i == 4 || i == 6 || i == 8 || i == 10)
        *out++ = '-';
      *out++ = digits[uid->bytes[i] >> 4];
      *out++ = digits[uid->bytes[i] & 0x0f];
    }
  *out = '\0';
  return text;
}

gboolean
epc_uid_from_text (const char *text, EpcUid *uid)
{
  int n = 0;

  if (text == NULL || strlen (text) != 36)
    return FALSE;
  for (int i = 0; i < 36;)
    {
      if (i == 8 || i == 13 || i == 18 || i == 23)
        {
          if (text[i++] != '-')
            return FALSE;
          continue;
        }
      int high = g_ascii_xdigit_value (text[i]);
      int low = g_ascii_xdigit_value (text[i + 1]);
      if (high < 0 || low < 0)
        return FALSE;
      uid->bytes[n++] = (guint8) (high << 4 | low);
      i += 2;
    }
  return TRUE;
}
