/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The way of a file into the workspace, step by step. All of the file is read, matched and checked before the first byte is
 * written.
 */
#include "epc-import-private.h"
#include "epc-queue.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/epc-clock.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-sha256.h"
#include "epc-form-source.h"
#include "epc-merged-source.h"
#include "epc-saved-mapping.h"
#include "epc-wide.h"

#define LOOK_ROWS 60
#define ROWS_BETWEEN_LOOKS 1024

/* --- the file itself --- */

gboolean
epc_import_hash (EpcImport *import, GError **error)
{
  if (import->sha256 != NULL)
    return TRUE;
  g_autoptr (EpcSha256) sha = epc_sha256_new ();
  guint8 digest[EPC_SHA256_SIZE];
  g_autofree guint8 *block = g_malloc (64 * 1024);
  FILE *file = g_fopen (import->path, "rb");
  gsize n;

  if (file == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _ ("%s cannot be read."), import->path);
      return FALSE;
    }
  while ((n = fread (block, 1, 64 * 1024, file)) > 0)
    {
      epc_sha256_update (sha, block, n);
      import->size += n;
    }
  gboolean is_read = !ferror (file);
  fclose (file);
  if (!is_read)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _ ("%s cannot be read to its end."), import->path);
      return FALSE;
    }
  epc_sha256_finish (sha, digest);
  import->sha256 = epc_sha256_to_hex (digest, g_malloc (EPC_SHA256_HEX_SIZE));
  return TRUE;
}

static gboolean
is_blank_row (const EpcRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    if (row->cells[i].kind != EPC_CELL_EMPTY)
      return FALSE;
  return TRUE;
}

/* So many totals are added up once more; a file with more of them is a report, not a table. */
#define TOTALS_ADDED_UP 20

static const char *
first_text (const EpcRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    if (row->cells[i].kind != EPC_CELL_EMPTY)
      return row->cells[i].text;
  return "";
}

/* The row in hand is a total. Said, and compared with the rows above it. FALSE: it only looked like one. */
static gboolean
leave_total_out (EpcImport *import, gboolean is_sure)
{
  const EpcColumn *column = NULL;
  double said = 0, sum = 0;
  gboolean adds_up = FALSE, is_compared = FALSE;
  g_autofree char *message = NULL;

  if (import->left_out->len < TOTALS_ADDED_UP)
    {
      g_autoptr (EpcRowSource) again = epc_form_source_open (import->path, import->mapping->words, NULL);
      g_autoptr (GError) cause = NULL;
      adds_up = again != NULL
                && epc_rows_apart_adds_up (import->apart, again, import->left_out, &import->row, &column, &said, &sum, &cause);
      is_compared = again != NULL && cause == NULL;
    }
  if (!is_sure && !adds_up)
    return FALSE;
  guint row = (guint) import->row.number;
  if (is_sure)
    message = g_strdup_printf (_ ("Row %u (“%s”) is a total of other rows: it was left out."), row, first_text (&import->row));
  else
    message = g_strdup_printf (_ ("Row %u holds only figures, and they are the sums of the rows above: it was left out."), row);
  epc_import_warn (import, "total_row", NULL, row, message);
  if (is_compared && column != NULL)
    {
      g_autofree char *there = epc_language_integer (epc_language_get (NULL), (gint64) said);
      g_autofree char *here = epc_language_integer (epc_language_get (NULL), (gint64) sum);
      g_autofree char *differs = g_strdup_printf (_ ("Row %u gives a total of %s in “%s”, but the rows above it add up to %s."), row,
                                                  there, column->header, here);
      epc_import_warn (import, "total_differs", NULL, row, differs);
    }
  g_array_append_val (import->left_out, import->row.number);
  return TRUE;
}

/* TRUE when the row in hand is none of the data; it is said why. */
static gboolean
leave_out (EpcImport *import)
{
  g_autofree char *message = NULL;

  /* A row that became several is looked at once. */
  if (import->left_out->len > 0 && g_array_index (import->left_out, guint64, import->left_out->len - 1) == import->row.number)
    return TRUE;
  switch (epc_rows_apart_kind (import->apart, &import->row))
    {
    case EPC_ROW_TOTAL:
      return leave_total_out (import, TRUE);
    case EPC_ROW_MAYBE_TOTAL:
      return leave_total_out (import, FALSE);
    case EPC_ROW_HEADER_AGAIN:
      message = g_strdup_printf (_ ("Row %u repeats the header: it was left out."), (guint) import->row.number);
      epc_import_warn (import, "header_again", NULL, import->row.number, message);
      g_array_append_val (import->left_out, import->row.number);
      return TRUE;
    case EPC_ROW_NOTE:
      /* Its words are not repeated: a note may name persons. */
      message = g_strdup_printf (_ ("Row %u is a note, not a record: it was left out."), (guint) import->row.number);
      epc_import_warn (import, "note_row", NULL, import->row.number, message);
      return TRUE;
    case EPC_ROW_DATA:
    default:
      return FALSE;
    }
}

/* To the next row that is not blank. FALSE at the end or with @error. */
static gboolean
next_row (EpcImport *import, GError **error)
{
  while (epc_row_source_next (import->source, &import->row, error))
    if (import->row.number >= import->mapping->first_row && !is_blank_row (&import->row))
      return TRUE;
  return FALSE;
}

static const EpcCell *
cell_of (const EpcImport *import, guint column)
{
  return column < import->row.n_cells ? &import->row.cells[column] : NULL;
}

/* Lets each reader look at its cell of the row in hand; TRUE when one of them is in doubt. */
static gboolean
look_at_row (EpcImport *import)
{
  gboolean in_doubt = FALSE;

  for (guint t = 0; t < import->n_targets; t++)
    for (guint i = 0; i < import->targets[t].n_fills; i++)
      {
        EpcFill *fill = &import->targets[t].fills[i];
        const EpcCell *cell = cell_of (import, fill->column);
        if (fill->reader == NULL || cell == NULL)
          continue;
        in_doubt = in_doubt || epc_cell_reader_is_doubtful (fill->reader, cell);
        epc_cell_reader_look (fill->reader, cell);
      }
  return in_doubt;
}

/* The user's word on how the file writes dates and numbers ("date_order=mdy", "decimal_comma=yes"); else the mapping's. */
static EpcSaid
said_by_user (const EpcImport *import)
{
  EpcSaid said = import->mapping->said;

  for (guint i = 0; import->options->set != NULL && import->options->set[i] != NULL; i++)
    epc_said_parse (import->options->set[i], &said, NULL, NULL);
  return said;
}

static void
warn_doubt (EpcImport *import, EpcFormDoubt doubt, const char *header, const EpcSaid *said)
{
  g_autofree char *message = NULL;

  if (doubt == EPC_FORM_DATE_ORDER)
    message = said->month_first > 0
                  ? g_strdup_printf (_ ("Column %s: no date tells whether the day or the month comes first; the month was taken. "
                                        "If that is wrong, undo and import with --set date_order=dmy."),
                                     header)
                  : g_strdup_printf (_ ("Column %s: no date tells whether the day or the month comes first; the day was taken. "
                                        "If that is wrong, undo and import with --set date_order=mdy."),
                                     header);
  else
    message = said->decimal_comma > 0
                  ? g_strdup_printf (_ ("Column %s: no number tells whether the point parts thousands or decimals; 1.234 was read "
                                        "as 1234. If that is wrong, undo and import with --set decimal_comma=no."),
                                     header)
                  : g_strdup_printf (_ ("Column %s: no number tells whether the point parts thousands or decimals; 1.234 was read "
                                        "as one and a bit. If that is wrong, undo and import with --set decimal_comma=yes."),
                                     header);
  epc_import_warn (import, doubt == EPC_FORM_DATE_ORDER ? "date_order" : "decimal_mark", header, 0, message);
}

/* Each column by its own cells; where these leave a doubt, by the user's word, by the other columns, by the country's custom. */
static void
settle (EpcImport *import)
{
  const EpcSaid user = said_by_user (import);
  EpcSaid said = user;

  for (guint t = 0; t < import->n_targets; t++)
    for (guint i = 0; i < import->targets[t].n_fills; i++)
      if (import->targets[t].fills[i].reader != NULL)
        epc_cell_reader_tell (import->targets[t].fills[i].reader, &said);
  EpcSaid file = said;
  epc_said_by_country (epc_store_country (import->store), &said);
  for (guint t = 0; t < import->n_targets; t++)
    for (guint i = 0; i < import->targets[t].n_fills; i++)
      {
        EpcFill *fill = &import->targets[t].fills[i];
        EpcFormDoubt doubt = fill->reader != NULL ? epc_cell_reader_settle (fill->reader, &said) : EPC_FORM_CLEAR;
        gboolean is_told = doubt == EPC_FORM_DATE_ORDER ? file.month_first >= 0 : file.decimal_comma >= 0;
        if (doubt == EPC_FORM_CLEAR || is_told)
          continue;
        warn_doubt (import, doubt, ((const EpcColumn *) g_ptr_array_index (import->mapping->columns, fill->column))->header, &said);
      }
}

/* Day or month first, decimal comma or point: settled for each column from all of its cells, when the first rows leave a doubt.
 * Where rows may refer to each other, all of them say first what they are called. */
static gboolean
look_ahead (EpcImport *import, GError **error)
{
  gboolean names = epc_import_refers_to_itself (import);
  gboolean in_doubt = names;
  g_autoptr (GError) cause = NULL;
  guint64 n = 0;

  epc_import_period_begin (import);
  if (!epc_row_source_rewind (import->source, import->mapping->sheet, error))
    return FALSE;
  while ((n < LOOK_ROWS || in_doubt || import->period.date != NULL) && next_row (import, &cause))
    {
      in_doubt = look_at_row (import) || in_doubt;
      epc_import_period_look (import);
      if (names)
        epc_import_note_identity (import);
      if (++n % ROWS_BETWEEN_LOOKS == 0
          && !epc_import_progress (import, _ ("Looking ahead"), epc_row_source_progress (import->source), &cause))
        break;
    }
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  settle (import);
  epc_import_period_settle (import);
  return epc_row_source_rewind (import->source, import->mapping->sheet, error);
}

static gboolean
read_rows (EpcImport *import, GError **error)
{
  g_autoptr (GError) cause = NULL;

  while (next_row (import, &cause))
    {
      if (leave_out (import))
        continue;
      import->report->read++;
      epc_hxl_checks_row (import);
      if (!epc_import_row (import, &cause))
        break;
      if (import->report->read == ROWS_BETWEEN_LOOKS)
        {
          double done = epc_row_source_progress (import->source);
          if (done > 0)
            epc_key_set_reserve (import->keys, (gsize) MIN (4e6, ROWS_BETWEEN_LOOKS / done * 1.02));
        }
      if (import->report->read % ROWS_BETWEEN_LOOKS == 0
          && !epc_import_progress (import, _ ("Reading"), epc_row_source_progress (import->source), &cause))
        break;
    }
  if (cause == NULL && import->report->read == 0)
    epc_import_warn (import, "no_rows", NULL, 0, _ ("The file has a header and no rows below it."));
  if (cause == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/* --- the whole --- */

static EpcSpool *
make_spool (const EpcImport *import)
{
  g_autofree guint *n_fields = g_new0 (guint, import->n_targets);

  for (guint t = 0; t < import->n_targets; t++)
    n_fields[t] = import->targets[t].entity->n_fields;
  return epc_spool_new (n_fields, import->n_targets);
}

static void
begin_report (EpcImport *import)
{
  EpcImportReport *report = import->report;
  const char *credit = import->options->credit != NULL ? import->options->credit : import->mapping->credit;

  report->entity = epc_mapping_entity (import->mapping);
  report->file_name = g_path_get_basename (import->path);
  report->sheet = g_strdup (epc_row_source_sheet_name (import->source, import->mapping->sheet));
  report->format = g_strdup (import->source->format);
  report->credit = g_strdup (credit);
  report->is_dry_run = import->options->dry_run;
  g_ptr_array_unref (report->dropped_columns);
  g_ptr_array_unref (report->unknown_columns);
  report->dropped_columns = epc_mapping_headers (import->mapping, EPC_COLUMN_PERSONAL);
  report->unknown_columns = epc_mapping_headers (import->mapping, EPC_COLUMN_UNKNOWN);
  for (guint i = 0; i < import->mapping->doubts->len; i++)
    {
      const EpcMappingDoubt *doubt = g_ptr_array_index (import->mapping->doubts, i);
      /* Those about the form of a column are settled from all of its cells. */
      if (!g_str_equal (doubt->key, "date_order") && !g_str_equal (doubt->key, "decimal_mark"))
        epc_import_warn (import, doubt->key, doubt->answers, 0, doubt->question);
    }
}

static void
hold_date_limit (EpcImport *import)
{
  int year, month, day;
  char today[EPC_DATE_SIZE];

  epc_date_today (today);
  epc_date_split (today, &year, &month, &day);
  epc_date_from_days (epc_date_days (year, month, day) + 1, &year, &month, &day);
  g_snprintf (import->date_limit, sizeof import->date_limit, "%04d-%02d-%02d", year, month, day);
}

static gboolean
keep_mapping (EpcImport *import, GError **error)
{
  import->mapping->said = said_by_user (import);
  return epc_saved_mapping_save (import->store, import->mapping, import->options->save_mapping, error);
}

/* Columns that became rows and give more than the total beside them, or nothing. */
static void
tell_of_columns (EpcImport *import)
{
  guint64 first = 0, n = import->mapping->wide != NULL ? epc_wide_source_over (import->source, &first) : 0;

  if (n > 0)
    {
      g_autofree char *message
          = g_strdup_printf (ngettext_ ("In %u row, which is row %u, the columns of the parts add up to more than the total: the parts were taken.",
                                        "In %u rows, the first of them row %u, the columns of the parts add up to more than the total: the parts were taken.", n),
                             (guint) n, (guint) first);
      epc_import_warn (import, "parts_over_total", NULL, first, message);
    }
  n = import->mapping->wide != NULL ? epc_wide_source_empty (import->source, &first) : 0;
  if (n > 0)
    {
      g_autofree char *message = g_strdup_printf (
          ngettext_ ("%u row, which is row %u, has no figure in the columns that are counted: it was left out.",
                     "%u rows, the first of them row %u, have no figure in the columns that are counted: they were left out.", n), (guint) n, (guint) first);
      epc_import_warn (import, "no_figure", NULL, first, message);
    }
}

/* One figure in a cell over several rows: of which of them it is, nobody says. */
static void
tell_of_merged (EpcImport *import)
{
  guint64 first = 0, n = epc_merged_source_figures (import->merged, &first);

  if (n == 0)
    return;
  g_autofree char *message = g_strdup_printf (
      ngettext_ ("In %u row, which is row %u, a figure stands in a cell merged with the row above: it was counted once, in the row in which the cell begins.",
                 "In %u rows, the first of them row %u, a figure stands in a cell merged with the row above: it was counted once, in the row in which the cell begins.", n),
      (guint) n, (guint) first);
  epc_import_warn (import, "merged_figure", NULL, first, message);
}

/* The user pointed at one file. */
static void
tell_beside (EpcImport *import)
{
  if (import->answers->beside == NULL)
    return;
  /* Translators: %s are names of files */
  g_autofree char *message = g_strdup_printf (_ ("Read together with what lies beside it and belongs to it: %s."), import->answers->beside);
  epc_import_warn (import, "files_beside", NULL, 0, message);
}

/* So many sheets are looked at: a workbook of more is no set of tables. */
#define MOST_SHEETS 60

/* A workbook or a packed file with a table for each month or municipality: only one was read, unless the user chose it. */
static void
tell_other_sheets (EpcImport *import)
{
  guint n_sheets = epc_row_source_n_sheets (import->answers);
  g_autoptr (GString) names = g_string_new (NULL);

  if (import->options->sheet != NULL || import->mapping->shape == NULL || n_sheets < 2 || n_sheets > MOST_SHEETS)
    return;
  for (guint i = 0; i < import->mapping->doubts->len; i++)
    if (g_str_equal (((const EpcMappingDoubt *) g_ptr_array_index (import->mapping->doubts, i))->key, "other_sheets"))
      return; /* told with the sheet that was chosen */
  for (guint i = 0; i < n_sheets; i++)
    {
      g_autofree char *shape = i != import->mapping->sheet ? epc_mapping_shape (import->answers, i, NULL) : NULL;
      if (g_strcmp0 (shape, import->mapping->shape) == 0)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", epc_row_source_sheet_name (import->answers, i));
    }
  if (names->len == 0)
    return;
  g_autofree char *message
      = g_strdup_printf (_ ("Other sheets of the file have the same columns and were not read: %s. Import each with --sheet NAME."), names->str);
  epc_import_warn (import, "other_sheets", NULL, 0, message);
}

/* Rows of a repeat whose submission is not in the file. */
static void
tell_orphans (EpcImport *import)
{
  guint64 first = 0, n = epc_form_source_orphans (import->answers, &first);

  if (n == 0)
    return;
  g_autofree char *message
      = g_strdup_printf (ngettext_ ("%u row, which is row %u, belongs to no submission of the file: what it would say of it is missing.",
                                    "%u rows, the first of them row %u, belong to no submission of the file: what it would say of them is missing.", n),
                         (guint) n, (guint) first);
  epc_import_warn (import, "no_submission", NULL, first, message);
}

static gboolean
run (EpcImport *import, GError **error)
{
  import->source = epc_import_open (import->store, import->path, import->options, &import->mapping, error);
  if (import->source == NULL || import->mapping == NULL)
    return FALSE;
  import->answers = import->source;
  epc_form_source_settle (import->source, import->mapping);
  import->source = import->merged = epc_merged_source_new (import->source, import->mapping);
  if (import->mapping->wide != NULL)
    import->source = epc_wide_source_new (import->source, import->mapping);
  begin_report (import);
  import->places = epc_place_matcher_new (import->store);
  import->keys = epc_key_set_new ();
  import->late = g_hash_table_new (NULL, NULL);
  if (said_by_user (import).rows_apart > 0)
    import->apart_counts = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, NULL);
  import->apart = epc_rows_apart_new (import->mapping);
  import->left_out = g_array_new (FALSE, FALSE, sizeof (guint64));
  import->findings = epc_findings_new ();
  import->hxl = epc_hxl_checks_new (import->mapping);
  import->waiting = g_array_new (FALSE, TRUE, sizeof (EpcWaiting));
  g_array_set_clear_func (import->waiting, epc_waiting_clear);
  import->corrections = g_array_new (FALSE, TRUE, sizeof (EpcCorrection));
  g_array_set_clear_func (import->corrections, epc_correction_clear);
  hold_date_limit (import);
  if (!epc_import_prepare (import, error))
    return FALSE;
  import->spool = make_spool (import);
  if (!look_ahead (import, error) || !read_rows (import, error) || !epc_import_are_apart (import, error))
    return FALSE;
  g_clear_pointer (&import->keys, epc_key_set_free);
  tell_beside (import);
  tell_of_columns (import);
  tell_of_merged (import);
  tell_orphans (import);
  tell_other_sheets (import);
  epc_import_compare_finish (import);
  epc_hxl_checks_finish (import);
  gboolean done = TRUE;
  if (!epc_import_judge_late (import, error))
    return FALSE;
  if (epc_spool_length (import->spool) == 0)
    ; /* every row was rejected: the workspace stays as it was */
  else if (import->options->dry_run)
    done = epc_import_foresee (import, error);
  else
    done = epc_import_hash (import, error) && epc_import_commit (import, error)
           && (import->options->save_mapping == NULL || keep_mapping (import, error));
  return done && epc_import_report_finish (import, error);
}

/* Places that this file brought settle rows that waited for them, of this file and of those before. */
static void
settle_waiting (EpcImport *import)
{
  g_autoptr (GError) cause = NULL;
  EpcSettled settled;
  gboolean has_news = import->report->queued > 0, has_places = FALSE;

  for (guint i = 0; i < import->report->entities->len; i++)
    {
      const EpcImportCount *count = &g_array_index (import->report->entities, EpcImportCount, i);
      has_places = has_places || (g_str_equal (count->entity->key, "place") && count->inserted + count->updated > 0);
      has_news = has_news
                 || ((g_str_equal (count->entity->key, "place") || g_str_equal (count->entity->key, "alias"))
                     && count->inserted + count->updated > 0);
    }
  if (import->report->batch == 0 || !has_news)
    return;
  /* What was imported stands, whatever becomes of the rows that waited: they are looked at again with the next import. */
  if (has_places && epc_queue_join_provisional (import->store, &settled, &cause))
    {
      import->report->joined = settled.rows;
      import->report->joined_batch = settled.batch;
    }
  if (cause != NULL)
    {
      epc_import_warn (import, "not_settled", NULL, 0, cause->message);
      return;
    }
  if (epc_queue_settle (import->store, &settled, &cause))
    {
      import->report->settled = settled.rows;
      import->report->settled_batch = settled.batch;
    }
  else
    epc_import_warn (import, "not_settled", NULL, 0, cause->message);
}

EpcImportReport *
epc_import_file (EpcStore *store, const char *path, const EpcImportOptions *options, EpcImportProgress progress, gpointer data,
                 GCancellable *cancellable, GError **error)
{
  static const EpcImportOptions none;
  EpcImport import = {
    .store = store,
    .path = g_strdup (path),
    .options = options != NULL ? options : &none,
    .progress = progress,
    .progress_data = data,
    .cancellable = cancellable,
    .report = epc_import_report_new (),
  };

  gboolean done = run (&import, error);
  if (done)
    settle_waiting (&import);
  epc_import_clear_targets (&import);
  g_clear_pointer (&import.waiting, g_array_unref);
  g_clear_pointer (&import.corrections, g_array_unref);
  epc_compare_free (import.compare);
  epc_hxl_checks_free (import.hxl);
  epc_spool_free (import.spool);
  epc_import_shapes_free (import.shapes);
  epc_key_set_free (import.keys);
  epc_import_series_free (import.series);
  epc_place_matcher_free (import.places);
  epc_rows_apart_free (import.apart);
  g_clear_pointer (&import.left_out, g_array_unref);
  epc_findings_free (import.findings);
  epc_mapping_free (import.mapping);
  epc_row_source_free (import.source);
  g_clear_pointer (&import.late, g_hash_table_unref);
  g_clear_pointer (&import.apart_counts, g_hash_table_unref);
  g_clear_pointer (&import.filled, g_hash_table_unref);
  g_free (import.path);
  g_free (import.sha256);
  g_free (import.rows_sha256);
  if (!done)
    g_clear_pointer (&import.report, epc_import_report_free);
  return import.report;
}

/* --- on a thread of its own --- */

typedef struct
{
  EpcStore *store;
  char *path;
  EpcImportOptions options;
  EpcMapping *mapping;
  EpcImportProgress progress;
  gpointer progress_data;
  GMainContext *context;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->store);
  g_free (job->path);
  g_free ((char *) job->options.as);
  g_free ((char *) job->options.sheet);
  g_strfreev ((char **) job->options.set);
  g_strfreev ((char **) job->options.columns);
  g_free ((char *) job->options.rejects);
  g_free ((char *) job->options.mapping_name);
  g_free ((char *) job->options.save_mapping);
  g_free ((char *) job->options.credit);
  g_free ((char *) job->options.licence);
  g_free ((char *) job->options.choices);
  epc_mapping_free (job->mapping);
  g_main_context_unref (job->context);
  g_free (job);
}

typedef struct
{
  GTask *task; /* keeps the job */
  char *phase;
  double fraction;
} Step;

static gboolean
tell_step (gpointer data)
{
  Step *step = data;
  Job *job = g_task_get_task_data (step->task);

  if (!g_task_get_completed (step->task))
    job->progress (step->phase, step->fraction, job->progress_data);
  return G_SOURCE_REMOVE;
}

static void
step_free (gpointer data)
{
  Step *step = data;

  g_object_unref (step->task);
  g_free (step->phase);
  g_free (step);
}

static void
pass_progress (const char *phase, double fraction, gpointer data)
{
  GTask *task = data;
  Job *job = g_task_get_task_data (task);
  Step *step = g_new0 (Step, 1);

  step->task = g_object_ref (task);
  step->phase = g_strdup (phase);
  step->fraction = fraction;
  g_main_context_invoke_full (job->context, G_PRIORITY_DEFAULT, tell_step, step, step_free);
}

static void
run_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  EpcImportReport *report = epc_import_file (job->store, job->path, &job->options, job->progress != NULL ? pass_progress : NULL,
                                             task, cancellable, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) epc_import_report_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
epc_import_file_async (EpcStore *store, const char *path, const EpcImportOptions *options, EpcImportProgress progress,
                       gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, epc_import_file_async);
  job->store = g_object_ref (store);
  job->path = g_strdup (path);
  job->progress = progress;
  job->progress_data = progress_data;
  job->context = g_main_context_ref_thread_default ();
  if (options != NULL)
    {
      job->options = *options;
      job->options.as = g_strdup (options->as);
      job->options.sheet = g_strdup (options->sheet);
      job->options.set = (const char *const *) g_strdupv ((char **) options->set);
      job->options.columns = (const char *const *) g_strdupv ((char **) options->columns);
      job->options.rejects = g_strdup (options->rejects);
      job->options.mapping_name = g_strdup (options->mapping_name);
      job->options.save_mapping = g_strdup (options->save_mapping);
      job->options.credit = g_strdup (options->credit);
      job->options.licence = g_strdup (options->licence);
      job->options.choices = g_strdup (options->choices);
      job->mapping = options->mapping != NULL ? epc_mapping_copy (options->mapping) : NULL;
      job->options.mapping = job->mapping;
    }
  g_task_set_task_data (task, job, job_free);
  /* Once written, a cancel is too late: the report is handed over. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, run_job);
}

EpcImportReport *
epc_import_file_finish (EpcStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
