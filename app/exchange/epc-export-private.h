/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of the export share.
 */
#pragma once

#include "epc-audience.h"
#include "epc-kin.h"

G_BEGIN_DECLS

/* --- epc-export.c --- */

EpcExportReport *epc_export_report_new (void);
void epc_export_report_drop (EpcExportReport *report, const char *label, const char *reason);
/* Adds to @report's notes what must be said with records of @entity: credit lines, @n_trimmed records without their position or
 * with it moved, counts hidden. */
void epc_export_add_notes (EpcStore *store, const EpcEntity *entity, EpcExportReport *report, gint64 n_trimmed);

/* --- epc-export-rows.c: which rows of a file add up to which others --- */

typedef struct _EpcRowSums EpcRowSums;

EpcRowSums *epc_row_sums_new (EpcStore *store, const EpcEntity *entity);
void epc_row_sums_free (EpcRowSums *sums);
/* Every row in the order of the file; then settle; then the sums may be read: they and the rows in them as @order has the rows. */
void epc_row_sums_look (EpcRowSums *sums, const EpcRecord *record);
void epc_row_sums_settle (EpcRowSums *sums, const guint32 *order);
/* Positions of fields: rows that differ in one of them are never in one sum. (element-type guint) */
GArray *epc_row_sums_apart (const EpcRowSums *sums);
guint epc_row_sums_n (const EpcRowSums *sums);
/* Rows of sum @at: the first *@n_left would add up to the others, if the numbers are right. */
const guint32 *epc_row_sums_get (const EpcRowSums *sums, guint at, guint *n, guint *n_left);
/* A number that stands for @bytes. */
guint64 epc_row_sums_number (const void *bytes, gsize length);

/* Sums over rows of several kinds of record. */
typedef struct
{
  GArray *members; /* of guint32: rows, as whoever asks numbers them */
  GArray *sums;    /* of EpcAcrossSum */
} EpcAcrossSums;

typedef struct
{
  guint first, n, n_left; /* of members[] */
  gboolean is_exact;      /* the two sides say the same; what is missing from one is no number of people */
  gboolean is_balance;    /* neither side is a whole: a count and who came are the next count and who left */
} EpcAcrossSum;

/* Which count of a place a round has, where it has several: two ways to see it, and what is neither is only like the round's location. */
#define EPC_BESIDE_NAMED_FIRST (1 << 0) /* of those that name the round the last; else the last of its days, else the first after these */
#define EPC_BESIDE_LAST (1 << 1)        /* of all until its last day */
#define EPC_BESIDE_SAME (1 << 2)        /* what the location with its SSID says */


/* A row of another kind that counts people of one place in a round. */
typedef struct
{
  guint32 row;         /* as whoever asks numbers it */
  guint64 round, spot; /* numbers of the round and of the place's SSID; 0: none */
  const char *pcode;
  guint ways;          /* EPC_BESIDE_… */
} EpcBeside;

/* Rows are looked at with their round and location, so that rows of other kinds can be put beside them. */
void epc_row_sums_expect_beside (EpcRowSums *sums);
/* After settling: what the areas say of a round is what lies in them, locations and @besides; what a location says is what the count of the site
 * with its SSID says. Row 0 of @sums is @first_row in @across. @besides are in an order that does not depend on who asks. */
void epc_row_sums_add_beside (EpcRowSums *sums, const guint32 *order, guint32 first_row, const EpcBeside *besides, guint n, EpcAcrossSums *across);

/* --- epc-export-counts.c: what one kind of record counts --- */

/* Fields of one sum within a row, positions in counts[]: the first n_left of them add up to the rest. */
typedef struct
{
  guint members[24];
  guint n_members, n_left;
} EpcCountSum;

/* Rows of one kind of record. */
typedef struct
{
  const EpcEntity *entity;
  GArray *counts; /* of guint: positions of the fields that count people, or their households */
  GArray *people; /* of int: of a count of households the position in counts[] of the people they are; −1: it counts people */
  GArray *leaves; /* of gboolean: whether they are columns of the file; one that is not is hidden anyway */
  GArray *filled; /* of gboolean: a row has a number there */
  GArray *sums;   /* of EpcCountSum */
  GArray *uids;   /* of EpcUid, by row */
  guint32 *order; /* rows by uid, whatever order they were read in: whoever asks for the same rows gets the same ones hidden */
  guint n_rows, first_row, first_cell;
  EpcRowSums *rows;
} EpcCountPart;

/* @is_column: by field of @entity. NULL: it counts nobody. */
EpcCountPart *epc_count_part_new (EpcStore *store, const EpcEntity *entity, const gboolean *is_column);
void epc_count_part_free (EpcCountPart *part);
/* In counts[]; −1: it is none of them. */
int epc_count_part_position (const EpcCountPart *part, const char *key);
/* A small number, or the households of one: with few people they are few. @values: of a row, by counts[]. */
EpcCellMark epc_count_part_mark (const EpcCountPart *part, const gint32 *values, guint count);

/* --- epc-export-across.c: sums between kinds of record that count the same people (epc-kin.h) --- */

typedef struct _EpcAcross EpcAcross;

EpcAcross *epc_across_new (EpcStore *store, const EpcKin *kin);
void epc_across_free (EpcAcross *across);
/* Sites and centres could be read. */
gboolean epc_across_is_read (const EpcAcross *across);
/* A row of a site or centre, or of who came to a site or left it, in any order. */
void epc_across_look (EpcAcross *across, const EpcRecord *record, guint32 row);
/* @areas: rows of location_count, settled in @order, of which row 0 is @first_row. */
void epc_across_settle (EpcAcross *across, EpcRowSums *areas, const guint32 *order, guint32 first_row);
const EpcAcrossSums *epc_across_sums (const EpcAcross *across);

/* --- epc-export-balance.c: counts of a site, and who came and left between them --- */

typedef struct _EpcBalances EpcBalances;

EpcBalances *epc_balances_new (void);
void epc_balances_free (EpcBalances *balances);
/* A row of site_count or site_movement, in any order; other rows are nothing to it. TRUE: it is a movement, and no count. */
gboolean epc_balances_look (EpcBalances *balances, const EpcRecord *record, guint32 row);
/* Adds what must be the same: a count and who came as the next count and who left; who left for a site and who came to it from there. */
void epc_balances_settle (EpcBalances *balances, EpcAcrossSums *sums);

/* --- epc-export-shares.c: percentages and what else is worked out of counts and tells them --- */

typedef struct _EpcShares EpcShares;

gboolean epc_shares_is_one (const EpcField *field);
/* What they are worked out of stands in records of another kind: counts of the site. */
gboolean epc_shares_ask_elsewhere (const EpcEntity *entity);
/* @is_column: by field. NULL: there is none among them. */
EpcShares *epc_shares_new (EpcStore *store, const EpcAudienceRules *rules, const EpcEntity *entity, const gboolean *is_column);
void epc_shares_free (EpcShares *shares);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcShares, epc_shares_free)
/* Every row; then, when it is settled what is hidden of the rows' counts, how many are left out; then which. */
void epc_shares_look (EpcShares *shares, const EpcRecord *record);
gint64 epc_shares_settle (EpcShares *shares, const EpcSuppression *suppression);
gboolean epc_shares_hide (const EpcShares *shares, guint row, guint field);
gboolean epc_shares_hide_any (const EpcShares *shares, guint row);

/* --- epc-export-secrets.c: names, numbers and codes of confidential sites, wherever they are written --- */

typedef struct _EpcSiteSecrets EpcSiteSecrets;

/* @all: every site is confidential here; else those whose record says so. */
EpcSiteSecrets *epc_site_secrets_new (EpcStore *store, gboolean all);
void epc_site_secrets_free (EpcSiteSecrets *secrets);
gboolean epc_site_secrets_any (const EpcSiteSecrets *secrets);
/* Whether @text names such a site: whole words, without case and accents. */
gboolean epc_site_secrets_in (const EpcSiteSecrets *secrets, const char *text);

/* --- epc-export-audit.c --- */

/* What a number that covers others is marked: one of households may itself be less than 5. */
EpcCellMark epc_cell_cover (gint64 value);
/* What a reader knows of a cell that stands there with this mark. */
void epc_cell_bounds (EpcCellMark mark, gint64 value, double *least, double *most);

/* How many of the first cells of a sum say what the others do together; where one says what another does, both. */
guint epc_sum_n_wholes (guint n, guint n_left);

typedef struct _EpcSumAudit EpcSumAudit;

/* @values (gint32) and @marks (guint8) of all cells stay the caller's; the audit changes marks. */
EpcSumAudit *epc_sum_audit_new (GArray *values, GArray *marks);
void epc_sum_audit_free (EpcSumAudit *audit);
/* A sum that holds: the first @n_left cells add up to the rest. */
void epc_sum_audit_add (EpcSumAudit *audit, const guint *cells, guint n, guint n_left);
/* A sum with a cell that is anything from 0 on and stands in no other: at least so many. */
void epc_sum_audit_add_bound (EpcSumAudit *audit, const guint *cells, guint n, guint n_left);
/* Whether all sums together give a small number away; then a further number is hidden, and TRUE returned: look again. */
gboolean epc_sum_audit_run (EpcSumAudit *audit);

G_END_DECLS
