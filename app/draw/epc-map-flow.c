/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Arrows of people who moved from one area to another: curved round the middle of the map, from the edge of one circle to the
 * edge of the other, width in straight proportion, large ones first.
 */
#include "draw/epc-map-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SAMPLES 161

typedef struct
{
  double x;
  double y;
} Point;

double
epc_map_flow_most (const EpcMapRender *render)
{
  double most = 0;

  for (guint i = 0; i < render->map->flows->len; i++)
    {
      const EpcMapArrow *arrow = &g_array_index (render->map->flows, EpcMapArrow, i);

      if (g_strcmp0 (arrow->from, arrow->to) != 0)
        most = MAX (most, arrow->people);
    }
  return most;
}

void
epc_map_count_hidden_flows (EpcMapRender *render)
{
  for (guint i = 0; i < render->map->flows->len; i++)
    {
      const EpcMapArrow *arrow = &g_array_index (render->map->flows, EpcMapArrow, i);

      if (g_strcmp0 (arrow->from, arrow->to) != 0 && arrow->people < render->map->least_flow)
        {
          render->hidden_flows++;
          render->hidden_people += arrow->people;
        }
    }
}

double
epc_map_flow_width (const EpcMapRender *render, double people, double most)
{
  double widest = (render->unit > 1 ? 12 : render->width > 900 ? 15 : 9) * MIN (1, render->view.height / 170 / render->unit);

  return most > 0 ? MAX (0.7, widest * people / most) : 0.7;
}

static gboolean
area_xy (const EpcMapRender *render, const char *code, Point *p)
{
  const EpcBasemapArea *area = epc_basemap_area (render->basemap, code);

  if (!area)
    return FALSE;
  epc_viewport_xy (&render->view, area->lon, area->lat, &p->x, &p->y);
  return TRUE;
}

/* Fills @out (2 × SAMPLES + 4 points at most) with the outline of the arrow; 0 when the circles touch. */
static guint
arrow_outline (Point a, Point b, double radius_a, double radius_b, double width, double bend, Point *out)
{
  double length = hypot (b.x - a.x, b.y - a.y), gap = 1.6, along[SAMPLES], total = 0, head, half_head;
  Point normal = { (b.y - a.y) / length, -(b.x - a.x) / length }, q[SAMPLES], n[SAMPLES];
  Point c = { (a.x + b.x) / 2 + normal.x * bend * length, (a.y + b.y) / 2 + normal.y * bend * length };
  guint count = 0, body = 0, written = 0;

  for (int i = 0; i < SAMPLES; i++)
    {
      double t = (double) i / (SAMPLES - 1), s = 1 - t;
      Point p = { s * s * a.x + 2 * t * s * c.x + t * t * b.x, s * s * a.y + 2 * t * s * c.y + t * t * b.y };

      if (hypot (p.x - a.x, p.y - a.y) >= radius_a + gap && hypot (p.x - b.x, p.y - b.y) >= radius_b + gap)
        q[count++] = p;
    }
  if (count < 8)
    return 0;
  along[0] = 0;
  for (guint i = 1; i < count; i++)
    along[i] = total = total + hypot (q[i].x - q[i - 1].x, q[i].y - q[i - 1].y);
  head = MIN (1.25 * width + 3.2, total * 0.45);
  half_head = width * 0.92 + 2;
  for (guint i = 0; i < count; i++)
    {
      guint before = i ? i - 1 : 0, after = MIN (i + 1, count - 1);
      double dx = q[after].x - q[before].x, dy = q[after].y - q[before].y, d = MAX (hypot (dx, dy), 1e-9);

      n[i] = (Point){ dy / d, -dx / d };
      if (along[i] <= total - head)
        body = i + 1;
    }
  if (body < 2)
    return 0;
  for (guint i = 0; i < body; i++)
    {
      double half = width / 2 * (0.55 + 0.45 * along[i] / MAX (along[body - 1], 1e-6));

      out[written++] = (Point){ q[i].x + n[i].x * half, q[i].y + n[i].y * half };
    }
  out[written++] = (Point){ q[body - 1].x + n[body - 1].x * half_head, q[body - 1].y + n[body - 1].y * half_head };
  out[written++] = q[count - 1];
  out[written++] = (Point){ q[body - 1].x - n[body - 1].x * half_head, q[body - 1].y - n[body - 1].y * half_head };
  for (guint i = body; i-- > 0;)
    {
      double half = width / 2 * (0.55 + 0.45 * along[i] / MAX (along[body - 1], 1e-6));

      out[written++] = (Point){ q[i].x - n[i].x * half, q[i].y - n[i].y * half };
    }
  return written;
}

static int
by_people (gconstpointer a, gconstpointer b)
{
  const EpcMapArrow *x = *(const EpcMapArrow *const *) a, *y = *(const EpcMapArrow *const *) b;

  return x->people < y->people ? 1 : x->people > y->people ? -1 : 0;
}

/* Colours by origin: those that most people left come first. */
static EpcColour
colour_of_origin (const EpcMapRender *render, const GPtrArray *order, const char *from)
{
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();
  guint at = 0;

  for (guint i = 0; i < order->len; i++)
    {
      const EpcMapArrow *arrow = g_ptr_array_index (order, i);

      if (g_str_equal (arrow->from, from))
        break;
      if (!g_ptr_array_find_with_equal_func (seen, arrow->from, g_str_equal, NULL))
        {
          g_ptr_array_add (seen, arrow->from);
          at++;
        }
    }
  /* Warm arrows would drown on warm areas. */
  return render->map->shapes->len && render->map->ramp == EPC_MAP_RAMP_PRESSURE ? render->theme->title : render->theme->flow[MIN (at, 3u)];
}

/* The arrow leans away from the middle of all areas. Flows of one origin that run close together part: the second takes the other
 * side, the next ones wider and flatter bends in turn. */
static double
bend_of (Point a, Point b, Point middle, const GArray *angles, double angle)
{
  static const double bends[] = { 0.20, -0.20, -0.08, 0.34, -0.32 };
  Point m = { (a.x + b.x) / 2, (a.y + b.y) / 2 }, normal = { b.y - a.y, -(b.x - a.x) };
  double out = hypot (m.x + normal.x * 0.2 - middle.x, m.y + normal.y * 0.2 - middle.y);
  double in = hypot (m.x - normal.x * 0.2 - middle.x, m.y - normal.y * 0.2 - middle.y), bend;
  guint near = 0;

  for (guint i = 0; i < angles->len; i++)
    if (fabs (remainder (g_array_index (angles, double, i) - angle, 2 * G_PI)) < 20 * G_PI / 180)
      near++;
  bend = bends[near % G_N_ELEMENTS (bends)];
  return out > in ? bend : -bend;
}

static void
draw_arrow (EpcMapRender *render, const Point *outline, guint n, EpcColour colour)
{
  cairo_t *cr = render->cr;

  cairo_new_path (cr);
  for (guint i = 0; i < n; i++)
    cairo_line_to (cr, outline[i].x, outline[i].y);
  cairo_close_path (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  epc_colour_set (cr, render->theme->ground, 0.95);
  cairo_set_line_width (cr, 1.5 * render->unit);
  cairo_stroke_preserve (cr);
  epc_colour_set (cr, colour, 0.9);
  cairo_fill (cr);
  epc_map_labels_soften (render->labels, (const double *) (const void *) outline, n);
}

/* People who are in @code, wherever they came from, by the arrows; those who never left it among them. */
static double
hosted (const EpcMapRender *render, const char *code)
{
  double people = 0;

  for (guint i = 0; i < render->map->flows->len; i++)
    {
      const EpcMapArrow *arrow = &g_array_index (render->map->flows, EpcMapArrow, i);

      people += g_strcmp0 (arrow->to, code) == 0 ? arrow->people : 0;
    }
  return people;
}

/* The shape that the choropleth shows of @code; NULL: none. */
static const EpcMapShape *
shape_of (const EpcMapRender *render, const char *code)
{
  const EpcBasemapArea *area = epc_basemap_area (render->basemap, code);

  for (guint i = 0; area && i < render->map->shapes->len; i++)
    if (render->resolved[i] == (int) area->index)
      return &g_array_index (render->map->shapes, EpcMapShape, i);
  return NULL;
}

/* What the circle of an area says: its value where the choropleth shows it, else who is hosted there. */
static double
circled (const EpcMapRender *render, const char *code)
{
  const EpcMapShape *shape = shape_of (render, code);

  if (shape == NULL)
    return hosted (render, code);
  return render->map->ramp == EPC_MAP_RAMP_PEOPLE && shape->has_value ? shape->value : -1;
}

double
epc_map_hosted_most (const EpcMapRender *render)
{
  double most = 0;

  for (guint i = 0; i < render->map->shapes->len && render->map->ramp == EPC_MAP_RAMP_PEOPLE; i++)
    if (g_array_index (render->map->shapes, EpcMapShape, i).has_value)
      most = MAX (most, g_array_index (render->map->shapes, EpcMapShape, i).value);
  for (guint i = 0; i < render->map->flows->len; i++)
    most = MAX (most, circled (render, g_array_index (render->map->flows, EpcMapArrow, i).to));
  return most;
}

/* Radius of the circle of an area, in proportion; small when nothing is known of it. */
static double
circle_of (const EpcMapRender *render, const char *code)
{
  return epc_map_hosted_radius (render, circled (render, code));
}

double
epc_map_hosted_radius (const EpcMapRender *render, double own)
{
  /* the art direction: 27 pt on A3, 9.5 in a column, 22 on the screen */
  double size = render->unit > 1 ? 22 : render->width > 900 ? 27 : 9.5, most = epc_map_hosted_most (render),
         largest = size * MIN (1, render->view.height / (render->unit > 1 ? 500 : 170));

  return own > 0 ? MAX (2.6 * render->unit, largest * sqrt (own / most)) : 2.6 * render->unit;
}

double
epc_map_flow_circle (const EpcMapRender *render, int area)
{
  for (guint i = 0; area >= 0 && i < render->map->flows->len; i++)
    {
      const EpcMapArrow *arrow = &g_array_index (render->map->flows, EpcMapArrow, i);

      for (int k = 0; k < 2 && arrow->people >= render->map->least_flow; k++)
        {
          const char *code = k ? arrow->to : arrow->from;
          const EpcBasemapArea *of = epc_basemap_area (render->basemap, code);

          if (of && (int) of->index == area)
            return circle_of (render, code);
        }
    }
  return 0;
}

/* How many are there, where the circle has room for it. */
static void
write_in_circle (EpcMapRender *render, Point middle, double radius, double people)
{
  EpcTypeSetting setting = { .type = EPC_TYPE_CAPTION, .align = EPC_ALIGN_CENTRE };
  g_autofree char *text = epc_map_number (render, people);
  double height;

  if (people <= 0 || epc_type_width (render->cr, render->theme, text, EPC_TYPE_CAPTION) > 1.8 * radius)
    return;
  epc_type_measure (render->cr, render->theme, text, &setting, NULL, &height);
  epc_type_draw (render->cr, render->theme, middle.x, middle.y - height / 2, text, &setting);
}

static void
draw_circles (EpcMapRender *render, const GPtrArray *order)
{
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < 2 * order->len; i++)
    {
      const EpcMapArrow *arrow = g_ptr_array_index (order, i / 2);
      const char *code = i % 2 ? arrow->to : arrow->from;
      double r = circle_of (render, code);
      Point p;

      if (!area_xy (render, code, &p) || !g_hash_table_add (done, (gpointer) code))
        continue;
      cairo_new_path (render->cr);
      cairo_arc (render->cr, p.x, p.y, r, 0, 2 * G_PI);
      epc_colour_set (render->cr, render->theme->ground, 0.93);
      cairo_fill_preserve (render->cr);
      epc_colour_set (render->cr, render->theme->ink, 1);
      cairo_set_line_width (render->cr, (render->width > 900 ? 1.1 : 0.7) * render->unit);
      cairo_stroke (render->cr);
      epc_map_labels_block_circle (render->labels, p.x, p.y, r + 1);
      if (shape_of (render, code) == NULL) /* else its figure stands with its name */
        write_in_circle (render, p, r, circled (render, code));
    }
}

/* The arrows that are drawn, the largest first. */
static GPtrArray *
drawn_arrows (const EpcMapRender *render)
{
  const GArray *flows = render->map->flows;
  GPtrArray *order = g_ptr_array_new ();
  Point a, b;

  for (guint i = 0; i < flows->len; i++)
    {
      const EpcMapArrow *arrow = &g_array_index (flows, EpcMapArrow, i);

      if (arrow->from && arrow->to && arrow->people >= render->map->least_flow && area_xy (render, arrow->from, &a)
          && area_xy (render, arrow->to, &b) && hypot (b.x - a.x, b.y - a.y) >= 1)
        g_ptr_array_add (order, (gpointer) arrow);
    }
  g_ptr_array_sort (order, by_people);
  return order;
}

/* The middle of all circles. */
static Point
middle_of (const EpcMapRender *render, const GPtrArray *order)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Point middle = { 0, 0 }, p;

  for (guint i = 0; i < 2 * order->len; i++)
    {
      const EpcMapArrow *arrow = g_ptr_array_index (order, i / 2);
      char *code = i % 2 ? arrow->to : arrow->from;

      if (!g_hash_table_add (seen, code) || !area_xy (render, code, &p))
        continue;
      middle.x += p.x;
      middle.y += p.y;
    }
  middle.x /= MAX (g_hash_table_size (seen), 1u);
  middle.y /= MAX (g_hash_table_size (seen), 1u);
  return middle;
}

void
epc_map_draw_flows (EpcMapRender *render)
{
  g_autoptr (GPtrArray) order = drawn_arrows (render);
  g_autoptr (GHashTable) angles = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  double most = epc_map_flow_most (render);
  Point middle = middle_of (render, order), outline[2 * SAMPLES + 4];

  for (guint i = 0; i < order->len; i++)
    {
      const EpcMapArrow *arrow = g_ptr_array_index (order, i);
      GArray *of_origin = g_hash_table_lookup (angles, arrow->from);
      Point a, b;
      double angle;
      guint n;

      area_xy (render, arrow->from, &a);
      area_xy (render, arrow->to, &b);
      angle = atan2 (b.y - a.y, b.x - a.x);
      if (!of_origin)
        {
          of_origin = g_array_new (FALSE, FALSE, sizeof (double));
          g_hash_table_insert (angles, arrow->from, of_origin);
        }
      n = arrow_outline (a, b, circle_of (render, arrow->from), circle_of (render, arrow->to),
                         epc_map_flow_width (render, arrow->people, most), bend_of (a, b, middle, of_origin, angle), outline);
      g_array_append_val (of_origin, angle);
      if (n)
        draw_arrow (render, outline, n, colour_of_origin (render, order, arrow->from));
    }
  draw_circles (render, order);
}

/* ------------------------------------------------------------------------------------------------- names and legend */

static const char *
name_of (const EpcMapRender *render, const char *code)
{
  const char *own = g_hash_table_lookup (render->map->names, code);
  const EpcBasemapArea *area = epc_basemap_area (render->basemap, code);

  return own ? own : area ? epc_basemap_area_name (render->basemap, area, epc_language_name (render->language)) : code;
}

/* The name of an area beside its circle, in capitals, and the figure that had no room in the circle under it. */
static void
label_circle (EpcMapRender *render, const char *code)
{
  EpcTypeSetting setting = { .type = EPC_TYPE_OVERLINE,
                             .size = 7 * render->unit,
                             .colour = render->map->theme == EPC_MAP_THEME_DARK ? 0xffffff : render->theme->title,
                             .halo = 2.4 * render->unit,
                             .halo_colour = epc_basemap_colours (render->map->theme)->halo };
  EpcTypeSetting figure = setting;
  g_autofree char *name = g_utf8_strup (name_of (render, code), -1), *number = NULL;
  double people = circled (render, code), r = circle_of (render, code), width, height, figure_width = 0, figure_height = 0, left, top;
  Point p;

  if (!area_xy (render, code, &p))
    return;
  figure.type = EPC_TYPE_CAPTION_BOLD;
  epc_type_measure (render->cr, render->theme, name, &setting, &width, &height);
  if (people > 0)
    {
      number = epc_map_number (render, people);
      if (epc_type_width (render->cr, render->theme, number, EPC_TYPE_CAPTION) > 1.8 * r)
        epc_type_measure (render->cr, render->theme, number, &figure, &figure_width, &figure_height);
    }
  if (!epc_map_labels_place (render->labels, p.x, p.y, MAX (width, figure_width), height * 0.9 + figure_height * 0.9, r, 0, 0.6, &left,
                             &top))
    {
      g_ptr_array_add (render->left_out, g_strdup (name_of (render, code)));
      return;
    }
  epc_type_draw (render->cr, render->theme, left + MAX (figure_width - width, 0) / 2, top, name, &setting);
  if (figure_width > 0)
    epc_type_draw (render->cr, render->theme, left + MAX (width - figure_width, 0) / 2, top + height * 0.86, number, &figure);
}

void
epc_map_label_flows (EpcMapRender *render)
{
  g_autoptr (GPtrArray) order = drawn_arrows (render);
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < 2 * order->len; i++)
    {
      const EpcMapArrow *arrow = g_ptr_array_index (order, i / 2);
      char *code = i % 2 ? arrow->to : arrow->from;

      /* What the choropleth shows has its name there. */
      if (g_hash_table_add (done, code) && shape_of (render, code) == NULL)
        label_circle (render, code);
    }
}

GArray *
epc_map_flow_origins (const EpcMapRender *render)
{
  g_autoptr (GPtrArray) order = drawn_arrows (render);
  GArray *origins = g_array_new (FALSE, TRUE, sizeof (EpcMapOrigin));

  for (guint i = 0; i < order->len; i++)
    {
      const EpcMapArrow *arrow = g_ptr_array_index (order, i);
      guint k = 0;

      while (k < origins->len && !g_str_equal (g_array_index (origins, EpcMapOrigin, k).code, arrow->from))
        k++;
      if (k == origins->len)
        {
          const EpcMapOrigin origin
              = { arrow->from, name_of (render, arrow->from), colour_of_origin (render, order, arrow->from), 0 };
          g_array_append_val (origins, origin);
        }
      g_array_index (origins, EpcMapOrigin, k).people += arrow->people;
    }
  return origins;
}
