/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What happens to a deployment that is under way: it is extended, it ends, it is evaluated. Window and command line take these steps alike.
 */
#pragma once

#include "store/epc-query.h"
#include "store/epc-transaction.h"

G_BEGIN_DECLS

/* The mission goes on until @to (ISO). EPC_ERROR_REFUSED, with the reason: the expert is not on mission, @to is not after its end as planned, a clearance that
 * everybody needs (setting roster.clearances) or the contract ends before, the longest stay that the expert's record allows is passed, or another
 * mission begins before. */
gboolean epc_mission_extend (EpcTransaction *transaction, const EpcUid *deployment, const char *to, GError **error);
/* The expert left on @day (ISO), and is available again unless on another mission. EPC_ERROR_REFUSED: not on mission, or @day is before the arrival or
 * after @today. */
gboolean epc_mission_return (EpcTransaction *transaction, const EpcUid *deployment, const char *day, const char *today, GError **error);
/* @points: 1 weak to 5 excellent. @lessons: NULL leaves what stands there. EPC_ERROR_REFUSED before the mission has ended. */
gboolean epc_mission_evaluate (EpcTransaction *transaction, const EpcUid *deployment, gint64 points, const char *lessons, GError **error);

G_END_DECLS
