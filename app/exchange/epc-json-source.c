/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * JSON as sheets of rows. A first pass finds them: every array of objects is a sheet, whatever it is wrapped in, and lists inside
 * its rows are sheets that follow it (those of a form's answers say which row they stand in, as the sheets of its workbooks do); objects one after the other (lines of JSON) are one sheet; so are arrays of arrays. Members
 * of members become columns "a/b"; a list of values is one cell. GeoJSON and TopoJSON are told by their rows: the shape becomes
 * the last column, the properties lose their prefix. Reading goes over the file again, one row at a time.
 */
#include "epc-json-private.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-text.h"

#define SHEETS_MAX 256

/* A row on its way: the members so far, and what its "type" says. */
typedef struct
{
  EpcJsonSheet *sheet;
  GString *column;
  gboolean is_feature, has_body, has_shape, has_coordinates, is_word;
} Row;

static void
sheet_free (gpointer data)
{
  EpcJsonSheet *sheet = data;

  g_free (sheet->path);
  g_free (sheet->name);
  epc_feature_row_free (sheet->row);
  g_free (sheet);
}

static gboolean
is_topology (const EpcJsonSource *source)
{
  return g_strcmp0 (source->root_type, "Topology") == 0;
}

/* --- finding the sheets, and reading rows: the same walk --- */

static EpcJsonSheet *
sheet_at (EpcJsonSource *source, gboolean is_arrays)
{
  for (guint i = 0; i < source->sheets->len; i++)
    {
      EpcJsonSheet *sheet = g_ptr_array_index (source->sheets, i);
      if (g_str_equal (sheet->path, source->path->str))
        return sheet->is_arrays == is_arrays ? sheet : NULL;
    }
  if (source->sheets->len >= SHEETS_MAX)
    return NULL;
  EpcJsonSheet *sheet = g_new0 (EpcJsonSheet, 1);
  sheet->path = g_strdup (source->path->str);
  sheet->is_arrays = is_arrays;
  sheet->row = epc_feature_row_new ();
  sheet->index = sheet->parent_index = sheet->parent_table = -1;
  g_ptr_array_add (source->sheets, sheet);
  return sheet;
}

static void
set_value (EpcJsonSource *source, Row *row, EpcJsonToken token)
{
  int column = epc_feature_row_column (row->sheet->row, row->column->str);
  gsize length;

  if (source->is_scanning)
    return;
  switch (token)
    {
    case EPC_JSON_STRING:
    case EPC_JSON_NUMBER:
      {
        const char *text = epc_json_text (source->json, &length);
        epc_feature_row_set (row->sheet->row, column, token == EPC_JSON_NUMBER ? EPC_CELL_NUMBER : EPC_CELL_TEXT, text, length);
        break;
      }
    case EPC_JSON_TRUE:
      epc_feature_row_set (row->sheet->row, column, EPC_CELL_BOOLEAN, "yes", 3);
      break;
    case EPC_JSON_FALSE:
      epc_feature_row_set (row->sheet->row, column, EPC_CELL_BOOLEAN, "no", 2);
      break;
    case EPC_JSON_ERROR:
    case EPC_JSON_END:
    case EPC_JSON_OBJECT:
    case EPC_JSON_OBJECT_END:
    case EPC_JSON_ARRAY:
    case EPC_JSON_ARRAY_END:
    case EPC_JSON_KEY:
    case EPC_JSON_NULL:
    default:
      break;
    }
}

static gboolean read_object (EpcJsonSource *source, Row *row, GError **error);
static gboolean read_row (EpcJsonSource *source, EpcJsonSheet *sheet, GError **error);

/* An array of values, one after the other, as the cells of a row. */
static gboolean
read_array_row (EpcJsonSource *source, EpcJsonSheet *sheet, EpcJsonToken token, GError **error)
{
  g_autoptr (GString) name = g_string_new (NULL);
  Row row = { .sheet = sheet, .column = name };

  sheet->n_rows++;
  if (!source->is_scanning)
    epc_feature_row_begin (sheet->row);
  for (guint i = 0; token != EPC_JSON_ARRAY_END; i++, token = epc_json_next (source->json, error))
    {
      if (token == EPC_JSON_ERROR || token == EPC_JSON_END)
        return FALSE;
      g_string_printf (name, "%u", i);
      if (token == EPC_JSON_OBJECT || token == EPC_JSON_ARRAY)
        {
          if (!epc_json_skip (source->json, token, error))
            return FALSE;
        }
      else
        set_value (source, &row, token);
    }
  return TRUE;
}

/* The array was begun; its path is that of the array. @row NULL: it stands in no row. */
static gboolean
read_array (EpcJsonSource *source, Row *row, GError **error)
{
  gsize length = source->path->len;
  gboolean is_outer = row == NULL || *row->sheet->path == '\0';
  EpcJsonToken token;

  if (length > 0)
    g_string_append (source->path, "[]");
  while ((token = epc_json_next (source->json, error)) != EPC_JSON_ARRAY_END)
    {
      if (token == EPC_JSON_ERROR || token == EPC_JSON_END)
        return FALSE;
      gboolean is_inner = token == EPC_JSON_OBJECT || (token == EPC_JSON_ARRAY && is_outer);
      EpcJsonSheet *sheet = source->is_scanning && is_inner ? sheet_at (source, token == EPC_JSON_ARRAY) : NULL;
      gboolean is_read = TRUE;
      if (sheet != NULL && token == EPC_JSON_OBJECT)
        is_read = read_row (source, sheet, error);
      else if (sheet != NULL)
        is_read = read_array_row (source, sheet, epc_json_next (source->json, error), error);
      else if (token == EPC_JSON_OBJECT || token == EPC_JSON_ARRAY)
        is_read = epc_json_skip (source->json, token, error);
      else if (row != NULL)
        set_value (source, row, token);
      if (!is_read)
        return FALSE;
    }
  g_string_truncate (source->path, length);
  return TRUE;
}

/* What the file says about itself, in the members of its outermost object. TRUE in *@taken: the value was read. */
static gboolean
read_about_file (EpcJsonSource *source, const Row *row, EpcJsonToken token, gboolean *taken, GError **error)
{
  const char *path = source->path->str;

  *taken = TRUE;
  if (*row->sheet->path != '\0' || !source->is_scanning)
    *taken = FALSE;
  else if (g_str_equal (path, "arcs"))
    return epc_topology_read_arcs (&source->topology, source->json, token, error);
  else if (g_str_equal (path, "transform"))
    return epc_topology_read_transform (&source->topology, source->json, token, error);
  else if (g_str_equal (path, "type") && token == EPC_JSON_STRING)
    {
      epc_set_text (&source->root_type, epc_json_text (source->json, NULL));
      *taken = FALSE;
    }
  else if (g_str_equal (path, "name") && token == EPC_JSON_STRING)
    {
      epc_set_text (&source->root_name, epc_json_text (source->json, NULL));
      *taken = FALSE;
    }
  else if (g_str_equal (path, "crs/properties/name") && token == EPC_JSON_STRING)
    epc_set_text (&source->crs_name, epc_json_text (source->json, NULL));
  else
    *taken = FALSE;
  return TRUE;
}

/* The members that make a row a shape or give it one. TRUE in *@taken: the value was read. */
static gboolean
read_about_shape (EpcJsonSource *source, Row *row, const char *key, EpcJsonToken token, gboolean *taken, GError **error)
{
  *taken = TRUE;
  if (g_str_equal (key, "geometry") && (token == EPC_JSON_OBJECT || token == EPC_JSON_NULL))
    {
      row->has_body = TRUE;
      row->has_shape |= token == EPC_JSON_OBJECT;
      if (token == EPC_JSON_NULL || source->is_scanning)
        return epc_json_skip (source->json, token, error);
      return epc_json_shape_read (source->shape, source->json, error);
    }
  if (g_str_equal (key, "properties"))
    row->has_body |= token == EPC_JSON_OBJECT || token == EPC_JSON_NULL;
  if (g_str_equal (key, "type") && token == EPC_JSON_STRING)
    {
      const char *text = epc_json_text (source->json, NULL);
      row->is_feature = g_str_equal (text, "Feature");
      row->is_word = epc_geometry_of_word (text) != EPC_GEOMETRY_NONE;
      if (row->is_word && !source->is_scanning)
        epc_json_shape_take (source->shape, source->json, key, token, NULL);
      *taken = FALSE;
      return TRUE;
    }
  gboolean is_body = (g_str_equal (key, "coordinates") || g_str_equal (key, "arcs")) && token == EPC_JSON_ARRAY;
  if (!is_body)
    {
      *taken = FALSE;
      return TRUE;
    }
  row->has_coordinates = TRUE;
  return source->is_scanning ? epc_json_skip (source->json, token, error)
                             : epc_json_shape_take (source->shape, source->json, key, token, error);
}

/* In a topology, each member of "objects" may be a shape by itself. */
static gboolean
is_topology_object (const EpcJsonSource *source, const Row *row)
{
  const char *path = source->path->str;

  return source->is_scanning && is_topology (source) && *row->sheet->path == '\0' && g_str_has_prefix (path, "objects/")
         && strchr (path + strlen ("objects/"), '/') == NULL;
}

static gboolean
read_member (EpcJsonSource *source, Row *row, const char *key, GError **error)
{
  gboolean is_outer = row->column->len == strlen (key), taken;
  EpcJsonToken token = epc_json_next (source->json, error);

  if (!read_about_file (source, row, token, &taken, error))
    return FALSE;
  if (taken)
    return TRUE;
  if (is_outer && !read_about_shape (source, row, key, token, &taken, error))
    return FALSE;
  if (taken)
    return TRUE;
  if (token == EPC_JSON_OBJECT && is_topology_object (source, row))
    {
      EpcJsonSheet *sheet = sheet_at (source, FALSE);
      return sheet != NULL ? read_row (source, sheet, error) : epc_json_skip (source->json, token, error);
    }
  switch (token)
    {
    case EPC_JSON_ERROR:
    case EPC_JSON_END:
      return FALSE;
    case EPC_JSON_OBJECT:
      return read_object (source, row, error);
    case EPC_JSON_ARRAY:
      return read_array (source, row, error);
    case EPC_JSON_OBJECT_END:
    case EPC_JSON_ARRAY_END:
    case EPC_JSON_KEY:
    case EPC_JSON_STRING:
    case EPC_JSON_NUMBER:
    case EPC_JSON_TRUE:
    case EPC_JSON_FALSE:
    case EPC_JSON_NULL:
    default:
      set_value (source, row, token);
      return TRUE;
    }
}

static gboolean
read_object (EpcJsonSource *source, Row *row, GError **error)
{
  gsize path_length = source->path->len, column_length = row->column->len;
  EpcJsonToken token;

  while ((token = epc_json_next (source->json, error)) == EPC_JSON_KEY)
    {
      g_autofree char *key = g_strdup (epc_json_text (source->json, NULL));
      g_string_append_printf (source->path, "%s%s", path_length > 0 ? "/" : "", key);
      g_string_append_printf (row->column, "%s%s", column_length > 0 ? "/" : "", key);
      if (!read_member (source, row, key, error))
        return FALSE;
      g_string_truncate (source->path, path_length);
      g_string_truncate (row->column, column_length);
    }
  return token == EPC_JSON_OBJECT_END;
}

static void
build_shape (EpcJsonSource *source, EpcJsonSheet *sheet, const Row *row)
{
  g_autoptr (GError) problem = NULL;

  if (!row->has_shape && !(row->has_coordinates && row->is_word))
    return;
  if (epc_json_shape_build (source->shape, is_topology (source) ? &source->topology : NULL, source->builder, &source->geometry,
                            &problem))
    epc_feature_row_set_geometry (sheet->row, &source->geometry);
  else
    epc_feature_row_set_problem (sheet->row, problem->message);
}

static gboolean
read_row (EpcJsonSource *source, EpcJsonSheet *sheet, GError **error)
{
  g_autoptr (GString) column = g_string_new (NULL);
  Row row = { .sheet = sheet, .column = column };

  if (!source->is_scanning)
    {
      epc_feature_row_begin (sheet->row);
      epc_json_shape_reset (source->shape);
    }
  if (!read_object (source, &row, error))
    return FALSE;
  sheet->n_rows++;
  sheet->n_features += row.is_feature && row.has_body;
  sheet->n_bare += row.is_word && row.has_coordinates;
  sheet->n_shapes += row.has_shape || (row.is_word && row.has_coordinates);
  if (!source->is_scanning)
    build_shape (source, sheet, &row);
  return TRUE;
}

/* --- the first pass --- */

static GInputStream *
open_stream (EpcJsonSource *source, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (source->bytes != NULL)
    return g_memory_input_stream_new_from_bytes (source->bytes);
  GInputStream *stream = G_INPUT_STREAM (g_file_read (source->file, NULL, &cause));
  if (stream == NULL)
    g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _ ("%s cannot be read: %s"), source->parent.name, cause->message);
  return stream;
}

static gboolean
begin_reading (EpcJsonSource *source, GError **error)
{
  g_autoptr (GInputStream) stream = open_stream (source, error);

  if (stream == NULL)
    return FALSE;
  g_clear_pointer (&source->json, epc_json_free);
  source->json = epc_json_new (stream);
  g_string_truncate (source->path, 0);
  g_array_set_size (source->levels, 0);
  source->topology.n_used = 0;
  return TRUE;
}

static gboolean
scan_value (EpcJsonSource *source, EpcJsonToken token, GError **error)
{
  source->n_values++;
  if (token == EPC_JSON_OBJECT)
    {
      EpcJsonSheet *sheet = sheet_at (source, FALSE);
      return sheet != NULL ? read_row (source, sheet, error) : epc_json_skip (source->json, token, error);
    }
  if (token != EPC_JSON_ARRAY)
    return TRUE;
  token = epc_json_next (source->json, error);
  if (token == EPC_JSON_ERROR || token == EPC_JSON_ARRAY_END)
    return token == EPC_JSON_ARRAY_END;
  if (token == EPC_JSON_OBJECT || token == EPC_JSON_ARRAY)
    {
      EpcJsonSheet *sheet = sheet_at (source, token == EPC_JSON_ARRAY);
      gboolean is_read = sheet == NULL              ? epc_json_skip (source->json, token, error)
                         : token == EPC_JSON_OBJECT ? read_row (source, sheet, error)
                                                    : read_array_row (source, sheet, epc_json_next (source->json, error), error);
      return is_read && read_array (source, NULL, error);
    }
  EpcJsonSheet *sheet = sheet_at (source, TRUE);
  if (sheet == NULL)
    return epc_json_skip (source->json, EPC_JSON_ARRAY, error);
  sheet->is_lines = TRUE;
  return read_array_row (source, sheet, token, error);
}

static void
name_column (EpcJsonSheet *sheet, guint column)
{
  const char *name = epc_feature_row_name (sheet->row, column);

  if (g_str_has_prefix (name, "properties/"))
    epc_feature_row_rename (sheet->row, column, name + strlen ("properties/"));
  else if (g_str_equal (name, "type") || g_str_equal (name, "bbox") || g_str_equal (name, "properties") || g_str_equal (name, "geometry"))
    epc_feature_row_rename (sheet->row, column, NULL);
  else if (g_str_equal (name, "id"))
    {
      /* A property of that name says more than the number of the feature. */
      for (guint i = 0; i < epc_feature_row_n_columns (sheet->row); i++)
        if (g_ascii_strcasecmp (epc_feature_row_name (sheet->row, i), "properties/id") == 0)
          epc_feature_row_rename (sheet->row, column, NULL);
    }
}

/* "objects/communes/geometries[]" → "communes"; "result[]" → "result"; "result[]/roster[]" → "roster". */
static char *
sheet_label (const EpcJsonSource *source, const EpcJsonSheet *sheet)
{
  g_auto (GStrv) keys = g_strsplit (sheet->path, "/", -1);
  guint n = g_strv_length (keys);

  if (n == 0 || *sheet->path == '\0')
    return NULL;
  if (g_strcmp0 (source->root_type, "FeatureCollection") == 0 && g_str_equal (sheet->path, "features[]") && source->root_name != NULL)
    return g_strdup (source->root_name);
  const char *last = keys[n - 1];
  if (is_topology (source) && n > 1 && n <= 3 && g_str_equal (keys[0], "objects"))
    last = keys[1];
  gsize length = strlen (last);
  if (length > 2 && g_str_equal (last + length - 2, "[]"))
    length -= 2;
  return g_strndup (last, length);
}

static void
settle_sheet (EpcJsonSource *source, EpcJsonSheet *sheet)
{
  gboolean is_topology_row = is_topology (source) && g_str_has_prefix (sheet->path, "objects/");
  gboolean is_feature = sheet->n_rows > 0
                        && (sheet->n_features == sheet->n_rows || sheet->n_bare == sheet->n_rows || is_topology_row);

  for (guint i = 0; i < epc_feature_row_n_columns (sheet->row) && is_feature && !sheet->is_arrays; i++)
    name_column (sheet, i);
  epc_feature_row_settle (sheet->row, sheet->n_shapes > 0);
  sheet->name = sheet_label (source, sheet);
  if (is_feature && g_strcmp0 (source->parent.format, "json") == 0)
    source->parent.format = is_topology_row ? "topojson" : "geojson";
}

/* What the file itself is counts as a row only where nothing in it is a table; one feature by itself is a row, whatever lists it
 * holds. A collection of a topology is its members. */
static gboolean
is_wrapper (const EpcJsonSource *source, const EpcJsonSheet *sheet)
{
  if (source->sheets->len < 2 || sheet->is_arrays || sheet->n_features > 0 || sheet->n_bare > 0 || sheet->n_rows != 1)
    return FALSE;
  return *sheet->path == '\0' ? source->n_values == 1
                              : is_topology (source) && g_str_has_prefix (sheet->path, "objects/") && !g_str_has_suffix (sheet->path, "[]");
}

static void
drop_wrappers (EpcJsonSource *source)
{
  for (guint i = source->sheets->len; i > 0; i--)
    if (is_wrapper (source, g_ptr_array_index (source->sheets, i - 1)))
      g_ptr_array_remove_index (source->sheets, i - 1);
}

static gboolean
scan (EpcJsonSource *source, GError **error)
{
  EpcJsonToken token;
  g_autoptr (GError) cause = NULL;

  if (!begin_reading (source, error))
    return FALSE;
  source->is_scanning = TRUE;
  while ((token = epc_json_next (source->json, &cause)) != EPC_JSON_END && token != EPC_JSON_ERROR)
    {
      if (!scan_value (source, token, &cause))
        break;
      g_string_truncate (source->path, 0);
    }
  source->is_scanning = FALSE;
  if (cause != NULL)
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&cause), "%s: ", source->parent.name);
      return FALSE;
    }
  if (source->crs_name != NULL && !epc_crs_of_name (&source->crs, source->crs_name))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED,
                   _ ("%s: its coordinates are of the system %s, which cannot be turned into degrees here. Save the layer as "
                      "WGS 84 (EPSG:4326)."),
                   source->parent.name, source->crs_name);
      return FALSE;
    }
  epc_crs_apply (&source->crs, source->builder);
  if (is_topology (source))
    epc_topology_settle (&source->topology);
  drop_wrappers (source);
  epc_json_find_repeats (source);
  for (guint i = 0; i < source->sheets->len; i++)
    settle_sheet (source, g_ptr_array_index (source->sheets, i));
  epc_json_name_answers (source);
  if (source->sheets->len > 0)
    return TRUE;
  g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED,
               _ ("%s holds JSON, but no list of objects in it: there are no rows to read."), source->parent.name);
  return FALSE;
}

/* --- reading rows --- */

static gboolean
json_rewind (EpcRowSource *parent, guint index, GError **error)
{
  EpcJsonSource *source = (EpcJsonSource *) parent;

  source->sheet = g_ptr_array_index (source->sheets, index);
  source->number = 0;
  source->sheet->n_above = 0;
  return begin_reading (source, error);
}

static gboolean
is_row (const EpcJsonSource *source, EpcJsonToken token)
{
  const EpcJsonSheet *sheet = source->sheet;

  if (token != (sheet->is_arrays ? EPC_JSON_ARRAY : EPC_JSON_OBJECT) || !g_str_equal (source->path->str, sheet->path))
    return FALSE;
  /* The outermost array is a row only where each of the file's arrays is one. */
  return !sheet->is_arrays || *sheet->path != '\0' || sheet->is_lines == (source->levels->len == 0);
}

static void
enter_value (EpcJsonSource *source, EpcJsonToken token)
{
  EpcJsonLevel level = { token == EPC_JSON_ARRAY, source->path->len };

  if (token == EPC_JSON_ARRAY && source->path->len > 0)
    g_string_append (source->path, "[]");
  g_array_append_val (source->levels, level);
}

/* To the start of the next row. FALSE at the end or with @error. */
static gboolean
find_row (EpcJsonSource *source, GError **error)
{
  for (;;)
    {
      EpcJsonToken token = epc_json_next (source->json, error);
      EpcJsonLevel *level = source->levels->len > 0 ? &g_array_index (source->levels, EpcJsonLevel, source->levels->len - 1) : NULL;
      switch (token)
        {
        case EPC_JSON_ERROR:
        case EPC_JSON_END:
          return FALSE;
        case EPC_JSON_KEY:
          g_string_truncate (source->path, level->path_length);
          g_string_append_printf (source->path, "%s%s", level->path_length > 0 ? "/" : "", epc_json_text (source->json, NULL));
          break;
        case EPC_JSON_OBJECT:
        case EPC_JSON_ARRAY:
          if (is_row (source, token))
            return TRUE;
          if (source->sheet->above != NULL && token == EPC_JSON_OBJECT && g_str_equal (source->path->str, source->sheet->above->path))
            source->sheet->n_above++;
          if (g_str_has_prefix (source->sheet->path, source->path->str))
            enter_value (source, token);
          else if (!epc_json_skip (source->json, token, error))
            return FALSE;
          break;
        case EPC_JSON_OBJECT_END:
        case EPC_JSON_ARRAY_END:
          g_string_truncate (source->path, level->path_length);
          g_array_set_size (source->levels, source->levels->len - 1);
          break;
        case EPC_JSON_STRING:
        case EPC_JSON_NUMBER:
        case EPC_JSON_TRUE:
        case EPC_JSON_FALSE:
        case EPC_JSON_NULL:
        default:
          break;
        }
    }
}

static gboolean
json_next (EpcRowSource *parent, EpcRow *row, GError **error)
{
  EpcJsonSource *source = (EpcJsonSource *) parent;
  EpcJsonSheet *sheet = source->sheet;
  g_autoptr (GError) cause = NULL;

  row->line = 0;
  if (source->number == 0 && !sheet->is_arrays)
    {
      row->number = ++source->number;
      epc_feature_row_take (sheet->row, TRUE, row);
      return TRUE;
    }
  if (find_row (source, &cause))
    {
      row->line = epc_json_line (source->json);
      gsize length = source->path->len;
      gboolean is_read = sheet->is_arrays
                             ? read_array_row (source, sheet, epc_json_next (source->json, &cause), &cause)
                             : read_row (source, sheet, &cause);
      g_string_truncate (source->path, length);
      if (is_read)
        {
          epc_json_say_where (source, sheet);
          row->number = ++source->number;
          epc_feature_row_take (sheet->row, FALSE, row);
          return TRUE;
        }
    }
  if (cause != NULL)
    g_propagate_prefixed_error (error, g_steal_pointer (&cause), "%s: ", parent->name);
  return FALSE;
}

static guint
json_n_sheets (EpcRowSource *parent)
{
  return ((EpcJsonSource *) parent)->sheets->len;
}

static const char *
json_sheet_name (EpcRowSource *parent, guint sheet)
{
  return ((EpcJsonSheet *) g_ptr_array_index (((EpcJsonSource *) parent)->sheets, sheet))->name;
}

static gboolean
json_has_header (EpcRowSource *parent, guint sheet)
{
  return !((EpcJsonSheet *) g_ptr_array_index (((EpcJsonSource *) parent)->sheets, sheet))->is_arrays;
}

static double
json_progress (EpcRowSource *parent)
{
  EpcJsonSource *source = (EpcJsonSource *) parent;

  return source->size > 0 && source->json != NULL ? MIN (1.0, (double) epc_json_position (source->json) / (double) source->size) : 0;
}

static void
json_free (EpcRowSource *parent)
{
  EpcJsonSource *source = (EpcJsonSource *) parent;

  g_clear_object (&source->file);
  g_clear_pointer (&source->bytes, g_bytes_unref);
  g_clear_pointer (&source->json, epc_json_free);
  g_clear_pointer (&source->sheets, g_ptr_array_unref);
  g_string_free (source->path, TRUE);
  g_free (source->root_type);
  g_free (source->root_name);
  g_free (source->crs_name);
  epc_topology_clear (&source->topology);
  g_array_unref (source->levels);
  epc_json_shape_free (source->shape);
  epc_geometry_builder_free (source->builder);
  g_free (source);
}

static const EpcRowSourceClass json_class = {
  .n_sheets = json_n_sheets,
  .sheet_name = json_sheet_name,
  .rewind = json_rewind,
  .next = json_next,
  .progress = json_progress,
  .free = json_free,
  .has_header = json_has_header,
};

static EpcRowSource *
json_open (const char *path, GBytes *bytes, const char *name, GError **error)
{
  EpcJsonSource *source = g_new0 (EpcJsonSource, 1);
  g_autoptr (EpcRowSource) result = &source->parent;

  source->parent.class = &json_class;
  source->parent.format = "json";
  source->parent.name = g_strdup (name);
  source->sheets = g_ptr_array_new_with_free_func (sheet_free);
  source->path = g_string_new (NULL);
  source->levels = g_array_new (FALSE, FALSE, sizeof (EpcJsonLevel));
  source->shape = epc_json_shape_new ();
  source->builder = epc_geometry_builder_new ();
  if (bytes != NULL)
    {
      source->bytes = g_bytes_ref (bytes);
      source->size = g_bytes_get_size (bytes);
    }
  else
    {
      source->file = g_file_new_for_path (path);
      g_autoptr (GFileInfo) info = g_file_query_info (source->file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, NULL);
      source->size = info != NULL ? (guint64) g_file_info_get_size (info) : 0;
    }
  return scan (source, error) ? g_steal_pointer (&result) : NULL;
}

static gsize
skip_space (const guint8 *bytes, gsize at, gsize length)
{
  while (at < length && (strchr (" \t\r\n\x1e", bytes[at]) != NULL && bytes[at] != 0))
    at++;
  return at;
}

static int
json_sniff (const guint8 *bytes, gsize length)
{
  gsize at = length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  at = skip_space (bytes, at, length);
  if (at >= length || (bytes[at] != '{' && bytes[at] != '['))
    return 0;
  gboolean is_object = bytes[at] == '{';
  at = skip_space (bytes, at + 1, length);
  if (at >= length)
    return 50;
  if (is_object)
    return bytes[at] == '"' || bytes[at] == '}' ? 60 : 0;
  return strchr ("[{]\"-0123456789tfn", bytes[at]) != NULL && bytes[at] != 0 ? 60 : 0;
}

const EpcFormat epc_json_format = {
  .key = "json",
  .label = N_ ("JSON, GeoJSON, TopoJSON"),
  .extensions = "json|geojson|topojson|ndjson|jsonl|geojsonl|geojsons",
  .sniff = json_sniff,
  .open = json_open,
};
