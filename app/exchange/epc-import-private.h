/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An import under way. epc-import.c leads; epc-import-prepare.c lays out what is filled from where; epc-import-row.c makes
 * records of rows; epc-import-check.c looks for faults; epc-match.c finds what is there already; epc-import-commit.c writes;
 * epc-import-report.c tells.
 */
#pragma once

#include "epc-cell-reader.h"
#include "epc-import.h"
#include "epc-key-set.h"
#include "epc-match.h"
#include "epc-place-match.h"
#include "epc-rows-apart.h"
#include "epc-spool.h"
#include "model/epc-validation.h"
#include "store/epc-transaction.h"

G_BEGIN_DECLS

/* One field of one target and where its values come from. */
typedef struct
{
  guint field; /* position in the entity's table */
  const EpcField *facts;
  guint column; /* G_MAXUINT: from the admin columns */
  guint8 place_set;
  EpcPlacePart place_part;
  EpcCellReader *reader;
  EpcReferences *references; /* REFERENCE only */
  GString *memo;             /* the cell that gave the value held now */
  gboolean has_memo;
  const EpcPlaceFound *found; /* PLACE of one cell that nothing answers to: its doubt; NULL: none */

  char *shape; /* text of the outline in hand */
} EpcFill;

typedef struct
{
  guint field;
  guint target;
} EpcLink;

/* A record that takes less than its row says, until the doubt is settled. */
typedef struct
{
  const EpcEntity *entity;
  EpcUid uid;
  const EpcField *field;
  const EpcPlaceFound *found; /* NULL: the record may be one of @entity that is there */
  char *name, *within;        /* then: what it is called, and its place */
  guint64 row;
} EpcWaiting;

/* The shapes of the file between reading and writing, by their hash. */
typedef struct _EpcImportShapes EpcImportShapes;

/* A parent record met in the file: written once. */
typedef struct
{
  EpcUid uid;
  EpcValue *values;
  guint64 row;
} EpcRegistered;

/* One of several that a cell lists. */
typedef struct
{
  const char *code, *aside; /* keys of codes; NULL: nothing stands aside */
  int aside_field;          /* −1: the record has none */
} EpcListed;

typedef struct
{
  const EpcEntity *entity;
  gboolean is_parent, has_key;
  const EpcField *name; /* parents: made from it where the row gives no key and it is not known; else NULL */
  gboolean only_name;
  gboolean is_needed; /* parents: a record that needs it refers to it */
  EpcRecord *record;  /* the row's */
  EpcFill *fills;
  guint n_fills;
  EpcLink links[4];
  guint n_links;
  EpcValue *defaults;         /* by field: what stands where the file has nothing */
  guint8 *default_is_initial; /* by field: the default is that of a new record; else the user gave it with --set */
  guint8 *is_initial;         /* by field: the value in the record is such a default */
  guint8 *changed;            /* by field: differs from what the spool has */
  guint *required;            /* fields */
  guint n_required;
  guint8 *is_suspect; /* by field: 1 text that may hold personal data, 2 date that may lie ahead */
  guint *looks;       /* fields that are looked at in each row: suspects and totals */
  guint n_looks;
  guint *last_parts; /* by field, of a total: its last part */
  gboolean is_repeated; /* a row before gave this record too */
  gboolean is_like_another; /* the row's record is new, but may be one that is there */
  gboolean touched;  /* something changed since the uid was made */
  gboolean is_there; /* the row gives this record */
  gboolean needs_check;

  int latitude, longitude, place; /* fields; −1: the record has none */
  guint *keys; /* fields of the natural key */
  GString **key_parts;
  guint n_keys;
  guint *insteads; /* fields for which another may speak */
  guint n_instead;
  EpcUid uid;
  GArray *listed;     /* of EpcListed: a cell of the row in hand says several; NULL or empty: none does */
  guint listed_field; /* the field of the key that they are of */

  EpcExisting *existing;  /* keyless records: what may be the same */
  GHashTable *registered; /* parents: uid → EpcRegistered */
  GPtrArray *in_order;
  guint count; /* position in report->entities */
} EpcTargetState;

/* A line of the cleaning log. */
typedef struct
{
  const EpcEntity *entity;
  EpcUid uid;
  const EpcField *field;
  const char *rule;
  char *old_text, *new_text, *reason, *cell;
  guint64 row;
  const void *awaits; /* the target whose identity is not known yet; NULL: @uid is it */
} EpcCorrection;

/* What the dates of the file say of the period of its counts; @date NULL: nothing. */
typedef struct
{
  EpcFill *date;
  EpcTargetState *target;
  const EpcField *field;
  guint n_dates; /* that follow on another one */
  gboolean is_within_year;
  char last[EPC_DATE_SIZE];
} EpcImportPeriod;

typedef struct _EpcCompare EpcCompare;
typedef struct _EpcHxlChecks EpcHxlChecks;

typedef struct
{
  EpcStore *store;
  EpcRowSource *source;
  EpcRowSource *answers; /* what it reads from: epc-form-source.h */
  EpcRowSource *merged;  /* between them: epc-merged-source.h; the same as @source where nothing is worked out of columns */
  EpcMapping *mapping;
  const EpcImportOptions *options;
  EpcImportReport *report;
  EpcImportProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;

  EpcTargetState *targets;
  guint n_targets;
  EpcRowsApart *apart;
  GArray *left_out; /* of guint64: rows among the data that are totals or headers */
  EpcPlaceMatcher *places;
  const EpcPlaceFound *found[3]; /* of the row in hand */
  GArray *place_columns[3];      /* of guint: columns of each set */
  GString *place_memo[3];
  const char *place_home[3];         /* the country that the memo was found with */
  guint identity_uid, identity_code, identity_version; /* columns; G_MAXUINT: none */
  GHashTable *filled;                /* rows of a sheet to fill that are records of ours: an empty cell empties; NULL: none yet */
  EpcImportShapes *shapes;           /* met in the file; NULL: none yet */
  EpcImportPeriod period;
  struct _EpcImportSeries *series;   /* NULL: nothing yet, or none is possible */
  GHashTable *own_codes;             /* code → EpcUid of rows of this file, when rows refer to each other; NULL: they do not */

  GArray *waiting;     /* of EpcWaiting */
  GArray *corrections; /* of EpcCorrection */
  EpcHxlChecks *hxl;
  EpcCompare *compare; /* NULL: nothing to compare with a previous round */

  EpcKeySet *keys;
  EpcSpool *spool;
  GHashTable *named; /* kind and folded name → EpcUid of the records made from a name; NULL: none yet */
  GHashTable *late; /* rows refused after they were spooled */
  GHashTable *apart_counts; /* uid → rows met that nothing tells apart; NULL: the user did not say that they are different ones */
  guint64 n_alike;          /* rows that came after another about the same record */
  EpcFindings *findings;
  char date_limit[EPC_DATE_SIZE];

  EpcRow row;
  guint row_errors;
  char *path, *sha256;
  char *rows_sha256;      /* of the cells alone; NULL: nobody asked */
  guint64 size;
  gint64 moment;          /* microseconds: what the file says without a day is of then; 0: it says nothing of that kind */
  gboolean has_changed;   /* the commit wrote something */
  gboolean is_taken_back; /* and it was rolled back on purpose */
  double last_fraction;
} EpcImport;

/* epc-import-sheet.c */
/* The file as its sheets, with the words of the form that was answered. *@mapping: what is imported of it and how; NULL with @error:
 * that cannot be told. NULL with @error: it cannot be opened. */
EpcRowSource *epc_import_open (EpcStore *store, const char *path, const EpcImportOptions *options, EpcMapping **mapping, GError **error);

/* epc-import.c: the SHA-256 of the file, once. EPC_ERROR_READ. */
gboolean epc_import_hash (EpcImport *import, GError **error);

/* epc-import-again.c: microseconds: the moment that the file is of where it tells none. */
gint64 epc_import_moment (EpcImport *import);

/* epc-import-prepare.c */
gboolean epc_import_prepare (EpcImport *import, GError **error);
void epc_import_clear_targets (EpcImport *import);
/* What @field of @target is where the file has nothing. @is_initial: nobody said so. */
gboolean epc_import_set_default (EpcImport *import, EpcTargetState *target, const EpcField *field, const char *text, gboolean is_initial,
                                 GError **error);

/* epc-import-list.c */
/* @text lists codes of the field @key of what hangs on the main record, each with a word in brackets or without. FALSE: it does not. */
gboolean epc_import_read_list (EpcImport *import, EpcTargetState *target, guint key, const char *text);
/* The record becomes that of entry @index. */
void epc_import_take_listed (EpcTargetState *target, guint index);

/* epc-import-parents.c: what the row in hand refers to, before its own record; and once the row is taken. */
void epc_import_fill_parents (EpcImport *import);
void epc_import_register_parent (EpcImport *import, EpcTargetState *target);

/* epc-import-period.c: before the first row, for each row of the first pass, and after it. More rows are wanted while @period.date is not
 * NULL. */
void epc_import_period_begin (EpcImport *import);
void epc_import_period_look (EpcImport *import);
void epc_import_period_settle (EpcImport *import);

/* epc-import-alike.c: rows about one record */
/* FALSE: the row is one met before, or is refused because of it. */
gboolean epc_import_is_first (EpcImport *import, EpcTargetState *main, gboolean is_of_series);
/* What setting the row before apart left in the record goes. */
void epc_import_clear_apart (EpcTargetState *main);
/* FALSE when most of the rows are about the record of another row: something that tells them apart is missing. */
gboolean epc_import_are_apart (EpcImport *import, GError **error);

/* epc-import-row.c */
/* The identity of the record in hand, from its natural key. */
void epc_target_make_uid (EpcTargetState *target);
/* The cell of the row in hand, or an empty one. */
const EpcCell *epc_import_cell (const EpcImport *import, guint column);
/* First pass, where rows may refer to each other: what the row in hand will be known as. */
void epc_import_note_identity (EpcImport *import);
/* TRUE when some column refers to the kind of record that the rows themselves are, and the file says how they are called. */
gboolean epc_import_refers_to_itself (const EpcImport *import);
/* The target that @field of @target refers to; NULL: none of this file. */
const EpcTargetState *epc_import_parent_of (const EpcImport *import, const EpcTargetState *target, guint field);
/* The cells of the row in hand and the places they name → the record of @target. */
void epc_import_fill_target (EpcImport *import, EpcTargetState *target);
/* The row in hand → records: checked, and put into the spool or the register of parents; or told among the rejects. */
gboolean epc_import_row (EpcImport *import, GError **error);
/* Sets field @field of @target to @borrowed, copying only what differs. */
void epc_target_set (EpcTargetState *target, guint field, const EpcValue *borrowed);
/* What gives @field its value; NULL: nothing does. */
EpcFill *epc_target_fill (const EpcTargetState *target, guint field);
/* Sets it to its default. */
void epc_target_set_default (EpcTargetState *target, guint field);
const EpcValue *epc_target_values (const EpcTargetState *target);

/* The column that holds the code or name of @level in set @set; G_MAXUINT: none does. */
guint epc_import_place_column (const EpcImport *import, guint set, int level, gboolean is_code);

/* epc-import-shape.c */
/* What @cell (a shape) says for the field of @fill: outline, position or a side of the bounding box. Texts are @fill's until the
 * next call. EPC_ERROR_INVALID: the shape cannot be taken. */
gboolean epc_import_read_shape (EpcImport *import, EpcFill *fill, const EpcCell *cell, EpcValue *borrowed, GError **error);
/* Writes the bytes that the shapes among @values name. */
gboolean epc_import_put_shapes (EpcImport *import, EpcTransaction *transaction, const EpcEntity *entity, const EpcValue *values,
                                GError **error);
void epc_import_shapes_free (EpcImportShapes *shapes);

/* epc-import-place.c */
/* Level, country and area of the place that the row in hand is about, where its cells leave them out; and its P-code, where a
 * known place of its country and level has its name. */
void epc_import_complete_place (EpcImport *import, EpcTargetState *target);

/* epc-import-instead.c */
/* Fills what the row in hand leaves empty and another field of it says as well (EpcField.instead). */
void epc_import_fill_instead (EpcImport *import, EpcTargetState *target);

/* epc-import-check.c */
void epc_import_check (EpcImport *import, EpcTargetState *target);

/* epc-import-doubt.c */
/* Notes what the record of @target, of the row in hand and just taken, waits for. */
void epc_import_note_waiting (EpcImport *import, const EpcTargetState *target);
/* Puts the doubts of the batch into the review queue. */
gboolean epc_import_put_waiting (EpcImport *import, EpcTransaction *transaction, GError **error);
void epc_waiting_clear (gpointer waiting);

/* epc-import-clean.c */
/* Judges the position of the record of @target by the area it is in, and puts right what only one slip explains. */
void epc_import_judge_position (EpcImport *import, EpcTargetState *target);
/* What the places of the row in hand had to be corrected in, or are at odds about. */
void epc_import_tell_places (EpcImport *import, const EpcTargetState *target);
gboolean epc_import_put_corrections (EpcImport *import, EpcTransaction *transaction, GError **error);
void epc_correction_clear (gpointer correction);

/* epc-import-hxl.c */
EpcHxlChecks *epc_hxl_checks_new (const EpcMapping *mapping);
void epc_hxl_checks_free (EpcHxlChecks *checks);
void epc_hxl_checks_row (EpcImport *import);
/* After the last row. */
void epc_hxl_checks_finish (EpcImport *import);

/* epc-import-compare.c */
void epc_import_compare_row (EpcImport *import);
/* After the last row: figures far off those of the round before. */
void epc_import_compare_finish (EpcImport *import);
void epc_compare_free (EpcCompare *compare);

/* epc-import-filled.c */
/* The row in hand stands in a sheet that was written to be filled (#meta+version): what only the workspace changed since stays. */
void epc_import_settle_filled (EpcImport *import);
gboolean epc_import_is_filled (const EpcImport *import, guint64 row);

/* epc-import-series.c */
typedef struct _EpcImportSeries EpcImportSeries;
void epc_import_series_free (EpcImportSeries *series);
/* The main record is new: where a row before named it too, its uid becomes that one's. */
void epc_import_series_identify (EpcImport *import, EpcTargetState *main);
/* After what hangs on it is identified: TRUE where all of that is new in this file. Where it is not, a main record that was taken for one of a row
 * before is one of its own. */
gboolean epc_import_series_settle (EpcImport *import, EpcTargetState *main);
/* The row is taken. */
void epc_import_series_note (EpcImport *import);

/* epc-import-late.c */
typedef struct
{
  guint64 row; /* in its file */
  EpcUid uid;  /* nil: not known yet */
  const EpcValue *values; /* one a field of the entity; the next row writes over them */
  const guint8 *is_initial; /* NULL: none */
} EpcLateRow;
typedef void (*EpcLateFunc) (EpcImport *import, const EpcLateRow *late, gpointer data);
/* Looks at the rows that are to be written, beside what the workspace holds. */
typedef struct
{
  gboolean (*concerns) (const EpcEntity *entity);
  /* NULL: it needs nothing of its own. Sets *@data to NULL where there is nothing to look for. */
  gboolean (*begin) (EpcImport *import, gpointer *data, GError **error);
  EpcLateFunc row;
  gboolean (*end) (EpcImport *import, gpointer data, GError **error); /* NULL: nothing more */
  GDestroyNotify free_data; /* NULL: begin is */
} EpcLateJudge;
extern const EpcLateJudge epc_import_ledger_judge, epc_import_frozen_judge, epc_import_funding_judge;
/* Lets each of them look. */
gboolean epc_import_judge_late (EpcImport *import, GError **error);
/* @row is told among the rejects and not written: what the workspace holds is against it. */
void epc_import_refuse_late (EpcImport *import, guint64 row, const char *rule, const char *reason);
/* What is stored of @late and lives; NULL: nothing. */
EpcRecord *epc_import_stored (EpcImport *import, const EpcLateRow *late);

/* epc-import-commit.c */
gboolean epc_import_commit (EpcImport *import, GError **error);
gboolean epc_import_foresee (EpcImport *import, GError **error);
/* Whether writing @values would change @stored; @overwrites: where they are empty too. */
gboolean epc_import_differs (const EpcEntity *entity, const EpcRecord *stored, const EpcValue *values, const guint8 *is_initial,
                             gboolean overwrites);

/* epc-import-report.c */
EpcImportReport *epc_import_report_new (void);
guint epc_import_report_entity (EpcImportReport *report, const EpcEntity *entity);
/* @subject parts warnings of one rule: a field key, a column. @message is copied when it is the first. */
void epc_import_warn (EpcImport *import, const char *rule, const char *subject, guint64 row, const char *message);
/* The same about the cell of @column (position in the mapping; G_MAXUINT: none) of the row in hand. @value, @fix may be NULL. */
void epc_import_warn_cell (EpcImport *import, const char *rule, const char *subject, guint column, const char *value,
                           const char *message, const char *fix);
/* @new_text was taken for @old_text in field @field of the record of @target, of the row in hand: told, and kept in the cleaning log
 * with the record. */
void epc_import_correct (EpcImport *import, const EpcTargetState *target, const EpcField *field, const char *rule, guint column,
                         const char *old_text, const char *new_text, const char *reason);
/* What stands in the cell is none of what @field holds and was left out: told as a warning, and kept in the cleaning log with the record of the row
 * in hand when that goes in. */
void epc_import_leave_out (EpcImport *import, const EpcTargetState *target, const EpcField *field, guint column, const char *value,
                           const char *message, const char *fix);
/* The row goes in: what was kept of it since the cleaning log had @from entries belongs to its records. */
void epc_import_settle_left_out (EpcImport *import, guint from);
/* One fault of the row in hand (or of @row); @column: position in the mapping, G_MAXUINT: the row as a whole. Personal data in
 * @value or @reason is left out. */
void epc_import_reject (EpcImport *import, const char *rule, guint64 row, guint column, const char *value, const char *reason,
                        const char *suggestion);
/* The rejects file appears whole, or not at all when nothing was rejected. */
gboolean epc_import_report_finish (EpcImport *import, GError **error);
/* Tells @fraction of @phase now and then. FALSE with G_IO_ERROR_CANCELLED. */
gboolean epc_import_progress (EpcImport *import, const char *phase, double fraction, GError **error);

G_END_DECLS
