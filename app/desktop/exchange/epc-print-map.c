/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The live map as it stands, on paper.
 */
#include "exchange.h"

#include "base/epc-i18n.h"

typedef struct
{
  EpcStore *store;
  EpcSeenMap *seen;
  EpcPaper paper;
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_object_unref (making->store);
  epc_seen_map_free (making->seen);
  g_free (making);
}

static EpcPaper
paper_of (EpcSession *session)
{
  g_autofree char *name = g_settings_get_string (epc_session_settings (session), "paper");
  EpcPaper paper = EPC_PAPER_A4;

  epc_paper_from_name (name, &paper);
  return paper;
}

static void
make_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Making *making = data;
  GError *error = NULL;
  EpcDocument *document = epc_map_sheet_of_seen (making->store, making->seen, making->paper, &error);

  if (document != NULL)
    g_task_return_pointer (task, document, (GDestroyNotify) epc_document_free);
  else
    g_task_return_error (task, error);
}

static void
on_made (GObject *object, GAsyncResult *result, gpointer data)
{
  EpcWindow *window = EPC_WINDOW (object);
  g_autoptr (GError) error = NULL;
  EpcDocument *document = g_task_propagate_pointer (G_TASK (result), &error);

  if (document != NULL)
    epc_print_document (window, document, (GDestroyNotify) epc_document_free, _("Map"));
  else
    epc_window_show_error (window, _("The map cannot be printed"), error);
}

void
epc_print_map (EpcWindow *window, EpcSession *session, EpcSeenMap *seen)
{
  g_autoptr (GTask) task = g_task_new (window, NULL, on_made, NULL);
  Making *making = g_new0 (Making, 1);

  making->store = g_object_ref (epc_session_store (session));
  making->seen = seen;
  making->paper = paper_of (session);
  g_task_set_task_data (task, making, making_free);
  g_task_run_in_thread (task, make_thread);
}

gboolean
epc_print_map_to_pdf (EpcSession *session, const EpcSeenMap *seen, const char *path, GError **error)
{
  g_autoptr (EpcDocument) document = epc_map_sheet_of_seen (epc_session_store (session), seen, paper_of (session), error);

  return document != NULL && epc_document_write_pdf (document, path, error);
}
