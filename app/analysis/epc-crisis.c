/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-crisis-private.h"

#include <math.h>
#include <string.h>

#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-roster-private.h"
#include "epc-stock.h"
#include "model/epc-code-list.h"

#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define STALE_DAYS 2 /* figures of a response are asked again after 48 h */

static void
task_free (gpointer data)
{
  EpcCrisisTask *task = data;

  g_free (task->title);
  g_free (task->responsible);
  g_free (task->status);
  g_free (task->due);
  g_free (task->due_at);
  g_free (task);
}

static void
figure_free (gpointer data)
{
  EpcCrisisFigure *figure = data;

  g_free (figure->kind);
  g_free (figure->kind_label);
  g_free (figure->source);
  g_free (figure->date);
  g_free (figure->reason);
  g_free (figure);
}

static void
measure_free (gpointer data)
{
  EpcCrisisMeasure *measure = data;

  g_free (measure->measure);
  g_free (measure->label);
  g_free (measure->place);
  g_free (measure->place_name);
  g_ptr_array_unref (measure->figures);
  g_free (measure);
}

static void
level_free (gpointer data)
{
  EpcCrisisLevel *level = data;

  g_free (level->date);
  g_free (level->level);
  g_free (level->level_label);
  g_free (level->place_name);
  g_free (level->reason);
  g_free (level->source);
  g_free (level->decided_by);
  g_free (level);
}

static void
area_free (gpointer data)
{
  EpcCrisisArea *area = data;

  g_free (area->place);
  g_free (area->place_name);
  g_free (area->phase);
  g_free (area->phase_label);
  g_free (area->since);
  g_free (area->reason);
  g_free (area->level_label);
  g_free (area);
}

static void
double_free (gpointer data)
{
  EpcCrisisDouble *twice = data;

  g_free (twice->what);
  g_free (twice->why);
  g_free (twice);
}

void
epc_crisis_free (EpcCrisis *crisis)
{
  if (crisis == NULL)
    return;
  g_free (crisis->code);
  g_free (crisis->name);
  g_free (crisis->glide);
  g_free (crisis->status);
  g_free (crisis->phase);
  g_free (crisis->phase_label);
  g_free (crisis->type_label);
  g_free (crisis->t0);
  g_free (crisis->plan_title);
  g_ptr_array_unref (crisis->tasks);
  g_ptr_array_unref (crisis->measures);
  g_ptr_array_unref (crisis->levels);
  g_ptr_array_unref (crisis->areas);
  g_ptr_array_unref (crisis->doubles);
  g_free (crisis);
}

typedef struct
{
  EpcStore *store;
  EpcCrisis *crisis;
  EpcRecord *record;
  char uid[EPC_UID_TEXT_SIZE];
  char today[EPC_DATE_SIZE];
} Reading;

static GPtrArray *
records_of (Reading *self, const char *entity, const char *sort, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (entity));

  if (!epc_query_where (query, self->store, "crisis", EPC_OP_EQUAL, self->uid, error) || (sort != NULL && !epc_query_sort (query, sort, error)))
    return NULL;
  return epc_query_records (query, self->store, error);
}

static char *
label_of (EpcRecord *record, const char *key)
{
  return epc_record_is_empty (record, key) ? NULL : epc_record_to_display (record, key, NULL);
}

static gint64
days_since (const Reading *self, const char *date)
{
  int y, m, d, y2, m2, d2;

  if (!epc_date_split (date, &y, &m, &d) || !epc_date_split (self->today, &y2, &m2, &d2))
    return 0;
  return epc_date_days (y2, m2, d2) - epc_date_days (y, m, d);
}

/* --- tasks --- */

static EpcCrisisTask *
task_from (Reading *self, EpcRecord *record, gint64 t0)
{
  EpcCrisisTask *task = g_new0 (EpcCrisisTask, 1);
  const EpcUid *step = epc_record_reference (record, "plan_step");
  gint64 due_at;

  task->uid = *epc_record_uid (record);
  task->title = epc_record_to_text (record, "title");
  task->responsible = epc_record_to_text (record, "responsible");
  task->status = label_of (record, "status");
  task->due = epc_record_to_text (record, "due");
  task->is_done = epc_record_is (record, "status", "done");
  task->is_cancelled = epc_record_is (record, "status", "cancelled");
  task->is_of_calendar = step != NULL;
  task->hours = -1;
  if (!epc_record_is_empty (record, "due_at") && epc_moment_to_unix (epc_record_text (record, "due_at"), &due_at))
    {
      g_autoptr (GDateTime) local = epc_moment_in_zone (epc_record_text (record, "due_at"), epc_store_zone (self->store));
      g_autofree char *day = local != NULL ? g_date_time_format (local, "%Y-%m-%d") : NULL;
      /* Who moved the day moved the task: the hour of the calendar no longer holds. */
      if (task->due == NULL || g_strcmp0 (day, task->due) == 0)
        {
          task->due_at = epc_record_to_text (record, "due_at");
          if (task->due == NULL)
            task->due = g_steal_pointer (&day);
          if (t0 != G_MININT64)
            task->hours = (due_at - t0) / HOUR;
          task->is_overdue = due_at < epc_clock_now ();
        }
    }
  if (task->due_at == NULL)
    task->is_overdue = task->due != NULL && g_strcmp0 (task->due, self->today) < 0;
  task->is_overdue = task->is_overdue && !task->is_done && !task->is_cancelled;
  return task;
}

/* In the order of their days; of one day those with an hour by it, the others after them. */
static int
by_due (gconstpointer a, gconstpointer b)
{
  const EpcCrisisTask *left = *(EpcCrisisTask *const *) a, *right = *(EpcCrisisTask *const *) b;

  if ((left->due == NULL) != (right->due == NULL))
    return left->due == NULL ? 1 : -1;
  int order = g_strcmp0 (left->due, right->due);
  if (order == 0 && (left->due_at == NULL) != (right->due_at == NULL))
    return left->due_at == NULL ? 1 : -1;
  if (order == 0)
    order = g_strcmp0 (left->due_at, right->due_at);
  return order != 0 ? order : g_strcmp0 (left->title, right->title);
}

/* Steps without a task. One that was thrown away waits no more, unless all were: then the start of the clock was undone. */
static guint
count_waiting (Reading *self, GPtrArray *steps)
{
  guint missing = 0, live = 0;

  for (guint i = 0; i < steps->len; i++)
    {
      EpcUid uid = epc_crisis_task_uid (epc_record_uid (self->record), epc_record_uid (g_ptr_array_index (steps, i)));
      g_autoptr (EpcRecord) task = epc_store_get (self->store, epc_entity_find ("task"), &uid, NULL);
      missing += task == NULL;
      live += task != NULL && !epc_record_meta (task)->is_deleted;
    }
  return live > 0 ? missing : steps->len;
}

static gboolean
read_tasks (Reading *self, GError **error)
{
  EpcCrisis *crisis = self->crisis;
  g_autoptr (GPtrArray) records = records_of (self, "task", NULL, error);
  const EpcUid *plan = epc_record_reference (self->record, "contingency_plan");
  gint64 t0 = G_MININT64;

  if (records == NULL)
    return FALSE;
  if (crisis->t0 != NULL && epc_moment_to_unix (crisis->t0, &t0))
    crisis->hours = (double) (epc_clock_now () - t0) / HOUR;
  for (guint i = 0; i < records->len; i++)
    {
      EpcCrisisTask *task = task_from (self, g_ptr_array_index (records, i), t0);
      g_ptr_array_add (crisis->tasks, task);
      crisis->n_done += task->is_done;
      crisis->n_overdue += task->is_overdue;
      crisis->n_open += !task->is_done && !task->is_cancelled;
    }
  g_ptr_array_sort (crisis->tasks, by_due);
  EpcUid found;
  if (plan == NULL && epc_crisis_find_plan (self->store, self->record, &found))
    plan = &found;
  if (plan != NULL)
    crisis->plan_title = epc_store_title (self->store, epc_entity_find ("contingency_plan"), plan);
  g_autoptr (GPtrArray) steps = epc_crisis_steps (self->store, plan, &crisis->has_plan_calendar, error);
  if (steps != NULL && !epc_record_is (self->record, "status", "closed"))
    crisis->n_waiting = count_waiting (self, steps);
  return steps != NULL;
}

/* --- figures by source --- */

static int
rank_of (const EpcCrisisFigure *figure)
{
  return g_strcmp0 (figure->kind, "government") == 0 ? 0 : g_strcmp0 (figure->kind, "iom") == 0 ? 1 : 2;
}

static int
by_source (gconstpointer a, gconstpointer b)
{
  const EpcCrisisFigure *left = *(EpcCrisisFigure *const *) a, *right = *(EpcCrisisFigure *const *) b;
  int order = rank_of (left) - rank_of (right);

  if (order == 0)
    order = -g_strcmp0 (left->date, right->date);
  return order != 0 ? order : g_strcmp0 (left->source, right->source);
}

static gint64
count_of (EpcRecord *record, const char *key)
{
  return epc_record_is_empty (record, key) ? -1 : epc_record_integer (record, key);
}

static EpcCrisisFigure *
figure_from (Reading *self, EpcRecord *record)
{
  EpcCrisisFigure *figure = g_new0 (EpcCrisisFigure, 1);

  figure->uid = *epc_record_uid (record);
  figure->kind = epc_record_to_text (record, "source_type");
  figure->kind_label = label_of (record, "source_type");
  figure->source = epc_record_to_text (record, "source");
  figure->date = epc_record_to_text (record, "date");
  figure->value = count_of (record, "value");
  figure->low = count_of (record, "value_low");
  figure->high = count_of (record, "value_high");
  figure->is_estimate = epc_record_is (record, "is_estimate", "yes");
  figure->is_planning = epc_record_is (record, "is_planning", "yes");
  figure->reason = figure->is_planning ? epc_record_to_text (record, "planning_reason") : NULL;
  figure->is_stale = figure->date != NULL && g_strcmp0 (self->crisis->status, "active") == 0 && days_since (self, figure->date) > STALE_DAYS;
  return figure;
}

static EpcCrisisMeasure *
measure_of (Reading *self, EpcRecord *record)
{
  const char *place = epc_record_text (record, "place");
  g_autofree char *other = epc_record_is (record, "measure", "other") ? epc_record_to_text (record, "measure_other") : NULL;
  g_autofree char *label = other != NULL ? g_steal_pointer (&other) : label_of (record, "measure");

  for (guint i = 0; i < self->crisis->measures->len; i++)
    {
      EpcCrisisMeasure *known = g_ptr_array_index (self->crisis->measures, i);
      if (g_strcmp0 (known->place, place) == 0 && g_strcmp0 (known->label, label) == 0)
        return known;
    }
  EpcCrisisMeasure *measure = g_new0 (EpcCrisisMeasure, 1);
  measure->measure = epc_record_to_text (record, "measure");
  measure->label = g_steal_pointer (&label);
  measure->place = g_strdup (place);
  measure->place_name = place != NULL ? epc_store_place_name (self->store, place) : NULL;
  measure->figures = g_ptr_array_new_with_free_func (figure_free);
  g_ptr_array_add (self->crisis->measures, measure);
  return measure;
}

static gboolean
has_source (const EpcCrisisMeasure *measure, const EpcCrisisFigure *figure)
{
  for (guint i = 0; i < measure->figures->len; i++)
    {
      const EpcCrisisFigure *known = g_ptr_array_index (measure->figures, i);
      if (g_strcmp0 (known->kind, figure->kind) == 0 && g_strcmp0 (known->source, figure->source) == 0)
        return TRUE;
    }
  return FALSE;
}

static guint
place_in_list (const EpcCrisisMeasure *measure)
{
  const EpcCodeList *list = epc_code_list_find ("figure_measure");

  for (guint i = 0; i < list->n_codes; i++)
    if (g_strcmp0 (list->codes[i].key, measure->measure) == 0)
      return i;
  return list->n_codes;
}

/* The crisis as a whole before its areas; what is counted in the order of the code list. */
static int
by_measure (gconstpointer a, gconstpointer b)
{
  const EpcCrisisMeasure *left = *(EpcCrisisMeasure *const *) a, *right = *(EpcCrisisMeasure *const *) b;

  if ((left->place == NULL) != (right->place == NULL))
    return left->place == NULL ? -1 : 1;
  guint l = place_in_list (left), r = place_in_list (right);
  return l != r ? (l < r ? -1 : 1) : g_strcmp0 (left->place_name, right->place_name);
}

static gboolean
read_figures (Reading *self, GError **error)
{
  g_autoptr (GPtrArray) records = records_of (self, "figure", "-date", error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (records, i);
      EpcCrisisMeasure *measure = measure_of (self, record);
      EpcCrisisFigure *figure = figure_from (self, record);

      /* Of a source the newest, and the one we plan with, whatever its age. */
      if (has_source (measure, figure) && !figure->is_planning)
        figure_free (figure);
      else
        {
          g_ptr_array_add (measure->figures, figure);
          if (figure->is_planning && measure->planning == NULL)
            measure->planning = figure;
        }
    }
  for (guint i = 0; i < self->crisis->measures->len; i++)
    g_ptr_array_sort (((EpcCrisisMeasure *) g_ptr_array_index (self->crisis->measures, i))->figures, by_source);
  g_ptr_array_sort (self->crisis->measures, by_measure);
  return records != NULL;
}

/* --- severity and phases --- */

static gboolean
read_levels (Reading *self, GError **error)
{
  g_autoptr (GPtrArray) records = records_of (self, "severity", "-date", error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (records, i);
      EpcCrisisLevel *level = g_new0 (EpcCrisisLevel, 1);
      const char *place = epc_record_text (record, "place");

      level->uid = *epc_record_uid (record);
      level->date = epc_record_to_text (record, "date");
      level->level = epc_record_to_text (record, "level");
      level->level_label = label_of (record, "level");
      level->place_name = place != NULL ? epc_store_place_name (self->store, place) : NULL;
      level->reason = epc_record_to_text (record, "reason");
      level->source = epc_record_to_text (record, "source");
      level->decided_by = epc_record_to_text (record, "decided_by");
      g_ptr_array_add (self->crisis->levels, level);
    }
  return records != NULL;
}

static EpcCrisisArea *
area_of (Reading *self, const char *place)
{
  for (guint i = 0; i < self->crisis->areas->len; i++)
    {
      EpcCrisisArea *known = g_ptr_array_index (self->crisis->areas, i);
      if (g_str_equal (known->place, place))
        return known;
    }
  EpcCrisisArea *area = g_new0 (EpcCrisisArea, 1);
  area->place = g_strdup (place);
  area->place_name = epc_store_place_name (self->store, place);
  g_ptr_array_add (self->crisis->areas, area);
  return area;
}

static void
take_phase (EpcCrisisArea *area, EpcRecord *record)
{
  if (area->phase != NULL)
    return;
  area->phase = epc_record_to_text (record, "phase");
  area->phase_label = label_of (record, "phase");
  area->since = epc_record_to_text (record, "date");
  area->reason = epc_record_to_text (record, "reason");
}

/* The areas that the crisis names, and those that have a phase or a severity of their own; of each the newest. */
static gboolean
read_areas (Reading *self, GError **error)
{
  const char *areas = epc_record_text (self->record, "areas");
  g_auto (GStrv) codes = g_strsplit (areas != NULL ? areas : "", ";", -1);
  g_autoptr (GPtrArray) phases = records_of (self, "area_phase", "-date", error);
  g_autoptr (GPtrArray) levels = phases != NULL ? records_of (self, "severity", "-date", error) : NULL;

  if (levels == NULL)
    return FALSE;
  for (guint i = 0; codes[i] != NULL; i++)
    if (*g_strstrip (codes[i]) != '\0')
      area_of (self, codes[i]);
  for (guint i = 0; i < phases->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (phases, i);
      if (!epc_record_is_empty (record, "place"))
        take_phase (area_of (self, epc_record_text (record, "place")), record);
    }
  for (guint i = 0; i < levels->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (levels, i);
      const char *place = epc_record_text (record, "place");
      EpcCrisisArea *area = place != NULL ? area_of (self, place) : NULL;
      if (area != NULL && area->level_label == NULL)
        area->level_label = label_of (record, "level");
    }
  return TRUE;
}

/* --- promised twice --- */

typedef struct
{
  gint64 from, to;
} Days;

static Days
days_of (EpcRecord *deployment)
{
  gint64 planned = epc_roster_day (deployment, "extended_to", epc_roster_day (deployment, "planned_end", EPC_ROSTER_EVER));
  return (Days) { epc_roster_day (deployment, "actual_start", epc_roster_day (deployment, "planned_start", EPC_ROSTER_ALWAYS)),
                  epc_roster_day (deployment, "actual_end", planned) };
}

static void
add_double (Reading *self, const char *entity, const EpcUid *uid, char *what, char *why)
{
  EpcCrisisDouble *twice = g_new0 (EpcCrisisDouble, 1);

  twice->entity = entity;
  twice->uid = *uid;
  twice->what = what;
  twice->why = why;
  g_ptr_array_add (self->crisis->doubles, twice);
}

/* A mission of @mine and one of another crisis of the same person share days. */
static void
compare_missions (Reading *self, EpcRecord *mine, EpcRecord *other)
{
  const EpcEntity *entity = epc_entity_find ("crisis");
  Days a = days_of (mine), b = days_of (other);
  gint64 from = MAX (a.from, b.from), to = MIN (a.to, b.to);

  if (from > to)
    return;
  g_autofree char *crisis = epc_store_title (self->store, entity, epc_record_reference (other, "crisis"));
  g_autofree char *first = from > EPC_ROSTER_ALWAYS ? epc_roster_day_text (from) : g_strdup ("—");
  g_autofree char *last = to < EPC_ROSTER_EVER ? epc_roster_day_text (to) : g_strdup ("—");
  add_double (self, "deployment", epc_record_uid (mine),
              epc_store_title (self->store, epc_entity_find ("expert"), epc_record_reference (mine, "expert")),
              /* Translators: an expert is promised to two crises: name of the other, first and last day of both */
              g_strdup_printf (_("Also counted on by %s, %s – %s."), crisis, first, last));
}

static gboolean
read_double_missions (Reading *self, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("deployment"));

  if (!epc_query_where (query, self->store, "status", EPC_OP_IN, "shortlisted;contacted;release_approved;travelling;deployed;extended", error)
      || !epc_query_where (query, self->store, "crisis", EPC_OP_NOT_EMPTY, NULL, error))
    return FALSE;
  g_autoptr (GPtrArray) all = epc_query_records (query, self->store, error);
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      EpcRecord *mine = g_ptr_array_index (all, i);
      if (!epc_uid_equal (epc_record_reference (mine, "crisis"), epc_record_uid (self->record)))
        continue;
      for (guint j = 0; j < all->len; j++)
        {
          EpcRecord *other = g_ptr_array_index (all, j);
          if (!epc_uid_equal (epc_record_reference (other, "crisis"), epc_record_uid (self->record))
              && epc_uid_equal (epc_record_reference (other, "expert"), epc_record_reference (mine, "expert")))
            compare_missions (self, mine, other);
        }
    }
  return all != NULL;
}

/* The crisis that a reservation is for: its own, else that of its distribution. */
static gboolean
crisis_of_reservation (Reading *self, EpcRecord *reservation, EpcUid *crisis)
{
  const EpcUid *own = epc_record_reference (reservation, "crisis"), *distribution = epc_record_reference (reservation, "distribution");
  g_autoptr (EpcRecord) behind = NULL;

  if (own == NULL && distribution != NULL)
    {
      behind = epc_store_get (self->store, epc_entity_find ("distribution"), distribution, NULL);
      own = behind != NULL ? epc_record_reference (behind, "crisis") : NULL;
    }
  if (own != NULL)
    *crisis = *own;
  return own != NULL;
}

static void
judge_line (Reading *self, const EpcStockLine *line, GPtrArray *held)
{
  const EpcLanguage *language = epc_language_get (NULL);
  double mine = 0, others = 0;
  EpcRecord *of_mine = NULL;

  for (guint i = 0; i < held->len; i++)
    {
      EpcRecord *reservation = g_ptr_array_index (held, i);
      const EpcUid *item = epc_record_reference (reservation, "item"), *warehouse = epc_record_reference (reservation, "warehouse");
      EpcUid crisis;
      if (item == NULL || warehouse == NULL || !epc_uid_equal (item, &line->item) || !epc_uid_equal (warehouse, &line->warehouse)
          || !crisis_of_reservation (self, reservation, &crisis))
        continue;
      double quantity = epc_record_decimal (reservation, "quantity");
      gboolean is_mine = epc_uid_equal (&crisis, epc_record_uid (self->record));
      *(is_mine ? &mine : &others) += isnan (quantity) ? 0 : quantity;
      of_mine = is_mine ? reservation : of_mine;
    }
  double usable = line->on_hand - line->unusable;
  if (of_mine == NULL || others <= 0 || mine + others <= usable + 1e-6)
    return;
  g_autofree char *own = epc_language_decimal (language, mine, 0), *rest = epc_language_decimal (language, others, 0);
  g_autofree char *there = epc_language_decimal (language, usable, 0), *missing = epc_language_decimal (language, mine + others - usable, 0);
  add_double (self, "reservation", epc_record_uid (of_mine), g_strdup_printf ("%s · %s", line->item_name, line->warehouse_name),
              /* Translators: quantities of one item: held for this crisis, for others, usable, missing */
              g_strdup_printf (_("%s held for this crisis + %s for others − %s usable = %s missing."), own, rest, there, missing));
}

static gboolean
read_double_stock (Reading *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("reservation"));

  if (!epc_query_where (query, self->store, "status", EPC_OP_EQUAL, "held", error))
    return FALSE;
  g_autoptr (GPtrArray) held = epc_query_records (query, self->store, error);
  if (held == NULL || held->len == 0)
    return held != NULL;
  g_autoptr (GPtrArray) lines = epc_stock (self->store, cancellable, error);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    judge_line (self, g_ptr_array_index (lines, i), held);
  return lines != NULL;
}

static gboolean
count_decisions (Reading *self, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("log_entry"));
  gint64 n = epc_query_where (query, self->store, "crisis", EPC_OP_EQUAL, self->uid, error) ? epc_query_count (query, self->store, NULL, error)
                                                                                               : -1;

  self->crisis->n_decisions = (guint) MAX (n, 0);
  return n >= 0;
}

EpcCrisis *
epc_crisis (EpcStore *store, const EpcUid *uid, GCancellable *cancellable, GError **error)
{
  g_autoptr (EpcRecord) record = epc_store_get (store, epc_entity_find ("crisis"), uid, error);
  g_autoptr (EpcCrisis) crisis = NULL;
  Reading self = { .store = store, .record = record };

  if (record == NULL)
    return NULL;
  self.crisis = crisis = g_new0 (EpcCrisis, 1);
  epc_uid_to_text (uid, self.uid);
  epc_date_today_in (epc_store_zone (store), self.today);
  crisis->uid = *uid;
  crisis->code = g_strdup (epc_record_code (record));
  crisis->name = epc_record_to_text (record, "name");
  crisis->glide = epc_record_to_text (record, "glide");
  crisis->status = epc_record_to_text (record, "status");
  crisis->phase = epc_record_to_text (record, "phase");
  crisis->phase_label = label_of (record, "phase");
  crisis->type_label = label_of (record, epc_record_is_empty (record, "hazard") ? "type" : "hazard");
  crisis->t0 = epc_record_to_text (record, "t0");
  crisis->is_drill = epc_record_is (record, "is_drill", "yes");
  crisis->hours = NAN;
  crisis->tasks = g_ptr_array_new_with_free_func (task_free);
  crisis->measures = g_ptr_array_new_with_free_func (measure_free);
  crisis->levels = g_ptr_array_new_with_free_func (level_free);
  crisis->areas = g_ptr_array_new_with_free_func (area_free);
  crisis->doubles = g_ptr_array_new_with_free_func (double_free);
  if (!read_tasks (&self, error) || !read_figures (&self, error) || !read_levels (&self, error) || !read_areas (&self, error)
      || !read_double_missions (&self, error) || !read_double_stock (&self, cancellable, error) || !count_decisions (&self, error))
    return NULL;
  return g_steal_pointer (&crisis);
}

gboolean
epc_crisis_narrow (EpcQuery *query, EpcStore *store, const char *field, const EpcUid *crisis, GError **error)
{
  char uid[EPC_UID_TEXT_SIZE];

  if (crisis != NULL)
    return epc_query_where (query, store, field, EPC_OP_EQUAL, epc_uid_to_text (crisis, uid), error);
  g_autoptr (EpcQuery) drills = epc_query_new (epc_entity_find ("crisis"));
  if (!epc_query_where (drills, store, "is_drill", EPC_OP_EQUAL, "yes", error))
    return FALSE;
  g_autoptr (GPtrArray) records = epc_query_records (drills, store, error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    if (!epc_query_where (query, store, field, EPC_OP_NOT_EQUAL, epc_uid_to_text (epc_record_uid (g_ptr_array_index (records, i)), uid), error))
      return FALSE;
  return records != NULL;
}

gboolean
epc_crisis_is_drill (EpcStore *store, const EpcUid *crisis)
{
  g_autoptr (EpcRecord) record = crisis != NULL && !epc_uid_is_nil (crisis) ? epc_store_get (store, epc_entity_find ("crisis"), crisis, NULL) : NULL;

  return record != NULL && g_strcmp0 (epc_record_text (record, "is_drill"), "yes") == 0;
}
