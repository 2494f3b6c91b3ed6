/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-code-list.h"

#include <string.h>

#include "base/epc-language.h"
#include "base/epc-text.h"
#include "epc-codes.h"

typedef struct
{
  const EpcCodeList **lists;
  guint n_lists;
  GHashTable *by_key;  /* list key → list */
  GHashTable *matches; /* list → (folded text → code) */
} Registry;

static int
compare_lists (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const EpcCodeList *const *) a)->key, (*(const EpcCodeList *const *) b)->key);
}

static void
add_match (GHashTable *table, const char *text, const EpcCode *code)
{
  char *folded = epc_text_fold_tight (text);

  if (*folded == '\0' || g_hash_table_contains (table, folded))
    g_free (folded);
  else
    g_hash_table_insert (table, folded, (gpointer) code);
}

static GHashTable *
matches_of (const EpcCodeList *list)
{
  static const char *const names[] = { "es", "fr", "pt" };
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  /* Keys win over labels, labels over synonyms, where two codes would answer to one word. */
  for (guint i = 0; i < list->n_codes; i++)
    add_match (table, list->codes[i].key, &list->codes[i]);
  for (guint i = 0; i < list->n_codes; i++)
    add_match (table, list->codes[i].label, &list->codes[i]);
  for (guint n = 0; n < G_N_ELEMENTS (names); n++)
    for (guint i = 0; i < list->n_codes; i++)
      add_match (table, epc_language_text (epc_language_get (names[n]), list->codes[i].label), &list->codes[i]);
  for (guint i = 0; i < list->n_codes; i++)
    {
      if (list->codes[i].synonyms == NULL)
        continue;
      g_auto (GStrv) synonyms = g_strsplit (list->codes[i].synonyms, "|", -1);
      for (char **synonym = synonyms; *synonym != NULL; synonym++)
        add_match (table, *synonym, &list->codes[i]);
    }
  return table;
}

static gpointer
make_registry (gpointer data)
{
  Registry *registry = g_new0 (Registry, 1);
  const struct
  {
    const EpcCodeList *lists;
    guint n_lists;
  } parts[] = {
    { epc_common_code_lists, epc_n_common_code_lists },
    { epc_response_code_lists, epc_n_response_code_lists },
    { epc_sites_code_lists, epc_n_sites_code_lists },
    { epc_plans_code_lists, epc_n_plans_code_lists },
    { epc_recovery_code_lists, epc_n_recovery_code_lists },
  };

  registry->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  registry->matches = g_hash_table_new (NULL, NULL);
  for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
    registry->n_lists += parts[p].n_lists;
  registry->lists = g_new0 (const EpcCodeList *, registry->n_lists + 1);
  guint n = 0;
  for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
    for (guint i = 0; i < parts[p].n_lists; i++)
      {
        const EpcCodeList *list = &parts[p].lists[i];
        registry->lists[n++] = list;
        if (!g_hash_table_insert (registry->by_key, (char *) list->key, (gpointer) list))
          g_critical ("two code lists are called %s", list->key);
      }
  qsort (registry->lists, n, sizeof *registry->lists, compare_lists);
  return registry;
}

static Registry *
registry_get (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_registry, NULL);
}

const EpcCodeList *
epc_code_list_find (const char *key)
{
  return key != NULL ? g_hash_table_lookup (registry_get ()->by_key, key) : NULL;
}

const EpcCodeList *const *
epc_code_lists (guint *n_lists)
{
  Registry *registry = registry_get ();

  if (n_lists != NULL)
    *n_lists = registry->n_lists;
  return registry->lists;
}

const EpcCode *
epc_code_list_code (const EpcCodeList *list, const char *code_key)
{
  for (guint i = 0; list != NULL && code_key != NULL && i < list->n_codes; i++)
    if (g_str_equal (list->codes[i].key, code_key))
      return &list->codes[i];
  return NULL;
}

const EpcCode *
epc_code_list_match (const EpcCodeList *list, const char *text)
{
  static GMutex lock;
  Registry *registry = registry_get ();

  if (list == NULL || epc_text_is_blank (text))
    return NULL;
  g_mutex_lock (&lock);
  GHashTable *table = g_hash_table_lookup (registry->matches, list);
  if (table == NULL)
    {
      table = matches_of (list);
      g_hash_table_insert (registry->matches, (gpointer) list, table);
    }
  g_mutex_unlock (&lock);
  g_autofree char *folded = epc_text_fold_tight (text);
  return g_hash_table_lookup (table, folded);
}

const char *
epc_code_label (const char *list_key, const char *code_key, const char *language)
{
  const EpcCode *code = epc_code_list_code (epc_code_list_find (list_key), code_key);

  return code != NULL ? epc_language_text (epc_language_get (language), code->label) : code_key;
}
