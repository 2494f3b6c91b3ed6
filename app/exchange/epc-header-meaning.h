/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words of a header, and what they mean in any order. Used by epc-header-index.c only.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A folded word that says how, not what: "total", "número", "of". */
gboolean epc_header_is_filler (const char *word);
/* "b1a", "a5", "3": the number of a question in front of its words. */
gboolean epc_header_is_question_number (const char *word);

/* The words of @name that tell, each by what it means, sorted: " hh idp". @of_anybody: without the displaced, and NULL where they are not named. NULL
 * too where nothing is left, where a word has digits, or where one word is left that counts nobody. Free with g_free(). */
char *epc_header_meaning (const char *name, gboolean of_anybody);

/* What stands before @slash in @header counts others than the displaced, and what stands behind only says how many: "Returnees/Households". */
gboolean epc_header_counts_others (const char *header, const char *slash);

G_END_DECLS
