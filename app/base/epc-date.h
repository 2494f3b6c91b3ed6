/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dates and moments. A date is stored as "2025-06-30". A moment is stored in UTC with the zone it was written in, as
 * RFC 9557 has it: "2026-10-14T12:00:00Z[America/Tegucigalpa]"; the part before the bracket sorts and compares as text.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define EPC_DATE_SIZE 11

typedef enum
{
  EPC_DATE_ORDER_DAY_FIRST,
  EPC_DATE_ORDER_MONTH_FIRST,
} EpcDateOrder;

/* Days since 1970-01-01 of a Gregorian date, and back. */
gint64 epc_date_days (int year, int month, int day);
void epc_date_from_days (gint64 days, int *year, int *month, int *day);
gboolean epc_date_is_valid (int year, int month, int day);

/* Reads a date as people and files write it: 2025-06-30, 2025-06-30T00:00:00, 30/06/2025, 30.06.2025, 30-6-25 (two digits:
 * 1970–2069), 17 May 2013, "18 oct 2026" (month names in English, Spanish, French, Portuguese). @order decides 03/04/2025.
 * Writes the ISO form into @iso (EPC_DATE_SIZE bytes). FALSE when it is no date of the calendar (31/02/2024). */
gboolean epc_date_parse (const char *text, EpcDateOrder order, char *iso);

/* TRUE and the three numbers for a stored date. */
gboolean epc_date_split (const char *iso, int *year, int *month, int *day);
/* A month as people write it: 2022-01, 01/2022, "Jun-2027", "junio de 2027"; a year alone has the month 0. FALSE: it is none, or has a day. */
gboolean epc_date_parse_month (const char *text, int *year, int *month);

/* The zone with this IANA name (NULL, empty or unknown: UTC). Zones are read once and kept: reading one costs more than a thousand dates.
 * (transfer full) */
GTimeZone *epc_date_zone (const char *zone);

/* Today in UTC by the product's clock. */
void epc_date_today (char *iso);
/* The same in @zone (IANA name; NULL or unknown: UTC): in Honduras the day ends six hours later. */
void epc_date_today_in (const char *zone, char *iso);

/* Reads a moment: RFC 3339 with offset or Z, with or without [zone]; without either it is taken in @zone (an IANA name,
 * NULL: UTC); a date alone is its midnight. Returns the stored form, or NULL. */
char *epc_moment_parse (const char *text, EpcDateOrder order, const char *zone);
/* The stored form of @microseconds since 1970 in @zone (NULL: UTC, no bracket). */
char *epc_moment_from_unix (gint64 microseconds, const char *zone);
/* Microseconds since 1970 of a stored moment; FALSE when it is not one. */
gboolean epc_moment_to_unix (const char *moment, gint64 *microseconds);
/* The stored moment in its own zone, or in @zone when given. NULL when @moment is not one. */
GDateTime *epc_moment_in_zone (const char *moment, const char *zone);

G_END_DECLS
