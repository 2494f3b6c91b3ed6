/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts that are not UTF-8.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @text in Windows-1252 (of which Latin-1 is a part) as UTF-8; bytes zero are left out. Free with g_free(). */
char *epc_encoding_from_windows_1252 (const char *text, gsize length);

G_END_DECLS
