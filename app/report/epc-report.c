/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-report.h"

#include <string.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "store/epc-transaction.h"

static const EpcReport reports[] = {
  { "sitrep", N_("Situation report"), N_("Key figures, map, trend, change by area and sites, from live data."), "sitrep", NULL, FALSE,
    epc_report_sitrep },
  { "flash", N_("Flash update"), N_("One page, a message (--to FILE.txt) or a picture (--to FILE.png) of the first hours: figures with source and verification."), "crisis", NULL, FALSE,
    epc_report_flash, epc_report_flash_text, epc_report_flash_picture },
  { "round", N_("Round report"), N_("One round of displacement tracking: change, map, reasons, origins and every place."), "dtm_round", NULL, FALSE,
    epc_report_round },
  { "site-profile", N_("Site profile"), N_("One page about a site: place, people, services, needs, gaps with their arithmetic."),
    "site", NULL, FALSE,
    epc_report_site_profile },
  { "mefm", N_("MEFM request"), N_("Two pages: situation, what the money does, budget, repayment, screening, approval, what is missing."), "funding_request", NULL, FALSE,
    epc_report_mefm },
  { "plan", N_("Contingency plan"), N_("Cover, contents, and the chapters of the IASC template with the office's own figures."), "contingency_plan", NULL, FALSE,
    epc_report_plan },
  { "evacuation", N_("Evacuation plan"), N_("The sections of the mass evacuation guide with centres and protection checklist."), "evacuation_plan", NULL, FALSE,
    epc_report_evacuation },
  { "mcof", N_("MCOF matrix"), N_("Fifteen sectors by three phases: gap, capacity, funds missing; then each row."), "mcof_row", NULL, TRUE,
    epc_report_mcof },
  { "brief", N_("Country brief"), N_("For the regional office each quarter: displacement, readiness, risks, funds, missions, requests, lessons."), "office", NULL, TRUE,
    epc_report_brief },
  { "master-list", N_("Master list of sites"), N_("Every site with place, status, position, people, occupancy and worst gap."), "site", NULL, TRUE,
    epc_report_master_list },
  { "roster", N_("Roster of experts"), N_("Who is there, with profile, station, availability and notice."), "expert", NULL, TRUE,
    epc_report_roster },
  { "waybill", N_("Waybill"), N_("What was sent, by the number of the waybill: to sign at both ends."), "stock_movement", "waybill_no", FALSE,
    epc_report_waybill },
  { "stock-count", N_("Stock count"), N_("A blind count of one warehouse, in two passes."), "warehouse", NULL, FALSE,
    epc_report_stock_count },
  { "distribution-list", N_("Distribution list"), N_("A line for each planned household, to sign, without names."), "distribution", NULL, FALSE,
    epc_report_distribution_list },
  { "attendance", N_("Attendance"), N_("Participants of a training session, to sign."), "training_session", NULL, FALSE,
    epc_report_attendance },
  { "certificates", N_("Certificates"), N_("One page for each participant who was present and passed."), "training_session", NULL, FALSE,
    epc_report_certificates },
  { "form", N_("Blank form"), N_("To fill by hand, of any kind of record: report form site."), NULL, NULL, TRUE,
    epc_report_blank_form },
};

const EpcReport *
epc_reports (guint *n_reports)
{
  *n_reports = G_N_ELEMENTS (reports);
  return reports;
}

const EpcReport *
epc_report_find (const char *name, GError **error)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    {
      if (g_str_equal (reports[i].name, name))
        {
          g_string_free (names, TRUE);
          return &reports[i];
        }
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", reports[i].name);
    }
  g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("There is no report “%s”. There are: %s."), name, names->str);
  g_string_free (names, TRUE);
  return NULL;
}

typedef struct
{
  const EpcReport *report;
  const EpcReportOptions *options;
  GBytes *bytes;
  const char *file_name;
  EpcRecord *record;
} Issue;

static gboolean
write_issue (EpcTransaction *transaction, gpointer data, GError **error)
{
  Issue *issue = data;

  if (!epc_transaction_insert (transaction, issue->record, error))
    return FALSE;
  g_autofree char *hash = epc_transaction_attach (transaction, epc_record_entity (issue->record), epc_record_uid (issue->record),
                                                  issue->file_name, issue->bytes, error);
  return hash != NULL;
}

/* The number of the next issue of this report here. */
static gint64
next_number (EpcStore *store, const EpcReport *report, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("issued_report"));

  if (!epc_query_where (query, store, "report", EPC_OP_EQUAL, report->name, error))
    return -1;
  gint64 count = epc_query_count (query, store, NULL, error);
  return count < 0 ? -1 : count + 1;
}

static gboolean
keep_issue (EpcStore *store, const EpcReport *report, const EpcReportOptions *options, const char *path, char **issued_code,
            GError **error)
{
  static const char *const papers[] = { [EPC_PAPER_A4] = "A4", [EPC_PAPER_LETTER] = "Letter", [EPC_PAPER_A3] = "A3" };
  g_autofree char *contents = NULL, *name = g_path_get_basename (path), *now = NULL, *hash = NULL;
  gsize length;
  gint64 number = next_number (store, report, error);

  if (number < 0 || !g_file_get_contents (path, &contents, &length, error))
    return FALSE;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&contents), length);
  g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find ("issued_report"));
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  now = epc_moment_from_unix (epc_clock_now (), epc_store_zone (store));
  epc_record_set_text (record, "report", report->name);
  epc_record_set_integer (record, "number", number);
  epc_record_set_integer (record, "report_version", 1);
  epc_record_set_text (record, "file_name", name);
  if (!epc_record_parse (record, "language", epc_language_name (epc_language_get (options->language)), error)
      || !epc_record_parse (record, "paper", papers[options->paper], error))
    return FALSE;
  epc_record_set_text (record, "sha256", hash);
  epc_record_set_text (record, "author", epc_store_author (store));
  epc_record_set_text (record, "issued_at", now);
  Issue issue = { report, options, bytes, name, record };
  if (!epc_store_write (store, _("Issue a report"), write_issue, &issue, error))
    return FALSE;
  if (issued_code != NULL)
    {
      char uid[EPC_UID_TEXT_SIZE];
      const char *code = epc_record_code (record);
      *issued_code = g_strdup (code != NULL ? code : epc_uid_to_text (epc_record_uid (record), uid));
    }
  return TRUE;
}

gboolean
epc_report_write (EpcStore *store, const EpcReport *report, const EpcReportOptions *options, const char *path, gboolean issue,
                  char **issued_code, GError **error)
{
  g_autoptr (EpcDocument) document = report->make (store, options, error);

  if (document == NULL || !epc_document_write_pdf (document, path, error))
    return FALSE;
  return !issue || keep_issue (store, report, options, path, issued_code, error);
}

gboolean
epc_report_write_text (EpcStore *store, const EpcReport *report, const EpcReportOptions *options, const char *path, GError **error)
{
  g_autofree char *text = NULL;

  if (report->text == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("%s has no text for a message. Write it as PDF: --to FILE.pdf."), _(report->label));
      return FALSE;
    }
  text = report->text (store, options, error);
  return text != NULL && epc_target_replace (path, (const guint8 *) text, strlen (text), error);
}
