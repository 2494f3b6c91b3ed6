/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The texts above and below a map: title, source, names without a place, notes on what is disputed, the sentence on boundaries.
 */
#include "draw/epc-map-private.h"

#include "base/epc-i18n.h"

typedef struct
{
  EpcType type;
  double width;
  EpcColour colour;
  char *text;
  double height;
} Block;

static void
block_clear (gpointer data)
{
  g_free (((Block *) data)->text);
}

static void
add_wide_block (EpcMapRender *render, GArray *blocks, EpcType type, EpcColour colour, char *text, double width)
{
  Block block = { .type = type, .colour = colour, .text = text, .width = width };
  EpcTypeSetting setting = { .type = type, .width = width };

  epc_type_measure (render->cr, render->theme, text, &setting, NULL, &block.height);
  g_array_append_val (blocks, block);
}

/* On a cover the map goes to the edges of the page, its words stay inside. */
static double
inset_of (const EpcMapRender *render)
{
  return render->map->theme == EPC_MAP_THEME_COVER ? render->width * EPC_COVER_MARGIN_SHARE : 0;
}

static void
add_block (EpcMapRender *render, GArray *blocks, EpcType type, EpcColour colour, char *text)
{
  EpcColour shown = render->map->theme == EPC_MAP_THEME_COVER ? epc_basemap_colours (EPC_MAP_THEME_COVER)->text_second : colour;

  add_wide_block (render, blocks, type, shown, text, render->width - 2 * inset_of (render));
}

double
epc_map_blocks_height (const GArray *blocks)
{
  double height = 0;

  for (guint i = 0; i < blocks->len; i++)
    height += g_array_index (blocks, Block, i).height;
  return height;
}

void
epc_map_blocks_draw (EpcMapRender *render, const GArray *blocks, double y)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const Block *block = &g_array_index (blocks, Block, i);
      EpcTypeSetting setting = { .type = block->type, .width = block->width, .colour = block->colour };

      epc_type_draw (render->cr, render->theme, inset_of (render), y, block->text, &setting);
      y += block->height;
    }
}

static GArray *
blocks_new (void)
{
  GArray *blocks = g_array_new (FALSE, TRUE, sizeof (Block));

  g_array_set_clear_func (blocks, block_clear);
  return blocks;
}

GArray *
epc_map_head_blocks (EpcMapRender *render)
{
  GArray *blocks = blocks_new ();
  double across = render->width / render->unit;

  if (render->map->overline && render->panel > 0)
    add_wide_block (render, blocks, EPC_TYPE_OVERLINE, render->theme->accent, g_strdup (render->map->overline), render->head_width);
  if (render->map->title)
    add_wide_block (render, blocks,
                    across > 750   ? EPC_TYPE_MAP_TITLE
                    : across > 340 ? EPC_TYPE_HEADING_1
                                   : EPC_TYPE_HEADING_2,
                    render->theme->title, g_strdup (render->map->title), render->head_width);
  if (render->map->subtitle)
    add_wide_block (render, blocks, across > 750 ? EPC_TYPE_LEAD : EPC_TYPE_SMALL, render->theme->ink_second,
                    g_strdup (render->map->subtitle), render->head_width);
  return blocks;
}

#define MOST_OF_NAME 40 /* characters of a name in a list: the map is not to give way to it */

/* @name, its end left out where it is long. Free with g_free (). */
static char *
short_name (const char *name)
{
  if (g_utf8_strlen (name, -1) <= MOST_OF_NAME)
    return g_strdup (name);
  g_autofree char *head = g_utf8_substring (name, 0, MOST_OF_NAME - 1);
  return g_strconcat (g_strchomp (head), "…", NULL);
}

/* Names joined by commas, at most @most of them, then how many more. */
static char *
name_list (EpcMapRender *render, const GPtrArray *names, guint most)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < names->len && i < most; i++)
    {
      g_autofree char *name = short_name (g_ptr_array_index (names, i));
      g_string_append_printf (list, "%s%s", i ? ", " : "", name);
    }
  if (names->len > most)
    {
      g_autofree char *more = epc_language_integer (render->language, names->len - most);

      g_string_append (list, ", ");
      g_string_append_printf (list, epc_map_text (render, N_ ("%s more")), more);
    }
  return g_string_free (list, FALSE);
}

/* The two countries that border dispute @index parts, from the first of its lines. */
static char *
pair_of (EpcMapRender *render, guint index)
{
  const EpcBasemap *basemap = render->basemap;

  for (guint i = 0; i < basemap->n_arcs; i++)
    {
      const guint32 *row = epc_arc_row (basemap, i);
      guint32 left = epc_word (row, ARC_LEFT), right = epc_word (row, ARC_RIGHT);

      if ((epc_word (row, ARC_KIND) >> 16 & 255) == index && left != EPC_BASEMAP_NONE && right != EPC_BASEMAP_NONE)
        {
          const char *language = epc_language_name (render->language);
          const EpcBasemapArea *a = epc_basemap_area (basemap, basemap->areas[left].country),
                               *b = epc_basemap_area (basemap, basemap->areas[right].country);

          if (a && b)
            return g_strconcat (epc_basemap_area_full_name (basemap, a, language), "–",
                                epc_basemap_area_full_name (basemap, b, language), NULL);
        }
    }
  return NULL;
}

/* One sentence each for up to two disputed borders in view; beyond that one sentence that lists them. Names have theirs always.
 */
static void
add_notes (EpcMapRender *render, GArray *blocks)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);
  guint n_borders = 0;

  for (guint i = 0; i < render->notes->len; i++)
    if (epc_word (render->basemap->dispute_rows + (gsize) g_array_index (render->notes, guint, i) * DISPUTE_WORDS, DISPUTE_AREA)
        == EPC_BASEMAP_NONE)
      n_borders++;
  for (guint i = 0; i < render->notes->len; i++)
    {
      guint index = g_array_index (render->notes, guint, i);
      const char *note = epc_basemap_dispute_note (render->basemap, index, epc_language_name (render->language));
      gboolean border
          = epc_word (render->basemap->dispute_rows + (gsize) index * DISPUTE_WORDS, DISPUTE_AREA) == EPC_BASEMAP_NONE;

      if (!border)
        add_block (render, blocks, EPC_TYPE_TINY, render->theme->ink_caption, g_strconcat ("* ", note, NULL));
      else if (n_borders <= 2)
        add_block (render, blocks, EPC_TYPE_TINY, render->theme->ink_caption, g_strdup (note));
      else
        {
          char *pair = pair_of (render, index);

          if (pair)
            g_ptr_array_add (pairs, pair);
        }
    }
  if (pairs->len)
    {
      g_autofree char *list = name_list (render, pairs, 99);

      add_block (
          render, blocks, EPC_TYPE_TINY, render->theme->ink_caption,
          g_strdup_printf (epc_map_text (render, N_ ("Dashed borders are disputed or not finally determined: %s.")), list));
    }
}

static char *
credit_of (const EpcMap *map)
{
  GString *credit = g_string_new (epc_basemap_credit ());

  for (guint i = 0; i < map->pictures->len; i++)
    g_string_append_printf (credit, " · %s", g_array_index (map->pictures, EpcMapPictures, i).name);
  return g_string_free (credit, FALSE);
}

/* Source, footnotes, names without a place, disclaimer. */
GArray *
epc_map_foot_blocks (EpcMapRender *render)
{
  GArray *blocks = blocks_new ();
  EpcColour colour = render->theme->ink_caption;
  g_autoptr (GPtrArray) unknown = g_ptr_array_new ();
  g_autofree char *credit = credit_of (render->map);

  for (guint i = 0; i < render->map->shapes->len; i++)
    {
      const EpcMapShape *shape = &g_array_index (render->map->shapes, EpcMapShape, i);

      if (!shape->n_rings && render->resolved[i] < 0)
        g_ptr_array_add (unknown, shape->name ? shape->name : shape->code ? shape->code : (char *) "?");
    }
  add_block (render, blocks, EPC_TYPE_TINY, render->theme->ink_second,
             render->map->source ? g_strdup_printf (epc_map_text (render, N_ ("%s Base map: %s.")), render->map->source, credit)
                                 : g_strdup_printf (epc_map_text (render, N_ ("Base map: %s.")), credit));
  if (unknown->len)
    {
      g_autofree char *list = name_list (render, unknown, 12);

      add_block (render, blocks, EPC_TYPE_TINY, render->theme->ink_second,
                 g_strdup_printf (epc_map_text (render, N_ ("Not on this map, no outline known: %s.")), list));
    }
  if (render->left_out->len)
    {
      g_autofree char *list = name_list (render, render->left_out, 30);

      add_block (render, blocks, EPC_TYPE_TINY, colour,
                 g_strdup_printf (epc_map_text (render, N_ ("No room for the names of %s.")), list));
    }
  if (render->notes_below)
    add_block (render, blocks, EPC_TYPE_TINY, colour, epc_map_sheet_notes (render));
  add_notes (render, blocks);
  if (render->map->parts & EPC_MAP_DISCLAIMER)
    add_block (render, blocks, EPC_TYPE_TINY, colour,
               g_strdup (epc_map_disclaimer (epc_language_name (render->language), render->width / render->unit < 256)));
  return blocks;
}
