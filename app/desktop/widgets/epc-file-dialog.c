/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Choosing a file.
 */
#include "epc-file-dialog.h"

#include "base/epc-i18n.h"

G_GNUC_BEGIN_IGNORE_DEPRECATIONS

typedef struct
{
  EpcFileDialogFunc func;
  gpointer data;
} Request;

static void
on_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  Request *request = data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  request->func (file, request->data);
  g_free (request);
  g_object_unref (dialog);
}

static void
add_filters (GtkFileChooser *chooser, const char *const *filters)
{
  for (guint i = 0; filters != NULL && filters[i] != NULL && filters[i + 1] != NULL; i += 2)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
      g_auto (GStrv) patterns = g_strsplit (filters[i + 1], ";", -1);

      gtk_file_filter_set_name (filter, filters[i]);
      for (guint k = 0; patterns[k] != NULL; k++)
        gtk_file_filter_add_pattern (filter, patterns[k]);
      gtk_file_chooser_add_filter (chooser, filter);
    }
}

static void
show (GtkWidget *parent, const char *title, GtkFileChooserAction action, const char *accept, const char *name,
      const char *const *filters, EpcFileDialogFunc func, gpointer data)
{
  GtkRoot *root = parent != NULL ? gtk_widget_get_root (parent) : NULL;
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, action,
                                                              accept, _("_Cancel"));
  Request *request = g_new (Request, 1);

  request->func = func;
  request->data = data;
  add_filters (GTK_FILE_CHOOSER (dialog), filters);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), request);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
epc_file_dialog_open (GtkWidget *parent, const char *title, const char *const *filters, EpcFileDialogFunc func, gpointer data)
{
  show (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), NULL, filters, func, data);
}

void
epc_file_dialog_save (GtkWidget *parent, const char *title, const char *name, const char *const *filters, EpcFileDialogFunc func,
                      gpointer data)
{
  show (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), name, filters, func, data);
}

G_GNUC_END_IGNORE_DEPRECATIONS
