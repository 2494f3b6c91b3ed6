/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Before the first row: which fields of which records are filled from where, what they are when the file says nothing, and what
 * of them is looked at in each row.
 */
#include "epc-import-private.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "store/epc-query.h"

static void
prepare_keys (EpcTargetState *target)
{
  const EpcEntity *entity = target->entity;

  target->keys = g_new0 (guint, entity->n_fields + 1);
  target->required = g_new0 (guint, entity->n_fields + 1);
  target->looks = g_new0 (guint, entity->n_fields + 1);
  target->insteads = g_new0 (guint, entity->n_fields + 1);
  target->last_parts = g_new0 (guint, entity->n_fields + 1);
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      if (field->flags & EPC_FIELD_KEY)
        target->keys[target->n_keys++] = i;
      if ((field->flags & EPC_FIELD_REQUIRED) && epc_field_is_stored (field))
        target->required[target->n_required++] = i;
      if (field->instead != NULL)
        target->insteads[target->n_instead++] = i;
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
        if ((entity->fields[j].flags & EPC_FIELD_PART)
            && g_str_equal (epc_field_group (&entity->fields[j]), epc_field_group (&entity->fields[i])))
          target->last_parts[i] = j;
    }
  const EpcField *place = epc_entity_field (entity, "place");
  target->latitude = epc_entity_field_index (entity, "latitude");
  target->longitude = epc_entity_field_index (entity, "longitude");
  target->place = place != NULL && place->type == EPC_TYPE_PLACE ? epc_entity_field_index (entity, "place") : -1;
  if (target->longitude < 0 || g_str_equal (entity->key, "place"))
    target->latitude = -1;
  target->key_parts = g_new0 (GString *, target->n_keys + 1);
  for (guint k = 0; k < target->n_keys; k++)
    target->key_parts[k] = g_string_new (NULL);
  target->has_key = target->n_keys > 0;
}

gboolean
epc_import_set_default (EpcImport *import, EpcTargetState *target, const EpcField *field, const char *text, gboolean is_initial,
                        GError **error)
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

/* What a record begins as where the file gives one of the other fields, or (NULL) where another record of the row is of it: households that were
 * reached are no plan, nor is a session with its participants. */
static const struct
{
  const char *entity, *field, *given, *value;
} begins[] = {
  { "distribution", "status", "hh_reached|reached_ind", "distributed" },
  { "training_session", "status", NULL, "done" },
};

static const char *
initial_of (const EpcImport *import, const EpcTargetState *target, const EpcField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (begins); i++)
    {
      if (!g_str_equal (begins[i].entity, target->entity->key) || !g_str_equal (begins[i].field, field->key))
        continue;
      if (begins[i].given == NULL)
        return target->is_parent ? begins[i].value : field->initial;
      g_auto (GStrv) given = g_strsplit (begins[i].given, "|", -1);
      for (guint b = 0; b < import->mapping->bindings->len; b++)
        {
          const EpcBinding *binding = &g_array_index (import->mapping->bindings, EpcBinding, b);
          if (&import->targets[binding->target] == target && g_strv_contains ((const char *const *) given, binding->field->key))
            return begins[i].value;
        }
    }
  return field->initial;
}

/* The first values of a new record that nothing in the file can give. */
static void
prepare_initial (EpcImport *import, EpcTargetState *target)
{
  for (guint i = 0; i < target->entity->n_fields; i++)
    {
      const EpcField *field = &target->entity->fields[i];
      const char *text = initial_of (import, target, field);
      g_autofree char *own = NULL;
      if (text == NULL || !epc_field_is_stored (field))
        continue;
      if (g_str_equal (text, "today"))
        {
          /* A date that was never told is none, unless the record cannot be without one. */
          if (!(field->flags & EPC_FIELD_REQUIRED) || (field->flags & EPC_FIELD_KEY))
            continue;
          own = epc_moment_from_unix (epc_import_moment (import), NULL);
          own[EPC_DATE_SIZE - 1] = '\0';
          text = own;
        }
      else if (g_str_equal (text, "now"))
        {
          if (!(field->flags & EPC_FIELD_REQUIRED) || (field->flags & EPC_FIELD_KEY))
            continue;
          text = own = epc_moment_from_unix (epc_import_moment (import), epc_store_zone (import->store));
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
        epc_import_set_default (import, target, field, text, TRUE, NULL);
    }
}

static gboolean
prepare_set (EpcImport *import, const char *pair, GError **error)
{
  const char *equals = strchr (pair, '=');
  EpcSaid said;
  gboolean is_said;

  /* How the file writes dates and numbers is no field. */
  if (!epc_said_parse (pair, &said, &is_said, error))
    return FALSE;
  if (is_said)
    return TRUE;
  if (equals == NULL || equals == pair)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _ ("“%s” is no FIELD=VALUE."), pair);
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
      /* A bare name means the main record; what hangs on it only where the main one has no such field. The crisis is everybody's.
       */
      if (entity == NULL && is_set && !g_str_equal (key, "crisis"))
        continue;
      if (!epc_import_set_default (import, target, field, equals + 1, FALSE, error))
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
    g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _ ("The rows of this file are no source of %s."),
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
  import->identity_uid = import->identity_code = import->identity_version = G_MAXUINT;
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
      else if (column->role == EPC_COLUMN_IDENTITY && g_str_equal (column->identity, "version"))
        import->identity_version = c;
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
      target->name = plan->name;
      target->only_name = plan->only_name;
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
      if ((import->targets[t].entity->fields[import->targets[t].links[i].field].flags & EPC_FIELD_REQUIRED)
          && import->targets[t].is_needed)
        import->targets[import->targets[t].links[i].target].is_needed = TRUE;
  /* What the user says comes after it. */
  for (guint i = 0; import->mapping->title_set != NULL && import->mapping->title_set[i] != NULL; i++)
    if (!prepare_set (import, import->mapping->title_set[i], error))
      return FALSE;
  for (guint i = 0; import->options->set != NULL && import->options->set[i] != NULL; i++)
    if (!prepare_set (import, import->options->set[i], error))
      return FALSE;
  /* The credit line stays with the operation that the counts are of. */
  for (guint t = 0; t < import->n_targets; t++)
    {
      const EpcField *credit = epc_entity_field (import->targets[t].entity, "credit");
      if (import->targets[t].is_parent && credit != NULL && import->report->credit != NULL)
        epc_import_set_default (import, &import->targets[t], credit, import->report->credit, TRUE, NULL);
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
          g_free (target->fills[i].shape);
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
      g_clear_pointer (&target->listed, g_array_unref);
      g_clear_pointer (&target->in_order, g_ptr_array_unref);
      g_clear_pointer (&target->registered, g_hash_table_unref);
      epc_existing_free (target->existing);
      g_free (target->keys);
      g_free (target->insteads);
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
  g_clear_pointer (&import->named, g_hash_table_unref);
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
