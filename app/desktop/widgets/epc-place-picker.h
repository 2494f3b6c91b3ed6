/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Choosing a place by name or P-code. Proposals stand with the names of the areas they lie in; a P-code that is not known
 * yet is accepted.
 */
#pragma once

#include "epc-proposal-entry.h"
#include "store/epc-store.h"

G_BEGIN_DECLS

GtkWidget *epc_place_picker_new (EpcStore *store);
/* Shows the place; @pcode NULL: none. */
void epc_place_picker_set (EpcProposalEntry *picker, EpcStore *store, const char *pcode);
/* The P-code that is in the entry: chosen, or typed as code or exact name. NULL: empty. *@is_known (may be NULL) tells whether
 * the place is in the workspace; text that can be no P-code gives NULL with EPC_ERROR_INVALID. Free with g_free(). */
char *epc_place_picker_pcode (EpcProposalEntry *picker, EpcStore *store, gboolean *is_known, GError **error);
/* "HN05;HN18" of @text, "Cortés; HN18": names and P-codes with semicolons between them; "" where there is none. *@is_known, NULL: as above,
 * of all of them. Free with g_free(). */
char *epc_place_pcodes (EpcStore *store, const char *text, gboolean *is_known, GError **error);
/* "El Progreso, Yoro": name with that of the area it lies in. Free with g_free(). */
char *epc_place_long_name (EpcStore *store, const char *pcode);

G_END_DECLS
