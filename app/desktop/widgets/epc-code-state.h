/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which codes are states, and with which of the seven state symbols they are shown. State is symbol + word + colour, in
 * this order, so that nothing is lost in grey.
 */
#pragma once

#include "model/epc-field.h"

G_BEGIN_DECLS

/* TRUE when the codes of @field say how far or how well something stands (status, severity, priority, rating …). */
gboolean epc_field_is_state (const EpcField *field);
/* "ok", "watch", "critical", "unknown", "half", "pending", "na": the style class and the icon "epc-KIND-symbolic"; NULL: a plain word. */
const char *epc_code_state (const char *code);

G_END_DECLS
