/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What became of a file: counts, warnings, rejected rows with their reason, columns left out.
 */
#include "epc-import-private.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"
#include "epc-csv-writer.h"
#include "epc-peek.h"
#include "epc-personal-data.h"

#define MOST_REJECTS 1000
#define MOST_WARNINGS 500
#define LONGEST_VALUE 200

/* What the report keeps for itself behind the public part. */
typedef struct
{
  EpcImportReport report;
  GHashTable *warnings; /* rule and subject → EpcImportWarning */
  EpcCsvWriter *file;
  GError *file_error;
} Report;

static void
reject_free (gpointer data)
{
  EpcReject *reject = data;

  g_free (reject->sheet);
  g_free (reject->column);
  g_free (reject->cell);
  g_free (reject->value);
  g_free (reject->reason);
  g_free (reject->suggestion);
  g_free (reject);
}

static void
finding_free (gpointer data)
{
  EpcImportFinding *finding = data;

  g_free (finding->rule);
  g_free (finding->sheet);
  g_free (finding->column);
  g_free (finding->cell);
  g_free (finding->value);
  g_free (finding->reason);
  g_free (finding->fix);
  g_free (finding);
}

static void
warning_free (gpointer data)
{
  EpcImportWarning *warning = data;

  g_free (warning->rule);
  g_free (warning->message);
  g_free (warning);
}

EpcImportReport *
epc_import_report_new (void)
{
  Report *own = g_new0 (Report, 1);

  own->report.entities = g_array_new (FALSE, TRUE, sizeof (EpcImportCount));
  own->report.warnings = g_ptr_array_new_with_free_func (warning_free);
  own->report.rejects = g_ptr_array_new_with_free_func (reject_free);
  own->report.findings = g_ptr_array_new_with_free_func (finding_free);
  own->report.dropped_columns = g_ptr_array_new_with_free_func (g_free);
  own->report.unknown_columns = g_ptr_array_new_with_free_func (g_free);
  own->warnings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return &own->report;
}

void
epc_import_report_free (EpcImportReport *report)
{
  Report *own = (Report *) report;

  if (report == NULL)
    return;
  g_free (report->file_name);
  g_free (report->sheet);
  g_free (report->format);
  g_free (report->credit);
  g_array_unref (report->entities);
  g_ptr_array_unref (report->warnings);
  g_ptr_array_unref (report->rejects);
  g_ptr_array_unref (report->findings);
  g_clear_pointer (&report->dropped_columns, g_ptr_array_unref);
  g_clear_pointer (&report->unknown_columns, g_ptr_array_unref);
  g_hash_table_unref (own->warnings);
  epc_csv_writer_free (own->file);
  g_clear_error (&own->file_error);
  g_free (own);
}

guint
epc_import_report_entity (EpcImportReport *report, const EpcEntity *entity)
{
  EpcImportCount count = { .entity = entity };

  for (guint i = 0; i < report->entities->len; i++)
    if (g_array_index (report->entities, EpcImportCount, i).entity == entity)
      return i;
  g_array_append_val (report->entities, count);
  return report->entities->len - 1;
}

/* "C14", as spreadsheets name cells. */
static char *
cell_name (guint column, guint64 row)
{
  char letters[EPC_COLUMN_LETTERS];

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT, epc_column_letters (column, letters), row);
}

static const EpcColumn *
column_at (const EpcImport *import, guint column)
{
  return import->mapping != NULL && column < import->mapping->columns->len ? g_ptr_array_index (import->mapping->columns, column)
                                                                          : NULL;
}

static const char *
header_of (const EpcColumn *column)
{
  return column == NULL ? NULL : *column->header != '\0' ? column->header : column->hxl;
}

static void
shorten (char *value)
{
  if (value != NULL && g_utf8_strlen (value, -1) > LONGEST_VALUE)
    strcpy (g_utf8_offset_to_pointer (value, LONGEST_VALUE - 1), "…");
}

/* Telephones and the like never leave the file, not even inside a sentence about them. */
static char *
without_personal (const char *sentence, const char *value)
{
  if (sentence == NULL || epc_text_is_blank (value) || !epc_personal_value (value))
    return g_strdup (sentence);
  g_auto (GStrv) parts = g_strsplit (sentence, value, -1);
  return g_strjoinv ("•••", parts);
}

static void
find (EpcImport *import, EpcFindingLevel level, const char *rule, guint64 row, guint column, const char *value, const char *reason,
      const char *fix)
{
  EpcImportReport *report = import->report;
  const EpcColumn *facts = column_at (import, column);
  gboolean is_personal = value != NULL && epc_personal_value (value);

  report->n_findings[level]++;
  if (report->findings->len >= MOST_REJECTS)
    return;
  EpcImportFinding *finding = g_new0 (EpcImportFinding, 1);
  finding->level = level;
  finding->rule = g_strdup (rule);
  finding->sheet = g_strdup (report->sheet);
  finding->row = row;
  finding->column = g_strdup (header_of (facts));
  finding->cell = facts != NULL && row > 0 ? cell_name (facts->index, row) : NULL;
  finding->value = is_personal ? NULL : g_strdup (value);
  shorten (finding->value);
  finding->reason = without_personal (reason, value);
  finding->fix = is_personal ? NULL : g_strdup (fix);
  g_ptr_array_add (report->findings, finding);
}

/* The same doubt in many rows is one warning that counts them. */
static void
count_warning (EpcImport *import, const char *rule, const char *subject, guint64 row, const char *message)
{
  Report *own = (Report *) import->report;
  g_autofree char *key = g_strconcat (rule, "\x1f", subject, NULL);
  EpcImportWarning *warning = g_hash_table_lookup (own->warnings, key);

  if (warning == NULL && own->report.warnings->len >= MOST_WARNINGS)
    {
      /* A file in which everything is doubtful does not need a list of it all. */
      g_free (key);
      key = g_strconcat (rule, "\x1f", NULL);
      warning = g_hash_table_lookup (own->warnings, key);
    }
  if (warning != NULL)
    {
      warning->count++;
      return;
    }
  warning = g_new0 (EpcImportWarning, 1);
  warning->rule = g_strdup (rule);
  warning->message = g_strdup (message);
  warning->row = row;
  warning->count = 1;
  g_ptr_array_add (own->report.warnings, warning);
  g_hash_table_insert (own->warnings, g_steal_pointer (&key), warning);
}

void
epc_import_warn (EpcImport *import, const char *rule, const char *subject, guint64 row, const char *message)
{
  find (import, EPC_FINDING_WARNING, rule, row, G_MAXUINT, NULL, message, NULL);
  count_warning (import, rule, subject, row, message);
}

void
epc_import_warn_cell (EpcImport *import, const char *rule, const char *subject, guint column, const char *value, const char *message,
                      const char *fix)
{
  g_autofree char *told = without_personal (message, value);

  find (import, EPC_FINDING_WARNING, rule, import->row.number, column, value, message, fix);
  count_warning (import, rule, subject, import->row.number, told);
}

void
epc_import_correct (EpcImport *import, const EpcTargetState *target, const EpcField *field, const char *rule, guint column,
                    const char *old_text, const char *new_text, const char *reason)
{
  const EpcColumn *facts = column_at (import, column);
  EpcCorrection correction = { .entity = target->entity, .uid = target->uid, .field = field, .rule = rule, .row = import->row.number };

  find (import, EPC_FINDING_CORRECTION, rule, import->row.number, column, old_text, reason, new_text);
  if (old_text != NULL && epc_personal_value (old_text))
    return;
  correction.old_text = g_strdup (old_text);
  correction.new_text = g_strdup (new_text);
  correction.reason = g_strdup (reason);
  correction.cell = facts != NULL ? cell_name (facts->index, import->row.number) : NULL;
  g_array_append_val (import->corrections, correction);
}

/* A row of the sheet may become several; its cell is told once. */
static gboolean
was_told (const EpcImport *import, const char *rule, guint column)
{
  const EpcColumn *facts = column_at (import, column);

  for (guint i = import->report->findings->len; i > 0; i--)
    {
      const EpcImportFinding *finding = g_ptr_array_index (import->report->findings, i - 1);
      if (finding->row != import->row.number)
        return FALSE;
      if (g_strcmp0 (finding->rule, rule) == 0 && facts != NULL && g_strcmp0 (finding->column, facts->header) == 0)
        return TRUE;
    }
  return FALSE;
}

void
epc_import_leave_out (EpcImport *import, const EpcTargetState *target, const EpcField *field, guint column, const char *value,
                      const char *message, const char *fix)
{
  const EpcColumn *facts = column_at (import, column);
  EpcCorrection correction = { .entity = target->entity, .field = field, .rule = "left_out", .row = import->row.number, .awaits = target };

  if (!was_told (import, "left_out", column))
    epc_import_warn_cell (import, "left_out", field->key, column, value, message, fix);
  if (epc_personal_value (value))
    return;
  correction.old_text = g_strdup (value);
  correction.new_text = g_strdup ("");
  correction.reason = g_strdup (message);
  correction.cell = facts != NULL ? cell_name (facts->index, import->row.number) : NULL;
  g_array_append_val (import->corrections, correction);
}

void
epc_import_settle_left_out (EpcImport *import, guint from)
{
  for (guint i = from; i < import->corrections->len; i++)
    {
      EpcCorrection *correction = &g_array_index (import->corrections, EpcCorrection, i);
      const EpcTargetState *target = correction->awaits;
      if (target == NULL || !target->is_there)
        continue;
      correction->uid = target->uid;
      correction->awaits = NULL;
    }
}

/* --- rejects --- */

static void
open_file (EpcImport *import)
{
  static const char *const headers[] = { "sheet", "row", "column", "value", "reason", "suggestion", "cell" };
  Report *own = (Report *) import->report;

  own->file = epc_csv_writer_new (import->options->rejects, TRUE, &own->file_error);
  if (own->file == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    epc_csv_writer_cell (own->file, headers[i], FALSE);
  epc_csv_writer_end_row (own->file, &own->file_error);
}

static void
write_reject (EpcImport *import, const EpcReject *reject)
{
  Report *own = (Report *) import->report;

  if (import->options->rejects == NULL || own->file_error != NULL)
    return;
  if (own->file == NULL)
    open_file (import);
  if (own->file_error != NULL)
    return;
  g_autofree char *row = g_strdup_printf ("%" G_GUINT64_FORMAT, reject->row);
  epc_csv_writer_cell (own->file, reject->sheet, TRUE);
  epc_csv_writer_cell (own->file, row, FALSE);
  epc_csv_writer_cell (own->file, reject->column, TRUE);
  epc_csv_writer_cell (own->file, reject->value, TRUE);
  epc_csv_writer_cell (own->file, reject->reason, TRUE);
  epc_csv_writer_cell (own->file, reject->suggestion, TRUE);
  epc_csv_writer_cell (own->file, reject->cell, FALSE);
  epc_csv_writer_end_row (own->file, &own->file_error);
}

void
epc_import_reject (EpcImport *import, const char *rule, guint64 row, guint column, const char *value, const char *reason,
                   const char *suggestion)
{
  GPtrArray *all = import->report->rejects;
  const EpcReject *last = all->len > 0 ? g_ptr_array_index (all, all->len - 1) : NULL;
  const EpcColumn *facts = column_at (import, column);
  gboolean is_personal = value != NULL && epc_personal_value (value);
  g_autofree char *told = without_personal (reason, value);

  import->row_errors++;
  /* One cell that fills two records is wrong once. */
  if (last != NULL && facts != NULL && last->row == row && g_strcmp0 (last->column, header_of (facts)) == 0
      && g_strcmp0 (last->reason, told) == 0)
    return;
  find (import, EPC_FINDING_ERROR, rule, row, column, value, reason, suggestion);
  EpcReject *reject = g_new0 (EpcReject, 1);
  reject->sheet = g_strdup (import->report->sheet);
  reject->row = row;
  reject->column = g_strdup (header_of (facts));
  reject->cell = facts != NULL && row > 0 ? cell_name (facts->index, row) : NULL;
  reject->value = is_personal ? NULL : g_strdup (value);
  shorten (reject->value);
  reject->reason = g_steal_pointer (&told);
  reject->suggestion = is_personal ? NULL : g_strdup (suggestion);
  write_reject (import, reject);
  if (import->report->rejects->len < MOST_REJECTS)
    g_ptr_array_add (import->report->rejects, reject);
  else
    reject_free (reject);
}

gboolean
epc_import_report_finish (EpcImport *import, GError **error)
{
  Report *own = (Report *) import->report;

  if (own->file_error == NULL && own->file != NULL)
    epc_csv_writer_finish (own->file, &own->file_error);
  g_clear_pointer (&own->file, epc_csv_writer_free);
  if (own->file_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&own->file_error));
  return FALSE;
}

gboolean
epc_import_progress (EpcImport *import, const char *phase, double fraction, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (import->cancellable, error))
    return FALSE;
  if (import->progress != NULL && (fraction == 0 || fraction >= import->last_fraction + 0.01 || fraction < import->last_fraction))
    {
      import->last_fraction = fraction;
      import->progress (phase, fraction, import->progress_data);
    }
  return TRUE;
}

/* --- as JSON and as text --- */

static void
append_key (GString *out, const char *key)
{
  if (out->len > 0 && strchr ("{[", out->str[out->len - 1]) == NULL)
    g_string_append_c (out, ',');
  if (key != NULL)
    {
      epc_text_append_json (out, key);
      g_string_append_c (out, ':');
    }
}

static void
append_text (GString *out, const char *key, const char *text)
{
  append_key (out, key);
  epc_text_append_json (out, text);
}

static void
append_number (GString *out, const char *key, gint64 number)
{
  append_key (out, key);
  g_string_append_printf (out, "%" G_GINT64_FORMAT, number);
}

static void
append_texts (GString *out, const char *key, GPtrArray *texts)
{
  append_key (out, key);
  g_string_append_c (out, '[');
  for (guint i = 0; i < texts->len; i++)
    append_text (out, NULL, g_ptr_array_index (texts, i));
  g_string_append_c (out, ']');
}

static void
append_entities (GString *out, const EpcImportReport *report)
{
  append_key (out, "entities");
  g_string_append_c (out, '{');
  for (guint i = 0; i < report->entities->len; i++)
    {
      const EpcImportCount *count = &g_array_index (report->entities, EpcImportCount, i);
      append_key (out, count->entity->key);
      g_string_append_c (out, '{');
      append_number (out, "inserted", count->inserted);
      append_number (out, "updated", count->updated);
      append_number (out, "unchanged", count->unchanged);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, '}');
}

static void
append_warnings (GString *out, const EpcImportReport *report)
{
  append_key (out, "warnings");
  g_string_append_c (out, '[');
  for (guint i = 0; i < report->warnings->len; i++)
    {
      const EpcImportWarning *warning = g_ptr_array_index (report->warnings, i);
      append_key (out, NULL);
      g_string_append_c (out, '{');
      append_text (out, "rule", warning->rule);
      append_text (out, "message", warning->message);
      append_number (out, "row", (gint64) warning->row);
      append_number (out, "count", (gint64) warning->count);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

static void
append_rejects (GString *out, const EpcImportReport *report)
{
  append_key (out, "rejects");
  g_string_append_c (out, '[');
  for (guint i = 0; i < report->rejects->len; i++)
    {
      const EpcReject *reject = g_ptr_array_index (report->rejects, i);
      append_key (out, NULL);
      g_string_append_c (out, '{');
      append_text (out, "sheet", reject->sheet);
      append_number (out, "row", (gint64) reject->row);
      append_text (out, "column", reject->column);
      append_text (out, "value", reject->value);
      append_text (out, "reason", reject->reason);
      append_text (out, "suggestion", reject->suggestion);
      append_text (out, "cell", reject->cell);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

static void
append_findings (GString *out, const EpcImportReport *report)
{
  static const char *const levels[] = { "warning", "error", "correction" };

  append_key (out, "findings");
  g_string_append_c (out, '[');
  for (guint i = 0; i < report->findings->len; i++)
    {
      const EpcImportFinding *finding = g_ptr_array_index (report->findings, i);
      append_key (out, NULL);
      g_string_append_c (out, '{');
      append_text (out, "level", levels[finding->level]);
      append_text (out, "rule", finding->rule);
      append_text (out, "sheet", finding->sheet);
      append_number (out, "row", (gint64) finding->row);
      append_text (out, "column", finding->column);
      append_text (out, "cell", finding->cell);
      append_text (out, "value", finding->value);
      append_text (out, "reason", finding->reason);
      append_text (out, "fix", finding->fix);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
  append_key (out, "finding_counts");
  g_string_append_c (out, '{');
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    append_number (out, levels[i], report->n_findings[i]);
  g_string_append_c (out, '}');
}

char *
epc_import_report_to_json (const EpcImportReport *report)
{
  GString *out = g_string_new ("{");

  if (report->batch != 0)
    append_number (out, "batch", report->batch);
  else
    g_string_append (out, "\"batch\":null");
  append_text (out, "entity", report->entity->key);
  append_number (out, "read", report->read);
  append_number (out, "inserted", report->inserted);
  append_number (out, "updated", report->updated);
  append_number (out, "unchanged", report->unchanged);
  append_number (out, "rejected", report->rejected);
  append_number (out, "repeated", report->repeated);
  append_number (out, "queued", report->queued);
  append_number (out, "joined", report->joined);
  if (report->joined_batch != 0)
    append_number (out, "joined_batch", report->joined_batch);
  append_number (out, "settled", report->settled);
  if (report->settled_batch != 0)
    append_number (out, "settled_batch", report->settled_batch);
  append_entities (out, report);
  append_warnings (out, report);
  append_texts (out, "dropped_columns", report->dropped_columns);
  append_texts (out, "unknown_columns", report->unknown_columns);
  append_rejects (out, report);
  append_findings (out, report);
  append_text (out, "file", report->file_name);
  append_text (out, "credit", report->credit);
  append_key (out, "dry_run");
  g_string_append (out, report->is_dry_run ? "true}" : "false}");
  return g_string_free (out, FALSE);
}

static void
add_list (GString *out, const char *caption, GPtrArray *names)
{
  if (names->len == 0)
    return;
  g_string_append_printf (out, "%s", caption);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (out, "%s%s", i == 0 ? " " : ", ", (const char *) g_ptr_array_index (names, i));
  g_string_append_c (out, '\n');
}

/* A number among the words of a sentence, in the interface language; kept by TEXTS. */
static const char *
number_text (GPtrArray *texts, guint64 number)
{
  char *text = epc_language_integer (epc_language_get (NULL), (gint64) number);
  g_ptr_array_add (texts, text);
  return text;
}

char *
epc_import_report_to_text (const EpcImportReport *report)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  const EpcLanguage *language = epc_language_get (NULL);
  GString *out = g_string_new (NULL);

  g_string_append_printf (out,
                          report->is_dry_run ? ngettext_ ("%s: %s row read (trial: nothing was written)\n", "%s: %s rows read (trial: nothing was written)\n", report->read)
                                             : ngettext_ ("%s: %s row read\n", "%s: %s rows read\n", report->read),
                          report->file_name, number_text (texts, (guint64) report->read));
  for (guint i = 0; i < report->entities->len; i++)
    {
      const EpcImportCount *count = &g_array_index (report->entities, EpcImportCount, i);
      g_string_append_printf (out, _ ("%s: %s new, %s changed, %s unchanged\n"),
                              epc_language_text (language, count->entity->plural), number_text (texts, (guint64) count->inserted),
                              number_text (texts, (guint64) count->updated), number_text (texts, (guint64) count->unchanged));
    }
  if (report->joined > 0)
    g_string_append_printf (out, _ ("Places with provisional codes that are now the official ones: %s\n"), number_text (texts, (guint64) report->joined));
  if (report->repeated > 0)
    g_string_append_printf (out, _ ("Repeated rows taken once: %s\n"), number_text (texts, (guint64) report->repeated));
  if (report->rejected > 0)
    g_string_append_printf (out, _ ("Rejected rows: %s\n"), number_text (texts, (guint64) report->rejected));
  for (guint i = 0; i < report->rejects->len && i < 20; i++)
    {
      const EpcReject *reject = g_ptr_array_index (report->rejects, i);
      if (reject->column != NULL)
        g_string_append_printf (out, _ ("  row %s, column %s: %s"), number_text (texts, reject->row), reject->column,
                                reject->reason);
      else
        g_string_append_printf (out, _ ("  row %s: %s"), number_text (texts, reject->row), reject->reason);
      g_string_append_printf (out, "%s%s\n", reject->suggestion != NULL ? " " : "",
                              reject->suggestion != NULL ? reject->suggestion : "");
    }
  for (guint i = 0; i < report->warnings->len && i < 20; i++)
    {
      const EpcImportWarning *warning = g_ptr_array_index (report->warnings, i);
      g_string_append_printf (out, ngettext_ ("Note (%s time, in row %s): %s\n", "Note (%s times, first in row %s): %s\n", warning->count), number_text (texts, warning->count),
                              number_text (texts, warning->row), warning->message);
    }
  add_list (out, _ ("Personal data left out:"), report->dropped_columns);
  add_list (out, _ ("Columns that nothing answers to:"), report->unknown_columns);
  if (report->credit != NULL)
    g_string_append_printf (out, _ ("Credit: %s\n"), report->credit);
  return g_string_free (out, FALSE);
}
