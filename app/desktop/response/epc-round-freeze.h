/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desktop/window.h"

G_BEGIN_DECLS

/* Asks whether round @uid, its number @number, is to be frozen (published: its figures no longer change), or opened again where it is
 * frozen, and does so. A failure is shown over @window. */
void epc_round_freeze_ask (EpcWindow *window, EpcStore *store, const EpcUid *uid, gint64 number, gboolean is_frozen);

G_END_DECLS
