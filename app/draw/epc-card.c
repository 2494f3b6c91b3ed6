/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-card.h"

#include "epc-shape.h"
#include "epc-type.h"

#define DESIGN_WIDTH 360.0 /* the card is laid out so wide, in points, and then scaled: the type of a page reads well on a telephone */
#define MARGIN 20.0
#define FOOT 58.0 /* what the foot keeps for itself */

/* A tag in the band: what must not be taken for real. */
static void
draw_mark (cairo_t *cr, const EpcTheme *theme, const char *mark, double right, double y)
{
  double width = epc_type_width (cr, theme, mark, EPC_TYPE_CAPTION_BOLD) + 12;

  epc_shape_box (cr, right - width, y, width, 14, theme->critical_fill, 0, 0, 0);
  epc_type_draw_line (cr, theme, right - width + 6, y + 2.2, mark, EPC_TYPE_CAPTION_BOLD, EPC_ALIGN_LEFT, 0xFFFFFF);
}

/* Returns the height of the band. */
static double
draw_band (const EpcCard *card, cairo_t *cr, const EpcTheme *theme, double width)
{
  EpcTypeSetting title = { .type = EPC_TYPE_TITLE, .width = width - 2 * MARGIN, .lines = 3, .colour = theme->band_text };
  EpcTypeSetting under = { .type = EPC_TYPE_LEAD, .width = width - 2 * MARGIN, .lines = 2, .colour = theme->band_soft };
  g_autofree char *kind = g_utf8_strup (card->kind != NULL ? card->kind : "", -1);
  double title_height, under_height = 0, height;

  epc_type_measure (cr, theme, card->title != NULL ? card->title : "", &title, NULL, &title_height);
  if (card->subtitle != NULL)
    epc_type_measure (cr, theme, card->subtitle, &under, NULL, &under_height);
  height = MARGIN + 14 + title_height + under_height + 16;
  epc_shape_box (cr, 0, 0, width, height, theme->band, 0, 0, 0);
  epc_type_draw_line (cr, theme, MARGIN, MARGIN - 2, kind, EPC_TYPE_OVERLINE, EPC_ALIGN_LEFT, theme->band_soft);
  if (card->mark != NULL)
    draw_mark (cr, theme, card->mark, width - MARGIN, MARGIN - 5);
  epc_type_draw (cr, theme, MARGIN, MARGIN + 12, card->title, &title);
  if (card->subtitle != NULL)
    epc_type_draw (cr, theme, MARGIN, MARGIN + 14 + title_height, card->subtitle, &under);
  return height;
}

/* One figure: value, what it counts, and who counted it when. */
static void
draw_figure (const EpcKeyFigure *figure, cairo_t *cr, const EpcTheme *theme, double y, double width, double pitch)
{
  const char *value = figure->value != NULL ? figure->value : "–";
  EpcTypeSetting label = { .type = EPC_TYPE_BODY_BOLD, .lines = 2 };
  EpcTypeSetting source = { .type = EPC_TYPE_CAPTION, .lines = 2, .colour = figure->is_stale ? theme->stale : theme->ink_caption };
  EpcTypeSetting number = { .type = EPC_TYPE_FIGURE, .colour = theme->title, .lines = 1 };
  double own = MIN (epc_type_width (cr, theme, value, EPC_TYPE_FIGURE) + 1, width * 0.45), left = MARGIN + MAX (own + 12, width * 0.3), at = y + 7;

  number.width = own;
  label.width = source.width = width - MARGIN - left;
  epc_type_draw (cr, theme, MARGIN, y + 5, value, &number);
  if (figure->label != NULL)
    at += epc_type_draw (cr, theme, left, at, figure->label, &label);
  if (figure->is_stale)
    {
      epc_symbol_draw (cr, theme, EPC_SYMBOL_WATCH, left + 4, at + 5, 8, 0);
      left += 12;
      source.width -= 12;
    }
  source.lines = MIN ((int) ((y + pitch - at) / theme->type[EPC_TYPE_CAPTION].leading), 2);
  if (figure->source != NULL && source.lines > 0)
    epc_type_draw (cr, theme, left, at, figure->source, &source);
  epc_shape_line (cr, MARGIN, y + pitch, width - MARGIN, y + pitch, theme->hairline, theme->line_hair, NULL, 0);
}

static void
draw_foot (const EpcCard *card, cairo_t *cr, const EpcTheme *theme, double width, double height)
{
  double y = height - FOOT + 8;
  EpcTypeSetting office = { .type = EPC_TYPE_SMALL_BOLD, .width = width - 2 * MARGIN - 90, .lines = 1 };
  EpcTypeSetting source = { .type = EPC_TYPE_CAPTION, .width = width - 2 * MARGIN, .lines = 2, .colour = theme->ink_caption };

  epc_shape_line (cr, MARGIN, y - 4, width - MARGIN, y - 4, theme->title, theme->line_rule, NULL, 0);
  if (card->office != NULL)
    epc_type_draw (cr, theme, MARGIN, y, card->office, &office);
  if (card->classification != NULL)
    epc_type_draw_line (cr, theme, width - MARGIN, y + 1, card->classification, EPC_TYPE_CAPTION_BOLD, EPC_ALIGN_RIGHT, theme->ink_second);
  if (card->source != NULL)
    epc_type_draw (cr, theme, MARGIN, y + 14, card->source, &source);
}

/* A heading with text under it, in at most the room to @bottom. Returns where it ends. */
static double
draw_words (cairo_t *cr, const EpcTheme *theme, const char *heading, const char *text, double y, double bottom, double width)
{
  double heading_leading = theme->type[EPC_TYPE_HEADING_3].leading, leading = theme->type[EPC_TYPE_BODY].leading;
  int lines = (int) ((bottom - y - heading_leading) / leading);
  EpcTypeSetting title = { .type = EPC_TYPE_HEADING_3, .width = width - 2 * MARGIN, .lines = 1, .colour = theme->title };
  EpcTypeSetting body = { .type = EPC_TYPE_BODY, .width = width - 2 * MARGIN, .lines = lines };

  if (text == NULL || lines < 1)
    return y;
  /* Pango counts the lines of each paragraph for itself: here they run on. */
  g_autofree char *running = g_strdelimit (g_strdup (text), "\r\n", ' ');
  if (heading != NULL)
    y += epc_type_draw (cr, theme, MARGIN, y, heading, &title);
  return y + epc_type_draw (cr, theme, MARGIN, y, running, &body);
}

void
epc_card_draw (const EpcCard *card, cairo_t *cr, double width, double height)
{
  const EpcTheme *theme = epc_theme_get (EPC_THEME_PAPER);
  double scale = width / DESIGN_WIDTH, tall = height / scale, y, bottom = tall - FOOT, next = card->next != NULL ? 26 : 0;
  double pitch;

  cairo_save (cr);
  cairo_scale (cr, scale, scale);
  epc_shape_box (cr, 0, 0, DESIGN_WIDTH, tall, theme->ground, 0, 0, 0);
  y = draw_band (card, cr, theme, DESIGN_WIDTH) + 4;
  pitch = card->n_figures > 0 ? MIN ((bottom - next - y) * 0.75 / card->n_figures, 54) : 0;
  for (guint i = 0; i < MIN (card->n_figures, (guint) EPC_CARD_FIGURES); i++, y += pitch)
    draw_figure (&card->figures[i], cr, theme, y, DESIGN_WIDTH, pitch);
  draw_words (cr, theme, card->heading, card->text, y + 8, bottom - next, DESIGN_WIDTH);
  if (card->next != NULL)
    draw_words (cr, theme, card->next_name, card->next, bottom - next, bottom, DESIGN_WIDTH);
  draw_foot (card, cr, theme, DESIGN_WIDTH, tall);
  cairo_restore (cr);
}
