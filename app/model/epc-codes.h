/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The arrays of code lists, one a file; gathered by epc-code-list.c. Used by nobody else.
 */
#pragma once

#include "epc-code-list.h"

extern const EpcCodeList epc_common_code_lists[];
extern const guint epc_n_common_code_lists;
extern const EpcCodeList epc_response_code_lists[];
extern const guint epc_n_response_code_lists;
extern const EpcCodeList epc_assistance_code_lists[];
extern const guint epc_n_assistance_code_lists;
extern const EpcCodeList epc_sites_code_lists[];
extern const guint epc_n_sites_code_lists;
extern const EpcCodeList epc_plans_code_lists[];
extern const guint epc_n_plans_code_lists;
extern const EpcCodeList epc_recovery_code_lists[];
extern const guint epc_n_recovery_code_lists;
