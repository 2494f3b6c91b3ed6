/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who is passing, where, and where to? Figures of the newest days, the days before, point by point, and who they are; one series of
 * counts at a time.
 */
#include "response.h"

#include <adwaita.h>
#include <math.h>

#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/epc-feed.h"
#include "desktop/exchange/exchange.h"
#include "desktop/record-flow.h"
#include "desktop/widgets/epc-begin-page.h"
#include "desktop/widgets/epc-chart-view.h"
#include "desktop/widgets/epc-drop-down.h"
#include "desktop/widgets/epc-heading.h"
#include "desktop/widgets/epc-note.h"
#include "desktop/widgets/epc-panes.h"
#include "desktop/widgets/epc-state.h"
#include "desktop/widgets/epc-strip.h"
#include "desktop/widgets/epc-table-heads.h"
#include "epc-tally.h"
#include "report/epc-picture-flows.h"

#define NARROW 820      /* pixels below which the points and who passes are not side by side */
#define STALE_DAYS 2    /* a day without a count is usual, two are a question: figures of a response are old after 48 hours */
#define SHARES_SHOWN 6

/* --- one row of the table --- */

typedef enum
{
  COLUMN_NAME,
  COLUMN_PEOPLE,
  COLUMN_IN,
  COLUMN_OUT,
  COLUMN_OTHER,
  COLUMN_BEFORE,
  COLUMN_COUNTS,
  COLUMN_LAST,
  N_COLUMNS
} Column;

static const char *const titles[N_COLUMNS]
    = { N_("Point"), N_("People"), N_("Entering"), N_("Leaving"), N_("Other"), N_("Before"), N_("Counts"), N_("Last count") };

#define EPC_TYPE_FLOW_ROW (epc_flow_row_get_type ())
G_DECLARE_FINAL_TYPE (EpcFlowRow, epc_flow_row, EPC, FLOW_ROW, GObject)

struct _EpcFlowRow
{
  GObject parent_instance;
  EpcUid point; /* nil: all together */
  char *texts[N_COLUMNS];
  const char *state; /* of the last count */
};

G_DEFINE_FINAL_TYPE (EpcFlowRow, epc_flow_row, G_TYPE_OBJECT)

static void
epc_flow_row_finalize (GObject *object)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    g_free (EPC_FLOW_ROW (object)->texts[i]);
  G_OBJECT_CLASS (epc_flow_row_parent_class)->finalize (object);
}

static void
epc_flow_row_class_init (EpcFlowRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = epc_flow_row_finalize;
}

static void
epc_flow_row_init (EpcFlowRow *self)
{
}

/* --- the page --- */

#define EPC_TYPE_FLOWS_PAGE (epc_flows_page_get_type ())
G_DECLARE_FINAL_TYPE (EpcFlowsPage, epc_flows_page, EPC, FLOWS_PAGE, GtkBox)

struct _EpcFlowsPage
{
  GtkBox parent_instance;
  EpcSession *session;
  GtkStack *stack; /* "figures", "empty", "begin": there are points and no count */
  EpcStrip *strip;
  GtkDropDown *series_choice;
  EpcChartView *chart, *shares[2];
  EpcHeading *heading;
  GtkColumnView *table;
  GListStore *rows;
  GtkSingleSelection *selection;
  EpcNote *note;
  GtkWidget *detail_chip;
  GPtrArray *series; /* EpcFlowSeries of the choice; never changed, threads read it */
  guint n_changes;   /* of counts since the page stands */
  guint series_at;   /* how many of them the series know */
  guint chosen;      /* of them */
  EpcUid point;      /* whose people are shown beside the table; nil: all */
  char *point_code;
  gboolean is_filling;
  EpcFeed *feed, *others; /* others: which series there are besides the newest */
};

G_DEFINE_FINAL_TYPE (EpcFlowsPage, epc_flows_page, GTK_TYPE_BOX)

static char *
people_text (gint64 people)
{
  return people >= 0 ? epc_language_integer (epc_language_get (NULL), people) : g_strdup ("—");
}

/* --- figures --- */

static char *
days_text (const EpcFlows *flows)
{
  const EpcLanguage *language = epc_language_get (NULL);
  g_autofree char *from = epc_language_date (language, flows->from, TRUE), *to = epc_language_date (language, flows->to, TRUE);

  return g_str_equal (flows->from, flows->to) ? g_strdup (to) : g_strdup_printf ("%s – %s", from, to);
}

static void
add_people (EpcFlowsPage *self, const char *label, gint64 people, const char *note)
{
  g_autofree char *text = people >= 0 ? epc_language_integer (epc_language_get (NULL), people) : NULL;

  epc_strip_add (self->strip, label, text, people >= 0 ? epc_language_plural (epc_language_get (NULL), N_("person"), N_("people"), people) : NULL, people >= 0 ? note : _("No direction was recorded"));
}

static gint64
today_of (EpcFlowsPage *self)
{
  char iso[EPC_DATE_SIZE];
  int year, month, day;

  epc_date_today_in (epc_store_zone (epc_session_store (self->session)), iso);
  return epc_date_split (iso, &year, &month, &day) ? epc_date_days (year, month, day) : 0;
}

/* Only what is counted each day can be late by days. */
static gboolean
is_late (EpcFlowsPage *self, const EpcFlows *flows, const char *last)
{
  int year, month, day;

  return g_strcmp0 (flows->series->period, "day") == 0
         && (last == NULL || (epc_date_split (last, &year, &month, &day) && today_of (self) - epc_date_days (year, month, day) > STALE_DAYS));
}

static void
show_figures (EpcFlowsPage *self, const EpcFlows *flows)
{
  const EpcLanguage *language = epc_language_get (NULL);
  g_autofree char *days = days_text (flows), *people = people_text (flows->now.people);
  EpcFigure *figure;

  epc_strip_clear (self->strip);
  figure = epc_strip_add (self->strip, _("Seen passing"), people, epc_language_plural (epc_language_get (NULL), N_("person"), N_("people"), MAX (flows->now.people, 0)), days);
  if (is_late (self, flows, flows->to))
    epc_figure_set_state (figure, "stale");
  add_people (self, _("Entering"), flows->now.in, days);
  add_people (self, _("Leaving"), flows->now.out, days);
  if (flows->now.in >= 0 && flows->now.out >= 0)
    {
      g_autofree char *net = epc_language_change (language, flows->now.in - flows->now.out);
      epc_strip_add (self->strip, _("Entering less leaving"), net, epc_language_plural (epc_language_get (NULL), N_("person"), N_("people"), ABS (flows->now.in - flows->now.out)), _("Of those seen"));
    }
  if (!isnan (flows->change_percent))
    {
      g_autofree char *percent = epc_language_decimal (language, flows->change_percent, 1);
      g_autofree char *text = flows->change_percent > 0 ? g_strconcat ("+", percent, NULL) : g_strdup (percent);
      g_autofree char *note = flows->series->at_points ? g_strdup_printf (ngettext_ ("Per count, %u point in both", "Per count, %u points in both", (gulong) flows->points_both), flows->points_both) : g_strdup (_("Against the period before"));
      epc_strip_add (self->strip, _("Change"), text, "%", note);
    }
  if (flows->series->at_points)
    {
      g_autofree char *of = g_strdup_printf (_("of %u"), flows->points), *n = epc_language_integer (language, flows->points_now);
      figure = epc_strip_add (self->strip, _("Points that counted"), n, of, days);
      if (flows->points_now < flows->points)
        epc_figure_set_state (figure, "watch");
    }
}

/* --- table --- */

static EpcFlowRow *
row_new (const EpcUid *point, const char *name, const EpcFlowCount *now, const EpcFlowCount *before, guint counts, const char *last)
{
  EpcFlowRow *row = g_object_new (EPC_TYPE_FLOW_ROW, NULL);
  const EpcLanguage *language = epc_language_get (NULL);

  if (point != NULL)
    row->point = *point;
  row->texts[COLUMN_NAME] = g_strdup (name);
  row->texts[COLUMN_PEOPLE] = people_text (now->people);
  row->texts[COLUMN_IN] = people_text (now->in);
  row->texts[COLUMN_OUT] = people_text (now->out);
  row->texts[COLUMN_OTHER] = people_text (now->other);
  row->texts[COLUMN_BEFORE] = people_text (before->people);
  row->texts[COLUMN_COUNTS] = epc_language_integer (language, counts);
  row->texts[COLUMN_LAST] = last != NULL ? epc_language_date (language, last, TRUE) : g_strdup (_("never"));
  return row;
}

static void
show_table (EpcFlowsPage *self, const EpcFlows *flows)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  guint selected = 0;

  g_ptr_array_add (rows, row_new (NULL, flows->series->at_points ? _("All points") : _("The whole border"), &flows->now, &flows->before,
                                  flows->periods_now, flows->to));
  ((EpcFlowRow *) g_ptr_array_index (rows, 0))->state = is_late (self, flows, flows->to) ? "watch" : "ok";
  for (guint i = 0; i < flows->at->len; i++)
    {
      const EpcFlowPoint *point = g_ptr_array_index (flows->at, i);
      EpcFlowRow *row = row_new (&point->point, point->name, &point->now, &point->before, point->periods_now, point->last);
      row->state = is_late (self, flows, point->last) ? "watch" : "ok";
      if (epc_uid_equal (&point->point, &self->point))
        selected = rows->len;
      g_ptr_array_add (rows, row);
    }
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), rows->pdata, rows->len);
  gtk_single_selection_set_selected (self->selection, selected);
}

static gboolean
is_number (guint column, gpointer data)
{
  return column > COLUMN_NAME && column < COLUMN_LAST;
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  guint column = GPOINTER_TO_UINT (data);
  GtkWidget *cell;

  if (column == COLUMN_LAST)
    {
      gtk_list_item_set_child (item, epc_state_new (NULL, NULL, "plain"));
      return;
    }
  cell = gtk_inscription_new (NULL);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), is_number (column, NULL) ? 1 : 0);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), is_number (column, NULL) ? 7 : 12);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), is_number (column, NULL) ? 8 : 24);
  gtk_list_item_set_child (item, cell);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  EpcFlowRow *row = gtk_list_item_get_item (item);
  GtkWidget *cell = gtk_list_item_get_child (item);
  guint column = GPOINTER_TO_UINT (data);

  if (column == COLUMN_LAST)
    {
      epc_state_set (EPC_STATE (cell), row->state, row->texts[column]);
      return;
    }
  gtk_inscription_set_text (GTK_INSCRIPTION (cell), row->texts[column]);
  if (epc_uid_is_nil (&row->point))
    gtk_widget_add_css_class (cell, "heading");
  else
    gtk_widget_remove_css_class (cell, "heading");
}

static void
on_selected (EpcFlowsPage *self)
{
  EpcFlowRow *row = gtk_single_selection_get_selected_item (self->selection);

  if (self->is_filling || row == NULL || epc_uid_equal (&row->point, &self->point))
    return;
  self->point = row->point;
  epc_feed_soon (self->feed);
}

static void
on_activated (EpcFlowsPage *self)
{
  if (!epc_uid_is_nil (&self->point))
    epc_record_flow_open (GTK_WIDGET (self), self->session, epc_entity_find ("flow_point"), &self->point);
}

/* --- who they are --- */

static void
show_shares (EpcFlowsPage *self, const EpcFlows *flows)
{
  static const EpcFlowShareKind kinds[] = { EPC_FLOW_NATIONALITY, EPC_FLOW_JOURNEY };
  EpcFlowShareKind second = flows->shares[EPC_FLOW_JOURNEY]->len > 0 ? EPC_FLOW_JOURNEY : EPC_FLOW_PEOPLE;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      EpcChart *chart = epc_chart_of_flow_shares (flows, i == 0 ? EPC_FLOW_NATIONALITY : second, SHARES_SHOWN, TRUE, NULL);
      gboolean is_empty = epc_chart_is_empty (chart);
      g_autofree char *title = g_strdup (epc_chart_title (chart));
      epc_chart_set_title (chart, title, _("people"), NULL);
      epc_chart_view_take (self->shares[i], chart);
      gtk_widget_set_visible (GTK_WIDGET (self->shares[i]), !is_empty);
    }
  if (flows->not_added > 0)
    {
      g_autofree char *people = people_text (flows->not_added);
      g_autofree char *apart = g_strdup_printf (epc_language_plural (epc_language_get (NULL), N_("%s person stands in another breakdown of the same count and is not added."),
                                                                     N_("%s people stand in another breakdown of the same count and are not added."), flows->not_added), people);
      g_autofree char *text = g_strconcat (apart, " ", epc_flow_caveat (NULL), NULL);
      epc_note_set (self->note, "info", _("No total of those who pass"), text);
    }
  else
    epc_note_set (self->note, "info", _("No total of those who pass"), epc_flow_caveat (NULL));
}

/* --- loading --- */

typedef struct
{
  EpcUid point;
  EpcFlowSeries *series; /* NULL: the newest */
  GPtrArray *known;      /* all series, where no count has changed since they were read; NULL: read them */
  guint n_changes;
} Question;

typedef struct
{
  GPtrArray *series;
  guint chosen;
  EpcFlows *all, *one; /* one: of the point; NULL: none chosen */
  char *point_code, *point_name;
  gboolean has_points, is_newest; /* is_newest: the series is the newest alone */
  guint n_changes;
} Answer;

static gboolean
is_same_series (const EpcFlowSeries *a, const EpcFlowSeries *b)
{
  return a->at_points == b->at_points && g_strcmp0 (a->country, b->country) == 0 && g_strcmp0 (a->tool, b->tool) == 0
         && g_strcmp0 (a->period, b->period) == 0 && g_strcmp0 (a->source, b->source) == 0;
}

static void
question_free (gpointer data)
{
  Question *question = data;

  epc_flow_series_free (question->series);
  g_clear_pointer (&question->known, g_ptr_array_unref);
  g_free (question);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->series, g_ptr_array_unref);
  epc_flows_free (answer->all);
  epc_flows_free (answer->one);
  g_free (answer->point_code);
  g_free (answer->point_name);
  g_free (answer);
}

static gpointer
ask (gpointer page)
{
  EpcFlowsPage *self = page;
  Question *question = g_new0 (Question, 1);

  question->point = self->point;
  question->n_changes = self->n_changes;
  /* Which series there are takes a look at every count: another point or series is no reason to look again. */
  if (self->series != NULL && self->series_at == self->n_changes)
    question->known = g_ptr_array_ref (self->series);
  if (self->series != NULL && self->chosen < self->series->len)
    question->series = epc_flow_series_copy (g_ptr_array_index (self->series, self->chosen));
  return question;
}

static gboolean
read_point (Answer *answer, EpcStore *store, const EpcUid *point, GCancellable *cancellable, GError **error)
{
  const EpcFlowSeries *series = g_ptr_array_index (answer->series, answer->chosen);
  g_autoptr (EpcRecord) record = NULL;

  if (epc_uid_is_nil (point) || !series->at_points)
    return TRUE;
  record = epc_store_get (store, epc_entity_find ("flow_point"), point, NULL);
  if (record == NULL)
    return TRUE;
  answer->point_code = g_strdup (epc_record_code (record));
  answer->point_name = epc_record_title (record);
  answer->one = epc_flows (store, series, point, NULL, cancellable, error);
  return answer->one != NULL;
}

/* What is shown first is the newest of them, and does not wait until every count was looked at for the others. */
static GPtrArray *
list_series (EpcStore *store, const Question *question, GCancellable *cancellable, GError **error)
{
  return question->series == NULL ? epc_flow_series_newest (store, cancellable, error) : epc_flow_series (store, cancellable, error);
}

static gpointer
read_flows (EpcStore *store, const EpcUid *crisis, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;
  Answer *answer = g_new0 (Answer, 1);
  gboolean done;

  g_autoptr (EpcQuery) points = epc_query_new (epc_entity_find ("flow_point"));
  gint64 n_points = epc_query_count (points, store, cancellable, error);

  answer->has_points = n_points > 0;
  answer->n_changes = question->n_changes;
  if (n_points >= 0)
    answer->series = question->known != NULL ? g_ptr_array_ref (question->known) : list_series (store, question, cancellable, error);
  answer->is_newest = question->known == NULL && question->series == NULL;
  done = answer->series != NULL;
  for (guint i = 0; done && question->series != NULL && i < answer->series->len; i++)
    if (is_same_series (g_ptr_array_index (answer->series, i), question->series))
      answer->chosen = i;
  if (done && answer->series->len > 0)
    {
      answer->all = epc_flows (store, g_ptr_array_index (answer->series, answer->chosen), NULL, NULL, cancellable, error);
      done = answer->all != NULL && read_point (answer, store, &question->point, cancellable, error);
    }
  if (done)
    return answer;
  answer_free (answer);
  return NULL;
}

static void
fill_choice (EpcFlowsPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->series->len; i++)
    {
      g_autofree char *title = epc_flow_series_title (g_ptr_array_index (self->series, i), NULL);
      gtk_string_list_append (names, title);
    }
  gtk_drop_down_set_model (self->series_choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->series_choice, self->chosen);
}

/* --- the other series --- */

static gpointer
read_others (EpcStore *store, const EpcUid *crisis, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;
  Answer *answer = g_new0 (Answer, 1);

  answer->n_changes = question->n_changes;
  answer->series = question->known != NULL ? g_ptr_array_ref (question->known) : epc_flow_series (store, cancellable, error);
  if (answer->series != NULL)
    return answer;
  answer_free (answer);
  return NULL;
}

static void
show_others (gpointer page, gpointer data)
{
  EpcFlowsPage *self = page;
  Answer *answer = data;
  const EpcFlowSeries *shown = self->series != NULL && self->chosen < self->series->len ? g_ptr_array_index (self->series, self->chosen) : NULL;
  gboolean is_there = FALSE;

  for (guint i = 0; shown != NULL && i < answer->series->len && !is_there; i++)
    if ((is_there = is_same_series (g_ptr_array_index (answer->series, i), shown)))
      answer->chosen = i;
  if (is_there)
    {
      self->is_filling = TRUE;
      g_clear_pointer (&self->series, g_ptr_array_unref);
      self->series = g_steal_pointer (&answer->series);
      self->series_at = answer->n_changes;
      self->chosen = answer->chosen;
      fill_choice (self);
      self->is_filling = FALSE;
    }
  answer_free (answer);
}

static void
begin_others (EpcFlowsPage *self)
{
  static const char *const nothing[] = { NULL };
  static const EpcFeedKind others_feed = { "series of flow counts", 0, nothing, ask, question_free, read_others, show_others, answer_free };

  if (self->others == NULL)
    self->others = epc_feed_new (GTK_WIDGET (self), self->session, &others_feed);
  epc_feed_soon (self->others);
}

static void
show (gpointer page, gpointer data)
{
  EpcFlowsPage *self = page;
  Answer *answer = data;
  const EpcFlows *shown = answer->one != NULL ? answer->one : answer->all;

  gtk_stack_set_visible_child_name (self->stack, shown != NULL ? "figures" : answer->has_points ? "begin" : "empty");
  if (shown != NULL)
    {
      g_autofree char *days = days_text (shown);
      self->is_filling = TRUE;
      g_clear_pointer (&self->series, g_ptr_array_unref);
      self->series = g_steal_pointer (&answer->series);
      self->series_at = answer->is_newest ? G_MAXUINT : answer->n_changes;
      self->chosen = answer->chosen;
      if (answer->one == NULL)
        self->point = (EpcUid){ { 0 } };
      g_free (self->point_code);
      self->point_code = g_steal_pointer (&answer->point_code);
      fill_choice (self);
      show_figures (self, answer->all);
      show_table (self, answer->all);
      self->is_filling = FALSE;
      epc_chart_view_take (self->chart, epc_chart_of_passages (shown, NULL));
      epc_heading_set (self->heading, answer->one != NULL ? answer->point_name : _("Who passes"), days);
      show_shares (self, shown);
      if (answer->is_newest)
        begin_others (self);
    }
  answer_free (answer);
}

static const char *const flow_kinds[] = { "flow_count", "flow_point", NULL };
static const EpcFeedKind flows_feed = { "flows", 100, flow_kinds, ask, question_free, read_flows, show, answer_free };

static void
on_changed (EpcStore *store, EpcChange *change, EpcFlowsPage *self)
{
  if (change->entity == NULL || g_str_equal (change->entity->key, "flow_count"))
    self->n_changes++;
}

static void
on_series_chosen (EpcFlowsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->series_choice);

  if (self->is_filling || self->series == NULL || selected >= self->series->len)
    return;
  self->chosen = selected;
  epc_feed_soon (self->feed);
}

/* --- actions --- */

static void
run_new (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcFlowsPage *self = EPC_FLOWS_PAGE (widget);
  EpcWindow *window = epc_window_of (widget);

  if (window != NULL)
    epc_tally_open (window, self->session, epc_uid_is_nil (&self->point) ? NULL : &self->point);
}

static void
run_new_point (GtkWidget *widget, const char *name, GVariant *parameter)
{
  epc_record_flow_open (widget, EPC_FLOWS_PAGE (widget)->session, epc_entity_find ("flow_point"), NULL);
}

static void
run_import (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcFlowsPage *self = EPC_FLOWS_PAGE (widget);
  EpcWindow *window = epc_window_of (widget);

  if (window != NULL)
    epc_import_start (window, self->session, epc_entity_find ("flow_count"));
}

static void
run_report (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcFlowsPage *self = EPC_FLOWS_PAGE (widget);
  const char *report = g_str_equal (name, "page.tally") ? "tally" : "flows";
  g_autofree char *words = self->point_code != NULL ? g_strdup_printf ("%s %s", report, self->point_code) : g_strdup (report);

  gtk_widget_activate_action (widget, "win.report", "s", words);
}

static void
run_table (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (EPC_FLOWS_PAGE (widget)->chart), "chart.table", NULL);
}

/* --- building --- */

static GtkWidget *
button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
make_toolbar (EpcFlowsPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *space = gtk_label_new (NULL), *count = button (_("Count a day"), "page.new");

  self->series_choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  epc_drop_down_ellipsize (self->series_choice, 40);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->series_choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Series of counts"), -1);
  g_signal_connect_swapped (self->series_choice, "notify::selected", G_CALLBACK (on_series_chosen), self);
  self->detail_chip = epc_chip_new (_("Who passes"), NULL);
  gtk_widget_set_hexpand (space, TRUE);
  gtk_widget_add_css_class (count, "suggested-action");
  gtk_widget_add_css_class (bar, "toolbar-row");
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->series_choice));
  gtk_box_append (GTK_BOX (bar), self->detail_chip);
  gtk_box_append (GTK_BOX (bar), space);
  gtk_box_append (GTK_BOX (bar), button (_("Tally sheet"), "page.tally"));
  gtk_box_append (GTK_BOX (bar), button (_("Report"), "page.print"));
  gtk_box_append (GTK_BOX (bar), count);
  return bar;
}

static GtkWidget *
make_table (EpcFlowsPage *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  self->rows = g_list_store_new (EPC_TYPE_FLOW_ROW);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  self->table = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection))));
  gtk_widget_add_css_class (GTK_WIDGET (self->table), "epc");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->table), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Point by point"), -1);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_signal_connect (factory, "setup", G_CALLBACK (on_setup), GUINT_TO_POINTER (i));
      g_signal_connect (factory, "bind", G_CALLBACK (on_bind), GUINT_TO_POINTER (i));
      g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (_(titles[i]), factory);
      gtk_column_view_column_set_expand (column, i == COLUMN_NAME);
      gtk_column_view_append_column (self->table, column);
    }
  epc_table_heads_align (self->table, is_number, NULL);
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (on_selected), self);
  g_signal_connect_swapped (self->table, "activate", G_CALLBACK (on_activated), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), GTK_WIDGET (self->table));
  gtk_widget_set_vexpand (scroll, TRUE);
  return scroll;
}

static GtkWidget *
make_pane (EpcFlowsPage *self)
{
  GtkWidget *pane = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8), *scroll = gtk_scrolled_window_new ();

  self->heading = EPC_HEADING (epc_heading_new (_("Who passes"), NULL));
  gtk_box_append (GTK_BOX (pane), GTK_WIDGET (self->heading));
  for (guint i = 0; i < G_N_ELEMENTS (self->shares); i++)
    {
      self->shares[i] = EPC_CHART_VIEW (epc_chart_view_new ());
      gtk_box_append (GTK_BOX (pane), GTK_WIDGET (self->shares[i]));
    }
  self->note = EPC_NOTE (epc_note_new ("info", "", ""));
  gtk_box_append (GTK_BOX (pane), GTK_WIDGET (self->note));
  gtk_widget_add_css_class (pane, "pane-pad");
  gtk_widget_add_css_class (scroll, "pane");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), pane);
  return scroll;
}

static GtkWidget *
make_figures (EpcFlowsPage *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->strip = EPC_STRIP (epc_strip_new ());
  self->chart = EPC_CHART_VIEW (epc_chart_view_new_above ());
  gtk_widget_add_css_class (left, "main-pane");
  gtk_box_append (GTK_BOX (left), GTK_WIDGET (self->chart));
  gtk_box_append (GTK_BOX (left), make_table (self));
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (all), make_toolbar (self));
  gtk_box_append (GTK_BOX (all), epc_panes_new (left, make_pane (self), 352, NARROW, self->detail_chip));
  return all;
}

static void
epc_flows_page_dispose (GObject *object)
{
  EpcFlowsPage *self = EPC_FLOWS_PAGE (object);

  g_clear_pointer (&self->feed, epc_feed_free);
  g_clear_pointer (&self->others, epc_feed_free);
  self->is_filling = TRUE;
  g_clear_object (&self->rows);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->series, g_ptr_array_unref);
  g_clear_pointer (&self->point_code, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (epc_flows_page_parent_class)->dispose (object);
}

static void
epc_flows_page_class_init (EpcFlowsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_flows_page_dispose;
  gtk_widget_class_install_action (widget_class, "page.new", NULL, run_new);
  gtk_widget_class_install_action (widget_class, "page.new-point", NULL, run_new_point);
  gtk_widget_class_install_action (widget_class, "page.import", NULL, run_import);
  gtk_widget_class_install_action (widget_class, "page.print", NULL, run_report);
  gtk_widget_class_install_action (widget_class, "page.tally", NULL, run_report);
  gtk_widget_class_install_action (widget_class, "page.table", NULL, run_table);
}

static void
epc_flows_page_init (EpcFlowsPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

GtkWidget *
epc_flows_page_new (const EpcSection *section, EpcSession *session)
{
  EpcFlowsPage *self = g_object_new (EPC_TYPE_FLOWS_PAGE, NULL);

  self->session = g_object_ref (session);
  self->stack = epc_begin_stack_new (
      GTK_BOX (self),
      epc_begin_page_or (
          epc_begin_page_new ("object-flip-horizontal-symbolic", _("Nobody was counted yet"),
                              _("Counts of people who pass stand here, point by point. Add the points where you observe, then count a day; or "
                                "import what the authority publishes."),
                              _("Add a point"), "page.new-point"),
          _("Import a list"), "page.import"),
      "figures", make_figures (self));
  gtk_stack_add_named (self->stack,
                       epc_begin_page_new ("object-flip-horizontal-symbolic", _("Nobody was counted yet"),
                                           _("The points are there. Count a day at one of them: a line a nationality, a column a sex and age, as on the tally sheet."),
                                           _("Count a day"), "page.new"),
                       "begin");
  g_signal_connect_object (epc_session_store (session), "changed", G_CALLBACK (on_changed), self, 0);
  self->feed = epc_feed_new (GTK_WIDGET (self), session, &flows_feed);
  return GTK_WIDGET (self);
}
