/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-tile-source.h"

#include "base/epc-language.h"
#include "draw/epc-basemap.h"

#define TILE_SIZE 256
#define MAX_ZOOM 14

struct _EpcTileSource
{
  ShumateMapSource parent_instance;
  gboolean dark;
  char *language, *focus;
};

G_DEFINE_FINAL_TYPE (EpcTileSource, epc_tile_source, SHUMATE_TYPE_MAP_SOURCE)

typedef struct
{
  guint zoom;
  gint64 x, y;
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

static void
draw_tile (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  EpcTileSource *self = source;
  const TilePlace *place = data;
  const EpcBasemapOptions options = { .theme = self->dark ? EPC_MAP_THEME_DARK : EPC_MAP_THEME_LIGHT, .language = self->language,
                                      .focus = self->focus };
  EpcBasemap *basemap;

  if (g_task_return_error_if_cancelled (task))
    return;
  basemap = epc_basemap_default (NULL);
  cairo_surface_t *surface = basemap != NULL ? epc_basemap_draw_tile (basemap, place->zoom, place->x, place->y, TILE_SIZE, 1, &options)
                                             : blank_tile (self->dark);
  cairo_surface_flush (surface);
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), (gsize) stride * (gsize) height,
                                                         (GDestroyNotify) cairo_surface_destroy, surface);
  g_task_return_pointer (task, gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, (gsize) stride), g_object_unref);
}

static void
on_tile_drawn (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) outer = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);
  ShumateTile *tile = g_task_get_task_data (outer);

  if (texture == NULL)
    {
      g_task_return_error (outer, g_steal_pointer (&error));
      return;
    }
  shumate_tile_set_paintable (tile, GDK_PAINTABLE (texture));
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
  g_task_set_task_data (inner, place, g_free);
  g_task_run_in_thread (inner, draw_tile);
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

ShumateMapSource *
epc_tile_source_new (gboolean dark, const char *language, const char *focus)
{
  EpcTileSource *self = g_object_new (EPC_TYPE_TILE_SOURCE, NULL);
  ShumateMapSource *source = SHUMATE_MAP_SOURCE (self);

  self->dark = dark;
  self->language = g_strdup (epc_language_name (epc_language_get (language)));
  self->focus = g_strdup (focus);
  /* The id is the key of libshumate's memory cache. */
  g_autofree char *id = g_strdup_printf ("epc-%s-%s-%s", dark ? "dark" : "light", self->language, focus != NULL ? focus : "");
  shumate_map_source_set_id (source, id);
  shumate_map_source_set_min_zoom_level (source, 2);
  shumate_map_source_set_max_zoom_level (source, MAX_ZOOM);
  shumate_map_source_set_tile_size (source, TILE_SIZE);
  shumate_map_source_set_license (source, epc_basemap_credit ());
  return source;
}
