/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Columns of personal data: names, telephones, e-mail addresses, identity documents and devices of persons. They are left out
 * of every import unless the field they fill may hold persons (EPC_FIELD_PERSON). IOM Data Protection Manual (2010).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The header or HXL tag (each may be NULL) says that the column holds personal data. */
gboolean epc_personal_header (const char *header, const char *hxl);

/* @text is an e-mail address, a telephone number as people write it (with + or with marks between the digits), the number of an
 * identity document of the region, or a name behind a courtesy title. */
gboolean epc_personal_value (const char *text);

G_END_DECLS
