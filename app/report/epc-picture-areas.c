/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Areas over the rounds of one operation and tool: as parts of the whole, as small lines, as a table, and against the round before.
 */
#include "epc-picture.h"

#include <math.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"

#define PARTS_SHOWN 3   /* in an area chart; the rest together is the fourth part */
#define ROUNDS_SHOWN 8  /* columns of the table: the newest */

/* One area: people in each round; −1: not assessed. */
typedef struct
{
  char *place, *name;
  gint64 *people;
  gint64 last; /* of the newest round in which it was assessed */
} Area;

static void
area_free (gpointer data)
{
  Area *area = data;

  g_free (area->place);
  g_free (area->name);
  g_free (area->people);
  g_free (area);
}

static Area *
area_of (GPtrArray *areas, const EpcAreaChange *found, guint n_rounds)
{
  for (guint i = 0; i < areas->len; i++)
    if (g_strcmp0 (((Area *) areas->pdata[i])->place, found->place) == 0)
      return areas->pdata[i];
  Area *area = g_new0 (Area, 1);
  area->place = g_strdup (found->place);
  area->name = g_strdup (found->name);
  area->people = g_new (gint64, n_rounds);
  area->last = -1;
  for (guint i = 0; i < n_rounds; i++)
    area->people[i] = -1;
  g_ptr_array_add (areas, area);
  return area;
}

static int
by_last (gconstpointer a, gconstpointer b)
{
  const Area *one = *(Area *const *) a, *other = *(Area *const *) b;

  return one->last != other->last ? (one->last < other->last ? 1 : -1) : strcmp (one->name, other->name);
}

/* Every area that any round up to the current one has, the largest first. (element-type Area) */
static GPtrArray *
areas_of (EpcStore *store, const EpcRoundSeries *series, GError **error)
{
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func (area_free);
  g_autoptr (GPtrArray) all = epc_rounds_areas (store, series->rounds, series->current + 1, NULL, error);

  if (all == NULL)
    return NULL;
  for (guint r = 0; r < all->len; r++)
    {
      GPtrArray *own = g_ptr_array_index (all, r);
      for (guint i = 0; i < own->len; i++)
        {
          const EpcAreaChange *found = g_ptr_array_index (own, i);
          if (found->now < 0)
            continue;
          Area *area = area_of (areas, found, series->rounds->len);
          area->people[r] = found->now;
          area->last = found->now;
        }
    }
  g_ptr_array_sort (areas, by_last);
  return g_steal_pointer (&areas);
}

/* A chart of the rounds with title, unit and source; rounds become its categories when @rounds_are_categories. */
static EpcChart *
begin (EpcChartKind kind, const EpcRoundSeries *series, const char *language, const char *title, gboolean rounds_are_categories)
{
  const EpcRound *current = g_ptr_array_index (series->rounds, series->current);
  EpcChart *chart = epc_chart_new (kind, epc_language_get (language));
  g_autofree char *round = epc_round_source (current, language);
  g_autofree char *source = g_strdup_printf (
      epc_picture_text (language, N_("Source: %s. Present at the date of each round; rounds are not added up.")), round);

  epc_chart_set_title (chart, epc_picture_text (language, title), epc_picture_text (language, N_("people present, by date of the round")), source);
  epc_chart_set_value_unit (chart, epc_picture_text (language, N_("people")));
  epc_chart_set_category_heading (chart, epc_picture_text (language, rounds_are_categories ? N_("Round") : N_("Area")));
  for (guint r = 0; rounds_are_categories && r <= series->current; r++)
    {
      const EpcRound *round_of = g_ptr_array_index (series->rounds, r);
      g_autofree char *name = g_strdup_printf (epc_picture_text (language, N_("R%d")), (int) round_of->number);
      epc_chart_add_category (chart, name, round_of->date);
    }
  return chart;
}

static void
set_people (EpcChart *chart, guint series, guint category, gint64 people, EpcPointFlags flags)
{
  epc_chart_set_value (chart, series, category, people >= 0 ? (double) people : NAN, flags);
}

/* What the areas from @from on have together; −1 when none of them was assessed. */
static gint64
rest_of (const GPtrArray *areas, guint from, guint round)
{
  gint64 sum = -1;

  for (guint i = from; i < areas->len; i++)
    {
      gint64 people = ((Area *) areas->pdata[i])->people[round];
      if (people >= 0)
        sum = MAX (sum, 0) + people;
    }
  return sum;
}

EpcChart *
epc_chart_of_area_parts (EpcStore *store, const EpcRoundSeries *series, const char *language, GError **error)
{
  g_autoptr (GPtrArray) areas = areas_of (store, series, error);

  if (areas == NULL)
    return NULL;
  EpcChart *chart = begin (EPC_CHART_AREA, series, language, N_("The largest areas in the whole"), TRUE);
  guint parts = MIN (areas->len, (guint) PARTS_SHOWN);
  for (guint i = 0; i < parts; i++)
    {
      const Area *area = g_ptr_array_index (areas, i);
      guint part = epc_chart_add_series (chart, area->name, 0);
      for (guint r = 0; r <= series->current; r++)
        set_people (chart, part, r, area->people[r], EPC_POINT_PLAIN);
    }
  if (areas->len > parts)
    {
      guint part = epc_chart_add_series (chart, epc_picture_text (language, N_("Other areas")), 0);
      for (guint r = 0; r <= series->current; r++)
        set_people (chart, part, r, rest_of (areas, parts, r), EPC_POINT_PLAIN);
    }
  return chart;
}

EpcChart *
epc_chart_of_area_trends (EpcStore *store, const EpcRoundSeries *series, const char *language, GError **error)
{
  g_autoptr (GPtrArray) areas = areas_of (store, series, error);

  if (areas == NULL)
    return NULL;
  EpcChart *chart = begin (EPC_CHART_SPARK, series, language, N_("Trend by area"), TRUE);
  g_autofree char *round = epc_round_source (g_ptr_array_index (series->rounds, series->current), language);
  g_autofree char *source = g_strdup_printf (epc_picture_text (language, N_("Source: %s. A piece over a round without a figure is dashed.")), round);
  epc_chart_set_title (chart, epc_picture_text (language, N_("Trend by area")),
                       epc_picture_text (language, N_("people; each line on a scale of its own; last value, and change since the first")), source);
  for (guint i = 0; i < areas->len; i++)
    {
      const Area *area = g_ptr_array_index (areas, i);
      guint line = epc_chart_add_series (chart, area->name, 0);
      for (guint r = 0; r <= series->current; r++)
        set_people (chart, line, r, area->people[r], EPC_POINT_PLAIN);
    }
  return chart;
}

EpcChart *
epc_chart_of_area_rounds (EpcStore *store, const EpcRoundSeries *series, const char *language, GError **error)
{
  g_autoptr (GPtrArray) areas = areas_of (store, series, error);
  guint first = series->current + 1 > ROUNDS_SHOWN ? series->current + 1 - ROUNDS_SHOWN : 0;

  if (areas == NULL)
    return NULL;
  EpcChart *chart = begin (EPC_CHART_HEAT, series, language, N_("Area by round"), FALSE);
  for (guint r = first; r <= series->current; r++)
    {
      const EpcRound *round = g_ptr_array_index (series->rounds, r);
      g_autofree char *month = round->date != NULL ? epc_language_month (epc_language_get (language), round->date) : g_strdup ("");
      g_autofree char *name = g_strdup_printf (epc_picture_text (language, N_("R%d %s")), (int) round->number, month);
      epc_chart_add_series (chart, name, 0);
    }
  for (guint i = 0; i < areas->len; i++)
    {
      const Area *area = g_ptr_array_index (areas, i);
      guint row = epc_chart_add_category (chart, area->name, NULL);
      for (guint r = first; r <= series->current; r++)
        set_people (chart, r - first, row, area->people[r], EPC_POINT_PLAIN);
    }
  return chart;
}

EpcChart *
epc_chart_of_area_change (const EpcRoundSeries *series, const char *language, GError **error)
{
  const EpcRoundChange *change = series->change;

  if (change->previous == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("Round %d is the first of its operation: there is nothing to compare it with."),
                   (int) change->round->number);
      return NULL;
    }
  EpcChart *chart = begin (EPC_CHART_GROUPED_BAR, series, language, N_("Areas against the round before"), FALSE);
  const EpcRound *rounds[] = { change->previous, change->round };
  for (guint r = 0; r < 2; r++)
    {
      g_autofree char *date = epc_language_date (epc_language_get (language), rounds[r]->date, TRUE);
      g_autofree char *name = g_strdup_printf (epc_picture_text (language, N_("Round %d, %s")), (int) rounds[r]->number, date != NULL ? date : "–");
      epc_chart_add_series (chart, name, 0);
    }
  for (guint i = 0; i < change->areas->len; i++)
    {
      const EpcAreaChange *area = g_ptr_array_index (change->areas, i);
      guint row = epc_chart_add_category (chart, area->name, NULL);
      set_people (chart, 0, row, area->before, EPC_POINT_PLAIN);
      set_people (chart, 1, row, area->now, EPC_POINT_PLAIN);
    }
  return chart;
}
