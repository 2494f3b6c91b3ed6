/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-entity.h"

const EpcEntity epc_resources_entities[] = {};
const guint epc_n_resources_entities = G_N_ELEMENTS (epc_resources_entities);
