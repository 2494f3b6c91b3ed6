/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The overview: figures on top; at the right what is due, what to confirm and what changed.
 */
#include "epc-overview.h"

struct _EpcOverview
{
  AdwBin parent_instance;
  EpcSession *session;
};

G_DEFINE_FINAL_TYPE (EpcOverview, epc_overview, ADW_TYPE_BIN)

static void
epc_overview_dispose (GObject *object)
{
  g_clear_object (&EPC_OVERVIEW (object)->session);
  G_OBJECT_CLASS (epc_overview_parent_class)->dispose (object);
}

static void
epc_overview_class_init (EpcOverviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_overview_dispose;
}

static void
epc_overview_init (EpcOverview *self)
{
}

GtkWidget *
epc_overview_new (EpcSession *session)
{
  EpcOverview *self = g_object_new (EPC_TYPE_OVERVIEW, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
