/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which records are one crisis: it, what belongs to it, what belongs to that, and what all of these refer to.
 * A record belongs to what it names where it could not be without it (the field is needed), where it names the crisis itself, where it is said of
 * that one record (attachments, comments), and where it is written for an event. The preparedness and the lists that an office keeps whatever
 * happens do not belong to a crisis by naming what it touched; what names another crisis belongs to that one.
 */
#include "epc-share-private.h"

#include <string.h>

#include "epc-seed.h"
#include "epc-store-private.h"

typedef struct
{
  EpcSqlite *db;
  EpcShareChoice *choice;
  const EpcUid *crisis;
  GHashTable *seeds; /* gint64: imports that every workspace begins with; they go nowhere */
  GPtrArray *grown; /* kinds in which something was found since they were last followed */
} Choosing;

static gboolean
stays_out (const EpcEntity *entity)
{
  return (entity->flags & EPC_ENTITY_LOCAL) != 0 || g_str_equal (entity->key, "import_batch");
}

/* An official list of places is everybody's, and far larger than any crisis. */
static gboolean
add (Choosing *choosing, const EpcEntity *entity, const EpcUid *uid, gint64 batch, gboolean *is_new)
{
  EpcShareChoice *choice = choosing->choice;

  *is_new = !(batch != 0 && g_str_equal (entity->key, "place")) && !g_hash_table_contains (choice->uids, uid);
  if (!*is_new)
    return TRUE;
  g_hash_table_insert (choice->uids, g_memdup2 (uid, sizeof *uid), (gpointer) entity);
  if (batch != 0 && !g_hash_table_contains (choosing->seeds, &batch))
    g_hash_table_add (choice->batches, g_memdup2 (&batch, sizeof batch));
  return TRUE;
}

static void
note_grown (GPtrArray *grown, const EpcEntity *entity)
{
  if (!g_ptr_array_find (grown, entity, NULL))
    g_ptr_array_add (grown, (gpointer) entity);
}

/* --- what belongs to them --- */

/* A record of @entity is a part of what @field, a reference to @target, names. */
static gboolean
is_part (const EpcEntity *entity, const EpcField *field, const EpcEntity *target)
{
  gboolean is_of_events = entity->area == EPC_AREA_RESPONSE || entity->area == EPC_AREA_TRANSITION || entity->area == EPC_AREA_RECOVERY;

  return is_of_events || (field->flags & EPC_FIELD_REQUIRED) != 0 || g_str_equal (target->key, "crisis");
}

/* "uid, _batch, reference…" of @entity: the references to @kinds that it is a part of; @kinds NULL: all references. NULL: it has none. */
static char *
sql_of_references (const EpcEntity *entity, GPtrArray *kinds, const char *where)
{
  g_autoptr (GString) sql = g_string_new ("SELECT uid, _batch");
  guint n = 0;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      const EpcEntity *target = field->type == EPC_TYPE_REFERENCE && epc_field_is_stored (field) ? epc_entity_find (field->target) : NULL;
      gboolean is_link = g_str_equal (field->key, "record") && field->type == EPC_TYPE_TEXT;
      gboolean is_asked = target != NULL && (kinds == NULL || (g_ptr_array_find (kinds, target, NULL) && is_part (entity, field, target)));
      if (!is_asked && !(is_link && kinds != NULL))
        continue;
      g_string_append_printf (sql, ", \"%s\"", field->key);
      n++;
    }
  g_string_append_printf (sql, " FROM \"%s\"%s", entity->key, where);
  return n > 0 ? g_string_free (g_steal_pointer (&sql), FALSE) : NULL;
}

/* A reference, or the text of a uid (attachments, comments). */
static gboolean
column_uid (sqlite3_stmt *row, int column, EpcUid *uid)
{
  if (sqlite3_column_type (row, column) == SQLITE_BLOB && sqlite3_column_bytes (row, column) == (int) sizeof uid->bytes)
    {
      epc_sqlite_column_uid (row, column, uid);
      return TRUE;
    }
  return sqlite3_column_type (row, column) == SQLITE_TEXT && epc_uid_from_text ((const char *) sqlite3_column_text (row, column), uid);
}

static gboolean
follow_kind (Choosing *choosing, const EpcEntity *entity, GPtrArray *kinds, GError **error)
{
  const EpcField *own = epc_entity_field (entity, "crisis");
  gboolean names_one = own != NULL && own->type == EPC_TYPE_REFERENCE;
  g_autofree char *sql = sql_of_references (entity, kinds, names_one ? " WHERE crisis IS NULL OR crisis = ?1" : "");
  epc_auto_finalize sqlite3_stmt *row = sql != NULL ? epc_sqlite_prepare_once (choosing->db, sql, error) : NULL;
  EpcStep step;

  if (sql == NULL || row == NULL)
    return sql == NULL;
  if (names_one)
    epc_sqlite_bind (row, "u", choosing->crisis);
  while ((step = epc_sqlite_step (choosing->db, row, error)) == EPC_STEP_ROW)
    for (int i = 2; i < sqlite3_column_count (row); i++)
      {
        EpcUid uid, target;
        gboolean is_new = FALSE;
        if (!column_uid (row, i, &target) || !g_hash_table_contains (choosing->choice->uids, &target))
          continue;
        epc_sqlite_column_uid (row, 0, &uid);
        add (choosing, entity, &uid, sqlite3_column_int64 (row, 1), &is_new);
        if (is_new)
          note_grown (choosing->grown, entity);
        break;
      }
  return step == EPC_STEP_DONE;
}

static gboolean
add_what_belongs (Choosing *choosing, GError **error)
{
  guint n;
  const EpcEntity *const *all = epc_catalogue (&n);

  while (choosing->grown->len > 0)
    {
      g_autoptr (GPtrArray) kinds = choosing->grown;
      choosing->grown = g_ptr_array_new ();
      for (guint i = 0; i < n; i++)
        if (!stays_out (all[i]) && !follow_kind (choosing, all[i], kinds, error))
          return FALSE;
    }
  return TRUE;
}

/* --- what they refer to --- */

/* The records that those of @entity in @uids name; what is new into @more. */
static gboolean
add_named (Choosing *choosing, const EpcEntity *entity, GPtrArray *uids, GHashTable *more, GError **error)
{
  g_autofree char *sql = sql_of_references (entity, NULL, " WHERE uid = ?1");
  epc_auto_finalize sqlite3_stmt *row = sql != NULL ? epc_sqlite_prepare_once (choosing->db, sql, error) : NULL;

  if (sql == NULL || row == NULL)
    return sql == NULL;
  for (guint i = 0; i < uids->len; i++)
    {
      sqlite3_reset (row);
      epc_sqlite_bind (row, "u", g_ptr_array_index (uids, i));
      EpcStep step = epc_sqlite_step (choosing->db, row, error);
      if (step == EPC_STEP_ERROR)
        return FALSE;
      for (int column = 2, at = -1; step == EPC_STEP_ROW && column < sqlite3_column_count (row); column++)
        {
          EpcUid uid;
          do
            at++;
          while (entity->fields[at].type != EPC_TYPE_REFERENCE || !epc_field_is_stored (&entity->fields[at])
                 || epc_entity_find (entity->fields[at].target) == NULL);
          if (column_uid (row, column, &uid) && !g_hash_table_contains (choosing->choice->uids, &uid))
            g_hash_table_insert (more, g_memdup2 (&uid, sizeof uid), (gpointer) epc_entity_find (entity->fields[at].target));
        }
    }
  return TRUE;
}

static GHashTable *
by_kind (GHashTable *records)
{
  GHashTable *lists = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  GHashTableIter iter;
  gpointer uid, entity;

  g_hash_table_iter_init (&iter, records);
  while (g_hash_table_iter_next (&iter, &uid, &entity))
    {
      GPtrArray *list = g_hash_table_lookup (lists, entity);
      if (list == NULL)
        g_hash_table_insert (lists, entity, list = g_ptr_array_new ());
      g_ptr_array_add (list, uid);
    }
  return lists;
}

static gboolean
add_records (Choosing *choosing, GHashTable *records, GError **error)
{
  GHashTableIter iter;
  gpointer uid, entity;

  g_hash_table_iter_init (&iter, records);
  while (g_hash_table_iter_next (&iter, &uid, &entity))
    {
      gint64 batch;
      gboolean found, is_new;
      g_autofree char *sql = g_strdup_printf ("SELECT coalesce (_batch, 0) FROM \"%s\" WHERE uid = ?1", ((const EpcEntity *) entity)->key);
      if (stays_out (entity))
        continue;
      if (!epc_sqlite_integer (choosing->db, &batch, &found, error, g_intern_string (sql), "u", uid))
        return FALSE;
      if (found)
        add (choosing, entity, uid, batch, &is_new);
    }
  return TRUE;
}

static gboolean
add_what_is_named (Choosing *choosing, GError **error)
{
  g_autoptr (GHashTable) newest = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, NULL);
  GHashTableIter iter;
  gpointer uid, entity;

  g_hash_table_iter_init (&iter, choosing->choice->uids);
  while (g_hash_table_iter_next (&iter, &uid, &entity))
    g_hash_table_insert (newest, g_memdup2 (uid, sizeof (EpcUid)), entity);
  while (g_hash_table_size (newest) > 0)
    {
      g_autoptr (GHashTable) lists = by_kind (newest);
      g_autoptr (GHashTable) more = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, NULL);
      gpointer list;
      g_hash_table_iter_init (&iter, lists);
      while (g_hash_table_iter_next (&iter, &entity, &list))
        if (!add_named (choosing, entity, list, more, error))
          return FALSE;
      if (!add_records (choosing, more, error))
        return FALSE;
      g_hash_table_unref (newest);
      newest = g_steal_pointer (&more);
    }
  return TRUE;
}

/* --- imports go whole --- */

static gboolean
find_seeds (Choosing *choosing, GError **error)
{
  epc_auto_finalize sqlite3_stmt *row = epc_sqlite_prepare_once (
      choosing->db, "SELECT b.id FROM _batch AS b JOIN import_batch AS i ON i.uid = b.uid WHERE i.entity = '" EPC_SEEDS "'", error);
  EpcStep step;

  if (row == NULL)
    return FALSE;
  while ((step = epc_sqlite_step (choosing->db, row, error)) == EPC_STEP_ROW)
    {
      gint64 batch = sqlite3_column_int64 (row, 0);
      g_hash_table_add (choosing->seeds, g_memdup2 (&batch, sizeof batch));
    }
  return step == EPC_STEP_DONE;
}

static gboolean
add_uids (Choosing *choosing, const char *sql, gint64 batch, const EpcEntity *entity, GError **error)
{
  epc_auto_finalize sqlite3_stmt *row = epc_sqlite_prepare_once (choosing->db, sql, error);
  EpcStep step;

  if (row == NULL)
    return FALSE;
  epc_sqlite_bind (row, "i", batch);
  while ((step = epc_sqlite_step (choosing->db, row, error)) == EPC_STEP_ROW)
    {
      EpcUid uid;
      epc_sqlite_column_uid (row, 0, &uid);
      if (!g_hash_table_contains (choosing->choice->uids, &uid))
        g_hash_table_insert (choosing->choice->uids, g_memdup2 (&uid, sizeof uid), (gpointer) entity);
    }
  return step == EPC_STEP_DONE;
}

/* An import is there or it is not: its other rows come along, with what was changed in them since. */
static gboolean
complete_imports (Choosing *choosing, GError **error)
{
  g_autoptr (GList) batches = g_hash_table_get_keys (choosing->choice->batches);

  for (GList *item = batches; item != NULL; item = item->next)
    {
      gint64 batch = *(gint64 *) item->data;
      guint n;
      const EpcEntity *const *all = epc_catalogue (&n);
      if (!add_uids (choosing, "SELECT uid FROM _batch WHERE id = ?1", batch, epc_entity_find ("import_batch"), error))
        return FALSE;
      for (guint i = 0; i < n; i++)
        {
          g_autofree char *sql = g_strdup_printf ("SELECT t.uid FROM \"%s\" AS t JOIN _batch_rows AS r ON r.batch = ?1 AND r.entity = '%s' WHERE t.id "
                                                  "BETWEEN r.first_row AND r.last_row AND t._batch = ?1 AND (t._changed IS NOT NULL OR t._deleted <> 0)",
                                                  all[i]->key, all[i]->key);
          if (!stays_out (all[i]) && !add_uids (choosing, sql, batch, all[i], error))
            return FALSE;
        }
    }
  return TRUE;
}

EpcShareChoice *
epc_share_choose_crisis (EpcSqlite *db, const EpcUid *crisis, GError **error)
{
  g_autoptr (EpcShareChoice) choice = g_new0 (EpcShareChoice, 1);
  g_autoptr (GHashTable) seeds = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Choosing choosing = { db, choice, crisis, seeds, g_ptr_array_new () };
  const EpcEntity *entity = epc_entity_find ("crisis");
  g_autoptr (GHashTable) first = g_hash_table_new (epc_uid_hash, epc_uid_equal_func);

  choice->uids = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, NULL);
  choice->batches = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_hash_table_insert (first, (gpointer) crisis, (gpointer) entity);
  g_ptr_array_add (choosing.grown, (gpointer) entity);
  gboolean done = find_seeds (&choosing, error) && add_records (&choosing, first, error) && add_what_belongs (&choosing, error) && add_what_is_named (&choosing, error)
                  && complete_imports (&choosing, error);
  g_ptr_array_unref (choosing.grown);
  return done ? g_steal_pointer (&choice) : NULL;
}

void
epc_share_choice_free (EpcShareChoice *choice)
{
  g_clear_pointer (&choice->uids, g_hash_table_unref);
  g_clear_pointer (&choice->batches, g_hash_table_unref);
  g_free (choice);
}
