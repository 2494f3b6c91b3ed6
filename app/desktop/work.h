/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Long work under way (import, export, print, indexing): name, how far, cancel. Shown at the foot of the side list.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define EPC_TYPE_WORK (epc_work_get_type ())
G_DECLARE_FINAL_TYPE (EpcWork, epc_work, EPC, WORK, GObject)

/* Properties: "fraction" (0–1; below 0: not known), "finished". */
EpcWork *epc_work_new (const char *name, GCancellable *cancellable);
const char *epc_work_name (EpcWork *self);
GCancellable *epc_work_cancellable (EpcWork *self);
/* From any thread. */
void epc_work_set_fraction (EpcWork *self, double fraction);
/* Ends it: the row goes. From any thread. */
void epc_work_finish (EpcWork *self);

/* The foot under a side list: rows of the works in @works (GListModel of EpcWork) and the status line. */
#define EPC_TYPE_FOOT (epc_foot_get_type ())
G_DECLARE_FINAL_TYPE (EpcFoot, epc_foot, EPC, FOOT, GtkBox)

GtkWidget *epc_foot_new (void);
void epc_foot_set_works (EpcFoot *self, GListModel *works);
void epc_foot_set_status (EpcFoot *self, const char *text);

G_END_DECLS
