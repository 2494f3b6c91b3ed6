/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Blocks of a document, and where the layout put them. Only the epc-page*.c files include it.
 */
#pragma once

#include "epc-page.h"
#include "epc-table-private.h"

G_BEGIN_DECLS

typedef enum
{
  EPC_BLOCK_MASTHEAD,
  EPC_BLOCK_KEY_FIGURES,
  EPC_BLOCK_HEADING,
  EPC_BLOCK_PARAGRAPH,
  EPC_BLOCK_BULLETS,
  EPC_BLOCK_TABLE,
  EPC_BLOCK_FIGURE,
  EPC_BLOCK_LEGEND,
  EPC_BLOCK_NOTE,
  EPC_BLOCK_SPACE,
  EPC_BLOCK_PAGE_BREAK,
  EPC_BLOCK_COLUMNS,
  EPC_BLOCK_QUESTIONS,
  EPC_BLOCK_COVER,
  EPC_BLOCK_CONTENTS,
} EpcBlockKind;

typedef struct _EpcQuestions EpcQuestions;

typedef struct
{
  char *value, *label, *change, *source;
  int direction;
  gboolean is_stale;
} EpcKeyFigureCopy;

typedef struct _EpcBlock EpcBlock;

struct _EpcBlock
{
  EpcBlockKind kind;
  char *kicker, *title, *text, *tag; /* kind of report or number of heading; title; markup; dashed tag */
  int level;                         /* of a heading */
  EpcType type;                      /* of a paragraph */
  EpcColour colour;                  /* of a note */
  char **items;                      /* bullets; names and values of masthead facts in turn; words of a legend */
  char **markers;                    /* of bullets: a number each, "" for a bullet; NULL: bullets */
  GArray *figures;                   /* EpcKeyFigureCopy */
  GArray *symbols;                   /* EpcSymbol */
  EpcTable *table;
  double height, least_height; /* of a figure, of a space */
  gboolean fills;
  EpcDrawFunc draw;
  gpointer data;
  GDestroyNotify destroy;
  EpcRowsFunc rows; /* of a figure: what it shows, for the snapshot; NULL: its words */
  double shares[2];
  GPtrArray *columns[2]; /* EpcBlock */
  EpcQuestions *questions;
  gboolean turns, landscape; /* a page break: pages stand this way from here on */
  guint page;                /* where the block begins; known after the layout */
  gboolean lists_tables, lists_figures; /* of contents: instead of headings */
  GArray *parts;             /* heights of lines or bullets at parts_width: asked for several times while laying out */
  double parts_width;
};

/* A block, or a part of one, on a page. */
typedef struct
{
  EpcBlock *block;
  double x, y, width, height;
  guint from, to;        /* lines, bullets or rows; 0, 0: the whole block */
  gboolean is_continued; /* a table that began on an earlier page */
  gboolean continues;    /* a table that goes on on the next page */
} EpcPlaced;

struct _EpcDocument
{
  guint n_holders;
  EpcPaper paper;
  gboolean landscape, is_bound, is_laid_out, has_masthead;
  const EpcLanguage *language;
  const EpcTheme *theme;
  EpcPageSize size;   /* of the first page */
  EpcPageSize adding; /* of the page for which blocks are added now */
  gboolean is_sheets; /* each page stands alone */
  char *title, *running, *author, *number, *version, *date, *source, *sha256, *watermark;
  EpcClassification classification;
  GPtrArray *blocks; /* EpcBlock */
  GPtrArray *target; /* where blocks are added now: blocks, or a column */
  EpcBlock *open;    /* the columns being filled */
  GPtrArray *pages;  /* GArray of EpcPlaced */
  GArray *sizes;     /* EpcPageSize of each page */
  cairo_t *measure;  /* while laying out */
  double air;        /* 1; below: so much of the air between blocks, where that spares the last page */
};

#define EPC_TABLE_CUT_HEIGHT 10 /* "continues on the next page" */
#define EPC_RUNNING_HEIGHT 13   /* the line at the head of page 2 and on */

/* Air above and below a block; between two blocks the larger one counts. */
double epc_block_space_before (const EpcDocument *document, const EpcBlock *block);
double epc_block_space_after (const EpcDocument *document, const EpcBlock *block);
/* Height of the whole block at @width; of a figure with caption, of columns the taller one. */
double epc_block_height (EpcDocument *document, EpcBlock *block, double width);
/* By how much its figures may be cut down. */
double epc_block_slack (const EpcBlock *block);
/* Height of the caption of a figure, with the air above it. */
double epc_figure_caption_height (EpcDocument *document, const EpcBlock *block, double width);
/* Heights of the breakable parts of a paragraph (lines) or bullets (items), as a GArray of double. */
GArray *epc_block_parts (EpcDocument *document, EpcBlock *block, double width);
/* Draws what was placed, but columns (their blocks are placed one by one). */
void epc_block_draw (const EpcDocument *document, cairo_t *cr, const EpcPlaced *placed);
void epc_block_free (EpcBlock *block);
/* Appends an empty block where blocks are added now. */
EpcBlock *epc_document_add_block (EpcDocument *document, EpcBlockKind kind);

/* Questions beside each other (epc-page-form.c): their height at @width; drawn when @draws. */
double epc_questions_put (const EpcDocument *document, cairo_t *cr, const EpcQuestions *questions, double x, double y, double width,
                          gboolean draws);
void epc_questions_free (EpcQuestions *questions);

/* Widths and left edges of the two columns. */
void epc_columns_geometry (const EpcBlock *block, double x, double width, double *lefts, double *widths);
/* Heights of blocks in one column, with the air between them. */
double epc_column_height (EpcDocument *document, const GPtrArray *blocks, double width);

void epc_document_draw_furniture (const EpcDocument *document, cairo_t *cr, guint page);
void epc_document_draw_watermark (const EpcDocument *document, cairo_t *cr, guint page);
/* Top of the text on @page, and the bottom that no block may pass. */
double epc_document_top (const EpcDocument *document, guint page);
double epc_document_bottom (const EpcDocument *document, guint page);

/* Cover and contents (epc-page-front.c). A cover takes the whole paper and has no furniture but its own. */
void epc_cover_draw (const EpcDocument *document, cairo_t *cr, const EpcPlaced *placed);
gboolean epc_document_is_cover (const EpcDocument *document, guint page);
/* Heights of the lines of the contents, one a heading of level 1 and 2 that stands behind it, as a GArray of double. */
GArray *epc_contents_parts (const EpcDocument *document, cairo_t *cr, const EpcBlock *block, double width);
/* The lines of contents drawn on @cr from now on lead to their pages: only where all pages are drawn on it. */
void epc_contents_set_links (cairo_t *cr);
void epc_contents_draw (const EpcDocument *document, cairo_t *cr, const EpcPlaced *placed);
/* The box with the classification; returns its width. And the line of number, version, author, date; and of the hash (NULL: none). */
double epc_document_draw_classification (const EpcDocument *document, cairo_t *cr, double x, double y);
char *epc_document_identity (const EpcDocument *document);
char *epc_document_hash (const EpcDocument *document);

G_END_DECLS
