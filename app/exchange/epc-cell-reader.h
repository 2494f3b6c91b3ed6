/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From cells of one column to values of one field: numbers and dates as people write them, codes by label, remembered so that a
 * million rows cost little. One reader a binding.
 */
#pragma once

#include "base/epc-date.h"
#include "epc-row-source.h"
#include "model/epc-value.h"

G_BEGIN_DECLS

typedef struct _EpcCellReader EpcCellReader;

/* @zone: IANA zone of moments written without one. */
EpcCellReader *epc_cell_reader_new (const EpcField *field, const char *zone);
void epc_cell_reader_free (EpcCellReader *reader);

/* What the columns of a file do not say by themselves and others must: −1 nobody said. */
typedef struct
{
  int month_first;   /* 03/04/2025: 1 March, 0 April */
  int decimal_comma; /* 1.234: 1 a thousand and more, 0 a little more than one */
  int rows_apart;    /* rows that no column tells apart: 1 each is a record of its own, 0 they are not known to be */
} EpcSaid;
typedef enum
{
  EPC_FORM_CLEAR,
  EPC_FORM_DATE_ORDER,    /* no date of the column has a day above the twelfth */
  EPC_FORM_DECIMAL_MARK,  /* every mark of the column stands before three digits */
} EpcFormDoubt;

/* First pass over a column, where its form is in doubt: look at each cell, then settle. */
void epc_cell_reader_look (EpcCellReader *reader, const EpcCell *cell);
/* What is in doubt from all cells looked at. @said: the user's word, else what the other columns of the file say, else the custom of
 * the country; it decides where the column does not. */
EpcFormDoubt epc_cell_reader_settle (EpcCellReader *reader, const EpcSaid *said);
/* What the cells looked at say surely is put into @said, where nothing is said yet. */
void epc_cell_reader_tell (const EpcCellReader *reader, EpcSaid *said);
/* TRUE when @cell alone does not tell how the column is to be read. */
gboolean epc_cell_reader_is_doubtful (const EpcCellReader *reader, const EpcCell *cell);

/* The value of @cell, borrowed: a text stays the reader's or the cell's until the next call. Blank, "N/A", "Not available", "-"
 * in anything but text are empty. Not for references and places. EPC_ERROR_INVALID, with what is accepted. */
gboolean epc_cell_reader_read (EpcCellReader *reader, const EpcCell *cell, EpcValue *borrowed, GError **error);

/* TRUE when the cell read last was "~300", "aprox. 600", "45 familias" or "120+": the number was taken, and that is worth a word. */
gboolean epc_cell_reader_was_in_words (const EpcCellReader *reader);
/* "aprox. 600" → "600": one number among words that say about how many there are, or of whom. NULL: @text is none. Free with g_free(). */
char *epc_cell_number_in_words (const char *text);

/* The code whose name comes nearest to @text as "Did you mean …?"; NULL: none is near. */
char *epc_cell_reader_suggest (const EpcCellReader *reader, const char *text);

/* TRUE for the words that say that nothing is known. */
gboolean epc_cell_says_nothing (const char *text);
/* Before a formula character an export writes one apostrophe; this skips it. */
const char *epc_cell_without_guard (const char *text);

/* Where the number of a numbered thing begins in @text: "38", "R38", "Round 38", "Ronda n.º 4" (a word or two of letters, then up to
 * four digits and nothing more). NULL: @text is no such thing. */
const char *epc_cell_ordinal (const char *text);

G_END_DECLS
