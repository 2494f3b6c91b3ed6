/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-round-freeze.h"

#include <adwaita.h>

#include "base/epc-i18n.h"
#include "desktop/widgets/epc-alert.h"
#include "store/epc-transaction.h"

typedef struct
{
  EpcWindow *window;
  EpcStore *store;
  EpcUid uid;
  gboolean is_frozen;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->window);
  g_object_unref (asked->store);
  g_free (asked);
}

static gboolean
turn (EpcTransaction *transaction, gpointer data, GError **error)
{
  const Asked *asked = data;
  g_autoptr (EpcRecord) round = epc_transaction_get (transaction, epc_entity_find ("dtm_round"), &asked->uid, error);

  if (round == NULL)
    return FALSE;
  epc_record_set_text (round, "status", asked->is_frozen ? "open" : "frozen");
  return epc_transaction_update (transaction, round, NULL, NULL, error);
}

static void
on_turned (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (EpcWindow) window = data;
  g_autoptr (GError) error = NULL;

  if (epc_store_write_finish (EPC_STORE (store), result, &error))
    epc_window_toast (window, _("Saved"), TRUE);
  else
    epc_window_show_error (window, _("The round was not changed"), error);
}

static void
on_response (EpcAlert *dialog, const char *response, Asked *asked)
{
  if (!g_str_equal (response, "do"))
    return;
  Asked *own = g_memdup2 (asked, sizeof *asked);
  g_object_ref (own->window);
  g_object_ref (own->store);
  epc_store_write_async (asked->store, asked->is_frozen ? _("Open a round again") : _("Freeze a round"), turn, own, asked_free, NULL, on_turned,
                         g_object_ref (asked->window));
}

void
epc_round_freeze_ask (EpcWindow *window, EpcStore *store, const EpcUid *uid, gint64 number, gboolean is_frozen)
{
  g_autofree char *title = g_strdup_printf (is_frozen ? _("Open round %d again?") : _("Freeze round %d?"), (int) number);
  EpcAlert *dialog = epc_alert_new (
      title,
      is_frozen ? _("Its figures are published. What changes now differs from what others have; the history says who changed what.")
                : _("Freeze it when its figures are published: neither a form nor an import changes them any more, until the round is opened "
                    "again. What a colleague changed before hearing of it still comes in with a package."));
  Asked *asked = g_new0 (Asked, 1);

  *asked = (Asked) { g_object_ref (window), g_object_ref (store), *uid, is_frozen };
  epc_alert_add_answer (dialog, "cancel", _("_Cancel"));
  epc_alert_add_answer (dialog, "do", is_frozen ? _("_Open again") : _("_Freeze"));
  epc_alert_set_default (dialog, "do", "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "epc-asked", asked, asked_free);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), asked);
  epc_alert_present (dialog, GTK_WIDGET (window));
}
