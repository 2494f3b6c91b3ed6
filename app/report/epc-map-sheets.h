/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Maps on sheets of paper: a document of one page, or an atlas with a page for each map behind its contents. Classification, date,
 * office and page number stand at the foot as on every paper of the product.
 */
#pragma once

#include "epc-report.h"

G_BEGIN_DECLS

/* Takes @map. NULL with @error. */
EpcDocument *epc_map_sheet (EpcStore *store, EpcMap *map, EpcPaper paper, const char *language, EpcClassification classification,
                            GError **error);
/* Takes the maps out of @maps (element-type EpcMap); the title of each heads its page. @title is that of the atlas. */
EpcDocument *epc_map_atlas (EpcStore *store, GPtrArray *maps, const char *title, EpcPaper paper, const char *language,
                            EpcClassification classification, GError **error);

G_END_DECLS
