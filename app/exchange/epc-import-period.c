/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Counts whose file does not say of what period they are: where every date is the first of a month, they are those of the month (the
 * flows that the migration authorities publish). Taken for those of a day they would make a month of nobody after a day of thousands.
 */
#include "epc-import-private.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"

/* So many dates tell a habit from a chance. */
#define DATES_THAT_TELL 3

static EpcFill *
date_of (const EpcTargetState *target)
{
  for (guint k = 0; k < target->n_keys; k++)
    {
      EpcFill *fill = target->entity->fields[target->keys[k]].type == EPC_TYPE_DATE ? epc_target_fill (target, target->keys[k]) : NULL;
      if (fill != NULL && fill->reader != NULL)
        return fill;
    }
  return NULL;
}

void
epc_import_period_begin (EpcImport *import)
{
  EpcImportPeriod *period = &import->period;

  *period = (EpcImportPeriod) { 0 };
  for (guint t = 0; t < import->n_targets && period->date == NULL; t++)
    {
      EpcTargetState *target = &import->targets[t];
      for (guint i = 0; i < target->entity->n_fields; i++)
        if (g_strcmp0 (target->entity->fields[i].codes, "count_period") == 0 && epc_target_fill (target, i) == NULL
            && target->default_is_initial[i] && (period->date = date_of (target)) != NULL)
          {
            period->target = target;
            period->field = &target->entity->fields[i];
            break;
          }
    }
}

void
epc_import_period_look (EpcImport *import)
{
  EpcImportPeriod *period = &import->period;
  const EpcCell *cell = period->date != NULL ? epc_import_cell (import, period->date->column) : NULL;
  EpcValue date = EPC_VALUE_INIT;

  if (cell == NULL || cell->kind == EPC_CELL_EMPTY)
    return;
  if (!epc_cell_reader_read (period->date->reader, cell, &date, NULL) || date.kind != EPC_VALUE_TEXT
      || !g_str_has_suffix (date.text, "-01"))
    {
      period->date = NULL;
      return;
    }
  if (strcmp (date.text, period->last) != 0)
    {
      period->n_dates++;
      period->is_within_year |= !g_str_has_suffix (date.text, "-01-01");
      g_strlcpy (period->last, date.text, sizeof period->last);
    }
}

void
epc_import_period_settle (EpcImport *import)
{
  EpcImportPeriod *period = &import->period;

  if (period->date == NULL || period->n_dates < DATES_THAT_TELL)
    return;
  const EpcColumn *column = g_ptr_array_index (import->mapping->columns, period->date->column);
  /* Where the headers of columns say the months there is no column of dates to name. */
  const char *header = *column->header != '=' ? column->header : epc_language_text (epc_language_get (NULL), column->field->label);
  g_autofree char *message
      = period->is_within_year
            ? g_strdup_printf (_("Column %s: every date is the first of a month; the counts were taken as those of months. If that is wrong, "
                                 "undo and import with --set period=day."),
                               header)
            : g_strdup_printf (_("Column %s: every date is the first of a year; the counts were taken as those of years. If that is wrong, "
                                 "undo and import with --set period=day."),
                               header);
  epc_import_set_default (import, period->target, period->field, period->is_within_year ? "month" : "year", TRUE, NULL);
  epc_import_warn (import, "period", header, 0, message);
}
