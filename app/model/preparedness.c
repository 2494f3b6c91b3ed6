/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-entity.h"

const EpcEntity epc_preparedness_entities[] = {};
const guint epc_n_preparedness_entities = G_N_ELEMENTS (epc_preparedness_entities);
