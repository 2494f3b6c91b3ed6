/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-initial.h"

#include "base/epc-date.h"

static void
fill_field (EpcStore *store, EpcRecord *record, const EpcField *field, const EpcUid *crisis)
{
  EpcUid office;

  if (g_str_equal (field->initial, "today") && field->type == EPC_TYPE_DATE)
    {
      char today[EPC_DATE_SIZE];
      epc_date_today_in (epc_store_zone (store), today);
      epc_record_parse (record, field->key, today, NULL);
    }
  else if (g_str_equal (field->initial, "now") || g_str_equal (field->initial, "today"))
    {
      g_autofree char *now = epc_moment_from_unix (epc_clock_now (), epc_store_zone (store));
      epc_record_parse (record, field->key, now, NULL);
    }
  else if (g_str_equal (field->initial, "crisis"))
    {
      if (crisis != NULL && field->type == EPC_TYPE_REFERENCE)
        epc_record_set_reference (record, field->key, crisis);
    }
  else if (g_str_equal (field->initial, "office"))
    {
      office = epc_store_office (store);
      if (field->type == EPC_TYPE_REFERENCE)
        epc_record_set_reference (record, field->key, &office);
      else if (field->type == EPC_TYPE_PLACE || g_strcmp0 (field->codes, "country") == 0)
        epc_record_set_text (record, field->key, epc_store_country (store));
    }
  else if (g_str_equal (field->initial, "author"))
    epc_record_set_text (record, field->key, epc_store_author (store));
  else
    epc_record_parse (record, field->key, field->initial, NULL);
}

void
epc_store_fill_initial (EpcStore *store, EpcRecord *record, const EpcUid *crisis)
{
  const EpcEntity *entity = epc_record_entity (record);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      if (field->initial != NULL && epc_field_is_stored (field) && epc_record_is_empty (record, field->key))
        fill_field (store, record, field, crisis);
    }
}
