/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An export as GeoJSON (RFC 7946) or KML (OGC 12-007r2): one feature a record, its shape as this audience gets it. Columns go
 * under their field keys, so that the file comes back into the same fields.
 */
#include <string.h>

#include "base/epc-geometry.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-number.h"
#include "base/epc-text.h"
#include "epc-shape-sink.h"

/* All there are: an outline that comes back is the same, and shares its lines with its neighbours. */
#define DECIMALS 17

typedef struct
{
  EpcRowSink parent;
  EpcTextFile file;
  EpcShapeFinder finder;
  const EpcSinkTable *table;
  guint64 n_rows;
} TextSink;

static TextSink *
sink_new (const EpcRowSinkClass *class, const char *path, GError **error)
{
  TextSink *sink = g_new0 (TextSink, 1);

  sink->parent.class = class;
  if (epc_text_file_open (&sink->file, path, error))
    return sink;
  class->free (&sink->parent);
  return NULL;
}

static gboolean
begin (TextSink *sink, const EpcSinkTable *table, GError **error)
{
  sink->table = table;
  epc_shape_finder_init (&sink->finder, table);
  return epc_shape_finder_check (&sink->finder, table, error);
}

static gboolean
sink_end (EpcRowSink *parent, GString *tail, GError **error)
{
  TextSink *sink = (TextSink *) parent;

  g_string_append (sink->file.text, tail->str);
  return epc_text_file_finish (&sink->file, error);
}

static void
sink_free (EpcRowSink *parent)
{
  TextSink *sink = (TextSink *) parent;

  epc_shape_finder_clear (&sink->finder);
  epc_text_file_clear (&sink->file);
  g_free (sink);
}

/* --- GeoJSON --- */

static gboolean
geojson_begin (EpcRowSink *parent, const EpcSinkTable *table, GError **error)
{
  TextSink *sink = (TextSink *) parent;

  if (!begin (sink, table, error))
    return FALSE;
  g_string_append (sink->file.text, "{\"type\":\"FeatureCollection\",\"name\":");
  epc_text_append_json (sink->file.text, table->entity->key);
  g_string_append (sink->file.text, ",\"features\":[");
  return TRUE;
}

static gboolean
geojson_row (EpcRowSink *parent, EpcRecord *record, const EpcSinkCell *cells, GError **error)
{
  TextSink *sink = (TextSink *) parent;
  GString *out = sink->file.text;
  EpcGeometry geometry;

  g_string_append (out, sink->n_rows++ > 0 ? ",\n" : "\n");
  g_string_append (out, "{\"type\":\"Feature\",\"properties\":{");
  gboolean is_first = TRUE;
  for (guint i = 0; i < sink->table->n_columns; i++)
    {
      const EpcSinkCell *cell = &cells[i];
      if (epc_shape_is_shape_column (&sink->table->columns[i]))
        continue;
      g_string_append (out, is_first ? "" : ",");
      is_first = FALSE;
      epc_text_append_json (out, sink->table->columns[i].key);
      g_string_append_c (out, ':');
      gboolean is_number = cell->value != NULL && cell->text != NULL
                           && (cell->value->kind == EPC_VALUE_INTEGER || cell->value->kind == EPC_VALUE_DECIMAL);
      if (is_number)
        g_string_append (out, cell->text);
      else
        epc_text_append_json (out, cell->text);
    }
  g_string_append (out, "},\"geometry\":");
  epc_shape_finder_find (&sink->finder, record, &geometry);
  if (geometry.kind != EPC_GEOMETRY_NONE)
    epc_geometry_append_geojson (out, geometry.wkb, geometry.length, DECIMALS);
  else
    g_string_append (out, "null");
  g_string_append_c (out, '}');
  return epc_text_file_flush (&sink->file, FALSE, error);
}

static gboolean
geojson_end (EpcRowSink *parent, const EpcExportReport *report, GError **error)
{
  g_autoptr (GString) tail = g_string_new ("\n],\"notes\":[");

  /* Credit lines and what was hidden: foreign members are allowed (RFC 7946, 6.1). */
  for (guint i = 0; i < report->notes->len; i++)
    {
      g_string_append (tail, i > 0 ? "," : "");
      epc_text_append_json (tail, g_ptr_array_index (report->notes, i));
    }
  g_string_append (tail, "]}\n");
  return sink_end (parent, tail, error);
}

static const EpcRowSinkClass geojson_class = { .begin = geojson_begin, .row = geojson_row, .end = geojson_end, .free = sink_free };

static EpcRowSink *
geojson_open (const char *path, GError **error)
{
  return (EpcRowSink *) sink_new (&geojson_class, path, error);
}

const EpcSinkFormat epc_geojson_sink = {
  .key = "geojson",
  .label = N_ ("GeoJSON"),
  .extension = "geojson",
  .open = geojson_open,
};

/* --- KML --- */

static void
append_xml (GString *out, const char *text)
{
  for (const char *p = text != NULL ? text : ""; *p != '\0'; p++)
    switch (*p)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '"':
        g_string_append (out, "&quot;");
        break;
      default:
        /* XML 1.0 has no way to write the other controls. */
        if ((guchar) *p >= ' ' || *p == '\t' || *p == '\n' || *p == '\r')
          g_string_append_c (out, *p);
      }
}

typedef struct
{
  GString *out;
  guint ring;
  EpcGeometryKind kind; /* of the simple shape in hand */
} KmlWriter;

static void
kml_shape_begin (EpcGeometryKind kind, guint n_members, gpointer data)
{
  KmlWriter *writer = data;

  writer->ring = 0;
  writer->kind = kind;
  g_string_append (writer->out, kind == EPC_GEOMETRY_POINT     ? "<Point><coordinates>"
                                : kind == EPC_GEOMETRY_LINE    ? "<LineString><coordinates>"
                                : kind == EPC_GEOMETRY_POLYGON ? "<Polygon>"
                                                               : "<MultiGeometry>");
}

static void
kml_shape_ring (guint n_points, gpointer data)
{
  KmlWriter *writer = data;

  g_string_append (writer->out, writer->ring++ == 0 ? "<outerBoundaryIs><LinearRing><coordinates>"
                                                    : "<innerBoundaryIs><LinearRing><coordinates>");
}

static void
kml_shape_point (double longitude, double latitude, gpointer data)
{
  KmlWriter *writer = data;
  char x[EPC_NUMBER_SIZE], y[EPC_NUMBER_SIZE];

  g_string_append_printf (writer->out, "%s,%s ", epc_number_write_decimal (longitude, x), epc_number_write_decimal (latitude, y));
}

static void
kml_shape_end (EpcGeometryKind kind, gpointer data)
{
  KmlWriter *writer = data;

  if (kind == EPC_GEOMETRY_NONE)
    g_string_append (writer->out, writer->ring == 1 ? "</coordinates></LinearRing></outerBoundaryIs>"
                                                    : "</coordinates></LinearRing></innerBoundaryIs>");
  else
    g_string_append (writer->out, kind == EPC_GEOMETRY_POINT     ? "</coordinates></Point>"
                                  : kind == EPC_GEOMETRY_LINE    ? "</coordinates></LineString>"
                                  : kind == EPC_GEOMETRY_POLYGON ? "</Polygon>"
                                                                 : "</MultiGeometry>");
}

static gboolean
kml_begin (EpcRowSink *parent, const EpcSinkTable *table, GError **error)
{
  TextSink *sink = (TextSink *) parent;

  if (!begin (sink, table, error))
    return FALSE;
  g_string_append (sink->file.text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>"
                                    "<name>");
  append_xml (sink->file.text, epc_language_text (epc_language_get (table->options->language), table->entity->plural));
  /* The folder is called as the kind of record: so it is known again. */
  g_string_append_printf (sink->file.text, "</name><Folder><name>%s</name>\n", table->entity->key);
  return TRUE;
}

static gboolean
kml_row (EpcRowSink *parent, EpcRecord *record, const EpcSinkCell *cells, GError **error)
{
  static const EpcGeometryVisitor visitor
      = { .begin = kml_shape_begin, .ring = kml_shape_ring, .point = kml_shape_point, .end = kml_shape_end };
  TextSink *sink = (TextSink *) parent;
  GString *out = sink->file.text;
  KmlWriter writer = { .out = out };
  EpcGeometry geometry;

  g_string_append (out, "<Placemark><name>");
  for (guint i = 0; i < sink->table->n_columns; i++)
    if (g_str_equal (sink->table->columns[i].key, "name"))
      append_xml (out, cells[i].text);
  g_string_append (out, "</name><ExtendedData>");
  for (guint i = 0; i < sink->table->n_columns; i++)
    {
      if (cells[i].text == NULL || epc_shape_is_shape_column (&sink->table->columns[i]) || g_str_equal (sink->table->columns[i].key, "name"))
        continue;
      g_string_append (out, "<Data name=\"");
      append_xml (out, sink->table->columns[i].key);
      g_string_append (out, "\"><value>");
      append_xml (out, cells[i].text);
      g_string_append (out, "</value></Data>");
    }
  g_string_append (out, "</ExtendedData>");
  epc_shape_finder_find (&sink->finder, record, &geometry);
  if (geometry.kind != EPC_GEOMETRY_NONE)
    epc_geometry_walk (geometry.wkb, geometry.length, &visitor, &writer);
  g_string_append (out, "</Placemark>\n");
  return epc_text_file_flush (&sink->file, FALSE, error);
}

static gboolean
kml_end (EpcRowSink *parent, const EpcExportReport *report, GError **error)
{
  g_autoptr (GString) tail = g_string_new (NULL);

  if (report->notes->len > 0)
    {
      g_string_append (tail, "<description>");
      for (guint i = 0; i < report->notes->len; i++)
        {
          append_xml (tail, g_ptr_array_index (report->notes, i));
          g_string_append_c (tail, '\n');
        }
      g_string_append (tail, "</description>");
    }
  g_string_append (tail, "</Folder></Document></kml>\n");
  return sink_end (parent, tail, error);
}

static const EpcRowSinkClass kml_class = { .begin = kml_begin, .row = kml_row, .end = kml_end, .free = sink_free };

static EpcRowSink *
kml_open (const char *path, GError **error)
{
  return (EpcRowSink *) sink_new (&kml_class, path, error);
}

const EpcSinkFormat epc_kml_sink = {
  .key = "kml",
  .label = N_ ("KML"),
  .extension = "kml",
  .open = kml_open,
};
