/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * First-level areas whose published boundaries name them in English alone, though no one there does.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The name in @language ("es") of the area @pcode, where @name is the English one of the published boundaries: "HT01", "West" → "Oeste";
 * where no translation to @language is there, the local one. NULL: @name is nothing to translate. Static. */
const char *epc_area_name (const char *pcode, const char *name, const char *language);

G_END_DECLS
