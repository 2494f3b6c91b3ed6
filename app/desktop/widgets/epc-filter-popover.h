/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The filters of a list: up to four chips, each a condition with the number of records it leaves, and the popover in which
 * they are made. A condition is field, operator and value, the value chosen by the field's type.
 */
#pragma once

#include <adwaita.h>

#include "store/epc-query.h"

G_BEGIN_DECLS

#define EPC_FILTER_MAX_CHIPS 4

#define EPC_TYPE_FILTER_POPOVER (epc_filter_popover_get_type ())
G_DECLARE_FINAL_TYPE (EpcFilterPopover, epc_filter_popover, EPC, FILTER_POPOVER, GtkPopover)

/* Signal "changed": a condition was made, dropped, turned on or off. */
GtkWidget *epc_filter_popover_new (EpcStore *store, const EpcEntity *entity);
/* The box of chips; owned by whoever packs it. */
GtkWidget *epc_filter_popover_chips (EpcFilterPopover *self);
/* FALSE: EPC_ERROR_INVALID or EPC_ERROR_NOT_FOUND, or there are four already (EPC_ERROR_REFUSED). @label NULL: made from the
 * condition. */
gboolean epc_filter_popover_add (EpcFilterPopover *self, const char *label, const char *field, EpcOperator op, const char *value,
                                 gboolean is_on, GError **error);
/* The same from text ("status = open"). */
gboolean epc_filter_popover_add_text (EpcFilterPopover *self, const char *label, const char *condition, gboolean is_on,
                                      GError **error);
void epc_filter_popover_clear (EpcFilterPopover *self);
guint epc_filter_popover_n_on (EpcFilterPopover *self);
/* Adds the conditions that are on to @query. */
void epc_filter_popover_apply (EpcFilterPopover *self, EpcQuery *query);
/* Counts what each chip leaves of @base, in the background. */
void epc_filter_popover_count (EpcFilterPopover *self, const EpcQuery *base);

/* "Status: open", "People ≥ 100", "Opened: none": a condition as a person reads it. Free with g_free(). */
char *epc_filter_describe (EpcStore *store, const EpcEntity *entity, const char *field, EpcOperator op, const char *value);

G_END_DECLS
