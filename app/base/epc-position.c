/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-position.h"

#include <math.h>
#include <string.h>

/* Latitude and longitude with minutes and seconds are six numbers; more is something else. */
#define MOST_NUMBERS 6

typedef struct
{
  double value;
  gboolean is_negative, has_fraction;
  char mark; /* what follows: 'd' degrees, 'm' minutes, 's' seconds, 0 nothing */
} Number;

/* A letter stands before or behind its angle; @at: so many numbers came before it. */
typedef struct
{
  char letter;
  guint at;
} Letter;

typedef struct
{
  Number numbers[MOST_NUMBERS];
  Letter letters[2];
  guint n_numbers, n_letters;
  gboolean is_point; /* of WKT: the longitude comes first */
} Tokens;

typedef struct
{
  double degrees;
  EpcAxis axis;
  gboolean is_exact; /* has decimals or minutes */
} Angle;

/* --- into tokens --- */

/* The decimal comma, where no point tells decimals: a comma between two figures. */
static gboolean
has_points (const char *text)
{
  for (const char *at = text; (at = strchr (at, '.')) != NULL; at++)
    if (at > text && g_ascii_isdigit (at[-1]) && g_ascii_isdigit (at[1]))
      return TRUE;
  return FALSE;
}

static const char *
take_number (Tokens *tokens, const char *at, gboolean is_negative, gboolean comma_is_decimal)
{
  Number *number;
  double scale = 1;

  if (tokens->n_numbers == MOST_NUMBERS)
    return NULL;
  number = &tokens->numbers[tokens->n_numbers++];
  *number = (Number) { .is_negative = is_negative };
  for (; g_ascii_isdigit (*at); at++)
    number->value = number->value * 10 + (*at - '0');
  if ((*at == '.' || (*at == ',' && comma_is_decimal)) && g_ascii_isdigit (at[1]))
    for (at++; g_ascii_isdigit (*at); at++)
      {
        scale /= 10;
        number->value += (*at - '0') * scale;
        number->has_fraction = TRUE;
      }
  return at;
}

/* Signs of degrees, minutes and seconds, in the shapes that keyboards and word processors give them. */
static char
mark_of (gunichar c, gunichar next, gboolean *is_two)
{
  *is_two = FALSE;
  switch (c)
    {
    case 0x00b0: /* ° */
    case 0x00ba: /* º */
    case 0x02da: /* ˚ */
      return 'd';
    case '\'':
    case 0x2019: /* ’ */
    case 0x2032: /* ′ */
    case 0x00b4: /* ´ */
      *is_two = next == c;
      return *is_two ? 's' : 'm';
    case '"':
    case 0x201d: /* ” */
    case 0x2033: /* ″ */
      return 's';
    default:
      return 0;
    }
}

static gboolean
take_word (Tokens *tokens, const char *word, gsize length)
{
  g_autofree char *lower = g_ascii_strdown (word, (gssize) length);

  if (length == 1 && strchr ("nsewol", *lower) != NULL)
    {
      if (tokens->n_letters == G_N_ELEMENTS (tokens->letters))
        return FALSE;
      tokens->letters[tokens->n_letters++] = (Letter) { *lower, tokens->n_numbers };
      return TRUE;
    }
  if (g_str_equal (lower, "point"))
    {
      tokens->is_point = tokens->n_numbers == 0;
      return tokens->is_point;
    }
  return g_str_has_prefix (lower, "lat") || g_str_has_prefix (lower, "lon") || g_str_equal (lower, "lng");
}

static gboolean
tokenise (const char *text, Tokens *tokens)
{
  gboolean comma_is_decimal = !has_points (text);
  const char *at = text;

  *tokens = (Tokens) { .n_numbers = 0 };
  while (*at != '\0')
    {
      gunichar c = g_utf8_get_char (at), next = g_utf8_get_char (g_utf8_next_char (at));
      gboolean is_minus = c == '-' || c == 0x2212, is_two;
      char mark = mark_of (c, next, &is_two);
      if (g_ascii_isdigit (*at) || ((is_minus || c == '+') && next < 128 && g_ascii_isdigit ((char) next)))
        {
          if ((at = take_number (tokens, g_ascii_isdigit (*at) ? at : g_utf8_next_char (at), is_minus, comma_is_decimal)) == NULL)
            return FALSE;
          continue;
        }
      if (mark != 0)
        {
          if (tokens->n_numbers == 0 || tokens->numbers[tokens->n_numbers - 1].mark != 0)
            return FALSE;
          tokens->numbers[tokens->n_numbers - 1].mark = mark;
          at = is_two ? g_utf8_next_char (g_utf8_next_char (at)) : g_utf8_next_char (at);
          continue;
        }
      if (g_unichar_isalpha (c))
        {
          const char *end = at;
          while (g_unichar_isalpha (g_utf8_get_char (end)))
            end = g_utf8_next_char (end);
          if (!take_word (tokens, at, (gsize) (end - at)))
            return FALSE;
          at = end;
          continue;
        }
      if (!g_unichar_isspace (c) && (c >= 128 || strchr (",;:/|()[]", (char) c) == NULL))
        return FALSE;
      at = g_utf8_next_char (at);
    }
  return tokens->n_numbers > 0;
}

/* --- tokens into angles --- */

static EpcAxis
axis_of (char letter)
{
  return letter == 'n' || letter == 's' ? EPC_AXIS_LATITUDE : letter != 0 ? EPC_AXIS_LONGITUDE : EPC_AXIS_UNTOLD;
}

/* Up to three numbers: degrees, minutes, seconds. */
static gboolean
make_angle (const Number *numbers, guint n, char letter, Angle *angle)
{
  static const char marks[] = { 'd', 'm', 's' };

  if (n == 0 || n > G_N_ELEMENTS (marks))
    return FALSE;
  *angle = (Angle) { numbers[0].value, axis_of (letter), n > 1 || numbers[0].has_fraction };
  for (guint i = 0; i < n; i++)
    if ((numbers[i].mark != 0 && numbers[i].mark != marks[i]) || (i > 0 && (numbers[i].value >= 60 || numbers[i].is_negative))
        || (i + 1 < n && numbers[i].has_fraction))
      return FALSE;
  for (guint i = 1; i < n; i++)
    angle->degrees += numbers[i].value / (i == 1 ? 60 : 3600);
  /* "-15 S" would say it twice. */
  if (letter != 0 && numbers[0].is_negative)
    return FALSE;
  if (numbers[0].is_negative || letter == 's' || letter == 'w' || letter == 'o')
    angle->degrees = -angle->degrees;
  return angle->degrees >= -180 && angle->degrees <= 180 && (angle->axis != EPC_AXIS_LATITUDE || fabs (angle->degrees) <= 90);
}

/* How many of the numbers are of the first angle; 0: it cannot be told. */
static guint
first_length (const Tokens *tokens)
{
  guint n = tokens->n_numbers;

  for (guint i = 1; i < n; i++)
    if (tokens->numbers[i].mark == 'd')
      return i;
  if (tokens->n_letters == 2)
    {
      /* Behind the angles "15 36 N 87 57 W", or before them. */
      guint first = tokens->letters[0].at, second = tokens->letters[1].at;
      return first > 0 && second == n ? first : first == 0 && second < n ? second : 0;
    }
  /* Plain numbers: more than two are height and accuracy behind them. */
  return tokens->n_letters == 0 && n >= 2 && n <= 4 ? 1 : 0;
}

gboolean
epc_position_read_angle (const char *text, double *degrees, EpcAxis *axis)
{
  Tokens tokens;
  Angle angle;

  if (!g_utf8_validate (text, -1, NULL) || !tokenise (text, &tokens) || tokens.n_letters > 1 || tokens.is_point
      || !make_angle (tokens.numbers, tokens.n_numbers, tokens.n_letters > 0 ? tokens.letters[0].letter : 0, &angle))
    return FALSE;
  *degrees = angle.degrees;
  *axis = angle.axis;
  return TRUE;
}

/* What stands in the address of a map; @text itself where it is none. */
static char *
inside_address (const char *text)
{
  static const char *const before[] = { "@", "q=", "ll=", "query=", "loc:" };
  const char *found = NULL;

  if (!g_str_has_prefix (text, "http://") && !g_str_has_prefix (text, "https://"))
    return g_strdup (text);
  for (guint i = 0; i < G_N_ELEMENTS (before) && found == NULL; i++)
    {
      found = strstr (text, before[i]);
      found = found != NULL ? found + strlen (before[i]) : NULL;
    }
  if (found == NULL)
    return g_strdup (text);
  gsize length = strspn (found, "0123456789.,+-");
  /* ",17z": how near the map is */
  if (found[length] == 'z')
    while (length > 0 && found[length - 1] != ',')
      length--;
  return g_strndup (found, length);
}

gboolean
epc_position_read (const char *text, gboolean longitude_first, double *latitude, double *longitude)
{
  Tokens tokens;
  Angle first, second;

  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  g_autofree char *bare = inside_address (text);
  if (!tokenise (bare, &tokens) || tokens.n_letters == 1)
    return FALSE;
  guint n = first_length (&tokens);
  guint left = tokens.n_numbers - n;
  if (n == 0 || n == tokens.n_numbers)
    return FALSE;
  /* Without signs and letters there are no minutes. */
  if (n == 1 && tokens.n_letters == 0 && tokens.numbers[0].mark == 0)
    left = 1;
  if (!make_angle (tokens.numbers, n, tokens.n_letters > 0 ? tokens.letters[0].letter : 0, &first)
      || !make_angle (tokens.numbers + n, left, tokens.n_letters > 1 ? tokens.letters[1].letter : 0, &second) || !first.is_exact
      || !second.is_exact || (first.axis != EPC_AXIS_UNTOLD && first.axis == second.axis))
    return FALSE;
  gboolean is_turned = first.axis == EPC_AXIS_LONGITUDE || second.axis == EPC_AXIS_LATITUDE
                       || (first.axis == EPC_AXIS_UNTOLD && (longitude_first || tokens.is_point || fabs (first.degrees) > 90));
  *latitude = is_turned ? second.degrees : first.degrees;
  *longitude = is_turned ? first.degrees : second.degrees;
  return fabs (*latitude) <= 90;
}
