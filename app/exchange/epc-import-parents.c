/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a row refers to: the records it gives beside its own (the round of a count), and those it only calls by a name that nobody
 * knows here yet (the warehouse and the item of a stock list). Each is written once.
 */
#include "epc-import-private.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"
#include "epc-sheet-head.h"
#include "store/epc-query.h"

/* A code made of a name is no longer. */
#define LONGEST_CODE 40

/* It says what the record is of, without which it is none. */
static gboolean
is_within (const EpcFill *fill)
{
  return fill->facts->type == EPC_TYPE_REFERENCE && (fill->facts->flags & EPC_FIELD_REQUIRED);
}

/* A lot must have a number: what is printed on its boxes in every language. A session need not be called anything. */
static const char *
prefix_of_mark (const EpcTargetState *parent)
{
  return parent->name->flags & EPC_FIELD_REQUIRED ? "EXP " : "";
}

/* What the row calls it: its name, or where there is none what it is known by as well (a lot by the day on which it expires). NULL: nothing, or
 * a mere number. Free with g_free(). */
static char *
name_in_row (EpcImport *import, const EpcTargetState *parent)
{
  const EpcFill *own = epc_target_fill (parent, (guint) epc_entity_field_index (parent->entity, parent->name->key));
  const EpcCell *cell = own != NULL ? epc_import_cell (import, own->column) : NULL;
  const EpcField *mark = epc_entity_known_by (parent->entity);
  EpcFill *marked = mark != NULL ? epc_target_fill (parent, (guint) epc_entity_field_index (parent->entity, mark->key)) : NULL;
  g_autoptr (GError) cause = NULL;
  EpcValue day = EPC_VALUE_INIT;

  /* A number is the code of a warehouse or item; of a lot it is the name. */
  if (cell != NULL && (cell->kind == EPC_CELL_NUMBER || cell->kind == EPC_CELL_TEXT) && !epc_cell_says_nothing (cell->text))
    return mark != NULL || (cell->kind == EPC_CELL_TEXT && !epc_cell_is_figure (cell->text)) ? g_strdup (cell->text) : NULL;
  if (marked == NULL || marked->column == G_MAXUINT || epc_import_cell (import, marked->column)->kind == EPC_CELL_EMPTY)
    return NULL;
  cell = epc_import_cell (import, marked->column);
  if (!epc_cell_reader_read (marked->reader, cell, &day, &cause))
    epc_import_warn_cell (import, "left_out", mark->key, marked->column, cell->text, cause->message, NULL);
  if (day.kind != EPC_VALUE_TEXT)
    return NULL;
  return g_strconcat (prefix_of_mark (parent), day.text, NULL);
}

/* The kind, the name, and what the record must be of besides (the item of a lot), however these are written. */
static char *
id_of_name (EpcImport *import, const EpcTargetState *parent, const char *name)
{
  GString *id = g_string_new (parent->entity->key);
  g_autofree char *folded_name = name != NULL ? epc_text_fold (name) : NULL;

  g_string_append_printf (id, "\x1f%s", folded_name != NULL ? folded_name : "");
  for (guint i = 0; i < parent->n_fills; i++)
    {
      const EpcFill *fill = &parent->fills[i];
      const EpcTargetState *above = is_within (fill) ? epc_import_parent_of (import, parent, fill->field) : NULL;
      char uid[EPC_UID_TEXT_SIZE];
      if (!is_within (fill))
        continue;
      /* An item may be told by a code, or by the name beside an empty one. */
      g_autofree char *folded = above != NULL && above->is_there ? g_strdup (epc_uid_to_text (&above->uid, uid))
                                                                 : epc_text_fold (epc_import_cell (import, fill->column)->text);
      g_string_append_printf (id, "\x1f%s", folded);
    }
  return g_string_free (id, FALSE);
}

void
epc_import_register_parent (EpcImport *import, EpcTargetState *target)
{
  if (!target->is_there || !target->touched || g_hash_table_contains (target->registered, &target->uid))
    return;
  EpcRegistered *registered = g_new0 (EpcRegistered, 1);
  registered->uid = target->uid;
  registered->row = import->row.number;
  registered->values = g_new0 (EpcValue, target->entity->n_fields);
  for (guint f = 0; f < target->entity->n_fields; f++)
    epc_value_copy (&registered->values[f], epc_record_value (target->record, f));
  g_hash_table_insert (target->registered, &registered->uid, registered);
  g_ptr_array_add (target->in_order, registered);
  if (target->name != NULL)
    {
      if (import->named == NULL)
        import->named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      const char *own = epc_record_text (target->record, target->name->key);
      const EpcField *mark = epc_entity_known_by (target->entity);
      const char *name = own == NULL && mark != NULL ? epc_record_text (target->record, mark->key) : own;
      g_hash_table_insert (import->named, id_of_name (import, target, name), g_memdup2 (&target->uid, sizeof target->uid));
    }
  epc_import_note_waiting (import, target);
}

/* A parent is there when something of its own key is: in the row, or in the user's word for all rows. */
static gboolean
has_own_key (const EpcTargetState *target)
{
  for (guint k = 0; k < target->n_keys; k++)
    {
      guint field = target->keys[k];
      if (target->entity->fields[field].type != EPC_TYPE_REFERENCE && target->entity->fields[field].type != EPC_TYPE_PLACE
          && epc_record_value (target->record, field)->kind != EPC_VALUE_EMPTY
          && (target->defaults[field].kind == EPC_VALUE_EMPTY || !target->default_is_initial[field]))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_whole (const EpcTargetState *target)
{
  for (guint i = 0; i < target->n_required; i++)
    if (epc_record_value (target->record, target->required[i])->kind == EPC_VALUE_EMPTY)
      return FALSE;
  return TRUE;
}

static gboolean
is_link (const EpcTargetState *target, guint field)
{
  for (guint i = 0; i < target->n_links; i++)
    if (target->links[i].field == field)
      return TRUE;
  return FALSE;
}

/* What the record before had of the store is not this one's. */
static void
clear_known (EpcTargetState *parent)
{
  for (guint i = 0; i < parent->n_required; i++)
    if (epc_target_fill (parent, parent->required[i]) == NULL && !is_link (parent, parent->required[i]))
      epc_target_set_default (parent, parent->required[i]);
}

/* A record that is in the workspace need not be told again: what the row leaves out of it stands there. */
static void
take_known (EpcImport *import, EpcTargetState *parent)
{
  g_autoptr (EpcRecord) known = is_whole (parent) ? NULL : epc_store_get (import->store, parent->entity, &parent->uid, NULL);

  for (guint i = 0; known != NULL && !epc_record_meta (known)->is_deleted && i < parent->n_required; i++)
    {
      guint field = parent->required[i];
      EpcFill *fill = epc_target_fill (parent, field);
      if (epc_record_value (parent->record, field)->kind != EPC_VALUE_EMPTY)
        continue;
      epc_target_set (parent, field, epc_record_value (known, field));
      if (fill != NULL)
        fill->has_memo = FALSE;
    }
}

/* --- by name --- */

/* The reader of the field that refers to @parent, of the target that does. */
static EpcFill *
referring_fill (EpcImport *import, const EpcTargetState *parent)
{
  for (guint t = 0; t < import->n_targets; t++)
    for (guint i = 0; i < import->targets[t].n_links; i++)
      if (&import->targets[import->targets[t].links[i].target] == parent)
        return epc_target_fill (&import->targets[t], import->targets[t].links[i].field);
  return NULL;
}

/* "Kit de higiene" → "KIT-DE-HIGIENE". A long name ends in a mark of its own, so that two with one beginning have two codes. */
static char *
code_of_name (const char *name)
{
  g_autofree char *folded = epc_text_fold (name);
  g_autofree char *code = g_ascii_strup (folded, -1);

  g_strdelimit (code, " ", '-');
  if (g_utf8_strlen (code, -1) <= LONGEST_CODE)
    return g_steal_pointer (&code);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, folded, -1);
  g_autofree char *beginning = g_utf8_substring (code, 0, LONGEST_CODE - 7);
  return g_strdup_printf ("%s-%.6s", beginning, sum);
}

/* Where records of its kind are known by a code. */
static void
set_code (EpcTargetState *parent, const char *name)
{
  g_autofree char *code = code_of_name (name);

  for (guint k = 0; k < parent->n_keys; k++)
    {
      EpcValue value = { .kind = EPC_VALUE_TEXT, .text = code };
      EpcFill *fill = epc_target_fill (parent, parent->keys[k]);
      if (parent->entity->fields[parent->keys[k]].type != EPC_TYPE_TEXT)
        continue;
      epc_target_set (parent, parent->keys[k], &value);
      /* The cell said nothing; the next empty one is not this code either. */
      if (fill != NULL)
        fill->has_memo = FALSE;
    }
}

/* "Blanket" is the item that has the code BLANKET, whatever its whole name. */
static gboolean
is_known_by_code (EpcImport *import, const EpcTargetState *parent)
{
  g_autoptr (EpcRecord) known = epc_store_get (import->store, parent->entity, &parent->uid, NULL);

  return known != NULL && !epc_record_meta (known)->is_deleted;
}

static void
tell_made (EpcImport *import, const EpcTargetState *parent, guint column, const char *name)
{
  const char *label = epc_language_text (epc_language_get (NULL), parent->entity->label);
  g_autofree char *message = g_strdup_printf (_ ("No %s “%s” was known here: it is made with this import, from its name."), label, name);

  epc_import_warn_cell (import, "made_by_name", name, column, name, message, NULL);
}

/* The one record that is of what the row says it must be of, and whose @field is @text. FALSE where records of that kind are of nothing else, or
 * none is known, or more than one. */
static gboolean
find_with (EpcImport *import, const EpcTargetState *parent, const EpcField *field, const char *text, EpcUid *uid)
{
  g_autoptr (EpcQuery) query = epc_query_new (parent->entity);
  guint n_within = 0;

  for (guint i = 0; i < parent->n_fills; i++)
    {
      const EpcFill *fill = &parent->fills[i];
      char of[EPC_UID_TEXT_SIZE];
      EpcUid found;
      if (!is_within (fill))
        continue;
      const EpcTargetState *above = epc_import_parent_of (import, parent, fill->field);
      const char *name = epc_import_cell (import, fill->column)->text;
      if (above != NULL && above->is_there)
        found = above->uid;
      else if (!epc_references_find (fill->references, name, &found, NULL))
        return FALSE;
      epc_uid_to_text (&found, of);
      if (!epc_query_where (query, import->store, fill->facts->key, EPC_OP_EQUAL, of, NULL))
        return FALSE;
      n_within++;
    }
  if (n_within == 0 || !epc_query_where (query, import->store, field->key, EPC_OP_EQUAL, text, NULL))
    return FALSE;
  epc_query_limit (query, 2);
  g_autoptr (GPtrArray) records = epc_query_records (query, import->store, NULL);
  if (records == NULL || records->len != 1)
    return FALSE;
  *uid = *epc_record_uid (g_ptr_array_index (records, 0));
  return TRUE;
}

/* Lots of two items have one number. What has no number in the row is the one lot of the item that expires on that day, whatever its number. */
static gboolean
find_within (EpcImport *import, const EpcTargetState *parent, const char *name, gboolean is_named, EpcUid *uid)
{
  const EpcField *mark = epc_entity_known_by (parent->entity);

  return ((is_named || *prefix_of_mark (parent) != '\0') && find_with (import, parent, parent->name, name, uid))
         || (!is_named && find_with (import, parent, mark, name + strlen (prefix_of_mark (parent)), uid));
}

static gboolean
has_within (const EpcTargetState *parent)
{
  for (guint i = 0; i < parent->n_fills; i++)
    if (is_within (&parent->fills[i]))
      return TRUE;
  return FALSE;
}

/* A record that nobody knows is made, under its name and of what the row says it is of. */
static void
make_named (EpcImport *import, EpcTargetState *parent, const char *name, gboolean is_named)
{
  guint field = (guint) epc_entity_field_index (parent->entity, parent->name->key);
  const EpcFill *own = epc_target_fill (parent, field);
  EpcValue value = { .kind = EPC_VALUE_TEXT, .text = (char *) name };

  clear_known (parent);
  epc_import_fill_target (import, parent);
  if (is_named || *prefix_of_mark (parent) != '\0')
    epc_target_set (parent, field, &value);
  set_code (parent, name);
  if (parent->has_key)
    epc_target_make_uid (parent);
  else
    parent->uid = epc_uid_new ();
  parent->is_there = TRUE;
  parent->touched = !parent->has_key || !is_known_by_code (import, parent);
  if (!parent->touched)
    return;
  epc_import_check (import, parent);
  tell_made (import, parent, own != NULL ? own->column : G_MAXUINT, name);
}

/* The row calls it by a name: what is known under that is meant, else it is made. Two names so alike that one may be a slip of the other
 * are not two records: then the row is refused with the name that is known. */
static void
fill_named (EpcImport *import, EpcTargetState *parent)
{
  EpcFill *fill = referring_fill (import, parent);
  EpcFill *own = epc_target_fill (parent, (guint) epc_entity_field_index (parent->entity, parent->name->key));
  const EpcCell *cell = own != NULL ? epc_import_cell (import, own->column) : NULL;
  gboolean is_named = cell != NULL && cell->kind != EPC_CELL_EMPTY, is_of_another = has_within (parent);
  g_autoptr (GError) error = NULL;
  EpcUid uid;

  parent->is_there = FALSE;
  g_autofree char *name = name_in_row (import, parent);
  if (name == NULL || (!is_of_another && fill == NULL) || (is_named && fill != NULL && epc_references_is_explicit (fill->references, name)))
    return;
  g_autofree char *id = id_of_name (import, parent, name);
  const EpcUid *before = import->named != NULL ? g_hash_table_lookup (import->named, id) : NULL;
  gboolean is_known = before == NULL
                      && (is_of_another ? find_within (import, parent, name, is_named, &uid) : epc_references_find (fill->references, name, &uid, &error));
  if (before != NULL || is_known)
    {
      parent->uid = is_known ? uid : *before;
      parent->is_there = TRUE;
      parent->touched = FALSE; /* nothing of it is written */
      return;
    }
  g_autofree char *alike = is_of_another ? NULL : epc_references_suggest (fill->references, name);
  if (alike != NULL || (error != NULL && !g_error_matches (error, EPC_ERROR, EPC_ERROR_NOT_FOUND)))
    {
      /* Where another cell is the one that refers, that one has nothing to say. */
      if (own->column != fill->column)
        epc_import_reject (import, "value", import->row.number, own->column, cell->text, error->message, alike);
      return;
    }
  make_named (import, parent, name, is_named);
  if (own != NULL)
    own->has_memo = own->has_memo && is_named;
}

/* A lot comes after the item it is of, a session after its course. @done: a bit for each target. */
static void
fill_named_first (EpcImport *import, guint t, guint *done)
{
  EpcTargetState *target = &import->targets[t];

  if (*done & (1u << t))
    return;
  *done |= 1u << t;
  for (guint i = 0; i < target->n_links && target->is_parent; i++)
    fill_named_first (import, target->links[i].target, done);
  if (target->name != NULL && (target->only_name || !target->is_there))
    fill_named (import, target);
}

/* A code stands in the row, or another part of the key that says which record it is. */
static void
fill_told (EpcImport *import, EpcTargetState *parent)
{
  clear_known (parent);
  epc_import_fill_target (import, parent);
  parent->is_there = has_own_key (parent) && (parent->is_needed || is_whole (parent));
  if (!parent->is_there || !parent->touched)
    return;
  epc_target_make_uid (parent);
  take_known (import, parent);
  epc_import_check (import, parent);
}

void
epc_import_fill_parents (EpcImport *import)
{
  for (guint t = import->n_targets; t > 1; t--)
    if (import->targets[t - 1].is_parent && !import->targets[t - 1].only_name)
      fill_told (import, &import->targets[t - 1]);
  guint done = 0;
  for (guint t = 1; t < import->n_targets; t++)
    fill_named_first (import, t, &done);
}
