/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Giving: for whom, how much of it, sealed or not, and what will leave with its size. The file is asked for last.
 */
#include "sharing.h"

#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/exchange/exchange.h"
#include "desktop/widgets/epc-alert.h"
#include "desktop/widgets/epc-dialog-row.h"
#include "desktop/widgets/epc-file-dialog.h"
#include "report/epc-recovery-report.h"
#include "store/epc-query.h"

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
  GArray *crises;   /* of EpcUid, after "all records" */
  char **keys;      /* offices whose keys are trusted, after "nobody's" */
  GtkWidget *what, *office, *full, *parts, *parts_row, *sealed_for, *passphrase, *again, *recovery, *save;
  GtkLabel *preview;
  GCancellable *counting;
};

G_DEFINE_FINAL_TYPE (EpcShareDialog, epc_share_dialog, ADW_TYPE_WINDOW)

typedef struct
{
  EpcStore *store;
  char *office, *passphrase, *sealed_for, *path; /* @path NULL: only weighed */
  EpcUid crisis;                                 /* nil: all records */
  gboolean is_full, with_recovery;
  gint64 part_size;
  EpcWork *work;
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_object_unref (task->store);
  g_free (task->office);
  g_free (task->passphrase);
  g_free (task->sealed_for);
  g_free (task->path);
  g_clear_object (&task->work);
  g_free (task);
}

static void
create_thread (GTask *gtask, gpointer source, gpointer data, GCancellable *cancellable)
{
  Task *task = data;
  const EpcPackageWish wish = { task->office, task->is_full, task->passphrase, epc_uid_is_nil (&task->crisis) ? NULL : &task->crisis,
                                task->sealed_for, task->with_recovery, task->part_size };
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

static gboolean
is_sealed (EpcShareDialog *self)
{
  return typed_passphrase (self) != NULL || gtk_drop_down_get_selected (GTK_DROP_DOWN (self->sealed_for)) > 0;
}

static Task *
make_task (EpcShareDialog *self)
{
  Task *task = g_new0 (Task, 1);
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->office));

  task->store = g_object_ref (epc_session_store (self->session));
  guint what = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->what)), key = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->sealed_for));
  gboolean is_part = what > 0 && what <= self->crises->len;

  if (is_part)
    task->crisis = g_array_index (self->crises, EpcUid, what - 1);
  else if (at > 0 && at <= self->peers->len)
    task->office = epc_replica_to_hex (&((EpcPeer *) g_ptr_array_index (self->peers, at - 1))->replica);
  task->is_full = !is_part && gtk_switch_get_active (GTK_SWITCH (self->full));
  if (key > 0 && key <= g_strv_length (self->keys))
    task->sealed_for = g_strdup (self->keys[key - 1]);
  task->with_recovery = is_sealed (self) && gtk_switch_get_active (GTK_SWITCH (self->recovery));
  task->passphrase = g_strdup (typed_passphrase (self));
  task->part_size = gtk_switch_get_active (GTK_SWITCH (self->parts)) ? MAIL_BYTES : 0;
  return task;
}

/* --- what will leave --- */

static char *
describe (const EpcPackageHead *head)
{
  const EpcLanguage *language = epc_language_get (NULL);
  g_autofree char *counts = epc_package_counts_text (head, NULL), *size = g_format_size ((guint64) head->size);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, "%s: %s", counts, size);
  for (guint i = 0; i < head->contents->len && i < MOST_KINDS; i++)
    {
      const EpcPackageContent *content = &g_array_index (head->contents, EpcPackageContent, i);
      g_autofree char *n = epc_language_integer (language, content->n_records);
      g_string_append_printf (text, "%s%s: %s", i == 0 ? "\n\n" : " · ",
                              content->entity != NULL ? _ (content->entity->plural) : _ ("Of a newer version"), n);
    }
  if (head->contents->len > MOST_KINDS)
    g_string_append (text, " · …");
  if (!epc_uid_is_nil (&head->crisis))
    g_string_append_printf (text, "\n\n%s", _ ("A part of the records: it says nothing of what the receiver has, and the rest may follow at any time."));
  if (head->n_entries == 0)
    g_string_append_printf (text, "\n\n%s", _ ("The receiver has all of it already."));
  if (head->n_parts > 1)
    {
      g_autofree char *n = epc_language_integer (language, head->n_parts);
      g_string_append (text, "\n\n");
      /* Translators: number of files */
      g_string_append_printf (text, _ ("Written as %s files: send all of them, one in each e-mail."), n);
    }
  else if (head->size > MAIL_BYTES)
    g_string_append_printf (text, "\n\n%s", _ ("Larger than most mailboxes take (10 MB): carry it on a stick, or write it in parts."));
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
  gtk_widget_set_visible (self->parts_row, head != NULL && head->size > MAIL_BYTES);
}

static void
count (EpcShareDialog *self)
{
  const char *fault = fault_of_passphrase (self);
  Task *task;

  gboolean is_part = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->what)) > 0;

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  /* A package of one crisis is the same for everybody. */
  gtk_widget_set_sensitive (self->office, !is_part);
  gtk_widget_set_sensitive (self->full, !is_part);
  gtk_widget_set_sensitive (self->recovery, is_sealed (self));
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
  g_clear_pointer (&task->sealed_for, g_free);
  task->with_recovery = FALSE;
  g_autoptr (GTask) gtask = g_task_new (self, self->counting, on_counted, NULL);
  g_task_set_source_tag (gtask, count);
  g_task_set_task_data (gtask, task, task_free);
  g_task_run_in_thread (gtask, create_thread);
}

/* --- writing --- */

/* What the recovery dialog shows; passed on from one to the next until it is closed. */
typedef struct
{
  EpcWindow *window; /* weak */
  EpcStore *store;
  EpcPackageHead *head;
  char *name;
  EpcPaper paper;
} Sheet;

static void
sheet_free (Sheet *sheet)
{
  g_clear_weak_pointer (&sheet->window);
  g_object_unref (sheet->store);
  epc_package_head_free (sheet->head);
  g_free (sheet->name);
  g_free (sheet);
}

static void show_recovery (Sheet *sheet);

/* Whether it was written or not, the key is shown again until somebody closes it: it is nowhere else. */
static void
on_sheet_chosen (GFile *file, gpointer data)
{
  Sheet *sheet = data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (GError) error = NULL;

  if (sheet->window == NULL)
    {
      sheet_free (sheet);
      return;
    }
  EpcWindow *window = sheet->window;
  gboolean done = path != NULL && epc_recovery_write (sheet->store, sheet->head, sheet->name, sheet->paper, path, &error);
  if (done)
    {
      g_autofree char *base = g_path_get_basename (path), *text = g_strdup_printf (_ ("Recovery key written: %s"), base);
      epc_window_toast (window, text, FALSE);
    }
  show_recovery (sheet);
  if (error != NULL)
    epc_window_show_error (window, _ ("The recovery key could not be saved"), error);
}

static void
after_printing (gpointer sheet)
{
  if (((Sheet *) sheet)->window != NULL)
    show_recovery (sheet);
  else
    sheet_free (sheet);
}

static void
print_sheet (Sheet *sheet)
{
  g_autoptr (GError) error = NULL;
  EpcDocument *document = epc_recovery_document (sheet->store, sheet->head, sheet->name, sheet->paper, &error);

  if (document != NULL)
    {
      epc_print_document_then (sheet->window, document, _ ("Recovery key"), after_printing, sheet);
      return;
    }
  show_recovery (sheet);
  epc_window_show_error (sheet->window, _ ("The recovery key could not be printed"), error);
}

static void
on_recovery (EpcAlert *dialog, const char *response, Sheet *sheet)
{
  const char *const filters[] = { _ ("PDF and texts"), "*.pdf;*.txt", NULL };

  if (sheet->window != NULL && g_str_equal (response, "save"))
    epc_file_dialog_save (GTK_WIDGET (sheet->window), _ ("Recovery key"), _ ("recovery-key.pdf"), filters, on_sheet_chosen, sheet);
  else if (sheet->window != NULL && g_str_equal (response, "print"))
    print_sheet (sheet);
  else
    sheet_free (sheet);
}

/* Takes @sheet. */
static void
show_recovery (Sheet *sheet)
{
  EpcAlert *dialog = epc_alert_new (_ ("Recovery key"),
                                    _ ("It opens this one package when no laptop and nobody with the passphrase is there. It is shown only now: "
                                       "print it and lock it away."));
  GtkWidget *key = gtk_label_new (sheet->head->recovery);

  gtk_label_set_selectable (GTK_LABEL (key), TRUE);
  gtk_label_set_wrap (GTK_LABEL (key), TRUE);
  gtk_widget_add_css_class (key, "monospace");
  epc_alert_set_extra_child (dialog, key);
  epc_alert_add_answer (dialog, "close", _ ("_Close"));
  epc_alert_add_answer (dialog, "save", _ ("_Save the sheet…"));
  epc_alert_add_answer (dialog, "print", _ ("_Print…"));
  epc_alert_suggest (dialog, "print");
  epc_alert_set_default (dialog, "print", "close");
  g_signal_connect (dialog, "response", G_CALLBACK (on_recovery), sheet);
  epc_alert_present (dialog, GTK_WIDGET (sheet->window));
}

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
  g_autofree char *name = g_path_get_basename (head->parts != NULL ? g_ptr_array_index (head->parts, 0) : task->path),
                  *size = g_format_size ((guint64) head->size);
  /* Translators: number of files, name of the first, size of all */
  g_autofree char *text = head->parts != NULL ? g_strdup_printf (_ ("Package written in %u parts: %s and so on, %s"), head->n_parts, name, size)
                                              /* Translators: file name, size */
                                              : g_strdup_printf (_ ("Package written: %s, %s"), name, size);
  epc_window_toast (window, text, FALSE);
  if (head->recovery != NULL)
    {
      g_autofree char *paper = g_settings_get_string (epc_session_settings (epc_window_session (window)), "paper");
      Sheet *sheet = g_new0 (Sheet, 1);
      g_set_weak_pointer (&sheet->window, window);
      sheet->store = g_object_ref (epc_session_store (epc_window_session (window)));
      sheet->head = g_steal_pointer (&head);
      sheet->name = g_steal_pointer (&name);
      epc_paper_from_name (paper, &sheet->paper);
      show_recovery (sheet);
    }
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
  g_clear_pointer (&self->crises, g_array_unref);
  g_clear_pointer (&self->keys, g_strfreev);
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

  self->what = gtk_drop_down_new (NULL, NULL);
  self->office = gtk_drop_down_new (NULL, NULL);
  self->full = gtk_switch_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("For whom"));
  epc_dialog_row_add (group, _ ("Records"), _ ("All, or those of one crisis and what they refer to"), self->what, FALSE);
  epc_dialog_row_add (group, _ ("Office"), _ ("Only what it is not known to have is in the package"), self->office, FALSE);
  epc_dialog_row_add (group, _ ("All of it"), _ ("Also what the receiver should have: for a new laptop, or when a package was lost"), self->full,
                      FALSE);
  self->parts = gtk_switch_new ();
  self->parts_row = epc_dialog_row_add (group, _ ("In parts of 10 MB"), _ ("For the mailbox: whoever receives them puts them into one folder and opens any of them"),
                                        self->parts, FALSE);
  gtk_widget_set_visible (self->parts_row, FALSE);
  return group;
}

static GtkWidget *
make_seal (EpcShareDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Sealed"));
  self->sealed_for = gtk_drop_down_new (NULL, NULL);
  self->recovery = gtk_switch_new ();
  epc_dialog_row_add (group, _ ("For the key of"), _ ("Opens on the laptops of that office without a question, and on none besides"), self->sealed_for, FALSE);
  self->passphrase = add_passphrase (group, _ ("Passphrase"), _ ("Left empty and for nobody's key, whoever finds the file can read it"));
  self->again = add_passphrase (group, _ ("The same again"), _ ("Tell it by telephone, never with the file"));
  epc_dialog_row_add (group, _ ("With a recovery key"), _ ("To be printed, for when laptop and passphrase are lost"), self->recovery, FALSE);
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

static gboolean
add_crisis (EpcRecord *record, gpointer data)
{
  EpcShareDialog *self = data;
  GtkStringList *labels = GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (self->what)));
  const char *name = epc_record_text (record, "name");

  gtk_string_list_append (labels, name != NULL ? name : epc_record_code (record));
  g_array_append_vals (self->crises, epc_record_uid (record), 1);
  return TRUE;
}

static void
fill_choices (EpcShareDialog *self)
{
  EpcStore *store = epc_session_store (self->session);
  const char *const all[] = { _ ("All records"), NULL };
  g_autoptr (GtkStringList) what = gtk_string_list_new (all), keys = gtk_string_list_new (NULL);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("crisis"));

  self->crises = g_array_new (FALSE, FALSE, sizeof (EpcUid));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->what), G_LIST_MODEL (what));
  epc_query_each (query, store, add_crisis, self, NULL, NULL);
  self->keys = epc_key_trusted_offices (store);
  /* Translators: a package that is sealed for nobody's key */
  gtk_string_list_append (keys, _ ("Nobody"));
  for (char **key = self->keys; *key != NULL; key++)
    gtk_string_list_append (keys, *key);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->sealed_for), G_LIST_MODEL (keys));
}

void
epc_share_start (EpcWindow *window, EpcSession *session, const char *office)
{
  EpcShareDialog *self = g_object_new (EPC_TYPE_SHARE_DIALOG, "modal", TRUE, "transient-for", window, "default-width", 600, "default-height",
                                       700, "title", _ ("Share with another office"), NULL);

  gtk_widget_add_css_class (GTK_WIDGET (self), "epc");
  g_set_weak_pointer (&self->window, window);
  self->session = g_object_ref (session);
  fill_offices (self, office);
  fill_choices (self);
  g_signal_connect_object (self->what, "notify::selected", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sealed_for, "notify::selected", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->office, "notify::selected", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->full, "notify::active", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->parts, "notify::active", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->passphrase, "changed", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->again, "changed", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (on_save), self, G_CONNECT_SWAPPED);
  count (self);
  gtk_window_present (GTK_WINDOW (self));
}
