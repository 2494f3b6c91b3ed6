/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-encoding.h"

/* The upper half of Windows-1252 where it differs from Latin-1 (WHATWG encoding standard; undefined bytes stay controls). */
static const guint16 upper_half[32] = {
  0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
  0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

char *
epc_encoding_from_windows_1252 (const char *text, gsize length)
{
  GString *out = g_string_sized_new (length * 2);

  for (gsize i = 0; i < length; i++)
    {
      guint8 c = (guint8) text[i];
      if (c != 0 && c < 0x80)
        g_string_append_c (out, (char) c);
      else if (c != 0)
        g_string_append_unichar (out, c < 0xa0 ? upper_half[c - 0x80] : c);
    }
  return g_string_free (out, FALSE);
}
