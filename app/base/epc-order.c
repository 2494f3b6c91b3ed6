/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-order.h"

guint
epc_order_first (const GArray *array, gconstpointer sought, GCompareFunc compare)
{
  const guint size = g_array_get_element_size ((GArray *) array);
  guint low = 0, high = array->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (compare (array->data + (gsize) middle * size, sought) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}
