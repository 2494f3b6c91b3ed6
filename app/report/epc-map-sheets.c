/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-map-sheets.h"

#include "base/epc-i18n.h"
#include "epc-report-private.h"

#define HEADING_ROOM 52.0 /* points: the running line and the heading of a page of the atlas, and the air round them */

static void
draw_sheet (cairo_t *cr, double width, double height, gpointer map)
{
  epc_map_draw_sheet (map, cr, width, height);
}

static double
room_on (EpcPaper paper)
{
  EpcPageSize size = epc_page_size (paper, TRUE, FALSE);

  return size.height - size.top - size.bottom - 1;
}

static void
begin (EpcReportMaking *making, EpcStore *store, EpcPaper paper, const char *language)
{
  const EpcReportOptions options = { .choice = EPC_PICTURE_CHOICE_INIT, .paper = paper, .language = language };

  epc_report_begin (making, store, &options);
  g_clear_pointer (&making->document, epc_document_free);
  making->document = epc_document_new (paper, TRUE, making->language);
  epc_report_set_watermark (making, NULL);
}

EpcDocument *
epc_map_sheet (EpcStore *store, EpcMap *map, EpcPaper paper, const char *language, EpcClassification classification, GError **error)
{
  EpcReportMaking making = { 0 };

  begin (&making, store, paper, language);
  epc_report_set_facts (&making, epc_map_title (map), NULL, epc_map_source (map), classification);
  epc_document_add_figure (making.document, room_on (paper), 0, NULL, draw_sheet, map, (GDestroyNotify) epc_map_free);
  EpcDocument *document = epc_report_finish (&making, error);
  epc_report_clear (&making);
  return document;
}

EpcDocument *
epc_map_atlas (EpcStore *store, GPtrArray *maps, const char *title, EpcPaper paper, const char *language,
               EpcClassification classification, GError **error)
{
  EpcReportMaking making = { 0 };

  begin (&making, store, paper, language);
  epc_report_set_facts (&making, title, NULL, maps->len > 0 ? epc_map_source (g_ptr_array_index (maps, 0)) : NULL, classification);
  epc_document_add_masthead (making.document, epc_report_text (&making, N_ ("Atlas")), title, NULL, NULL, 0);
  epc_document_add_contents (making.document);
  for (guint i = 0; i < maps->len; i++)
    {
      EpcMap *map = g_ptr_array_index (maps, i);

      /* The title of the map is the heading of its page. */
      epc_document_add_page_break (making.document);
      epc_document_add_heading (making.document, 1, NULL, epc_map_title (map), NULL);
      epc_map_set_title (map, NULL, NULL);
      epc_document_add_figure (making.document, room_on (paper) - HEADING_ROOM, 0, NULL, draw_sheet, map,
                               (GDestroyNotify) epc_map_free);
    }
  g_ptr_array_set_free_func (maps, NULL);
  EpcDocument *document = epc_report_finish (&making, error);
  epc_report_clear (&making);
  return document;
}
