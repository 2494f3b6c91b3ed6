/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Marks for strings that people read. The source language is English; `_()` gives the interface language. A printed
 * document has a language of its own: see epc-language.h.
 */
#pragma once

#include <libintl.h>

#define EPC_GETTEXT_DOMAIN "epc-desk"

#define _(text) dgettext (EPC_GETTEXT_DOMAIN, text)
#define N_(text) (text)
/* With a context, for a word that is said differently of different things. The context stands before it, as gettext joins them. */
#define NC_(context, text) (context "\004" text)
#define ngettext_(one, many, n) dngettext (EPC_GETTEXT_DOMAIN, one, many, n)
