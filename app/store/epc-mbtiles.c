/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-mbtiles.h"

#include "epc-foreign-private.h"

/* Where the tiles are: "tiles" is often a view over places and pictures, and other people's views are not run. */
static const char *
tiles_of (EpcForeign *foreign)
{
  if (epc_foreign_has_table (foreign, "tiles"))
    return "\"tiles\" t";
  if (epc_foreign_has_table (foreign, "map") && epc_foreign_has_table (foreign, "images"))
    return "\"map\" m JOIN \"images\" t ON t.tile_id = m.tile_id";
  return NULL;
}

gboolean
epc_mbtiles_is_one (EpcForeign *foreign)
{
  return tiles_of (foreign) != NULL;
}

void
epc_mbtiles_facts_clear (EpcMbtilesFacts *facts)
{
  g_free (facts->name);
  g_free (facts->format);
  g_free (facts->bounds);
  *facts = (EpcMbtilesFacts){ 0 };
}

static gboolean
read_words (EpcForeign *foreign, EpcMbtilesFacts *facts, GError **error)
{
  g_autoptr (EpcForeignRows) rows = NULL;
  g_autoptr (GError) failure = NULL;

  if (!epc_foreign_has_table (foreign, "metadata"))
    return TRUE;
  rows = epc_foreign_query (foreign, "SELECT name, value FROM \"metadata\" WHERE name IN ('name', 'format', 'bounds') LIMIT 50", error);
  if (rows == NULL)
    return FALSE;
  while (epc_foreign_next (rows, &failure))
    {
      gsize length;
      g_autofree char *key = g_strdup (epc_foreign_text (rows, 0, &length));
      char **place = g_str_equal (key, "name") ? &facts->name : g_str_equal (key, "format") ? &facts->format : &facts->bounds;

      g_free (*place);
      *place = g_utf8_make_valid (epc_foreign_text (rows, 1, &length), -1);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
epc_mbtiles_facts (EpcForeign *foreign, EpcMbtilesFacts *facts, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT min(zoom_level), max(zoom_level), count(*) FROM %s",
                                          epc_foreign_has_table (foreign, "tiles") ? "\"tiles\"" : "\"map\"");
  g_autoptr (EpcForeignRows) rows = epc_foreign_query (foreign, sql, error);

  *facts = (EpcMbtilesFacts){ 0 };
  if (rows == NULL || !epc_foreign_next (rows, error))
    return FALSE;
  facts->min_zoom = epc_foreign_integer (rows, 0);
  facts->max_zoom = epc_foreign_integer (rows, 1);
  facts->n_tiles = epc_foreign_integer (rows, 2);
  return read_words (foreign, facts, error);
}

GBytes *
epc_mbtiles_tile (EpcForeign *foreign, guint zoom, guint x, guint y, GError **error)
{
  /* Rows are counted from the south in the file. */
  g_autofree char *sql = g_strdup_printf ("SELECT t.tile_data FROM %s WHERE zoom_level = %u AND tile_column = %u AND tile_row = %u LIMIT 1",
                                          tiles_of (foreign), zoom, x, (1u << MIN (zoom, 30u)) - 1 - y);
  g_autoptr (EpcForeignRows) rows = epc_foreign_query (foreign, sql, error);
  const guint8 *bytes;
  gsize length;

  if (rows == NULL || !epc_foreign_next (rows, error))
    return NULL;
  bytes = epc_foreign_blob (rows, 0, &length);
  return bytes != NULL && length > 0 ? g_bytes_new (bytes, length) : NULL;
}

gboolean
epc_mbtiles_each (EpcForeign *foreign, guint most, EpcMbtilesFunc func, gpointer data, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT t.tile_data FROM %s LIMIT %u", tiles_of (foreign), most);
  g_autoptr (EpcForeignRows) rows = epc_foreign_query (foreign, sql, error);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL)
    return FALSE;
  while (epc_foreign_next (rows, &failure))
    {
      gsize length = 0;
      const guint8 *bytes = epc_foreign_blob (rows, 0, &length);

      func (bytes, bytes != NULL ? length : 0, data);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
