/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Faults of a record of the file. The rules are those of epc_validate(); what can be seen at a glance is looked at first, so that
 * a million sound rows do not pay for sentences about faults they do not have.
 */
#include "epc-import-private.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"

static gboolean
may_be_personal (const char *text)
{
  guint digits = 0;

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '@')
      return TRUE;
    else if (g_ascii_isdigit (*p))
      digits++;
  return digits >= 7;
}

/* Something the general rules might find; never FALSE where they would. */
static gboolean
is_doubtful (const EpcImport *import, const EpcTargetState *target)
{
  const EpcValue *values = epc_target_values (target);

  for (guint i = 0; i < target->n_required; i++)
    if (values[target->required[i]].kind == EPC_VALUE_EMPTY)
      return TRUE;
  for (guint l = 0; l < target->n_looks; l++)
    {
      guint i = target->looks[l];
      const EpcField *field = &target->entity->fields[i];
      if (values[i].kind == EPC_VALUE_EMPTY)
        continue;
      /* The parts of a total stand behind it. */
      if (field->flags & EPC_FIELD_TOTAL)
        for (guint j = i + 1; j <= target->last_parts[i]; j++)
          if ((target->entity->fields[j].flags & EPC_FIELD_PART) && values[j].kind == EPC_VALUE_INTEGER
              && values[i].kind == EPC_VALUE_INTEGER && values[j].integer > values[i].integer)
            return TRUE;
      /* A value that did not change was looked at in its first row. */
      if (target->is_suspect[i] == 0 || (!target->changed[i] && !target->needs_check))
        continue;
      if (target->is_suspect[i] == 1 ? may_be_personal (values[i].text) : strncmp (values[i].text, import->date_limit, 10) > 0)
        return TRUE;
    }
  return FALSE;
}

static const EpcFill *
fill_of (const EpcTargetState *target, const char *key)
{
  for (guint i = 0; key != NULL && i < target->n_fills; i++)
    if (g_str_equal (target->fills[i].facts->key, key))
      return &target->fills[i];
  return NULL;
}

/* The cell that gave the value of @finding's field; NULL: no single one. */
static const char *
cell_of (const EpcImport *import, const EpcTargetState *target, const EpcFinding *finding, guint *column)
{
  const EpcFill *fill = fill_of (target, finding->field);

  *column = fill != NULL ? fill->column : G_MAXUINT;
  if (*column >= import->row.n_cells || import->row.cells[*column].kind == EPC_CELL_EMPTY
      || g_str_equal (finding->rule, "personal"))
    return NULL;
  return import->row.cells[*column].text;
}

/* A total of 0 beside parts that are more was never filled in: nothing is not none. */
static void
clear_empty_totals (EpcImport *import, EpcTargetState *target)
{
  for (guint l = 0; l < target->n_looks; l++)
    {
      guint i = target->looks[l];
      const EpcField *field = &target->entity->fields[i];
      const EpcValue *values = epc_target_values (target);
      gint64 sum = 0;
      if (!(field->flags & EPC_FIELD_TOTAL) || (field->flags & EPC_FIELD_REQUIRED) || values[i].kind != EPC_VALUE_INTEGER
          || values[i].integer != 0)
        continue;
      for (guint j = i + 1; j <= target->last_parts[i]; j++)
        if ((target->entity->fields[j].flags & (EPC_FIELD_PART | EPC_FIELD_SUBPART)) == EPC_FIELD_PART && values[j].kind == EPC_VALUE_INTEGER)
          sum += values[j].integer;
      if (sum == 0)
        continue;
      EpcValue nothing = EPC_VALUE_INIT;
      guint column = G_MAXUINT;
      for (guint f = 0; f < target->n_fills; f++)
        if (target->fills[f].field == i)
          {
            target->fills[f].has_memo = FALSE;
            column = target->fills[f].column;
          }
      epc_target_set (target, i, &nothing);
      g_autofree char *text = epc_language_integer (epc_language_get (NULL), sum);
      g_autofree char *reason = g_strdup_printf (_ ("The total is 0, and its parts add up to %s: the total was taken as not filled in."), text);
      epc_import_correct (import, target, field, "zero_total", column, "0", "", reason);
    }
}

void
epc_import_check (EpcImport *import, EpcTargetState *target)
{
  epc_import_judge_position (import, target);
  clear_empty_totals (import, target);
  if (is_doubtful (import, target))
    epc_validate (target->record, import->findings);
  else if (target->entity->validate != NULL)
    target->entity->validate (target->record, import->findings);
  guint n = epc_findings_count (import->findings);
  if (n == 0)
    return;
  /* One fault may be seen twice when a cell could not be read: an empty required field says less than the cell. */
  gboolean has_errors = import->row_errors > 0;
  for (guint i = 0; i < n; i++)
    {
      const EpcFinding *finding = epc_findings_get (import->findings, i);
      guint column;
      const char *value = cell_of (import, target, finding, &column);
      if (finding->level == EPC_FINDING_WARNING)
        {
          if (!has_errors)
            epc_import_warn_cell (import, finding->rule, finding->field, column, value, finding->message, NULL);
        }
      else if (!has_errors || !g_str_equal (finding->rule, "required"))
        epc_import_reject (import, finding->rule, import->row.number, column, value, finding->message, NULL);
    }
  g_clear_pointer (&import->findings, epc_findings_free);
  import->findings = epc_findings_new ();
}
