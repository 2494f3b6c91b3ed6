/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers in files and on the command line: always a point for decimals, never a thousands separator, never the locale's.
 * How numbers are shown to people is in epc-language.h.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define EPC_NUMBER_SIZE 40

/* Whole of @text is an integer (surrounding spaces allowed). Also "12.0". FALSE otherwise or out of range. */
gboolean epc_number_parse_integer (const char *text, gint64 *value);
/* Whole of @text is a finite decimal with a point. */
gboolean epc_number_parse_decimal (const char *text, double *value);
/* Hundredths of a money amount: "1234.5" → 123450. More than two decimals are refused. */
gboolean epc_number_parse_money (const char *text, gint64 *hundredths);
/* The same for numbers as people write them in the four languages: "1,287,593", "1 287 593", "1.287.593", "23,7",
 * "−5". @decimal_comma tells what a lone separator followed by three digits means. */
gboolean epc_number_parse_people (const char *text, gboolean decimal_comma, double *value);

/* Shortest text that reads back to the same double. @text has EPC_NUMBER_SIZE bytes. */
char *epc_number_write_decimal (double value, char *text);
char *epc_number_write_integer (gint64 value, char *text);
char *epc_number_write_money (gint64 hundredths, char *text);

G_END_DECLS
