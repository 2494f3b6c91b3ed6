/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file as sheets of rows of typed cells, read forward and in constant memory. Each format is one EpcFormat in the list of
 * epc-formats.c; everything behind it (recognition, mapping, import) sees only this.
 */
#pragma once

#include "epc-archive.h"

#include "base/epc-geometry.h"

G_BEGIN_DECLS

typedef enum
{
  EPC_CELL_EMPTY,
  EPC_CELL_TEXT,
  EPC_CELL_NUMBER,  /* .number, and .text its canonical text */
  EPC_CELL_DATE,    /* .text is "2025-06-30" or a moment, "2025-06-30T14:00:00" on the clock of whoever wrote it */
  EPC_CELL_BOOLEAN, /* .text is "yes" or "no" */
  EPC_CELL_GEOMETRY, /* .geometry, and .text its kind: "MultiPolygon"; .geometry NULL: cannot be taken, .text says why */
} EpcCellKind;

typedef enum
{
  EPC_CELL_FORMAT_NONE,
  EPC_CELL_FORMAT_PERCENT, /* a NUMBER shown as a percentage: .number 0.237 is shown as 23.7 % */
} EpcCellFormat;

typedef struct
{
  EpcCellKind kind;
  guint length;     /* bytes of text, without the closing zero */
  const char *text; /* UTF-8, zero-terminated, "" when empty; valid until the next row */
  union
  {
    double number;
    const EpcGeometry *geometry; /* valid until the next row */
  };
  EpcCellFormat format;
  guint is_below : 1; /* @merged stands in this column, in a row above */
  const char *note;   /* EMPTY: what stands in the file and is no value: "#N/A" of a formula that failed; NULL: nothing */
  const char *merged; /* EMPTY inside a merged range: the text of the range's first cell; NULL: not merged, or nothing in it */
} EpcCell;

typedef struct
{
  const EpcCell *cells;
  guint n_cells;
  guint64 number; /* row of the sheet as a person counts it: the first is 1 */
  guint64 line;   /* line of the file on which it begins (text formats); 0: has none */
} EpcRow;

/* The longest cell and the most columns that any reader hands over; beyond is EPC_ERROR_DAMAGED. */
#define EPC_CELL_MAX (1u << 20)
#define EPC_COLUMNS_MAX 16384u

typedef struct _EpcRowSource EpcRowSource;

typedef struct
{
  guint (*n_sheets) (EpcRowSource *source); /* NULL: one, as in a format without sheets */
  const char *(*sheet_name) (EpcRowSource *source, guint sheet); /* NULL: it has no name */
  /* Sheets that their author hid come last. NULL: none is ever hidden. */
  gboolean (*sheet_is_hidden) (EpcRowSource *source, guint sheet);
  /* To the first row of @sheet; may be called again, to read it once more. */
  gboolean (*rewind) (EpcRowSource *source, guint sheet, GError **error);
  /* FALSE at the end (no error) or on a failure (error set, with file, line or row). The row is valid until the next call. */
  gboolean (*next) (EpcRowSource *source, EpcRow *row, GError **error);
  /* Share of the sheet read so far, 0 to 1. */
  double (*progress) (EpcRowSource *source);
  void (*free) (EpcRowSource *source);
  /* TRUE: row 1 names the columns for certain. NULL: like FALSE, the rows may begin with anything. */
  gboolean (*has_header) (EpcRowSource *source, guint sheet);
} EpcRowSourceClass;

/* The head of every reader's own structure. */
struct _EpcRowSource
{
  const EpcRowSourceClass *class;
  const char *format; /* key of the EpcFormat */
  char *name;         /* for messages: the file's name without its folder */
  const char *credit; /* who must be named wherever the rows are shown; NULL: nobody that the file tells */
  char *detail;       /* what was found: "UTF-8, comma"; NULL: nothing to say */
  char *beside;        /* names of the files read together with it, for a person; NULL: it stands alone */
  gboolean is_first_only; /* the other sheets only tell what stands above the rows of the first */
  /* The kind of record that the sheet last recognised looks like, and the field that every record of it needs and no column gives; NULL:
   * it was another matter. */
  const struct _EpcEntity *lacking_of;
  const struct _EpcField *lacking;
  guint own_columns; /* of the sheet last rewound to: those behind them come from the sheet that its rows belong to; 0: all are its own */
};

/* A format: how it is known and opened. */
typedef struct
{
  const char *key;        /* "csv" */
  const char *label;      /* N_() "Text table (CSV)" */
  const char *extensions; /* "csv|tsv|txt" */
  /* How sure the first @length bytes make us, 0 (no) to 100. NULL: known by its members alone. */
  int (*sniff) (const guint8 *bytes, gsize length);
  /* The same for what a zip file holds. NULL: never a zip file. */
  int (*sniff_members) (const EpcArchive *archive);
  /* Exactly one of @path and @bytes is given. */
  EpcRowSource *(*open) (const char *path, GBytes *bytes, const char *name, GError **error);
} EpcFormat;

const EpcFormat *const *epc_formats (guint *n_formats);

/* Opens @path by its content first, its extension second. EPC_ERROR_READ (missing, a folder, no permission),
 * EPC_ERROR_DAMAGED (empty, binary, not a table). */
EpcRowSource *epc_row_source_open (const char *path, GError **error);
/* The same for bytes in memory; @name stands in messages and gives the extension. */
EpcRowSource *epc_row_source_open_bytes (GBytes *bytes, const char *name, GError **error);
void epc_row_source_free (EpcRowSource *source);

guint epc_row_source_n_sheets (EpcRowSource *source);
const char *epc_row_source_sheet_name (EpcRowSource *source, guint sheet);
gboolean epc_row_source_sheet_is_hidden (EpcRowSource *source, guint sheet);
/* Position of the sheet @name (accents and case folded); EPC_ERROR_NOT_FOUND with the names there are. */
gboolean epc_row_source_find_sheet (EpcRowSource *source, const char *name, guint *sheet, GError **error);
gboolean epc_row_source_rewind (EpcRowSource *source, guint sheet, GError **error);
double epc_row_source_progress (EpcRowSource *source);

static inline gboolean
epc_row_source_next (EpcRowSource *source, EpcRow *row, GError **error)
{
  return source->class->next (source, row, error);
}

/* Row 1 of @sheet names the columns for certain: the format says so (attributes of features, members of objects). */
gboolean epc_row_source_has_header (EpcRowSource *source, guint sheet);

/* epc-csv-source.c: comma, semicolon, tab and bar separated text in UTF-8 (with or without BOM), UTF-16, Windows-1252, Latin-9,
 * Mac Roman. */
extern const EpcFormat epc_csv_format;
/* epc-xlsx-source.c: Excel workbooks (.xlsx, .xlsm), transitional and strict. */
extern const EpcFormat epc_xlsx_format;
/* epc-ods-source.c: OpenDocument spreadsheets (.ods). */
extern const EpcFormat epc_ods_format;
/* epc-json-source.c: objects in arrays wherever they stand, lines of JSON, GeoJSON, TopoJSON. */
extern const EpcFormat epc_json_format;
/* epc-geopackage-source.c */
extern const EpcFormat epc_geopackage_format;
/* epc-shapefile-source.c: with the table beside it, and such a table alone. */
extern const EpcFormat epc_shapefile_format, epc_dbf_format;
/* epc-kml-source.c, epc-gpx-source.c */
extern const EpcFormat epc_kml_format, epc_gpx_format;
/* epc-zip-source.c: what of all these stands in a zip file. */
extern const EpcFormat epc_zip_format;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcRowSource, epc_row_source_free)

G_END_DECLS
