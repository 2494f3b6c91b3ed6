/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A state: symbol, word, colour.
 */
#include "epc-state.h"

#include "base/epc-i18n.h"
#include "base/epc-text.h"

struct _EpcState
{
  GtkBox parent_instance;
  GtkWidget *image, *label;
  char *kind, *text, *look;
};

enum { PROP_0, PROP_KIND, PROP_TEXT, PROP_LOOK, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EpcState, epc_state, GTK_TYPE_BOX)

static const struct
{
  const char *kind, *icon, *word, *color;
} kinds[] = {
  { "ok", "epc-ok-symbolic", N_ ("Adequate"), "epc_ok" },
  { "watch", "epc-watch-symbolic", N_ ("Attention"), "epc_watch" },
  { "critical", "epc-critical-symbolic", N_ ("Critical"), "epc_critical" },
  { "unknown", "epc-unknown-symbolic", N_ ("Not assessed"), "epc_unknown" },
  { "na", "epc-na-symbolic", N_ ("Not applicable"), "epc_unknown" },
  { "pending", "epc-pending-symbolic", N_ ("Not begun"), "epc_unknown" },
  { "half", "epc-half-symbolic", N_ ("In progress"), "epc_info" },
  { "info", "help-about-symbolic", N_ ("Note"), "epc_info" },
};

static int
find_kind (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].kind, kind) == 0)
      return (int) i;
  return -1;
}

const char *
epc_state_icon (const char *kind)
{
  int i = find_kind (kind);

  return i < 0 ? NULL : kinds[i].icon;
}

const char *
epc_state_color (const char *kind)
{
  int i = find_kind (kind);

  return i < 0 ? NULL : kinds[i].color;
}

const char *
epc_state_word (const char *kind)
{
  int i = find_kind (kind);

  return i < 0 ? "" : _ (kinds[i].word);
}

static void
sync_look (EpcState *self)
{
  gboolean is_tag = g_strcmp0 (self->look, "plain") != 0;
  gboolean has_text = self->text != NULL && *self->text != '\0';
  int now = find_kind (self->kind);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), kinds[i].kind);
  gtk_widget_remove_css_class (GTK_WIDGET (self), is_tag ? "plain-state" : "tag");
  gtk_widget_add_css_class (GTK_WIDGET (self), is_tag ? "tag" : "plain-state");
  gtk_widget_set_visible (self->image, now >= 0);
  gtk_label_set_text (GTK_LABEL (self->label), has_text ? self->text : "");
  gtk_widget_set_visible (self->label, has_text);
  if (now < 0)
    return;
  gtk_widget_add_css_class (GTK_WIDGET (self), kinds[now].kind);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), kinds[now].icon);
  /* the symbol carries meaning of its own: say it where the word does not stand beside it */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, has_text ? self->text : _ (kinds[now].word), -1);
}

static void
epc_state_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EpcState *self = EPC_STATE (object);

  switch (id)
    {
    case PROP_KIND:
      g_value_set_string (value, self->kind);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_LOOK:
      g_value_set_string (value, self->look);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
epc_state_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EpcState *self = EPC_STATE (object);
  char **place = id == PROP_KIND ? &self->kind : id == PROP_TEXT ? &self->text : &self->look;

  if (epc_set_text (place, g_value_get_string (value)))
    {
      sync_look (self);
      g_object_notify_by_pspec (object, pspec);
    }
}

static void
epc_state_finalize (GObject *object)
{
  EpcState *self = EPC_STATE (object);

  g_free (self->kind);
  g_free (self->text);
  g_free (self->look);
  G_OBJECT_CLASS (epc_state_parent_class)->finalize (object);
}

static void
epc_state_class_init (EpcStateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = epc_state_get_property;
  object_class->set_property = epc_state_set_property;
  object_class->finalize = epc_state_finalize;
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_LOOK] = g_param_spec_string ("look", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
epc_state_init (EpcState *self)
{
  self->image = gtk_image_new ();
  self->label = gtk_label_new (NULL);
  gtk_box_set_spacing (GTK_BOX (self), 5);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self), self->image);
  gtk_box_append (GTK_BOX (self), self->label);
  gtk_widget_add_css_class (GTK_WIDGET (self), "state");
  sync_look (self);
}

GtkWidget *
epc_state_new (const char *kind, const char *text, const char *look)
{
  return g_object_new (EPC_TYPE_STATE, "kind", kind, "text", text, "look", look, NULL);
}

void
epc_state_set (EpcState *self, const char *kind, const char *text)
{
  g_object_set (self, "kind", kind, "text", text, NULL);
}

void
epc_state_set_ellipsize (EpcState *self, gboolean ellipsizes)
{
  gtk_label_set_ellipsize (GTK_LABEL (self->label), ellipsizes ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
}
