/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * chart, report.
 */
#include "epc-cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "exchange/epc-csv-writer.h"
#include "report/epc-report.h"

gboolean
epc_cli_parse_size (const char *text, EpcTargetOptions *options, GError **error)
{
  char *end;

  if (text == NULL)
    return TRUE;
  double width = g_ascii_strtod (text, &end);
  double height = *end == 'x' ? g_ascii_strtod (end + 1, &end) : 0;
  if (*end != '\0' || width < 50 || height < 50 || width > 20000 || height > 20000)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("“%s” is no size such as 800x500 (50 to 20000 pixels)."), text);
      return FALSE;
    }
  options->width = width;
  options->height = height;
  return TRUE;
}

static void
draw_chart (cairo_t *cr, double width, double height, gpointer data)
{
  epc_chart_draw (data, cr, width, height, epc_theme_get (EPC_THEME_PAPER), NULL);
}

void
epc_cli_print_written (EpcCli *cli, const char *path, const char *code)
{
  if (!cli->json)
    return;
  g_autoptr (JsonBuilder) builder = epc_cli_object ();
  epc_cli_member (builder, "file", path);
  if (code != NULL)
    epc_cli_member (builder, "issued", code);
  epc_cli_print_json (builder);
}

gboolean
epc_cli_need_picture_file (const char *to, const EpcVerb *verb, GError **error)
{
  if (to != NULL && epc_target_format (to) != NULL)
    return TRUE;
  g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Say where to: --to FILE.pdf, .svg or .png. Usage: epc-desk-cli %s %s"), verb->name,
               verb->usage);
  return FALSE;
}

void
epc_cli_list_pictures (EpcCli *cli, gboolean maps)
{
  guint n;
  const EpcPicture *pictures = epc_pictures (&n);
  g_autoptr (JsonBuilder) builder = epc_cli_object ();

  for (guint i = 0; i < n; i++)
    if ((pictures[i].map != NULL) == maps)
      {
        epc_cli_member (builder, pictures[i].name, _(pictures[i].summary));
        if (!cli->json)
          printf ("%-16s %s\n", pictures[i].name, _(pictures[i].summary));
      }
  if (cli->json)
    epc_cli_print_json (builder);
}

static gboolean
is_table (const char *to)
{
  return to != NULL && g_str_has_suffix (to, ".csv");
}

/* What the chart shows as the table that the window shows of it: texts in the document's language. */
static gboolean
write_table (const EpcChart *chart, const char *to, GError **error)
{
  g_autoptr (GPtrArray) rows = epc_chart_table (chart);
  g_autoptr (EpcCsvWriter) writer = epc_csv_writer_new (to, TRUE, error);

  if (writer == NULL)
    return FALSE;
  for (guint r = 0; r < rows->len; r++)
    {
      for (char **cell = rows->pdata[r]; *cell != NULL; cell++)
        epc_csv_writer_cell (writer, *cell, TRUE);
      if (!epc_csv_writer_end_row (writer, error))
        return FALSE;
    }
  return epc_csv_writer_finish (writer, error);
}

static int
write_chart (EpcCli *cli, const char *name, const char *to, const EpcTargetOptions *target, char **where, const char *language,
             GError **error)
{
  const EpcPicture *picture = epc_picture_find (name, FALSE, error);
  EpcPictureChoice choice = EPC_PICTURE_CHOICE_INIT;
  gboolean done = FALSE;

  if (picture == NULL || (!is_table (to) && !epc_cli_need_picture_file (to, &epc_verb_chart, error)))
    return 2;
  if (epc_cli_open (cli, error) == NULL)
    return 3;
  GStringChunk *keep = g_string_chunk_new (128);
  choice.language = language;
  const EpcLanguage *before = epc_language_enter (epc_language_get (language));
  if (epc_picture_choose (cli->store, &choice, (const char *const *) where, keep, error))
    {
      g_autoptr (EpcChart) chart = picture->chart (cli->store, &choice, error);
      done = chart != NULL && (is_table (to) ? write_table (chart, to, error) : epc_target_write (to, target, draw_chart, chart, error));
    }
  g_string_chunk_free (keep);
  epc_language_leave (before);
  if (done)
    epc_cli_print_written (cli, to, NULL);
  return done ? 0 : 3;
}

static int
run_chart (EpcCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *to = NULL, *size = NULL, *language = NULL;
  g_auto (GStrv) where = NULL;
  EpcTargetOptions target = { .width = 800, .height = 500, .unit = EPC_UNIT_PIXELS };
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &to, N_("File to write: svg, png or pdf, or csv for its figures"), "FILE" },
    { "where", 0, 0, G_OPTION_ARG_STRING_ARRAY, &where, N_("What of: country, operation, tool, round, admin_level, crisis"), "'FIELD = VALUE'" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &size, N_("Width and height in pixels"), "800x500" },
    { "document-lang", 0, 0, G_OPTION_ARG_STRING, &language, N_("Language of the picture"), "LANG" },
    G_OPTION_ENTRY_NULL,
  };

  if (!epc_cli_options (cli, &epc_verb_chart, entries, &argc, &argv, 0, 1, error) || !epc_cli_parse_size (size, &target, error)
      || !epc_cli_check_language (language, error))
    return 2;
  if (argc == 1)
    {
      epc_cli_list_pictures (cli, FALSE);
      return 0;
    }
  return write_chart (cli, argv[1], to, &target, where, language, error);
}

static void
list_reports (EpcCli *cli)
{
  guint n;
  const EpcReport *reports = epc_reports (&n);
  g_autoptr (JsonBuilder) builder = epc_cli_object ();

  for (guint i = 0; i < n; i++)
    {
      epc_cli_member (builder, reports[i].name, _(reports[i].summary));
      if (!cli->json)
        printf ("%-16s %s\n", reports[i].name, _(reports[i].summary));
    }
  if (cli->json)
    epc_cli_print_json (builder);
}

/* The stored bytes of an issued report. */
static int
write_issued (EpcCli *cli, const char *reference, const char *to, GError **error)
{
  gsize size;

  if (to == NULL || g_strcmp0 (epc_target_format (to), "pdf") != 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Say where to: --to FILE.pdf."));
      return 2;
    }
  if (epc_cli_open (cli, error) == NULL)
    return 3;
  g_autoptr (GBytes) pages = epc_report_issued (cli->store, reference, error);
  if (pages == NULL)
    return 1;
  const guint8 *bytes = g_bytes_get_data (pages, &size);
  if (!epc_target_replace (to, bytes, size, error))
    return 3;
  epc_cli_print_written (cli, to, NULL);
  return 0;
}

static int
run_report (EpcCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *to = NULL, *paper = NULL, *language = NULL, *code = NULL, *issued = NULL;
  g_auto (GStrv) where = NULL, tiles = NULL;
  gboolean issue = FALSE, done = FALSE;
  EpcReportOptions options = { .choice = EPC_PICTURE_CHOICE_INIT, .paper = EPC_PAPER_A4 };
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &to, N_("File to write"), "FILE.pdf" },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &paper, N_("A4 or Letter"), "PAPER" },
    { "document-lang", 0, 0, G_OPTION_ARG_STRING, &language, N_("Language of the document: en, es, fr, pt"), "LANG" },
    { "where", 0, 0, G_OPTION_ARG_STRING_ARRAY, &where, N_("What of: country, operation, tool, round, admin_level, crisis"), "'FIELD = VALUE'" },
    { "tiles", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &tiles, N_("A map of your own under its maps: MBTiles or PMTiles of pictures"), "FILE" },
    { "issue", 0, 0, G_OPTION_ARG_NONE, &issue, N_("Keep pages and data in the workspace as issued, with number, version and hash"), NULL },
    { "issued", 0, 0, G_OPTION_ARG_STRING, &issued, N_("Write an issued report again as it was"), "REF" },
    G_OPTION_ENTRY_NULL,
  };

  if (!epc_cli_options (cli, &epc_verb_report, entries, &argc, &argv, 0, 2, error) || !epc_cli_check_language (language, error))
    return 2;
  if (issued != NULL)
    return write_issued (cli, issued, to, error);
  if (argc == 1)
    {
      list_reports (cli);
      return 0;
    }
  const EpcReport *report = epc_report_find (argv[1], error);
  if (report == NULL)
    return 1;
  gboolean is_text = to != NULL && g_str_has_suffix (to, ".txt");
  gboolean is_picture = to != NULL && report->picture != NULL && (g_str_has_suffix (to, ".png") || g_str_has_suffix (to, ".svg"));
  if (to == NULL || (!is_text && !is_picture && g_strcmp0 (epc_target_format (to), "pdf") != 0))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Say where to: --to FILE.pdf."));
      return 2;
    }
  if (paper != NULL && (!epc_paper_from_name (paper, &options.paper) || options.paper == EPC_PAPER_A3))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("“%s” is no paper for a report. There are: A4, Letter."), paper);
      return 2;
    }
  if (epc_cli_open (cli, error) == NULL)
    return 3;
  GStringChunk *keep = g_string_chunk_new (128);
  options.reference = argc > 2 ? argv[2] : NULL;
  options.language = language;
  options.map_files = (const char *const *) tiles;
  if (epc_picture_choose (cli->store, &options.choice, (const char *const *) where, keep, error))
    done = is_text      ? epc_report_write_text (cli->store, report, &options, to, error)
           : is_picture ? epc_report_write_picture (cli->store, report, &options, to, error)
                        : epc_report_write (cli->store, report, &options, to, issue, &code, error);
  g_string_chunk_free (keep);
  if (done)
    epc_cli_print_written (cli, to, code);
  return done ? 0 : 3;
}

const EpcVerb epc_verb_chart = { "chart", "NAME --to FILE [--where…] [--size 800x500]", N_("Draw a chart."), run_chart };
const EpcVerb epc_verb_report = { "report", "[NAME [REF] --to FILE.pdf [--paper A4|Letter] [--document-lang en] [--issue] | --issued REF --to FILE.pdf]",
                                  N_("Write a document."), run_report };
