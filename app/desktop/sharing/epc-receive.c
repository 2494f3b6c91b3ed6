/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file of another office arrives: by the menu, dropped on the window, or by a double click.
 */
#include "sharing.h"

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "desktop/widgets/epc-alert.h"
#include "desktop/widgets/epc-dialog-row.h"
#include "desktop/widgets/epc-file-dialog.h"
#include "desktop/widgets/epc-thread.h"

static const char *
title_of_failure (EpcSharedKind kind)
{
  return kind == EPC_SHARED_RECEIPT ? _ ("The receipt could not be read")
         : kind == EPC_SHARED_KEY   ? _ ("The key could not be read")
                                    : _ ("The package could not be opened");
}

/* --- looking at the file, in a thread --- */

typedef struct
{
  EpcStore *store;
  EpcSession *session;
  EpcWork *work;
  char *path, *passphrase;
  EpcSharedKind kind;
  EpcPackage *package;
  EpcCame *came;
  char *why_not;        /* it goes on from one that has not come */
  EpcPackageHead *key;
  char *receipt_from;
} Arrival;

static void
arrival_free (gpointer data)
{
  Arrival *arrival = data;

  g_object_unref (arrival->store);
  g_object_unref (arrival->session);
  g_clear_object (&arrival->work);
  g_free (arrival->path);
  g_free (arrival->passphrase);
  g_clear_pointer (&arrival->package, epc_package_free);
  g_clear_pointer (&arrival->came, epc_came_free);
  g_free (arrival->why_not);
  g_clear_pointer (&arrival->key, epc_package_head_free);
  g_free (arrival->receipt_from);
  g_free (arrival);
}

static gboolean
look_at_package (Arrival *arrival, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;

  arrival->package = epc_package_open (arrival->store, arrival->path, arrival->passphrase, error);
  if (arrival->package == NULL)
    return FALSE;
  arrival->came = epc_package_preview (arrival->store, arrival->package, cancellable, &local);
  if (arrival->came != NULL)
    return TRUE;
  if (!g_error_matches (local, EPC_ERROR, EPC_ERROR_CONFLICT))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  arrival->why_not = g_strdup (local->message);
  return TRUE;
}

static gboolean
look_at (gpointer data, GCancellable *cancellable, GError **error)
{
  Arrival *arrival = data;

  arrival->kind = epc_package_file_kind (arrival->path);
  if (arrival->kind == EPC_SHARED_RECEIPT)
    return epc_receipt_apply (arrival->store, arrival->path, &arrival->receipt_from, error);
  if (arrival->kind == EPC_SHARED_KEY)
    return (arrival->key = epc_key_read (arrival->path, error)) != NULL;
  if (arrival->kind != EPC_SHARED_SEALED || arrival->passphrase != NULL || !epc_package_file_asks (arrival->path))
    return look_at_package (arrival, cancellable, error);
  /* The key of this workspace opens it, or a passphrase is asked for. */
  g_autoptr (GError) local = NULL;
  if (look_at_package (arrival, cancellable, &local) || arrival->package == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void look (EpcWindow *window, EpcSession *session, const char *path, const char *passphrase);

/* --- the passphrase --- */

typedef struct
{
  EpcWindow *window; /* weak */
  EpcSession *session;
  char *path;
  GtkWidget *entry;
} Asking;

static void
on_passphrase (EpcAlert *dialog, const char *response, Asking *asking)
{
  if (g_str_equal (response, "open") && asking->window != NULL && epc_window_session (asking->window) == asking->session)
    look (asking->window, asking->session, asking->path, gtk_editable_get_text (GTK_EDITABLE (asking->entry)));
}

static void
asking_free (gpointer data, GClosure *closure)
{
  Asking *asking = data;

  g_clear_weak_pointer (&asking->window);
  g_object_unref (asking->session);
  g_free (asking->path);
  g_free (asking);
}

static void
ask_passphrase (EpcWindow *window, EpcSession *session, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  /* Translators: %s is a file name */
  g_autofree char *text = g_strdup_printf (_ ("%s is sealed. The sender tells you the passphrase by another way than the file itself. A printed recovery key opens it as well."), name);
  EpcAlert *dialog = epc_alert_new (_ ("Passphrase of the package"), text);
  Asking *asking = g_new0 (Asking, 1);

  g_set_weak_pointer (&asking->window, window);
  asking->session = g_object_ref (session);
  asking->path = g_strdup (path);
  asking->entry = epc_passphrase_entry_new ();
  gtk_entry_set_activates_default (GTK_ENTRY (asking->entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (asking->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Passphrase"), -1);
  epc_alert_set_extra_child (dialog, asking->entry);
  epc_alert_add_answer (dialog, "cancel", _ ("_Cancel"));
  epc_alert_add_answer (dialog, "open", _ ("_Open"));
  epc_alert_set_default (dialog, "open", "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_passphrase), asking, asking_free, 0);
  epc_alert_present (dialog, GTK_WIDGET (window));
  gtk_widget_grab_focus (asking->entry);
}

/* --- what it was --- */

static void
on_looked (gpointer source, gpointer data, const GError *error)
{
  EpcWindow *window = EPC_WINDOW (source);
  Arrival *arrival = data;
  g_autofree char *name = g_path_get_basename (arrival->path);

  epc_work_finish (arrival->work);
  if (epc_window_session (window) != arrival->session)
    return;
  if (error != NULL)
    epc_window_show_error (window, title_of_failure (arrival->kind), error);
  else if (arrival->key != NULL)
    epc_key_dialog_ask (window, arrival->session, arrival->key);
  else if (arrival->kind == EPC_SHARED_RECEIPT)
    {
      /* Translators: %s is the name of an office */
      g_autofree char *text = g_strdup_printf (_ ("Receipt from %s: what has arrived there is noted"),
                                               arrival->receipt_from != NULL ? arrival->receipt_from : "?");
      epc_window_toast (window, text, FALSE);
    }
  else if (arrival->package == NULL)
    ask_passphrase (window, arrival->session, arrival->path);
  else
    epc_receive_page_open (window, arrival->session, g_steal_pointer (&arrival->package), g_steal_pointer (&arrival->came), arrival->why_not, name);
}

static void
look (EpcWindow *window, EpcSession *session, const char *path, const char *passphrase)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = g_strdup_printf (_ ("Opening %s"), name);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Arrival *arrival = g_new0 (Arrival, 1);

  arrival->store = g_object_ref (epc_session_store (session));
  arrival->session = g_object_ref (session);
  arrival->path = g_strdup (path);
  arrival->passphrase = g_strdup (passphrase);
  arrival->work = epc_window_begin_work (window, text, cancellable);
  epc_thread_run (window, cancellable, look_at, on_looked, arrival, arrival_free);
}

void
epc_receive_file (EpcWindow *window, EpcSession *session, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path == NULL)
    {
      g_autoptr (GError) error = g_error_new_literal (
          EPC_ERROR, EPC_ERROR_READ, _ ("Only files on this computer, a stick or a shared folder can be opened. Copy the file here first."));
      epc_window_show_error (window, _ ("The package could not be opened"), error);
      return;
    }
  look (window, session, path, NULL);
}

static void
on_file_chosen (GFile *file, gpointer data)
{
  g_autoptr (EpcWindow) window = data;

  if (file != NULL && epc_window_session (window) != NULL)
    epc_receive_file (window, epc_window_session (window), file);
}

void
epc_receive_start (EpcWindow *window, EpcSession *session)
{
  const char *const filters[] = { _ ("Packages, receipts and keys"), "*.epcx", _ ("All files"), "*", NULL };

  epc_file_dialog_open (GTK_WIDGET (window), _ ("Receive a package"), filters, on_file_chosen, g_object_ref (window));
}

/* --- receipts --- */

typedef struct
{
  EpcStore *store;
  char *path;
} Receipt;

static void
receipt_free (gpointer data)
{
  Receipt *receipt = data;

  g_object_unref (receipt->store);
  g_free (receipt->path);
  g_free (receipt);
}

static gboolean
write_receipt (gpointer data, GCancellable *cancellable, GError **error)
{
  Receipt *receipt = data;

  return epc_receipt_write (receipt->store, receipt->path, error);
}

static void
on_receipt_written (gpointer source, gpointer data, const GError *error)
{
  EpcWindow *window = EPC_WINDOW (source);

  if (error == NULL)
    epc_window_toast (window, _ ("Receipt written. Send it to whoever gave you the package."), FALSE);
  else if (epc_window_session (window) != NULL)
    epc_window_show_error (window, _ ("The receipt could not be written"), error);
}

static void
on_receipt_chosen (GFile *file, gpointer data)
{
  g_autoptr (EpcWindow) window = data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  Receipt *receipt;

  if (path == NULL || epc_window_session (window) == NULL)
    return;
  receipt = g_new0 (Receipt, 1);
  receipt->store = g_object_ref (epc_session_store (epc_window_session (window)));
  receipt->path = g_str_has_suffix (path, ".epcx") ? g_strdup (path) : g_strconcat (path, ".epcx", NULL);
  epc_thread_run (window, NULL, write_receipt, on_receipt_written, receipt, receipt_free);
}

void
epc_receipt_save (EpcWindow *window, EpcSession *session)
{
  const char *const filters[] = { _ ("Packages, receipts and keys"), "*.epcx", NULL };
  char today[EPC_DATE_SIZE];

  epc_date_today_in (epc_store_zone (epc_session_store (session)), today);
  /* Translators: name of a file: country, day */
  g_autofree char *name = g_strdup_printf (_ ("receipt-%s-%s.epcx"), epc_store_country (epc_session_store (session)), today);
  epc_file_dialog_save (GTK_WIDGET (window), _ ("Receipt"), name, filters, on_receipt_chosen, g_object_ref (window));
}
