/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The application. The language is set before GTK starts, because GTK reads it only once.
 */
#include "application.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-paths.h"
#include "config.h"
#include "epc-desk-resources.h"
#include "shortcuts.h"
#include "window.h"

struct _EpcApplication
{
  AdwApplication parent_instance;
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (EpcApplication, epc_application, ADW_TYPE_APPLICATION)

GSettings *
epc_settings_new (void)
{
  static const char *const places[] = { "schemas", "../glib-2.0/schemas" };
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchemaSource) own = NULL;
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, EPC_APPLICATION_ID, TRUE);
  /* an unpacked copy of the program carries its schema beside its data; one in a prefix of its own where meson puts it */
  for (guint i = 0; i < G_N_ELEMENTS (places) && schema == NULL; i++)
    {
      g_autofree char *directory = epc_path_data (places[i]);

      g_clear_pointer (&own, g_settings_schema_source_unref);
      own = g_settings_schema_source_new_from_directory (directory, source, TRUE, NULL);
      if (own != NULL)
        schema = g_settings_schema_source_lookup (own, EPC_APPLICATION_ID, FALSE);
    }
  if (schema == NULL)
    {
      g_printerr (_ ("The settings schema %s is not installed. Install EPC Desk, or set GSETTINGS_SCHEMA_DIR to the folder that holds "
                     "gschemas.compiled.\n"),
                  EPC_APPLICATION_ID);
      return NULL;
    }
  return g_settings_new_full (schema, NULL, NULL);
}

GSettings *
epc_application_settings (EpcApplication *self)
{
  return self->settings;
}

void
epc_application_apply_language (EpcApplication *self)
{
  g_autofree char *language = g_settings_get_string (self->settings, "language");

  if (*language != '\0')
    epc_language_set_interface (language);
}

void
epc_application_apply_separators (EpcApplication *self, const char *country)
{
  g_autofree char *separators = g_settings_get_string (self->settings, "separators");

  /* The narrow space of Cantarell is too narrow to part thousands. */
  if (!epc_language_set_country (country))
    epc_language_set_separators ("\u00a0", ",");
  if (g_str_equal (separators, "comma-point"))
    epc_language_set_separators (",", ".");
  else if (g_str_equal (separators, "point-comma"))
    epc_language_set_separators (".", ",");
  else if (g_str_equal (separators, "space-comma"))
    epc_language_set_separators ("\u202f", ",");
}

/* --- actions --- */

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GList *windows = gtk_application_get_windows (data);

  while (windows != NULL)
    {
      GtkWindow *window = windows->data;

      windows = windows->next;
      gtk_window_close (window);
    }
}

/* --- GApplication --- */

/* The window last used, with the workspace last used. */
static EpcWindow *
window_in_use (EpcApplication *self)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));

  for (GList *item = gtk_application_get_windows (GTK_APPLICATION (self)); item != NULL && !EPC_IS_WINDOW (active); item = item->next)
    active = item->data;
  if (EPC_IS_WINDOW (active))
    return EPC_WINDOW (active);
  g_application_activate (G_APPLICATION (self));
  active = gtk_application_get_windows (GTK_APPLICATION (self))->data;
  return EPC_WINDOW (active);
}

static void
epc_application_activate (GApplication *application)
{
  EpcApplication *self = EPC_APPLICATION (application);
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_auto (GStrv) recent = NULL;
  EpcWindow *window;

  if (active != NULL)
    {
      gtk_window_present (active);
      return;
    }
  window = EPC_WINDOW (epc_window_new (GTK_APPLICATION (self)));
  recent = g_settings_get_strv (self->settings, "recent-workspaces");
  if (recent[0] != NULL && g_file_test (recent[0], G_FILE_TEST_EXISTS))
    {
      g_autoptr (GFile) file = g_file_new_for_path (recent[0]);

      epc_window_open (window, file);
    }
  else
    {
      gtk_window_present (GTK_WINDOW (window));
      epc_window_show_first_run (window, NULL, NULL);
    }
}

static void
epc_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *name = g_file_get_basename (files[i]);

      if (g_str_has_suffix (name, ".epcx"))
        epc_window_receive (window_in_use (EPC_APPLICATION (application)), files[i]);
      else
        epc_window_open (EPC_WINDOW (epc_window_new (GTK_APPLICATION (application))), files[i]);
    }
}

static void
epc_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = { { "quit", on_quit, NULL, NULL, NULL, { 0 } } };

  G_APPLICATION_CLASS (epc_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  epc_shortcuts_install (GTK_APPLICATION (application));
  gtk_window_set_default_icon_name (EPC_APPLICATION_ID);
}

static int
epc_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  EpcApplication *self = EPC_APPLICATION (application);
  const char *language;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("EPC Desk %s\n", EPC_VERSION);
      return 0;
    }
  if (self->settings == NULL)
    return 1;
  epc_application_apply_language (self);
  if (g_variant_dict_lookup (options, "lang", "&s", &language))
    epc_language_set_interface (language);
  return -1;
}

static void
epc_application_finalize (GObject *object)
{
  g_clear_object (&EPC_APPLICATION (object)->settings);
  G_OBJECT_CLASS (epc_application_parent_class)->finalize (object);
}

static void
epc_application_class_init (EpcApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = epc_application_finalize;
  application_class->activate = epc_application_activate;
  application_class->open = epc_application_open;
  application_class->startup = epc_application_startup;
  application_class->handle_local_options = epc_application_handle_local_options;
}

static void
epc_application_init (EpcApplication *self)
{
  const GOptionEntry options[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and leave"), NULL },
    { "lang", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Language of the interface: en, es, fr or pt"), "LANG" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  epc_desk_register_resource ();
  self->settings = epc_settings_new ();
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[WORKSPACE|PACKAGE]"));
}

static void
set_up_memory (void)
{
#ifdef __GLIBC__
  /* Each thread that reads would keep a heap of its own: on a million rows that is 60 MB nobody uses. */
  mallopt (M_ARENA_MAX, 2);
  /* What a thread sorted in is a million small pieces. Left for later they are put together again by whoever next asks for a large
   * one: the main loop, for half a second. */
  mallopt (M_MXFAST, 0);
  /* Large arrays are given back when they are freed; left alone the library raises this after the first of them. */
  mallopt (M_MMAP_THRESHOLD, 1 << 20);
#endif
}

EpcApplication *
epc_application_new (void)
{
  set_up_memory ();
  return g_object_new (EPC_TYPE_APPLICATION, "application-id", EPC_APPLICATION_ID, "resource-base-path", EPC_RESOURCE, "flags",
                       G_APPLICATION_HANDLES_OPEN, NULL);
}
