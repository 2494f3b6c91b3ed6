/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which form an export takes: by the ending of its name. A new format is one line in the list.
 */
#include "epc-row-sink.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"

static const EpcSinkFormat *const formats[] = {
  &epc_csv_sink,
  &epc_geojson_sink,
  &epc_geopackage_sink,
  &epc_kml_sink,
  &epc_xlsx_sink,
};

const EpcSinkFormat *const *
epc_sink_formats (guint *n_formats)
{
  *n_formats = G_N_ELEMENTS (formats);
  return formats;
}

const EpcSinkFormat *
epc_sink_format_of (const char *path, GError **error)
{
  const char *dot = strrchr (path, '.');
  g_autoptr (GString) endings = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (dot != NULL && g_ascii_strcasecmp (dot + 1, formats[i]->extension) == 0)
        return formats[i];
      g_string_append_printf (endings, "%s.%s", i > 0 ? ", " : "", formats[i]->extension);
    }
  g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _ ("%s: the ending of the name says which kind of file to write: %s."), path,
               endings->str);
  return NULL;
}
