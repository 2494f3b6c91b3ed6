/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Blocks: how tall they are and how they are drawn.
 */
#include "epc-page-private.h"

#include <math.h>

#include "base/epc-i18n.h"

#define GUTTER 14 /* between two columns */
#define BULLET_INDENT 9
#define BULLET_GAP 3.2
#define BAND_FACTS 124 /* width of the facts at the right of the masthead */
#define NOTE_INDENT 9

void
epc_columns_geometry (const EpcBlock *block, double x, double width, double *lefts, double *widths)
{
  double room = width - GUTTER;

  widths[0] = room * block->shares[0] / (block->shares[0] + block->shares[1]);
  widths[1] = room - widths[0];
  lefts[0] = x;
  lefts[1] = x + widths[0] + GUTTER;
}

static double
space_before (const EpcBlock *block)
{
  static const double headings[] = { 0, 12, 9, 7 };

  switch (block->kind)
    {
    case EPC_BLOCK_HEADING:
      return headings[block->level];
    case EPC_BLOCK_KEY_FIGURES:
      return 8;
    case EPC_BLOCK_NOTE:
    case EPC_BLOCK_LEGEND:
      return 4;
    case EPC_BLOCK_COLUMNS:
      return 8;
    case EPC_BLOCK_MASTHEAD:
    case EPC_BLOCK_PARAGRAPH:
    case EPC_BLOCK_BULLETS:
    case EPC_BLOCK_TABLE:
    case EPC_BLOCK_FIGURE:
    case EPC_BLOCK_SPACE:
    case EPC_BLOCK_PAGE_BREAK:
    case EPC_BLOCK_QUESTIONS:
    case EPC_BLOCK_COVER:
    case EPC_BLOCK_CONTENTS:
    default:
      return 0;
    }
}

static double
space_after (const EpcBlock *block)
{
  switch (block->kind)
    {
    case EPC_BLOCK_HEADING:
      return 2.5;
    case EPC_BLOCK_KEY_FIGURES:
      return 10;
    case EPC_BLOCK_MASTHEAD:
    case EPC_BLOCK_TABLE:
    case EPC_BLOCK_FIGURE:
    case EPC_BLOCK_NOTE:
    case EPC_BLOCK_COLUMNS:
      return 8;
    case EPC_BLOCK_PARAGRAPH:
    case EPC_BLOCK_BULLETS:
    case EPC_BLOCK_LEGEND:
      return 5;
    case EPC_BLOCK_SPACE:
    case EPC_BLOCK_PAGE_BREAK:
    case EPC_BLOCK_COVER:
    case EPC_BLOCK_CONTENTS:
    case EPC_BLOCK_QUESTIONS: /* they bring their own */
    default:
      return 0;
    }
}

double
epc_block_space_before (const EpcDocument *document, const EpcBlock *block)
{
  return document->air * space_before (block);
}

double
epc_block_space_after (const EpcDocument *document, const EpcBlock *block)
{
  return document->air * space_after (block);
}

static double
text_height (cairo_t *cr, const EpcDocument *document, const char *text, const EpcTypeSetting *setting)
{
  double height;

  if (text == NULL || *text == '\0')
    return 0;
  epc_type_measure (cr, document->theme, text, setting, NULL, &height);
  return height;
}

/* --- Masthead --- */

static EpcTypeSetting
band_setting (const EpcBlock *block, double width, EpcType type)
{
  double room = width - 20 - (block->items[0] != NULL ? BAND_FACTS : 0);

  return (EpcTypeSetting){ .type = type, .width = room, .size = type == EPC_TYPE_SMALL ? 8.6 : 0 };
}

static double
masthead_height (cairo_t *cr, const EpcDocument *document, const EpcBlock *block, double width)
{
  EpcTypeSetting over = band_setting (block, width, EPC_TYPE_OVERLINE);
  EpcTypeSetting title = band_setting (block, width, EPC_TYPE_TITLE);
  EpcTypeSetting small = band_setting (block, width, EPC_TYPE_SMALL);
  double left = 7 + text_height (cr, document, block->kicker, &over) + text_height (cr, document, block->title, &title) + 2.5
                + text_height (cr, document, block->text, &small) + 9;
  double right = 6;

  for (guint i = 0; block->items[i] != NULL; i += 2)
    {
      EpcTypeSetting value = { .type = EPC_TYPE_CELL_BOLD, .width = BAND_FACTS - 14 };

      right += 7.8 + text_height (cr, document, block->items[i + 1], &value);
    }
  return MAX (MAX (left, right + 6), 66);
}

static void
draw_masthead (const EpcDocument *document, cairo_t *cr, const EpcPlaced *placed)
{
  const EpcBlock *block = placed->block;
  const EpcTheme *theme = document->theme;
  EpcTypeSetting over = band_setting (block, placed->width, EPC_TYPE_OVERLINE);
  EpcTypeSetting title = band_setting (block, placed->width, EPC_TYPE_TITLE);
  EpcTypeSetting small = band_setting (block, placed->width, EPC_TYPE_SMALL);
  double x = placed->x + 10, y = placed->y + 7;
  double right = placed->x + placed->width - BAND_FACTS;

  epc_shape_box (cr, placed->x, placed->y, placed->width, placed->height, theme->band, 0, 0, 0);
  over.colour = theme->band_soft;
  title.colour = theme->band_text;
  small.colour = 0xE3ECF6;
  y += epc_type_draw (cr, theme, x, y, block->kicker, &over);
  y += epc_type_draw (cr, theme, x, y, block->title, &title) + 2.5;
  if (block->text != NULL)
    epc_type_draw (cr, theme, x, y, block->text, &small);
  if (block->items[0] == NULL)
    return;
  epc_shape_line (cr, right, placed->y + 9, right, placed->y + placed->height - 9, theme->band_rule, 0.6, NULL, 0);
  y = placed->y + 6;
  for (guint i = 0; block->items[i] != NULL; i += 2)
    {
      epc_type_draw_line (cr, theme, right + 9, y, block->items[i], EPC_TYPE_TINY, EPC_ALIGN_LEFT, theme->band_soft);
      y += 7.2;
      y += epc_type_draw (cr, theme, right + 9, y, block->items[i + 1],
                          &(EpcTypeSetting){ .type = EPC_TYPE_CELL_BOLD, .width = BAND_FACTS - 14, .colour = theme->band_text })
           + 0.6;
    }
}

/* --- Key figures --- */

typedef struct
{
  guint per_row;
  double row_height;
  double *widths; /* one a figure */
} FigureGrid;

static double
figure_room (cairo_t *cr, const EpcDocument *document, const EpcKeyFigureCopy *figure)
{
  double width = epc_type_width (cr, document->theme, figure->value, EPC_TYPE_FIGURE) + 16;

  if (figure->change != NULL)
    width += epc_type_width (cr, document->theme, figure->change, EPC_TYPE_CAPTION_BOLD) + 18;
  return width;
}

static EpcTypeSetting
label_setting (double width)
{
  return (EpcTypeSetting){ .type = EPC_TYPE_CAPTION, .width = width, .size = 7.6 };
}

static EpcTypeSetting
source_setting (const EpcKeyFigureCopy *figure, double width)
{
  return (EpcTypeSetting){ .type = EPC_TYPE_TINY, .width = width - (figure->is_stale ? 9 : 0) };
}

/* As many cells in a row as hold their values; their widths follow the values. */
static FigureGrid
figure_grid (cairo_t *cr, const EpcDocument *document, const EpcBlock *block, double width)
{
  guint n = block->figures->len;
  FigureGrid grid = { .per_row = n, .widths = g_new (double, n) };

  for (guint rows = 1; rows <= n; rows++)
    {
      gboolean fits = TRUE;

      grid.per_row = (n + rows - 1) / rows;
      for (guint first = 0; first < n; first += grid.per_row)
        {
          guint last = MIN (first + grid.per_row, n);
          double sum = 0, scaled = 0;

          for (guint i = first; i < last; i++)
            sum += figure_room (cr, document, &g_array_index (block->figures, EpcKeyFigureCopy, i));
          fits = fits && (sum <= width && width / (last - first) >= 76);
          for (guint i = first; i < last; i++)
            {
              double own = figure_room (cr, document, &g_array_index (block->figures, EpcKeyFigureCopy, i));

              grid.widths[i] = MAX (own, width / (last - first) * 0.72);
              scaled += grid.widths[i];
            }
          for (guint i = first; i < last; i++)
            grid.widths[i] *= width / scaled;
        }
      if (fits)
        break;
    }
  grid.row_height = 0;
  for (guint i = 0; i < n; i++)
    {
      const EpcKeyFigureCopy *figure = &g_array_index (block->figures, EpcKeyFigureCopy, i);
      EpcTypeSetting label = label_setting (grid.widths[i] - 14);
      EpcTypeSetting source = source_setting (figure, grid.widths[i] - 14);

      grid.row_height = MAX (grid.row_height, 31 + text_height (cr, document, figure->label, &label) + 3
                                                  + text_height (cr, document, figure->source, &source) + 6);
    }
  return grid;
}

static double
key_figures_height (cairo_t *cr, const EpcDocument *document, const EpcBlock *block, double width)
{
  FigureGrid grid = figure_grid (cr, document, block, width);
  guint rows = (block->figures->len + grid.per_row - 1) / grid.per_row;

  g_free (grid.widths);
  return rows * grid.row_height;
}

static void
draw_key_figure (const EpcDocument *document, cairo_t *cr, const EpcKeyFigureCopy *figure, double x, double y, double width,
                 double row_height)
{
  const EpcTheme *theme = document->theme;
  EpcTypeSetting label = label_setting (width), source = source_setting (figure, width);
  double value = epc_type_width (cr, theme, figure->value, EPC_TYPE_FIGURE);
  double below, indent = figure->is_stale ? 9 : 0;

  epc_type_draw_line (cr, theme, x, y + 5, figure->value, EPC_TYPE_FIGURE, EPC_ALIGN_LEFT, theme->title);
  if (figure->change != NULL)
    {
      double at = x + value + 8;

      if (figure->direction != 0)
        {
          epc_symbol_draw (cr, theme, figure->direction > 0 ? EPC_SYMBOL_UP : EPC_SYMBOL_DOWN, at, y + 20.4, 6.4, 0);
          at += 5;
        }
      epc_type_draw_line (cr, theme, at, y + 15.8, figure->change, EPC_TYPE_CAPTION_BOLD, EPC_ALIGN_LEFT, theme->ink_second);
    }
  if (figure->label != NULL)
    epc_type_draw (cr, theme, x, y + 31, figure->label, &label);
  below = y + row_height - 5 - text_height (cr, document, figure->source, &source);
  if (figure->is_stale)
    epc_symbol_draw (cr, theme, EPC_SYMBOL_WATCH, x + 3.4, below + 4, 6.6, 0);
  source.colour = figure->is_stale ? theme->stale : theme->ink_caption;
  if (figure->source != NULL)
    epc_type_draw (cr, theme, x + indent, below, figure->source, &source);
}

static void
draw_key_figures (const EpcDocument *document, cairo_t *cr, const EpcPlaced *placed)
{
  const EpcTheme *theme = document->theme;
  const EpcBlock *block = placed->block;
  FigureGrid grid = figure_grid (cr, document, block, placed->width);
  double x = placed->x, y = placed->y;

  epc_shape_line (cr, x, y, x + placed->width, y, theme->title, theme->line_rule, NULL, 0);
  for (guint i = 0; i < block->figures->len; i++)
    {
      gboolean is_first = i % grid.per_row == 0;

      if (is_first && i > 0)
        {
          x = placed->x;
          y += grid.row_height;
          epc_shape_line (cr, x, y, x + placed->width, y, theme->hairline, 0.6, NULL, 0);
        }
      if (!is_first)
        epc_shape_line (cr, x, y + 7, x, y + grid.row_height - 7, theme->hairline, 0.6, NULL, 0);
      draw_key_figure (document, cr, &g_array_index (block->figures, EpcKeyFigureCopy, i), x + (is_first ? 0 : 8), y,
                       grid.widths[i] - 14, grid.row_height);
      x += grid.widths[i];
    }
  y += grid.row_height;
  epc_shape_line (cr, placed->x, y, placed->x + placed->width, y, theme->hairline, 0.6, NULL, 0);
  g_free (grid.widths);
}

/* --- Heading --- */

static const EpcType heading_types[] = { EPC_TYPE_HEADING_1, EPC_TYPE_HEADING_1, EPC_TYPE_HEADING_2, EPC_TYPE_HEADING_3 };

static gboolean
has_rule (const EpcBlock *block)
{
  return block->level == 1 || (block->level == 2 && block->kicker == NULL);
}

static double
tag_width (cairo_t *cr, const EpcDocument *document, const char *tag)
{
  return tag != NULL ? epc_type_width (cr, document->theme, tag, EPC_TYPE_TINY_BOLD) + 8 : 0;
}

static double
number_width (cairo_t *cr, const EpcDocument *document, const EpcBlock *block)
{
  if (block->kicker == NULL)
    return 0;
  return epc_type_width (cr, document->theme, block->kicker, heading_types[block->level]) + 9;
}

static EpcTypeSetting
heading_setting (cairo_t *cr, const EpcDocument *document, const EpcBlock *block, double width)
{
  double tag = tag_width (cr, document, block->tag);

  return (EpcTypeSetting){ .type = heading_types[block->level],
                           .colour = document->theme->title,
                           .width = width - number_width (cr, document, block) - (tag > 0 ? tag + 6 : 0) };
}

static double
heading_height (cairo_t *cr, const EpcDocument *document, const EpcBlock *block, double width)
{
  EpcTypeSetting setting = heading_setting (cr, document, block, width);

  return (has_rule (block) ? 4 : 0) + text_height (cr, document, block->title, &setting);
}

static void
draw_tag (const EpcDocument *document, cairo_t *cr, const char *tag, double right, double y)
{
  static const double dash[] = { 1.8, 1.4 };
  double width = tag_width (cr, document, tag);
  EpcColour colour = document->theme->pressure[4];

  epc_shape_box (cr, right - width, y, width, 10, document->theme->ground, 0, 0, 0);
  cairo_save (cr);
  cairo_set_dash (cr, dash, 2, 0);
  epc_shape_box (cr, right - width, y, width, 10, 0, colour, 0.6, 0);
  cairo_restore (cr);
  epc_type_draw_line (cr, document->theme, right - width + 4, y + 1.2, tag, EPC_TYPE_TINY_BOLD, EPC_ALIGN_LEFT, colour);
}

static void
draw_heading (const EpcDocument *document, cairo_t *cr, const EpcPlaced *placed)
{
  const EpcBlock *block = placed->block;
  const EpcTheme *theme = document->theme;
  EpcTypeSetting setting = heading_setting (cr, document, block, placed->width);
  double y = placed->y;

  if (has_rule (block))
    {
      epc_shape_line (cr, placed->x, y, placed->x + placed->width, y, theme->title, theme->line_rule, NULL, 0);
      y += 4;
    }
  if (block->kicker != NULL)
    epc_type_draw_line (cr, theme, placed->x, y, block->kicker, setting.type, EPC_ALIGN_LEFT, theme->accent);
  epc_type_draw (cr, theme, placed->x + number_width (cr, document, block), y, block->title, &setting);
  if (block->tag != NULL)
    draw_tag (document, cr, block->tag, placed->x + placed->width, y + 2.5);
}

/* --- Paragraphs and bullets --- */

static EpcTypeSetting
paragraph_setting (const EpcDocument *document, const EpcBlock *block, double width)
{
  EpcTypeSetting setting = { .type = block->type, .width = width, .markup = TRUE };

  if (block->type == EPC_TYPE_CAPTION || block->type == EPC_TYPE_TINY)
    setting.colour = document->theme->ink_caption;
  return setting;
}

static GArray *
line_heights (cairo_t *cr, const EpcDocument *document, const EpcBlock *block, double width)
{
  EpcTypeSetting setting = paragraph_setting (document, block, width);
  g_autoptr (PangoLayout) layout = epc_type_layout (cr, document->theme, block->text, &setting);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  GArray *heights = g_array_new (FALSE, FALSE, sizeof (double));
  double leading = document->theme->type[block->type].leading;

  do
    {
      PangoRectangle logical;
      double height;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      height = MAX ((double) logical.height / PANGO_SCALE, leading);
      g_array_append_val (heights, height);
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  return heights;
}

/* Lines @from to @to of a paragraph, the first of them with its top at the top of @placed. */
static void
draw_lines (const EpcDocument *document, cairo_t *cr, const EpcPlaced *placed)
{
  EpcTypeSetting setting = paragraph_setting (document, placed->block, placed->width);
  g_autoptr (PangoLayout) layout = epc_type_layout (cr, document->theme, placed->block->text, &setting);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  double leading = document->theme->type[placed->block->type].leading;
  double y = placed->y;
  guint line = 0;

  cairo_save (cr);
  epc_colour_set (cr, setting.colour != 0 ? setting.colour : document->theme->ink, 1);
  do
    {
      PangoRectangle logical;
      double height, ascent;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      height = MAX ((double) logical.height / PANGO_SCALE, leading);
      ascent = (double) (pango_layout_iter_get_baseline (iter) - logical.y) / PANGO_SCALE;
      if (line >= placed->from && line < placed->to)
        {
          cairo_move_to (cr, placed->x + (double) logical.x / PANGO_SCALE,
                         y + (height - (double) logical.height / PANGO_SCALE) / 2 + ascent);
          epc_type_record_line (cr, pango_layout_iter_get_line_readonly (iter), placed->x + (double) logical.x / PANGO_SCALE,
                                y + (height - (double) logical.height / PANGO_SCALE) / 2 + ascent);
          pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
          y += height;
        }
      line++;
    }
  while (pango_layout_iter_next_line (iter));
  cairo_new_path (cr);
  cairo_restore (cr);
  pango_layout_iter_free (iter);
}

static EpcTypeSetting
bullet_setting (const EpcBlock *block, double width)
{
  return (EpcTypeSetting){ .type = block->type, .width = width - BULLET_INDENT, .markup = TRUE };
}

static GArray *
bullet_heights (cairo_t *cr, const EpcDocument *document, const EpcBlock *block, double width)
{
  GArray *heights = g_array_new (FALSE, FALSE, sizeof (double));
  EpcTypeSetting setting = bullet_setting (block, width);

  for (guint i = 0; block->items[i] != NULL; i++)
    {
      double height = text_height (cr, document, block->items[i], &setting) + BULLET_GAP;

      g_array_append_val (heights, height);
    }
  return heights;
}

static void
draw_bullets (const EpcDocument *document, cairo_t *cr, const EpcPlaced *placed)
{
  EpcTypeSetting setting = bullet_setting (placed->block, placed->width);
  double y = placed->y;

  for (guint i = placed->from; i < placed->to; i++)
    {
      const char *marker = placed->block->markers != NULL ? placed->block->markers[i] : "";

      if (*marker == '\0')
        epc_shape_box (cr, placed->x, y + 4.6, 3.4, 3.4, document->theme->accent, 0, 0, 0);
      else
        epc_type_draw_line (cr, document->theme, placed->x + BULLET_INDENT - 4, y, marker, EPC_TYPE_BODY_BOLD, EPC_ALIGN_RIGHT,
                            document->theme->accent);
      y += epc_type_draw (cr, document->theme, placed->x + BULLET_INDENT, y, placed->block->items[i], &setting) + BULLET_GAP;
    }
}

GArray *
epc_block_parts (EpcDocument *document, EpcBlock *block, double width)
{
  if (block->kind == EPC_BLOCK_CONTENTS)
    return epc_contents_parts (document, document->measure, block, width);
  /* What was written in a block never changes: setting it is most of the work of a long document. */
  if (block->parts == NULL || block->parts_width != width)
    {
      g_clear_pointer (&block->parts, g_array_unref);
      block->parts_width = width;
      block->parts = block->kind == EPC_BLOCK_BULLETS ? bullet_heights (document->measure, document, block, width)
                                                      : line_heights (document->measure, document, block, width);
    }
  return g_array_ref (block->parts);
}

/* --- Figure, legend, note --- */

static EpcTypeSetting
figure_caption_setting (const EpcDocument *document, double width)
{
  return (EpcTypeSetting){ .type = EPC_TYPE_TINY, .width = width, .markup = TRUE, .colour = document->theme->ink_caption };
}

double
epc_figure_caption_height (EpcDocument *document, const EpcBlock *block, double width)
{
  EpcTypeSetting setting = figure_caption_setting (document, width);
  double height = text_height (document->measure, document, block->text, &setting);

  return height > 0 ? height + 3 : 0;
}

static void
draw_figure (const EpcDocument *document, cairo_t *cr, const EpcPlaced *placed)
{
  const EpcBlock *block = placed->block;
  EpcTypeSetting setting = figure_caption_setting (document, placed->width);
  double caption = text_height (cr, document, block->text, &setting);
  double height = placed->height - (caption > 0 ? caption + 3 : 0);

  cairo_save (cr);
  cairo_translate (cr, placed->x, placed->y);
  block->draw (cr, placed->width, height, block->data);
  cairo_restore (cr);
  cairo_new_path (cr);
  if (caption > 0)
    epc_type_draw (cr, document->theme, placed->x, placed->y + height + 3, block->text, &setting);
}

/* Lays the legend out; draws it when @do_draw. Returns its height. */
static double
legend (const EpcDocument *document, cairo_t *cr, const EpcBlock *block, double x, double y, double width, gboolean do_draw)
{
  double left = x, top = y;

  for (guint i = 0; i < block->symbols->len; i++)
    {
      double own = epc_type_width (cr, document->theme, block->items[i], EPC_TYPE_CAPTION) + 12;

      if (left > x && left + own > x + width)
        {
          left = x;
          top += 11;
        }
      if (do_draw)
        {
          epc_symbol_draw (cr, document->theme, g_array_index (block->symbols, EpcSymbol, i), left + 4, top + 5, 7.4, 0);
          epc_type_draw (cr, document->theme, left + 11.5, top + 0.5, block->items[i],
                         &(EpcTypeSetting){
                             .type = EPC_TYPE_CAPTION, .colour = document->theme->ink_second, .width = width - 11, .lines = 1 });
        }
      left += own + 13;
    }
  return top + 11 - y;
}

static EpcTypeSetting
note_setting (double width, EpcType type)
{
  return (EpcTypeSetting){ .type = type, .width = width - NOTE_INDENT - 6, .markup = type == EPC_TYPE_SMALL };
}

static double
note_height (cairo_t *cr, const EpcDocument *document, const EpcBlock *block, double width)
{
  EpcTypeSetting title = note_setting (width, EPC_TYPE_SMALL_BOLD), text = note_setting (width, EPC_TYPE_SMALL);

  return 10 + text_height (cr, document, block->title, &title) + text_height (cr, document, block->text, &text);
}

static void
draw_note (const EpcDocument *document, cairo_t *cr, const EpcPlaced *placed)
{
  const EpcBlock *block = placed->block;
  const EpcTheme *theme = document->theme;
  EpcTypeSetting title = note_setting (placed->width, EPC_TYPE_SMALL_BOLD), text = note_setting (placed->width, EPC_TYPE_SMALL);
  double y = placed->y + 5;

  epc_shape_box (cr, placed->x, placed->y, placed->width, placed->height, theme->wash, 0, 0, 0);
  epc_shape_box (cr, placed->x, placed->y, 2, placed->height,
                 epc_theme_colour (theme, block->colour != 0 ? block->colour : EPC_COLOUR_WATCH), 0, 0, 0);
  if (block->title != NULL)
    y += epc_type_draw (cr, theme, placed->x + NOTE_INDENT, y, block->title, &title);
  epc_type_draw (cr, theme, placed->x + NOTE_INDENT, y, block->text, &text);
}

/* --- Table --- */

static void
draw_table (const EpcDocument *document, cairo_t *cr, const EpcPlaced *placed)
{
  const EpcTable *table = placed->block->table;
  const EpcTheme *theme = document->theme;
  double y = placed->y;

  epc_table_draw_head (table, cr, theme, document->language, placed->x, y, placed->is_continued);
  y += epc_table_head_height (table, placed->is_continued);
  for (guint row = placed->from; row < placed->to; row++)
    {
      epc_table_draw_row (table, cr, theme, row, placed->x, y);
      y += epc_table_row_height (table, row);
    }
  if (placed->continues)
    epc_type_draw_line (cr, theme, placed->x + placed->width, y + 1.5,
                        epc_language_text (document->language, N_ ("continues on the next page")), EPC_TYPE_TINY, EPC_ALIGN_RIGHT,
                        theme->ink_caption);
  else
    epc_table_draw_note (table, cr, theme, placed->x, y);
}

static double
table_height (EpcDocument *document, const EpcBlock *block, double width)
{
  EpcTable *table = block->table;
  double height;

  epc_table_measure (table, document->measure, document->theme, document->language, width);
  height = epc_table_head_height (table, FALSE) + table->note_height;
  for (guint row = 0; row < epc_table_n_rows (table); row++)
    height += epc_table_row_height (table, row);
  return height;
}

/* --- All of them --- */

static double
parts_height (EpcDocument *document, EpcBlock *block, double width)
{
  g_autoptr (GArray) parts = epc_block_parts (document, block, width);
  double height = 0;

  for (guint i = 0; i < parts->len; i++)
    height += g_array_index (parts, double, i);
  return height;
}

double
epc_column_height (EpcDocument *document, const GPtrArray *blocks, double width)
{
  double height = 0;

  for (guint i = 0; i < blocks->len; i++)
    {
      EpcBlock *block = blocks->pdata[i];

      if (i > 0)
        height += MAX (epc_block_space_after (document, blocks->pdata[i - 1]), epc_block_space_before (document, block));
      height += epc_block_height (document, block, width);
    }
  return height;
}

double
epc_block_height (EpcDocument *document, EpcBlock *block, double width)
{
  double lefts[2], widths[2];

  switch (block->kind)
    {
    case EPC_BLOCK_MASTHEAD:
      return masthead_height (document->measure, document, block, width);
    case EPC_BLOCK_KEY_FIGURES:
      return key_figures_height (document->measure, document, block, width);
    case EPC_BLOCK_HEADING:
      return heading_height (document->measure, document, block, width);
    case EPC_BLOCK_PARAGRAPH:
    case EPC_BLOCK_BULLETS:
    case EPC_BLOCK_CONTENTS:
      return parts_height (document, block, width);
    case EPC_BLOCK_TABLE:
      return table_height (document, block, width);
    case EPC_BLOCK_FIGURE:
      return block->height + epc_figure_caption_height (document, block, width);
    case EPC_BLOCK_LEGEND:
      return legend (document, document->measure, block, 0, 0, width, FALSE);
    case EPC_BLOCK_NOTE:
      return note_height (document->measure, document, block, width);
    case EPC_BLOCK_SPACE:
      return block->height;
    case EPC_BLOCK_QUESTIONS:
      return epc_questions_put (document, document->measure, block->questions, 0, 0, width, FALSE);
    case EPC_BLOCK_COLUMNS:
      epc_columns_geometry (block, 0, width, lefts, widths);
      return MAX (epc_column_height (document, block->columns[0], widths[0]),
                  epc_column_height (document, block->columns[1], widths[1]));
    case EPC_BLOCK_PAGE_BREAK:
    case EPC_BLOCK_COVER:
    default:
      return 0;
    }
}

double
epc_block_slack (const EpcBlock *block)
{
  return block->kind == EPC_BLOCK_FIGURE ? block->height - block->least_height : 0;
}

void
epc_block_draw (const EpcDocument *document, cairo_t *cr, const EpcPlaced *placed)
{
  switch (placed->block->kind)
    {
    case EPC_BLOCK_MASTHEAD:
      draw_masthead (document, cr, placed);
      break;
    case EPC_BLOCK_KEY_FIGURES:
      draw_key_figures (document, cr, placed);
      break;
    case EPC_BLOCK_HEADING:
      draw_heading (document, cr, placed);
      break;
    case EPC_BLOCK_PARAGRAPH:
      draw_lines (document, cr, placed);
      break;
    case EPC_BLOCK_BULLETS:
      draw_bullets (document, cr, placed);
      break;
    case EPC_BLOCK_TABLE:
      draw_table (document, cr, placed);
      break;
    case EPC_BLOCK_FIGURE:
      draw_figure (document, cr, placed);
      break;
    case EPC_BLOCK_LEGEND:
      legend (document, cr, placed->block, placed->x, placed->y, placed->width, TRUE);
      break;
    case EPC_BLOCK_NOTE:
      draw_note (document, cr, placed);
      break;
    case EPC_BLOCK_COVER:
      epc_cover_draw (document, cr, placed);
      break;
    case EPC_BLOCK_CONTENTS:
      epc_contents_draw (document, cr, placed);
      break;
    case EPC_BLOCK_QUESTIONS:
      epc_questions_put (document, cr, placed->block->questions, placed->x, placed->y, placed->width, TRUE);
      break;
    case EPC_BLOCK_SPACE:
    case EPC_BLOCK_PAGE_BREAK:
    case EPC_BLOCK_COLUMNS:
    default:
      break;
    }
}
