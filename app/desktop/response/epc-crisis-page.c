/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How severe is it, what do the sources say, and what is due? Figures on top; at the left the sources side by side and the clock, at the
 * right what is known of severity, phases and what two crises count on.
 */
#include "response.h"

#include <math.h>

#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/epc-feed.h"
#include "desktop/record-flow.h"
#include "desktop/widgets/epc-begin-page.h"
#include "desktop/widgets/epc-narrow.h"
#include "desktop/widgets/epc-note.h"
#include "desktop/widgets/epc-record-form.h"
#include "desktop/widgets/epc-strip.h"
#include "desktop/window.h"
#include "epc-crisis-parts.h"

#define NARROW 820 /* pixels below which all stands in one column */

#define EPC_TYPE_CRISIS_PAGE (epc_crisis_page_get_type ())
G_DECLARE_FINAL_TYPE (EpcCrisisPage, epc_crisis_page, EPC, CRISIS_PAGE, GtkBox)

struct _EpcCrisisPage
{
  GtkBox parent_instance;
  EpcSession *session;
  GtkStack *stack; /* "crisis", "empty" */
  EpcStrip *strip;
  EpcNote *note;
  GtkWidget *left, *right, *column; /* column: what scrolls at the left, and holds the right too when all is narrow */
  GtkWidget *pane, *right_scroll, *line;
  EpcCrisis *crisis; /* NULL: none */
  EpcFeed *feed;
};

G_DEFINE_FINAL_TYPE (EpcCrisisPage, epc_crisis_page, GTK_TYPE_BOX)

/* --- figures --- */

static void
add_clock (EpcCrisisPage *self)
{
  const EpcCrisis *crisis = self->crisis;
  const EpcLanguage *language = epc_language_get (NULL);
  EpcStore *store = epc_session_store (self->session);
  g_autoptr (GDateTime) t0 = crisis->t0 != NULL ? epc_moment_in_zone (crisis->t0, epc_store_zone (store)) : NULL;
  g_autofree char *since = t0 != NULL ? epc_language_moment (language, t0) : NULL;
  /* the GLIDE number has no room beside the moment, and is what others know the crisis by */
  g_autofree char *label = g_strjoin (" · ", _("Since T0"), crisis->glide, NULL);
  gboolean in_days = crisis->hours >= 72;
  gint64 n = isnan (crisis->hours) ? 0 : (gint64) floor (in_days ? crisis->hours / 24 : crisis->hours);
  g_autofree char *value = isnan (crisis->hours) ? NULL : epc_language_integer (language, n);

  epc_strip_add (self->strip, label, value, value == NULL ? NULL : in_days ? epc_language_plural (epc_language_get (NULL), N_("day"), N_("days"), ABS (n)) : epc_language_plural (epc_language_get (NULL), N_("hour"), N_("hours"), ABS (n)),
                 since != NULL ? since : _("T0 is not recorded"));
}

static void
add_severity (EpcCrisisPage *self)
{
  const EpcCrisisLevel *level = self->crisis->levels->len > 0 ? g_ptr_array_index (self->crisis->levels, 0) : NULL;
  g_autofree char *day = level != NULL ? epc_language_date (epc_language_get (NULL), level->date, TRUE) : NULL;
  g_autofree char *note = level == NULL ? g_strdup (_("Not judged yet")) : g_strjoin (" · ", day, level->source, NULL);
  EpcFigure *figure = epc_strip_add (self->strip, _("Severity"), level != NULL ? level->level_label : NULL, NULL, note);

  if (level != NULL && (g_strcmp0 (level->level, "severe") == 0 || g_strcmp0 (level->level, "extreme") == 0))
    epc_figure_set_state (figure, "critical");
}

static void
add_tasks (EpcCrisisPage *self)
{
  const EpcLanguage *language = epc_language_get (NULL);
  g_autofree char *value = epc_language_integer (language, self->crisis->n_overdue), *open = epc_language_integer (language, self->crisis->n_open);
  g_autofree char *unit = g_strdup_printf (_("of %s open"), open), *note = NULL;
  EpcFigure *figure;

  for (guint i = 0; note == NULL && i < self->crisis->tasks->len; i++)
    {
      const EpcCrisisTask *task = g_ptr_array_index (self->crisis->tasks, i);
      if (!task->is_done && !task->is_cancelled)
        note = g_strdup (task->title);
    }
  figure = epc_strip_add (self->strip, _("Tasks overdue"), self->crisis->tasks->len > 0 ? value : NULL, self->crisis->tasks->len > 0 ? unit : NULL,
                          note != NULL ? note : self->crisis->tasks->len > 0 ? _("all done") : _("No task yet"));
  if (self->crisis->n_overdue > 0)
    epc_figure_set_state (figure, "critical");
}

/* The planning figure of what comes first in the list of measures. */
static void
add_planning (EpcCrisisPage *self)
{
  const EpcCrisisMeasure *chosen = NULL;

  for (guint i = 0; chosen == NULL && i < self->crisis->measures->len; i++)
    if (((EpcCrisisMeasure *) g_ptr_array_index (self->crisis->measures, i))->planning != NULL)
      chosen = g_ptr_array_index (self->crisis->measures, i);
  if (chosen == NULL)
    {
      epc_strip_add (self->strip, _("We plan with"), NULL, NULL, _("No planning figure chosen"));
      return;
    }
  g_autofree char *value = epc_language_integer (epc_language_get (NULL), chosen->planning->value);
  g_autofree char *day = epc_language_date (epc_language_get (NULL), chosen->planning->date, TRUE);
  g_autofree char *note = g_strdup_printf ("%s · %s", chosen->planning->source, day);
  EpcFigure *figure = epc_strip_add (self->strip, chosen->label, value, _("to plan with"), note);
  if (chosen->planning->is_stale)
    epc_figure_set_state (figure, "stale");
}

static void
show_figures (EpcCrisisPage *self)
{
  g_autofree char *doubles = epc_language_integer (epc_language_get (NULL), self->crisis->doubles->len);

  epc_strip_clear (self->strip);
  add_clock (self);
  add_severity (self);
  add_tasks (self);
  add_planning (self);
  EpcFigure *figure = epc_strip_add (self->strip, _("Promised twice"), doubles, NULL, _("Experts and stock of two crises"));
  if (self->crisis->doubles->len > 0)
    epc_figure_set_state (figure, "watch");
}

/* --- the next action --- */

static void
show_note (EpcCrisisPage *self)
{
  const EpcCrisis *crisis = self->crisis;
  g_autofree char *n = epc_language_integer (epc_language_get (NULL), crisis->n_waiting);
  g_autofree char *title = NULL, *body = NULL;
  gboolean is_new = TRUE;

  for (guint i = 0; i < crisis->tasks->len; i++)
    is_new &= !((EpcCrisisTask *) g_ptr_array_index (crisis->tasks, i))->is_of_calendar;
  gtk_widget_set_visible (GTK_WIDGET (self->note), crisis->n_waiting > 0);
  if (crisis->n_waiting == 0)
    return;
  body = crisis->plan_title != NULL && crisis->has_plan_calendar
             ? g_strdup_printf (ngettext_ ("%s step from the plan %s.", "%s steps from the plan %s.", crisis->n_waiting), n, crisis->plan_title)
             : g_strdup_printf (ngettext_ ("%s step of the standard list.", "%s steps of the standard list.", crisis->n_waiting), n);
  epc_note_set (self->note, "info", is_new ? _("The clock has not started") : _("Steps of the calendar wait"), body);
  epc_note_set_button (self->note, crisis->t0 == NULL ? _("Say when it began") : is_new ? _("Start the clock") : _("Make the tasks"),
                       crisis->t0 == NULL ? "crisis.edit" : "crisis.start");
}

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

/* --- reading --- */

/* The crisis chosen; where none is, the newest that is not closed. */
static gboolean
pick (EpcStore *store, const EpcUid *chosen, EpcUid *crisis, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("crisis"));

  if (chosen != NULL)
    {
      *crisis = *chosen;
      return TRUE;
    }
  if (!epc_query_where (query, store, "status", EPC_OP_NOT_EQUAL, "closed", error))
    return FALSE;
  epc_query_limit (query, 1);
  g_autoptr (GPtrArray) records = epc_query_records (query, store, error);
  if (records != NULL && records->len > 0)
    *crisis = *epc_record_uid (g_ptr_array_index (records, 0));
  return records != NULL;
}

typedef struct
{
  EpcCrisis *crisis; /* NULL: there is none */
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  epc_crisis_free (answer->crisis);
  g_free (answer);
}

static gpointer
work (EpcStore *store, const EpcUid *chosen, gpointer question, GCancellable *cancellable, GError **error)
{
  EpcUid uid = { { 0 } };
  g_autofree Answer *answer = g_new0 (Answer, 1);

  if (!pick (store, chosen, &uid, error))
    return NULL;
  if (!epc_uid_is_nil (&uid))
    {
      answer->crisis = epc_crisis (store, &uid, cancellable, error);
      if (answer->crisis == NULL)
        return NULL;
    }
  return g_steal_pointer (&answer);
}

static void
show (gpointer page, gpointer data)
{
  EpcCrisisPage *self = page;
  Answer *answer = data;

  clear_box (self->left);
  clear_box (self->right);
  epc_crisis_free (self->crisis);
  self->crisis = g_steal_pointer (&answer->crisis);
  answer_free (answer);
  gtk_stack_set_visible_child_name (self->stack, self->crisis != NULL ? "crisis" : "empty");
  if (self->crisis == NULL)
    return;
  show_figures (self);
  show_note (self);
  gtk_box_append (GTK_BOX (self->left), epc_crisis_figures_new (self->crisis));
  gtk_box_append (GTK_BOX (self->left), epc_crisis_tasks_new (self->crisis));
  gtk_box_append (GTK_BOX (self->right), epc_crisis_levels_new (self->crisis));
  gtk_box_append (GTK_BOX (self->right), epc_crisis_areas_new (self->crisis));
  gtk_box_append (GTK_BOX (self->right), epc_crisis_doubles_new (self->crisis));
}

static const char *const kinds[] = { "crisis", "severity", "area_phase", "figure", "task", "plan_step", "contingency_plan", "deployment",
                                     "reservation", "stock_movement", "log_entry", "place", NULL };
static const EpcFeedKind crisis_feed = { "the crisis", 100, kinds, NULL, NULL, work, show, answer_free };

/* --- actions --- */

static void
run_open (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *entity, *text;
  EpcUid uid;

  g_variant_get (parameter, "(&s&s)", &entity, &text);
  if (epc_uid_from_text (text, &uid))
    epc_record_flow_open (widget, EPC_CRISIS_PAGE (widget)->session, epc_entity_find (entity), &uid);
}

static void
run_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcCrisisPage *self = EPC_CRISIS_PAGE (widget);

  if (self->crisis != NULL)
    epc_record_flow_open (widget, self->session, epc_entity_find ("crisis"), &self->crisis->uid);
}

/* "crisis.new-figure" and the like: a draft of that kind, of this crisis. */
static void
run_new_record (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcCrisisPage *self = EPC_CRISIS_PAGE (widget);
  const EpcEntity *entity = epc_entity_find (g_variant_get_string (parameter, NULL));

  if (self->crisis == NULL || entity == NULL)
    return;
  g_autoptr (EpcRecord) draft = epc_record_form_draft (epc_session_store (self->session), entity, &self->crisis->uid);
  epc_record_set_reference (draft, "crisis", &self->crisis->uid);
  epc_record_flow_open_draft (widget, self->session, draft);
}

static void
run_declare (GtkWidget *widget, const char *name, GVariant *parameter)
{
  epc_declare_dialog_present (widget, EPC_CRISIS_PAGE (widget)->session);
}

typedef struct
{
  EpcUid uid; /* of the crisis, the task or the figure */
  gboolean is_done;
  char *reason;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->reason);
  g_free (change);
}

static gboolean
write_start (EpcTransaction *transaction, gpointer data, GError **error)
{
  return epc_crisis_start_clock (transaction, &((Change *) data)->uid, NULL, error);
}

static gboolean
write_plan_with (EpcTransaction *transaction, gpointer data, GError **error)
{
  const Change *change = data;
  return epc_crisis_plan_with (transaction, &change->uid, change->reason, error);
}

static gboolean
write_done (EpcTransaction *transaction, gpointer data, GError **error)
{
  const Change *change = data;
  g_autoptr (EpcRecord) task = epc_transaction_get (transaction, epc_entity_find ("task"), &change->uid, error);
  char today[EPC_DATE_SIZE];

  if (task == NULL)
    return FALSE;
  epc_date_today_in (epc_store_zone (epc_transaction_store (transaction)), today);
  epc_record_set_text (task, "status", change->is_done ? "done" : "open");
  if (change->is_done)
    epc_record_set_text (task, "done_date", today);
  else
    epc_record_empty (task, "done_date");
  return epc_transaction_update (transaction, task, NULL, NULL, error);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EpcCrisisPage) self = data;
  g_autoptr (GError) error = NULL;
  EpcWindow *window = epc_window_of (GTK_WIDGET (self));

  if (epc_store_write_finish (EPC_STORE (source), result, &error) || window == NULL)
    return;
  epc_window_show_error (window, _("The change could not be saved"), error);
  epc_feed_soon (self->feed);
}

static void
begin_write (EpcCrisisPage *self, const char *label, EpcWriteFunc func, const EpcUid *uid, gboolean is_done, const char *reason)
{
  Change *change = g_new0 (Change, 1);

  change->uid = *uid;
  change->is_done = is_done;
  change->reason = g_strdup (reason);
  epc_store_write_async (epc_session_store (self->session), label, func, change, change_free, NULL, on_written, g_object_ref (self));
}

static void
run_start (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcCrisisPage *self = EPC_CRISIS_PAGE (widget);

  if (self->crisis != NULL)
    begin_write (self, _("Start the clock"), write_start, &self->crisis->uid, FALSE, NULL);
}

static void
run_plan_with (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *text, *reason;
  EpcUid uid;

  g_variant_get (parameter, "(&s&s)", &text, &reason);
  if (epc_uid_from_text (text, &uid))
    begin_write (EPC_CRISIS_PAGE (widget), _("Planning figure"), write_plan_with, &uid, FALSE, reason);
}

static void
run_done (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *text;
  gboolean is_done;
  EpcUid uid;

  g_variant_get (parameter, "(&sb)", &text, &is_done);
  if (epc_uid_from_text (text, &uid))
    begin_write (EPC_CRISIS_PAGE (widget), is_done ? _("Task done") : _("Task open again"), write_done, &uid, is_done, NULL);
}

/* --- building --- */

static void
fold (gboolean is_narrow, gpointer data)
{
  EpcCrisisPage *self = data;
  g_autoptr (GtkWidget) right = g_object_ref (self->right);

  if (is_narrow)
    {
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->right_scroll), NULL);
      gtk_box_append (GTK_BOX (self->column), right);
    }
  else
    {
      gtk_box_remove (GTK_BOX (self->column), right);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->right_scroll), right);
    }
  gtk_widget_set_visible (self->pane, !is_narrow);
  gtk_widget_set_visible (self->line, !is_narrow);
}

static GtkWidget *
scroll_of (GtkWidget *child)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), child);
  gtk_widget_set_vexpand (scroll, TRUE);
  return scroll;
}

static GtkWidget *
step_button (const char *label, const char *detailed_action, gboolean is_suggested)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), detailed_action);
  gtk_widget_set_hexpand (button, TRUE);
  if (is_suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  return button;
}

/* What is done next stands below, always in sight. */
static GtkWidget *
make_steps (void)
{
  GtkWidget *steps = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_add_css_class (steps, "detail-steps");
  gtk_box_append (GTK_BOX (steps), step_button (_("Write a decision"), "win.new-decision", TRUE));
  gtk_box_append (GTK_BOX (steps), step_button (_("New figure"), "crisis.new-record::figure", FALSE));
  gtk_box_append (GTK_BOX (steps), step_button (_("Severity"), "crisis.new-record::severity", FALSE));
  gtk_box_append (GTK_BOX (steps), step_button (_("Phase of an area"), "crisis.new-record::area_phase", FALSE));
  gtk_box_append (GTK_BOX (steps), step_button (_("Edit"), "crisis.edit", FALSE));
  return steps;
}

static GtkWidget *
make_crisis (EpcCrisisPage *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *below = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *scroll;

  self->strip = EPC_STRIP (epc_strip_new ());
  self->note = EPC_NOTE (epc_note_new ("info", NULL, NULL));
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  self->right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  self->pane = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->column, "pane-pad");
  gtk_widget_add_css_class (self->right, "crisis-side");
  gtk_widget_add_css_class (self->pane, "pane");
  gtk_box_append (GTK_BOX (self->column), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (self->column), self->left);
  scroll = scroll_of (self->column);
  gtk_widget_set_hexpand (scroll, TRUE);
  self->right_scroll = scroll_of (self->right);
  gtk_widget_add_css_class (self->right_scroll, "pane-pad");
  gtk_box_append (GTK_BOX (self->pane), self->right_scroll);
  gtk_widget_set_size_request (self->pane, 330, -1);
  gtk_widget_set_hexpand (self->pane, FALSE);
  self->line = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_box_append (GTK_BOX (below), scroll);
  gtk_box_append (GTK_BOX (below), self->line);
  gtk_box_append (GTK_BOX (below), self->pane);
  gtk_widget_add_css_class (all, "content");
  gtk_box_append (GTK_BOX (all), epc_narrow_new (NARROW, fold, self));
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (all), below);
  gtk_box_append (GTK_BOX (all), make_steps ());
  return all;
}

static void
epc_crisis_page_dispose (GObject *object)
{
  EpcCrisisPage *self = EPC_CRISIS_PAGE (object);

  g_clear_pointer (&self->feed, epc_feed_free);
  g_clear_pointer (&self->crisis, epc_crisis_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (epc_crisis_page_parent_class)->dispose (object);
}

static void
epc_crisis_page_class_init (EpcCrisisPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_crisis_page_dispose;
  gtk_widget_class_install_action (widget_class, "crisis.open", "(ss)", run_open);
  gtk_widget_class_install_action (widget_class, "crisis.edit", NULL, run_edit);
  gtk_widget_class_install_action (widget_class, "crisis.start", NULL, run_start);
  gtk_widget_class_install_action (widget_class, "crisis.done", "(sb)", run_done);
  gtk_widget_class_install_action (widget_class, "crisis.plan-with", "(ss)", run_plan_with);
  gtk_widget_class_install_action (widget_class, "crisis.new-record", "s", run_new_record);
  gtk_widget_class_install_action (widget_class, "page.new", NULL, run_declare);
}

static void
epc_crisis_page_init (EpcCrisisPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

GtkWidget *
epc_crisis_page_new (const EpcSection *section, EpcSession *session)
{
  EpcCrisisPage *self = g_object_new (EPC_TYPE_CRISIS_PAGE, NULL);

  self->session = g_object_ref (session);
  self->stack = epc_begin_stack_new (
      GTK_BOX (self),
      epc_begin_page_new ("emblem-important-symbolic", _("No crisis is declared"),
                          _("When something strikes, declare it here: the clock starts, the tasks of the first hours are "
                            "made, and figures, sites and decisions have a place."),
                          _("Declare a crisis"), "page.new"),
      "crisis", make_crisis (self));
  self->feed = epc_feed_new (GTK_WIDGET (self), session, &crisis_feed);
  return GTK_WIDGET (self);
}
