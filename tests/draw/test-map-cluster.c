/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Grouping of sites: nothing is lost, groups stand still while the map is panned, and a frame costs in proportion to its sites.
 */
#include "draw/epc-map.h"

#include <math.h>
#include <time.h>

#define N 100000

static const EpcMapClusterRule rule = { .cell = 64, .scale = 1 };

static EpcMapSite *
some_sites (guint n, guint32 seed)
{
  GRand *rand = g_rand_new_with_seed (seed);
  EpcMapSite *sites = g_new0 (EpcMapSite, n);

  for (guint i = 0; i < n; i++)
    {
      sites[i].lon = g_rand_double_range (rand, -92, -58);
      sites[i].lat = g_rand_double_range (rand, -20, 22);
      sites[i].people = g_rand_int_range (rand, -1, 3000);
      sites[i].state = (EpcMapState) g_rand_int_range (rand, 0, EPC_MAP_N_STATES);
    }
  g_rand_free (rand);
  return sites;
}

static void
test_sums (void)
{
  g_autofree EpcMapSite *sites = some_sites (20000, 1);
  g_autoptr (EpcMapPoints) points = epc_map_points_new (sites, 20000);
  gint64 total = 0;

  for (guint i = 0; i < 20000; i++)
    total += MAX (sites[i].people, 0);
  for (guint zoom = 2; zoom < 14; zoom++)
    {
      g_autoptr (EpcMapClustering) all = epc_map_cluster (points, zoom, &rule, NULL);
      g_autofree guint *seen = g_new0 (guint, 20000);
      gint64 people = 0;
      guint n = 0, unknown = 0, states = 0;

      for (guint k = 0; k < all->n_clusters; k++)
        {
          const EpcMapCluster *cluster = &all->clusters[k];

          people += cluster->people;
          n += cluster->n;
          unknown += cluster->n_unknown;
          for (guint s = 0; s < EPC_MAP_N_STATES; s++)
            states += cluster->n_state[s];
          for (guint i = 0; i < cluster->n; i++)
            seen[all->order[cluster->first + i]]++;
          g_assert_cmpuint (cluster->n_state[cluster->worst], >, 0);
          if (cluster->n_state[EPC_MAP_STATE_CRITICAL])
            g_assert_cmpint (cluster->worst, ==, EPC_MAP_STATE_CRITICAL);
        }
      g_assert_cmpint (people, ==, total);
      g_assert_cmpuint (n, ==, 20000);
      g_assert_cmpuint (states, ==, 20000);
      g_assert_cmpuint (all->n_sites, ==, 20000);
      g_assert_cmpuint (unknown, >, 0);
      for (guint i = 0; i < 20000; i++)
        g_assert_cmpuint (seen[i], ==, 1);
    }
}

/* The cluster that holds @site, or NULL. */
static const EpcMapCluster *
cluster_of (const EpcMapClustering *clustering, guint site)
{
  for (guint k = 0; k < clustering->n_clusters; k++)
    for (guint i = 0; i < clustering->clusters[k].n; i++)
      if (clustering->order[clustering->clusters[k].first + i] == site)
        return &clustering->clusters[k];
  return NULL;
}

/* Two windows a few pixels apart: what both show is the same, in number, people and place. */
static void
test_panning (void)
{
  g_autofree EpcMapSite *sites = some_sites (3000, 2);
  g_autoptr (EpcMapPoints) points = epc_map_points_new (sites, 3000);
  EpcViewport viewport;
  EpcMapBox box;

  epc_viewport_at (&viewport, -75, 5, 6, 800, 600);
  for (int pan = 0; pan <= 200; pan += 37)
    {
      g_autoptr (EpcMapClustering) here = NULL, there = NULL;
      EpcViewport moved = viewport;
      guint common = 0;

      epc_viewport_box (&viewport, 0, &box);
      here = epc_map_cluster (points, 6, &rule, &box);
      moved.center_x += pan / moved.scale;
      moved.center_y += pan / 2 / moved.scale;
      epc_viewport_box (&moved, 0, &box);
      there = epc_map_cluster (points, 6, &rule, &box);
      for (guint k = 0; k < here->n_clusters; k++)
        {
          const EpcMapCluster *a = &here->clusters[k], *b = cluster_of (there, here->order[a->first]);

          if (!b)
            continue;
          common++;
          g_assert_cmpuint (a->n, ==, b->n);
          g_assert_cmpint (a->people, ==, b->people);
          g_assert_cmpfloat_with_epsilon (a->x, b->x, 1e-9);
          g_assert_cmpfloat_with_epsilon (a->y, b->y, 1e-9);
        }
      g_assert_cmpuint (common, >, 20);
    }
}

/* Each group is drawn alone, with its sum: no pixel is painted by two of them. A town with sites along a road and round it, many sites and
 * few, on screen and paper, between whole zooms. */
static void
test_apart (void)
{
  for (guint turn = 0; turn < 24; turn++)
    {
      GRand *rand = g_rand_new_with_seed (77 + turn);
      guint n = turn % 2 ? 352 : 4000;
      g_autofree EpcMapSite *sites = g_new0 (EpcMapSite, n);
      gboolean on_paper = turn % 3 == 0;
      guint zoom = 9 + turn % 4;
      double scale = on_paper ? 0.75 + turn * 0.025 : 1;
      EpcMapClusterRule apart = { .cell = on_paper ? 40 : turn % 2 ? 15 : 44, .scale = scale, .on_paper = on_paper };

      for (guint i = 0; i < n; i++)
        {
          double spread = i % 3 ? 0.15 : 0.6;

          sites[i].lon = -72.3 + g_rand_double_range (rand, -spread, spread);
          sites[i].lat = 18.55 + g_rand_double_range (rand, -spread, spread) * (i % 2 ? 1 : 0.05);
          sites[i].people = g_rand_int_range (rand, -1, 40000);
          sites[i].state = (EpcMapState) g_rand_int_range (rand, 0, EPC_MAP_N_STATES);
        }
      g_autoptr (EpcMapPoints) points = epc_map_points_new (sites, n);
      EpcViewport viewport;
      EpcMapBox box;

      epc_viewport_at (&viewport, -72.3, 18.55, zoom, 700, 700);
      viewport.scale *= scale;
      epc_viewport_box (&viewport, 0, &box);
      g_autoptr (EpcMapClustering) all = epc_map_cluster (points, zoom, &apart, &box);
      cairo_surface_t *sheet = cairo_image_surface_create (CAIRO_FORMAT_A8, 700, 700), *one = cairo_image_surface_create (CAIRO_FORMAT_A8, 700, 700);
      int stride = cairo_image_surface_get_stride (one);
      cairo_t *cr = cairo_create (one);
      guint n_groups = 0;

      for (guint k = 0; k < all->n_clusters; k++)
        {
          EpcMapClustering single = { .clusters = &all->clusters[k], .n_clusters = 1, .order = all->order, .n_sites = all->n_sites };
          guint8 *seen, *ink;

          cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
          cairo_paint (cr);
          cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
          epc_map_clustering_draw (&single, points, cr, &viewport, zoom, on_paper ? EPC_MAP_THEME_PAPER : EPC_MAP_THEME_LIGHT, "es");
          cairo_surface_flush (one);
          seen = cairo_image_surface_get_data (sheet);
          ink = cairo_image_surface_get_data (one);
          for (int at = 0; at < stride * 700; at++)
            {
              /* Half covered and more: the halo of a text and the last shade of an edge may touch. */
              if (ink[at] > 160 && seen[at])
                g_error ("turn %u: groups %u and %u lie on each other at %d, %d", turn, seen[at] - 1u, k % 250, at % stride, at / stride);
              if (ink[at] > 160)
                seen[at] = (guint8) (k % 250 + 1);
            }
          n_groups += all->clusters[k].n > 1;
        }
      g_assert_cmpuint (n_groups, >, 4);
      cairo_destroy (cr);
      cairo_surface_destroy (one);
      cairo_surface_destroy (sheet);
      g_rand_free (rand);
    }
}

static void
test_invalid_positions (void)
{
  EpcMapSite sites[] = { { .lon = NAN, .lat = 5, .people = 10 },
                         { .lon = -72, .lat = 18, .people = 7 },
                         { .lon = 500, .lat = 0, .people = 1 },
                         { .lon = -72, .lat = 99, .people = 1 } };
  g_autoptr (EpcMapPoints) points = epc_map_points_new (sites, G_N_ELEMENTS (sites)), none = epc_map_points_new (NULL, 0);
  g_autoptr (EpcMapClustering) clustering = epc_map_cluster (points, 5, &rule, NULL), empty = epc_map_cluster (none, 5, &rule, NULL);

  g_assert_cmpuint (clustering->n_clusters, ==, 1);
  g_assert_cmpuint (clustering->n_sites, ==, 1);
  g_assert_cmpint (clustering->clusters[0].people, ==, 7);
  g_assert_cmpuint (empty->n_clusters, ==, 0);
}

static void
test_hit (void)
{
  EpcMapSite sites[] = { { .lon = -72, .lat = 18, .people = 7 },
                         { .lon = -60, .lat = 5, .people = 9 },
                         { .lon = -60.001, .lat = 5, .people = 1 } };
  g_autoptr (EpcMapPoints) points = epc_map_points_new (sites, G_N_ELEMENTS (sites));
  g_autoptr (EpcMapClustering) clustering = epc_map_cluster (points, 6, &rule, NULL);
  EpcViewport viewport;
  double x, y;
  int hit;

  epc_viewport_at (&viewport, -66, 12, 6, 1200, 1200);
  epc_viewport_xy (&viewport, -72, 18, &x, &y);
  hit = epc_map_clustering_hit (clustering, &viewport, 6, x + 3, y - 3);
  g_assert_cmpint (hit, >=, 0);
  g_assert_cmpuint (clustering->clusters[hit].n, ==, 1);
  epc_viewport_xy (&viewport, -60, 5, &x, &y);
  hit = epc_map_clustering_hit (clustering, &viewport, 6, x, y);
  g_assert_cmpuint (clustering->clusters[hit].n, ==, 2);
  g_assert_cmpint (epc_map_clustering_hit (clustering, &viewport, 6, x + 200, y), ==, -1);
}

/* Area in proportion to people. */
static void
test_radius (void)
{
  g_assert_cmpfloat_with_epsilon (epc_map_site_radius (1000, 1000, 10), 10, 1e-9);
  g_assert_cmpfloat_with_epsilon (epc_map_site_radius (250, 1000, 10), 5, 1e-9);
  g_assert_cmpfloat (epc_map_site_radius (-1, 1000, 10), ==, epc_map_site_radius (0, 1000, 10));
  g_assert_cmpfloat (epc_map_site_radius (1, 1000, 10), >, 3);
}

/* CPU time of one recorded frame of a region with @n sites in it, in milliseconds; the best of five, since the machine is not ours alone. */
static double
frame_cost (guint n)
{
  g_autofree EpcMapSite *sites = some_sites (n, 3);
  g_autoptr (EpcMapPoints) points = epc_map_points_new (sites, n);
  double best = INFINITY;

  for (int i = 0; i < 5; i++)
    {
      cairo_rectangle_t extents = { 0, 0, 1366, 768 };
      cairo_surface_t *record = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
      cairo_t *cr = cairo_create (record);
      EpcViewport viewport;
      EpcMapBox box;
      clock_t start = clock ();

      epc_viewport_at (&viewport, -75, 2, 5, 1366, 768);
      epc_viewport_box (&viewport, 64, &box);
      {
        g_autoptr (EpcMapClustering) clustering = epc_map_cluster (points, 5, &rule, &box);

        epc_map_clustering_draw (clustering, points, cr, &viewport, 5, EPC_MAP_THEME_LIGHT, "es");
      }
      best = MIN (best, (double) (clock () - start) * 1000 / CLOCKS_PER_SEC);
      cairo_destroy (cr);
      cairo_surface_destroy (record);
    }
  return best;
}

/* Ten times the sites cost at most ten times as much, and something for the noise of the machine: nothing asks each site about each other.
 * (What a frame costs in itself stands in ./dev bench.) */
static void
test_speed (void)
{
  double few = frame_cost (N / 10), many = frame_cost (N);

  g_test_message ("%d sites: %.1f ms a frame, %d sites: %.1f ms", N / 10, few, N, many);
  g_assert_cmpfloat (many, <, 14 * MAX (few, 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/cluster/sums-are-those-of-the-sites", test_sums);
  g_test_add_func ("/map/cluster/groups-stand-still-while-panning", test_panning);
  g_test_add_func ("/map/cluster/no-group-lies-on-another", test_apart);
  g_test_add_func ("/map/cluster/sites-without-position-are-left-out", test_invalid_positions);
  g_test_add_func ("/map/cluster/a-point-finds-its-group", test_hit);
  g_test_add_func ("/map/cluster/area-is-in-proportion-to-people", test_radius);
  g_test_add_func ("/map/cluster/a-frame-costs-in-proportion-to-its-sites", test_speed);
  return g_test_run ();
}
