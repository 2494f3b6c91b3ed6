/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bringing a table in step of which few records were touched: the journal tells which, so that a change of one row costs what the row and those
 * that add up with it cost, not what a million do. What partners and the public do not get is worked out anew for the records that agree with a
 * touched one, as it is or as it was published, in all that keeps sums apart (epc_suppression_apart()): none of the others can change. Where other
 * kinds count the same people (epc-kin.h) it is those of the moments at which any of these was touched.
 */
#include "epc-publish-private.h"

#include "base/epc-error.h"
#include "exchange/epc-kin.h"

/* Beyond these the whole table is compared. */
#define MOST_TOUCHED 10000
#define MOST_FAMILIES 200

struct _EpcPublishFew
{
  EpcPublish *publish;
  EpcPublishTable *table;
  EpcPublishSides *sides;
  EpcPublishCounts counts;
  GArray *apart;        /* of guint; NULL: nothing is hidden for the sake of another record */
  EpcKin *kin;          /* NULL: no other kind counts the same people */
  GHashTable *families; /* texts of the fields of @apart, joined by "\t"; with @kin moments */
  GHashTable *known;    /* EpcUid → version in the database, gint64 */
  GString *lines;       /* to write */
  GString *gone;        /* "{uid,…": to delete */
  GString *looked;      /* "{uid,…": whose sides are worked out anew */
  gint64 n_withheld, n_left_empty;
  gboolean is_touched; /* a record of this kind was */
};

void
epc_publish_few_free (EpcPublishFew *few)
{
  if (few == NULL)
    return;
  epc_publish_sides_free (few->sides);
  g_clear_pointer (&few->apart, g_array_unref);
  epc_kin_free (few->kin);
  g_hash_table_unref (few->families);
  g_hash_table_unref (few->known);
  g_string_free (few->lines, TRUE);
  g_string_free (few->gone, TRUE);
  g_string_free (few->looked, TRUE);
  g_free (few);
}

EpcPublishTable *
epc_publish_few_table (const EpcPublishFew *few)
{
  return few->table;
}

static void
add_uid (GString *array, const EpcUid *uid)
{
  char text[EPC_UID_TEXT_SIZE];

  g_string_append_printf (array, "%c%s", array->len == 0 ? '{' : ',', epc_uid_to_text (uid, text));
}

/* --- what the database has of them --- */

static gboolean
is_of_site (const EpcEntity *entity)
{
  return g_str_equal (entity->key, "site_count") || g_str_equal (entity->key, "site_movement");
}

/* The day of a moment is the office's. A movement is of its site's moments (note_sites()). */
static void
append_moment (const EpcPublishFew *few, const EpcEntity *entity, GString *sql)
{
  const char *round = epc_kin_round_field (entity), *day = epc_kin_day_field (entity);
  const EpcField *field = day != NULL ? epc_entity_field (entity, day) : NULL;

  g_string_append_printf (sql, round != NULL ? ", \"%s\"::text" : ", ''", round);
  if (field == NULL || g_str_equal (entity->key, "site_movement"))
    g_string_append (sql, ", ''");
  else if (field->type == EPC_TYPE_MOMENT)
    {
      g_string_append_printf (sql, ", to_char (\"%s\" AT TIME ZONE ", day);
      epc_pg_append_literal (sql, epc_store_zone (few->publish->store));
      g_string_append (sql, ", 'YYYY-MM-DD')");
    }
  else
    g_string_append_printf (sql, ", to_char (\"%s\", 'YYYY-MM-DD')", day);
}

static char *
sql_of_known (const EpcPublishFew *few)
{
  GString *sql = g_string_new ("SELECT uid, coalesce (_version, -1)");

  if (few->kin != NULL)
    append_moment (few, few->table->entity, sql);
  for (guint i = 0; few->kin == NULL && few->apart != NULL && i < few->apart->len; i++)
    {
      g_string_append (sql, ", ");
      epc_pg_append_name (sql, few->table->entity->fields[g_array_index (few->apart, guint, i)].key);
      g_string_append (sql, "::text");
    }
  g_string_append_printf (sql, " FROM %s WHERE uid = ANY ($1::uuid[])", few->table->name);
  return g_string_free (sql, FALSE);
}

/* @column: the first of the two of append_moment(). */
static void
note_moment (EpcPublishFew *few, PGresult *rows, int row, int column)
{
  char *moment = epc_kin_moment_of (few->kin, PQgetvalue (rows, row, column), PQgetvalue (rows, row, column + 1));

  if (moment != NULL)
    g_hash_table_add (few->families, moment);
}

static gboolean
read_known (EpcPublishFew *few, GArray *uids, GError **error)
{
  g_autoptr (GString) asked = g_string_new (NULL);
  g_autofree char *sql = sql_of_known (few);

  for (guint i = 0; i < uids->len; i++)
    add_uid (asked, &g_array_index (uids, EpcUid, i));
  const char *const values[] = { g_string_append_c (asked, '}')->str, NULL };
  g_autoptr (PGresult) rows = uids->len > 0 ? epc_pg_ask_with (few->publish->pg, sql, values, error) : NULL;
  if (rows == NULL)
    return uids->len == 0;
  for (int i = 0; i < PQntuples (rows); i++)
    {
      EpcUid uid;
      gint64 version = g_ascii_strtoll (PQgetvalue (rows, i, 1), NULL, 10);
      g_autoptr (GString) family = g_string_new (NULL);
      if (!epc_uid_from_text (PQgetvalue (rows, i, 0), &uid))
        continue;
      g_hash_table_insert (few->known, g_memdup2 (&uid, sizeof uid), g_memdup2 (&version, sizeof version));
      if (few->kin != NULL)
        {
          note_moment (few, rows, i, 2);
          continue;
        }
      for (int c = 2; c < PQnfields (rows); c++)
        g_string_append_printf (family, "%s%s", c > 2 ? "\t" : "", PQgetvalue (rows, i, c));
      if (few->apart != NULL)
        g_hash_table_add (few->families, g_strdup (family->str));
    }
  return TRUE;
}

/* --- what the workspace has --- */

static void
note_family (EpcPublishFew *few, const EpcRecord *record)
{
  g_autoptr (GString) family = g_string_new (NULL);
  char *moment = few->kin != NULL ? epc_kin_moment (few->kin, record) : NULL;

  if (moment != NULL)
    g_hash_table_add (few->families, moment);
  if (few->kin != NULL)
    return;
  for (guint i = 0; i < few->apart->len; i++)
    {
      guint position = g_array_index (few->apart, guint, i);
      g_autofree char *text = epc_value_to_text (&few->table->entity->fields[position], epc_record_value (record, position));
      g_string_append_printf (family, "%s%s", i > 0 ? "\t" : "", text != NULL ? text : "");
    }
  g_hash_table_add (few->families, g_strdup (family->str));
}

static void
look (EpcPublishFew *few, EpcRecord *record)
{
  add_uid (few->looked, epc_record_uid (record));
  epc_publish_sides_look (few->sides, record);
}

static void
take (EpcPublishFew *few, EpcRecord *record)
{
  const gint64 *known = g_hash_table_lookup (few->known, epc_record_uid (record));
  gsize start = few->lines->len;
  gint64 version;

  epc_publish_append_row (few->publish, few->table, record, TRUE, few->lines, &version, &few->n_left_empty);
  if (known != NULL && *known == version)
    g_string_truncate (few->lines, start);
  else
    *(known != NULL ? &few->counts.updated : &few->counts.inserted) += 1;
  if (few->apart != NULL)
    note_family (few, record);
  else
    look (few, record);
}

static gboolean
take_touched (EpcPublishFew *few, const EpcUid *uid, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (EpcRecord) record = epc_store_get (few->publish->store, few->table->entity, uid, &local);

  if (record == NULL && !g_error_matches (local, EPC_ERROR, EPC_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  gboolean is_there = record != NULL && !epc_record_meta (record)->is_deleted;
  if (is_there && epc_audience_allows_record (few->publish->office, record))
    {
      take (few, record);
      return TRUE;
    }
  few->n_withheld += is_there;
  add_uid (few->looked, uid);
  if (g_hash_table_contains (few->known, uid))
    {
      few->counts.deleted++;
      add_uid (few->gone, uid);
    }
  return TRUE;
}

static gboolean
look_at_member (EpcRecord *record, gpointer data)
{
  EpcPublishFew *few = data;

  if (epc_audience_allows_record (few->publish->office, record))
    look (few, record);
  return TRUE;
}

/* All that agree with @family in what keeps sums apart, in the order in which an export reads them. */
static gboolean
look_at_family (EpcPublishFew *few, const char *family, GError **error)
{
  if (few->kin != NULL)
    return epc_kin_each (few->kin, few->table->entity, family, look_at_member, few, few->publish->cancellable, error);
  g_autoptr (EpcQuery) query = epc_query_new (few->table->entity);
  g_auto (GStrv) parts = g_strsplit (family, "\t", -1);

  for (guint i = 0; i < few->apart->len; i++)
    {
      const EpcField *field = &few->table->entity->fields[g_array_index (few->apart, guint, i)];
      const char *text = parts[i] != NULL ? parts[i] : "";
      if (!epc_query_where (query, few->publish->store, field->key, *text == '\0' ? EPC_OP_EMPTY : EPC_OP_EQUAL, *text == '\0' ? NULL : text, error))
        return FALSE;
    }
  return epc_query_sort (query, "", error)
         && epc_query_each (query, few->publish->store, look_at_member, few, few->publish->cancellable, error);
}

static gboolean
look_at_families (EpcPublishFew *few, GError **error)
{
  GHashTableIter iter;
  gpointer family;

  g_hash_table_iter_init (&iter, few->families);
  while (g_hash_table_iter_next (&iter, &family, NULL))
    if (!look_at_family (few, family, error))
      return FALSE;
  return !g_cancellable_set_error_if_cancelled (few->publish->cancellable, error);
}

/* --- kinds that count the same people --- */

static gboolean
note_record (EpcRecord *record, gpointer data)
{
  note_family (data, record);
  return TRUE;
}

/* The moments of what @entity has under @field = one of @uids. */
static gboolean
note_counts_of (EpcPublishFew *few, const EpcEntity *entity, const char *field, GArray *uids, GError **error)
{
  for (guint i = 0; i < uids->len; i++)
    {
      g_autoptr (EpcQuery) query = epc_query_new (entity);
      char text[EPC_UID_TEXT_SIZE];
      epc_uid_to_text (&g_array_index (uids, EpcUid, i), text);
      if (!epc_query_where (query, few->publish->store, field, EPC_OP_EQUAL, text, error) || !epc_query_sort (query, "", error)
          || !epc_query_each (query, few->publish->store, note_record, few, few->publish->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
note_published_moments (EpcPublishFew *few, const EpcEntity *entity, GArray *uids, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT uid"), asked = g_string_new (NULL);

  for (guint i = 0; i < uids->len; i++)
    add_uid (asked, &g_array_index (uids, EpcUid, i));
  const char *const values[] = { g_string_append_c (asked, '}')->str, NULL };
  if (uids->len == 0)
    return TRUE;
  append_moment (few, entity, sql);
  g_string_append_printf (sql, " FROM epc.\"%s\" WHERE uid = ANY ($1::uuid[])", entity->key);
  g_autoptr (PGresult) rows = epc_pg_ask_with (few->publish->pg, sql->str, values, error);
  for (int i = 0; rows != NULL && i < PQntuples (rows); i++)
    note_moment (few, rows, i, 1);
  return rows != NULL;
}

static gboolean
note_uid (gint64 row, const EpcUid *uid, const EpcValue *values, gpointer data)
{
  g_array_append_val ((GArray *) data, *uid);
  return TRUE;
}

/* The centres that these sites are. */
static GArray *
centres_of (EpcPublishFew *few, GArray *sites, GError **error)
{
  static const char *const fields[] = { "site", NULL };
  g_autoptr (GArray) centres = g_array_new (FALSE, FALSE, sizeof (EpcUid));

  for (guint i = 0; i < sites->len; i++)
    {
      g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("evacuation_centre"));
      char text[EPC_UID_TEXT_SIZE];
      epc_uid_to_text (&g_array_index (sites, EpcUid, i), text);
      if (!epc_query_where (query, few->publish->store, "site", EPC_OP_EQUAL, text, error) || !epc_query_sort (query, "", error)
          || !epc_query_values (query, few->publish->store, fields, note_uid, centres, few->publish->cancellable, error))
        return NULL;
    }
  return g_steal_pointer (&centres);
}

static gboolean
is_same_day (const EpcRecord *round, const char *field, const char *published)
{
  const char *day = round != NULL && !epc_record_meta ((EpcRecord *) round)->is_deleted ? epc_record_text (round, field) : NULL;

  return g_str_equal (day != NULL ? day : "", published);
}

static EpcRecord *
round_of (EpcPublishFew *few, const EpcUid *uid)
{
  g_autoptr (EpcRecord) round = epc_store_get (few->publish->store, epc_entity_find ("dtm_round"), uid, NULL);

  return round != NULL && !epc_record_meta (round)->is_deleted ? g_steal_pointer (&round) : NULL;
}

/* Rounds that were published have the days that they had: other ones put all that they count elsewhere. So does a new one where counts name no round. */
static gboolean
rounds_stay (EpcPublishFew *few, GArray *rounds, GError **error)
{
  static const char *const days[] = { "reporting_date", "survey_start", "survey_end" };
  g_autoptr (GString) asked = g_string_new (NULL), sql = g_string_new ("SELECT uid");
  g_autoptr (GHashTable) known = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, NULL);

  if (rounds->len == 0)
    return TRUE;
  for (guint i = 0; i < rounds->len; i++)
    add_uid (asked, &g_array_index (rounds, EpcUid, i));
  const char *const values[] = { g_string_append_c (asked, '}')->str, NULL };
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    g_string_append_printf (sql, ", coalesce (to_char (\"%s\", 'YYYY-MM-DD'), '')", days[i]);
  g_string_append (sql, " FROM epc.dtm_round WHERE uid = ANY ($1::uuid[])");
  g_autoptr (PGresult) rows = epc_pg_ask_with (few->publish->pg, sql->str, values, error);
  for (int i = 0; rows != NULL && i < PQntuples (rows); i++)
    {
      EpcUid uid;
      g_autoptr (EpcRecord) round = epc_uid_from_text (PQgetvalue (rows, i, 0), &uid) ? round_of (few, &uid) : NULL;
      g_hash_table_add (known, g_memdup2 (&uid, sizeof uid));
      for (guint d = 0; d < G_N_ELEMENTS (days); d++)
        if (round == NULL || !is_same_day (round, days[d], PQgetvalue (rows, i, (int) d + 1)))
          return FALSE;
    }
  for (guint i = 0; rows != NULL && i < rounds->len; i++)
    {
      const EpcUid *uid = &g_array_index (rounds, EpcUid, i);
      g_autoptr (EpcRecord) round = g_hash_table_contains (known, uid) ? NULL : round_of (few, uid);
      if (round != NULL && epc_kin_has_loose_near (few->kin, epc_record_text (round, "reporting_date")))
        return FALSE;
    }
  return rows != NULL;
}

/* What was touched of @entity, where it is not the table's own kind. NULL without error: too much. */
static GArray *
touched_beside (EpcPublishFew *few, const char *entity, GError **error)
{
  if (g_str_equal (entity, few->table->entity->key))
    return g_array_new (FALSE, FALSE, sizeof (EpcUid));
  return epc_share_touched_since (few->publish->store, few->publish->since, epc_entity_find (entity), MOST_TOUCHED, error);
}

static void
note_site (EpcPublishFew *few, const EpcUid *site)
{
  if (site != NULL)
    epc_kin_add_moments_of_site (few->kin, site, few->families);
}

static gboolean
note_sites_of_record (EpcRecord *record, gpointer data)
{
  note_site (data, epc_record_reference (record, "site"));
  if (epc_entity_field (epc_record_entity (record), "other_site") != NULL)
    note_site (data, epc_record_reference (record, "other_site"));
  return TRUE;
}

/* A count of a site, and who came or left, changes what hangs together of all counts of that site. @uids: of records of @entity, as they were
 * published and as they are. */
static gboolean
note_sites (EpcPublishFew *few, const EpcEntity *entity, GArray *uids, GError **error)
{
  const char *other = epc_entity_field (entity, "other_site") != NULL ? "other_site" : "site";
  g_autoptr (GString) asked = g_string_new (NULL);
  g_autofree char *sql = g_strdup_printf ("SELECT site::text, %s::text FROM epc.\"%s\" WHERE uid = ANY ($1::uuid[])", other, entity->key);

  for (guint i = 0; i < uids->len; i++)
    {
      g_autoptr (EpcRecord) record = epc_store_get (few->publish->store, entity, &g_array_index (uids, EpcUid, i), NULL);
      add_uid (asked, &g_array_index (uids, EpcUid, i));
      if (record != NULL)
        note_sites_of_record (record, few);
    }
  const char *const values[] = { g_string_append_c (asked, '}')->str, NULL };
  g_autoptr (PGresult) rows = uids->len > 0 ? epc_pg_ask_with (few->publish->pg, sql, values, error) : NULL;
  for (int i = 0; rows != NULL && i < PQntuples (rows); i++)
    for (int c = 0; c < 2; c++)
      {
        EpcUid site;
        if (epc_uid_from_text (PQgetvalue (rows, i, c), &site))
          note_site (few, &site);
      }
  return rows != NULL || uids->len == 0;
}

/* When the counts of the other kinds were that have changed, and those of sites and centres that have; @own: what was touched of the table's own
 * kind. FALSE without error: too many have. */
static gboolean
note_kin (EpcPublishFew *few, GArray *own, GError **error)
{
  g_autoptr (GArray) rounds = touched_beside (few, "dtm_round", error), sites = rounds != NULL ? touched_beside (few, "site", error) : NULL,
                     centres = sites != NULL ? touched_beside (few, "evacuation_centre", error) : NULL,
                     theirs = centres != NULL ? centres_of (few, sites, error) : NULL;
  const EpcEntity *of_sites = epc_entity_find ("site_count"), *of_centres = epc_entity_find ("centre_occupancy");

  if (theirs == NULL || !rounds_stay (few, rounds, error) || !note_counts_of (few, of_sites, "site", sites, error)
      || !note_counts_of (few, of_centres, "centre", centres, error) || !note_counts_of (few, of_centres, "centre", theirs, error))
    return FALSE;
  for (guint i = 0; i < EPC_N_KIN; i++)
    {
      const EpcEntity *entity = epc_kin_entity (i);
      g_autoptr (GArray) uids = touched_beside (few, entity->key, error);
      if (uids == NULL || !note_published_moments (few, entity, uids, error) || !note_counts_of (few, entity, "uid", uids, error)
          || (is_of_site (entity) && !note_sites (few, entity, entity == few->table->entity ? own : uids, error)))
        return FALSE;
    }
  return TRUE;
}

static EpcPublishFew *
few_new (EpcPublish *publish, EpcPublishTable *table)
{
  EpcPublishFew *few = g_new0 (EpcPublishFew, 1);

  few->publish = publish;
  few->table = table;
  few->counts.entity = table->entity;
  few->sides = epc_publish_sides_new (publish, table);
  few->apart = epc_publish_sides_apart (few->sides);
  if (few->apart != NULL && epc_kin_position (table->entity) >= 0)
    few->kin = epc_kin_new (publish->store);
  few->families = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  few->known = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, g_free);
  few->lines = g_string_new (NULL);
  few->gone = g_string_new (NULL);
  few->looked = g_string_new (NULL);
  return few;
}

EpcPublishFew *
epc_publish_few_new (EpcPublish *publish, EpcPublishTable *table, GError **error)
{
  /* A record that gets a code which another has changes that one's code without a word in the journal. */
  if (publish->since == NULL || table->entity->code_prefix != NULL)
    return NULL;
  g_autoptr (GArray) uids = epc_share_touched_since (publish->store, publish->since, table->entity, MOST_TOUCHED, error);
  if (uids == NULL)
    return NULL;
  g_autoptr (EpcPublishFew) few = few_new (publish, table);
  few->is_touched = uids->len > 0;
  if (few->kin == NULL && few->apart != NULL && few->apart->len == 0)
    return NULL;
  if (!read_known (few, uids, error) || (few->kin != NULL && !note_kin (few, uids, error)))
    return NULL;
  for (guint i = 0; i < uids->len; i++)
    if (!take_touched (few, &g_array_index (uids, EpcUid, i), error))
      return NULL;
  if (g_hash_table_size (few->families) > MOST_FAMILIES)
    return NULL;
  if (few->apart != NULL && !look_at_families (few, error))
    return NULL;
  epc_publish_sides_settle (few->sides);
  return g_steal_pointer (&few);
}

/* --- writing --- */

static gboolean
write_lines (EpcPublishFew *few, GError **error)
{
  EpcPg *pg = few->publish->pg;
  const EpcPublishTable *table = few->table;
  g_autofree char *stage = g_strdup_printf ("CREATE TEMP TABLE stage ON COMMIT DROP AS SELECT %s FROM %s WHERE false", table->columns, table->name);
  g_autofree char *copy = g_strdup_printf ("COPY pg_temp.stage (%s) FROM STDIN", table->columns), *upsert = epc_publish_upsert_sql (table);

  return few->lines->len == 0
         || (epc_pg_run (pg, stage, error) && epc_pg_copy_begin (pg, copy, error) && epc_pg_copy_lines (pg, few->lines->str, few->lines->len, error)
             && epc_pg_copy_end (pg, error) && epc_pg_run (pg, upsert, error) && epc_pg_run (pg, "DROP TABLE pg_temp.stage", error));
}

static gboolean
delete_gone (EpcPublishFew *few, GError **error)
{
  g_autofree char *uids = g_strconcat (few->gone->str, "}", NULL);
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE uid = ANY ($1::uuid[])", few->table->name);
  const char *const values[] = { uids, NULL };

  if (few->gone->len == 0)
    return TRUE;
  g_autoptr (PGresult) done = epc_pg_ask_with (few->publish->pg, sql, values, error);
  return done != NULL;
}

gboolean
epc_publish_few_send (EpcPublishFew *few, GError **error)
{
  g_autofree char *looked = g_strconcat (few->looked->str, "}", NULL), *count = g_strdup_printf ("SELECT count(*) FROM %s", few->table->name);

  if (!write_lines (few, error) || !delete_gone (few, error)
      || (few->looked->len > 0 && !epc_publish_sides_write_some (few->publish, few->table, few->sides, looked, error)))
    return FALSE;
  g_autoptr (PGresult) rows = epc_pg_ask (few->publish->pg, count, error);
  few->counts.rows = rows != NULL ? g_ascii_strtoll (PQgetvalue (rows, 0, 0), NULL, 10) : 0;
  return rows != NULL;
}

void
epc_publish_few_report (EpcPublishFew *few, EpcPublishReport *report)
{
  report->withheld += few->n_withheld;
  report->left_empty += few->n_left_empty;
  /* Only for the sake of another kind. */
  if (!few->is_touched)
    return;
  g_array_append_val (report->entities, few->counts);
}
