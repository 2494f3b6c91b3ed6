/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Flow monitoring on paper: the report of the newest days, and the sheet on which a point keeps its tally.
 */
#include "epc-report-private.h"

#include <math.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "draw/epc-page-form.h"
#include "draw/epc-page-signs.h"
#include "epc-picture-flows.h"
#include "model/epc-code-list.h"

#define SHARES_SHOWN 10
#define TALLY_ROW 30.0  /* points: room for strokes in fives */
#define TALLY_ROWS 12   /* with the total and both signatures one page of Letter */
#define TALLY_NAMED 8   /* nationalities that the point saw most; the others are written by hand */

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EpcReportMaking, epc_report_clear)

static const char *
t (const EpcReportMaking *self, const char *text)
{
  return epc_report_text (self, text);
}

static const char *
keep (EpcReportMaking *self, char *text)
{
  g_autofree char *owned = text;

  return epc_report_format (self, "%s", owned);
}

/* The point that the report is about; NULL without @error: all. */
static gboolean
find_point (EpcReportMaking *self, const EpcReportOptions *options, EpcRecord **point, GError **error)
{
  *point = NULL;
  if (options->reference == NULL)
    return TRUE;
  *point = epc_store_find (self->store, epc_entity_find ("flow_point"), options->reference, error);
  return *point != NULL;
}

/* --- report --- */

static void
add_head (EpcReportMaking *self, const EpcFlows *flows, const char *title)
{
  const char *days = epc_report_dates (self, flows->from, flows->to, TRUE);
  EpcReportStrip strip = { .n = 0 };
  gboolean stale = epc_report_is_stale (flows->to);
  g_autofree char *series = epc_flow_series_title (flows->series, self->name);
  const char *coverage = flows->series->at_points ? epc_report_format (self, t (self, N_("%u of %u")), flows->points_now, flows->points) : "";
  const EpcMastheadFact facts[] = { { t (self, N_("Days counted")), days }, { t (self, N_("Points that counted")), coverage } };

  epc_document_add_masthead (self->document, t (self, N_("Displacement Tracking Matrix · Flow monitoring")), title,
                             epc_report_format (self, "%s", series), facts, flows->series->at_points ? 2 : 1);
  EpcKeyFigure *people = epc_report_strip_add (&strip, epc_report_number (self, flows->now.people), epc_language_plural (self->language, N_("person seen passing"), N_("people seen passing"), flows->now.people), days, stale);
  people->change = epc_report_change (self, flows->change_percent);
  people->direction = isnan (flows->change_percent) ? 0 : (flows->change_percent > 0) - (flows->change_percent < 0);
  if (flows->now.in >= 0)
    epc_report_strip_add (&strip, epc_report_number (self, flows->now.in), t (self, N_("entering")), days, stale);
  if (flows->now.out >= 0)
    epc_report_strip_add (&strip, epc_report_number (self, flows->now.out), t (self, N_("leaving")), days, stale);
  if (flows->now.other >= 0 && (flows->now.in >= 0 || flows->now.out >= 0))
    epc_report_strip_add (&strip, epc_report_number (self, flows->now.other), t (self, N_("in transit and other")), days, stale);
  epc_document_add_key_figures (self->document, strip.figures, strip.n);
}

static void
add_change (EpcReportMaking *self, const EpcFlows *flows)
{
  const char *now = isnan (flows->rate_now) ? NULL : epc_report_decimal (self, flows->rate_now, 1);
  const char *before = isnan (flows->rate_before) ? NULL : epc_report_decimal (self, flows->rate_before, 1);
  const char *text;

  if (now == NULL || before == NULL)
    text = t (self, N_("There is nothing to compare with: nothing was counted in the time before."));
  else if (flows->series->at_points && flows->points_both == 1)
    text = epc_report_format (self, t (self, N_("%s people for each count, against %s in the days before, at the one point that counted in both.")), now, before);
  else if (flows->series->at_points)
    text = epc_report_format (self, t (self, N_("%s people for each count of a point, against %s in the days before, over the %u points that counted in both.")),
                              now, before, flows->points_both);
  else
    text = epc_report_format (self, t (self, N_("%s people, against %s in the period before.")), now, before);
  epc_document_add_paragraph (self->document, EPC_TYPE_LEAD, epc_report_escaped (self, text));
  if (flows->not_added > 0)
    epc_document_add_paragraph (self->document, EPC_TYPE_SMALL,
                                epc_report_escaped (self, epc_report_format (self, epc_language_plural (self->language, N_("%s person stands in another breakdown of the same count and is not added."),
                                                                                                  N_("%s people stand in another breakdown of the same count and are not added."), flows->not_added),
                                                                             epc_report_number (self, flows->not_added))));
}

static void
add_points (EpcReportMaking *self, const EpcFlows *flows)
{
  if (flows->at->len == 0)
    return;
  EpcTable *table = epc_table_new (NULL);
  epc_table_set_compact (table, TRUE);
  epc_table_add_column (table, t (self, N_("Point")), EPC_ALIGN_LEFT, 5);
  epc_table_add_column (table, t (self, N_("People")), EPC_ALIGN_RIGHT, 2);
  epc_table_add_column (table, t (self, N_("Entering")), EPC_ALIGN_RIGHT, 2);
  epc_table_add_column (table, t (self, N_("Leaving")), EPC_ALIGN_RIGHT, 2);
  epc_table_add_column (table, t (self, N_("Other")), EPC_ALIGN_RIGHT, 2);
  epc_table_add_column (table, t (self, N_("Before")), EPC_ALIGN_RIGHT, 2);
  epc_table_add_column (table, t (self, N_("Counts")), EPC_ALIGN_RIGHT, 2);
  epc_table_add_column (table, t (self, N_("Last")), EPC_ALIGN_LEFT, 3);
  for (guint i = 0; i < flows->at->len; i++)
    {
      const EpcFlowPoint *point = g_ptr_array_index (flows->at, i);
      epc_table_add_cells (table, point->name, epc_report_number (self, point->now.people), epc_report_number (self, point->now.in),
                           epc_report_number (self, point->now.out), epc_report_number (self, point->now.other),
                           epc_report_number (self, point->before.people), epc_report_number (self, point->periods_now),
                           point->last != NULL ? epc_report_date (self, point->last, TRUE) : t (self, N_("never")));
    }
  epc_table_set_note (table, t (self, N_("A dash: nothing was counted, which is not nobody.")));
  epc_document_add_heading (self->document, 1, NULL, t (self, N_("Point by point")), NULL);
  epc_document_add_table (self->document, table);
}

static void
add_share (EpcReportMaking *self, const EpcFlows *flows, EpcFlowShareKind kind)
{
  EpcChart *chart = epc_chart_of_flow_shares (flows, kind, SHARES_SHOWN, FALSE, self->name);
  double n = epc_chart_n_categories (chart);

  epc_chart_set_title (chart, keep (self, g_strdup (epc_chart_title (chart))), t (self, N_("people")), NULL);
  epc_report_add_chart (self, chart, 40 + 15 * n, 40 + 12.5 * n);
}

/* Two beside each other, the journeys with most of the width for their long names; what nobody was asked is not there. */
static void
add_shares (EpcReportMaking *self, const EpcFlows *flows)
{
  static const struct
  {
    EpcFlowShareKind left, right;
    double left_width; /* beside 2 */
  } pairs[] = { { EPC_FLOW_NATIONALITY, EPC_FLOW_PEOPLE, 2 }, { EPC_FLOW_JOURNEY, EPC_FLOW_TRANSPORT, 7 } };
  gboolean is_begun = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      gboolean has_left = flows->shares[pairs[i].left]->len > 0, has_right = flows->shares[pairs[i].right]->len > 0;

      if (!is_begun && (has_left || has_right))
        epc_document_add_heading (self->document, 1, NULL, t (self, N_("Who they are")), NULL);
      is_begun = is_begun || has_left || has_right;
      if (has_left && has_right)
        epc_document_begin_columns (self->document, pairs[i].left_width, 2);
      if (has_left)
        add_share (self, flows, pairs[i].left);
      if (has_left && has_right)
        epc_document_next_column (self->document);
      if (has_right)
        add_share (self, flows, pairs[i].right);
      if (has_left && has_right)
        epc_document_end_columns (self->document);
    }
}

EpcDocument *
epc_report_flows (EpcStore *store, const EpcReportOptions *options, GError **error)
{
  g_auto (EpcReportMaking) self = { .store = NULL };
  g_autoptr (EpcRecord) point = NULL;

  epc_report_begin (&self, store, options);
  if (!find_point (&self, options, &point, error))
    return NULL;
  g_autoptr (EpcFlows) flows = epc_flows_newest (store, point != NULL ? epc_record_uid (point) : NULL, self.name, error);
  if (flows == NULL)
    return NULL;
  const char *country = flows->series->country != NULL ? flows->series->country : epc_store_country (store);
  const char *title = point != NULL ? epc_report_shown (&self, point, "name") : epc_code_label ("country", country, self.name);
  g_autofree char *series = epc_flow_series_title (flows->series, self.name);
  epc_report_set_facts (&self, epc_report_format (&self, t (&self, N_("Flow monitoring, %s")), title), NULL,
                        epc_report_format (&self, t (&self, N_("Source: %s.")), series), EPC_CLASS_RESTRICTED);
  epc_report_set_watermark (&self, point != NULL ? epc_record_reference (point, "crisis") : NULL);
  add_head (&self, flows, title);
  add_change (&self, flows);
  epc_report_add_chart (&self, epc_chart_of_passages (flows, self.name), 190, 150);
  add_points (&self, flows);
  add_shares (&self, flows);
  epc_document_add_heading (self.document, 1, NULL, t (&self, N_("How to read these figures")), NULL);
  epc_document_add_paragraph (self.document, EPC_TYPE_BODY, epc_report_escaped (&self, epc_flow_caveat (self.name)));
  return epc_report_finish (&self, error);
}

/* --- tally --- */

static void
add_tally (EpcReportMaking *self, const EpcFlows *flows)
{
  EpcTable *table = epc_table_new (NULL);
  guint rows = 0;

  epc_table_add_column (table, t (self, N_("Nationality")), EPC_ALIGN_LEFT, 4);
  epc_table_add_column (table, t (self, N_("Women, 18 and over")), EPC_ALIGN_LEFT, 4);
  epc_table_add_column (table, t (self, N_("Men, 18 and over")), EPC_ALIGN_LEFT, 4);
  epc_table_add_column (table, t (self, N_("Girls, under 18")), EPC_ALIGN_LEFT, 4);
  epc_table_add_column (table, t (self, N_("Boys, under 18")), EPC_ALIGN_LEFT, 4);
  epc_table_add_column (table, t (self, N_("Total")), EPC_ALIGN_RIGHT, 2);
  epc_table_set_form (table, TALLY_ROW);
  for (guint i = 0; flows != NULL && i < flows->shares[EPC_FLOW_NATIONALITY]->len && rows < TALLY_NAMED; i++)
    {
      const EpcFlowShare *share = g_ptr_array_index (flows->shares[EPC_FLOW_NATIONALITY], i);
      if (share->value != NULL)
        {
          epc_table_add_cells (table, share->label, "", "", "", "", "");
          rows++;
        }
    }
  for (; rows < TALLY_ROWS; rows++)
    epc_table_add_cells (table, "", "", "", "", "", "");
  epc_table_add_cells (table, t (self, N_("Total")), "", "", "", "", "");
  epc_table_set_note (table, t (self, N_("One stroke a person, the fifth across. An empty cell was not counted; write 0 where nobody passed.")));
  epc_document_add_table (self->document, table);
}

EpcDocument *
epc_report_tally (EpcStore *store, const EpcReportOptions *options, GError **error)
{
  static const char *const boxes[][2] = { { N_("Counted by"), N_("enumerator") }, { N_("Entered by"), N_("into the workspace") } };
  g_auto (EpcReportMaking) self = { .store = NULL };
  g_autoptr (GError) none = NULL;

  epc_report_begin (&self, store, options);
  g_autoptr (EpcRecord) point = epc_report_record (&self, "flow_point", options->reference, "code", &none);
  if (none != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&none));
      return NULL;
    }
  if (point == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, "%s", _("There is no flow monitoring point yet."));
      return NULL;
    }
  g_autoptr (EpcFlows) flows = epc_flows_newest (store, epc_record_uid (point), self.name, NULL);
  if (flows == NULL || flows->shares[EPC_FLOW_NATIONALITY]->len == 0)
    {
      epc_flows_free (flows);
      flows = epc_flows_newest (store, NULL, self.name, NULL); /* a new point begins with what the others see */
    }
  const char *name = epc_report_shown (&self, point, "name"), *place = epc_report_shown (&self, point, "place");
  const char *words[3] = { t (&self, N_("Name")), t (&self, N_("Signature")), t (&self, N_("Date and hour")) };
  EpcSignature signatures[G_N_ELEMENTS (boxes)];
  epc_report_set_facts (&self, epc_report_format (&self, t (&self, N_("Tally sheet, %s")), name), epc_record_code (point),
                        t (&self, N_("Source: register of flow monitoring points.")), EPC_CLASS_RESTRICTED);
  epc_report_set_watermark (&self, epc_record_reference (point, "crisis"));
  epc_document_add_paragraph (self.document, EPC_TYPE_OVERLINE, epc_report_escaped (&self, keep (&self, g_utf8_strup (t (&self, N_("Tally sheet")), -1))));
  epc_document_add_paragraph (self.document, EPC_TYPE_TITLE, epc_report_escaped (&self, name));
  if (place != NULL)
    epc_document_add_paragraph (self.document, EPC_TYPE_LEAD, epc_report_escaped (&self, place));
  const EpcQuestion questions[] = {
    { .label = t (&self, N_("Date")), .kind = EPC_ANSWER_DATE, .is_required = TRUE },
    { .label = t (&self, N_("Observed from, until")), .kind = EPC_ANSWER_LINE },
  };
  const char *directions[] = { epc_code_label ("flow_direction", "inflow", self.name), epc_code_label ("flow_direction", "outflow", self.name),
                               epc_code_label ("flow_direction", "transit", self.name), epc_code_label ("flow_direction", "internal", self.name), NULL };
  const EpcQuestion direction = { .label = t (&self, N_("Direction: one sheet for each")), .kind = EPC_ANSWER_ONE, .choices = directions, .is_required = TRUE };
  epc_document_add_questions (self.document, questions, G_N_ELEMENTS (questions));
  epc_document_add_questions (self.document, &direction, 1);
  add_tally (&self, flows);
  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    signatures[i] = (EpcSignature){ t (&self, boxes[i][0]), t (&self, boxes[i][1]), NULL, NULL };
  epc_document_add_signatures (self.document, signatures, G_N_ELEMENTS (boxes), words);
  return epc_report_finish (&self, error);
}
