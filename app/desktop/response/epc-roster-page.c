/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who can leave tomorrow, and who fits a request? Figures, the roster as it stands that day, and one expert with the arithmetic.
 */
#include "response.h"

#include <math.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"
#include "desktop/epc-feed.h"
#include "desktop/exchange/exchange.h"
#include "desktop/record-flow.h"
#include "desktop/widgets/epc-begin-page.h"
#include "desktop/widgets/epc-chart-view.h"
#include "desktop/widgets/epc-drop-down.h"
#include "desktop/widgets/epc-panes.h"
#include "desktop/widgets/epc-state.h"
#include "desktop/widgets/epc-strip.h"
#include "desktop/widgets/epc-table-heads.h"
#include "desktop/widgets/epc-tip.h"
#include "desktop/window.h"
#include "epc-mission-dialog.h"
#include "epc-roster-detail.h"
#include "epc-roster-figures.h"
#include "report/epc-picture.h"
#include "store/epc-initial.h"
#include "store/epc-transaction.h"

#define NARROW 820 /* pixels below which the list and the expert are not side by side */
#define MANY_DAYS 90 /* on mission in a year: a chip leaves out who was away longer */

/* --- one row --- */

#define EPC_TYPE_ROSTER_ROW (epc_roster_row_get_type ())
G_DECLARE_FINAL_TYPE (EpcRosterRow, epc_roster_row, EPC, ROSTER_ROW, GObject)

struct _EpcRosterRow
{
  GObject parent_instance;
  const EpcRosterLine *line; /* the page's; the rows go before it does */
};

G_DEFINE_FINAL_TYPE (EpcRosterRow, epc_roster_row, G_TYPE_OBJECT)

static void
epc_roster_row_class_init (EpcRosterRowClass *klass)
{
}

static void
epc_roster_row_init (EpcRosterRow *self)
{
}

/* --- the page --- */

#define EPC_TYPE_ROSTER_PAGE (epc_roster_page_get_type ())
G_DECLARE_FINAL_TYPE (EpcRosterPage, epc_roster_page, EPC, ROSTER_PAGE, GtkBox)

struct _EpcRosterPage
{
  GtkBox parent_instance;
  EpcSession *session;
  GtkStack *stack; /* "list", "empty" */
  EpcStrip *strip;
  GtkDropDown *request_choice;
  GtkEditable *search;
  GtkToggleButton *chips[3]; /* can go, women, rested */
  GListStore *rows;
  GtkFilterListModel *filtered;
  GtkSingleSelection *selection;
  EpcRosterDetail *detail;
  GtkWidget *detail_chip;
  GtkColumnViewColumn *points;
  EpcRoster *roster;
  GArray *requests; /* EpcUid of the choices behind the first */
  EpcUid request;   /* nil: tomorrow, without a request */
  EpcUid chosen;    /* expert */
  gboolean is_for_requests, is_filling, is_busy;
  gboolean wants_tomorrow; /* chosen by hand although requests are open */
  EpcFeed *feed;
  EpcChartView *missions; /* when who is where */
};

G_DEFINE_FINAL_TYPE (EpcRosterPage, epc_roster_page, GTK_TYPE_BOX)

static const char *const state_kinds[] = { "critical", "watch", "ok" };

static const EpcRosterLine *
chosen_line (EpcRosterPage *self)
{
  EpcRosterRow *row = gtk_single_selection_get_selected_item (self->selection);

  return row != NULL ? row->line : NULL;
}

/* --- rows --- */

static gboolean
is_shown (gpointer item, gpointer data)
{
  EpcRosterPage *self = data;
  const EpcRosterLine *line = EPC_ROSTER_ROW (item)->line;
  g_autofree char *all = g_strjoin (" ", line->name, line->profile != NULL ? line->profile : "", line->languages != NULL ? line->languages : "",
                                    line->duty_station != NULL ? line->duty_station : "", NULL);
  g_autofree char *text = epc_text_normalise (all), *words = epc_text_normalise (gtk_editable_get_text (self->search));

  if ((gtk_toggle_button_get_active (self->chips[0]) && line->state == EPC_DEPLOYABLE_NO)
      || (gtk_toggle_button_get_active (self->chips[1]) && !line->is_woman)
      || (gtk_toggle_button_get_active (self->chips[2]) && line->days_deployed > MANY_DAYS))
    return FALSE;
  return *words == '\0' || strstr (text, words) != NULL;
}

static void
on_filter_changed (EpcRosterPage *self)
{
  if (!self->is_filling)
    gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
on_selected (EpcRosterPage *self)
{
  const EpcRosterLine *line = chosen_line (self);

  if (self->is_filling || self->roster == NULL)
    return;
  if (line != NULL)
    self->chosen = line->expert;
  epc_roster_detail_show (self->detail, self->roster, line);
}

static void
show_rows (EpcRosterPage *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->roster->lines->len; i++)
    {
      EpcRosterRow *row = g_object_new (EPC_TYPE_ROSTER_ROW, NULL);
      row->line = g_ptr_array_index (self->roster->lines, i);
      g_ptr_array_add (rows, row);
    }
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), rows->pdata, rows->len);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->filtered)); i++)
    {
      g_autoptr (EpcRosterRow) row = g_list_model_get_item (G_LIST_MODEL (self->filtered), i);
      if (epc_uid_equal (&row->line->expert, &self->chosen))
        gtk_single_selection_set_selected (self->selection, i);
    }
}

/* --- columns --- */

typedef enum
{
  COLUMN_STATE,
  COLUMN_NAME,
  COLUMN_PROFILE,
  COLUMN_LANGUAGES,
  COLUMN_NOTICE,
  COLUMN_DAYS,
  COLUMN_WHY,
  COLUMN_POINTS,
  N_COLUMNS
} Column;

static const struct
{
  const char *title;
  int width;          /* pixels; 0: what is left */
  gboolean is_two;    /* a second, faint line */
  gboolean is_number;
  gboolean is_state;
} columns[N_COLUMNS] = {
  { "", 34, FALSE, FALSE, TRUE },
  { N_("Expert"), 176, TRUE, FALSE, FALSE },
  { N_("Profile"), 152, TRUE, FALSE, FALSE },
  { N_("Languages"), 76, FALSE, FALSE, FALSE },
  { N_("Notice"), 76, FALSE, FALSE, FALSE },
  { N_("Days away"), 78, FALSE, TRUE, FALSE },
  { N_("What stands against it"), 0, FALSE, FALSE, TRUE },
  { N_("Points"), 62, FALSE, TRUE, FALSE },
};

static gboolean
is_number (guint column, gpointer data)
{
  return columns[column].is_number;
}

static GtkWidget *
text_cell (gboolean is_number, const char *css_class)
{
  GtkWidget *label = gtk_inscription_new (NULL);

  gtk_inscription_set_xalign (GTK_INSCRIPTION (label), is_number ? 1 : 0);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (label), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  Column column = GPOINTER_TO_INT (data);
  GtkWidget *cell;

  if (columns[column].is_state)
    {
      cell = epc_state_new (NULL, NULL, "plain");
      epc_state_set_ellipsize (EPC_STATE (cell), TRUE);
    }
  else if (columns[column].is_two)
    {
      cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_box_append (GTK_BOX (cell), text_cell (FALSE, NULL));
      gtk_box_append (GTK_BOX (cell), text_cell (FALSE, "small"));
    }
  else
    cell = text_cell (columns[column].is_number, columns[column].is_number ? "numeric" : NULL);
  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
  gtk_list_item_set_child (item, cell);
}

static void
set_two (GtkWidget *cell, const char *first, const char *second)
{
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_first_child (cell)), first);
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_last_child (cell)), second);
}

static char *
text_of (const EpcRosterLine *line, Column column)
{
  const EpcLanguage *language = epc_language_get (NULL);

  if (column == COLUMN_LANGUAGES)
    return g_strdup (line->language_codes != NULL ? line->language_codes : "—");
  if (column == COLUMN_NOTICE)
    return g_strdup (line->notice != NULL ? line->notice : "—");
  if (column == COLUMN_DAYS)
    return epc_language_integer (language, line->days_deployed);
  return isnan (line->score) ? g_strdup ("") : epc_language_decimal (language, line->score, line->score == floor (line->score) ? 0 : 1);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const EpcRosterLine *line = EPC_ROSTER_ROW (gtk_list_item_get_item (item))->line;
  const char *const words[] = { _("Cannot go"), _("With reservations"), _("Can go") };
  Column column = GPOINTER_TO_INT (data);
  GtkWidget *cell = gtk_list_item_get_child (item);

  if (column == COLUMN_STATE)
    {
      epc_state_set (EPC_STATE (cell), state_kinds[line->state], NULL);
      gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, words[line->state], -1);
    }
  else if (column == COLUMN_WHY)
    {
      const char *why = line->reasons->len > 0 ? g_ptr_array_index (line->reasons, 0) : _("all valid");
      epc_state_set (EPC_STATE (cell), state_kinds[line->state], why);
      epc_tip_set (cell, why);
    }
  else if (column == COLUMN_NAME)
    {
      g_autofree char *where = g_strjoin (line->duty_station != NULL && line->organisation != NULL ? " · " : "",
                                          line->duty_station != NULL ? line->duty_station : "", line->organisation != NULL ? line->organisation : "", NULL);
      set_two (cell, line->name, where);
    }
  else if (column == COLUMN_PROFILE)
    set_two (cell, line->profile, line->experience != NULL ? line->experience : "");
  else
    {
      g_autofree char *text = text_of (line, column);
      gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
    }
}

static GtkWidget *
make_table (EpcRosterPage *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new (), *view;
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL));

  self->rows = g_list_store_new (EPC_TYPE_ROSTER_ROW);
  self->filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->rows)), filter);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->filtered)));
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self);
  view = gtk_column_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)));
  gtk_widget_add_css_class (view, "epc");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Experts"), -1);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_signal_connect (factory, "setup", G_CALLBACK (on_setup), GUINT_TO_POINTER (i));
      g_signal_connect (factory, "bind", G_CALLBACK (on_bind), GUINT_TO_POINTER (i));
      g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (*columns[i].title != '\0' ? _(columns[i].title) : "", factory);
      if (columns[i].width > 0)
        gtk_column_view_column_set_fixed_width (column, columns[i].width);
      gtk_column_view_column_set_expand (column, columns[i].width == 0 || i == COLUMN_PROFILE);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
      if (i == COLUMN_POINTS)
        self->points = column; /* the table's */
    }
  epc_table_heads_align (GTK_COLUMN_VIEW (view), is_number, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), view);
  gtk_widget_set_vexpand (scroll, TRUE);
  return scroll;
}

/* --- what is asked --- */

typedef struct
{
  EpcUid request;
  gboolean wants_request; /* the newest open one where none is chosen */
  gboolean is_for_requests;
} Question;

typedef struct
{
  EpcRoster *roster;
  GArray *requests;  /* EpcUid */
  GPtrArray *titles; /* of the same */
  EpcUid request;
  EpcChart *missions; /* NULL: none, or not asked for */
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  epc_roster_free (answer->roster);
  epc_chart_free (answer->missions);
  g_clear_pointer (&answer->requests, g_array_unref);
  g_clear_pointer (&answer->titles, g_ptr_array_unref);
  g_free (answer);
}

static gpointer
ask (gpointer page)
{
  EpcRosterPage *self = page;
  Question *question = g_new0 (Question, 1);

  question->request = self->request;
  question->is_for_requests = self->is_for_requests;
  question->wants_request = self->is_for_requests && !self->wants_tomorrow;
  return question;
}

static gboolean
read_requests (Answer *answer, EpcStore *store, const EpcUid *crisis, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("expert_request"));
  char crisis_text[EPC_UID_TEXT_SIZE];

  if ((crisis != NULL && !epc_query_where (query, store, "crisis", EPC_OP_EQUAL, epc_uid_to_text (crisis, crisis_text), error))
      || !epc_query_where (query, store, "status", EPC_OP_IN, "requested;rts_reviewed;shortlisted;contacted;released;travelling;no_match;escalated",
                           error))
    return FALSE;
  g_autoptr (GPtrArray) records = epc_query_records (query, store, error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (records, i);
      const char *title = epc_record_text (record, "title"), *code = epc_record_code (record);
      g_array_append_val (answer->requests, *epc_record_uid (record));
      g_ptr_array_add (answer->titles, g_strdup_printf ("%s · %s", code != NULL ? code : "—", title != NULL ? title : "—"));
    }
  return records != NULL;
}

static gpointer
work (EpcStore *store, const EpcUid *crisis, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;
  Answer *answer = g_new0 (Answer, 1);
  gboolean is_open = FALSE;

  answer->requests = g_array_new (FALSE, FALSE, sizeof (EpcUid));
  answer->titles = g_ptr_array_new_with_free_func (g_free);
  if (read_requests (answer, store, crisis, error))
    {
      for (guint i = 0; i < answer->requests->len; i++)
        is_open |= epc_uid_equal (&g_array_index (answer->requests, EpcUid, i), &question->request);
      if (is_open)
        answer->request = question->request;
      else if (question->wants_request && answer->requests->len > 0)
        answer->request = g_array_index (answer->requests, EpcUid, 0);
      answer->roster = epc_roster (store, epc_uid_is_nil (&answer->request) ? NULL : &answer->request, NULL, error);
    }
  if (answer->roster != NULL && question->is_for_requests)
    {
      EpcPictureChoice choice = EPC_PICTURE_CHOICE_INIT;
      if (crisis != NULL)
        choice.crisis = *crisis;
      answer->missions = epc_chart_of_deployments (store, &choice, NULL); /* none recorded: no chart */
    }
  if (answer->roster != NULL)
    return answer;
  answer_free (answer);
  return NULL;
}

static void
fill_choice (EpcRosterPage *self, const Answer *answer)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, _("Tomorrow, any function"));
  for (guint i = 0; i < answer->titles->len; i++)
    {
      gtk_string_list_append (names, g_ptr_array_index (answer->titles, i));
      if (epc_uid_equal (&g_array_index (answer->requests, EpcUid, i), &answer->request))
        selected = i + 1;
    }
  gtk_drop_down_set_model (self->request_choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->request_choice, selected);
}

static void
show (gpointer page, gpointer data)
{
  EpcRosterPage *self = page;
  Answer *answer = data;

  self->is_filling = TRUE;
  fill_choice (self, answer);
  g_list_store_remove_all (self->rows);
  epc_roster_free (self->roster);
  self->roster = g_steal_pointer (&answer->roster);
  g_clear_pointer (&self->requests, g_array_unref);
  self->requests = g_steal_pointer (&answer->requests);
  /* another request has another best */
  if (!epc_uid_equal (&self->request, &answer->request))
    self->chosen = (EpcUid){ { 0 } };
  self->request = answer->request;
  gtk_stack_set_visible_child_name (self->stack, self->roster->lines->len > 0 ? "list" : "empty");
  epc_roster_figures_show (self->strip, self->roster);
  show_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self->missions), answer->missions != NULL);
  epc_chart_view_take (self->missions, g_steal_pointer (&answer->missions));
  gtk_column_view_column_set_visible (self->points, self->roster->wanted > 0);
  /* GTK keeps the place of a hidden column that has a width of its own. */
  gtk_column_view_column_set_fixed_width (self->points, self->roster->wanted > 0 ? columns[COLUMN_POINTS].width : -1);
  self->is_filling = FALSE;
  on_selected (self);
  answer_free (answer);
}

static const char *const kinds[]
    = { "expert", "expert_language", "expert_clearance", "expert_availability", "deployment", "expert_request", "setting", NULL };
static const EpcFeedKind roster_feed = { "roster", 100, kinds, ask, g_free, work, show, answer_free };

static void
on_request_chosen (EpcRosterPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->request_choice);

  if (self->is_filling || self->requests == NULL || selected == GTK_INVALID_LIST_POSITION || selected > self->requests->len)
    return;
  self->wants_tomorrow = selected == 0;
  self->request = selected > 0 ? g_array_index (self->requests, EpcUid, selected - 1) : (EpcUid){ { 0 } };
  epc_feed_soon (self->feed);
}

/* --- actions --- */

static void
run_open (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcRosterPage *self = EPC_ROSTER_PAGE (widget);
  const EpcRosterLine *line = chosen_line (self);

  if (line != NULL)
    epc_record_flow_open (widget, self->session, epc_entity_find ("expert"), &line->expert);
}

static void
run_deployment (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcRosterPage *self = EPC_ROSTER_PAGE (widget);
  const EpcRosterLine *line = chosen_line (self);

  if (line != NULL && !epc_uid_is_nil (&line->deployment))
    epc_record_flow_open (widget, self->session, epc_entity_find ("deployment"), &line->deployment);
}

/* A bar of the missions leads to its record. */
static void
on_mission (EpcRosterPage *self, const char *key)
{
  EpcUid mission;

  if (epc_uid_from_text (key, &mission))
    epc_record_flow_open (GTK_WIDGET (self), self->session, epc_entity_find ("deployment"), &mission);
}

/* One step of the mission of the expert who is chosen. */
static void
run_step (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcRosterPage *self = EPC_ROSTER_PAGE (widget);
  const EpcRosterLine *line = chosen_line (self);
  EpcWindow *window = epc_window_of (widget);
  gboolean evaluates = g_str_equal (name, "roster.evaluate");

  if (window != NULL && line != NULL && !epc_uid_is_nil (&line->mission) && line->is_on_mission != evaluates)
    epc_mission_ask (window, self->session, &line->mission, line->name,
                     evaluates ? EPC_MISSION_EVALUATE : g_str_equal (name, "roster.extend") ? EPC_MISSION_EXTEND : EPC_MISSION_RETURN);
}

/* What the request, the expert and the points know already; nothing is asked. */
typedef struct
{
  EpcUid request, expert;
  char *from, *to, *name;
  double score;
} Shortlisting;

static void
shortlisting_free (gpointer data)
{
  Shortlisting *task = data;

  g_free (task->from);
  g_free (task->to);
  g_free (task->name);
  g_free (task);
}

static gboolean
write_shortlisting (EpcTransaction *transaction, gpointer data, GError **error)
{
  const Shortlisting *task = data;
  g_autoptr (EpcRecord) request = epc_transaction_get (transaction, epc_entity_find ("expert_request"), &task->request, error);
  g_autoptr (EpcRecord) expert = request != NULL ? epc_transaction_get (transaction, epc_entity_find ("expert"), &task->expert, error) : NULL;
  g_autoptr (EpcRecord) deployment = epc_record_new (epc_entity_find ("deployment"));
  const EpcUid *crisis = request != NULL ? epc_record_reference (request, "crisis") : NULL;

  if (expert == NULL)
    return FALSE;
  epc_record_set_reference (deployment, "expert", &task->expert);
  epc_record_set_reference (deployment, "expert_request", &task->request);
  if (crisis != NULL)
    epc_record_set_reference (deployment, "crisis", crisis);
  epc_record_set_text (deployment, "role", epc_record_text (request, "title"));
  epc_record_set_text (deployment, "status", "shortlisted");
  epc_record_set_decimal (deployment, "match_score", task->score);
  epc_record_set_text (deployment, "from_country", epc_record_text (expert, "duty_station"));
  epc_record_set_text (deployment, "to_country", epc_record_text (request, "country"));
  epc_record_set_text (deployment, "place", epc_record_text (request, "place"));
  epc_record_set_text (deployment, "planned_start", task->from);
  if (g_strcmp0 (task->to, task->from) != 0)
    epc_record_set_text (deployment, "planned_end", task->to);
  epc_record_set_text (deployment, "wbs", epc_record_text (request, "wbs"));
  epc_store_fill_initial (epc_transaction_store (transaction), deployment, NULL);
  if (!epc_transaction_insert (transaction, deployment, error))
    return FALSE;
  /* The first name on the list is a step of the request; later ones are not. */
  const char *status = epc_record_text (request, "status");
  if (g_strcmp0 (status, "requested") != 0 && g_strcmp0 (status, "rts_reviewed") != 0 && g_strcmp0 (status, "no_match") != 0)
    return TRUE;
  epc_record_set_text (request, "status", "shortlisted");
  return epc_transaction_update (transaction, request, NULL, NULL, error);
}

static void
on_shortlisted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EpcRosterPage) self = data;
  g_autoptr (GError) error = NULL;
  EpcWindow *window = epc_window_of (GTK_WIDGET (self));
  gboolean done = epc_store_write_finish (EPC_STORE (source), result, &error);
  const EpcRosterLine *line = chosen_line (self);

  self->is_busy = FALSE;
  if (window == NULL)
    return;
  if (!done)
    {
      epc_window_show_error (window, _("The expert could not be put on the short list"), error);
      return;
    }
  g_autofree char *text = g_strdup_printf (_("%s is on the short list"), line != NULL ? line->name : "");
  epc_window_toast (window, text, TRUE);
}

static void
run_shortlist (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcRosterPage *self = EPC_ROSTER_PAGE (widget);
  const EpcRosterLine *line = chosen_line (self);
  Shortlisting *task;

  if (line == NULL || self->is_busy || epc_uid_is_nil (&self->request) || line->deployment_status != NULL)
    return;
  task = g_new0 (Shortlisting, 1);
  task->request = self->request;
  task->expert = line->expert;
  task->from = g_strdup (self->roster->from);
  task->to = g_strdup (self->roster->to);
  task->score = line->score;
  self->is_busy = TRUE;
  epc_store_write_async (epc_session_store (self->session), _("Short list"), write_shortlisting, task, shortlisting_free, NULL,
                         on_shortlisted, g_object_ref (self));
}

static void
run_new (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcRosterPage *self = EPC_ROSTER_PAGE (widget);

  epc_record_flow_open (widget, self->session, epc_entity_find (self->is_for_requests ? "expert_request" : "expert"), NULL);
}

/* --- building --- */

static GtkWidget *
make_toolbar (EpcRosterPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *add = gtk_button_new_from_icon_name ("list-add-symbolic");
  g_autofree char *rested = g_strdup_printf (_("≤ %d days away"), MANY_DAYS);
  const char *const labels[] = { _("Can go"), _("Women"), rested };
  const char *what = self->is_for_requests ? _("New request for experts") : _("New expert");

  self->search = GTK_EDITABLE (gtk_search_entry_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->search), TRUE);
  g_object_set (self->search, "placeholder-text", _("Name, profile, language or country"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name, profile, language or country"), -1);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (on_filter_changed), self);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->search));
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      self->chips[i] = GTK_TOGGLE_BUTTON (epc_chip_new (labels[i], NULL));
      g_signal_connect_swapped (self->chips[i], "toggled", G_CALLBACK (on_filter_changed), self);
      gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->chips[i]));
    }
  self->detail_chip = epc_chip_new (_("Details"), NULL);
  self->request_choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  epc_drop_down_ellipsize (self->request_choice, 40);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->request_choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Request for experts"), -1);
  g_signal_connect_swapped (self->request_choice, "notify::selected", G_CALLBACK (on_request_chosen), self);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "roster.new");
  gtk_widget_add_css_class (add, "suggested-action");
  gtk_widget_set_tooltip_text (add, what);
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL, what, -1);
  gtk_box_append (GTK_BOX (bar), self->detail_chip);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->request_choice));
  gtk_box_append (GTK_BOX (bar), add);
  gtk_widget_add_css_class (bar, "toolbar-row");
  return bar;
}

static GtkWidget *
make_list (EpcRosterPage *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->strip = EPC_STRIP (epc_strip_new ());
  self->missions = EPC_CHART_VIEW (epc_chart_view_new ());
  epc_chart_view_set_most (self->missions, 200); /* the roster above it is the answer; the Charts have it larger */
  gtk_widget_set_vexpand (GTK_WIDGET (self->missions), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->missions), "chart-padded");
  g_signal_connect_object (self->missions, "activated", G_CALLBACK (on_mission), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->missions), FALSE);
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (all), make_toolbar (self));
  self->detail = EPC_ROSTER_DETAIL (epc_roster_detail_new ());
  gtk_box_append (GTK_BOX (left), make_table (self));
  gtk_box_append (GTK_BOX (left), GTK_WIDGET (self->missions));
  gtk_box_append (GTK_BOX (all), epc_panes_new (left, GTK_WIDGET (self->detail), 300, NARROW, self->detail_chip));
  return all;
}

static void
run_import (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcWindow *window = epc_window_of (widget);

  if (window != NULL)
    epc_import_start (window, EPC_ROSTER_PAGE (widget)->session, epc_entity_find ("expert"));
}

static void
run_new_expert (GtkWidget *widget, const char *name, GVariant *parameter)
{
  epc_record_flow_open (widget, EPC_ROSTER_PAGE (widget)->session, epc_entity_find ("expert"), NULL);
}

static void
epc_roster_page_dispose (GObject *object)
{
  EpcRosterPage *self = EPC_ROSTER_PAGE (object);

  g_clear_pointer (&self->feed, epc_feed_free);
  self->is_filling = TRUE;
  if (self->rows != NULL)
    g_list_store_remove_all (self->rows);
  g_clear_object (&self->rows);
  g_clear_object (&self->filtered);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->requests, g_array_unref);
  g_clear_pointer (&self->roster, epc_roster_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (epc_roster_page_parent_class)->dispose (object);
}

static void
epc_roster_page_class_init (EpcRosterPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_roster_page_dispose;
  gtk_widget_class_install_action (widget_class, "page.import", NULL, run_import);
  gtk_widget_class_install_action (widget_class, "roster.open", NULL, run_open);
  gtk_widget_class_install_action (widget_class, "roster.deployment", NULL, run_deployment);
  gtk_widget_class_install_action (widget_class, "roster.extend", NULL, run_step);
  gtk_widget_class_install_action (widget_class, "roster.return", NULL, run_step);
  gtk_widget_class_install_action (widget_class, "roster.evaluate", NULL, run_step);
  gtk_widget_class_install_action (widget_class, "roster.shortlist", NULL, run_shortlist);
  gtk_widget_class_install_action (widget_class, "roster.new", NULL, run_new);
  gtk_widget_class_install_action (widget_class, "roster.new-expert", NULL, run_new_expert);
}

static void
epc_roster_page_init (EpcRosterPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

GtkWidget *
epc_roster_page_new (const EpcSection *section, EpcSession *session)
{
  EpcRosterPage *self = g_object_new (EPC_TYPE_ROSTER_PAGE, NULL);

  self->session = g_object_ref (session);
  self->is_for_requests = g_strcmp0 (section->entities[0], "expert_request") == 0;
  self->stack = epc_begin_stack_new (
      GTK_BOX (self),
      epc_begin_page_or (
          epc_begin_page_new ("system-users-symbolic", _("Nobody on the roster yet"),
                              _("Who can leave tomorrow stands here as soon as there are experts with their notice, "
                                "languages and clearances. Enter them, or import a list."),
                              _("New expert"), "roster.new-expert"),
          _("Import a list"), "page.import"),
      "list", make_list (self));
  self->feed = epc_feed_new (GTK_WIDGET (self), session, &roster_feed);
  return GTK_WIDGET (self);
}
