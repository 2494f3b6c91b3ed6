/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Faults of a record of the file. The rules are those of epc_validate(); what can be seen at a glance is looked at first, so that
 * a million sound rows do not pay for sentences about faults they do not have.
 */
#include "epc-import-private.h"

#include <string.h>

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

static void
report_error (EpcImport *import, EpcTargetState *target, const EpcFinding *finding)
{
  const EpcFill *fill = fill_of (target, finding->field);
  const char *header = NULL;
  g_autofree char *text = NULL;

  if (fill != NULL && fill->column < import->mapping->columns->len)
    {
      const EpcColumn *column = g_ptr_array_index (import->mapping->columns, fill->column);
      header = *column->header != '\0' ? column->header : column->hxl;
      if (fill->column < import->row.n_cells && import->row.cells[fill->column].kind != EPC_CELL_EMPTY)
        text = g_strdup (import->row.cells[fill->column].text);
    }
  else if (finding->field != NULL)
    header = finding->field;
  epc_import_reject (import, import->row.number, header, text, finding->message, NULL);
}

void
epc_import_check (EpcImport *import, EpcTargetState *target)
{
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
      if (finding->level == EPC_FINDING_WARNING)
        {
          if (!has_errors)
            epc_import_warn (import, finding->rule, finding->field, import->row.number, finding->message);
        }
      else if (!has_errors || !g_str_equal (finding->rule, "required"))
        report_error (import, target, finding);
    }
  g_clear_pointer (&import->findings, epc_findings_free);
  import->findings = epc_findings_new ();
}
