/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-map-key.h"

#include <math.h>

#define MOST_WIDTH 240.0
#define LOW_WIDTH 290.0 /* two classes beside each other */
#define GAP 7.0
#define MOST_OF_VIEW 0.45 /* of its height: a higher one is set low */

struct _EpcMapKey
{
  GtkWidget parent_instance;
  GPtrArray *maps;
  int view_width, view_height;
  gboolean is_low;
};

G_DEFINE_FINAL_TYPE (EpcMapKey, epc_map_key, GTK_TYPE_WIDGET)

/* Draws into @cr, or measures with NULL. */
static void
draw_all (EpcMapKey *self, cairo_t *cr, double *width, double *height)
{
  *width = *height = 0;
  for (guint i = 0; i < self->maps->len; i++)
    {
      double w, h;

      epc_map_draw_legend (g_ptr_array_index (self->maps, i), cr, 0, *height, self->is_low ? LOW_WIDTH : MOST_WIDTH, self->view_width, self->view_height,
                           self->is_low, &w, &h);
      *width = MAX (*width, w);
      *height += h > 0 ? h + GAP : 0;
    }
}

/* As it likes where the map has room for it, else with its entries beside each other. */
static void
choose_form (EpcMapKey *self)
{
  double width, height;

  self->is_low = FALSE;
  draw_all (self, NULL, &width, &height);
  self->is_low = height > self->view_height * MOST_OF_VIEW;
}

static void
epc_map_key_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                     int *natural_baseline)
{
  double width, height;

  draw_all (EPC_MAP_KEY (widget), NULL, &width, &height);
  *minimum = *natural = (int) ceil (orientation == GTK_ORIENTATION_HORIZONTAL ? width : height);
  *minimum_baseline = *natural_baseline = -1;
}

static void
epc_map_key_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  double width, height;
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget)));

  draw_all (EPC_MAP_KEY (widget), cr, &width, &height);
  cairo_destroy (cr);
}

static void
epc_map_key_finalize (GObject *object)
{
  g_ptr_array_unref (EPC_MAP_KEY (object)->maps);
  G_OBJECT_CLASS (epc_map_key_parent_class)->finalize (object);
}

static void
epc_map_key_class_init (EpcMapKeyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = epc_map_key_finalize;
  widget_class->measure = epc_map_key_measure;
  widget_class->snapshot = epc_map_key_snapshot;
  gtk_widget_class_set_css_name (widget_class, "mapkey");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
epc_map_key_init (EpcMapKey *self)
{
  self->maps = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_map_free);
  self->view_width = self->view_height = 400;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
epc_map_key_new (void)
{
  return g_object_new (EPC_TYPE_MAP_KEY, NULL);
}

void
epc_map_key_set (EpcMapKey *self, GPtrArray *maps, const char *words)
{
  double width, height;

  g_ptr_array_set_size (self->maps, 0);
  for (guint i = 0; i < maps->len; i++)
    g_ptr_array_add (self->maps, epc_map_ref (g_ptr_array_index (maps, i)));
  choose_form (self);
  draw_all (self, NULL, &width, &height);
  gtk_widget_set_visible (GTK_WIDGET (self), height > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
epc_map_key_set_view (EpcMapKey *self, int width, int height)
{
  if (width == self->view_width && height == self->view_height)
    return;
  self->view_width = width;
  self->view_height = height;
  choose_form (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
