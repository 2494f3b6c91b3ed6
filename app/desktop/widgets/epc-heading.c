/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A section's heading.
 */
#include "epc-heading.h"
#include "epc-tip.h"

struct _EpcHeading
{
  GtkBox parent_instance;
  GtkLabel *title, *note;
};

enum { PROP_0, PROP_TITLE, PROP_NOTE, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EpcHeading, epc_heading, GTK_TYPE_BOX)

static void
epc_heading_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EpcHeading *self = EPC_HEADING (object);

  g_value_set_string (value, gtk_label_get_text (id == PROP_TITLE ? self->title : self->note));
}

static void
epc_heading_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EpcHeading *self = EPC_HEADING (object);
  GtkLabel *label = id == PROP_TITLE ? self->title : self->note;
  const char *text = g_value_get_string (value);

  if (g_strcmp0 (gtk_label_get_text (label), text != NULL ? text : "") == 0)
    return;
  gtk_label_set_text (label, text != NULL ? text : "");
  if (id == PROP_NOTE)
    epc_tip_set (GTK_WIDGET (label), text);
  g_object_notify_by_pspec (object, pspec);
}

static void
epc_heading_class_init (EpcHeadingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = epc_heading_get_property;
  object_class->set_property = epc_heading_set_property;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
epc_heading_init (EpcHeading *self)
{
  self->title = GTK_LABEL (gtk_label_new (NULL));
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_box_set_spacing (GTK_BOX (self), 8);
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "section");
  gtk_widget_set_valign (GTK_WIDGET (self->title), GTK_ALIGN_BASELINE);
  gtk_label_set_xalign (self->note, 0);
  gtk_label_set_ellipsize (self->note, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->note), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->note), GTK_ALIGN_BASELINE);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "small");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "faint");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->note));
}

GtkWidget *
epc_heading_new (const char *title, const char *note)
{
  return g_object_new (EPC_TYPE_HEADING, "title", title, "note", note, NULL);
}

void
epc_heading_set_wrap (EpcHeading *self)
{
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (self->title, TRUE);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 0);
}

void
epc_heading_set (EpcHeading *self, const char *title, const char *note)
{
  g_object_set (self, "title", title, "note", note, NULL);
}
