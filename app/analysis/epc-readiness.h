/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How ready the office is: preparedness actions by category, risks without a plan, plans in force, experts who can leave.
 */
#pragma once

#include "store/epc-query.h"

G_BEGIN_DECLS

typedef struct
{
  char *key, *label; /* category of action */
  guint done, counted, overdue; /* counted: all but "not applicable" */
  double score;      /* percent: done ÷ counted (IASC Emergency Response Preparedness, 2015); NAN: nothing counted */
} EpcReadinessCategory;

typedef struct
{
  GPtrArray *categories; /* (element-type EpcReadinessCategory) of the minimum actions */
  guint done, counted, overdue;
  double score;
  guint risks, risks_high, risks_without_plan; /* high: band medium or high; without a plan that is valid today */
  guint plans_valid, plans_expired;
  guint experts, experts_available;
} EpcReadiness;

EpcReadiness *epc_readiness (EpcStore *store, GError **error);
void epc_readiness_free (EpcReadiness *readiness);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcReadiness, epc_readiness_free)

G_END_DECLS
