/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which place or site did the file mean? At the left the names that wait, most rows first; at the right what each could mean, with
 * the reason. 1, 2, 3 take a proposal, N makes a new place, L leaves it; several lines at once take the best of each.
 */
#include "exchange.h"

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/epc-feed.h"
#include "desktop/widgets/epc-begin-page.h"
#include "desktop/widgets/epc-dialog-row.h"
#include "desktop/widgets/epc-heading.h"
#include "desktop/widgets/epc-narrow.h"
#include "desktop/widgets/epc-note.h"
#include "desktop/widgets/epc-panes.h"
#include "desktop/widgets/epc-place-picker.h"
#include "desktop/widgets/epc-reference-picker.h"
#include "desktop/widgets/epc-thread.h"
#include "desktop/widgets/epc-tip.h"
#include "epc-queue-data.h"
#include "store/epc-join.h"

#define NARROW 700 /* pixels below which list and decision stand one over the other */
#define MOST_CHOICES 3

#define EPC_TYPE_QUEUE_PAGE (epc_queue_page_get_type ())
G_DECLARE_FINAL_TYPE (EpcQueuePage, epc_queue_page, EPC, QUEUE_PAGE, GtkBox)

struct _EpcQueuePage
{
  GtkBox parent_instance;
  EpcSession *session;
  EpcFeed *feed;
  EpcQueueData *data; /* NULL until the first answer */
  GtkWidget *stack, *panes, *waiting_chip, *joined_chip, *view, *detail, *left;
  GListStore *lines;
  GtkSelectionModel *selection;
  GtkWidget *picker; /* of the line shown; NULL: none */
  gboolean is_filling, is_busy;
};

G_DEFINE_FINAL_TYPE (EpcQueuePage, epc_queue_page, GTK_TYPE_BOX)

static EpcStore *
store_of (EpcQueuePage *self)
{
  return epc_session_store (self->session);
}

static gboolean
shows_joined (EpcQueuePage *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->joined_chip));
}

/* The lines selected, in their order. (transfer container) */
static GPtrArray *
chosen_lines (EpcQueuePage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);
  GtkBitsetIter iter;
  guint at;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &at); more; more = gtk_bitset_iter_next (&iter, &at))
    g_ptr_array_add (lines, g_list_model_get_item (G_LIST_MODEL (self->lines), at));
  return lines;
}

/* --- deciding, in a thread --- */

typedef struct
{
  EpcStore *store;
  GPtrArray *doubts, *proposals; /* texts; a proposal may be NULL */
  EpcDecisionKind kind;
  EpcQueueLine *pair; /* to be parted; NULL: a decision */
  EpcSettled settled;
  GPtrArray *left; /* sentences about what was not parted */
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_object_unref (task->store);
  g_ptr_array_unref (task->doubts);
  g_ptr_array_unref (task->proposals);
  g_clear_object (&task->pair);
  g_clear_pointer (&task->left, g_ptr_array_unref);
  g_free (task);
}

static gboolean
work (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;

  if (task->pair != NULL)
    return epc_store_unjoin (task->store, task->pair->entity, &task->pair->kept, &task->pair->other, &task->left, error);
  g_autofree EpcDecision *decisions = g_new0 (EpcDecision, task->doubts->len);
  for (guint i = 0; i < task->doubts->len; i++)
    decisions[i] = (EpcDecision){ g_ptr_array_index (task->doubts, i), task->kind, g_ptr_array_index (task->proposals, i) };
  return epc_queue_decide (task->store, decisions, task->doubts->len, &task->settled, error);
}

static char *
told_of (const Task *task)
{
  const EpcLanguage *language = epc_language_get (NULL);
  g_autofree char *rows = epc_language_integer (language, task->settled.rows);
  g_autofree char *names = epc_language_integer (language, task->doubts->len);

  if (task->pair != NULL)
    return task->left != NULL && task->left->len > 0 ? g_strdup (g_ptr_array_index (task->left, 0)) : g_strdup (_ ("Two records again"));
  g_autofree char *decided = g_strdup_printf (ngettext_ ("%s name decided", "%s names decided", task->doubts->len), names);
  if (task->settled.rows == 0)
    return g_steal_pointer (&decided);
  g_autofree char *settled = g_strdup_printf (ngettext_ ("%s row settled", "%s rows settled", task->settled.rows), rows);
  return g_strdup_printf ("%s · %s", decided, settled);
}

static void
on_worked (gpointer source, gpointer task, const GError *error)
{
  EpcQueuePage *self = EPC_QUEUE_PAGE (source);
  EpcWindow *window = epc_window_of (GTK_WIDGET (self));

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
  g_autofree char *text = told_of (task);
  epc_window_toast (window, text, TRUE);
  gtk_widget_grab_focus (self->view);
}

static Task *
task_new (EpcQueuePage *self, EpcDecisionKind kind)
{
  Task *task = g_new0 (Task, 1);

  task->store = g_object_ref (store_of (self));
  task->kind = kind;
  task->doubts = g_ptr_array_new_with_free_func (g_free);
  task->proposals = g_ptr_array_new_with_free_func (g_free);
  return task;
}

static void
run (EpcQueuePage *self, Task *task)
{
  self->is_busy = TRUE;
  epc_thread_run (self, NULL, work, on_worked, task, task_free);
}

/* Every line selected; @choice counts its proposals from 0. Lines that have none like that stay. */
static void
decide (EpcQueuePage *self, EpcDecisionKind kind, guint choice, const char *other)
{
  g_autoptr (GPtrArray) lines = chosen_lines (self);
  Task *task;

  if (self->is_busy || shows_joined (self) || lines->len == 0)
    return;
  task = task_new (self, kind);
  for (guint i = 0; i < lines->len; i++)
    {
      EpcQueueLine *line = g_ptr_array_index (lines, i);
      const char *proposal = other;
      if (kind == EPC_DECISION_ACCEPT && other == NULL)
        {
          if (choice >= line->choices->len)
            continue;
          proposal = ((EpcQueueChoice *) g_ptr_array_index (line->choices, choice))->reference;
        }
      g_ptr_array_add (task->doubts, g_strdup (line->reference));
      g_ptr_array_add (task->proposals, g_strdup (proposal));
    }
  if (task->doubts->len > 0)
    run (self, task);
  else
    task_free (task);
}

static void
on_accept (GtkWidget *widget, const char *name, GVariant *parameter)
{
  decide (EPC_QUEUE_PAGE (widget), EPC_DECISION_ACCEPT, (guint) g_variant_get_int32 (parameter) - 1, NULL);
}

static void
on_make_new (GtkWidget *widget, const char *name, GVariant *parameter)
{
  decide (EPC_QUEUE_PAGE (widget), EPC_DECISION_NEW, 0, NULL);
}

static void
on_leave (GtkWidget *widget, const char *name, GVariant *parameter)
{
  decide (EPC_QUEUE_PAGE (widget), EPC_DECISION_LEAVE, 0, NULL);
}

static void
on_part (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcQueuePage *self = EPC_QUEUE_PAGE (widget);
  g_autoptr (GPtrArray) lines = chosen_lines (self);
  Task *task;

  if (self->is_busy || !shows_joined (self) || lines->len == 0)
    return;
  task = task_new (self, EPC_DECISION_LEAVE);
  task->pair = g_object_ref (g_ptr_array_index (lines, 0));
  run (self, task);
}

static void
on_other_chosen (EpcQueuePage *self)
{
  const char *value = self->picker != NULL ? epc_proposal_entry_value (EPC_PROPOSAL_ENTRY (self->picker)) : NULL;

  if (value != NULL)
    decide (self, EPC_DECISION_ACCEPT, 0, value);
}

/* --- the decision --- */

static GtkWidget *
make_key (const char *key)
{
  GtkWidget *label = gtk_label_new (key);

  gtk_widget_add_css_class (label, "kbd");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}

/* A button that says what it does, and its key. */
static GtkWidget *
make_button (const char *text, const char *note, const char *key, const char *action, gboolean is_first)
{
  GtkWidget *button = gtk_button_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *name = note != NULL ? g_strdup_printf ("%s: %s", text, note) : g_strdup (text);

  gtk_box_append (GTK_BOX (texts), epc_label_new (text, is_first ? "section" : NULL));
  if (note != NULL)
    {
      GtkWidget *faint = epc_label_new (note, "small");
      gtk_widget_add_css_class (faint, "faint");
      gtk_box_append (GTK_BOX (texts), faint);
    }
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), texts);
  gtk_box_append (GTK_BOX (line), make_key (key));
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "queue-choice");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static void
add_choices (EpcQueuePage *self, const EpcQueueLine *line)
{
  for (guint i = 0; i < line->choices->len && i < MOST_CHOICES; i++)
    {
      const EpcQueueChoice *choice = g_ptr_array_index (line->choices, i);
      g_autofree char *key = g_strdup_printf ("%u", i + 1), *action = g_strdup_printf ("queue.accept(%u)", i + 1);
      g_autofree char *note = g_strjoin (" · ", choice->reason, choice->code, NULL);

      gtk_box_append (GTK_BOX (self->detail), make_button (choice->title != NULL ? choice->title : choice->code, note, key, action, TRUE));
    }
  if (line->choices->len == 0)
    gtk_box_append (GTK_BOX (self->detail),
                    epc_note_new ("unknown", _ ("Nothing known here is like it"),
                                  _ ("It waits for places to be imported: what is certain then is settled by itself. Nothing is lost.")));
}

static void
add_picker (EpcQueuePage *self, const EpcQueueLine *line)
{
  const char *title = line->is_place ? _ ("Another place") : _ ("Another record");

  gtk_box_append (GTK_BOX (self->detail), epc_label_new (title, "group-label"));
  self->picker = line->is_place ? epc_place_picker_new (store_of (self)) : epc_reference_picker_new (store_of (self), line->entity);
  gtk_accessible_update_property (GTK_ACCESSIBLE (epc_proposal_entry_entry (EPC_PROPOSAL_ENTRY (self->picker))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set (epc_proposal_entry_entry (EPC_PROPOSAL_ENTRY (self->picker)), "placeholder-text", _ ("Name or code"), NULL);
  g_signal_connect_object (self->picker, "chosen", G_CALLBACK (on_other_chosen), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->detail), self->picker);
}

static void
show_one (EpcQueuePage *self, const EpcQueueLine *line)
{
  gtk_box_append (GTK_BOX (self->detail), epc_label_new (line->title, "page-title"));
  gtk_box_append (GTK_BOX (self->detail), epc_label_new (line->note, "faint"));
  if (shows_joined (self))
    {
      gtk_box_append (GTK_BOX (self->detail),
                      make_button (_ ("Make them two again"), _ ("As they were; what was changed since stays and is told"), "P",
                                   "queue.part", FALSE));
      return;
    }
  add_choices (self, line);
  if (line->entity != NULL && !line->is_made_apart)
    add_picker (self, line);
  gtk_box_append (GTK_BOX (self->detail), epc_label_new (_ ("None of them"), "group-label"));
  if (line->is_place)
    gtk_box_append (GTK_BOX (self->detail), make_button (_ ("Make a new place"), _ ("With a provisional P-code, in the area where it was looked for"),
                                                         "N", "queue.make-new", FALSE));
  gtk_box_append (GTK_BOX (self->detail),
                  line->is_place ? make_button (_ ("Leave it as it is"), _ ("The rows keep the area they have; it is not asked again"), "L",
                                                "queue.leave", FALSE)
                                 : make_button (_ ("They are two"), _ ("The record stays by itself; it is not asked again"), "L",
                                                "queue.leave", FALSE));
}

static void
show_several (EpcQueuePage *self, GPtrArray *lines)
{
  g_autofree char *number = epc_language_integer (epc_language_get (NULL), lines->len);
  g_autofree char *title = g_strdup_printf (ngettext_ ("%s name chosen", "%s names chosen", lines->len), number);
  guint n_known = 0, n_places = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const EpcQueueLine *line = g_ptr_array_index (lines, i);
      n_known += line->choices->len > 0;
      n_places += line->is_place;
    }
  g_autofree char *known = epc_language_integer (epc_language_get (NULL), n_known);
  g_autofree char *note = g_strdup_printf (ngettext_ ("%s has a proposal; the others stay", "%s have a proposal; the others stay", n_known), known);
  gtk_box_append (GTK_BOX (self->detail), epc_label_new (title, "page-title"));
  if (n_known > 0)
    gtk_box_append (GTK_BOX (self->detail), make_button (_ ("Take the first proposal of each"), n_known < lines->len ? note : NULL, "1",
                                                         "queue.accept(1)", TRUE));
  if (n_places == lines->len)
    gtk_box_append (GTK_BOX (self->detail), make_button (_ ("Make new places"), _ ("Each with a provisional P-code"), "N", "queue.make-new", FALSE));
  gtk_box_append (GTK_BOX (self->detail), make_button (_ ("Leave them as they are"), _ ("They are not asked again"), "L", "queue.leave", FALSE));
}

static void
show_detail (EpcQueuePage *self)
{
  g_autoptr (GPtrArray) lines = NULL;
  GtkWidget *child;

  if (self->is_filling)
    return;
  self->picker = NULL;
  while ((child = gtk_widget_get_first_child (self->detail)) != NULL)
    gtk_box_remove (GTK_BOX (self->detail), child);
  lines = chosen_lines (self);
  if (lines->len == 1)
    show_one (self, g_ptr_array_index (lines, 0));
  else if (lines->len > 1 && !shows_joined (self))
    show_several (self, lines);
}

/* --- the list --- */

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *title = gtk_label_new (NULL), *note = gtk_label_new (NULL);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = i == 0 ? title : note;
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_add_css_class (note, "small");
  gtk_widget_add_css_class (note, "faint");
  gtk_list_item_set_child (item, box);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const EpcQueueLine *line = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item), *title = gtk_widget_get_first_child (box);

  gtk_label_set_text (GTK_LABEL (title), line->title);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (title)), line->note);
  epc_tip_set (box, line->title);
}

/* The line after the one decided is the next to decide. */
static void
fill (EpcQueuePage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  guint at = gtk_bitset_is_empty (selected) ? 0 : gtk_bitset_get_minimum (selected);
  GPtrArray *lines = shows_joined (self) ? self->data->joined : self->data->waiting;

  self->is_filling = TRUE;
  g_list_store_splice (self->lines, 0, g_list_model_get_n_items (G_LIST_MODEL (self->lines)), lines->pdata, lines->len);
  if (lines->len > 0)
    gtk_selection_model_select_item (self->selection, MIN (at, lines->len - 1), TRUE);
  self->is_filling = FALSE;
  epc_chip_count (self->waiting_chip, _ ("To decide: %s"), self->data->waiting->len);
  epc_chip_count (self->joined_chip, _ ("Joined: %s"), self->data->joined->len);
  gtk_widget_set_visible (self->joined_chip, self->data->joined->len > 0 || shows_joined (self));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), lines->len > 0 ? "lines" : "empty");
  show_detail (self);
}

static void
on_chip (EpcQueuePage *self)
{
  if (self->data != NULL)
    fill (self);
}

static gpointer
read_queue (EpcStore *store, const EpcUid *crisis, gpointer question, GCancellable *cancellable, GError **error)
{
  return epc_queue_data_read (store, error);
}

static void
show_queue (gpointer page, gpointer answer)
{
  EpcQueuePage *self = EPC_QUEUE_PAGE (page);

  epc_queue_data_free (self->data);
  self->data = answer;
  fill (self);
}

static void
free_queue (gpointer data)
{
  epc_queue_data_free (data);
}

static const char *const kinds[] = { "match_doubt", "waiting_row", "alias", "place", NULL };
static const EpcFeedKind queue_feed = { "the review queue", 100, kinds, NULL, NULL, read_queue, show_queue, free_queue };

/* --- building --- */

static void
fold (gboolean is_narrow, gpointer data)
{
  EpcQueuePage *self = data;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->panes), is_narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_size_request (self->left, is_narrow ? -1 : 360, is_narrow ? 220 : -1);
}

static GtkWidget *
make_list (EpcQueuePage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->lines = g_list_store_new (EPC_TYPE_QUEUE_LINE);
  self->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->lines))));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (show_detail), self, G_CONNECT_SWAPPED);
  self->view = gtk_list_view_new (g_object_ref (self->selection), factory);
  gtk_widget_add_css_class (self->view, "queue");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Names in doubt"), -1);
  self->left = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->left), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->left), self->view);
  gtk_widget_set_size_request (self->left, 360, -1);
  return self->left;
}

static GtkWidget *
make_panes (EpcQueuePage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->panes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->detail = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->detail, "pane-pad");
  gtk_widget_add_css_class (scrolled, "pane");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->detail);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (self->panes), make_list (self));
  gtk_box_append (GTK_BOX (self->panes), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (self->panes), scrolled);
  return self->panes;
}

static void
on_import (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcWindow *window = epc_window_of (widget);

  if (window != NULL)
    epc_import_start (window, EPC_QUEUE_PAGE (widget)->session, NULL);
}

static void
epc_queue_page_dispose (GObject *object)
{
  EpcQueuePage *self = EPC_QUEUE_PAGE (object);

  g_clear_pointer (&self->feed, epc_feed_free);
  g_clear_pointer (&self->data, epc_queue_data_free);
  g_clear_object (&self->selection);
  g_clear_object (&self->lines);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (epc_queue_page_parent_class)->dispose (object);
}

static void
epc_queue_page_class_init (EpcQueuePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_queue_page_dispose;
  gtk_widget_class_install_action (widget_class, "queue.accept", "i", on_accept);
  gtk_widget_class_install_action (widget_class, "queue.make-new", NULL, on_make_new);
  gtk_widget_class_install_action (widget_class, "queue.leave", NULL, on_leave);
  gtk_widget_class_install_action (widget_class, "queue.part", NULL, on_part);
  gtk_widget_class_install_action (widget_class, "page.import", NULL, on_import);
  for (guint i = 0; i < MOST_CHOICES; i++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, 0, "queue.accept", "i", (int) i + 1);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_1 + i, 0, "queue.accept", "i", (int) i + 1);
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, 0, "queue.make-new", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, 0, "queue.leave", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, 0, "queue.part", NULL);
}

static void
epc_queue_page_init (EpcQueuePage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *hint = gtk_label_new (_ ("Ctrl or Shift chooses several"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (bar, "toolbar-row");
  self->waiting_chip = epc_chip_new ("", NULL);
  self->joined_chip = epc_chip_new ("", GTK_TOGGLE_BUTTON (self->waiting_chip));
  gtk_box_append (GTK_BOX (bar), self->waiting_chip);
  gtk_box_append (GTK_BOX (bar), self->joined_chip);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->waiting_chip), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (hint), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (hint), 1);
  gtk_widget_set_hexpand (hint, TRUE);
  gtk_widget_add_css_class (hint, "small");
  gtk_widget_add_css_class (hint, "faint");
  gtk_box_append (GTK_BOX (bar), hint);
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), make_panes (self), "lines");
  gtk_stack_add_named (GTK_STACK (self->stack),
                       epc_begin_page_new ("emblem-ok-symbolic", _ ("No name waits"),
                                           _ ("Names of places and sites that a file wrote and that nothing known here answers to for certain stand "
                                              "here, with what they could mean."),
                                           _ ("Import a file"), "page.import"),
                       "empty");
  gtk_box_append (GTK_BOX (self), epc_narrow_new (NARROW, fold, self));
  gtk_box_append (GTK_BOX (self), bar);
  gtk_box_append (GTK_BOX (self), self->stack);
  g_signal_connect_object (self->joined_chip, "toggled", G_CALLBACK (on_chip), self, G_CONNECT_SWAPPED);
}

GtkWidget *
epc_queue_page_new (const EpcSection *section, EpcSession *session)
{
  EpcQueuePage *self = g_object_new (EPC_TYPE_QUEUE_PAGE, NULL);

  self->session = g_object_ref (session);
  self->feed = epc_feed_new (GTK_WIDGET (self), session, &queue_feed);
  return GTK_WIDGET (self);
}
