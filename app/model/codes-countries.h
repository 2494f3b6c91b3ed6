/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Made by data/generate-countries.py: change the script, not this file.
 */
#pragma once

#include "epc-code-list.h"

#define EPC_N_COUNTRY_CODES 251
extern const EpcCode epc_country_codes[EPC_N_COUNTRY_CODES];
