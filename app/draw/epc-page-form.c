/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A question is its label, a line of help, and the room for the answer. One function lays out and draws: the height of a question
 * is where its drawing ends.
 */
#include "epc-page-form.h"

#include <math.h>
#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-page-private.h"

/* Points. A digit written with a ballpoint needs 12 by 15; a line of handwriting 19. */
#define BOX_WIDTH 12.5
#define BOX_HEIGHT 15
#define LINE_HEIGHT 19
#define LONG_LINES 3
#define TICK 8.5
#define TICK_GAP 4    /* between the box and its word */
#define CHOICE_GAP 12 /* between two choices */
#define CHOICE_LEAD 3.6
#define GAP 3     /* between label, hint and answer */
#define BESIDE 16 /* between two questions */
#define AIR 7     /* below a question */
#define PART_GAP 8

typedef struct
{
  char *label, *hint, *unit;
  EpcAnswerKind kind;
  guint n_boxes, n_decimals;
  char **choices;
  gboolean is_required;
} Question;

struct _EpcQuestions
{
  Question items[3];
  guint n;
};

/* Where drawing goes on. @draws FALSE: only measured. */
typedef struct
{
  const EpcDocument *document;
  cairo_t *cr;
  gboolean draws;
  double left, width, y;
} Pen;

static const EpcTheme *
theme_of (const Pen *pen)
{
  return pen->document->theme;
}

/* Text of @type at @x, wrapped at @width; returns its height. */
static double
put_text (Pen *pen, double x, double y, double width, const char *text, EpcType type, EpcColour colour)
{
  const EpcTypeSetting setting = { .type = type, .width = width, .colour = colour };
  double height;

  if (pen->draws)
    return epc_type_draw (pen->cr, theme_of (pen), x, y, text, &setting);
  epc_type_measure (pen->cr, theme_of (pen), text, &setting, NULL, &height);
  return height;
}

static double
text_width (const Pen *pen, const char *text, EpcType type)
{
  return epc_type_width (pen->cr, theme_of (pen), text, type);
}

static void
put_line (Pen *pen, double x1, double x2, double y)
{
  if (pen->draws)
    epc_shape_line (pen->cr, x1, y, x2, y, theme_of (pen)->ink_caption, theme_of (pen)->line_axis, NULL, 0);
}

/* --- boxes --- */

/* @n boxes from @x on; returns the right edge. A number is parted in thousands from its right end. */
static double
put_boxes (Pen *pen, double x, guint n, gboolean in_thousands)
{
  for (guint i = 0; i < n; i++)
    {
      if (in_thousands && i > 0 && (n - i) % 3 == 0)
        x += 3;
      if (pen->draws)
        epc_shape_box (pen->cr, x, pen->y, BOX_WIDTH, BOX_HEIGHT, 0, theme_of (pen)->ink_caption, theme_of (pen)->line_axis, 0);
      x += BOX_WIDTH;
    }
  return x;
}

static double
put_sign (Pen *pen, double x, const char *sign)
{
  double width = text_width (pen, sign, EPC_TYPE_BODY);

  put_text (pen, x + 2, pen->y + 2, width + 4, sign, EPC_TYPE_BODY, 0);
  return x + width + 4;
}

/* Boxes with a word below that says what goes in. */
static double
put_named_boxes (Pen *pen, double x, guint n, const char *name)
{
  double right = put_boxes (pen, x, n, FALSE);

  put_text (pen, x, pen->y + BOX_HEIGHT + 0.5, right - x + PART_GAP, name, EPC_TYPE_TINY, theme_of (pen)->ink_caption);
  return right;
}

static void
put_number (Pen *pen, const Question *question)
{
  const char *point = strcmp (epc_language_name (pen->document->language), "en") == 0 ? "." : ",";
  double right = put_boxes (pen, pen->left, question->n_boxes, TRUE);

  if (question->n_decimals > 0)
    {
      right = put_sign (pen, right, point);
      right = put_boxes (pen, right, question->n_decimals, FALSE);
    }
  if (question->unit != NULL)
    put_text (pen, right + 5, pen->y + 3.5, MAX (20, pen->left + pen->width - right - 5), question->unit, EPC_TYPE_SMALL,
              theme_of (pen)->ink_second);
  pen->y += BOX_HEIGHT;
}

static double
put_clock (Pen *pen, double x)
{
  const EpcLanguage *language = pen->document->language;

  x = put_named_boxes (pen, x, 2, epc_language_text (language, N_ ("hour")));
  x = put_sign (pen, x, ":");
  return put_named_boxes (pen, x, 2, epc_language_text (language, N_ ("min.")));
}

static void
put_date (Pen *pen, gboolean has_clock)
{
  const EpcLanguage *language = pen->document->language;
  double x = put_named_boxes (pen, pen->left, 2, epc_language_text (language, N_ ("day")));

  x = put_named_boxes (pen, x + PART_GAP, 2, epc_language_text (language, N_ ("month")));
  x = put_named_boxes (pen, x + PART_GAP, 4, epc_language_text (language, N_ ("year")));
  if (has_clock)
    put_clock (pen, x + 2 * PART_GAP);
  pen->y += BOX_HEIGHT + theme_of (pen)->type[EPC_TYPE_TINY].leading;
}

/* Degrees with five decimals: a metre. */
static void
put_position (Pen *pen)
{
  static const char *const names[] = { N_ ("latitude, degrees north (−: south)"), N_ ("longitude, degrees east (−: west)") };
  const char *point = strcmp (epc_language_name (pen->document->language), "en") == 0 ? "." : ",";
  double x = pen->left;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      double first = x;
      x = put_sign (pen, x, "±") + 2;
      x = put_boxes (pen, x, 2 + i, FALSE);
      x = put_sign (pen, x, point);
      x = put_boxes (pen, x, 5, FALSE);
      put_text (pen, first, pen->y + BOX_HEIGHT + 0.5, x - first + 3 * PART_GAP,
                epc_language_text (pen->document->language, names[i]), EPC_TYPE_TINY, theme_of (pen)->ink_caption);
      x += 4 * PART_GAP;
    }
  pen->y += BOX_HEIGHT + theme_of (pen)->type[EPC_TYPE_TINY].leading;
}

/* --- lines --- */

static void
put_writing_lines (Pen *pen, const Question *question)
{
  guint n = question->choices != NULL ? g_strv_length (question->choices) : 1;
  double part = (pen->width - (n - 1) * PART_GAP) / n, x = pen->left;

  for (guint i = 0; i < n; i++, x += part + PART_GAP)
    {
      put_line (pen, x, x + part, pen->y + LINE_HEIGHT - 3);
      if (question->choices != NULL)
        put_text (pen, x, pen->y + LINE_HEIGHT - 2, part, question->choices[i], EPC_TYPE_TINY, theme_of (pen)->ink_caption);
    }
  pen->y += LINE_HEIGHT - 2 + (question->choices != NULL ? theme_of (pen)->type[EPC_TYPE_TINY].leading : 0);
}

/* --- choices --- */

static void
put_tick (Pen *pen, double x, double y, gboolean is_one)
{
  const EpcTheme *theme = theme_of (pen);

  if (!pen->draws)
    return;
  if (is_one)
    epc_shape_disc (pen->cr, x + TICK / 2, y + TICK / 2, TICK / 2, 0, theme->ink_second, theme->line_axis);
  else
    epc_shape_box (pen->cr, x, y, TICK, TICK, 0, theme->ink_second, theme->line_axis, 0);
}

/* Beside each other while they fit in one or two lines; else in even columns. */
static gboolean
fits_in_lines (const Pen *pen, char **choices, guint lines)
{
  double x = 0;
  guint line = 1;

  for (guint i = 0; choices[i] != NULL; i++)
    {
      double own = TICK + TICK_GAP + text_width (pen, choices[i], EPC_TYPE_SMALL);
      if (own > pen->width)
        return FALSE;
      if (x > 0 && x + own > pen->width)
        {
          x = 0;
          line++;
        }
      x += own + CHOICE_GAP;
    }
  return line <= lines;
}

static void
put_choices_in_lines (Pen *pen, char **choices, gboolean is_one)
{
  double leading = theme_of (pen)->type[EPC_TYPE_SMALL].leading, x = pen->left;

  for (guint i = 0; choices[i] != NULL; i++)
    {
      double word = text_width (pen, choices[i], EPC_TYPE_SMALL), own = TICK + TICK_GAP + word;
      if (x > pen->left && x + own > pen->left + pen->width + 0.01)
        {
          x = pen->left;
          pen->y += leading + CHOICE_LEAD;
        }
      put_tick (pen, x, pen->y + (leading - TICK) / 2, is_one);
      put_text (pen, x + TICK + TICK_GAP, pen->y, word + 2, choices[i], EPC_TYPE_SMALL, 0);
      x += own + CHOICE_GAP;
    }
  pen->y += leading;
}

static void
put_choices_in_columns (Pen *pen, char **choices, gboolean is_one)
{
  double leading = theme_of (pen)->type[EPC_TYPE_SMALL].leading, widest = 0, tallest = 0;
  guint n = g_strv_length (choices);

  for (guint i = 0; i < n; i++)
    widest = MAX (widest, text_width (pen, choices[i], EPC_TYPE_SMALL));
  /* A third of the page is wide enough: what is longer wraps. */
  widest = MIN (widest, MAX (pen->width / 3 - CHOICE_GAP - TICK - TICK_GAP, 60));
  guint n_columns = MAX (1, (guint) floor ((pen->width + CHOICE_GAP) / (widest + TICK + TICK_GAP + CHOICE_GAP)));
  guint n_rows = (n + n_columns - 1) / n_columns;
  double column = (pen->width + CHOICE_GAP) / n_columns;

  /* Read down each column; every row is as tall as its tallest word. */
  for (guint row = 0; row < n_rows; row++)
    {
      tallest = leading;
      for (guint c = 0; c < n_columns; c++)
        {
          guint i = c * n_rows + row;
          double x = pen->left + c * column;
          if (i >= n)
            continue;
          put_tick (pen, x, pen->y + (leading - TICK) / 2, is_one);
          double height
              = put_text (pen, x + TICK + TICK_GAP, pen->y, column - TICK - TICK_GAP - CHOICE_GAP, choices[i], EPC_TYPE_SMALL, 0);
          tallest = MAX (tallest, height);
        }
      pen->y += tallest + CHOICE_LEAD;
    }
  pen->y -= CHOICE_LEAD;
}

static void
put_choices (Pen *pen, const Question *question)
{
  gboolean is_one = question->kind == EPC_ANSWER_ONE;

  if (question->choices == NULL)
    return;
  if (fits_in_lines (pen, question->choices, 2))
    put_choices_in_lines (pen, question->choices, is_one);
  else
    put_choices_in_columns (pen, question->choices, is_one);
}

/* --- one question --- */

static void
put_answer (Pen *pen, const Question *question)
{
  switch (question->kind)
    {
    case EPC_ANSWER_NUMBER:
      put_number (pen, question);
      break;
    case EPC_ANSWER_LETTERS:
      put_boxes (pen, pen->left, question->n_boxes, FALSE);
      pen->y += BOX_HEIGHT;
      break;
    case EPC_ANSWER_DATE:
    case EPC_ANSWER_MOMENT:
      put_date (pen, question->kind == EPC_ANSWER_MOMENT);
      break;
    case EPC_ANSWER_TIME:
      put_clock (pen, pen->left);
      pen->y += BOX_HEIGHT + theme_of (pen)->type[EPC_TYPE_TINY].leading;
      break;
    case EPC_ANSWER_POSITION:
      put_position (pen);
      break;
    case EPC_ANSWER_LINES:
      for (guint i = 0; i < LONG_LINES; i++)
        put_line (pen, pen->left, pen->left + pen->width, pen->y + (i + 1) * LINE_HEIGHT - 3);
      pen->y += LONG_LINES * LINE_HEIGHT - 2;
      break;
    case EPC_ANSWER_ONE:
    case EPC_ANSWER_SEVERAL:
      put_choices (pen, question);
      break;
    case EPC_ANSWER_LINE:
    default:
      put_writing_lines (pen, question);
      break;
    }
}

/* Label and help; the answer comes below. */
static void
put_words (Pen *pen, const Question *question)
{
  g_autofree char *label = question->is_required ? g_strconcat (question->label, " *", NULL) : NULL;

  pen->y += put_text (pen, pen->left, pen->y, pen->width, label != NULL ? label : question->label, EPC_TYPE_SMALL_BOLD, 0);
  if (question->hint != NULL)
    pen->y += put_text (pen, pen->left, pen->y, pen->width, question->hint, EPC_TYPE_TINY, theme_of (pen)->ink_caption);
  pen->y += GAP;
}

double
epc_questions_put (const EpcDocument *document, cairo_t *cr, const EpcQuestions *questions, double x, double y, double width,
                   gboolean draws)
{
  double own = (width - (questions->n - 1) * BESIDE) / questions->n, answers = y, lowest = y;

  for (guint i = 0; i < questions->n; i++)
    {
      Pen pen = { document, cr, draws, x + i * (own + BESIDE), own, y };
      put_words (&pen, &questions->items[i]);
      answers = MAX (answers, pen.y);
    }
  /* Answers beside each other stand on one line, whatever help stands above. */
  for (guint i = 0; i < questions->n; i++)
    {
      Pen pen = { document, cr, draws, x + i * (own + BESIDE), own, answers };
      put_answer (&pen, &questions->items[i]);
      lowest = MAX (lowest, pen.y);
    }
  return lowest - y + AIR;
}

void
epc_questions_free (EpcQuestions *questions)
{
  if (questions == NULL)
    return;
  for (guint i = 0; i < questions->n; i++)
    {
      g_free (questions->items[i].label);
      g_free (questions->items[i].hint);
      g_free (questions->items[i].unit);
      g_strfreev (questions->items[i].choices);
    }
  g_free (questions);
}

void
epc_document_add_questions (EpcDocument *document, const EpcQuestion *questions, guint n)
{
  EpcQuestions *own = g_new0 (EpcQuestions, 1);

  g_return_if_fail (n >= 1 && n <= G_N_ELEMENTS (own->items));
  own->n = n;
  for (guint i = 0; i < n; i++)
    own->items[i] = (Question){ .label = g_strdup (questions[i].label),
                                .hint = g_strdup (questions[i].hint),
                                .unit = g_strdup (questions[i].unit),
                                .kind = questions[i].kind,
                                .n_boxes = questions[i].n_boxes,
                                .n_decimals = questions[i].n_decimals,
                                .choices = g_strdupv ((char **) questions[i].choices),
                                .is_required = questions[i].is_required };
  epc_document_add_block (document, EPC_BLOCK_QUESTIONS)->questions = own;
}

void
epc_document_add_question_key (EpcDocument *document)
{
  const EpcLanguage *language = document->language;
  g_autofree char *text = g_strconcat (
      epc_language_text (language, N_ ("Circles: one answer.")), "    ", epc_language_text (language, N_ ("Squares: any number of answers.")), "    * ", epc_language_text (language, N_ ("needed")), "    ",
      epc_language_text (language, N_ ("Leave empty what was not asked; write 0 only where somebody counted and found none.")),
      NULL);

  epc_document_add_paragraph (document, EPC_TYPE_CAPTION, text);
}
