/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-entity.h"
