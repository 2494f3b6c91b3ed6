/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Comparing what people write: accents, case and spaces do not part two names.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @text (UTF-8) in lower case, without accents, every run of anything but letters and digits folded to one space, trimmed.
 * "  Nord-Ouest " and "nord ouest" fold alike. Never NULL; free with g_free(). */
char *epc_text_fold (const char *text);

/* The same, with nothing between the words, for headers and codes ("Fecha_de Corte" → "fechadecorte"). */
char *epc_text_fold_tight (const char *text);
/* Each word folded and without the end of a plural, and no spaces: "Familias de acogida", "Inundaciones" → "familiadeacogida", "inundacion". */
char *epc_text_singular (const char *text);

/* @text in Unicode NFC, white space trimmed and runs of it folded to one space; case and accents kept: how a part of a
 * natural key is written. */
char *epc_text_normalise (const char *text);

/* @text cut after @n_characters, "…" in place of the rest: how something that came from a file is named in a message. */
char *epc_text_shorten (const char *text, guint n_characters);

/* The word of @text that has more than *@letters letters, and most of them; *@letters and *@bytes are then its own. NULL: none has more.
 * Borrowed from @text, not ended. */
const char *epc_text_longer_word (const char *text, glong *letters, gsize *bytes);

gboolean epc_text_is_blank (const char *text);

/* Sets *@place to a copy of @text, freeing what was there (g_set_str() is newer than our oldest GLib). TRUE if it changed. */
gboolean epc_set_text (char **place, const char *text);

/* JSON string literal of @text, quotes included, appended to @out; NULL is written as null. */
void epc_text_append_json (GString *out, const char *text);

G_END_DECLS
