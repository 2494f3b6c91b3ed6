/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes as a position and as one angle of it. What comes out lies on the earth, an angle keeps what its letter says, and a position
 * written down plainly reads as itself.
 */
#include <math.h>
#include <string.h>

#include "base/epc-position.h"

int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length);

static void
read_both (const char *text, gboolean longitude_first)
{
  double latitude, longitude, again_latitude, again_longitude;

  if (!epc_position_read (text, longitude_first, &latitude, &longitude))
    return;
  g_assert (isfinite (latitude) && isfinite (longitude) && fabs (latitude) <= 90 && fabs (longitude) <= 180);
  g_autofree char *plain = g_strdup_printf ("%.7f, %.7f", latitude, longitude);
  g_assert (epc_position_read (plain, FALSE, &again_latitude, &again_longitude));
  g_assert (fabs (again_latitude - latitude) < 1e-6 && fabs (again_longitude - longitude) < 1e-6);
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  g_autofree char *text = g_strndup ((const char *) bytes, length);
  EpcAxis axis;
  double degrees;

  if (epc_position_read_angle (text, &degrees, &axis))
    g_assert (isfinite (degrees) && fabs (degrees) <= (axis == EPC_AXIS_LATITUDE ? 90 : 180));
  read_both (text, FALSE);
  read_both (text, TRUE);
  return 0;
}
