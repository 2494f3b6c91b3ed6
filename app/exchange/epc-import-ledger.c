/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of a stock ledger are looked at together before any of them is written: what comes in counts wherever it stands in the file;
 * what goes out is taken in the order of time, and refused where a lot would hold less than nothing on that day or a later one.
 */
#include "epc-import-private.h"

#include "base/epc-i18n.h"
#include "store/epc-ledger.h"

typedef struct
{
  EpcLotKey key;
  EpcUid uid;
  double quantity;
  gint64 day;
  guint64 row;
  char *time, *type;
  gboolean is_reversal;
} Entry;

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_free (entry->time);
  g_free (entry->type);
}

static const EpcValue *
value_of (const EpcEntity *entity, const EpcValue *values, const char *key)
{
  return &values[epc_entity_field_index (entity, key)];
}

/* Those that are not in the ledger yet. */
static GArray *
read_entries (EpcImport *import, GError **error)
{
  const EpcEntity *entity = import->targets[0].entity;
  g_autoptr (GArray) entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_autoptr (GError) cause = NULL;
  const EpcValue *values;
  const guint8 *is_initial;
  const char *code, *time;
  guint64 row;
  guint kind;
  EpcUid uid;

  g_array_set_clear_func (entries, entry_clear);
  if (!epc_spool_rewind (import->spool, error))
    return NULL;
  while (epc_spool_next (import->spool, &kind, &row, &uid, &code, &values, &is_initial, &cause))
    {
      Entry entry = { .row = row, .uid = uid };
      if (kind != 0 || g_hash_table_contains (import->late, GUINT_TO_POINTER ((guint) row))
          || !epc_lot_key_read (values, &entry.key, &entry.quantity, &time))
        continue;
      g_autoptr (EpcRecord) stored = epc_uid_is_nil (&uid) ? NULL : epc_store_get (import->store, entity, &uid, NULL);
      if (stored != NULL && !epc_record_meta (stored)->is_deleted)
        continue;
      const EpcValue *type = value_of (entity, values, "type");
      entry.time = g_strdup (time);
      entry.day = epc_ledger_day (import->store, time);
      entry.type = type->kind == EPC_VALUE_TEXT ? g_strdup (type->text) : NULL;
      entry.is_reversal = value_of (entity, values, "reverses")->kind != EPC_VALUE_EMPTY;
      g_array_append_val (entries, entry);
    }
  if (cause == NULL)
    return g_steal_pointer (&entries);
  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

/* What comes in first; then by time, then as in the file. */
static int
in_order (gconstpointer a, gconstpointer b)
{
  const Entry *x = a, *y = b;
  int order;

  if ((x->quantity < 0) != (y->quantity < 0))
    return x->quantity < 0 ? 1 : -1;
  order = g_strcmp0 (x->time, y->time);
  return order != 0 ? order : x->row < y->row ? -1 : x->row > y->row;
}

void
epc_import_refuse_late (EpcImport *import, guint64 row, const char *rule, const char *reason)
{
  guint errors = import->row_errors;

  g_hash_table_add (import->late, GUINT_TO_POINTER ((guint) row));
  epc_import_reject (import, rule, row, G_MAXUINT, NULL, reason, NULL);
  import->row_errors = errors;
  import->report->rejected++;
}

static EpcLotDays *
days_of (EpcImport *import, GHashTable *lots, const EpcLotKey *key, GError **error)
{
  EpcLotDays *days = g_hash_table_lookup (lots, key);

  if (days != NULL)
    return days;
  days = epc_lot_days_load (import->store, key, error);
  if (days != NULL)
    g_hash_table_insert (lots, g_memdup2 (key, sizeof *key), days);
  return days;
}

gboolean
epc_import_judge_ledger (EpcImport *import, GError **error)
{
  if (import->n_targets == 0 || !g_str_equal (import->targets[0].entity->key, "stock_movement"))
    return TRUE;
  g_autoptr (GArray) entries = read_entries (import, error);
  g_autoptr (GHashTable) lots
      = g_hash_table_new_full (epc_lot_key_hash, epc_lot_key_equal, g_free, (GDestroyNotify) epc_lot_days_free);
  if (entries == NULL)
    return FALSE;
  g_array_sort (entries, in_order);
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      EpcLotDays *days = days_of (import, lots, &entry->key, error);
      double balance;
      gint64 when;
      if (days == NULL)
        return FALSE;
      g_autofree char *unfit
          = entry->is_reversal ? NULL : epc_ledger_unfit_sentence (import->store, &entry->key, entry->type, entry->quantity, entry->day);
      if (unfit != NULL)
        epc_import_refuse_late (import, entry->row, "stock_expired", unfit);
      else if (entry->quantity < 0 && epc_lot_days_below (days, entry->day, -entry->quantity, &when, &balance))
        {
          g_autofree char *sentence = epc_ledger_short_sentence (import->store, &entry->key, entry->day, when, balance + entry->quantity,
                                                                 epc_lot_days_least (days, entry->day));
          epc_import_refuse_late (import, entry->row, "stock_negative", sentence);
        }
      else
        epc_lot_days_add (days, entry->day, entry->quantity);
    }
  return TRUE;
}
