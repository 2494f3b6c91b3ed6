/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Is displacement really rising, or did we only look at more places? Figures, trend, the change by area over the places
 * assessed in both rounds, the map, and what was left out.
 */
#include "response.h"

#include <adwaita.h>
#include <math.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/epc-feed.h"
#include "desktop/exchange/exchange.h"
#include "desktop/response/epc-round-confirm.h"
#include "desktop/response/epc-round-freeze.h"
#include "desktop/widgets/epc-begin-page.h"
#include "desktop/widgets/epc-chart-view.h"
#include "desktop/widgets/epc-drop-down.h"
#include "desktop/widgets/epc-heading.h"
#include "desktop/widgets/epc-map-view.h"
#include "desktop/widgets/epc-note.h"
#include "desktop/widgets/epc-panes.h"
#include "desktop/widgets/epc-series-choice.h"
#include "desktop/widgets/epc-state.h"
#include "desktop/widgets/epc-strip.h"
#include "desktop/widgets/epc-table-heads.h"
#include "model/epc-code-list.h"
#include "report/epc-report.h"

/* --- one row of the table --- */

#define EPC_TYPE_AREA_ROW (epc_area_row_get_type ())
G_DECLARE_FINAL_TYPE (EpcAreaRow, epc_area_row, EPC, AREA_ROW, GObject)

struct _EpcAreaRow
{
  GObject parent_instance;
  char *texts[6]; /* name, before, now, change, percent, compared */
  gboolean is_total, is_whole;
};

G_DEFINE_FINAL_TYPE (EpcAreaRow, epc_area_row, G_TYPE_OBJECT)

static void
epc_area_row_finalize (GObject *object)
{
  for (guint i = 0; i < G_N_ELEMENTS (EPC_AREA_ROW (object)->texts); i++)
    g_free (EPC_AREA_ROW (object)->texts[i]);
  G_OBJECT_CLASS (epc_area_row_parent_class)->finalize (object);
}

static void
epc_area_row_class_init (EpcAreaRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = epc_area_row_finalize;
}

static void
epc_area_row_init (EpcAreaRow *self)
{
}

static EpcAreaRow *
area_row_new (const EpcAreaChange *area, gboolean is_total)
{
  EpcAreaRow *row = g_object_new (EPC_TYPE_AREA_ROW, NULL);
  const EpcLanguage *language = epc_language_get (NULL);
  double percent = epc_area_change_percent (area);

  row->texts[0] = g_strdup (area->name);
  row->texts[1] = area->before >= 0 ? epc_language_integer (language, area->before) : g_strdup ("—");
  row->texts[2] = area->now >= 0 ? epc_language_integer (language, area->now) : g_strdup ("—");
  row->texts[3] = area->places_both > 0 ? epc_language_change (language, area->now_both - area->before_both) : g_strdup ("—");
  if (isnan (percent))
    row->texts[4] = g_strdup ("—");
  else
    {
      g_autofree char *number = epc_language_decimal (language, percent, 1);
      row->texts[4] = percent > 0 ? g_strconcat ("+", number, NULL) : g_steal_pointer (&number);
    }
  row->texts[5] = g_strdup_printf (_("%u of %u"), area->places_both, area->places_all);
  row->is_total = is_total;
  row->is_whole = area->places_both == area->places_all;
  return row;
}

/* --- the page --- */

#define STATE_COLUMN 6
#define NARROW 780 /* pixels below which figures and map are not side by side */

#define EPC_TYPE_ROUNDS_PAGE (epc_rounds_page_get_type ())
G_DECLARE_FINAL_TYPE (EpcRoundsPage, epc_rounds_page, EPC, ROUNDS_PAGE, GtkBox)

struct _EpcRoundsPage
{
  GtkBox parent_instance;
  EpcSession *session;
  GtkStack *stack; /* "figures", "empty" */
  EpcStrip *strip;
  GtkDropDown *series_choice, *round_choice;
  EpcChartView *chart;
  GtkColumnView *table;
  GListStore *rows;
  EpcMapFigure *map;
  EpcHeading *map_heading;
  EpcNote *note;
  GtkWidget *source;
  GPtrArray *kinds; /* EpcRound: the newest of each operation and tool */
  EpcUid operation;
  char *tool;
  gint64 round; /* −1: the latest */
  gboolean is_filling;
  EpcFeed *feed, *trend;
  GtkWidget *map_chip, *freeze;
  EpcUid shown; /* the round that the page shows; nil: none */
  gint64 shown_number;
  gboolean is_frozen;
};

G_DEFINE_FINAL_TYPE (EpcRoundsPage, epc_rounds_page, GTK_TYPE_BOX)

/* What the thread brings back. */
typedef struct
{
  GPtrArray *kinds;
  EpcRoundSeries *series;
  GPtrArray *reasons; /* EpcRoundShare */
  gboolean is_frozen; /* the round of the series' change */
} Loaded;

static void
loaded_free (gpointer data)
{
  Loaded *loaded = data;

  g_clear_pointer (&loaded->kinds, g_ptr_array_unref);
  epc_round_series_free (loaded->series);
  g_clear_pointer (&loaded->reasons, g_ptr_array_unref);
  g_free (loaded);
}

static EpcStore *
store_of (EpcRoundsPage *self)
{
  return epc_session_store (self->session);
}

/* --- figures --- */

static char *
round_note (const EpcRound *round)
{
  g_autofree char *places = epc_language_integer (epc_language_get (NULL), round->places);

  return g_strdup_printf (ngettext_ ("IOM DTM · %s · %s area", "IOM DTM · %s · %s areas", (gulong) round->places), round->tool, places);
}

static void
add_round_figure (EpcRoundsPage *self, const EpcRound *round)
{
  const EpcLanguage *language = epc_language_get (NULL);
  g_autofree char *month = epc_language_month (language, round->date);
  g_autofree char *label = g_strdup_printf (_("Round %d, %s"), (int) round->number, month);
  g_autofree char *people = epc_language_integer (language, round->people);
  g_autofree char *note = round_note (round);

  epc_strip_add (self->strip, label, people, epc_language_plural (epc_language_get (NULL), N_("person"), N_("people"), round->people), note);
}

static void
add_change_figure (EpcRoundsPage *self, const EpcRoundChange *change)
{
  const EpcLanguage *language = epc_language_get (NULL);
  g_autofree char *label = g_strdup_printf (ngettext_ ("Change, %u area in both", "Change, %u areas in both", (gulong) change->total.places_both), change->total.places_both);
  g_autofree char *value = epc_language_change (language, change->total.now_both - change->total.before_both);
  g_autofree char *before = epc_language_integer (language, change->total.before_both);
  g_autofree char *now = epc_language_integer (language, change->total.now_both);
  g_autofree char *note = g_strdup_printf ("%s → %s", before, now);
  double percent = epc_area_change_percent (&change->total);
  EpcFigure *figure = epc_strip_add (self->strip, label, value, NULL, note);

  if (!isnan (percent))
    {
      g_autofree char *number = epc_language_percent (language, percent, 1);
      g_autofree char *text = percent > 0 ? g_strconcat ("+", number, NULL) : g_strdup (number);
      epc_figure_set_delta (figure, text, percent > 0 ? "critical" : "ok");
    }
}

static void
show_figures (EpcRoundsPage *self, const Loaded *loaded)
{
  const EpcLanguage *language = epc_language_get (NULL);
  const EpcRoundChange *change = loaded->series->change;
  const EpcRound *round = change->round;

  epc_strip_clear (self->strip);
  add_round_figure (self, round);
  if (change->previous != NULL)
    {
      add_round_figure (self, change->previous);
      if (change->total.places_both > 0)
        add_change_figure (self, change);
    }
  g_autofree char *where = g_strdup_printf (_("round %d"), (int) round->number);
  if (round->females >= 0 && round->males >= 0 && round->females + round->males > 0)
    {
      g_autofree char *share
          = epc_language_decimal (language, (double) round->females * 100 / (double) (round->females + round->males), 0);
      g_autofree char *women = epc_language_integer (language, round->females);
      g_autofree char *note = g_strdup_printf ("%s · %s", women, where);
      epc_strip_add (self->strip, _("Women and girls"), share, "%", note);
    }
  if (loaded->reasons != NULL && loaded->reasons->len > 0 && round->people > 0)
    {
      const EpcRoundShare *reason = g_ptr_array_index (loaded->reasons, 0);
      g_autofree char *share = epc_language_decimal (language, (double) reason->people * 100 / (double) round->people, 1);
      g_autofree char *people = epc_language_integer (language, reason->people);
      g_autofree char *note = g_strdup_printf ("%s · %s", people, where);
      g_autofree char *label = g_strdup_printf (_("Reason: %s"), reason->label);
      epc_strip_add (self->strip, label, share, "%", note);
    }
}

/* --- table --- */

static void
show_table (EpcRoundsPage *self, const EpcRoundChange *change)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (rows, area_row_new (&change->total, TRUE));
  for (guint i = 0; i < change->areas->len; i++)
    g_ptr_array_add (rows, area_row_new (g_ptr_array_index (change->areas, i), FALSE));
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), rows->pdata, rows->len);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  gboolean is_number = GPOINTER_TO_INT (column) > 0;
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), is_number ? 1 : 0);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), is_number ? 9 : 14);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), is_number ? 10 : 22);
  gtk_list_item_set_child (item, cell);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  EpcAreaRow *row = gtk_list_item_get_item (item);
  GtkWidget *cell = gtk_list_item_get_child (item);

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), row->texts[GPOINTER_TO_INT (column)]);
  if (row->is_total)
    gtk_widget_add_css_class (cell, "heading");
  else
    gtk_widget_remove_css_class (cell, "heading");
}

static void
on_setup_state (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  gtk_list_item_set_child (item, epc_state_new (NULL, NULL, "plain"));
}

static void
on_bind_state (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  EpcAreaRow *row = gtk_list_item_get_item (item);

  epc_state_set (EPC_STATE (gtk_list_item_get_child (item)), row->is_whole ? "ok" : "watch", row->is_whole ? _("yes") : _("in part"));
}

static void
add_column (EpcRoundsPage *self, const char *title, int index, gboolean is_state)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  gpointer column = GINT_TO_POINTER (index);

  g_signal_connect (factory, "setup", G_CALLBACK (is_state ? on_setup_state : on_setup), column);
  g_signal_connect (factory, "bind", G_CALLBACK (is_state ? on_bind_state : on_bind), column);
  g_autoptr (GtkColumnViewColumn) view = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_expand (view, index == 0);
  gtk_column_view_append_column (self->table, view);
}

static gboolean
is_number (guint column, gpointer data)
{
  return column > 0 && column < STATE_COLUMN;
}

static void
name_columns (EpcRoundsPage *self, const EpcRoundChange *change)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);
  g_autoptr (GtkColumnViewColumn) before = g_list_model_get_item (columns, 1), now = g_list_model_get_item (columns, 2);
  g_autofree char *old = change->previous != NULL ? g_strdup_printf (_("Round %d"), (int) change->previous->number) : g_strdup ("—");
  g_autofree char *new = g_strdup_printf (_("Round %d"), (int) change->round->number);

  gtk_column_view_column_set_title (before, old);
  gtk_column_view_column_set_title (now, new);
  epc_table_heads_align (self->table, is_number, NULL);
}

/* --- the right pane --- */

/* "Only in round 9: L'Estère (625)." */
static void
append_left_out (GString *text, const char *form, gint64 round, GPtrArray *places)
{
  if (places->len == 0)
    return;
  GString *names = g_string_new (NULL);
  for (guint i = 0; i < places->len && i < 4; i++)
    {
      const EpcPlaceChange *place = g_ptr_array_index (places, i);
      g_autofree char *people = epc_language_integer (epc_language_get (NULL), MAX (place->before, place->now));
      g_string_append_printf (names, "%s%s (%s)", i > 0 ? ", " : "", place->name, people);
    }
  if (places->len > 4)
    g_string_append_printf (names, _(" and %u more"), places->len - 4);
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append_printf (text, form, (int) round, names->str);
  g_string_free (names, TRUE);
}

static void
show_note (EpcRoundsPage *self, const EpcRoundChange *change)
{
  GString *body = g_string_new (NULL);

  if (change->previous == NULL)
    {
      g_autofree char *note = epc_round_change_note (change, NULL);
      epc_note_set (self->note, "info", _("Nothing to compare with"), note);
      g_string_free (body, TRUE);
      return;
    }
  g_autofree char *title
      = g_strdup_printf (_("%u of %u areas are compared"), change->total.places_both, change->total.places_all);
  append_left_out (body, _("Only in round %d: %s."), change->previous->number, change->only_before);
  append_left_out (body, _("Only in round %d: %s."), change->round->number, change->only_now);
  if (change->missing_before > 0)
    {
      g_autofree char *note = epc_round_change_note (change, NULL);
      g_string_append_printf (body, "%s%s", body->len > 0 ? " " : "", note);
    }
  if (body->len == 0)
    g_string_append (body, _("Every area was assessed in both rounds."));
  else
    g_string_append_printf (body, " %s", _("None of them is part of the change."));
  epc_note_set (self->note, change->total.places_both == change->total.places_all ? "ok" : "watch", title, body->str);
  g_string_free (body, TRUE);
}

static void
show_map (EpcRoundsPage *self, const Loaded *loaded)
{
  const EpcRound *round = loaded->series->change->round;
  g_autoptr (GError) error = NULL;
  EpcMap *map = epc_map_of_round (store_of (self), loaded->series, NULL, &error);
  g_autofree char *date = epc_language_date (epc_language_get (NULL), round->date, TRUE);
  g_autofree char *note = g_strdup_printf (_("round %d · %s"), (int) round->number, date);

  if (map != NULL)
    {
      epc_map_set_title (map, NULL, NULL);
      epc_map_set_source (map, NULL);
      epc_map_set_parts (map, EPC_MAP_LEGEND | EPC_MAP_SCALE_BAR | EPC_MAP_LABELS);
    }
  epc_map_figure_take (self->map, map, _("Map of displaced people by area; the table holds the same figures."));
  epc_heading_set (self->map_heading, _("Where they are"), note);
  g_autofree char *source = epc_round_source (round, NULL);
  g_autofree char *text = g_strdup_printf (_("Source: %s. People present, not flow. Rounds and levels are never added up."), source);
  gtk_label_set_text (GTK_LABEL (self->source), text);
}

/* --- choices --- */

static void
fill_round_choice (EpcRoundsPage *self, const EpcRoundSeries *series)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = series->rounds->len; i-- > 0;)
    {
      const EpcRound *round = g_ptr_array_index (series->rounds, i);
      const EpcRound *before = i > 0 ? g_ptr_array_index (series->rounds, i - 1) : NULL;
      g_autofree char *name = before != NULL ? g_strdup_printf (_("Round %d with %d"), (int) round->number, (int) before->number)
                                             : g_strdup_printf (_("Round %d"), (int) round->number);
      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (self->round_choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->round_choice, series->rounds->len - 1 - series->current);
  g_object_set_data (G_OBJECT (self->round_choice), "epc-numbers", NULL);
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = series->rounds->len; i-- > 0;)
    g_array_append_val (numbers, ((const EpcRound *) g_ptr_array_index (series->rounds, i))->number);
  g_object_set_data_full (G_OBJECT (self->round_choice), "epc-numbers", numbers, (GDestroyNotify) g_array_unref);
}

static void
on_series_chosen (EpcRoundsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->series_choice);

  if (self->is_filling || self->kinds == NULL || selected >= self->kinds->len)
    return;
  const EpcRound *kind = g_ptr_array_index (self->kinds, selected);
  self->operation = kind->operation;
  g_free (self->tool);
  self->tool = g_strdup (kind->tool);
  self->round = -1;
  epc_feed_soon (self->feed);
}

static void
on_round_chosen (EpcRoundsPage *self)
{
  GArray *numbers = g_object_get_data (G_OBJECT (self->round_choice), "epc-numbers");
  guint selected = gtk_drop_down_get_selected (self->round_choice);

  if (self->is_filling || numbers == NULL || selected >= numbers->len)
    return;
  self->round = g_array_index (numbers, gint64, selected);
  epc_feed_soon (self->feed);
}

/* --- loading --- */

typedef struct
{
  EpcPictureChoice choice;
  char *tool;
} Request;

static void
request_free (gpointer data)
{
  g_free (((Request *) data)->tool);
  g_free (data);
}

static gpointer
ask_for_rounds (gpointer page)
{
  EpcRoundsPage *self = EPC_ROUNDS_PAGE (page);
  Request *request = g_new0 (Request, 1);

  request->tool = g_strdup (self->tool);
  request->choice = (EpcPictureChoice) EPC_PICTURE_CHOICE_INIT;
  request->choice.operation = self->operation;
  request->choice.tool = request->tool;
  request->choice.round = self->round;
  return request;
}

/* What was chosen, as long as it is there to choose: a drill has its own operations, and nothing else has them. */
static EpcPictureChoice
choice_of (const Request *request, const EpcUid *crisis, GPtrArray *kinds)
{
  EpcPictureChoice choice = request->choice;
  gboolean is_there = FALSE;

  if (crisis != NULL)
    choice.crisis = *crisis;
  for (guint i = 0; i < kinds->len; i++)
    is_there |= epc_uid_equal (&((const EpcRound *) g_ptr_array_index (kinds, i))->operation, &choice.operation);
  if (is_there)
    return choice;
  choice.operation = (EpcUid){ { 0 } };
  choice.tool = NULL;
  choice.round = -1;
  return choice;
}

static gpointer
read_rounds (EpcStore *store, const EpcUid *crisis, gpointer question, GCancellable *cancellable, GError **error)
{
  const Request *request = question;
  g_autoptr (GPtrArray) kinds = epc_round_kinds (store, crisis, cancellable, error);
  GError *failure = NULL;
  Loaded *loaded;

  if (kinds == NULL)
    return NULL;
  loaded = g_new0 (Loaded, 1);
  loaded->kinds = g_steal_pointer (&kinds);
  EpcPictureChoice choice = choice_of (request, crisis, loaded->kinds);
  loaded->series = epc_round_series (store, &choice, cancellable, &failure);
  if (loaded->series != NULL)
    {
      const EpcRound *round = loaded->series->change->round;
      g_autoptr (EpcRecord) record = epc_store_get (store, epc_entity_find ("dtm_round"), &round->uid, NULL);
      loaded->is_frozen = record != NULL && g_strcmp0 (epc_record_text (record, "status"), "frozen") == 0;
      loaded->reasons = epc_round_shares (store, round, "reason", NULL, cancellable, &failure);
    }
  if (failure == NULL)
    return loaded;
  loaded_free (loaded);
  g_propagate_error (error, failure);
  return NULL;
}

/* Frozen or not, and the way to the other. */
static void
show_state (EpcRoundsPage *self, const Loaded *loaded)
{
  const EpcRound *round = loaded->series->change->round;

  self->shown = round->uid;
  self->shown_number = round->number;
  self->is_frozen = loaded->is_frozen;
  gtk_button_set_label (GTK_BUTTON (self->freeze), self->is_frozen ? _("Frozen") : _("Freeze"));
  gtk_widget_set_tooltip_text (self->freeze, self->is_frozen ? _("The figures of this round are published. Open it again…")
                                                             : _("The figures of this round are published from now on…"));
}

/* The trend says of each round how much it covered, for which all counts there are must be read: the figures do not wait for it. */

static gpointer
read_trend (EpcStore *store, const EpcUid *crisis, gpointer question, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) kinds = epc_round_kinds (store, crisis, cancellable, error);

  if (kinds == NULL)
    return NULL;
  const EpcPictureChoice choice = choice_of (question, crisis, kinds);
  return epc_round_series_covered (store, &choice, cancellable, error);
}

static void
show_trend (gpointer page, gpointer answer)
{
  epc_chart_view_take (EPC_ROUNDS_PAGE (page)->chart, epc_chart_of_rounds (answer, NULL, FALSE));
  epc_round_series_free (answer);
}

static void
begin_trend (EpcRoundsPage *self)
{
  static const char *const nothing[] = { NULL };
  static const EpcFeedKind trend_feed = { "trend", 0, nothing, ask_for_rounds, request_free, read_trend, show_trend,
                                          (GDestroyNotify) epc_round_series_free };

  if (self->trend == NULL)
    self->trend = epc_feed_new (GTK_WIDGET (self), self->session, &trend_feed);
  epc_feed_soon (self->trend);
}

static void
show (EpcRoundsPage *self, Loaded *loaded)
{
  gtk_stack_set_visible_child_name (self->stack, loaded->series != NULL ? "figures" : "empty");
  if (loaded->series == NULL)
    return;
  self->is_filling = TRUE;
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  self->kinds = g_steal_pointer (&loaded->kinds);
  epc_series_choice_fill (self->series_choice, self->kinds, loaded->series->change->round);
  fill_round_choice (self, loaded->series);
  self->is_filling = FALSE;
  show_figures (self, loaded);
  begin_trend (self);
  name_columns (self, loaded->series->change);
  show_table (self, loaded->series->change);
  show_map (self, loaded);
  show_note (self, loaded->series->change);
  show_state (self, loaded);
}

static void
show_rounds (gpointer page, gpointer answer)
{
  show (EPC_ROUNDS_PAGE (page), answer);
  loaded_free (answer);
}

static const char *const round_kinds[] = { "location_count", "dtm_round", "dtm_operation", "place", NULL };
static const EpcFeedKind rounds_feed = { "rounds", 100, round_kinds, ask_for_rounds, request_free, read_rounds, show_rounds, loaded_free };

/* --- building --- */

static void
run_import (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcRoundsPage *self = EPC_ROUNDS_PAGE (widget);
  EpcWindow *window = epc_window_of (widget);

  if (window != NULL)
    epc_import_start (window, self->session, epc_entity_find ("location_count"));
}

static void
run_freeze (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcRoundsPage *self = EPC_ROUNDS_PAGE (widget);
  EpcWindow *window = epc_window_of (widget);

  if (window != NULL && !epc_uid_is_nil (&self->shown))
    epc_round_freeze_ask (window, store_of (self), &self->shown, self->shown_number, self->is_frozen);
}

static void
run_next (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcRoundsPage *self = EPC_ROUNDS_PAGE (widget);
  EpcWindow *window = epc_window_of (widget);

  if (window != NULL && !epc_uid_is_nil (&self->shown))
    epc_round_confirm_next (window, self->session, &self->shown);
}

static void
run_print (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.report", "s", "sitrep");
}

static void
run_table (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (EPC_ROUNDS_PAGE (widget)->chart), "chart.table", NULL);
}

static GtkWidget *
make_toolbar (EpcRoundsPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *space = gtk_label_new (NULL);
  GtkWidget *report = gtk_button_new_with_label (_("Situation report")), *import = gtk_button_new_with_label (_("Import round"));
  GtkWidget *next;

  self->series_choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  epc_drop_down_ellipsize (self->series_choice, 40);
  self->round_choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->series_choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Operation and tool"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->round_choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Rounds compared"), -1);
  g_signal_connect_swapped (self->series_choice, "notify::selected", G_CALLBACK (on_series_chosen), self);
  g_signal_connect_swapped (self->round_choice, "notify::selected", G_CALLBACK (on_round_chosen), self);
  self->map_chip = epc_chip_new (_("Map"), NULL);
  /* in a narrow page there is no room for it; it stands among the reports too */
  g_object_bind_property (self->map_chip, "visible", report, "visible", G_BINDING_INVERT_BOOLEAN);
  gtk_widget_set_hexpand (space, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (report), "page.print");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (import), "page.import");
  gtk_widget_add_css_class (bar, "toolbar-row");
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->series_choice));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->round_choice));
  gtk_box_append (GTK_BOX (bar), self->map_chip);
  gtk_box_append (GTK_BOX (bar), space);
  self->freeze = gtk_button_new ();
  g_object_bind_property (self->map_chip, "visible", self->freeze, "visible", G_BINDING_INVERT_BOOLEAN);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->freeze), "page.freeze");
  next = gtk_button_new_with_label (_("Next round"));
  gtk_widget_add_css_class (next, "suggested-action");
  gtk_widget_set_tooltip_text (next, _("The round after this one: its places, with last time's figures to confirm or change"));
  g_object_bind_property (self->map_chip, "visible", next, "visible", G_BINDING_INVERT_BOOLEAN);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (next), "page.next-round");
  gtk_box_append (GTK_BOX (bar), next);
  gtk_box_append (GTK_BOX (bar), self->freeze);
  gtk_box_append (GTK_BOX (bar), report);
  gtk_box_append (GTK_BOX (bar), import);
  return bar;
}

static GtkWidget *
make_table (EpcRoundsPage *self)
{
  static const char *const titles[] = { N_("Area"), "—", "—", N_("Change in both"), "%", N_("Compared") };
  GtkWidget *scroll = gtk_scrolled_window_new ();

  self->rows = g_list_store_new (EPC_TYPE_AREA_ROW);
  self->table = GTK_COLUMN_VIEW (gtk_column_view_new (
      GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows))))));
  gtk_widget_add_css_class (GTK_WIDGET (self->table), "epc");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->table), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Change by area"), -1);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    add_column (self, _(titles[i]), (int) i, FALSE);
  add_column (self, _("Comparable"), STATE_COLUMN, TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), GTK_WIDGET (self->table));
  gtk_widget_set_vexpand (scroll, TRUE);
  return scroll;
}

static GtkWidget *
make_pane (EpcRoundsPage *self)
{
  GtkWidget *pane = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->map_heading = EPC_HEADING (epc_heading_new (_("Where they are"), NULL));
  self->map = EPC_MAP_FIGURE (epc_map_figure_new ());
  self->note = EPC_NOTE (epc_note_new ("info", "", ""));
  self->source = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->source), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->source), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (self->source), 40);
  gtk_widget_add_css_class (self->source, "src");
  gtk_widget_set_size_request (GTK_WIDGET (self->map), 316, 280);
  gtk_widget_add_css_class (pane, "pane");
  gtk_widget_add_css_class (pane, "pane-pad");
  gtk_box_append (GTK_BOX (pane), GTK_WIDGET (self->map_heading));
  gtk_box_append (GTK_BOX (pane), GTK_WIDGET (self->map));
  gtk_box_append (GTK_BOX (pane), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (pane), self->source);
  return pane;
}

static GtkWidget *
make_figures (EpcRoundsPage *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->strip = EPC_STRIP (epc_strip_new ());
  self->chart = EPC_CHART_VIEW (epc_chart_view_new_above ());
  gtk_widget_add_css_class (left, "main-pane");
  gtk_box_append (GTK_BOX (left), GTK_WIDGET (self->chart));
  gtk_box_append (GTK_BOX (left), make_table (self));
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (all), make_toolbar (self));
  gtk_box_append (GTK_BOX (all), epc_panes_new (left, make_pane (self), 352, NARROW, self->map_chip));
  return all;
}

static void
epc_rounds_page_dispose (GObject *object)
{
  EpcRoundsPage *self = EPC_ROUNDS_PAGE (object);

  g_clear_pointer (&self->feed, epc_feed_free);
  g_clear_pointer (&self->trend, epc_feed_free);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  g_clear_pointer (&self->tool, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (epc_rounds_page_parent_class)->dispose (object);
}

static void
epc_rounds_page_class_init (EpcRoundsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_rounds_page_dispose;
  gtk_widget_class_install_action (widget_class, "page.import", NULL, run_import);
  gtk_widget_class_install_action (widget_class, "page.freeze", NULL, run_freeze);
  gtk_widget_class_install_action (widget_class, "page.next-round", NULL, run_next);
  gtk_widget_class_install_action (widget_class, "page.print", NULL, run_print);
  gtk_widget_class_install_action (widget_class, "page.table", NULL, run_table);
}

static void
epc_rounds_page_init (EpcRoundsPage *self)
{
  self->round = -1;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

GtkWidget *
epc_rounds_page_new (const EpcSection *section, EpcSession *session)
{
  EpcRoundsPage *self = g_object_new (EPC_TYPE_ROUNDS_PAGE, NULL);

  self->session = g_object_ref (session);
  self->stack = epc_begin_stack_new (
      GTK_BOX (self),
      epc_begin_page_new ("view-paged-symbolic", _("No round yet"),
                          _("Rounds of displacement tracking stand here, and what changed between them. Import the file that "
                            "DTM or HDX publishes."),
                          _("Import a round"), "page.import"),
      "figures", make_figures (self));
  self->feed = epc_feed_new (GTK_WIDGET (self), session, &rounds_feed);
  return GTK_WIDGET (self);
}
