/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by epc-recognise.c and the files beside it: the refusals, and the first row that may be a header.
 */
#pragma once

#include "epc-mapping-private.h"

G_BEGIN_DECLS

/* epc-recognise-refuse.c. Each sets @error to a sentence with what to do. */
/* The first headers, for people to see which columns are meant. Free with g_free(). */
char *epc_recognise_headers (GPtrArray *facts);
/* No column answers to anything; the nearest fields (of @as, unless NULL) are named. */
void epc_refuse_unknown (EpcRowSource *source, GPtrArray *facts, const EpcEntity *as, GError **error);
/* The rows look like @mapping's, but nothing gives @missing. */
void epc_refuse_missing (EpcRowSource *source, const EpcMapping *mapping, const EpcField *missing, const char *const *set, GError **error);
/* Nothing in the first rows names the columns. */
void epc_refuse_headless (EpcRowSource *source, const EpcSheetHead *head, GError **error);

/* epc-recognise-first-row.c */
/* A first row of words that nobody knows may be the header or a record: the user's word ("header=yes", "header=no"), else what
 * stands below it. EPC_ERROR_AMBIGUOUS: neither tells. */
gboolean epc_settle_first_row (EpcRowSource *source, EpcSheetHead *head, const EpcEntity *as, const char *const *set,
                               const char *const *columns, GError **error);

/* epc-recognise-title.c */
/* The one day that the lines above the table tell, into @iso (EPC_DATE_SIZE bytes). FALSE: none, or several. */
gboolean epc_sheet_head_day (const EpcSheetHead *head, char *iso);
/* @set and "ENTITY.FIELD=@day" for each date that the records of @mapping (NULL: what the refusal noted in @source lacks) need and nothing gives.
 * NULL: nothing needs it. Free with g_strfreev(). */
char **epc_recognise_with_day (const EpcRowSource *source, const EpcMapping *mapping, const char *const *set, const char *day);

G_END_DECLS
