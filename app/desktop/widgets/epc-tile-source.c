/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-tile-source.h"

#ifdef __linux__
#include <sys/resource.h>
#endif

#include "base/epc-language.h"
#include "desktop/epc-feed.h"
#include "draw/epc-basemap.h"
#include "epc-drawn.h"

#define TILE_SIZE 256
#define MAX_ZOOM 14
#define TILE_NICE 10       /* the page's figures and the window itself go first; */
#define TILE_PATIENCE 250000 /* microseconds that a tile waits for them: where they put the map is not known before either */

struct _EpcTileSource
{
  ShumateMapSource parent_instance;
  gboolean dark, is_plain;
  char *language, *focus;
  EpcTileset *tileset; /* a file of the user's; */
  EpcMap *map;         /* or a drawn layer; neither: the base map */
};

G_DEFINE_FINAL_TYPE (EpcTileSource, epc_tile_source, SHUMATE_TYPE_MAP_SOURCE)

typedef struct
{
  guint zoom;
  gint64 x, y;
  gint64 until; /* when it waits for no page any more */
} TilePlace;

/* A tile in the colour of the sea: what stands where no basemap could be read. */
static cairo_surface_t *
blank_tile (gboolean dark)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, TILE_SIZE, TILE_SIZE);
  cairo_t *cr = cairo_create (surface);

  if (dark)
    cairo_set_source_rgb (cr, 0.09, 0.13, 0.17);
  else
    cairo_set_source_rgb (cr, 0.87, 0.91, 0.94);
  cairo_paint (cr);
  cairo_destroy (cr);
  return surface;
}

static cairo_surface_t *
base_tile (EpcTileSource *self, const TilePlace *place)
{
  const EpcBasemapOptions options = { .theme = self->dark ? EPC_MAP_THEME_DARK : EPC_MAP_THEME_LIGHT, .language = self->language,
                                      .focus = self->focus, .no_focus_borders = self->is_plain, .no_admin1 = self->is_plain, .no_towns = self->is_plain,
                                      .no_focus_name = self->is_plain };
  EpcBasemap *basemap = epc_basemap_default (NULL);

  return basemap != NULL ? epc_basemap_draw_tile (basemap, place->zoom, place->x, place->y, TILE_SIZE, 1, &options) : blank_tile (self->dark);
}

static cairo_surface_t *
map_tile (EpcTileSource *self, const TilePlace *place)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, TILE_SIZE, TILE_SIZE);
  cairo_t *cr = cairo_create (surface);
  EpcViewport view;

  epc_viewport_tile (&view, place->zoom, place->x, place->y, TILE_SIZE);
  epc_map_draw_tile (self->map, cr, &view);
  cairo_destroy (cr);
  return surface;
}

/* The picture of @bytes as a surface; NULL: it cannot be decoded. */
static cairo_surface_t *
decode (GBytes *bytes)
{
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_bytes (bytes, NULL);
  cairo_surface_t *surface;

  if (texture == NULL)
    return NULL;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, gdk_texture_get_width (texture), gdk_texture_get_height (texture));
  cairo_surface_flush (surface);
  gdk_texture_download (texture, cairo_image_surface_get_data (surface), (gsize) cairo_image_surface_get_stride (surface));
  cairo_surface_mark_dirty (surface);
  return surface;
}

static cairo_surface_t *
file_tile (EpcTileSource *self, const TilePlace *place)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, TILE_SIZE, TILE_SIZE), *picture = NULL;
  guint deepest = epc_tileset_facts (self->tileset)->max_zoom, up = place->zoom > deepest ? place->zoom - deepest : 0;
  gint64 world = (gint64) 1 << place->zoom, x = ((place->x % world) + world) % world;
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (place->y >= 0 && place->y < world)
    bytes = epc_tileset_tile (self->tileset, place->zoom - up, (guint) (x >> up), (guint) (place->y >> up), &error);
  if (bytes != NULL)
    picture = decode (bytes);
  if (picture != NULL)
    {
      double parts = (double) ((gint64) 1 << up), scale = TILE_SIZE * parts / cairo_image_surface_get_width (picture);

      cairo_translate (cr, -(double) (x & ((1 << up) - 1)) * TILE_SIZE, -(double) (place->y & ((1 << up) - 1)) * TILE_SIZE);
      cairo_scale (cr, scale, TILE_SIZE * parts / cairo_image_surface_get_height (picture));
      cairo_set_source_surface (cr, picture, 0, 0);
      cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
      cairo_paint (cr);
      cairo_surface_destroy (picture);
    }
  else if (bytes != NULL || error != NULL)
    {
      cairo_set_source_rgb (cr, 0.6, 0.6, 0.6);
      cairo_paint (cr);
    }
  cairo_destroy (cr);
  return surface;
}

static void
draw_tile (gpointer data, gpointer nothing)
{
  g_autoptr (GTask) task = data;
  EpcTileSource *self = g_task_get_source_object (task);
  const TilePlace *place = g_task_get_task_data (task);

#ifdef __linux__
  setpriority (PRIO_PROCESS, 0, TILE_NICE); /* of this thread alone */
#endif
  epc_feed_wait_for_all (place->until);
  if (g_task_return_error_if_cancelled (task))
    return;
  g_task_return_pointer (task,
                         epc_drawn_new (self->tileset != NULL ? file_tile (self, place)
                                     : self->map != NULL   ? map_tile (self, place)
                                                           : base_tile (self, place)),
                         g_object_unref);
}

/* Twenty tiles at once would take the processors from what the page asks of the workspace: one stays free for that. */
static GThreadPool *
tile_pool (void)
{
  static GThreadPool *pool;

  if (pool == NULL) /* in the main loop alone */
    pool = g_thread_pool_new (draw_tile, NULL, (int) MAX (g_get_num_processors (), 2) - 1, TRUE, NULL);
  return pool;
}

static void
on_tile_drawn (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) outer = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPaintable) picture = g_task_propagate_pointer (G_TASK (result), &error);
  ShumateTile *tile = g_task_get_task_data (outer);

  if (picture == NULL)
    {
      g_task_return_error (outer, g_steal_pointer (&error));
      return;
    }
  shumate_tile_set_paintable (tile, picture);
  shumate_tile_set_state (tile, SHUMATE_STATE_DONE);
  g_task_return_boolean (outer, TRUE);
}

static void
fill_tile_async (ShumateMapSource *source, ShumateTile *tile, GCancellable *cancellable, GAsyncReadyCallback callback,
                 gpointer user_data)
{
  GTask *outer = g_task_new (source, cancellable, callback, user_data);
  g_autoptr (GTask) inner = g_task_new (source, cancellable, on_tile_drawn, outer);
  TilePlace *place = g_new0 (TilePlace, 1);

  g_task_set_source_tag (outer, fill_tile_async);
  g_task_set_task_data (outer, g_object_ref (tile), g_object_unref);
  place->zoom = (guint) shumate_tile_get_zoom_level (tile);
  place->x = shumate_tile_get_x (tile);
  place->y = shumate_tile_get_y (tile);
  place->until = g_get_monotonic_time () + TILE_PATIENCE;
  g_task_set_task_data (inner, place, g_free);
  g_thread_pool_push (tile_pool (), g_object_ref (inner), NULL);
}

static gboolean
fill_tile_finish (ShumateMapSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
epc_tile_source_finalize (GObject *object)
{
  EpcTileSource *self = EPC_TILE_SOURCE (object);

  g_free (self->language);
  g_free (self->focus);
  epc_tileset_free (self->tileset);
  epc_map_free (self->map);
  G_OBJECT_CLASS (epc_tile_source_parent_class)->finalize (object);
}

static void
epc_tile_source_class_init (EpcTileSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = epc_tile_source_finalize;
  SHUMATE_MAP_SOURCE_CLASS (klass)->fill_tile_async = fill_tile_async;
  SHUMATE_MAP_SOURCE_CLASS (klass)->fill_tile_finish = fill_tile_finish;
}

static void
epc_tile_source_init (EpcTileSource *self)
{
}

static void
set_up (ShumateMapSource *source, const char *id)
{
  shumate_map_source_set_id (source, id);
  shumate_map_source_set_min_zoom_level (source, 2);
  shumate_map_source_set_max_zoom_level (source, MAX_ZOOM);
  shumate_map_source_set_tile_size (source, TILE_SIZE);
}

ShumateMapSource *
epc_tile_source_new_of_file (EpcTileset *tileset, const char *id)
{
  EpcTileSource *self = g_object_new (EPC_TYPE_TILE_SOURCE, NULL);

  self->tileset = tileset;
  set_up (SHUMATE_MAP_SOURCE (self), id);
  return SHUMATE_MAP_SOURCE (self);
}

ShumateMapSource *
epc_tile_source_new_of_map (EpcMap *map, const char *id)
{
  EpcTileSource *self = g_object_new (EPC_TYPE_TILE_SOURCE, NULL);

  self->map = map;
  set_up (SHUMATE_MAP_SOURCE (self), id);
  return SHUMATE_MAP_SOURCE (self);
}

ShumateMapSource *
epc_tile_source_new (gboolean dark, const char *language, const char *focus, gboolean is_plain)
{
  EpcTileSource *self = g_object_new (EPC_TYPE_TILE_SOURCE, NULL);
  ShumateMapSource *source = SHUMATE_MAP_SOURCE (self);

  self->dark = dark;
  self->is_plain = is_plain;
  self->language = g_strdup (epc_language_name (epc_language_get (language)));
  self->focus = g_strdup (focus);
  /* The id is the key of libshumate's memory cache. */
  g_autofree char *id = g_strdup_printf ("epc-%s-%s-%s%s", dark ? "dark" : "light", self->language, focus != NULL ? focus : "",
                                         is_plain ? "-plain" : "");
  set_up (source, id);
  shumate_map_source_set_license (source, epc_basemap_credit ());
  return source;
}
