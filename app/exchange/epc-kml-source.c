/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * KML (OGC 12-007r2): each folder with placemarks is a sheet; name, description, times and extended data are columns. Links to other
 * files are never followed, styles say nothing, and what is written as HTML in a description stays text.
 */
#include <string.h>

#include "base/epc-i18n.h"
#include "epc-xml-source.h"

#define DEPTH_MAX 512
#define TEXT_MAX (96u << 20) /* of the coordinates of one ring: four million points written out */

typedef struct
{
  GPtrArray *open; /* (element-type utf8), interned: the elements around */
  GArray *folders; /* of guint: numbers of the folders around */
  guint n_folders;
  GString *text;
  gboolean takes_text;
  char *key; /* of the extended data in hand */
  EpcXmlValues values;
  GArray *points;
  gboolean in_placemark;
} Kml;

static gpointer
kml_begin (void)
{
  Kml *kml = g_new0 (Kml, 1);

  kml->open = g_ptr_array_new_with_free_func (g_free);
  kml->folders = g_array_new (FALSE, FALSE, sizeof (guint));
  kml->text = g_string_new (NULL);
  kml->points = g_array_new (FALSE, FALSE, sizeof (double));
  epc_xml_values_init (&kml->values);
  return kml;
}

static void
kml_end (gpointer state)
{
  Kml *kml = state;

  g_ptr_array_unref (kml->open);
  g_array_unref (kml->folders);
  g_string_free (kml->text, TRUE);
  g_array_unref (kml->points);
  epc_xml_values_clear (&kml->values);
  g_free (kml->key);
  g_free (kml);
}

/* The element @above levels around the one in hand; "" beyond. */
static const char *
around (const Kml *kml, guint above)
{
  return kml->open->len > above ? g_ptr_array_index (kml->open, kml->open->len - 1 - above) : "";
}

static gboolean
is_folder (const char *name)
{
  return g_str_equal (name, "Folder") || g_str_equal (name, "Document") || g_str_equal (name, "kml");
}

static guint
folder_of (const Kml *kml)
{
  return kml->folders->len > 0 ? g_array_index (kml->folders, guint, kml->folders->len - 1) : 0;
}

static void
start (gpointer data, const char *name, const char *const *attributes)
{
  Kml *kml = epc_xml_source_state (data);

  g_ptr_array_add (kml->open, g_strdup (kml->open->len < DEPTH_MAX && strlen (name) < 64 ? name : "?"));
  g_string_truncate (kml->text, 0);
  kml->takes_text = TRUE;
  if (is_folder (name))
    {
      g_array_append_val (kml->folders, kml->n_folders);
      kml->n_folders++;
    }
  else if (g_str_equal (name, "Placemark"))
    {
      kml->in_placemark = TRUE;
      epc_xml_values_reset (&kml->values);
      epc_xml_source_reset_shapes (data);
    }
  else if (g_str_equal (name, "Data") || g_str_equal (name, "SimpleData"))
    {
      g_free (kml->key);
      kml->key = g_strdup (epc_xml_attribute (attributes, "name"));
    }
  else if (g_str_equal (name, "Polygon") && kml->in_placemark)
    epc_xml_source_begin_polygon (data);
  else if (g_str_equal (name, "Point") || g_str_equal (name, "LineString") || g_str_equal (name, "LinearRing")
           || g_str_equal (name, "Track"))
    g_array_set_size (kml->points, 0);
}

static void
text (gpointer data, const char *piece, int length)
{
  Kml *kml = epc_xml_source_state (data);

  if (kml->takes_text && kml->text->len + (gsize) length < TEXT_MAX)
    g_string_append_len (kml->text, piece, length);
}

/* Texts of a placemark that are columns. */
static void
take_value (Kml *kml, const char *name)
{
  static const char *const plain[] = { "name", "description", "address", "phoneNumber", NULL };
  static const char *const times[] = { "when", "begin", "end", NULL };
  const char *parent = around (kml, 1);
  const char *column = NULL;

  if (g_str_equal (parent, "Placemark") && g_strv_contains (plain, name))
    column = name;
  else if (g_strv_contains (times, name) && (g_str_equal (parent, "TimeStamp") || g_str_equal (parent, "TimeSpan")))
    column = name;
  else if (kml->key != NULL && (g_str_equal (name, "SimpleData") || (g_str_equal (name, "value") && g_str_equal (parent, "Data"))))
    column = kml->key;
  if (column != NULL)
    epc_xml_values_add (&kml->values, column, kml->text->str, kml->text->len);
}

static void
take_shape (EpcXmlSource *source, Kml *kml, const char *name)
{
  const char *parent = around (kml, 1);

  if (g_str_equal (name, "coordinates"))
    epc_xml_read_coordinates (kml->text->str, kml->points);
  else if (g_str_equal (name, "coord"))
    {
      /* "lon lat alt" of a track. */
      g_strdelimit (kml->text->str, " ", ',');
      epc_xml_read_coordinates (kml->text->str, kml->points);
    }
  else if (g_str_equal (name, "Point"))
    epc_xml_source_add_shape (source, EPC_GEOMETRY_POINT, kml->points);
  else if (g_str_equal (name, "LineString") || g_str_equal (name, "Track"))
    epc_xml_source_add_shape (source, EPC_GEOMETRY_LINE, kml->points);
  else if (g_str_equal (name, "LinearRing") && (g_str_equal (parent, "outerBoundaryIs") || g_str_equal (parent, "innerBoundaryIs")))
    epc_xml_source_add_ring (source, kml->points);
  else if (g_str_equal (name, "LinearRing"))
    epc_xml_source_add_shape (source, EPC_GEOMETRY_LINE, kml->points);
  else if (g_str_equal (name, "Polygon"))
    epc_xml_source_end_polygon (source);
}

static void
end (gpointer data, const char *name)
{
  Kml *kml = epc_xml_source_state (data);

  if (kml->in_placemark)
    {
      take_value (kml, name);
      take_shape (data, kml, name);
    }
  else if (g_str_equal (name, "name") && is_folder (around (kml, 1)))
    epc_xml_source_name_sheet (data, folder_of (kml), kml->text->str);
  if (g_str_equal (name, "Placemark"))
    {
      kml->in_placemark = FALSE;
      epc_xml_source_row (data, folder_of (kml), &kml->values);
    }
  if (is_folder (name) && kml->folders->len > 0)
    g_array_set_size (kml->folders, kml->folders->len - 1);
  if (kml->open->len > 0)
    g_ptr_array_set_size (kml->open, (int) kml->open->len - 1);
  kml->takes_text = FALSE;
}

static const EpcXmlHandlers handlers = { .start = start, .end = end, .text = text };
static const EpcXmlDialect kml_dialect = { .format = "kml", .handlers = &handlers, .begin = kml_begin, .end = kml_end };

static EpcRowSource *
kml_open (const char *path, GBytes *bytes, const char *name, GError **error)
{
  return epc_xml_source_open (&kml_dialect, path, bytes, name, error);
}

static int
kml_sniff (const guint8 *bytes, gsize length)
{
  g_autofree char *head = g_strndup ((const char *) bytes, length);

  return strchr (head, '<') != NULL && (strstr (head, "<kml") != NULL || strstr (head, ":kml ") != NULL) ? 75 : 0;
}

const EpcFormat epc_kml_format = {
  .key = "kml",
  .label = N_ ("KML"),
  .extensions = "kml",
  .sniff = kml_sniff,
  .open = kml_open,
};
