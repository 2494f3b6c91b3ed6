/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a paper is signed with, and the clock that it runs against.
 */
#pragma once

#include "epc-page.h"

G_BEGIN_DECLS

typedef struct
{
  const char *title, *role; /* "Signed by", "Chief of Mission" */
  const char *name, *date;  /* what is known already; NULL: an empty line */
} EpcSignature;

/* Boxes beside each other, up to four in a row. @words: below the lines, "Name", "Signature", "Date and hour". */
void epc_document_add_signatures (EpcDocument *document, const EpcSignature *signatures, guint n, const char *const words[3]);

typedef struct
{
  double hours;      /* since the start; NAN: not reached yet */
  const char *label; /* "Budget checked" */
} EpcClockMark;

/* A bar from the start to @limit hours with the marks that were reached; @used hours are filled (NAN: nothing), what is over the limit
 * stands in red. @start and @end name its ends, @state stands at the right. */
void epc_document_add_clock (EpcDocument *document, const EpcClockMark *marks, guint n, double used, double limit, const char *start,
                             const char *end, const char *state);

/* A code of squares (ISO/IEC 18004, error correction M) of @text, @side points wide, at the right edge of the text. FALSE: @text
 * holds more than a code can. */
gboolean epc_document_add_square_code (EpcDocument *document, const char *text, double side);

G_END_DECLS
