/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-entity.h"

const EpcEntity epc_transition_entities[] = {};
const guint epc_n_transition_entities = G_N_ELEMENTS (epc_transition_entities);
