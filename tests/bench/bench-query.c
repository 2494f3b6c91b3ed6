/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-query FILE ENTITY: times what a list asks of a workspace. Each line of standard input is a name, a sort, a condition and a
 * search text, parted by tabs, each of the last three may be empty; each line of output is the name, the rows found and the
 * milliseconds of CPU of the fastest of five runs. "calibrate" times a fill of Cairo instead, "frame" the
 * recording of a frame of the map with 100,000 sites in it.
 */
#include <cairo.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/epc-language.h"
#include "draw/epc-map.h"
#include "store/epc-query.h"
#include "store/epc-search.h"

#define RUNS 5

/* Time of the processor, so that what else runs on the machine says little. */
static double
now_milliseconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1000 + (double) time.tv_nsec / 1e6;
}

/* Ten A4 pages at screen size, full of half-transparent circles: memory and arithmetic as a map has it. */
static double
fill_milliseconds (void)
{
  double start = now_milliseconds ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 794, 1123);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < 10000; i++)
    {
      cairo_arc (cr, i * 37 % 794, i * 91 % 1123, 12, 0, 2 * G_PI);
      cairo_set_source_rgba (cr, 0, 0.2, 0.6, 0.5);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return now_milliseconds () - start;
}

static gint64
ask (EpcStore *store, const EpcQuery *query, const char *search, GError **error)
{
  if (search != NULL && query == NULL)
    {
      guint total = 0;
      g_autoptr (GPtrArray) hits = epc_store_search (store, search, NULL, 50, &total, NULL, error);
      return hits != NULL ? (gint64) hits->len : -1;
    }
  g_autoptr (GArray) rows = epc_query_rows (query, store, NULL, error);
  return rows != NULL ? (gint64) rows->len : -1;
}

/* One line of input. */
static gboolean
time_line (EpcStore *store, const EpcEntity *entity, char *line, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (g_strdelimit (line, "\n", '\0'), "\t", -1);
  g_autoptr (EpcQuery) query = NULL;
  double best = 0;
  gint64 found = 0;

  if (g_strv_length (parts) != 4)
    return TRUE;
  if (*parts[3] == '\0')
    {
      query = epc_query_new (entity);
      if ((*parts[1] != '\0' && !epc_query_sort (query, parts[1], error))
          || (*parts[2] != '\0' && !epc_query_where_text (query, store, parts[2], error)))
        return FALSE;
    }
  for (guint i = 0; i < RUNS; i++)
    {
      double start = now_milliseconds ();
      found = ask (store, query, *parts[3] != '\0' ? parts[3] : NULL, error);
      double milliseconds = now_milliseconds () - start;
      if (found < 0)
        return FALSE;
      best = i == 0 ? milliseconds : MIN (best, milliseconds);
    }
  printf ("%s\t%" G_GINT64_FORMAT "\t%.2f\n", parts[0], found, best);
  return TRUE;
}

/* A frame of the region at zoom 5 on a screen of 1366 x 768: what stands in it is grouped and recorded anew. */
static double
frame_milliseconds (EpcMapPoints *points)
{
  cairo_rectangle_t extents = { 0, 0, 1366, 768 };
  double start = now_milliseconds ();
  cairo_surface_t *record = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
  cairo_t *cr = cairo_create (record);
  EpcViewport viewport;
  EpcMapBox box;

  epc_viewport_at (&viewport, -75, 2, 5, 1366, 768);
  epc_viewport_box (&viewport, 64, &box);
  {
    g_autoptr (EpcMapClustering) clustering = epc_map_cluster (points, 5, &(EpcMapClusterRule){ .cell = 64, .scale = 1 }, &box);

    epc_map_clustering_draw (clustering, points, cr, &viewport, 5, EPC_MAP_THEME_LIGHT, "es");
  }
  cairo_destroy (cr);
  cairo_surface_destroy (record);
  return now_milliseconds () - start;
}

static double
best_frame (void)
{
  const guint n = 100000;
  g_autofree EpcMapSite *sites = g_new0 (EpcMapSite, n);
  GRand *chance = g_rand_new_with_seed (20261014);
  double best;

  for (guint i = 0; i < n; i++)
    {
      sites[i].lon = g_rand_double_range (chance, -92, -58);
      sites[i].lat = g_rand_double_range (chance, -20, 22);
      sites[i].people = g_rand_int_range (chance, -1, 3000);
      sites[i].state = (EpcMapState) g_rand_int_range (chance, 0, EPC_MAP_N_STATES);
    }
  g_rand_free (chance);
  g_autoptr (EpcMapPoints) points = epc_map_points_new (sites, n);
  best = frame_milliseconds (points);
  for (guint i = 1; i < RUNS; i++)
    best = MIN (best, frame_milliseconds (points));
  return best;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  char line[1024];

  if (argc == 2 && g_str_equal (argv[1], "calibrate"))
    {
      double best = fill_milliseconds ();
      for (guint i = 1; i < RUNS; i++)
        best = MIN (best, fill_milliseconds ());
      printf ("%.2f\n", best);
      return 0;
    }
  if (argc == 2 && g_str_equal (argv[1], "frame"))
    {
      printf ("%.2f\n", best_frame ());
      return 0;
    }
  if (argc != 3)
    return 2;
  epc_language_set_interface (NULL);
  g_autoptr (EpcStore) store = epc_store_open (argv[1], EPC_STORE_NO_CHECK, &error);
  const EpcEntity *entity = store != NULL ? epc_entity_require (argv[2], &error) : NULL;
  while (entity != NULL && error == NULL && fgets (line, sizeof line, stdin) != NULL)
    if (!time_line (store, entity, line, &error))
      break;
  if (store != NULL)
    epc_store_close (store);
  if (error == NULL)
    return 0;
  fprintf (stderr, "%s\n", error->message);
  return 3;
}
