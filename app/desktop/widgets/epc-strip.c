/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The figure strip. It lays its figures out by itself: equal widths, and as many as fit in the narrowest readable width.
 */
#include "epc-strip.h"

#define MIN_FIGURE_WIDTH 190
#define MIN_SHOWN 3

struct _EpcStrip
{
  GtkWidget parent_instance;
};

static void epc_strip_buildable_init (GtkBuildableIface *iface);
static GtkBuildableIface *parent_buildable;

G_DEFINE_FINAL_TYPE_WITH_CODE (EpcStrip, epc_strip, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, epc_strip_buildable_init))

static guint
count_children (GtkWidget *widget)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += gtk_widget_get_visible (child);
  return n;
}

static void
epc_strip_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                   int *natural_baseline)
{
  guint n = count_children (widget);
  int least = 0, most = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      {
        int child_minimum, child_natural;

        gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
        least = MAX (least, child_minimum);
        most = MAX (most, child_natural);
      }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      least = MAX (least, n > 0 ? MIN_FIGURE_WIDTH : 0) * (int) MIN (n, MIN_SHOWN);
      most = MAX (most * (int) n, least);
    }
  *minimum = least;
  *natural = MAX (least, most);
}

static void
epc_strip_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  guint n = count_children (widget);
  guint shown = CLAMP ((guint) width / MIN_FIGURE_WIDTH, MIN (n, MIN_SHOWN), n);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  guint i = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      {
        gtk_widget_set_child_visible (child, i < shown);
        if (i < shown)
          {
            int from = width * (int) i / (int) shown, to = width * (int) (i + 1) / (int) shown;
            GtkAllocation place = { is_rtl ? width - to : from, 0, to - from, height };

            gtk_widget_size_allocate (child, &place, -1);
          }
        i++;
      }
}

static void
epc_strip_dispose (GObject *object)
{
  epc_strip_clear (EPC_STRIP (object));
  G_OBJECT_CLASS (epc_strip_parent_class)->dispose (object);
}

static void
epc_strip_class_init (EpcStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_strip_dispose;
  widget_class->measure = epc_strip_measure;
  widget_class->size_allocate = epc_strip_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "strip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
epc_strip_init (EpcStrip *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "strip");
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

static void
epc_strip_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  if (GTK_IS_WIDGET (child))
    epc_strip_append (EPC_STRIP (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
epc_strip_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = epc_strip_add_child;
}

GtkWidget *
epc_strip_new (void)
{
  return g_object_new (EPC_TYPE_STRIP, NULL);
}

void
epc_strip_append (EpcStrip *self, GtkWidget *figure)
{
  gtk_widget_set_parent (figure, GTK_WIDGET (self));
}

void
epc_strip_clear (EpcStrip *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

EpcFigure *
epc_strip_add (EpcStrip *self, const char *label, const char *value, const char *unit, const char *note)
{
  GtkWidget *figure = epc_figure_new (label);

  epc_figure_set (EPC_FIGURE (figure), value, unit, note);
  epc_strip_append (self, figure);
  return EPC_FIGURE (figure);
}
