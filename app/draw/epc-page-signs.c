/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-page-signs.h"

#include <math.h>

#include "epc-shape.h"
#include "epc-square-code.h"

/* --- signatures --- */

#define PER_ROW 4
#define BOX_HEIGHT 136.0
#define BOX_GAP 9.0

typedef struct
{
  GPtrArray *texts; /* title, role, name, date of each, "" for none */
  char *words[3];
} Signatures;

static void
signatures_free (gpointer data)
{
  Signatures *self = data;

  g_ptr_array_unref (self->texts);
  for (guint i = 0; i < 3; i++)
    g_free (self->words[i]);
  g_free (self);
}

static void
draw_box (cairo_t *cr, const EpcTheme *theme, const Signatures *self, guint box, double x, double width)
{
  const char *const *texts = (const char *const *) self->texts->pdata + 4 * box;
  const char *on_line[] = { texts[2], "", texts[3] };
  const double lines[] = { 56, 90, 124 };
  double y = 5;

  epc_shape_box (cr, x, 0.4, width, BOX_HEIGHT - 0.8, 0, theme->ink_second, 0.6, 0);
  y += epc_type_draw (cr, theme, x + 6, y, texts[0],
                      &(EpcTypeSetting){ .type = EPC_TYPE_SMALL_BOLD, .width = width - 12, .lines = 1, .colour = theme->title });
  epc_type_draw (cr, theme, x + 6, y, texts[1],
                 &(EpcTypeSetting){ .type = EPC_TYPE_CAPTION, .width = width - 12, .lines = 2, .colour = theme->ink_second });
  for (guint i = 0; i < 3; i++)
    {
      epc_shape_line (cr, x + 6, lines[i], x + width - 6, lines[i], theme->ink, 0.7, NULL, 0);
      epc_type_draw (cr, theme, x + 7, lines[i] - 11, on_line[i],
                     &(EpcTypeSetting){ .type = EPC_TYPE_SMALL, .width = width - 14, .lines = 1 });
      epc_type_draw (cr, theme, x + 6, lines[i] + 0.6, self->words[i],
                     &(EpcTypeSetting){ .type = EPC_TYPE_TINY, .width = width - 12, .lines = 1, .colour = theme->ink_caption });
    }
}

static void
draw_signatures (cairo_t *cr, double width, double height, gpointer data)
{
  const Signatures *self = data;
  guint n = self->texts->len / 4;
  double box = (width - BOX_GAP * (n - 1)) / n;

  for (guint i = 0; i < n; i++)
    draw_box (cr, epc_theme_get (EPC_THEME_PAPER), self, i, i * (box + BOX_GAP), box);
}

void
epc_document_add_signatures (EpcDocument *document, const EpcSignature *signatures, guint n, const char *const words[3])
{
  for (guint from = 0; from < n; from += PER_ROW)
    {
      Signatures *self = g_new0 (Signatures, 1);

      self->texts = g_ptr_array_new_with_free_func (g_free);
      for (guint i = from; i < MIN (n, from + PER_ROW); i++)
        {
          const char *const texts[] = { signatures[i].title, signatures[i].role, signatures[i].name, signatures[i].date };

          for (guint k = 0; k < 4; k++)
            g_ptr_array_add (self->texts, g_strdup (texts[k] != NULL ? texts[k] : ""));
        }
      for (guint i = 0; i < 3; i++)
        self->words[i] = g_strdup (words[i]);
      epc_document_add_figure (document, BOX_HEIGHT, BOX_HEIGHT, NULL, draw_signatures, self, signatures_free);
    }
}

/* --- clock --- */

#define CLOCK_HEIGHT 30.0
#define CLOCK_STATE 96.0 /* room of the state at the right */
#define CLOCK_BAR 7.0    /* height of its middle */

typedef struct
{
  double used, limit;
  char *start, *end, *state;
  GArray *hours;     /* double */
  GPtrArray *labels; /* char * */
} Clock;

static void
clock_free (gpointer data)
{
  Clock *self = data;

  g_free (self->start);
  g_free (self->end);
  g_free (self->state);
  g_array_unref (self->hours);
  g_ptr_array_unref (self->labels);
  g_free (self);
}

/* A tick, and its label where it does not run into the one before; returns the right end of what is written. */
static double
draw_mark (cairo_t *cr, const EpcTheme *theme, double x, const char *label, double taken, double right)
{
  double width = epc_type_width (cr, theme, label, EPC_TYPE_TINY), left = CLAMP (x - width / 2, 0, MAX (right - width, 0));

  epc_shape_line (cr, x, CLOCK_BAR - 5, x, CLOCK_BAR + 5, theme->ink, 0.9, NULL, 0);
  if (left < taken + 4)
    return taken;
  epc_type_draw_line (cr, theme, left, CLOCK_BAR + 7, label, EPC_TYPE_TINY, EPC_ALIGN_LEFT, theme->ink_second);
  return left + width;
}

static void
draw_clock (cairo_t *cr, double width, double height, gpointer data)
{
  const Clock *self = data;
  const EpcTheme *theme = epc_theme_get (EPC_THEME_PAPER);
  double bar = width - CLOCK_STATE, whole = MAX (self->limit, isnan (self->used) ? 0 : self->used), taken = -10;
  double end_room = epc_type_width (cr, theme, self->end, EPC_TYPE_TINY);

  epc_shape_box (cr, 0, CLOCK_BAR - 2, bar, 4, theme->tint, 0, 0, 0);
  if (!isnan (self->used))
    epc_shape_box (cr, 0, CLOCK_BAR - 2, bar * MIN (self->used, self->limit) / whole, 4, theme->title, 0, 0, 0);
  if (self->used > self->limit)
    epc_shape_box (cr, bar * self->limit / whole, CLOCK_BAR - 2, bar * (self->used - self->limit) / whole, 4,
                   epc_theme_colour (theme, EPC_COLOUR_CRITICAL), 0, 0, 0);
  taken = draw_mark (cr, theme, 0, self->start, taken, bar);
  for (guint i = 0; i < self->labels->len; i++)
    {
      double hours = g_array_index (self->hours, double, i);

      if (hours >= 0 && hours <= whole)
        taken = draw_mark (cr, theme, bar * hours / whole, self->labels->pdata[i], taken,
                           bar * self->limit / whole - (whole > self->limit ? 0 : end_room / 2 + 4));
    }
  draw_mark (cr, theme, bar * self->limit / whole, self->end, taken, bar);
  epc_type_draw (cr, theme, width - CLOCK_STATE + 8, CLOCK_BAR - 5, self->state,
                 &(EpcTypeSetting){ .type = EPC_TYPE_CAPTION_BOLD, .width = CLOCK_STATE - 8, .lines = 2 });
}

static int
by_hours (gconstpointer a, gconstpointer b)
{
  const EpcClockMark *x = a, *y = b;

  return (x->hours > y->hours) - (x->hours < y->hours);
}

void
epc_document_add_clock (EpcDocument *document, const EpcClockMark *marks, guint n, double used, double limit, const char *start,
                        const char *end, const char *state)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (EpcClockMark));
  Clock *self = g_new0 (Clock, 1);

  for (guint i = 0; i < n; i++)
    if (!isnan (marks[i].hours))
      g_array_append_val (sorted, marks[i]);
  g_array_sort (sorted, by_hours);
  *self = (Clock){ used, limit, g_strdup (start), g_strdup (end), g_strdup (state), g_array_new (FALSE, FALSE, sizeof (double)),
                   g_ptr_array_new_with_free_func (g_free) };
  for (guint i = 0; i < sorted->len; i++)
    {
      g_array_append_val (self->hours, g_array_index (sorted, EpcClockMark, i).hours);
      g_ptr_array_add (self->labels, g_strdup (g_array_index (sorted, EpcClockMark, i).label));
    }
  epc_document_add_figure (document, CLOCK_HEIGHT, CLOCK_HEIGHT, NULL, draw_clock, self, clock_free);
}

/* --- square code --- */

gboolean
epc_document_add_square_code (EpcDocument *document, const char *text, double side)
{
  EpcSquareCode *code = epc_square_code_new (text);

  if (code == NULL)
    return FALSE;
  epc_document_add_figure (document, side, side, NULL, epc_square_code_draw, code, (GDestroyNotify) epc_square_code_free);
  return TRUE;
}
