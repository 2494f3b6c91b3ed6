/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GPX 1.0 and 1.1: waypoints, routes, tracks, and the points of both, each a sheet. Extensions are columns by their bare name.
 */
#include <math.h>
#include <string.h>

#include "base/epc-i18n.h"
#include "epc-xml-source.h"

enum
{
  WAYPOINTS,
  ROUTES,
  TRACKS,
  ROUTE_POINTS,
  TRACK_POINTS,
  N_SHEETS,
};

static const char *const sheet_names[N_SHEETS] = { "waypoints", "routes", "tracks", "route_points", "track_points" };

#define DEPTH_MAX 512
#define TEXT_MAX (1u << 20)

typedef struct
{
  GPtrArray *open; /* (element-type utf8), interned */
  GString *text;
  gboolean is_leaf;
  EpcXmlValues whole, point; /* of the route or track, and of the point in it */
  gboolean in_point, in_whole;
  double longitude, latitude;
  GArray *points; /* of the route or the segment */
} Gpx;

static gpointer
gpx_begin (void)
{
  Gpx *gpx = g_new0 (Gpx, 1);

  gpx->open = g_ptr_array_new_with_free_func (g_free);
  gpx->text = g_string_new (NULL);
  gpx->points = g_array_new (FALSE, FALSE, sizeof (double));
  epc_xml_values_init (&gpx->whole);
  epc_xml_values_init (&gpx->point);
  return gpx;
}

static void
gpx_end (gpointer state)
{
  Gpx *gpx = state;

  g_ptr_array_unref (gpx->open);
  g_string_free (gpx->text, TRUE);
  g_array_unref (gpx->points);
  epc_xml_values_clear (&gpx->whole);
  epc_xml_values_clear (&gpx->point);
  g_free (gpx);
}

static gboolean
is_point (const char *name)
{
  return g_str_equal (name, "wpt") || g_str_equal (name, "rtept") || g_str_equal (name, "trkpt");
}

/* What is no number is told as such, later. */
static double
number_of (const char *text)
{
  char *end;
  double value = text != NULL ? g_ascii_strtod (text, &end) : NAN;

  return text != NULL && end > text ? value : NAN;
}

static void
start (gpointer data, const char *name, const char *const *attributes)
{
  Gpx *gpx = epc_xml_source_state (data);

  if (gpx->open->len == 0)
    for (guint i = 0; i < N_SHEETS; i++)
      epc_xml_source_name_sheet (data, i, sheet_names[i]);
  g_ptr_array_add (gpx->open, g_strdup (gpx->open->len < DEPTH_MAX && strlen (name) < 64 ? name : "?"));
  g_string_truncate (gpx->text, 0);
  gpx->is_leaf = TRUE;
  if (is_point (name))
    {
      gpx->in_point = TRUE;
      gpx->longitude = number_of (epc_xml_attribute (attributes, "lon"));
      gpx->latitude = number_of (epc_xml_attribute (attributes, "lat"));
      epc_xml_values_reset (&gpx->point);
    }
  else if (g_str_equal (name, "rte") || g_str_equal (name, "trk"))
    {
      gpx->in_whole = TRUE;
      epc_xml_values_reset (&gpx->whole);
      epc_xml_source_reset_shapes (data);
      g_array_set_size (gpx->points, 0);
    }
  else if (g_str_equal (name, "trkseg"))
    g_array_set_size (gpx->points, 0);
}

static void
text (gpointer data, const char *piece, int length)
{
  Gpx *gpx = epc_xml_source_state (data);

  if (gpx->is_leaf && gpx->text->len + (gsize) length < TEXT_MAX)
    g_string_append_len (gpx->text, piece, length);
}

static void
end_point (EpcXmlSource *source, Gpx *gpx, const char *name)
{
  guint sheet = g_str_equal (name, "wpt") ? WAYPOINTS : g_str_equal (name, "rtept") ? ROUTE_POINTS : TRACK_POINTS;

  gpx->in_point = FALSE;
  if (sheet != WAYPOINTS && gpx->points->len <= 2 * EPC_GEOMETRY_POINTS_MAX)
    {
      double point[2] = { gpx->longitude, gpx->latitude };
      g_array_append_vals (gpx->points, point, 2);
    }
  epc_xml_source_point_row (source, sheet, &gpx->point, gpx->longitude, gpx->latitude);
}

static void
end (gpointer data, const char *name)
{
  Gpx *gpx = epc_xml_source_state (data);

  if (is_point (name))
    end_point (data, gpx, name);
  else if (g_str_equal (name, "trkseg"))
    epc_xml_source_add_shape (data, EPC_GEOMETRY_LINE, gpx->points);
  else if (g_str_equal (name, "rte") || g_str_equal (name, "trk"))
    {
      gboolean is_route = g_str_equal (name, "rte");
      gpx->in_whole = FALSE;
      if (is_route)
        epc_xml_source_add_shape (data, EPC_GEOMETRY_LINE, gpx->points);
      epc_xml_source_row (data, is_route ? ROUTES : TRACKS, &gpx->whole);
    }
  else if (gpx->is_leaf && (gpx->in_point || gpx->in_whole))
    epc_xml_values_add (gpx->in_point ? &gpx->point : &gpx->whole, name, gpx->text->str, gpx->text->len);
  if (gpx->open->len > 0)
    g_ptr_array_set_size (gpx->open, (int) gpx->open->len - 1);
  gpx->is_leaf = FALSE;
}

static const EpcXmlHandlers handlers = { .start = start, .end = end, .text = text };
static const EpcXmlDialect gpx_dialect = { .format = "gpx", .handlers = &handlers, .begin = gpx_begin, .end = gpx_end };

static EpcRowSource *
gpx_open (const char *path, GBytes *bytes, const char *name, GError **error)
{
  return epc_xml_source_open (&gpx_dialect, path, bytes, name, error);
}

static int
gpx_sniff (const guint8 *bytes, gsize length)
{
  g_autofree char *head = g_strndup ((const char *) bytes, length);

  return strstr (head, "<gpx") != NULL ? 75 : 0;
}

const EpcFormat epc_gpx_format = {
  .key = "gpx",
  .label = N_ ("GPX"),
  .extensions = "gpx",
  .sniff = gpx_sniff,
  .open = gpx_open,
};
