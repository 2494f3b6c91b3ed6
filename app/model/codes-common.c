/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-codes.h"

const EpcCodeList epc_common_code_lists[] = {};
const guint epc_n_common_code_lists = G_N_ELEMENTS (epc_common_code_lists);
