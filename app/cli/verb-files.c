/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * import, export.
 */
#include "epc-cli.h"

#include <stdio.h>
#include <unistd.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "exchange/epc-export-shape.h"
#include "exchange/epc-import.h"
#include "exchange/epc-row-sink.h"
#include "exchange/epc-xlsform.h"

static void
show_progress (const char *phase, double fraction, gpointer data)
{
  fprintf (stderr, "\r%s %3.0f %% ", phase, fraction * 100);
  if (fraction >= 1)
    fputc ('\n', stderr);
}

/* One file gives one object; several give {"files":[…]}, with the failure of the file that was not read, so that the output
 * stays one object. */
static void
print_json (EpcCli *cli, GPtrArray *reports, int n_files, const GError *failure)
{
  if (n_files == 1 && reports->len == 1)
    {
      g_autofree char *json = epc_import_report_to_json (g_ptr_array_index (reports, 0));
      puts (json);
      return;
    }
  g_autoptr (JsonBuilder) builder = epc_cli_object ();
  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (guint i = 0; i < reports->len; i++)
    {
      g_autofree char *json = epc_import_report_to_json (g_ptr_array_index (reports, i));
      json_builder_add_value (builder, json_from_string (json, NULL));
    }
  json_builder_end_array (builder);
  if (failure != NULL)
    {
      epc_cli_member (builder, "error", failure->message);
      epc_cli_member_int (builder, "status", epc_error_exit_status (failure));
      cli->is_answered = TRUE;
    }
  epc_cli_print_json (builder);
}

static void
print_reports (EpcCli *cli, GPtrArray *reports, int n_files, const GError *failure)
{
  if (cli->quiet || reports->len == 0)
    return;
  if (cli->json)
    print_json (cli, reports, n_files, failure);
  for (guint i = 0; i < reports->len && !cli->json; i++)
    {
      g_autofree char *text = epc_import_report_to_text (g_ptr_array_index (reports, i));
      fputs (text, stdout);
    }
}

static int
run_import (EpcCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *as = NULL, *sheet = NULL, *mapping = NULL, *rejects = NULL, *credit = NULL, *licence = NULL, *columns = NULL, *save = NULL, *choices = NULL;
  g_auto (GStrv) set = NULL;
  gboolean dry_run = FALSE;
  int status = 0;
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &as, N_("Kind of record; recognised when not given"), "ENTITY" },
    { "columns", 0, 0, G_OPTION_ARG_STRING, &columns, N_("What the columns hold, from left to right; - leaves one out"), "FIELD,FIELD,-" },
    { "sheet", 0, 0, G_OPTION_ARG_STRING, &sheet, N_("Sheet of the file"), "NAME" },
    { "mapping", 0, 0, G_OPTION_ARG_STRING, &mapping, N_("A saved mapping"), "NAME" },
    { "save-mapping", 0, 0, G_OPTION_ARG_STRING, &save, N_("Keep how the columns were read under this name"), "NAME" },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &set, N_("Value for a field that the file lacks"), "FIELD=VALUE" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_("Report only, write nothing"), NULL },
    { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &rejects, N_("Where rejected rows are written"), "FILE" },
    { "choices", 0, 0, G_OPTION_ARG_FILENAME, &choices, N_("The form (XLSForm) that was answered: its labels say what names and choices mean"), "XLSFORM" },
    { "credit", 0, 0, G_OPTION_ARG_STRING, &credit, N_("Credit line of the data"), "TEXT" },
    { "licence", 0, 0, G_OPTION_ARG_STRING, &licence, N_("Licence of the data"), "TEXT" },
    G_OPTION_ENTRY_NULL,
  };

  if (!epc_cli_options (cli, &epc_verb_import, entries, &argc, &argv, 1, -1, error) || epc_cli_open (cli, error) == NULL)
    return 2;
  g_auto (GStrv) told = columns != NULL ? g_strsplit (columns, ",", -1) : NULL;
  const EpcImportOptions options = { .as = as, .columns = (const char *const *) told, .sheet = sheet, .set = (const char *const *) set, .dry_run = dry_run,
                                     .rejects = rejects, .mapping_name = mapping, .save_mapping = save, .credit = credit, .licence = licence, .choices = choices };
  gboolean quiet = cli->json || !isatty (STDERR_FILENO);
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_import_report_free);
  for (int i = 1; i < argc; i++)
    {
      EpcImportReport *report = epc_import_file (cli->store, argv[i], &options, quiet ? NULL : show_progress, NULL, NULL, error);
      if (report == NULL)
        {
          print_reports (cli, reports, argc - 1, *error);
          return 3;
        }
      g_ptr_array_add (reports, report);
      if (report->rejected > 0)
        status = 1;
    }
  print_reports (cli, reports, argc - 1, NULL);
  return status;
}

/* What was asked of export. */
typedef struct
{
  char *to, *as, *audience, *columns, *sort;
  char **where;
  gboolean no_hxl, shared, keys, dry_run;
} ExportWish;

static void
export_wish_clear (ExportWish *wish)
{
  g_free (wish->to);
  g_free (wish->as);
  g_free (wish->audience);
  g_free (wish->columns);
  g_free (wish->sort);
  g_strfreev (wish->where);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ExportWish, export_wish_clear)

static void
print_export (EpcCli *cli, const ExportWish *wish, const EpcExportReport *report)
{
  if (cli->json)
    {
      g_autofree char *json = epc_export_report_to_json (report);
      puts (json);
    }
  else if (wish->dry_run)
    {
      g_autofree char *text = epc_export_report_to_text (report);
      puts (text);
    }
  else
    {
      g_autofree char *rows = epc_language_integer (epc_language_get (NULL), report->rows);
      fprintf (stderr, ngettext_ ("%s: %s row written.\n", "%s: %s rows written.\n", (gulong) report->rows), wish->to, rows);
      for (guint i = 0; i < report->notes->len; i++)
        fprintf (stderr, "%s\n", (char *) g_ptr_array_index (report->notes, i));
    }
}

static int
export_records (EpcCli *cli, const ExportWish *wish, const char *entity, EpcAudience audience, GError **error)
{
  gboolean to_fill = g_strcmp0 (wish->as, "sheet") == 0;
  const EpcExportShape *shape = wish->as != NULL && !to_fill ? epc_export_shape_find (wish->as) : NULL;
  const char *path = wish->dry_run ? NULL : wish->to;

  if (wish->as != NULL && shape == NULL && !to_fill)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("There is no shape “%s”. Accepted: dtm, 4w, xlsform, sheet."), wish->as);
      return 2;
    }
  if (path != NULL && epc_sink_format_of (path, error) == NULL)
    return 2;
  g_autoptr (EpcQuery) query = epc_cli_query (cli, entity, wish->where, wish->sort, 0, error);
  if (query == NULL)
    return 1;
  g_auto (GStrv) chosen = wish->columns != NULL ? g_strsplit (wish->columns, ",", -1) : NULL;
  g_autofree char *filter = wish->where != NULL ? g_strjoinv ("; ", wish->where) : NULL;
  const EpcExportOptions options = { .audience = audience, .columns = (const char *const *) chosen, .keys = wish->keys, .to_fill = to_fill,
                                     .code_labels = to_fill,
                                     .without_hxl = wish->no_hxl, .filter = filter };
  g_autoptr (EpcExportReport) report = shape != NULL ? epc_export_shape (cli->store, shape, query, &options, path, NULL, error)
                                                     : epc_export_file (cli->store, query, &options, path, NULL, error);
  if (report == NULL)
    return 3;
  print_export (cli, wish, report);
  return 0;
}

/* A form has no rows: it says how many questions it asks, and what it leaves out. */
static int
export_form (EpcCli *cli, const ExportWish *wish, const char *name, GError **error)
{
  const EpcEntity *entity = epc_entity_require (name, error);

  if (entity == NULL)
    return 1;
  g_autofree char *lower = wish->dry_run ? NULL : g_ascii_strdown (wish->to, -1);
  if (lower != NULL && !g_str_has_suffix (lower, ".xlsx"))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("%s: a form is a workbook. Name the file with .xlsx."), wish->to);
      return 2;
    }
  g_autoptr (EpcXlsForm) form = epc_xlsform_new (cli->store, entity, cli->language, error);
  if (form == NULL)
    return 1;
  if (!wish->dry_run && !epc_xlsform_write (form, wish->to, error))
    return 3;
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      epc_cli_member_int (builder, "questions", form->n_questions);
      json_builder_set_member_name (builder, "notes");
      json_builder_begin_array (builder);
      for (guint i = 0; i < form->notes->len; i++)
        json_builder_add_string_value (builder, g_ptr_array_index (form->notes, i));
      json_builder_end_array (builder);
      epc_cli_print_json (builder);
      return 0;
    }
  g_autofree char *questions = epc_language_integer (epc_language_get (NULL), form->n_questions);
  fprintf (stderr, ngettext_ ("A form with %s question.\n", "A form with %s questions.\n", form->n_questions), questions);
  for (guint i = 0; i < form->notes->len; i++)
    fprintf (stderr, "%s\n", (char *) g_ptr_array_index (form->notes, i));
  return 0;
}

static int
run_export (EpcCli *cli, int argc, char **argv, GError **error)
{
  g_auto (ExportWish) wish = { NULL };
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &wish.to, N_("File to write; its ending is the format"), "FILE" },
    { "as", 0, 0, G_OPTION_ARG_STRING, &wish.as, N_("dtm (the columns of DTM on HDX), 4w, xlsform (a KoBo form), or sheet (a workbook to confirm or change)"), "SHAPE" },
    { "where", 0, 0, G_OPTION_ARG_STRING_ARRAY, &wish.where, N_("Condition; may be given several times"), "'FIELD OP VALUE'" },
    { "columns", 0, 0, G_OPTION_ARG_STRING, &wish.columns, N_("Fields to write"), "a,b" },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &wish.sort, N_("Order"), "FIELD" },
    { "audience", 0, 0, G_OPTION_ARG_STRING, &wish.audience, N_("office, partners or public"), "AUDIENCE" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &wish.dry_run, N_("Say what would leave and what not, write nothing"), NULL },
    { "no-hxl", 0, 0, G_OPTION_ARG_NONE, &wish.no_hxl, N_("Without the row of HXL tags"), NULL },
    { "keys", 0, 0, G_OPTION_ARG_NONE, &wish.keys, N_("Field keys as header"), NULL },
    { "shared", 0, 0, G_OPTION_ARG_NONE, &wish.shared, N_("The canonical form that workspaces are compared by"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  EpcAudience audience = EPC_AUDIENCE_OFFICE;

  if (!epc_cli_options (cli, &epc_verb_export, entries, &argc, &argv, 0, 1, error))
    return 2;
  if ((wish.to == NULL && (!wish.dry_run || wish.shared)) || (argc < 2 && !wish.shared))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Usage: epc-desk-cli %s %s"), epc_verb_export.name, epc_verb_export.usage);
      return 2;
    }
  if (wish.audience != NULL && !epc_audience_parse (wish.audience, &audience, error))
    return 2;
  if (epc_cli_open (cli, error) == NULL)
    return 3;
  if (!wish.shared && g_strcmp0 (wish.as, "xlsform") == 0)
    return export_form (cli, &wish, argv[1], error);
  if (!wish.shared)
    return export_records (cli, &wish, argv[1], audience, error);
  const EpcEntity *entity = argc > 1 ? epc_entity_require (argv[1], error) : NULL;
  if (argc > 1 && entity == NULL)
    return 1;
  return epc_export_shared (cli->store, entity, wish.to, NULL, error) ? 0 : 3;
}

const EpcVerb epc_verb_import = { "import",
                                  "FILE… [--as ENTITY] [--sheet S] [--mapping NAME] [--save-mapping NAME] [--columns A,B,-] [--set FIELD=VALUE]… [--choices XLSFORM] [--dry-run] [--rejects FILE]",
                                  N_("Read files into the workspace."), run_import };
const EpcVerb epc_verb_export
    = { "export", "ENTITY --to FILE [--as dtm|4w|xlsform|sheet] [--where…] [--audience office|partners|public] [--dry-run] [--no-hxl] [--shared]", N_("Write records to a file."),
        run_export };
