/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-drawn.h"

#include <math.h>

struct _EpcDrawn
{
  GObject parent_instance;
  cairo_surface_t *surface;
  GdkTexture *texture; /* of the same pixels; NULL before a renderer asks for it */
};

static gboolean is_without_gpu; /* in the main loop alone */

static double
scale_of (EpcDrawn *self)
{
  double x, y;

  cairo_surface_get_device_scale (self->surface, &x, &y);
  return x;
}

static GdkTexture *
texture_of (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), (gsize) stride * (gsize) height,
                                                         (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (surface));
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
}

static void
epc_drawn_snapshot (GdkPaintable *paintable, GdkSnapshot *snapshot, double width, double height)
{
  EpcDrawn *self = EPC_DRAWN (paintable);
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);

  if (!is_without_gpu)
    {
      if (self->texture == NULL)
        self->texture = texture_of (self->surface);
      gtk_snapshot_append_texture (snapshot, self->texture, &bounds);
      return;
    }
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_scale (cr, width * scale_of (self) / cairo_image_surface_get_width (self->surface), height * scale_of (self) / cairo_image_surface_get_height (self->surface));
  cairo_set_source_surface (cr, self->surface, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD); /* no clear edge between enlarged tiles */
  cairo_paint (cr);
  cairo_destroy (cr);
}

static int
epc_drawn_width (GdkPaintable *paintable)
{
  return (int) (cairo_image_surface_get_width (EPC_DRAWN (paintable)->surface) / scale_of (EPC_DRAWN (paintable)));
}

static int
epc_drawn_height (GdkPaintable *paintable)
{
  return (int) (cairo_image_surface_get_height (EPC_DRAWN (paintable)->surface) / scale_of (EPC_DRAWN (paintable)));
}

static GdkPaintableFlags
epc_drawn_flags (GdkPaintable *paintable)
{
  return GDK_PAINTABLE_STATIC_SIZE | GDK_PAINTABLE_STATIC_CONTENTS;
}

static void
be_paintable (GdkPaintableInterface *interface)
{
  interface->snapshot = epc_drawn_snapshot;
  interface->get_intrinsic_width = epc_drawn_width;
  interface->get_intrinsic_height = epc_drawn_height;
  interface->get_flags = epc_drawn_flags;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EpcDrawn, epc_drawn, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, be_paintable))

static void
epc_drawn_finalize (GObject *object)
{
  EpcDrawn *self = EPC_DRAWN (object);

  g_clear_object (&self->texture);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  G_OBJECT_CLASS (epc_drawn_parent_class)->finalize (object);
}

static void
epc_drawn_class_init (EpcDrawnClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = epc_drawn_finalize;
}

static void
epc_drawn_init (EpcDrawn *self)
{
}

GdkPaintable *
epc_drawn_new (cairo_surface_t *surface)
{
  EpcDrawn *self = g_object_new (EPC_TYPE_DRAWN, NULL);

  cairo_surface_flush (surface);
  self->surface = surface;
  return GDK_PAINTABLE (self);
}

cairo_t *
epc_drawn_begin (double width, double height, int scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (width) * scale, (int) ceil (height) * scale);
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  cairo_surface_destroy (surface); /* the context holds it */
  return cr;
}

GdkPaintable *
epc_drawn_end (cairo_t *cr)
{
  cairo_surface_t *surface = cairo_surface_reference (cairo_get_target (cr));

  cairo_destroy (cr);
  return epc_drawn_new (surface);
}

void
epc_drawn_shown_in (GtkWidget *widget)
{
  is_without_gpu = GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (gtk_widget_get_native (widget)));
}
