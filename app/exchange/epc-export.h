/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Records into a file, for a stated audience. What leaves is decided here once, for every format.
 */
#pragma once

#include "store/epc-query.h"

G_BEGIN_DECLS

typedef enum
{
  EPC_AUDIENCE_OFFICE,   /* all but what is strictly confidential */
  EPC_AUDIENCE_PARTNERS, /* public and restricted fields */
  EPC_AUDIENCE_PUBLIC,   /* public fields; counts of 1–4 people as "<5" */
} EpcAudience;

/* "office", "partners", "public". EPC_ERROR_USAGE. */
gboolean epc_audience_parse (const char *text, EpcAudience *audience, GError **error);
const char *epc_audience_key (EpcAudience audience);
const char *epc_audience_label (EpcAudience audience); /* translated */

typedef struct
{
  EpcAudience audience;
  gboolean without_hxl;       /* no row of tags */
  gboolean keys;              /* field keys as header; else labels */
  gboolean to_fill;           /* a workbook to confirm or change, with locked keys, that imports by itself; for the office only */
  gboolean code_labels;       /* codes by their label; else by their key */
  const char *language;       /* of the labels; NULL: the interface's */
  const char *filter;         /* which records these are, in the words of whoever asked; NULL: all */
  const char *const *columns; /* field keys, also "uid" and "code"; NULL: all stored fields, then code and uid */
} EpcExportOptions;

typedef struct
{
  gint64 rows;
  gint64 suppressed;  /* counts written as "<5" or left out so that subtraction tells nothing */
  gint64 withheld;    /* records left out for this audience */
  GPtrArray *columns; /* (element-type utf8) labels of what leaves */
  GPtrArray *dropped; /* (element-type utf8) labels of fields dropped for this audience */
  GPtrArray *reasons; /* (element-type utf8) why, one for each of @dropped */
  GPtrArray *notes;   /* (element-type utf8) sentences: credit lines, sites without coordinates … */
} EpcExportReport;
void epc_export_report_free (EpcExportReport *report);
char *epc_export_report_to_json (const EpcExportReport *report);
/* What leaves, what stays here and why, for a person to read before the file is written. */
char *epc_export_report_to_text (const EpcExportReport *report);

/* Writes the rows of @query in its order into a file of the kind that the ending of @path asks for (epc-row-sink.h). @path NULL:
 * counts only, to show beforehand what will leave. The file appears whole or not at all. EPC_ERROR_WRITE, EPC_ERROR_NOT_FOUND
 * (column), EPC_ERROR_USAGE (ending; a sheet to fill that is no workbook, or for others than the office). */
EpcExportReport *epc_export_file (EpcStore *store, const EpcQuery *query, const EpcExportOptions *options, const char *path,
                                  GCancellable *cancellable, GError **error);

/* The canonical form that two workspaces are compared by: one JSON array a line, headed by one object a kind of record; rows by
 * uid, fields in catalogue order, no row number, path or computed field. @entity NULL: all kinds that travel. */
gboolean epc_export_shared (EpcStore *store, const EpcEntity *entity, const char *path, GCancellable *cancellable,
                            GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcExportReport, epc_export_report_free)

G_END_DECLS
