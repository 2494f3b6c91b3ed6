/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-entity.h"

const EpcEntity epc_program_entities[] = {};
const guint epc_n_program_entities = G_N_ELEMENTS (epc_program_entities);
