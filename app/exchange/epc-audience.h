/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an audience gets of a record, and which counts of people it does not get: for whatever gives records away.
 */
#pragma once

#include "epc-export.h"

G_BEGIN_DECLS

/* --- epc-export-audience.c --- */

typedef struct _EpcAudienceRules EpcAudienceRules;

EpcAudienceRules *epc_audience_rules_new (EpcStore *store, EpcAudience audience);
void epc_audience_rules_free (EpcAudienceRules *rules);
/* Records of this kind may leave. What the program keeps of its own work (imports, doubts, corrections, comments, names of sites) holds
 * names, numbers and positions in words: partners and the public get none of it. */
gboolean epc_audience_allows_entity (const EpcAudienceRules *rules, const EpcEntity *entity);
/* Texts of records of this kind are looked through for names of confidential sites. */
gboolean epc_audience_reads_texts (const EpcAudienceRules *rules, const EpcEntity *entity);
/* @field may leave at all. */
gboolean epc_audience_allows_field (const EpcAudienceRules *rules, const EpcEntity *entity, const EpcField *field);
/* Why it may not, in a few words (translated); NULL: it may. */
const char *epc_audience_why_not (const EpcAudienceRules *rules, const EpcEntity *entity, const EpcField *field);
/* "uid" and "code" may leave. */
gboolean epc_audience_allows_identity (const EpcAudienceRules *rules, const EpcEntity *entity);
/* Code and uid of @record stay here although others of its kind leave with theirs. */
gboolean epc_audience_hides_identity (const EpcAudienceRules *rules, const EpcRecord *record);
/* @record may leave at all. */
gboolean epc_audience_allows_record (const EpcAudienceRules *rules, const EpcRecord *record);
/* Takes out of @record (a copy) what this audience does not get of it: position, name and number of a confidential site; moves a
 * restricted position by 200–500 m, always the same way for the same record (HMAC-SHA-256 with a secret of this machine).
 * TRUE when something was taken or moved. */
gboolean epc_audience_trim_record (EpcAudienceRules *rules, EpcRecord *record);

/* --- epc-export-suppress.c --- */

typedef enum
{
  EPC_CELL_SHOWN,
  EPC_CELL_SMALL,    /* 1–4 people: "<5" */
  EPC_CELL_COVERING, /* 5 or more, left out so that no small one can be worked out: "*" */
  EPC_CELL_SILENT,   /* a small one that is left out altogether, because "<5" would tell its parts: "*" */
  EPC_CELL_ABSENT,   /* of a field that is no column of this file */
} EpcCellMark;

#define EPC_LEAST_SHOWN 5 /* people */

typedef struct _EpcSuppression EpcSuppression;

/* Only fields that count people or their households, or are worked out of these, are ever hidden. */
gboolean epc_suppression_may_hide (const EpcEntity *entity, const EpcField *field);
/* What is hidden of @entity hangs on what is of counts of sites (epc-kin.h). */
gboolean epc_suppression_follows_sites (const EpcEntity *entity);
/* @fields: positions of the fields that leave. NULL when none of them counts people or is worked out of counts. Records of other kinds that count the
 * same people (epc-kin.h) are looked at beside them, with what @rules let out of these. */
EpcSuppression *epc_suppression_new (EpcStore *store, const EpcAudienceRules *rules, const EpcEntity *entity, GArray *fields);
void epc_suppression_free (EpcSuppression *suppression);
/* Positions of fields: of rows that differ in one of them none is hidden for the sake of the other. (element-type guint) */
GArray *epc_suppression_apart (const EpcSuppression *suppression);
/* First pass: every record in the order of the file; which numbers are hidden does not depend on it. */
void epc_suppression_look (EpcSuppression *suppression, const EpcRecord *record);
/* Between the passes; returns how many cells are not shown. */
gint64 epc_suppression_settle (EpcSuppression *suppression);
/* Second pass: of row @row (from 0) and field @field. */
EpcCellMark epc_suppression_mark (const EpcSuppression *suppression, guint row, guint field);
/* Whether any count of row @row is small or covers one, a column of the file or not: what is worked out of its counts tells it. */
gboolean epc_suppression_touches (const EpcSuppression *suppression, guint row);
/* Whether rows in the order of this field ("-idp_ind"; NULL: none) are in the order of a count of people. */
gboolean epc_suppression_orders (const EpcSuppression *suppression, const char *sort);
/* Whether any count of row @row that leaves is not shown. */
gboolean epc_suppression_hides (const EpcSuppression *suppression, guint row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcAudienceRules, epc_audience_rules_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcSuppression, epc_suppression_free)

G_END_DECLS
