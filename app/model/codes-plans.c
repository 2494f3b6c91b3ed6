/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-codes.h"

const EpcCodeList epc_plans_code_lists[] = {};
const guint epc_n_plans_code_lists = G_N_ELEMENTS (epc_plans_code_lists);
