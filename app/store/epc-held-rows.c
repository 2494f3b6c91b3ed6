/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-held-rows.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "epc-store-private.h"

#define ROWS_AT_ONCE 100
#define TEXT_BYTES (64 * 1024)

/* Before the fields: uid, _batch, _code. */
#define SHARED 3

struct _EpcHeldRows
{
  EpcSqlite *db;
  const EpcEntity *entity;
  const EpcEntitySql *sql;
  gint64 batch;
  gint64 last;         /* row in the table */
  guint n;             /* rows held */
  guint *filled;       /* the fields that any row has filled so far, of the many */
  gboolean *is_filled; /* per stored field */
  guint n_filled;
  EpcValue *values; /* of the rows held, n_filled + SHARED each; texts lie in @texts */
  char *texts;
  gsize n_bytes;
  sqlite3_stmt *many, *one; /* NULL: not made yet for these fields */
};

EpcHeldRows *
epc_held_rows_new (EpcSqlite *db, const EpcEntity *entity, gint64 batch)
{
  EpcHeldRows *held = g_new0 (EpcHeldRows, 1);

  held->db = db;
  held->entity = entity;
  held->sql = epc_entity_sql (entity);
  held->batch = batch;
  held->filled = g_new0 (guint, held->sql->n_stored + 1);
  held->is_filled = g_new0 (gboolean, held->sql->n_stored + 1);
  held->values = g_new0 (EpcValue, ROWS_AT_ONCE * (held->sql->n_stored + SHARED));
  held->texts = g_malloc (TEXT_BYTES);
  return held;
}

void
epc_held_rows_free (EpcHeldRows *held)
{
  if (held == NULL)
    return;
  sqlite3_finalize (held->many);
  sqlite3_finalize (held->one);
  g_free (held->filled);
  g_free (held->is_filled);
  g_free (held->values);
  g_free (held->texts);
  g_free (held);
}

gboolean
epc_held_rows_has (const EpcHeldRows *held, gint64 row)
{
  return held->n > 0 && row > held->last;
}

void
epc_held_rows_drop (EpcHeldRows *held)
{
  held->n = 0;
  held->n_bytes = 0;
}

static sqlite3_stmt *
make_insert (EpcHeldRows *held, guint n_rows, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT %sINTO \"%s\" (uid, _batch, _code", n_rows > 1 ? "OR FAIL " : "", held->entity->key);
  for (guint i = 0; i < held->n_filled; i++)
    g_string_append_printf (sql, ", \"%s\"", held->entity->fields[held->filled[i]].key);
  g_string_append (sql, ") VALUES ");
  for (guint row = 0; row < n_rows; row++)
    {
      g_string_append (sql, row > 0 ? ", (?" : "(?");
      for (guint i = 1; i < held->n_filled + SHARED; i++)
        g_string_append (sql, ", ?");
      g_string_append_c (sql, ')');
    }
  return epc_sqlite_prepare_once (held->db, sql->str, error);
}

static gboolean
insert_rows (EpcHeldRows *held, sqlite3_stmt *statement, guint first, guint n_rows, GError **error)
{
  guint width = held->n_filled + SHARED;

  for (guint i = 0; i < n_rows * width; i++)
    epc_row_bind_value (statement, (int) i + 1, &held->values[first * width + i]);
  EpcStep step = epc_sqlite_step (held->db, statement, error);
  sqlite3_reset (statement);
  return step != EPC_STEP_ERROR;
}

gboolean
epc_held_rows_write (EpcHeldRows *held, GError **error)
{
  guint n = held->n;

  if (n == 0)
    return TRUE;
  epc_held_rows_drop (held);
  if (n == ROWS_AT_ONCE)
    {
      if ((held->many == NULL && (held->many = make_insert (held, n, error)) == NULL)
          || !insert_rows (held, held->many, 0, n, error))
        return FALSE;
    }
  else
    for (guint row = 0; row < n; row++)
      if ((held->one == NULL && (held->one = make_insert (held, 1, error)) == NULL)
          || !insert_rows (held, held->one, row, 1, error))
        return FALSE;
  held->last += n;
  if (sqlite3_last_insert_rowid (held->db->handle) == held->last)
    return TRUE;
  g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _("The change failed and was taken back."));
  return FALSE;
}

/* A field that no row before has filled: the statements name only those that are, which mostly are few of the many. */
static gboolean
fill_field (EpcHeldRows *held, guint stored, GError **error)
{
  if (!epc_held_rows_write (held, error))
    return FALSE;
  g_clear_pointer (&held->many, sqlite3_finalize);
  g_clear_pointer (&held->one, sqlite3_finalize);
  held->is_filled[stored] = TRUE;
  held->filled[held->n_filled++] = held->sql->stored[stored];
  return TRUE;
}

static gsize
text_size (const EpcValue *value)
{
  return value->kind == EPC_VALUE_TEXT ? strlen (value->text) + 1 : 0;
}

static void
hold (EpcHeldRows *held, EpcValue *place, const EpcValue *value)
{
  gsize size = text_size (value);

  *place = *value;
  if (size == 0)
    return;
  place->text = held->texts + held->n_bytes;
  memcpy (place->text, value->text, size);
  held->n_bytes += size;
}

/* Makes room for a row whose texts take @size bytes. */
static gboolean
make_room (EpcHeldRows *held, gsize size, GError **error)
{
  g_autofree char *sql = NULL;

  if ((held->n == ROWS_AT_ONCE || held->n_bytes + size > TEXT_BYTES) && !epc_held_rows_write (held, error))
    return FALSE;
  if (size > TEXT_BYTES)
    held->texts = g_realloc (held->texts, size);
  if (held->n > 0)
    return TRUE;
  /* Others may have inserted since rows were held. */
  sql = g_strdup_printf ("SELECT max (id) FROM \"%s\"", held->entity->key);
  return epc_sqlite_integer (held->db, &held->last, NULL, error, g_intern_string (sql), "");
}

gboolean
epc_held_rows_add (EpcHeldRows *held, const EpcUid *uid, const char *code, const EpcValue *values, gint64 *row, GError **error)
{
  EpcValue shared[SHARED] = {
    { .kind = EPC_VALUE_UID, .uid = *uid },
    { .kind = EPC_VALUE_INTEGER, .integer = held->batch },
    { .kind = code != NULL ? EPC_VALUE_TEXT : EPC_VALUE_EMPTY, .text = (char *) code },
  };
  gsize size = text_size (&shared[SHARED - 1]);

  for (guint i = 0; i < held->sql->n_stored; i++)
    {
      const EpcValue *value = &values[held->sql->stored[i]];
      if (value->kind != EPC_VALUE_EMPTY && !held->is_filled[i] && !fill_field (held, i, error))
        return FALSE;
      size += text_size (value);
    }
  if (!make_room (held, size, error))
    return FALSE;
  EpcValue *place = &held->values[held->n * (held->n_filled + SHARED)];
  for (guint i = 0; i < SHARED; i++)
    hold (held, place++, &shared[i]);
  for (guint i = 0; i < held->n_filled; i++)
    hold (held, place++, &values[held->filled[i]]);
  *row = held->last + ++held->n;
  return TRUE;
}
