/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was written in two offices at once: at the left the records, at the right mine, theirs and what stood before, with who, when and
 * where. 1, 2, … take a side of the group that has the focus, else of the first. A second chip shows what was decided before, here or elsewhere,
 * in the same way: another side taken there is a new change. The others show the offices and the packages, and the countries.
 */
#include "sharing.h"

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/epc-feed.h"
#include "desktop/widgets/epc-begin-page.h"
#include "desktop/widgets/epc-dialog-row.h"
#include "desktop/widgets/epc-line-list.h"
#include "desktop/widgets/epc-narrow.h"
#include "desktop/widgets/epc-panes.h"
#include "desktop/widgets/epc-note.h"
#include "desktop/widgets/epc-thread.h"
#include "epc-sharing-parts.h"

#define NARROW 760 /* pixels below which list and decision stand one over the other */
#define MOST_SIDES 9

#define EPC_TYPE_SHARING_PAGE (epc_sharing_page_get_type ())
G_DECLARE_FINAL_TYPE (EpcSharingPage, epc_sharing_page, EPC, SHARING_PAGE, GtkBox)

struct _EpcSharingPage
{
  GtkBox parent_instance;
  EpcSession *session;
  EpcFeed *feed;
  EpcSharingData *data; /* NULL until the first answer */
  GtkWidget *waiting_chip, *decided_chip, *offices_chip, *region_chip, *stack, *apart, *panes, *left, *list, *kind, *foot, *detail, *offices;
  GPtrArray *kinds; /* (element-type EpcEntity) of the choice, after "all" */
  gboolean is_narrow, is_busy, is_filling;
};

G_DEFINE_FINAL_TYPE (EpcSharingPage, epc_sharing_page, GTK_TYPE_BOX)

static const EpcEntity *
chosen_kind (EpcSharingPage *self)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind));

  return at > 0 && at <= self->kinds->len ? g_ptr_array_index (self->kinds, at - 1) : NULL;
}

static gboolean
shows_decided (EpcSharingPage *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->decided_chip));
}

/* What the list shows (element-type EpcWaitingRecord). */
static GPtrArray *
listed (EpcSharingPage *self)
{
  return shows_decided (self) ? self->data->decided : self->data->records;
}

static const EpcWaitingRecord *
chosen_record (EpcSharingPage *self)
{
  EpcLine *line = epc_line_list_chosen (EPC_LINE_LIST (self->list));

  return line != NULL && self->data != NULL && line->at < listed (self)->len ? g_ptr_array_index (listed (self), line->at) : NULL;
}

/* --- deciding, in a thread --- */

typedef struct
{
  EpcStore *store;
  GArray *decisions; /* of EpcDecisionTaken */
  gboolean is_anew;  /* what was decided before is turned round */
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_object_unref (task->store);
  g_array_unref (task->decisions);
  g_free (task);
}

static gboolean
work (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;

  return (task->is_anew ? epc_store_decide_anew : epc_store_resolve_many) (task->store, (const EpcDecisionTaken *) task->decisions->data,
                                                                           task->decisions->len, error);
}

static void
on_worked (gpointer source, gpointer data, const GError *error)
{
  EpcSharingPage *self = EPC_SHARING_PAGE (source);
  EpcWindow *window = epc_window_of (GTK_WIDGET (self));
  const Task *task = data;

  self->is_busy = FALSE;
  if (self->feed != NULL)
    epc_feed_soon (self->feed);
  if (window == NULL)
    return;
  if (error != NULL)
    {
      epc_window_show_error (window, _ ("This could not be decided"), error);
      return;
    }
  g_autofree char *n = epc_language_integer (epc_language_get (NULL), task->decisions->len);
  g_autofree char *text = g_strdup_printf (ngettext_ ("%s value decided", "%s values decided", task->decisions->len), n);
  epc_window_toast (window, text, TRUE);
  gtk_widget_grab_focus (self->list);
}

static void
run (EpcSharingPage *self, gboolean is_anew, GArray *decisions)
{
  Task *task;

  if (self->is_busy || decisions->len == 0)
    {
      g_array_unref (decisions);
      return;
    }
  task = g_new0 (Task, 1);
  task->store = g_object_ref (epc_session_store (self->session));
  task->decisions = decisions;
  task->is_anew = is_anew;
  self->is_busy = TRUE;
  epc_thread_run (self, NULL, work, on_worked, task, task_free);
}

static void
take_side (EpcSharingPage *self, const EpcWaitingGroup *group, guint at)
{
  GArray *decisions = g_array_new (FALSE, FALSE, sizeof (EpcDecisionTaken));

  if (group != NULL && at < group->sides->sides->len)
    {
      const EpcConflictSide *side = g_ptr_array_index (group->sides->sides, at);
      const EpcDecisionTaken taken = { group->conflict->id, side->chosen };
      if (!group->is_decided || !group->is_newest || !side->is_shown)
        g_array_append_val (decisions, taken);
    }
  run (self, group != NULL && group->is_decided, decisions);
}

/* The group whose card has the focus, else the first. */
static const EpcWaitingGroup *
current_group (EpcSharingPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  const EpcWaitingRecord *record = chosen_record (self);

  for (; focus != NULL && focus != self->detail; focus = gtk_widget_get_parent (focus))
    if (g_object_get_data (G_OBJECT (focus), "epc-group") != NULL)
      return g_object_get_data (G_OBJECT (focus), "epc-group");
  return record != NULL && record->groups->len > 0 ? g_ptr_array_index (record->groups, 0) : NULL;
}

static gboolean
shows_offices (EpcSharingPage *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->offices_chip));
}

static void
on_keep (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcSharingPage *self = EPC_SHARING_PAGE (widget);

  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->waiting_chip)) || shows_decided (self))
    take_side (self, current_group (self), (guint) g_variant_get_int32 (parameter) - 1);
}

static void
on_card (GtkButton *card, EpcSharingPage *self)
{
  take_side (self, g_object_get_data (G_OBJECT (card), "epc-group"), GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (card), "epc-side")));
}

/* All of the kind that the list shows. */
static void
on_keep_all (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcSharingPage *self = EPC_SHARING_PAGE (widget);
  EpcKeep keep = (EpcKeep) g_variant_get_int32 (parameter);
  GArray *decisions = g_array_new (FALSE, FALSE, sizeof (EpcDecisionTaken));
  const EpcEntity *kind = chosen_kind (self);

  for (guint i = 0; self->data != NULL && i < self->data->records->len; i++)
    {
      const EpcWaitingRecord *record = g_ptr_array_index (self->data->records, i);
      for (guint k = 0; (kind == NULL || kind == record->entity) && k < record->groups->len; k++)
        {
          const EpcWaitingGroup *group = g_ptr_array_index (record->groups, k);
          EpcDecisionTaken taken = { .id = group->conflict->id };
          if (epc_conflict_choose (group->sides, keep, &taken.chosen))
            g_array_append_val (decisions, taken);
        }
    }
  run (self, FALSE, decisions);
}

/* --- the decision --- */

static GtkWidget *
make_card (EpcSharingPage *self, const EpcWaitingGroup *group, guint at)
{
  const EpcConflictSide *side = g_ptr_array_index (group->sides->sides, at);
  GtkWidget *card = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *text = epc_sharing_side_text (group->conflict, side), *origin = epc_sharing_side_origin (epc_session_store (self->session), group, side), *key = g_strdup_printf ("%u", at + 1);
  const char *whose = side->is_mine ? _ ("Mine") : _ ("Theirs");
  g_autofree char *name = g_strdup_printf ("%s, %s, %s: %s. %s", group->label, whose, side->place != NULL ? side->place : "", text, origin);
  GtkWidget *place = epc_label_new (side->place, "small"), *number = gtk_label_new (key);

  gtk_widget_add_css_class (place, "faint");
  gtk_label_set_wrap (GTK_LABEL (place), FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (place), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (place, TRUE);
  gtk_widget_add_css_class (number, "kbd");
  gtk_widget_set_valign (number, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (head), epc_label_new (whose, "total"));
  gtk_box_append (GTK_BOX (head), place);
  gtk_box_append (GTK_BOX (head), number);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), epc_label_new (text, "side-value"));
  GtkWidget *faint = epc_label_new (origin, "small");
  gtk_widget_add_css_class (faint, "faint");
  gtk_box_append (GTK_BOX (box), faint);
  gtk_button_set_child (GTK_BUTTON (card), box);
  gtk_widget_add_css_class (card, "pick");
  gtk_widget_add_css_class (card, side->is_mine ? "mine" : "theirs");
  if (side->is_shown)
    gtk_widget_add_css_class (card, "on");
  gtk_widget_set_hexpand (card, TRUE);
  g_object_set_data (G_OBJECT (card), "epc-group", (gpointer) group);
  g_object_set_data (G_OBJECT (card), "epc-side", GUINT_TO_POINTER (at));
  g_signal_connect_object (card, "clicked", G_CALLBACK (on_card), self, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return card;
}

static GtkWidget *
make_before (const EpcWaitingGroup *group)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *text = epc_sharing_values_text (group->sides->before);
  GtkWidget *title = epc_label_new (_ ("Before, in both"), "small"), *value = epc_label_new (text, "side-value");

  gtk_widget_add_css_class (title, "faint");
  gtk_widget_add_css_class (value, "faint");
  gtk_widget_add_css_class (box, "pick");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), value);
  return box;
}

static void
add_group (EpcSharingPage *self, const EpcWaitingGroup *group)
{
  GtkWidget *sides = gtk_box_new (self->is_narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, 10);

  gtk_box_append (GTK_BOX (self->detail), epc_label_new (group->label, "group-label"));
  gtk_box_set_homogeneous (GTK_BOX (sides), !self->is_narrow);
  for (guint i = 0; i < group->sides->sides->len && i < MOST_SIDES; i++)
    gtk_box_append (GTK_BOX (sides), make_card (self, group, i));
  if (group->sides->before != NULL && group->sides->before->len > 0)
    gtk_box_append (GTK_BOX (sides), make_before (group));
  gtk_box_append (GTK_BOX (self->detail), sides);
}

static void
show_detail (EpcSharingPage *self)
{
  const EpcWaitingRecord *record = chosen_record (self);
  char uid[EPC_UID_TEXT_SIZE];
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->detail)) != NULL)
    gtk_box_remove (GTK_BOX (self->detail), child);
  if (record == NULL)
    return;
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *open = gtk_button_new_with_label (_ ("Show the record"));
  GtkWidget *title = epc_label_new (record->title, "page-title"), *note = epc_label_new (_ (record->entity->label), "faint");
  gtk_widget_set_hexpand (note, TRUE);
  gtk_widget_set_valign (open, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "win.show-record");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (open), "(ss)", record->entity->key, epc_uid_to_text (&record->uid, uid));
  gtk_widget_set_visible (open, epc_section_of_entity (record->entity->key) != NULL);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), note);
  gtk_box_append (GTK_BOX (head), open);
  gtk_box_append (GTK_BOX (self->detail), head);
  for (guint i = 0; i < record->groups->len; i++)
    add_group (self, g_ptr_array_index (record->groups, i));
  GtkWidget *last = epc_label_new (shows_decided (self) ? _ ("Taking another side is a new change; the other offices get it with the next package.")
                                                        : _ ("What is not taken stays under “Decided”, where another side can be taken later."),
                                   "small");
  gtk_widget_add_css_class (last, "faint");
  gtk_widget_set_margin_top (last, 8);
  gtk_box_append (GTK_BOX (self->detail), last);
}

/* --- the list --- */

static void
fill_lines (EpcSharingPage *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  const EpcEntity *kind = chosen_kind (self);
  GPtrArray *records = listed (self);

  for (guint i = 0; i < records->len; i++)
    {
      const EpcWaitingRecord *record = g_ptr_array_index (records, i);
      if (kind == NULL || kind == record->entity)
        g_ptr_array_add (lines, epc_line_new (record->state, record->title, record->note, i));
    }
  epc_line_list_set (EPC_LINE_LIST (self->list), lines);
}

static void
fill_kinds (EpcSharingPage *self)
{
  const EpcEntity *kind = chosen_kind (self);
  GPtrArray *records = listed (self);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint at = 0;

  g_ptr_array_set_size (self->kinds, 0);
  gtk_string_list_append (labels, _ ("All kinds"));
  for (guint i = 0; i < records->len; i++)
    {
      const EpcWaitingRecord *record = g_ptr_array_index (records, i);
      if (g_ptr_array_find (self->kinds, record->entity, NULL))
        continue;
      g_ptr_array_add (self->kinds, (gpointer) record->entity);
      gtk_string_list_append (labels, _ (record->entity->plural));
      if (record->entity == kind)
        at = self->kinds->len;
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->kind), G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), at);
  gtk_widget_set_visible (self->kind, self->kinds->len > 1);
}

static gboolean
shows_region (EpcSharingPage *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->region_chip));
}

static void
show_side (EpcSharingPage *self)
{
  gtk_widget_set_visible (self->foot, !shows_decided (self));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), shows_region (self)      ? "region"
                                                             : shows_offices (self)    ? "offices"
                                                             : listed (self)->len > 0 ? "lines"
                                                             : shows_decided (self)    ? "none-decided"
                                                                                       : "empty");
}

static void
show_apart (EpcSharingPage *self)
{
  guint n = self->data->n_apart;
  g_autofree char *number = epc_language_integer (epc_language_get (NULL), n);
  g_autofree char *title = g_strdup_printf (
      ngettext_ ("%s place or site may be the same as one that another office made", "%s places or sites may be the same as some that another office made", n),
      number);

  gtk_widget_set_visible (self->apart, n > 0);
  epc_note_set (EPC_NOTE (self->apart), "watch", title, _ ("One decision joins two, and it can be taken apart again."));
}

static void
fill_list (EpcSharingPage *self)
{
  self->is_filling = TRUE;
  fill_kinds (self);
  self->is_filling = FALSE;
  fill_lines (self);
  show_side (self);
}

static void
fill (EpcSharingPage *self)
{
  show_apart (self);
  epc_sharing_offices_fill (GTK_BOX (self->offices), epc_session_store (self->session), self->data);
  epc_chip_count (self->waiting_chip, _ ("To decide: %s"), self->data->n_groups);
  epc_chip_count (self->decided_chip, _ ("Decided: %s"), self->data->decided->len);
  epc_chip_count (self->offices_chip, _ ("Offices and packages: %s"), self->data->peers->len);
  fill_list (self);
}

static void
on_kind (EpcSharingPage *self)
{
  if (!self->is_filling && self->data != NULL)
    fill_lines (self);
}

static void
on_chip (EpcSharingPage *self)
{
  if (self->data != NULL)
    fill_list (self);
}

static gpointer
read_sharing (EpcStore *store, const EpcUid *crisis, gpointer question, GCancellable *cancellable, GError **error)
{
  return epc_sharing_data_read (store, error);
}

static void
show_sharing (gpointer page, gpointer answer)
{
  EpcSharingPage *self = EPC_SHARING_PAGE (page);
  g_autoptr (EpcSharingData) before = self->data;

  self->data = answer;
  fill (self);
}

static void
free_sharing (gpointer data)
{
  epc_sharing_data_free (data);
}

static const EpcFeedKind sharing_feed = { "the packages", 100, NULL, NULL, NULL, read_sharing, show_sharing, free_sharing };

/* --- what the buttons do --- */

static void
on_button (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcSharingPage *self = EPC_SHARING_PAGE (widget);
  EpcWindow *window = epc_window_of (widget);

  if (g_str_equal (name, "sharing.share"))
    {
      const char *office = g_variant_get_string (parameter, NULL);
      epc_share_start (window, self->session, *office != '\0' ? office : NULL);
    }
  else if (g_str_equal (name, "sharing.receive"))
    epc_receive_start (window, self->session);
  else if (g_str_equal (name, "sharing.receipt"))
    epc_receipt_save (window, self->session);
  else
    epc_key_dialog_present (window, self->session);
}

/* --- building --- */

static void
fold (gboolean is_narrow, gpointer data)
{
  EpcSharingPage *self = data;

  self->is_narrow = is_narrow;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->panes), is_narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_size_request (self->left, is_narrow ? -1 : 320, is_narrow ? 260 : -1);
  show_detail (self);
}

static GtkWidget *
make_all_button (const char *label, EpcKeep keep)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "sharing.keep-all");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", (int) keep);
  gtk_widget_set_hexpand (button, TRUE);
  return button;
}

static GtkWidget *
make_left (EpcSharingPage *self)
{
  GtkWidget *foot = self->foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *all = epc_label_new (_ ("All that are listed"), "group-label");

  self->left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->kind = gtk_drop_down_new (NULL, NULL);
  gtk_widget_set_tooltip_text (self->kind, _ ("Kind of record"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kind), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Kind of record"), -1);
  g_signal_connect_object (self->kind, "notify::selected", G_CALLBACK (on_kind), self, G_CONNECT_SWAPPED);
  self->list = epc_line_list_new (_ ("Records to decide about"));
  gtk_widget_set_vexpand (self->list, TRUE);
  g_signal_connect_object (self->list, "chosen", G_CALLBACK (show_detail), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (buttons), make_all_button (_ ("Mine"), EPC_KEEP_MINE));
  gtk_box_append (GTK_BOX (buttons), make_all_button (_ ("As shown"), EPC_KEEP_NEWEST));
  gtk_box_append (GTK_BOX (buttons), make_all_button (_ ("Theirs"), EPC_KEEP_THEIRS));
  gtk_box_append (GTK_BOX (foot), all);
  gtk_box_append (GTK_BOX (foot), buttons);
  gtk_widget_add_css_class (foot, "toolbar-row");
  gtk_box_append (GTK_BOX (self->left), self->kind);
  gtk_box_append (GTK_BOX (self->left), self->list);
  gtk_box_append (GTK_BOX (self->left), foot);
  gtk_widget_set_size_request (self->left, 320, -1);
  gtk_widget_set_hexpand (self->left, FALSE);
  return self->left;
}

static GtkWidget *
make_scrolled (GtkWidget *box)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (box, "pane-pad");
  gtk_widget_add_css_class (scrolled, "pane");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
make_chip (EpcSharingPage *self, GtkWidget *bar, GtkWidget *first)
{
  GtkWidget *chip = epc_chip_new ("", first != NULL ? GTK_TOGGLE_BUTTON (first) : NULL);

  g_signal_connect_object (chip, "toggled", G_CALLBACK (on_chip), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), chip);
  return chip;
}

static void
add_button (GtkWidget *bar, const char *label, const char *tooltip, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (bar), button);
}

static GtkWidget *
make_bar (EpcSharingPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *space = gtk_label_new (NULL);

  gtk_widget_add_css_class (bar, "toolbar-row");
  self->waiting_chip = make_chip (self, bar, NULL);
  self->decided_chip = make_chip (self, bar, self->waiting_chip);
  self->offices_chip = make_chip (self, bar, self->waiting_chip);
  self->region_chip = make_chip (self, bar, self->waiting_chip);
  gtk_button_set_label (GTK_BUTTON (self->region_chip), _ ("By country"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->waiting_chip), TRUE);
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (bar), space);
  add_button (bar, _ ("Key…"), _ ("The key of this workspace, as words to compare"), "sharing.key");
  add_button (bar, _ ("Receipt…"), _ ("A small file that tells the others what has arrived here"), "sharing.receipt");
  add_button (bar, _ ("Share…"), _ ("Make a package for another office"), "sharing.share('')");
  add_button (bar, _ ("Receive…"), _ ("Open a package, a receipt or a key of another office"), "sharing.receive");
  return bar;
}

static void
epc_sharing_page_dispose (GObject *object)
{
  EpcSharingPage *self = EPC_SHARING_PAGE (object);

  g_clear_pointer (&self->feed, epc_feed_free);
  g_clear_pointer (&self->data, epc_sharing_data_free);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (epc_sharing_page_parent_class)->dispose (object);
}

static void
epc_sharing_page_class_init (EpcSharingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_sharing_page_dispose;
  gtk_widget_class_install_action (widget_class, "sharing.keep", "i", on_keep);
  gtk_widget_class_install_action (widget_class, "sharing.keep-all", "i", on_keep_all);
  gtk_widget_class_install_action (widget_class, "sharing.share", "s", on_button);
  gtk_widget_class_install_action (widget_class, "sharing.receive", NULL, on_button);
  gtk_widget_class_install_action (widget_class, "sharing.receipt", NULL, on_button);
  gtk_widget_class_install_action (widget_class, "sharing.key", NULL, on_button);
  for (guint i = 0; i < MOST_SIDES; i++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, 0, "sharing.keep", "i", (int) i + 1);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_1 + i, 0, "sharing.keep", "i", (int) i + 1);
    }
}

static void
epc_sharing_page_init (EpcSharingPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->kinds = g_ptr_array_new ();
  self->panes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->detail = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->offices = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  self->stack = gtk_stack_new ();
  self->apart = epc_note_new ("watch", "", "");
  epc_note_set_button (EPC_NOTE (self->apart), _ ("Names in doubt"), "win.section(('resources', 'queue'))");
  gtk_widget_set_visible (self->apart, FALSE);
  gtk_box_append (GTK_BOX (self->panes), make_left (self));
  gtk_box_append (GTK_BOX (self->panes), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (self->panes), make_scrolled (self->detail));
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), self->panes, "lines");
  gtk_stack_add_named (GTK_STACK (self->stack),
                       epc_begin_page_new ("emblem-ok-symbolic", _ ("Nothing waits for a decision"),
                                           _ ("What two offices changed at once stands here after a package is merged, with both values. Nothing is overwritten unseen."),
                                           _ ("Receive…"), "sharing.receive"),
                       "empty");
  gtk_stack_add_named (GTK_STACK (self->stack),
                       epc_begin_page_new ("document-open-recent-symbolic", _ ("Nothing was decided yet"),
                                           _ ("What you or another office decided stands here, with who, when and both values, and can be turned round."),
                                           NULL, NULL),
                       "none-decided");
  gtk_stack_add_named (GTK_STACK (self->stack), make_scrolled (self->offices), "offices");
  gtk_box_append (GTK_BOX (self), epc_narrow_new (NARROW, fold, self));
  gtk_box_append (GTK_BOX (self), make_bar (self));
  gtk_box_append (GTK_BOX (self), self->apart);
  gtk_box_append (GTK_BOX (self), self->stack);
}

/* Who looks after many countries asks for them first. */
static gboolean
is_regional (EpcStore *store)
{
  const EpcUid uid = epc_store_office (store);
  g_autoptr (EpcRecord) office = epc_store_get (store, epc_entity_find ("office"), &uid, NULL);

  return office != NULL && g_strcmp0 (epc_record_text (office, "role"), "regional") == 0;
}

GtkWidget *
epc_sharing_page_new (const EpcSection *section, EpcSession *session)
{
  EpcSharingPage *self = g_object_new (EPC_TYPE_SHARING_PAGE, NULL);

  self->session = g_object_ref (session);
  gtk_stack_add_named (GTK_STACK (self->stack), epc_region_view_new (session), "region");
  if (is_regional (epc_session_store (session)))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->region_chip), TRUE);
  self->feed = epc_feed_new (GTK_WIDGET (self), session, &sharing_feed);
  return GTK_WIDGET (self);
}
