/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Requests to the emergency fund in a file: the states of one that is known follow one another as they do in a form. One that is new here is
 * taken as it stands: it may have gone its way in another office.
 */
#include "epc-import-private.h"

#include "store/epc-funding.h"

/* What is stored, with the cells of the row; NULL: it is new here. */
static EpcRecord *
with_values (EpcImport *import, const EpcLateRow *late)
{
  const EpcEntity *entity = import->targets[0].entity;
  g_autoptr (EpcRecord) stored = epc_import_stored (import, late);

  for (guint i = 0; stored != NULL && i < entity->n_fields; i++)
    {
      EpcValue copy = EPC_VALUE_INIT;
      if (!epc_field_is_stored (&entity->fields[i]) || late->values[i].kind == EPC_VALUE_EMPTY
          || (late->is_initial != NULL && late->is_initial[i]))
        continue;
      epc_value_copy (&copy, &late->values[i]);
      epc_record_take_value (stored, i, &copy);
    }
  return g_steal_pointer (&stored);
}

static gboolean
concerns (const EpcEntity *entity)
{
  return g_str_equal (entity->key, "funding_request");
}

static void
judge_row (EpcImport *import, const EpcLateRow *late, gpointer data)
{
  g_autoptr (EpcRecord) record = with_values (import, late);
  g_autofree char *wrong = record != NULL ? epc_funding_objection (import->store, record) : NULL;

  if (wrong != NULL)
    epc_import_refuse_late (import, late->row, "funding_state", wrong);
}

const EpcLateJudge epc_import_funding_judge = { concerns, NULL, judge_row, NULL, NULL };
