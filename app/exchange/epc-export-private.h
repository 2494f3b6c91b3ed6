/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of the export share.
 */
#pragma once

#include "epc-audience.h"

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

/* --- epc-export-secrets.c: names, numbers and codes of confidential sites, wherever they are written --- */

typedef struct _EpcSiteSecrets EpcSiteSecrets;

/* @all: every site is confidential here; else those whose record says so. */
EpcSiteSecrets *epc_site_secrets_new (EpcStore *store, gboolean all);
void epc_site_secrets_free (EpcSiteSecrets *secrets);
gboolean epc_site_secrets_any (const EpcSiteSecrets *secrets);
/* Whether @text names such a site: whole words, without case and accents. */
gboolean epc_site_secrets_in (const EpcSiteSecrets *secrets, const char *text);

/* --- epc-export-audit.c --- */

/* What a reader knows of a cell that stands there with this mark. */
void epc_cell_bounds (EpcCellMark mark, gint64 value, double *least, double *most);

typedef struct _EpcSumAudit EpcSumAudit;

/* @values (gint64) and @marks (guint8) of all cells stay the caller's; the audit changes marks. */
EpcSumAudit *epc_sum_audit_new (GArray *values, GArray *marks);
void epc_sum_audit_free (EpcSumAudit *audit);
/* A sum that holds: the first @n_left cells add up to the rest. */
void epc_sum_audit_add (EpcSumAudit *audit, const guint *cells, guint n, guint n_left);
/* Whether all sums together give a small number away; then a further number is hidden, and TRUE returned: look again. */
gboolean epc_sum_audit_run (EpcSumAudit *audit);

G_END_DECLS
