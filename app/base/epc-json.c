/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-json.h"

#include <string.h>

#include "epc-error.h"
#include "epc-i18n.h"
#include "epc-language.h"

#define CHUNK (64 * 1024)
#define NUMBER_MAX 400 /* digits of a double written out in full, with room */

/* What may come next. */
typedef enum
{
  WANT_VALUE,        /* at the top, after ':' or after ',' in an array */
  WANT_VALUE_OR_END, /* after '[' */
  WANT_KEY,          /* after ',' in an object */
  WANT_KEY_OR_END,   /* after '{' */
  WANT_COMMA,        /* after a value inside something */
} Want;

struct _EpcJson
{
  GInputStream *stream;
  guint8 buffer[CHUNK];
  gsize at, end;
  gboolean at_end, begun, has_failed;
  guint64 before; /* bytes of the stream before the buffer */
  guint64 line;
  char open[EPC_JSON_DEPTH]; /* '{' or '[' of each level */
  guint depth;
  Want want;
  GString *text;
};

EpcJson *
epc_json_new (GInputStream *stream)
{
  EpcJson *json = g_new0 (EpcJson, 1);

  json->stream = g_object_ref (stream);
  json->line = 1;
  json->text = g_string_new (NULL);
  return json;
}

void
epc_json_free (EpcJson *json)
{
  if (json == NULL)
    return;
  g_object_unref (json->stream);
  g_string_free (json->text, TRUE);
  g_free (json);
}

const char *
epc_json_text (const EpcJson *json, gsize *length)
{
  if (length != NULL)
    *length = json->text->len;
  return json->text->str;
}

guint64
epc_json_line (const EpcJson *json)
{
  return json->line;
}

guint64
epc_json_position (const EpcJson *json)
{
  return json->before + json->at;
}

static EpcJsonToken
fail (EpcJson *json, GError **error, const char *what)
{
  g_autofree char *line = epc_language_integer (epc_language_get (NULL), (gint64) json->line);

  json->has_failed = TRUE;
  g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("Line %s: %s"), line, what);
  return EPC_JSON_ERROR;
}

/* --- bytes --- */

static gboolean
fill (EpcJson *json, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (json->at < json->end)
    return TRUE;
  if (json->at_end)
    return FALSE;
  json->before += json->end;
  json->at = json->end = 0;
  gssize n = g_input_stream_read (json->stream, json->buffer, CHUNK, NULL, &cause);
  if (n < 0)
    {
      json->has_failed = TRUE;
      g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _ ("The file cannot be read: %s"), cause->message);
      return FALSE;
    }
  json->at_end = n == 0;
  json->end = (gsize) n;
  if (!json->begun && n >= 3 && memcmp (json->buffer, "\xef\xbb\xbf", 3) == 0)
    json->at = 3;
  json->begun = TRUE;
  return n > 0;
}

/* −1: the stream is at its end, or failed. */
static inline int
peek (EpcJson *json, GError **error)
{
  return json->at < json->end || fill (json, error) ? json->buffer[json->at] : -1;
}

static int
skip_space (EpcJson *json, GError **error)
{
  int c;

  while ((c = peek (json, error)) == ' ' || c == '\n' || c == '\r' || c == '\t' || (c == 0x1e && json->depth == 0))
    {
      json->line += c == '\n';
      json->at++;
    }
  return c;
}

/* --- texts --- */

static int
hex4 (EpcJson *json, GError **error)
{
  int value = 0;

  for (int i = 0; i < 4; i++)
    {
      int c = peek (json, error);
      if (c < 0 || !g_ascii_isxdigit (c))
        return -1;
      value = value * 16 + g_ascii_xdigit_value ((char) c);
      json->at++;
    }
  return value;
}

static gboolean
read_escape (EpcJson *json, GError **error)
{
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  int c = peek (json, error);
  const char *known = c > 0 ? strchr (from, c) : NULL;

  if (known != NULL)
    {
      json->at++;
      g_string_append_c (json->text, to[known - from]);
      return TRUE;
    }
  if (c != 'u')
    return FALSE;
  json->at++;
  int code = hex4 (json, error);
  if (code < 0)
    return FALSE;
  if (code >= 0xd800 && code < 0xdc00 && peek (json, error) == '\\')
    {
      json->at++;
      if (peek (json, error) != 'u')
        {
          g_string_append (json->text, "\xef\xbf\xbd");
          return read_escape (json, error);
        }
      json->at++;
      int low = hex4 (json, error);
      if (low < 0)
        return FALSE;
      code = low >= 0xdc00 && low < 0xe000 ? 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00) : 0xfffd;
    }
  /* Half of a pair says nothing; a byte zero would end the text. */
  if (code >= 0xd800 && code < 0xe000)
    code = 0xfffd;
  if (code != 0)
    g_string_append_unichar (json->text, (gunichar) code);
  return TRUE;
}

static gboolean
read_string (EpcJson *json, GError **error)
{
  guint64 line = json->line;

  g_string_truncate (json->text, 0);
  json->at++;
  for (;;)
    {
      int c = peek (json, error);
      if (json->has_failed)
        return FALSE;
      if (c < 0)
        {
          json->line = line;
          fail (json, error, _ ("A text that begins here is never closed; the file seems to be cut off."));
          return FALSE;
        }
      if (c == '"')
        {
          json->at++;
          break;
        }
      if (json->text->len > EPC_JSON_TEXT_MAX)
        {
          json->line = line;
          fail (json, error, _ ("A text that begins here is longer than 1 MiB."));
          return FALSE;
        }
      if (c == '\\')
        {
          json->at++;
          if (read_escape (json, error))
            continue;
          if (!json->has_failed)
            fail (json, error, _ ("A backslash in a text is followed by something that JSON does not know."));
          return FALSE;
        }
      if (c == 0)
        {
          fail (json, error, _ ("A text holds a byte zero."));
          return FALSE;
        }
      /* A bare line end in a text is forbidden, and harmless. */
      gsize from = json->at;
      while (json->at < json->end && json->buffer[json->at] != '"' && json->buffer[json->at] != '\\' && json->buffer[json->at] != 0)
        json->line += json->buffer[json->at++] == '\n';
      g_string_append_len (json->text, (const char *) json->buffer + from, (gssize) (json->at - from));
    }
  if (!g_utf8_validate (json->text->str, (gssize) json->text->len, NULL))
    {
      fail (json, error, _ ("A text is not UTF-8. Save the file as UTF-8."));
      return FALSE;
    }
  return TRUE;
}

/* The grammar of numbers in RFC 8259. */
static gboolean
is_number (const char *text)
{
  if (*text == '-')
    text++;
  if (*text == '0')
    text++;
  else if (*text >= '1' && *text <= '9')
    text += strspn (text, "0123456789");
  else
    return FALSE;
  if (*text == '.')
    {
      gsize n = strspn (++text, "0123456789");
      if (n == 0)
        return FALSE;
      text += n;
    }
  if (*text == 'e' || *text == 'E')
    {
      text++;
      if (*text == '+' || *text == '-')
        text++;
      gsize n = strspn (text, "0123456789");
      if (n == 0)
        return FALSE;
      text += n;
    }
  return *text == '\0';
}

static EpcJsonToken
read_word (EpcJson *json, GError **error)
{
  int c;

  g_string_truncate (json->text, 0);
  while ((c = peek (json, error)) >= 0 && (g_ascii_isalnum (c) || c == '-' || c == '+' || c == '.') && json->text->len < NUMBER_MAX)
    {
      g_string_append_c (json->text, (char) c);
      json->at++;
    }
  if (json->has_failed)
    return EPC_JSON_ERROR;
  if (is_number (json->text->str))
    return EPC_JSON_NUMBER;
  if (g_str_equal (json->text->str, "true"))
    return EPC_JSON_TRUE;
  if (g_str_equal (json->text->str, "false"))
    return EPC_JSON_FALSE;
  if (g_str_equal (json->text->str, "null"))
    return EPC_JSON_NULL;
  if (json->text->len > 0 && json->text->len <= 20)
    {
      g_autofree char *what = g_strdup_printf (_ ("“%s” is no value of JSON."), json->text->str);
      return fail (json, error, what);
    }
  return fail (json, error, _ ("This is no JSON: a value was expected."));
}

/* --- tokens --- */

static void
value_is_read (EpcJson *json)
{
  json->want = json->depth > 0 ? WANT_COMMA : WANT_VALUE;
}

static EpcJsonToken
read_value (EpcJson *json, int c, GError **error)
{
  if (c == '{' || c == '[')
    {
      if (json->depth == EPC_JSON_DEPTH)
        return fail (json, error, _ ("More than 64 levels are nested here; no table is built like that."));
      json->at++;
      json->open[json->depth++] = (char) c;
      json->want = c == '{' ? WANT_KEY_OR_END : WANT_VALUE_OR_END;
      return c == '{' ? EPC_JSON_OBJECT : EPC_JSON_ARRAY;
    }
  EpcJsonToken token = EPC_JSON_STRING;
  if (c == '"')
    {
      if (!read_string (json, error))
        return EPC_JSON_ERROR;
    }
  else
    token = read_word (json, error);
  value_is_read (json);
  return token;
}

static EpcJsonToken
read_end (EpcJson *json)
{
  json->at++;
  char open = json->open[--json->depth];
  value_is_read (json);
  return open == '{' ? EPC_JSON_OBJECT_END : EPC_JSON_ARRAY_END;
}

static EpcJsonToken
read_key (EpcJson *json, GError **error)
{
  if (!read_string (json, error))
    return EPC_JSON_ERROR;
  int c = skip_space (json, error);
  if (json->has_failed)
    return EPC_JSON_ERROR;
  if (c != ':')
    return fail (json, error, _ ("A name must be followed by a colon."));
  json->at++;
  json->want = WANT_VALUE;
  return EPC_JSON_KEY;
}

EpcJsonToken
epc_json_next (EpcJson *json, GError **error)
{
  if (json->has_failed)
    {
      if (error == NULL || *error == NULL)
        fail (json, error, _ ("The file cannot be read further."));
      return EPC_JSON_ERROR;
    }
  int c = skip_space (json, error);
  if (json->has_failed)
    return EPC_JSON_ERROR;
  if (c < 0)
    return json->depth == 0 && json->want == WANT_VALUE
               ? EPC_JSON_END
               : fail (json, error, _ ("The file ends in the middle of a value; it seems to be cut off."));
  char open = json->depth > 0 ? json->open[json->depth - 1] : '\0';
  char close = open == '{' ? '}' : ']';
  switch (json->want)
    {
    case WANT_COMMA:
      if (open != '\0' && c == close)
        return read_end (json);
      if (c != ',')
        return fail (json, error, _ ("A comma or a closing bracket was expected."));
      json->at++;
      json->want = open == '{' ? WANT_KEY : WANT_VALUE;
      return epc_json_next (json, error);
    case WANT_KEY_OR_END:
      if (c == '}')
        return read_end (json);
      /* fall through */
    case WANT_KEY:
      if (c != '"')
        return fail (json, error, _ ("A name in double quotes was expected."));
      return read_key (json, error);
    case WANT_VALUE_OR_END:
      if (c == ']')
        return read_end (json);
      /* fall through */
    case WANT_VALUE:
    default:
      return read_value (json, c, error);
    }
}

gboolean
epc_json_skip (EpcJson *json, EpcJsonToken first, GError **error)
{
  guint depth = first == EPC_JSON_OBJECT || first == EPC_JSON_ARRAY ? 1 : 0;

  while (depth > 0)
    switch (epc_json_next (json, error))
      {
      case EPC_JSON_ERROR:
      case EPC_JSON_END:
        return FALSE;
      case EPC_JSON_OBJECT:
      case EPC_JSON_ARRAY:
        depth++;
        break;
      case EPC_JSON_OBJECT_END:
      case EPC_JSON_ARRAY_END:
        depth--;
        break;
      case EPC_JSON_KEY:
      case EPC_JSON_STRING:
      case EPC_JSON_NUMBER:
      case EPC_JSON_TRUE:
      case EPC_JSON_FALSE:
      case EPC_JSON_NULL:
      default:
        break;
      }
  return first != EPC_JSON_ERROR;
}
