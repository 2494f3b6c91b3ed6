/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-entity.h"

const EpcEntity epc_reference_entities[] = {};
const guint epc_n_reference_entities = G_N_ELEMENTS (epc_reference_entities);
