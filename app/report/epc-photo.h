/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Photographs as they are kept: large enough to be printed on half a page, small enough for a bad connection.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Pixels of the longer side of a photograph that is kept. */
#define EPC_PHOTO_SIDE 2048

/* @bytes of a JPEG photograph that is larger, upright, made smaller, and without what the camera wrote beside it (position, owner); anything
 * else, and what would not become smaller or cannot be read, as it is. Slow: not in the main loop. (transfer full) */
GBytes *epc_photo_shrink (GBytes *bytes);

G_END_DECLS
