/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Import: what exactly will this file change? The page reads the file without writing, says what it found, and the blue
 * button carries the number. Nothing is written before it is pressed.
 */
#include "exchange.h"

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "exchange/epc-import.h"
#include "widgets/epc-file-dialog.h"
#include "widgets/epc-heading.h"
#include "widgets/epc-note.h"
#include "widgets/epc-page-work.h"
#include "widgets/epc-strip.h"

#define MAX_SHOWN 200

#define EPC_TYPE_IMPORT_PAGE (epc_import_page_get_type ())
G_DECLARE_FINAL_TYPE (EpcImportPage, epc_import_page, EPC, IMPORT_PAGE, AdwBin)

struct _EpcImportPage
{
  AdwBin parent_instance;
  EpcSession *session;
  char *path;
  const EpcEntity *entity; /* asked for; NULL: recognised */
  gboolean is_retried;     /* the file did not hold what was asked for: recognition decided */
  GCancellable *cancellable;
  EpcImportReport *report;

  GtkWidget *header, *import, *save_rejects;
  GtkStack *stack;
  GtkProgressBar *progress;
  GtkLabel *phase;
  EpcStrip *strip;
  GtkWidget *findings;
};

G_DEFINE_FINAL_TYPE (EpcImportPage, epc_import_page, ADW_TYPE_BIN)

static void start_reading (EpcImportPage *self, gboolean dry_run, const char *rejects);

static char *
number (gint64 value)
{
  return epc_language_integer (epc_language_get (NULL), value);
}

/* --- what was found --- */

static void
add_figure (EpcImportPage *self, const char *label, gint64 value, const char *note, const char *state)
{
  g_autofree char *text = number (value);

  epc_figure_set_state (epc_strip_add (self->strip, label, text, NULL, note), value > 0 ? state : NULL);
}

static void
fill_strip (EpcImportPage *self)
{
  const EpcImportReport *report = self->report;
  const char *kind = report->entity != NULL ? _ (report->entity->plural) : "";

  epc_strip_clear (self->strip);
  add_figure (self, _ ("Rows read"), report->read, report->file_name, NULL);
  add_figure (self, _ ("New"), report->inserted, kind, "ok");
  add_figure (self, _ ("Changed"), report->updated, kind, NULL);
  add_figure (self, _ ("Same as here"), report->unchanged, kind, NULL);
  add_figure (self, _ ("Rows rejected"), report->rejected, _ ("Left out, with the reason"), "critical");
  if (report->repeated > 0)
    add_figure (self, _ ("Repeated rows"), report->repeated, _ ("Counted once"), "watch");
}

static GtkWidget *
add_box (EpcImportPage *self, const char *title, const char *note)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box), epc_heading_new (title, note));
  gtk_box_append (GTK_BOX (self->findings), box);
  return box;
}

static GtkWidget *
make_text (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return label;
}

static void
add_text (GtkWidget *box, const char *text, const char *css)
{
  GtkWidget *label = make_text (text, css);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (box), label);
}

static void
show_entities (EpcImportPage *self)
{
  GtkWidget *box = add_box (self, _ ("What it fills"), NULL);

  for (guint i = 0; i < self->report->entities->len; i++)
    {
      EpcImportCount *count = &g_array_index (self->report->entities, EpcImportCount, i);
      g_autofree char *inserted = number (count->inserted), *updated = number (count->updated), *unchanged = number (count->unchanged);
      /* Translators: kind of record: how many are new, changed, unchanged */
      g_autofree char *text = g_strdup_printf (_ ("%s: %s new, %s changed, %s unchanged"), _ (count->entity->plural), inserted,
                                               updated, unchanged);

      add_text (box, text, NULL);
    }
}

static void
show_columns (EpcImportPage *self, const char *title, const char *note, GPtrArray *columns)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (columns == NULL || columns->len == 0)
    return;
  for (guint i = 0; i < columns->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", (const char *) g_ptr_array_index (columns, i));
  add_text (add_box (self, title, note), text->str, "small");
}

/* Doubts of one kind are one line with their number; the single ones fold out. */
static void
show_warnings (EpcImportPage *self)
{
  GPtrArray *warnings = self->report->warnings;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWidget *box;

  if (warnings == NULL || warnings->len == 0)
    return;
  box = add_box (self, _ ("Doubts"), _ ("Imported as they are"));
  for (guint i = 0; i < warnings->len; i++)
    {
      EpcImportWarning *first = g_ptr_array_index (warnings, i);
      GtkWidget *expander, *lines;
      guint64 rows = 0;
      guint n = 0;

      if (!g_hash_table_add (seen, first->rule))
        continue;
      lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
      for (guint j = i; j < warnings->len; j++)
        {
          EpcImportWarning *warning = g_ptr_array_index (warnings, j);
          g_autofree char *count = number ((gint64) warning->count);
          g_autofree char *text = NULL;

          if (!g_str_equal (warning->rule, first->rule))
            continue;
          rows += warning->count;
          text = warning->count > 1 ? g_strdup_printf (_ ("%s (%s rows)"), warning->message, count) : g_strdup (warning->message);
          if (n++ < MAX_SHOWN)
            add_text (lines, text, NULL);
        }
      if (n == 1)
        {
          gtk_box_append (GTK_BOX (box), lines);
          continue;
        }
      g_autofree char *count = number ((gint64) rows);
      /* Translators: first of several doubts of one kind; in how many rows they were met */
      g_autofree char *title = g_strdup_printf (_ ("%s – and others like it, %s rows in all"), first->message, count);
      expander = gtk_expander_new (NULL);
      gtk_expander_set_label_widget (GTK_EXPANDER (expander), make_text (title, NULL));
      gtk_widget_set_margin_start (lines, 24);
      gtk_expander_set_child (GTK_EXPANDER (expander), lines);
      gtk_box_append (GTK_BOX (box), expander);
    }
}

static void
show_rejects (EpcImportPage *self)
{
  GPtrArray *rejects = self->report->rejects;
  GtkWidget *box;

  if (rejects == NULL || rejects->len == 0)
    return;
  box = add_box (self, _ ("Rows rejected"), _ ("These rows are left out; the rest is imported"));
  for (guint i = 0; i < rejects->len && i < MAX_SHOWN; i++)
    {
      EpcReject *reject = g_ptr_array_index (rejects, i);
      g_autoptr (GString) text = g_string_new (NULL);

      if (reject->row > 0)
        {
          g_autofree char *row = number ((gint64) reject->row);

          /* Translators: %s is the number of a row of the file */
          g_string_append_printf (text, _ ("Row %s"), row);
        }
      if (reject->column != NULL)
        g_string_append_printf (text, " · %s", reject->column);
      if (reject->value != NULL)
        g_string_append_printf (text, " · “%s”", reject->value);
      add_text (box, text->str, "small");
      g_string_assign (text, reject->reason);
      if (reject->suggestion != NULL)
        g_string_append_printf (text, " %s", reject->suggestion);
      add_text (box, text->str, NULL);
    }
}

static void
show_report (EpcImportPage *self)
{
  GtkWidget *child;
  gint64 changes = self->report->inserted + self->report->updated;
  g_autofree char *count = NULL, *label = NULL;

  while ((child = gtk_widget_get_first_child (self->findings)) != NULL)
    gtk_box_remove (GTK_BOX (self->findings), child);
  fill_strip (self);
  if (self->report->read > 0 && changes == 0 && self->report->rejected == 0)
    gtk_box_append (GTK_BOX (self->findings), epc_note_new ("info", _ ("Nothing new"), _ ("Everything in this file is here already.")));
  show_entities (self);
  show_rejects (self);
  show_columns (self, _ ("Personal data, left out"), _ ("Names, telephones and documents of people are not read"),
                self->report->dropped_columns);
  show_columns (self, _ ("Columns that nothing answers to"), _ ("Left out"), self->report->unknown_columns);
  show_warnings (self);
  if (self->report->credit != NULL)
    add_text (add_box (self, _ ("Source"), NULL), self->report->credit, NULL);
  count = self->report->entity != NULL ? epc_page_count_text (self->report->entity, changes) : number (changes);
  /* Translators: the button that imports; %s is "352 sites" */
  label = g_strdup_printf (_ ("Import %s"), count);
  gtk_button_set_label (GTK_BUTTON (self->import), label);
  gtk_widget_set_sensitive (self->import, changes > 0);
  gtk_widget_set_tooltip_text (self->import, changes > 0 ? NULL : _ ("Nothing in this file would change the workspace"));
  gtk_widget_set_visible (self->save_rejects, self->report->rejected > 0);
  gtk_stack_set_visible_child_name (self->stack, "report");
  gtk_widget_grab_focus (changes > 0 ? self->import : self->findings);
}

static void
show_refusal (EpcImportPage *self, const GError *error)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->findings)) != NULL)
    gtk_box_remove (GTK_BOX (self->findings), child);
  epc_strip_clear (self->strip);
  gtk_box_append (GTK_BOX (self->findings), epc_note_new ("critical", _ ("This file cannot be imported"), error->message));
  gtk_widget_set_sensitive (self->import, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "report");
}

/* --- reading and writing --- */

static void
on_progress (const char *phase, double fraction, gpointer data)
{
  EpcImportPage *self = data;

  if (self->progress == NULL)
    return;
  gtk_label_set_text (self->phase, phase);
  gtk_progress_bar_set_fraction (self->progress, CLAMP (fraction, 0, 1));
}

static void
tell_done (EpcWindow *window, EpcImportReport *report)
{
  gint64 changes = report->inserted + report->updated;
  g_autofree char *count = report->entity != NULL ? epc_page_count_text (report->entity, changes) : number (changes);
  g_autofree char *action = g_strdup_printf ("win.undo-batch(int64 %" G_GINT64_FORMAT ")", report->batch);
  /* Translators: %s is "352 sites" */
  g_autofree char *text = g_strdup_printf (_ ("Imported: %s"), count);

  epc_window_toast_action (window, text, report->batch > 0 ? _ ("Undo") : NULL, report->batch > 0 ? action : NULL);
}

/* What came in is what one wants to see next. Who imports from one of these lists stays there. */
static void
show_imported (EpcWindow *window, EpcImportReport *report)
{
  const EpcSection *section = report->entity != NULL ? epc_section_of_entity (report->entity->key) : NULL;
  EpcSectionPage *page = epc_window_section_page (window);

  if (section != NULL && report->inserted + report->updated > 0
      && (page == NULL || epc_section_page_section (page) != section))
    epc_window_go_to (window, section->tab, section->key);
}

static void
on_imported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EpcImportPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcImportReport) report = epc_import_file_finish (EPC_STORE (source), result, &error);
  EpcWindow *window = epc_window_of (GTK_WIDGET (self));

  g_clear_object (&self->cancellable);
  if (window == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (report == NULL && self->entity != NULL && !self->is_retried && self->report == NULL)
    {
      /* asked from another list: what the file holds decides */
      self->is_retried = TRUE;
      start_reading (self, TRUE, NULL);
    }
  else if (report == NULL)
    show_refusal (self, error);
  else if (!report->is_dry_run)
    {
      epc_window_pop (window);
      show_imported (window, report);
      tell_done (window, report);
    }
  else
    {
      g_clear_pointer (&self->report, epc_import_report_free);
      self->report = g_steal_pointer (&report);
      show_report (self);
    }
}

static void
start_reading (EpcImportPage *self, gboolean dry_run, const char *rejects)
{
  EpcImportOptions options = { .as = self->entity != NULL && !self->is_retried ? self->entity->key : NULL,
                               .dry_run = dry_run,
                               .rejects = rejects };

  gtk_widget_set_sensitive (self->import, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "reading");
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  epc_import_file_async (epc_session_store (self->session), self->path, &options, on_progress, self, self->cancellable, on_imported,
                         g_object_ref (self));
}

static void
on_import (EpcImportPage *self)
{
  start_reading (self, FALSE, NULL);
}

static void
on_rejects_chosen (GFile *file, gpointer data)
{
  g_autoptr (EpcImportPage) self = data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && epc_window_of (GTK_WIDGET (self)) != NULL)
    start_reading (self, TRUE, path);
}

static void
on_save_rejects (EpcImportPage *self)
{
  const char *const filters[] = { _ ("CSV files"), "*.csv", NULL };

  epc_file_dialog_save (GTK_WIDGET (self), _ ("Save the rejected rows"), _ ("rejected.csv"), filters, on_rejects_chosen,
                        g_object_ref (self));
}

static void
on_leave (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcImportPage *self = EPC_IMPORT_PAGE (widget);
  EpcWindow *window = epc_window_of (widget);

  g_cancellable_cancel (self->cancellable);
  if (window != NULL)
    epc_window_pop (window);
}

/* --- the widget --- */

static void
epc_import_page_dispose (GObject *object)
{
  EpcImportPage *self = EPC_IMPORT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  self->progress = NULL;
  g_clear_object (&self->session);
  G_OBJECT_CLASS (epc_import_page_parent_class)->dispose (object);
}

static void
epc_import_page_finalize (GObject *object)
{
  EpcImportPage *self = EPC_IMPORT_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->report, epc_import_report_free);
  g_free (self->path);
  G_OBJECT_CLASS (epc_import_page_parent_class)->finalize (object);
}

static void
epc_import_page_class_init (EpcImportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_import_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = epc_import_page_finalize;
  gtk_widget_class_install_action (widget_class, "page.leave", NULL, on_leave);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "page.leave", NULL);
}

static GtkWidget *
make_reading (EpcImportPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *stop = gtk_button_new_with_label (_ ("Stop"));

  self->phase = GTK_LABEL (gtk_label_new (_ ("Reading the file")));
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->progress), 320, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Reading the file"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (stop), "page.leave");
  gtk_widget_set_halign (stop, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->phase));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->progress));
  gtk_box_append (GTK_BOX (box), stop);
  return box;
}

static GtkWidget *
make_report (EpcImportPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->strip = EPC_STRIP (epc_strip_new ());
  self->findings = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_set_focusable (self->findings, TRUE);
  gtk_widget_add_css_class (self->findings, "pane-pad");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 900);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->findings);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (box), scrolled);
  return box;
}

static void
epc_import_page_init (EpcImportPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *back = gtk_button_new_from_icon_name ("go-previous-symbolic");

  self->header = adw_header_bar_new ();
  self->import = gtk_button_new_with_label (_ ("Import"));
  self->save_rejects = gtk_button_new_with_label (_ ("Save the rejected rows…"));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_tooltip_text (back, _ ("Back without importing (Esc)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Back without importing"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "page.leave");
  gtk_widget_add_css_class (self->import, "suggested-action");
  gtk_widget_set_visible (self->save_rejects, FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (self->header), back);
  adw_header_bar_pack_end (ADW_HEADER_BAR (self->header), self->import);
  adw_header_bar_pack_end (ADW_HEADER_BAR (self->header), self->save_rejects);
  gtk_stack_add_named (self->stack, make_reading (self), "reading");
  gtk_stack_add_named (self->stack, make_report (self), "report");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->stack), "content");
  gtk_box_append (GTK_BOX (box), self->header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->import, "clicked", G_CALLBACK (on_import), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->save_rejects, "clicked", G_CALLBACK (on_save_rejects), self, G_CONNECT_SWAPPED);
}

void
epc_import_file_start (EpcWindow *window, EpcSession *session, GFile *file, const EpcEntity *entity)
{
  EpcImportPage *self = g_object_new (EPC_TYPE_IMPORT_PAGE, NULL);
  g_autofree char *name = g_file_get_basename (file), *title = NULL;

  self->session = g_object_ref (session);
  self->path = g_file_get_path (file);
  self->entity = entity;
  /* Translators: %s is a file name */
  title = g_strdup_printf (_ ("Import %s"), name);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (self->header),
                                   adw_window_title_new (title, _ ("Nothing is written before you say so")));
  epc_window_push (window, GTK_WIDGET (self));
  start_reading (self, TRUE, NULL);
}

typedef struct
{
  EpcWindow *window;
  const EpcEntity *entity;
} Asked;

static void
on_file_chosen (GFile *file, gpointer data)
{
  Asked *asked = data;

  if (file != NULL && epc_window_session (asked->window) != NULL)
    epc_import_file_start (asked->window, epc_window_session (asked->window), file, asked->entity);
  g_object_unref (asked->window);
  g_free (asked);
}

void
epc_import_start (EpcWindow *window, EpcSession *session, const EpcEntity *entity)
{
  const char *const filters[] = { _ ("Tables"), "*.csv;*.tsv;*.txt", NULL };
  Asked *asked = g_new0 (Asked, 1);

  asked->window = g_object_ref (window);
  asked->entity = entity;
  epc_file_dialog_open (GTK_WIDGET (window), _ ("Import a file"), filters, on_file_chosen, asked);
}
