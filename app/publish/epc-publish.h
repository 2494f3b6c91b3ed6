/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A PostgreSQL database that is kept in step with a workspace, for those who ask in SQL, with QGIS or Power BI.
 *
 * Schema "epc" has a table for each kind of record, made from the catalogue: what the office's own export gives. "epc_partners" and
 * "epc_public" have views of them, with what an export for that audience gives: fields, records, positions and small counts by the same
 * code. "epc_internal" holds what the views need and nobody else reads.
 *
 * Each row has the version (a hash) of what stands in it; sums of these over heaps of rows tell where database and workspace differ, so
 * that only rows that changed travel, whatever happened to either. A database that is filled anew is filled a part at a time and goes on
 * where it was interrupted; what changes afterwards comes in one transaction.
 */
#pragma once

#include "store/epc-store.h"

G_BEGIN_DECLS

typedef struct
{
  const char *url;    /* postgresql://user@host/database, as libpq reads it */
  gboolean check;     /* compare every row, also of what has not changed here */
  gboolean anyway;    /* also where the database holds changes that this workspace has not */
} EpcPublishWish;

typedef struct
{
  const EpcEntity *entity;
  gint64 inserted, updated, deleted; /* rows that were written */
  gint64 rows;                       /* that the table has now */
} EpcPublishCounts;

typedef struct
{
  char *database;  /* "regional on db.example.org", without password */
  gboolean is_new; /* it was empty */
  gboolean has_shapes; /* PostGIS is there */
  gint64 withheld; /* strictly confidential records, which never leave */
  gint64 left_empty; /* values that are none of their type (from a newer version, or damaged) */
  GArray *entities; /* of EpcPublishCounts: those that were looked at */
} EpcPublishReport;
void epc_publish_report_free (EpcPublishReport *report);

/* This program was built with libpq. */
gboolean epc_publish_is_there (void);
/* EPC_ERROR_USAGE (no such address; not built with it), EPC_ERROR_READ (not reached, not let in), EPC_ERROR_REFUSED (another workspace's
 * database, or a newer version's; changes that would be lost), EPC_ERROR_BUSY (others publish), EPC_ERROR_WRITE. */
EpcPublishReport *epc_publish (EpcStore *store, const EpcPublishWish *wish, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcPublishReport, epc_publish_report_free)

G_END_DECLS
