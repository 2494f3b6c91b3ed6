/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The overview: figures on top; where people are at the left; at the right what is due, to confirm, next and changed. It is
 * read anew in a thread after each change and shown whole.
 */
#include "epc-overview.h"

#include "base/epc-i18n.h"
#include "desktop/epc-feed.h"
#include "desktop/work.h"
#include "overview-data.h"
#include "widgets/epc-heading.h"
#include "widgets/epc-map-view.h"
#include "widgets/epc-narrow.h"
#include "widgets/epc-state.h"
#include "widgets/epc-strip.h"
#include "widgets/epc-tip.h"

#define RIGHT_WIDTH 470
#define DATE_CHARS 11 /* "30 nov 2026": titles stand under each other whatever their dates */
#define NARROW 780 /* pixels below which the two columns are one */

struct _EpcOverview
{
  AdwBin parent_instance;
  EpcSession *session;
  EpcStrip *strip;
  EpcHeading *crisis;
  EpcState *phase;
  GtkWidget *paned, *left, *column; /* column: what scrolls at the right, and holds the left below it when all is narrow */
  GtkWidget *map, *no_map, *others, *list;
  GtkLabel *no_map_text;
  EpcFoot *foot;
  EpcFeed *feed;
};

G_DEFINE_FINAL_TYPE (EpcOverview, epc_overview, ADW_TYPE_BIN)

/* --- showing --- */

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void
set_action (GtkWidget *button, const EpcOverviewItem *item)
{
  if (item->action != NULL)
    gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), item->action);
  else
    {
      char uid[EPC_UID_TEXT_SIZE];

      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", item->entity->key, epc_uid_to_text (&item->uid, uid));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-record");
    }
}

static GtkWidget *
make_texts (const EpcOverviewItem *item)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *title = gtk_label_new (item->title), *note = gtk_label_new (item->note);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_lines (GTK_LABEL (title), 2);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_label_set_ellipsize (GTK_LABEL (note), PANGO_ELLIPSIZE_END);
  epc_tip_set (title, item->title);
  gtk_widget_add_css_class (note, "small");
  gtk_widget_add_css_class (note, "faint");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), title);
  if (item->note != NULL)
    gtk_box_append (GTK_BOX (texts), note);
  return texts;
}

/* A row of a card: symbol or date, two lines; the whole row is the button. */
static GtkWidget *
make_row (const EpcOverviewItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *button;
  g_autofree char *name = item->note != NULL ? g_strdup_printf (_ ("%s, %s"), item->title, item->note) : g_strdup (item->title);

  if (item->kind != NULL)
    gtk_box_append (GTK_BOX (row), epc_state_new (item->kind, NULL, "plain"));
  if (item->when != NULL)
    {
      GtkWidget *when = gtk_label_new (item->when);

      gtk_label_set_xalign (GTK_LABEL (when), 0);
      gtk_label_set_width_chars (GTK_LABEL (when), DATE_CHARS);
      gtk_widget_add_css_class (when, "small");
      gtk_widget_add_css_class (when, "faint");
      gtk_box_append (GTK_BOX (row), when);
    }
  gtk_box_append (GTK_BOX (row), make_texts (item));
  if (item->action == NULL && item->entity == NULL)
    {
      gtk_widget_add_css_class (row, "due-row");
      return row;
    }
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), row);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "due-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  set_action (button, item);
  return button;
}

static void
add_card (EpcOverview *self, const char *title, const char *note, GPtrArray *items, const char *when_none)
{
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (group), epc_heading_new (title, note));
  if (items->len == 0)
    {
      GtkWidget *none = gtk_label_new (when_none);

      gtk_label_set_xalign (GTK_LABEL (none), 0);
      gtk_label_set_wrap (GTK_LABEL (none), TRUE);
      gtk_widget_add_css_class (none, "faint");
      gtk_box_append (GTK_BOX (group), none);
    }
  else
    {
      GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      gtk_widget_add_css_class (card, "card-flat");
      for (guint i = 0; i < items->len; i++)
        {
          if (i > 0)
            gtk_box_append (GTK_BOX (card), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
          gtk_box_append (GTK_BOX (card), make_row (g_ptr_array_index (items, i)));
        }
      gtk_box_append (GTK_BOX (group), card);
    }
  gtk_box_append (GTK_BOX (self->list), group);
}

static void
show_figures (EpcOverview *self, GPtrArray *figures)
{
  epc_strip_clear (self->strip);
  for (guint i = 0; i < figures->len; i++)
    {
      EpcOverviewFigure *figure = g_ptr_array_index (figures, i);
      EpcFigure *widget = epc_strip_add (self->strip, figure->label, figure->value, figure->unit, figure->note);

      epc_figure_set_state (widget, figure->state);
      epc_figure_set_delta (widget, figure->delta, figure->delta_kind);
      g_object_set (widget, "action", figure->action, NULL);
      if (figure->help != NULL)
        epc_tip_set (GTK_WIDGET (widget), figure->help);
    }
}

static void
show_others (EpcOverview *self, GPtrArray *crises)
{
  GtkWidget *head;

  clear_box (self->others);
  gtk_widget_set_visible (self->others, crises->len > 0);
  if (crises->len == 0)
    return;
  head = epc_heading_new (epc_session_crisis (self->session) != NULL ? _ ("Other crises") : _ ("Crises"),
                          _ ("they share the roster and the warehouses"));
  gtk_widget_add_css_class (head, "toolbar-row");
  gtk_box_append (GTK_BOX (self->others), head);
  for (guint i = 0; i < crises->len; i++)
    gtk_box_append (GTK_BOX (self->others), make_row (g_ptr_array_index (crises, i)));
}

static void
show_data (EpcOverview *self, EpcOverviewData *data)
{
  gboolean has_map = data->map != NULL;

  show_figures (self, data->figures);
  epc_heading_set (self->crisis, data->crisis_title, data->crisis_note);
  epc_state_set (self->phase, data->phase != NULL ? "watch" : NULL, data->phase);
  gtk_widget_set_visible (GTK_WIDGET (self->phase), data->phase != NULL);
  epc_map_figure_take (EPC_MAP_FIGURE (self->map), g_steal_pointer (&data->map), data->map_text);
  gtk_widget_set_visible (self->map, has_map);
  gtk_widget_set_visible (self->no_map, !has_map);
  gtk_label_set_text (self->no_map_text, data->map_text);
  show_others (self, data->crises);
  clear_box (self->list);
  add_card (self, _ ("Due today"), NULL, data->due, _ ("Nothing is due."));
  if (data->stale->len > 0)
    add_card (self, _ ("To confirm today"), _ ("figures older than 48 h"), data->stale, NULL);
  add_card (self, _ ("Next 7 days"), NULL, data->upcoming, _ ("Nothing falls due in the next 7 days."));
  add_card (self, _ ("What changed"), NULL, data->changes, _ ("Nothing was changed yet."));
}

/* --- reading --- */

static gpointer
read_data (EpcStore *store, const EpcUid *crisis, gpointer question, GCancellable *cancellable, GError **error)
{
  return epc_overview_data_read (store, crisis, cancellable);
}

static void
show_read (gpointer page, gpointer answer)
{
  g_autoptr (EpcOverviewData) data = answer;

  show_data (EPC_OVERVIEW (page), data);
}

static const EpcFeedKind overview_feed
    = { "the overview", 300, NULL, NULL, NULL, read_data, show_read, (GDestroyNotify) epc_overview_data_free };

static void
on_saved (EpcOverview *self)
{
  g_autofree char *text = epc_session_saved_text (self->session);

  epc_foot_set_status (self->foot, text);
}

static void
epc_overview_dispose (GObject *object)
{
  EpcOverview *self = EPC_OVERVIEW (object);

  g_clear_pointer (&self->feed, epc_feed_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (epc_overview_parent_class)->dispose (object);
}

static void
epc_overview_class_init (EpcOverviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_overview_dispose;
}

static GtkWidget *
make_no_map (EpcOverview *self)
{
  GtkWidget *page = adw_status_page_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *import = gtk_button_new_with_label (_ ("Import a file")), *crisis = gtk_button_new_with_label (_ ("Declare a crisis"));

  self->no_map_text = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->no_map_text, TRUE);
  gtk_label_set_justify (self->no_map_text, GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (self->no_map_text, 54);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (import), "win.import");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (crisis), "win.new-crisis");
  gtk_widget_add_css_class (import, "suggested-action");
  gtk_widget_add_css_class (import, "pill");
  gtk_widget_set_halign (import, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (crisis, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->no_map_text));
  gtk_box_append (GTK_BOX (box), import);
  gtk_box_append (GTK_BOX (box), crisis);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "mark-location-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Where people are"));
  adw_status_page_set_child (ADW_STATUS_PAGE (page), box);
  gtk_widget_set_vexpand (page, TRUE);
  return page;
}

static GtkWidget *
make_left (EpcOverview *self)
{
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->crisis = EPC_HEADING (epc_heading_new (NULL, NULL));
  self->phase = EPC_STATE (epc_state_new (NULL, NULL, "tag"));
  self->map = epc_map_figure_new ();
  self->no_map = make_no_map (self);
  self->others = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->crisis), TRUE);
  gtk_widget_add_css_class (self->map, "overview-map");
  gtk_widget_set_vexpand (self->map, TRUE);
  gtk_widget_set_hexpand (self->map, TRUE);
  gtk_widget_set_visible (self->map, FALSE);
  gtk_widget_set_visible (self->no_map, FALSE);
  gtk_widget_set_visible (self->others, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->phase), FALSE);
  gtk_widget_add_css_class (head, "toolbar-row");
  gtk_widget_add_css_class (left, "content");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->crisis));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->phase));
  gtk_box_append (GTK_BOX (left), head);
  gtk_box_append (GTK_BOX (left), self->map);
  gtk_box_append (GTK_BOX (left), self->no_map);
  gtk_box_append (GTK_BOX (left), self->others);
  return left;
}

static GtkWidget *
make_right (EpcOverview *self)
{
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scrolled = gtk_scrolled_window_new ();

  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  self->foot = EPC_FOOT (epc_foot_new ());
  gtk_widget_add_css_class (self->list, "pane-pad");
  gtk_widget_add_css_class (right, "pane");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->column);
  gtk_box_append (GTK_BOX (self->column), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_size_request (right, 300, -1);
  gtk_box_append (GTK_BOX (right), scrolled);
  gtk_box_append (GTK_BOX (right), GTK_WIDGET (self->foot));
  return right;
}

/* What is due first, the map below it. */
static void
fold (gboolean is_narrow, gpointer data)
{
  EpcOverview *self = EPC_OVERVIEW (data);
  g_autoptr (GtkWidget) left = g_object_ref (self->left);

  if (is_narrow)
    {
      gtk_paned_set_start_child (GTK_PANED (self->paned), NULL);
      gtk_box_append (GTK_BOX (self->column), left);
    }
  else
    {
      gtk_box_remove (GTK_BOX (self->column), left);
      gtk_paned_set_start_child (GTK_PANED (self->paned), left);
    }
  gtk_widget_set_size_request (self->map, -1, is_narrow ? 420 : -1);
}

static void
epc_overview_init (EpcOverview *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);

  self->strip = EPC_STRIP (epc_strip_new ());
  self->paned = paned;
  self->left = make_left (self);
  gtk_paned_set_start_child (GTK_PANED (paned), self->left);
  gtk_paned_set_end_child (GTK_PANED (paned), make_right (self));
  gtk_paned_set_resize_end_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  gtk_widget_set_vexpand (paned, TRUE);
  gtk_box_append (GTK_BOX (box), epc_narrow_new (NARROW, fold, self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (box), paned);
  adw_bin_set_child (ADW_BIN (self), box);
  g_object_set_data (G_OBJECT (self), "epc-paned", paned);
}

GtkWidget *
epc_overview_new (EpcSession *session, GListModel *works)
{
  EpcOverview *self = g_object_new (EPC_TYPE_OVERVIEW, NULL);

  self->session = g_object_ref (session);
  epc_foot_set_works (self->foot, works);
  epc_session_keep_position (session, g_object_get_data (G_OBJECT (self), "epc-paned"), "overview/pane", 1366 - RIGHT_WIDTH);
  g_signal_connect_object (session, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
  self->feed = epc_feed_new (GTK_WIDGET (self), session, &overview_feed);
  on_saved (self);
  return GTK_WIDGET (self);
}
