/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-text.h"

#include <string.h>

/* Letters, digits and marks of ASCII alone, which most codes and headers are. NULL: there is something else. */
static char *
fold_ascii (const char *text, gboolean keep_spaces)
{
  char *out = g_malloc (strlen (text) + 1), *end = out;
  gboolean pending = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    if ((guchar) *p >= 0x80)
      {
        g_free (out);
        return NULL;
      }
    else if (g_ascii_isalnum (*p))
      {
        /* What parts two words is at least one character. */
        if (pending && keep_spaces && end > out)
          *end++ = ' ';
        pending = FALSE;
        *end++ = g_ascii_tolower (*p);
      }
    else if (*p != '\'')
      pending = TRUE;
  *end = '\0';
  return out;
}

static char *
fold (const char *text, gboolean keep_spaces)
{
  if (text == NULL)
    return g_strdup ("");
  char *plain = fold_ascii (text, keep_spaces);
  if (plain != NULL)
    return plain;
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *apart = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  GString *out = g_string_sized_new (strlen (text));
  gboolean pending = FALSE;

  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_ismark (c))
        continue;
      if (g_unichar_isalnum (c))
        {
          if (pending && keep_spaces && out->len > 0)
            g_string_append_c (out, ' ');
          pending = FALSE;
          g_string_append_unichar (out, g_unichar_tolower (c));
        }
      else if (c != '\'' && c != 0x2019)
        pending = TRUE;
    }
  return g_string_free (out, FALSE);
}

char *
epc_text_fold (const char *text)
{
  return fold (text, TRUE);
}

char *
epc_text_fold_tight (const char *text)
{
  return fold (text, FALSE);
}

/* Single spaces between characters below U+0300: no combining mark is among them, so they are composed as they stand (UAX 15, NFC
 * quick check), and but for U+0085 and U+00A0 none of those beyond ASCII is a space. */
static gboolean
is_normal_already (const char *text)
{
  gboolean space = TRUE;

  for (const guchar *p = (const guchar *) text; *p != '\0'; p++)
    {
      if (*p < 0x20 || (*p == ' ' && space))
        return FALSE;
      space = *p == ' ';
      if (*p < 0x80)
        continue;
      if (*p < 0xc2 || *p > 0xcb || (p[1] & 0xc0) != 0x80 || (*p == 0xc2 && p[1] <= 0xa0))
        return FALSE;
      p++;
    }
  return *text == '\0' || !space;
}

char *
epc_text_normalise (const char *text)
{
  if (text == NULL)
    return g_strdup ("");
  if (is_normal_already (text))
    return g_strdup (text);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  GString *out = g_string_sized_new (strlen (composed));
  gboolean pending = FALSE;

  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_isspace (c))
        {
          pending = out->len > 0;
          continue;
        }
      if (pending)
        g_string_append_c (out, ' ');
      pending = FALSE;
      g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

char *
epc_text_shorten (const char *text, guint n_characters)
{
  const char *end = text;

  for (guint i = 0; i < n_characters && *end != '\0'; i++)
    end = g_utf8_next_char (end);
  return *end == '\0' ? g_strdup (text) : g_strdup_printf ("%.*s…", (int) (end - text), text);
}

gboolean
epc_text_is_blank (const char *text)
{
  if (text == NULL)
    return TRUE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)) && g_utf8_get_char (p) != 0xfeff)
      return FALSE;
  return TRUE;
}

gboolean
epc_set_text (char **place, const char *text)
{
  if (g_strcmp0 (*place, text) == 0)
    return FALSE;
  char *copy = g_strdup (text);
  g_free (*place);
  *place = copy;
  return TRUE;
}

void
epc_text_append_json (GString *out, const char *text)
{
  if (text == NULL)
    {
      g_string_append (out, "null");
      return;
    }
  g_string_append_c (out, '"');
  for (const guchar *p = (const guchar *) text; *p != '\0'; p++)
    switch (*p)
      {
      case '"':
        g_string_append (out, "\\\"");
        break;
      case '\\':
        g_string_append (out, "\\\\");
        break;
      case '\n':
        g_string_append (out, "\\n");
        break;
      case '\r':
        g_string_append (out, "\\r");
        break;
      case '\t':
        g_string_append (out, "\\t");
        break;
      default:
        if (*p < 0x20 || *p == 0x7f)
          g_string_append_printf (out, "\\u%04x", *p);
        else
          g_string_append_c (out, (char) *p);
      }
  g_string_append_c (out, '"');
}

const char *
epc_text_longer_word (const char *text, glong *letters, gsize *bytes)
{
  const char *longest = NULL;

  while (*text != '\0')
    {
      gsize length = strcspn (text, " \n");
      glong n = length > (gsize) *letters ? g_utf8_strlen (text, (gssize) length) : 0;

      if (n > *letters)
        {
          longest = text;
          *letters = n;
          *bytes = length;
        }
      text += length + (text[length] != '\0');
    }
  return longest;
}

char *
epc_text_singular (const char *text)
{
  g_autofree char *folded = epc_text_fold (text);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize n = strlen (words[i]);
      if (n > 3 && words[i][n - 1] == 's' && words[i][n - 2] != 's')
        words[i][--n] = '\0';
      /* "Bidones", "acciones"; "colchões". */
      if (n > 4 && g_str_has_suffix (words[i], "one"))
        words[i][--n] = '\0';
      else if (n > 4 && g_str_has_suffix (words[i], "oe"))
        memcpy (words[i] + n - 2, "ao", 2);
      g_string_append (out, words[i]);
    }
  return g_string_free (out, FALSE);
}
