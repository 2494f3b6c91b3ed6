/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-spool.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#ifndef G_OS_WIN32
#include <unistd.h>
#endif

#include "base/epc-error.h"
#include "base/epc-i18n.h"

#define BLOCK (256 * 1024)
#define INITIAL 0x80 /* beside the kind of a value */
#define MOST_IN_MEMORY (4 * 1024 * 1024)

typedef struct
{
  guint n_fields;
  EpcValue *values; /* as read back; texts in texts[] */
  GString **texts;
  guint8 *is_initial;
} Kind;

struct _EpcSpool
{
  Kind *kinds;
  guint n_kinds;
  guint64 n_records, n_read;
  guint64 row; /* of the record before */

  GByteArray *out; /* not yet in the file */
  FILE *file;      /* NULL: all of it is in @out */
  char *path;      /* where an open file cannot be unlinked */

  guint8 *block; /* being read */
  gsize at, end;
  GString *code;
};

EpcSpool *
epc_spool_new (const guint *n_fields, guint n_kinds)
{
  EpcSpool *spool = g_new0 (EpcSpool, 1);

  spool->n_kinds = n_kinds;
  spool->kinds = g_new0 (Kind, n_kinds);
  for (guint k = 0; k < n_kinds; k++)
    {
      spool->kinds[k].n_fields = n_fields[k];
      spool->kinds[k].values = g_new0 (EpcValue, MAX (1, n_fields[k]));
      spool->kinds[k].texts = g_new0 (GString *, MAX (1, n_fields[k]));
      spool->kinds[k].is_initial = g_new0 (guint8, MAX (1, n_fields[k]));
    }
  spool->out = g_byte_array_new ();
  spool->code = g_string_new (NULL);
  return spool;
}

void
epc_spool_free (EpcSpool *spool)
{
  if (spool == NULL)
    return;
  for (guint k = 0; k < spool->n_kinds; k++)
    {
      for (guint i = 0; i < spool->kinds[k].n_fields; i++)
        if (spool->kinds[k].texts[i] != NULL)
          g_string_free (spool->kinds[k].texts[i], TRUE);
      g_free (spool->kinds[k].texts);
      g_free (spool->kinds[k].is_initial);
      g_free (spool->kinds[k].values);
    }
  g_free (spool->kinds);
  g_byte_array_unref (spool->out);
  g_string_free (spool->code, TRUE);
  if (spool->file != NULL)
    fclose (spool->file);
  if (spool->path != NULL)
    g_unlink (spool->path);
  g_free (spool->path);
  g_free (spool->block);
  g_free (spool);
}

guint64
epc_spool_length (const EpcSpool *spool)
{
  return spool->n_records;
}

/* --- writing --- */

static gboolean
write_failed (GError **error)
{
  g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _ ("The temporary file of the import cannot be written in %s: %s"),
               g_get_tmp_dir (), g_strerror (errno));
  return FALSE;
}

static gboolean
open_file (EpcSpool *spool, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("epc-import-XXXXXX", &path, &cause);

  if (fd < 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _ ("The temporary file of the import cannot be written in %s: %s"),
                   g_get_tmp_dir (), cause->message);
      return FALSE;
    }
#ifdef G_OS_WIN32
  spool->path = g_steal_pointer (&path);
#else
  g_unlink (path);
#endif
  spool->file = fdopen (fd, "w+b");
  return spool->file != NULL || write_failed (error);
}

static gboolean
flush (EpcSpool *spool, GError **error)
{
  if (spool->file == NULL && !open_file (spool, error))
    return FALSE;
  if (spool->out->len > 0 && fwrite (spool->out->data, 1, spool->out->len, spool->file) != spool->out->len)
    return write_failed (error);
  g_byte_array_set_size (spool->out, 0);
  return TRUE;
}

static inline guint8 *
put_number (guint8 *p, guint64 number)
{
  for (; number >= 0x80; number >>= 7)
    *p++ = (guint8) (number | 0x80);
  *p++ = (guint8) number;
  return p;
}

static void
put_text (GByteArray *out, const char *text)
{
  gsize length = strlen (text);
  guint before = out->len;

  g_byte_array_set_size (out, before + 10 + (guint) length);
  guint8 *p = put_number (out->data + before, length);
  memcpy (p, text, length);
  g_byte_array_set_size (out, (guint) (p - out->data) + (guint) length);
}

static void
put_value (GByteArray *out, guint field, const EpcValue *value, gboolean is_initial)
{
  guint8 bytes[40], *p = put_number (bytes, field + 1);

  *p++ = (guint8) value->kind | (is_initial ? INITIAL : 0);
  switch (value->kind)
    {
    case EPC_VALUE_INTEGER:
      /* Small numbers of either sign stay short: zigzag. */
      p = put_number (p, ((guint64) value->integer << 1) ^ (guint64) (value->integer >> 63));
      break;
    case EPC_VALUE_DECIMAL:
      memcpy (p, &value->decimal, sizeof value->decimal);
      p += sizeof value->decimal;
      break;
    case EPC_VALUE_UID:
      memcpy (p, value->uid.bytes, 16);
      p += 16;
      break;
    case EPC_VALUE_TEXT:
    case EPC_VALUE_EMPTY:
    default:
      break;
    }
  g_byte_array_append (out, bytes, (guint) (p - bytes));
  if (value->kind == EPC_VALUE_TEXT)
    put_text (out, value->text);
}

gboolean
epc_spool_add (EpcSpool *spool, guint kind, guint64 row, const EpcUid *uid, const char *code, const EpcValue *values,
               const guint8 *is_initial, guint8 *changed, GError **error)
{
  guint8 head[64], *p = head;

  *p++ = (guint8) kind;
  p = put_number (p, row - spool->row);
  spool->row = row;
  memcpy (p, uid->bytes, 16);
  p += 16;
  g_byte_array_append (spool->out, head, (guint) (p - head));
  put_text (spool->out, code != NULL ? code : "");
  for (guint i = 0; i < spool->kinds[kind].n_fields; i++)
    if (changed[i])
      {
        put_value (spool->out, i, &values[i], is_initial[i]);
        changed[i] = FALSE;
      }
  g_byte_array_append (spool->out, (const guint8 *) "", 1);
  spool->n_records++;
  return spool->out->len < (spool->file != NULL ? BLOCK : MOST_IN_MEMORY) || flush (spool, error);
}

/* --- reading --- */

gboolean
epc_spool_rewind (EpcSpool *spool, GError **error)
{
  if (spool->file != NULL && (!flush (spool, error) || fflush (spool->file) != 0 || fseek (spool->file, 0, SEEK_SET) != 0))
    return error != NULL && *error != NULL ? FALSE : write_failed (error);
  spool->at = spool->end = 0;
  spool->n_read = spool->row = 0;
  if (spool->file == NULL)
    spool->end = spool->out->len;
  else if (spool->block == NULL)
    spool->block = g_malloc (BLOCK);
  for (guint k = 0; k < spool->n_kinds; k++)
    memset (spool->kinds[k].values, 0, sizeof (EpcValue) * spool->kinds[k].n_fields);
  return TRUE;
}

static gboolean
take (EpcSpool *spool, void *to, gsize length)
{
  guint8 *out = to;

  while (length > 0)
    {
      const guint8 *from = spool->file != NULL ? spool->block : spool->out->data;
      gsize n = MIN (length, spool->end - spool->at);
      memcpy (out, from + spool->at, n);
      spool->at += n;
      out += n;
      length -= n;
      if (length == 0)
        break;
      if (spool->file == NULL)
        return FALSE;
      spool->end = fread (spool->block, 1, BLOCK, spool->file);
      spool->at = 0;
      if (spool->end == 0)
        return FALSE;
    }
  return TRUE;
}

static inline gboolean
take_byte (EpcSpool *spool, guint8 *byte)
{
  if (spool->at < spool->end)
    {
      *byte = (spool->file != NULL ? spool->block : spool->out->data)[spool->at++];
      return TRUE;
    }
  return take (spool, byte, 1);
}

static gboolean
take_number (EpcSpool *spool, guint64 *number)
{
  guint8 byte;

  *number = 0;
  for (guint shift = 0; shift < 64; shift += 7)
    {
      if (!take_byte (spool, &byte))
        return FALSE;
      *number |= (guint64) (byte & 0x7f) << shift;
      if (!(byte & 0x80))
        return TRUE;
    }
  return FALSE;
}

static gboolean
take_text (EpcSpool *spool, GString **text)
{
  guint64 length;

  if (!take_number (spool, &length) || length > G_MAXUINT32)
    return FALSE;
  if (*text == NULL)
    *text = g_string_sized_new (length + 1);
  g_string_set_size (*text, (gsize) length);
  return take (spool, (*text)->str, (gsize) length);
}

static gboolean
take_value (EpcSpool *spool, Kind *kind, guint field)
{
  EpcValue *value = &kind->values[field];
  guint8 byte;
  guint64 number;

  if (!take_byte (spool, &byte))
    return FALSE;
  kind->is_initial[field] = (byte & INITIAL) != 0;
  value->kind = (EpcValueKind) (byte & ~INITIAL);
  switch (value->kind)
    {
    case EPC_VALUE_EMPTY:
      return TRUE;
    case EPC_VALUE_INTEGER:
      if (!take_number (spool, &number))
        return FALSE;
      value->integer = (gint64) (number >> 1) ^ -(gint64) (number & 1);
      return TRUE;
    case EPC_VALUE_DECIMAL:
      return take (spool, &value->decimal, sizeof value->decimal);
    case EPC_VALUE_UID:
      return take (spool, value->uid.bytes, 16);
    case EPC_VALUE_TEXT:
      if (!take_text (spool, &kind->texts[field]))
        return FALSE;
      value->text = kind->texts[field]->str;
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
take_record (EpcSpool *spool, guint *kind, guint64 *row, EpcUid *uid)
{
  guint8 byte;
  guint64 number;

  if (!take_byte (spool, &byte) || byte >= spool->n_kinds || !take_number (spool, &number) || !take (spool, uid->bytes, 16)
      || !take_text (spool, &spool->code))
    return FALSE;
  *kind = byte;
  *row = spool->row += number;
  while (take_number (spool, &number))
    {
      if (number == 0)
        return TRUE;
      if (number > spool->kinds[*kind].n_fields || !take_value (spool, &spool->kinds[*kind], (guint) number - 1))
        return FALSE;
    }
  return FALSE;
}

gboolean
epc_spool_next (EpcSpool *spool, guint *kind, guint64 *row, EpcUid *uid, const char **code, const EpcValue **values,
                const guint8 **is_initial, GError **error)
{
  if (spool->n_read == spool->n_records)
    return FALSE;
  if (!take_record (spool, kind, row, uid))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _ ("The temporary file of the import in %s cannot be read back."),
                   g_get_tmp_dir ());
      return FALSE;
    }
  spool->n_read++;
  *code = spool->code->len > 0 ? spool->code->str : NULL;
  *values = spool->kinds[*kind].values;
  *is_initial = spool->kinds[*kind].is_initial;
  return TRUE;
}
