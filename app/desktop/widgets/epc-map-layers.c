/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-map-layers.h"

#include <adwaita.h>
#include <math.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "desktop/epc-feed.h"
#include "epc-above-layer.h"
#include "epc-file-dialog.h"
#include "epc-page-work.h"
#include "epc-tile-source.h"
#include "report/epc-map-layers.h"

#define HIT 11.0 /* pixels */
#define ROUNDS "rounds" /* key of the layer of a round */
#define OLD_MILLISECONDS 900 /* a round stays under the next one until that has drawn its tiles */

/* One layer. What is of the workspace has a key, what is a file its path. */
typedef struct
{
  char *id, *label, *sentence;
  gboolean is_file, is_shown, is_broken;
  double opacity;
  int place;           /* where it was kept in the order; a new one stands above */
  gboolean is_kept;    /* it has been in the order that is remembered */
  EpcTileset *tileset; /* opened, and not yet in a source */
  EpcMap *map;         /* what is drawn, or NULL */
  GArray *points;      /* EpcMapLayerPoint, or NULL */
  GArray *areas;       /* EpcRoundArea of the areas of map, or NULL */
  ShumateLayer *layer, *above; /* tiles, and what must not be cut into tiles */
  ShumateLayer *old;   /* the tiles of the round before */
} Row;

struct _EpcMapLayers
{
  GtkWidget parent_instance;
  GtkWidget *button, *list;
  EpcMapView *view;
  EpcSession *session;
  GPtrArray *rows; /* Row, from the bottom up */
  EpcFeed *feed;
  GCancellable *cancellable;
  guint old_source;
  gboolean has_opened; /* the files of last time */
  gboolean is_stale;   /* the list says another round than the map */
  guint serial; /* in the keys of libshumate's cache */
};

G_DEFINE_FINAL_TYPE (EpcMapLayers, epc_map_layers, GTK_TYPE_WIDGET)

static guint changed;

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
  g_clear_pointer (&row->areas, g_array_unref);
  g_clear_object (&row->layer);
  g_clear_object (&row->above);
  g_clear_object (&row->old);
  g_free (row);
}

static Row *
find_row (EpcMapLayers *self, const char *id)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (((Row *) g_ptr_array_index (self->rows, i))->id, id))
      return g_ptr_array_index (self->rows, i);
  return NULL;
}

/* --- what is remembered --- */

static void
remember (EpcMapLayers *self)
{
  g_autoptr (GVariant) kept = g_settings_get_value (epc_session_settings (self->session), "map-layers");
  GVariantBuilder builder;

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      row->place = (int) i;
      row->is_kept = TRUE;
    }

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sbd)"));
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);
      g_variant_builder_add (&builder, "(sbd)", row->id, row->is_shown, row->opacity);
    }
  /* What only another map of the window has, or what is not there today, keeps what was chosen for it. */
  for (gsize i = 0; i < g_variant_n_children (kept); i++)
    {
      const char *id;
      gboolean is_shown;
      double opacity;

      g_variant_get_child (kept, i, "(&sbd)", &id, &is_shown, &opacity);
      if (!g_path_is_absolute (id) && find_row (self, id) == NULL)
        g_variant_builder_add (&builder, "(sbd)", id, is_shown, opacity);
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
                                : epc_tile_source_new_of_map (epc_map_ref (row->map), id);
  row->layer = SHUMATE_LAYER (g_object_ref_sink (shumate_map_layer_new (source, epc_map_view_viewport (self->view))));
  if (row->map != NULL && epc_map_has_above (row->map))
    row->above = g_object_ref_sink (epc_above_layer_new (epc_map_view_viewport (self->view), row->map));
}

/* What the legend says, the topmost first; and what the map opens on. */
static void
explain (EpcMapLayers *self)
{
  EpcMapBox all = { 180, 90, -180, -90 }, own;
  g_autoptr (GPtrArray) maps = g_ptr_array_new ();
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = self->rows->len; i-- > 0;)
    {
      const Row *row = g_ptr_array_index (self->rows, i);

      if (!row->is_shown || row->map == NULL)
        continue;
      g_ptr_array_add (maps, row->map);
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", row->label);
      if (epc_map_shown_box (row->map, &own))
        all = (EpcMapBox){ MIN (all.west, own.west), MIN (all.south, own.south), MAX (all.east, own.east), MAX (all.north, own.north) };
    }
  epc_map_view_explain (self->view, maps, words->str);
  epc_map_view_hold (self->view, all.west <= all.east ? &all : NULL);
}

static void
restack (EpcMapLayers *self)
{
  g_autoptr (GPtrArray) layers = g_ptr_array_new (), above = g_ptr_array_new ();
  gboolean is_plain = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (!row->is_shown)
        continue;
      make_layer (self, row);
      if (row->layer == NULL)
        continue;
      gtk_widget_set_opacity (GTK_WIDGET (row->layer), row->opacity);
      if (row->old != NULL && row->opacity > 0.99)
        g_ptr_array_add (layers, row->old);
      g_ptr_array_add (layers, row->layer);
      if (row->above != NULL)
        g_ptr_array_add (above, row->above);
      is_plain |= row->areas != NULL;
    }
  g_ptr_array_extend (layers, above, NULL, NULL);
  epc_map_view_stack (self->view, layers, is_plain);
  explain (self);
  g_signal_emit (self, changed, 0);
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

/* The area of the round under the pointer. */
static const EpcRoundArea *
area_under (EpcMapLayers *self, double x, double y)
{
  double lon, lat;

  epc_map_view_position (self->view, x, y, &lon, &lat);
  for (guint i = self->rows->len; i-- > 0;)
    {
      const Row *row = g_ptr_array_index (self->rows, i);
      int at = row->is_shown && row->areas != NULL ? epc_map_area_at (row->map, lon, lat) : -1;

      if (at >= 0 && at < (int) row->areas->len)
        return &g_array_index (row->areas, EpcRoundArea, at);
    }
  return NULL;
}

static char *
on_point_asked (EpcMapLayers *self, double x, double y)
{
  const EpcMapLayerPoint *point = point_under (self, x, y);
  const EpcRoundArea *area = point == NULL ? area_under (self, x, y) : NULL;

  return point != NULL ? g_strdup (point->label) : area != NULL ? g_strdup (area->label) : NULL;
}

static void
on_point_clicked (EpcMapLayers *self, double x, double y)
{
  const EpcMapLayerPoint *point = point_under (self, x, y);
  const EpcRoundArea *area = point == NULL ? area_under (self, x, y) : NULL;
  char uid[EPC_UID_TEXT_SIZE];

  if (area != NULL && !epc_uid_is_nil (&area->uid))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-record", "(ss)", "place", epc_uid_to_text (&area->uid, uid));
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
  self->is_stale = FALSE;
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

static void
on_file_opened (GObject *object, GAsyncResult *result, gpointer is_new)
{
  EpcMapLayers *self = EPC_MAP_LAYERS (object);
  g_autoptr (GError) error = NULL;
  EpcTileset *tileset = g_task_propagate_pointer (G_TASK (result), &error);
  Row *row = find_row (self, g_task_get_task_data (G_TASK (result)));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || row == NULL || self->view == NULL)
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

/* As it was left on this machine; @place is where it stands when it never was. */
static void
recall (EpcMapLayers *self, Row *row, int place)
{
  g_autoptr (GVariant) kept = g_settings_get_value (epc_session_settings (self->session), "map-layers");

  row->place = place;
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
      row->is_kept = TRUE;
    }
}

static int
by_place (gconstpointer a, gconstpointer b)
{
  const Row *x = *(const Row *const *) a, *y = *(const Row *const *) b;

  return (x->place > y->place) - (x->place < y->place);
}

/* In the order remembered. A round that has no place in it lies under all that the workspace holds, whatever order that was left in:
 * its areas would hide it. */
static void
sort_rows (EpcMapLayers *self)
{
  Row *round = find_row (self, ROUNDS);
  guint at, under = 0;

  g_ptr_array_sort (self->rows, by_place);
  if (round == NULL || round->is_kept || !g_ptr_array_find (self->rows, round, &at))
    return;
  g_ptr_array_steal_index (self->rows, at);
  while (under < self->rows->len && ((Row *) g_ptr_array_index (self->rows, under))->is_file)
    under++;
  g_ptr_array_insert (self->rows, (int) under, round);
}

static gpointer
ask_theme (gpointer self)
{
  return GINT_TO_POINTER (adw_style_manager_get_dark (adw_style_manager_get_default ()) ? EPC_MAP_THEME_DARK : EPC_MAP_THEME_LIGHT);
}

static gpointer
read_layers (EpcStore *store, const EpcUid *crisis, gpointer theme, GCancellable *cancellable, GError **error)
{
  return epc_map_layers (store, crisis, (EpcMapTheme) GPOINTER_TO_INT (theme), error);
}

static void
show_layers (gpointer widget, gpointer answer)
{
  EpcMapLayers *self = EPC_MAP_LAYERS (widget);
  g_autoptr (GPtrArray) layers = answer;

  for (guint i = self->rows->len; i-- > 0;)
    {
      const Row *row = g_ptr_array_index (self->rows, i);

      if (!row->is_file && !g_str_equal (row->id, ROUNDS))
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
      row->map = g_steal_pointer (&layer->map);
      row->points = g_array_ref (layer->points);
      recall (self, row, G_MAXINT / 2 + (int) i);
      g_ptr_array_add (self->rows, row);
    }
  sort_rows (self);
  restack (self);
  fill_list (self);
}

static const char *const layer_kinds[] = { "place", "event_alert", "hazard_observation", "map_feature", "flow_point", "evacuation_centre", "warehouse",
                                           "evacuation_plan", "access_constraint", "crisis", NULL };
static const EpcFeedKind layers_feed = { "layers of the map", 200, layer_kinds, ask_theme, NULL, read_layers, show_layers,
                                         (GDestroyNotify) g_ptr_array_unref };

static void
on_dark (EpcMapLayers *self)
{
  epc_feed_soon (self->feed);
}

/* --- a round --- */

static gboolean
on_old_over (gpointer data)
{
  EpcMapLayers *self = data;
  Row *row = find_row (self, ROUNDS);

  self->old_source = 0;
  if (row != NULL && row->old != NULL)
    {
      g_autoptr (ShumateLayer) old = g_steal_pointer (&row->old);
      restack (self);
    }
  return G_SOURCE_REMOVE;
}

static Row *
rounds_row (EpcMapLayers *self)
{
  Row *row = find_row (self, ROUNDS);

  if (row != NULL)
    return row;
  row = g_new0 (Row, 1);
  row->id = g_strdup (ROUNDS);
  row->is_shown = TRUE;
  row->opacity = 1;
  recall (self, row, G_MAXINT / 2 - 1);
  g_ptr_array_add (self->rows, row);
  sort_rows (self);
  return row;
}

void
epc_map_layers_set_frame (EpcMapLayers *self, const EpcRoundFrame *frame)
{
  Row *row = find_row (self, ROUNDS);
  gboolean is_new = row == NULL;

  if (frame == NULL)
    {
      if (row != NULL)
        g_ptr_array_remove (self->rows, row);
      restack (self);
      fill_list (self);
      return;
    }
  row = rounds_row (self);
  g_free (row->label);
  row->label = g_strdup_printf ("%s: %s", _("Displaced people"), frame->title);
  g_clear_pointer (&row->map, epc_map_free);
  g_clear_pointer (&row->areas, g_array_unref);
  g_clear_object (&row->above);
  g_clear_object (&row->old);
  row->old = g_steal_pointer (&row->layer);
  row->map = epc_map_ref (frame->map);
  row->areas = g_array_ref (frame->areas);
  g_clear_handle_id (&self->old_source, g_source_remove);
  self->old_source = g_timeout_add (OLD_MILLISECONDS, on_old_over, self);
  restack (self);
  if (is_new || gtk_widget_get_mapped (self->list))
    fill_list (self);
  else
    self->is_stale = TRUE;
}

/* --- the list beside the map --- */

static int
by_figure (gconstpointer a, gconstpointer b, gpointer data)
{
  const GArray *areas = data;
  double x = g_array_index (areas, EpcRoundArea, *(const guint *) a).people, y = g_array_index (areas, EpcRoundArea, *(const guint *) b).people;

  x = isfinite (x) ? x : -1;
  y = isfinite (y) ? y : -1;
  return x < y ? 1 : x > y ? -1 : (int) *(const guint *) a - (int) *(const guint *) b;
}

/* Those with most people first. */
static void
list_areas (const Row *row, const char *kind, GArray *places, GStringChunk *words)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < row->areas->len; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, by_figure, row->areas);
  for (guint i = 0; i < order->len; i++)
    {
      const EpcRoundArea *area = &g_array_index (row->areas, EpcRoundArea, g_array_index (order, guint, i));
      const EpcMapPlace place = { g_string_chunk_insert (words, area->label), kind, area->lon, area->lat, epc_entity_find ("place"), area->uid, -1 };

      g_array_append_val (places, place);
    }
}

void
epc_map_layers_list (EpcMapLayers *self, GArray *places, GStringChunk *words)
{
  for (guint i = self->rows->len; i-- > 0;)
    {
      const Row *row = g_ptr_array_index (self->rows, i);
      const char *kind = g_string_chunk_insert (words, row->label);

      for (guint k = 0; row->is_shown && row->points != NULL && k < row->points->len; k++)
        {
          const EpcMapLayerPoint *point = &g_array_index (row->points, EpcMapLayerPoint, k);
          const EpcMapPlace place = { g_string_chunk_insert (words, point->label), kind, point->lon, point->lat, point->entity, point->uid, -1 };

          g_array_append_val (places, place);
        }
      if (row->is_shown && row->areas != NULL)
        list_areas (row, kind, places, words);
    }
}

void
epc_map_layers_see (EpcMapLayers *self, EpcSeenMap *seen)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);

      if (row->is_shown && g_str_equal (row->id, ROUNDS))
        seen->has_round = TRUE;
      else if (row->is_shown && !row->is_broken)
        epc_seen_map_add (seen, row->id, row->opacity);
    }
}

/* --- life --- */

static void
epc_map_layers_dispose (GObject *object)
{
  EpcMapLayers *self = EPC_MAP_LAYERS (object);

  g_clear_handle_id (&self->old_source, g_source_remove);
  g_clear_pointer (&self->feed, epc_feed_free);
  if (self->view != NULL)
    epc_map_view_set_points (self->view, NULL, NULL, NULL);
  g_clear_weak_pointer (&self->view);
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
  changed = g_signal_new ("changed", EPC_TYPE_MAP_LAYERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
fill_stale_list (EpcMapLayers *self)
{
  if (self->is_stale)
    fill_list (self);
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
  g_signal_connect_swapped (popover, "show", G_CALLBACK (fill_stale_list), self);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (on_dark), self, G_CONNECT_SWAPPED);
}

/* The user's files of last time, once the map is on screen. */
static void
on_map (EpcMapLayers *self)
{
  g_autoptr (GVariant) kept = g_settings_get_value (epc_session_settings (self->session), "map-layers");

  if (self->has_opened)
    return;
  self->has_opened = TRUE;
  for (gsize i = 0; i < g_variant_n_children (kept); i++)
    {
      const char *id;
      gboolean is_shown;
      double opacity;

      g_variant_get_child (kept, i, "(&sbd)", &id, &is_shown, &opacity);
      if (g_path_is_absolute (id) && find_row (self, id) == NULL)
        add_row (self, id, is_shown, opacity, (int) i, FALSE);
    }
  fill_list (self);
}

GtkWidget *
epc_map_layers_new (EpcMapView *view, EpcSession *session)
{
  EpcMapLayers *self = g_object_new (EPC_TYPE_MAP_LAYERS, NULL);

  g_set_weak_pointer (&self->view, view);
  self->session = g_object_ref (session);
  epc_map_view_set_points (view, (EpcMapViewAsk) on_point_asked, (EpcMapViewClick) on_point_clicked, self);
  g_signal_connect (self, "map", G_CALLBACK (on_map), NULL);
  self->feed = epc_feed_new (GTK_WIDGET (self), session, &layers_feed);
  return GTK_WIDGET (self);
}
