/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What changed: the journal by steps, and imports by their batches.
 */
#include "overview-private.h"

#include <json-glib/json-glib.h>

#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "store/epc-journal.h"

#define MAX_CHANGES 8
#define JOURNAL_LOOK_BACK 600

static char *
when_text (EpcOverviewReading *reading, gint64 wall)
{
  g_autofree char *moment = epc_moment_from_unix (wall, NULL);
  g_autoptr (GDateTime) local = epc_moment_in_zone (moment, epc_store_zone (reading->store));
  g_autofree char *iso = NULL;
  gint64 days = 0;
  gboolean is_day;

  if (local == NULL)
    return g_strdup ("");
  iso = g_date_time_format (local, "%Y-%m-%d");
  is_day = epc_overview_days (iso, &days);
  if (is_day && days == reading->today)
    return g_date_time_format (local, "%H:%M");
  if (is_day && days == reading->today - 1)
    return g_strdup (_ ("yesterday"));
  return epc_overview_short_date (reading, iso);
}

typedef struct
{
  gint64 wall;
  EpcOverviewItem *item;
} Change;

static void
add_change (EpcOverviewReading *reading, GPtrArray *changes, const EpcJournalEntry *last, guint n)
{
  EpcOverviewItem *item = g_new0 (EpcOverviewItem, 1);
  Change *change = g_new0 (Change, 1);
  g_autofree char *count = epc_language_integer (reading->language, n);
  g_autofree char *what = NULL;

  if (n == 1)
    {
      g_autofree char *title = epc_store_title (reading->store, last->entity, &last->uid);

      item->entity = last->entity;
      item->uid = last->uid;
      /* Translators: kind of record, its name */
      what = g_strdup_printf (_ ("%s: %s"), _ (last->entity->label), title);
    }
  else
    /* Translators: how many, kind of record */
    what = g_strdup_printf (_ ("%s × %s"), count, _ (last->entity->plural));
  item->title = last->author != NULL && *last->author != '\0' ? g_strdup_printf (_ ("%s · %s"), what, last->author) : g_strdup (what);
  change->wall = last->wall;
  change->item = item;
  g_ptr_array_add (changes, change);
}

/* "file.csv · 13,367 counts by location": the batch keeps what it did to each kind of record as JSON. */
static char *
import_text (EpcOverviewReading *reading, EpcRecord *record)
{
  const char *file = epc_record_text (record, "file_name"), *key = epc_record_text (record, "entity");
  const EpcEntity *entity = key != NULL ? epc_entity_find (key) : NULL;
  g_autoptr (JsonNode) root = json_from_string (epc_record_text (record, "counts") != NULL ? epc_record_text (record, "counts") : "{}", NULL);
  JsonObject *all = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonObject *counts = all != NULL && key != NULL && json_object_has_member (all, key) ? json_object_get_object_member (all, key) : NULL;
  gint64 changes = counts == NULL ? 0
                                  : json_object_get_int_member_with_default (counts, "inserted", 0)
                                        + json_object_get_int_member_with_default (counts, "updated", 0);
  g_autofree char *number = epc_language_integer (reading->language, changes);

  if (entity == NULL || changes == 0)
    /* Translators: %s is a file name */
    return g_strdup_printf (_ ("Imported %s"), file != NULL ? file : "");
  /* Translators: how many, kind of record, file name */
  return g_strdup_printf (_ ("%s × %s · %s"), number, _ (entity->plural), file != NULL ? file : "");
}

/* What an import inserted has no journal entries of its own: its batch stands for it. */
static void
read_imports (EpcOverviewReading *reading, GPtrArray *changes)
{
  const EpcEntity *entity = epc_entity_find ("import_batch");
  g_autoptr (EpcQuery) query = epc_query_new (entity);
  g_autoptr (GPtrArray) records = NULL;

  epc_query_where (query, reading->store, "undone_at", EPC_OP_EMPTY, NULL, NULL);
  epc_query_sort (query, "-imported_at", NULL);
  epc_query_limit (query, MAX_CHANGES);
  records = epc_query_records (query, reading->store, NULL);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (records, i);
      const char *file = epc_record_text (record, "file_name");
      Change *change = g_new0 (Change, 1);

      /* what came with the program is no news */
      if (g_strcmp0 (file, "seeds") == 0 || !epc_moment_to_unix (epc_record_text (record, "imported_at"), &change->wall))
        {
          g_free (change);
          continue;
        }
      change->item = g_new0 (EpcOverviewItem, 1);
      change->item->title = import_text (reading, record);
      g_ptr_array_add (changes, change);
    }
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const Change *left = *(const Change *const *) a, *right = *(const Change *const *) b;

  return left->wall > right->wall ? -1 : left->wall < right->wall;
}

/* Entries of one step, one kind of record and one author are one line. */
void
epc_overview_read_changes (EpcOverviewReading *reading)
{
  g_autoptr (GPtrArray) log = epc_journal_log (reading->store, JOURNAL_LOOK_BACK, NULL);
  g_autoptr (GHashTable) uids = g_hash_table_new (epc_uid_hash, epc_uid_equal_func);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_free);
  const EpcJournalEntry *first = NULL;

  for (guint i = 0; log != NULL && i < log->len && changes->len < MAX_CHANGES; i++)
    {
      EpcJournalEntry *entry = g_ptr_array_index (log, i);

      /* of an import its batch speaks, for what it changed and for what it added */
      if (entry->entity == NULL || (entry->entity->flags & EPC_ENTITY_PROGRAM) != 0 || entry->batch != 0)
        continue;
      if (first != NULL
          && (entry->entity != first->entity || g_strcmp0 (entry->author, first->author) != 0 || (entry->step != first->step && first->wall - entry->wall > 30 * 60 * G_USEC_PER_SEC)))
        {
          add_change (reading, changes, first, g_hash_table_size (uids));
          g_hash_table_remove_all (uids);
          first = NULL;
        }
      if (first == NULL)
        first = entry;
      g_hash_table_add (uids, &entry->uid);
    }
  if (first != NULL && changes->len < MAX_CHANGES)
    add_change (reading, changes, first, g_hash_table_size (uids));
  read_imports (reading, changes);
  g_ptr_array_sort (changes, compare_changes);
  for (guint i = 0; i < changes->len; i++)
    {
      Change *change = g_ptr_array_index (changes, i);

      if (reading->data->changes->len >= MAX_CHANGES)
        {
          epc_overview_item_free (change->item);
          continue;
        }
      change->item->when = when_text (reading, change->wall);
      g_ptr_array_add (reading->data->changes, change->item);
    }
}
