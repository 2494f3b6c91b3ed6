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
} Sheet;

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  g_object_unref (sheet->store);
  epc_seen_map_free (sheet->seen);
  g_free (sheet);
}

static EpcPaper
paper_of (EpcSession *session)
{
  g_autofree char *name = g_settings_get_string (epc_session_settings (session), "paper");
  EpcPaper paper = EPC_PAPER_A4;

  epc_paper_from_name (name, &paper);
  return paper;
}

static EpcDocument *
make_sheet (gpointer data, GError **error)
{
  const Sheet *sheet = data;

  return epc_map_sheet_of_seen (sheet->store, sheet->seen, sheet->paper, error);
}

static void
on_made (GObject *object, GAsyncResult *result, gpointer data)
{
  EpcWindow *window = EPC_WINDOW (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcDocument) document = epc_document_made (result, &error);

  if (epc_window_session (window) == NULL) /* closed meanwhile */
    return;
  if (document != NULL)
    epc_print_document (window, document, _("Map"));
  else
    epc_window_show_error (window, _("The map cannot be printed"), error);
}

void
epc_print_map (EpcWindow *window, EpcSession *session, EpcSeenMap *seen)
{
  Sheet *sheet = g_new0 (Sheet, 1);

  sheet->store = g_object_ref (epc_session_store (session));
  sheet->seen = seen;
  sheet->paper = paper_of (session);
  epc_make_document (window, NULL, make_sheet, sheet, sheet_free, on_made);
}

gboolean
epc_print_map_to_pdf (EpcSession *session, const EpcSeenMap *seen, const char *path, GError **error)
{
  g_autoptr (EpcDocument) document = epc_map_sheet_of_seen (epc_session_store (session), seen, paper_of (session), error);

  return document != NULL && epc_document_write_pdf (document, path, error);
}
