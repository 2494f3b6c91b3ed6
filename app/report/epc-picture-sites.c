/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures of sites: the map, and the pyramid of those who live in them.
 */
#include "epc-picture.h"

#include <math.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"

static GPtrArray *
open_sites (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  g_autoptr (GPtrArray) sites
      = epc_sites_open (store, epc_uid_is_nil (&choice->crisis) ? NULL : &choice->crisis, choice->until, FALSE, NULL, error);

  if (sites != NULL && sites->len == 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("No open site is recorded yet. Import a site list or add one."));
      return NULL;
    }
  return g_steal_pointer (&sites);
}

/* "Site counts of 14 to 18 October 2026" as a source line. */
static char *
counts_source (const EpcSitesTotal *total, const char *language)
{
  const EpcLanguage *chosen = epc_language_get (language);

  if (total->newest == NULL)
    return g_strdup (epc_picture_text (language, N_("Source: site register; not counted yet.")));
  g_autofree char *from = epc_language_date (chosen, total->oldest, FALSE);
  g_autofree char *to = epc_language_date (chosen, total->newest, FALSE);
  if (g_strcmp0 (total->oldest, total->newest) == 0)
    return g_strdup_printf (epc_picture_text (language, N_("Source: site register and counts of %s.")), to);
  return g_strdup_printf (epc_picture_text (language, N_("Source: site register and counts from %s to %s.")), from, to);
}

EpcChart *
epc_chart_of_site_ages (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  static const char *const ages[] = { N_("under 1"), N_("1–5"), N_("6–17"), N_("18–59"), N_("60 and over") };
  g_autoptr (GPtrArray) sites = open_sites (store, choice, error);
  const char *language = choice->language;
  EpcSitesTotal total;

  if (sites == NULL)
    return NULL;
  epc_sites_total (sites, &total);
  g_autofree char *source = counts_source (&total, language);
  epc_sites_total_clear (&total);
  EpcChart *chart = epc_chart_new (EPC_CHART_PYRAMID, epc_language_get (language));
  epc_chart_set_title (chart, epc_picture_text (language, N_("People in sites by age and sex")), epc_picture_text (language, N_("people")), source);
  epc_chart_set_category_heading (chart, epc_picture_text (language, N_("Age")));
  epc_chart_add_series (chart, epc_picture_text (language, N_("Women and girls")), 0);
  epc_chart_add_series (chart, epc_picture_text (language, N_("Men and boys")), 0);
  for (guint age = 0; age < G_N_ELEMENTS (ages); age++)
    {
      guint category = epc_chart_add_category (chart, epc_picture_text (language, ages[age]), NULL);
      for (guint sex = 0; sex < 2; sex++)
        {
          double sum = NAN;
          for (guint i = 0; i < sites->len; i++)
            {
              gint64 people = ((const EpcSite *) g_ptr_array_index (sites, i))->ages[sex][age];
              if (people >= 0)
                sum = (isnan (sum) ? 0 : sum) + (double) people;
            }
          epc_chart_set_value (chart, sex, category, sum, EPC_POINT_VALUE);
        }
    }
  return chart;
}

EpcMapState
epc_gap_map_state (EpcGapLevel level)
{
  static const EpcMapState states[] = {
    [EPC_GAP_NOT_ASSESSED] = EPC_MAP_STATE_UNKNOWN,
    [EPC_GAP_OK] = EPC_MAP_STATE_OK,
    [EPC_GAP_WATCH] = EPC_MAP_STATE_WATCH,
    [EPC_GAP_CRITICAL] = EPC_MAP_STATE_CRITICAL,
  };

  return states[level];
}

/* The box of all positions with a margin of a tenth, at least a tenth of a degree. FALSE: no position is known. */
static gboolean
box_of (GArray *points, EpcMapBox *box)
{
  *box = (EpcMapBox) { 180, 90, -180, -90 };
  for (guint i = 0; i < points->len; i++)
    {
      const EpcMapSite *site = &g_array_index (points, EpcMapSite, i);
      box->west = MIN (box->west, site->lon);
      box->east = MAX (box->east, site->lon);
      box->south = MIN (box->south, site->lat);
      box->north = MAX (box->north, site->lat);
    }
  if (points->len == 0)
    return FALSE;
  double dx = MAX ((box->east - box->west) * 0.1, 0.1), dy = MAX ((box->north - box->south) * 0.1, 0.1);
  box->west = MAX (box->west - dx, -180);
  box->east = MIN (box->east + dx, 180);
  box->south = MAX (box->south - dy, -85);
  box->north = MIN (box->north + dy, 85);
  return TRUE;
}

#define MOST_LISTED 30
#define AROUND 0.12 /* degrees round a site on its own page: some 13 km */

/* The sites beside the map, by name: people and worst gap. */
static void
set_list (EpcMap *map, GPtrArray *sites, const char *language)
{
  EpcTable *table = epc_table_new (NULL);
  static const EpcSymbol symbols[] = { [EPC_GAP_NOT_ASSESSED] = EPC_SYMBOL_UNKNOWN,
                                       [EPC_GAP_OK] = EPC_SYMBOL_OK,
                                       [EPC_GAP_WATCH] = EPC_SYMBOL_WATCH,
                                       [EPC_GAP_CRITICAL] = EPC_SYMBOL_CRITICAL };

  epc_table_set_compact (table, TRUE);
  epc_table_add_column (table, epc_picture_text (language, N_("Site")), EPC_ALIGN_LEFT, 5);
  epc_table_add_column (table, epc_picture_text (language, N_("people")), EPC_ALIGN_RIGHT, 1.6);
  for (guint i = 0; i < sites->len; i++)
    {
      const EpcSite *site = g_ptr_array_index (sites, i);
      g_autofree char *people = site->people >= 0 ? epc_language_integer (epc_language_get (language), site->people) : NULL;
      guint row = epc_table_add_cells (table, site->name, people);

      epc_table_set_symbol (table, row, 0, symbols[site->worst]);
    }
  epc_map_set_table (map, epc_picture_text (language, N_("Sites on this map")), table);
}

/* What is known of one site, beside its map. */
static void
set_facts (EpcMap *map, EpcStore *store, const EpcSite *site, const char *language)
{
  static const char *const keys[] = { "site_type", "status", "place", "managing_organisation", "opened", NULL };
  const EpcEntity *entity = epc_entity_find ("site");
  const EpcLanguage *chosen = epc_language_get (language);
  g_autoptr (EpcRecord) record = epc_store_get (store, entity, &site->uid, NULL);
  EpcTable *table = epc_table_new (NULL);
  g_autofree char *capacity = site->capacity >= 0 ? epc_language_integer (chosen, site->capacity) : NULL;
  g_autofree char *households = site->households >= 0 ? epc_language_integer (chosen, site->households) : NULL;
  g_autofree char *position = g_strdup_printf ("%.4f, %.4f", site->latitude, site->longitude);

  epc_table_set_compact (table, TRUE);
  epc_table_set_headless (table, TRUE);
  epc_table_add_column (table, "", EPC_ALIGN_LEFT, 2);
  epc_table_add_column (table, "", EPC_ALIGN_LEFT, 3);
  for (guint i = 0; record != NULL && keys[i] != NULL; i++)
    {
      const EpcField *field = epc_entity_field (entity, keys[i]);
      g_autofree char *shown
          = field != NULL && !epc_record_is_empty (record, keys[i]) ? epc_store_display (store, record, keys[i], language) : NULL;

      if (shown != NULL)
        epc_table_add_cells (table, epc_picture_text (language, field->label), shown);
    }
  epc_table_add_cells (table, epc_picture_text (language, N_("Households")), households);
  epc_table_add_cells (table, epc_picture_text (language, N_("Capacity")), capacity);
  epc_table_add_cells (table, epc_picture_text (language, N_("Position")), position);
  epc_table_add_cells (table, epc_picture_text (language, N_("Worst gap")), epc_gap_level_label (site->worst, language));
  epc_map_set_table (map, epc_picture_text (language, N_("What is known of it")), table);
}

/* The map of @sites; @chosen: the one that it is about, or NULL. */
static EpcMap *
map_of (EpcStore *store, GPtrArray *sites, const EpcSite *chosen, const char *place, const char *language, GError **error)
{
  const EpcLanguage *words = epc_language_get (language);
  g_autoptr (GArray) points = g_array_new (FALSE, TRUE, sizeof (EpcMapSite));
  guint unplaced = 0;
  EpcSitesTotal total;
  EpcMapBox box;

  for (guint i = 0; i < sites->len; i++)
    {
      const EpcSite *site = g_ptr_array_index (sites, i);
      gboolean is_placed = !isnan (site->latitude) && !isnan (site->longitude);
      const EpcMapSite point = { .lon = site->longitude, .lat = site->latitude, .people = site->people, .state = epc_gap_map_state (site->worst),
                                 .symbol = EPC_MAP_SYMBOL_STATE, .label = site->name, .selected = site == chosen };

      unplaced += is_placed ? 0 : 1;
      if (is_placed)
        g_array_append_val (points, point);
    }
  if (!box_of (points, &box))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("None of the open sites has a position yet: the map would be empty."));
      return NULL;
    }
  if (chosen != NULL)
    box = (EpcMapBox){ chosen->longitude - AROUND, chosen->latitude - AROUND, chosen->longitude + AROUND, chosen->latitude + AROUND };
  epc_sites_total (sites, &total);
  EpcMap *map = epc_map_new ();
  g_autofree char *source = counts_source (&total, language);
  g_autofree char *count = epc_language_integer (words, total.sites);
  gint64 known = chosen != NULL ? chosen->people : total.people;
  g_autofree char *people = epc_language_integer (words, MAX (known, 0));
  g_autofree char *all = total.people >= 0 ? g_strdup_printf (epc_language_plural (words, N_("%s open site, %s people"), N_("%s open sites, %s people"), total.sites), count, people)
                                           : g_strdup_printf (epc_language_plural (words, N_("%s open site, not counted yet"), N_("%s open sites, not counted yet"), total.sites), count);
  g_autofree char *title = place != NULL ? g_strdup_printf ("%s: %s", place, all) : g_strdup (chosen != NULL ? chosen->name : all);
  g_autofree char *where = chosen != NULL && chosen->place_name != NULL ? g_strdup_printf ("%s · %s", chosen->place_name, chosen->code != NULL ? chosen->code : "") : NULL;
  g_autofree char *counted = g_strdup_printf (epc_language_plural (words, N_("people in %u of %u site that was counted"), N_("people in %u of %u sites that were counted"), total.sites), total.counted,
                                              total.sites);
  epc_sites_total_clear (&total);
  epc_map_set_box (map, &box);
  epc_map_set_theme (map, EPC_MAP_THEME_PAPER);
  epc_map_set_language (map, language);
  epc_map_set_title (map, title, where != NULL ? where : epc_picture_text (language, N_("Symbol: worst gap against the standards; size: people")));
  epc_map_set_source (map, source);
  if (known >= 0)
    epc_map_set_figure (map, people, chosen != NULL ? epc_picture_text (language, N_("people")) : counted);
  epc_map_set_sites (map, (const EpcMapSite *) (gpointer) points->data, points->len, epc_picture_text (language, N_("Worst gap")));
  if (chosen != NULL)
    set_facts (map, store, chosen, language);
  else if (sites->len <= MOST_LISTED)
    set_list (map, sites, language);
  if (unplaced > 0 && chosen == NULL)
    {
      g_autofree char *missing = g_strdup_printf (epc_picture_text (language, N_("Open sites without a position, not on this map: %u.")), unplaced);
      epc_map_add_note (map, epc_picture_text (language, N_("About the sites")), missing);
    }
  return map;
}

EpcMap *
epc_map_of_sites (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  g_autoptr (GPtrArray) sites = open_sites (store, choice, error);

  return sites != NULL ? map_of (store, sites, NULL, NULL, choice->language, error) : NULL;
}

/* Adds @map, or drops what could not be drawn for want of a position. */
static gboolean
add_page (GPtrArray *maps, EpcMap *map, GError **error)
{
  if (map != NULL)
    g_ptr_array_add (maps, map);
  else if (error != NULL && g_error_matches (*error, EPC_ERROR, EPC_ERROR_NOT_FOUND))
    g_clear_error (error);
  else
    return FALSE;
  return TRUE;
}

/* The sites of one country or area of the first level, by where they lie on the base map. */
static gboolean
add_areas (EpcStore *store, GPtrArray *sites, gboolean by_country, const char *language, GPtrArray *maps, GError **error)
{
  EpcBasemap *basemap = epc_basemap_default (error);
  g_autoptr (GPtrArray) keys = g_ptr_array_new (), groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  if (basemap == NULL)
    return FALSE;
  for (guint i = 0; i < sites->len; i++)
    {
      const EpcSite *site = g_ptr_array_index (sites, i);
      const EpcBasemapArea *area = isnan (site->latitude) ? NULL : epc_basemap_area_containing (basemap, site->longitude, site->latitude);
      guint at;

      if (area != NULL && by_country)
        area = epc_basemap_area (basemap, area->country);
      if (area == NULL)
        continue;
      if (!g_ptr_array_find (keys, area, &at))
        {
          at = keys->len;
          g_ptr_array_add (keys, (gpointer) area);
          g_ptr_array_add (groups, g_ptr_array_new ());
        }
      g_ptr_array_add (g_ptr_array_index (groups, at), (gpointer) site);
    }
  for (guint i = 0; i < keys->len; i++)
    {
      const char *name = epc_basemap_area_name (basemap, g_ptr_array_index (keys, i), epc_language_name (epc_language_get (language)));

      if (!add_page (maps, map_of (store, g_ptr_array_index (groups, i), NULL, name, language, error), error))
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
epc_maps_of_sites (EpcStore *store, const EpcPictureChoice *choice, const char *by, GError **error)
{
  g_autoptr (GPtrArray) sites = NULL, maps = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_map_free);
  gboolean by_site = g_str_equal (by, "site"), by_country = g_str_equal (by, "country");
  GError *failure = NULL;

  if (!by_site && !by_country && !g_str_equal (by, "department"))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("This atlas has a page for each “site”, “department” or “country”, not for each “%s”."),
                   by);
      return NULL;
    }
  sites = epc_sites_open (store, epc_uid_is_nil (&choice->crisis) ? NULL : &choice->crisis, choice->until, TRUE, NULL, &failure);
  gboolean done = sites != NULL;
  if (done && !by_site)
    done = add_areas (store, sites, by_country, choice->language, maps, &failure);
  for (guint i = 0; done && by_site && i < sites->len; i++)
    {
      const EpcSite *site = g_ptr_array_index (sites, i);

      if (!isnan (site->latitude) && !isnan (site->longitude))
        done = add_page (maps, map_of (store, sites, site, NULL, choice->language, &failure), &failure);
    }
  if (done && maps->len == 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("None of the open sites has a position yet: the map would be empty."));
      return NULL;
    }
  if (!done)
    g_propagate_error (error, failure);
  return done ? g_steal_pointer (&maps) : NULL;
}
