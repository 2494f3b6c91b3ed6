/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-text-cell.h"

#include "base/epc-text.h"
#include "epc-state.h"
#include "epc-table-rows.h"

#define LEAST_WIDTH 24 /* pixels: a column may be that narrow */
#define SYMBOL 14
#define GAP 5

struct _EpcTextCell
{
  GtkWidget parent_instance;
  EpcTextCellShow show;
  gpointer data;
  gpointer item; /* the list's, while it is bound */
  guint serial;  /* of the row as @text has it; 0: not asked yet */
  char *text;
  const char *state;
  gboolean is_number;
};

G_DEFINE_FINAL_TYPE (EpcTextCell, epc_text_cell, GTK_TYPE_WIDGET)

/* --- size --- */

typedef struct
{
  guint serial; /* of the type that it was measured in */
  int height;
} Line;

/* Pixels of a line in the type of the table. It measures each of its cells: once for all of them is enough. */
static int
line_height (GtkWidget *table)
{
  static GQuark quark;
  PangoContext *context = gtk_widget_get_pango_context (table);
  Line *line;

  if (quark == 0)
    quark = g_quark_from_static_string ("epc-text-cell-line");
  line = g_object_get_qdata (G_OBJECT (table), quark);
  if (line == NULL)
    {
      line = g_new0 (Line, 1);
      g_object_set_qdata_full (G_OBJECT (table), quark, line, g_free);
    }
  if (line->serial != pango_context_get_serial (context))
    {
      PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);

      line->height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));
      line->serial = pango_context_get_serial (context);
      pango_font_metrics_unref (metrics);
    }
  return line->height;
}

static void
epc_text_cell_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                  int *natural_baseline)
{
  GtkWidget *table = gtk_widget_get_ancestor (widget, GTK_TYPE_COLUMN_VIEW);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : table != NULL ? line_height (table) : 0;
}

/* --- drawing --- */

/* FALSE: nobody sees the cell yet; it is drawn again when somebody does. */
static gboolean
fill (EpcTextCell *self)
{
  EpcTableRow *row = EPC_IS_TABLE_ROW (self->item) ? self->item : NULL;
  guint serial = row != NULL ? epc_table_row_serial (row) : 1;
  g_autofree char *text = NULL;
  gpointer shown = self->item;

  if (self->item == NULL || (row != NULL && !epc_table_row_is_in_sight (row)))
    return FALSE;
  if (self->serial == serial)
    return TRUE;
  if (row != NULL)
    shown = epc_table_row_record (row);
  self->state = NULL;
  if (shown != NULL)
    self->show (shown, &text, &self->state, self->data);
  self->serial = serial;
  /* a symbol that says all stands alone */
  if (epc_set_text (&self->text, text != NULL && (*text != '\0' || self->state != NULL) ? text : "—"))
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, *self->text != '\0' ? self->text : "—", -1);
  return TRUE;
}

static void
draw_symbol (EpcTextCell *self, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GtkIconPaintable) icon
      = gtk_icon_theme_lookup_icon (theme, epc_state_icon (self->state), NULL, SYMBOL, gtk_widget_get_scale_factor (widget),
                                    gtk_widget_get_direction (widget), GTK_ICON_LOOKUP_FORCE_SYMBOLIC);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, (float) ((gtk_widget_get_height (widget) - SYMBOL) / 2)));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, SYMBOL, SYMBOL, color, 1);
  gtk_snapshot_restore (snapshot);
}

static void
draw_text (EpcTextCell *self, GtkSnapshot *snapshot, const GdkRGBA *color, int x, int width)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, self->text);
  gboolean is_right = self->is_number != (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL);
  int height;

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_alignment (layout, is_right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) ((gtk_widget_get_height (widget) - height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/* The whole of a text that is cut. */
static gboolean
epc_text_cell_query_tooltip (GtkWidget *widget, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip)
{
  EpcTextCell *self = EPC_TEXT_CELL (widget);
  g_autoptr (PangoLayout) layout = self->text != NULL ? gtk_widget_create_pango_layout (widget, self->text) : NULL;
  int width = 0;

  if (layout != NULL)
    pango_layout_get_pixel_size (layout, &width, NULL);
  if (width + (self->state != NULL ? SYMBOL + GAP : 0) <= gtk_widget_get_width (widget))
    return FALSE;
  gtk_tooltip_set_text (tooltip, self->text);
  return TRUE;
}

static void
epc_text_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EpcTextCell *self = EPC_TEXT_CELL (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  int width = gtk_widget_get_width (widget), left = 0;
  GdkRGBA color;

  if (width < 1 || !fill (self))
    return;
  gtk_style_context_get_color (style, &color);
  if (self->state != NULL)
    {
      gtk_style_context_lookup_color (style, epc_state_color (self->state), &color);
      draw_symbol (self, snapshot, &color);
      left = SYMBOL + GAP;
    }
  if (width > left)
    draw_text (self, snapshot, &color, left, width - left);
}

/* --- making --- */

static void
bind (EpcTextCell *self, gpointer item)
{
  if (EPC_IS_TABLE_ROW (self->item))
    epc_table_row_remove_cell (self->item, GTK_WIDGET (self));
  self->item = item;
  if (EPC_IS_TABLE_ROW (item))
    epc_table_row_add_cell (item, GTK_WIDGET (self));
  epc_text_cell_refresh (self);
}

void
epc_text_cell_refresh (EpcTextCell *self)
{
  self->serial = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
epc_text_cell_dispose (GObject *object)
{
  EpcTextCell *self = EPC_TEXT_CELL (object);

  if (EPC_IS_TABLE_ROW (self->item))
    epc_table_row_remove_cell (self->item, GTK_WIDGET (self));
  self->item = NULL;
  G_OBJECT_CLASS (epc_text_cell_parent_class)->dispose (object);
}

static void
epc_text_cell_finalize (GObject *object)
{
  g_free (EPC_TEXT_CELL (object)->text);
  G_OBJECT_CLASS (epc_text_cell_parent_class)->finalize (object);
}

static void
epc_text_cell_class_init (EpcTextCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_text_cell_dispose;
  G_OBJECT_CLASS (klass)->finalize = epc_text_cell_finalize;
  widget_class->measure = epc_text_cell_measure;
  widget_class->snapshot = epc_text_cell_snapshot;
  widget_class->query_tooltip = epc_text_cell_query_tooltip;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
  gtk_widget_class_set_css_name (widget_class, "label");
}

static void
epc_text_cell_init (EpcTextCell *self)
{
}

/* What the cells of a column have in common. */
typedef struct
{
  gboolean is_number;
  EpcTextCellShow show;
  gpointer data;
} Kind;

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, const Kind *kind)
{
  EpcTextCell *self = g_object_new (EPC_TYPE_TEXT_CELL, "valign", GTK_ALIGN_CENTER, "overflow", GTK_OVERFLOW_HIDDEN,
                                    "has-tooltip", TRUE, NULL);

  self->is_number = kind->is_number;
  self->show = kind->show;
  self->data = kind->data;
  if (kind->is_number)
    gtk_widget_add_css_class (GTK_WIDGET (self), "num");
  gtk_list_item_set_child (item, GTK_WIDGET (self));
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, const Kind *kind)
{
  bind (EPC_TEXT_CELL (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item, const Kind *kind)
{
  bind (EPC_TEXT_CELL (gtk_list_item_get_child (item)), NULL);
}

GtkListItemFactory *
epc_text_cell_factory_new (gboolean is_number, EpcTextCellShow show, gpointer data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Kind *kind = g_new (Kind, 1);

  *kind = (Kind){ is_number, show, data };
  g_object_set_data_full (G_OBJECT (factory), "epc-kind", kind, g_free);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), kind);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), kind);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), kind);
  return factory;
}
