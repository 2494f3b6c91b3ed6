/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Flow: blocks to pages. Headings stay with what follows, two lines of a paragraph and two rows of a table stay together, figures
 * give up height before a page breaks.
 */
#include "epc-page-private.h"

#include "base/epc-error.h"
#include "base/epc-i18n.h"

#define SHORT_PAGE 0.4 /* of a page's height: less than that is no page of its own */
#define LEAST_AIR 0.6  /* of the air between blocks */

typedef struct
{
  EpcDocument *document;
  EpcPageSize size; /* of the pages that begin now */
  double x, width;
  double y;        /* where the next block may begin */
  double after;    /* air that the last block asked for */
  gboolean at_top; /* nothing on this page yet */
  double thrift;   /* 0: figures as tall as they like; 1: as low as they may be */
  GError **error;
} Flow;

static GArray *
current_page (Flow *flow)
{
  return flow->document->pages->pdata[flow->document->pages->len - 1];
}

static guint
page_number (const Flow *flow)
{
  return flow->document->pages->len - 1;
}

static void
new_page (Flow *flow)
{
  g_array_append_val (flow->document->sizes, flow->size);
  g_ptr_array_add (flow->document->pages, g_array_new (FALSE, TRUE, sizeof (EpcPlaced)));
  flow->y = epc_document_top (flow->document, page_number (flow));
  flow->after = 0;
  flow->at_top = TRUE;
}

static void
set_size (Flow *flow, EpcPageSize size)
{
  flow->size = size;
  flow->x = size.left;
  flow->width = size.width - size.left - size.right;
}

static double
gap_before (const Flow *flow, const EpcBlock *block)
{
  return flow->at_top ? 0 : MAX (flow->after, epc_block_space_before (flow->document, block));
}

static double
room (const Flow *flow, const EpcBlock *block)
{
  return epc_document_bottom (flow->document, page_number (flow)) - flow->y - gap_before (flow, block);
}

static void
place (Flow *flow, EpcPlaced placed)
{
  flow->y += gap_before (flow, placed.block);
  placed.x = flow->x;
  placed.y = flow->y;
  placed.width = flow->width;
  if (placed.from == 0)
    placed.block->page = page_number (flow);
  g_array_append_val (current_page (flow), placed);
  flow->y += placed.height;
  flow->after = epc_block_space_after (flow->document, placed.block);
  flow->at_top = FALSE;
}

static const char *
block_name (const EpcBlock *block)
{
  static const char *const names[] = {
    [EPC_BLOCK_MASTHEAD] = N_ ("masthead"),   [EPC_BLOCK_KEY_FIGURES] = N_ ("key figures"), [EPC_BLOCK_HEADING] = N_ ("heading"),
    [EPC_BLOCK_PARAGRAPH] = N_ ("paragraph"), [EPC_BLOCK_BULLETS] = N_ ("bullets"),         [EPC_BLOCK_TABLE] = N_ ("table"),
    [EPC_BLOCK_FIGURE] = N_ ("figure"),       [EPC_BLOCK_LEGEND] = N_ ("legend"),           [EPC_BLOCK_NOTE] = N_ ("note"),
    [EPC_BLOCK_SPACE] = N_ ("space"),         [EPC_BLOCK_PAGE_BREAK] = N_ ("page break"),   [EPC_BLOCK_COLUMNS] = N_ ("columns"),
    [EPC_BLOCK_QUESTIONS] = N_ ("question"), [EPC_BLOCK_COVER] = N_ ("cover"),            [EPC_BLOCK_CONTENTS] = N_ ("contents"),
  };

  return _ (names[block->kind]);
}

static gboolean
refuse (Flow *flow, const EpcBlock *block, double height)
{
  g_set_error (flow->error, EPC_ERROR, EPC_ERROR_USAGE,
               _ ("A block of the document (%s) is %.0f points tall, but a page holds %.0f."), block_name (block), height,
               epc_document_bottom (flow->document, page_number (flow)) - epc_document_top (flow->document, 1));
  return FALSE;
}

/* --- Parts: lines of a paragraph, bullets --- */

static double
sum_parts (const GArray *parts, guint from, guint to)
{
  double sum = 0;

  for (guint i = from; i < to; i++)
    sum += g_array_index (parts, double, i);
  return sum;
}

/* Parts that must stay together at either side of a break. */
static guint
least_parts (const EpcBlock *block)
{
  return block->kind == EPC_BLOCK_PARAGRAPH ? 2 : 1;
}

/* How many parts from @from on go on this page: as many as fit, but neither one line alone here nor one alone on the next. */
static guint
fitting_parts (const GArray *parts, guint from, double height, guint least)
{
  guint to = from;
  double used = 0;

  while (to < parts->len && used + g_array_index (parts, double, to) <= height + 0.01)
    used += g_array_index (parts, double, to++);
  if (to == parts->len)
    return to;
  if (parts->len - to < least)
    to = parts->len > least ? parts->len - least : from;
  if (to < from || to - from < least)
    return from;
  return to;
}

static gboolean
flow_parts (Flow *flow, EpcBlock *block)
{
  g_autoptr (GArray) parts = epc_block_parts (flow->document, block, flow->width);
  guint from = 0;

  while (from < parts->len)
    {
      guint to = fitting_parts (parts, from, room (flow, block), least_parts (block));

      if (to == from && !flow->at_top)
        {
          new_page (flow);
          continue;
        }
      if (to == from)
        {
          /* A page that does not hold two lines: one must do. */
          to = fitting_parts (parts, from, room (flow, block), 1);
          if (to == from)
            return refuse (flow, block, g_array_index (parts, double, from));
        }
      place (flow, (EpcPlaced){ .block = block, .height = sum_parts (parts, from, to), .from = from, .to = to });
      from = to;
    }
  return TRUE;
}

/* --- Tables --- */

static double
rows_height (const EpcTable *table, guint from, guint to)
{
  double height = 0;

  for (guint row = from; row < to; row++)
    height += epc_table_row_height (table, row);
  return height;
}

/* How many rows from @from on go on this page. The last row never goes over alone. */
static guint
fitting_rows (const EpcTable *table, guint from, double height, gboolean is_continued)
{
  guint n = epc_table_n_rows (table), to = from;
  double used = epc_table_head_height (table, is_continued);

  if (used + rows_height (table, from, n) + table->note_height <= height + 0.01)
    return n;
  while (to < n && used + epc_table_row_height (table, to) + EPC_TABLE_CUT_HEIGHT <= height + 0.01)
    used += epc_table_row_height (table, to++);
  if (n - to < 2 && n > 1)
    to = n - 2;
  return MAX (to, from);
}

static gboolean
flow_table (Flow *flow, EpcBlock *block)
{
  EpcTable *table = block->table;
  guint n = epc_table_n_rows (table), from = 0;

  epc_table_measure (table, flow->document->measure, flow->document->theme, flow->document->language, flow->width);
  do
    {
      gboolean is_continued = from > 0;
      guint to = fitting_rows (table, from, room (flow, block), is_continued);
      double height;

      /* One row under a header is a poor beginning. */
      if (!flow->at_top && to < n && to - from < 2)
        {
          new_page (flow);
          continue;
        }
      if (to == from && n > 0)
        return refuse (flow, block, epc_table_head_height (table, is_continued) + epc_table_row_height (table, from));
      height = epc_table_head_height (table, is_continued) + rows_height (table, from, to)
               + (to < n ? EPC_TABLE_CUT_HEIGHT : table->note_height);
      if (height > room (flow, block) + 0.01)
        {
          if (flow->at_top)
            return refuse (flow, block, height);
          new_page (flow);
          continue;
        }
      place (flow,
             (EpcPlaced){
                 .block = block, .height = height, .from = from, .to = to, .is_continued = is_continued, .continues = to < n });
      from = to;
      if (from < n)
        new_page (flow);
    }
  while (from < n);
  return TRUE;
}

/* --- Columns --- */

/* What may be cut from the figures of a column. */
static double
column_slack (const GPtrArray *blocks)
{
  double slack = 0;

  for (guint i = 0; i < blocks->len; i++)
    slack += epc_block_slack (blocks->pdata[i]);
  return slack;
}

/* Places the blocks of one column one below the other; @extra is added to the figure that fills, or cut from all figures in
 * proportion to what they can give when it is negative. */
static void
place_column (Flow *flow, const GPtrArray *blocks, double x, double width, double extra)
{
  double y = flow->y;
  double slack = column_slack (blocks);

  for (guint i = 0; i < blocks->len; i++)
    {
      EpcBlock *block = blocks->pdata[i];
      EpcPlaced placed = { .block = block, .x = x, .width = width };

      if (i > 0)
        y += MAX (epc_block_space_after (flow->document, blocks->pdata[i - 1]), epc_block_space_before (flow->document, block));
      placed.y = y;
      block->page = page_number (flow);
      placed.height = epc_block_height (flow->document, block, width);
      if (extra < 0 && slack > 0)
        placed.height += extra * epc_block_slack (block) / slack;
      else if (extra > 0 && block->kind == EPC_BLOCK_FIGURE && block->fills)
        {
          placed.height += extra;
          extra = 0;
        }
      if (block->kind == EPC_BLOCK_TABLE)
        placed.to = epc_table_n_rows (block->table);
      else if (block->kind == EPC_BLOCK_PARAGRAPH)
        placed.to = G_MAXUINT;
      else if (block->kind == EPC_BLOCK_BULLETS)
        placed.to = g_strv_length (block->items);
      g_array_append_val (current_page (flow), placed);
      y += placed.height;
    }
}

static gboolean
flow_columns (Flow *flow, EpcBlock *block)
{
  double lefts[2], widths[2], heights[2], tallest, least;

  epc_columns_geometry (block, flow->x, flow->width, lefts, widths);
  for (int i = 0; i < 2; i++)
    heights[i] = epc_column_height (flow->document, block->columns[i], widths[i]);
  tallest = MAX (heights[0] - flow->thrift * column_slack (block->columns[0]), heights[1] - flow->thrift * column_slack (block->columns[1]));
  least = MAX (heights[0] - column_slack (block->columns[0]), heights[1] - column_slack (block->columns[1]));
  if (least > room (flow, block) + 0.01)
    {
      if (!flow->at_top)
        new_page (flow);
      if (least > room (flow, block) + 0.01)
        return refuse (flow, block, least);
    }
  tallest = MIN (tallest, room (flow, block));
  flow->y += gap_before (flow, block);
  for (int i = 0; i < 2; i++)
    place_column (flow, block->columns[i], lefts[i], widths[i], tallest - heights[i]);
  flow->y += tallest;
  flow->after = epc_block_space_after (flow->document, block);
  flow->at_top = FALSE;
  return TRUE;
}

/* --- Single blocks --- */

/* A short paragraph between a heading and a table or a figure: alone with its heading at the foot of a page it leads to
 * nothing. */
static gboolean
leads_in (Flow *flow, const GPtrArray *blocks, guint index)
{
  EpcBlock *block = blocks->pdata[index];
  const EpcBlock *next;
  g_autoptr (GArray) lines = NULL;

  if (block->kind != EPC_BLOCK_PARAGRAPH || index == 0 || index + 1 >= blocks->len
      || ((EpcBlock *) blocks->pdata[index - 1])->kind != EPC_BLOCK_HEADING)
    return FALSE;
  next = blocks->pdata[index + 1];
  if (next->kind != EPC_BLOCK_TABLE && next->kind != EPC_BLOCK_FIGURE)
    return FALSE;
  lines = epc_block_parts (flow->document, block, flow->width);
  return lines->len < 4;
}

/* The least height with which @index may begin on a page: all of it, or its first lines, rows or bullets; a heading with what
 * follows it. */
static double
least_start (Flow *flow, const GPtrArray *blocks, guint index)
{
  EpcBlock *block = blocks->pdata[index];
  double height;

  if (block->kind == EPC_BLOCK_HEADING || leads_in (flow, blocks, index))
    {
      height = epc_block_height (flow->document, block, flow->width);
      if (index + 1 < blocks->len)
        height += MAX (epc_block_space_after (flow->document, block), epc_block_space_before (flow->document, blocks->pdata[index + 1]))
                  + least_start (flow, blocks, index + 1);
      return height;
    }
  if (block->kind == EPC_BLOCK_PARAGRAPH || block->kind == EPC_BLOCK_BULLETS || block->kind == EPC_BLOCK_CONTENTS)
    {
      g_autoptr (GArray) parts = epc_block_parts (flow->document, block, flow->width);
      guint least = least_parts (block);

      /* Three lines cannot be parted with two on either side. */
      return sum_parts (parts, 0, parts->len < 2 * least ? parts->len : least);
    }
  if (block->kind == EPC_BLOCK_TABLE)
    {
      guint n = epc_table_n_rows (block->table);

      height = epc_block_height (flow->document, block, flow->width);
      if (n <= 3)
        return height;
      return epc_table_head_height (block->table, FALSE) + rows_height (block->table, 0, 2) + EPC_TABLE_CUT_HEIGHT;
    }
  if (block->kind == EPC_BLOCK_COLUMNS)
    {
      double lefts[2], widths[2];

      epc_columns_geometry (block, 0, flow->width, lefts, widths);
      return MAX (epc_column_height (flow->document, block->columns[0], widths[0]) - column_slack (block->columns[0]),
                  epc_column_height (flow->document, block->columns[1], widths[1]) - column_slack (block->columns[1]));
    }
  return epc_block_height (flow->document, block, flow->width) - epc_block_slack (block);
}

static gboolean
flow_whole (Flow *flow, EpcBlock *block)
{
  double whole = epc_block_height (flow->document, block, flow->width), slack = epc_block_slack (block);
  double least = whole - slack, height = whole - flow->thrift * slack;

  if (least > room (flow, block) + 0.01)
    {
      if (!flow->at_top)
        new_page (flow);
      if (least > room (flow, block) + 0.01)
        return refuse (flow, block, least);
    }
  place (flow, (EpcPlaced){ .block = block, .height = MIN (height, room (flow, block)) });
  return TRUE;
}

static gboolean
flow_page_break (Flow *flow, const EpcBlock *block)
{
  if (block->turns)
    set_size (flow, epc_page_size (flow->document->paper, block->landscape, flow->document->is_bound));
  if (!flow->at_top)
    new_page (flow);
  else if (block->turns)
    {
      /* The page is still blank: it turns itself. */
      g_array_index (flow->document->sizes, EpcPageSize, page_number (flow)) = flow->size;
      flow->y = epc_document_top (flow->document, page_number (flow));
    }
  return TRUE;
}

static gboolean
flow_cover (Flow *flow, EpcBlock *block)
{
  EpcPlaced placed = { .block = block, .width = flow->size.width, .height = flow->size.height };

  if (!flow->at_top)
    new_page (flow);
  g_array_append_val (current_page (flow), placed);
  new_page (flow);
  return TRUE;
}

static gboolean
flow_block (Flow *flow, const GPtrArray *blocks, guint index)
{
  EpcBlock *block = blocks->pdata[index];

  switch (block->kind)
    {
    case EPC_BLOCK_PAGE_BREAK:
      return flow_page_break (flow, block);
    case EPC_BLOCK_COVER:
      return flow_cover (flow, block);
    case EPC_BLOCK_SPACE:
      /* At the head of a page there is nothing to part. */
      if (!flow->at_top)
        flow->y = MIN (flow->y + block->height, epc_document_bottom (flow->document, page_number (flow)));
      return TRUE;
    case EPC_BLOCK_HEADING:
      if (!flow->at_top && least_start (flow, blocks, index) > room (flow, block) + 0.01)
        new_page (flow);
      return flow_whole (flow, block);
    case EPC_BLOCK_PARAGRAPH:
    case EPC_BLOCK_BULLETS:
    case EPC_BLOCK_CONTENTS:
      return flow_parts (flow, block);
    case EPC_BLOCK_TABLE:
      if (!flow->at_top && least_start (flow, blocks, index) > room (flow, block) + 0.01)
        new_page (flow);
      return flow_table (flow, block);
    case EPC_BLOCK_COLUMNS:
      return flow_columns (flow, block);
    case EPC_BLOCK_MASTHEAD:
    case EPC_BLOCK_KEY_FIGURES:
    case EPC_BLOCK_FIGURE:
    case EPC_BLOCK_LEGEND:
    case EPC_BLOCK_NOTE:
    case EPC_BLOCK_QUESTIONS:
    default:
      return flow_whole (flow, block);
    }
}

/* Tables keep what was measured while one layout runs; between two they may have been changed. */
static void
forget_tables (const GPtrArray *blocks)
{
  for (guint i = 0; blocks != NULL && i < blocks->len; i++)
    {
      const EpcBlock *block = blocks->pdata[i];

      if (block->table != NULL)
        block->table->width = 0;
      forget_tables (block->columns[0]);
      forget_tables (block->columns[1]);
    }
}

static gboolean
flow_all (EpcDocument *document, double thrift, GError **error)
{
  Flow flow = { .document = document, .thrift = thrift, .error = error };
  gboolean ok = TRUE;

  set_size (&flow, document->size);
  g_ptr_array_set_size (document->pages, 0);
  g_array_set_size (document->sizes, 0);
  new_page (&flow);
  for (guint i = 0; ok && i < document->blocks->len; i++)
    ok = flow_block (&flow, document->blocks, i);
  /* A page break at the end makes no blank page. */
  if (ok && document->pages->len > 1 && current_page (&flow)->len == 0)
    g_ptr_array_set_size (document->pages, (int) document->pages->len - 1);
  return ok;
}

/* --- A last page with next to nothing on it --- */

/* Height of what stands on the last page. */
static double
last_height (const EpcDocument *document)
{
  guint last = document->pages->len - 1;
  const GArray *placed = document->pages->pdata[last];
  double bottom = 0, top = epc_document_top (document, last);

  for (guint i = 0; i < placed->len; i++)
    {
      const EpcPlaced *each = &g_array_index (placed, EpcPlaced, i);
      bottom = MAX (bottom, each->y + each->height);
    }
  return MAX (bottom - top, 0);
}

/* How closely a document is set: so much of what its figures can give is taken, so much of the air between blocks is left, and its
 * tables have lower rows. */
typedef struct
{
  double thrift, air;
  gboolean is_tight;
} Setting;

static const Setting as_it_likes = { 0, 1, FALSE };
static const Setting closer[] = { { 0.5, 1, FALSE }, { 0.5, 0.8, TRUE }, { 1, 0.8, TRUE }, { 1, LEAST_AIR, TRUE } };

static void
tighten_tables (const GPtrArray *blocks, gboolean is_tight)
{
  for (guint i = 0; blocks != NULL && i < blocks->len; i++)
    {
      const EpcBlock *block = blocks->pdata[i];

      if (block->table != NULL)
        block->table->is_tight = is_tight;
      tighten_tables (block->columns[0], is_tight);
      tighten_tables (block->columns[1], is_tight);
    }
}

static gboolean
set_all (EpcDocument *document, const Setting *setting, GError **error)
{
  document->air = setting->air;
  tighten_tables (document->blocks, setting->is_tight);
  return flow_all (document, setting->thrift, error);
}

/* A page with a few lines on it is one that nobody wants to turn to: where lower figures, less air and lower rows spare it, the whole is
 * set more closely, no more than it takes; where they do not, it stays as it was. */
static gboolean
spare_last_page (EpcDocument *document, GError **error)
{
  guint n = document->pages->len;
  double body = epc_document_bottom (document, n - 1) - epc_document_top (document, n - 1);

  if (n < 2 || document->is_sheets || last_height (document) > body * SHORT_PAGE)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (closer); i++)
    {
      if (!set_all (document, &closer[i], error))
        return FALSE;
      if (document->pages->len < n)
        return TRUE;
    }
  return set_all (document, &as_it_likes, error);
}

gboolean
epc_document_layout (EpcDocument *document, GError **error)
{
  g_return_val_if_fail (document->open == NULL, FALSE);

  document->measure = epc_type_paper_context ();
  forget_tables (document->blocks);
  document->is_laid_out = set_all (document, &as_it_likes, error) && spare_last_page (document, error);
  g_clear_pointer (&document->measure, cairo_destroy);
  return document->is_laid_out;
}

guint
epc_document_n_pages (const EpcDocument *document)
{
  return document->pages->len;
}
