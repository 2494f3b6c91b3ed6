/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-roster-detail.h"

#include <adwaita.h>
#include <math.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/widgets/epc-heading.h"
#include "desktop/widgets/epc-panes.h"
#include "desktop/widgets/epc-state.h"

struct _EpcRosterDetail
{
  GtkBox parent_instance;
  GtkWidget *content, *buttons;
};

G_DEFINE_FINAL_TYPE (EpcRosterDetail, epc_roster_detail, GTK_TYPE_BOX)

static const char *const kinds[] = { "critical", "watch", "ok" };

static void
append (EpcRosterDetail *self, GtkWidget *child)
{
  gtk_box_append (GTK_BOX (self->content), child);
}

/* Something at the left, a value at the right. */
static GtkWidget *
row_of (GtkWidget *left, const char *right, const char *css_class)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *value = gtk_label_new (right);

  gtk_widget_set_hexpand (left, TRUE);
  gtk_widget_set_valign (value, GTK_ALIGN_START);
  gtk_widget_add_css_class (value, "numeric");
  if (css_class != NULL)
    gtk_widget_add_css_class (value, css_class);
  gtk_box_append (GTK_BOX (row), left);
  gtk_box_append (GTK_BOX (row), value);
  return row;
}

/* A number to dial or an address to write to: one click copies nothing and sends nothing, it opens what the system has for it. */
static void
add_link (EpcRosterDetail *self, const char *icon, const char *scheme, const char *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *image = gtk_image_new_from_icon_name (icon), *label = gtk_label_new (NULL);
  g_autofree char *escaped = g_uri_escape_string (text, "+@", TRUE);
  g_autofree char *markup = g_markup_printf_escaped ("<a href=\"%s:%s\">%s</a>", scheme, escaped, text);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (row), image);
  gtk_box_append (GTK_BOX (row), label);
  append (self, row);
}

static void
add_head (EpcRosterDetail *self, const EpcRoster *roster, const EpcRosterLine *line)
{
  g_autoptr (GString) where = g_string_new (line->profile);
  g_autofree char *day = epc_language_date (epc_language_get (NULL), roster->from, TRUE);
  g_autofree char *can = g_strdup_printf (_("Can leave on %s"), day);
  const char *const texts[] = { _("Cannot go"), _("With reservations"), can };
  GtkWidget *tags = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (line->duty_station != NULL)
    g_string_append_printf (where, "%s%s", where->len > 0 ? " · " : "", line->duty_station);
  append (self, epc_pane_line_new (line->name, "page-title"));
  append (self, epc_pane_line_new (where->str, "small"));
  if (line->languages != NULL)
    append (self, epc_pane_line_new (line->languages, "small"));
  gtk_box_append (GTK_BOX (tags), epc_state_new (kinds[line->state], texts[line->state], "tag"));
  append (self, tags);
  if (line->deployment_status != NULL)
    {
      GtkWidget *more = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      gtk_box_append (GTK_BOX (more), epc_state_new ("info", line->deployment_status, "tag"));
      append (self, more);
    }
  if (line->phone != NULL)
    add_link (self, "call-start-symbolic", "tel", line->phone);
  if (line->email != NULL)
    add_link (self, "mail-unread-symbolic", "mailto", line->email);
  if (line->phone == NULL && line->email == NULL)
    append (self, epc_pane_line_new (_("No work contact recorded."), "dim-label"));
}

static void
add_reasons (EpcRosterDetail *self, const EpcRosterLine *line)
{
  if (line->reasons->len == 0)
    return;
  append (self, epc_heading_new (_("What stands against it"), NULL));
  for (guint i = 0; i < line->reasons->len; i++)
    {
      g_autofree char *text = g_strdup_printf ("• %s", (const char *) g_ptr_array_index (line->reasons, i));
      append (self, epc_pane_line_new (text, NULL));
    }
}

static char *
points_text (double points)
{
  return epc_language_decimal (epc_language_get (NULL), points, points == floor (points) ? 0 : 1);
}

static void
add_points (EpcRosterDetail *self, const EpcRosterLine *line)
{
  static const char *const parts[EPC_N_MATCH_PARTS]
      = { N_("Profile"), N_("Languages"), N_("Availability"), N_("Clearances"), N_("Work in the region") };
  g_autofree char *score = NULL, *title = NULL;

  if (isnan (line->score))
    return;
  score = points_text (line->score);
  title = g_strdup_printf (_("Why %s points"), score);
  append (self, epc_heading_new (title, NULL));
  for (guint i = 0; i < EPC_N_MATCH_PARTS; i++)
    {
      g_autofree char *got = points_text (line->points[i].points), *of = points_text (line->points[i].of);
      g_autofree char *value = g_strdup_printf ("%s / %s", got, of);
      GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_box_append (GTK_BOX (text), epc_pane_line_new (_(parts[i]), NULL));
      gtk_box_append (GTK_BOX (text), epc_pane_line_new (line->points[i].why, "small"));
      append (self, row_of (text, value, NULL));
    }
  if (line->is_below_level)
    append (self, epc_state_new ("watch", _("Below the level that was asked for"), "plain"));
}

static void
add_clearances (EpcRosterDetail *self, const EpcRosterLine *line)
{
  append (self, epc_heading_new (_("Valid until"), NULL));
  for (guint i = 0; i < line->clearances->len; i++)
    {
      const EpcRosterClearance *clearance = g_ptr_array_index (line->clearances, i);
      g_autofree char *day = clearance->until != NULL ? epc_language_date (epc_language_get (NULL), clearance->until, TRUE) : NULL;
      append (self, row_of (epc_state_new (clearance->is_recorded ? kinds[clearance->state] : "unknown", clearance->label, "plain"),
                            day != NULL                                    ? day
                            : !clearance->is_recorded                      ? _("not recorded")
                            : clearance->state == EPC_DEPLOYABLE_NO        ? _("not held")
                                                                           : _("no end"),
                            "small"));
    }
}

static void
button (GtkWidget *box, const char *label, const char *action, gboolean is_suggested)
{
  GtkWidget *widget = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (widget), action);
  gtk_widget_set_hexpand (widget, TRUE);
  if (is_suggested)
    gtk_widget_add_css_class (widget, "suggested-action");
  gtk_box_append (GTK_BOX (box), widget);
}

/* The mission that is under way, and what can be done about it. */
static void
add_mission (EpcRosterDetail *self, const EpcRosterLine *line)
{
  GtkWidget *steps;

  if (line->mission_text == NULL)
    return;
  steps = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  append (self, epc_heading_new (line->is_on_mission ? _("On mission") : _("Mission ended"), NULL));
  append (self, epc_pane_line_new (line->mission_text, NULL));
  gtk_box_set_homogeneous (GTK_BOX (steps), TRUE);
  if (line->is_on_mission)
    {
      button (steps, _("Extend…"), "roster.extend", FALSE);
      button (steps, _("Return…"), "roster.return", FALSE);
    }
  else
    button (steps, _("Evaluate…"), "roster.evaluate", FALSE);
  append (self, steps);
}

void
epc_roster_detail_show (EpcRosterDetail *self, const EpcRoster *roster, const EpcRosterLine *line)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->content)) != NULL)
    gtk_box_remove (GTK_BOX (self->content), child);
  while ((child = gtk_widget_get_first_child (self->buttons)) != NULL)
    gtk_box_remove (GTK_BOX (self->buttons), child);
  gtk_widget_set_visible (self->buttons, line != NULL);
  if (line == NULL)
    return;
  add_head (self, roster, line);
  add_reasons (self, line);
  add_mission (self, line);
  add_points (self, line);
  add_clearances (self, line);
  button (self->buttons, _("Edit"), "roster.open", FALSE);
  if (roster->wanted > 0 && line->deployment_status == NULL)
    button (self->buttons, _("Put on the short list"), "roster.shortlist", TRUE);
  else if (line->deployment_status != NULL)
    button (self->buttons, _("Deployment"), "roster.deployment", FALSE);
}

static void
epc_roster_detail_class_init (EpcRosterDetailClass *klass)
{
}

static void
epc_roster_detail_init (EpcRosterDetail *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pane");
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->content, "pane-pad");
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_set_homogeneous (GTK_BOX (self->buttons), TRUE);
  gtk_widget_add_css_class (self->buttons, "detail-steps");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), self->content);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_box_append (GTK_BOX (self), scroll);
  gtk_box_append (GTK_BOX (self), self->buttons);
}

GtkWidget *
epc_roster_detail_new (void)
{
  return g_object_new (EPC_TYPE_ROSTER_DETAIL, NULL);
}
