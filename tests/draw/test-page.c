/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Documents: real PDFs, looked at with poppler's tools (pdfinfo, pdftotext, pdffonts), not with our own code.
 */
#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "base/epc-clock.h"
#include "base/epc-error.h"
#include "draw/epc-page-private.h"

static char *folder;

/* Output of a poppler tool; NULL (and the test skipped) where it is not installed. */
static char *
run_tool (const char *const *arguments)
{
  g_autofree char *program = g_find_program_in_path (arguments[0]);
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status;

  if (program == NULL)
    {
      g_test_skip ("poppler-utils is not installed");
      return NULL;
    }
  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return output;
}

static char *
page_text (const char *path, guint page)
{
  g_autofree char *number = g_strdup_printf ("%u", page + 1);
  const char *arguments[] = { "pdftotext", "-f", number, "-l", number, "-layout", path, "-", NULL };

  return run_tool (arguments);
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + strlen (part), part))
    n++;
  return n;
}

static EpcDocument *
new_document (EpcPaper paper, gboolean landscape)
{
  EpcDocument *document = epc_document_new (paper, landscape, epc_language_get ("en"));
  EpcDocumentFacts facts = { .title = "Haiti: internal displacement",
                             .running = "Haiti: situation report no. 14",
                             .author = "IOM Haiti",
                             .number = "HTI-SITREP-0014",
                             .version = "1.0",
                             .date = "2025-07-10",
                             .source = "Source: IOM DTM, round 10, 30 June 2025.",
                             .sha256 = "20b9aa92efb46bfd338967d1be16a40820b9aa92efb46bfd338967d1be16a408",
                             .classification = EPC_CLASS_RESTRICTED };

  epc_document_set_facts (document, &facts);
  return document;
}

static EpcTable *
long_table (guint n_rows)
{
  EpcTable *table = epc_table_new ("Table 1. Communes");

  epc_table_add_column (table, "Commune", EPC_ALIGN_LEFT, 0);
  epc_table_add_column (table, "People", EPC_ALIGN_RIGHT, 0);
  epc_table_add_column (table, "Remarks", EPC_ALIGN_LEFT, 0);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *name = g_strdup_printf ("Commune%03u", i);
      g_autofree char *people = g_strdup_printf ("%u", 1000 + i);

      epc_table_add_cells (table, name, i % 7 == 3 ? NULL : people,
                           i % 4 == 0
                               ? "counted by key informants in every section of the commune, with the town hall and the civil "
                                 "protection committee, over two days"
                               : "counted");
    }
  epc_table_set_note (table, "Source: baseline assessment.");
  return table;
}

static void
draw_box (cairo_t *cr, double width, double height, gpointer data)
{
  double *seen = data;

  if (seen != NULL)
    *seen = height;
  epc_shape_box (cr, 0.5, 0.5, width - 1, height - 1, 0xE3EEF4, 0x7FAAC2, 0.6, 0);
}

static char *
write_document (EpcDocument *document, const char *name)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);

  epc_document_write_pdf (document, path, &error);
  g_assert_no_error (error);
  return path;
}

static void
test_a_table_repeats_its_header_and_splits_no_row (void)
{
  g_autoptr (EpcDocument) document = new_document (EPC_PAPER_A4, FALSE);
  g_autofree char *path = NULL;
  guint rows = 0;

  epc_document_add_heading (document, 1, "1", "Communes", NULL);
  epc_document_add_table (document, long_table (140));
  path = write_document (document, "table.pdf");
  g_assert_cmpuint (epc_document_n_pages (document), >, 2);
  for (guint page = 0; page < epc_document_n_pages (document); page++)
    {
      g_autofree char *text = page_text (path, page);
      g_autofree char *foot = g_strdup_printf ("Page %u of %u", page + 1, epc_document_n_pages (document));
      gboolean is_last = page + 1 == epc_document_n_pages (document);
      guint here;

      if (text == NULL)
        return;
      g_assert_cmpuint (count (text, "Remarks"), ==, 1);
      g_assert_cmpuint (count (text, "Table 1. Communes"), ==, 1);
      g_assert_cmpuint (count (text, "(continued)"), ==, page > 0);
      g_assert_cmpuint (count (text, "continues on the next page"), ==, !is_last);
      g_assert_nonnull (strstr (text, foot));
      g_assert_nonnull (strstr (text, "RESTRICTED"));
      g_assert_nonnull (strstr (text, "HTI-SITREP-0014"));
      g_assert_nonnull (strstr (text, "10 July 2025"));
      g_assert_nonnull (strstr (text, "SHA-256 20b9aa92 efb46bfd 338967d1 be16a408"));
      g_assert_cmpuint (count (text, "Haiti: situation report no. 14"), ==, page > 0);
      /* A row is whole: as many beginnings as ends of the long remark. */
      g_assert_cmpuint (count (text, "counted by key informants"), ==, count (text, "two days"));
      here = count (text, "Commune0") + count (text, "Commune1");
      g_assert_cmpuint (here, >=, 2);
      rows += here;
    }
  g_assert_cmpuint (rows, ==, 140);
}

/* Whatever the number of rows, the last page never holds one row alone. */
static void
test_no_row_stands_alone (void)
{
  for (guint n = 1; n < 120; n++)
    {
      g_autoptr (EpcDocument) document = new_document (EPC_PAPER_LETTER, n % 2);
      g_autoptr (GError) error = NULL;
      guint next = 0;

      epc_document_add_paragraph (document, EPC_TYPE_BODY, "A line before.");
      epc_document_add_table (document, long_table (n));
      g_assert_true (epc_document_layout (document, &error));
      g_assert_no_error (error);
      for (guint page = 0; page < document->pages->len; page++)
        {
          const GArray *placed = document->pages->pdata[page];

          for (guint i = 0; i < placed->len; i++)
            {
              const EpcPlaced *part = &g_array_index (placed, EpcPlaced, i);

              g_assert_cmpfloat (part->y + part->height, <=, epc_document_bottom (document, 0) + 0.02);
              if (part->block->kind != EPC_BLOCK_TABLE)
                continue;
              g_assert_cmpuint (part->from, ==, next);
              g_assert_cmpuint (part->to - part->from, >=, MIN (n, 2));
              next = part->to;
            }
        }
      g_assert_cmpuint (next, ==, n);
    }
}

static void
test_paper_and_facts_are_in_the_file (void)
{
  static const struct
  {
    EpcPaper paper;
    gboolean landscape;
    const char *size;
  } cases[] = { { EPC_PAPER_A4, FALSE, "595.276 x 841.89 pts (A4)" },
                { EPC_PAPER_A4, TRUE, "841.89 x 595.276 pts (A4)" },
                { EPC_PAPER_LETTER, FALSE, "612 x 792 pts (letter)" },
                { EPC_PAPER_A3, TRUE, "1190.55 x 841.89 pts (A3)" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EpcDocument) document = new_document (cases[i].paper, cases[i].landscape);
      g_autofree char *path = NULL, *info = NULL, *fonts = NULL;

      epc_document_add_paragraph (document, EPC_TYPE_BODY, "Text with <b>bold</b> words: 1,287,593.");
      path = write_document (document, "facts.pdf");
      info = run_tool ((const char *[]){ "pdfinfo", path, NULL });
      if (info == NULL)
        return;
      g_assert_nonnull (strstr (info, cases[i].size));
      g_assert_nonnull (strstr (info, "Haiti: internal displacement"));
      g_assert_nonnull (strstr (info, "IOM Haiti"));
      g_assert_nonnull (strstr (info, "2025"));
      fonts = run_tool ((const char *[]){ "pdffonts", path, NULL });
      g_assert_cmpuint (count (fonts, "yes yes yes"), >, 0);
      g_assert_cmpuint (count (fonts, " no "), ==, 0);
    }
}

static void
test_same_document_same_bytes (void)
{
  g_autofree char *first = NULL, *second = NULL;
  gsize n_first = 0, n_second = 1;

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (EpcDocument) document = new_document (EPC_PAPER_A4, FALSE);
      g_autofree char *path = NULL;

      epc_document_set_watermark (document, "SAMPLE");
      epc_document_add_heading (document, 1, "1", "Communes", "EXAMPLE");
      epc_document_add_table (document, long_table (60));
      path = write_document (document, "bytes.pdf");
      g_assert_true (g_file_get_contents (path, i == 0 ? &first : &second, i == 0 ? &n_first : &n_second, NULL));
    }
  g_assert_cmpmem (first, n_first, second, n_second);
}

/* A heading at the foot of a page takes what follows with it. */
static void
test_a_heading_stays_with_its_text (void)
{
  for (int lines = 20; lines < 70; lines++)
    {
      g_autoptr (EpcDocument) document = new_document (EPC_PAPER_A4, FALSE);
      gboolean found = FALSE;

      for (int i = 0; i < lines; i++)
        epc_document_add_paragraph (document, EPC_TYPE_BODY, "One line.");
      epc_document_add_heading (document, 2, "1.1", "Heading", NULL);
      epc_document_add_paragraph (
          document, EPC_TYPE_BODY,
          "A paragraph that is long enough for several lines on this page, so that it could be parted; it says "
          "one thing and then the same thing again, since only its length matters here, and it does so until "
          "there are four lines of it, which is more than two and two, and then it goes on for a little while "
          "to be on the safe side of that limit, whichever paper is used for it.");
      g_assert_true (epc_document_layout (document, NULL));
      for (guint page = 0; page < document->pages->len; page++)
        {
          const GArray *placed = document->pages->pdata[page];

          for (guint i = 0; i < placed->len; i++)
            {
              const EpcPlaced *part = &g_array_index (placed, EpcPlaced, i);

              if (part->block->kind == EPC_BLOCK_HEADING)
                {
                  g_assert_cmpuint (i + 1, <, placed->len);
                  g_assert_cmpuint (g_array_index (placed, EpcPlaced, i + 1).to, >=, 2);
                  found = TRUE;
                }
              if (part->block->kind == EPC_BLOCK_PARAGRAPH && part->from > 0)
                g_assert_cmpuint (part->to - part->from, >=, 2);
            }
        }
      g_assert_true (found);
    }
}

/* The bytes may hold zeros: no string function. */
static gboolean
holds (const guint8 *bytes, gsize length, const char *part)
{
  for (gsize i = 0; i + strlen (part) <= length; i++)
    if (memcmp (bytes + i, part, strlen (part)) == 0)
      return TRUE;
  return FALSE;
}

/* The bytes of a PDF and after them its streams unpacked: cairo 1.18 packs the objects of a document, 1.16 wrote them plain. */
static GByteArray *
read_pdf (const char *path)
{
  static const char mark[] = "stream\n";
  g_autofree char *bytes = NULL;
  gsize length;
  GByteArray *all = g_byte_array_new ();

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_byte_array_append (all, (const guint8 *) bytes, length);
  for (gsize i = 0; i + strlen (mark) < length; i++)
    {
      if (memcmp (bytes + i, mark, strlen (mark)) != 0)
        continue;
      gsize from = i + strlen (mark);
      g_autoptr (GZlibDecompressor) inflater = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
      g_autoptr (GInputStream) packed = g_memory_input_stream_new_from_data (bytes + from, length - from, NULL);
      g_autoptr (GInputStream) plain = g_converter_input_stream_new (packed, G_CONVERTER (inflater));
      guint8 part[4096];
      for (gssize n; (n = g_input_stream_read (plain, part, sizeof part, NULL, NULL)) > 0;)
        g_byte_array_append (all, part, n);
    }
  return all;
}

static void
test_headings_are_the_outline (void)
{
  g_autoptr (EpcDocument) document = new_document (EPC_PAPER_A4, FALSE);
  g_autoptr (GByteArray) pdf = NULL;
  g_autofree char *path = NULL;

  epc_document_add_heading (document, 1, "1", "Situation", NULL);
  epc_document_add_heading (document, 2, "1.1", "Hazards", NULL);
  epc_document_add_page_break (document);
  epc_document_add_heading (document, 1, "2", "Strategy", NULL);
  epc_document_add_page_break (document);
  path = write_document (document, "outline.pdf");
  /* The break at the end makes no blank page. */
  g_assert_cmpuint (epc_document_n_pages (document), ==, 2);
  pdf = read_pdf (path);
  g_assert_true (holds (pdf->data, pdf->len, "/Outlines"));
  g_assert_true (holds (pdf->data, pdf->len, "(1 Situation)"));
  g_assert_true (holds (pdf->data, pdf->len, "(1.1 Hazards)"));
  g_assert_true (holds (pdf->data, pdf->len, "(2 Strategy)"));
}

static GBytes *
bytes_of_document (void)
{
  g_autoptr (EpcDocument) document = new_document (EPC_PAPER_A4, FALSE);
  g_autoptr (GError) error = NULL;

  epc_document_add_heading (document, 1, "1", "Situation", NULL);
  for (int i = 0; i < 60; i++)
    epc_document_add_paragraph (document, i % 7 == 0 ? EPC_TYPE_LEAD : EPC_TYPE_BODY,
                                "The <b>same</b> words again and again, on more pages than one, until a line of them breaks and another one begins below it.");
  epc_document_add_table (document, long_table (60));
  GBytes *bytes = epc_document_pdf (document, &error);
  g_assert_no_error (error);
  return bytes;
}

/* What is kept between measuring and drawing is one layout, of that text and setting only, and the document is the same to the byte. */
static void
test_texts_are_set_once (void)
{
  const EpcTheme *theme = epc_theme_get (EPC_THEME_PAPER);
  const EpcTypeSetting body = { .type = EPC_TYPE_BODY, .width = 200 }, red = { .type = EPC_TYPE_BODY, .width = 200, .colour = 0xff0000 },
                       narrow = { .type = EPC_TYPE_BODY, .width = 60 };
  g_autoptr (GBytes) without = bytes_of_document (), with = NULL;
  cairo_t *measure = epc_type_paper_context ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (NULL, NULL, 595, 842);
  cairo_t *paper = cairo_create (surface), *turned = cairo_create (surface);
  double wide, high;

  cairo_rotate (turned, 1);
  epc_type_keep (TRUE);
  with = bytes_of_document ();
  g_autoptr (PangoLayout) first = epc_type_layout (measure, theme, "Port-au-Prince and Les Cayes", &body);
  g_autoptr (PangoLayout) drawn = epc_type_layout (paper, theme, "Port-au-Prince and Les Cayes", &body);
  g_autoptr (PangoLayout) in_red = epc_type_layout (paper, theme, "Port-au-Prince and Les Cayes", &red);
  g_autoptr (PangoLayout) in_lines = epc_type_layout (paper, theme, "Port-au-Prince and Les Cayes", &narrow);
  g_autoptr (PangoLayout) other = epc_type_layout (paper, theme, "Port-au-Prince and Les Caye", &body);
  g_autoptr (PangoLayout) rotated = epc_type_layout (turned, theme, "Port-au-Prince and Les Cayes", &body);
  epc_type_measure (measure, theme, "Port-au-Prince and Les Cayes", &narrow, &wide, &high);
  epc_type_keep (FALSE);
  g_autoptr (PangoLayout) after = epc_type_layout (paper, theme, "Port-au-Prince and Les Cayes", &body);
  g_assert_true (first == drawn && first == in_red);
  g_assert_true (in_lines != first && other != first && rotated != first && after != first);
  g_assert_cmpint (pango_layout_get_line_count (in_lines), >, pango_layout_get_line_count (first));
  g_assert_cmpfloat (wide, <=, 60);
  g_assert_cmpmem (g_bytes_get_data (with, NULL), g_bytes_get_size (with), g_bytes_get_data (without, NULL), g_bytes_get_size (without));
  cairo_destroy (measure);
  cairo_destroy (paper);
  cairo_destroy (turned);
  cairo_surface_destroy (surface);
}

static void
test_figures_give_up_height_before_the_page_breaks (void)
{
  g_autoptr (EpcDocument) document = new_document (EPC_PAPER_LETTER, FALSE);
  double height = 0;

  epc_document_add_space (document, 1);
  for (int i = 0; i < 25; i++)
    epc_document_add_paragraph (document, EPC_TYPE_BODY, "One line.");
  epc_document_add_figure (document, 400, 170, "<b>Figure 1.</b> A map.", draw_box, &height, NULL);
  g_free (write_document (document, "figure.pdf"));
  g_assert_cmpuint (epc_document_n_pages (document), ==, 1);
  g_assert_cmpfloat (height, >=, 170);
  g_assert_cmpfloat (height, <, 400);
}

/* Pages of a figure with @lines lines of text behind it; *@height: of the figure. */
static guint
pages_with_lines (guint lines, double *height)
{
  g_autoptr (EpcDocument) document = new_document (EPC_PAPER_A4, FALSE);
  EpcPageSize size = epc_document_page_size (document);

  /* The figure leaves 100 points of the page; it could leave 200. */
  epc_document_add_figure (document, size.height - size.top - size.bottom - 100, size.height - size.top - size.bottom - 200, NULL, draw_box, height, NULL);
  for (guint i = 0; i < lines; i++)
    epc_document_add_paragraph (document, EPC_TYPE_BODY, "A line.");
  g_free (write_document (document, "spared.pdf"));
  return epc_document_n_pages (document);
}

/* A few lines over are no page of their own where a lower figure has room for them; where it has not, it is not cut for nothing. */
static void
test_last_page_is_spared (void)
{
  double whole = 0, spared = 0, full = 0;

  g_assert_cmpuint (pages_with_lines (1, &whole), ==, 1);
  g_assert_cmpuint (pages_with_lines (7, &spared), ==, 1);
  g_assert_cmpfloat (spared, <, whole - 20);
  g_assert_cmpuint (pages_with_lines (16, &full), ==, 2);
  g_assert_cmpfloat_with_epsilon (full, whole, 0.01);
}

/* Height of a row on the first page of a table of @n lines; *@n_pages that it takes. */
static double
row_of_lines (guint n, double form_row, guint *n_pages)
{
  g_autoptr (EpcDocument) document = new_document (EPC_PAPER_A4, FALSE);
  g_autoptr (GError) error = NULL;
  EpcTable *table = epc_table_new (NULL);

  epc_table_add_column (table, "Commune", EPC_ALIGN_LEFT, 0);
  if (form_row > 0)
    epc_table_set_form (table, form_row);
  for (guint i = 0; i < n; i++)
    epc_table_add_row (table, (const char *const[]){ "Delmas" });
  epc_document_add_table (document, table);
  g_assert_true (epc_document_layout (document, &error));
  g_assert_no_error (error);
  *n_pages = epc_document_n_pages (document);
  const GArray *placed = document->pages->pdata[0];
  const EpcPlaced *part = &g_array_index (placed, EpcPlaced, 0);
  return (part->height - epc_table_head_height (table, FALSE) - (part->continues ? EPC_TABLE_CUT_HEIGHT : 0)) / (part->to - part->from);
}

/* Five rows over are no page either: all rows give a little. Half a page of them is one, and rows keep their air; so do those to write in. */
static void
test_last_page_of_few_rows_is_spared (void)
{
  g_autoptr (EpcDocument) empty = new_document (EPC_PAPER_A4, FALSE);
  double body, loose, row;
  guint fitting, n_pages;

  g_assert_true (epc_document_layout (empty, NULL));
  body = epc_document_bottom (empty, 0) - epc_document_top (empty, 0);
  loose = row_of_lines (10, 0, &n_pages);
  fitting = (guint) (body / loose) - 1; /* one for the header */
  row_of_lines (fitting - 1, 0, &n_pages);
  g_assert_cmpuint (n_pages, ==, 1);
  row = row_of_lines (fitting + 5, 0, &n_pages);
  g_assert_cmpuint (n_pages, ==, 1);
  g_assert_cmpfloat (row, <, loose - 1);
  row = row_of_lines (fitting + fitting / 2, 0, &n_pages);
  g_assert_cmpuint (n_pages, ==, 2);
  g_assert_cmpfloat_with_epsilon (row, loose, 0.01);
  row_of_lines (fitting + 5, loose, &n_pages);
  g_assert_cmpuint (n_pages, ==, 2);
}

/* Nor are a few paragraphs: there is less air between all of them. */
static void
test_last_page_of_few_paragraphs_is_spared (void)
{
  guint most = 0, n_pages = 1, n = 40;

  for (; n_pages == 1; n++)
    {
      g_autoptr (EpcDocument) document = new_document (EPC_PAPER_A4, FALSE);
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < n; i++)
        epc_document_add_paragraph (document, EPC_TYPE_BODY, "A line.");
      g_assert_true (epc_document_layout (document, &error));
      n_pages = epc_document_n_pages (document);
      if (document->air == 1 && n_pages == 1)
        most = n;
    }
  g_assert_cmpuint (n - 2, >, most + 3);
}

static void
test_columns_end_together (void)
{
  g_autoptr (EpcDocument) document = new_document (EPC_PAPER_A4, FALSE);
  double height = 0;
  const GArray *placed;
  double left = 0, right = 0;

  epc_document_begin_columns (document, 5, 7);
  g_assert_cmpfloat_with_epsilon (epc_document_width (document), (180 * EPC_POINTS_PER_MM - 14) * 5 / 12, 0.01);
  epc_document_add_heading (document, 1, NULL, "Left", NULL);
  epc_document_add_table (document, long_table (12));
  epc_document_next_column (document);
  epc_document_add_figure (document, 100, 80, "A caption.", draw_box, &height, NULL);
  epc_document_let_figure_fill (document);
  epc_document_end_columns (document);
  g_free (write_document (document, "columns.pdf"));
  placed = document->pages->pdata[0];
  g_assert_cmpuint (placed->len, ==, 3);
  left = g_array_index (placed, EpcPlaced, 1).y + g_array_index (placed, EpcPlaced, 1).height;
  right = g_array_index (placed, EpcPlaced, 2).y + g_array_index (placed, EpcPlaced, 2).height;
  g_assert_cmpfloat_with_epsilon (left, right, 0.01);
  g_assert_cmpfloat (height, >, 100);
}

static void
test_what_fits_no_page_is_an_error (void)
{
  g_autoptr (EpcDocument) document = new_document (EPC_PAPER_A4, FALSE);
  g_autofree char *path = g_build_filename (folder, "tall.pdf", NULL);
  g_autoptr (GError) error = NULL;

  epc_document_add_paragraph (document, EPC_TYPE_BODY, "Before.");
  epc_document_add_figure (document, 2000, 0, NULL, draw_box, NULL, NULL);
  g_assert_false (epc_document_write_pdf (document, path, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_USAGE);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Blocks of every kind in any order: nothing below the footer's rule but the footer, nothing beside the margins, no two blocks on
 * each other. */
static void
add_random_block (EpcDocument *document, int kind)
{
  static const char *const bullets[]
      = { "<b>One</b> thing.", "Another thing that takes more than a single line of this column, or two.", NULL };
  EpcKeyFigure figures[] = { { "1,287,593", "internally displaced people", "+23.7%", 1, "DTM round 10 · 30 Jun 2025", FALSE },
                             { "80.8%", "come from Ouest", NULL, 0, "DTM round 10 · 30 Jun 2025", TRUE },
                             { NULL, "are women and girls", "−3", -1, "DTM round 10 · 30 Jun 2025", FALSE } };

  switch (kind)
    {
    case 0:
      epc_document_add_heading (document, g_test_rand_int_range (1, 4), g_test_rand_bit () ? "1.2" : NULL, "A heading", NULL);
      break;
    case 1:
      epc_document_add_paragraph (document, EPC_TYPE_BODY,
                                  "Text that goes on for some lines in a narrow column: the figures of the "
                                  "round, who counted them, and where nobody could go.");
      break;
    case 2:
      epc_document_add_bullets (document, bullets);
      break;
    case 3:
      epc_document_add_table (document, long_table ((guint) g_test_rand_int_range (0, 15)));
      break;
    case 4:
      epc_document_add_figure (document, g_test_rand_double_range (60, 300), 60, "A caption.", draw_box, NULL, NULL);
      break;
    case 5:
      epc_document_add_note (document, "Note", "Something to know before reading on.", 0);
      break;
    case 6:
      epc_document_add_legend (document, (EpcSymbol[]){ EPC_SYMBOL_OK, EPC_SYMBOL_UNKNOWN },
                               (const char *[]){ "covered", "not assessed: never zero" }, 2);
      break;
    default:
      epc_document_add_key_figures (document, figures, (guint) g_test_rand_int_range (1, 4));
      break;
    }
}

static void
check_page (const EpcDocument *document, guint page)
{
  const GArray *placed = document->pages->pdata[page];

  for (guint i = 0; i < placed->len; i++)
    {
      const EpcPlaced *a = &g_array_index (placed, EpcPlaced, i);

      g_assert_cmpfloat (a->y, >=, document->size.top - 0.01);
      g_assert_cmpfloat (a->y + a->height, <=, epc_document_bottom (document, 0) + 0.02);
      g_assert_cmpfloat (a->x, >=, document->size.left - 0.01);
      g_assert_cmpfloat (a->x + a->width, <=, document->size.width - document->size.right + 0.01);
      for (guint j = i + 1; j < placed->len; j++)
        {
          const EpcPlaced *b = &g_array_index (placed, EpcPlaced, j);

          if (a->x + 0.01 < b->x + b->width && b->x + 0.01 < a->x + a->width && a->y + 0.01 < b->y + b->height
              && b->y + 0.01 < a->y + a->height)
            g_error ("page %u: blocks %u (kind %d) and %u (kind %d) lie on each other", page, i, a->block->kind, j,
                     b->block->kind);
        }
    }
}

/* What a page draws, measured: nothing outside the paper's margins. */
static void
check_ink (const EpcDocument *document, guint page)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  double x, y, width, height;

  epc_document_draw_page (document, cr, page);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_recording_surface_ink_extents (surface, &x, &y, &width, &height);
  g_assert_cmpfloat (x, >=, document->size.left - 1.5);
  g_assert_cmpfloat (x + width, <=, document->size.width - document->size.right + 1.5);
  g_assert_cmpfloat (y, >=, document->size.top - 4);
  g_assert_cmpfloat (y + height, <=, document->size.height - 10);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* What CommonMark says of the text, as blocks: https://spec.commonmark.org/0.30/ (lists, emphasis, block quotes, HTML). */
static void
test_markdown (void)
{
  g_autoptr (EpcDocument) document = new_document (EPC_PAPER_A4, FALSE);
  g_autoptr (GError) error = NULL;
  const EpcBlock *block;

  epc_document_add_markdown (document,
                             "# Plan\n\nOne *two* **three** `4 < 5`\nsix [iom](https://iom.int) <b>x</b>\n\n"
                             "7. seven\n8. eight\n   - nine\n\n> quoted & said\n\n<script>no</script>\n",
                             1);
  g_assert_cmpuint (document->blocks->len, ==, 5);
  block = document->blocks->pdata[0];
  g_assert_cmpint (block->kind, ==, EPC_BLOCK_HEADING);
  g_assert_cmpint (block->level, ==, 2);
  g_assert_cmpstr (block->title, ==, "Plan");
  block = document->blocks->pdata[1];
  g_assert_cmpstr (block->text, ==,
                   "One <i>two</i> <b>three</b> <tt>4 &lt; 5</tt> six iom (https://iom.int) &lt;b&gt;x&lt;/b&gt;");
  block = document->blocks->pdata[2];
  g_assert_cmpint (block->kind, ==, EPC_BLOCK_BULLETS);
  g_assert_cmpuint (g_strv_length (block->items), ==, 3);
  g_assert_cmpstr (block->markers[1], ==, "8.");
  g_assert_cmpstr (block->items[2], ==, "– nine");
  block = document->blocks->pdata[3];
  g_assert_cmpint (block->kind, ==, EPC_BLOCK_NOTE);
  g_assert_cmpstr (block->text, ==, "quoted &amp; said");
  block = document->blocks->pdata[4];
  g_assert_cmpstr (block->text, ==, "&lt;script&gt;no&lt;/script&gt;");
  g_assert_true (epc_document_layout (document, &error));
  g_assert_no_error (error);
}

/* Marks in any order and depth: what comes out is markup that Pango reads, and a document that can be laid out. */
static void
test_any_markdown (void)
{
  static const char *const marks[] = { "*", "**", "_", "`", "```\n", "> ", "- ", "1. ", "# ", "[a](b)", "![", "](", "<b>", "&amp;", "&",
                                       "\n", "\n\n", "    ", "words of a text ", "Ñandú ", "\\", "---\n", "\xff", "\xc3" };

  for (int round = 0; round < 400; round++)
    {
      g_autoptr (EpcDocument) document = new_document (EPC_PAPER_A4, FALSE);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      for (int i = g_test_rand_int_range (1, 80); i > 0; i--)
        g_string_append (text, marks[g_test_rand_int_range (0, G_N_ELEMENTS (marks))]);
      epc_document_add_markdown (document, text->str, 1);
      for (guint i = 0; i < document->blocks->len; i++)
        {
          const EpcBlock *block = document->blocks->pdata[i];
          if (block->text != NULL && !pango_parse_markup (block->text, -1, 0, NULL, NULL, NULL, &error))
            g_error ("%s: %s", text->str, error->message);
          for (guint k = 0; block->items != NULL && block->items[k] != NULL; k++)
            if (!pango_parse_markup (block->items[k], -1, 0, NULL, NULL, NULL, &error))
              g_error ("%s: %s", text->str, error->message);
        }
      g_assert_true (epc_document_layout (document, &error));
      g_assert_no_error (error);
    }
}

/* A cover, contents, pages upright and across: each page has its own size, and the contents know the pages. */
static void
test_pages_of_one_document (void)
{
  g_autoptr (EpcDocument) document = new_document (EPC_PAPER_A4, FALSE);
  g_autofree char *path = NULL, *contents = NULL, *second = NULL;
  const EpcCover cover = { .kind = "Plan", .title = "Storms", .subtitle = "Honduras", .office = "IOM Honduras", .draw = draw_box };

  epc_document_add_cover (document, &cover);
  epc_document_add_contents (document);
  epc_document_add_page_break (document);
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *title = g_strdup_printf ("Chapter%u", i);
      epc_document_turn_pages (document, i == 2);
      epc_document_add_heading (document, 1, "1", title, NULL);
      epc_document_add_table (document, long_table (i == 2 ? 60 : 3));
    }
  path = write_document (document, "turned.pdf");
  g_assert_cmpuint (epc_document_n_pages (document), >=, 6);
  for (guint page = 0; page < epc_document_n_pages (document); page++)
    {
      EpcPageSize size = epc_document_size_of_page (document, page);
      gboolean is_last = page + 1 == epc_document_n_pages (document);
      g_assert_cmpint (size.width > size.height, ==, page >= 3 && !is_last);
    }
  contents = page_text (path, 1);
  g_assert_true (g_regex_match_simple ("Chapter1\\s+3\\b", contents, 0, 0));
  g_assert_true (g_regex_match_simple ("Chapter2\\s+4\\b", contents, 0, 0));
  second = page_text (path, 3);
  g_assert_nonnull (strstr (second, "Chapter2"));
}

static void
test_any_blocks_in_any_order (void)
{
  for (int round = 0; round < 60; round++)
    {
      g_autoptr (EpcDocument) document = new_document ((EpcPaper) g_test_rand_int_range (0, 3), g_test_rand_bit ());
      g_autoptr (GError) error = NULL;
      int n = g_test_rand_int_range (1, 30);

      if (g_test_rand_bit ())
        epc_document_add_masthead (document, "Situation report", "Haiti: internal displacement", "Figures of round 10.",
                                   (EpcMastheadFact[]){ { "No.", "14" }, { "Period", "1 – 30 June 2025" } }, 2);
      for (int i = 0; i < n; i++)
        {
          if (g_test_rand_int_range (0, 6) > 0)
            {
              add_random_block (document, g_test_rand_int_range (0, 8));
              continue;
            }
          epc_document_begin_columns (document, 1, g_test_rand_int_range (1, 3));
          add_random_block (document, g_test_rand_int_range (0, 7));
          add_random_block (document, g_test_rand_int_range (0, 7));
          epc_document_next_column (document);
          add_random_block (document, 4);
          epc_document_let_figure_fill (document);
          epc_document_end_columns (document);
        }
      if (!epc_document_layout (document, &error))
        {
          /* Two tables in one column of a landscape sheet may be taller than the sheet; that is told, not drawn. */
          g_assert_error (error, EPC_ERROR, EPC_ERROR_USAGE);
          continue;
        }
      for (guint page = 0; page < epc_document_n_pages (document); page++)
        {
          check_page (document, page);
          check_ink (document, page);
        }
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  epc_clock_hold (G_GINT64_CONSTANT (1752138000) * G_USEC_PER_SEC); /* 2025-07-10T09:00:00Z */
  folder = g_dir_make_tmp ("epc-page-XXXXXX", NULL);
  g_test_add_func ("/page/markdown", test_markdown);
  g_test_add_func ("/page/any-markdown", test_any_markdown);
  g_test_add_func ("/page/pages-of-one-document", test_pages_of_one_document);
  g_test_add_func ("/draw/page/a-table-repeats-its-header-and-splits-no-row", test_a_table_repeats_its_header_and_splits_no_row);
  g_test_add_func ("/draw/page/no-row-stands-alone", test_no_row_stands_alone);
  g_test_add_func ("/draw/page/paper-and-facts-are-in-the-file", test_paper_and_facts_are_in_the_file);
  g_test_add_func ("/draw/page/same-document-same-bytes", test_same_document_same_bytes);
  g_test_add_func ("/draw/page/a-heading-stays-with-its-text", test_a_heading_stays_with_its_text);
  g_test_add_func ("/draw/page/headings-are-the-outline", test_headings_are_the_outline);
  g_test_add_func ("/draw/page/texts-are-set-once", test_texts_are_set_once);
  g_test_add_func ("/draw/page/figures-give-up-height-before-the-page-breaks",
                   test_figures_give_up_height_before_the_page_breaks);
  g_test_add_func ("/draw/page/a-last-page-of-few-lines-is-spared", test_last_page_is_spared);
  g_test_add_func ("/draw/page/a-last-page-of-few-rows-is-spared", test_last_page_of_few_rows_is_spared);
  g_test_add_func ("/draw/page/a-last-page-of-few-paragraphs-is-spared", test_last_page_of_few_paragraphs_is_spared);
  g_test_add_func ("/draw/page/columns-end-together", test_columns_end_together);
  g_test_add_func ("/draw/page/what-fits-no-page-is-an-error", test_what_fits_no_page_is_an_error);
  g_test_add_func ("/draw/page/any-blocks-in-any-order", test_any_blocks_in_any_order);
  status = g_test_run ();
  if (status == 0)
    {
      static const char *const names[] = { "table.pdf", "facts.pdf", "bytes.pdf", "outline.pdf", "figure.pdf", "columns.pdf" };

      for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        {
          g_autofree char *path = g_build_filename (folder, names[i], NULL);

          g_unlink (path);
        }
      g_rmdir (folder);
    }
  g_free (folder);
  return status;
}
