/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages on a Cairo context: furniture (running line, footer, watermark), blocks; and the PDF file.
 */
#include "epc-page-private.h"

#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"

#define FOOTER_FROM_EDGE 13.5 /* millimetres from the foot of the paper to the footer's rule */

double
epc_document_top (const EpcDocument *document, guint page)
{
  return epc_document_size_of_page (document, MIN (page, document->sizes->len - 1)).top + (page > 0 ? EPC_RUNNING_HEIGHT : 0);
}

double
epc_document_bottom (const EpcDocument *document, guint page)
{
  EpcPageSize size = epc_document_size_of_page (document, page);

  return size.height - size.bottom;
}

static const char *
classification_word (const EpcDocument *document)
{
  static const char *const words[] = {
    [EPC_CLASS_PUBLIC] = N_ ("PUBLIC"),
    [EPC_CLASS_RESTRICTED] = N_ ("RESTRICTED"),
    [EPC_CLASS_CONFIDENTIAL] = N_ ("CONFIDENTIAL"),
    [EPC_CLASS_STRICTLY_CONFIDENTIAL] = N_ ("STRICTLY CONFIDENTIAL"),
  };

  return epc_language_text (document->language, words[document->classification]);
}

double
epc_document_draw_classification (const EpcDocument *document, cairo_t *cr, double x, double y)
{
  const EpcTheme *theme = document->theme;
  const char *word = classification_word (document);
  double width = epc_type_width (cr, theme, word, EPC_TYPE_TINY_BOLD) + 8;
  gboolean is_open = document->classification == EPC_CLASS_PUBLIC;

  if (is_open)
    epc_shape_box (cr, x, y, width, 10, 0, theme->ink_second, 0.6, 0);
  else
    epc_shape_box (cr, x, y, width, 10, theme->ink, 0, 0, 0);
  epc_type_draw_line (cr, theme, x + 4, y + 1.2, word, EPC_TYPE_TINY_BOLD, EPC_ALIGN_LEFT,
                      is_open ? theme->ink_second : theme->ground);
  return width;
}

/* "HTI-SITREP-0014 · Version 1.0 · IOM Haiti · 10 July 2025". */
char *
epc_document_identity (const EpcDocument *document)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (document->number != NULL)
    g_ptr_array_add (parts, g_strdup (document->number));
  if (document->version != NULL)
    g_ptr_array_add (parts, g_strdup_printf (epc_language_text (document->language, N_ ("Version %s")), document->version));
  if (document->author != NULL)
    g_ptr_array_add (parts, g_strdup (document->author));
  if (document->date != NULL)
    g_ptr_array_add (parts, epc_language_date (document->language, document->date, FALSE));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv ("  ·  ", (char **) parts->pdata);
}

/* The first 32 digits in eights. */
char *
epc_document_hash (const EpcDocument *document)
{
  GString *text;

  if (document->sha256 == NULL || *document->sha256 == '\0')
    return NULL;
  text = g_string_new ("SHA-256");
  for (gsize i = 0; i < MIN (strlen (document->sha256), 32); i++)
    {
      if (i % 8 == 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, document->sha256[i]);
    }
  if (strlen (document->sha256) > 32)
    g_string_append (text, "…");
  return g_string_free (text, FALSE);
}

static void
draw_footer (const EpcDocument *document, cairo_t *cr, guint page)
{
  const EpcTheme *theme = document->theme;
  EpcPageSize size = epc_document_size_of_page (document, page);
  double x = size.left, width = size.width - size.left - size.right;
  double y = size.height - FOOTER_FROM_EDGE * EPC_POINTS_PER_MM;
  double mark, number, hash_width = 0;
  g_autofree char *page_text
      = document->is_sheets ? g_strdup ("")
                            : g_strdup_printf (epc_language_text (document->language, N_ ("Page %u of %u")), page + 1, document->pages->len);
  g_autofree char *identity = epc_document_identity (document);
  g_autofree char *hash = epc_document_hash (document);

  epc_shape_line (cr, x, y, x + width, y, theme->title, 0.8, NULL, 0);
  mark = epc_document_draw_classification (document, cr, x, y + 4.5);
  number = epc_type_width (cr, theme, page_text, EPC_TYPE_CAPTION_BOLD);
  epc_type_draw_line (cr, theme, x + width, y + 4.6, page_text, EPC_TYPE_CAPTION_BOLD, EPC_ALIGN_RIGHT, 0);
  if (document->source != NULL)
    epc_type_draw (
        cr, theme, x + mark + 7, y + 5.4, document->source,
        &(EpcTypeSetting){ .type = EPC_TYPE_TINY, .width = width - mark - number - 20, .lines = 1, .colour = theme->ink_second });
  if (hash != NULL)
    {
      hash_width = epc_type_width (cr, theme, hash, EPC_TYPE_HASH) + 10;
      epc_type_draw_line (cr, theme, x + width, y + 16.6, hash, EPC_TYPE_HASH, EPC_ALIGN_RIGHT, theme->ink_caption);
    }
  epc_type_draw (
      cr, theme, x, y + 16.6, identity,
      &(EpcTypeSetting){ .type = EPC_TYPE_TINY, .width = width - hash_width, .lines = 1, .colour = theme->ink_caption });
}

void
epc_document_draw_furniture (const EpcDocument *document, cairo_t *cr, guint page)
{
  EpcPageSize size = epc_document_size_of_page (document, page);

  if (epc_document_is_cover (document, page))
    return;
  if (page > 0 && document->running != NULL && !document->is_sheets)
    epc_type_draw (cr, document->theme, size.left, size.top - 3, document->running,
                   &(EpcTypeSetting){ .type = EPC_TYPE_CAPTION,
                                      .lines = 1,
                                      .colour = document->theme->ink_caption,
                                      .width = size.width - size.left - size.right });
  draw_footer (document, cr, page);
}

/* From corner to corner, as large as the page allows, pale enough to read through. */
void
epc_document_draw_watermark (const EpcDocument *document, cairo_t *cr, guint page)
{
  EpcPageSize paper = epc_document_size_of_page (document, page);
  double width, height, diagonal = hypot (paper.width, paper.height);
  EpcTypeSetting setting = { .type = EPC_TYPE_COVER };
  g_autoptr (PangoLayout) layout = NULL;

  if (document->watermark == NULL || *document->watermark == '\0')
    return;
  epc_type_measure (cr, document->theme, document->watermark, &setting, &width, NULL);
  setting.size = MIN (document->theme->type[EPC_TYPE_COVER].size * diagonal * 0.62 / MAX (width, 1), paper.width * 0.24);
  epc_type_measure (cr, document->theme, document->watermark, &setting, &width, &height);
  layout = epc_type_layout (cr, document->theme, document->watermark, &setting);
  cairo_save (cr);
  cairo_translate (cr, paper.width / 2, paper.height / 2);
  cairo_rotate (cr, -atan2 (paper.height, paper.width));
  cairo_move_to (cr, -width / 2, -height / 2);
  epc_colour_set (cr, document->theme->ink_second, 0.11);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
  cairo_new_path (cr);
}

void
epc_document_draw_page (const EpcDocument *document, cairo_t *cr, guint page)
{
  const GArray *placed;

  g_return_if_fail (document->is_laid_out && page < document->pages->len);

  placed = document->pages->pdata[page];
  cairo_save (cr);
  for (guint i = 0; i < placed->len; i++)
    epc_block_draw (document, cr, &g_array_index (placed, EpcPlaced, i));
  epc_document_draw_furniture (document, cr, page);
  epc_document_draw_watermark (document, cr, page);
  cairo_restore (cr);
}

GArray *
epc_document_text_boxes (const EpcDocument *document, guint page)
{
  EpcPageSize size = epc_document_size_of_page (document, page);
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (EpcTextBox));

  g_return_val_if_fail (document->is_laid_out && page < document->pages->len && size.width > 0, boxes);

  epc_type_record (cr, boxes);
  epc_document_draw_page (document, cr, page);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return boxes;
}

/* --- PDF --- */

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Headings become the outline: each below the nearest heading of a higher level. */
static void
add_outline (const EpcDocument *document, cairo_surface_t *surface)
{
  int parents[4] = { CAIRO_PDF_OUTLINE_ROOT, CAIRO_PDF_OUTLINE_ROOT, CAIRO_PDF_OUTLINE_ROOT, CAIRO_PDF_OUTLINE_ROOT };

  for (guint page = 0; page < document->pages->len; page++)
    {
      const GArray *list = document->pages->pdata[page];

      for (guint i = 0; i < list->len; i++)
        {
          const EpcPlaced *placed = &g_array_index (list, EpcPlaced, i);
          g_autofree char *name = NULL, *target = NULL;
          char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];
          int id;

          if (placed->block->kind != EPC_BLOCK_HEADING || placed->block->title == NULL)
            continue;
          name = placed->block->kicker != NULL ? g_strdup_printf ("%s %s", placed->block->kicker, placed->block->title)
                                               : g_strdup (placed->block->title);
          /* Link attributes are read with a point for decimals whatever the locale. */
          target = g_strdup_printf ("page=%u pos=[%s %s]", page + 1, g_ascii_formatd (x, sizeof x, "%.1f", placed->x),
                                    g_ascii_formatd (y, sizeof y, "%.1f", placed->y));
          id = cairo_pdf_surface_add_outline (surface, parents[placed->block->level - 1], name, target,
                                              CAIRO_PDF_OUTLINE_FLAG_OPEN);
          for (int level = placed->block->level; level < 4; level++)
            parents[level] = id;
        }
    }
}

GBytes *
epc_document_pdf (EpcDocument *document, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  if (!document->is_laid_out && !epc_document_layout (document, error))
    return NULL;
  surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, document->size.width, document->size.height);
  epc_target_set_metadata (surface, document->title, document->author, document->number, document->date);
  cr = cairo_create (surface);
  epc_contents_set_links (cr);
  for (guint page = 0; page < document->pages->len; page++)
    {
      EpcPageSize size = epc_document_size_of_page (document, page);

      cairo_pdf_surface_set_size (surface, size.width, size.height);
      epc_document_draw_page (document, cr, page);
      cairo_show_page (cr);
    }
  add_outline (document, surface);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _ ("Cannot draw %s: %s"), document->title != NULL ? document->title : "PDF",
                   cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

gboolean
epc_document_write_pdf (EpcDocument *document, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = epc_document_pdf (document, error);
  gsize size;
  const guint8 *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  return data != NULL && epc_target_replace (path, data, size, error);
}
