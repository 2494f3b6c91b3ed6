/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-above-layer.h"

#include "epc-drawn.h"

struct _EpcAboveLayer
{
  ShumateLayer parent_instance;
  EpcMap *map;
  EpcViewport drawn; /* what picture shows */
  GdkPaintable *picture;
  int scale;
  EpcSiteLayer *sites; /* weak */
  guint serial;        /* of the sites that the picture keeps off */
};

G_DEFINE_FINAL_TYPE (EpcAboveLayer, epc_above_layer, SHUMATE_TYPE_LAYER)

static gboolean
is_same (const EpcViewport *a, const EpcViewport *b)
{
  return a->width == b->width && a->height == b->height && a->scale == b->scale && a->center_x == b->center_x && a->center_y == b->center_y;
}

/* Names are looked for and laid out once for each view: a frame in which the map stands still costs a copy. */
static void
draw_picture (EpcAboveLayer *self, const EpcViewport *viewport, int scale)
{
  cairo_t *cr = epc_drawn_begin (viewport->width, viewport->height, scale);
  EpcMapTaken taken;
  gboolean is_taken = self->sites != NULL && epc_site_layer_taken (self->sites, &taken, &self->serial);

  epc_map_draw_above (self->map, cr, viewport, is_taken ? &taken : NULL);
  g_clear_object (&self->picture);
  self->picture = epc_drawn_end (cr);
  self->drawn = *viewport;
  self->scale = scale;
}

static gboolean
are_other_sites (EpcAboveLayer *self)
{
  EpcMapTaken taken;
  guint serial = self->serial;

  if (self->sites != NULL)
    epc_site_layer_taken (self->sites, &taken, &serial);
  return serial != self->serial;
}

static void
epc_above_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EpcAboveLayer *self = EPC_ABOVE_LAYER (widget);
  int scale = gtk_widget_get_scale_factor (widget);
  EpcViewport viewport;

  if (!epc_site_layer_viewport (SHUMATE_LAYER (self), &viewport))
    return;
  if (self->picture == NULL || self->scale != scale || !is_same (&self->drawn, &viewport) || are_other_sites (self))
    draw_picture (self, &viewport, scale);
  gdk_paintable_snapshot (self->picture, snapshot, viewport.width, viewport.height);
}

static void
epc_above_layer_constructed (GObject *object)
{
  G_OBJECT_CLASS (epc_above_layer_parent_class)->constructed (object);
  g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (object)), "notify", G_CALLBACK (gtk_widget_queue_draw), object,
                           G_CONNECT_SWAPPED);
}

static void
epc_above_layer_finalize (GObject *object)
{
  EpcAboveLayer *self = EPC_ABOVE_LAYER (object);

  g_clear_weak_pointer (&self->sites);
  g_clear_pointer (&self->map, epc_map_free);
  g_clear_object (&self->picture);
  G_OBJECT_CLASS (epc_above_layer_parent_class)->finalize (object);
}

static void
epc_above_layer_class_init (EpcAboveLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = epc_above_layer_constructed;
  G_OBJECT_CLASS (klass)->finalize = epc_above_layer_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = epc_above_layer_snapshot;
}

static void
epc_above_layer_init (EpcAboveLayer *self)
{
}

ShumateLayer *
epc_above_layer_new (ShumateViewport *viewport, EpcMap *map)
{
  EpcAboveLayer *self = g_object_new (EPC_TYPE_ABOVE_LAYER, "viewport", viewport, NULL);

  self->map = epc_map_ref (map);
  return SHUMATE_LAYER (self);
}

void
epc_above_layer_avoid (EpcAboveLayer *self, EpcSiteLayer *sites)
{
  if (self->sites == sites)
    return;
  g_set_weak_pointer (&self->sites, sites);
  self->serial = G_MAXUINT;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
