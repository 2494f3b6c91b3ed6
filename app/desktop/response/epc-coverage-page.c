/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who does what where, and what does nobody do? Clusters or MCOF sectors by area, most displaced people first; beside it the cell
 * that is looked at.
 */
#include "response.h"

#include <adwaita.h>

#include "analysis/epc-coverage.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/epc-feed.h"
#include "desktop/exchange/exchange.h"
#include "desktop/record-flow.h"
#include "desktop/widgets/epc-begin-page.h"
#include "desktop/widgets/epc-heading.h"
#include "desktop/widgets/epc-panes.h"
#include "desktop/widgets/epc-record-form.h"
#include "desktop/widgets/epc-state-grid.h"
#include "desktop/widgets/epc-state.h"
#include "desktop/widgets/epc-strip.h"

#define NARROW 820
#define MOST_AREAS 24      /* columns: the areas with the most displaced people */

#define EPC_TYPE_COVERAGE_PAGE (epc_coverage_page_get_type ())
G_DECLARE_FINAL_TYPE (EpcCoveragePage, epc_coverage_page, EPC, COVERAGE_PAGE, GtkBox)

struct _EpcCoveragePage
{
  GtkBox parent_instance;
  EpcSession *session;
  GtkStack *stack; /* "matrix", "empty" */
  EpcStrip *strip;
  EpcStateGrid *grid;
  GtkToggleButton *by_cluster, *by_mcof;
  GtkWidget *detail, *detail_chip;
  EpcHeading *heading;
  EpcCoverage *coverage;
  char *row, *area; /* keys of the cell that is looked at */
  gboolean is_filling;
  EpcFeed *feed;
};

G_DEFINE_FINAL_TYPE (EpcCoveragePage, epc_coverage_page, GTK_TYPE_BOX)

static const char *const state_kinds[] = { "unknown", "critical", "watch", "pending", "ok" };

static const char *
state_word (EpcCoverageState state)
{
  const char *const words[] = { _("No need is known"), _("Nobody"), _("To confirm"), _("Planned"), _("Under way") };

  return words[state];
}

static char *
number (gint64 value)
{
  return value >= 0 ? epc_language_integer (epc_language_get (NULL), value) : g_strdup ("—");
}

/* --- figures --- */

static void
add_figure (EpcCoveragePage *self, const char *label, guint value, const char *unit, const char *note, const char *state)
{
  g_autofree char *text = number (value);

  epc_figure_set_state (epc_strip_add (self->strip, label, text, unit, note), value > 0 ? state : NULL);
}

static void
show_figures (EpcCoveragePage *self)
{
  const EpcCoverage *coverage = self->coverage;
  g_autofree char *organisations = g_strdup_printf (ngettext_ ("%u organisation", "%u organisations", (gulong) coverage->organisations), coverage->organisations);
  g_autofree char *planned = g_strdup_printf (_("%u planned"), coverage->planned);
  g_autofree char *date = coverage->round_date != NULL ? epc_language_date (epc_language_get (NULL), coverage->round_date, TRUE) : NULL;
  g_autofree char *source = coverage->round != NULL ? g_strdup_printf ("%s · %s", coverage->round, date != NULL ? date : "—")
                                                    : g_strdup (_("No round says where people are"));
  const EpcCoverageArea *worst = NULL;

  for (guint i = 0; i < coverage->areas->len; i++)
    {
      const EpcCoverageArea *area = g_ptr_array_index (coverage->areas, i);
      if (area->nobody > 0 && (worst == NULL || area->nobody > worst->nobody))
        worst = area;
    }
  epc_strip_clear (self->strip);
  add_figure (self, _("Activities under way"), coverage->active, NULL, planned, NULL);
  add_figure (self, _("Who is there"), coverage->organisations, epc_language_plural (epc_language_get (NULL), N_("organisation"), N_("organisations"), coverage->organisations), _("Of the activities under way"), NULL);
  add_figure (self, coverage->by_mcof ? _("Sectors without anybody") : _("Clusters without anybody"), coverage->nobody, NULL, source, "critical");
  if (worst != NULL)
    {
      g_autofree char *missing = number (worst->nobody), *people = number (worst->displaced);
      g_autofree char *of = g_strdup_printf (_("of %u"), coverage->rows->len), *note = g_strdup_printf (ngettext_ ("%s displaced person", "%s displaced people", (gulong) worst->displaced), people);
      epc_strip_add (self->strip, worst->name, missing, of, note);
    }
  add_figure (self, _("To confirm"), coverage->late, NULL, _("Their last day is over"), "watch");
  add_figure (self, _("Without a place"), coverage->without_area, NULL, _("They cover no area here"), "watch");
}

/* --- the cell that is looked at --- */

static void
append_fact (EpcCoveragePage *self, const char *name, const char *value)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *left = gtk_label_new (name), *right = gtk_label_new (value);

  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_label_set_wrap (GTK_LABEL (left), TRUE);
  gtk_widget_set_hexpand (left, TRUE);
  gtk_widget_add_css_class (right, "numeric");
  gtk_box_append (GTK_BOX (row), left);
  gtk_box_append (GTK_BOX (row), right);
  gtk_box_append (GTK_BOX (self->detail), row);
}

static void
append_people (EpcCoveragePage *self, const char *name, gint64 people)
{
  g_autofree char *text = number (people);

  append_fact (self, name, text);
}

static void
on_activity_clicked (GtkButton *button, EpcCoveragePage *self)
{
  EpcRecord *activity = g_object_get_data (G_OBJECT (button), "epc-record");

  epc_record_flow_open (GTK_WIDGET (self), self->session, epc_entity_find ("activity"), epc_record_uid (activity));
}

static void
append_activity (EpcCoveragePage *self, EpcRecord *activity)
{
  const char *who = epc_record_text (activity, "implementing_org"), *what = epc_record_text (activity, "activity");
  g_autofree char *status = epc_record_to_display (activity, "status", NULL);
  g_autofree char *words = g_strdup_printf ("%s · %s · %s", who != NULL ? who : "—", what != NULL ? what : _("no activity named"), status);
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), epc_pane_line_new (words, NULL));
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "epc-record", g_object_ref (activity), g_object_unref);
  g_signal_connect (button, "clicked", G_CALLBACK (on_activity_clicked), self);
  gtk_box_append (GTK_BOX (self->detail), button);
}

static void
append_activities (EpcCoveragePage *self, const EpcCoverageCell *cell)
{
  guint n = cell->active + cell->planned + cell->late;

  if (n == 0)
    return;
  gtk_box_append (GTK_BOX (self->detail), epc_heading_new (_("Who responds"), NULL));
  for (guint i = 0; i < cell->n_rows; i++)
    {
      g_autoptr (EpcRecord) activity = epc_store_get_row (epc_session_store (self->session), epc_entity_find ("activity"), cell->rows[i], NULL);
      if (activity != NULL)
        append_activity (self, activity);
    }
  if (n > cell->n_rows)
    {
      g_autofree char *more = g_strdup_printf (_("and %u more"), n - cell->n_rows);
      append_fact (self, more, NULL);
    }
}

static void
show_cell (EpcCoveragePage *self, guint r, guint a)
{
  const EpcCoverageRow *row = g_ptr_array_index (self->coverage->rows, r);
  const EpcCoverageArea *area = g_ptr_array_index (self->coverage->areas, a);
  const EpcCoverageCell *cell = epc_coverage_cell (self->coverage, r, a);
  GtkWidget *child, *add = gtk_button_new_with_label (_("Record an activity"));

  while ((child = gtk_widget_get_first_child (self->detail)) != NULL)
    gtk_box_remove (GTK_BOX (self->detail), child);
  epc_heading_set (self->heading, row->label, area->name);
  child = epc_state_new (state_kinds[cell->state], state_word (cell->state), "tag");
  gtk_widget_set_halign (child, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->detail), child);
  append_people (self, _("Displaced people in the area"), area->displaced);
  append_people (self, _("People in need, as stated"), cell->in_need);
  append_people (self, _("Targeted"), cell->targeted);
  append_people (self, _("Reached (several may count the same)"), cell->reached);
  if (cell->late > 0)
    append_people (self, _("To confirm: last day over"), cell->late);
  append_activities (self, cell);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "page.new");
  gtk_widget_set_margin_top (add, 6);
  gtk_box_append (GTK_BOX (self->detail), add);
}

static void
on_cell_selected (EpcCoveragePage *self, guint r, guint a)
{
  if (self->is_filling || self->coverage == NULL)
    return;
  g_free (self->row);
  g_free (self->area);
  self->row = g_strdup (((EpcCoverageRow *) g_ptr_array_index (self->coverage->rows, r))->key);
  self->area = g_strdup (((EpcCoverageArea *) g_ptr_array_index (self->coverage->areas, a))->place);
  show_cell (self, r, a);
}

/* --- the matrix --- */

static char *
cell_text (const EpcCoverageCell *cell)
{
  if (cell->state == EPC_COVERAGE_ACTIVE)
    return g_strdup_printf (_("%u org."), cell->organisations != NULL ? cell->organisations->len : 0);
  return g_strdup (cell->state == EPC_COVERAGE_UNKNOWN ? "" : state_word (cell->state));
}

static void
fill_cells (EpcCoveragePage *self, guint r, guint n_areas)
{
  const EpcCoverageRow *row = g_ptr_array_index (self->coverage->rows, r);

  for (guint a = 0; a < n_areas; a++)
    {
      const EpcCoverageArea *area = g_ptr_array_index (self->coverage->areas, a);
      const EpcCoverageCell *cell = epc_coverage_cell (self->coverage, r, a);
      g_autofree char *text = cell_text (cell), *sentence = g_strdup_printf ("%s, %s: %s", row->label, area->name, state_word (cell->state));
      epc_state_grid_set (self->grid, r, a, state_kinds[cell->state], text, sentence);
    }
}

static gboolean
is_shown_before (const EpcCoverage *coverage, const char *row, const char *area, guint n_areas, guint *r, guint *a)
{
  for (*r = 0; *r < coverage->rows->len; (*r)++)
    for (*a = 0; *a < n_areas; (*a)++)
      if (g_strcmp0 (((EpcCoverageRow *) g_ptr_array_index (coverage->rows, *r))->key, row) == 0
          && g_strcmp0 (((EpcCoverageArea *) g_ptr_array_index (coverage->areas, *a))->place, area) == 0)
        return TRUE;
  return FALSE;
}

/* The first cell with nobody: what the page is for. */
static void
first_gap (const EpcCoverage *coverage, guint n_areas, guint *r, guint *a)
{
  for (*a = 0; *a < n_areas; (*a)++)
    for (*r = 0; *r < coverage->rows->len; (*r)++)
      if (epc_coverage_cell (coverage, *r, *a)->state == EPC_COVERAGE_NOBODY)
        return;
  *r = *a = 0;
}

static void
show_matrix (EpcCoveragePage *self)
{
  const EpcCoverage *coverage = self->coverage;
  guint n_areas = MIN (coverage->areas->len, MOST_AREAS), r, a;

  epc_state_grid_clear (self->grid);
  for (guint i = 0; i < n_areas; i++)
    {
      const EpcCoverageArea *area = g_ptr_array_index (coverage->areas, i);
      g_autofree char *people = number (area->displaced);
      g_autofree char *note = area->displaced >= 0 ? g_strdup_printf (_("%s displaced"), people) : g_strdup (_("not assessed"));
      epc_state_grid_add_column (self->grid, area->name, note);
    }
  for (guint i = 0; i < coverage->rows->len; i++)
    {
      const EpcCoverageRow *row = g_ptr_array_index (coverage->rows, i);
      epc_state_grid_add_row (self->grid, coverage->by_mcof && *row->key != '\0' ? row->key : NULL, row->label);
      fill_cells (self, i, n_areas);
    }
  if (!is_shown_before (coverage, self->row, self->area, n_areas, &r, &a))
    first_gap (coverage, n_areas, &r, &a);
  epc_state_grid_mark (self->grid, r, a);
  show_cell (self, r, a);
  g_free (self->row);
  g_free (self->area);
  self->row = g_strdup (((EpcCoverageRow *) g_ptr_array_index (coverage->rows, r))->key);
  self->area = g_strdup (((EpcCoverageArea *) g_ptr_array_index (coverage->areas, a))->place);
}

/* --- loading --- */

static gpointer
ask (gpointer page)
{
  return g_memdup2 (&(gboolean){ gtk_toggle_button_get_active (EPC_COVERAGE_PAGE (page)->by_mcof) }, sizeof (gboolean));
}

static gpointer
read_coverage (EpcStore *store, const EpcUid *crisis, gpointer by_mcof, GCancellable *cancellable, GError **error)
{
  return epc_coverage (store, crisis, *(gboolean *) by_mcof, NULL, cancellable, error);
}

static void
show (gpointer page, gpointer answer)
{
  EpcCoveragePage *self = page;
  EpcCoverage *coverage = answer;
  gboolean is_empty = coverage->areas->len == 0;

  self->is_filling = TRUE;
  epc_coverage_free (self->coverage);
  self->coverage = coverage;
  gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : "matrix");
  if (!is_empty)
    {
      show_figures (self);
      show_matrix (self);
    }
  self->is_filling = FALSE;
}

static void
free_answer (gpointer answer)
{
  epc_coverage_free (answer);
}

static const char *const kinds[] = { "activity", "location_count", "dtm_round", "place", "setting", NULL };
static const EpcFeedKind coverage_feed = { "coverage", 100, kinds, ask, g_free, read_coverage, show, free_answer };

static void
on_rows_chosen (EpcCoveragePage *self)
{
  if (!self->is_filling && self->feed != NULL)
    epc_feed_soon (self->feed);
}

/* --- actions --- */

/* What the cell knows already is not asked again. */
static void
run_new (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcCoveragePage *self = EPC_COVERAGE_PAGE (widget);
  g_autoptr (EpcRecord) draft
      = epc_record_form_draft (epc_session_store (self->session), epc_entity_find ("activity"), epc_session_crisis (self->session));

  if (self->coverage != NULL && self->row != NULL && *self->row != '\0')
    epc_record_set_text (draft, self->coverage->by_mcof ? "mcof_sector" : "cluster", self->row);
  if (self->area != NULL && *self->area != '\0')
    epc_record_set_text (draft, "place", self->area);
  epc_record_flow_open_draft (widget, self->session, draft);
}

static void
run_import (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcWindow *window = epc_window_of (widget);

  if (window != NULL)
    epc_import_start (window, EPC_COVERAGE_PAGE (widget)->session, epc_entity_find ("activity"));
}

/* --- building --- */

static GtkWidget *
make_toolbar (EpcCoveragePage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *space = gtk_label_new (NULL);
  GtkWidget *import = gtk_button_new_with_label (_("Import a 4W")), *add = gtk_button_new_with_label (_("Record an activity"));

  self->by_cluster = GTK_TOGGLE_BUTTON (epc_chip_new (_("By cluster"), NULL));
  self->by_mcof = GTK_TOGGLE_BUTTON (epc_chip_new (_("By MCOF sector"), self->by_cluster));
  gtk_toggle_button_set_active (self->by_cluster, TRUE);
  g_signal_connect_swapped (self->by_mcof, "toggled", G_CALLBACK (on_rows_chosen), self);
  self->detail_chip = epc_chip_new (_("Details"), NULL);
  gtk_widget_set_hexpand (space, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (import), "page.import");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "page.new");
  gtk_widget_add_css_class (add, "suggested-action");
  gtk_widget_add_css_class (bar, "toolbar-row");
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->by_cluster));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->by_mcof));
  gtk_box_append (GTK_BOX (bar), self->detail_chip);
  gtk_box_append (GTK_BOX (bar), space);
  gtk_box_append (GTK_BOX (bar), import);
  gtk_box_append (GTK_BOX (bar), add);
  return bar;
}

static GtkWidget *
make_detail (EpcCoveragePage *self)
{
  GtkWidget *pane = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8), *scroll = gtk_scrolled_window_new ();

  self->heading = EPC_HEADING (epc_heading_new ("", NULL));
  epc_heading_set_wrap (self->heading);
  self->detail = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (pane), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (pane), self->detail);
  gtk_widget_add_css_class (pane, "pane-pad");
  gtk_widget_add_css_class (scroll, "pane");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), pane);
  return scroll;
}

static GtkWidget *
make_matrix (EpcCoveragePage *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->strip = EPC_STRIP (epc_strip_new ());
  self->grid = EPC_STATE_GRID (epc_state_grid_new ());
  g_signal_connect_swapped (self->grid, "selected", G_CALLBACK (on_cell_selected), self);
  gtk_widget_add_css_class (GTK_WIDGET (self->grid), "main-pane");
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (all), make_toolbar (self));
  gtk_box_append (GTK_BOX (all), epc_panes_new (GTK_WIDGET (self->grid), make_detail (self), 320, NARROW, self->detail_chip));
  return all;
}

static void
epc_coverage_page_dispose (GObject *object)
{
  EpcCoveragePage *self = EPC_COVERAGE_PAGE (object);

  g_clear_pointer (&self->feed, epc_feed_free);
  self->is_filling = TRUE;
  g_clear_pointer (&self->coverage, epc_coverage_free);
  g_clear_pointer (&self->row, g_free);
  g_clear_pointer (&self->area, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (epc_coverage_page_parent_class)->dispose (object);
}

static void
epc_coverage_page_class_init (EpcCoveragePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_coverage_page_dispose;
  gtk_widget_class_install_action (widget_class, "page.new", NULL, run_new);
  gtk_widget_class_install_action (widget_class, "page.import", NULL, run_import);
}

static void
epc_coverage_page_init (EpcCoveragePage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

GtkWidget *
epc_coverage_page_new (const EpcSection *section, EpcSession *session)
{
  EpcCoveragePage *self = g_object_new (EPC_TYPE_COVERAGE_PAGE, NULL);

  self->session = g_object_ref (session);
  self->stack = epc_begin_stack_new (
      GTK_BOX (self),
      epc_begin_page_or (
          epc_begin_page_new ("view-grid-symbolic", _("No activity yet"),
                              _("Who does what where stands here, and beside it the areas where people are displaced and nobody is. Import the 4W "
                                "that the clusters share, or record an activity."),
                              _("Import a 4W"), "page.import"),
          _("Record an activity"), "page.new"),
      "matrix", make_matrix (self));
  self->feed = epc_feed_new (GTK_WIDGET (self), session, &coverage_feed);
  return GTK_WIDGET (self);
}
