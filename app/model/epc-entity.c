/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-entity.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"

typedef struct
{
  const EpcEntity **entities;
  guint n_entities;
  GHashTable *by_key;     /* entity key → entity */
  GHashTable *positions;  /* entity → index */
  GHashTable **fields;    /* per entity: field key → index + 1 */
} Catalogue;

static gpointer
make_catalogue (gpointer data)
{
  const struct
  {
    const EpcEntity *entities;
    guint n_entities;
  } parts[] = {
    { epc_reference_entities, epc_n_reference_entities },
    { epc_preparedness_entities, epc_n_preparedness_entities },
    { epc_preparedness_people_entities, epc_n_preparedness_people_entities },
    { epc_preparedness_hazard_entities, epc_n_preparedness_hazard_entities },
    { epc_response_entities, epc_n_response_entities },
    { epc_response_site_entities, epc_n_response_site_entities },
    { epc_response_assessment_entities, epc_n_response_assessment_entities },
    { epc_response_displacement_entities, epc_n_response_displacement_entities },
    { epc_response_assistance_entities, epc_n_response_assistance_entities },
    { epc_response_funding_entities, epc_n_response_funding_entities },
    { epc_response_coordination_entities, epc_n_response_coordination_entities },
    { epc_transition_entities, epc_n_transition_entities },
    { epc_recovery_entities, epc_n_recovery_entities },     { epc_resources_entities, epc_n_resources_entities },
    { epc_program_entities, epc_n_program_entities },
  };
  Catalogue *catalogue = g_new0 (Catalogue, 1);
  guint n = 0;

  for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
    catalogue->n_entities += parts[p].n_entities;
  catalogue->entities = g_new0 (const EpcEntity *, catalogue->n_entities + 1);
  catalogue->fields = g_new0 (GHashTable *, catalogue->n_entities + 1);
  catalogue->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  catalogue->positions = g_hash_table_new (NULL, NULL);
  for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
    for (guint i = 0; i < parts[p].n_entities; i++, n++)
      {
        const EpcEntity *entity = &parts[p].entities[i];
        catalogue->entities[n] = entity;
        if (!g_hash_table_insert (catalogue->by_key, (char *) entity->key, (gpointer) entity))
          g_critical ("two entities are called %s", entity->key);
        g_hash_table_insert (catalogue->positions, (gpointer) entity, GUINT_TO_POINTER (n));
        catalogue->fields[n] = g_hash_table_new (g_str_hash, g_str_equal);
        for (guint f = 0; f < entity->n_fields; f++)
          if (!g_hash_table_insert (catalogue->fields[n], (char *) entity->fields[f].key, GUINT_TO_POINTER (f + 1)))
            g_critical ("%s has two fields called %s", entity->key, entity->fields[f].key);
      }
  return catalogue;
}

static Catalogue *
catalogue_get (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_catalogue, NULL);
}

const EpcEntity *const *
epc_catalogue (guint *n_entities)
{
  Catalogue *catalogue = catalogue_get ();

  if (n_entities != NULL)
    *n_entities = catalogue->n_entities;
  return catalogue->entities;
}

const EpcEntity *
epc_entity_find (const char *key)
{
  return key != NULL ? g_hash_table_lookup (catalogue_get ()->by_key, key) : NULL;
}

guint
epc_entity_index (const EpcEntity *entity)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (catalogue_get ()->positions, entity));
}

int
epc_entity_field_index (const EpcEntity *entity, const char *key)
{
  /* Rules ask for the same literals row after row: where one was found last is looked at first. A hint may be wrong, never harmful. */
  static guint16 hints[1024];
  guint16 *hint = &hints[(GPOINTER_TO_SIZE (key) ^ GPOINTER_TO_SIZE (entity) >> 3) % G_N_ELEMENTS (hints)];
  guint16 guess = __atomic_load_n (hint, __ATOMIC_RELAXED);

  if (guess < entity->n_fields && strcmp (entity->fields[guess].key, key) == 0)
    return guess;
  int index = (int) GPOINTER_TO_UINT (g_hash_table_lookup (catalogue_get ()->fields[epc_entity_index (entity)], key)) - 1;
  if (index >= 0)
    __atomic_store_n (hint, (guint16) index, __ATOMIC_RELAXED);
  return index;
}

const EpcField *
epc_entity_known_by (const EpcEntity *entity)
{
  return epc_entity_field (entity, entity->known_by);
}

const char *const *
epc_entity_name_keys (const EpcEntity *entity)
{
  static const char *const names[]
      = { "name", "name_es", "name_fr", "name_pt", "title", "title_es", "title_fr", "title_pt", "acronym", NULL };

  return (entity->flags & EPC_ENTITY_BY_NAME) != 0 ? names : names + G_N_ELEMENTS (names) - 1;
}

const EpcField *
epc_entity_field (const EpcEntity *entity, const char *key)
{
  int index = key != NULL ? epc_entity_field_index (entity, key) : -1;

  return index >= 0 ? &entity->fields[index] : NULL;
}

gboolean
epc_entity_has_natural_key (const EpcEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & EPC_FIELD_KEY)
      return TRUE;
  return FALSE;
}

GPtrArray *
epc_entity_group (const EpcEntity *entity, const char *group)
{
  GPtrArray *fields = g_ptr_array_new ();

  for (guint i = 0; i < entity->n_fields; i++)
    if (g_str_equal (epc_field_group (&entity->fields[i]), group))
      g_ptr_array_add (fields, (gpointer) &entity->fields[i]);
  return fields;
}

static const struct
{
  const char *key, *label;
} areas[] = {
  [EPC_AREA_REFERENCE] = { "reference", N_("Reference") },
  [EPC_AREA_PREPAREDNESS] = { "preparedness", N_("Preparedness") },
  [EPC_AREA_RESPONSE] = { "response", N_("Response") },
  [EPC_AREA_TRANSITION] = { "transition", N_("Transition") },
  [EPC_AREA_RECOVERY] = { "recovery", N_("Recovery") },
  [EPC_AREA_RESOURCES] = { "resources", N_("Resources") },
  [EPC_AREA_PROGRAM] = { "program", N_("Program") },
};

const char *
epc_area_key (EpcArea area)
{
  return areas[area].key;
}

const char *
epc_area_label (EpcArea area)
{
  return epc_language_text (epc_language_get (NULL), areas[area].label);
}

/* Letters to change, add or drop to make @b of @a (Levenshtein). */
static guint
distance (const char *a, const char *b)
{
  gsize length = strlen (b);
  g_autofree guint *row = g_new (guint, length + 1);

  for (gsize j = 0; j <= length; j++)
    row[j] = (guint) j;
  for (gsize i = 1; a[i - 1] != '\0'; i++)
    {
      guint diagonal = row[0];
      row[0] = (guint) i;
      for (gsize j = 1; j <= length; j++)
        {
          guint above = row[j];
          row[j] = MIN (MIN (row[j], row[j - 1]) + 1, diagonal + (a[i - 1] != b[j - 1]));
          diagonal = above;
        }
    }
  return row[length];
}

/* Up to three of @names that are near @key, joined by commas; all share a prefix with it or differ in few letters. */
static char *
nearest (const char *key, GPtrArray *names)
{
  GString *out = g_string_new (NULL);
  guint found = 0;

  for (guint limit = 1; limit <= 3 && found < 3; limit++)
    for (guint i = 0; i < names->len && found < 3; i++)
      {
        const char *name = g_ptr_array_index (names, i);
        gboolean near = limit < 3 ? distance (key, name) == limit : strlen (key) >= 4 && strstr (name, key) != NULL;
        if (!near)
          continue;
        g_string_append_printf (out, "%s%s", found > 0 ? ", " : "", name);
        found++;
      }
  return g_string_free (out, FALSE);
}

const EpcEntity *
epc_entity_require (const char *key, GError **error)
{
  const EpcEntity *entity = epc_entity_find (key);

  if (entity != NULL)
    return entity;
  guint n;
  const EpcEntity *const *all = epc_catalogue (&n);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (names, (gpointer) all[i]->key);
  g_autofree char *near = nearest (key != NULL ? key : "", names);
  if (*near != '\0')
    g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("There is no kind of record “%s”. Near it: %s."), key, near);
  else
    g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND,
                 _("There is no kind of record “%s”. The command “entities” lists all of them."), key);
  return NULL;
}

const EpcField *
epc_entity_require_field (const EpcEntity *entity, const char *key, GError **error)
{
  const EpcField *field = epc_entity_field (entity, key);

  if (field != NULL)
    return field;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (guint i = 0; i < entity->n_fields; i++)
    g_ptr_array_add (names, (gpointer) entity->fields[i].key);
  g_autofree char *near = nearest (key != NULL ? key : "", names);
  if (*near != '\0')
    g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("“%s” has no field “%s”. Near it: %s."), entity->key, key, near);
  else
    g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND,
                 _("“%s” has no field “%s”. The command “entities %s” lists its fields."), entity->key, key, entity->key);
  return NULL;
}
