/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-geonames-source.h"

#include <string.h>

#include "base/epc-date.h"
#include "base/epc-number.h"
#include "model/epc-code-list.h"

/* So many rows tell the shape; each of them must have it. */
#define SAMPLE_ROWS 40
/* The deepest administrative level is 4: a populated place lies below it. */
#define LEVEL_POPULATED "5"

typedef enum
{
  SHAPE_ANY,
  SHAPE_ID,
  SHAPE_TEXT,
  SHAPE_LATITUDE,
  SHAPE_LONGITUDE,
  SHAPE_CLASS,        /* one capital letter */
  SHAPE_FEATURE,      /* "PPLA2"; empty where the kind is not known */
  SHAPE_COUNTRY,      /* two capital letters, or empty */
  SHAPE_INTEGER,      /* or empty */
  SHAPE_ZONE,         /* "America/Lima", or empty */
  SHAPE_DATE,         /* "2017-09-28" */
} Shape;

/* Their columns in order. Each stays at its position: what a place of ours takes has the name of its field. */
enum
{
  ID = 0,
  OTHER_NAMES = 3,
  CLASS = 6,
  FEATURE = 7,
  COUNTRY = 8,
  OTHER_COUNTRIES = 9,
  MODIFIED = 18,
  N_COLUMNS = 19,
};

static const struct
{
  const char *header;
  Shape shape;
} columns[N_COLUMNS] = {
  { "pcode", SHAPE_ID },          { "name", SHAPE_TEXT },           { "ascii name", SHAPE_ANY },
  { "alternative_names", SHAPE_ANY }, { "latitude", SHAPE_LATITUDE }, { "longitude", SHAPE_LONGITUDE },
  { "pcode_status", SHAPE_CLASS }, { "level", SHAPE_FEATURE },      { "iso3", SHAPE_COUNTRY },
  { "parent", SHAPE_ANY },        { "1st division", SHAPE_ANY },    { "2nd division", SHAPE_ANY },
  { "3rd division", SHAPE_ANY },  { "4th division", SHAPE_ANY },    { "inhabitants", SHAPE_INTEGER },
  { "elevation", SHAPE_INTEGER }, { "terrain model", SHAPE_INTEGER }, { "zone", SHAPE_ZONE },
  { "source", SHAPE_DATE },
};

typedef struct
{
  EpcRowSource parent;
  EpcRowSource *inner;
  EpcCell cells[N_COLUMNS];
  GStringChunk *texts; /* of the row in hand */
  gboolean is_at_header;
} GeonamesSource;

/* --- the shape --- */

static gboolean
is_decimal (const char *text, double most)
{
  double value;

  return strchr (text, '.') != NULL && epc_number_parse_decimal (text, &value) && value >= -most && value <= most;
}

static gboolean
has_shape (const char *text, Shape shape)
{
  gsize length = strlen (text);
  char iso[EPC_DATE_SIZE];
  gint64 value;

  switch (shape)
    {
    case SHAPE_ID:
      return length > 0 && length < 12 && strspn (text, "0123456789") == length;
    case SHAPE_TEXT:
      return length > 0;
    case SHAPE_LATITUDE:
      return is_decimal (text, 90) || strspn (text, "-0123456789") == length;
    case SHAPE_LONGITUDE:
      return is_decimal (text, 180) || strspn (text, "-0123456789") == length;
    case SHAPE_CLASS:
      return length == 1 && strchr ("AHLPRSTUV", *text) != NULL;
    case SHAPE_FEATURE:
      return length <= 5 && strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == length;
    case SHAPE_COUNTRY:
      return length == 0 || (length == 2 && g_ascii_isupper (text[0]) && g_ascii_isupper (text[1]));
    case SHAPE_INTEGER:
      return length == 0 || epc_number_parse_integer (text, &value);
    case SHAPE_ZONE:
      return length == 0 || strchr (text, '/') != NULL;
    case SHAPE_DATE:
      return length == 10 && text[4] == '-' && epc_date_parse (text, EPC_DATE_ORDER_DAY_FIRST, iso);
    case SHAPE_ANY:
    default:
      return TRUE;
    }
}

static gboolean
is_geonames (EpcRowSource *inner)
{
  guint n = 0;
  EpcRow row;

  while (n < SAMPLE_ROWS && epc_row_source_next (inner, &row, NULL))
    {
      if (row.n_cells != N_COLUMNS)
        return FALSE;
      for (guint i = 0; i < N_COLUMNS; i++)
        if (!has_shape (row.cells[i].text, columns[i].shape))
          return FALSE;
      n++;
    }
  return n > 0;
}

/* --- the rows --- */

static void
put (GeonamesSource *source, guint column, const char *text)
{
  EpcCell *cell = &source->cells[column];

  cell->kind = *text != '\0' ? EPC_CELL_TEXT : EPC_CELL_EMPTY;
  cell->text = g_string_chunk_insert (source->texts, text);
  cell->length = (guint) strlen (cell->text);
  cell->note = NULL;
}

static void
put_header (GeonamesSource *source)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      source->cells[i] = (EpcCell) { .kind = EPC_CELL_EMPTY };
      put (source, i, columns[i].header);
    }
}

/* What is said otherwise here than there. */
static void
put_place (GeonamesSource *source)
{
  const EpcCode *country = epc_code_list_match (epc_code_list_find ("country"), source->cells[COUNTRY].text);
  gboolean is_populated = g_str_equal (source->cells[CLASS].text, "P");
  const char *iso3 = *source->cells[COUNTRY].text != '\0' && country != NULL ? country->key : "";
  g_autofree char *code = g_strconcat ("geonames-", source->cells[ID].text, NULL);
  g_autofree char *from = g_strconcat ("GeoNames, ", source->cells[MODIFIED].text, NULL);
  g_auto (GStrv) names = g_strsplit (source->cells[OTHER_NAMES].text, ",", -1);
  g_autofree char *listed = g_strjoinv ("; ", names);

  put (source, ID, code);
  put (source, OTHER_NAMES, listed);
  /* Rivers and hills are no areas; divisions have P-codes elsewhere. Their kind stands in the cell, so that it is told. */
  if (is_populated)
    put (source, FEATURE, LEVEL_POPULATED);
  put (source, CLASS, "provisional");
  put (source, COUNTRY, iso3);
  put (source, OTHER_COUNTRIES, iso3);
  put (source, MODIFIED, from);
}

static gboolean
geonames_next (EpcRowSource *parent, EpcRow *row, GError **error)
{
  GeonamesSource *source = (GeonamesSource *) parent;

  g_string_chunk_clear (source->texts);
  if (source->is_at_header)
    {
      put_header (source);
      source->is_at_header = FALSE;
      *row = (EpcRow) { .cells = source->cells, .n_cells = N_COLUMNS };
      return TRUE;
    }
  if (!epc_row_source_next (source->inner, row, error))
    return FALSE;
  if (row->n_cells == N_COLUMNS)
    {
      memcpy (source->cells, row->cells, sizeof source->cells);
      put_place (source);
      row->cells = source->cells;
    }
  return TRUE;
}

static gboolean
geonames_rewind (EpcRowSource *parent, guint sheet, GError **error)
{
  GeonamesSource *source = (GeonamesSource *) parent;

  source->is_at_header = TRUE;
  return epc_row_source_rewind (source->inner, sheet, error);
}

static gboolean
geonames_has_header (EpcRowSource *parent, guint sheet)
{
  return TRUE;
}

static double
geonames_progress (EpcRowSource *parent)
{
  return epc_row_source_progress (((GeonamesSource *) parent)->inner);
}

static void
geonames_free (EpcRowSource *parent)
{
  GeonamesSource *source = (GeonamesSource *) parent;

  epc_row_source_free (source->inner);
  g_string_chunk_free (source->texts);
  g_free (source);
}

static const EpcRowSourceClass geonames_class = {
  .rewind = geonames_rewind,
  .next = geonames_next,
  .progress = geonames_progress,
  .free = geonames_free,
  .has_header = geonames_has_header,
};

EpcRowSource *
epc_geonames_source_new (EpcRowSource *inner, GError **error)
{
  gboolean is_one = is_geonames (inner);

  if (!epc_row_source_rewind (inner, 0, error))
    {
      epc_row_source_free (inner);
      return NULL;
    }
  if (!is_one)
    return inner;
  GeonamesSource *source = g_new0 (GeonamesSource, 1);
  source->parent.class = &geonames_class;
  source->parent.format = inner->format;
  source->parent.name = g_strdup (inner->name);
  source->parent.detail = g_strconcat (inner->detail, ", GeoNames", NULL);
  source->parent.credit = "GeoNames (www.geonames.org), CC BY 4.0";
  source->inner = inner;
  source->texts = g_string_chunk_new (4096);
  source->is_at_header = TRUE;
  return &source->parent;
}
