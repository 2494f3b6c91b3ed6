/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file into the workspace: read, recognise, map, match, validate, report, and commit as one batch. Nothing is written
 * before all of the file was read; parsing and matching run outside the write transaction.
 */
#pragma once

#include "epc-mapping.h"
#include "model/epc-validation.h"
#include "store/epc-store.h"

G_BEGIN_DECLS

/* What a refused file looks like, and the field that each record of it needs and no column gives; both NULL: another matter. */
typedef struct
{
  const EpcEntity *entity;
  const EpcField *field;
} EpcImportLack;

typedef struct
{
  const char *as;         /* key of the main entity; NULL: recognised */
  const char *sheet;      /* name; NULL: the first that can be recognised */
  const char *const *columns; /* what the columns hold, from left to right, where the header does not say; NULL: it does */
  const char *const *set; /* "FIELD=VALUE" or "ENTITY.FIELD=VALUE", NULL-terminated: fills the field where the file does not */
  gboolean dry_run;
  const char *rejects;       /* path of the CSV of rejected rows; NULL: none is written */
  const char *mapping_name;  /* a saved mapping; NULL: that of the same header, if any */
  const char *save_mapping;  /* name to keep the mapping under; NULL: it is not kept */
  const EpcMapping *mapping; /* chosen in the assistant: goes before all of the above */
  const char *credit;        /* credit line; NULL: what the shape of the file obliges to */
  const char *licence;
  const char *choices;       /* path of the XLSForm that was answered; NULL: the answers say enough by themselves */
  EpcImportLack *lack;       /* filled by epc_import_recognise() when it refuses; NULL: not asked */
} EpcImportOptions;

/* What was done to one kind of record. */
typedef struct
{
  const EpcEntity *entity;
  gint64 inserted, updated, unchanged;
} EpcImportCount;

typedef struct
{
  char *sheet;      /* NULL: the format has none */
  guint64 row;      /* as a person counts; 0: the file as a whole */
  char *column;     /* header; NULL: the row as a whole */
  char *value;      /* NULL: none, or personal */
  char *reason;     /* translated sentence */
  char *suggestion; /* translated; NULL: none */
  char *cell;       /* "C14"; NULL: no single cell */
} EpcReject;

/* One thing found in one cell or row. */
typedef struct
{
  EpcFindingLevel level; /* of EpcFindingLevel */
  char *rule;            /* stable key */
  char *sheet;           /* NULL: the format has none */
  guint64 row;           /* 0: the file as a whole */
  char *column;          /* header; NULL: the row as a whole */
  char *cell;            /* "C14"; NULL: no single cell */
  char *value;           /* as the file has it; NULL: none, or personal */
  char *reason;          /* translated sentence */
  char *fix;             /* translated, or the value taken instead; NULL: none */
} EpcImportFinding;

/* The same doubt met in @count rows. */
typedef struct
{
  char *rule;    /* stable key: "duplicate_row", "date_order", "range" … */
  char *message; /* translated sentence of the first */
  guint64 row;   /* of the first; 0: the file */
  guint64 count;
} EpcImportWarning;

typedef struct
{
  gint64 batch; /* 0: nothing was written */
  const EpcEntity *entity;
  char *file_name, *sheet, *format;
  gboolean is_dry_run;
  /* Rows of the file, and what became of the main entity's records. read = inserted + updated + unchanged + rejected +
   * repeated. */
  gint64 read, inserted, updated, unchanged, rejected, repeated;
  gint64 joined;              /* places with codes made here that gave way to official ones of this file */
  gint64 joined_batch;        /* 0: none */
  gint64 settled_batch;       /* 0: none settled */
  gint64 settled;             /* rows, also of earlier files, that took their place because it is known now */
  gint64 queued;              /* names of places and sites that the review queue asks about */
  GPtrArray *findings;        /* (element-type EpcImportFinding): the first 1,000 */
  gint64 n_findings[3];       /* of them all, by EpcFindingLevel */
  GArray *entities;           /* (element-type EpcImportCount) */
  GPtrArray *warnings;        /* (element-type EpcImportWarning) */
  GPtrArray *rejects;         /* (element-type EpcReject): the first 1,000; all of them are in the rejects file */
  GPtrArray *dropped_columns; /* (element-type utf8) personal data, left out */
  GPtrArray *unknown_columns; /* (element-type utf8) nothing answers to them */
  char *credit;
} EpcImportReport;

void epc_import_report_free (EpcImportReport *report);
/* {"batch","entity","read","inserted","updated","unchanged","rejected","entities":{…},"warnings":[…],"dropped_columns":[…],
 * "unknown_columns":[…],"rejects":[…],"dry_run"}: one object, stable English keys. */
char *epc_import_report_to_json (const EpcImportReport *report);
/* The same for a person: a few lines in the interface language. */
char *epc_import_report_to_text (const EpcImportReport *report);

/* @phase: translated caption; @fraction 0 to 1. On a thread that works (reading: the caller's; writing: the store's writer);
 * after epc_import_file_async() always on the thread that called it. */
typedef void (*EpcImportProgress) (const char *phase, double fraction, gpointer data);

/* Opens, recognises and proposes a mapping without reading all of the file: what the assistant shows first. */
EpcMapping *epc_import_recognise (EpcStore *store, const char *path, const EpcImportOptions *options, GError **error);

/* NULL with @error when the file as a whole was refused (then nothing was written): EPC_ERROR_READ, EPC_ERROR_DAMAGED,
 * EPC_ERROR_INVALID (no header matches), EPC_ERROR_USAGE (options), G_IO_ERROR_CANCELLED. Rejected rows are in the report:
 * the good ones are imported. A file whose rows are all rejected leaves the workspace as it was. */
EpcImportReport *epc_import_file (EpcStore *store, const char *path, const EpcImportOptions *options, EpcImportProgress progress,
                                  gpointer data, GCancellable *cancellable, GError **error);

/* The same on a thread of its own. @options is copied. */
void epc_import_file_async (EpcStore *store, const char *path, const EpcImportOptions *options, EpcImportProgress progress,
                            gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
EpcImportReport *epc_import_file_finish (EpcStore *store, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcImportReport, epc_import_report_free)

G_END_DECLS
