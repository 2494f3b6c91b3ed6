/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What SQLite's own functions lack for names in four languages: an order and a search that do not see accents and case.
 */
#include <string.h>

#include "base/epc-text.h"
#include "epc-sqlite.h"

/* The letter under accents and case. Combining marks give 0: they are passed over. */
static gunichar
bare (gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  if (c < 0x80)
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
  if (g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts)) > 0)
    c = parts[0];
  return g_unichar_ismark (c) ? 0 : g_unichar_tolower (c);
}

static gunichar
next_bare (const char **p, const char *end)
{
  gunichar c = 0;

  while (c == 0 && *p < end)
    {
      c = bare (g_utf8_get_char (*p));
      *p = MIN (g_utf8_next_char (*p), end);
    }
  return c;
}

/* How many bytes of whole letters both begin with: equal bytes are equal letters, and most names of a list begin alike. */
static gsize
common_start (const char *a, const char *b, gsize n)
{
  gsize i = 0;

  while (i < n && a[i] == b[i])
    i++;
  /* Letters that differ may share their first bytes. */
  while (i < n && i > 0 && (((guchar) a[i] & 0xc0) == 0x80 || ((guchar) b[i] & 0xc0) == 0x80))
    i--;
  return i;
}

static int
compare_names (void *data, int a_length, const void *a, int b_length, const void *b)
{
  gsize same = common_start (a, b, (gsize) MIN (a_length, b_length));
  const char *p = (const char *) a + same, *p_end = (const char *) a + a_length, *q = (const char *) b + same, *q_end = (const char *) b + b_length;

  for (;;)
    {
      gunichar c = next_bare (&p, p_end), d = next_bare (&q, q_end);
      if (c != d)
        return c < d ? -1 : 1;
      if (c == 0)
        break;
    }
  int order = memcmp (a, b, (size_t) MIN (a_length, b_length));
  return order != 0 ? order : a_length - b_length;
}

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if (*text & 0x80)
      return FALSE;
  return TRUE;
}

/* The fold of ASCII text into @out, as epc_text_fold() has it, without allocating. FALSE: too long. */
static gboolean
fold_ascii (const char *text, char *out, gsize size)
{
  char *p = out, *end = out + size - 2;
  gboolean pending = FALSE;

  for (; *text != '\0'; text++)
    {
      if (p >= end)
        return FALSE;
      if (g_ascii_isalnum (*text))
        {
          if (pending && p > out)
            *p++ = ' ';
          pending = FALSE;
          *p++ = g_ascii_tolower (*text);
        }
      else if (*text != '\'')
        pending = TRUE;
    }
  *p = '\0';
  return TRUE;
}

/* epc_contains (text, folded): the folded text holds @folded. */
static void
contains (sqlite3_context *context, int n, sqlite3_value **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);
  const char *wanted = (const char *) sqlite3_value_text (values[1]);
  char small[512];

  if (text == NULL || wanted == NULL)
    {
      sqlite3_result_int (context, 0);
      return;
    }
  if (is_ascii (text) && fold_ascii (text, small, sizeof small))
    {
      sqlite3_result_int (context, strstr (small, wanted) != NULL);
      return;
    }
  g_autofree char *folded = epc_text_fold (text);
  sqlite3_result_int (context, strstr (folded, wanted) != NULL);
}

gboolean
epc_sqlite_add_functions (EpcSqlite *db, GError **error)
{
  int code = sqlite3_create_collation_v2 (db->handle, "epc_name", SQLITE_UTF8, NULL, compare_names, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_create_function_v2 (db->handle, "epc_contains", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL,
                                       contains, NULL, NULL, NULL);
  return code == SQLITE_OK ? TRUE : epc_sqlite_fail (db, code, error);
}
