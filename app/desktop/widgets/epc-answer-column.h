/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A column of a table that shows no field but an answer worked out elsewhere (people at a site, its gaps).
 */
#pragma once

#include "epc-text-cell.h"

G_BEGIN_DECLS

/* What the record of @row is ordered by; NAN: unknown, last in either direction. */
typedef double (*EpcAnswerValue) (gint64 row, gpointer data);

typedef struct
{
  const char *title; /* translated */
  gboolean is_number;
  int width; /* pixels */
  const char *key; /* of the order by this answer, in a record table; NULL: it has none */
  EpcAnswerValue value;
  gpointer data; /* of the functions */
} EpcAnswer;

GtkColumnViewColumn *epc_answer_column_new (const char *title, gboolean is_number, int width, EpcTextCellShow show, gpointer data);
/* A record table that @column is then added to can be ordered by it. */
void epc_answer_column_set_order (GtkColumnViewColumn *column, const char *key, EpcAnswerValue value);
/* What @column answers; NULL: it is no answer column. */
const EpcAnswer *epc_answer_column_answer (GtkColumnViewColumn *column);
/* The answers have changed: fills the cells in sight again. */
void epc_answer_column_refresh (GtkColumnViewColumn *column);

G_END_DECLS
