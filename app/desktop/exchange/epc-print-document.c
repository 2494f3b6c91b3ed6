/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Documents made in a thread, and laid-out ones to the system's print dialog.
 */
#include "exchange.h"

#include "base/epc-i18n.h"

/* --- made in a thread --- */

typedef struct
{
  EpcDocumentMake make;
  gpointer data;
  GDestroyNotify free_data;
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  making->free_data (making->data);
  g_free (making);
}

static void
make_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Making *making = data;
  GError *error = NULL;
  EpcDocument *document = making->make (making->data, &error);

  if (document != NULL)
    g_task_return_pointer (task, document, (GDestroyNotify) epc_document_free);
  else
    g_task_return_error (task, error);
}

void
epc_make_document (gpointer source, GCancellable *cancellable, EpcDocumentMake make, gpointer data, GDestroyNotify free_data,
                   GAsyncReadyCallback done)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, done, data);
  Making *making = g_new (Making, 1);

  *making = (Making){ make, data, free_data };
  g_task_set_source_tag (task, epc_make_document);
  g_task_set_task_data (task, making, making_free);
  g_task_run_in_thread (task, make_thread);
}

EpcDocument *
epc_document_made (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- the print dialog --- */

static void
on_begin_print (GtkPrintOperation *operation, GtkPrintContext *context, EpcDocument *document)
{
  gtk_print_operation_set_n_pages (operation, (int) epc_document_n_pages (document));
}

/* Pages of one document may stand upright or lie across. */
static void
on_page_setup (GtkPrintOperation *operation, GtkPrintContext *context, int page, GtkPageSetup *setup, EpcDocument *document)
{
  EpcPageSize size = epc_document_size_of_page (document, (guint) page);

  gtk_page_setup_set_orientation (setup, size.width > size.height ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
}

static void
on_draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page, EpcDocument *document)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  EpcPageSize size = epc_document_size_of_page (document, (guint) page);
  double width = gtk_print_context_get_width (context), height = gtk_print_context_get_height (context);
  double scale = MIN (width / size.width, height / size.height);

  /* On other paper than it was made for, it stands in the middle. */
  cairo_translate (cr, (width - size.width * scale) / 2, (height - size.height * scale) / 2);
  cairo_scale (cr, scale, scale);
  epc_document_draw_page (document, cr, (guint) page);
}

static void
on_print_done (GtkPrintOperation *operation, GtkPrintOperationResult result, EpcWindow *window)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  epc_window_show_error (window, _ ("It could not be printed"), error);
}

/* What the dialog opens with. */
static void
set_settings (GtkPrintOperation *operation, const char *job_name)
{
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autofree char *file = g_strdelimit (g_strdup (job_name), "/\\:*?\"<>|", '-'); /* signs that no name of a file may have on one system or another */

  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, file);
  gtk_print_operation_set_print_settings (operation, settings);
}

static GtkPrintOperation *
make_operation (EpcDocument *document, const char *job_name)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  EpcPageSize size = epc_document_page_size (document);
  gboolean landscape = size.width > size.height;
  double width = landscape ? size.height : size.width;
  /* Letter is 612 points wide, A4 595, A3 842. */
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (width > 700 ? GTK_PAPER_NAME_A3 : width > 605 ? GTK_PAPER_NAME_LETTER : GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size (setup, paper);
  gtk_page_setup_set_orientation (setup, landscape ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_job_name (operation, job_name);
  set_settings (operation, job_name);
  g_signal_connect (operation, "begin-print", G_CALLBACK (on_begin_print), document);
  g_signal_connect (operation, "request-page-setup", G_CALLBACK (on_page_setup), document);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page), document);
  return operation;
}

static void
ask (GtkPrintOperation *operation, EpcWindow *window)
{
  g_signal_connect_object (operation, "done", G_CALLBACK (on_print_done), window, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (window), NULL);
}

void
epc_print_document (EpcWindow *window, EpcDocument *document, const char *job_name)
{
  g_autoptr (GtkPrintOperation) operation = make_operation (document, job_name);

  /* Pages on screen are made anew while the dialog is open: those that were seen when it was opened are printed. */
  g_object_set_data_full (G_OBJECT (operation), "epc-document", epc_document_ref (document), (GDestroyNotify) epc_document_free);
  ask (operation, window);
}

typedef struct
{
  void (*done) (gpointer data);
  gpointer data;
} After;

/* In the idle moment after it: the print dialog has gone by then. */
static gboolean
call_done (gpointer data)
{
  const After *after = data;

  after->done (after->data);
  return G_SOURCE_REMOVE;
}

static void
free_after (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
on_done_then (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer after)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, call_done, g_memdup2 (after, sizeof (After)), g_free);
}

void
epc_print_document_then (EpcWindow *window, EpcDocument *document, const char *job_name, void (*done) (gpointer data), gpointer data)
{
  g_autoptr (GtkPrintOperation) operation = make_operation (document, job_name);
  After *after = g_new (After, 1);

  *after = (After){ done, data };
  g_object_set_data_full (G_OBJECT (operation), "epc-document", document, (GDestroyNotify) epc_document_free);
  g_signal_connect_data (operation, "done", G_CALLBACK (on_done_then), after, free_after, 0);
  ask (operation, window);
}
