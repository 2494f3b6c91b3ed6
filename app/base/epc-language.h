/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A language chosen by name: the texts, number and date forms of one printed document (or of one export), apart from the
 * language of the interface. Reads the same .mo files as gettext does. Number forms: see the table of README "Languages".
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _EpcLanguage EpcLanguage;

/* Where the .mo files lie: DIR/es/LC_MESSAGES/epc-desk.mo. Call once at start. */
void epc_language_set_directory (const char *directory);

/* The language "en", "es", "fr" or "pt" (a longer name such as "es_HN.UTF-8" is cut); English when it is none of these.
 * Shared and never freed. NULL asks for the language of the interface, or of the document that this thread is writing. */
const EpcLanguage *epc_language_get (const char *name);
const char *epc_language_name (const EpcLanguage *language);
/* FALSE when @name is none of the four (or a longer name of one), and English would be taken. */
gboolean epc_language_is_known (const char *name);

/* Until epc_language_leave() whoever asks this thread for the language of the interface gets @language: a document speaks its own
 * language, from whichever floor its words come. Returns what was asked for before, for the leaving; may be nested. */
const EpcLanguage *epc_language_enter (const EpcLanguage *language);
void epc_language_leave (const EpcLanguage *before);

/* Make @name the language of the interface too: sets LANGUAGE and, where the locale is "C", one in which gettext works. */
void epc_language_set_interface (const char *name);

/* The translation of @text; @text itself where there is none. */
const char *epc_language_text (const EpcLanguage *language, const char *text);
/* Plural by the language's own rule (two forms in all four). */
const char *epc_language_plural (const EpcLanguage *language, const char *one, const char *many, gint64 n);

/* 1287593 → "1,287,593" (en), "1 287 593" with U+202F (es, fr), "1.287.593" (pt). Minus is U+2212. */
char *epc_language_integer (const EpcLanguage *language, gint64 value);
/* @decimals digits after the separator. */
char *epc_language_decimal (const EpcLanguage *language, double value, int decimals);
/* "23.7%" (en), "23,7 %" (es: U+00A0, fr: U+202F, as CLDR writes them), "23,7%" (pt). @value is in percent. */
char *epc_language_percent (const EpcLanguage *language, double value, int decimals);
/* "+23.7", "−1,032": a change, always with its sign. */
char *epc_language_change (const EpcLanguage *language, gint64 value);
/* "2025-06-30" → "30 June 2025", "30 de junio de 2025"; short: "30 Jun 2025", "30 jun 2025". A copy of @iso when it is none. */
char *epc_language_date (const EpcLanguage *language, const char *iso, gboolean is_short);
/* "18 Oct 2026 08:12", of @moment as it is: the caller brings it into the zone. Free with g_free(). */
char *epc_language_moment (const EpcLanguage *language, GDateTime *moment);
/* "Jun 2025", "jun 2025". */
char *epc_language_month (const EpcLanguage *language, const char *iso);

/* Separators of Spanish as the country of @iso3 writes them (CLDR 42): "9,870.5" in Mexico, Central America, the Caribbean and Peru,
 * "9.870,5" in most of South America. FALSE for all others, which keep the language's own ("9 870,5"). */
gboolean epc_language_set_country (const char *iso3);

/* An office may set comma and point for Spanish (Mexico, Central America): thousands ',' and decimal '.'. */
void epc_language_set_separators (const char *thousands, const char *decimal);

G_END_DECLS
