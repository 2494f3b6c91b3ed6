/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sites grouped by a grid that is anchored to the world, so that groups stay where they are while the map is panned; then groups whose
 * symbols or sums would still lie on each other, because they stand near the line between two cells, are made one. Both go by an open
 * hash table of cells; 100,000 sites take a few milliseconds.
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

static void
make_cells (Cells *cells, guint n)
{
  guint size = 64;

  while (size < n * 2 && size < 1u << 30)
    size *= 2;
  *cells = (Cells){ g_new (gint64, size), g_new (guint, size), size - 1 };
  memset (cells->keys, 0xff, sizeof (gint64) * size);
}

static void
clear_cells (Cells *cells)
{
  g_free (cells->keys);
  g_free (cells->values);
}

static guint
slot_of (const Cells *cells, gint64 key)
{
  guint64 hash = (guint64) key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  guint at = (guint) (hash >> 32) & cells->mask;

  while (cells->keys[at] != -1 && cells->keys[at] != key)
    at = (at + 1) & cells->mask;
  return at;
}

static gint64
key_of (double column, double row)
{
  return (gint64) row << 32 | (gint64) column;
}

/* The place of a cell's value; G_MAXUINT stands in a new one. */
static guint *
find_cell (Cells *cells, double column, double row)
{
  guint at = slot_of (cells, key_of (column, row));

  if (cells->keys[at] == -1)
    {
      cells->keys[at] = key_of (column, row);
      cells->values[at] = G_MAXUINT;
    }
  return &cells->values[at];
}

/* The value of a cell; G_MAXUINT: it is empty. */
static guint
look_into (const Cells *cells, double column, double row)
{
  guint at = slot_of (cells, key_of (column, row));

  return column < 0 || row < 0 || cells->keys[at] == -1 ? G_MAXUINT : cells->values[at];
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

/* ------------------------------------------------------------------------------------------------- room for each symbol */

#define SYMBOL_AIR 1.5 /* half of the ring's line, in units of the drawing */
#define TRIANGLE_REACH 1.48 /* the corners of a triangle, and of the other shapes, from the middle, as part of the radius */
#define SHAPE_REACH 1.27
#define SUM_WIDTH 0.53 /* of a figure of the sum, as part of its size */
/* Two symbols farther apart than this never meet: the bubble of 100,000 sites has a radius of 27, its sum ends 13 below. */
#define MOST_REACH 84.0

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

double
epc_map_largest_mark (gboolean on_paper)
{
  return on_paper ? 7 : 11;
}

static double
sum_size (gboolean on_paper)
{
  return on_paper ? 6.8 : 10;
}

/* From the edge of a bubble to the middle of the sum under it. */
static double
sum_drop (gboolean on_paper)
{
  return on_paper ? 5 : 8;
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

void
epc_map_cluster_room (const EpcMapCluster *cluster, gint64 most, gboolean on_paper, EpcMapRoom *room)
{
  char text[16];

  *room = (EpcMapRoom){ .radius = SYMBOL_AIR };
  room->radius += cluster->n > 1 ? epc_map_bubble_radius (cluster->n, on_paper)
                                 : epc_map_site_radius (cluster->people, most, epc_map_largest_mark (on_paper))
                                       * (cluster->worst == EPC_MAP_STATE_WATCH ? TRIANGLE_REACH : SHAPE_REACH);
  if (cluster->n < 2 || cluster->people <= 0)
    return;
  /* In its widest form, so that a group is the same in every language. */
  short_number (cluster->people, TRUE, TRUE, text, sizeof text);
  room->half_width = strlen (text) * SUM_WIDTH * sum_size (on_paper) / 2;
  room->top = room->radius - SYMBOL_AIR;
  room->bottom = room->top + sum_drop (on_paper) + sum_size (on_paper) * 0.5;
}

/* Whether a circle of @radius, @x, @y from the middle of a symbol, meets the sum under that. */
static gboolean
meets_sum (const EpcMapRoom *room, double x, double y, double radius)
{
  double dx = MAX (fabs (x) - room->half_width, 0), dy = MAX (MAX (room->top - y, y - room->bottom), 0);

  return room->half_width > 0 && dx * dx + dy * dy < radius * radius;
}

/* Whether two symbols with their sums lie on each other, the second @x, @y from the first. */
static gboolean
rooms_meet (const EpcMapRoom *a, const EpcMapRoom *b, double x, double y)
{
  double reach = a->radius + b->radius;

  return x * x + y * y < reach * reach || meets_sum (a, x, y, b->radius) || meets_sum (b, -x, -y, a->radius)
         || (a->half_width > 0 && b->half_width > 0 && fabs (x) < a->half_width + b->half_width && a->top < y + b->bottom
             && y + b->top < a->bottom);
}

typedef struct
{
  EpcMapCluster *clusters;
  guint n;
  guint *into;       /* the cluster that took this one up; itself as long as it stands */
  guint *next;       /* in the same bucket */
  guint8 *is_looked; /* it meets none, unless another changes */
  EpcMapRoom *rooms;
  gint64 most;
  const EpcMapClusterRule *rule;
} Merging;

/* Cluster @other goes into @one. */
static void
take_up (Merging *m, guint one, guint other)
{
  EpcMapCluster *a = &m->clusters[one], *b = &m->clusters[other];
  double n = (double) a->n + b->n;

  a->x = (a->x * a->n + b->x * b->n) / n;
  a->y = (a->y * a->n + b->y * b->n) / n;
  a->n += b->n;
  a->people += b->people;
  a->n_unknown += b->n_unknown;
  for (guint state = 0; state < EPC_MAP_N_STATES; state++)
    a->n_state[state] += b->n_state[state];
  if (urgency (b->worst) > urgency (a->worst))
    a->worst = b->worst;
  epc_map_cluster_room (a, m->most, m->rule->on_paper, &m->rooms[one]);
  m->into[other] = one;
  m->is_looked[one] = FALSE;
}

/* Looks at those that changed since they were last looked at. FALSE: none met another. */
static gboolean
merge_once (Merging *m)
{
  double reach = MOST_REACH / m->rule->scale, scale = m->rule->scale;
  gboolean met = FALSE;
  Cells buckets;

  make_cells (&buckets, m->n);
  for (guint i = 0; i < m->n; i++)
    if (m->into[i] == i)
      {
        guint *head = find_cell (&buckets, floor (m->clusters[i].x / reach), floor (m->clusters[i].y / reach));

        m->next[i] = *head;
        *head = i;
      }
  for (guint i = 0; i < m->n; i++)
    {
      double column = floor (m->clusters[i].x / reach), row = floor (m->clusters[i].y / reach);

      if (m->into[i] != i || m->is_looked[i])
        continue;
      m->is_looked[i] = TRUE;
      for (int cell = 0; cell < 9; cell++)
        for (guint j = look_into (&buckets, column + cell % 3 - 1, row + cell / 3 - 1); j != G_MAXUINT; j = m->next[j])
          if (j != i && m->into[j] == j
              && rooms_meet (&m->rooms[i], &m->rooms[j], (m->clusters[j].x - m->clusters[i].x) * scale,
                             (m->clusters[j].y - m->clusters[i].y) * scale))
            {
              take_up (m, i, j);
              met = TRUE;
            }
    }
  clear_cells (&buckets);
  return met;
}

/* Makes one what lies on each other. @member: the cluster of each site, put right. */
static void
merge_clusters (GArray *clusters, guint *member, const EpcMapPoints *points, const EpcMapClusterRule *rule)
{
  Merging m = { .clusters = (EpcMapCluster *) (void *) clusters->data, .n = clusters->len, .most = points->most, .rule = rule };

  m.into = g_new (guint, m.n + 1);
  m.next = g_new (guint, m.n + 1);
  m.is_looked = g_new0 (guint8, m.n + 1);
  m.rooms = g_new (EpcMapRoom, m.n + 1);
  for (guint i = 0; i < m.n; i++)
    {
      m.into[i] = i;
      epc_map_cluster_room (&m.clusters[i], m.most, rule->on_paper, &m.rooms[i]);
    }
  while (merge_once (&m))
    ;
  for (guint i = 0; i < points->n; i++)
    while (member[i] != G_MAXUINT && m.into[member[i]] != member[i])
      member[i] = m.into[member[i]];
  g_free (m.into);
  g_free (m.next);
  g_free (m.is_looked);
  g_free (m.rooms);
}

/* The grid alone: the cluster of each site, or G_MAXUINT. */
static GArray *
cluster_by_cells (const EpcMapPoints *points, double world, double cell, guint *member)
{
  GArray *clusters = g_array_new (FALSE, FALSE, sizeof (EpcMapCluster));
  Cells cells;

  make_cells (&cells, points->n);
  for (guint i = 0; i < points->n; i++)
    {
      double x = points->u[i] * world, y = points->v[i] * world;
      guint *found;

      member[i] = G_MAXUINT;
      if (points->u[i] < 0)
        continue;
      found = find_cell (&cells, floor (x / cell), floor (y / cell));
      if (*found == G_MAXUINT)
        {
          *found = clusters->len;
          g_array_append_val (clusters, ((EpcMapCluster){ .worst = EPC_MAP_STATE_OK }));
        }
      member[i] = *found;
      add_site (&g_array_index (clusters, EpcMapCluster, *found), points, i, x, y);
    }
  clear_cells (&cells);
  for (guint k = 0; k < clusters->len; k++)
    {
      EpcMapCluster *cluster = &g_array_index (clusters, EpcMapCluster, k);

      cluster->x /= cluster->n;
      cluster->y /= cluster->n;
    }
  return clusters;
}

/* Keeps those that have sites and stand in or near @box, and lists their sites. */
static void
list_clusters (EpcMapClustering *clustering, GArray *clusters, const guint *member, const EpcMapPoints *points, double world,
               const EpcMapBox *box, double air)
{
  g_autofree guint *kept = g_new (guint, clusters->len + 1);
  double low[2] = { -INFINITY, -INFINITY }, high[2] = { INFINITY, INFINITY };
  g_autofree guint *n = g_new0 (guint, clusters->len + 1);

  if (box)
    {
      epc_mercator_from_lonlat (box->west, box->north, &low[0], &low[1]);
      epc_mercator_from_lonlat (box->east, box->south, &high[0], &high[1]);
      low[0] = low[0] * world - air;
      low[1] = low[1] * world - air;
      high[0] = high[0] * world + air;
      high[1] = high[1] * world + air;
    }
  for (guint i = 0; i < points->n; i++)
    if (member[i] != G_MAXUINT)
      n[member[i]]++;
  clustering->clusters = g_new (EpcMapCluster, clusters->len + 1);
  for (guint k = 0; k < clusters->len; k++)
    {
      EpcMapCluster cluster = g_array_index (clusters, EpcMapCluster, k);

      kept[k] = G_MAXUINT;
      if (n[k] == 0 || cluster.x < low[0] || cluster.x > high[0] || cluster.y < low[1] || cluster.y > high[1])
        continue;
      kept[k] = clustering->n_clusters;
      cluster.first = clustering->n_sites;
      clustering->n_sites += cluster.n;
      clustering->clusters[clustering->n_clusters++] = cluster;
      n[k] = cluster.first;
    }
  clustering->order = g_new (guint, clustering->n_sites + 1);
  for (guint i = 0; i < points->n; i++)
    if (member[i] != G_MAXUINT && kept[member[i]] != G_MAXUINT)
      clustering->order[n[member[i]]++] = i;
}

EpcMapClustering *
epc_map_cluster (const EpcMapPoints *points, guint zoom, const EpcMapClusterRule *rule, const EpcMapBox *box)
{
  EpcMapClustering *clustering = g_new0 (EpcMapClustering, 1);
  g_autofree guint *member = g_new (guint, points->n + 1);
  double world = ldexp (256.0, (int) MIN (zoom, 30u)), cell = MAX (rule->cell / rule->scale, 1.0);
  /* All of them, also with a @box: what stands in it must not depend on where it ends. */
  g_autoptr (GArray) clusters = cluster_by_cells (points, world, cell, member);

  merge_clusters (clusters, member, points, rule);
  list_clusters (clustering, clusters, member, points, world, box, MAX (cell, MOST_REACH / rule->scale));
  return clustering;
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

static void
draw_bubbles (const EpcMapClustering *c, cairo_t *cr, const EpcViewport *viewport, double world, EpcMapTheme theme,
              gboolean comma, gboolean is_word)
{
  const EpcTheme *t = epc_map_theme (theme);
  gboolean paper = epc_map_theme_is_paper (theme);
  Figures counts, sums;
  guint n_seen = 0;

  figures_init (&counts, cr, t, paper ? 7.5 : 11.5);
  figures_init (&sums, cr, t, sum_size (paper));
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
              figures_add (&sums, x, y + r + sum_drop (paper), text);
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
  double largest = epc_map_largest_mark (epc_map_theme_is_paper (theme));

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
