/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The contingency plan: what its chapters are made of. Only the epc-plan-*.c files include it.
 */
#pragma once

#include "epc-report-private.h"

G_BEGIN_DECLS

typedef struct
{
  EpcReportMaking base;
  EpcRecord *plan;
  EpcPictureChoice choice; /* its country, for charts */
  /* (element-type EpcRecord) */
  GPtrArray *scenarios, *sections, *needs, *risks;
} EpcPlanMaking;

/* What the office's own records say in a chapter, below its heading. Adds nothing where nothing is recorded; *@n_added counts the
 * blocks. */
typedef gboolean (*EpcPlanChapterFunc) (EpcPlanMaking *self, guint *n_added, GError **error);

gboolean epc_plan_add_situation (EpcPlanMaking *self, guint *n_added, GError **error);
gboolean epc_plan_add_scenarios (EpcPlanMaking *self, guint *n_added, GError **error);
gboolean epc_plan_add_sectors (EpcPlanMaking *self, guint *n_added, GError **error);
gboolean epc_plan_add_centres (EpcPlanMaking *self, guint *n_added, GError **error);
gboolean epc_plan_add_staff (EpcPlanMaking *self, guint *n_added, GError **error);
gboolean epc_plan_add_stocks (EpcPlanMaking *self, guint *n_added, GError **error);
gboolean epc_plan_add_mcof (EpcPlanMaking *self, guint *n_added, GError **error);
gboolean epc_plan_add_gaps (EpcPlanMaking *self, guint *n_added, GError **error);
gboolean epc_plan_add_funding (EpcPlanMaking *self, guint *n_added, GError **error);
gboolean epc_plan_add_simulations (EpcPlanMaking *self, guint *n_added, GError **error);

/* Key figures; and behind what was written, the map of centres and the funds by sector: the page that is read first. */
void epc_plan_add_summary (EpcPlanMaking *self);
gboolean epc_plan_add_overview (EpcPlanMaking *self, GError **error);
/* The plan and those it replaced, newest first. */
gboolean epc_plan_add_versions (EpcPlanMaking *self, GError **error);

G_END_DECLS
