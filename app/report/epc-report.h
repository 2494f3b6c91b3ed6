/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Printed documents by name: each is analysis and drawing put together.
 */
#pragma once

#include "draw/epc-page.h"
#include "epc-picture.h"

G_BEGIN_DECLS

typedef struct
{
  const char *reference; /* of the record it is about; NULL: none */
  EpcPictureChoice choice;
  EpcPaper paper;
  const char *language; /* NULL: the interface's */
  const char *const *map_files; /* of the user's own, under every map, from the bottom up; NULL: none */
} EpcReportOptions;

/* A drawing that owns its data. */
typedef struct
{
  double width, height; /* pixels */
  EpcDrawFunc draw;
  gpointer data;
  GDestroyNotify destroy;
  char *title, *author;
} EpcReportPicture;
void epc_report_picture_free (EpcReportPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcReportPicture, epc_report_picture_free)

typedef struct
{
  const char *name;    /* "sitrep" */
  const char *label;   /* N_() */
  const char *summary; /* N_() */
  const char *entity;  /* what it is about; NULL: any kind of record, named by the reference */
  const char *field;   /* of the record, that the reference is; NULL: its uid or code */
  gboolean is_list;    /* about all records of the entity, not one */
  EpcDocument *(*make) (EpcStore *store, const EpcReportOptions *options, GError **error);
  char *(*text) (EpcStore *store, const EpcReportOptions *options, GError **error); /* the same as a message; NULL: none */
  /* The same as one picture of 1080 × 1350 pixels for a chat; NULL: none. */
  EpcReportPicture *(*picture) (EpcStore *store, const EpcReportOptions *options, GError **error);
} EpcReport;

const EpcReport *epc_reports (guint *n_reports);
/* EPC_ERROR_NOT_FOUND with the names there are. */
const EpcReport *epc_report_find (const char *name, GError **error);

/* Gives @document, which @report made with @options, a number (that of its record, else the next of its kind), the version after those
 * issued before, and the hash of its data in the footer; keeps its pages (PDF) and its data (CSV) in the workspace as attachments of an
 * issued report, and returns the pages. *@issued_code (may be NULL) gets the uid of that record. */
GBytes *epc_report_issue (EpcStore *store, const EpcReport *report, const EpcReportOptions *options, EpcDocument *document, char **issued_code,
                          GError **error);
/* The pages of an issued report as they were issued: by its number ("HND-SITREP-0014", the last version; "HND-SITREP-0014 v1") or uid.
 * EPC_ERROR_NOT_FOUND. */
GBytes *epc_report_issued (EpcStore *store, const char *reference, GError **error);

/* Makes the document and writes it; with @issue it is issued first. *@issued_code as above. */
gboolean epc_report_write (EpcStore *store, const EpcReport *report, const EpcReportOptions *options, const char *path, gboolean issue,
                           char **issued_code, GError **error);

/* The message of a report that has one, into a text file. EPC_ERROR_USAGE for the others. */
gboolean epc_report_write_text (EpcStore *store, const EpcReport *report, const EpcReportOptions *options, const char *path, GError **error);

/* The picture of a report that has one (epc_report->picture), into a file that ends in .png, .svg or .pdf. */
gboolean epc_report_write_picture (EpcStore *store, const EpcReport *report, const EpcReportOptions *options, const char *path, GError **error);

/* The crisis that the reference names, else the latest: a page; and a message of at most 900 characters. */
EpcDocument *epc_report_flash (EpcStore *store, const EpcReportOptions *options, GError **error);
char *epc_report_flash_text (EpcStore *store, const EpcReportOptions *options, GError **error);
EpcReportPicture *epc_report_flash_picture (EpcStore *store, const EpcReportOptions *options, GError **error);
/* The round that the reference names, else the latest. */
EpcDocument *epc_report_round (EpcStore *store, const EpcReportOptions *options, GError **error);
/* The newest series of flow counts, of the point that the reference names or of all; and the sheet of one point, the first without one. */
EpcDocument *epc_report_flows (EpcStore *store, const EpcReportOptions *options, GError **error);
EpcDocument *epc_report_tally (EpcStore *store, const EpcReportOptions *options, GError **error);
/* One page about one site: the reference is required. */
EpcDocument *epc_report_site_profile (EpcStore *store, const EpcReportOptions *options, GError **error);
/* @options->reference is the key of an entity ("site"), not of a record. */
EpcDocument *epc_report_blank_form (EpcStore *store, const EpcReportOptions *options, GError **error);
/* The MEFM request that the reference names, else the latest one. */
EpcDocument *epc_report_mefm (EpcStore *store, const EpcReportOptions *options, GError **error);
/* The contingency plan that the reference names, else the latest one. */
EpcDocument *epc_report_plan (EpcStore *store, const EpcReportOptions *options, GError **error);
/* Sheets to carry, fill and sign (epc-sheets.c). The reference is the number of a waybill; a warehouse, a distribution or a training
 * session (none: the latest). */
EpcDocument *epc_report_waybill (EpcStore *store, const EpcReportOptions *options, GError **error);
EpcDocument *epc_report_stock_count (EpcStore *store, const EpcReportOptions *options, GError **error);
EpcDocument *epc_report_distribution_list (EpcStore *store, const EpcReportOptions *options, GError **error);
EpcDocument *epc_report_attendance (EpcStore *store, const EpcReportOptions *options, GError **error);
EpcDocument *epc_report_certificates (EpcStore *store, const EpcReportOptions *options, GError **error);
EpcDocument *epc_report_roster (EpcStore *store, const EpcReportOptions *options, GError **error);
EpcDocument *epc_report_master_list (EpcStore *store, const EpcReportOptions *options, GError **error);
/* The evacuation plan that the reference names, else the latest one; the MCOF matrix; the quarter's brief for the regional office. */
EpcDocument *epc_report_evacuation (EpcStore *store, const EpcReportOptions *options, GError **error);
EpcDocument *epc_report_mcof (EpcStore *store, const EpcReportOptions *options, GError **error);
EpcDocument *epc_report_brief (EpcStore *store, const EpcReportOptions *options, GError **error);
EpcDocument *epc_report_sitrep (EpcStore *store, const EpcReportOptions *options, GError **error);

G_END_DECLS
