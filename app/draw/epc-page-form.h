/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Questions on paper: boxes for digits, boxes to tick, lines to write on.
 */
#pragma once

#include "epc-page.h"

G_BEGIN_DECLS

typedef enum
{
  EPC_ANSWER_NUMBER,   /* boxes for digits; with @n_decimals more behind a point */
  EPC_ANSWER_LETTERS,  /* boxes for a code */
  EPC_ANSWER_DATE,     /* day, month, year */
  EPC_ANSWER_MOMENT,   /* and hours, minutes */
  EPC_ANSWER_TIME,
  EPC_ANSWER_POSITION, /* latitude and longitude in degrees */
  EPC_ANSWER_LINE,     /* one line to write on, or several beside each other with the words @choices below */
  EPC_ANSWER_LINES,    /* several below each other */
  EPC_ANSWER_ONE,      /* one of @choices: rings */
  EPC_ANSWER_SEVERAL,  /* any of @choices: squares */
} EpcAnswerKind;

typedef struct
{
  const char *label, *hint, *unit; /* @hint and @unit may be NULL */
  EpcAnswerKind kind;
  guint n_boxes, n_decimals;
  const char *const *choices; /* NULL-terminated; NULL: none */
  gboolean is_required;
} EpcQuestion;

/* @n questions (1 to 3) beside each other; never broken over pages. All texts are copied. */
void epc_document_add_questions (EpcDocument *document, const EpcQuestion *questions, guint n);
/* What the marks of the questions mean, in one line. */
void epc_document_add_question_key (EpcDocument *document);

G_END_DECLS
