/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One cell that lists what hangs on a record: "español (nativo), inglés (B2), francés" beside the name of an expert are three languages.
 */
#include "epc-import-private.h"

#include <string.h>

#include "base/epc-text.h"
#include "model/epc-code-list.h"

#define MOST_LISTED 12

/* The other field of @target whose code "(B2)" behind a name may be; −1: none. */
static int
aside_field (const EpcTargetState *target, guint key)
{
  for (guint i = 0; i < target->entity->n_fields; i++)
    if (i != key && target->entity->fields[i].type == EPC_TYPE_CODE && epc_target_fill (target, i) == NULL)
      return (int) i;
  return -1;
}

/* "inglés (B2)" → the code of the language, and of the level where one stands aside. FALSE: it is no code of @key. */
static gboolean
read_one (const EpcTargetState *target, guint key, char *text, EpcListed *listed)
{
  char *open = strchr (text, '('), *close = open != NULL ? strchr (open, ')') : NULL;
  int aside = aside_field (target, key);

  *listed = (EpcListed) { NULL, NULL, aside };
  if (close != NULL)
    {
      const EpcCodeList *list = aside >= 0 ? epc_code_list_find (target->entity->fields[aside].codes) : NULL;
      *close = *open = '\0';
      const EpcCode *code = list != NULL ? epc_code_list_match (list, g_strstrip (open + 1)) : NULL;
      listed->aside = code != NULL ? code->key : NULL;
    }
  const EpcCode *code = epc_code_list_match (epc_code_list_find (target->entity->fields[key].codes), g_strstrip (text));
  listed->code = code != NULL ? code->key : NULL;
  return code != NULL;
}

gboolean
epc_import_read_list (EpcImport *import, EpcTargetState *target, guint key, const char *text)
{
  g_auto (GStrv) parts = NULL;
  EpcListed listed[MOST_LISTED];
  guint n = 0;

  if (strlen (text) > 400)
    return FALSE;
  g_autofree char *plain = g_strdelimit (g_strdup (text), ";/|\n", ',');
  parts = g_strsplit (plain, ",", MOST_LISTED + 1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_strstrip (parts[i]);
      if (*parts[i] == '\0')
        continue;
      if (n == MOST_LISTED || !read_one (target, key, parts[i], &listed[n++]))
        return FALSE;
    }
  if (n == 0)
    return FALSE;
  if (target->listed == NULL)
    target->listed = g_array_new (FALSE, FALSE, sizeof (EpcListed));
  g_array_set_size (target->listed, 0);
  g_array_append_vals (target->listed, listed, n);
  target->listed_field = key;
  return TRUE;
}

void
epc_import_take_listed (EpcTargetState *target, guint index)
{
  const EpcListed *listed = &g_array_index (target->listed, EpcListed, index);
  EpcValue code = { .kind = EPC_VALUE_TEXT, .text = (char *) listed->code }, aside = EPC_VALUE_INIT;

  epc_target_set (target, target->listed_field, &code);
  if (listed->aside != NULL)
    aside = (EpcValue) { .kind = EPC_VALUE_TEXT, .text = (char *) listed->aside };
  if (listed->aside_field >= 0)
    epc_target_set (target, (guint) listed->aside_field, &aside);
}
