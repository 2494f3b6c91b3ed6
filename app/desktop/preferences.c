/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Preferences: what belongs to this machine, to the office, and the care of the file.
 */
#include "window-private.h"

#include "application.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "model/epc-code-list.h"
#include "record-flow.h"
#include "store/epc-care.h"
#include "store/epc-transaction.h"

#define CONFIDENTIAL_SITES "is_confidential_sites" /* field of the office */

#define EPC_TYPE_PREFERENCES (epc_preferences_get_type ())
G_DECLARE_FINAL_TYPE (EpcPreferences, epc_preferences, EPC, PREFERENCES, AdwPreferencesWindow)

struct _EpcPreferences
{
  AdwPreferencesWindow parent_instance;
  GtkEditable *author;
  AdwComboRow *language, *separators, *paper;
  AdwActionRow *office_row, *country_row, *zone_row, *file_row, *backups_row;
  GtkWidget *office_group, *sensitive_group, *file_group, *edit_office, *confidential_sites, *open_backups, *backup_now;
  EpcWindow *window; /* weak */
};

G_DEFINE_FINAL_TYPE (EpcPreferences, epc_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static const char *const language_keys[] = { "", "en", "es", "fr", "pt" };
static const char *const separator_keys[] = { "language", "comma-point", "point-comma", "space-comma" };
static const char *const paper_keys[] = { "A4", "Letter" };

static GSettings *
window_settings (EpcPreferences *self)
{
  return epc_application_settings (EPC_APPLICATION (gtk_window_get_application (GTK_WINDOW (self->window))));
}

static void
fill_combo (AdwComboRow *row, const char *const *names, guint n, const char *const *keys, const char *now)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (list, names[i]);
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (keys[i], now) == 0)
      adw_combo_row_set_selected (row, i);
}

static void
on_author (EpcPreferences *self)
{
  const char *author = gtk_editable_get_text (self->author);

  if (self->window == NULL)
    return;
  g_settings_set_string (window_settings (self), "author", author);
  if (self->window->session != NULL && *author != '\0')
    epc_store_set_author (epc_session_store (self->window->session), author);
}

static void
on_choice (EpcPreferences *self, GParamSpec *pspec, AdwComboRow *row)
{
  guint i = adw_combo_row_get_selected (row);

  if (self->window == NULL)
    return;
  if (row == self->language && i < G_N_ELEMENTS (language_keys))
    {
      g_settings_set_string (window_settings (self), "language", language_keys[i]);
      adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (_ ("The language changes at the next start")));
    }
  else if (row == self->separators && i < G_N_ELEMENTS (separator_keys))
    {
      g_settings_set_string (window_settings (self), "separators", separator_keys[i]);
      adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (_ ("Numbers change at the next start")));
    }
  else if (row == self->paper && i < G_N_ELEMENTS (paper_keys))
    g_settings_set_string (window_settings (self), "paper", paper_keys[i]);
}

/* The office's own record says so, because what leaves it anywhere obeys it. */
static EpcRecord *
office_record (EpcStore *store)
{
  EpcUid office = epc_store_office (store);

  return epc_store_get (store, epc_entity_find ("office"), &office, NULL);
}

static gboolean
write_office (EpcTransaction *transaction, gpointer data, GError **error)
{
  return epc_transaction_update (transaction, data, NULL, NULL, error);
}

static void
on_office_written (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (EpcPreferences) self = data;
  g_autoptr (GError) error = NULL;

  if (!epc_store_write_finish (EPC_STORE (store), result, &error) && self->window != NULL)
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (error->message));
}

static void
on_confidential (EpcPreferences *self)
{
  EpcStore *store;
  EpcRecord *record;

  if (self->window == NULL || self->window->session == NULL)
    return;
  store = epc_session_store (self->window->session);
  record = office_record (store);
  if (record == NULL)
    return;
  epc_record_set_text (record, CONFIDENTIAL_SITES, gtk_switch_get_active (GTK_SWITCH (self->confidential_sites)) ? "yes" : "no");
  epc_store_write_async (store, _ ("Preferences"), write_office, record, g_object_unref, NULL, on_office_written, g_object_ref (self));
}

static void
on_edit_office (EpcPreferences *self)
{
  EpcWindow *window = self->window;
  EpcUid office;

  if (window == NULL || window->session == NULL)
    return;
  office = epc_store_office (epc_session_store (window->session));
  epc_record_flow_open (GTK_WIDGET (window), window->session, epc_entity_find ("office"), &office);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_backup_now (EpcPreferences *self)
{
  EpcWindow *window = self->window;

  gtk_window_close (GTK_WINDOW (self));
  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.backup", NULL);
}

static void
on_open_backups (EpcPreferences *self)
{
  g_autoptr (GPtrArray) backups = NULL;
  g_autofree char *folder = NULL, *uri = NULL;

  if (self->window == NULL || self->window->session == NULL)
    return;
  backups = epc_store_list_backups (epc_store_path (epc_session_store (self->window->session)));
  if (backups->len == 0)
    return;
  folder = g_path_get_dirname (g_ptr_array_index (backups, 0));
  uri = g_filename_to_uri (folder, NULL, NULL);
  gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

static void
show_workspace (EpcPreferences *self, EpcSession *session)
{
  EpcStore *store = epc_session_store (session);
  g_autoptr (GPtrArray) backups = epc_store_list_backups (epc_store_path (store));
  g_autofree char *office = epc_session_office_title (session), *size = NULL, *text = NULL;
  g_autoptr (EpcRecord) record = office_record (store);

  adw_action_row_set_subtitle (self->office_row, office);
  adw_action_row_set_subtitle (self->country_row, epc_code_label ("country", epc_store_country (store), NULL));
  adw_action_row_set_subtitle (self->zone_row, epc_store_zone (store));
  size = g_format_size ((guint64) MAX (epc_store_file_size (store), 0));
  /* Translators: path of the workspace, its size */
  text = g_strdup_printf (_ ("%s · %s"), epc_store_path (store), size);
  adw_action_row_set_subtitle (self->file_row, text);
  g_clear_pointer (&text, g_free);
  if (backups != NULL && backups->len > 0)
    {
      g_autofree char *name = g_path_get_basename (g_ptr_array_index (backups, 0));

      text = g_strdup_printf (ngettext_ ("%u backup, the newest is %s", "%u backups, the newest is %s", backups->len), backups->len, name);
    }
  else
    text = g_strdup (_ ("None yet: the first is made within a day"));
  adw_action_row_set_subtitle (self->backups_row, text);
  gtk_widget_set_sensitive (self->open_backups, backups != NULL && backups->len > 0);
  gtk_switch_set_active (GTK_SWITCH (self->confidential_sites),
                         record != NULL && g_strcmp0 (epc_record_text (record, CONFIDENTIAL_SITES), "yes") == 0);
  gtk_widget_set_sensitive (self->sensitive_group, record != NULL && !epc_store_is_read_only (store));
  gtk_widget_set_sensitive (self->edit_office, !epc_store_is_read_only (store));
}

static void
epc_preferences_dispose (GObject *object)
{
  g_clear_weak_pointer (&EPC_PREFERENCES (object)->window);
  gtk_widget_dispose_template (GTK_WIDGET (object), EPC_TYPE_PREFERENCES);
  G_OBJECT_CLASS (epc_preferences_parent_class)->dispose (object);
}

static void
epc_preferences_class_init (EpcPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_preferences_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, EPC_RESOURCE "/ui/preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, EpcPreferences, author);
  gtk_widget_class_bind_template_child (widget_class, EpcPreferences, language);
  gtk_widget_class_bind_template_child (widget_class, EpcPreferences, separators);
  gtk_widget_class_bind_template_child (widget_class, EpcPreferences, paper);
  gtk_widget_class_bind_template_child (widget_class, EpcPreferences, office_row);
  gtk_widget_class_bind_template_child (widget_class, EpcPreferences, country_row);
  gtk_widget_class_bind_template_child (widget_class, EpcPreferences, zone_row);
  gtk_widget_class_bind_template_child (widget_class, EpcPreferences, file_row);
  gtk_widget_class_bind_template_child (widget_class, EpcPreferences, backups_row);
  gtk_widget_class_bind_template_child (widget_class, EpcPreferences, office_group);
  gtk_widget_class_bind_template_child (widget_class, EpcPreferences, sensitive_group);
  gtk_widget_class_bind_template_child (widget_class, EpcPreferences, file_group);
  gtk_widget_class_bind_template_child (widget_class, EpcPreferences, edit_office);
  gtk_widget_class_bind_template_child (widget_class, EpcPreferences, confidential_sites);
  gtk_widget_class_bind_template_child (widget_class, EpcPreferences, open_backups);
  gtk_widget_class_bind_template_child (widget_class, EpcPreferences, backup_now);
}

static void
epc_preferences_init (EpcPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
epc_preferences_new (EpcWindow *window)
{
  EpcPreferences *self = g_object_new (EPC_TYPE_PREFERENCES, "modal", TRUE, NULL);
  const char *const language_names[] = { _ ("As the system"), "English", "Español", "Français", "Português" };
  const char *const separator_names[] = { _ ("As the language has them"), "1,234.5", "1.234,5", "1\u202f234,5" };
  g_autofree char *author = NULL, *language = NULL, *separators = NULL, *paper = NULL;
  gboolean has_session = window->session != NULL;

  g_set_weak_pointer (&self->window, window);
  author = g_settings_get_string (window_settings (self), "author");
  language = g_settings_get_string (window_settings (self), "language");
  separators = g_settings_get_string (window_settings (self), "separators");
  paper = g_settings_get_string (window_settings (self), "paper");
  gtk_editable_set_text (self->author, *author == '\0' && has_session ? epc_store_author (epc_session_store (window->session)) : author);
  fill_combo (self->language, language_names, G_N_ELEMENTS (language_names), language_keys, language);
  fill_combo (self->separators, separator_names, G_N_ELEMENTS (separator_names), separator_keys, separators);
  fill_combo (self->paper, paper_keys, G_N_ELEMENTS (paper_keys), paper_keys, paper);
  gtk_widget_set_sensitive (self->office_group, has_session);
  gtk_widget_set_sensitive (self->sensitive_group, has_session);
  gtk_widget_set_sensitive (self->file_group, has_session);
  if (has_session)
    show_workspace (self, window->session);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->confidential_sites), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Site lists are confidential"), -1);
  g_signal_connect_object (self->author, "apply", G_CALLBACK (on_author), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->language, "notify::selected", G_CALLBACK (on_choice), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->separators, "notify::selected", G_CALLBACK (on_choice), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->paper, "notify::selected", G_CALLBACK (on_choice), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->confidential_sites, "notify::active", G_CALLBACK (on_confidential), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->edit_office, "clicked", G_CALLBACK (on_edit_office), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->backup_now, "clicked", G_CALLBACK (on_backup_now), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->open_backups, "clicked", G_CALLBACK (on_open_backups), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
