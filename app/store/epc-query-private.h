/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the store: what a query is made of.
 */
#pragma once

#include "epc-store-private.h"

G_BEGIN_DECLS

typedef struct
{
  int field;  /* position, −1: a column all records share */
  int column; /* EPC_COLUMN_…, where field is −1 */
  EpcOperator op;
  GArray *values; /* of EpcValue */
  char *folded;   /* of CONTAINS */
} EpcCondition;

struct _EpcQuery
{
  const EpcEntity *entity;
  GPtrArray *conditions; /* of EpcCondition */
  char *sort;            /* a field key or shared column, "-" before it: descending; NULL: default */
  char *search;
  guint limit;
  gboolean only_deleted;
  GArray *only; /* guint: positions of the fields that epc_query_each() reads; NULL: all */
};

/* " WHERE …" of @query; parameters are bound by epc_query_bind() from @first on. */
void epc_query_append_where (const EpcQuery *query, EpcStore *store, EpcSqlite *db, GString *sql, GPtrArray *parameters);
void epc_query_append_order (const EpcQuery *query, GString *sql);
/* @parameters: (element-type EpcValue), of epc_query_append_where(). */
void epc_query_bind (sqlite3_stmt *statement, GPtrArray *parameters);
GPtrArray *epc_query_parameters_new (void);

G_END_DECLS
