/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by epc-recognise.c and the files beside it: the refusals, and the first row that may be a header.
 */
#pragma once

#include "epc-mapping-private.h"

G_BEGIN_DECLS

/* epc-recognise-facts.c */
/* (element-type EpcColumnFacts), one a column of the sheet; free with g_ptr_array_unref(). @columns: the user's word for each ("*": the header
 * tells, "" or "-": left out); NULL: the headers tell. */
GPtrArray *epc_recognise_gather (const EpcSheetHead *head, const char *const *columns);
void epc_recognise_note_own_layer (EpcRowSource *source, guint sheet, GPtrArray *facts);
/* Columns that stand in another sheet, joined to the rows of this one. */
void epc_recognise_note_joined (EpcRowSource *source, GPtrArray *facts);

/* epc-recognise-choose.c */
/* The kind that fits best; free with epc_mapping_free(). NULL: none fits whole; then *@incomplete (taken over by the caller) is the one that came
 * nearest and *@missing what it lacks, if any did. *@rival: another kind that fits as well; NULL: none. */
EpcMapping *epc_recognise_choose (GPtrArray *facts, const char *const *set, EpcMapping **incomplete, const EpcField **missing,
                                  const EpcEntity **rival);
gboolean epc_recognise_says_only_common (const EpcMapping *mapping);
gboolean epc_recognise_says_little (const EpcRowSource *source, const EpcMapping *mapping, GPtrArray *facts);
gboolean epc_recognise_is_of_boundaries (const EpcMapping *mapping, GPtrArray *facts);
/* FALSE with EPC_ERROR_INVALID where too few columns speak for a kind to be guessed at, or for this one to be taken. */
gboolean epc_recognise_is_likely (EpcRowSource *source, const EpcMapping *mapping, GPtrArray *facts, GError **error);
gboolean epc_recognise_is_convincing (EpcRowSource *source, const EpcMapping *mapping, GPtrArray *facts, GError **error);

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

/* epc-recognise-yes.c: a column of yes and no counts nothing, and may be a service at a site. */
void epc_recognise_note_yes (EpcColumnFacts *facts, const EpcSheetHead *head, guint column);

G_END_DECLS
