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

static gboolean
concerns (const EpcEntity *entity)
{
  return g_str_equal (entity->key, "stock_movement");
}

static gboolean
begin (EpcImport *import, gpointer *data, GError **error)
{
  GArray *entries = g_array_new (FALSE, TRUE, sizeof (Entry));

  g_array_set_clear_func (entries, entry_clear);
  *data = entries;
  return TRUE;
}

/* Those that are not in the ledger yet. */
static void
take_row (EpcImport *import, const EpcLateRow *late, gpointer data)
{
  const EpcEntity *entity = import->targets[0].entity;
  GArray *entries = data;
  Entry entry = { .row = late->row };
  const char *time;

  if (!epc_lot_key_read (late->values, &entry.key, &entry.quantity, &time))
    return;
  g_autoptr (EpcRecord) stored = epc_import_stored (import, late);
  if (stored != NULL)
    return;
  const EpcValue *type = value_of (entity, late->values, "type");
  entry.time = g_strdup (time);
  entry.day = epc_ledger_day (import->store, time);
  entry.type = type->kind == EPC_VALUE_TEXT ? g_strdup (type->text) : NULL;
  entry.is_reversal = value_of (entity, late->values, "reverses")->kind != EPC_VALUE_EMPTY;
  g_array_append_val (entries, entry);
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

static gboolean
judge_entries (EpcImport *import, gpointer data, GError **error)
{
  GArray *entries = data;
  g_autoptr (GHashTable) lots
      = g_hash_table_new_full (epc_lot_key_hash, epc_lot_key_equal, g_free, (GDestroyNotify) epc_lot_days_free);

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

const EpcLateJudge epc_import_ledger_judge = { concerns, begin, take_row, judge_entries, (GDestroyNotify) g_array_unref };
