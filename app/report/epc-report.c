/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-report.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "draw/epc-type.h"

static const EpcReport reports[] = {
  { "sitrep", N_("Situation report"), N_("Key figures, map, trend, change by area and sites, from live data."), "sitrep", NULL, FALSE,
    epc_report_sitrep },
  { "flash", N_("Flash update"), N_("One page, a message (--to FILE.txt) or a picture (--to FILE.png) of the first hours: figures with source and verification."), "crisis", NULL, FALSE,
    epc_report_flash, epc_report_flash_text, epc_report_flash_picture },
  { "round", N_("Round report"), N_("One round of displacement tracking: change, map, reasons, origins and every place."), "dtm_round", NULL, FALSE,
    epc_report_round },
  { "flows", N_("Flow monitoring report"), N_("Who passed in the newest days: points, directions, nationalities, journeys, with the change."), "flow_point", NULL, FALSE,
    epc_report_flows },
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
  { "tally", N_("Tally sheet"), N_("For a flow monitoring point: strokes by nationality, sex and age, as the counts are entered."), "flow_point", NULL, FALSE,
    epc_report_tally },
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

static gboolean
write_document (EpcStore *store, const EpcReport *report, const EpcReportOptions *options, const char *path, gboolean issue,
                char **issued_code, GError **error)
{
  g_autoptr (EpcDocument) document = report->make (store, options, error);
  g_autoptr (GBytes) bytes = NULL;
  gsize size;

  if (document == NULL)
    return FALSE;
  bytes = issue ? epc_report_issue (store, report, options, document, issued_code, error) : epc_document_pdf (document, error);
  const guint8 *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  return data != NULL && epc_target_replace (path, data, size, error);
}

gboolean
epc_report_write (EpcStore *store, const EpcReport *report, const EpcReportOptions *options, const char *path, gboolean issue,
                  char **issued_code, GError **error)
{
  gboolean is_written;

  epc_type_keep (TRUE);
  is_written = write_document (store, report, options, path, issue, issued_code, error);
  epc_type_keep (FALSE);
  return is_written;
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

void
epc_report_picture_free (EpcReportPicture *picture)
{
  if (picture == NULL)
    return;
  if (picture->destroy != NULL)
    picture->destroy (picture->data);
  g_free (picture->title);
  g_free (picture->author);
  g_free (picture);
}

gboolean
epc_report_write_picture (EpcStore *store, const EpcReport *report, const EpcReportOptions *options, const char *path, GError **error)
{
  g_return_val_if_fail (report->picture != NULL, FALSE);

  g_autoptr (EpcReportPicture) picture = report->picture (store, options, error);
  if (picture == NULL)
    return FALSE;
  const EpcTargetOptions target = { .width = picture->width, .height = picture->height, .unit = EPC_UNIT_PIXELS, .title = picture->title, .author = picture->author };
  return epc_target_write (path, &target, picture->draw, picture->data, error);
}
