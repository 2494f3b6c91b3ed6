/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tells a page that it has become narrow: libadwaita 1.2 has no breakpoints, and a leaflet knows only two children.
 */
#include "epc-narrow.h"

typedef struct
{
  int threshold, width;
  gboolean is_narrow;
  guint source;
  EpcNarrowFunc tell;
  gpointer data;
} Narrow;

static void
narrow_free (gpointer data)
{
  Narrow *narrow = data;

  g_clear_handle_id (&narrow->source, g_source_remove);
  g_free (narrow);
}

static gboolean
tell (gpointer data)
{
  Narrow *narrow = data;
  gboolean is_narrow = narrow->width < narrow->threshold;

  narrow->source = 0;
  if (is_narrow != narrow->is_narrow)
    {
      narrow->is_narrow = is_narrow;
      narrow->tell (is_narrow, narrow->data);
    }
  return G_SOURCE_REMOVE;
}

static void
on_resize (GtkDrawingArea *area, int width, int height, Narrow *narrow)
{
  narrow->width = width;
  /* a page that is laid out does not change its children; before the next frame it does */
  if (width > 0 && (width < narrow->threshold) != narrow->is_narrow && narrow->source == 0)
    narrow->source = g_idle_add_full (G_PRIORITY_HIGH, tell, narrow, NULL);
}

GtkWidget *
epc_narrow_new (int width, EpcNarrowFunc tell_page, gpointer data)
{
  GtkWidget *line = gtk_drawing_area_new ();
  Narrow *narrow = g_new0 (Narrow, 1);

  narrow->threshold = width;
  narrow->tell = tell_page;
  narrow->data = data;
  gtk_widget_set_hexpand (line, TRUE);
  gtk_widget_set_can_target (line, FALSE);
  g_signal_connect_data (line, "resize", G_CALLBACK (on_resize), narrow, NULL, 0);
  g_object_set_data_full (G_OBJECT (line), "epc-narrow", narrow, narrow_free);
  return line;
}

GtkWidget *
epc_narrow_new_narrow (int width, EpcNarrowFunc tell_page, gpointer data)
{
  GtkWidget *line = epc_narrow_new (width, tell_page, data);
  Narrow *narrow = g_object_get_data (G_OBJECT (line), "epc-narrow");

  narrow->is_narrow = TRUE;
  return line;
}
