/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first page.
 */
#include "first-run.h"

#include <glib/gstdio.h>
#include <string.h>

#include "application.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"
#include "model/epc-code-list.h"
#include "report/epc-first-areas.h"
#include "store/epc-care.h"
#include "widgets/epc-file-dialog.h"
#include "widgets/epc-map-view.h"
#include "widgets/epc-note.h"
#include "widgets/epc-state.h"
#include "window-private.h"

struct _EpcFirstRun
{
  AdwBin parent_instance;
  GtkWidget *back, *picture, *sample, *note, *country, *office, *author, *start, *change_file;
  AdwComboRow *language;
  AdwActionRow *file_row;

  EpcWindow *window;    /* owns this */
  GPtrArray *countries; /* keys, in the order of the list */
  char *path;           /* of the file to make */
  char *damaged;        /* path of the workspace that could not be opened */
  gboolean office_is_typed, path_is_chosen, is_setting;
};

G_DEFINE_FINAL_TYPE (EpcFirstRun, epc_first_run, ADW_TYPE_BIN)

/* The names of the languages in themselves: whoever looks for hers finds it whatever the interface speaks. */
static const struct
{
  const char *key, *name;
} languages[] = { { "en", "English" }, { "es", "Español" }, { "fr", "Français" }, { "pt", "Português" } };

/* The 33 states of Latin America and the Caribbean (the regional office's countries) stand first. */
static const char *const region[] = { "ATG", "ARG", "BHS", "BRB", "BLZ", "BOL", "BRA", "CHL", "COL", "CRI", "CUB", "DMA",
                                      "DOM", "ECU", "SLV", "GRD", "GTM", "GUY", "HTI", "HND", "JAM", "MEX", "NIC", "PAN",
                                      "PRY", "PER", "KNA", "LCA", "VCT", "SUR", "TTO", "URY", "VEN" };

static const char *
chosen_country (EpcFirstRun *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->country));

  /* the first row asks to choose */
  return i >= 1 && i <= self->countries->len ? g_ptr_array_index (self->countries, i - 1) : NULL;
}

static gboolean
is_in_region (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (region); i++)
    if (g_str_equal (region[i], key))
      return TRUE;
  return FALSE;
}

static int
compare_countries (gconstpointer a, gconstpointer b)
{
  const char *left = *(const char *const *) a, *right = *(const char *const *) b;
  gboolean left_is_ours = is_in_region (left), right_is_ours = is_in_region (right);

  if (left_is_ours != right_is_ours)
    return left_is_ours ? -1 : 1;
  return g_utf8_collate (epc_code_label ("country", left, NULL), epc_code_label ("country", right, NULL));
}

static void
fill_countries (EpcFirstRun *self)
{
  const EpcCodeList *list = epc_code_list_find ("country");
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkExpression) text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_string_list_append (names, _ ("Choose…"));
  for (guint i = 0; list != NULL && i < list->n_codes; i++)
    g_ptr_array_add (self->countries, (gpointer) list->codes[i].key);
  g_ptr_array_sort (self->countries, compare_countries);
  for (guint i = 0; i < self->countries->len; i++)
    gtk_string_list_append (names, epc_code_label ("country", g_ptr_array_index (self->countries, i), NULL));
  gtk_drop_down_set_expression (GTK_DROP_DOWN (self->country), text);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->country), G_LIST_MODEL (names));
}

static void
update_start (EpcFirstRun *self)
{
  gboolean is_ready = chosen_country (self) != NULL;

  gtk_widget_set_sensitive (self->start, is_ready);
  gtk_widget_set_tooltip_text (self->start, is_ready ? NULL : _ ("Choose the country first"));
}

static void
show_path (EpcFirstRun *self)
{
  const char *home = g_get_home_dir ();
  g_autofree char *shown = NULL;

  if (self->path != NULL && g_str_has_prefix (self->path, home) && G_IS_DIR_SEPARATOR (self->path[strlen (home)]))
    shown = g_strdup (self->path + strlen (home) + 1);
  adw_action_row_set_subtitle (self->file_row, shown != NULL ? shown : self->path != NULL ? self->path : "—");
}

/* ~/Documents/Honduras.epc; with a number where that exists. */
static void
propose_path (EpcFirstRun *self, const char *name)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autofree char *folder = documents != NULL ? g_strdup (documents) : g_build_filename (g_get_home_dir (), "Documents", NULL);
  g_autofree char *plain = g_strdup (name);

  g_strdelimit (plain, "/\\:*?\"<>|", '-');
  for (guint i = 1; i < 1000; i++)
    {
      g_autofree char *file = i == 1 ? g_strdup_printf ("%s.epc", plain) : g_strdup_printf ("%s %u.epc", plain, i);
      g_autofree char *path = g_build_filename (folder, file, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        {
          epc_set_text (&self->path, path);
          break;
        }
    }
  show_path (self);
}

/* The map is there already: the region, or the country chosen in it. */
static void
show_picture (EpcFirstRun *self)
{
  const char *key = chosen_country (self);
  g_autoptr (EpcMap) map = epc_map_new ();

  epc_map_set_parts (map, 0);
  if (key == NULL || !epc_map_set_area (map, key, NULL))
    epc_map_set_box (map, &(EpcMapBox){ -100, 4, -56, 26 });
  epc_map_figure_take (EPC_MAP_FIGURE (adw_bin_get_child (ADW_BIN (self->picture))), g_steal_pointer (&map),
                       key != NULL ? epc_code_label ("country", key, NULL) : _ ("Latin America and the Caribbean"));
}

static void
on_country_changed (EpcFirstRun *self)
{
  const char *key = chosen_country (self);

  if (key != NULL)
    {
      const char *label = epc_code_label ("country", key, NULL);
      /* Translators: name of a country office; %s is the country */
      g_autofree char *office = g_strdup_printf (_ ("IOM %s"), label);

      if (!self->office_is_typed)
        {
          self->is_setting = TRUE;
          gtk_editable_set_text (GTK_EDITABLE (self->office), office);
          self->is_setting = FALSE;
        }
      if (!self->path_is_chosen)
        propose_path (self, label);
    }
  show_picture (self);
  update_start (self);
}

static GtkWidget *
descendant (GtkWidget *widget, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = descendant (child, type);
  return found;
}

/* Enter after some letters: the first country that begins so, accents or not. */
static void
on_country_entered (GtkSearchEntry *search, EpcFirstRun *self)
{
  g_autofree char *wanted = epc_text_fold (gtk_editable_get_text (GTK_EDITABLE (search)));

  for (guint i = 0; *wanted != '\0' && i < self->countries->len; i++)
    {
      g_autofree char *label = epc_text_fold (epc_code_label ("country", g_ptr_array_index (self->countries, i), NULL));

      if (!g_str_has_prefix (label, wanted))
        continue;
      gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (search), GTK_TYPE_POPOVER)));
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->country), i + 1);
      gtk_widget_grab_focus (self->start);
      return;
    }
}

static gboolean
focus_search (gpointer search)
{
  gtk_widget_grab_focus (search);
  return G_SOURCE_REMOVE;
}

/* GTK 4.8 leaves the focus in the list, where letters say nothing. */
static void
on_countries_open (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_search, g_object_ref (descendant (popover, GTK_TYPE_SEARCH_ENTRY)), g_object_unref);
}

static void
prepare_search (EpcFirstRun *self)
{
  GtkWidget *popover = descendant (self->country, GTK_TYPE_POPOVER);
  GtkWidget *search = popover != NULL ? descendant (popover, GTK_TYPE_SEARCH_ENTRY) : NULL;

  if (search == NULL)
    return;
  g_signal_connect (popover, "map", G_CALLBACK (on_countries_open), NULL);
  g_signal_connect_object (search, "activate", G_CALLBACK (on_country_entered), self, 0);
}

static void
on_office_changed (EpcFirstRun *self)
{
  if (!self->is_setting)
    self->office_is_typed = !epc_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (self->office)));
}

static void
on_language_changed (EpcFirstRun *self)
{
  EpcWindow *window = self->window;
  EpcApplication *application = EPC_APPLICATION (gtk_window_get_application (GTK_WINDOW (window)));
  guint i = adw_combo_row_get_selected (self->language);
  const char *country = chosen_country (self);

  if (self->is_setting || i >= G_N_ELEMENTS (languages))
    return;
  g_settings_set_string (epc_application_settings (application), "language", languages[i].key);
  epc_application_apply_language (application);
  /* the page says everything anew in the language chosen */
  epc_window_show_first_run (window, NULL, NULL);
  if (country != NULL)
    epc_first_run_set_country (EPC_FIRST_RUN (window->first_run), country);
}

static void
on_path_chosen (GFile *file, gpointer data)
{
  g_autoptr (EpcFirstRun) self = data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL)
    return;
  if (g_str_has_suffix (path, ".epc"))
    epc_first_run_set_path (self, path);
  else
    {
      g_autofree char *with_suffix = g_strconcat (path, ".epc", NULL);

      epc_first_run_set_path (self, with_suffix);
    }
}

static void
on_change_file (EpcFirstRun *self)
{
  const char *const filters[] = { _ ("EPC Desk workspaces"), "*.epc", NULL };
  g_autofree char *name = self->path != NULL ? g_path_get_basename (self->path) : g_strdup (_ ("Workspace.epc"));

  epc_file_dialog_save (GTK_WIDGET (self), _ ("Where to keep the workspace"), name, filters, on_path_chosen, g_object_ref (self));
}

/* --- making it --- */

typedef struct
{
  char *path, *country, *office, *author, *cli;
} MakeTask;

static void
make_task_free (gpointer data)
{
  MakeTask *make = data;

  g_free (make->path);
  g_free (make->country);
  g_free (make->office);
  g_free (make->author);
  g_free (make->cli);
  g_free (make);
}

static EpcStore *
play_sample (MakeTask *make, GError **error)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *message = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, error, make->cli, "sample",
                              make->path, NULL);
  if (process == NULL || !g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &message, error))
    return NULL;
  if (!g_subprocess_get_successful (process))
    {
      g_set_error_literal (error, EPC_ERROR, EPC_ERROR_WRITE, g_strstrip (message));
      return NULL;
    }
  return epc_store_open (make->path, EPC_STORE_NONE, error);
}

static void
make_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MakeTask *make = data;
  EpcStoreSetup setup = { .country = make->country, .office = make->office, .author = make->author };
  g_autofree char *folder = g_path_get_dirname (make->path);
  GError *error = NULL;
  g_autoptr (GError) no_areas = NULL;
  EpcStore *store = NULL;

  g_mkdir_with_parents (folder, 0700);
  store = make->cli != NULL ? play_sample (make, &error) : epc_store_create (make->path, &setup, &error);
  if (make->cli == NULL && store != NULL && epc_first_areas_add (store, &no_areas) < 0)
    g_message ("The workspace begins without areas: %s", no_areas->message);
  if (store != NULL)
    g_task_return_pointer (task, store, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer data)
{
  EpcWindow *window = EPC_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcStore) store = g_task_propagate_pointer (G_TASK (result), &error);

  if (window->root == NULL)
    return;
  if (store != NULL)
    epc_window_set_store (window, store);
  else
    {
      GtkWidget *page = window->first_run;

      /* the answers given stay */
      gtk_stack_set_visible_child (window->root, page);
      epc_first_run_set_note (EPC_FIRST_RUN (page), _ ("The workspace could not be made"), error->message);
    }
}

static void
run_make (EpcFirstRun *self, MakeTask *make, const char *text)
{
  g_autoptr (GTask) task = g_task_new (self->window, NULL, on_made, NULL);

  epc_window_show_loading (self->window, text);
  g_task_set_source_tag (task, run_make);
  g_task_set_task_data (task, make, make_task_free);
  g_task_run_in_thread (task, make_thread);
}

void
epc_first_run_start (EpcFirstRun *self)
{
  GSettings *settings = epc_application_settings (EPC_APPLICATION (gtk_window_get_application (GTK_WINDOW (self->window))));
  const char *author = gtk_editable_get_text (GTK_EDITABLE (self->author));
  const char *office = gtk_editable_get_text (GTK_EDITABLE (self->office));
  MakeTask *make;

  if (chosen_country (self) == NULL || self->path == NULL)
    return;
  if (!epc_text_is_blank (author))
    g_settings_set_string (settings, "author", author);
  make = g_new0 (MakeTask, 1);
  make->path = g_strdup (self->path);
  make->country = g_strdup (chosen_country (self));
  make->office = epc_text_is_blank (office) ? NULL : g_strdup (office);
  make->author = epc_text_is_blank (author) ? NULL : g_strdup (author);
  run_make (self, make, _ ("Making the workspace"));
}

/* The example is played through the command line's public verbs, so the program beside this one makes it. */
static char *
find_cli (void)
{
  g_autofree char *own = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = own != NULL ? g_path_get_dirname (own) : NULL;
  const char *const places[] = { "epc-desk-cli", "../cli/epc-desk-cli" };

  for (guint i = 0; folder != NULL && i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (folder, places[i], NULL);

      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&path);
    }
  return g_find_program_in_path ("epc-desk-cli");
}

static void
on_sample (EpcFirstRun *self)
{
  MakeTask *make = g_new0 (MakeTask, 1);
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  make->cli = find_cli ();
  make->path = g_build_filename (documents != NULL ? documents : g_get_home_dir (), _ ("EPC Desk example.epc"), NULL);
  if (g_file_test (make->path, G_FILE_TEST_EXISTS))
    {
      g_autoptr (GFile) file = g_file_new_for_path (make->path);

      epc_window_open (self->window, file);
      make_task_free (make);
    }
  else
    run_make (self, make, _ ("Playing the example"));
}

/* --- a workspace that does not open --- */

static void
on_restore (EpcFirstRun *self)
{
  g_autoptr (GPtrArray) backups = epc_store_list_backups (self->damaged);
  g_autoptr (GError) error = NULL;
  g_autofree char *set_aside = NULL;

  if (backups->len == 0)
    return;
  if (epc_store_restore_backup (self->damaged, g_ptr_array_index (backups, 0), &set_aside, &error))
    {
      g_autoptr (GFile) file = g_file_new_for_path (self->damaged);

      epc_window_open (self->window, file);
    }
  else
    epc_first_run_set_note (self, _ ("The backup could not be put back"), error->message);
}

void
epc_first_run_offer_backup (EpcFirstRun *self, const char *path)
{
  g_autoptr (GPtrArray) backups = epc_store_list_backups (path);
  g_autofree char *name = NULL, *label = NULL;

  if (backups == NULL || backups->len == 0)
    return;
  epc_set_text (&self->damaged, path);
  name = g_path_get_basename (g_ptr_array_index (backups, 0));
  /* Translators: %s is the file name of a backup */
  label = g_strdup_printf (_ ("Put back %s"), name);
  epc_note_set_button (EPC_NOTE (self->note), label, NULL);
}

void
epc_first_run_set_note (EpcFirstRun *self, const char *title, const char *message)
{
  epc_note_set (EPC_NOTE (self->note), "critical", title, message);
  epc_note_set_button (EPC_NOTE (self->note), NULL, NULL);
  gtk_widget_set_visible (self->note, title != NULL);
}

void
epc_first_run_set_country (EpcFirstRun *self, const char *iso3)
{
  for (guint i = 0; i < self->countries->len; i++)
    if (g_str_equal (g_ptr_array_index (self->countries, i), iso3))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->country), i + 1);
}

void
epc_first_run_set_path (EpcFirstRun *self, const char *path)
{
  self->path_is_chosen = TRUE;
  epc_set_text (&self->path, path);
  show_path (self);
}

static void
on_back (EpcFirstRun *self)
{
  gtk_stack_set_visible_child_name (self->window->root, "main");
}

static void
epc_first_run_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), EPC_TYPE_FIRST_RUN);
  G_OBJECT_CLASS (epc_first_run_parent_class)->dispose (object);
}

static void
epc_first_run_finalize (GObject *object)
{
  EpcFirstRun *self = EPC_FIRST_RUN (object);

  g_ptr_array_unref (self->countries);
  g_free (self->path);
  g_free (self->damaged);
  G_OBJECT_CLASS (epc_first_run_parent_class)->finalize (object);
}

static void
run_start (GtkWidget *widget, const char *name, GVariant *parameter)
{
  epc_first_run_start (EPC_FIRST_RUN (widget));
}

static void
epc_first_run_class_init (EpcFirstRunClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /* as in the dialog that declares a crisis: what is asked is answered, go on */
  gtk_widget_class_install_action (widget_class, "first-run.start", NULL, run_start);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "first-run.start", NULL);

  G_OBJECT_CLASS (klass)->dispose = epc_first_run_dispose;
  G_OBJECT_CLASS (klass)->finalize = epc_first_run_finalize;
  g_type_ensure (EPC_TYPE_STATE);
  g_type_ensure (EPC_TYPE_NOTE);
  gtk_widget_class_set_template_from_resource (widget_class, EPC_RESOURCE "/ui/first-run.ui");
  gtk_widget_class_bind_template_child (widget_class, EpcFirstRun, back);
  gtk_widget_class_bind_template_child (widget_class, EpcFirstRun, picture);
  gtk_widget_class_bind_template_child (widget_class, EpcFirstRun, sample);
  gtk_widget_class_bind_template_child (widget_class, EpcFirstRun, note);
  gtk_widget_class_bind_template_child (widget_class, EpcFirstRun, language);
  gtk_widget_class_bind_template_child (widget_class, EpcFirstRun, country);
  gtk_widget_class_bind_template_child (widget_class, EpcFirstRun, office);
  gtk_widget_class_bind_template_child (widget_class, EpcFirstRun, author);
  gtk_widget_class_bind_template_child (widget_class, EpcFirstRun, file_row);
  gtk_widget_class_bind_template_child (widget_class, EpcFirstRun, change_file);
  gtk_widget_class_bind_template_child (widget_class, EpcFirstRun, start);
}

static void
epc_first_run_init (EpcFirstRun *self)
{
  self->countries = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
choose_language (EpcFirstRun *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const char *now = epc_language_name (epc_language_get (NULL));

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    gtk_string_list_append (names, languages[i].name);
  self->is_setting = TRUE;
  adw_combo_row_set_model (self->language, G_LIST_MODEL (names));
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (languages[i].key, now))
      adw_combo_row_set_selected (self->language, i);
  self->is_setting = FALSE;
}

GtkWidget *
epc_first_run_new (EpcWindow *window)
{
  EpcFirstRun *self = g_object_new (EPC_TYPE_FIRST_RUN, NULL);
  GSettings *settings = epc_application_settings (EPC_APPLICATION (gtk_window_get_application (GTK_WINDOW (window))));
  g_autofree char *author = g_settings_get_string (settings, "author");
  g_autofree char *cli = find_cli ();
  const char *real_name = g_get_real_name ();

  self->window = window;
  choose_language (self);
  fill_countries (self);
  if (*author != '\0' || !g_str_equal (real_name, "Unknown"))
    gtk_editable_set_text (GTK_EDITABLE (self->author), *author != '\0' ? author : real_name);
  gtk_widget_set_visible (self->back, window->session != NULL);
  gtk_widget_set_visible (self->sample, cli != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->country), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Country"), -1);
  adw_bin_set_child (ADW_BIN (self->picture), epc_map_figure_new ());
  show_picture (self);
  g_signal_connect_object (self->language, "notify::selected", G_CALLBACK (on_language_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->country, "notify::selected", G_CALLBACK (on_country_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->office, "changed", G_CALLBACK (on_office_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->change_file, "clicked", G_CALLBACK (on_change_file), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->start, "clicked", G_CALLBACK (epc_first_run_start), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sample, "clicked", G_CALLBACK (on_sample), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->note, "clicked", G_CALLBACK (on_restore), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (on_back), self, G_CONNECT_SWAPPED);
  prepare_search (self);
  show_path (self);
  update_start (self);
  return GTK_WIDGET (self);
}

/* --- the window's side --- */

void
epc_window_show_first_run (EpcWindow *self, const char *title, const char *message)
{
  GtkWidget *old = self->first_run;

  self->first_run = epc_first_run_new (self);
  gtk_stack_add_child (self->root, self->first_run);
  gtk_stack_set_visible_child (self->root, self->first_run);
  if (old != NULL)
    gtk_stack_remove (self->root, old);
  /* the one answer that nothing but a person knows */
  gtk_widget_grab_focus (EPC_FIRST_RUN (self->first_run)->country);
  epc_first_run_set_note (EPC_FIRST_RUN (self->first_run), title, message);
}
