/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-chart-view.h"

#include <adwaita.h>
#include <math.h>

#include "base/epc-i18n.h"
#include "draw/epc-shape.h"
#include "draw/epc-target.h"
#include "draw/epc-type.h"
#include "epc-alert.h"
#include "epc-file-dialog.h"
#include "desktop/exchange/exchange.h"

#define REACH 24

/* Pixels: some hundred rows. What a chart of thousands of sites has no room for it counts, and its table has it. */
#define LONGEST 2400

struct _EpcChartView
{
  GtkWidget parent_instance;
  EpcChart *chart;
  EpcHitMap *hits;
  int current, most;
  gboolean by_key; /* the current value was reached by a key: it is written beside its mark, where no pointer shows a tooltip */
  double pointer_x, pointer_y;
  GtkWidget *menu;
};

G_DEFINE_FINAL_TYPE (EpcChartView, epc_chart_view, GTK_TYPE_WIDGET)

static guint activated;

static const EpcTheme *
theme_now (void)
{
  return epc_theme_get (adw_style_manager_get_dark (adw_style_manager_get_default ()) ? EPC_THEME_DARK : EPC_THEME_LIGHT);
}

static const EpcHit *
current_hit (EpcChartView *self)
{
  if (self->current < 0 || (guint) self->current >= epc_hit_map_size (self->hits))
    return NULL;
  return epc_hit_map_get (self->hits, (guint) self->current);
}

/* The sentence of the value in a box above its mark, or below where there is no room. */
static void
draw_label (GtkWidget *widget, cairo_t *cr, const EpcTheme *theme, const EpcHit *hit)
{
  double most = gtk_widget_get_width (widget) - 16, width, height, x, y;
  EpcTypeSetting setting = { .type = EPC_TYPE_SMALL, .width = most, .lines = 3 };

  if (most < 40)
    return;
  setting.width = MIN (epc_type_width (cr, theme, hit->label, EPC_TYPE_SMALL) + 1, most);
  epc_type_measure (cr, theme, hit->label, &setting, &width, &height);
  x = CLAMP (hit->x + hit->width / 2 - width / 2, 8, MAX (gtk_widget_get_width (widget) - width - 8, 8));
  y = hit->y - height - 10 >= 2 ? hit->y - height - 10 : MIN (hit->y + hit->height + 10, gtk_widget_get_height (widget) - height - 6);
  epc_shape_box (cr, x - 6, y - 3, width + 12, height + 6, theme->ground, theme->accent, 1, 4);
  epc_type_draw (cr, theme, x, y, hit->label, &setting);
}

static void
draw_current (EpcChartView *self, cairo_t *cr, const EpcTheme *theme)
{
  const EpcHit *hit = current_hit (self);

  if (hit == NULL)
    return;
  epc_colour_set (cr, theme->accent, 1);
  cairo_set_line_width (cr, 2);
  cairo_rectangle (cr, hit->x - 2, hit->y - 2, hit->width + 4, hit->height + 4);
  cairo_stroke (cr);
  if (self->by_key)
    draw_label (GTK_WIDGET (self), cr, theme, hit);
}

static void
epc_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EpcChartView *self = EPC_CHART_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  if (self->chart == NULL || width < 20 || height < 20)
    return;
  const EpcTheme *theme = theme_now ();
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  epc_chart_draw (self->chart, cr, width, height, theme, self->hits);
  draw_current (self, cr, theme);
  cairo_destroy (cr);
}

static void
epc_chart_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                        int *natural_baseline)
{
  EpcChartView *self = EPC_CHART_VIEW (widget);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 200;
      *natural = 284;
      return;
    }
  *minimum = 120;
  *natural = self->chart == NULL ? 120
                                 : (int) ceil (epc_chart_natural_height (self->chart, for_size > 0 ? for_size : 480, theme_now ()));
  *natural = MIN (*natural, self->most > 0 ? self->most : LONGEST);
  *natural = MAX (*natural, *minimum);
}

void
epc_chart_view_set_most (EpcChartView *self, int height)
{
  self->most = height;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
say_current (EpcChartView *self)
{
  const EpcHit *hit = current_hit (self);

  if (hit != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, hit->label, -1);
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
show_menu (EpcChartView *self, double x, double y)
{
  const GdkRectangle at = { (int) x, (int) y, 1, 1 };

  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &at);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* What stands behind @hit and somebody waits for; NULL: nothing. */
static const char *
key_of (EpcChartView *self, const EpcHit *hit)
{
  if (hit == NULL || hit->category < 0 || self->chart == NULL || !g_signal_has_handler_pending (self, activated, 0, FALSE))
    return NULL;
  return epc_chart_category_key (self->chart, (guint) hit->category);
}

static gboolean
activate (EpcChartView *self, const EpcHit *hit)
{
  g_autofree char *key = g_strdup (key_of (self, hit)); /* whoever is told may take another chart */

  if (key != NULL)
    g_signal_emit (self, activated, 0, key);
  return key != NULL;
}

static gboolean
on_key (EpcChartView *self, guint keyval)
{
  int category = keyval == GDK_KEY_Left ? -1 : keyval == GDK_KEY_Right ? 1 : 0;
  int series = keyval == GDK_KEY_Up ? -1 : keyval == GDK_KEY_Down ? 1 : 0;

  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    return activate (self, current_hit (self));
  /* The rows of a plan stand below each other. */
  if (self->chart != NULL && epc_chart_kind (self->chart) == EPC_CHART_GANTT && series != 0)
    {
      category = series;
      series = 0;
    }
  if (keyval == GDK_KEY_Menu)
    {
      const EpcHit *hit = current_hit (self);
      show_menu (self, hit != NULL ? hit->x : 12, hit != NULL ? hit->y : 12);
      return TRUE;
    }
  if (category == 0 && series == 0)
    return FALSE;
  int next = epc_hit_map_step (self->hits, self->current, category, series);
  if (next == self->current)
    return FALSE;
  self->by_key = TRUE;
  epc_chart_view_set_current (self, next);
  return TRUE;
}

static void
on_motion (EpcChartView *self, double x, double y)
{
  int found = epc_hit_map_find (self->hits, x, y, REACH);

  /* GTK tells of a pointer that lies still each time that something is laid out: that is not the person choosing */
  gboolean is_still = x == self->pointer_x && y == self->pointer_y;
  self->pointer_x = x;
  self->pointer_y = y;
  if (is_still || (found == self->current && !self->by_key))
    return;
  self->by_key = FALSE;
  epc_chart_view_set_current (self, found);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), key_of (self, current_hit (self)) != NULL ? "pointer" : NULL);
}

static void
on_enter (EpcChartView *self, double x, double y)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static void
on_leave (EpcChartView *self)
{
  if (!self->by_key)
    epc_chart_view_set_current (self, -1);
}

static gboolean
on_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  EpcChartView *self = EPC_CHART_VIEW (widget);
  const EpcHit *hit = current_hit (self);

  if (hit == NULL)
    return FALSE;
  const GdkRectangle area = { (int) hit->x, (int) hit->y, (int) MAX (hit->width, 1), (int) MAX (hit->height, 1) };
  gtk_tooltip_set_text (tooltip, hit->label);
  gtk_tooltip_set_tip_area (tooltip, &area);
  return TRUE;
}

static void
on_primary (EpcChartView *self, int n_press, double x, double y)
{
  int found = epc_hit_map_find (self->hits, x, y, 2);

  if (found >= 0)
    activate (self, epc_hit_map_get (self->hits, (guint) found));
}

static void
on_secondary (EpcChartView *self, int n_press, double x, double y)
{
  show_menu (self, x, y);
}

/* --- actions --- */

static char *
table_text (EpcChart *chart)
{
  g_autoptr (GPtrArray) rows = epc_chart_table (chart);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *line = g_strjoinv ("\t", g_ptr_array_index (rows, i));
      g_string_append_printf (text, "%s\n", line);
    }
  return g_string_free (text, FALSE);
}

static void
copy_table (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcChartView *self = EPC_CHART_VIEW (widget);

  if (self->chart == NULL)
    return;
  g_autofree char *text = table_text (self->chart);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
draw_paper (cairo_t *cr, double width, double height, gpointer data)
{
  epc_chart_draw (data, cr, width, height, epc_theme_get (EPC_THEME_PAPER), NULL);
}

static void
on_save_chosen (GFile *file, gpointer data)
{
  EpcChartView *self = data;
  g_autoptr (GError) error = NULL;
  const EpcTargetOptions options = { .width = 800, .height = 500, .unit = EPC_UNIT_PIXELS, .resolution = 192,
                                     .title = self->chart != NULL ? epc_chart_title (self->chart) : NULL };

  if (file != NULL && self->chart != NULL)
    {
      g_autofree char *path = g_file_get_path (file);
      if (!epc_target_write (path, &options, draw_paper, self->chart, &error))
        epc_alert_say (GTK_WIDGET (self), _("The chart was not saved"), error->message);
    }
  g_object_unref (self);
}

static void
save_picture (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcChartView *self = EPC_CHART_VIEW (widget);

  if (self->chart != NULL)
    {
      static const char *const filters[] = { N_("Picture (PNG)"), "*.png", N_("Drawing (SVG)"), "*.svg", N_("Page (PDF)"), "*.pdf", NULL };
      epc_file_dialog_save (widget, _("Save picture"), "chart.png", filters, on_save_chosen, g_object_ref (self));
    }
}

/* Twice the size of the screen, so that it is sharp in a document. */
static void
copy_picture (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcChartView *self = EPC_CHART_VIEW (widget);
  int width = 2 * MAX (gtk_widget_get_width (widget), 400), height = 2 * MAX (gtk_widget_get_height (widget), 250);
  cairo_surface_t *surface;
  cairo_t *cr;

  if (self->chart == NULL)
    return;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, 2, 2);
  epc_chart_draw (self->chart, cr, width / 2.0, height / 2.0, epc_theme_get (EPC_THEME_LIGHT), NULL);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = g_bytes_new (cairo_image_surface_get_data (surface), stride * (gsize) height);
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (widget), texture);
  cairo_surface_destroy (surface);
}

static void
paint_recording (cairo_t *cr, double width, double height, gpointer recording)
{
  cairo_set_source_surface (cr, recording, 0, 0);
  cairo_paint (cr);
}

/* The chart on a page of its own. It is recorded now: the page may have another chart by the time that the dialog is done. */
static void
print_chart (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcChartView *self = EPC_CHART_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (GError) error = NULL;

  if (self->chart == NULL || !EPC_IS_WINDOW (root))
    return;
  const EpcTheme *theme = epc_theme_get (EPC_THEME_PAPER);
  g_autoptr (EpcDocument) document = epc_document_new (EPC_PAPER_A4, FALSE, NULL);
  EpcPageSize page = epc_document_page_size (document);
  double width = epc_document_width (document), height = MIN (epc_chart_natural_height (self->chart, width, theme), (page.height - page.top - page.bottom) * 0.95);
  cairo_surface_t *recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &(cairo_rectangle_t) { 0, 0, width, height });
  cairo_t *cr = cairo_create (recording);
  epc_chart_draw (self->chart, cr, width, height, theme, NULL);
  cairo_destroy (cr);
  epc_document_set_facts (document, &(EpcDocumentFacts) { .title = epc_chart_title (self->chart), .classification = EPC_CLASS_RESTRICTED });
  epc_document_add_figure (document, height, height, NULL, paint_recording, recording, (GDestroyNotify) cairo_surface_destroy);
  if (!epc_document_layout (document, &error))
    epc_window_show_error (EPC_WINDOW (root), _("It could not be printed"), error);
  else
    epc_print_document (EPC_WINDOW (root), document, epc_chart_title (self->chart));
}

static GtkWidget *
table_grid (EpcChart *chart)
{
  g_autoptr (GPtrArray) rows = epc_chart_table (chart);
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_widget_add_css_class (grid, "numeric");
  for (guint r = 0; r < rows->len; r++)
    {
      char **cells = g_ptr_array_index (rows, r);
      for (int c = 0; cells[c] != NULL; c++)
        {
          GtkWidget *label = gtk_label_new (cells[c]);
          gtk_label_set_xalign (GTK_LABEL (label), c == 0 ? 0 : 1);
          gtk_label_set_selectable (GTK_LABEL (label), TRUE);
          if (r == 0)
            gtk_widget_add_css_class (label, "heading");
          gtk_grid_attach (GTK_GRID (grid), label, c, (int) r, 1, 1);
        }
    }
  return grid;
}

static void
show_table (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcChartView *self = EPC_CHART_VIEW (widget);

  if (self->chart == NULL)
    return;
  GtkWidget *window = adw_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scroll = gtk_scrolled_window_new ();
  GtkWidget *grid = table_grid (self->chart);
  const char *title = epc_chart_title (self->chart);
  gtk_window_set_title (GTK_WINDOW (window), title != NULL ? title : _("Table"));
  gtk_window_set_default_size (GTK_WINDOW (window), 520, 480);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (widget)));
  gtk_widget_set_margin_start (grid, 18);
  gtk_widget_set_margin_end (grid, 18);
  gtk_widget_set_margin_top (grid, 12);
  gtk_widget_set_margin_bottom (grid, 18);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), grid);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scroll);
  adw_window_set_content (ADW_WINDOW (window), box);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  gtk_window_present (GTK_WINDOW (window));
}

/* --- life --- */

static void
epc_chart_view_dispose (GObject *object)
{
  EpcChartView *self = EPC_CHART_VIEW (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->chart, epc_chart_free);
  g_clear_pointer (&self->hits, epc_hit_map_free);
  G_OBJECT_CLASS (epc_chart_view_parent_class)->dispose (object);
}

static void
epc_chart_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_popover_present (GTK_POPOVER (EPC_CHART_VIEW (widget)->menu));
}

static void
epc_chart_view_class_init (EpcChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_chart_view_dispose;
  widget_class->snapshot = epc_chart_view_snapshot;
  widget_class->measure = epc_chart_view_measure;
  widget_class->size_allocate = epc_chart_view_size_allocate;
  widget_class->query_tooltip = on_query_tooltip;
  activated = g_signal_new ("activated", EPC_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                            G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_install_action (widget_class, "chart.copy", NULL, copy_table);
  gtk_widget_class_install_action (widget_class, "chart.copy-picture", NULL, copy_picture);
  gtk_widget_class_install_action (widget_class, "chart.print", NULL, print_chart);
  gtk_widget_class_install_action (widget_class, "chart.save", NULL, save_picture);
  gtk_widget_class_install_action (widget_class, "chart.table", NULL, show_table);
}

static void
epc_chart_view_init (EpcChartView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new (), *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new (), *choice = gtk_gesture_click_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  self->current = -1;
  self->hits = epc_hit_map_new ();
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (on_enter), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_secondary), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (choice, "released", G_CALLBACK (on_primary), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (choice));
  g_menu_append (menu, _("Copy figures"), "chart.copy");
  g_menu_append (menu, _("Copy picture"), "chart.copy-picture");
  g_menu_append (menu, _("Show as table"), "chart.table");
  g_menu_append (menu, _("Save picture…"), "chart.save");
  g_menu_append (menu, _("Print…"), "chart.print");
  self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
epc_chart_view_new (void)
{
  return g_object_new (EPC_TYPE_CHART_VIEW, NULL);
}

GtkWidget *
epc_chart_view_new_above (void)
{
  GtkWidget *chart = epc_chart_view_new ();

  gtk_widget_set_size_request (chart, -1, 215);
  epc_chart_view_set_most (EPC_CHART_VIEW (chart), 240);
  gtk_widget_set_vexpand (chart, FALSE);
  gtk_widget_add_css_class (chart, "chart-padded");
  return chart;
}

void
epc_chart_view_take (EpcChartView *self, EpcChart *chart)
{
  g_clear_pointer (&self->chart, epc_chart_free);
  self->chart = chart;
  self->current = -1;
  epc_hit_map_clear (self->hits);
  if (chart != NULL)
    {
      g_autofree char *description = epc_chart_description (chart);
      const char *title = epc_chart_title (chart);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title != NULL ? title : _("Chart"),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

EpcChart *
epc_chart_view_chart (EpcChartView *self)
{
  return self->chart;
}

int
epc_chart_view_current (EpcChartView *self)
{
  return self->current;
}

void
epc_chart_view_set_current (EpcChartView *self, int index)
{
  self->current = index;
  say_current (self);
}
