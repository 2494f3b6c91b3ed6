/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What several documents say of rounds: the change by area, the trend, and how the figures came about.
 */
#include "epc-report-private.h"

#include <math.h>

#include "base/epc-i18n.h"

const char *
epc_report_change (EpcReportMaking *making, double percent)
{
  g_autofree char *size = isnan (percent) ? NULL : epc_language_percent (making->language, fabs (percent), 1);

  return size == NULL ? NULL : epc_report_format (making, "%s%s", percent < 0 ? "\342\210\222" : "+", size);
}

static EpcTable *
change_table (EpcReportMaking *making, const EpcRoundChange *change)
{
  const char *before = change->previous != NULL
                           ? epc_report_format (making, epc_report_text (making, N_("Round %d")), (int) change->previous->number)
                           : NULL;
  const char *now = epc_report_format (making, epc_report_text (making, N_("Round %d")), (int) change->round->number);
  EpcTable *table = epc_table_new (before != NULL ? epc_report_format (making, epc_report_text (making, N_("Change since round %d")),
                                                                       (int) change->previous->number)
                                                  : epc_report_text (making, N_("People by area")));

  epc_table_set_compact (table, TRUE);
  epc_table_add_column (table, epc_report_text (making, N_("Area")), EPC_ALIGN_LEFT, 0);
  if (before != NULL)
    epc_table_add_column (table, before, EPC_ALIGN_RIGHT, 0);
  epc_table_add_column (table, now, EPC_ALIGN_RIGHT, 0);
  if (before != NULL)
    {
      epc_table_add_column (table, epc_report_text (making, N_("Change")), EPC_ALIGN_RIGHT, 0);
      epc_table_add_column (table, epc_report_text (making, N_("Places compared")), EPC_ALIGN_RIGHT, 0);
    }
  for (guint i = 0; i <= change->areas->len; i++)
    {
      /* The total stands last. */
      const EpcAreaChange *area = i < change->areas->len ? g_ptr_array_index (change->areas, i) : &change->total;
      const char *both = epc_report_format (making, epc_report_text (making, N_("%u of %u")), area->places_both, area->places_all);
      const char *with[] = { area->name, epc_report_number (making, area->before), epc_report_number (making, area->now),
                             epc_report_change (making, epc_area_change_percent (area)), both };
      const char *without[] = { area->name, with[2] };
      epc_table_add_row (table, before != NULL ? with : without);
    }
  epc_table_set_total (table, TRUE);
  if (before != NULL)
    epc_table_set_note (table, epc_report_text (making, N_("Change in percent over the places assessed in both rounds; “places compared” says how many.")));
  return table;
}

void
epc_report_add_trend (EpcReportMaking *making, const EpcRoundSeries *series)
{
  /* One round alone is no trend. */
  if (series->current == 0)
    {
      epc_document_add_table (making->document, change_table (making, series->change));
      return;
    }
  epc_document_begin_columns (making->document, 1, 1);
  epc_document_add_table (making->document, change_table (making, series->change));
  epc_document_next_column (making->document);
  epc_report_add_chart (making, epc_chart_of_rounds (series, making->name, TRUE), 260, 200);
  epc_document_end_columns (making->document);
}

void
epc_report_add_method (EpcReportMaking *making, const EpcRound *round)
{
  g_autofree char *source = epc_round_source (round, making->name);
  g_autofree char *text = g_strdup_printf (
      epc_report_text (making, N_("Figures are people present at the reporting date, as key informants and counts gave them (%s). Operations, tools, "
                                  "rounds and administrative levels are never added up. Places that were not assessed are not counted as zero. "
                                  "Data: International Organization for Migration (IOM), Displacement Tracking Matrix (DTM).")),
      source);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  epc_document_add_note (making->document, epc_report_text (making, N_("Method and limits")), markup, 0);
}
