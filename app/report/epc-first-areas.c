/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-first-areas.h"

#include "base/epc-i18n.h"
#include "draw/epc-basemap.h"
#include "store/epc-query.h"
#include "store/epc-transaction.h"

/* data/basemap/README.md */
#define SOURCE "Natural Earth 1:10m; OCHA P-codes"
#define LICENCE "Public domain; CC BY-IGO"

/* Areas of the first level that the base map draws as part of a neighbour, and OCHA codes apart (data/basemap/match-pcodes.mjs names them too):
 * without them a site of Panamá Oeste would stand in Panamá. They have no position before boundaries are imported. */
static const struct
{
  const char *country, *pcode, *name;
} undrawn[] = {
  { "PAN", "PA11", "Panamá Oeste" },
  { "GRD", "GD08", "Petite Martinique" },
  { "LCA", "LC05", "Canaries" },
};

typedef struct
{
  EpcBasemap *basemap;
  const char *country;
  int n;
} Adding;

/* @area NULL: it is not drawn. */
static gboolean
put_area (EpcTransaction *transaction, Adding *adding, const char *pcode, const char *name, const EpcBasemapArea *area, GError **error)
{
  const EpcEntity *entity = epc_entity_find ("place");
  g_autoptr (EpcRecord) place = epc_record_new (entity);
  g_autofree EpcValue *values = g_new0 (EpcValue, entity->n_fields);

  epc_record_set_text (place, "pcode", pcode);
  epc_record_set_text (place, "name", name);
  epc_record_set_integer (place, "level", 1);
  epc_record_set_text (place, "parent", adding->country);
  epc_record_set_text (place, "iso3", adding->country);
  epc_record_set_text (place, "pcode_status", "official");
  if (area != NULL)
    {
      epc_record_set_decimal (place, "latitude", area->lat);
      epc_record_set_decimal (place, "longitude", area->lon);
    }
  epc_record_set_text (place, "source", SOURCE);
  adding->n++;
  for (guint i = 0; i < entity->n_fields; i++)
    values[i] = *epc_record_value (place, i); /* borrowed */
  return epc_transaction_put (transaction, entity, values, NULL, FALSE, NULL, NULL, error);
}

static gboolean
put_areas (EpcTransaction *transaction, gpointer data, GError **error)
{
  Adding *adding = data;
  const EpcBatchSource source = { .file_name = _ ("Areas of the base map"), .credit = SOURCE, .licence = LICENCE, .entity = epc_entity_find ("place") };
  gint64 batch = epc_transaction_begin_batch (transaction, &source, error);

  if (batch == 0)
    return FALSE;
  for (guint i = 0; i < epc_basemap_n_areas (adding->basemap); i++)
    {
      const EpcBasemapArea *area = epc_basemap_area_at (adding->basemap, i);

      if (area->level != EPC_BASEMAP_ADMIN1 || area->pcode == NULL || !g_str_equal (area->country, adding->country))
        continue;
      if (!put_area (transaction, adding, area->pcode, epc_basemap_area_name (adding->basemap, area, NULL), area, error))
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (undrawn); i++)
    if (g_str_equal (undrawn[i].country, adding->country) && !put_area (transaction, adding, undrawn[i].pcode, undrawn[i].name, NULL, error))
      return FALSE;
  g_autofree char *counts = g_strdup_printf ("{\"place\":{\"inserted\":%d,\"updated\":0,\"unchanged\":0},\"read\":%d,\"rejected\":0}", adding->n, adding->n);
  return epc_transaction_end_batch (transaction, batch, counts, error);
}

static gboolean
has_areas (EpcStore *store, const char *country, gboolean *has, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("place"));

  if (!epc_query_where (query, store, "level", EPC_OP_EQUAL, "1", error) || !epc_query_where (query, store, "iso3", EPC_OP_EQUAL, country, error))
    return FALSE;
  gint64 n = epc_query_count (query, store, NULL, error);
  *has = n > 0;
  return n >= 0;
}

int
epc_first_areas_add (EpcStore *store, GError **error)
{
  Adding adding = { .basemap = epc_basemap_default (error), .country = epc_store_country (store) };
  gboolean has;

  if (adding.country == NULL)
    return 0;
  if (adding.basemap == NULL || !has_areas (store, adding.country, &has, error))
    return -1;
  if (has)
    return 0;
  return epc_store_write (store, _ ("Add the areas of the country"), put_areas, &adding, error) ? adding.n : -1;
}
