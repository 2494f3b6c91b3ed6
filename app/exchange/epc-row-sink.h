/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file that an export is written into. What leaves, for whom and under which header is decided before (epc-export.c); a sink
 * only gives it a form. Each format is one EpcSinkFormat in the list of epc-row-sinks.c.
 */
#pragma once

#include "epc-export.h"

G_BEGIN_DECLS

typedef struct
{
  const EpcField *field; /* NULL: "code", "uid" or "version" of the record itself */
  guint position;        /* of the field in the entity's table */
  const char *key;       /* field key, "code", "uid", "version" (the stamp of its last change) */
  char *header;          /* what a person reads; with the key beside it where it would not come back into the same field */
  char *hxl;             /* tag; NULL: none */
} EpcSinkColumn;

typedef struct
{
  const char *text; /* what is written; NULL: nothing. Canonical text, label of a code, code or name of a reference, "<5", "*" */
  const EpcValue *value; /* the value that text says; NULL: the text stands in its place (hidden count, label, code, uid) */
  gboolean is_typed;     /* a person typed the text: a spreadsheet must not take it for a formula */
} EpcSinkCell;

/* What all rows have in common; lives as long as the export. */
typedef struct
{
  EpcStore *store;
  const EpcEntity *entity;
  const EpcExportOptions *options; /* audience, language, without_hxl, filter … */
  const EpcSinkColumn *columns;
  guint n_columns;
} EpcSinkTable;

typedef struct _EpcRowSink EpcRowSink;

typedef struct
{
  /* The header. Called once, before any row. EPC_ERROR_WRITE. */
  gboolean (*begin) (EpcRowSink *sink, const EpcSinkTable *table, GError **error);
  /* One record: a cell for each column. @record is what this audience gets of it (position moved or taken out); geometry
   * comes from there, never from the store. Both are valid until the call returns. */
  gboolean (*row) (EpcRowSink *sink, EpcRecord *record, const EpcSinkCell *cells, GError **error);
  /* Puts the file in its place; @report has the counts and the sentences that must go with the data. */
  gboolean (*end) (EpcRowSink *sink, const EpcExportReport *report, GError **error);
  /* Also after a failure: then nothing is left on the disk. */
  void (*free) (EpcRowSink *sink);
} EpcRowSinkClass;

/* The head of every sink's own structure. */
struct _EpcRowSink
{
  const EpcRowSinkClass *class;
};

typedef struct
{
  const char *key;       /* "csv" */
  const char *label;     /* N_() "Text table (CSV)" */
  const char *extension; /* "csv" */
  /* A file that will stand at @path, whole or not at all. EPC_ERROR_WRITE. */
  EpcRowSink *(*open) (const char *path, GError **error);
} EpcSinkFormat;

const EpcSinkFormat *const *epc_sink_formats (guint *n_formats);
/* The format that the ending of @path asks for. EPC_ERROR_USAGE with the endings there are. */
const EpcSinkFormat *epc_sink_format_of (const char *path, GError **error);

extern const EpcSinkFormat epc_csv_sink;
extern const EpcSinkFormat epc_xlsx_sink;
/* Of records with a position or an outline. */
extern const EpcSinkFormat epc_geojson_sink, epc_geopackage_sink, epc_kml_sink;

static inline void
epc_row_sink_free (EpcRowSink *sink)
{
  if (sink != NULL)
    sink->class->free (sink);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcRowSink, epc_row_sink_free)

G_END_DECLS
