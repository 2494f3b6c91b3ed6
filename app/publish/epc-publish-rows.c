/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A record as a line of COPY (PostgreSQL manual, "COPY", text format).
 */
#include "epc-publish-private.h"

#include <sodium.h>
#include <string.h>

#include "base/epc-date.h"
#include "base/epc-geometry.h"

/* EWKB, as PostGIS reads it: well-known binary with this bit in the kind and the system of coordinates behind it. */
#define EWKB_HAS_SYSTEM 0x20000000u
#define WGS84 4326u

gint64
epc_publish_hash (const char *bytes, gsize length)
{
  static const guint8 key[crypto_shorthash_KEYBYTES] = "epc publish 1";
  guint8 digest[crypto_shorthash_BYTES];
  guint64 number;

  crypto_shorthash (digest, (const guint8 *) bytes, length, key);
  memcpy (&number, digest, sizeof number);
  /* Sixty bits: sums of both halves over every row there may be stay whole numbers of 64 bits. */
  return (gint64) (GUINT64_FROM_LE (number) >> 4);
}

static void
append_escaped (GString *out, const char *text)
{
  for (const char *from = text;;)
    {
      gsize plain = strcspn (from, "\\\n\r\t\b\f\v");
      g_string_append_len (out, from, (gssize) plain);
      from += plain;
      if (*from == '\0')
        return;
      g_string_append_c (out, '\\');
      g_string_append_c (out, *from == '\\' ? '\\' : *from == '\n' ? 'n' : *from == '\r' ? 'r' : *from == '\t' ? 't' : *from == '\b' ? 'b' : *from == '\f' ? 'f' : 'v');
      from++;
    }
}

void
epc_publish_append_text (GString *out, const char *text)
{
  if (text == NULL)
    g_string_append (out, "\\N");
  else if (g_utf8_validate (text, -1, NULL))
    append_escaped (out, text);
  else
    {
      g_autofree char *valid = g_utf8_make_valid (text, -1);
      append_escaped (out, valid);
    }
}

void
epc_publish_append_integer (GString *out, gint64 number)
{
  char digits[24];
  char *at = digits + sizeof digits;
  guint64 left = number < 0 ? 0 - (guint64) number : (guint64) number;

  do
    *--at = (char) ('0' + left % 10);
  while ((left /= 10) > 0);
  if (number < 0)
    *--at = '-';
  g_string_append_len (out, at, digits + sizeof digits - at);
}

void
epc_publish_append_decimal (GString *out, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (out, g_ascii_dtostr (text, sizeof text, number));
}

static void
append_uid (GString *out, const EpcUid *uid)
{
  char text[EPC_UID_TEXT_SIZE];

  g_string_append_len (out, epc_uid_to_text (uid, text), EPC_UID_TEXT_SIZE - 1);
}

static void
append_hex (GString *out, const guint8 *bytes, gsize length)
{
  static const char digits[] = "0123456789ABCDEF";

  for (gsize i = 0; i < length; i++)
    {
      g_string_append_c (out, digits[bytes[i] >> 4]);
      g_string_append_c (out, digits[bytes[i] & 15]);
    }
}

/* FALSE: the outline is not here, or is no shape. */
static gboolean
append_shape (const EpcPublish *publish, GString *out, const char *name)
{
  static const EpcGeometryVisitor nobody;
  g_autoptr (GBytes) bytes = epc_store_attachment (publish->store, name, NULL);
  gsize length = 0;
  const guint8 *wkb = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  guint32 kind;
  const guint32 system = GUINT32_TO_LE (WGS84);

  if (wkb == NULL || length < 9 || wkb[0] != 1 || !epc_geometry_walk (wkb, length, &nobody, NULL))
    return FALSE;
  memcpy (&kind, wkb + 1, sizeof kind);
  kind = GUINT32_TO_LE (GUINT32_FROM_LE (kind) | EWKB_HAS_SYSTEM);
  append_hex (out, wkb, 1);
  append_hex (out, (const guint8 *) &kind, sizeof kind);
  append_hex (out, (const guint8 *) &system, sizeof system);
  append_hex (out, wkb + 5, length - 5);
  return TRUE;
}

static gboolean
append_money (GString *out, gint64 hundredths)
{
  guint64 left = hundredths < 0 ? 0 - (guint64) hundredths : (guint64) hundredths;

  if (hundredths < 0)
    g_string_append_c (out, '-');
  epc_publish_append_integer (out, (gint64) (left / 100));
  g_string_append_printf (out, ".%02u", (guint) (left % 100));
  return TRUE;
}

static gboolean
append_date (GString *out, const char *text)
{
  int year, month, day;

  if (!epc_date_split (text, &year, &month, &day) || year < 1 || !epc_date_is_valid (year, month, day))
    return FALSE;
  g_string_append (out, text);
  return TRUE;
}

/* The moment itself; the zone it was written in stays behind. */
static gboolean
append_moment (GString *out, const char *text)
{
  gint64 microseconds;

  if (!epc_moment_to_unix (text, &microseconds))
    return FALSE;
  g_string_append_len (out, text, (gssize) strcspn (text, "["));
  return TRUE;
}

/* FALSE: the value is none of its field's type. */
static gboolean
append_value (const EpcPublish *publish, const EpcField *field, const EpcValue *value, gboolean with_shapes, GString *out)
{
  switch (value->kind)
    {
    case EPC_VALUE_INTEGER:
      if (field->type == EPC_TYPE_MONEY)
        return append_money (out, value->integer);
      epc_publish_append_integer (out, value->integer);
      return TRUE;
    case EPC_VALUE_DECIMAL:
      epc_publish_append_decimal (out, value->decimal);
      return TRUE;
    case EPC_VALUE_UID:
      append_uid (out, &value->uid);
      return TRUE;
    case EPC_VALUE_TEXT:
      if (field->type == EPC_TYPE_DATE)
        return append_date (out, value->text);
      if (field->type == EPC_TYPE_MOMENT)
        return append_moment (out, value->text);
      if ((field->flags & EPC_FIELD_GEOMETRY) && with_shapes)
        return append_shape (publish, out, value->text);
      epc_publish_append_text (out, value->text);
      return TRUE;
    case EPC_VALUE_EMPTY:
    default:
      g_string_append_len (out, "\\N", 2);
      return TRUE;
    }
}

static void
append_cells (const EpcPublish *publish, const EpcPublishTable *table, const EpcRecord *record, gboolean with_shapes, GString *out,
              gint64 *n_left_empty)
{
  static const char *const sensitivities[] = { "public", "restricted", "confidential", "strict" };
  const EpcRecordMeta *meta = epc_record_meta ((EpcRecord *) record);

  append_uid (out, epc_record_uid (record));
  g_string_append_c (out, '\t');
  epc_publish_append_text (out, epc_record_code (record));
  g_string_append_c (out, '\t');
  append_uid (out, &meta->office);
  g_string_append_c (out, '\t');
  g_string_append (out, sensitivities[MIN ((guint) meta->sensitivity, 3)]);
  g_string_append_c (out, '\t');
  epc_publish_append_integer (out, MAX (meta->created, meta->changed));
  for (guint i = 0; i < table->fields->len; i++)
    {
      guint position = g_array_index (table->fields, guint, i);
      g_string_append_c (out, '\t');
      gsize before = out->len;
      if (append_value (publish, &table->entity->fields[position], epc_record_value (record, position), with_shapes, out))
        continue;
      g_string_truncate (out, before);
      g_string_append (out, "\\N");
      (*n_left_empty)++;
    }
}

void
epc_publish_append_row (const EpcPublish *publish, const EpcPublishTable *table, const EpcRecord *record, gboolean with_shapes, GString *out,
                        gint64 *version, gint64 *n_left_empty)
{
  gsize start = out->len;

  append_cells (publish, table, record, FALSE, out, n_left_empty);
  *version = epc_publish_hash (out->str + start, out->len - start);
  if (with_shapes && table->has_shapes)
    {
      g_string_truncate (out, start);
      append_cells (publish, table, record, TRUE, out, n_left_empty);
    }
  g_string_append_c (out, '\t');
  epc_publish_append_integer (out, *version);
  g_string_append_c (out, '\n');
}
