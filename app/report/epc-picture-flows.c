/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Charts of flow monitoring: who passed on each day, and who they are.
 */
#include "epc-picture-flows.h"

#include <string.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"

static const char *
t (const char *language, const char *text)
{
  return epc_picture_text (language, text);
}

/* @first: the oldest day that is shown. */
static char *
source_of (const EpcFlows *flows, const char *first, const char *language)
{
  const EpcLanguage *spoken = epc_language_get (language);
  g_autofree char *series = epc_flow_series_title (flows->series, language);
  g_autofree char *from = epc_language_date (spoken, first, TRUE), *to = epc_language_date (spoken, flows->to, TRUE);

  return g_strdup_printf (t (language, N_("Source: %s, %s to %s. A partial view: it shows trends, it is no total.")), series, from, to);
}

/* --- over time --- */

static gint64
day_of (const char *iso)
{
  int year, month, day;

  return epc_date_split (iso, &year, &month, &day) ? epc_date_days (year, month, day) : 0;
}

/* The day after @day at which the next count is due. */
static gint64
next_day (const char *period, gint64 day)
{
  int year, month, of_month;
  int months = g_strcmp0 (period, "month") == 0     ? 1
               : g_strcmp0 (period, "quarter") == 0 ? 3
               : g_strcmp0 (period, "year") == 0    ? 12
                                                    : 0;

  if (months == 0)
    return day + (g_strcmp0 (period, "week") == 0 ? 7 : 1);
  epc_date_from_days (day, &year, &month, &of_month);
  int at = year * 12 + month - 1 + months;
  return epc_date_days (at / 12, at % 12 + 1, 1);
}

static void
set_period (EpcChart *chart, const int *columns, const EpcFlowPeriod *period, guint category)
{
  const gint64 parts[] = { period->count.in, period->count.out, period->count.other };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (columns[i] >= 0 && parts[i] >= 0)
      epc_chart_set_value (chart, (guint) columns[i], category, (double) parts[i], EPC_POINT_PLAIN);
}

/* A month is named, a day has its date. */
static guint
add_category (EpcChart *chart, const char *period, const char *iso, const EpcLanguage *language)
{
  g_autofree char *month = g_strcmp0 (period, "month") == 0 ? epc_language_month (language, iso) : NULL;

  return epc_chart_add_category (chart, month, month == NULL ? iso : NULL);
}

/* Days on which nobody counted stand between the others as a gap. */
static void
add_categories (EpcChart *chart, const EpcFlows *flows, const int *columns, const EpcLanguage *language)
{
  const char *kind = flows->series->period;
  gint64 due = G_MAXINT64;

  for (guint i = 0; i < flows->periods->len; i++)
    {
      const EpcFlowPeriod *period = g_ptr_array_index (flows->periods, i);
      gint64 day = day_of (period->date);
      for (; due < day; due = next_day (kind, due))
        {
          char iso[EPC_DATE_SIZE];
          int year, month, of_month;
          epc_date_from_days (due, &year, &month, &of_month);
          g_snprintf (iso, sizeof iso, "%04d-%02d-%02d", year, month, of_month);
          add_category (chart, kind, iso, language);
        }
      set_period (chart, columns, period, add_category (chart, kind, period->date, language));
      due = next_day (kind, day);
    }
}

EpcChart *
epc_chart_of_passages (const EpcFlows *flows, const char *language)
{
  static const char *const names[] = { N_("Entering"), N_("Leaving"), N_("Transit and other") };
  const EpcLanguage *spoken = epc_language_get (language);
  EpcChart *chart = epc_chart_new (EPC_CHART_STACKED_BAR, spoken);
  const char *first = flows->periods->len > 0 ? ((const EpcFlowPeriod *) g_ptr_array_index (flows->periods, 0))->date : flows->from;
  g_autofree char *source = source_of (flows, first, language);
  gboolean is_seen[3] = { FALSE, FALSE, FALSE };
  int columns[3] = { -1, -1, -1 };

  for (guint i = 0; i < flows->periods->len; i++)
    {
      const EpcFlowCount *count = &((const EpcFlowPeriod *) g_ptr_array_index (flows->periods, i))->count;
      is_seen[0] |= count->in >= 0;
      is_seen[1] |= count->out >= 0;
      is_seen[2] |= count->other >= 0;
    }
  epc_chart_set_title (chart, t (language, N_("People seen passing")), t (language, N_("people counted, by date of the count")), source);
  epc_chart_set_value_unit (chart, t (language, N_("people")));
  epc_chart_set_category_heading (chart, t (language, N_("Date")));
  epc_chart_set_columns (chart, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (is_seen[i])
      columns[i] = (int) epc_chart_add_series (chart, i == 2 && !is_seen[0] && !is_seen[1] ? t (language, N_("People")) : t (language, names[i]), 0);
  add_categories (chart, flows, columns, spoken);
  return chart;
}

/* --- who they are --- */

/* "VEN → USA", "Venezuela": where the name in full would be cut. */
static char *
name_of (const EpcFlowShare *share, EpcFlowShareKind kind, gboolean are_short)
{
  char *name = g_strdup (share->label), *more = strstr (name, " (");

  if (!are_short || share->value == NULL)
    return name;
  if (kind == EPC_FLOW_JOURNEY)
    {
      g_auto (GStrv) ends = g_strsplit (share->value, ";", 2);
      g_free (name);
      return g_strdup_printf ("%s › %s", *ends[0] != '\0' ? ends[0] : "?", ends[1] != NULL && *ends[1] != '\0' ? ends[1] : "?");
    }
  if (more != NULL && kind == EPC_FLOW_NATIONALITY)
    *more = '\0';
  return name;
}

EpcChart *
epc_chart_of_flow_shares (const EpcFlows *flows, EpcFlowShareKind kind, guint most, gboolean are_short, const char *language)
{
  static const struct { const char *title, *heading; } words[EPC_N_FLOW_SHARES]
      = { { N_("Nationality"), N_("Nationality") },
          { N_("Women and men, children and adults"), N_("Sex and age") },
          { N_("From where to where"), N_("Journey") },
          { N_("How they travel"), N_("Transport") } };
  EpcChart *chart = epc_chart_new (EPC_CHART_BAR, epc_language_get (language));
  g_autofree char *source = source_of (flows, flows->from, language);
  gint64 others = 0;
  guint n_others = 0;

  epc_chart_set_title (chart, t (language, words[kind].title), t (language, N_("people")), source);
  epc_chart_set_value_unit (chart, t (language, N_("people")));
  epc_chart_set_category_heading (chart, t (language, words[kind].heading));
  epc_chart_set_columns (chart, FALSE);
  epc_chart_add_series (chart, t (language, N_("people")), 0);
  for (guint i = 0; i < flows->shares[kind]->len; i++)
    {
      const EpcFlowShare *share = g_ptr_array_index (flows->shares[kind], i);
      if (i >= most && share->value != NULL)
        {
          others += share->people;
          n_others++;
          continue;
        }
      if (share->value == NULL && n_others > 0)
        break;
      g_autofree char *name = name_of (share, kind, are_short);
      epc_chart_set_value (chart, 0, epc_chart_add_category (chart, name, NULL), (double) share->people, EPC_POINT_VALUE);
    }
  if (n_others > 0)
    {
      g_autofree char *name = g_strdup_printf (epc_language_plural (epc_language_get (language), N_("%u other"), N_("%u others"), n_others), n_others);
      epc_chart_set_value (chart, 0, epc_chart_add_category (chart, name, NULL), (double) others, EPC_POINT_VALUE);
    }
  const EpcFlowShare *last = flows->shares[kind]->len > 0 ? g_ptr_array_index (flows->shares[kind], flows->shares[kind]->len - 1) : NULL;
  if (n_others > 0 && last->value == NULL)
    epc_chart_set_value (chart, 0, epc_chart_add_category (chart, last->label, NULL), (double) last->people, EPC_POINT_VALUE);
  return chart;
}

/* --- by name --- */

EpcFlows *
epc_flows_newest (EpcStore *store, const EpcUid *point, const char *language, GError **error)
{
  g_autoptr (GPtrArray) series = epc_flow_series (store, NULL, error);

  for (guint i = 0; series != NULL && i < series->len; i++)
    {
      const EpcFlowSeries *one = g_ptr_array_index (series, i);
      if (point == NULL || one->at_points)
        return epc_flows (store, one, point, language, NULL, error);
    }
  if (series != NULL)
    g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, "%s", _("No flow count is recorded yet. Import some, or add one."));
  return NULL;
}

EpcChart *
epc_chart_of_newest_passages (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  g_autoptr (EpcFlows) flows = epc_flows_newest (store, NULL, choice->language, error);

  return flows != NULL ? epc_chart_of_passages (flows, choice->language) : NULL;
}

EpcChart *
epc_chart_of_newest_nationalities (EpcStore *store, const EpcPictureChoice *choice, GError **error)
{
  g_autoptr (EpcFlows) flows = epc_flows_newest (store, NULL, choice->language, error);

  return flows != NULL ? epc_chart_of_flow_shares (flows, EPC_FLOW_NATIONALITY, 10, FALSE, choice->language) : NULL;
}
