/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * JSON as sheets of rows, shared by epc-json-source.c (sheets, rows) and epc-json-answers.c (the answers of forms, with repeats).
 */
#pragma once

#include "base/epc-json.h"
#include "epc-crs.h"
#include "epc-feature-row.h"
#include "epc-json-shape.h"
#include "epc-row-source.h"

G_BEGIN_DECLS

typedef struct _EpcJsonSheet EpcJsonSheet;

struct _EpcJsonSheet
{
  char *path; /* of its rows: keys parted by "/", "[]" for an array in between; "": the values of the file itself */
  char *name; /* NULL: the file's only sheet */
  gboolean is_arrays;
  gboolean is_lines; /* arrays that stand one after the other in the file */
  EpcFeatureRow *row;
  guint64 n_rows, n_features, n_bare, n_shapes;
  EpcJsonSheet *above;                              /* a repeat: the answers that its rows stand in; NULL: it is none */
  guint64 n_above;                           /* rows of those begun so far */
  int index, parent_index, parent_table; /* columns that number and name them; −1: none */
};

typedef struct
{
  gboolean is_array;
  gsize path_length;
} EpcJsonLevel;

typedef struct
{
  EpcRowSource parent;
  GFile *file; /* one of the two */
  GBytes *bytes;
  guint64 size;
  EpcJson *json;
  GPtrArray *sheets;

  gboolean is_scanning;
  GString *path;
  guint64 n_values; /* in the file itself */
  char *root_type;  /* "Topology" */
  char *root_name;  /* what a collection of features calls itself */
  EpcTopology topology;
  EpcCrs crs;
  char *crs_name;

  EpcJsonSheet *sheet; /* being read */
  GArray *levels;
  guint64 number;
  EpcJsonShape *shape;
  EpcGeometryBuilder *builder;
  EpcGeometry geometry;
} EpcJsonSource;

/* After all rows were seen and before the columns are settled: lists within the answers to a form become sheets that number the rows
 * they stand in, as KoBo's workbooks do ("_index", "_parent_index", "_parent_table_name"). */
void epc_json_find_repeats (EpcJsonSource *source);
/* After the sheets were named: a sheet that others name has a name of its own. */
void epc_json_name_answers (EpcJsonSource *source);
/* Puts the number of the row in hand of @sheet into it, and that of the row it stands in. */
void epc_json_say_where (const EpcJsonSource *source, EpcJsonSheet *sheet);

G_END_DECLS
