/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-entity.h"

const EpcEntity epc_recovery_entities[] = {};
const guint epc_n_recovery_entities = G_N_ELEMENTS (epc_recovery_entities);
