/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A date in several columns, and a position in one.
 */
#include "epc-wide-private.h"

#include <string.h>

#include "base/epc-position.h"
#include "base/epc-text.h"

#define LEAST_PIECES 3

static gboolean
is_bound_column (const EpcMapping *mapping, guint target, guint column)
{
  for (guint i = 0; i < mapping->bindings->len; i++)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i);
      if (binding->target == target && binding->column == column)
        return TRUE;
    }
  return FALSE;
}

/* "Start year": @name behind one of @fronts; "year" where there are none. */
static gboolean
is_called (const char *folded, const char *name, const char *fronts)
{
  g_auto (GStrv) words = g_strsplit (fronts != NULL ? fronts : "", "|", -1);

  if (fronts == NULL)
    return g_str_equal (folded, name);
  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *whole = g_strconcat (*word, " ", name, NULL);
      if (g_str_equal (folded, whole))
        return TRUE;
    }
  return FALSE;
}

/* The columns of year, month, day, hour and minute as far as they are there in that order, each behind a word of @fronts (NULL: alone); NULL: not
 * down to the day. */
static GArray *
pieces_of (const EpcMapping *mapping, GPtrArray *facts, guint target, const char *fronts)
{
  static const char *const words[] = { "year|ano|annee|anio|yyyy", "month|mes|mois|mm", "day|dia|jour|dd", "hour|hora|heure|hh", "minute|minuto|min" };
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint w = 0; w < G_N_ELEMENTS (words) && columns->len == w; w++)
    {
      g_auto (GStrv) names = g_strsplit (words[w], "|", -1);
      for (guint c = 0; c < facts->len && columns->len == w; c++)
        {
          const EpcColumnFacts *one = g_ptr_array_index (facts, c);
          g_autofree char *folded = one->header != NULL ? epc_text_fold (one->header) : NULL;
          gboolean is_piece = FALSE;
          for (char **name = names; folded != NULL && *name != NULL && !is_piece; name++)
            is_piece = is_called (folded, *name, fronts);
          if (is_piece && !is_bound_column (mapping, target, c))
            g_array_append_val (columns, c);
        }
    }
  if (columns->len >= LEAST_PIECES)
    return columns;
  g_array_unref (columns);
  return NULL;
}

/* What stands in front of the pieces of @field, where a row has two dates. */
static const char *
fronts_of (const EpcField *field)
{
  if (strstr (field->key, "start") != NULL)
    return "start|begin|inicio|debut";
  return (field->flags & EPC_FIELD_UNTIL) && strstr (field->key, "end") != NULL ? "end|fin|fim" : NULL;
}

guint
epc_wide_lay_date (EpcMapping *mapping, GPtrArray *facts, guint target)
{
  const EpcEntity *entity = g_array_index (mapping->targets, EpcTarget, target).entity;
  guint n = 0;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      gboolean is_date = field->type == EPC_TYPE_DATE || field->type == EPC_TYPE_MOMENT;
      if (!is_date || epc_wide_is_bound (mapping, target, field))
        continue;
      const char *fronts = fronts_of (field);
      GArray *columns = fronts != NULL ? pieces_of (mapping, facts, target, fronts) : NULL;
      if (columns == NULL && (field->flags & EPC_FIELD_REQUIRED))
        columns = pieces_of (mapping, facts, target, NULL);
      if (columns == NULL)
        continue;
      n += columns->len;
      epc_wide_add_sum (mapping, facts->len, &(const EpcWideSum) { target, field, columns, EPC_WIDE_DATE, FALSE });
    }
  return n;
}

/* --- the name of a person --- */

static void
append_called (GPtrArray *facts, const char *const *words, guint n_words, GArray *columns)
{
  for (guint w = 0; w < n_words; w++)
    for (guint c = 0; c < facts->len; c++)
      {
        const EpcColumnFacts *one = g_ptr_array_index (facts, c);
        const char *slash = one->header != NULL ? strrchr (one->header, '/') : NULL;
        g_autofree char *folded = one->header != NULL ? epc_text_fold (slash != NULL ? slash + 1 : one->header) : NULL;
        if (folded != NULL && !one->is_form_own && g_str_equal (folded, words[w]))
          g_array_append_val (columns, c);
      }
}

guint
epc_wide_lay_name (EpcMapping *mapping, GPtrArray *facts, guint target)
{
  static const char *const given[] = { "first name", "given name", "given names", "nombres", "nombre", "primer nombre", "segundo nombre", "prenom", "prenoms",
                                       "primeiro nome" };
  static const char *const family[] = { "last name", "surname", "family name", "apellidos", "apellido", "primer apellido", "segundo apellido",
                                        "apellido paterno", "apellido materno", "nom", "nom de famille", "sobrenome", "sobrenomes" };
  const EpcEntity *entity = g_array_index (mapping->targets, EpcTarget, target).entity;
  const EpcField *name = epc_entity_field (entity, "name") != NULL ? epc_entity_field (entity, "name") : epc_entity_field (entity, "participant_name");
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));

  if (name == NULL || !(name->flags & EPC_FIELD_PERSON))
    return 0;
  append_called (facts, given, G_N_ELEMENTS (given), columns);
  guint n_given = columns->len;
  append_called (facts, family, G_N_ELEMENTS (family), columns);
  if (n_given == 0 || columns->len == n_given)
    return 0;
  for (guint i = mapping->bindings->len; i > 0; i--)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i - 1);
      gboolean is_part = FALSE;
      for (guint c = 0; c < columns->len; c++)
        is_part = is_part || binding->column == g_array_index (columns, guint, c);
      if (binding->target == target && (binding->field == name || is_part))
        g_array_remove_index (mapping->bindings, i - 1);
    }
  guint n = columns->len;
  epc_wide_add_sum (mapping, facts->len, &(const EpcWideSum) { target, name, g_steal_pointer (&columns), EPC_WIDE_NAME, FALSE });
  return n;
}

/* --- a position in one column --- */

static gboolean
starts_with_longitude (const char *header)
{
  g_autofree char *folded = header != NULL ? epc_text_fold (header) : g_strdup ("");
  const char *latitude = strstr (folded, "lat"), *longitude = strstr (folded, "lon");

  return (latitude != NULL && longitude != NULL && longitude < latitude) || g_str_has_prefix (folded, "x y");
}

gboolean
epc_wide_is_position (const EpcColumnFacts *facts)
{
  double latitude, longitude;

  for (guint i = 0; i < G_N_ELEMENTS (facts->samples) && facts->samples[i] != NULL; i++)
    if (!epc_position_read (facts->samples[i], FALSE, &latitude, &longitude))
      return FALSE;
  return facts->samples[0] != NULL;
}

static const EpcField *
field_of_type (const EpcMapping *mapping, guint target, EpcFieldType type)
{
  const EpcEntity *entity = g_array_index (mapping->targets, EpcTarget, target).entity;

  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].type == type)
      return epc_wide_is_bound (mapping, target, &entity->fields[i]) ? NULL : &entity->fields[i];
  return NULL;
}

guint
epc_wide_lay_position (EpcMapping *mapping, GPtrArray *facts, guint target)
{
  const EpcField *latitude = field_of_type (mapping, target, EPC_TYPE_LATITUDE), *longitude = field_of_type (mapping, target, EPC_TYPE_LONGITUDE);

  for (guint c = 0; c < facts->len && latitude != NULL && longitude != NULL; c++)
    {
      const EpcColumnFacts *one = g_ptr_array_index (facts, c);
      if (!one->is_position || one->is_personal)
        continue;
      for (guint axis = 0; axis < 2; axis++)
        {
          EpcWideSum sum = { target, axis == 0 ? latitude : longitude, g_array_new (FALSE, FALSE, sizeof (guint)),
                             axis == 0 ? EPC_WIDE_LATITUDE : EPC_WIDE_LONGITUDE, starts_with_longitude (one->header) };
          g_array_append_val (sum.columns, c);
          epc_wide_add_sum (mapping, facts->len, &sum);
        }
      return 1;
    }
  return 0;
}
