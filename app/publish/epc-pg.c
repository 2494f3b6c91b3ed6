/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-pg.h"

#include <string.h>
#ifdef G_OS_WIN32
#include <winsock2.h>
#else
#include <sys/select.h>
#endif

#include "base/epc-error.h"
#include "base/epc-i18n.h"

/* Seconds until a server that does not answer counts as absent, and until somebody who holds a table counts as not letting go. */
#define PATIENCE_CONNECT 15
#define PATIENCE_LOCK "15s"

/* --- sentences --- */

/* The first line, without white space around it. */
static char *
first_line (const char *text)
{
  g_autofree char *line = g_strndup (text != NULL ? text : "", strcspn (text != NULL ? text : "", "\n"));

  return g_strdup (g_strstrip (line));
}

/* Sets @error for what the server answered. Always FALSE. */
static gboolean
fail (EpcPg *pg, PGresult *result, GError **error)
{
  const char *state = result != NULL ? PQresultErrorField (result, PG_DIAG_SQLSTATE) : NULL;
  g_autofree char *said = first_line (result != NULL && PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY) != NULL
                                          ? PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY)
                                          : PQerrorMessage (pg->handle));

  if (PQstatus (pg->handle) == CONNECTION_BAD)
    g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE,
                 _("The connection to the database %s broke. Nothing is half done there; publish again to go on where it stopped. (%s)"), pg->name, said);
  else if (g_strcmp0 (state, "42501") == 0)
    g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED,
                 _("The database %s does not let this user do that (%s). Publish as the owner of the database, or let its owner grant CREATE on it."), pg->name,
                 said);
  else if (g_strcmp0 (state, "55P03") == 0)
    g_set_error (error, EPC_ERROR, EPC_ERROR_BUSY, _("Somebody else publishes to the database %s or holds its tables. Try again in a moment."), pg->name);
  else if (g_strcmp0 (state, "2BP01") == 0)
    g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _("Something of the users' own in the database %s rests on a view that must change (%s). Remove it first."),
                 pg->name, said);
  else if (state != NULL && g_str_has_prefix (state, "53"))
    g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _("The server of the database %s has run out of room (%s). What was there before is unchanged."), pg->name, said);
  else
    g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _("The database %s refused what was written: %s"), pg->name, said);
  return FALSE;
}

/* The SQLSTATE at the end of a message that has nothing else to say; NULL: none came from a server. */
static const char *
state_in (const char *message)
{
  g_autofree char *line = NULL;
  gsize length = strlen (message);

  while (length > 0 && g_ascii_isspace (message[length - 1]))
    length--;
  if (length < 5)
    return NULL;
  line = g_strndup (message + length - 5, 5);
  for (guint i = 0; i < 5; i++)
    if (!g_ascii_isdigit (line[i]) && !g_ascii_isupper (line[i]))
      return NULL;
  return g_intern_string (line);
}

static gboolean
fail_connect (EpcPg *pg, GError **error)
{
  const char *message = PQerrorMessage (pg->handle), *state = state_in (message), *user = PQuser (pg->handle);
  g_autofree char *said = first_line (message);

  if (PQconnectionNeedsPassword (pg->handle))
    g_set_error (error, EPC_ERROR, EPC_ERROR_READ,
                 _("The database %s asks for the password of “%s”. Put it into the file that libpq reads (~/.pgpass) or into the environment variable PGPASSWORD."),
                 pg->name, user != NULL ? user : "");
  else if (g_strcmp0 (state, "28P01") == 0)
    g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _("The database %s refuses the password of “%s”."), pg->name, user != NULL ? user : "");
  else if (state != NULL && g_str_has_prefix (state, "28"))
    g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _("The database %s lets no “%s” in from here. Ask whoever keeps the server."), pg->name,
                 user != NULL ? user : "");
  else if (g_strcmp0 (state, "3D000") == 0)
    g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _("There is no database “%s” on that server. Let whoever keeps it create one (createdb)."),
                 PQdb (pg->handle) != NULL ? PQdb (pg->handle) : "");
  else if (state != NULL && (g_str_has_prefix (state, "57") || g_str_has_prefix (state, "53")))
    g_set_error (error, EPC_ERROR, EPC_ERROR_BUSY, _("The server of the database %s is starting, stopping or full (%s). Try again in a moment."), pg->name, state);
  else
    g_set_error (error, EPC_ERROR, EPC_ERROR_READ,
                 _("The database %s cannot be reached: %s. Is the address right, does the server run, and is there a network?"), pg->name, said);
  return FALSE;
}

/* --- connecting --- */

/* Waits until the socket can be read or written; FALSE when it takes too long. */
static gboolean
wait_socket (int socket, gboolean to_write)
{
  fd_set set;
  struct timeval patience = { .tv_sec = PATIENCE_CONNECT };

  if (socket < 0)
    return FALSE;
#ifndef G_OS_WIN32
  if (socket >= FD_SETSIZE)
    return FALSE;
#endif
  FD_ZERO (&set);
  FD_SET (socket, &set);
  return select (socket + 1, to_write ? NULL : &set, to_write ? &set : NULL, NULL, &patience) > 0;
}

/* Step by step, because only so can the server be asked beforehand to tell its failures by number and not in words of its own language. */
static gboolean
connect_to (EpcPg *pg, const char *url)
{
  const char *const keys[] = { "dbname", "fallback_application_name", "client_encoding", "connect_timeout", NULL };
  const char *const values[] = { url, "epc-desk", "UTF8", "15", NULL };
  PostgresPollingStatusType status = PGRES_POLLING_WRITING;

  pg->handle = PQconnectStartParams (keys, values, 1);
  if (pg->handle == NULL || PQstatus (pg->handle) == CONNECTION_BAD)
    return FALSE;
  PQsetErrorVerbosity (pg->handle, PQERRORS_SQLSTATE);
  while (status != PGRES_POLLING_OK && status != PGRES_POLLING_FAILED)
    {
      if (!wait_socket (PQsocket (pg->handle), status == PGRES_POLLING_WRITING))
        return FALSE;
      status = PQconnectPoll (pg->handle);
    }
  PQsetErrorVerbosity (pg->handle, PQERRORS_DEFAULT);
  return status == PGRES_POLLING_OK;
}

/* What the address names, without its password. FALSE: it is none. */
static gboolean
name_database (EpcPg *pg, const char *url, GError **error)
{
  char *why = NULL;
  const char *database = NULL, *host = NULL;
  gboolean is_url = g_str_has_prefix (url, "postgresql://") || g_str_has_prefix (url, "postgres://");
  PQconninfoOption *options = is_url ? PQconninfoParse (url, &why) : NULL;

  if (options == NULL)
    {
      g_set_error_literal (error, EPC_ERROR, EPC_ERROR_USAGE,
                           _("That is no address of a PostgreSQL database. Write it as postgresql://USER@HOST/DATABASE."));
      PQfreemem (why);
      return FALSE;
    }
  for (PQconninfoOption *option = options; option->keyword != NULL; option++)
    if (option->val != NULL && *option->val != '\0')
      {
        if (g_str_equal (option->keyword, "dbname"))
          database = option->val;
        else if (g_str_equal (option->keyword, "host"))
          host = option->val;
      }
  /* Translators: a database and the computer it is on. */
  pg->name = g_strdup_printf (_("“%s” on %s"), database != NULL ? database : "", host != NULL ? host : _("this computer"));
  PQconninfoFree (options);
  return TRUE;
}

static gboolean
prepare_session (EpcPg *pg, GError **error)
{
  /* What is found by name is the server's own, and PostGIS where it is there; nothing of the users'. */
  if (!epc_pg_run (pg,
                   "SET search_path = pg_catalog; SET lock_timeout = '" PATIENCE_LOCK "'; SET client_min_messages = warning; "
                   "SET datestyle = 'ISO'; SET standard_conforming_strings = on",
                   error))
    return FALSE;
  g_autoptr (PGresult) found = epc_pg_ask (
      pg, "SELECT quote_ident (n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'postgis'", error);
  if (found == NULL)
    return FALSE;
  if (PQntuples (found) == 0)
    return TRUE;
  pg->postgis = g_strdup (PQgetvalue (found, 0, 0));
  g_autofree char *path = g_strdup_printf ("SET search_path = pg_catalog, %s", pg->postgis);
  return epc_pg_run (pg, path, error);
}

EpcPg *
epc_pg_open (const char *url, GError **error)
{
  g_autoptr (EpcPg) pg = g_new0 (EpcPg, 1);

  if (!name_database (pg, url, error))
    return NULL;
  if (!connect_to (pg, url))
    {
      fail_connect (pg, error);
      return NULL;
    }
  return prepare_session (pg, error) ? g_steal_pointer (&pg) : NULL;
}

void
epc_pg_close (EpcPg *pg)
{
  if (pg == NULL)
    return;
  if (pg->handle != NULL)
    PQfinish (pg->handle);
  g_free (pg->name);
  g_free (pg->postgis);
  g_free (pg);
}

/* --- asking --- */

static PGresult *
checked (EpcPg *pg, PGresult *result, GError **error)
{
  ExecStatusType status = PQresultStatus (result);

  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
    return result;
  fail (pg, result, error);
  PQclear (result);
  return NULL;
}

PGresult *
epc_pg_ask (EpcPg *pg, const char *sql, GError **error)
{
  return checked (pg, PQexec (pg->handle, sql), error);
}

PGresult *
epc_pg_ask_with (EpcPg *pg, const char *sql, const char *const *values, GError **error)
{
  return checked (pg, PQexecParams (pg->handle, sql, (int) g_strv_length ((char **) values), NULL, values, NULL, NULL, 0), error);
}

gboolean
epc_pg_run (EpcPg *pg, const char *sql, GError **error)
{
  g_autoptr (PGresult) result = epc_pg_ask (pg, sql, error);

  return result != NULL;
}

/* --- many rows --- */

gboolean
epc_pg_copy_begin (EpcPg *pg, const char *sql, GError **error)
{
  g_autoptr (PGresult) result = PQexec (pg->handle, sql);

  return PQresultStatus (result) == PGRES_COPY_IN || fail (pg, result, error);
}

gboolean
epc_pg_copy_lines (EpcPg *pg, const char *bytes, gsize length, GError **error)
{
  return PQputCopyData (pg->handle, bytes, (int) length) == 1 || fail (pg, NULL, error);
}

gboolean
epc_pg_copy_end (EpcPg *pg, GError **error)
{
  if (PQputCopyEnd (pg->handle, NULL) != 1)
    return fail (pg, NULL, error);
  g_autoptr (PGresult) result = PQgetResult (pg->handle);
  gboolean done = PQresultStatus (result) == PGRES_COMMAND_OK || fail (pg, result, error);
  PGresult *rest;
  while ((rest = PQgetResult (pg->handle)) != NULL)
    PQclear (rest);
  return done;
}

gboolean
epc_pg_copy_out (EpcPg *pg, const char *sql, EpcPgLineFunc func, gpointer data, GError **error)
{
  g_autoptr (PGresult) result = PQexec (pg->handle, sql);
  char *line;
  int length;

  if (PQresultStatus (result) != PGRES_COPY_OUT)
    return fail (pg, result, error);
  while ((length = PQgetCopyData (pg->handle, &line, FALSE)) > 0)
    {
      line[length - 1] = '\0';
      func (line, data);
      PQfreemem (line);
    }
  if (length == -2)
    return fail (pg, NULL, error);
  g_autoptr (PGresult) last = PQgetResult (pg->handle);
  gboolean done = PQresultStatus (last) == PGRES_COMMAND_OK || fail (pg, last, error);
  PGresult *rest;
  while ((rest = PQgetResult (pg->handle)) != NULL)
    PQclear (rest);
  return done;
}

static void
append_quoted (GString *out, const char *text, char quote)
{
  g_string_append_c (out, quote);
  for (; *text != '\0'; text++)
    {
      if (*text == quote)
        g_string_append_c (out, quote);
      g_string_append_c (out, *text);
    }
  g_string_append_c (out, quote);
}

void
epc_pg_append_name (GString *out, const char *name)
{
  append_quoted (out, name, '"');
}

/* standard_conforming_strings is on since PostgreSQL 9.1: a backslash is itself. */
void
epc_pg_append_literal (GString *out, const char *text)
{
  append_quoted (out, text, '\'');
}
