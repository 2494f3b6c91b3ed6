/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-rows.h"

int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length);

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  return fuzz_format (&epc_zip_format, bytes, length);
}
