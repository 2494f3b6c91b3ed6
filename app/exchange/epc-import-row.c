/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From one row of cells to the records that it gives. What is as in the row before is not looked at again: in files of counts
 * most columns repeat.
 */
#include "epc-import-private.h"

#include <string.h>

#include "base/epc-clock.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-number.h"
#include "base/epc-text.h"

const EpcValue *
epc_target_values (const EpcTargetState *target)
{
  return epc_record_value (target->record, 0);
}

void
epc_target_set (EpcTargetState *target, guint field, const EpcValue *borrowed)
{
  const EpcValue *held = epc_record_value (target->record, field);
  EpcValue own = *borrowed;

  if (borrowed->kind == held->kind)
    switch (borrowed->kind)
      {
      case EPC_VALUE_EMPTY:
        return;
      case EPC_VALUE_INTEGER:
        if (borrowed->integer == held->integer)
          return;
        break;
      case EPC_VALUE_DECIMAL:
        if (borrowed->decimal == held->decimal)
          return;
        break;
      case EPC_VALUE_TEXT:
        if (strcmp (borrowed->text, held->text) == 0)
          return;
        break;
      case EPC_VALUE_UID:
        if (epc_uid_equal (&borrowed->uid, &held->uid))
          return;
        break;
      default:
        break;
      }
  if (own.kind == EPC_VALUE_TEXT)
    own.text = g_strdup (own.text);
  epc_record_take_value (target->record, field, &own);
  target->changed[field] = TRUE;
  target->touched = TRUE;
}

static void
set_initial (EpcTargetState *target, guint field, gboolean is_initial)
{
  if (target->is_initial[field] == is_initial)
    return;
  target->is_initial[field] = is_initial;
  target->changed[field] = TRUE;
}

void
epc_target_set_default (EpcTargetState *target, guint field)
{
  epc_target_set (target, field, &target->defaults[field]);
  set_initial (target, field, target->default_is_initial[field]);
}

/* --- preparing --- */

static void
prepare_keys (EpcTargetState *target)
{
  const EpcEntity *entity = target->entity;

  target->keys = g_new0 (guint, entity->n_fields + 1);
  target->required = g_new0 (guint, entity->n_fields + 1);
  target->looks = g_new0 (guint, entity->n_fields + 1);
  target->last_parts = g_new0 (guint, entity->n_fields + 1);
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      if (field->flags & EPC_FIELD_KEY)
        target->keys[target->n_keys++] = i;
      if ((field->flags & EPC_FIELD_REQUIRED) && epc_field_is_stored (field))
        target->required[target->n_required++] = i;
      if ((field->type == EPC_TYPE_TEXT || field->type == EPC_TYPE_LONG_TEXT) && !(field->flags & EPC_FIELD_PERSON))
        target->is_suspect[i] = 1;
      else if ((field->type == EPC_TYPE_DATE || field->type == EPC_TYPE_MOMENT) && !(field->flags & EPC_FIELD_PLANNED))
        target->is_suspect[i] = 2;
      if (target->is_suspect[i] != 0 || (field->flags & EPC_FIELD_TOTAL))
        target->looks[target->n_looks++] = i;
    }
  for (guint i = 0; i < entity->n_fields; i++)
    {
      target->last_parts[i] = i;
      for (guint j = i + 1; j < entity->n_fields && (entity->fields[i].flags & EPC_FIELD_TOTAL); j++)
        if ((entity->fields[j].flags & EPC_FIELD_PART) && g_str_equal (epc_field_group (&entity->fields[j]), epc_field_group (&entity->fields[i])))
          target->last_parts[i] = j;
    }
  target->key_parts = g_new0 (GString *, target->n_keys + 1);
  for (guint k = 0; k < target->n_keys; k++)
    target->key_parts[k] = g_string_new (NULL);
  target->has_key = target->n_keys > 0;
}

static gboolean
set_default (EpcImport *import, EpcTargetState *target, const EpcField *field, const char *text, gboolean is_initial, GError **error)
{
  int index = epc_entity_field_index (target->entity, field->key);

  if (!epc_store_parse (import->store, target->record, field->key, text, error))
    return FALSE;
  epc_value_copy (&target->defaults[index], epc_record_value (target->record, (guint) index));
  target->default_is_initial[index] = target->is_initial[index] = is_initial && target->defaults[index].kind != EPC_VALUE_EMPTY;
  target->changed[index] = TRUE;
  target->touched = TRUE;
  return TRUE;
}

/* The first values of a new record that nothing in the file can give. */
static void
prepare_initial (EpcImport *import, EpcTargetState *target)
{
  for (guint i = 0; i < target->entity->n_fields; i++)
    {
      const EpcField *field = &target->entity->fields[i];
      char today[EPC_DATE_SIZE];
      const char *text = field->initial;
      g_autofree char *own = NULL;
      if (text == NULL || !epc_field_is_stored (field))
        continue;
      if (g_str_equal (text, "today"))
        {
          /* A date that was never told is none, unless the record cannot be without one. */
          if (!(field->flags & EPC_FIELD_REQUIRED) || (field->flags & EPC_FIELD_KEY))
            continue;
          epc_date_today (today);
          text = today;
        }
      else if (g_str_equal (text, "now"))
        {
          if (!(field->flags & EPC_FIELD_REQUIRED) || (field->flags & EPC_FIELD_KEY))
            continue;
          text = own = epc_moment_from_unix (epc_clock_now (), epc_store_zone (import->store));
        }
      else if (g_str_equal (text, "office"))
        {
          if (field->type == EPC_TYPE_REFERENCE)
            {
              char uid_text[EPC_UID_TEXT_SIZE];
              EpcUid office = epc_store_office (import->store);
              text = own = g_strdup (epc_uid_is_nil (&office) ? NULL : epc_uid_to_text (&office, uid_text));
            }
          else
            text = epc_store_country (import->store);
        }
      else if (g_str_equal (text, "crisis"))
        continue; /* which one is the user's to say: --set crisis=… */
      if (text != NULL)
        set_default (import, target, field, text, TRUE, NULL);
    }
}

static gboolean
prepare_set (EpcImport *import, const char *pair, GError **error)
{
  const char *equals = strchr (pair, '=');

  if (equals == NULL || equals == pair)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("“%s” is no FIELD=VALUE."), pair);
      return FALSE;
    }
  g_autofree char *name = g_strndup (pair, (gsize) (equals - pair));
  const char *dot = strchr (name, '.');
  const char *key = dot != NULL ? dot + 1 : name;
  g_autofree char *entity = dot != NULL ? g_strndup (name, (gsize) (dot - name)) : NULL;
  gboolean is_set = FALSE;
  for (guint t = 0; t < import->n_targets; t++)
    {
      EpcTargetState *target = &import->targets[t];
      const EpcField *field = epc_entity_field (target->entity, key);
      if (field == NULL || (entity != NULL && !g_str_equal (entity, target->entity->key)))
        continue;
      /* A bare name means the main record; what hangs on it only where the main one has no such field. The crisis is everybody's. */
      if (entity == NULL && is_set && !g_str_equal (key, "crisis"))
        continue;
      if (!set_default (import, target, field, equals + 1, FALSE, error))
        return FALSE;
      is_set = is_set || t == 0;
    }
  for (guint t = 0; t < import->n_targets && !is_set; t++)
    is_set = epc_entity_field (import->targets[t].entity, key) != NULL
             && (entity == NULL || g_str_equal (entity, import->targets[t].entity->key));
  if (is_set)
    return TRUE;
  const EpcEntity *meant = entity != NULL ? epc_entity_require (entity, error) : import->targets[0].entity;
  if (meant != NULL && epc_entity_require_field (meant, key, error) != NULL)
    g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("The rows of this file are no source of %s."),
                 epc_language_text (epc_language_get (NULL), meant->plural));
  return FALSE;
}

static void
prepare_fill (EpcImport *import, EpcTargetState *target, const EpcBinding *binding)
{
  EpcFill *fill = &target->fills[target->n_fills++];

  fill->facts = binding->field;
  fill->field = (guint) epc_entity_field_index (target->entity, binding->field->key);
  fill->column = binding->column;
  fill->place_set = binding->place_set;
  fill->place_part = binding->place_part;
  fill->memo = g_string_new (NULL);
  if (binding->column == G_MAXUINT)
    return;
  fill->reader = epc_cell_reader_new (binding->field, epc_store_zone (import->store));
  if (binding->field->type == EPC_TYPE_REFERENCE)
    fill->references = epc_references_new (import->store, binding->field);
}

static void
prepare_columns (EpcImport *import)
{
  import->identity_uid = import->identity_code = G_MAXUINT;
  for (guint s = 0; s < 3; s++)
    {
      import->place_columns[s] = g_array_new (FALSE, FALSE, sizeof (guint));
      import->place_memo[s] = g_string_new (NULL);
    }
  for (guint c = 0; c < import->mapping->columns->len; c++)
    {
      const EpcColumn *column = g_ptr_array_index (import->mapping->columns, c);
      if (column->role == EPC_COLUMN_PLACE)
        g_array_append_val (import->place_columns[column->place_set], c);
      else if (column->role == EPC_COLUMN_IDENTITY && g_str_equal (column->identity, "uid"))
        import->identity_uid = c;
      else if (column->role == EPC_COLUMN_IDENTITY)
        import->identity_code = c;
    }
}

gboolean
epc_import_prepare (EpcImport *import, GError **error)
{
  EpcMapping *mapping = import->mapping;

  prepare_columns (import);
  import->n_targets = mapping->targets->len;
  import->targets = g_new0 (EpcTargetState, import->n_targets);
  for (guint t = 0; t < import->n_targets; t++)
    {
      EpcTargetState *target = &import->targets[t];
      const EpcTarget *plan = &g_array_index (mapping->targets, EpcTarget, t);
      target->entity = plan->entity;
      target->is_parent = plan->is_parent;
      target->record = epc_record_new (plan->entity);
      target->defaults = g_new0 (EpcValue, plan->entity->n_fields + 1);
      target->changed = g_new0 (guint8, plan->entity->n_fields + 1);
      target->default_is_initial = g_new0 (guint8, plan->entity->n_fields + 1);
      target->is_initial = g_new0 (guint8, plan->entity->n_fields + 1);
      target->is_suspect = g_new0 (guint8, plan->entity->n_fields + 1);
      target->fills = g_new0 (EpcFill, mapping->bindings->len + 1);
      target->touched = target->needs_check = TRUE;
      prepare_keys (target);
      for (guint i = 0; i < plan->n_links; i++)
        {
          target->links[i].field = (guint) epc_entity_field_index (plan->entity, plan->links[i].field->key);
          target->links[i].target = plan->links[i].target;
        }
      target->n_links = plan->n_links;
      target->count = epc_import_report_entity (import->report, plan->entity);
      if (plan->is_parent)
        {
          target->registered = g_hash_table_new (epc_uid_hash, epc_uid_equal_func);
          target->in_order = g_ptr_array_new ();
        }
      prepare_initial (import, target);
      if (!target->has_key && !plan->is_parent)
        {
          target->existing = epc_existing_new (import->store, plan->entity, import->cancellable, error);
          if (target->existing == NULL)
            return FALSE;
        }
    }
  for (guint i = 0; i < mapping->bindings->len; i++)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i);
      prepare_fill (import, &import->targets[binding->target], binding);
    }
  import->targets[0].is_needed = TRUE;
  for (guint t = 0; t < import->n_targets; t++)
    for (guint i = 0; i < import->targets[t].n_links; i++)
      if ((import->targets[t].entity->fields[import->targets[t].links[i].field].flags & EPC_FIELD_REQUIRED) && import->targets[t].is_needed)
        import->targets[import->targets[t].links[i].target].is_needed = TRUE;
  for (guint i = 0; import->options->set != NULL && import->options->set[i] != NULL; i++)
    if (!prepare_set (import, import->options->set[i], error))
      return FALSE;
  /* The credit line stays with the operation that the counts are of. */
  for (guint t = 0; t < import->n_targets; t++)
    {
      const EpcField *credit = epc_entity_field (import->targets[t].entity, "credit");
      if (import->targets[t].is_parent && credit != NULL && import->report->credit != NULL)
        set_default (import, &import->targets[t], credit, import->report->credit, TRUE, NULL);
    }
  return TRUE;
}

void
epc_import_clear_targets (EpcImport *import)
{
  for (guint t = 0; t < import->n_targets; t++)
    {
      EpcTargetState *target = &import->targets[t];
      for (guint i = 0; i < target->n_fills; i++)
        {
          epc_cell_reader_free (target->fills[i].reader);
          epc_references_free (target->fills[i].references);
          g_string_free (target->fills[i].memo, TRUE);
        }
      for (guint k = 0; k < target->n_keys; k++)
        g_string_free (target->key_parts[k], TRUE);
      for (guint i = 0; i < target->entity->n_fields; i++)
        epc_value_clear (&target->defaults[i]);
      for (guint i = 0; target->in_order != NULL && i < target->in_order->len; i++)
        {
          EpcRegistered *registered = g_ptr_array_index (target->in_order, i);
          for (guint f = 0; f < target->entity->n_fields; f++)
            epc_value_clear (&registered->values[f]);
          g_free (registered->values);
          g_free (registered);
        }
      g_clear_pointer (&target->in_order, g_ptr_array_unref);
      g_clear_pointer (&target->registered, g_hash_table_unref);
      epc_existing_free (target->existing);
      g_free (target->keys);
      g_free (target->key_parts);
      g_free (target->required);
      g_free (target->is_suspect);
      g_free (target->looks);
      g_free (target->last_parts);
      g_free (target->defaults);
      g_free (target->changed);
      g_free (target->default_is_initial);
      g_free (target->is_initial);
      g_free (target->fills);
      g_clear_object (&target->record);
    }
  g_clear_pointer (&import->own_codes, g_hash_table_unref);
  g_clear_pointer (&import->targets, g_free);
  import->n_targets = 0;
  for (guint s = 0; s < 3; s++)
    {
      g_clear_pointer (&import->place_columns[s], g_array_unref);
      if (import->place_memo[s] != NULL)
        g_string_free (import->place_memo[s], TRUE);
      import->place_memo[s] = NULL;
    }
}

/* --- cells --- */

static const EpcCell empty_cell = { EPC_CELL_EMPTY, 0, "", 0 };

static inline const EpcCell *
cell_at (const EpcImport *import, guint column)
{
  return column < import->row.n_cells ? &import->row.cells[column] : &empty_cell;
}

static const char *
header_at (const EpcImport *import, guint column)
{
  if (column >= import->mapping->columns->len)
    return NULL;
  const EpcColumn *found = g_ptr_array_index (import->mapping->columns, column);
  return *found->header != '\0' ? found->header : found->hxl;
}

/* Places of the row: where, from, to. */
static void
find_places (EpcImport *import)
{
  for (guint s = 0; s < 3; s++)
    {
      GArray *columns = import->place_columns[s];
      GString *memo = import->place_memo[s];
      EpcPlaceCells cells = { .is_about_origin = s > 0, .home = s > 0 && import->found[0] != NULL ? import->found[0]->country : NULL };
      gsize at = 0;
      gboolean is_same = memo->len > 0;
      if (columns->len == 0)
        continue;
      for (guint i = 0; i < columns->len; i++)
        {
          guint index = g_array_index (columns, guint, i);
          const EpcColumn *column = g_ptr_array_index (import->mapping->columns, index);
          const EpcCell *cell = cell_at (import, index);
          const char *text = cell->kind != EPC_CELL_EMPTY ? cell->text : "";
          const char **slot = column->is_code ? &cells.codes[column->place_level] : &cells.names[column->place_level];
          if (*slot == NULL || **slot == '\0')
            *slot = text;
          gsize length = strlen (text) + 1;
          is_same = is_same && at + length <= memo->len && memcmp (memo->str + at, text, length) == 0;
          at += length;
        }
      if (is_same && at == memo->len && import->place_home[s] == cells.home)
        continue;
      import->place_home[s] = cells.home;
      g_string_truncate (memo, 0);
      for (guint i = 0; i < columns->len; i++)
        {
          const EpcCell *cell = cell_at (import, g_array_index (columns, guint, i));
          const char *text = cell->kind != EPC_CELL_EMPTY ? cell->text : "";
          g_string_append_len (memo, text, (gssize) strlen (text) + 1);
        }
      import->found[s] = epc_place_matcher_find (import->places, &cells, memo->str, memo->len);
    }
}

static void
warn_places (EpcImport *import)
{
  for (guint s = 0; s < 3; s++)
    if (import->found[s] != NULL && import->found[s]->doubt != NULL)
      epc_import_warn (import, "place_unknown", import->found[s]->written, import->row.number, import->found[s]->doubt);
}

static void
fill_place (EpcImport *import, EpcTargetState *target, const EpcFill *fill)
{
  const EpcPlaceFound *found = import->found[fill->place_set];
  EpcValue value = EPC_VALUE_INIT;
  const char *text = NULL;

  if (found != NULL && fill->place_part == EPC_PLACE_LEVEL)
    {
      value.kind = found->level >= 0 ? EPC_VALUE_INTEGER : EPC_VALUE_EMPTY;
      value.integer = found->level;
      epc_target_set (target, fill->field, &value);
      set_initial (target, fill->field, FALSE);
      return;
    }
  if (found != NULL)
    switch (fill->place_part)
      {
      case EPC_PLACE_CODE:
        text = found->pcode;
        break;
      case EPC_PLACE_COUNTRY:
        text = found->country;
        break;
      case EPC_PLACE_WRITTEN:
        text = found->written;
        break;
      case EPC_PLACE_WRITTEN_IF_UNKNOWN:
        text = found->pcode == NULL || found->doubt != NULL ? found->written : NULL;
        break;
      case EPC_PLACE_LEVEL:
      default:
        break;
      }
  if (text == NULL)
    {
      epc_target_set_default (target, fill->field);
      return;
    }
  value.kind = EPC_VALUE_TEXT;
  value.text = (char *) text;
  epc_target_set (target, fill->field, &value);
  set_initial (target, fill->field, FALSE);
}

static const EpcTargetState *
parent_of (const EpcImport *import, const EpcTargetState *target, guint field)
{
  for (guint i = 0; i < target->n_links; i++)
    if (target->links[i].field == field)
      return &import->targets[target->links[i].target];
  return NULL;
}

static gboolean
read_reference (EpcImport *import, EpcTargetState *target, EpcFill *fill, const EpcCell *cell, EpcValue *value, GError **error)
{
  const EpcTargetState *parent = parent_of (import, target, fill->field);

  /* The row itself makes the record that is meant, unless the cell names one of a workspace. */
  if (parent != NULL && parent->is_there && !epc_references_is_explicit (fill->references, cell->text))
    {
      value->kind = EPC_VALUE_UID;
      value->uid = parent->uid;
      return TRUE;
    }
  if (!epc_references_find (fill->references, cell->text, &value->uid, error))
    return FALSE;
  value->kind = EPC_VALUE_UID;
  return TRUE;
}

static gboolean
read_cell (EpcImport *import, EpcTargetState *target, EpcFill *fill, const EpcCell *cell, EpcValue *value, GError **error)
{
  if (fill->references != NULL)
    return read_reference (import, target, fill, cell, value, error);
  if (fill->facts->type != EPC_TYPE_PLACE)
    return epc_cell_reader_read (fill->reader, cell, value, error);
  const char *pcode = epc_place_matcher_resolve (import->places, cell->text, g_str_equal (target->entity->key, "place"));
  if (pcode == NULL && !epc_cell_says_nothing (cell->text))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("%s: no place “%s” is known. Accepted: a P-code, an ISO 3166 country code, or the name of a known place."),
                   epc_language_text (epc_language_get (NULL), fill->facts->label), cell->text);
      return FALSE;
    }
  value->kind = pcode != NULL ? EPC_VALUE_TEXT : EPC_VALUE_EMPTY;
  value->text = (char *) pcode;
  return TRUE;
}

static void
fill_cell (EpcImport *import, EpcTargetState *target, EpcFill *fill)
{
  const EpcCell *cell = cell_at (import, fill->column);
  EpcValue value = EPC_VALUE_INIT;
  g_autoptr (GError) cause = NULL;

  if (fill->has_memo && fill->references == NULL && cell->length == fill->memo->len && memcmp (cell->text, fill->memo->str, cell->length) == 0)
    return;
  if (cell->kind != EPC_CELL_EMPTY && !read_cell (import, target, fill, cell, &value, &cause))
    {
      g_autofree char *suggestion = fill->reader != NULL ? epc_cell_reader_suggest (fill->reader, cell->text) : NULL;
      fill->has_memo = FALSE;
      epc_import_reject (import, import->row.number, header_at (import, fill->column), cell->text, cause->message, suggestion);
      return;
    }
  /* A column that is there and says nothing says nothing; only what a record cannot be without is filled in. */
  gboolean has_default = !target->default_is_initial[fill->field] || (fill->facts->flags & EPC_FIELD_REQUIRED);
  if (value.kind == EPC_VALUE_EMPTY && has_default)
    epc_target_set_default (target, fill->field);
  else
    {
      epc_target_set (target, fill->field, &value);
      set_initial (target, fill->field, FALSE);
    }
  fill->has_memo = TRUE;
  g_string_truncate (fill->memo, 0);
  g_string_append_len (fill->memo, cell->text, cell->length);
}

/* --- identity --- */

static void
write_key_part (const EpcTargetState *target, guint k)
{
  const EpcField *field = &target->entity->fields[target->keys[k]];
  const EpcValue *value = epc_record_value (target->record, target->keys[k]);
  GString *part = target->key_parts[k];
  char text[EPC_NUMBER_SIZE];

  g_string_truncate (part, 0);
  if (value->kind == EPC_VALUE_EMPTY)
    return;
  if (value->kind == EPC_VALUE_INTEGER && field->type == EPC_TYPE_INTEGER)
    g_string_append (part, epc_number_write_integer (value->integer, text));
  else if (value->kind == EPC_VALUE_UID)
    g_string_append (part, epc_uid_to_text (&value->uid, text));
  else
    {
      g_autofree char *canonical = epc_value_to_text (field, value);
      g_autofree char *normal = epc_text_normalise (canonical);
      g_string_append (part, normal);
    }
}

/* As epc_record_natural_key() writes it, but only the parts that changed anew. */
static void
make_uid (EpcTargetState *target)
{
  static GPrivate key_of_thread = G_PRIVATE_INIT (NULL);
  GString *key = g_private_get (&key_of_thread);

  if (key == NULL)
    {
      key = g_string_new (NULL);
      g_private_set (&key_of_thread, key);
    }
  g_string_truncate (key, 0);
  for (guint k = 0; k < target->n_keys; k++)
    {
      /* needs_check is set as long as the record was never seen whole. */
      if (target->changed[target->keys[k]] || target->is_parent || target->needs_check)
        write_key_part (target, k);
      if (k > 0)
        g_string_append_c (key, '\x1f');
      g_string_append_len (key, target->key_parts[k]->str, (gssize) target->key_parts[k]->len);
    }
  target->uid = epc_uid_from_key (target->entity->key, key->str, key->len);
}

/* A parent is there when something of its own key is. */
static gboolean
has_own_key (const EpcTargetState *target)
{
  for (guint k = 0; k < target->n_keys; k++)
    {
      guint field = target->keys[k];
      if (target->entity->fields[field].type != EPC_TYPE_REFERENCE && target->entity->fields[field].type != EPC_TYPE_PLACE
          && epc_record_value (target->record, field)->kind != EPC_VALUE_EMPTY && target->defaults[field].kind == EPC_VALUE_EMPTY)
        return TRUE;
    }
  return FALSE;
}

static void
fill_target (EpcImport *import, EpcTargetState *target)
{
  for (guint i = 0; i < target->n_links; i++)
    {
      const EpcTargetState *to = &import->targets[target->links[i].target];
      EpcValue value = EPC_VALUE_INIT;
      if (to->is_there)
        {
          value.kind = EPC_VALUE_UID;
          value.uid = to->uid;
        }
      epc_target_set (target, target->links[i].field, &value);
    }
  for (guint i = 0; i < target->n_fills; i++)
    if (target->fills[i].column == G_MAXUINT)
      fill_place (import, target, &target->fills[i]);
    else
      fill_cell (import, target, &target->fills[i]);
}

/* The column that alone is the key of the main record; G_MAXUINT: there is none. */
static guint
key_column (const EpcImport *import)
{
  const EpcTargetState *main = &import->targets[0];

  for (guint i = 0; i < main->n_fills && main->n_keys == 1; i++)
    if (main->fills[i].field == main->keys[0] && main->fills[i].facts->type == EPC_TYPE_TEXT)
      return main->fills[i].column;
  return G_MAXUINT;
}

gboolean
epc_import_refers_to_itself (const EpcImport *import)
{
  if (import->identity_code == G_MAXUINT && import->identity_uid == G_MAXUINT && key_column (import) == G_MAXUINT)
    return FALSE;
  for (guint t = 0; t < import->n_targets; t++)
    for (guint i = 0; i < import->targets[t].n_fills; i++)
      if (import->targets[t].fills[i].references != NULL
          && g_str_equal (import->targets[t].fills[i].facts->target, import->targets[0].entity->key))
        return TRUE;
  return FALSE;
}

void
epc_import_note_identity (EpcImport *import)
{
  EpcTargetState *main = &import->targets[0];
  const EpcCell *code = cell_at (import, import->identity_code), *told = cell_at (import, import->identity_uid);
  const EpcCell *key = cell_at (import, key_column (import));
  EpcUid uid;

  if (told->kind != EPC_CELL_EMPTY)
    {
      if (!epc_uid_from_text (told->text, &uid))
        return;
    }
  else if (key->kind != EPC_CELL_EMPTY)
    {
      g_autofree char *normal = epc_text_normalise (epc_cell_without_guard (key->text));
      uid = epc_uid_from_key (main->entity->key, normal, strlen (normal));
    }
  else if (code->kind == EPC_CELL_EMPTY || main->existing == NULL)
    return;
  else if (!epc_existing_find_code (main->existing, code->text, &uid))
    uid = epc_uid_new ();
  if (import->own_codes == NULL)
    import->own_codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (code->kind != EPC_CELL_EMPTY)
    g_hash_table_replace (import->own_codes, g_strdup (code->text), g_memdup2 (&uid, sizeof uid));
  for (guint t = 0; t < import->n_targets; t++)
    for (guint i = 0; i < import->targets[t].n_fills; i++)
      {
        const EpcFill *fill = &import->targets[t].fills[i];
        if (fill->references == NULL || !g_str_equal (fill->facts->target, main->entity->key))
          continue;
        if (told->kind != EPC_CELL_EMPTY)
          epc_references_tell (fill->references, told->text, &uid);
        if (code->kind != EPC_CELL_EMPTY)
          epc_references_tell (fill->references, code->text, &uid);
        if (key->kind != EPC_CELL_EMPTY)
          epc_references_tell (fill->references, key->text, &uid);
      }
}

/* The main record's identity: told by the file, made from its key, or that of a record that is there. */
static const char *
identify_main (EpcImport *import, EpcTargetState *main)
{
  const EpcCell *code = cell_at (import, import->identity_code);
  const EpcCell *uid = cell_at (import, import->identity_uid);
  const char *told = code->kind != EPC_CELL_EMPTY ? code->text : NULL;

  if (uid->kind != EPC_CELL_EMPTY)
    {
      if (!epc_uid_from_text (uid->text, &main->uid))
        epc_import_reject (import, import->row.number, header_at (import, import->identity_uid), uid->text,
                           _("This is no identity. Accepted: 36 characters such as 01920000-0000-7000-8000-000000000000, or nothing."), NULL);
      return told;
    }
  const EpcUid *own = told != NULL && import->own_codes != NULL ? g_hash_table_lookup (import->own_codes, told) : NULL;
  if (main->has_key)
    make_uid (main);
  else if (own != NULL)
    main->uid = *own;
  else if (!epc_existing_match (main->existing, main->record, main->is_initial, told, &main->uid))
    main->uid = epc_uid_new ();
  return told;
}

/* FALSE: the row is one met before, or is refused because of it. */
static gboolean
is_first (EpcImport *import, const EpcTargetState *main)
{
  guint64 hash = EPC_HASH_START;
  guint32 first = 0;
  EpcUid identity = main->uid;

  if (!main->has_key && cell_at (import, import->identity_uid)->kind == EPC_CELL_EMPTY)
    {
      g_autofree char *key = epc_existing_key (main->record);
      if (key == NULL)
        return TRUE;
      identity = epc_uid_from_key (main->entity->key, key, strlen (key));
    }
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
  EpcKeyOutcome outcome = epc_key_set_add (import->keys, &identity, (guint32) (hash ^ (hash >> 32)), (guint32) import->row.number, &first);
  if (outcome == EPC_KEY_NEW)
    return TRUE;
  if (outcome == EPC_KEY_SAME && !g_hash_table_contains (import->late, GUINT_TO_POINTER (first)))
    {
      g_autofree char *message = g_strdup_printf (_("Row %u is the same as row %u: it was taken once."), (guint) import->row.number, first);
      epc_import_warn (import, "duplicate_row", NULL, import->row.number, message);
      import->report->repeated++;
      return FALSE;
    }
  g_autofree char *here = g_strdup_printf (_("Row %u is about the same record with other values: neither was taken."), first);
  epc_import_reject (import, import->row.number, NULL, NULL, here, _("Keep the right one of the two rows."));
  if (g_hash_table_add (import->late, GUINT_TO_POINTER (first)))
    {
      g_autofree char *there = g_strdup_printf (_("Row %u is about the same record with other values: neither was taken."), (guint) import->row.number);
      guint errors = import->row_errors;
      epc_import_reject (import, first, NULL, NULL, there, _("Keep the right one of the two rows."));
      import->row_errors = errors;
      import->report->rejected++;
    }
  return FALSE;
}

static void
register_parent (EpcImport *import, EpcTargetState *target)
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
}

static gboolean
spool_row (EpcImport *import, const char *code, GError **error)
{
  for (guint t = 0; t < import->n_targets; t++)
    {
      EpcTargetState *target = &import->targets[t];
      if (target->is_parent)
        register_parent (import, target);
      else if (target->is_there
               && !epc_spool_add (import->spool, t, import->row.number, &target->uid, t == 0 ? code : NULL, epc_target_values (target),
                                  target->is_initial, target->changed, error))
        return FALSE;
      target->touched = FALSE;
      target->needs_check = FALSE;
    }
  return TRUE;
}

static gboolean
child_says_something (const EpcTargetState *target)
{
  for (guint i = 0; i < target->n_fills; i++)
    if (!(target->fills[i].facts->flags & EPC_FIELD_KEY) && target->fills[i].column != G_MAXUINT
        && epc_record_value (target->record, target->fills[i].field)->kind != EPC_VALUE_EMPTY)
      return TRUE;
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

gboolean
epc_import_row (EpcImport *import, GError **error)
{
  EpcTargetState *main = &import->targets[0];
  const char *code;

  import->row_errors = 0;
  find_places (import);
  for (guint t = import->n_targets; t > 1; t--)
    {
      EpcTargetState *parent = &import->targets[t - 1];
      if (!parent->is_parent)
        continue;
      fill_target (import, parent);
      parent->is_there = has_own_key (parent) && (parent->is_needed || is_whole (parent));
      if (!parent->is_there || !parent->touched)
        continue;
      make_uid (parent);
      epc_import_check (import, parent);
    }
  main->is_there = TRUE;
  fill_target (import, main);
  code = identify_main (import, main);
  epc_import_check (import, main);
  for (guint t = 1; t < import->n_targets; t++)
    {
      EpcTargetState *child = &import->targets[t];
      if (child->is_parent)
        continue;
      fill_target (import, child);
      child->is_there = child_says_something (child);
      if (!child->is_there)
        continue;
      if (child->has_key)
        make_uid (child);
      else if (!epc_existing_match (child->existing, child->record, child->is_initial, NULL, &child->uid))
        child->uid = epc_uid_new ();
      epc_import_check (import, child);
    }
  if (import->row_errors == 0 && is_first (import, main))
    {
      warn_places (import);
      return spool_row (import, code, error);
    }
  if (import->row_errors > 0)
    import->report->rejected++;
  /* What a refused row left in the records is not what the spool or the register holds. */
  for (guint t = 0; t < import->n_targets; t++)
    import->targets[t].touched = import->targets[t].needs_check = TRUE;
  return TRUE;
}
