/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GeoNames dumps. The published format (https://download.geonames.org/export/dump/readme.txt: "tab-delimited text in utf8 encoding",
 * 19 columns, no header) is known by its shape, so that the rows need no header.
 */
#pragma once

#include "epc-row-source.h"

G_BEGIN_DECLS

/* A text table just opened; takes @inner. When each of its first rows has the columns of a GeoNames dump, the rows come out with a
 * header and as places of ours: code, country as ISO 3166-1 alpha-3, level, names parted by semicolons. Else @inner itself, at its
 * first row. NULL with @error: it cannot be read again from its beginning. */
EpcRowSource *epc_geonames_source_new (EpcRowSource *inner, GError **error);

G_END_DECLS
