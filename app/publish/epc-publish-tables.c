/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables and their columns, made from the catalogue.
 */
#include "epc-publish-private.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"

/* What every table has before the columns of its fields; "_version" stands behind them, and the position of PostGIS, which the server makes
 * itself, behind that. */
#define HEAD "uid uuid NOT NULL, _code text, _office uuid, _sensitivity text, _stamp bigint"
#define HEAD_NAMES "uid,_code,_office,_sensitivity,_stamp"

void
epc_publish_table_free (EpcPublishTable *table)
{
  g_array_unref (table->fields);
  g_free (table->name);
  g_free (table->columns);
  g_free (table->views_hash);
  g_free (table->sides_hash);
  g_free (table);
}

const char *
epc_publish_type (const EpcPublish *publish, const EpcField *field)
{
  switch (field->type)
    {
    case EPC_TYPE_INTEGER:
      return "bigint";
    case EPC_TYPE_DECIMAL:
    case EPC_TYPE_PERCENT:
    case EPC_TYPE_LATITUDE:
    case EPC_TYPE_LONGITUDE:
      return "double precision";
    case EPC_TYPE_MONEY:
      return "numeric(20,2)";
    case EPC_TYPE_DATE:
      return "date";
    case EPC_TYPE_MOMENT:
      return "timestamp with time zone";
    case EPC_TYPE_REFERENCE:
      return "uuid";
    case EPC_TYPE_COMPUTED:
      return NULL;
    case EPC_TYPE_FILE:
      if (field->flags & EPC_FIELD_GEOMETRY)
        return publish->pg->postgis != NULL ? "geometry(Geometry,4326)" : NULL;
      return "text";
    case EPC_TYPE_TEXT:
    case EPC_TYPE_LONG_TEXT:
    case EPC_TYPE_YES_NO:
    case EPC_TYPE_CODE:
    case EPC_TYPE_CODES:
    case EPC_TYPE_PLACE:
    default:
      return "text";
    }
}

static EpcPublishTable *
table_new (const EpcPublish *publish, const EpcEntity *entity)
{
  EpcPublishTable *table = g_new0 (EpcPublishTable, 1);
  GString *columns = g_string_new (HEAD_NAMES);

  table->entity = entity;
  table->fields = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      if (!epc_field_is_stored (field) || epc_publish_type (publish, field) == NULL
          || !epc_audience_allows_field (publish->office, entity, field))
        continue;
      g_array_append_val (table->fields, i);
      table->has_shapes |= (field->flags & EPC_FIELD_GEOMETRY) != 0;
      g_string_append_c (columns, ',');
      epc_pg_append_name (columns, field->key);
    }
  g_string_append (columns, ",_version");
  table->columns = g_string_free (columns, FALSE);
  table->name = g_strdup_printf ("epc.\"%s\"", entity->key);
  return table;
}

static gboolean
has_position (const EpcPublish *publish, const EpcEntity *entity)
{
  return publish->pg->postgis != NULL && epc_entity_field (entity, "latitude") != NULL && epc_entity_field (entity, "longitude") != NULL;
}

#define POSITION "_position geometry(Point,4326) GENERATED ALWAYS AS (ST_SetSRID(ST_MakePoint(longitude, latitude), 4326)) STORED"

static void
append_new_table (const EpcPublish *publish, const EpcPublishTable *table, GString *sql)
{
  g_string_append_printf (sql, "CREATE TABLE %s (" HEAD, table->name);
  for (guint i = 0; i < table->fields->len; i++)
    {
      const EpcField *field = &table->entity->fields[g_array_index (table->fields, guint, i)];
      g_string_append (sql, ", ");
      epc_pg_append_name (sql, field->key);
      g_string_append_printf (sql, " %s", epc_publish_type (publish, field));
    }
  g_string_append (sql, ", _version bigint");
  if (has_position (publish, table->entity))
    g_string_append (sql, ", " POSITION);
  g_string_append (sql, ");");
}

/* --- what is there --- */

/* "table\ncolumn" → type, of schema epc. */
static GHashTable *
read_columns (EpcPublish *publish, GError **error)
{
  g_autoptr (PGresult) rows = epc_pg_ask (publish->pg,
                                          "SELECT c.relname || E'\\n' || a.attname, format_type (a.atttypid, a.atttypmod) FROM pg_attribute a "
                                          "JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
                                          "WHERE n.nspname = 'epc' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped",
                                          error);
  if (rows == NULL)
    return NULL;
  GHashTable *columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (int i = 0; i < PQntuples (rows); i++)
    g_hash_table_insert (columns, g_strdup (PQgetvalue (rows, i, 0)), g_strdup (PQgetvalue (rows, i, 1)));
  return columns;
}

static gboolean
refuse_newer (const EpcPublish *publish, const char *what, GError **error)
{
  g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED,
               _("The database %s was published by a newer version of EPC Desk (%s is not known here). Update this program, or publish to another database."),
               publish->pg->name, what);
  return FALSE;
}

static gboolean
is_shared_column (const char *name)
{
  static const char *const names[] = { "uid", "_code", "_office", "_sensitivity", "_stamp", "_version", "_position", NULL };

  return g_strv_contains (names, name);
}

/* Every column that is there must be one that this version knows. */
static gboolean
check_columns (const EpcPublish *publish, GHashTable *columns, GError **error)
{
  GHashTableIter iter;
  gpointer key, type;

  g_hash_table_iter_init (&iter, columns);
  while (g_hash_table_iter_next (&iter, &key, &type))
    {
      g_auto (GStrv) parts = g_strsplit (key, "\n", 2);
      const EpcEntity *entity = epc_entity_find (parts[0]);
      if (g_str_equal (parts[0], "workspace") || g_str_equal (parts[0], "code_label"))
        continue;
      const EpcField *field = entity != NULL ? epc_entity_field (entity, parts[1]) : NULL;
      if (entity == NULL || (field == NULL && !is_shared_column (parts[1])))
        {
          g_autofree char *what = g_strdup_printf ("epc.%s.%s", parts[0], parts[1]);
          return refuse_newer (publish, what, error);
        }
      const char *wanted = field != NULL ? epc_publish_type (publish, field) : NULL;
      if (wanted == NULL || (g_str_has_suffix (type, wanted) || strstr (type, "geometry") != NULL))
        continue;
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _("In the database %s the column epc.%s.%s holds another type (%s) than EPC Desk writes (%s)."),
                   publish->pg->name, parts[0], parts[1], (char *) type, wanted);
      return FALSE;
    }
  return TRUE;
}

static void
append_missing (const EpcPublish *publish, EpcPublishTable *table, GHashTable *columns, GString *sql)
{
  for (guint i = 0; i < table->fields->len; i++)
    {
      const EpcField *field = &table->entity->fields[g_array_index (table->fields, guint, i)];
      g_autofree char *key = g_strdup_printf ("%s\n%s", table->entity->key, field->key);
      if (g_hash_table_contains (columns, key))
        continue;
      g_string_append_printf (sql, "ALTER TABLE %s ADD COLUMN ", table->name);
      epc_pg_append_name (sql, field->key);
      g_string_append_printf (sql, " %s;", epc_publish_type (publish, field));
      table->is_longer = TRUE;
    }
  g_autofree char *position = g_strdup_printf ("%s\n_position", table->entity->key);
  if (has_position (publish, table->entity) && !g_hash_table_contains (columns, position))
    g_string_append_printf (sql, "ALTER TABLE %s ADD COLUMN " POSITION ";", table->name);
  /* What the rows say in the new column is not there yet: they are no longer what their version says. */
  if (table->is_longer)
    g_string_append_printf (sql, "UPDATE %s SET _version = NULL;", table->name);
}

static gboolean
read_state (EpcPublish *publish, GError **error)
{
  g_autoptr (PGresult) rows = epc_pg_ask (publish->pg,
                                          "SELECT s.entity, s.is_live, s.views_hash, s.sides_hash, EXISTS (SELECT FROM pg_index i WHERE i.indisprimary "
                                          "AND i.indrelid = to_regclass (format ('epc.%I', s.entity))) FROM epc_internal.state s",
                                          error);
  if (rows == NULL)
    return FALSE;
  for (int i = 0; i < PQntuples (rows); i++)
    for (guint t = 0; t < publish->tables->len; t++)
      {
        EpcPublishTable *table = g_ptr_array_index (publish->tables, t);
        if (!g_str_equal (table->entity->key, PQgetvalue (rows, i, 0)))
          continue;
        table->is_live = *PQgetvalue (rows, i, 1) == 't';
        table->views_hash = PQgetisnull (rows, i, 2) ? NULL : g_strdup (PQgetvalue (rows, i, 2));
        table->sides_hash = PQgetisnull (rows, i, 3) ? NULL : g_strdup (PQgetvalue (rows, i, 3));
        table->has_key = *PQgetvalue (rows, i, 4) == 't';
      }
  return TRUE;
}

gboolean
epc_publish_make_tables (EpcPublish *publish, GError **error)
{
  g_autoptr (GHashTable) columns = read_columns (publish, error);
  g_autoptr (GString) sql = g_string_new (NULL);
  guint n;
  const EpcEntity *const *all = epc_catalogue (&n);

  if (columns == NULL || !check_columns (publish, columns, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (all[i]->flags & EPC_ENTITY_LOCAL)
        continue;
      EpcPublishTable *table = table_new (publish, all[i]);
      g_autofree char *key = g_strdup_printf ("%s\nuid", all[i]->key);
      g_ptr_array_add (publish->tables, table);
      if (g_hash_table_contains (columns, key))
        append_missing (publish, table, columns, sql);
      else
        {
          append_new_table (publish, table, sql);
          g_string_append_printf (sql, "INSERT INTO epc_internal.state (entity, is_live) VALUES ('%s', false) ON CONFLICT DO NOTHING;", all[i]->key);
        }
    }
  return (sql->len == 0 || epc_pg_run (publish->pg, sql->str, error)) && read_state (publish, error);
}

gboolean
epc_publish_note_state (EpcPublish *publish, const EpcPublishTable *table, GError **error)
{
  const char *const values[] = { table->entity->key, table->is_live ? "t" : "f", table->views_hash != NULL ? table->views_hash : "",
                                 table->sides_hash != NULL ? table->sides_hash : "", NULL };
  g_autoptr (PGresult) done = epc_pg_ask_with (publish->pg,
                                               "UPDATE epc_internal.state SET is_live = $2::boolean, views_hash = nullif ($3, ''), sides_hash = "
                                               "nullif ($4, '') WHERE entity = $1",
                                               values, error);

  return done != NULL;
}
