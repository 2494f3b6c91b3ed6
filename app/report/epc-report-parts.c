/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-map-tiles.h"
#include "epc-report-private.h"

#include <math.h>
#include <string.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"

/* Hours after which a figure of the response is stale (setting "stale.response_hours"). */
#define STALE_HOURS 48

void
epc_report_begin (EpcReportMaking *making, EpcStore *store, const EpcReportOptions *options)
{
  making->store = store;
  making->language = epc_language_get (options->language);
  making->name = epc_language_name (making->language);
  making->before = epc_language_enter (making->language);
  making->is_speaking = TRUE;
  making->keep = g_string_chunk_new (1024);
  making->document = epc_document_new (options->paper, FALSE, making->language);
  making->tiles = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_map_tiles_unref);
  for (guint i = 0; options->map_files != NULL && options->map_files[i] != NULL && making->failed == NULL; i++)
    {
      EpcMapTiles *tiles = epc_map_tiles_open (options->map_files[i], &making->failed);

      if (tiles != NULL)
        g_ptr_array_add (making->tiles, tiles);
    }
}

void
epc_report_end_words (EpcReportMaking *making)
{
  if (making->is_speaking)
    epc_language_leave (making->before);
  making->is_speaking = FALSE;
}

void
epc_report_clear (EpcReportMaking *making)
{
  epc_report_end_words (making);
  g_clear_pointer (&making->document, epc_document_free);
  g_clear_pointer (&making->keep, g_string_chunk_free);
  g_clear_pointer (&making->tiles, g_ptr_array_unref);
  g_clear_error (&making->failed);
}

EpcDocument *
epc_report_finish (EpcReportMaking *making, GError **error)
{
  if (making->failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&making->failed));
      return NULL;
    }
  return epc_document_layout (making->document, error) ? g_steal_pointer (&making->document) : NULL;
}

/* --- words and figures --- */

const char *
epc_report_text (const EpcReportMaking *making, const char *text)
{
  return epc_language_text (making->language, text);
}

static const char *
keep (EpcReportMaking *making, char *text)
{
  const char *kept = text != NULL ? g_string_chunk_insert (making->keep, text) : NULL;

  g_free (text);
  return kept;
}

const char *
epc_report_number (EpcReportMaking *making, gint64 value)
{
  return value >= 0 ? keep (making, epc_language_integer (making->language, value)) : NULL;
}

const char *
epc_report_decimal (EpcReportMaking *making, double value, int decimals)
{
  return isnan (value) ? NULL : keep (making, epc_language_decimal (making->language, value, decimals));
}

const char *
epc_report_percent (EpcReportMaking *making, double value, int decimals)
{
  return isnan (value) ? NULL : keep (making, epc_language_percent (making->language, value, decimals));
}

const char *
epc_report_date (EpcReportMaking *making, const char *iso, gboolean is_short)
{
  return iso != NULL && *iso != '\0' ? keep (making, epc_language_date (making->language, iso, is_short)) : NULL;
}

const char *
epc_report_dates (EpcReportMaking *making, const char *from, const char *to, gboolean is_short)
{
  const char *first = epc_report_date (making, from, is_short), *last = epc_report_date (making, to, is_short);

  if (first == NULL || last == NULL || g_str_equal (first, last))
    return first != NULL ? first : last;
  /* days of one month: in all our languages the day stands first */
  if (strlen (from) >= 10 && strncmp (from, to, 8) == 0)
    return epc_report_format (making, "%.*s–%s", (int) strspn (first, "0123456789"), first, last);
  return epc_report_format (making, "%s – %s", first, last);
}

const char *
epc_report_format (EpcReportMaking *making, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  char *text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return keep (making, text);
}

const char *
epc_report_escaped (EpcReportMaking *making, const char *text)
{
  return keep (making, g_markup_escape_text (text, -1));
}

char *
epc_report_office (EpcReportMaking *making)
{
  EpcUid office = epc_store_office (making->store);

  return epc_store_title (making->store, epc_entity_find ("office"), &office);
}

const char *
epc_report_shown (EpcReportMaking *making, EpcRecord *record, const char *key)
{
  return epc_record_is_empty (record, key) ? NULL : keep (making, epc_store_display (making->store, record, key, making->name));
}

gboolean
epc_report_is_stale (const char *iso)
{
  char today[EPC_DATE_SIZE];
  int year, month, day;

  if (iso == NULL || !epc_date_split (iso, &year, &month, &day))
    return FALSE;
  gint64 then = epc_date_days (year, month, day);
  epc_date_today (today);
  epc_date_split (today, &year, &month, &day);
  return (epc_date_days (year, month, day) - then) * 24 > STALE_HOURS;
}

EpcKeyFigure *
epc_report_strip_add (EpcReportStrip *strip, const char *value, const char *label, const char *source, gboolean stale)
{
  EpcKeyFigure *figure = &strip->figures[strip->n++];

  g_assert (strip->n <= G_N_ELEMENTS (strip->figures));
  *figure = (EpcKeyFigure) { .value = value, .label = label, .source = source, .is_stale = stale };
  return figure;
}

/* --- what stands on every page --- */

EpcClassification
epc_report_classification (const char *key)
{
  static const char *const keys[] = { "public", "restricted", "confidential", "strict" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_strcmp0 (key, keys[i]) == 0)
      return (EpcClassification) i;
  return EPC_CLASS_RESTRICTED;
}

void
epc_report_set_watermark (EpcReportMaking *making, const EpcUid *crisis)
{
  g_autofree char *sample = epc_store_setting (making->store, "workspace.is_sample");
  g_autoptr (EpcRecord) record = crisis != NULL && !epc_uid_is_nil (crisis)
                                     ? epc_store_get (making->store, epc_entity_find ("crisis"), crisis, NULL)
                                     : NULL;

  if (record != NULL && g_strcmp0 (epc_record_text (record, "is_drill"), "yes") == 0)
    epc_document_set_watermark (making->document, epc_report_text (making, N_ ("DRILL")));
  else if (g_strcmp0 (sample, "yes") == 0)
    epc_document_set_watermark (making->document, epc_report_text (making, N_ ("SAMPLE")));
}

void
epc_report_set_facts (EpcReportMaking *making, const char *title, const char *number, const char *source,
                      EpcClassification classification)
{
  char today[EPC_DATE_SIZE];
  g_autofree char *author = epc_report_office (making);

  epc_date_today (today);
  const EpcDocumentFacts facts = {
    .title = title,
    .author = author,
    .number = number,
    .date = today,
    .source = source,
    .classification = classification,
  };
  epc_document_set_facts (making->document, &facts);
}

/* --- pictures and symbols --- */

EpcSymbol
epc_report_gap_symbol (EpcGapLevel level)
{
  static const EpcSymbol symbols[] = {
    [EPC_GAP_NOT_ASSESSED] = EPC_SYMBOL_UNKNOWN,
    [EPC_GAP_OK] = EPC_SYMBOL_OK,
    [EPC_GAP_WATCH] = EPC_SYMBOL_WATCH,
    [EPC_GAP_CRITICAL] = EPC_SYMBOL_CRITICAL,
  };

  return symbols[level];
}

static void
draw_map (cairo_t *cr, double width, double height, gpointer map)
{
  epc_map_draw (map, cr, width, height);
}

static void
draw_chart (cairo_t *cr, double width, double height, gpointer chart)
{
  epc_chart_draw (chart, cr, width, height, epc_theme_get (EPC_THEME_PAPER), NULL);
}

static GPtrArray *
rows_of_map (gconstpointer map)
{
  return epc_map_rows (map);
}

static GPtrArray *
rows_of_chart (gconstpointer chart)
{
  return epc_chart_table (chart);
}

void
epc_report_add_map (EpcReportMaking *making, EpcMap *map, double height, double least_height)
{
  for (guint i = 0; i < making->tiles->len; i++)
    epc_map_tiles_put_under (g_ptr_array_index (making->tiles, i), map, 1);
  epc_document_add_figure (making->document, height, least_height, NULL, draw_map, map, (GDestroyNotify) epc_map_free);
  epc_document_tell_figure (making->document, rows_of_map);
}

#define CENTRES_HEIGHT 230 /* points, wished for and least */
#define CENTRES_LEAST 150
#define CENTRES_AROUND 0.12 /* degrees shown round them */

void
epc_report_add_centres_map (EpcReportMaking *making, GPtrArray *centres, const char *country)
{
  g_autoptr (GArray) points = g_array_new (FALSE, TRUE, sizeof (EpcMapSite));
  g_autoptr (EpcMap) map = epc_map_new ();
  EpcMapBox box = { INFINITY, INFINITY, -INFINITY, -INFINITY };

  for (guint i = 0; i < centres->len; i++)
    {
      EpcRecord *centre = g_ptr_array_index (centres, i);
      double lon = epc_record_decimal (centre, "longitude"), lat = epc_record_decimal (centre, "latitude");
      const EpcMapSite point = { .lon = lon, .lat = lat, .people = -1, .symbol = EPC_MAP_SYMBOL_CENTRE, .label = epc_report_shown (making, centre, "name") };

      if (epc_record_is_empty (centre, "latitude") || epc_record_is_empty (centre, "longitude"))
        continue;
      box = (EpcMapBox) { MIN (box.west, lon - CENTRES_AROUND), MIN (box.south, lat - CENTRES_AROUND), MAX (box.east, lon + CENTRES_AROUND),
                          MAX (box.north, lat + CENTRES_AROUND) };
      g_array_append_val (points, point);
    }
  if (points->len > 0)
    epc_map_set_box (map, &box);
  else if (country == NULL || !epc_map_set_area (map, country, NULL))
    return;
  epc_map_set_theme (map, EPC_MAP_THEME_PAPER);
  epc_map_set_language (map, making->name);
  epc_map_set_parts (map, EPC_MAP_ALL_PARTS & ~(EpcMapParts) EPC_MAP_LEGEND);
  epc_map_set_sites (map, (const EpcMapSite *) (gpointer) points->data, points->len, NULL);
  epc_report_add_map (making, g_steal_pointer (&map), CENTRES_HEIGHT, CENTRES_LEAST);
  epc_document_name_figure (making->document, epc_report_text (making, N_("Evacuation centres")));
  epc_document_add_paragraph (making->document, EPC_TYPE_CAPTION,
                              centres->len == 0
                                  ? epc_report_text (making, N_("No evacuation centre is recorded yet."))
                                  : epc_report_format (making, epc_report_text (making, N_("Evacuation centres: %u on the map, %u without a recorded position.")),
                                                       points->len, centres->len - points->len));
}

gboolean
epc_report_add_sites_map (EpcReportMaking *making, const EpcPictureChoice *choice, const char *heading, double height, double least_height,
                          GError **error)
{
  EpcPictureChoice own = *choice;
  g_autoptr (GError) wrong = NULL;
  g_autoptr (GPtrArray) sites = epc_sites_open (making->store, epc_uid_is_nil (&choice->crisis) ? NULL : &choice->crisis, choice->until, TRUE, NULL, error);

  if (sites == NULL)
    return FALSE;
  if (sites->len == 0)
    return TRUE;
  own.language = making->name;
  EpcMap *map = epc_map_of_sites (making->store, &own, &wrong);
  if (map == NULL && !g_error_matches (wrong, EPC_ERROR, EPC_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&wrong));
      return FALSE;
    }
  epc_document_add_heading (making->document, 1, NULL, heading, NULL);
  if (map == NULL)
    {
      epc_document_add_paragraph (making->document, EPC_TYPE_BODY, epc_report_text (making, N_("None of the open sites has a position yet.")));
      return TRUE;
    }
  epc_map_set_title (map, NULL, NULL);
  epc_report_add_map (making, map, height, least_height);
  return TRUE;
}

void
epc_report_add_chart (EpcReportMaking *making, EpcChart *chart, double height, double least_height)
{
  epc_document_add_figure (making->document, height, least_height, NULL, draw_chart, chart, (GDestroyNotify) epc_chart_free);
  epc_document_tell_figure (making->document, rows_of_chart);
}

gboolean
epc_report_add_picture (EpcReportMaking *making, const char *name, const EpcPictureChoice *choice, const char *heading, guint *added, GError **error)
{
  const EpcPicture *picture = epc_picture_find (name, FALSE, error);
  EpcPictureChoice own = *choice;
  g_autoptr (GError) wrong = NULL;
  EpcPageSize page = epc_document_page_size (making->document);
  double most = (page.height - page.top - page.bottom) * 0.85, width = epc_document_width (making->document), height;
  const EpcTheme *theme = epc_theme_get (EPC_THEME_PAPER);

  own.language = making->name;
  if (picture == NULL)
    return FALSE;
  EpcChart *chart = picture->chart (making->store, &own, &wrong);
  if (chart == NULL)
    {
      if (g_error_matches (wrong, EPC_ERROR, EPC_ERROR_NOT_FOUND))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&wrong));
      return FALSE;
    }
  if (heading != NULL)
    epc_document_add_heading (making->document, 2, NULL, heading, NULL);
  height = MIN (epc_chart_natural_height (chart, width, theme), most);
  epc_report_add_chart (making, chart, height, epc_chart_least_height (chart, width, height, theme));
  epc_document_name_figure (making->document, epc_chart_title (chart));
  if (added != NULL)
    (*added)++;
  return TRUE;
}
