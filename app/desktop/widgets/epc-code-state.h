/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which codes are states, and with which of the seven state symbols they are shown. State is symbol + word + colour, in
 * this order, so that nothing is lost in grey.
 */
#pragma once

#include "model/epc-field.h"

G_BEGIN_DECLS

/* TRUE when the codes of @field say how far or how well something stands (status, severity, decision …). */
gboolean epc_field_is_state (const EpcField *field);
/* "ok", "watch", "critical", "unknown", "half", "pending", "na": the style class, and the icon "epc-KIND-symbolic". NULL: the
 * code is a plain word. */
const char *epc_code_state (const char *list_key, const char *code);

/* The keys of the lists that are known here, NULL-terminated (a test holds them against the catalogue). */
const char *const *epc_code_state_lists (void);
/* "code=kind code=kind …" of a list; NULL: not known. */
const char *epc_code_state_table (const char *list_key);

G_END_DECLS
