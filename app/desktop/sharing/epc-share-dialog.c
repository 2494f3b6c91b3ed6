/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Giving: for whom, how much of it, sealed or not, and what will leave with its size. The file is asked for last.
 */
#include "sharing.h"

#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/widgets/epc-dialog-row.h"
#include "desktop/widgets/epc-file-dialog.h"

#define SHORTEST_PASSPHRASE 8
/* What most mail servers let through. */
#define MAIL_BYTES (10 * 1000 * 1000)
#define MOST_KINDS 8

#define EPC_TYPE_SHARE_DIALOG (epc_share_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EpcShareDialog, epc_share_dialog, EPC, SHARE_DIALOG, AdwWindow)

struct _EpcShareDialog
{
  AdwWindow parent_instance;
  EpcWindow *window; /* weak */
  EpcSession *session;
  GPtrArray *peers; /* (element-type EpcPeer) of the choice, after "whoever opens it" */
  GtkWidget *office, *full, *passphrase, *again, *save;
  GtkLabel *preview;
  GCancellable *counting;
};

G_DEFINE_FINAL_TYPE (EpcShareDialog, epc_share_dialog, ADW_TYPE_WINDOW)

typedef struct
{
  EpcStore *store;
  char *office, *passphrase, *path; /* @path NULL: only weighed */
  gboolean is_full;
  EpcWork *work;
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_object_unref (task->store);
  g_free (task->office);
  g_free (task->passphrase);
  g_free (task->path);
  g_clear_object (&task->work);
  g_free (task);
}

static void
create_thread (GTask *gtask, gpointer source, gpointer data, GCancellable *cancellable)
{
  Task *task = data;
  const EpcPackageWish wish = { task->office, task->is_full, task->passphrase };
  GError *error = NULL;
  EpcPackageHead *head = epc_package_create (task->store, task->path, &wish, cancellable, &error);

  if (head != NULL)
    g_task_return_pointer (gtask, head, (GDestroyNotify) epc_package_head_free);
  else
    g_task_return_error (gtask, error);
}

static const char *
typed_passphrase (EpcShareDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->passphrase));

  return *text != '\0' ? text : NULL;
}

/* A sentence about what is typed; NULL: it will do. */
static const char *
fault_of_passphrase (EpcShareDialog *self)
{
  const char *text = typed_passphrase (self);

  if (text == NULL)
    return NULL;
  if (g_utf8_strlen (text, -1) < SHORTEST_PASSPHRASE)
    return _ ("A passphrase has at least eight characters.");
  return g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (self->again))) ? NULL : _ ("Type the same passphrase twice.");
}

static Task *
make_task (EpcShareDialog *self)
{
  Task *task = g_new0 (Task, 1);
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->office));

  task->store = g_object_ref (epc_session_store (self->session));
  if (at > 0 && at <= self->peers->len)
    task->office = epc_replica_to_hex (&((EpcPeer *) g_ptr_array_index (self->peers, at - 1))->replica);
  task->is_full = gtk_switch_get_active (GTK_SWITCH (self->full));
  task->passphrase = g_strdup (typed_passphrase (self));
  return task;
}

/* --- what will leave --- */

static char *
describe (const EpcPackageHead *head)
{
  const EpcLanguage *language = epc_language_get (NULL);
  g_autofree char *entries = epc_language_integer (language, head->n_entries), *rows = epc_language_integer (language, head->n_rows),
                  *bytes = epc_language_integer (language, head->n_bytes), *size = g_format_size ((guint64) head->size);
  /* Translators: numbers, and the size of the file */
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, _ ("%s changes, %s imported rows, %s attachments: %s"), entries, rows, bytes, size);
  for (guint i = 0; i < head->contents->len && i < MOST_KINDS; i++)
    {
      const EpcPackageContent *content = &g_array_index (head->contents, EpcPackageContent, i);
      g_autofree char *n = epc_language_integer (language, content->n_records);
      g_string_append_printf (text, "%s%s: %s", i == 0 ? "\n\n" : " · ",
                              content->entity != NULL ? _ (content->entity->plural) : _ ("Of a newer version"), n);
    }
  if (head->contents->len > MOST_KINDS)
    g_string_append (text, " · …");
  if (head->n_entries == 0)
    g_string_append_printf (text, "\n\n%s", _ ("The receiver has all of it already."));
  if (head->size > MAIL_BYTES)
    g_string_append_printf (text, "\n\n%s", _ ("Larger than most mailboxes take (10 MB): carry it on a stick."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  EpcShareDialog *self = EPC_SHARE_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcPackageHead) head = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_task_get_cancellable (G_TASK (result)) != self->counting)
    return;
  g_autofree char *text = head != NULL ? describe (head) : g_strdup (error->message);
  gtk_label_set_text (self->preview, text);
  gtk_widget_set_sensitive (self->save, head != NULL);
}

static void
count (EpcShareDialog *self)
{
  const char *fault = fault_of_passphrase (self);
  Task *task;

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  gtk_widget_set_sensitive (self->save, FALSE);
  if (fault != NULL)
    {
      gtk_label_set_text (self->preview, fault);
      return;
    }
  self->counting = g_cancellable_new ();
  gtk_label_set_text (self->preview, _ ("Counting…"));
  task = make_task (self);
  /* A seal hardly weighs anything and takes a second to make. */
  g_clear_pointer (&task->passphrase, g_free);
  g_autoptr (GTask) gtask = g_task_new (self, self->counting, on_counted, NULL);
  g_task_set_source_tag (gtask, count);
  g_task_set_task_data (gtask, task, task_free);
  g_task_run_in_thread (gtask, create_thread);
}

/* --- writing --- */

static void
on_created (GObject *source, GAsyncResult *result, gpointer data)
{
  EpcWindow *window = EPC_WINDOW (source);
  Task *task = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcPackageHead) head = g_task_propagate_pointer (G_TASK (result), &error);

  epc_work_finish (task->work);
  if (epc_window_session (window) == NULL)
    return;
  if (head == NULL)
    {
      epc_window_show_error (window, _ ("The package could not be made"), error);
      return;
    }
  g_autofree char *name = g_path_get_basename (task->path), *size = g_format_size ((guint64) head->size);
  /* Translators: file name, size */
  g_autofree char *text = g_strdup_printf (_ ("Package written: %s, %s"), name, size);
  epc_window_toast (window, text, FALSE);
}

static void
on_file_chosen (GFile *file, gpointer data)
{
  g_autoptr (EpcShareDialog) self = data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Task *task;

  if (path == NULL || self->window == NULL || self->session == NULL)
    return;
  task = make_task (self);
  task->path = g_str_has_suffix (path, ".epcx") ? g_strdup (path) : g_strconcat (path, ".epcx", NULL);
  task->work = epc_window_begin_work (self->window, _ ("Making the package"), cancellable);
  g_autoptr (GTask) gtask = g_task_new (self->window, cancellable, on_created, NULL);
  g_task_set_source_tag (gtask, on_file_chosen);
  g_task_set_task_data (gtask, task, task_free);
  g_task_run_in_thread (gtask, create_thread);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_save (EpcShareDialog *self)
{
  const char *const filters[] = { _ ("Packages, receipts and keys"), "*.epcx", NULL };
  EpcStore *store = epc_session_store (self->session);
  char today[EPC_DATE_SIZE];

  epc_date_today_in (epc_store_zone (store), today);
  g_autofree char *name = g_strdup_printf ("%s-%s.epcx", epc_store_country (store), today);
  epc_file_dialog_save (GTK_WIDGET (self), _ ("Share"), name, filters, on_file_chosen, g_object_ref (self));
}

/* --- the dialog --- */

static void
epc_share_dialog_dispose (GObject *object)
{
  EpcShareDialog *self = EPC_SHARE_DIALOG (object);

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->session);
  g_clear_pointer (&self->peers, g_ptr_array_unref);
  G_OBJECT_CLASS (epc_share_dialog_parent_class)->dispose (object);
}

static void
epc_share_dialog_class_init (EpcShareDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_share_dialog_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
add_passphrase (GtkWidget *group, const char *title, const char *subtitle)
{
  GtkWidget *entry = epc_passphrase_entry_new ();

  gtk_widget_set_size_request (entry, 200, -1);
  epc_dialog_row_add (group, title, subtitle, entry, FALSE);
  return entry;
}

static GtkWidget *
make_options (EpcShareDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->office = gtk_drop_down_new (NULL, NULL);
  self->full = gtk_switch_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("For whom"));
  epc_dialog_row_add (group, _ ("Office"), _ ("Only what it is not known to have is in the package"), self->office, FALSE);
  epc_dialog_row_add (group, _ ("All of it"), _ ("Also what the receiver should have: for a new laptop, or when a package was lost"), self->full,
                      FALSE);
  return group;
}

static GtkWidget *
make_seal (EpcShareDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Sealed with a passphrase"));
  self->passphrase = add_passphrase (group, _ ("Passphrase"), _ ("Left empty, whoever finds the file can read it"));
  self->again = add_passphrase (group, _ ("The same again"), _ ("Tell it by telephone, never with the file"));
  return group;
}

static void
epc_share_dialog_init (EpcShareDialog *self)
{
  GtkWidget *const groups[] = { make_options (self), make_seal (self) };

  epc_dialog_leaving (ADW_WINDOW (self), groups, G_N_ELEMENTS (groups), _ ("Save the package…"), &self->save, &self->preview);
}

static void
fill_offices (EpcShareDialog *self, const char *office)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint at = 0;

  self->peers = epc_share_peers (epc_session_store (self->session), NULL);
  if (self->peers == NULL)
    self->peers = g_ptr_array_new ();
  gtk_string_list_append (labels, _ ("Whoever opens it"));
  for (guint i = 0; i < self->peers->len; i++)
    {
      const EpcPeer *peer = g_ptr_array_index (self->peers, i);
      g_autofree char *replica = epc_replica_to_hex (&peer->replica);
      g_autofree char *label = g_strdup_printf ("%s (%.8s)", peer->name != NULL ? peer->name : _ ("An office without a name"), replica);
      gtk_string_list_append (labels, label);
      if (g_strcmp0 (office, replica) == 0)
        at = i + 1;
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->office), G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->office), at);
}

void
epc_share_start (EpcWindow *window, EpcSession *session, const char *office)
{
  EpcShareDialog *self = g_object_new (EPC_TYPE_SHARE_DIALOG, "modal", TRUE, "transient-for", window, "default-width", 600, "default-height",
                                       640, "title", _ ("Share with another office"), NULL);

  gtk_widget_add_css_class (GTK_WIDGET (self), "epc");
  g_set_weak_pointer (&self->window, window);
  self->session = g_object_ref (session);
  fill_offices (self, office);
  g_signal_connect_object (self->office, "notify::selected", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->full, "notify::active", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->passphrase, "changed", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->again, "changed", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (on_save), self, G_CONNECT_SWAPPED);
  count (self);
  gtk_window_present (GTK_WINDOW (self));
}
