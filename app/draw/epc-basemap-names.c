/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names on the basemap, and tiles. Names are placed greedily in the order of importance. For tiles they are placed once for a
 * block of tiles that is anchored to the world, and no name leaves its block: so all tiles agree, whoever asks first.
 */
#include "draw/epc-basemap-private.h"

#include "draw/epc-map-labels-private.h"
#include "draw/epc-type.h"

#include <math.h>
#include <string.h>

#define MAX_BLOCKS 48

typedef enum
{
  MARK_NONE,
  MARK_CAPITAL,
  MARK_TOWN,
} Mark;

typedef struct
{
  const char *text; /* of the basemap, or @own */
  char *own;
  EpcType type;
  double size;
  Mark mark;
  gboolean is_second;
  gboolean is_water;
  double x; /* of the point, and where the name stands */
  double y;
  double left;
  double top;
  double width;
  double height;
} Name;

typedef struct _Placing Placing;

/* Whose name is being placed. */
typedef struct
{
  const Placing *p;
  const EpcBasemapArea *area;
} Owner;

struct _Placing
{
  const EpcBasemap *basemap;
  const EpcBasemapOptions *options;
  Owner owner;
  EpcBasemapPen pen;
  const EpcTheme *theme;
  EpcMapLabels *labels;
  cairo_t *cr;
  double zoom;
  double factor; /* type on the screen is larger than on paper */
  GArray *names;
};

static gboolean on_own_ground (double x, double y, gpointer data);

static const EpcTheme *
theme_of (EpcMapTheme theme)
{
  return epc_theme_get (theme == EPC_MAP_THEME_DARK    ? EPC_THEME_DARK
                        : epc_map_theme_is_paper (theme) ? EPC_THEME_PAPER
                                                       : EPC_THEME_LIGHT);
}

static void
name_clear (gpointer data)
{
  g_free (((Name *) data)->own);
}

static GArray *
names_new (void)
{
  GArray *names = g_array_new (FALSE, TRUE, sizeof (Name));

  g_array_set_clear_func (names, name_clear);
  return names;
}

static void
measure (Placing *p, Name *name)
{
  EpcTypeSetting setting = { .type = name->type, .size = name->size, .markup = name->is_water };

  epc_type_measure (p->cr, p->theme, name->text, &setting, &name->width, &name->height);
}

/* Tries to place @name; @symbol and @spread as in epc_map_labels_place(). Takes what it owns. */
static gboolean
place (Placing *p, Name *name, double symbol, double spread, double max_soft)
{
  double height = name->mark == MARK_NONE ? name->height : name->height * 0.86;

  if (!epc_map_labels_place_where (p->labels, name->x, name->y, name->width, height, symbol, spread, max_soft,
                                   p->owner.area ? on_own_ground : NULL, &p->owner, &name->left, &name->top))
    {
      g_free (name->own);
      return FALSE;
    }
  name->top -= (name->height - height) / 2;
  g_array_append_val (p->names, *name);
  return TRUE;
}

static gboolean
sees_point (const Placing *p, double x, double y)
{
  return epc_viewport_contains (&p->pen.viewport, x, y, 3);
}

static gboolean
in_turn (const Placing *p, guint32 world_x)
{
  return world_x + p->pen.shift >= p->pen.view[0] && world_x + p->pen.shift <= p->pen.view[2];
}

/* ------------------------------------------------------------------------------------------------------ what is named */

static void
block_capitals (Placing *p)
{
  for (guint i = 0; i < p->basemap->n_places; i++)
    {
      const guint32 *row = p->basemap->place_rows + (gsize) i * PLACE_WORDS;
      guint32 flags = epc_word (row, PLACE_FLAGS);
      double x, y;

      if (!(flags & EPC_BASEMAP_CAPITAL))
        break; /* capitals stand first in the file */
      if ((flags >> 8 & 255) > p->zoom + 0.3 || !in_turn (p, epc_word (row, PLACE_X)))
        continue;
      epc_basemap_pen_xy (&p->pen, epc_word (row, PLACE_X), epc_word (row, PLACE_Y), &x, &y);
      if (sees_point (p, x, y))
        epc_map_labels_block (p->labels, x - 2.5, y - 2.5, 5, 5);
    }
}

static void
place_town (Placing *p, guint index)
{
  const guint32 *row = p->basemap->place_rows + (gsize) index * PLACE_WORDS;
  guint32 flags = epc_word (row, PLACE_FLAGS), people = epc_word (row, PLACE_PEOPLE);
  gboolean capital = flags & EPC_BASEMAP_CAPITAL;
  Name name = { .mark = capital ? MARK_CAPITAL : MARK_TOWN };
  double r = capital ? 2.3 : 1.7;

  epc_basemap_pen_xy (&p->pen, epc_word (row, PLACE_X), epc_word (row, PLACE_Y), &name.x, &name.y);
  if (!sees_point (p, name.x, name.y) || (!capital && !epc_map_labels_is_free (p->labels, name.x - 2, name.y - 2, 4, 4)))
    return;
  name.text = epc_basemap_string (p->basemap, epc_word (row, PLACE_NAMES + epc_basemap_language (p->options->language)));
  name.type = capital || (p->zoom >= 9.5 && people >= 50000) ? EPC_TYPE_AXIS_BOLD : EPC_TYPE_AXIS;
  if (p->zoom < 5.5)
    name.size = capital ? 6.8 : 6.8;
  else if (p->zoom < 9.5)
    name.size = capital ? 8 : people >= 100000 ? 7.6 : 7;
  else
    name.size = people >= 200000 ? 9.2 : people >= 50000 ? 8.4 : 7.4;
  name.size *= p->factor;
  measure (p, &name);
  if (place (p, &name, r - 1.2, 0, 0.2))
    epc_map_labels_block (p->labels, name.x - r, name.y - r, 2 * r, 2 * r);
}

/* Towns of the file in its order (capitals, then by the zoom they appear at, then people). */
static void
place_towns (Placing *p, gboolean capitals)
{
  for (guint i = 0; i < p->basemap->n_places; i++)
    {
      const guint32 *row = p->basemap->place_rows + (gsize) i * PLACE_WORDS;
      guint32 flags = epc_word (row, PLACE_FLAGS);
      double least = flags >> 8 & 255;
      gboolean capital = flags & EPC_BASEMAP_CAPITAL;

      if (!capital && (capitals || least > p->zoom + 0.3))
        break;
      if (capital == capitals && least <= p->zoom + 0.3 && !(p->zoom < 5.5 && !capital && least > 4)
          && in_turn (p, epc_word (row, PLACE_X)))
        place_town (p, i);
    }
}

static int
by_size (gconstpointer a, gconstpointer b, gpointer data)
{
  const EpcBasemap *basemap = data;
  double x = basemap->areas[*(const guint *) a].km2, y = basemap->areas[*(const guint *) b].km2;

  return x < y ? 1 : x > y ? -1 : 0;
}

/* A country's name may stand on the country or on water, not on another country. */
static gboolean
on_own_ground (double x, double y, gpointer data)
{
  const Owner *owner = data;
  const EpcBasemapArea *under;
  double lon, lat;

  epc_viewport_lonlat (&owner->p->pen.viewport, x, y, &lon, &lat);
  under = epc_basemap_area_containing (owner->p->basemap, lon, lat);
  return !under || strcmp (under->country, owner->area->country) == 0;
}

static void
place_area (Placing *p, guint index, double size, gboolean must_fit)
{
  const EpcBasemapArea *area = &p->basemap->areas[index];
  const guint32 *row = p->basemap->area_rows + (gsize) index * AREA_WORDS;
  double cosine = cos (area->lat * G_PI / 180), reach = area->reach * epc_viewport_units_per_metre (&p->pen.viewport);
  guint32 text = epc_word (row, area->level == EPC_BASEMAP_COUNTRY ? AREA_NAMES + epc_basemap_language (p->options->language)
                                                                   : AREA_LOCAL);
  Name name = { .type = EPC_TYPE_OVERLINE, .size = size * p->factor, .is_second = TRUE };

  /* The distance was measured on the ground at the area, the drawing's scale holds at its middle. */
  if (p->pen.viewport.kind == EPC_PROJECTION_WEB_MERCATOR)
    reach = area->reach * p->pen.viewport.scale / MAX (cosine, 0.05);
  epc_basemap_pen_xy (&p->pen, epc_word (row, AREA_X), epc_word (row, AREA_Y), &name.x, &name.y);
  if (!sees_point (p, name.x, name.y) || !text)
    return;
  name.own = g_utf8_strup (epc_basemap_string (p->basemap, text), -1);
  if (area->level == EPC_BASEMAP_COUNTRY && area->flags & EPC_BASEMAP_AREA_DISPUTED)
    {
      char *starred = g_strconcat (name.own, "*", NULL);

      g_free (name.own);
      name.own = starred;
    }
  name.text = name.own;
  measure (p, &name);
  if (area->flags & EPC_BASEMAP_AREA_DISPUTED)
    must_fit = FALSE;
  if (must_fit ? name.width > 4.8 * reach + 26 * p->factor
               : name.width > 9 * reach + (area->flags & EPC_BASEMAP_AREA_DISPUTED ? 140 : 40) * p->factor)
    {
      g_free (name.own);
      return;
    }
  p->owner = (Owner){ p, area };
  place (p, &name, reach > name.height ? -2 : -1, MAX (MIN (name.width, reach * 2), reach), 0.6);
  p->owner.area = NULL;
}

static void
place_areas (Placing *p, EpcBasemapLevel level)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < p->basemap->n_areas; i++)
    {
      const EpcBasemapArea *area = &p->basemap->areas[i];
      const EpcWorldBox *box = &p->basemap->area_boxes[i];

      /* Outside the region only members of ISO 3166 that the United Nations list as such are named. */
      if (area->level != level || !area->code[0] || g_str_equal (area->code, "TWN") || !epc_basemap_pen_sees (&p->pen, box)
          || (level == EPC_BASEMAP_ADMIN1 && p->options->focus && strcmp (area->country, p->options->focus) != 0)
          || (level == EPC_BASEMAP_COUNTRY && p->options->no_focus_name && g_strcmp0 (area->country, p->options->focus) == 0))
        continue;
      g_array_append_val (list, i);
    }
  g_array_sort_with_data (list, by_size, (gpointer) p->basemap);
  for (guint k = 0; k < list->len; k++)
    {
      guint i = g_array_index (list, guint, k);
      const EpcBasemapArea *area = &p->basemap->areas[i];

      if (level == EPC_BASEMAP_ADMIN1)
        place_area (p, i, p->zoom >= 9.5 ? 7.4 : 6.8, p->zoom < 8);
      else
        place_area (p, i, area->km2 > 80000 ? 7.8 : 6.8, !(area->flags & EPC_BASEMAP_AREA_MEMBER) || p->zoom < 5);
    }
}

/* Seas and oceans: names in en, es, fr, pt; from which zoom to which. */
static const struct
{
  double lon, lat, from, to;
  const char *name[4];
} waters[] = {
  { -74.5, 14.8, 3.6, 7.4, { "Caribbean Sea", "Mar Caribe", "Mer des Caraïbes", "Mar do Caribe" } },
  { -90.0, 25.0, 3.6, 6.4, { "Gulf of Mexico", "Golfo de México", "Golfe du Mexique", "Golfo do México" } },
  { -45.0, 22.0, 2.4, 6.0, { "Atlantic Ocean", "Océano Atlántico", "Océan Atlantique", "Oceano Atlântico" } },
  { -20.0, -22.0, 2.4, 6.0, { "Atlantic Ocean", "Océano Atlántico", "Océan Atlantique", "Oceano Atlântico" } },
  { -105.0, -12.0, 2.4, 6.0, { "Pacific Ocean", "Océano Pacífico", "Océan Pacifique", "Oceano Pacífico" } },
  { -96.0, 8.0, 4.6, 7.0, { "Pacific Ocean", "Océano Pacífico", "Océan Pacifique", "Oceano Pacífico" } },
  { -69.0, 22.5, 4.6, 7.0, { "Atlantic Ocean", "Océano Atlántico", "Océan Atlantique", "Oceano Atlântico" } },
};

static void
place_waters (Placing *p)
{
  for (guint i = 0; i < G_N_ELEMENTS (waters); i++)
    {
      Name name = { .type = EPC_TYPE_AXIS, .size = (p->zoom < 4 ? 8 : 9.5) * p->factor, .is_water = TRUE };
      double u, v;

      if (p->zoom < waters[i].from || p->zoom > waters[i].to)
        continue;
      epc_mercator_from_lonlat (waters[i].lon, waters[i].lat, &u, &v);
      epc_basemap_pen_xy (&p->pen, u * EPC_BASEMAP_WORLD, v * EPC_BASEMAP_WORLD, &name.x, &name.y);
      if (!sees_point (p, name.x, name.y))
        continue;
      name.own = g_strdup_printf ("<i>%s</i>", waters[i].name[epc_basemap_language (p->options->language)]);
      name.text = name.own;
      measure (p, &name);
      place (p, &name, -1, name.width, 0.2);
    }
}

/* Fills p->names in the order of importance for this zoom. */
static void
place_all (Placing *p)
{
  gboolean admin1 = !p->options->no_admin1;

  for (guint turn = 0; turn < epc_basemap_pen_turns (&p->pen); turn++)
    {
      if (turn)
        epc_basemap_pen_turn (&p->pen, turn);
      if (!p->options->no_towns)
        block_capitals (p);
      if (p->zoom < 5.5)
        {
          place_areas (p, EPC_BASEMAP_COUNTRY);
          if (!p->options->no_towns)
            place_towns (p, TRUE);
          place_waters (p);
          if (!p->options->no_towns && p->zoom >= 3.6)
            place_towns (p, FALSE);
        }
      else
        {
          if (!p->options->no_towns)
            place_towns (p, TRUE);
          if (p->zoom < 8.5)
            place_areas (p, EPC_BASEMAP_COUNTRY);
          if (admin1 && p->zoom >= 6.6 && p->zoom < 9.5)
            place_areas (p, EPC_BASEMAP_ADMIN1);
          if (!p->options->no_towns)
            place_towns (p, FALSE);
          if (admin1 && p->zoom >= 9.5)
            place_areas (p, EPC_BASEMAP_ADMIN1);
          place_waters (p);
        }
    }
}

static GArray *
place_names (const EpcBasemap *basemap, cairo_t *cr, const EpcViewport *viewport, const EpcBasemapOptions *options,
             EpcMapLabels *labels, double pixel)
{
  Placing p = {
    .basemap = basemap, .options = options, .labels = labels, .cr = cr, .theme = theme_of (options->theme), .names = names_new ()
  };

  p.factor = epc_map_theme_is_paper (options->theme) ? 1.0 : 1.42 * pixel;
  epc_basemap_pen_init (&p.pen, basemap, viewport, 0, FALSE);
  p.zoom = epc_viewport_zoom (viewport) - log2 (pixel);
  if (epc_map_theme_is_paper (options->theme))
    p.zoom += 0.5; /* type on paper is smaller, so that more has room */
  place_all (&p);
  epc_basemap_pen_clear (&p.pen);
  return p.names;
}

/* ---------------------------------------------------------------------------------------------------------- drawing */

static void
draw_mark (cairo_t *cr, const Name *name, const EpcBasemapColours *colour, double factor)
{
  double r = (name->mark == MARK_CAPITAL ? 2.3 : 1.6) * (factor > 1 ? 1.2 : 1);

  cairo_new_path (cr);
  if (name->mark == MARK_CAPITAL)
    cairo_rectangle (cr, name->x - r, name->y - r, 2 * r, 2 * r);
  else
    cairo_arc (cr, name->x, name->y, r, 0, 2 * G_PI);
  epc_colour_set (cr, name->mark == MARK_CAPITAL ? colour->dot : colour->land, 1);
  cairo_fill_preserve (cr);
  epc_colour_set (cr, colour->dot, 1);
  cairo_set_line_width (cr, 0.8);
  cairo_stroke (cr);
}

/* Draws the names that touch the rectangle. */
static void
draw_names (cairo_t *cr, const GArray *names, const EpcBasemapOptions *options, double x, double y, double width, double height)
{
  const EpcBasemapColours *colour = epc_basemap_colours (options->theme);
  const EpcTheme *theme = theme_of (options->theme);
  gboolean paper = epc_map_theme_is_paper (options->theme);

  for (guint i = 0; i < names->len; i++)
    {
      const Name *name = &g_array_index (names, Name, i);
      double left = MIN (name->left, name->x) - 4, top = MIN (name->top, name->y) - 4;
      double right = MAX (name->left + name->width, name->x) + 4, bottom = MAX (name->top + name->height, name->y) + 4;
      EpcTypeSetting setting = { .type = name->type, .size = name->size, .markup = name->is_water };

      if (right < x || left > x + width || bottom < y || top > y + height)
        continue;
      if (name->mark != MARK_NONE)
        draw_mark (cr, name, colour, paper ? 1 : 1.4);
      setting.colour = name->is_water    ? (options->theme == EPC_MAP_THEME_DARK ? 0x5f88a5 : options->theme == EPC_MAP_THEME_COVER ? 0x86a9d1 : 0x5b8ba6)
                       : name->is_second ? colour->text_second
                                         : colour->text;
      setting.halo = name->is_water ? 0 : paper ? 1.9 : 2.6;
      setting.halo_colour = colour->halo;
      epc_type_draw (cr, theme, name->left, name->top, name->text, &setting);
    }
}

void
epc_basemap_draw_labels (const EpcBasemap *basemap, cairo_t *cr, const EpcViewport *viewport, const EpcBasemapOptions *options,
                         EpcMapLabels *labels)
{
  static const EpcBasemapOptions plain = { 0 };
  g_autoptr (GArray) names = NULL;

  if (!options)
    options = &plain;
  if (options->no_labels)
    return;
  names = place_names (basemap, cr, viewport, options, labels, 1.0);
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_rectangle (cr, viewport->x, viewport->y, viewport->width, viewport->height);
  cairo_clip (cr);
  draw_names (cr, names, options, viewport->x, viewport->y, viewport->width, viewport->height);
  cairo_restore (cr);
}

/* ------------------------------------------------------------------------------------------------------------ tiles */

void
epc_basemap_forget_blocks (EpcBasemap *basemap)
{
  g_clear_pointer (&basemap->blocks, g_hash_table_unref);
  if (basemap->block_order)
    g_queue_free (basemap->block_order); /* its keys are the table's */
  basemap->block_order = NULL;
}

/* The names of block @bx, @by: tiles of zoom z - @bits, each 2^bits tiles of @size wide. Made by whoever asks first. */
static GArray *
block_names (EpcBasemap *basemap, guint z, guint bits, gint64 bx, gint64 by, int size, const EpcBasemapOptions *options)
{
  char *key = g_strdup_printf ("%u/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%d/%d/%u/%s/%d%d%d", z, bx, by, size, options->theme,
                               epc_basemap_language (options->language), options->focus ? options->focus : "", options->no_towns,
                               options->no_admin1, options->no_focus_name);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&basemap->lock);
  GArray *names;

  (void) locker;
  if (!basemap->blocks)
    {
      basemap->blocks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
      basemap->block_order = g_queue_new ();
    }
  names = g_hash_table_lookup (basemap->blocks, key);
  if (names)
    g_free (key);
  else
    {
      double edge = (double) size * (1 << bits);
      cairo_t *cr = epc_type_measuring_context ();
      g_autoptr (EpcMapLabels) labels = epc_map_labels_new_with_cell (0, 0, edge, edge, 2.0);
      EpcViewport viewport;

      epc_viewport_tile (&viewport, z - bits, bx, by, edge);
      names = place_names (basemap, cr, &viewport, options, labels, size / 256.0);
      cairo_destroy (cr);
      g_hash_table_insert (basemap->blocks, key, names);
      g_queue_push_tail (basemap->block_order, key);
      if (basemap->block_order->length > MAX_BLOCKS)
        g_hash_table_remove (basemap->blocks, g_queue_pop_head (basemap->block_order));
    }
  return g_array_ref (names);
}

void
epc_basemap_draw_tile_names (EpcBasemap *basemap, cairo_t *cr, guint z, gint64 x, gint64 y, int n_tiles, int size,
                             const EpcBasemapOptions *options)
{
  guint bits = z <= 4 ? z : 3;
  gint64 bx = x >> bits, by = y >> bits;
  g_autoptr (GArray) names = block_names (basemap, z, bits, bx, by, size, options);
  double left = (double) (x - (bx << bits)) * size, top = (double) (y - (by << bits)) * size;

  cairo_save (cr);
  cairo_translate (cr, -left, -top);
  draw_names (cr, names, options, left, top, (double) n_tiles * size, (double) n_tiles * size);
  cairo_restore (cr);
}

cairo_surface_t *
epc_basemap_draw_tile (EpcBasemap *basemap, guint z, gint64 x, gint64 y, int size, int pixel_ratio,
                       const EpcBasemapOptions *options)
{
  static const EpcBasemapOptions plain = { 0 };
  int pixels = CLAMP (size, 1, 4096) * CLAMP (pixel_ratio, 1, 4);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, pixels, pixels);
  cairo_t *cr = cairo_create (surface);
  gint64 n = (gint64) 1 << MIN (z, 30u);
  EpcViewport viewport;

  if (!options)
    options = &plain;
  size = CLAMP (size, 1, 4096);
  cairo_scale (cr, CLAMP (pixel_ratio, 1, 4), CLAMP (pixel_ratio, 1, 4));
  epc_colour_set (cr, epc_basemap_colours (options->theme)->sea, 1);
  cairo_paint (cr);
  if (z <= 24 && y >= 0 && y < n)
    {
      x = (x % n + n) % n;
      epc_viewport_tile (&viewport, z, x, y, size);
      epc_basemap_draw (basemap, cr, &viewport, options);
      if (!options->no_labels)
        epc_basemap_draw_tile_names (basemap, cr, z, x, y, 1, size, options);
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}
