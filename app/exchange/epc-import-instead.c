/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a row leaves out and another of its fields says as well: who leads an activity and names no partner carries it out.
 */
#include "epc-import-private.h"

#include "base/epc-i18n.h"

static void
take (EpcImport *import, EpcTargetState *target, guint field, const char *source)
{
  const EpcField *facts = &target->entity->fields[field];
  g_autofree char *text
      = facts->type == EPC_TYPE_DATE ? g_strdup (epc_record_text (target->record, source)) : epc_record_to_display (target->record, source, NULL);
  EpcValue value = { .kind = EPC_VALUE_TEXT, .text = text };
  EpcFill *fill = epc_target_fill (target, field);
  g_autofree char *message = g_strdup_printf (_("%s is missing; what “%s” says was taken."), _(facts->label),
                                              _(epc_entity_field (target->entity, source)->label));

  epc_target_set (target, field, &value);
  if (fill != NULL)
    fill->has_memo = FALSE;
  epc_import_warn (import, "taken_instead", facts->key, import->row.number, message);
}

void
epc_import_fill_instead (EpcImport *import, EpcTargetState *target)
{
  for (guint n = 0; n < target->n_instead; n++)
    {
      guint i = target->insteads[n];
      const EpcField *field = &target->entity->fields[i];
      /* What was taken for the row before is not this one's. */
      if (epc_target_fill (target, i) == NULL)
        epc_target_set_default (target, i);
      if (!epc_record_is_empty (target->record, field->key))
        continue;
      g_auto (GStrv) sources = g_strsplit (field->instead, "|", -1);
      for (guint s = 0; sources[s] != NULL; s++)
        if (!epc_record_is_empty (target->record, sources[s]))
          {
            take (import, target, i, sources[s]);
            break;
          }
    }
}
