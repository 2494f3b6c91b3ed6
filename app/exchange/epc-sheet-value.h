/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a number in a workbook means: a spreadsheet keeps dates, times and percentages as plain numbers, and only the format that
 * they are shown in tells them apart.
 */
#pragma once

#include "epc-row-builder.h"

G_BEGIN_DECLS

typedef enum
{
  EPC_SHEET_NUMBER,
  EPC_SHEET_PERCENT,
  EPC_SHEET_DATE,   /* with or without a time of day */
  EPC_SHEET_TIME,   /* a time of day alone */
  EPC_SHEET_PADDED, /* "00000": a code whose leading zeros are shown and not stored */
} EpcSheetKind;

typedef struct
{
  guint8 kind;  /* EpcSheetKind */
  guint8 width; /* PADDED: digits */
} EpcSheetFormat;

/* The format that number @id stands for without saying so (ECMA-376 part 1, 18.8.30; 27–36 and 50–58 are the East Asian dates).
 */
EpcSheetFormat epc_sheet_format_builtin (guint id);
/* The same for a format code: "dd/mm/yyyy", "[$-80A]d \"de\" mmmm", "0.0%", "00000". Elapsed time ("[h]:mm") is a number. */
EpcSheetFormat epc_sheet_format_of (const char *code);

/* Puts @text, a number as it stands in the file, into @cell of @builder by @format. Dates count days since the end of 1899, where
 * 29 February 1900 is counted though it never was, or since 1904. What is no number becomes text. */
void epc_sheet_put_number (EpcRowBuilder *builder, EpcCell *cell, const char *text, guint length, EpcSheetFormat format,
                           gboolean is_1904);

/* The name of the error that a formula left, as a spreadsheet shows it in English, Spanish, French or Portuguese: "#N/A", "#¡REF!";
 * NULL: @text is none. */
const char *epc_sheet_error (const char *text);

/* "AB12" → column 27 (from 0) and row 12; either may be missing (NULL: not asked for, 0 for the row). Returns what follows, NULL
 * when it is no reference. */
const char *epc_sheet_parse_reference (const char *text, guint *column, guint64 *row);

G_END_DECLS
