/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A note inside a pane.
 */
#include "epc-note.h"

#include "base/epc-text.h"
#include "epc-state.h"

struct _EpcNote
{
  GtkBox parent_instance;
  GtkImage *image;
  GtkLabel *title, *body;
  GtkButton *button;
  char *kind, *action;
};

enum { PROP_0, PROP_KIND, PROP_TITLE, PROP_BODY, PROP_BUTTON, PROP_ACTION, N_PROPS };
static GParamSpec *properties[N_PROPS];
static guint clicked_signal;

G_DEFINE_FINAL_TYPE (EpcNote, epc_note, GTK_TYPE_BOX)

static void
on_clicked (EpcNote *self)
{
  g_signal_emit (self, clicked_signal, 0);
}

static void
set_label (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
set_kind (EpcNote *self, const char *kind)
{
  if (self->kind != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->kind);
  if (epc_set_text (&self->kind, kind) && kind != NULL)
    gtk_image_set_from_icon_name (self->image, epc_state_icon (kind));
  if (self->kind != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), self->kind);
}

static void
epc_note_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EpcNote *self = EPC_NOTE (object);

  switch (id)
    {
    case PROP_KIND:
      g_value_set_string (value, self->kind);
      break;
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_text (self->title));
      break;
    case PROP_BODY:
      g_value_set_string (value, gtk_label_get_text (self->body));
      break;
    case PROP_BUTTON:
      g_value_set_string (value, gtk_button_get_label (self->button));
      break;
    case PROP_ACTION:
      g_value_set_string (value, self->action);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
epc_note_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EpcNote *self = EPC_NOTE (object);
  const char *text = g_value_get_string (value);

  switch (id)
    {
    case PROP_KIND:
      set_kind (self, text);
      break;
    case PROP_TITLE:
      set_label (self->title, text);
      break;
    case PROP_BODY:
      set_label (self->body, text);
      break;
    case PROP_BUTTON:
      gtk_button_set_label (self->button, text != NULL ? text : "");
      gtk_widget_set_visible (GTK_WIDGET (self->button), text != NULL && *text != '\0');
      break;
    case PROP_ACTION:
      epc_set_text (&self->action, text);
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->button), text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
epc_note_finalize (GObject *object)
{
  EpcNote *self = EPC_NOTE (object);

  g_free (self->kind);
  g_free (self->action);
  G_OBJECT_CLASS (epc_note_parent_class)->finalize (object);
}

static void
epc_note_class_init (EpcNoteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const char *const names[] = { NULL, "kind", "title", "body", "button", "action" };

  object_class->get_property = epc_note_get_property;
  object_class->set_property = epc_note_set_property;
  object_class->finalize = epc_note_finalize;
  for (guint i = PROP_KIND; i < N_PROPS; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  clicked_signal = g_signal_new ("clicked", EPC_TYPE_NOTE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
epc_note_init (EpcNote *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->image = GTK_IMAGE (gtk_image_new ());
  self->title = GTK_LABEL (gtk_label_new (NULL));
  self->body = GTK_LABEL (gtk_label_new (NULL));
  self->button = GTK_BUTTON (gtk_button_new ());
  gtk_box_set_spacing (GTK_BOX (self), 9);
  gtk_widget_add_css_class (GTK_WIDGET (self), "note");
  gtk_widget_set_valign (GTK_WIDGET (self->image), GTK_ALIGN_START);
  gtk_widget_set_margin_top (GTK_WIDGET (self->image), 2);
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_wrap (self->title, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_label_set_xalign (self->body, 0);
  gtk_label_set_wrap (self->body, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->body), "body");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self->button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->title), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->body), FALSE);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->body));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->image));
  gtk_box_append (GTK_BOX (self), texts);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->button));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (on_clicked), self, G_CONNECT_SWAPPED);
}

GtkWidget *
epc_note_new (const char *kind, const char *title, const char *body)
{
  return g_object_new (EPC_TYPE_NOTE, "kind", kind, "title", title, "body", body, NULL);
}

void
epc_note_set (EpcNote *self, const char *kind, const char *title, const char *body)
{
  g_object_set (self, "kind", kind, "title", title, "body", body, NULL);
}

void
epc_note_set_button (EpcNote *self, const char *label, const char *detailed_action)
{
  g_object_set (self, "button", label, "action", detailed_action, NULL);
}
