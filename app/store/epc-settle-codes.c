/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Equal codes that two workspaces gave: the smallest identity keeps it, each other has a suffix of its own.
 */
#include "epc-settle-private.h"

#include <string.h>

typedef struct
{
  gint64 row;
  EpcUid uid;
  char *code;
} Holder;

static void
holder_clear (gpointer data)
{
  g_free (((Holder *) data)->code);
}

static int
compare_holders (gconstpointer a, gconstpointer b)
{
  return epc_uid_compare (&((const Holder *) a)->uid, &((const Holder *) b)->uid);
}

/* "HTI-SITE-0042-7F3A": from the record's own identity, so that it comes out the same everywhere. */
static char *
code_beside (const char *code, const EpcUid *uid)
{
  return g_strdup_printf ("%s-%02X%02X", code, uid->bytes[14], uid->bytes[15]);
}

static GArray *
holders_of (EpcSettle *settle, const EpcEntity *entity, const char *code, GError **error)
{
  g_autoptr (GArray) holders = g_array_new (FALSE, FALSE, sizeof (Holder));
  g_autofree char *sql = g_strdup_printf ("SELECT id, uid, _code FROM \"%s\" WHERE _code = ?1 COLLATE NOCASE OR (_code > ?1 || '-' COLLATE "
                                          "NOCASE AND _code < ?1 || '.' COLLATE NOCASE)",
                                          entity->key);
  epc_auto_reset sqlite3_stmt *rows = epc_sqlite_prepare (settle->db, g_intern_string (sql), error);
  EpcStep step;

  g_array_set_clear_func (holders, holder_clear);
  if (rows == NULL)
    return NULL;
  epc_sqlite_bind (rows, "t", code);
  while ((step = epc_sqlite_step (settle->db, rows, error)) == EPC_STEP_ROW)
    {
      Holder holder = { .row = sqlite3_column_int64 (rows, 0), .code = g_strdup ((const char *) sqlite3_column_text (rows, 2)) };
      epc_sqlite_column_uid (rows, 1, &holder.uid);
      g_autofree char *own = code_beside (code, &holder.uid);
      if (g_str_equal (holder.code, code) || g_str_equal (holder.code, own))
        g_array_append_val (holders, holder);
      else
        holder_clear (&holder);
    }
  return step == EPC_STEP_ERROR ? NULL : g_steal_pointer (&holders);
}

static gboolean
give_code (EpcSettle *settle, const EpcEntity *entity, const Holder *holder, const char *code, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE \"%s\" SET _code = ?1 WHERE id = ?2", entity->key);

  if (g_str_equal (holder->code, code))
    return TRUE;
  if (!epc_sqlite_run (settle->db, error, "INSERT OR IGNORE INTO _former_code (entity, code, uid) VALUES (?1, ?2, ?3)", "ttu", entity->key,
                       holder->code, &holder->uid)
      || !epc_sqlite_run (settle->db, error, g_intern_string (sql), "ti", code, holder->row))
    return FALSE;
  g_autoptr (EpcRecord) record = epc_row_find (settle->transaction->store, settle->db, entity, &holder->uid, error);
  if (record == NULL)
    return FALSE;
  epc_transaction_note (settle->transaction, entity, holder->row, EPC_CHANGED_UPDATE);
  return epc_record_meta (record)->is_deleted
         || epc_search_write (settle->db, entity, holder->row, code, entity->n_fields > 0 ? epc_record_value (record, 0) : NULL, error);
}

void
epc_settle_code (EpcSettle *settle, const EpcEntity *entity, const char *code)
{
  GHashTable *codes = g_hash_table_lookup (settle->codes, entity);

  if (codes == NULL)
    {
      codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (settle->codes, (gpointer) entity, codes);
    }
  g_hash_table_add (codes, g_strdup (code));
}

/* What others numbered in our own series is behind us from now on. */
static gboolean
raise_counter (EpcSettle *settle, const EpcEntity *entity, const char *code, GError **error)
{
  g_autofree char *series = g_strdup_printf ("%s-%s-", epc_store_country (settle->transaction->store), entity->code_prefix);
  char *end = NULL;

  if (!g_str_has_prefix (code, series))
    return TRUE;
  gint64 number = g_ascii_strtoll (code + strlen (series), &end, 10);
  series[strlen (series) - 1] = '\0';
  return *end != '\0' || number <= 0 || number > G_MAXINT32
         || epc_sqlite_run (settle->db, error,
                            "INSERT INTO _counter (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = max (value, "
                            "excluded.value)",
                            "ti", series, number);
}

gboolean
epc_settle_finish (EpcSettle *settle, GError **error)
{
  GHashTableIter iter, inner;
  gpointer entity, codes, code;

  g_hash_table_iter_init (&iter, settle->codes);
  while (g_hash_table_iter_next (&iter, &entity, &codes))
    {
      g_hash_table_iter_init (&inner, codes);
      while (((const EpcEntity *) entity)->code_prefix != NULL && g_hash_table_iter_next (&inner, &code, NULL))
        {
          g_autoptr (GArray) holders = holders_of (settle, entity, code, error);
          if (holders == NULL || !raise_counter (settle, entity, code, error))
            return FALSE;
          g_array_sort (holders, compare_holders);
          for (guint i = 0; i < holders->len; i++)
            {
              const Holder *holder = &g_array_index (holders, Holder, i);
              g_autofree char *beside = code_beside (code, &holder->uid);
              if (!give_code (settle, entity, holder, i == 0 ? code : beside, error))
                return FALSE;
            }
        }
    }
  g_hash_table_remove_all (settle->codes);
  return TRUE;
}
