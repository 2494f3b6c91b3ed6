/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is still missing to send the request in time? The clock with its milestones, what is missing with a jump to it, the next state with its
 * refusal in words, who agreed, and after the money came what was used, paid back and is outstanding.
 */
#include "response.h"

#include <math.h>
#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/epc-feed.h"
#include "desktop/record-flow.h"
#include "desktop/widgets/epc-begin-page.h"
#include "desktop/widgets/epc-dialog-row.h"
#include "desktop/widgets/epc-drop-down.h"
#include "desktop/widgets/epc-heading.h"
#include "desktop/widgets/epc-narrow.h"
#include "desktop/widgets/epc-note.h"
#include "desktop/widgets/epc-record-form.h"
#include "desktop/widgets/epc-state.h"
#include "desktop/widgets/epc-strip.h"
#include "desktop/widgets/epc-text-table.h"
#include "desktop/window.h"
#include "epc-mefm-data.h"
#include "model/epc-code-list.h"
#include "model/epc-rules.h"
#include "store/epc-query.h"

#define NARROW 820 /* pixels below which what is missing and the rest are not side by side */

#define STEPS_HEIGHT 232 /* pixels of a head and six rows */

#define EPC_TYPE_MEFM_PAGE (epc_mefm_page_get_type ())
G_DECLARE_FINAL_TYPE (EpcMefmPage, epc_mefm_page, EPC, MEFM_PAGE, GtkBox)

struct _EpcMefmPage
{
  GtkBox parent_instance;
  EpcSession *session;
  GtkStack *stack; /* "request", "empty" */
  EpcStrip *strip;
  GtkLabel *title;
  EpcState *state;
  GtkWidget *next_states, *note, *panes, *signatures;
  EpcHeading *missing_heading;
  EpcTextTable *missing, *steps, *money;
  EpcMefm *mefm;
  GPtrArray *sentences; /* of each of its approvals: who has signed it; NULL: there is no request */
  GtkDropDown *choice; /* where there are several requests */
  GArray *requests;    /* EpcUid, of the choice */
  EpcUid wanted;       /* chosen there; nil: the newest open one */
  guint clock, n_late; /* clock: ticks while the page is on screen */
  gboolean is_busy, is_filling;
  EpcFeed *feed;
};

G_DEFINE_FINAL_TYPE (EpcMefmPage, epc_mefm_page, GTK_TYPE_BOX)

static char *
money_text (const EpcMefm *mefm, gint64 hundredths)
{
  g_autofree char *amount = hundredths >= 0 ? epc_language_decimal (epc_language_get (NULL), (double) hundredths / 100, hundredths % 100 == 0 ? 0 : 2) : NULL;

  return amount != NULL ? g_strdup_printf ("%s %s", mefm->currency, amount) : NULL;
}

/* "9 h 50". */
static char *
hours_text (double hours)
{
  int minutes = (int) lround (fabs (hours) * 60);

  return g_strdup_printf (_("%d h %02d"), minutes / 60, minutes % 60);
}

static void
refuse (EpcMefmPage *self, const char *title, const char *sentence)
{
  gtk_widget_set_visible (self->note, sentence != NULL);
  if (sentence != NULL)
    epc_note_set (EPC_NOTE (self->note), "critical", title, sentence);
}

/* --- figures --- */

static void
show_clock_figure (EpcMefmPage *self)
{
  const EpcMefm *mefm = self->mefm;
  gboolean is_sent = !isnan (mefm->steps[EPC_MEFM_N_STEPS - 1].hours);
  g_autofree char *elapsed = isnan (mefm->elapsed) ? NULL : hours_text (mefm->elapsed);
  g_autofree char *left = isnan (mefm->elapsed) ? NULL : hours_text (mefm->limit - mefm->elapsed);
  g_autofree char *since = elapsed != NULL ? g_strdup_printf (_("T0 %s + %s"), mefm->t0_text, elapsed) : g_strdup (_("T0 is not recorded"));
  const char *label = is_sent ? _("Sent after") : mefm->elapsed > mefm->limit ? _("Late by") : _("Time left to send");
  EpcFigure *figure = epc_strip_add (self->strip, label, is_sent ? elapsed : left, NULL, since);

  epc_figure_set_state (figure, g_strcmp0 (mefm->colour, "ok") == 0 ? NULL : mefm->colour);
}

static void
show_figures (EpcMefmPage *self)
{
  const EpcMefm *mefm = self->mefm;
  g_autofree char *missing = g_strdup_printf ("%u", mefm->n_needed), *filled = g_strdup_printf (_("%u of %u contents written"), mefm->filled, mefm->wanted);
  g_autofree char *requested = money_text (mefm, mefm->requested), *budget = money_text (mefm, mefm->budget);
  g_autofree char *lines = mefm->n_without_rate > 0 ? g_strdup_printf (_("Lines without a dated rate: %u"), mefm->n_without_rate)
                                                    : g_strdup_printf (_("Budget lines: %s"), budget);
  g_autofree char *spent = money_text (mefm, mefm->spent), *approved = money_text (mefm, mefm->approved);
  g_autofree char *of_approved = approved != NULL ? g_strdup_printf (_("of %s approved"), approved) : g_strdup (_("Not approved yet"));
  g_autofree char *outstanding = mefm->days_out >= 0 ? money_text (mefm, mefm->outstanding) : mefm->repaid > 0 ? g_strdup ("0") : NULL;
  g_autofree char *deadline = mefm->deadline != NULL ? epc_language_date (epc_language_get (NULL), mefm->deadline, TRUE) : NULL;
  g_autofree char *due = mefm->days_out < 0     ? g_strdup (mefm->repaid > 0 ? _("All repaid") : _("No money yet"))
                         : mefm->is_overdue     ? g_strdup_printf (_("Overdue since %s"), deadline)
                         : deadline != NULL     ? g_strdup_printf (_("To be repaid by %s"), deadline)
                                                : g_strdup_printf (_("For %d days, no deadline recorded"), (int) mefm->days_out);

  epc_strip_clear (self->strip);
  show_clock_figure (self);
  epc_figure_set_state (epc_strip_add (self->strip, _("Missing before it is sent"), missing, NULL, filled), mefm->n_needed > 0 ? "watch" : NULL);
  epc_figure_set_state (epc_strip_add (self->strip, _("Requested"), requested, NULL, mefm->ceiling != NULL ? mefm->ceiling : lines),
                        mefm->ceiling != NULL ? "critical" : NULL);
  epc_strip_add (self->strip, _("Used"), spent, NULL, of_approved);
  epc_figure_set_state (epc_strip_add (self->strip, _("Outstanding"), outstanding, NULL, due), mefm->is_overdue ? "critical" : NULL);
}

/* --- tables --- */

static const EpcTextColumn missing_columns[] = { { N_ ("Content or record"), 0, FALSE }, { N_ ("Needed"), 110, FALSE } };
static const EpcTextColumn step_columns[]
    = { { N_ ("Step"), 0, FALSE }, { N_ ("Target"), 90, TRUE }, { N_ ("Done after"), 130, TRUE }, { N_ ("Agreed by"), 220, FALSE, TRUE } };
static const EpcTextColumn money_columns[] = { { N_ ("Money"), 110, FALSE }, { N_ ("What"), 0, FALSE }, { N_ ("Status"), 170, FALSE, TRUE }, { N_ ("Amount"), 130, TRUE } };

static void
show_missing (EpcMefmPage *self)
{
  const EpcUid none = { { 0 } };

  epc_text_table_begin (self->missing);
  for (guint i = 0; i < self->mefm->missing->len; i++)
    {
      const EpcMefmMissing *missing = g_ptr_array_index (self->mefm->missing, i);
      const char *cells[] = { _(missing->label), missing->is_needed ? _("to be sent") : _("useful") };
      const char *states[] = { missing->is_needed ? "critical" : "pending", NULL };
      epc_text_table_add (self->missing, &none, cells, states);
    }
  if (self->mefm->missing->len == 0)
    {
      const char *cells[] = { _("Nothing: the request is complete"), "" }, *states[] = { "ok", NULL };
      epc_text_table_add (self->missing, &none, cells, states);
    }
  epc_text_table_end (self->missing);
}

/* The latest record of the agreement that @step rests on: "RTS Panama, e-mail, 14 Oct 20:00". NULL: none. */
static char *
agreed_by (const EpcMefm *mefm, const char *key)
{
  static const char *const records[][2] = { { "finance_checked_at", "finance" }, { "com_approved_at", "com" }, { "rts_endorsed_at", "rts" } };
  const char *step = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    if (g_str_equal (records[i][0], key))
      step = records[i][1];
  for (guint i = mefm->approvals->len; step != NULL && i > 0; i--)
    {
      EpcRecord *approval = g_ptr_array_index (mefm->approvals, i - 1);
      if (g_strcmp0 (epc_record_text (approval, "step"), step) != 0)
        continue;
      const char *role = epc_record_text (approval, "role"), *channel = epc_record_text (approval, "channel");
      return g_strdup_printf ("%s · %s", role != NULL ? role : "", channel != NULL ? epc_code_label ("approval_channel", channel, NULL) : "—");
    }
  return NULL;
}

static void
show_steps (EpcMefmPage *self)
{
  const EpcUid none = { { 0 } };

  epc_text_table_begin (self->steps);
  for (guint i = 0; i < EPC_MEFM_N_STEPS; i++)
    {
      const EpcMefmStep *step = &self->mefm->steps[i];
      g_autofree char *target = g_strdup_printf (_("T+%d h"), (int) step->target), *done = isnan (step->hours) ? NULL : hours_text (step->hours);
      g_autofree char *by = agreed_by (self->mefm, step->key);
      const char *cells[] = { step->label, target, done != NULL ? done : step->is_late ? _("late") : _("open"), by };
      const char *states[] = { isnan (step->hours) ? (step->is_late ? "critical" : "pending") : (step->is_late ? "watch" : "ok"), NULL, NULL, NULL };
      epc_text_table_add (self->steps, &none, cells, states);
    }
  epc_text_table_end (self->steps);
}

static void
add_money (EpcMefmPage *self, EpcRecord *record, const char *name, const char *what_key, const char *status)
{
  g_autofree char *what = epc_store_display (epc_session_store (self->session), record, what_key, NULL);
  g_autofree char *amount = epc_language_decimal (epc_language_get (NULL), (double) epc_record_integer (record, "amount") / 100, 2);
  const char *currency = epc_record_text (record, "currency");
  g_autofree char *sum = g_strdup_printf ("%s %s", currency != NULL ? currency : "", amount);
  const char *cells[] = { name, what, status, sum };

  epc_text_table_add (self->money, epc_record_uid (record), cells, NULL);
}

static void
show_money (EpcMefmPage *self)
{
  EpcStore *store = epc_session_store (self->session);

  epc_text_table_begin (self->money);
  for (guint i = 0; i < self->mefm->lines->len; i++)
    {
      EpcRecord *line = g_ptr_array_index (self->mefm->lines, i);
      g_autofree char *kind = epc_store_display (store, line, "line", NULL), *spent = epc_store_display (store, line, "amount_spent", NULL);
      g_autofree char *used = spent != NULL && *spent != '\0' ? g_strdup_printf (_("used: %s"), spent) : NULL;
      add_money (self, line, _("Budget"), "description", used != NULL ? used : kind);
    }
  for (guint i = 0; i < self->mefm->repayments->len; i++)
    {
      EpcRecord *repayment = g_ptr_array_index (self->mefm->repayments, i);
      g_autofree char *status = epc_store_display (store, repayment, "status", NULL);
      add_money (self, repayment, _("Repayment"), epc_record_is_empty (repayment, "donor") ? "date" : "donor", status);
    }
  epc_text_table_end (self->money);
}

/* Below the milestones: of each agreement, whether its office has signed it. */
static void
show_signatures (EpcMefmPage *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; self->sentences != NULL && i < self->sentences->len; i++)
    {
      const char *role = epc_record_text (g_ptr_array_index (self->mefm->approvals, i), "role");
      g_string_append_printf (text, "%s%s: %s", i > 0 ? "\n" : "", role != NULL ? role : "—", (char *) g_ptr_array_index (self->sentences, i));
    }
  gtk_label_set_text (GTK_LABEL (self->signatures), text->str);
  gtk_widget_set_visible (self->signatures, text->len > 0);
}

/* --- states --- */

static void
show_states (EpcMefmPage *self)
{
  g_auto (GStrv) next = g_strsplit (epc_mefm_next_states (self->mefm->status), ";", -1);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->next_states)) != NULL)
    gtk_box_remove (GTK_BOX (self->next_states), child);
  for (guint i = 0; next[i] != NULL && *next[i] != '\0'; i++)
    {
      /* The way on, and back to the draft; cancelling stands in the form. */
      if (g_str_equal (next[i], "cancelled"))
        continue;
      g_autofree char *label = g_strdup_printf (_("Next: %s"), epc_code_label ("funding_status", next[i], NULL));
      GtkWidget *button = gtk_button_new_with_label (label);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "mefm.state");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", next[i]);
      if (i == 0)
        gtk_widget_add_css_class (button, "suggested-action");
      gtk_box_append (GTK_BOX (self->next_states), button);
    }
}

/* --- the feed --- */

static gpointer
ask (gpointer page)
{
  return g_memdup2 (&EPC_MEFM_PAGE (page)->wanted, sizeof (EpcUid));
}

/* One request is a heading; of several one is chosen in its place. */
static void
fill_choice (EpcMefmPage *self, EpcMefmAnswer *answer)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < answer->titles->len; i++)
    {
      gtk_string_list_append (names, g_ptr_array_index (answer->titles, i));
      if (self->mefm != NULL && epc_uid_equal (&g_array_index (answer->requests, EpcUid, i), &self->mefm->uid))
        selected = i;
    }
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->choice, selected);
  self->is_filling = FALSE;
  g_clear_pointer (&self->requests, g_array_unref);
  self->requests = g_steal_pointer (&answer->requests);
  gtk_widget_set_visible (GTK_WIDGET (self->choice), answer->titles->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->title), answer->titles->len <= 1);
}

static void
show (gpointer page, gpointer data)
{
  EpcMefmPage *self = page;
  EpcMefmAnswer *answer = data;
  g_autofree char *heading = NULL;
  EpcUid before = self->mefm != NULL ? self->mefm->uid : (EpcUid){ { 0 } };

  epc_mefm_free (self->mefm);
  self->mefm = g_steal_pointer (&answer->mefm);
  g_clear_pointer (&self->sentences, g_ptr_array_unref);
  self->sentences = g_steal_pointer (&answer->sentences);
  fill_choice (self, answer);
  epc_mefm_answer_free (answer);
  /* what stood against the other one says nothing of this */
  if (self->mefm != NULL && !epc_uid_equal (&before, &self->mefm->uid))
    refuse (self, NULL, NULL);
  gtk_stack_set_visible_child_name (self->stack, self->mefm != NULL ? "request" : "empty");
  if (self->mefm == NULL)
    return;
  heading = g_strdup_printf ("%s · %s", self->mefm->code, self->mefm->title);
  gtk_label_set_text (self->title, heading);
  epc_state_set (self->state, "half", self->mefm->status_label);
  g_autofree char *useful = g_strdup_printf (_("%u needed, %u useful"), self->mefm->n_needed, self->mefm->missing->len - self->mefm->n_needed);
  epc_heading_set (self->missing_heading, _("What is missing"), useful);
  show_figures (self);
  show_missing (self);
  show_steps (self);
  show_signatures (self);
  show_money (self);
  show_states (self);
}

static const char *const kinds[] = { "funding_request", "budget_line", "repayment", "approval", "setting", "crisis", "replica", NULL };
static const EpcFeedKind mefm_feed = { "mefm", 150, kinds, ask, g_free, epc_mefm_answer, show, epc_mefm_answer_free };

static void
on_request_chosen (EpcMefmPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->choice);

  if (self->is_filling || self->requests == NULL || selected >= self->requests->len)
    return;
  self->wanted = g_array_index (self->requests, EpcUid, selected);
  epc_feed_soon (self->feed);
}

/* --- the clock --- */

static gboolean
on_tick (gpointer data)
{
  EpcMefmPage *self = data;

  if (self->mefm == NULL)
    return G_SOURCE_CONTINUE;
  guint n_late = epc_mefm_tick (self->mefm);
  show_figures (self);
  /* only what has become late changes the milestones: the row that is read in them stays where it is */
  if (n_late != self->n_late)
    show_steps (self);
  self->n_late = n_late;
  return G_SOURCE_CONTINUE;
}

/* Its hours are right when it comes back, and once a minute as long as it is looked at. */
static void
epc_mefm_page_map (GtkWidget *widget)
{
  EpcMefmPage *self = EPC_MEFM_PAGE (widget);

  GTK_WIDGET_CLASS (epc_mefm_page_parent_class)->map (widget);
  on_tick (self);
  self->clock = g_timeout_add_seconds (60, on_tick, self);
}

static void
epc_mefm_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&EPC_MEFM_PAGE (widget)->clock, g_source_remove);
  GTK_WIDGET_CLASS (epc_mefm_page_parent_class)->unmap (widget);
}

/* --- actions --- */

static void
open_at (EpcMefmPage *self, const EpcEntity *entity, const EpcUid *uid, const char *field)
{
  EpcWindow *window = epc_window_of (GTK_WIDGET (self));
  GtkWidget *pushed;

  epc_record_flow_open (GTK_WIDGET (self), self->session, entity, uid);
  pushed = window != NULL ? epc_window_pushed (window) : NULL;
  if (pushed != NULL && EPC_IS_RECORD_FORM (pushed))
    epc_record_form_focus_field (EPC_RECORD_FORM (pushed), field);
}

/* A new budget line, or the record of an agreement, of the request on screen. */
static void
open_new (EpcMefmPage *self, const EpcMefmMissing *missing)
{
  g_autoptr (EpcRecord) draft = epc_record_form_draft (epc_session_store (self->session), epc_entity_find (missing->entity), NULL);

  epc_record_set_reference (draft, "funding_request", &self->mefm->uid);
  if (missing->code != NULL)
    epc_record_set_text (draft, missing->field, missing->code);
  epc_record_flow_open_draft (GTK_WIDGET (self), self->session, draft);
}

static void
on_missing_opened (EpcMefmPage *self)
{
  guint position = epc_text_table_position (self->missing);

  if (self->mefm == NULL || position >= self->mefm->missing->len)
    return;
  const EpcMefmMissing *missing = g_ptr_array_index (self->mefm->missing, position);
  if (epc_uid_is_nil (&missing->record))
    open_new (self, missing);
  else
    open_at (self, epc_entity_find (missing->entity), &missing->record, missing->field);
}

static void
on_money_opened (EpcMefmPage *self)
{
  guint position = epc_text_table_position (self->money);
  const EpcUid *uid = epc_text_table_key (self->money);

  if (self->mefm != NULL && uid != NULL)
    epc_record_flow_open (GTK_WIDGET (self), self->session, epc_entity_find (position < self->mefm->lines->len ? "budget_line" : "repayment"), uid);
}

typedef struct
{
  EpcMefmPage *page;
  EpcUid subject; /* request, or the crisis of a new one */
  char *status;   /* NULL: a new request */
} Task;

static gboolean
write_task (EpcTransaction *transaction, gpointer data, GError **error)
{
  Task *task = data;
  EpcUid request;

  if (task->status == NULL)
    return epc_mefm_begin (transaction, &task->subject, &request, error);
  return epc_mefm_advance (transaction, &task->subject, task->status, error);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  Task *task = data;
  g_autoptr (EpcMefmPage) self = task->page;
  g_autofree char *status = task->status;
  g_autoptr (GError) error = NULL;
  gboolean done = epc_store_write_finish (EPC_STORE (source), result, &error);
  EpcWindow *window = epc_window_of (GTK_WIDGET (self));

  g_free (task);
  self->is_busy = FALSE;
  if (window == NULL)
    return;
  if (done)
    {
      refuse (self, NULL, NULL);
      epc_window_toast (window, status == NULL ? _("MEFM request drafted") : epc_code_label ("funding_status", status, NULL), TRUE);
    }
  else if (self->mefm != NULL)
    refuse (self, _("Not yet"), error->message);
  else
    epc_window_show_error (window, _("The request could not be drafted"), error);
}

static void
write_async (EpcMefmPage *self, const EpcUid *subject, const char *status, const char *label)
{
  Task *task;

  if (self->is_busy)
    return;
  task = g_new0 (Task, 1);
  task->page = g_object_ref (self);
  task->subject = *subject;
  task->status = g_strdup (status);
  self->is_busy = TRUE;
  epc_store_write_async (epc_session_store (self->session), label, write_task, task, NULL, NULL, on_written, task);
}

static void
run_state (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcMefmPage *self = EPC_MEFM_PAGE (widget);

  if (self->mefm != NULL)
    write_async (self, &self->mefm->uid, g_variant_get_string (parameter, NULL), _("State of the request"));
}

/* The crisis chosen, or the only one that is not over: nobody is asked which. */
static gboolean
find_crisis (EpcMefmPage *self, EpcUid *crisis)
{
  EpcStore *store = epc_session_store (self->session);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("crisis"));

  if (epc_session_crisis (self->session) != NULL)
    {
      *crisis = *epc_session_crisis (self->session);
      return TRUE;
    }
  g_autoptr (GPtrArray) open
      = epc_query_where (query, store, "status", EPC_OP_NOT_EQUAL, "closed", NULL) ? epc_query_records (query, store, NULL) : NULL;
  if (open == NULL || open->len != 1)
    return FALSE;
  *crisis = *epc_record_uid (g_ptr_array_index (open, 0));
  return TRUE;
}

/* With a crisis the draft is filled from it; without, the form asks for all. */
static void
run_begin (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcMefmPage *self = EPC_MEFM_PAGE (widget);
  EpcUid crisis;

  if (find_crisis (self, &crisis))
    write_async (self, &crisis, NULL, _("MEFM request begun"));
  else
    epc_record_flow_open (widget, self->session, epc_entity_find ("funding_request"), NULL);
}

static void
run_open (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcMefmPage *self = EPC_MEFM_PAGE (widget);

  if (self->mefm != NULL)
    epc_record_flow_open (widget, self->session, epc_entity_find ("funding_request"), &self->mefm->uid);
}

static void
run_paper (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.report", "s", "mefm");
}

static void
run_repayment (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcMefmPage *self = EPC_MEFM_PAGE (widget);
  const EpcMefmMissing repayment = { .entity = "repayment", .field = "amount" };

  if (self->mefm != NULL)
    open_new (self, &repayment);
}

/* --- building --- */

static void
fold (gboolean is_narrow, gpointer data)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (EPC_MEFM_PAGE (data)->panes), is_narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static GtkWidget *
action_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
make_toolbar (EpcMefmPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->title, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  self->state = EPC_STATE (epc_state_new ("half", NULL, "tag"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->state), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->state), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self->state), GTK_ALIGN_CENTER);
  self->next_states = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  epc_drop_down_ellipsize (self->choice, 40);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Which request"), -1);
  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (on_request_chosen), self);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->choice));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->state));
  gtk_box_append (GTK_BOX (bar), action_button (_("See the two pages"), "mefm.paper"));
  gtk_box_append (GTK_BOX (bar), action_button (_("Open the request"), "mefm.open"));
  gtk_box_append (GTK_BOX (bar), self->next_states);
  gtk_widget_add_css_class (bar, "toolbar-row");
  return bar;
}

static GtkWidget *
titled (GtkWidget *heading, GtkWidget *button, GtkWidget *table)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_hexpand (heading, TRUE);
  gtk_box_append (GTK_BOX (bar), heading);
  if (button != NULL)
    gtk_box_append (GTK_BOX (bar), button);
  gtk_widget_add_css_class (bar, "toolbar-row");
  gtk_box_append (GTK_BOX (all), bar);
  gtk_box_append (GTK_BOX (all), table);
  gtk_widget_set_hexpand (all, TRUE);
  gtk_widget_set_vexpand (all, TRUE);
  return all;
}

static EpcTextTable *
make_table (EpcMefmPage *self, const char *name, const EpcTextColumn *columns, guint n, GCallback opened)
{
  GtkWidget *table = epc_text_table_new (name, columns, n);

  if (opened != NULL)
    g_signal_connect_swapped (table, "opened", opened, self);
  return EPC_TEXT_TABLE (table);
}

static GtkWidget *
make_request (EpcMefmPage *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *left;

  self->strip = EPC_STRIP (epc_strip_new ());
  self->note = epc_note_new ("critical", NULL, NULL);
  gtk_widget_set_visible (self->note, FALSE);
  gtk_widget_set_margin_start (self->note, 12);
  gtk_widget_set_margin_end (self->note, 12);
  gtk_widget_set_margin_top (self->note, 8);
  self->missing_heading = EPC_HEADING (epc_heading_new (_("What is missing"), NULL));
  self->missing = make_table (self, _("What is missing"), missing_columns, G_N_ELEMENTS (missing_columns), G_CALLBACK (on_missing_opened));
  self->steps = make_table (self, _("Milestones"), step_columns, G_N_ELEMENTS (step_columns), NULL);
  self->money = make_table (self, _("Budget and repayments"), money_columns, G_N_ELEMENTS (money_columns), G_CALLBACK (on_money_opened));
  left = titled (GTK_WIDGET (self->missing_heading), NULL, GTK_WIDGET (self->missing));
  gtk_widget_set_size_request (left, 380, 120);
  gtk_widget_set_hexpand (left, FALSE);
  gtk_box_append (GTK_BOX (right), titled (epc_heading_new (_("Milestones"), _("hours after T0")), NULL, GTK_WIDGET (self->steps)));
  /* All six are seen, whatever stands below them. */
  gtk_widget_set_size_request (GTK_WIDGET (self->steps), -1, STEPS_HEIGHT);
  self->signatures = epc_label_new ("", "small");
  gtk_widget_set_margin_start (self->signatures, 12);
  gtk_widget_set_margin_end (self->signatures, 12);
  gtk_widget_set_margin_top (self->signatures, 6);
  gtk_widget_set_margin_bottom (self->signatures, 6);
  gtk_box_append (GTK_BOX (right), self->signatures);
  gtk_box_append (GTK_BOX (right),
                  titled (epc_heading_new (_("Budget and repayments"), NULL), action_button (_("New repayment"), "mefm.repayment"), GTK_WIDGET (self->money)));
  self->panes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (self->panes), left);
  gtk_box_append (GTK_BOX (self->panes), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (self->panes), right);
  gtk_box_append (GTK_BOX (all), epc_narrow_new (NARROW, fold, self));
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (all), make_toolbar (self));
  gtk_box_append (GTK_BOX (all), self->note);
  gtk_box_append (GTK_BOX (all), self->panes);
  return all;
}

static void
epc_mefm_page_dispose (GObject *object)
{
  EpcMefmPage *self = EPC_MEFM_PAGE (object);

  g_clear_pointer (&self->feed, epc_feed_free);
  g_clear_handle_id (&self->clock, g_source_remove);
  g_clear_pointer (&self->mefm, epc_mefm_free);
  g_clear_pointer (&self->requests, g_array_unref);
  g_clear_pointer (&self->sentences, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (epc_mefm_page_parent_class)->dispose (object);
}

static void
epc_mefm_page_class_init (EpcMefmPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_mefm_page_dispose;
  widget_class->map = epc_mefm_page_map;
  widget_class->unmap = epc_mefm_page_unmap;
  gtk_widget_class_install_action (widget_class, "page.new", NULL, run_begin);
  gtk_widget_class_install_action (widget_class, "page.print", NULL, run_paper);
  gtk_widget_class_install_action (widget_class, "mefm.begin", NULL, run_begin);
  gtk_widget_class_install_action (widget_class, "mefm.open", NULL, run_open);
  gtk_widget_class_install_action (widget_class, "mefm.paper", NULL, run_paper);
  gtk_widget_class_install_action (widget_class, "mefm.repayment", NULL, run_repayment);
  gtk_widget_class_install_action (widget_class, "mefm.state", "s", run_state);
}

static void
epc_mefm_page_init (EpcMefmPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

GtkWidget *
epc_mefm_page_new (const EpcSection *section, EpcSession *session)
{
  EpcMefmPage *self = g_object_new (EPC_TYPE_MEFM_PAGE, NULL);

  self->session = g_object_ref (session);
  self->stack = epc_begin_stack_new (
      GTK_BOX (self),
      epc_begin_page_new ("preferences-system-time-symbolic", _("No request yet"),
                          _("A request to the emergency fund leaves within a day of the onset. With a crisis chosen, the draft is filled from "
                            "its figures, what is missing in stock and the experts asked for; what is still missing is listed here."),
                          _("Draft the request"), "mefm.begin"),
      "request", make_request (self));
  self->feed = epc_feed_new (GTK_WIDGET (self), session, &mefm_feed);
  return GTK_WIDGET (self);
}
