/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What partners and the public do not get of single records: decided by the code that the exports use, kept in the database beside the
 * records, so that the views only take out what is listed. A record that all get whole has no line.
 */
#include "epc-publish-private.h"

#include <string.h>


/* Of one record. */
typedef struct
{
  guint row; /* from 0, in the order in which they were read */
  EpcUid uid;
  gboolean hides_identity, is_moved;
  double latitude, longitude; /* where partners and the public see it */
  char *taken;                /* {"name","ssid"} as PostgreSQL writes an array */
} Trim;

struct _EpcPublishSides
{
  const EpcPublish *publish;
  const EpcPublishTable *table;
  EpcSuppression *suppression; /* NULL: nothing here counts people */
  GArray *trims;               /* of Trim */
  GArray *uids;                /* of EpcUid, by row; only with @suppression */
  GArray *was_there;           /* of gboolean, by field: of the record in hand */
  int latitude, longitude;     /* positions; −1: none */
  gboolean may_trim;           /* records of this kind may say too much of a site, whatever is said of each */
  guint n_rows;
  GString *lines;
};

static void
trim_clear (gpointer data)
{
  g_free (((Trim *) data)->taken);
}

static int
position_of_type (const EpcEntity *entity, EpcFieldType type)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].type == type)
      return (int) i;
  return -1;
}

EpcPublishSides *
epc_publish_sides_new (const EpcPublish *publish, const EpcPublishTable *table)
{
  EpcPublishSides *sides = g_new0 (EpcPublishSides, 1);
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (guint));

  sides->publish = publish;
  sides->table = table;
  sides->trims = g_array_new (FALSE, FALSE, sizeof (Trim));
  g_array_set_clear_func (sides->trims, trim_clear);
  sides->uids = g_array_new (FALSE, FALSE, sizeof (EpcUid));
  sides->was_there = g_array_new (FALSE, TRUE, sizeof (gboolean));
  g_array_set_size (sides->was_there, table->entity->n_fields);
  sides->latitude = position_of_type (table->entity, EPC_TYPE_LATITUDE);
  sides->longitude = position_of_type (table->entity, EPC_TYPE_LONGITUDE);
  sides->lines = g_string_new (NULL);
  sides->may_trim = (table->entity->flags & EPC_ENTITY_CONFIDENTIAL) != 0 || epc_audience_reads_texts (publish->partners, table->entity);
  for (guint i = 0; i < table->entity->n_fields; i++)
    {
      const EpcEntity *target = table->entity->fields[i].type == EPC_TYPE_REFERENCE ? epc_entity_find (table->entity->fields[i].target) : NULL;
      sides->may_trim |= target != NULL && (target->flags & EPC_ENTITY_CONFIDENTIAL);
    }
  /* Partners get all that the public gets, so that what hides enough from them does from both. */
  for (guint i = 0; i < table->fields->len; i++)
    {
      guint position = g_array_index (table->fields, guint, i);
      if (epc_audience_allows_field (publish->partners, table->entity, &table->entity->fields[position]))
        g_array_append_val (fields, position);
    }
  sides->suppression = epc_suppression_new (publish->store, publish->partners, table->entity, fields);
  return sides;
}

void
epc_publish_sides_free (EpcPublishSides *sides)
{
  if (sides == NULL)
    return;
  epc_suppression_free (sides->suppression);
  g_array_unref (sides->trims);
  g_array_unref (sides->uids);
  g_array_unref (sides->was_there);
  g_string_free (sides->lines, TRUE);
  g_free (sides);
}

static gboolean
is_there (const EpcRecord *record, guint position)
{
  return epc_record_value (record, position)->kind != EPC_VALUE_EMPTY;
}

/* The fields that were there before and are no longer, as an array of PostgreSQL; NULL: none. Position and name of a field are plain words. */
static char *
list_taken (const EpcPublishSides *sides, const EpcRecord *record)
{
  const EpcPublishTable *table = sides->table;
  g_autoptr (GString) out = g_string_new ("{");

  for (guint i = 0; i < table->fields->len; i++)
    {
      guint position = g_array_index (table->fields, guint, i);
      if (g_array_index (sides->was_there, gboolean, position) && !is_there (record, position))
        g_string_append_printf (out, "%s%s", out->len > 1 ? "," : "", table->entity->fields[position].key);
    }
  g_string_append_c (out, '}');
  return out->len > 2 ? g_strdup (out->str) : NULL;
}

static void
trim (EpcPublishSides *sides, EpcRecord *record)
{
  const EpcEntity *entity = sides->table->entity;
  Trim one = { .row = sides->n_rows, .uid = *epc_record_uid (record) };
  gboolean had_position = sides->latitude >= 0 && sides->longitude >= 0 && is_there (record, (guint) sides->latitude)
                          && is_there (record, (guint) sides->longitude);

  for (guint i = 0; i < entity->n_fields; i++)
    g_array_index (sides->was_there, gboolean, i) = is_there (record, i);
  double north = had_position ? epc_record_decimal (record, entity->fields[sides->latitude].key) : 0;
  double east = had_position ? epc_record_decimal (record, entity->fields[sides->longitude].key) : 0;
  one.hides_identity = epc_audience_hides_identity (sides->publish->partners, record);
  gboolean is_trimmed = epc_audience_trim_record (sides->publish->partners, record);
  if (!is_trimmed && !one.hides_identity)
    return;
  one.taken = list_taken (sides, record);
  if (had_position && is_there (record, (guint) sides->latitude) && is_there (record, (guint) sides->longitude))
    {
      one.latitude = epc_record_decimal (record, entity->fields[sides->latitude].key);
      one.longitude = epc_record_decimal (record, entity->fields[sides->longitude].key);
      one.is_moved = one.latitude != north || one.longitude != east;
    }
  g_array_append_val (sides->trims, one);
}

void
epc_publish_sides_look (EpcPublishSides *sides, EpcRecord *record)
{
  /* Their views leave it out. */
  if (!epc_audience_allows_record (sides->publish->partners, record))
    return;
  if (sides->suppression != NULL)
    {
      epc_suppression_look (sides->suppression, record);
      g_array_append_val (sides->uids, *epc_record_uid (record));
    }
  if (sides->may_trim || epc_record_meta (record)->sensitivity != EPC_SENSITIVITY_PUBLIC)
    trim (sides, record);
  sides->n_rows++;
}

/* {"idp_ind": "<5"} of the row; NULL: every count is shown. */
static char *
hidden_of (const EpcPublishSides *sides, guint row)
{
  const EpcPublishTable *table = sides->table;
  GString *out = NULL;

  if (sides->suppression == NULL || !epc_suppression_hides (sides->suppression, row))
    return NULL;
  for (guint i = 0; i < table->fields->len; i++)
    {
      guint position = g_array_index (table->fields, guint, i);
      EpcCellMark mark = epc_suppression_mark (sides->suppression, row, position);
      if (mark == EPC_CELL_SHOWN || mark == EPC_CELL_ABSENT)
        continue;
      if (out == NULL)
        out = g_string_new ("{");
      g_string_append_printf (out, "%s\"%s\":\"%s\"", out->len > 1 ? "," : "", table->entity->fields[position].key,
                              mark == EPC_CELL_SMALL ? "<5" : "*");
    }
  return out != NULL ? g_string_free (g_string_append_c (out, '}'), FALSE) : NULL;
}

static void
append_line (EpcPublishSides *sides, const EpcUid *uid, const Trim *one, const char *hidden)
{
  char text[EPC_UID_TEXT_SIZE];
  GString *out = sides->lines;

  g_string_append_printf (out, "%s\t%s\t%s\t", sides->table->entity->key, epc_uid_to_text (uid, text),
                          one != NULL && one->hides_identity ? "t" : "f");
  epc_publish_append_text (out, one != NULL ? one->taken : NULL);
  g_string_append_c (out, '\t');
  if (one != NULL && one->is_moved)
    {
      epc_publish_append_decimal (out, one->latitude);
      g_string_append_c (out, '\t');
      epc_publish_append_decimal (out, one->longitude);
    }
  else
    g_string_append (out, "\\N\t\\N");
  g_string_append_c (out, '\t');
  epc_publish_append_text (out, hidden);
  g_string_append_c (out, '\n');
}

const GString *
epc_publish_sides_settle (EpcPublishSides *sides)
{
  guint at = 0;

  if (sides->suppression != NULL)
    epc_suppression_settle (sides->suppression);
  for (guint row = 0; row < sides->n_rows; row++)
    {
      const Trim *one = at < sides->trims->len ? &g_array_index (sides->trims, Trim, at) : NULL;
      if (one != NULL && one->row != row)
        one = NULL;
      if (one == NULL && sides->suppression == NULL)
        continue;
      g_autofree char *hidden = hidden_of (sides, row);
      if (one != NULL || hidden != NULL)
        append_line (sides, one != NULL ? &one->uid : &g_array_index (sides->uids, EpcUid, row), one, hidden);
      at += one != NULL;
    }
  g_clear_pointer (&sides->suppression, epc_suppression_free);
  return sides->lines;
}

GArray *
epc_publish_sides_apart (const EpcPublishSides *sides)
{
  return sides->suppression != NULL ? epc_suppression_apart (sides->suppression) : NULL;
}

static gboolean
copy_lines (EpcPublish *publish, const EpcPublishSides *sides, GError **error)
{
  return epc_pg_copy_begin (publish->pg,
                            "COPY epc_internal.audience (entity, uid, hides_identity, taken, latitude, longitude, hidden) FROM STDIN", error)
         && epc_pg_copy_lines (publish->pg, sides->lines->str, sides->lines->len, error) && epc_pg_copy_end (publish->pg, error);
}

gboolean
epc_publish_sides_write_some (EpcPublish *publish, EpcPublishTable *table, EpcPublishSides *sides, const char *uids, GError **error)
{
  const char *const values[] = { table->entity->key, uids, NULL };
  g_autoptr (PGresult) gone
      = epc_pg_ask_with (publish->pg, "DELETE FROM epc_internal.audience WHERE entity = $1 AND uid = ANY ($2::uuid[])", values, error);

  /* What all lines together say is not known any more: whoever compares the whole writes them anew. */
  g_clear_pointer (&table->sides_hash, g_free);
  return gone != NULL && (sides->lines->len == 0 || copy_lines (publish, sides, error));
}

gboolean
epc_publish_sides_write (EpcPublish *publish, EpcPublishTable *table, EpcPublishSides *sides, GError **error)
{
  g_autofree char *hash
      = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GSIZE_FORMAT, epc_publish_hash (sides->lines->str, sides->lines->len), sides->lines->len);
  const char *const entity[] = { table->entity->key, NULL };

  if (g_strcmp0 (hash, table->sides_hash) == 0)
    return TRUE;
  g_autoptr (PGresult) gone = epc_pg_ask_with (publish->pg, "DELETE FROM epc_internal.audience WHERE entity = $1", entity, error);
  if (gone == NULL || !copy_lines (publish, sides, error))
    return FALSE;
  g_free (table->sides_hash);
  table->sides_hash = g_steal_pointer (&hash);
  return TRUE;
}
