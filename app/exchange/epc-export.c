/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-export-private.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"
#include "epc-header-index.h"
#include "epc-row-sink.h"
#include "model/epc-code-list.h"

EpcExportReport *
epc_export_report_new (void)
{
  EpcExportReport *report = g_new0 (EpcExportReport, 1);

  report->columns = g_ptr_array_new_with_free_func (g_free);
  report->dropped = g_ptr_array_new_with_free_func (g_free);
  report->reasons = g_ptr_array_new_with_free_func (g_free);
  report->notes = g_ptr_array_new_with_free_func (g_free);
  return report;
}

void
epc_export_report_drop (EpcExportReport *report, const char *label, const char *reason)
{
  g_ptr_array_add (report->dropped, g_strdup (label));
  g_ptr_array_add (report->reasons, g_strdup (reason));
}

void
epc_export_report_free (EpcExportReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->columns);
  g_ptr_array_unref (report->dropped);
  g_ptr_array_unref (report->reasons);
  g_ptr_array_unref (report->notes);
  g_free (report);
}

static void
append_list (GString *out, const char *key, GPtrArray *texts)
{
  g_string_append_printf (out, ",\"%s\":[", key);
  for (guint i = 0; i < texts->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      epc_text_append_json (out, g_ptr_array_index (texts, i));
    }
  g_string_append_c (out, ']');
}

char *
epc_export_report_to_json (const EpcExportReport *report)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out,
                          "{\"rows\":%" G_GINT64_FORMAT ",\"suppressed\":%" G_GINT64_FORMAT ",\"withheld\":%" G_GINT64_FORMAT,
                          report->rows, report->suppressed, report->withheld);
  append_list (out, "columns", report->columns);
  append_list (out, "dropped_fields", report->dropped);
  append_list (out, "dropped_reasons", report->reasons);
  append_list (out, "notes", report->notes);
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

static void
append_names (GString *out, GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " · " : "", (const char *) g_ptr_array_index (names, i));
}

/* The dropped fields of one reason stand together. */
static void
append_dropped (GString *out, const EpcExportReport *report)
{
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < report->dropped->len; i++)
    {
      const char *reason = g_ptr_array_index (report->reasons, i);
      g_autoptr (GPtrArray) names = g_ptr_array_new ();
      if (!g_hash_table_add (told, (gpointer) reason))
        continue;
      for (guint j = i; j < report->dropped->len; j++)
        if (g_str_equal (g_ptr_array_index (report->reasons, j), reason))
          g_ptr_array_add (names, g_ptr_array_index (report->dropped, j));
      /* Translators: why these fields stay here: "Stays here (confidential): Latitude · Longitude" */
      g_string_append_printf (out, _ ("\n\nStays here (%s): "), reason);
      append_names (out, names);
    }
}

char *
epc_export_report_to_text (const EpcExportReport *report)
{
  GString *out = g_string_new (NULL);
  g_autofree char *rows = epc_language_integer (epc_language_get (NULL), report->rows);
  g_autofree char *withheld = epc_language_integer (epc_language_get (NULL), report->withheld);

  g_string_append_printf (
      out, ngettext_ ("%s record leaves, with %u columns: ", "%s records leave, with %u columns: ", (gulong) report->rows), rows,
      report->columns->len);
  append_names (out, report->columns);
  append_dropped (out, report);
  if (report->withheld > 0)
    g_string_append_printf (out,
                            ngettext_ ("\n\n%s record stays here: it is strictly confidential, or says when fewer than five people came to a site or left it.",
                                       "\n\n%s records stay here: they are strictly confidential, or say when fewer than five people came to a site or left it.", (gulong) report->withheld),
                            withheld);
  for (guint i = 0; i < report->notes->len; i++)
    g_string_append_printf (out, "\n\n%s", (const char *) g_ptr_array_index (report->notes, i));
  return g_string_free (out, FALSE);
}

/* --- what leaves --- */

typedef struct
{
  EpcStore *store;
  const EpcQuery *query;
  const EpcEntity *entity;
  const EpcExportOptions *options;
  EpcExportReport *report;
  EpcAudienceRules *rules;
  GArray *fields; /* of guint: positions in the entity's table */
  gboolean with_code, with_uid, with_version;
  EpcSuppression *suppression;
  GArray *columns;  /* of EpcSinkColumn: the fields, then code and uid */
  EpcRowSink *sink; /* NULL: counts only */
  EpcSinkCell *cells;
  GPtrArray *texts;       /* (element-type utf8) of the row in hand */
  GHashTable *references; /* uid text → text */
  gint64 row, trimmed;
  GError *error;
} Export;

static const char *
label_of (const Export *export, const EpcField *field)
{
  return epc_language_text (epc_language_get (export->options->language), field->label);
}

static void
choose_field (Export *export, guint position)
{
  const EpcField *field = &export->entity->fields[position];

  const char *reason = epc_audience_why_not (export->rules, export->entity, field);

  if (reason == NULL)
    g_array_append_val (export->fields, position);
  else
    epc_export_report_drop (export->report, label_of (export, field), reason);
}

/* Nobody fills what the program sets. */
static gboolean
is_left_to_program (const Export *export, const EpcField *field)
{
  return export->options->to_fill && ((field->flags & EPC_FIELD_READ_ONLY) || field->type == EPC_TYPE_FILE || !epc_field_is_stored (field));
}

static gboolean
choose_columns (Export *export, GError **error)
{
  const char *const *columns = export->options->columns;
  gboolean may_identify = epc_audience_allows_identity (export->rules, export->entity);

  export->with_version = export->options->to_fill;

  if (columns == NULL || columns[0] == NULL)
    {
      for (guint i = 0; i < export->entity->n_fields; i++)
        if (epc_field_is_stored (&export->entity->fields[i]) && !(export->entity->fields[i].flags & EPC_FIELD_GEOMETRY)
            && !is_left_to_program (export, &export->entity->fields[i]))
          choose_field (export, i);
      export->with_code = may_identify && export->entity->code_prefix != NULL;
      export->with_uid = may_identify;
      return TRUE;
    }
  export->with_uid = export->options->to_fill && may_identify;
  for (; *columns != NULL; columns++)
    {
      if (g_str_equal (*columns, "uid") || g_str_equal (*columns, "code"))
        {
          const EpcField *own = epc_entity_field (export->entity, *columns);
          if (own == NULL)
            {
              if (!may_identify)
                epc_export_report_drop (export->report, *columns, _ ("tells one record from the others"));
              else if (**columns == 'u')
                export->with_uid = TRUE;
              else
                export->with_code = TRUE;
              continue;
            }
        }
      const EpcField *field = epc_entity_require_field (export->entity, *columns, error);
      if (field == NULL)
        return FALSE;
      if (is_left_to_program (export, field))
        continue;
      choose_field (export, (guint) epc_entity_field_index (export->entity, *columns));
    }
  return TRUE;
}

static char *
header_of (const Export *export, const EpcField *field)
{
  if (export->options->keys)
    return g_strdup (field->key);
  const char *label = label_of (export, field);
  return epc_header_is_ambiguous (export->entity, field, label) ? g_strdup_printf ("%s [%s]", label, field->key) : g_strdup (label);
}

/* --- writing --- */

static void
column_clear (gpointer data)
{
  EpcSinkColumn *column = data;

  g_free (column->header);
  g_free (column->hxl);
}

static void
name_columns (Export *export)
{
  for (guint i = 0; i < export->fields->len; i++)
    {
      guint position = g_array_index (export->fields, guint, i);
      const EpcField *field = &export->entity->fields[position];
      EpcSinkColumn column = { field, position, field->key, header_of (export, field), epc_field_hxl (field) };
      g_array_append_val (export->columns, column);
    }
  if (export->with_code)
    {
      EpcSinkColumn column = { NULL, 0, "code", g_strdup ("code"), g_strdup ("#meta+code") };
      g_array_append_val (export->columns, column);
    }
  if (export->with_uid)
    {
      /* Says also what the rows are, for whoever reads the file back. */
      EpcSinkColumn column = { NULL, 0, "uid", g_strdup ("uid"), g_strconcat ("#meta+uid+", export->entity->key, NULL) };
      g_array_append_val (export->columns, column);
    }
  if (export->with_version)
    {
      EpcSinkColumn column = { NULL, 0, "version", g_strdup ("version"), g_strconcat ("#meta+version+", export->entity->key, NULL) };
      g_array_append_val (export->columns, column);
    }
}

static const char *
reference_text (Export *export, const EpcField *field, const EpcUid *uid)
{
  char key[EPC_UID_TEXT_SIZE];
  const char *known = g_hash_table_lookup (export->references, epc_uid_to_text (uid, key));

  if (known != NULL)
    return known;
  char *text = epc_store_reference_text (export->store, field, uid);
  if (text == NULL)
    text = g_strdup (key);
  g_hash_table_insert (export->references, g_strdup (key), text);
  return text;
}

static char *
code_labels (const Export *export, const EpcField *field, const char *text)
{
  const char *list = field->type == EPC_TYPE_YES_NO ? "yes_no" : field->codes;
  g_auto (GStrv) codes = g_strsplit (text, ";", -1);

  for (char **code = codes; *code != NULL; code++)
    {
      const char *label = epc_code_label (list, *code, export->options->language);
      char *copy = g_strdup (label);
      g_free (*code);
      *code = copy;
    }
  return g_strjoinv ("; ", codes);
}

/* A text that lives until the next record. */
static const char *
keep (Export *export, char *text)
{
  if (text != NULL)
    g_ptr_array_add (export->texts, text);
  return text;
}

static EpcSinkCell
cell_of (Export *export, const EpcRecord *record, guint position)
{
  const EpcField *field = &export->entity->fields[position];
  const EpcValue *value = epc_record_value (record, position);
  EpcCellMark mark
      = export->suppression != NULL ? epc_suppression_mark (export->suppression, (guint) export->row, position) : EPC_CELL_SHOWN;
  gboolean is_text = field->type == EPC_TYPE_TEXT || field->type == EPC_TYPE_LONG_TEXT || field->type == EPC_TYPE_FILE;
  gboolean is_code = field->type == EPC_TYPE_CODE || field->type == EPC_TYPE_CODES || field->type == EPC_TYPE_YES_NO;

  if (mark != EPC_CELL_SHOWN)
    return (EpcSinkCell){ mark == EPC_CELL_SMALL ? "<5" : "*", NULL, FALSE };
  if (value->kind == EPC_VALUE_UID)
    return (EpcSinkCell){ reference_text (export, field, &value->uid), value, FALSE };
  /* Worked out of counts it would tell what they hide: people a household times households. */
  if (!epc_field_is_stored (field) && export->suppression != NULL && epc_suppression_touches (export->suppression, (guint) export->row))
    return (EpcSinkCell){ NULL, NULL, FALSE };
  if (!epc_field_is_stored (field))
    return (EpcSinkCell){ keep (export, epc_record_to_text (record, field->key)), NULL, FALSE };
  const char *text = keep (export, epc_value_to_text (field, value));
  if (text != NULL && is_code && export->options->code_labels)
    return (EpcSinkCell){ keep (export, code_labels (export, field, text)), NULL, TRUE };
  return (EpcSinkCell){ text, value, is_text || is_code };
}

static gboolean
write_cells (Export *export, EpcRecord *record)
{
  char uid[EPC_UID_TEXT_SIZE];

  g_ptr_array_set_size (export->texts, 0);
  for (guint i = 0; i < export->columns->len; i++)
    {
      const EpcSinkColumn *column = &g_array_index (export->columns, EpcSinkColumn, i);
      if (column->field != NULL)
        export->cells[i] = cell_of (export, record, column->position);
      else if (epc_audience_hides_identity (export->rules, record))
        export->cells[i] = (EpcSinkCell){ NULL, NULL, FALSE };
      else if (g_str_equal (column->key, "code"))
        export->cells[i] = (EpcSinkCell){ epc_record_code (record), NULL, FALSE };
      else if (g_str_equal (column->key, "version"))
        export->cells[i] = (EpcSinkCell){ keep (export, g_strdup_printf ("%" G_GINT64_FORMAT, epc_record_meta (record)->changed)), NULL, FALSE };
      else
        export->cells[i] = (EpcSinkCell){ epc_uid_to_text (epc_record_uid (record), uid), NULL, FALSE };
    }
  return export->sink->class->row (export->sink, record, export->cells, &export->error);
}

static gboolean
write_record (EpcRecord *record, gpointer data)
{
  Export *export = data;

  if (!epc_audience_allows_record (export->rules, record))
    {
      export->report->withheld++;
      return TRUE;
    }
  export->trimmed += epc_audience_trim_record (export->rules, record);
  export->report->rows++;
  if (export->sink != NULL && !write_cells (export, record))
    return FALSE;
  export->row++;
  return TRUE;
}

static gboolean
look_at_record (EpcRecord *record, gpointer data)
{
  Export *export = data;

  if (epc_audience_allows_record (export->rules, record))
    epc_suppression_look (export->suppression, record);
  return TRUE;
}

/* --- what must be said with it --- */

static gboolean
add_credit (EpcRecord *record, gpointer data)
{
  GPtrArray *notes = data;
  const char *credit = epc_record_text (record, "credit");

  if (credit != NULL && !g_ptr_array_find_with_equal_func (notes, credit, g_str_equal, NULL))
    g_ptr_array_add (notes, g_strdup (credit));
  return TRUE;
}

void
epc_export_add_notes (EpcStore *store, const EpcEntity *entity, EpcExportReport *report, gint64 n_trimmed)
{
  const EpcEntity *batches = epc_entity_find ("import_batch");

  /* Credit lines of the files that the records of this kind came from. */
  if (batches != NULL && epc_entity_field (batches, "credit") != NULL && epc_entity_field (batches, "entity") != NULL)
    {
      g_autoptr (EpcQuery) query = epc_query_new (batches);
      if (epc_query_where (query, store, "entity", EPC_OP_EQUAL, entity->key, NULL))
        epc_query_each (query, store, add_credit, report->notes, NULL, NULL);
    }
  if (n_trimmed > 0)
    {
      g_autofree char *trimmed = epc_language_integer (epc_language_get (NULL), n_trimmed);
      g_ptr_array_add (
          report->notes,
          g_strdup_printf (ngettext_ ("%s record leaves without its position and name, or with its position moved.",
                                      "%s records leave without their position and name, or with their position moved.",
                                      (gulong) n_trimmed),
                           trimmed));
    }
  if (report->suppressed > 0)
    {
      g_autofree char *suppressed = epc_language_integer (epc_language_get (NULL), report->suppressed);
      g_ptr_array_add (
          report->notes,
          g_strdup_printf (ngettext_ ("%s count of people is hidden: <5 means 1 to 4, * is left out to protect another.",
                                      "%s counts of people are hidden: <5 means 1 to 4, * is left out to protect another.",
                                      (gulong) report->suppressed),
                           suppressed));
    }
}

/* A sheet that comes back must hold the records whole, and under their own names. */
static gboolean
check_options (const Export *export, const char *path, GError **error)
{
  g_autofree char *lower = path != NULL ? g_ascii_strdown (path, -1) : NULL;

  if (!epc_audience_allows_entity (export->rules, export->entity))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED,
                   _ ("%s are kept by the program itself and may name what is confidential: they go to nobody outside the office."),
                   epc_language_text (epc_language_get (NULL), export->entity->plural));
      return FALSE;
    }
  if (!export->options->to_fill)
    return TRUE;
  if (export->options->audience != EPC_AUDIENCE_OFFICE)
    g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _ ("A sheet to fill in is for the office: what partners and the public get is not the whole record."));
  else if (export->entity->flags & (EPC_ENTITY_PROGRAM | EPC_ENTITY_LOCAL))
    g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _ ("%s are kept by the program itself: nobody is asked for them."),
                 epc_language_text (epc_language_get (NULL), export->entity->plural));
  else if (lower != NULL && !g_str_has_suffix (lower, ".xlsx"))
    g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _ ("%s: a sheet to fill in is a workbook. Name the file with .xlsx."), path);
  else
    return TRUE;
  return FALSE;
}

static gboolean
run (Export *export, const char *path, GCancellable *cancellable, GError **error)
{
  if (!check_options (export, path, error))
    return FALSE;
  if (!choose_columns (export, error))
    return FALSE;
  for (guint i = 0; i < export->fields->len; i++)
    g_ptr_array_add (export->report->columns,
                     g_strdup (label_of (export, &export->entity->fields[g_array_index (export->fields, guint, i)])));
  if (export->options->audience != EPC_AUDIENCE_OFFICE)
    export->suppression = epc_suppression_new (export->store, export->rules, export->entity, export->fields);
  g_autoptr (EpcQuery) query = epc_query_copy (export->query);
  /* Between which shown numbers a hidden one stands would tell nearly as much as the number. */
  if (export->suppression != NULL && epc_suppression_orders (export->suppression, epc_query_sorted_by (query)))
    epc_query_sort (query, NULL, NULL);
  if (export->suppression != NULL)
    {
      if (!epc_query_each (query, export->store, look_at_record, export, cancellable, error))
        return FALSE;
      export->report->suppressed = epc_suppression_settle (export->suppression);
    }
  name_columns (export);
  export->cells = g_new0 (EpcSinkCell, export->columns->len + 1);
  EpcSinkTable table = { export->store, export->entity, export->options, (const EpcSinkColumn *) (gpointer) export->columns->data,
                         export->columns->len };
  if (path != NULL)
    {
      const EpcSinkFormat *format = epc_sink_format_of (path, error);
      if (format == NULL || (export->sink = format->open (path, error)) == NULL
          || !export->sink->class->begin (export->sink, &table, error))
        return FALSE;
    }
  if (!epc_query_each (query, export->store, write_record, export, cancellable, error))
    return FALSE;
  if (export->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&export->error));
      return FALSE;
    }
  epc_export_add_notes (export->store, export->entity, export->report, export->trimmed);
  return export->sink == NULL || export->sink->class->end (export->sink, export->report, error);
}

EpcExportReport *
epc_export_file (EpcStore *store, const EpcQuery *query, const EpcExportOptions *options, const char *path,
                 GCancellable *cancellable, GError **error)
{
  static const EpcExportOptions none;
  Export export = {
    .store = store,
    .query = query,
    .entity = epc_query_entity (query),
    .options = options != NULL ? options : &none,
    .report = epc_export_report_new (),
    .fields = g_array_new (FALSE, FALSE, sizeof (guint)),
    .columns = g_array_new (FALSE, FALSE, sizeof (EpcSinkColumn)),
    .texts = g_ptr_array_new_with_free_func (g_free),
    .references = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
  };

  g_array_set_clear_func (export.columns, column_clear);
  export.rules = epc_audience_rules_new (store, export.options->audience);
  gboolean done = run (&export, path, cancellable, error);
  epc_row_sink_free (export.sink);
  epc_suppression_free (export.suppression);
  epc_audience_rules_free (export.rules);
  g_array_unref (export.fields);
  g_array_unref (export.columns);
  g_ptr_array_unref (export.texts);
  g_free (export.cells);
  g_hash_table_unref (export.references);
  g_clear_error (&export.error);
  if (!done)
    g_clear_pointer (&export.report, epc_export_report_free);
  return export.report;
}
