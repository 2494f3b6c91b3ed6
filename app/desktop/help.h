/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * F1: what a section is for, in the words of data/help/LANGUAGE/TAB.md, with the kinds of record it keeps.
 */
#pragma once

#include <adwaita.h>

#include "sections.h"

G_BEGIN_DECLS

/* The chapter of @key in the help of @tab ("overview" has the chapter "overview"), as Markdown without its heading, in the language
 * of the interface; English where that one has none. NULL: there is none. Free with g_free(). */
char *epc_help_chapter (const char *tab, const char *key, const char *language);
/* @section NULL: the overview. Not presented. */
GtkWidget *epc_help_window_new (const EpcSection *section);

G_END_DECLS
