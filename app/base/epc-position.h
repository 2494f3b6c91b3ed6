/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Positions as people write them: degrees with decimals, with minutes and seconds, with the letters of four languages, both in one text, or
 * in the address of a map on the web.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  EPC_AXIS_UNTOLD,
  EPC_AXIS_LATITUDE,
  EPC_AXIS_LONGITUDE,
} EpcAxis;

/* One coordinate in degrees WGS84, south and west negative: "15.6144", "15°36'52\"N", "N 15 36.87", "87,95 O" (west in Spanish, French and
 * Portuguese). *@axis: what its letter says. FALSE: no angle, or minutes and seconds beyond 60. */
gboolean epc_position_read_angle (const char *text, double *degrees, EpcAxis *axis);

/* Both coordinates in one text: "15.6144, -87.9530", "15°36'52\"N 87°57'11\"W", "POINT (-87.95 15.61)", "18.5 -72.3 0 0" with height and
 * accuracy behind, "…/@15.61,-87.95,17z". Where no letter tells, and no number is beyond 90, the latitude comes first unless
 * @longitude_first. Each needs decimals or minutes: two whole numbers are no position. */
gboolean epc_position_read (const char *text, gboolean longitude_first, double *latitude, double *longitude);

G_END_DECLS
