/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The codes that the office has added: read out of the file when it is opened and after they change, and given to the code lists,
 * so that choices, filters, imports and exports know them as they know those of the catalogue.
 */
#include "base/epc-language.h"
#include "epc-query.h"
#include "epc-store-private.h"
#include "model/epc-code-list.h"

static gboolean
add_code (EpcRecord *record, gpointer data)
{
  const EpcLanguage *language = epc_language_get (NULL);
  g_autofree char *field = g_strdup_printf ("label_%s", epc_language_name (language));
  const char *label = epc_entity_field (epc_record_entity (record), field) != NULL ? epc_record_text (record, field) : NULL;
  const char *list = epc_record_text (record, "list"), *key = epc_record_text (record, "code_key");

  if (label == NULL)
    label = epc_record_text (record, "label");
  if (list == NULL || key == NULL || label == NULL || g_strcmp0 (epc_record_text (record, "is_active"), "no") == 0)
    return TRUE;
  const EpcOwnCode own = { g_intern_string (list),
                           { g_intern_string (key), g_intern_string (label), g_intern_string (epc_record_text (record, "synonyms")) } };
  g_array_append_val ((GArray *) data, own);
  return TRUE;
}

void
epc_own_codes_load (EpcStore *store)
{
  g_autoptr (GArray) codes = g_array_new (FALSE, FALSE, sizeof (EpcOwnCode));
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("code"));
  g_autoptr (GError) error = NULL;

  /* The lists do without what cannot be read: the file itself says elsewhere that it is damaged. */
  if (!epc_query_sort (query, "code_key", &error) || !epc_query_each (query, store, add_code, codes, NULL, &error))
    g_debug ("Own codes: %s", error->message);
  else
    epc_code_lists_set_own (store, (const EpcOwnCode *) (gpointer) codes->data, codes->len);
}

void
epc_own_codes_forget (EpcStore *store)
{
  epc_code_lists_set_own (store, NULL, 0);
}
