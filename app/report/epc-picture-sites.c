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

static EpcMapState
state_of (EpcGapLevel level)
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

EpcMap *
epc_map_of_sites (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  g_autoptr (GPtrArray) sites = open_sites (store, choice, error);
  const char *language = choice->language;
  EpcSitesTotal total;
  EpcMapBox box;

  if (sites == NULL)
    return NULL;
  g_autoptr (GArray) points = g_array_new (FALSE, TRUE, sizeof (EpcMapSite));
  for (guint i = 0; i < sites->len; i++)
    {
      const EpcSite *site = g_ptr_array_index (sites, i);
      if (isnan (site->latitude) || isnan (site->longitude))
        continue;
      const EpcMapSite point = { .lon = site->longitude, .lat = site->latitude, .people = site->people,
                                 .state = state_of (site->worst), .symbol = EPC_MAP_SYMBOL_STATE, .label = site->name };
      g_array_append_val (points, point);
    }
  if (!box_of (points, &box))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("None of the open sites has a position yet: the map would be empty."));
      return NULL;
    }
  epc_sites_total (sites, &total);
  EpcMap *map = epc_map_new ();
  g_autofree char *source = counts_source (&total, language);
  g_autofree char *count = epc_language_integer (epc_language_get (language), total.sites);
  g_autofree char *people = epc_language_integer (epc_language_get (language), MAX (total.people, 0));
  g_autofree char *title = total.people >= 0 ? g_strdup_printf (epc_picture_text (language, N_("%s open sites, %s people")), count, people)
                                             : g_strdup_printf (epc_picture_text (language, N_("%s open sites, not counted yet")), count);
  epc_sites_total_clear (&total);
  epc_map_set_box (map, &box);
  epc_map_set_theme (map, EPC_MAP_THEME_PAPER);
  epc_map_set_language (map, language);
  epc_map_set_title (map, title, epc_picture_text (language, N_("Symbol: worst gap against the standards; size: people")));
  epc_map_set_source (map, source);
  epc_map_set_sites (map, (const EpcMapSite *) (gpointer) points->data, points->len, epc_picture_text (language, N_("Worst gap")));
  return map;
}
