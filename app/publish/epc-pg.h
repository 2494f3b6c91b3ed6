/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to publishing: one connection to a PostgreSQL server, with errors as sentences.
 */
#pragma once

#include <gio/gio.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

typedef struct
{
  PGconn *handle;
  char *name;   /* "regional on db.example.org", for sentences */
  char *postgis; /* quoted name of the schema that PostGIS lies in; NULL: it is not there */
} EpcPg;

EpcPg *epc_pg_open (const char *url, GError **error);
void epc_pg_close (EpcPg *pg);

/* One or many statements without a result. */
gboolean epc_pg_run (EpcPg *pg, const char *sql, GError **error);
/* The rows of one statement; PQclear() them. */
PGresult *epc_pg_ask (EpcPg *pg, const char *sql, GError **error);
/* The same with the texts @values (NULL-terminated) for $1, $2 … */
PGresult *epc_pg_ask_with (EpcPg *pg, const char *sql, const char *const *values, GError **error);

/* COPY … FROM STDIN in the text format: begin, lines, end. */
gboolean epc_pg_copy_begin (EpcPg *pg, const char *sql, GError **error);
gboolean epc_pg_copy_lines (EpcPg *pg, const char *bytes, gsize length, GError **error);
gboolean epc_pg_copy_end (EpcPg *pg, GError **error);
/* COPY … TO STDOUT: @func has each line, its end cut off. */
typedef void (*EpcPgLineFunc) (const char *line, gpointer data);
gboolean epc_pg_copy_out (EpcPg *pg, const char *sql, EpcPgLineFunc func, gpointer data, GError **error);

/* "name" with its quotes doubled; 'text' likewise. */
void epc_pg_append_name (GString *out, const char *name);
void epc_pg_append_literal (GString *out, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcPg, epc_pg_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

G_END_DECLS
