/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The legend of a map figure. The same code measures and draws, so that the box always holds what is in it.
 */
#include "draw/epc-map-private.h"

#include "base/epc-i18n.h"
#include "draw/epc-shape.h"

#include <math.h>

typedef struct
{
  EpcMapRender *render;
  double x;
  double y;
  double width; /* of the content, once known */
  double u;
  gboolean draw;
  double widest;
  double top;
} Legend;

static double
put (Legend *l, double x, double y, const char *text, EpcType type, EpcAlign align, EpcColour colour)
{
  EpcTypeSetting setting = { .type = type, .align = align, .colour = colour };
  double width, height;

  epc_type_measure (l->render->cr, l->render->theme, text, &setting, &width, &height);
  if (align == EPC_ALIGN_LEFT)
    l->widest = MAX (l->widest, x + width - l->x);
  if (l->draw)
    epc_type_draw (l->render->cr, l->render->theme, x, y, text, &setting);
  return height;
}

/* The width that a legend may have. */
static double
most_width (const Legend *l)
{
  return l->render->legend_most > 0 ? l->render->legend_most : l->render->panel > 0 ? l->render->panel : 150 * l->u;
}

static gboolean
is_across (const Legend *l)
{
  return l->render->legend_form == EPC_LEGEND_STRIP || l->render->legend_form == EPC_LEGEND_LOW;
}

/* Where an entry of @width stands, @height tall: side by side entries follow one another and wrap, others stand below each other. Before
 * the first *@across is 0; end_entries() follows the last. */
static double
begin_entry (Legend *l, double width, double height, double *across)
{
  double left = l->x, most = l->render->legend_form == EPC_LEGEND_STRIP ? l->render->width : most_width (l);

  if (!is_across (l))
    return left;
  if (*across > 0 && *across + width > most)
    {
      *across = 0;
      l->y += height;
    }
  left += *across;
  *across += width;
  return left;
}

static void
end_entry (Legend *l, double height)
{
  if (!is_across (l))
    l->y += height;
}

static void
end_entries (Legend *l, double height, double across)
{
  if (across > 0)
    l->y += height;
}

/* Text that wraps at that width. */
static void
put_wrapped (Legend *l, const char *text, EpcType type, EpcColour colour)
{
  gboolean strip = l->render->legend_form == EPC_LEGEND_STRIP;
  EpcTypeSetting setting = { .type = type, .colour = colour, .width = strip ? l->render->width : most_width (l) };
  double width, height;

  epc_type_measure (l->render->cr, l->render->theme, text, &setting, &width, &height);
  l->widest = MAX (l->widest, width);
  if (l->draw)
    epc_type_draw (l->render->cr, l->render->theme, l->x, l->y, text, &setting);
  l->y += height;
}

static void
heading (Legend *l, const char *text)
{
  if (!text)
    return;
  if (l->render->panel > 0)
    {
      l->y += l->y > l->top ? 5 * l->u : 0;
      l->y += epc_map_panel_heading (l->render, l->x, l->y, text, l->draw);
      return;
    }
  put_wrapped (l, text, EPC_TYPE_CAPTION_BOLD, 0);
  l->y += 1.5 * l->u;
}

/* ------------------------------------------------------------------------------------------------------- choropleth */

typedef struct
{
  guint n;
  double sum;
} Tally;

static char *
range_text (const EpcMapRender *render, guint class)
{
  const GArray *breaks = render->map->breaks;
  double low = g_array_index (breaks, double, class), high;
  g_autofree char *first = epc_map_number (render, low), *last = NULL;
  gboolean whole = TRUE;

  if (class + 1 == breaks->len)
    /* Translators: a number, as in "25,000 and more". */
    return g_strdup_printf (epc_map_text (render, N_ ("%s and more")), first);
  for (guint i = 0; i < breaks->len; i++)
    whole = whole && g_array_index (breaks, double, i) == floor (g_array_index (breaks, double, i));
  for (guint i = 0; i < render->map->shapes->len; i++)
    {
      const EpcMapShape *shape = &g_array_index (render->map->shapes, EpcMapShape, i);

      whole = whole && (!shape->has_value || shape->value == floor (shape->value));
    }
  high = g_array_index (breaks, double, class + 1);
  last = epc_map_number (render, whole ? high - 1 : high);
  if (whole && high - 1 <= low)
    return g_steal_pointer (&first);
  return g_strconcat (first, "–", last, NULL);
}

static void
class_swatch (Legend *l, double x, double width, double height, EpcColour fill, gboolean hatched)
{
  EpcMapRender *render = l->render;
  const EpcTheme *theme = render->theme;

  epc_shape_box (render->cr, x, l->y + 1 * l->u, width, height - 2.4 * l->u, fill,
                 hatched || epc_colour_luminance (fill) > 0.75 ? theme->rule : 0, 0.4 * l->u, 0);
  if (hatched)
    epc_shape_hatch (render->cr, x, l->y + 1 * l->u, width, height - 2.4 * l->u, theme->no_data_hatch, 3.2 * l->u, 0.45 * l->u);
}

static void
class_row (Legend *l, EpcColour fill, gboolean hatched, const char *text, const Tally *tally, double count_right, double bar_left,
           double bar_width, double most, double sum_right)
{
  EpcMapRender *render = l->render;
  const EpcTheme *theme = render->theme;
  double height = 11.5 * l->u, swatch = 16 * l->u;
  g_autofree char *count = epc_language_integer (render->language, tally->n);

  if (l->draw)
    class_swatch (l, l->x, swatch, height, fill, hatched);
  put (l, l->x + swatch + 5 * l->u, l->y + 0.6 * l->u, text, EPC_TYPE_CAPTION, EPC_ALIGN_LEFT, 0);
  if (l->draw && count_right > 0)
    put (l, l->x + count_right, l->y + 0.6 * l->u, count, EPC_TYPE_CAPTION, EPC_ALIGN_RIGHT, theme->ink_second);
  if (l->draw && bar_width > 0 && tally->sum > 0 && most > 0)
    {
      g_autofree char *sum = epc_map_number (render, tally->sum);

      epc_shape_box (render->cr, l->x + bar_left, l->y + 3 * l->u, MAX (bar_width * tally->sum / most, 0.6), height - 6 * l->u,
                     fill, theme->rule, 0.25, 0);
      put (l, l->x + sum_right, l->y + 0.6 * l->u, sum, EPC_TYPE_CAPTION, EPC_ALIGN_RIGHT, theme->ink_second);
    }
  l->y += height;
}

static double
text_width (const Legend *l, const char *text, EpcType type)
{
  return epc_type_width (l->render->cr, l->render->theme, text, type);
}

static void
count_classes (const EpcMapRender *render, Tally *classes, Tally *zero, Tally *missing)
{
  const GArray *breaks = render->map->breaks;

  for (guint i = 0; i < render->map->shapes->len; i++)
    {
      const EpcMapShape *shape = &g_array_index (render->map->shapes, EpcMapShape, i);
      if (shape->is_context)
        continue;
      int class = epc_map_class (shape->value, (const double *) (const void *) breaks->data, breaks->len);
      Tally *tally = !shape->has_value ? missing : class < 0 ? zero : &classes[class];

      tally->n++;
      tally->sum += shape->has_value ? shape->value : 0;
    }
}

static void
shapes_part (Legend *l)
{
  EpcMapRender *render = l->render;
  const EpcMap *map = render->map;
  Tally classes[EPC_RAMP_STEPS] = { { 0 } }, zero = { 0 }, missing = { 0 };
  gboolean sums = map->ramp == EPC_MAP_RAMP_PEOPLE && render->legend_form == EPC_LEGEND_FULL;
  double label = 0, count, sum = 0, most = 0, bar = 34 * l->u;
  const char *no_data = epc_map_text (render, N_ ("no data")), *none = epc_map_text (render, N_ ("none counted"));

  count_classes (render, classes, &zero, &missing);
  for (guint i = 0; i < map->breaks->len; i++)
    {
      g_autofree char *text = range_text (render, i), *number = epc_map_number (render, classes[i].sum);

      label = MAX (label, text_width (l, text, EPC_TYPE_CAPTION));
      sum = MAX (sum, text_width (l, number, EPC_TYPE_CAPTION));
      most = MAX (most, classes[i].sum);
    }
  if (missing.n)
    label = MAX (label, text_width (l, no_data, EPC_TYPE_CAPTION));
  if (zero.n)
    label = MAX (label, text_width (l, none, EPC_TYPE_CAPTION));
  count = 21 * l->u + label + 8 * l->u + MAX (map->place_word && render->legend_form != EPC_LEGEND_CLASSES ? text_width (l, map->place_word, EPC_TYPE_TINY) : 0, 16 * l->u);
  if (sums && render->panel > 0)
    bar = MAX (render->panel - count - 14 * l->u - sum, 10);
  if (render->legend_form == EPC_LEGEND_CLASSES)
    count = 0;
  heading (l, map->shapes_legend);
  if (map->place_word && count > 0)
    {
      if (l->draw)
        put (l, l->x + count, l->y, map->place_word, EPC_TYPE_TINY, EPC_ALIGN_RIGHT, render->theme->ink_caption);
      if (l->draw && sums)
        put (l, l->x + count + 14 * l->u + bar + sum, l->y, epc_map_text (render, N_ ("people")), EPC_TYPE_TINY, EPC_ALIGN_RIGHT,
             render->theme->ink_caption);
      l->y += 9 * l->u;
    }
  l->widest = MAX (l->widest, count <= 0 ? 21 * l->u + label : sums ? count + 8 * l->u + bar + 6 * l->u + sum : count);
  for (guint i = map->breaks->len; i-- > 0;)
    {
      g_autofree char *text = range_text (render, i);

      class_row (l, epc_map_class_fill (render, (int) i), FALSE, text, &classes[i], count, count + 8 * l->u, sums ? bar : 0, most,
                 count + 14 * l->u + bar + sum);
    }
  if (zero.n)
    class_row (l, epc_map_class_fill (render, -1), FALSE, none, &zero, count, 0, 0, 0, 0);
  if (missing.n)
    class_row (l, render->theme->no_data, TRUE, no_data, &missing, count, 0, 0, 0, 0);
  if (map->areas_note && (render->panel > 0 || render->unit > 1))
    put_wrapped (l, map->areas_note, EPC_TYPE_TINY, render->theme->ink_second);
  l->y += 3 * l->u;
}

/* Classes in columns: their colour, their limits, and how many areas are in them. */
static void
shapes_low (Legend *l)
{
  EpcMapRender *render = l->render;
  const EpcMap *map = render->map;
  Tally classes[EPC_RAMP_STEPS] = { { 0 } }, zero = { 0 }, missing = { 0 };
  guint n = map->breaks->len, rows = n + 2;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  double widest = 0, across = 0, height = 11.5 * l->u, swatch = 16 * l->u;

  count_classes (render, classes, &zero, &missing);
  heading (l, map->shapes_legend);
  for (guint i = 0; i < rows; i++)
    {
      /* from the highest down, then "none counted", then "no data" */
      const Tally *tally = i < n ? &classes[n - 1 - i] : i == n ? &zero : &missing;
      g_autofree char *range = i < n ? range_text (render, n - 1 - i) : g_strdup (epc_map_text (render, i == n ? N_ ("none counted") : N_ ("no data")));
      g_autofree char *count = epc_language_integer (render->language, tally->n);

      g_ptr_array_add (texts, tally->n > 0 || i < n ? g_strdup_printf ("%s · %s", range, count) : NULL);
      widest = MAX (widest, texts->pdata[i] != NULL ? text_width (l, texts->pdata[i], EPC_TYPE_CAPTION) : 0);
    }
  for (guint i = 0; i < rows; i++)
    {
      EpcColour fill = i < n ? epc_map_class_fill (render, (int) (n - 1 - i)) : i == n ? epc_map_class_fill (render, -1) : render->theme->no_data;
      double left;

      if (texts->pdata[i] == NULL)
        continue;
      left = begin_entry (l, widest + 28 * l->u, height, &across);
      if (l->draw)
        class_swatch (l, left, swatch, height, fill, i > n);
      put (l, left + swatch + 5 * l->u, l->y + 0.6 * l->u, texts->pdata[i], EPC_TYPE_CAPTION, EPC_ALIGN_LEFT, 0);
    }
  end_entries (l, height, across);
  l->y += 3 * l->u;
}

/* One cell of the strip: the count in the colour of the class, its lower limit under it. */
static void
class_cell (Legend *l, double x, double width, EpcColour fill, gboolean hatched, guint n, const char *text)
{
  EpcMapRender *render = l->render;
  g_autofree char *count = epc_language_integer (render->language, n);
  double height = 11 * l->u;

  if (!l->draw)
    return;
  epc_shape_box (render->cr, x, l->y, width, height, fill, render->theme->rule, 0.4 * l->u, 0);
  if (hatched)
    epc_shape_hatch (render->cr, x, l->y, width, height, render->theme->no_data_hatch, 3.2 * l->u, 0.45 * l->u);
  if (n && !hatched)
    put (l, x + width / 2, l->y + 0.8 * l->u, count, EPC_TYPE_CAPTION, EPC_ALIGN_CENTRE, epc_colour_on (fill));
  put (l, x, l->y + height + 0.5 * l->u, text, EPC_TYPE_TINY, EPC_ALIGN_LEFT, render->theme->ink_second);
}

static void
shapes_strip (Legend *l)
{
  EpcMapRender *render = l->render;
  const EpcMap *map = render->map;
  Tally classes[EPC_RAMP_STEPS] = { { 0 } }, zero = { 0 }, missing = { 0 };
  guint cells;
  double width, x = l->x;

  count_classes (render, classes, &zero, &missing);
  cells = map->breaks->len + (zero.n ? 1 : 0) + (missing.n ? 1 : 0);
  width = (render->width - 1) / MAX (cells, 1u);
  if (map->shapes_legend && map->place_word)
    {
      /* Translators: what the colours mean, and what the numbers in the legend count: "Displaced people · number of departments".
       */
      g_autofree char *text
          = g_strdup_printf (epc_map_text (render, N_ ("%s · number of %s")), map->shapes_legend, map->place_word);

      heading (l, text);
    }
  else
    heading (l, map->shapes_legend);
  if (zero.n)
    {
      class_cell (l, x, width, epc_map_class_fill (render, -1), FALSE, zero.n, epc_map_text (render, N_ ("none counted")));
      x += width;
    }
  for (guint i = 0; i < map->breaks->len; i++, x += width)
    {
      g_autofree char *limit = epc_map_number (render, g_array_index (map->breaks, double, i)),
                      *last = g_strconcat (limit, "+", NULL);

      class_cell (l, x, width, epc_map_class_fill (render, (int) i), FALSE, classes[i].n,
                  i + 1 == map->breaks->len ? last : limit);
    }
  if (missing.n)
    {
      g_autofree char *n = epc_language_integer (render->language, missing.n),
                      *text = g_strdup_printf ("%s · %s", epc_map_text (render, N_ ("no data")), n);

      class_cell (l, x, width, render->theme->no_data, TRUE, missing.n, text);
    }
  l->widest = render->width;
  l->y += 22 * l->u;
}

/* ------------------------------------------------------------------------------------------------------------- flows */

/* One row for each colour: who left from there. Origins beyond the colours share the last one, and its row. */
static void
origin_rows (Legend *l)
{
  EpcMapRender *render = l->render;
  g_autoptr (GArray) origins = epc_map_flow_origins (render);
  double right = render->panel > 0 ? render->panel : 120 * l->u, across = 0, height = 11.5 * l->u;
  guint rows = MIN (origins->len, 4u);

  for (guint i = 0; origins->len > 1 && render->map->ramp == EPC_MAP_RAMP_PEOPLE && i < rows; i++)
    {
      const EpcMapOrigin *origin = &g_array_index (origins, EpcMapOrigin, i);
      gboolean others = i + 1 == rows && origins->len > rows;
      double people = 0, left, y;

      for (guint k = i; k < (others ? origins->len : i + 1); k++)
        people += g_array_index (origins, EpcMapOrigin, k).people;
      /* Translators: where people moved from, a name of an area. */
      g_autofree char *text = g_strdup_printf (epc_map_text (render, N_ ("from %s")), origin->name);
      g_autofree char *number = epc_map_number (render, people);
      const char *words = others ? epc_map_text (render, N_ ("from other areas")) : text;
      left = begin_entry (l, 39 * l->u + text_width (l, words, EPC_TYPE_CAPTION), height, &across);
      y = l->y + 5.5 * l->u;
      if (l->draw)
        {
          epc_shape_line (render->cr, left, y, left + 18 * l->u, y, origin->colour, 2.4 * l->u, NULL, 0);
          cairo_move_to (render->cr, left + 24 * l->u, y);
          cairo_line_to (render->cr, left + 17 * l->u, y - 3.6 * l->u);
          cairo_line_to (render->cr, left + 17 * l->u, y + 3.6 * l->u);
          cairo_close_path (render->cr);
          epc_colour_set (render->cr, origin->colour, 1);
          cairo_fill (render->cr);
        }
      put (l, left + 30 * l->u, l->y + 0.8 * l->u, words, EPC_TYPE_CAPTION, EPC_ALIGN_LEFT, 0);
      if (!is_across (l))
        {
          put (l, l->x + right, l->y + 0.8 * l->u, number, EPC_TYPE_CAPTION, EPC_ALIGN_RIGHT, render->theme->ink_second);
          l->widest = MAX (l->widest, right);
        }
      end_entry (l, height);
    }
  end_entries (l, height, across);
  l->y += origins->len > 1 && render->map->ramp == EPC_MAP_RAMP_PEOPLE ? 2 * l->u : 0;
}

/* Circles of round numbers of people: how many are in an area, wherever they came from. */
static void
hosted_row (Legend *l)
{
  EpcMapRender *render = l->render;
  double most = epc_map_hosted_most (render), first = epc_scale_bar_round (most), x = l->x, tall;

  if ((render->panel <= 0 && render->unit <= 1) || most <= 0)
    return;
  if (render->legend_form == EPC_LEGEND_LOW) /* the figure stands beside each of them */
    {
      put_wrapped (l, epc_map_text (render, N_ ("Circles: people in the area")), EPC_TYPE_TINY, render->theme->ink_second);
      return;
    }
  tall = 2 * epc_map_hosted_radius (render, first);
  put (l, l->x, l->y + 2 * l->u, epc_map_text (render, N_ ("Circles: people in the area")), EPC_TYPE_TINY, EPC_ALIGN_LEFT,
       render->theme->ink_second);
  l->y += 12 * l->u;
  for (int i = 0; i < 3; i++)
    {
      double people = i == 0 ? first : epc_scale_bar_round (first / (i == 1 ? 4 : 20)), r = epc_map_hosted_radius (render, people);
      g_autofree char *text = epc_map_number (render, people);

      if (people < 1)
        continue;
      if (l->draw)
        epc_shape_disc (render->cr, x + r, l->y + tall / 2, r, render->theme->ground, render->theme->ink, 0.9 * l->u);
      put (l, x + 2 * r + 3 * l->u, l->y + tall / 2 - 4.6 * l->u, text, EPC_TYPE_CAPTION, EPC_ALIGN_LEFT, 0);
      x += 2 * r + 3 * l->u + text_width (l, text, EPC_TYPE_CAPTION) + 10 * l->u;
    }
  l->y += tall + 4 * l->u;
}

static void
flows_part (Legend *l)
{
  EpcMapRender *render = l->render;
  double most = epc_map_flow_most (render), x = l->x, tall = epc_map_flow_width (render, most, most);
  EpcColour colour = render->map->shapes->len && render->map->ramp == EPC_MAP_RAMP_PRESSURE ? render->theme->title : render->theme->flow[0];
  double samples[3] = { epc_scale_bar_round (most), epc_scale_bar_round (most / 4), 0 };

  heading (l, render->map->flows_legend);
  if (render->legend_form == EPC_LEGEND_FULL || render->legend_form == EPC_LEGEND_LOW)
    origin_rows (l);
  for (guint i = 0; samples[i] > 0 && i < 2; i++)
    {
      g_autofree char *text = epc_map_number (render, samples[i]);
      double width = epc_map_flow_width (render, samples[i], most);

      if (l->draw)
        epc_shape_line (render->cr, x, l->y + tall / 2 + 1, x + 26 * l->u, l->y + tall / 2 + 1, colour, width,
                        NULL, 0);
      put (l, x + 30 * l->u, l->y + tall / 2 - 4 * l->u, text, EPC_TYPE_CAPTION, EPC_ALIGN_LEFT, 0);
      x += 34 * l->u + text_width (l, text, EPC_TYPE_CAPTION) + 8 * l->u;
    }
  l->y += MAX (tall, 9 * l->u) + 4 * l->u;
  put_wrapped (l, epc_map_text (render, N_ ("Width in proportion to people.")), EPC_TYPE_TINY, render->theme->ink_second);
  if (render->hidden_flows)
    {
      g_autofree char *least = epc_map_number (render, render->map->least_flow),
                      *people = epc_map_number (render, render->hidden_people);
      g_autofree char *n = epc_language_integer (render->language, render->hidden_flows);
      /* Translators: number of movements, the smallest drawn, number of people. */
      g_autofree char *text
          = g_strdup_printf (epc_language_plural (render->language, N_ ("Not drawn: %s movement below %s (%s people)."),
                                                  N_ ("Not drawn: %s movements below %s (%s people)."), render->hidden_flows),
                             n, least, people);

      put_wrapped (l, text, EPC_TYPE_TINY, render->theme->ink_second);
    }
  if (render->legend_form == EPC_LEGEND_FULL || render->legend_form == EPC_LEGEND_LOW)
    hosted_row (l);
  if (render->map->flows_note != NULL)
    put_wrapped (l, render->map->flows_note, EPC_TYPE_TINY, render->theme->ink_second);
  l->y += 3 * l->u;
}

/* ------------------------------------------------------------------------------------------------------------- sites */

static const char *
symbol_word (EpcMapSymbol symbol)
{
  static const char *const words[EPC_MAP_N_SYMBOLS] = { [EPC_MAP_SYMBOL_STATE] = N_ ("Site"),
                                                        [EPC_MAP_SYMBOL_WAREHOUSE] = N_ ("Warehouse"),
                                                        [EPC_MAP_SYMBOL_FLOW_POINT] = N_ ("Flow monitoring point"),
                                                        [EPC_MAP_SYMBOL_EVENT] = N_ ("Event"),
                                                        [EPC_MAP_SYMBOL_OFFICE] = N_ ("Office"),
                                                        [EPC_MAP_SYMBOL_CENTRE] = N_ ("Evacuation centre") };

  return words[symbol];
}

static void
mark_row (Legend *l, EpcMapState state, EpcMapSymbol symbol, const char *word, guint n, double *across)
{
  EpcMapRender *render = l->render;
  double height = 11.5 * l->u, left;
  g_autofree char *number = epc_language_integer (render->language, n), *text = g_strdup_printf ("%s · %s", word, number);

  left = begin_entry (l, 27 * l->u + text_width (l, text, EPC_TYPE_CAPTION), height, across);
  if (l->draw)
    {
      EpcMapMark mark = { .x = left + 7 * l->u,
                          .y = l->y + height / 2 + (symbol == EPC_MAP_SYMBOL_OFFICE ? 4 * l->u : 0),
                          .radius = 3.6 * l->u,
                          .state = state,
                          .symbol = symbol };

      epc_map_marks_draw (render->cr, render->theme, &mark, 1);
    }
  put (l, left + 18 * l->u, l->y + 0.8 * l->u, text, EPC_TYPE_CAPTION, EPC_ALIGN_LEFT, 0);
  end_entry (l, height);
}

/* Three circles of round numbers of people, where there are figures of people. */
static void
size_row (Legend *l)
{
  EpcMapRender *render = l->render;
  const EpcMapPoints *points = render->map->points;
  double largest = epc_map_largest_radius (render), x = l->x, row = MAX (2 * largest, 9 * l->u) + 3 * l->u;
  double most = epc_scale_bar_round ((double) points->most);

  if (points->most <= 0)
    return;
  l->y += 2 * l->u;
  put (l, l->x, l->y, epc_map_text (render, N_ ("Size: people")), EPC_TYPE_TINY, EPC_ALIGN_LEFT, render->theme->ink_second);
  l->y += 9 * l->u;
  for (int i = 0; i < 3; i++)
    {
      double people = i == 0 ? most : epc_scale_bar_round (most / (i == 1 ? 4 : 20)),
             r = epc_map_site_radius ((gint64) people, points->most, largest);
      g_autofree char *text = epc_map_number (render, people);

      if (people < 1 || (i && r <= epc_map_site_radius (0, points->most, largest)))
        continue;
      if (l->draw)
        epc_shape_disc (render->cr, x + r, l->y + row / 2, r, render->theme->ground, render->theme->ink, 0.9 * l->u);
      put (l, x + 2 * r + 3 * l->u, l->y + row / 2 - 4.6 * l->u, text, EPC_TYPE_CAPTION, EPC_ALIGN_LEFT,
           render->theme->ink_second);
      x += 2 * r + 3 * l->u + text_width (l, text, EPC_TYPE_CAPTION) + 8 * l->u;
    }
  l->y += row;
}

/* What is on the map beside sites: @symbols counts each kind. */
static void
other_rows (Legend *l, const guint *symbols, double *across)
{
  for (guint i = 1; i < EPC_MAP_N_SYMBOLS; i++)
    if (symbols[i])
      mark_row (l, EPC_MAP_STATE_UNKNOWN, i, epc_map_text (l->render, symbol_word (i)), symbols[i], across);
}

static void
sites_part (Legend *l)
{
  static const EpcMapState order[] = { EPC_MAP_STATE_OK, EPC_MAP_STATE_WATCH, EPC_MAP_STATE_CRITICAL, EPC_MAP_STATE_UNKNOWN };
  EpcMapRender *render = l->render;
  const EpcMapPoints *points = render->map->points;
  guint states[EPC_MAP_N_STATES] = { 0 }, symbols[EPC_MAP_N_SYMBOLS] = { 0 }, sites = 0, others = 0, unknown = 0;
  double across = 0;

  for (guint i = 0; i < points->n; i++)
    {
      const gboolean is_site = points->symbol[i] == EPC_MAP_SYMBOL_STATE;

      if (is_site)
        states[points->state[i]]++;
      else
        symbols[points->symbol[i]]++;
      sites += is_site ? 1 : 0;
      others += is_site ? 0 : 1;
      unknown += is_site && points->people[i] < 0 ? 1 : 0;
    }
  heading (l, render->map->sites_legend);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (states[order[i]])
      mark_row (l, order[i], EPC_MAP_SYMBOL_STATE, epc_map_text (render, epc_map_state_word (order[i])), states[order[i]],
                &across);
  if (sites == 0)
    other_rows (l, symbols, &across);
  end_entries (l, 11.5 * l->u, across);
  if (epc_map_is_clustered (render->map))
    put_wrapped (l, epc_map_text (render, N_ ("Circles: number of sites, people below; the ring shows the worst state.")),
                 EPC_TYPE_TINY, render->theme->ink_second);
  else
    size_row (l);
  if (unknown && points->most > 0)
    {
      g_autofree char *n = epc_language_integer (render->language, unknown);
      g_autofree char *text = g_strdup_printf (epc_language_plural (render->language, N_ ("%s site without a figure of people"),
                                                                    N_ ("%s sites without a figure of people"), unknown),
                                               n);

      put_wrapped (l, text, EPC_TYPE_TINY, render->theme->ink_second);
    }
  if (sites > 0 && others > 0)
    {
      across = 0;
      l->y += 3 * l->u;
      heading (l, epc_map_text (render, N_ ("Other places")));
      other_rows (l, symbols, &across);
      end_entries (l, 11.5 * l->u, across);
    }
  l->y += 3 * l->u;
}

/* ------------------------------------------------------------------------------------------------------------- zones */

static void
zones_part (Legend *l)
{
  EpcMapRender *render = l->render;
  const GArray *zones = render->map->zones;
  double height = 11.5 * l->u, across = 0;

  for (guint i = 0; i < zones->len; i++)
    {
      const EpcMapZone *zone = &g_array_index (zones, EpcMapZone, i);
      gboolean known = zone->label == NULL;
      double left;

      for (guint k = 0; k < i && !known; k++)
        known = g_array_index (zones, EpcMapZone, k).kind == zone->kind
                && g_strcmp0 (g_array_index (zones, EpcMapZone, k).label, zone->label) == 0;
      if (known)
        continue;
      left = begin_entry (l, 30 * l->u + text_width (l, zone->label, EPC_TYPE_CAPTION), height, &across);
      if (l->draw)
        epc_map_zone_swatch (render, zone->kind, left, l->y + 1.5 * l->u, 16 * l->u, 8 * l->u);
      put (l, left + 21 * l->u, l->y + 0.8 * l->u, zone->label, EPC_TYPE_CAPTION, EPC_ALIGN_LEFT, 0);
      end_entry (l, height);
    }
  end_entries (l, height, across);
  l->y += 3 * l->u;
}

void
epc_map_legend (EpcMapRender *render, double x, double y, gboolean draw, double *width, double *height)
{
  gboolean strip = render->legend_form == EPC_LEGEND_STRIP;
  double pad = strip || render->panel > 0 || render->legend_most > 0 ? 0 : 6 * render->unit;
  Legend l = { .render = render, .x = x + pad, .y = y + pad, .u = render->unit, .draw = draw, .top = y + pad };

  *width = *height = 0;
  if (render->map->shapes->len == 0 && render->map->n_sites == 0 && render->map->flows->len == 0 && render->map->zones->len == 0)
    return;
  if (draw)
    {
      double box_width, box_height;

      epc_map_legend (render, x, y, FALSE, &box_width, &box_height);
      if (render->legend_inside)
        epc_shape_box (render->cr, x, y, box_width, box_height, render->theme->ground, render->theme->hairline,
                       0.8 * render->unit, 4 * render->unit);
    }
  if (render->map->shapes->len && strip)
    shapes_strip (&l);
  else if (render->map->shapes->len && render->legend_form == EPC_LEGEND_LOW)
    shapes_low (&l);
  else if (render->map->shapes->len)
    shapes_part (&l);
  if (render->map->flows->len)
    flows_part (&l);
  if (render->map->n_sites)
    sites_part (&l);
  if (render->map->zones->len)
    zones_part (&l);
  *width = l.widest + 2 * pad;
  *height = l.y - y + pad - 3 * render->unit;
}
