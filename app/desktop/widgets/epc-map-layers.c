/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-map-layers.h"

#include <adwaita.h>
#include <math.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "epc-file-dialog.h"
#include "epc-page-work.h"
#include "epc-tile-source.h"
#include "report/epc-map-layers.h"

#define HIT 11.0 /* pixels */

/* One layer. What is of the workspace has a key, what is a file its path. */
typedef struct
{
  char *id, *label, *sentence;
  gboolean is_file, is_shown, is_broken;
  double opacity;
  int place;           /* where it was kept in the order; a new one stands above */
  EpcTileset *tileset; /* opened, and not yet in a source */
  EpcMap *map;         /* the same of what is drawn */
  GArray *points;      /* EpcMapLayerPoint, or NULL */
  ShumateMapLayer *layer;
} Row;

struct _EpcMapLayers
{
  GtkWidget parent_instance;
  GtkWidget *button, *list;
  EpcMapView *view;
  EpcSession *session;
  GPtrArray *rows; /* Row, from the bottom up */
  GCancellable *cancellable;
  guint serial; /* in the keys of libshumate's cache */
};

G_DEFINE_FINAL_TYPE (EpcMapLayers, epc_map_layers, GTK_TYPE_WIDGET)

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->id);
  g_free (row->label);
  g_free (row->sentence);
  epc_tileset_free (row->tileset);
  epc_map_free (row->map);
  g_clear_pointer (&row->points, g_array_unref);
  g_clear_object (&row->layer);
  g_free (row);
}

/* --- what is remembered --- */

static void
remember (EpcMapLayers *self)
{
  GVariantBuilder builder;

  for (guint i = 0; i < self->rows->len; i++)
    ((Row *) g_ptr_array_index (self->rows, i))->place = (int) i;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sbd)"));
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);
      g_variant_builder_add (&builder, "(sbd)", row->id, row->is_shown, row->opacity);
    }
  g_settings_set_value (epc_session_settings (self->session), "map-layers", g_variant_builder_end (&builder));
}

/* --- on the map --- */

/* Layers that were never shown have no source yet: a file is read when somebody wants to see it. */
static void
make_layer (EpcMapLayers *self, Row *row)
{
  g_autoptr (ShumateMapSource) source = NULL;
  g_autofree char *id = g_strdup_printf ("epc-layer-%p-%u", (gpointer) self, self->serial++);

  if (row->layer != NULL || (row->tileset == NULL && row->map == NULL))
    return;
  source = row->tileset != NULL ? epc_tile_source_new_of_file (g_steal_pointer (&row->tileset), id)
                                : epc_tile_source_new_of_map (g_steal_pointer (&row->map), id);
  row->layer = g_object_ref_sink (shumate_map_layer_new (source, epc_map_view_viewport (self->view)));
}

static void
restack (EpcMapLayers *self)
{
  g_autoptr (GPtrArray) layers = g_ptr_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (!row->is_shown)
        continue;
      make_layer (self, row);
      if (row->layer == NULL)
        continue;
      gtk_widget_set_opacity (GTK_WIDGET (row->layer), row->opacity);
      g_ptr_array_add (layers, row->layer);
    }
  epc_map_view_stack (self->view, layers);
}

static const EpcMapLayerPoint *
point_under (EpcMapLayers *self, double x, double y)
{
  const EpcMapLayerPoint *best = NULL;
  double least = HIT;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);

      for (guint k = 0; row->is_shown && row->points != NULL && k < row->points->len; k++)
        {
          const EpcMapLayerPoint *point = &g_array_index (row->points, EpcMapLayerPoint, k);
          double px, py;

          epc_map_view_place (self->view, point->lon, point->lat, &px, &py);
          if (hypot (px - x, py - y) > least)
            continue;
          least = hypot (px - x, py - y);
          best = point;
        }
    }
  return best;
}

static char *
on_point_asked (EpcMapLayers *self, double x, double y)
{
  const EpcMapLayerPoint *point = point_under (self, x, y);

  return point != NULL ? g_strdup (point->label) : NULL;
}

static void
on_point_clicked (EpcMapLayers *self, double x, double y)
{
  const EpcMapLayerPoint *point = point_under (self, x, y);
  char uid[EPC_UID_TEXT_SIZE];

  if (point != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-record", "(ss)", point->entity->key, epc_uid_to_text (&point->uid, uid));
}

/* --- the list --- */

static void fill_list (EpcMapLayers *self);

static Row *
row_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "row");
}

static void
on_shown (GtkCheckButton *button, EpcMapLayers *self)
{
  row_of (GTK_WIDGET (button))->is_shown = gtk_check_button_get_active (button);
  restack (self);
  remember (self);
}

static void
on_opacity (GtkRange *range, EpcMapLayers *self)
{
  Row *row = row_of (GTK_WIDGET (range));

  row->opacity = gtk_range_get_value (range) / 100;
  if (row->layer != NULL)
    gtk_widget_set_opacity (GTK_WIDGET (row->layer), row->opacity);
  remember (self);
}

static void
move (EpcMapLayers *self, Row *row, int by)
{
  guint at;

  if (!g_ptr_array_find (self->rows, row, &at) || (by < 0 && at == 0) || (int) at + by >= (int) self->rows->len)
    return;
  self->rows->pdata[at] = self->rows->pdata[(int) at + by];
  self->rows->pdata[(int) at + by] = row;
  restack (self);
  remember (self);
  fill_list (self);
}

static void
on_up (GtkButton *button, EpcMapLayers *self)
{
  move (self, row_of (GTK_WIDGET (button)), 1);
}

static void
on_down (GtkButton *button, EpcMapLayers *self)
{
  move (self, row_of (GTK_WIDGET (button)), -1);
}

static void
on_removed (GtkButton *button, EpcMapLayers *self)
{
  Row *row = row_of (GTK_WIDGET (button));

  row->is_shown = FALSE;
  restack (self);
  g_ptr_array_remove (self->rows, row);
  remember (self);
  fill_list (self);
}

static GtkWidget *
small_button (EpcMapLayers *self, Row *row, const char *icon, const char *words, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *label = g_strdup_printf ("%s: %s", words, row->label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (button), "row", row);
  g_signal_connect (button, "clicked", clicked, self);
  return button;
}

static GtkWidget *
list_row (EpcMapLayers *self, Row *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *check = gtk_check_button_new_with_label (row->label);
  GtkWidget *scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 10, 100, 10);
  g_autofree char *how_clear = g_strdup_printf (_ ("How clear: %s"), row->label);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), row->is_shown);
  gtk_widget_set_sensitive (check, !row->is_broken);
  gtk_widget_set_hexpand (check, TRUE);
  gtk_range_set_value (GTK_RANGE (scale), row->opacity * 100);
  gtk_widget_set_size_request (scale, 80, -1);
  gtk_widget_set_tooltip_text (scale, _ ("How clear"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_LABEL, how_clear, -1);
  g_object_set_data (G_OBJECT (check), "row", row);
  g_object_set_data (G_OBJECT (scale), "row", row);
  g_signal_connect (check, "toggled", G_CALLBACK (on_shown), self);
  g_signal_connect (scale, "value-changed", G_CALLBACK (on_opacity), self);
  gtk_box_append (GTK_BOX (line), check);
  gtk_box_append (GTK_BOX (line), scale);
  gtk_box_append (GTK_BOX (line), small_button (self, row, "go-up-symbolic", _ ("Above"), G_CALLBACK (on_up)));
  gtk_box_append (GTK_BOX (line), small_button (self, row, "go-down-symbolic", _ ("Below"), G_CALLBACK (on_down)));
  if (row->is_file)
    gtk_box_append (GTK_BOX (line), small_button (self, row, "list-remove-symbolic", _ ("Remove from the map"), G_CALLBACK (on_removed)));
  gtk_box_append (GTK_BOX (box), line);
  if (row->sentence != NULL)
    {
      GtkWidget *words = gtk_label_new (row->sentence);

      gtk_label_set_xalign (GTK_LABEL (words), 0);
      gtk_label_set_wrap (GTK_LABEL (words), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (words), 48);
      gtk_widget_set_margin_start (words, 28);
      gtk_widget_add_css_class (words, "src");
      gtk_box_append (GTK_BOX (box), words);
    }
  return box;
}

/* The topmost first, as one sees them. */
static void
fill_list (EpcMapLayers *self)
{
  for (GtkWidget *child; (child = gtk_widget_get_first_child (self->list)) != NULL;)
    gtk_box_remove (GTK_BOX (self->list), child);
  for (guint i = self->rows->len; i-- > 0;)
    gtk_box_append (GTK_BOX (self->list), list_row (self, g_ptr_array_index (self->rows, i)));
  if (self->rows->len == 0)
    {
      GtkWidget *words = gtk_label_new (_ ("No layer yet. Add a map file, or import boundaries and tracks."));

      gtk_label_set_wrap (GTK_LABEL (words), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (words), 40);
      gtk_box_append (GTK_BOX (self->list), words);
    }
}

/* --- files --- */

static void
open_file (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  EpcTileset *tileset = epc_tileset_open (data, &error);

  if (tileset != NULL)
    g_task_return_pointer (task, tileset, (GDestroyNotify) epc_tileset_free);
  else
    g_task_return_error (task, error);
}

static Row *
find_row (EpcMapLayers *self, const char *id)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (((Row *) g_ptr_array_index (self->rows, i))->id, id))
      return g_ptr_array_index (self->rows, i);
  return NULL;
}

static void
on_file_opened (GObject *object, GAsyncResult *result, gpointer is_new)
{
  EpcMapLayers *self = EPC_MAP_LAYERS (object);
  g_autoptr (GError) error = NULL;
  EpcTileset *tileset = g_task_propagate_pointer (G_TASK (result), &error);
  Row *row = find_row (self, g_task_get_task_data (G_TASK (result)));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || row == NULL)
    {
      epc_tileset_free (tileset);
      return;
    }
  if (tileset == NULL && GPOINTER_TO_INT (is_new))
    {
      epc_page_show_error (GTK_WIDGET (self->view), _ ("The map file cannot be shown"), error);
      g_ptr_array_remove (self->rows, row);
      remember (self);
    }
  else if (tileset == NULL)
    {
      /* A stick that is not plugged in today: the layer stays and says so. */
      row->is_broken = TRUE;
      row->sentence = g_strdup (error->message);
    }
  else
    {
      g_free (row->label);
      row->label = g_strdup (epc_tileset_facts (tileset)->name);
      row->sentence = epc_tileset_sentence (tileset);
      row->tileset = tileset;
    }
  restack (self);
  fill_list (self);
}

static void
add_row (EpcMapLayers *self, const char *path, gboolean is_shown, double opacity, int place, gboolean is_new)
{
  Row *row = g_new0 (Row, 1);
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, on_file_opened, GINT_TO_POINTER (is_new));

  row->id = g_strdup (path);
  row->label = g_path_get_basename (path);
  row->is_file = TRUE;
  row->is_shown = is_shown;
  row->opacity = CLAMP (opacity, 0.1, 1);
  row->place = place;
  /* A new map lies under what the workspace holds. */
  g_ptr_array_insert (self->rows, is_new ? 0 : -1, row);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, open_file);
}

void
epc_map_layers_add_file (EpcMapLayers *self, const char *path)
{
  if (find_row (self, path) != NULL)
    return;
  add_row (self, path, TRUE, 1, -1, TRUE);
  remember (self);
  fill_list (self);
}

static void
on_file_chosen (GFile *file, gpointer data)
{
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    epc_map_layers_add_file (data, path);
}

static void
on_add (EpcMapLayers *self)
{
  const char *const filters[] = { _ ("Map files"), "*.mbtiles;*.pmtiles", NULL };

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  epc_file_dialog_open (GTK_WIDGET (self->view), _ ("Add a map file"), filters, on_file_chosen, self);
}

/* --- what the workspace holds --- */

static void
read_layers (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  gboolean is_dark = GPOINTER_TO_INT (data);
  EpcStore *store = epc_session_store (EPC_MAP_LAYERS (source)->session);
  GPtrArray *layers = epc_map_layers (store, is_dark ? EPC_MAP_THEME_DARK : EPC_MAP_THEME_LIGHT, &error);

  if (layers != NULL)
    g_task_return_pointer (task, layers, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static int
by_place (gconstpointer a, gconstpointer b)
{
  const Row *x = *(const Row *const *) a, *y = *(const Row *const *) b;

  return (x->place > y->place) - (x->place < y->place);
}

static void
on_layers_read (GObject *object, GAsyncResult *result, gpointer data)
{
  EpcMapLayers *self = EPC_MAP_LAYERS (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) layers = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GVariant) kept = NULL;

  if (layers == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Layers of the map: %s", error->message);
      return;
    }
  kept = g_settings_get_value (epc_session_settings (self->session), "map-layers");
  for (guint i = self->rows->len; i-- > 0;)
    if (!((Row *) g_ptr_array_index (self->rows, i))->is_file)
      {
        ((Row *) g_ptr_array_index (self->rows, i))->is_shown = FALSE;
        g_ptr_array_remove_index (self->rows, i);
      }
  for (guint i = 0; i < layers->len; i++)
    {
      EpcMapLayer *layer = g_ptr_array_index (layers, i);
      Row *row = g_new0 (Row, 1);

      row->id = g_strdup (layer->key);
      row->label = g_strdup (layer->label);
      row->is_shown = layer->is_shown;
      row->opacity = 1;
      row->place = G_MAXINT / 2 + (int) i;
      row->map = g_steal_pointer (&layer->map);
      row->points = g_array_ref (layer->points);
      for (gsize k = 0; k < g_variant_n_children (kept); k++)
        {
          const char *id;
          gboolean is_shown;
          double opacity;

          g_variant_get_child (kept, k, "(&sbd)", &id, &is_shown, &opacity);
          if (!g_str_equal (id, row->id))
            continue;
          row->is_shown = is_shown;
          row->opacity = CLAMP (opacity, 0.1, 1);
          row->place = (int) k;
        }
      g_ptr_array_add (self->rows, row);
    }
  g_ptr_array_sort (self->rows, by_place);
  restack (self);
  fill_list (self);
}

void
epc_map_layers_reload (EpcMapLayers *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, on_layers_read, NULL);

  g_task_set_task_data (task, GINT_TO_POINTER (adw_style_manager_get_dark (adw_style_manager_get_default ())), NULL);
  g_task_run_in_thread (task, read_layers);
}

/* --- life --- */

static void
epc_map_layers_dispose (GObject *object)
{
  EpcMapLayers *self = EPC_MAP_LAYERS (object);

  if (self->session != NULL)
    epc_map_view_set_points (self->view, NULL, NULL, NULL); /* it is still there: this is a part of it */
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (epc_map_layers_parent_class)->dispose (object);
}

static void
epc_map_layers_class_init (EpcMapLayersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_map_layers_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
epc_map_layers_init (EpcMapLayers *self)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *scrolled = gtk_scrolled_window_new ();
  GtkWidget *add = gtk_button_new_with_label (_ ("Add a map file…"));

  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->cancellable = g_cancellable_new ();
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "view-dual-symbolic");
  gtk_widget_set_tooltip_text (self->button, _ ("Layers of the map"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Layers of the map"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 360);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (on_add), self);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), add);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (epc_map_layers_reload), self, G_CONNECT_SWAPPED);
}

GtkWidget *
epc_map_layers_new (EpcMapView *view, EpcSession *session)
{
  EpcMapLayers *self = g_object_new (EPC_TYPE_MAP_LAYERS, NULL);
  g_autoptr (GVariant) kept = g_settings_get_value (epc_session_settings (session), "map-layers");

  self->view = view;
  self->session = g_object_ref (session);
  epc_map_view_set_points (view, (EpcMapViewAsk) on_point_asked, (EpcMapViewClick) on_point_clicked, self);
  for (gsize i = 0; i < g_variant_n_children (kept); i++)
    {
      const char *id;
      gboolean is_shown;
      double opacity;

      g_variant_get_child (kept, i, "(&sbd)", &id, &is_shown, &opacity);
      if (g_path_is_absolute (id))
        add_row (self, id, is_shown, opacity, (int) i, FALSE);
    }
  fill_list (self);
  epc_map_layers_reload (self);
  return GTK_WIDGET (self);
}
