/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/epc-store.h"

G_BEGIN_DECLS

/* A note (EpcNote) that says whether the office that gave an agreement or an endorsement has signed it; not seen beside other records. */
GtkWidget *epc_endorsement_note_new (void);
/* @record as it is stored. */
void epc_endorsement_note_show (GtkWidget *note, EpcStore *store, EpcRecord *record);

G_END_DECLS
