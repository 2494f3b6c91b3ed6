/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asking for records: conditions, order, search; and aggregates that obey the meaning of the data.
 */
#pragma once

#include "epc-store.h"

G_BEGIN_DECLS

typedef enum
{
  EPC_OP_EQUAL,
  EPC_OP_NOT_EQUAL,
  EPC_OP_LESS,
  EPC_OP_LESS_EQUAL,
  EPC_OP_GREATER,
  EPC_OP_GREATER_EQUAL,
  EPC_OP_CONTAINS, /* text, accents and case folded */
  EPC_OP_EMPTY,
  EPC_OP_NOT_EMPTY,
  EPC_OP_IN,     /* value: canonical texts joined by ";" */
  EPC_OP_WITHIN, /* a place field: this place or one below it */
} EpcOperator;

typedef struct _EpcQuery EpcQuery;

EpcQuery *epc_query_new (const EpcEntity *entity);
EpcQuery *epc_query_copy (const EpcQuery *query);
void epc_query_free (EpcQuery *query);
const EpcEntity *epc_query_entity (const EpcQuery *query);

/* @field: key of the entity, or "uid", "code", "office", "batch", "created", "changed". @value: canonical text (references:
 * anything epc_store_find_uid() takes). EPC_ERROR_NOT_FOUND, EPC_ERROR_INVALID. */
gboolean epc_query_where (EpcQuery *query, EpcStore *store, const char *field, EpcOperator op, const char *value, GError **error);
/* "FIELD OP VALUE" as on the command line: = != < <= > >= ~ (contains) in within, "FIELD empty", "FIELD not empty". */
gboolean epc_query_where_text (EpcQuery *query, EpcStore *store, const char *condition, GError **error);
/* "name" or "-date"; NULL: the entity's default; "": as recorded, which costs no sorting. */
gboolean epc_query_sort (EpcQuery *query, const char *sort, GError **error);
const char *epc_query_sorted_by (const EpcQuery *query); /* as it was given; NULL: the order of its kind */
void epc_query_search (EpcQuery *query, const char *text);               /* NULL: none; prefix of each word */
void epc_query_limit (EpcQuery *query, guint limit);                     /* 0: all */
void epc_query_include_deleted (EpcQuery *query, gboolean only_deleted); /* the bin */

/* Row numbers in order: gint64. NULL with G_IO_ERROR_CANCELLED when stopped. Runs on the calling thread. */
GArray *epc_query_rows (const EpcQuery *query, EpcStore *store, GCancellable *cancellable, GError **error);
gint64 epc_query_count (const EpcQuery *query, EpcStore *store, GCancellable *cancellable, GError **error); /* −1: error */
/* Calls @func for each record in order until it returns FALSE. The record is reused: keep copies. */
typedef gboolean (*EpcRecordFunc) (EpcRecord *record, gpointer data);
gboolean epc_query_each (const EpcQuery *query, EpcStore *store, EpcRecordFunc func, gpointer data, GCancellable *cancellable,
                         GError **error);
/* epc_query_each() of @query fills of a record only row, uid, code and these fields (keys, NULL-terminated): of a wide register a few
 * columns cost a fraction of all. Where one of them is computed, out of whatever others, all are read. */
void epc_query_only (EpcQuery *query, const char *const *fields);
/* The same without records, for figures that are made of every row there is: @func is given the values of @fields (keys or "code", NULL-terminated)
 * in their order, as they stand in the file; what no column holds is empty. Texts live until @func returns, and it asks nothing of the store. */
typedef gboolean (*EpcValuesFunc) (gint64 row, const EpcUid *uid, const EpcValue *values, gpointer data);
gboolean epc_query_values (const EpcQuery *query, EpcStore *store, const char *const *fields, EpcValuesFunc func, gpointer data, GCancellable *cancellable,
                           GError **error);
/* All at once, for registers of bounded size: (element-type EpcRecord). */
GPtrArray *epc_query_records (const EpcQuery *query, EpcStore *store, GError **error);

/* Sums. @sum and @by are field keys; @by may name up to three fields (NULL-terminated). A count table refuses
 * (EPC_ERROR_REFUSED, with the reason) unless operation, tool, round and admin level are each fixed by a condition or stand
 * in @by: the caller never gets a sum across operations, tools, rounds or levels. */
typedef struct
{
  char *by[3]; /* canonical texts; NULL: empty */
  gint64 rows;
  gint64 filled; /* rows in which @sum is not empty */
  double sum;
} EpcSum;
GArray *epc_query_sum (const EpcQuery *query, EpcStore *store, const char *sum, const char *const *by, GCancellable *cancellable,
                       GError **error);
/* How many different values @what has (@otherwise where it is empty) in rows in which @filled is not empty, by @by: in "filled" of an EpcSum. */
GArray *epc_query_distinct (const EpcQuery *query, EpcStore *store, const char *what, const char *otherwise, const char *filled, const char *const *by,
                            GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcQuery, epc_query_free)

G_END_DECLS
