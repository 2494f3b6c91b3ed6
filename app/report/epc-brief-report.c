/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The country brief for the regional office, each quarter: what is under way, how ready the office is, what it has and what it asks for.
 */
#include "epc-report-private.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/epc-readiness.h"
#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "model/epc-code-list.h"

#define ROWS_SHOWN 12

typedef struct
{
  EpcReportMaking base;
  EpcRoundSeries *series; /* NULL: no round */
  GPtrArray *sites;       /* (element-type EpcSite), open ones */
  EpcSitesTotal total;
  EpcReadiness *readiness;
  EpcPictureChoice choice;
} Brief;

static void
brief_clear (Brief *self)
{
  epc_round_series_free (self->series);
  g_clear_pointer (&self->sites, g_ptr_array_unref);
  epc_sites_total_clear (&self->total);
  g_clear_pointer (&self->readiness, epc_readiness_free);
  epc_report_clear (&self->base);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Brief, brief_clear)

static const char *
t (const Brief *self, const char *text)
{
  return epc_report_text (&self->base, text);
}

static gboolean
gather (Brief *self, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  EpcStore *store = self->base.store;

  self->choice.language = self->base.name;
  self->series = epc_round_series_covered (store, &self->choice, NULL, &wrong);
  if (wrong != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&wrong));
      return FALSE;
    }
  self->sites = epc_sites_open (store, NULL, self->choice.until, TRUE, NULL, error);
  self->readiness = self->sites != NULL ? epc_readiness (store, error) : NULL;
  if (self->readiness == NULL)
    return FALSE;
  epc_sites_total (self->sites, &self->total);
  return TRUE;
}

/* "Third quarter 2026" by the office's day. */
static const char *
quarter (Brief *self)
{
  char today[EPC_DATE_SIZE];

  epc_date_today_in (epc_store_zone (self->base.store), today);
  int month = atoi (today + 5);
  return epc_report_format (&self->base, t (self, N_("Quarter %d of %.4s")), (month + 2) / 3, today);
}

static void
add_head (Brief *self)
{
  EpcReportMaking *base = &self->base;
  const char *country = epc_code_label ("country", epc_store_country (base->store), base->name);
  g_autofree char *office = epc_report_office (base);
  char today[EPC_DATE_SIZE];
  EpcReportStrip strip = { .n = 0 };

  epc_date_today_in (epc_store_zone (base->store), today);
  const EpcMastheadFact facts[] = { { t (self, N_("Period")), quarter (self) }, { t (self, N_("As of")), epc_report_date (base, today, TRUE) } };
  epc_document_add_masthead (base->document, t (self, N_("Country brief for the regional office")), country, epc_report_format (base, "%s", office), facts, G_N_ELEMENTS (facts));
  if (self->series != NULL)
    {
      const EpcRound *round = self->series->change->round;
      double rise = epc_area_change_percent (&self->series->change->total);
      EpcKeyFigure *people = epc_report_strip_add (&strip, epc_report_number (base, round->people), epc_language_plural (base->language, N_("displaced person"), N_("displaced people"), round->people),
                                                   epc_report_format (base, t (self, N_("DTM round %d · %s")), (int) round->number, epc_report_date (base, round->date, TRUE)),
                                                   epc_report_is_stale (round->date));
      people->change = epc_report_change (base, rise);
      people->direction = isnan (rise) ? 0 : (rise > 0) - (rise < 0);
    }
  epc_report_strip_add (&strip, epc_report_number (base, self->total.sites), epc_language_plural (base->language, N_("open site"), N_("open sites"), self->total.sites),
                        self->total.newest != NULL ? epc_report_date (base, self->total.newest, TRUE) : t (self, N_("not counted yet")), epc_report_is_stale (self->total.newest));
  epc_report_strip_add (&strip, epc_report_percent (base, self->readiness->score, 0),
                        t (self, N_("minimum preparedness")), epc_report_format (base, epc_language_plural (base->language, N_("%u of %u action"), N_("%u of %u actions"), self->readiness->counted), self->readiness->done, self->readiness->counted), FALSE);
  epc_report_strip_add (&strip, epc_report_number (base, self->readiness->risks_without_plan), epc_language_plural (base->language, N_("medium or high risk without a plan"), N_("medium or high risks without a plan"), self->readiness->risks_without_plan),
                        epc_report_format (base, epc_language_plural (base->language, N_("of %u risk"), N_("of %u risks"), self->readiness->risks), self->readiness->risks), FALSE);
  epc_report_strip_add (&strip, epc_report_number (base, self->readiness->experts_available), epc_language_plural (base->language, N_("expert available"), N_("experts available"), self->readiness->experts_available),
                        epc_report_format (base, t (self, N_("of %u in the roster")), self->readiness->experts), FALSE);
  epc_document_add_key_figures (base->document, strip.figures, strip.n);
}

/* The newest records of @entity as a table below its heading; a sentence where there is none. */
static gboolean
add_list (Brief *self, const char *heading, const char *entity, const char *const *keys, const char *sort, const char *none, GError **error)
{
  EpcReportMaking *base = &self->base;
  g_autoptr (GPtrArray) all = epc_report_records (base, entity, NULL, NULL, sort, error), shown = g_ptr_array_new ();

  if (all == NULL)
    return FALSE;
  epc_document_add_heading (base->document, 1, NULL, t (self, heading), NULL);
  if (all->len == 0)
    {
      epc_document_add_paragraph (base->document, EPC_TYPE_BODY, t (self, none));
      return TRUE;
    }
  for (guint i = 0; i < MIN (all->len, ROWS_SHOWN); i++)
    g_ptr_array_add (shown, all->pdata[i]);
  EpcTable *table = epc_report_table (base, NULL, entity, keys, shown);
  if (all->len > ROWS_SHOWN)
    epc_table_set_note (table, epc_report_format (base, t (self, N_("%u of %u are shown.")), ROWS_SHOWN, all->len));
  epc_document_add_table (base->document, table);
  return TRUE;
}

static gboolean
add_lists (Brief *self, GError **error)
{
  static const char *const crises[] = { "name", "type", "phase", "status", "t0", NULL };
  static const char *const requests[] = { "title", "status", "amount_requested", "amount_approved", "submitted_at", NULL };
  static const char *const projects[] = { "title", "area", "donor", "status", "budget", "end_date", NULL };
  static const char *const support[] = { "subject", "type", "priority", "status", "requested_on", "needed_by", NULL };
  static const char *const lessons[] = { "lesson_date", "title", "recommendation", NULL };

  return add_list (self, N_("Emergency funding (MEFM)"), "funding_request", requests, "-t0", N_("No request to the fund is recorded."), error)
         && epc_report_add_picture (&self->base, "mefm-clock", &self->choice, NULL, NULL, error)
         && epc_report_add_picture (&self->base, "deployments", &self->choice, NULL, NULL, error)
         && add_list (self, N_("Crises"), "crisis", crises, "-t0", N_("No crisis is recorded."), error)
         && add_list (self, N_("Transition and recovery projects"), "project", projects, "title", N_("No project is recorded."), error)
         && add_list (self, N_("Asked of the regional office"), "support_request", support, "-requested_on", N_("Nothing is asked for at the moment."), error)
         && add_list (self, N_("Lessons"), "lesson", lessons, "-lesson_date", N_("No lesson is recorded."), error);
}

EpcDocument *
epc_report_brief (EpcStore *store, const EpcReportOptions *options, GError **error)
{
  g_auto (Brief) self = { .choice = options->choice };
  EpcReportMaking *base = &self.base;

  epc_report_begin (base, store, options);
  if (!gather (&self, error))
    return NULL;
  epc_report_set_facts (base, t (&self, N_("Country brief")), NULL, t (&self, N_("Source: the office's registers, and IOM DTM where a round is named.")), EPC_CLASS_RESTRICTED);
  epc_report_set_watermark (base, NULL);
  add_head (&self);
  epc_document_begin_columns (base->document, 1, 1);
  epc_document_add_heading (base->document, 1, NULL, t (&self, N_("Displacement")), NULL);
  if (self.series != NULL)
    {
      epc_report_add_chart (base, epc_chart_of_rounds (self.series, base->name, TRUE), 200, 150);
      epc_document_let_figure_fill (base->document);
    }
  else
    epc_document_add_paragraph (base->document, EPC_TYPE_BODY, t (&self, N_("No round of displacement tracking is recorded.")));
  epc_document_next_column (base->document);
  epc_document_add_heading (base->document, 1, NULL, t (&self, N_("Readiness")), NULL);
  if (!epc_report_add_picture (base, "readiness", &self.choice, NULL, NULL, error))
    return NULL;
  epc_document_end_columns (base->document);
  epc_document_add_heading (base->document, 1, NULL, t (&self, N_("Risks")), NULL);
  if (self.readiness->risks == 0)
    epc_document_add_paragraph (base->document, EPC_TYPE_BODY, t (&self, N_("No risk is recorded.")));
  if (!epc_report_add_picture (base, "risks", &self.choice, NULL, NULL, error) || !add_lists (&self, error))
    return NULL;
  if (self.series != NULL)
    epc_report_add_method (base, self.series->change->round);
  return epc_report_finish (base, error);
}
