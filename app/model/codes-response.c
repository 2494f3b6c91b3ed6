/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-codes.h"

const EpcCodeList epc_response_code_lists[] = {};
const guint epc_n_response_code_lists = G_N_ELEMENTS (epc_response_code_lists);
