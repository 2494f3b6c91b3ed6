/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One figure of a strip.
 */
#include "epc-figure.h"

#include "base/epc-i18n.h"
#include "base/epc-text.h"
#include "epc-state.h"
#include "epc-tip.h"

struct _EpcFigure
{
  GtkBox parent_instance;
  GtkLabel *caption, *value_label, *unit_label, *delta_label, *source;
  GtkWidget *clock, *popover;
  char *label, *value, *unit, *delta, *delta_kind, *note, *state, *action;
};

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_VALUE,
  PROP_UNIT,
  PROP_DELTA,
  PROP_DELTA_KIND,
  PROP_NOTE,
  PROP_STATE,
  PROP_ACTION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];
static guint activated_signal;

G_DEFINE_FINAL_TYPE (EpcFigure, epc_figure, GTK_TYPE_BOX)

static char **
property_place (EpcFigure *self, guint id)
{
  char **const places[] = { NULL,         &self->label, &self->value, &self->unit,  &self->delta, &self->delta_kind,
                            &self->note,  &self->state, &self->action };

  return places[id];
}

static const char *
shown_value (EpcFigure *self)
{
  return self->value != NULL && *self->value != '\0' ? self->value : "—";
}

char *
epc_figure_sentence (EpcFigure *self)
{
  g_autofree char *value = NULL;

  value = self->unit != NULL && *self->unit != '\0' ? g_strdup_printf ("%s %s", shown_value (self), self->unit)
                                                    : g_strdup (shown_value (self));
  if (self->note == NULL || *self->note == '\0')
    /* Translators: a figure copied as text: caption, value with unit */
    return g_strdup_printf (_ ("%s: %s."), self->label != NULL ? self->label : "", value);
  /* Translators: a figure copied as text: caption, value with unit, source and date */
  return g_strdup_printf (_ ("%s: %s. Source: %s."), self->label != NULL ? self->label : "", value, self->note);
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
sync_look (EpcFigure *self)
{
  static const char *const kinds[] = { "ok", "watch", "critical", "unknown", "info" };
  g_autofree char *sentence = epc_figure_sentence (self);
  gboolean is_stale = g_strcmp0 (self->state, "stale") == 0;

  gtk_label_set_text (self->caption, self->label != NULL ? self->label : "");
  gtk_label_set_text (self->value_label, shown_value (self));
  show_text (self->unit_label, self->value != NULL ? self->unit : NULL); /* "— people" says nothing */
  show_text (self->delta_label, self->delta);
  gtk_label_set_text (self->source, self->note != NULL ? self->note : "");
  gtk_widget_set_visible (self->clock, is_stale);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->value_label), kinds[i]);
      gtk_widget_remove_css_class (GTK_WIDGET (self->delta_label), kinds[i]);
    }
  if (is_stale)
    gtk_widget_add_css_class (GTK_WIDGET (self), "stale");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "stale");
  if (self->state != NULL && !is_stale)
    gtk_widget_add_css_class (GTK_WIDGET (self->value_label), self->state);
  if (self->delta_kind != NULL && *self->delta_kind != '\0')
    gtk_widget_add_css_class (GTK_WIDGET (self->delta_label), self->delta_kind);
  epc_tip_set (GTK_WIDGET (self), self->note);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

static void
on_copy (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_autofree char *sentence = epc_figure_sentence (EPC_FIGURE (widget));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), sentence);
}

static void
on_menu (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  EpcFigure *self = EPC_FIGURE (widget);

  if (self->popover == NULL)
    {
      g_autoptr (GMenu) menu = g_menu_new ();

      g_menu_append (menu, _ ("_Copy with source"), "figure.copy");
      self->popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
      gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
      gtk_widget_set_parent (self->popover, widget);
    }
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
on_activate (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  EpcFigure *self = EPC_FIGURE (widget);
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  gtk_widget_grab_focus (widget);
  if (self->action != NULL && g_action_parse_detailed_name (self->action, &name, &target, NULL))
    gtk_widget_activate_action_variant (widget, name, target);
  g_signal_emit (self, activated_signal, 0);
}

static void
on_released (GtkGestureClick *gesture, int n_press, double x, double y, EpcFigure *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if (button == GDK_BUTTON_SECONDARY)
    on_menu (GTK_WIDGET (self), NULL, NULL);
  else if (button == GDK_BUTTON_PRIMARY)
    on_activate (GTK_WIDGET (self), NULL, NULL);
}

static void
epc_figure_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, *property_place (EPC_FIGURE (object), id));
}

static void
epc_figure_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EpcFigure *self = EPC_FIGURE (object);

  if (epc_set_text (property_place (self, id), g_value_get_string (value)))
    {
      sync_look (self);
      g_object_notify_by_pspec (object, pspec);
    }
}

static void
epc_figure_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  EpcFigure *self = EPC_FIGURE (widget);

  GTK_WIDGET_CLASS (epc_figure_parent_class)->size_allocate (widget, width, height, baseline);
  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
epc_figure_dispose (GObject *object)
{
  g_clear_pointer (&EPC_FIGURE (object)->popover, gtk_widget_unparent);
  G_OBJECT_CLASS (epc_figure_parent_class)->dispose (object);
}

static void
epc_figure_finalize (GObject *object)
{
  for (guint id = PROP_LABEL; id < N_PROPS; id++)
    g_free (*property_place (EPC_FIGURE (object), id));
  G_OBJECT_CLASS (epc_figure_parent_class)->finalize (object);
}

static void
epc_figure_class_init (EpcFigureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const char *const names[] = { NULL, "label", "value", "unit", "delta", "delta-kind", "note", "state", "action" };

  object_class->get_property = epc_figure_get_property;
  object_class->set_property = epc_figure_set_property;
  object_class->dispose = epc_figure_dispose;
  object_class->finalize = epc_figure_finalize;
  widget_class->size_allocate = epc_figure_size_allocate;
  for (guint i = PROP_LABEL; i < N_PROPS; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  activated_signal = g_signal_new ("activated", EPC_TYPE_FIGURE_WIDGET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "figure.copy", NULL, on_copy);
  gtk_widget_class_install_action (widget_class, "figure.menu", NULL, on_menu);
  gtk_widget_class_install_action (widget_class, "figure.activate", NULL, on_activate);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "figure.activate", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "figure.activate", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "figure.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "figure.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "figure.copy", NULL);
}

static GtkLabel *
make_label (const char *css, gboolean ellipsize)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (ellipsize)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return GTK_LABEL (label);
}

static void
epc_figure_init (EpcFigure *self)
{
  GtkWidget *values = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *sources = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "figure");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  self->caption = make_label ("cap", TRUE);
  self->value_label = make_label ("val", FALSE);
  self->unit_label = make_label ("unit", TRUE);
  self->delta_label = make_label ("delta", FALSE);
  self->source = make_label (NULL, TRUE);
  self->clock = gtk_image_new_from_icon_name ("document-open-recent-symbolic");
  gtk_image_set_pixel_size (GTK_IMAGE (self->clock), 12);
  gtk_widget_set_valign (GTK_WIDGET (self->value_label), GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (GTK_WIDGET (self->unit_label), GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (GTK_WIDGET (self->delta_label), GTK_ALIGN_BASELINE);
  gtk_widget_add_css_class (sources, "src");
  gtk_box_append (GTK_BOX (values), GTK_WIDGET (self->value_label));
  gtk_box_append (GTK_BOX (values), GTK_WIDGET (self->unit_label));
  gtk_box_append (GTK_BOX (values), GTK_WIDGET (self->delta_label));
  gtk_box_append (GTK_BOX (sources), self->clock);
  gtk_box_append (GTK_BOX (sources), GTK_WIDGET (self->source));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->caption));
  gtk_box_append (GTK_BOX (self), values);
  gtk_box_append (GTK_BOX (self), sources);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  sync_look (self);
}

GtkWidget *
epc_figure_new (const char *label)
{
  return g_object_new (EPC_TYPE_FIGURE_WIDGET, "label", label, NULL);
}

void
epc_figure_set (EpcFigure *self, const char *value, const char *unit, const char *note)
{
  g_object_set (self, "value", value, "unit", unit, "note", note, NULL);
}

void
epc_figure_set_state (EpcFigure *self, const char *state)
{
  g_object_set (self, "state", state, NULL);
}

void
epc_figure_set_delta (EpcFigure *self, const char *delta, const char *kind)
{
  g_object_set (self, "delta", delta, "delta-kind", kind, NULL);
}
