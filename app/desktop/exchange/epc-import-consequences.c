/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-import-consequences.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "exchange/epc-peek.h"
#include "widgets/epc-heading.h"
#include "widgets/epc-note.h"
#include "widgets/epc-state.h"

/* Beyond this many nobody reads on; all of them are in the file of rejected rows. */
#define MAX_SHOWN 100

static char *
number (gint64 value)
{
  return epc_language_integer (epc_language_get (NULL), value);
}

guint
epc_mapping_column_index (const EpcMapping *mapping, const char *header)
{
  for (guint i = 0; mapping != NULL && header != NULL && i < mapping->columns->len; i++)
    {
      const EpcColumn *column = g_ptr_array_index (mapping->columns, i);
      if (g_strcmp0 (column->header, header) == 0 || (*column->header == '\0' && g_strcmp0 (column->hxl, header) == 0))
        return column->index;
    }
  return G_MAXUINT;
}

static GtkWidget *
make_text (const char *text, gboolean is_faint)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  if (is_faint)
    {
      gtk_widget_add_css_class (label, "small");
      gtk_widget_add_css_class (label, "faint");
    }
  return label;
}

/* --- what will change --- */

static void
add_change (GtkGrid *grid, int *at, gint64 value, const char *what, const char *note, const char *css)
{
  g_autofree char *text = number (value);
  GtkWidget *figure = gtk_label_new (text), *label = make_text (what, FALSE);

  gtk_label_set_xalign (GTK_LABEL (figure), 1);
  gtk_widget_set_valign (figure, GTK_ALIGN_START);
  gtk_widget_add_css_class (figure, "total");
  gtk_widget_add_css_class (figure, "num");
  if (css != NULL && value > 0)
    gtk_widget_add_css_class (figure, css);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_grid_attach (grid, figure, 0, *at, 1, 1);
  gtk_grid_attach (grid, label, 1, (*at)++, 1, 1);
  if (note != NULL && *note != '\0')
    gtk_grid_attach (grid, make_text (note, TRUE), 1, (*at)++, 1, 1);
}

static char *
joined (GPtrArray *texts)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; texts != NULL && i < texts->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? " · " : "", (const char *) g_ptr_array_index (texts, i));
  return g_strdup (all->str);
}

static void
add_entities (GtkGrid *grid, int *at, const EpcImportReport *report)
{
  for (guint i = 0; i < report->entities->len; i++)
    {
      const EpcImportCount *count = &g_array_index (report->entities, EpcImportCount, i);
      g_autofree char *updated = number (count->updated), *unchanged = number (count->unchanged);
      /* Translators: %s is a kind of record, "Sites" */
      g_autofree char *what = g_strdup_printf (_ ("%s: new"), _ (count->entity->plural));
      /* Translators: of records that are here already: how many change, how many stay */
      g_autofree char *note = g_strdup_printf (_ ("%s change, %s are the same here"), updated, unchanged);

      add_change (grid, at, count->inserted, what, count->updated + count->unchanged > 0 ? note : NULL, NULL);
    }
}

static void
add_changes (GtkBox *box, const EpcImportReport *report)
{
  GtkWidget *grid = gtk_grid_new ();
  g_autofree char *dropped = joined (report->dropped_columns), *unknown = joined (report->unknown_columns);
  int at = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  gtk_widget_add_css_class (grid, "card-flat");
  gtk_widget_add_css_class (grid, "fieldset");
  add_change (GTK_GRID (grid), &at, report->read, _ ("Rows read"), NULL, NULL);
  add_entities (GTK_GRID (grid), &at, report);
  add_change (GTK_GRID (grid), &at, report->rejected, _ ("Rows rejected"),
              report->rejected > 0 ? _ ("Left out, with the reason; the rest is imported") : NULL, "critical");
  if (report->queued > 0)
    add_change (GTK_GRID (grid), &at, report->queued, _ ("Names in doubt"), _ ("They wait in the review queue; nothing is lost"), "watch");
  if (report->repeated > 0)
    add_change (GTK_GRID (grid), &at, report->repeated, _ ("Repeated rows"), _ ("Counted once"), "watch");
  if (report->dropped_columns != NULL && report->dropped_columns->len > 0)
    add_change (GTK_GRID (grid), &at, report->dropped_columns->len, _ ("Columns with personal data, left out"), dropped, NULL);
  if (report->unknown_columns != NULL && report->unknown_columns->len > 0)
    add_change (GTK_GRID (grid), &at, report->unknown_columns->len, _ ("Columns that go nowhere"), unknown, NULL);
  gtk_box_append (box, epc_heading_new (_ ("What will change"), NULL));
  gtk_box_append (box, grid);
}

/* --- findings --- */

typedef struct
{
  guint64 row;
  guint column;
  EpcGoToCell go_to;
  gpointer data;
} Jump;

static void
on_jump (GtkButton *button, Jump *jump)
{
  jump->go_to (jump->row, jump->column, jump->data);
}

static void
jump_free (gpointer jump, GClosure *closure)
{
  g_free (jump);
}

static void
add_finding (GtkWidget *list, const char *kind, const char *title, const char *detail, const char *cell, const Jump *where)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *state = epc_state_new (kind, NULL, "plain");

  if (gtk_widget_get_first_child (list) != NULL)
    gtk_box_append (GTK_BOX (list), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (state), GTK_ACCESSIBLE_PROPERTY_LABEL, epc_state_word (kind), -1);
  gtk_widget_set_margin_start (line, 12);
  gtk_widget_set_margin_end (line, 6);
  gtk_widget_set_margin_top (line, 6);
  gtk_widget_set_margin_bottom (line, 6);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), make_text (title, FALSE));
  if (detail != NULL)
    gtk_box_append (GTK_BOX (texts), make_text (detail, TRUE));
  gtk_box_append (GTK_BOX (line), state);
  gtk_box_append (GTK_BOX (line), texts);
  if (where->row > 0)
    {
      g_autofree char *row = number ((gint64) where->row);
      /* Translators: %s is the number of a row of a file */
      g_autofree char *row_name = cell == NULL ? g_strdup_printf (_ ("row %s"), row) : NULL;
      /* Translators: %s is a cell or row of a file: "N4", "row 4" */
      g_autofree char *label = g_strdup_printf (_ ("Go to %s"), cell != NULL ? cell : row_name);
      GtkWidget *button = gtk_button_new_with_label (label);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_signal_connect_data (button, "clicked", G_CALLBACK (on_jump), g_memdup2 (where, sizeof *where), jump_free, 0);
      gtk_box_append (GTK_BOX (line), button);
    }
  gtk_box_append (GTK_BOX (list), line);
}

static const struct
{
  EpcFindingLevel level;
  const char *kind;
} levels[] = { { EPC_FINDING_ERROR, "critical" }, { EPC_FINDING_WARNING, "watch" }, { EPC_FINDING_CORRECTION, "ok" } };

/* What was found for the same reason in the same column stands once, with how often. */
static gboolean
is_same (const EpcImportFinding *a, const EpcImportFinding *b)
{
  return a->level == b->level && g_strcmp0 (a->column, b->column) == 0 && g_strcmp0 (a->reason, b->reason) == 0
         && g_strcmp0 (a->fix, b->fix) == 0;
}

/* It is asked above (epc-import-questions.h), with an answer to press. */
static gboolean
is_asked (const EpcImportFinding *finding)
{
  return finding->row == 0 && (g_strcmp0 (finding->rule, "date_order") == 0 || g_strcmp0 (finding->rule, "decimal_mark") == 0);
}

/* 0: it stands further up already. */
static guint
count_of (GPtrArray *findings, guint first)
{
  guint n = 0;

  if (is_asked (g_ptr_array_index (findings, first)))
    return 0;
  for (guint i = 0; i < findings->len; i++)
    if (is_same (g_ptr_array_index (findings, first), g_ptr_array_index (findings, i)))
      {
        if (i < first)
          return 0;
        n++;
      }
  return n;
}

static void
add_one (GtkWidget *list, const EpcImportFinding *finding, const char *kind, guint count, const EpcMapping *mapping, const Jump *to)
{
  Jump where = { finding->row, epc_mapping_column_index (mapping, finding->column), to->go_to, to->data };
  g_autoptr (GString) title = g_string_new (finding->cell);
  g_autofree char *rows = number (count);

  if (finding->column != NULL)
    g_string_append_printf (title, "%s%s", title->len > 0 ? " · " : "", finding->column);
  if (finding->value != NULL && *finding->value != '\0')
    {
      g_string_append_printf (title, _ (" · “%s”"), finding->value);
      if (finding->level == EPC_FINDING_CORRECTION && finding->fix != NULL)
        g_string_append_printf (title, _ (" → “%s”"), finding->fix);
    }
  g_autoptr (GString) detail = g_string_new (finding->reason);
  if (finding->fix != NULL && finding->level != EPC_FINDING_CORRECTION)
    g_string_append_printf (detail, " %s", finding->fix);
  if (count > 1)
    {
      g_string_append_c (detail, ' ');
      /* Translators: %s is a number of rows */
      g_string_append_printf (detail, ngettext_ ("The same in %s row.", "The same in %s rows.", count), rows);
    }
  if (title->len == 0)
    add_finding (list, kind, detail->str, NULL, finding->cell, &where);
  else
    add_finding (list, kind, title->str, detail->str, finding->cell, &where);
}

static void
add_findings (GtkWidget *list, const EpcImportReport *report, const EpcMapping *mapping, const Jump *to)
{
  for (guint l = 0; l < G_N_ELEMENTS (levels); l++)
    for (guint i = 0, n_shown = 0; i < report->findings->len && n_shown < MAX_SHOWN; i++)
      {
        const EpcImportFinding *finding = g_ptr_array_index (report->findings, i);
        guint count = finding->level == levels[l].level ? count_of (report->findings, i) : 0;
        if (count == 0)
          continue;
        add_one (list, finding, levels[l].kind, count, mapping, to);
        n_shown++;
      }
}

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

void
epc_import_consequences_fill (GtkBox *box, const EpcImportReport *report, const EpcMapping *mapping, EpcGoToCell go_to,
                              gpointer data)
{
  gint64 changes = report->inserted + report->updated;
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const Jump to = { 0, 0, go_to, data };

  clear (box);
  if (report->read > 0 && changes == 0 && report->rejected == 0)
    gtk_box_append (box, epc_note_new ("info", _ ("Nothing new"), _ ("Everything in this file is here already.")));
  add_changes (box, report);
  if (report->credit != NULL)
    {
      /* Translators: %s is a credit line */
      g_autofree char *credit = g_strdup_printf (_ ("Source: %s"), report->credit);
      gtk_box_append (box, make_text (credit, TRUE));
    }
  guint n_asked = 0;
  for (guint i = 0; i < report->findings->len; i++)
    n_asked += is_asked (g_ptr_array_index (report->findings, i));
  if (report->findings->len > n_asked)
    {
      g_autofree char *errors = number (report->n_findings[EPC_FINDING_ERROR]);
      g_autofree char *doubts = number (report->n_findings[EPC_FINDING_WARNING] - n_asked);
      g_autofree char *corrections = number (report->n_findings[EPC_FINDING_CORRECTION]);
      gint64 all = report->n_findings[EPC_FINDING_ERROR] + report->n_findings[EPC_FINDING_WARNING] + report->n_findings[EPC_FINDING_CORRECTION];
      /* Translators: numbers of findings of each kind */
      g_autofree char *note = g_strdup_printf (_ ("errors: %s · doubts: %s · corrections: %s"), errors, doubts, corrections);
      GtkWidget *heading = epc_heading_new (_ ("Findings"), note);

      gtk_widget_set_margin_top (heading, 8);
      gtk_widget_add_css_class (list, "card-flat");
      add_findings (list, report, mapping, &to);
      gtk_box_append (box, heading);
      gtk_box_append (box, list);
      if (all > report->findings->len)
        gtk_box_append (box, make_text (_ ("The first ones are shown. Save the rejected rows to see all of them."), TRUE));
    }
  else
    g_object_unref (g_object_ref_sink (list));
  gtk_box_append (box, make_text (_ ("All of it is one batch: it can be undone with one key, today or next month."), TRUE));
}

/* The sentences name what is typed on the command line: where that stands in this window. */
static const char *
where_of (const char *sentence)
{
  static const struct
  {
    const char *option, *where;
  } places[] = { { "--choices", N_ ("Here, the form is chosen above the list of columns.") },
                 { "--as ", N_ ("Here, what the rows are is chosen at the top, on the right.") },
                 { "--sheet", N_ ("Here, the sheet is chosen at the top, on the right.") },
                 { "--set ", N_ ("Here, it is given above the list of columns: “Value for all rows”.") } };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (strstr (sentence, places[i].option) != NULL)
      return _ (places[i].where);
  return NULL;
}

void
epc_import_consequences_refuse (GtkBox *box, const char *sentence)
{
  const char *where = where_of (sentence);

  clear (box);
  gtk_box_append (box, epc_note_new ("critical", _ ("This file cannot be imported"), sentence));
  if (where != NULL)
    {
      GtkWidget *label = gtk_label_new (where);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "small");
      gtk_box_append (box, label);
    }
}

GtkWidget *
epc_import_consequences_ask (GtkBox *box, const EpcImportLack *lack)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Give it for all rows…"));
  /* Translators: kind of record, name of a field */
  g_autofree char *sentence = g_strdup_printf (_ ("The rows look like %s, but no column gives “%s”, which each of them needs."),
                                               _ (lack->entity->plural), _ (lack->field->label));

  clear (box);
  gtk_box_append (box, epc_note_new ("watch", _ ("One thing is missing"), sentence));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_box_append (box, button);
  return button;
}
