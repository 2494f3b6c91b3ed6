/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-entity.h"

const EpcEntity epc_response_entities[] = {};
const guint epc_n_response_entities = G_N_ELEMENTS (epc_response_entities);
