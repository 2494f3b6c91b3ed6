/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A map of the user's own, made of square pictures in Web Mercator, under the data of a map figure. On paper of another projection each
 * picture is laid down in small pieces, each turned and stretched by itself.
 */
#include "draw/epc-map-private.h"

#include <math.h>

#define SHARPER 1.0   /* zooms deeper than one pixel to a unit of the drawing: 144 dots per inch on paper */
#define MOST_TILES 400
#define PIECES 4      /* along a side of a picture, where the projection bends it */
#define OVERLAP 0.15  /* units of the drawing: no hairline between two pieces */

typedef struct
{
  guint zoom;
  gint64 first_x, last_x, first_y, last_y;
} TileRange;

/* The tiles of @zoom that meet @box. */
static void
tiles_of (const EpcMapBox *box, guint zoom, TileRange *range)
{
  double west, north, east, south, n = ldexp (1, (int) zoom);

  epc_mercator_from_lonlat (MAX (box->west, -180), MIN (box->north, EPC_MERCATOR_LATITUDE), &west, &north);
  epc_mercator_from_lonlat (MIN (box->east, 180), MAX (box->south, -EPC_MERCATOR_LATITUDE), &east, &south);
  range->zoom = zoom;
  range->first_x = (gint64) CLAMP (floor (west * n), 0, n - 1);
  range->last_x = (gint64) CLAMP (ceil (east * n) - 1, 0, n - 1);
  range->first_y = (gint64) CLAMP (floor (north * n), 0, n - 1);
  range->last_y = (gint64) CLAMP (ceil (south * n) - 1, 0, n - 1);
}

/* The deepest zoom that is of use here and not too many tiles. FALSE: the pictures are all sharper than that, or elsewhere. */
static gboolean
choose_tiles (const EpcMapRender *render, const EpcMapPictures *pictures, TileRange *range)
{
  double wanted = floor (epc_viewport_zoom (&render->view) + SHARPER + 0.5);
  EpcMapBox box;

  epc_viewport_box (&render->view, 0, &box);
  box = (EpcMapBox){ MAX (box.west, pictures->box.west), MAX (box.south, pictures->box.south), MIN (box.east, pictures->box.east),
                     MIN (box.north, pictures->box.north) };
  if (box.west >= box.east || box.south >= box.north)
    return FALSE;
  for (gint zoom = (gint) CLAMP (wanted, pictures->min_zoom, pictures->max_zoom); zoom >= (gint) pictures->min_zoom; zoom--)
    {
      tiles_of (&box, (guint) zoom, range);
      if ((range->last_x - range->first_x + 1) * (range->last_y - range->first_y + 1) <= MOST_TILES)
        return TRUE;
    }
  return FALSE;
}

/* Part @column, @row of @n × @n of the picture of tile @x, @y. */
static void
draw_piece (const EpcMapRender *render, cairo_pattern_t *picture, double width, double height, guint zoom, gint64 x, gint64 y, int column, int row,
            int n)
{
  double world = ldexp (1, (int) zoom), corner[4][2], ux, uy, vx, vy;
  cairo_matrix_t matrix;

  for (int i = 0; i < 4; i++)
    epc_map_world_xy (&render->view, (x + (double) (column + i % 2) / n) / world, (y + (double) (row + i / 2) / n) / world, &corner[i][0],
                      &corner[i][1]);
  ux = (corner[1][0] - corner[0][0]) * n / width;
  uy = (corner[1][1] - corner[0][1]) * n / width;
  vx = (corner[2][0] - corner[0][0]) * n / height;
  vy = (corner[2][1] - corner[0][1]) * n / height;
  /* From pixels of the picture to the drawing, and back: a pattern wants it the other way round. */
  cairo_matrix_init (&matrix, ux, uy, vx, vy, corner[0][0] - ux * column * width / n - vx * row * height / n,
                     corner[0][1] - uy * column * width / n - vy * row * height / n);
  if (cairo_matrix_invert (&matrix) != CAIRO_STATUS_SUCCESS)
    return;
  cairo_pattern_set_matrix (picture, &matrix);
  cairo_move_to (render->cr, corner[0][0] - OVERLAP, corner[0][1] - OVERLAP);
  cairo_line_to (render->cr, corner[1][0] + OVERLAP, corner[1][1] - OVERLAP);
  cairo_line_to (render->cr, corner[3][0] + OVERLAP, corner[3][1] + OVERLAP);
  cairo_line_to (render->cr, corner[2][0] - OVERLAP, corner[2][1] + OVERLAP);
  cairo_close_path (render->cr);
  cairo_set_source (render->cr, picture);
  cairo_fill (render->cr);
}

static void
draw_set (EpcMapRender *render, const EpcMapPictures *pictures)
{
  int n = render->view.kind == EPC_PROJECTION_WEB_MERCATOR ? 1 : PIECES;
  TileRange range;

  if (!choose_tiles (render, pictures, &range))
    return;
  for (gint64 y = range.first_y; y <= range.last_y; y++)
    for (gint64 x = range.first_x; x <= range.last_x; x++)
      {
        cairo_surface_t *surface = pictures->tile (range.zoom, (guint) x, (guint) y, pictures->data);
        cairo_pattern_t *picture;

        if (surface == NULL)
          continue;
        picture = cairo_pattern_create_for_surface (surface);
        cairo_pattern_set_extend (picture, CAIRO_EXTEND_PAD);
        for (int piece = 0; piece < n * n; piece++)
          draw_piece (render, picture, cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface), range.zoom, x, y,
                      piece % n, piece / n, n);
        cairo_pattern_destroy (picture);
        cairo_surface_destroy (surface);
      }
}

void
epc_map_draw_pictures (EpcMapRender *render, gboolean raised)
{
  for (guint i = 0; i < render->map->pictures->len; i++)
    {
      const EpcMapPictures *pictures = &g_array_index (render->map->pictures, EpcMapPictures, i);

      if (pictures->is_raised != raised)
        continue;
      if (pictures->opacity > 0.995)
        {
          draw_set (render, pictures);
          continue;
        }
      cairo_push_group (render->cr);
      draw_set (render, pictures);
      cairo_pop_group_to_source (render->cr);
      cairo_paint_with_alpha (render->cr, pictures->opacity);
    }
}
