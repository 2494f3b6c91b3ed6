/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the files that read the overview: the reading under way, and what they share.
 */
#pragma once

#include "base/epc-language.h"
#include "overview-data.h"
#include "store/epc-query.h"

G_BEGIN_DECLS

#define EPC_OVERVIEW_MAX_ITEMS 6
#define EPC_OVERVIEW_FRESH_DAYS 2 /* figures of a response are asked again after 48 h */

typedef struct
{
  EpcStore *store;
  const EpcUid *crisis;
  const EpcLanguage *language;
  GCancellable *cancellable;
  gint64 today; /* days since 1970 */
  GThread *sites; /* gives the open sites (element-type EpcSite), or NULL; NULL: they were taken */
  EpcOverviewData *data;
} EpcOverviewReading;

void epc_overview_item_free (gpointer item);
/* Days since 1970 of a stored date. */
gboolean epc_overview_days (const char *iso, gint64 *days);
char *epc_overview_short_date (EpcOverviewReading *reading, const char *iso);
/* Records of @entity of the crisis chosen; of none: of all that are real. */
EpcQuery *epc_overview_query (EpcOverviewReading *reading, const EpcEntity *entity);
EpcOverviewItem *epc_overview_add_record (GPtrArray *items, EpcOverviewReading *reading, EpcRecord *record);
/* An item without a record; its action is a detailed one. */
EpcOverviewItem *epc_overview_add_item (GPtrArray *items, const char *kind, char *title, const char *note, const char *action);

/* overview-due.c: what falls due, and what to confirm. */
void epc_overview_read_due (EpcOverviewReading *reading);
void epc_overview_read_stale (EpcOverviewReading *reading);
/* overview-changes.c */
void epc_overview_read_changes (EpcOverviewReading *reading);

G_END_DECLS
