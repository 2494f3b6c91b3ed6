/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of one file that are about the same record: taken once when they say the same, refused when they differ, and told apart by their
 * order when the user says that each is a record of its own (villages that a sheet counts and does not name).
 */
#include "epc-import-private.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"

/* Fewer rows than these are told one by one. */
#define LEAST_ALIKE 3

/* The field of the natural key that tells rows apart (the spot inside its place); −1: rows of this kind are never told apart by their order. */
static int
name_field (const EpcTargetState *main)
{
  for (guint k = 0; k < main->n_keys; k++)
    {
      const EpcField *field = &main->entity->fields[main->keys[k]];
      if (field->flags & EPC_FIELD_APART)
        return (int) main->keys[k];
    }
  return -1;
}

void
epc_import_clear_apart (EpcTargetState *main)
{
  int field = name_field (main);

  if (field < 0)
    return;
  epc_target_set_default (main, (guint) field);
  for (guint i = 0; i < main->n_fills; i++)
    if ((int) main->fills[i].field == field)
      main->fills[i].has_memo = FALSE;
}

/* The row is the second, third … of those that nothing else tells apart: the name of its spot says so. */
static void
set_apart (EpcImport *import, EpcTargetState *main, guint field)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (import->apart_counts, &main->uid));
  const EpcValue *name = epc_record_value (main->record, field);
  g_autofree char *text = NULL;
  EpcValue value = { .kind = EPC_VALUE_TEXT };

  n = MAX (n, 1) + 1;
  g_hash_table_replace (import->apart_counts, g_memdup2 (&main->uid, sizeof main->uid), GUINT_TO_POINTER (n));
  text = name->kind == EPC_VALUE_TEXT ? g_strdup_printf ("%s (%u)", name->text, n) : g_strdup_printf ("(%u)", n);
  value.text = text;
  epc_target_set (main, field, &value);
  epc_target_make_uid (main);
}

static guint32
hash_of_values (const EpcTargetState *main)
{
  guint64 hash = EPC_HASH_START;

  for (guint i = 0; i < main->n_fills; i++)
    {
      const EpcValue *value = epc_record_value (main->record, main->fills[i].field);
      hash = epc_hash_bytes (hash, &value->kind, sizeof value->kind);
      if (value->kind == EPC_VALUE_TEXT)
        hash = epc_hash_bytes (hash, value->text, strlen (value->text));
      else if (value->kind == EPC_VALUE_UID)
        hash = epc_hash_bytes (hash, value->uid.bytes, 16);
      else if (value->kind != EPC_VALUE_EMPTY)
        hash = epc_hash_bytes (hash, &value->integer, 8);
    }
  return (guint32) (hash ^ (hash >> 32));
}

static void
refuse_both (EpcImport *import, guint first, const char *fix)
{
  g_autofree char *here = g_strdup_printf (_ ("Row %u is about the same record with other values: neither was taken."), first);

  epc_import_reject (import, "key_twice", import->row.number, G_MAXUINT, NULL, here, fix);
  if (!g_hash_table_add (import->late, GUINT_TO_POINTER (first)))
    return;
  g_autofree char *there = g_strdup_printf (_ ("Row %u is about the same record with other values: neither was taken."),
                                            (guint) import->row.number);
  guint errors = import->row_errors;
  epc_import_reject (import, "key_twice", first, G_MAXUINT, NULL, there, fix);
  import->row_errors = errors;
  import->report->rejected++;
}

gboolean
epc_import_is_first (EpcImport *import, EpcTargetState *main, gboolean is_of_series)
{
  guint32 first = 0;
  EpcUid identity = main->uid;
  int field = main->has_key ? name_field (main) : -1;

  if (!main->has_key && epc_import_cell (import, import->identity_uid)->kind == EPC_CELL_EMPTY)
    {
      g_autofree char *key = epc_existing_key (main->record);
      if (key == NULL)
        return TRUE;
      identity = epc_uid_from_key (main->entity->key, key, strlen (key));
    }
  guint32 hash = hash_of_values (main);
  EpcKeyOutcome outcome = epc_key_set_add (import->keys, &identity, hash, (guint32) import->row.number, &first);
  if (outcome == EPC_KEY_NEW || (outcome == EPC_KEY_SAME && is_of_series))
    return TRUE;
  import->n_alike++;
  if (import->apart_counts != NULL && field >= 0)
    {
      set_apart (import, main, (guint) field);
      if (epc_key_set_add (import->keys, &main->uid, hash, (guint32) import->row.number, &first) == EPC_KEY_NEW)
        return TRUE;
    }
  if (outcome == EPC_KEY_SAME && !g_hash_table_contains (import->late, GUINT_TO_POINTER (first)))
    {
      g_autofree char *message
          = g_strdup_printf (_ ("Row %u is the same as row %u: it was taken once."), (guint) import->row.number, first);
      epc_import_warn (import, "duplicate_row", NULL, import->row.number, message);
      import->report->repeated++;
      return FALSE;
    }
  refuse_both (import, first,
               field >= 0 ? _ ("Keep the right one of the two rows; or, if each is a count of its own, import with --set rows=apart.")
                          : _ ("Keep the right one of the two rows."));
  return FALSE;
}

gboolean
epc_import_are_apart (EpcImport *import, GError **error)
{
  const EpcTargetState *main = &import->targets[0];
  const EpcLanguage *language = epc_language_get (NULL);
  int field = main->has_key ? name_field (main) : -1;

  if (field < 0 || import->apart_counts != NULL || import->n_alike < LEAST_ALIKE || import->n_alike * 2 < import->report->read)
    return TRUE;
  g_autofree char *alike = epc_language_integer (language, (gint64) import->n_alike);
  g_autofree char *read = epc_language_integer (language, (gint64) import->report->read);
  g_set_error (error, EPC_ERROR, EPC_ERROR_AMBIGUOUS,
               _ ("%s: %s of its %s rows count the same place on the same day as a row before them, and no column tells them apart. Add "
                  "a column “%s”; or, if each row is a count of its own, import with --set rows=apart: all are kept and add up."),
               import->source->name, alike, read, epc_language_text (language, main->entity->fields[field].label));
  return FALSE;
}
