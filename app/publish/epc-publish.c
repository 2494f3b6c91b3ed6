/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-publish-private.h"

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "config.h"
#include "exchange/epc-kin.h"

/* So many rows of one kind come in parts, and not in the transaction of all that changed; its views are shut meanwhile. */
#define LARGE 50000
/* Of publishing a workspace that somebody works in. */
#define MOST_ATTEMPTS 3

/* "epc" is what the office's people read; grants are theirs to give. */
#define NEW_DATABASE \
  "CREATE SCHEMA epc; CREATE SCHEMA epc_partners; CREATE SCHEMA epc_public; CREATE SCHEMA epc_internal;" \
  "CREATE TABLE epc.workspace (workspace uuid NOT NULL, office text, country text, format integer NOT NULL, program text, vector text, " \
  "started timestamp with time zone, finished timestamp with time zone);" \
  "COMMENT ON TABLE epc.workspace IS 'What was published here, and when; while “started” is later than “finished” it is under way.';" \
  "CREATE TABLE epc.code_label (list text, code text, label_en text, label_es text, label_fr text, label_pt text, PRIMARY KEY (list, code));" \
  "CREATE TABLE epc_internal.state (entity text PRIMARY KEY, is_live boolean NOT NULL, views_hash text, sides_hash text);" \
  "CREATE TABLE epc_internal.audience (entity text, uid uuid, hides_identity boolean NOT NULL, taken text[], latitude double precision, " \
  "longitude double precision, hidden jsonb, PRIMARY KEY (entity, uid));"

void
epc_publish_report_free (EpcPublishReport *report)
{
  if (report == NULL)
    return;
  g_free (report->database);
  g_array_unref (report->entities);
  g_free (report);
}

gboolean
epc_publish_is_there (void)
{
  return TRUE;
}

/* --- whose database it is --- */

static gboolean
begin_database (EpcPublish *publish, GError **error)
{
  EpcUid workspace, uid = epc_store_office (publish->store);
  g_autofree char *office = epc_store_title (publish->store, epc_entity_find ("office"), &uid);
  char text[EPC_UID_TEXT_SIZE];
  g_autofree char *format = g_strdup_printf ("%d", EPC_PUBLISH_FORMAT);

  if (!epc_share_workspace (publish->store, &workspace, error))
    return FALSE;
  const char *const values[] = { epc_uid_to_text (&workspace, text), office, epc_store_country (publish->store), format, NULL };

  if (!epc_pg_run (publish->pg, NEW_DATABASE, error))
    return FALSE;
  publish->report->is_new = TRUE;
  g_autoptr (PGresult) done = epc_pg_ask_with (
      publish->pg, "INSERT INTO epc.workspace (workspace, office, country, format, started) VALUES ($1, $2, $3, $4::integer, now())", values, error);
  return done != NULL;
}

/* Another workspace's, a newer program's, or one that has more than this workspace knows: *@vector is what was published (NULL: nothing yet). */
static gboolean
check_database (EpcPublish *publish, gboolean anyway, EpcVector **vector, GError **error)
{
  EpcUid workspace;
  char own[EPC_UID_TEXT_SIZE];
  g_autoptr (PGresult) row = epc_pg_ask (publish->pg, "SELECT workspace, office, format, vector, program FROM epc.workspace", error);

  if (row == NULL || !epc_share_workspace (publish->store, &workspace, error))
    return FALSE;
  if (PQntuples (row) != 1 || g_ascii_strcasecmp (PQgetvalue (row, 0, 0), epc_uid_to_text (&workspace, own)) != 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _("The database %s belongs to another workspace (%s). Publish this one to a database of its own."),
                   publish->pg->name, PQntuples (row) > 0 ? PQgetvalue (row, 0, 1) : "?");
      return FALSE;
    }
  if (g_ascii_strtoll (PQgetvalue (row, 0, 2), NULL, 10) > EPC_PUBLISH_FORMAT)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED,
                   _("The database %s was published by a newer version of EPC Desk (%s is not known here). Update this program, or publish to another database."),
                   publish->pg->name, PQgetvalue (row, 0, 4));
      return FALSE;
    }
  if (PQgetisnull (row, 0, 3))
    return TRUE;
  g_autoptr (EpcVector) there = epc_vector_from_json (PQgetvalue (row, 0, 3), error), here = epc_store_vector (publish->store, error);
  if (there == NULL || here == NULL)
    return FALSE;
  if (epc_vector_covers (here, there, NULL))
    *vector = g_steal_pointer (&there);
  else if (!anyway)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_CONFLICT,
                   _("The database %s holds changes that this workspace has not: it was published from another copy, or before a backup came back or a package was "
                     "taken out again. Merge a package of that copy first, or publish with --anyway and lose them there."),
                   publish->pg->name);
      return FALSE;
    }
  /* What program wrote it decides what its rows say. */
  if (g_strcmp0 (PQgetvalue (row, 0, 4), EPC_VERSION) != 0)
    g_clear_pointer (vector, epc_vector_free);
  return TRUE;
}

static gboolean
open_database (EpcPublish *publish, const EpcPublishWish *wish, EpcVector **vector, GError **error)
{
  /* Two at once would each delete what the other has just written. */
  if (!epc_pg_run (publish->pg, "SELECT pg_advisory_lock (1162757956)", error) || !epc_pg_run (publish->pg, "BEGIN", error))
    return FALSE;
  g_autoptr (PGresult) found
      = epc_pg_ask (publish->pg, "SELECT to_regnamespace ('epc') IS NOT NULL, to_regclass ('epc.workspace') IS NOT NULL, "
                                 "current_setting ('server_version_num')::integer",
                    error);
  if (found == NULL)
    return FALSE;
  if (g_ascii_strtoll (PQgetvalue (found, 0, 2), NULL, 10) < 120000)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _("The database %s is served by a PostgreSQL that is too old: 12 or later is needed."), publish->pg->name);
      return FALSE;
    }
  gboolean has_schema = *PQgetvalue (found, 0, 0) == 't', has_table = *PQgetvalue (found, 0, 1) == 't';
  if (has_schema && !has_table)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _("The database %s has a schema “epc” that EPC Desk has not made. Publish to a database of its own."),
                   publish->pg->name);
      return FALSE;
    }
  return (has_schema ? check_database (publish, wish->anyway, vector, error) : begin_database (publish, error))
         && epc_publish_make_tables (publish, error) && epc_pg_run (publish->pg, "UPDATE epc.workspace SET started = now ()", error)
         && epc_pg_run (publish->pg, "COMMIT", error);
}

/* --- what must be looked at --- */

/* What decides about the audiences of all of @table may have changed, or nobody knows (@kinds NULL). */
static gboolean
may_differ_whole (const EpcPublishTable *table, GHashTable *kinds)
{
  if (kinds == NULL || !table->is_live || table->is_longer || !table->has_key || g_hash_table_contains (kinds, "office"))
    return TRUE;
  /* The name of a site that is confidential since may stand in any text. */
  if (!(table->entity->flags & (EPC_ENTITY_COUNT | EPC_ENTITY_PROGRAM)) && (g_hash_table_contains (kinds, "site") || g_hash_table_contains (kinds, "place")))
    return TRUE;
  if (epc_suppression_follows_sites (table->entity) && epc_kin_is_touched (epc_entity_find ("site_count"), kinds))
    return TRUE;
  for (guint i = 0; i < table->entity->n_fields; i++)
    {
      const EpcField *field = &table->entity->fields[i];
      const EpcEntity *target = field->type == EPC_TYPE_REFERENCE ? epc_entity_find (field->target) : NULL;
      /* What is said of a confidential site is confidential; what an area counts is told by the areas in it. */
      if (target != NULL && (target->flags & EPC_ENTITY_CONFIDENTIAL) && g_hash_table_contains (kinds, target->key))
        return TRUE;
      if (field->type == EPC_TYPE_PLACE && g_hash_table_contains (kinds, "place"))
        return TRUE;
    }
  return FALSE;
}

/* Shuts the views of @table until all of a large change has arrived: they would show rows before it is known what to hide of them. */
static gboolean
shut (EpcPublish *publish, EpcPublishTable *table, GError **error)
{
  return epc_pg_run (publish->pg, "BEGIN", error) && epc_publish_make_views (publish, table, FALSE, error)
         && epc_publish_note_state (publish, table, error) && epc_pg_run (publish->pg, "COMMIT", error);
}

/* What a large part of is new is written at once, and stays whatever comes after it. */
static gboolean
send_large (EpcPublish *publish, EpcPublishTable *table, EpcPublishSync *sync, GError **error)
{
  if (epc_publish_sync_size (sync) <= LARGE)
    return TRUE;
  if (table->is_live && !shut (publish, table, error))
    return FALSE;
  table->is_sent = TRUE;
  return epc_publish_sync_send (sync, TRUE, error);
}

/* @fews: tables of which few records were touched; @syncs: those that are compared as a whole. */
static gboolean
prepare (EpcPublish *publish, GHashTable *kinds, GPtrArray *syncs, GPtrArray *fews, GError **error)
{
  for (guint i = 0; i < publish->tables->len; i++)
    {
      EpcPublishTable *table = g_ptr_array_index (publish->tables, i);
      gboolean is_whole = may_differ_whole (table, kinds);
      g_autoptr (GError) local = NULL;
      if (!is_whole && !g_hash_table_contains (kinds, table->entity->key) && !epc_kin_is_touched (table->entity, kinds))
        continue;
      EpcPublishFew *few = is_whole ? NULL : epc_publish_few_new (publish, table, &local);
      if (few != NULL)
        {
          g_ptr_array_add (fews, few);
          continue;
        }
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      EpcPublishSync *sync = epc_publish_sync_new (publish, table);
      g_ptr_array_add (syncs, sync);
      if (!epc_publish_sync_survey (sync, error) || !send_large (publish, table, sync, error))
        return FALSE;
    }
  return TRUE;
}

/* --- all together --- */

static gboolean
note_published (EpcPublish *publish, const EpcVector *vector, GError **error)
{
  g_autofree char *json = epc_vector_to_json (vector);
  const char *const values[] = { json, EPC_VERSION, NULL };
  g_autoptr (PGresult) done
      = epc_pg_ask_with (publish->pg, "UPDATE epc.workspace SET vector = $1, program = $2, finished = clock_timestamp ()", values, error);

  return done != NULL;
}

static gboolean
finish_table (EpcPublish *publish, EpcPublishTable *table, EpcPublishSync *sync, EpcPublishFew *few, GError **error)
{
  return (few == NULL || epc_publish_few_send (few, error)) && (sync == NULL || table->is_sent || epc_publish_sync_send (sync, FALSE, error))
         && (sync == NULL || epc_publish_sides_write (publish, table, epc_publish_sync_sides (sync), error))
         && epc_publish_make_views (publish, table, TRUE, error) && epc_publish_note_state (publish, table, error);
}

static EpcPublishSync *
sync_of (GPtrArray *syncs, const EpcPublishTable *table)
{
  for (guint i = 0; i < syncs->len; i++)
    if (epc_publish_sync_table (g_ptr_array_index (syncs, i)) == table)
      return g_ptr_array_index (syncs, i);
  return NULL;
}

static EpcPublishFew *
few_of (GPtrArray *fews, const EpcPublishTable *table)
{
  for (guint i = 0; i < fews->len; i++)
    if (epc_publish_few_table (g_ptr_array_index (fews, i)) == table)
      return g_ptr_array_index (fews, i);
  return NULL;
}

/* What was read at different moments hides no more than what was there at the first. */
static gboolean
check_unmoved (EpcPublish *publish, const EpcVector *vector, GError **error)
{
  g_autoptr (EpcVector) now = epc_store_vector (publish->store, error);

  if (now == NULL)
    return FALSE;
  g_autofree char *before = epc_vector_to_json (vector), *after = epc_vector_to_json (now);
  publish->has_moved = !g_str_equal (before, after);
  if (publish->has_moved)
    g_set_error_literal (error, EPC_ERROR, EPC_ERROR_BUSY,
                         _("The workspace is being changed while it is published. Nothing is half done; publish again when it is at rest."));
  return !publish->has_moved;
}

/* Whoever reads sees all as it was before, or all as it is now. */
static gboolean
finish (EpcPublish *publish, GPtrArray *syncs, GPtrArray *fews, const EpcVector *vector, GError **error)
{
  if (!epc_pg_run (publish->pg, "BEGIN", error))
    return FALSE;
  for (guint i = 0; i < publish->tables->len; i++)
    {
      EpcPublishTable *table = g_ptr_array_index (publish->tables, i);
      if (!finish_table (publish, table, sync_of (syncs, table), few_of (fews, table), error))
        return FALSE;
    }
  return epc_publish_codes (publish, error) && note_published (publish, vector, error) && check_unmoved (publish, vector, error)
         && epc_pg_run (publish->pg, "COMMIT", error);
}

static gboolean
run (EpcPublish *publish, const EpcPublishWish *wish, GError **error)
{
  g_autoptr (EpcVector) since = NULL;
  g_autoptr (EpcVector) vector = epc_store_vector (publish->store, error);
  g_autoptr (GHashTable) kinds = NULL;
  g_autoptr (GPtrArray) syncs = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_publish_sync_free),
                        fews = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_publish_few_free);

  if (vector == NULL || !open_database (publish, wish, &since, error))
    return FALSE;
  if (since != NULL && !wish->check && (kinds = epc_share_changed_since (publish->store, since, error)) == NULL)
    return FALSE;
  publish->since = since;
  if (!prepare (publish, kinds, syncs, fews, error))
    return FALSE;
  if (!finish (publish, syncs, fews, vector, error))
    return FALSE;
  for (guint i = 0; i < syncs->len; i++)
    epc_publish_sync_report (g_ptr_array_index (syncs, i), publish->report);
  for (guint i = 0; i < fews->len; i++)
    epc_publish_few_report (g_ptr_array_index (fews, i), publish->report);
  return TRUE;
}

static EpcPublishReport *
publish_once (EpcStore *store, const EpcPublishWish *wish, GCancellable *cancellable, gboolean *has_moved, GError **error)
{
  g_autoptr (EpcPublishReport) report = g_new0 (EpcPublishReport, 1);
  g_autoptr (EpcPg) pg = NULL;

  report->entities = g_array_new (FALSE, FALSE, sizeof (EpcPublishCounts));
  pg = epc_pg_open (wish->url, error);
  if (pg == NULL)
    return NULL;
  report->database = g_strdup (pg->name);
  report->has_shapes = pg->postgis != NULL;
  EpcPublish publish = {
    .store = store,
    .pg = pg,
    .office = epc_audience_rules_new (store, EPC_AUDIENCE_OFFICE),
    .partners = epc_audience_rules_new (store, EPC_AUDIENCE_PARTNERS),
    .public = epc_audience_rules_new (store, EPC_AUDIENCE_PUBLIC),
    .tables = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_publish_table_free),
    .cancellable = cancellable,
    .report = report,
  };
  gboolean done = run (&publish, wish, error);
  *has_moved = publish.has_moved;
  epc_audience_rules_free (publish.office);
  epc_audience_rules_free (publish.partners);
  epc_audience_rules_free (publish.public);
  g_ptr_array_unref (publish.tables);
  return done ? g_steal_pointer (&report) : NULL;
}

EpcPublishReport *
epc_publish (EpcStore *store, const EpcPublishWish *wish, GCancellable *cancellable, GError **error)
{
  for (guint attempt = 1;; attempt++)
    {
      gboolean has_moved = FALSE;
      g_autoptr (GError) local = NULL;
      EpcPublishReport *report = publish_once (store, wish, cancellable, &has_moved, &local);

      if (report != NULL)
        return report;
      if (has_moved && attempt < MOST_ATTEMPTS)
        continue;
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
}
