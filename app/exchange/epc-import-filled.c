/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A sheet that was written to be filled comes back. Each row of a record says which version of it the sheet was written from. What
 * only the sheet changed is taken, what only the workspace changed stays, and what both changed stays as well and is told of: a
 * sheet that lay in a drawer undoes nobody's work.
 */
#include "epc-import-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "model/epc-record.h"
#include "store/epc-journal.h"

gboolean
epc_import_is_filled (const EpcImport *import, guint64 row)
{
  return import->filled != NULL && g_hash_table_contains (import->filled, GUINT_TO_POINTER ((guint) row));
}

static const EpcCell *
cell_at (const EpcImport *import, guint column)
{
  return column < import->row.n_cells ? &import->row.cells[column] : NULL;
}

static const EpcFill *
fill_of (const EpcTargetState *target, guint field)
{
  for (guint i = 0; i < target->n_fills; i++)
    if (target->fills[i].field == field && target->fills[i].column != G_MAXUINT)
      return &target->fills[i];
  return NULL;
}

static void
leave_alone (EpcTargetState *target, guint field, gboolean is_left)
{
  if (target->is_initial[field] == is_left)
    return;
  target->is_initial[field] = is_left;
  target->changed[field] = TRUE;
}

/* What the workspace held when the sheet was written, of the fields changed since: key → canonical text, NULL for nothing. */
static GHashTable *
values_before (GPtrArray *history, EpcStamp version)
{
  GHashTable *before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  /* The oldest change after the version is met last. */
  for (guint i = 0; history != NULL && i < history->len; i++)
    {
      const EpcJournalEntry *entry = g_ptr_array_index (history, i);
      g_autoptr (JsonParser) parser = json_parser_new ();
      if (entry->stamp <= version || entry->old_json == NULL || !json_parser_load_from_data (parser, entry->old_json, -1, NULL)
          || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
        continue;
      JsonObject *object = json_node_get_object (json_parser_get_root (parser));
      g_autoptr (GList) keys = json_object_get_members (object);
      for (GList *key = keys; key != NULL; key = key->next)
        {
          JsonNode *node = json_object_get_member (object, key->data);
          gboolean is_text = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
          g_hash_table_replace (before, g_strdup (key->data), is_text ? g_strdup (json_node_get_string (node)) : NULL);
        }
    }
  return before;
}

/* Both changed the field: the workspace's value stays. */
static void
tell_both (EpcImport *import, const EpcFill *fill, const char *here)
{
  const EpcCell *cell = cell_at (import, fill->column);
  const char *label = epc_language_text (epc_language_get (NULL), fill->facts->label);
  gboolean is_person = (fill->facts->flags & EPC_FIELD_PERSON) != 0;
  g_autofree char *message
      = is_person || here == NULL
            ? g_strdup_printf (_ ("“%s” was changed here after the sheet was written, and in the sheet too: what stands here stays."), label)
            : g_strdup_printf (_ ("“%s” was changed here after the sheet was written, to “%s”, and in the sheet too: what stands here stays."), label,
                               here);

  epc_import_warn_cell (import, "changed_in_both", fill->facts->key, fill->column, cell != NULL && !is_person ? cell->text : NULL, message,
                        _ ("If the sheet is right, change the record by hand."));
}

/* Lays what the row says over what was changed here since. */
static void
lay_over_changes (EpcImport *import, EpcTargetState *main, EpcRecord *stored, EpcStamp version)
{
  g_autoptr (GPtrArray) history = epc_journal_history (import->store, main->entity, &main->uid, NULL, NULL);
  g_autoptr (GHashTable) before = values_before (history, version);
  g_autofree char *message = g_strdup_printf (_ ("Row %u: the record was changed here after the sheet was written. What only the sheet changed was taken."),
                                              (guint) import->row.number);

  epc_import_warn (import, "changed_meanwhile", NULL, import->row.number, message);
  for (guint f = 0; f < main->entity->n_fields; f++)
    {
      const EpcField *field = &main->entity->fields[f];
      const EpcFill *fill = fill_of (main, f);
      gpointer old;
      if (fill == NULL || !g_hash_table_lookup_extended (before, field->key, NULL, &old))
        continue;
      g_autofree char *told = epc_value_to_text (field, epc_record_value (main->record, f));
      g_autofree char *here = epc_value_to_text (field, epc_record_value (stored, f));
      if (g_strcmp0 (told, here) == 0)
        continue;
      leave_alone (main, f, TRUE);
      ((EpcFill *) fill)->has_memo = FALSE;
      if (g_strcmp0 (told, old) != 0)
        tell_both (import, fill, here);
    }
}

void
epc_import_settle_filled (EpcImport *import)
{
  EpcTargetState *main = &import->targets[0];
  const EpcCell *cell = cell_at (import, import->identity_version), *uid = cell_at (import, import->identity_uid);
  gboolean has_version = cell != NULL && cell->kind != EPC_CELL_EMPTY && uid != NULL && uid->kind != EPC_CELL_EMPTY;
  EpcStamp version = has_version ? g_ascii_strtoll (cell->text, NULL, 10) : 0;
  g_autoptr (EpcRecord) stored = has_version ? epc_store_get (import->store, main->entity, &main->uid, NULL) : NULL;

  for (guint f = 0; f < main->entity->n_fields; f++)
    if (fill_of (main, f) == NULL)
      leave_alone (main, f, stored != NULL || main->default_is_initial[f]);
  if (stored == NULL)
    return;
  if (epc_record_meta (stored)->is_deleted)
    {
      epc_import_reject (import, "deleted_meanwhile", import->row.number, G_MAXUINT, NULL,
                         _ ("The record of this row was deleted here after the sheet was written: it stays deleted."),
                         _ ("If it should be there again, restore it and import the sheet anew."));
      return;
    }
  if (import->filled == NULL)
    import->filled = g_hash_table_new (NULL, NULL);
  g_hash_table_add (import->filled, GUINT_TO_POINTER ((guint) import->row.number));
  if (epc_record_meta (stored)->changed != version)
    lay_over_changes (import, main, stored, version);
}
