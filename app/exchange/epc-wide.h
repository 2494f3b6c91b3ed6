/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Wide sheets: people by sex and age, or by reason and year, a column each. Where the kind of record has the sex, the age or the
 * reason in its key, each such column becomes a row; else the columns of a field's sex and ages are added up into that field.
 */
#pragma once

#include "epc-mapping-private.h"

G_BEGIN_DECLS

/* What the words of a header say of the people counted. */
typedef struct
{
  char sex;         /* 'f', 'm', 0: not told */
  int from, to;     /* years of age; −1: not told, EPC_AGE_MAX: and over */
  int year;         /* 0: not told */
  char *rest;       /* the other words, joined by spaces; may be "" */
  gboolean is_people; /* the rest names nothing but displaced people, not households nor another group */
} EpcWideWords;

#define EPC_AGE_MAX 999

void epc_wide_words_read (const char *header, EpcWideWords *words);
void epc_wide_words_clear (EpcWideWords *words);
/* The first day of the month that is all that a header says: "Enero 2026", "jan-26", "2026-01". NULL: it says anything else. */
const char *epc_wide_month (const char *header);

/* "year", "month", "day" (and "hour", "minute") apart are the date that each record of target @target needs and no other column gives.
 * Returns how many columns were understood. */
guint epc_wide_lay_date (EpcMapping *mapping, GPtrArray *facts, guint target);
/* All of the first values are positions in one text. */
gboolean epc_wide_is_position (const EpcColumnFacts *facts);
/* A column of positions is the latitude and the longitude of target @target, where no columns of their own are. Returns how many columns were
 * understood. */
guint epc_wide_lay_position (EpcMapping *mapping, GPtrArray *facts, guint target);
/* The name of a person in columns for given names and surnames is one. Returns how many columns were understood. */
guint epc_wide_lay_name (EpcMapping *mapping, GPtrArray *facts, guint target);
/* Adds up columns for the fields of target @target that no column fills. Returns how many columns were understood. */
guint epc_wide_lay_sums (EpcMapping *mapping, GPtrArray *facts, guint target);
/* The same for the main target, where columns become rows. */
guint epc_wide_lay_rows (EpcMapping *mapping, GPtrArray *facts);
/* Forgets what was laid for @target and those after it. */
void epc_wide_drop (EpcMapping *mapping, guint target);
/* The fields that are worked out, as columns behind those of the sheet. */
void epc_wide_describe (EpcMapping *mapping, GPtrArray *facts);
/* The rows made of columns give @field of the main target. */
gboolean epc_wide_gives (const EpcWide *wide, const EpcField *field);
gboolean epc_wide_has_column (const EpcWide *wide, guint column);
/* The column that says how many the rows made of columns count together. */
gboolean epc_wide_is_total (const EpcWide *wide, guint column);
/* @column stands behind those of the sheet: it is worked out from these. */
gboolean epc_wide_is_made (const EpcWide *wide, guint column);
/* What is worked out from @column of the sheet, in words of the interface: "Latitude, Longitude". Free with g_free(). */
char *epc_wide_tells (const EpcWide *wide, guint column);
EpcWide *epc_wide_copy (const EpcWide *wide);
void epc_wide_free (EpcWide *wide);
/* What column @column (behind those of the sheet) is no longer worked out from, when @source is told to be something else. */
gboolean epc_wide_uses (const EpcWide *wide, guint column, guint source);

/* @source (taken over) with the columns worked out behind its own, and its rows multiplied where columns become rows. */
EpcRowSource *epc_wide_source_new (EpcRowSource *source, const EpcMapping *mapping);
/* Rows in which the columns add up to more than their total: how many, and the first. */
guint64 epc_wide_source_over (EpcRowSource *source, guint64 *first);
/* Rows left out because none of the columns that become rows holds a figure: how many, and the first. */
guint64 epc_wide_source_empty (EpcRowSource *source, guint64 *first);

G_END_DECLS
