/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sites grouped by a grid that is anchored to the world, so that groups stay where they are while the map is panned. One pass
 * over the sites with an open hash table of cells; 100,000 sites take a few milliseconds.
 */
#include "draw/epc-map-private.h"

#include <math.h>
#include <string.h>

EpcMapPoints *
epc_map_points_new (const EpcMapSite *sites, guint n_sites)
{
  EpcMapPoints *points = g_new0 (EpcMapPoints, 1);

  points->n = n_sites;
  points->u = g_new (double, MAX (n_sites, 1));
  points->v = g_new (double, MAX (n_sites, 1));
  points->people = g_new (gint64, MAX (n_sites, 1));
  points->state = g_new (guint8, MAX (n_sites, 1));
  points->symbol = g_new (guint8, MAX (n_sites, 1));
  points->selected = g_new (guint8, MAX (n_sites, 1));
  for (guint i = 0; i < n_sites; i++)
    {
      const EpcMapSite *site = &sites[i];

      points->u[i] = points->v[i] = -1;
      if (fabs (site->lon) <= 180 && fabs (site->lat) <= 90)
        epc_mercator_from_lonlat (site->lon, site->lat, &points->u[i], &points->v[i]);
      points->people[i] = MAX (site->people, -1);
      points->state[i] = MIN ((guint) site->state, EPC_MAP_N_STATES - 1u);
      points->symbol[i] = MIN ((guint) site->symbol, EPC_MAP_N_SYMBOLS - 1u);
      points->selected[i] = site->selected != FALSE;
      points->most = MAX (points->most, site->people);
    }
  return points;
}

void
epc_map_points_free (EpcMapPoints *points)
{
  if (!points)
    return;
  g_free (points->u);
  g_free (points->v);
  g_free (points->people);
  g_free (points->state);
  g_free (points->symbol);
  g_free (points->selected);
  g_free (points);
}

void
epc_map_clustering_free (EpcMapClustering *clustering)
{
  if (!clustering)
    return;
  g_free (clustering->clusters);
  g_free (clustering->order);
  g_free (clustering);
}

/* How urgent: critical before watch before not assessed before ok. */
static guint
urgency (EpcMapState state)
{
  static const guint8 rank[EPC_MAP_N_STATES]
      = { [EPC_MAP_STATE_OK] = 0, [EPC_MAP_STATE_UNKNOWN] = 1, [EPC_MAP_STATE_WATCH] = 2, [EPC_MAP_STATE_CRITICAL] = 3 };

  return rank[state];
}

typedef struct
{
  gint64 *keys;
  guint *values;
  guint mask;
} Cells;

/* The cluster of cell @key, a new one when it is not there. */
static guint
find_cell (Cells *cells, gint64 key, GArray *clusters)
{
  guint64 hash = (guint64) key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  guint at = (guint) (hash >> 32) & cells->mask;

  while (cells->keys[at] != -1 && cells->keys[at] != key)
    at = (at + 1) & cells->mask;
  if (cells->keys[at] == -1)
    {
      EpcMapCluster cluster = { .worst = EPC_MAP_STATE_OK };

      cells->keys[at] = key;
      cells->values[at] = clusters->len;
      g_array_append_val (clusters, cluster);
    }
  return cells->values[at];
}

static void
add_site (EpcMapCluster *cluster, const EpcMapPoints *points, guint i, double x, double y)
{
  EpcMapState state = points->state[i];

  cluster->x += x;
  cluster->y += y;
  cluster->n++;
  if (points->people[i] >= 0)
    cluster->people += points->people[i];
  else
    cluster->n_unknown++;
  cluster->n_state[state]++;
  if (cluster->n == 1 || urgency (state) > urgency (cluster->worst))
    cluster->worst = state;
}

EpcMapClustering *
epc_map_cluster (const EpcMapPoints *points, guint zoom, double cell, const EpcMapBox *box)
{
  EpcMapClustering *clustering = g_new0 (EpcMapClustering, 1);
  g_autoptr (GArray) clusters = g_array_new (FALSE, FALSE, sizeof (EpcMapCluster));
  g_autofree guint *member = g_new (guint, MAX (points->n, 1));
  double world = ldexp (256.0, (int) MIN (zoom, 30u)), low[2] = { 0, 0 }, high[2] = { INFINITY, INFINITY };
  Cells cells;
  guint size = 64;

  cell = MAX (cell, 1.0);
  while (size < points->n * 2 && size < 1u << 30)
    size *= 2;
  cells = (Cells){ g_new (gint64, size), g_new (guint, size), size - 1 };
  memset (cells.keys, 0xff, sizeof (gint64) * size);
  if (box)
    {
      double u, v;

      epc_mercator_from_lonlat (box->west, box->north, &u, &v);
      low[0] = floor (u * world / cell);
      low[1] = floor (v * world / cell);
      epc_mercator_from_lonlat (box->east, box->south, &u, &v);
      high[0] = floor (u * world / cell);
      high[1] = floor (v * world / cell);
    }
  for (guint i = 0; i < points->n; i++)
    {
      double x = points->u[i] * world, y = points->v[i] * world, column = floor (x / cell), row = floor (y / cell);

      member[i] = G_MAXUINT;
      if (points->u[i] < 0 || column < low[0] || column > high[0] || row < low[1] || row > high[1])
        continue;
      member[i] = find_cell (&cells, (gint64) row << 32 | (gint64) column, clusters);
      add_site (&g_array_index (clusters, EpcMapCluster, member[i]), points, i, x, y);
      clustering->n_sites++;
    }
  clustering->order = g_new (guint, MAX (clustering->n_sites, 1));
  for (guint k = 0, first = 0; k < clusters->len; k++)
    {
      EpcMapCluster *cluster = &g_array_index (clusters, EpcMapCluster, k);

      cluster->x /= cluster->n;
      cluster->y /= cluster->n;
      cluster->first = first;
      first += cluster->n;
      cluster->n = 0;
    }
  for (guint i = 0; i < points->n; i++)
    if (member[i] != G_MAXUINT)
      {
        EpcMapCluster *cluster = &g_array_index (clusters, EpcMapCluster, member[i]);

        clustering->order[cluster->first + cluster->n++] = i;
      }
  clustering->n_clusters = clusters->len;
  clustering->clusters = (EpcMapCluster *) (void *) g_array_free (g_steal_pointer (&clusters), FALSE);
  g_free (cells.keys);
  g_free (cells.values);
  return clustering;
}

double
epc_map_site_radius (gint64 people, gint64 most, double largest)
{
  double least = largest * 0.34;

  if (people <= 0 || most <= 0)
    return least;
  return MAX (least, largest * sqrt (MIN (1.0, (double) people / most)));
}

double
epc_map_bubble_radius (guint n, gboolean on_paper)
{
  return (11 + 3.2 * log10 (MAX (n, 1u))) * (on_paper ? 0.72 : 1);
}

void
epc_map_world_xy (const EpcViewport *viewport, double u, double v, double *x, double *y)
{
  double lon, lat;

  if (viewport->kind == EPC_PROJECTION_WEB_MERCATOR)
    {
      *x = viewport->x + viewport->width / 2 + ((u - 0.5) * EPC_EARTH_EQUATOR - viewport->center_x) * viewport->scale;
      *y = viewport->y + viewport->height / 2 - ((0.5 - v) * EPC_EARTH_EQUATOR - viewport->center_y) * viewport->scale;
      return;
    }
  epc_mercator_to_lonlat (u, v, &lon, &lat);
  epc_viewport_xy (viewport, lon, lat, x, y);
}

/* ------------------------------------------------------------------------------------------------------------- drawing */

/* Figures of one size and face, set as glyphs: many short numbers cost one call. */
typedef struct
{
  PangoFont *font;
  cairo_scaled_font_t *scaled;
  unsigned long glyph[128];
  double advance[128];
  double height;
  GArray *run; /* cairo_glyph_t */
} Figures;

static void
figures_init (Figures *figures, cairo_t *cr, const EpcTheme *theme, double size)
{
  static const char all[] = "0123456789kM.,+ mil";
  EpcTypeSetting setting = { .type = EPC_TYPE_CAPTION_BOLD, .size = size };
  PangoLayout *layout = epc_type_layout (cr, theme, all, &setting);
  PangoLayoutLine *line = pango_layout_get_line_readonly (layout, 0);
  const PangoLayoutRun *run = line->runs ? line->runs->data : NULL;

  memset (figures, 0, sizeof *figures);
  figures->run = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));
  figures->height = size * 0.72;
  /* A font that draws these in more than one run cannot be used this way: then no numbers rather than wrong ones. */
  if (run && run->glyphs->num_glyphs == (int) strlen (all))
    {
      figures->font = g_object_ref (run->item->analysis.font);
      figures->scaled = pango_cairo_font_get_scaled_font ((PangoCairoFont *) figures->font);
      for (guint i = 0; all[i]; i++)
        {
          figures->glyph[(guchar) all[i]] = run->glyphs->glyphs[i].glyph;
          figures->advance[(guchar) all[i]] = run->glyphs->glyphs[i].geometry.width / (double) PANGO_SCALE;
        }
    }
  g_object_unref (layout);
}

static void
figures_add (Figures *figures, double x, double y, const char *text)
{
  double width = 0;

  if (!figures->scaled)
    return;
  for (const char *c = text; *c; c++)
    width += figures->advance[(guchar) *c & 127];
  x -= width / 2;
  for (const char *c = text; *c; c++)
    {
      cairo_glyph_t glyph = { figures->glyph[(guchar) *c & 127], x, y + figures->height / 2 };

      g_array_append_val (figures->run, glyph);
      x += figures->advance[(guchar) *c & 127];
    }
}

static void
figures_show (Figures *figures, cairo_t *cr, EpcColour colour, double halo, EpcColour halo_colour)
{
  if (figures->scaled && figures->run->len)
    {
      cairo_set_scaled_font (cr, figures->scaled);
      if (halo > 0)
        {
          cairo_new_path (cr);
          cairo_glyph_path (cr, (cairo_glyph_t *) (void *) figures->run->data, (int) figures->run->len);
          epc_colour_set (cr, halo_colour, 0.9);
          cairo_set_line_width (cr, halo);
          cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
          cairo_stroke (cr);
        }
      epc_colour_set (cr, colour, 1);
      cairo_show_glyphs (cr, (cairo_glyph_t *) (void *) figures->run->data, (int) figures->run->len);
    }
  g_array_free (figures->run, TRUE);
  g_clear_object (&figures->font);
}

/* "12", "980", "1.2k", "34k", "1.3M" ("34 mil", "1,3 M"): short enough for a bubble; the exact sum stands in the list. */
static void
short_number (double value, gboolean comma, gboolean is_word, char *text, gsize size)
{
  const char *unit = "";

  if (value >= 999500)
    {
      value /= 1e6;
      unit = is_word ? " M" : "M";
    }
  else if (value >= 1000)
    {
      value /= 1000;
      unit = is_word ? " mil" : "k";
    }
  if (unit[0] && value < 9.95)
    g_snprintf (text, size, "%d%c%d%s", (int) (value + 0.05), comma ? ',' : '.', (int) floor (value * 10 + 0.5) % 10, unit);
  else
    g_snprintf (text, size, "%.0f%s", value, unit);
}

static void
draw_bubbles (const EpcMapClustering *c, cairo_t *cr, const EpcViewport *viewport, double world, EpcMapTheme theme,
              gboolean comma, gboolean is_word)
{
  const EpcTheme *t = epc_map_theme (theme);
  gboolean paper = theme == EPC_MAP_THEME_PAPER;
  Figures counts, sums;
  guint n_seen = 0;

  figures_init (&counts, cr, t, paper ? 7.5 : 11.5);
  figures_init (&sums, cr, t, paper ? 6.8 : 10);
  for (guint state = 0; state < EPC_MAP_N_STATES; state++)
    {
      cairo_new_path (cr);
      for (guint i = 0; i < c->n_clusters; i++)
        {
          const EpcMapCluster *k = &c->clusters[i];
          double x, y, r = epc_map_bubble_radius (k->n, paper);
          char text[16];

          if (k->n < 2 || k->worst != state)
            continue;
          epc_map_world_xy (viewport, k->x / world, k->y / world, &x, &y);
          if (!epc_viewport_contains (viewport, x, y, -2 * r))
            continue;
          cairo_new_sub_path (cr);
          cairo_arc (cr, x, y, r, 0, 2 * G_PI);
          short_number (k->n, comma, is_word, text, sizeof text);
          figures_add (&counts, x, y, text);
          if (k->people > 0 && n_seen++ < 400)
            {
              short_number (k->people, comma, is_word, text, sizeof text);
              figures_add (&sums, x, y + r + (paper ? 5 : 8), text);
            }
        }
      epc_colour_set (cr, t->ground, 0.94);
      cairo_fill_preserve (cr);
      epc_colour_set (cr, epc_map_state_fill (t, state), 1);
      cairo_set_line_width (cr, paper ? 1.8 : 2.6);
      cairo_set_dash (cr, state == EPC_MAP_STATE_UNKNOWN ? (const double[]){ 3, 2 } : NULL,
                      state == EPC_MAP_STATE_UNKNOWN ? 2 : 0, 0);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0);
    }
  figures_show (&counts, cr, t->ink, 0, 0);
  figures_show (&sums, cr, t->ink_second, paper ? 1.8 : 2.4, epc_basemap_colours (theme)->halo);
}

void
epc_map_clustering_draw (const EpcMapClustering *clustering, const EpcMapPoints *points, cairo_t *cr, const EpcViewport *viewport,
                         guint zoom, EpcMapTheme theme, const char *language)
{
  double world = ldexp (256.0, (int) MIN (zoom, 30u));
  const EpcLanguage *words = epc_language_get (language);
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (EpcMapMark));
  g_autofree char *sample = epc_language_decimal (words, 1.5, 1);
  double largest = theme == EPC_MAP_THEME_PAPER ? 7 : 11;

  cairo_save (cr);
  for (guint i = 0; i < clustering->n_clusters; i++)
    {
      const EpcMapCluster *cluster = &clustering->clusters[i];
      guint site = clustering->order[cluster->first];
      EpcMapMark mark;

      if (cluster->n != 1)
        continue;
      mark = (EpcMapMark){ .radius = epc_map_site_radius (points->people[site], points->most, largest),
                           .state = points->state[site],
                           .symbol = points->symbol[site],
                           .selected = points->selected[site] };
      epc_map_world_xy (viewport, cluster->x / world, cluster->y / world, &mark.x, &mark.y);
      if (epc_viewport_contains (viewport, mark.x, mark.y, -2 * largest))
        g_array_append_val (marks, mark);
    }
  draw_bubbles (clustering, cr, viewport, world, theme, strchr (sample, ',') != NULL,
                g_str_equal (epc_language_name (words), "es") || g_str_equal (epc_language_name (words), "pt"));
  epc_map_marks_draw (cr, epc_map_theme (theme), (const EpcMapMark *) (const void *) marks->data, marks->len);
  cairo_restore (cr);
}

int
epc_map_clustering_hit (const EpcMapClustering *clustering, const EpcViewport *viewport, guint zoom, double x, double y)
{
  double world = ldexp (256.0, (int) MIN (zoom, 30u)), best = INFINITY;
  int found = -1;

  for (guint i = 0; i < clustering->n_clusters; i++)
    {
      const EpcMapCluster *cluster = &clustering->clusters[i];
      double cx, cy, away, reach = cluster->n > 1 ? epc_map_bubble_radius (cluster->n, FALSE) : 12;

      epc_map_world_xy (viewport, cluster->x / world, cluster->y / world, &cx, &cy);
      away = hypot (cx - x, cy - y);
      if (away <= reach && away < best)
        {
          best = away;
          found = (int) i;
        }
    }
  return found;
}
