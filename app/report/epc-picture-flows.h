/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/epc-flows.h"
#include "epc-picture.h"

G_BEGIN_DECLS

/* The newest series of flow counts, at @point alone unless NULL. EPC_ERROR_NOT_FOUND when nothing was counted. */
EpcFlows *epc_flows_newest (EpcStore *store, const EpcUid *point, const char *language, GError **error);

/* People by period, parted by direction; a day without a count is a gap. */
EpcChart *epc_chart_of_passages (const EpcFlows *flows, const char *language);
/* The @most largest shares, the others together, those not stated last. @are_short: codes and short names, for a narrow pane. */
EpcChart *epc_chart_of_flow_shares (const EpcFlows *flows, EpcFlowShareKind kind, guint most, gboolean are_short, const char *language);

/* As pictures by name. */
EpcChart *epc_chart_of_newest_passages (EpcStore *store, const EpcPictureChoice *choice, GError **error);
EpcChart *epc_chart_of_newest_nationalities (EpcStore *store, const EpcPictureChoice *choice, GError **error);

G_END_DECLS
