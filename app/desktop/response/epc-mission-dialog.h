/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The steps of a mission under way, each asked in one question: until when it is extended, when the expert left, how it was.
 */
#pragma once

#include "desktop/epc-session.h"
#include "desktop/window.h"

G_BEGIN_DECLS

typedef enum
{
  EPC_MISSION_EXTEND,
  EPC_MISSION_RETURN,
  EPC_MISSION_EVALUATE,
} EpcMissionStep;

/* @who: name of the expert. What is refused is said, and the question stays. */
void epc_mission_ask (EpcWindow *window, EpcSession *session, const EpcUid *deployment, const char *who, EpcMissionStep step);

G_END_DECLS
