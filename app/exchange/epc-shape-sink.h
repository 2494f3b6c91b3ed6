/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the sinks with shapes share: the shape of a record, and a file that stands at its path whole or not at all.
 */
#pragma once

#include <stdio.h>

#include "base/epc-geometry.h"
#include "epc-row-sink.h"

G_BEGIN_DECLS

typedef struct
{
  EpcStore *store;
  int latitude, longitude; /* positions of the fields; −1: none */
  int outline;
  GBytes *held; /* bytes of the last outline */
  EpcGeometryBuilder *builder;
} EpcShapeFinder;

void epc_shape_finder_init (EpcShapeFinder *finder, const EpcSinkTable *table);
void epc_shape_finder_clear (EpcShapeFinder *finder);
/* EPC_ERROR_USAGE when no record of @table can have a shape: a table is the form for them. */
gboolean epc_shape_finder_check (const EpcShapeFinder *finder, const EpcSinkTable *table, GError **error);
/* The outline, else the position, as this audience gets it; kind NONE: neither. Good until the next call. */
void epc_shape_finder_find (EpcShapeFinder *finder, EpcRecord *record, EpcGeometry *geometry);
/* Column @i says only what the shape says: the position, the outline. */
gboolean epc_shape_is_shape_column (const EpcSinkColumn *column);

/* A text file beside @path until it is whole. */
typedef struct
{
  char *path, *temporary;
  FILE *file;
  GString *text;
} EpcTextFile;

gboolean epc_text_file_open (EpcTextFile *file, const char *path, GError **error);
/* Writes out file->text when it is long, or when @all. */
gboolean epc_text_file_flush (EpcTextFile *file, gboolean all, GError **error);
gboolean epc_text_file_finish (EpcTextFile *file, GError **error);
void epc_text_file_clear (EpcTextFile *file);

G_END_DECLS
