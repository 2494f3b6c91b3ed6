/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Documents: blocks that flow over pages. Blocks are added in reading order, laid out once (then the number of pages is
 * known), and any page can be drawn on any Cairo context: PDF, print preview, printer.
 */
#pragma once

#include "base/epc-language.h"
#include "epc-table.h"
#include "epc-target.h"

G_BEGIN_DECLS

typedef enum
{
  EPC_PAPER_A4,
  EPC_PAPER_LETTER,
  EPC_PAPER_A3,
} EpcPaper;

typedef enum
{
  EPC_CLASS_PUBLIC,
  EPC_CLASS_RESTRICTED,
  EPC_CLASS_CONFIDENTIAL,
  EPC_CLASS_STRICTLY_CONFIDENTIAL,
} EpcClassification;

/* Points. */
typedef struct
{
  double width, height;
  double left, top, right, bottom; /* margins */
} EpcPageSize;

/* Page and margins; @is_bound leaves room for binding on the left. */
EpcPageSize epc_page_size (EpcPaper paper, gboolean landscape, gboolean is_bound);
/* "A4", "Letter", "A3", any case. */
gboolean epc_paper_from_name (const char *name, EpcPaper *paper);

typedef struct _EpcDocument EpcDocument;

EpcDocument *epc_document_new (EpcPaper paper, gboolean landscape, const EpcLanguage *language);
/* One more who holds it: it lives as long as the last of them, each of whom frees it. For one thread. */
EpcDocument *epc_document_ref (EpcDocument *document);
void epc_document_free (EpcDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcDocument, epc_document_free)

/* What stands at the foot of every page and in the file's metadata. Texts may be NULL and are copied. */
typedef struct
{
  const char *title;   /* "Haiti: internal displacement. Situation report no. 14" */
  const char *running; /* line at the head of page 2 and on; NULL: the title */
  const char *author;  /* "IOM Haiti" */
  const char *number;  /* "HTI-SITREP-0014" */
  const char *version; /* "1.0" */
  const char *date;    /* ISO */
  const char *source;  /* "Source: IOM DTM …" */
  const char *sha256;  /* hex of the frozen data; NULL: no hash line */
  EpcClassification classification;
} EpcDocumentFacts;

void epc_document_set_facts (EpcDocument *document, const EpcDocumentFacts *facts);
void epc_document_set_bound (EpcDocument *document, gboolean is_bound);
/* Each page goes to somebody else: no line at its head that names the whole, and no "page x of y". */
void epc_document_set_sheets (EpcDocument *document, gboolean is_sheets);
/* Large pale letters across every page ("SAMPLE", "DRILL"); NULL: none. */
void epc_document_set_watermark (EpcDocument *document, const char *text);
const EpcLanguage *epc_document_language (const EpcDocument *document);
/* Width of the text area in points; inside columns, of the column. */
double epc_document_width (const EpcDocument *document);
/* Of the first page; and, after layout, of any. */
EpcPageSize epc_document_page_size (const EpcDocument *document);
EpcPageSize epc_document_size_of_page (const EpcDocument *document, guint page);

/* --- Blocks. All texts are copied. "markup" texts are Pango markup: escape data with g_markup_escape_text (). --- */

typedef struct
{
  const char *name, *value; /* "Period", "1 – 30 June 2025" */
} EpcMastheadFact;

/* The band at the head of a report: kind (set in capitals), title, one sentence; up to three facts at the right. */
void epc_document_add_masthead (EpcDocument *document, const char *kind, const char *title, const char *sentence,
                                const EpcMastheadFact *facts, guint n_facts);

typedef struct
{
  const char *value;  /* "1,287,593"; NULL: "–" */
  const char *label;  /* "internally displaced people" */
  const char *change; /* "+23.7%", NULL: none */
  int direction;      /* arrow of the change: 1 up, -1 down, 0 none */
  const char *source; /* "DTM round 10 · 30 Jun 2025" */
  gboolean is_stale;  /* amber and triangle */
} EpcKeyFigure;

/* A strip of key figures; cell widths follow the values. More than fit in one row take a second one. */
void epc_document_add_key_figures (EpcDocument *document, const EpcKeyFigure *figures, guint n_figures);

/* A heading of level 1 to 3, with a rule above level 1 and above level 2 without number; kept with what follows;
 * entered in the PDF outline. @number ("1.2") may be
 * NULL; @tag ("EXAMPLE") is a dashed tag at the right, NULL: none. */
void epc_document_add_heading (EpcDocument *document, int level, const char *number, const char *text, const char *tag);
/* A paragraph of Pango markup in @type (BODY, LEAD, SMALL, CAPTION, TINY). */
void epc_document_add_paragraph (EpcDocument *document, EpcType type, const char *markup);
/* Bullets of Pango markup, NULL-terminated. */
void epc_document_add_bullets (EpcDocument *document, const char *const *items);
/* The same with markers in their place ("1."; "" for a bullet), as many as items. */
void epc_document_add_list (EpcDocument *document, const char *const *markers, const char *const *items);
/* Takes @table. */
void epc_document_add_table (EpcDocument *document, EpcTable *table);
/* A drawing of the full width and @height points, which may be cut down to @least_height before the page breaks (0: never).
 * @caption (markup) stands below and stays with it; NULL: none. @destroy frees @data with the document. */
void epc_document_add_figure (EpcDocument *document, double height, double least_height, const char *caption, EpcDrawFunc draw,
                              gpointer data, GDestroyNotify destroy);
/* What the figure added last shows, as rows of text (GStrv) of its data: they stand in the snapshot. (transfer full) */
typedef GPtrArray *(*EpcRowsFunc) (gconstpointer data);
void epc_document_tell_figure (EpcDocument *document, EpcRowsFunc rows);
/* In columns: the last figure added grows until its column is as tall as the other. */
void epc_document_let_figure_fill (EpcDocument *document);
/* Symbols with their words in one line. */
void epc_document_add_legend (EpcDocument *document, const EpcSymbol *symbols, const char *const *words, guint n);
/* A note: wash, bar at the left in @colour (0: amber), markup. */
void epc_document_add_note (EpcDocument *document, const char *title, const char *markup, EpcColour colour);
void epc_document_add_space (EpcDocument *document, double points);
void epc_document_add_page_break (EpcDocument *document);
/* A page break after which pages stand upright or lie across; nothing where they do already. */
void epc_document_turn_pages (EpcDocument *document, gboolean landscape);

/* The first page, whole: a drawing over its upper part, then kind (in capitals), title, line under it, up to four facts, and at the
 * foot who made it and how. @destroy frees @data with the document. */
typedef struct
{
  const char *kind, *title, *subtitle;
  const EpcMastheadFact *facts;
  guint n_facts;
  const char *office, *made_by;
  const char *disclaimer; /* on boundaries and names */
  EpcDrawFunc draw;
  gpointer data;
  GDestroyNotify destroy;
} EpcCover;

void epc_document_add_cover (EpcDocument *document, const EpcCover *cover);
/* The headings of level 1 and 2 behind it with their pages. */
void epc_document_add_contents (EpcDocument *document);
/* The tables with a caption, or the figures with a title, behind it with their pages. */
void epc_document_add_list_of (EpcDocument *document, gboolean of_figures);
/* What the figure added last is called in that list. */
void epc_document_name_figure (EpcDocument *document, const char *title);
/* @markdown (CommonMark) as headings below @level, paragraphs, lists, notes. HTML in it stands as it was written. */
void epc_document_add_markdown (EpcDocument *document, const char *markdown, int level);

/* Two columns side by side with widths in proportion @left : @right (1:1, 5:7, 1:2); blocks added until
 * epc_document_next_column () stand in the left one, until epc_document_end_columns () in the right one. Not nested; the pair is
 * never broken over pages. */
void epc_document_begin_columns (EpcDocument *document, double left, double right);
void epc_document_next_column (EpcDocument *document);
void epc_document_end_columns (EpcDocument *document);

/* --- Layout and output --- */

/* Lays the blocks out. FALSE with EPC_ERROR_USAGE when a block that cannot be broken is taller than a page. */
gboolean epc_document_layout (EpcDocument *document, GError **error);
/* After layout. Never 0. */
guint epc_document_n_pages (const EpcDocument *document);
/* Draws page @page (0-based) with its furniture; (0, 0) is the corner of the paper, units are points. */
void epc_document_draw_page (const EpcDocument *document, cairo_t *cr, guint page);
/* Where every line of text stands on @page, furniture included, the watermark not: points from the corner of the paper.
 * (element-type EpcTextBox) */
GArray *epc_document_text_boxes (const EpcDocument *document, guint page);
/* All that the document says, block by block in reading order, as a table (CSV, UTF-8 with its mark): the data that an issued report is
 * frozen with. Independent of paper and layout. Free with g_free (). */
char *epc_document_snapshot (const EpcDocument *document);
/* What the foot of every page says of an issued document: its own number where @number is NULL, version, and the hash of its snapshot
 * (hex; NULL: none yet). Does not move anything. */
void epc_document_set_issue (EpcDocument *document, const char *number, const char *version, const char *sha256);
/* The number that the foot says; NULL: none. */
const char *epc_document_number (const EpcDocument *document);
/* Layout (when not done) and PDF with outline and metadata, as bytes. NULL with EPC_ERROR_WRITE. */
GBytes *epc_document_pdf (EpcDocument *document, GError **error);
/* Layout (when not done) and PDF with outline and metadata; atomically. */
gboolean epc_document_write_pdf (EpcDocument *document, const char *path, GError **error);

G_END_DECLS
