/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In the place of all else here where the program is built without libpq.
 */
#include "epc-publish.h"

#include "base/epc-error.h"
#include "base/epc-i18n.h"

void
epc_publish_report_free (EpcPublishReport *report)
{
  g_free (report);
}

gboolean
epc_publish_is_there (void)
{
  return FALSE;
}

EpcPublishReport *
epc_publish (EpcStore *store, const EpcPublishWish *wish, GCancellable *cancellable, GError **error)
{
  g_set_error_literal (error, EPC_ERROR, EPC_ERROR_USAGE, _("This program was built without PostgreSQL (libpq) and cannot publish."));
  return NULL;
}
