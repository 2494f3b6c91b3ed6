/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-crisis-parts.h"

#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/widgets/epc-heading.h"
#include "desktop/widgets/epc-state.h"
#include "desktop/widgets/epc-tip.h"

#define MANY_TASKS 60
#define N_SOURCES 3 /* government, IOM, others */

static GtkWidget *
line_of (const char *text, const char *css_class, gboolean wraps)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (wraps)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
    }
  else
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static char *
day_of (const char *iso)
{
  return iso != NULL ? epc_language_date (epc_language_get (NULL), iso, TRUE) : g_strdup ("—");
}

static GtkWidget *
open_button (GtkWidget *child, const char *entity, const EpcUid *uid)
{
  GtkWidget *button = gtk_button_new ();
  char text[EPC_UID_TEXT_SIZE];

  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", entity, epc_uid_to_text (uid, text));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "crisis.open");
  return button;
}

static GtkWidget *
group_of (const char *title, const char *note)
{
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (group), epc_heading_new (title, note));
  return group;
}

/* --- figures --- */

/* Of the figure behind @widget: why we plan with it. */
static void
on_plan_with (GtkWidget *entry, GtkWidget *popover)
{
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (entry));
  const char *uid = g_object_get_data (G_OBJECT (popover), "epc-figure");

  if (*reason == '\0')
    {
      gtk_widget_grab_focus (entry);
      return;
    }
  /* the popover goes with the figures when they are read anew */
  gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_widget_activate_action (popover, "crisis.plan-with", "(ss)", uid, reason);
}

static void
on_plan_clicked (GtkWidget *popover)
{
  on_plan_with (g_object_get_data (G_OBJECT (popover), "epc-entry"), popover);
}

static GtkWidget *
figure_popover (const EpcCrisisMeasure *measure, const EpcCrisisFigure *figure, const char *value)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *entry = gtk_entry_new (), *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *plan = gtk_button_new_with_label (_("Plan with it"));
  g_autofree char *day = day_of (figure->date);
  g_autofree char *head = g_strdup_printf ("%s: %s", measure->label, value);
  g_autofree char *source = g_strdup_printf ("%s · %s · %s", figure->kind_label, figure->source, day);
  char *uid = g_malloc (EPC_UID_TEXT_SIZE);

  g_object_set_data_full (G_OBJECT (popover), "epc-figure", epc_uid_to_text (&figure->uid, uid), g_free);
  g_object_set_data (G_OBJECT (popover), "epc-entry", entry);
  gtk_box_append (GTK_BOX (box), line_of (head, "section", FALSE));
  gtk_box_append (GTK_BOX (box), line_of (source, "small", FALSE));
  gtk_box_append (GTK_BOX (box), line_of (_("Why do we plan with this figure?"), NULL, FALSE));
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 36);
  if (figure->reason != NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), figure->reason);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Why do we plan with this figure?"), -1);
  g_signal_connect (entry, "activate", G_CALLBACK (on_plan_with), popover);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_widget_add_css_class (plan, "suggested-action");
  g_signal_connect_swapped (plan, "clicked", G_CALLBACK (on_plan_clicked), popover);
  gtk_box_append (GTK_BOX (buttons), open_button (gtk_label_new (_("Open")), "figure", &figure->uid));
  gtk_box_append (GTK_BOX (buttons), plan);
  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

static char *
value_of (const EpcCrisisFigure *figure)
{
  const EpcLanguage *language = epc_language_get (NULL);
  g_autofree char *value = figure->value >= 0 ? epc_language_integer (language, figure->value) : NULL;
  g_autofree char *low = figure->low >= 0 ? epc_language_integer (language, figure->low) : NULL;
  g_autofree char *high = figure->high >= 0 ? epc_language_integer (language, figure->high) : NULL;

  if (value == NULL)
    return low != NULL && high != NULL ? g_strdup_printf ("%s–%s", low, high) : g_strdup ("—");
  /* Translators: an estimated number */
  return figure->is_estimate ? g_strdup_printf (_("about %s"), value) : g_strdup (value);
}

static GtkWidget *
figure_cell (const EpcCrisisMeasure *measure, const EpcCrisisFigure *figure)
{
  GtkWidget *button = gtk_menu_button_new (), *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *value = value_of (figure), *day = day_of (figure->date);
  g_autofree char *source = g_strdup_printf ("%s · %s", figure->source, day);
  g_autofree char *name = g_strdup_printf ("%s: %s, %s", measure->label, value, source);
  GtkWidget *note = figure->is_stale ? epc_state_new ("watch", source, "plain") : line_of (source, "small", FALSE);

  if (figure->is_stale)
    {
      epc_state_set_ellipsize (EPC_STATE (note), TRUE);
      epc_tip_set (note, _("Older than 48 hours: ask the source again"));
    }
  gtk_box_append (GTK_BOX (texts), line_of (value, figure->is_planning ? "total" : NULL, FALSE));
  gtk_box_append (GTK_BOX (texts), note);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), texts);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), figure_popover (measure, figure, value));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "figure-cell");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static GtkWidget *
planning_cell (const EpcCrisisMeasure *measure)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  if (measure->planning == NULL)
    {
      gtk_box_append (GTK_BOX (texts), epc_state_new ("pending", _("not chosen"), "plain"));
      gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
      return texts;
    }
  g_autofree char *value = value_of (measure->planning);
  GtkWidget *reason = line_of (measure->planning->reason, "small", TRUE);
  epc_tip_set (reason, measure->planning->reason);
  gtk_box_append (GTK_BOX (texts), epc_state_new ("ok", value, "plain"));
  gtk_box_append (GTK_BOX (texts), reason);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  return texts;
}

static guint
column_of (const EpcCrisisFigure *figure)
{
  return g_strcmp0 (figure->kind, "government") == 0 ? 0 : g_strcmp0 (figure->kind, "iom") == 0 ? 1 : 2;
}

static void
add_measure (GtkGrid *grid, int row, const EpcCrisisMeasure *measure)
{
  GtkWidget *columns[N_SOURCES] = { NULL };
  GtkWidget *what = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (what), line_of (measure->label, NULL, TRUE));
  if (measure->place_name != NULL)
    gtk_box_append (GTK_BOX (what), line_of (measure->place_name, "small", FALSE));
  gtk_widget_set_valign (what, GTK_ALIGN_CENTER);
  gtk_grid_attach (grid, what, 0, row, 1, 1);
  for (guint i = 0; i < measure->figures->len; i++)
    {
      const EpcCrisisFigure *figure = g_ptr_array_index (measure->figures, i);
      GtkWidget **column = &columns[column_of (figure)];
      if (*column == NULL)
        {
          *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
          gtk_grid_attach (grid, *column, (int) column_of (figure) + 1, row, 1, 1);
        }
      gtk_box_append (GTK_BOX (*column), figure_cell (measure, figure));
    }
  for (guint i = 0; i < N_SOURCES; i++)
    if (columns[i] == NULL)
      gtk_grid_attach (grid, line_of ("—", "faint", FALSE), (int) i + 1, row, 1, 1);
  gtk_grid_attach (grid, planning_cell (measure), N_SOURCES + 1, row, 1, 1);
}

GtkWidget *
epc_crisis_figures_new (const EpcCrisis *crisis)
{
  const char *const heads[] = { "", _("Government"), _("IOM"), _("Others"), _("We plan with") };
  GtkWidget *group = group_of (_("Figures by source"), _("click one to plan with it")), *grid;

  if (crisis->measures->len == 0)
    {
      gtk_box_append (GTK_BOX (group), line_of (_("No figure yet: note what each source says, with its date."), "faint", TRUE));
      return group;
    }
  grid = gtk_grid_new ();
  gtk_widget_add_css_class (grid, "card-flat");
  gtk_widget_add_css_class (grid, "figure-table");
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      GtkWidget *head = line_of (heads[i], "group-label", FALSE);
      gtk_widget_set_hexpand (head, i > 0);
      gtk_widget_set_size_request (head, i > 0 ? 110 : 130, -1);
      gtk_grid_attach (GTK_GRID (grid), head, (int) i, 0, 1, 1);
    }
  for (guint i = 0; i < crisis->measures->len; i++)
    add_measure (GTK_GRID (grid), (int) i + 1, g_ptr_array_index (crisis->measures, i));
  gtk_box_append (GTK_BOX (group), grid);
  return group;
}

/* --- tasks --- */

/* "T+2 h", "T+7 d" */
static char *
clock_text (gint64 hours)
{
  const EpcLanguage *language = epc_language_get (NULL);
  gboolean in_days = hours >= 72 && hours % 24 == 0;
  g_autofree char *n = hours < 0 ? NULL : epc_language_integer (language, in_days ? hours / 24 : hours);

  if (n == NULL)
    return g_strdup ("");
  /* Translators: hours or days after T0 */
  return g_strdup_printf (in_days ? _("T+%s d") : _("T+%s h"), n);
}

static char *
due_text (const EpcCrisisTask *task)
{
  g_autofree char *day = day_of (task->due);
  g_autoptr (GDateTime) moment = task->due_at != NULL ? epc_moment_in_zone (task->due_at, NULL) : NULL;
  g_autofree char *hour = moment != NULL ? g_date_time_format (moment, "%H:%M") : NULL;

  return hour != NULL ? g_strdup_printf ("%s %s", day, hour) : g_steal_pointer (&day);
}

static void
on_check_toggled (GtkCheckButton *check)
{
  const char *uid = g_object_get_data (G_OBJECT (check), "epc-task");

  gtk_widget_activate_action (GTK_WIDGET (check), "crisis.done", "(sb)", uid, gtk_check_button_get_active (check));
}

static GtkWidget *
task_row (const EpcCrisisTask *task)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *check = gtk_check_button_new ();
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *button;
  g_autofree char *clock = clock_text (task->hours), *due = due_text (task);
  g_autofree char *done = g_strdup_printf (_("Done: %s"), task->title);
  GtkWidget *hours = line_of (clock, "small", FALSE), *title = line_of (task->title, NULL, FALSE);
  GtkWidget *who = line_of (task->responsible, "small", FALSE);
  char *uid = g_malloc (EPC_UID_TEXT_SIZE);

  g_object_set_data_full (G_OBJECT (check), "epc-task", epc_uid_to_text (&task->uid, uid), g_free);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), task->is_done);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, done, -1);
  g_signal_connect (check, "toggled", G_CALLBACK (on_check_toggled), NULL);
  gtk_label_set_width_chars (GTK_LABEL (hours), 7);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_lines (GTK_LABEL (title), 2);
  epc_tip_set (title, task->title);
  gtk_label_set_max_width_chars (GTK_LABEL (who), 20);
  gtk_box_append (GTK_BOX (inner), hours);
  gtk_box_append (GTK_BOX (inner), title);
  gtk_box_append (GTK_BOX (inner), who);
  gtk_box_append (GTK_BOX (inner), task->is_overdue ? epc_state_new ("critical", due, "plain") : line_of (due, "small", FALSE));
  if (task->is_done || task->is_cancelled)
    gtk_widget_add_css_class (inner, "faint");
  button = open_button (inner, "task", &task->uid);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_add_css_class (button, "due-row");
  gtk_widget_add_css_class (row, "task-row");
  gtk_box_append (GTK_BOX (row), check);
  gtk_box_append (GTK_BOX (row), button);
  return row;
}

GtkWidget *
epc_crisis_tasks_new (const EpcCrisis *crisis)
{
  g_autofree char *n_done = epc_language_integer (epc_language_get (NULL), crisis->n_done);
  g_autofree char *n = epc_language_integer (epc_language_get (NULL), (gint64) crisis->n_done + crisis->n_open);
  /* Translators: tasks done, of all */
  g_autofree char *note = g_strdup_printf (_("%s of %s done"), n_done, n);
  GtkWidget *group = group_of (_("The clock"), crisis->tasks->len > 0 ? note : NULL), *card;
  guint shown = 0;

  if (crisis->tasks->len == 0)
    {
      gtk_box_append (GTK_BOX (group), line_of (_("No task yet."), "faint", TRUE));
      return group;
    }
  card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (card, "card-flat");
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < crisis->tasks->len && shown < MANY_TASKS; i++)
      {
        const EpcCrisisTask *task = g_ptr_array_index (crisis->tasks, i);
        if ((task->is_done || task->is_cancelled) != (pass == 1))
          continue;
        if (shown++ > 0)
          gtk_box_append (GTK_BOX (card), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
        gtk_box_append (GTK_BOX (card), task_row (task));
      }
  gtk_box_append (GTK_BOX (group), card);
  return group;
}

/* --- severity, phases, promised twice --- */

static const char *
level_kind (const char *level)
{
  if (g_strcmp0 (level, "severe") == 0 || g_strcmp0 (level, "extreme") == 0)
    return "critical";
  return g_strcmp0 (level, "moderate") == 0 ? "watch" : "info";
}

static GtkWidget *
level_row (const EpcCrisisLevel *level)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *day = day_of (level->date);
  g_autofree char *word = level->place_name != NULL ? g_strdup_printf ("%s · %s", level->level_label, level->place_name) : g_strdup (level->level_label);
  g_autofree char *by = level->decided_by != NULL ? g_strdup_printf ("%s · %s", day, level->decided_by) : g_strdup (day);

  gtk_box_append (GTK_BOX (texts), epc_state_new (level_kind (level->level), word, "plain"));
  gtk_box_append (GTK_BOX (texts), line_of (by, "small", TRUE));
  gtk_box_append (GTK_BOX (texts), line_of (level->reason != NULL ? level->reason : _("No reason was given."), level->reason != NULL ? NULL : "faint", TRUE));
  return open_button (texts, "severity", &level->uid);
}

GtkWidget *
epc_crisis_levels_new (const EpcCrisis *crisis)
{
  GtkWidget *group = group_of (_("Severity"), NULL);

  if (crisis->levels->len == 0)
    gtk_box_append (GTK_BOX (group), line_of (_("Not judged yet."), "faint", TRUE));
  for (guint i = 0; i < crisis->levels->len; i++)
    gtk_box_append (GTK_BOX (group), level_row (g_ptr_array_index (crisis->levels, i)));
  return group;
}

GtkWidget *
epc_crisis_areas_new (const EpcCrisis *crisis)
{
  GtkWidget *group = group_of (_("Phase by area"), NULL);

  if (crisis->areas->len == 0)
    gtk_box_append (GTK_BOX (group), line_of (_("No area named."), "faint", TRUE));
  for (guint i = 0; i < crisis->areas->len; i++)
    {
      const EpcCrisisArea *area = g_ptr_array_index (crisis->areas, i);
      const char *phase = area->phase != NULL ? area->phase : crisis->phase;
      const char *label = area->phase_label != NULL ? area->phase_label : crisis->phase_label;
      const char *kind = g_strcmp0 (phase, "during") == 0 ? "watch" : g_strcmp0 (phase, "after") == 0 ? "ok" : "pending";
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *name = line_of (area->place_name, NULL, FALSE);

      gtk_widget_set_hexpand (name, TRUE);
      gtk_box_append (GTK_BOX (row), name);
      gtk_box_append (GTK_BOX (row), epc_state_new (kind, label != NULL ? label : "—", "plain"));
      gtk_box_append (GTK_BOX (group), row);
      if (area->since == NULL)
        continue;
      g_autofree char *day = day_of (area->since);
      g_autofree char *why = area->reason != NULL ? g_strdup_printf ("%s · %s", day, area->reason) : g_strdup (day);
      gtk_box_append (GTK_BOX (group), line_of (why, "small", TRUE));
    }
  return group;
}

GtkWidget *
epc_crisis_doubles_new (const EpcCrisis *crisis)
{
  GtkWidget *group = group_of (_("Promised twice"), NULL);

  if (crisis->doubles->len == 0)
    gtk_box_append (GTK_BOX (group), line_of (_("Nobody and nothing is counted on by two crises."), "faint", TRUE));
  for (guint i = 0; i < crisis->doubles->len; i++)
    {
      const EpcCrisisDouble *twice = g_ptr_array_index (crisis->doubles, i);
      GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

      gtk_box_append (GTK_BOX (texts), epc_state_new ("watch", twice->what, "plain"));
      gtk_box_append (GTK_BOX (texts), line_of (twice->why, "small", TRUE));
      gtk_box_append (GTK_BOX (group), open_button (texts, twice->entity, &twice->uid));
    }
  return group;
}
