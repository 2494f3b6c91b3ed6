/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The cover of a document, and its contents.
 */
#include "epc-page-private.h"

#include "base/epc-i18n.h"
#include "base/epc-text.h"

/* --- Cover --- */

#define PICTURE_SHARE 0.56  /* of the height of the paper */
#define STRIPE 4.5          /* points, below the picture */
#define STRIPE_COLOUR 0xE8A33D

void
epc_document_add_cover (EpcDocument *document, const EpcCover *cover)
{
  EpcBlock *block;

  g_return_if_fail (document->open == NULL);

  block = epc_document_add_block (document, EPC_BLOCK_COVER);
  block->kicker = g_utf8_strup (cover->kind != NULL ? cover->kind : "", -1);
  block->title = g_strdup (cover->title);
  block->text = g_strdup (cover->subtitle);
  block->tag = g_strdup (cover->disclaimer);
  block->items = g_new0 (char *, 2 * cover->n_facts + 3);
  block->items[0] = g_strdup (cover->office != NULL ? cover->office : "");
  block->items[1] = g_strdup (cover->made_by != NULL ? cover->made_by : "");
  for (guint i = 0; i < 2 * cover->n_facts; i++)
    {
      const char *text = i % 2 == 0 ? cover->facts[i / 2].name : cover->facts[i / 2].value;

      block->items[i + 2] = g_strdup (text != NULL ? text : "–");
    }
  block->draw = cover->draw;
  block->data = cover->data;
  block->destroy = cover->destroy;
}

gboolean
epc_document_is_cover (const EpcDocument *document, guint page)
{
  const GArray *placed = document->pages->pdata[page];

  return placed->len > 0 && g_array_index (placed, EpcPlaced, 0).block->kind == EPC_BLOCK_COVER;
}

/* Facts beside each other, each under a rule of its own. Returns their height. */
static double
draw_facts (const EpcDocument *document, cairo_t *cr, char **facts, double x, double y, double width)
{
  guint n = g_strv_length (facts) / 2;
  double gap = 12, cell = n > 0 ? (width - gap * (n - 1)) / n : 0, tallest = 0;

  for (guint i = 0; i < n; i++)
    {
      EpcTypeSetting name = { .type = EPC_TYPE_CAPTION, .width = cell, .lines = 2, .colour = document->theme->ink_caption };
      EpcTypeSetting value = { .type = EPC_TYPE_BODY_BOLD, .width = cell, .lines = 3 };
      double left = x + i * (cell + gap), at = y + 5;

      epc_shape_line (cr, left, y, left + cell, y, document->theme->ink, 0.8, NULL, 0);
      at += epc_type_draw (cr, document->theme, left, at, facts[2 * i], &name) + 1;
      at += epc_type_draw (cr, document->theme, left, at, facts[2 * i + 1], &value);
      tallest = MAX (tallest, at - y);
    }
  return tallest;
}

/* What the footer of another page says, in the cover's own place. */
static void
draw_cover_foot (const EpcDocument *document, cairo_t *cr, const EpcBlock *block, double x, double width, double bottom)
{
  const EpcTheme *theme = document->theme;
  g_autofree char *identity = epc_document_identity (document), *hash = epc_document_hash (document);
  g_autofree char *both = hash != NULL ? g_strdup_printf ("%s  ·  %s", identity, hash) : g_strdup (identity);
  EpcTypeSetting office = { .type = EPC_TYPE_HEADING_3, .width = width, .lines = 2, .colour = theme->title };
  EpcTypeSetting made = { .type = EPC_TYPE_SMALL, .width = width, .lines = 2, .colour = theme->ink_second };
  double y = bottom - 62, mark;

  y += epc_type_draw (cr, theme, x, y, block->items[0], &office) + 2;
  epc_type_draw (cr, theme, x, y, block->items[1], &made);
  y = bottom - 22;
  mark = epc_document_draw_classification (document, cr, x, y);
  epc_type_draw (cr, theme, x + mark + 8, y + 1, both,
                 &(EpcTypeSetting){ .type = EPC_TYPE_TINY, .width = width - mark - 8, .lines = 1, .colour = theme->ink_caption });
  if (block->tag != NULL)
    epc_type_draw (cr, theme, x, y + 13, block->tag,
                   &(EpcTypeSetting){ .type = EPC_TYPE_TINY, .width = width, .lines = 1, .colour = theme->ink_caption });
}

void
epc_cover_draw (const EpcDocument *document, cairo_t *cr, const EpcPlaced *placed)
{
  const EpcBlock *block = placed->block;
  const EpcTheme *theme = document->theme;
  double picture = placed->height * PICTURE_SHARE, x = placed->width * EPC_COVER_MARGIN_SHARE, width = placed->width - 2 * x;
  double y = picture + STRIPE + 30;
  EpcTypeSetting over = { .type = EPC_TYPE_OVERLINE, .width = width, .lines = 1 };
  EpcTypeSetting title = { .type = EPC_TYPE_COVER, .width = width, .lines = 3, .colour = theme->title };
  EpcTypeSetting under = { .type = EPC_TYPE_HEADING_1, .width = width, .lines = 2, .colour = theme->ink_second };

  epc_shape_box (cr, 0, 0, placed->width, picture, theme->band, 0, 0, 0);
  if (block->draw != NULL)
    {
      cairo_save (cr);
      cairo_rectangle (cr, 0, 0, placed->width, picture);
      cairo_clip (cr);
      block->draw (cr, placed->width, picture, block->data);
      cairo_restore (cr);
      cairo_new_path (cr);
    }
  epc_shape_box (cr, 0, picture, placed->width, STRIPE, STRIPE_COLOUR, 0, 0, 0);
  y += epc_type_draw (cr, theme, x, y, block->kicker, &over) + 2;
  y += epc_type_draw (cr, theme, x, y, block->title, &title) + 2;
  if (block->text != NULL)
    y += epc_type_draw (cr, theme, x, y, block->text, &under);
  draw_facts (document, cr, block->items + 2, x, y + 16, width);
  draw_cover_foot (document, cr, block, x, width, placed->height - 26);
}

/* --- Contents --- */

#define NUMBER_ROOM 36.0 /* of a number of level 1 and 2 */
#define PAGE_ROOM 30.0

void
epc_document_add_contents (EpcDocument *document)
{
  epc_document_add_block (document, EPC_BLOCK_CONTENTS);
}

void
epc_document_add_list_of (EpcDocument *document, gboolean of_figures)
{
  EpcBlock *block = epc_document_add_block (document, EPC_BLOCK_CONTENTS);

  block->lists_figures = of_figures;
  block->lists_tables = !of_figures;
}

void
epc_document_name_figure (EpcDocument *document, const char *title)
{
  EpcBlock *block = document->target->len > 0 ? document->target->pdata[document->target->len - 1] : NULL;

  g_return_if_fail (block != NULL && block->kind == EPC_BLOCK_FIGURE);

  epc_set_text (&block->title, title);
}

/* What an entry is called; NULL: the block is none of @contents. */
static const char *
entry_title (const EpcBlock *contents, const EpcBlock *block)
{
  if (contents->lists_tables)
    return block->kind == EPC_BLOCK_TABLE ? block->table->caption : NULL;
  if (contents->lists_figures)
    return block->kind == EPC_BLOCK_FIGURE ? block->title : NULL;
  return block->kind == EPC_BLOCK_HEADING && block->level <= 2 ? block->title : NULL;
}

/* The blocks that stand in the contents: (element-type EpcBlock), borrowed. */
static GPtrArray *
headings_behind (const EpcDocument *document, const EpcBlock *contents)
{
  GPtrArray *found = g_ptr_array_new ();
  gboolean is_behind = FALSE;

  for (guint i = 0; i < document->blocks->len; i++)
    {
      EpcBlock *block = document->blocks->pdata[i];

      is_behind |= block == contents;
      if (is_behind && entry_title (contents, block) != NULL)
        g_ptr_array_add (found, block);
      for (guint side = 0; is_behind && block->kind == EPC_BLOCK_COLUMNS && side < 2; side++)
        for (guint k = 0; k < block->columns[side]->len; k++)
          if (entry_title (contents, block->columns[side]->pdata[k]) != NULL)
            g_ptr_array_add (found, block->columns[side]->pdata[k]);
    }
  return found;
}

static double
entry_left (const EpcBlock *heading)
{
  double left = heading->level == 2 ? NUMBER_ROOM : 0;

  return heading->kicker != NULL ? left + NUMBER_ROOM : left;
}

static EpcTypeSetting
entry_setting (const EpcBlock *heading, double width)
{
  return (EpcTypeSetting){ .type = heading->level == 1 ? EPC_TYPE_BODY_BOLD : EPC_TYPE_BODY,
                           .width = width - entry_left (heading) - PAGE_ROOM };
}

static double
entry_height (const EpcDocument *document, cairo_t *cr, const EpcBlock *contents, const EpcBlock *heading, double width)
{
  EpcTypeSetting setting = entry_setting (heading, width);
  double height;

  epc_type_measure (cr, document->theme, entry_title (contents, heading), &setting, NULL, &height);
  return height + (heading->level == 1 ? 7 : 2.5);
}

GArray *
epc_contents_parts (const EpcDocument *document, cairo_t *cr, const EpcBlock *block, double width)
{
  g_autoptr (GPtrArray) headings = headings_behind (document, block);
  GArray *heights = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < headings->len; i++)
    {
      double height = entry_height (document, cr, block, headings->pdata[i], width);

      g_array_append_val (heights, height);
    }
  return heights;
}

static const cairo_user_data_key_t links_key;

void
epc_contents_set_links (cairo_t *cr)
{
  cairo_set_user_data (cr, &links_key, GINT_TO_POINTER (TRUE), NULL);
}

/* Number, title, dots, page; a click on it in the PDF goes there. Where only some pages are drawn there may be no such page, and cairo
 * (1.18) ends such a file in its middle. */
static void
draw_entry (const EpcDocument *document, cairo_t *cr, const EpcBlock *contents, const EpcBlock *heading, double x, double y, double width, double height)
{
  const EpcTheme *theme = document->theme;
  EpcTypeSetting setting = entry_setting (heading, width);
  g_autofree char *page = g_strdup_printf ("%u", heading->page + 1);
  g_autofree char *link = g_strdup_printf ("page=%u", heading->page + 1);
  g_autoptr (PangoLayout) layout = epc_type_layout (cr, theme, entry_title (contents, heading), &setting);
  double left = x + entry_left (heading), top = y + (heading->level == 1 ? 6 : 2), text_height, dots;
  const gboolean has_links = cairo_get_user_data (cr, &links_key) != NULL;
  int last_width;

  if (has_links)
    cairo_tag_begin (cr, CAIRO_TAG_LINK, link);
  if (heading->kicker != NULL)
    epc_type_draw_line (cr, theme, left - NUMBER_ROOM, top, heading->kicker, setting.type, EPC_ALIGN_LEFT,
                        heading->level == 1 ? theme->accent : theme->ink_second);
  text_height = epc_type_draw (cr, theme, left, top, entry_title (contents, heading), &setting);
  epc_type_draw_line (cr, theme, x + width, top, page, EPC_TYPE_BODY_BOLD, EPC_ALIGN_RIGHT, 0);
  if (has_links)
    cairo_tag_end (cr, CAIRO_TAG_LINK);
  /* Dots only where the title stands in one line. */
  pango_layout_get_size (layout, &last_width, NULL);
  dots = left + (double) last_width / PANGO_SCALE + 8;
  if (pango_layout_get_line_count (layout) == 1 && dots < x + width - PAGE_ROOM + 8)
    epc_shape_line (cr, dots, top + text_height * 0.72, x + width - PAGE_ROOM + 10, top + text_height * 0.72, theme->ink_caption, 0.6,
                    (const double[]){ 0.6, 3.2 }, 2);
}

void
epc_contents_draw (const EpcDocument *document, cairo_t *cr, const EpcPlaced *placed)
{
  g_autoptr (GPtrArray) headings = headings_behind (document, placed->block);
  double y = placed->y;

  for (guint i = placed->from; i < MIN (placed->to, headings->len); i++)
    {
      double height = entry_height (document, cr, placed->block, headings->pdata[i], placed->width);

      draw_entry (document, cr, placed->block, headings->pdata[i], placed->x, y, placed->width, height);
      y += height;
    }
}
