/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an office has said of a record is worked out of the entries that it has signed, and of nothing that others say it said (the "old" of a
 * change is the word of whoever changed it).
 */
#include "epc-voucher.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "base/epc-text.h"
#include "epc-store-private.h"

void
epc_voucher_free (EpcVoucher *voucher)
{
  if (voucher == NULL)
    return;
  g_free (voucher->office);
  g_free (voucher->signer);
  g_free (voucher->author);
  g_free (voucher);
}

/* An entry of the journal that says something of what is asked. */
typedef struct
{
  EpcUid replica;
  gint64 sequence, wall;
  char *author;
  JsonNode *says;      /* NULL: an import, whose row is all it says */
  gboolean is_created; /* the record began with it */
} Line;

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->author);
  g_clear_pointer (&line->says, json_node_unref);
  g_free (line);
}

typedef struct
{
  guint8 public_key[32];
  char *name; /* folded */
  char *shown;
} Key;

static void
key_free (gpointer data)
{
  g_free (((Key *) data)->name);
  g_free (((Key *) data)->shown);
  g_free (data);
}

typedef struct
{
  EpcSqlite *db;
  EpcRecord *record;
  const char *const *fields; /* NULL: all */
  GPtrArray *lines;          /* Line: what is shown last */
  GPtrArray *keys;           /* Key: trusted */
  gboolean has_births;       /* other imports brought it too */
} Asked;

static gboolean
is_asked (const Asked *asked, const char *key)
{
  return asked->fields == NULL || g_strv_contains (asked->fields, key);
}

/* --- reading --- */

static gboolean
read_keys (Asked *asked, GError **error)
{
  epc_auto_reset sqlite3_stmt *rows
      = epc_sqlite_prepare (asked->db, "SELECT public_key, name FROM replica WHERE is_trusted = 'yes' AND _deleted = 0", error);
  EpcStep step;

  if (rows == NULL)
    return FALSE;
  while ((step = epc_sqlite_step (asked->db, rows, error)) == EPC_STEP_ROW)
    {
      const char *hex = (const char *) sqlite3_column_text (rows, 0), *name = (const char *) sqlite3_column_text (rows, 1);
      Key *key = g_new0 (Key, 1);
      for (guint i = 0; hex != NULL && strlen (hex) == 64 && i < 32; i++)
        key->public_key[i] = (guint8) (g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]));
      key->name = epc_text_fold (name != NULL ? name : "");
      key->shown = g_strdup (name);
      g_ptr_array_add (asked->keys, key);
    }
  return step == EPC_STEP_DONE;
}

static gboolean
mentions (const Asked *asked, JsonNode *says)
{
  JsonObject *object = json_node_get_object (says);

  if (asked->fields == NULL)
    return TRUE;
  for (guint i = 0; asked->fields[i] != NULL; i++)
    if (json_object_has_member (object, asked->fields[i]))
      return TRUE;
  return FALSE;
}

static void
add_line (Asked *asked, sqlite3_stmt *row, JsonNode *says, gboolean is_created)
{
  Line *line = g_new0 (Line, 1);

  epc_sqlite_column_uid (row, 0, &line->replica);
  line->sequence = sqlite3_column_int64 (row, 1);
  line->wall = sqlite3_column_int64 (row, 2);
  line->author = g_strdup ((const char *) sqlite3_column_text (row, 3));
  line->says = says;
  line->is_created = is_created;
  g_ptr_array_add (asked->lines, line);
}

static gboolean
read_lines (Asked *asked, GError **error)
{
  epc_auto_reset sqlite3_stmt *rows = epc_sqlite_prepare (asked->db,
                                                          "SELECT replica, seq, wall, author, grp, new FROM _journal WHERE uid = ?1 AND grp <> 'deleted' AND new IS NOT "
                                                          "NULL ORDER BY grp <> 'created', stamp, replica, seq",
                                                          error);
  EpcStep step;

  if (rows == NULL)
    return FALSE;
  epc_sqlite_bind (rows, "u", epc_record_uid (asked->record));
  while ((step = epc_sqlite_step (asked->db, rows, error)) == EPC_STEP_ROW)
    {
      g_autoptr (JsonNode) says = json_from_string ((const char *) sqlite3_column_text (rows, 5), NULL);
      gboolean is_created = g_strcmp0 ((const char *) sqlite3_column_text (rows, 4), "created") == 0;
      if (says != NULL && JSON_NODE_HOLDS_OBJECT (says) && mentions (asked, says))
        add_line (asked, rows, g_steal_pointer (&says), is_created);
    }
  return step == EPC_STEP_DONE;
}

/* Where it came as the row of an import, that is its first line. */
static gboolean
read_import (Asked *asked, GError **error)
{
  gint64 batch = epc_record_meta (asked->record)->batch, n;
  epc_auto_reset sqlite3_stmt *row = epc_sqlite_prepare (
      asked->db, "SELECT j.replica, j.seq, j.wall, j.author FROM _batch AS b JOIN _journal AS j ON j.uid = b.uid AND j.grp = 'created' WHERE b.id = ?1",
      error);

  if (row == NULL || !epc_sqlite_integer (asked->db, &n, NULL, error, "SELECT count (*) FROM _birth WHERE uid = ?1", "u", epc_record_uid (asked->record)))
    return FALSE;
  asked->has_births = n > 1;
  epc_sqlite_bind (row, "i", batch);
  EpcStep step = batch != 0 ? epc_sqlite_step (asked->db, row, error) : EPC_STEP_DONE;
  if (step == EPC_STEP_ROW)
    {
      add_line (asked, row, NULL, TRUE);
      g_ptr_array_insert (asked->lines, 0, g_ptr_array_steal_index (asked->lines, asked->lines->len - 1));
    }
  return step != EPC_STEP_ERROR;
}

/* --- who has signed --- */

static const Key *
find_key (const Asked *asked, const guint8 *bytes, gsize length)
{
  for (guint i = 0; i < asked->keys->len; i++)
    {
      const Key *key = g_ptr_array_index (asked->keys, i);
      if (memcmp (key->public_key, bytes, length) == 0)
        return key;
    }
  return NULL;
}

/* The office of both, as their own packages or receipts say; the names alone may be those of many offices. */
static gboolean
are_one_office (const Asked *asked, const EpcUid *one, const guint8 *other)
{
  gboolean found = FALSE;
  gint64 same;
  EpcUid uid;

  memcpy (uid.bytes, other, sizeof uid.bytes);
  return epc_sqlite_integer (asked->db, &same, &found, NULL,
                             "SELECT 1 FROM _peer AS a JOIN _peer AS b ON a.office = b.office WHERE a.replica = ?1 AND b.replica = ?2", "uu", one, &uid)
         && found;
}

/* @replica's own key, or that of another laptop of its office: both trusted under one name. */
static gboolean
stands_for (const Asked *asked, const EpcUid *replica, const guint8 *signer)
{
  const Key *one = find_key (asked, signer, 32), *writer = find_key (asked, replica->bytes, sizeof replica->bytes);

  if (one == NULL || memcmp (signer, replica->bytes, sizeof replica->bytes) == 0)
    return one != NULL;
  return writer != NULL && *one->name != '\0' && g_str_equal (one->name, writer->name) && are_one_office (asked, replica, signer);
}

typedef struct
{
  gboolean is_signed;     /* a trusted key of the office of who wrote it */
  gboolean is_own;        /* the key of who wrote it, trusted or not */
  gboolean is_denied;     /* a trusted key of that office says something else */
  gboolean is_anybody;    /* somebody's package brought it */
  guint8 public_key[32];  /* whose: the first that holds of the above, from the top */
} Signers;

static gboolean
read_signers (const Asked *asked, const Line *line, Signers *signers, GError **error)
{
  epc_auto_reset sqlite3_stmt *rows = epc_sqlite_prepare (
      asked->db, "SELECT public_key, how FROM _signed WHERE replica = ?1 AND last >= ?2 AND first <= ?2 ORDER BY id", error);
  int best = 0;
  EpcStep step;

  memset (signers, 0, sizeof *signers);
  if (rows == NULL)
    return FALSE;
  epc_sqlite_bind (rows, "ui", &line->replica, line->sequence);
  while ((step = epc_sqlite_step (asked->db, rows, error)) == EPC_STEP_ROW)
    {
      const guint8 *key = sqlite3_column_blob (rows, 0);
      const char *how = (const char *) sqlite3_column_text (rows, 1);
      if (sqlite3_column_bytes (rows, 0) != 32)
        continue;
      gboolean is_office = stands_for (asked, &line->replica, key), is_own = memcmp (key, line->replica.bytes, sizeof line->replica.bytes) == 0;
      /* The rows of an import come with the package that first brings it, and are not compared later. */
      gboolean holds = g_str_equal (how, "brought") || (g_str_equal (how, "same") && line->says != NULL);
      int rank = is_office && holds ? 4 : is_own && holds ? 3 : is_office ? 2 : holds ? 1 : 0;
      signers->is_signed |= rank == 4;
      signers->is_own |= rank >= 3 && is_own;
      signers->is_denied |= is_office && g_str_equal (how, "other");
      signers->is_anybody |= holds;
      if (rank > best)
        memcpy (signers->public_key, key, 32);
      best = MAX (best, rank);
    }
  return step == EPC_STEP_DONE;
}

/* --- what it has said --- */

/* Whether what @replica has signed is what the record shows. *@key: of the last signature. */
static gboolean
says_what_is_shown (const Asked *asked, const EpcUid *replica, gboolean *is_shown, guint8 *key, GError **error)
{
  const EpcEntity *entity = epc_record_entity (asked->record);
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gboolean is_import = FALSE, is_any = FALSE, is_others = asked->has_births;

  *is_shown = FALSE;
  for (guint i = 0; i < asked->lines->len; i++)
    {
      const Line *line = g_ptr_array_index (asked->lines, i);
      Signers signers;
      JsonObjectIter iter;
      const char *name;
      JsonNode *node;
      gboolean is_his = epc_uid_equal (&line->replica, replica);
      is_others |= !is_his;
      if (!is_his)
        continue;
      if (!read_signers (asked, line, &signers, error))
        return FALSE;
      if (signers.is_denied || !signers.is_signed)
        continue;
      memcpy (key, signers.public_key, sizeof signers.public_key);
      is_any = TRUE;
      is_import |= line->says == NULL;
      if (line->says == NULL)
        continue;
      json_object_iter_init (&iter, json_node_get_object (line->says));
      while (json_object_iter_next (&iter, &name, &node))
        if (is_asked (asked, name))
          g_hash_table_insert (said, g_strdup (name), JSON_NODE_HOLDS_VALUE (node) ? json_node_dup_string (node) : NULL);
    }
  *is_shown = is_any && !(is_import && is_others);
  for (guint i = 0; i < entity->n_fields && *is_shown && !is_import; i++)
    {
      const char *field = entity->fields[i].key;
      if (!epc_field_is_stored (&entity->fields[i]) || !is_asked (asked, field))
        continue;
      g_autofree char *shown = epc_record_to_text (asked->record, field);
      const char *signed_text = g_hash_table_lookup (said, field);
      *is_shown = g_strcmp0 (shown != NULL ? shown : "", signed_text != NULL ? signed_text : "") == 0;
    }
  return TRUE;
}

/* --- the answer --- */

static char *
name_of (const Asked *asked, const guint8 *replica)
{
  const Key *key = find_key (asked, replica, 16);
  EpcUid uid;

  if (key != NULL && key->shown != NULL)
    return g_strdup (key->shown);
  memcpy (uid.bytes, replica, sizeof uid.bytes);
  return epc_sqlite_text (asked->db, NULL, "SELECT name FROM _peer WHERE replica = ?1", "u", &uid);
}

static gboolean
is_of_this_file (const Asked *asked, const EpcUid *replica)
{
  gboolean found = FALSE;
  gint64 one;

  return epc_sqlite_integer (asked->db, &one, &found, NULL, "SELECT 1 FROM _replica WHERE id = ?1 AND host IS NOT NULL", "u", replica) && found;
}

static void
tell (const Asked *asked, EpcVoucher *voucher, const Line *line)
{
  static const guint8 nobody[32];

  voucher->replica = line->replica;
  voucher->office = name_of (asked, line->replica.bytes);
  voucher->author = g_strdup (line->author);
  voucher->wall = line->wall;
  if (memcmp (voucher->public_key, nobody, sizeof nobody) != 0)
    voucher->signer = name_of (asked, voucher->public_key);
}

/* Why what @line says is not verified. */
static gboolean
tell_why_not (const Asked *asked, EpcVoucher *voucher, const Line *line, GError **error)
{
  Signers signers;

  if (!read_signers (asked, line, &signers, error))
    return FALSE;
  memcpy (voucher->public_key, signers.public_key, sizeof signers.public_key);
  voucher->state = is_of_this_file (asked, &line->replica) ? EPC_VOUCHER_HERE
                   : signers.is_denied                      ? EPC_VOUCHER_CONTRADICTED
                   : signers.is_signed                      ? EPC_VOUCHER_CHANGED
                   : signers.is_own                         ? EPC_VOUCHER_UNTRUSTED
                   : signers.is_anybody                     ? EPC_VOUCHER_RELAYED
                                                            : EPC_VOUCHER_UNKNOWN;
  if (voucher->state == EPC_VOUCHER_HERE)
    memset (voucher->public_key, 0, sizeof voucher->public_key);
  tell (asked, voucher, line);
  for (guint i = asked->lines->len; voucher->state == EPC_VOUCHER_CHANGED && i > 0; i--)
    {
      const Line *later = g_ptr_array_index (asked->lines, i - 1);
      if (epc_uid_equal (&later->replica, &line->replica))
        continue;
      g_free (voucher->author);
      voucher->author = g_strdup (later->author);
      voucher->wall = later->wall;
      break;
    }
  return TRUE;
}

/* Who may have said it: whoever began the record, or whoever wrote one of the fields; the last first. */
static EpcVoucher *
answer (const Asked *asked, GError **error)
{
  g_autoptr (EpcVoucher) voucher = g_new0 (EpcVoucher, 1);
  const Line *last = NULL;

  voucher->state = EPC_VOUCHER_UNKNOWN;
  for (guint i = asked->lines->len; i > 0; i--)
    {
      const Line *line = g_ptr_array_index (asked->lines, i - 1);
      gboolean is_shown;
      if (asked->fields == NULL && !line->is_created)
        continue;
      if (last == NULL)
        last = line;
      if (!says_what_is_shown (asked, &line->replica, &is_shown, voucher->public_key, error))
        return NULL;
      if (!is_shown)
        continue;
      voucher->state = EPC_VOUCHER_VERIFIED;
      tell (asked, voucher, line);
      return g_steal_pointer (&voucher);
    }
  memset (voucher->public_key, 0, sizeof voucher->public_key);
  if (last != NULL && !tell_why_not (asked, voucher, last, error))
    return NULL;
  return g_steal_pointer (&voucher);
}

EpcVoucher *
epc_store_voucher (EpcStore *store, EpcRecord *record, const char *const *fields, GError **error)
{
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free), keys = g_ptr_array_new_with_free_func (key_free);
  Asked asked = { reader.db, record, fields, lines, keys, FALSE };

  if (reader.db == NULL || !read_keys (&asked, error) || !read_lines (&asked, error) || !read_import (&asked, error))
    return NULL;
  return answer (&asked, error);
}
