/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The views of partners and the public, the comments on tables and columns, and the labels of codes.
 */
#include "epc-publish-private.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "model/epc-code-list.h"

static const char *
say (const char *text)
{
  return epc_language_text (epc_language_get (NULL), text);
}

/* --- comments --- */

static char *
describe_field (const EpcField *field)
{
  GString *out = g_string_new (say (field->label));
  g_autofree char *hxl = epc_field_hxl (field);

  if (field->unit != NULL)
    g_string_append_printf (out, " (%s)", say (field->unit));
  g_string_append_c (out, '.');
  if (field->help != NULL)
    g_string_append_printf (out, " %s", say (field->help));
  if (field->codes != NULL)
    g_string_append_printf (out, " epc.code_label: %s.", field->codes);
  if (field->type == EPC_TYPE_REFERENCE)
    g_string_append_printf (out, " → epc.%s.uid.", field->target);
  if (field->type == EPC_TYPE_PLACE)
    g_string_append (out, " → epc.place.pcode.");
  if (hxl != NULL)
    g_string_append_printf (out, " HXL: %s", hxl);
  return g_string_free (out, FALSE);
}

static void
append_comment (GString *sql, const char *relation, const char *column, const char *text)
{
  g_string_append_printf (sql, column != NULL ? "COMMENT ON COLUMN %s." : "COMMENT ON TABLE %s", relation);
  if (column != NULL)
    epc_pg_append_name (sql, column);
  g_string_append (sql, " IS ");
  epc_pg_append_literal (sql, text);
  g_string_append_c (sql, ';');
}

static void
append_comments (const EpcPublishTable *table, GString *sql)
{
  g_autofree char *whole = g_strdup_printf ("%s. %s", say (table->entity->plural), table->entity->help != NULL ? say (table->entity->help) : "");

  append_comment (sql, table->name, NULL, whole);
  append_comment (sql, table->name, "uid", _("Identity of the record, the same in every office."));
  append_comment (sql, table->name, "_code", _("Code of the record, for people."));
  append_comment (sql, table->name, "_office", _("Office that owns the record. → epc.office.uid."));
  append_comment (sql, table->name, "_sensitivity", _("How sensitive this record is: public, restricted, confidential."));
  append_comment (sql, table->name, "_stamp", _("Orders changes: the higher is the later. Not a date."));
  append_comment (sql, table->name, "_version", _("Kept by EPC Desk: tells whether the row must be written again."));
  for (guint i = 0; i < table->fields->len; i++)
    {
      const EpcField *field = &table->entity->fields[g_array_index (table->fields, guint, i)];
      g_autofree char *text = describe_field (field);
      append_comment (sql, table->name, field->key, text);
    }
}

/* --- views --- */

/* The code of the record that @field names, else its only key, else its identity: as the exports write it. */
static void
append_reference (const EpcPublish *publish, const EpcField *field, guint number, GString *select, GString *from)
{
  const EpcEntity *target = epc_entity_find (field->target);
  const EpcField *key = NULL;
  guint n_keys = 0;

  if (target == NULL || (target->flags & EPC_ENTITY_LOCAL))
    {
      g_string_append_printf (select, "t.\"%s\"::text", field->key);
      return;
    }
  for (guint i = 0; i < target->n_fields; i++)
    if (target->fields[i].flags & EPC_FIELD_KEY)
      {
        key = &target->fields[i];
        n_keys++;
      }
  if (n_keys != 1 || key->type == EPC_TYPE_REFERENCE || epc_publish_type (publish, key) == NULL
      || !epc_audience_allows_field (publish->office, target, key))
    key = NULL;
  g_string_append_printf (select, "coalesce(r%u._code, ", number);
  if (key != NULL)
    g_string_append_printf (select, "r%u.\"%s\"::text, ", number, key->key);
  g_string_append_printf (select, "t.\"%s\"::text)", field->key);
  g_string_append_printf (from, " LEFT JOIN epc.\"%s\" r%u ON r%u.uid = t.\"%s\"", target->key, number, number, field->key);
}

static void
append_column (const EpcPublish *publish, const EpcEntity *entity, const EpcField *field, gboolean is_public, guint number, GString *select, GString *from)
{
  g_string_append_printf (select, "CASE WHEN '%s' = ANY (a.taken)", field->key);
  if (epc_suppression_may_hide (entity, field))
    g_string_append_printf (select, " OR a.hidden ? '%s'", field->key);
  g_string_append (select, " THEN NULL");
  if (field->type == EPC_TYPE_LATITUDE || field->type == EPC_TYPE_LONGITUDE)
    g_string_append_printf (select, " WHEN a.%s IS NOT NULL THEN a.%s", field->type == EPC_TYPE_LATITUDE ? "latitude" : "longitude",
                            field->type == EPC_TYPE_LATITUDE ? "latitude" : "longitude");
  g_string_append (select, " ELSE ");
  if (is_public && field->type == EPC_TYPE_REFERENCE)
    append_reference (publish, field, number, select, from);
  else
    g_string_append_printf (select, "t.\"%s\"", field->key);
  g_string_append_printf (select, " END%s AS \"%s\"", field->flags & EPC_FIELD_GEOMETRY ? "::geometry(Geometry,4326)" : "", field->key);
}

/* Of the position that the audience sees. */
#define VIEW_POSITION \
  ", CASE WHEN 'latitude' = ANY (a.taken) OR 'longitude' = ANY (a.taken) THEN NULL ELSE " \
  "ST_SetSRID (ST_MakePoint (coalesce (a.longitude, t.longitude), coalesce (a.latitude, t.latitude)), 4326) END::geometry(Point,4326) AS _position"

/* "" where nothing of it may leave. */
static char *
view_of (const EpcPublish *publish, const EpcPublishTable *table, gboolean is_public)
{
  const EpcAudienceRules *rules = is_public ? publish->public : publish->partners;
  g_autoptr (GString) select = g_string_new (NULL);
  g_autoptr (GString) from = g_string_new (NULL);
  gboolean has_counts = FALSE, has_latitude = FALSE, has_longitude = FALSE;

  if (epc_audience_allows_identity (rules, table->entity))
    g_string_append (select, "CASE WHEN a.hides_identity THEN NULL ELSE t.uid END AS uid, CASE WHEN a.hides_identity THEN NULL ELSE t._code END AS _code");
  for (guint i = 0; i < table->fields->len; i++)
    {
      const EpcField *field = &table->entity->fields[g_array_index (table->fields, guint, i)];
      if (!epc_audience_allows_field (rules, table->entity, field))
        continue;
      if (select->len > 0)
        g_string_append (select, ", ");
      append_column (publish, table->entity, field, is_public, i, select, from);
      has_counts |= epc_suppression_may_hide (table->entity, field);
      has_latitude |= field->type == EPC_TYPE_LATITUDE;
      has_longitude |= field->type == EPC_TYPE_LONGITUDE;
    }
  if (select->len == 0 || !epc_audience_allows_entity (rules, table->entity))
    return g_strdup ("");
  if (has_counts)
    g_string_append (select, ", a.hidden AS _hidden");
  if (publish->pg->postgis != NULL && has_latitude && has_longitude)
    g_string_append (select, VIEW_POSITION);
  /* As epc_kin_withholds_record(). */
  g_autofree char *rows = g_str_equal (table->entity->key, "site_movement")
                              ? g_strdup_printf ("(SELECT * FROM %s WHERE idp_ind IS NULL OR idp_ind <= 0 OR idp_ind >= %d)", table->name, EPC_LEAST_SHOWN)
                              : g_strdup (table->name);
  return g_strdup_printf ("SELECT %s FROM %s t LEFT JOIN epc_internal.audience a ON a.entity = '%s' AND a.uid = t.uid%s", select->str, rows,
                          table->entity->key, from->str);
}

/* A view keeps its rights where its columns stay; else it is made anew. */
static gboolean
replace_view (EpcPublish *publish, const EpcPublishTable *table, const char *schema, const char *select, gboolean is_open, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%s.\"%s\"", schema, table->entity->key);
  g_autofree char *drop = g_strdup_printf ("DROP VIEW IF EXISTS %s", name);
  g_autofree char *create = g_strdup_printf ("CREATE OR REPLACE VIEW %s AS %s%s", name, select, is_open ? "" : " WHERE false");
  g_autofree char *comment = g_strdup_printf (
      "COMMENT ON COLUMN %s._hidden IS 'counts of people that are hidden: <5 means 1 to 4, * is left out to protect another'", name);

  if (*select == '\0')
    return epc_pg_run (publish->pg, drop, error);
  if (!epc_pg_run (publish->pg, "SAVEPOINT view", error))
    return FALSE;
  if (!epc_pg_run (publish->pg, create, NULL)
      && !(epc_pg_run (publish->pg, "ROLLBACK TO SAVEPOINT view", error) && epc_pg_run (publish->pg, drop, error)
           && epc_pg_run (publish->pg, create, error)))
    return FALSE;
  return (strstr (select, " AS _hidden") == NULL || epc_pg_run (publish->pg, comment, error))
         && epc_pg_run (publish->pg, "RELEASE SAVEPOINT view", error);
}

gboolean
epc_publish_make_views (EpcPublish *publish, EpcPublishTable *table, gboolean is_open, GError **error)
{
  g_autofree char *partners = view_of (publish, table, FALSE), *open = view_of (publish, table, TRUE);
  g_autoptr (GString) comments = g_string_new (NULL);

  append_comments (table, comments);
  g_autofree char *all = g_strconcat (is_open ? "open " : "shut ", partners, open, comments->str, NULL);
  g_autofree char *hash = g_strdup_printf ("%" G_GINT64_FORMAT, epc_publish_hash (all, strlen (all)));
  if (g_strcmp0 (hash, table->views_hash) != 0)
    {
      if (!replace_view (publish, table, "epc_partners", partners, is_open, error) || !replace_view (publish, table, "epc_public", open, is_open, error)
          || !epc_pg_run (publish->pg, comments->str, error))
        return FALSE;
      g_free (table->views_hash);
      table->views_hash = g_steal_pointer (&hash);
    }
  table->is_live = is_open;
  return TRUE;
}

/* --- codes --- */

gboolean
epc_publish_codes (EpcPublish *publish, GError **error)
{
  static const char *const languages[] = { "en", "es", "fr", "pt" };
  g_autoptr (GString) lines = g_string_new (NULL);
  guint n;
  const EpcCodeList *const *lists = epc_code_lists (&n);

  for (guint i = 0; i < n; i++)
    {
      const EpcCodeList *list = epc_code_list_find (lists[i]->key);
      for (guint c = 0; c < list->n_codes; c++)
        {
          epc_publish_append_text (lines, list->key);
          g_string_append_c (lines, '\t');
          epc_publish_append_text (lines, list->codes[c].key);
          for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
            {
              g_string_append_c (lines, '\t');
              epc_publish_append_text (lines, epc_code_text (list, &list->codes[c], languages[l]));
            }
          g_string_append_c (lines, '\n');
        }
    }
  g_autofree char *hash = g_strdup_printf ("%" G_GINT64_FORMAT, epc_publish_hash (lines->str, lines->len));
  const char *const values[] = { hash, NULL };
  g_autoptr (PGresult) noted = epc_pg_ask_with (publish->pg,
                                                "INSERT INTO epc_internal.state (entity, is_live, sides_hash) VALUES ('code_label', true, $1) ON "
                                                "CONFLICT (entity) DO UPDATE SET sides_hash = $1 WHERE state.sides_hash IS DISTINCT FROM $1",
                                                values, error);
  if (noted == NULL)
    return FALSE;
  if (g_str_equal (PQcmdTuples (noted), "0"))
    return TRUE;
  return epc_pg_run (publish->pg, "DELETE FROM epc.code_label", error)
         && epc_pg_copy_begin (publish->pg, "COPY epc.code_label (list, code, label_en, label_es, label_fr, label_pt) FROM STDIN", error)
         && epc_pg_copy_lines (publish->pg, lines->str, lines->len, error) && epc_pg_copy_end (publish->pg, error);
}
