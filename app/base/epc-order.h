/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding in what is in order.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The position of the first element of @array, which is in the order of @compare, that is not below @sought (an element of the same kind);
 * their number where there is none. */
guint epc_order_first (const GArray *array, gconstpointer sought, GCompareFunc compare);

G_END_DECLS
