/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-code-list.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"
#include "epc-codes.h"

typedef struct
{
  const EpcCodeList **base;  /* as the catalogue has them */
  const EpcCodeList **lists; /* the same with own codes */
  guint n_lists;
  GHashTable *by_key;  /* list key → its place among the lists, from 1 */
  GHashTable *matches; /* list → (folded text → code) */
  GHashTable *own;     /* owner → GArray of EpcOwnCode */
  GPtrArray *made;     /* lists with own codes, old ones too: somebody may still hold them */
} Registry;

static GMutex registry_lock; /* matches, own codes */

static int
compare_lists (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const EpcCodeList *const *) a)->key, (*(const EpcCodeList *const *) b)->key);
}

/* Plurals are told apart from what is written so. */
static char *
in_singular (const char *text)
{
  g_autofree char *singular = epc_text_singular (text);

  return g_strconcat ("\001", singular, NULL);
}

static void
add_one (GHashTable *table, char *folded, const EpcCode *code)
{
  if (*folded == '\0' || g_hash_table_contains (table, folded))
    g_free (folded);
  else
    g_hash_table_insert (table, folded, (gpointer) code);
}

static void
add_match (GHashTable *table, const char *text, const EpcCode *code)
{
  add_one (table, epc_text_fold_tight (text), code);
  add_one (table, in_singular (text), code);
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
      {
        add_match (table, epc_code_text (list, &list->codes[i], names[n]), &list->codes[i]);
        add_match (table, epc_language_text (epc_language_get (names[n]), list->codes[i].label), &list->codes[i]);
      }
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

/* The lists that may be extended, as a list: what an own code names. */
static void
add_list_of_lists (Registry *registry)
{
  static EpcCodeList list = { .key = "code_list", .label = N_ ("List of codes that may be extended") };
  EpcCode *codes = g_new0 (EpcCode, registry->n_lists);

  for (guint i = 0; i < registry->n_lists; i++)
    if (registry->base[i]->is_editable)
      codes[list.n_codes++] = (EpcCode){ registry->base[i]->key, registry->base[i]->label, NULL };
  list.codes = codes;
  registry->base[registry->n_lists++] = &list;
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
    { epc_assistance_code_lists, epc_n_assistance_code_lists },
    { epc_sites_code_lists, epc_n_sites_code_lists },
    { epc_plans_code_lists, epc_n_plans_code_lists },
    { epc_recovery_code_lists, epc_n_recovery_code_lists },
  };

  registry->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  registry->matches = g_hash_table_new (NULL, NULL);
  registry->own = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  registry->made = g_ptr_array_new ();
  guint n = 1;
  for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
    n += parts[p].n_lists;
  registry->base = g_new0 (const EpcCodeList *, n + 1);
  for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
    for (guint i = 0; i < parts[p].n_lists; i++)
      registry->base[registry->n_lists++] = &parts[p].lists[i];
  add_list_of_lists (registry);
  qsort (registry->base, n, sizeof *registry->base, compare_lists);
  for (guint i = 0; i < n; i++)
    if (!g_hash_table_insert (registry->by_key, (char *) registry->base[i]->key, GUINT_TO_POINTER (i + 1)))
      g_critical ("two code lists are called %s", registry->base[i]->key);
  registry->lists = g_memdup2 (registry->base, (n + 1) * sizeof *registry->base);
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
  Registry *registry = registry_get ();
  guint place = key != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (registry->by_key, key)) : 0;

  return place > 0 ? g_atomic_pointer_get (&registry->lists[place - 1]) : NULL;
}

const EpcCodeList *
epc_code_list_of_catalogue (const char *key)
{
  Registry *registry = registry_get ();
  guint place = key != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (registry->by_key, key)) : 0;

  return place > 0 ? registry->base[place - 1] : NULL;
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
  Registry *registry = registry_get ();

  if (list == NULL || epc_text_is_blank (text))
    return NULL;
  g_mutex_lock (&registry_lock);
  GHashTable *table = g_hash_table_lookup (registry->matches, list);
  if (table == NULL)
    {
      table = matches_of (list);
      g_hash_table_insert (registry->matches, (gpointer) list, table);
    }
  g_mutex_unlock (&registry_lock);
  g_autofree char *folded = epc_text_fold_tight (text);
  const EpcCode *code = g_hash_table_lookup (table, folded);
  g_autofree char *singular = code == NULL ? in_singular (text) : NULL;
  return code != NULL ? code : g_hash_table_lookup (table, singular);
}

const char *
epc_code_text (const EpcCodeList *list, const EpcCode *code, const char *language)
{
  const EpcLanguage *chosen = epc_language_get (language);
  g_autofree char *in_context = g_strconcat (list->key, "\004", code->label, NULL);
  const char *own = epc_language_text (chosen, in_context);

  return own != in_context ? own : epc_language_text (chosen, code->label);
}

const char *
epc_code_label (const char *list_key, const char *code_key, const char *language)
{
  const EpcCodeList *list = epc_code_list_find (list_key);
  const EpcCode *code = epc_code_list_code (list, code_key);

  return code != NULL ? epc_code_text (list, code, language) : code_key;
}

/* --- own codes --- */

static gboolean
is_same (const EpcCodeList *a, const EpcCodeList *b)
{
  if (a->n_codes != b->n_codes)
    return FALSE;
  for (guint i = 0; i < a->n_codes; i++)
    if (!g_str_equal (a->codes[i].key, b->codes[i].key) || !g_str_equal (a->codes[i].label, b->codes[i].label)
        || g_strcmp0 (a->codes[i].synonyms, b->codes[i].synonyms) != 0)
      return FALSE;
  return TRUE;
}

/* @base with the own codes of all owners; @base itself when there are none. */
static const EpcCodeList *
with_own (Registry *registry, const EpcCodeList *base)
{
  EpcCodeList list = *base;
  g_autoptr (GArray) codes = g_array_new (FALSE, FALSE, sizeof (EpcCode));
  GHashTableIter iter;
  gpointer own;

  g_array_append_vals (codes, base->codes, base->n_codes);
  g_hash_table_iter_init (&iter, registry->own);
  while (base->is_editable && g_hash_table_iter_next (&iter, NULL, &own))
    for (guint i = 0; i < ((GArray *) own)->len; i++)
      {
        const EpcOwnCode *code = &g_array_index ((GArray *) own, EpcOwnCode, i);

        list.codes = (const EpcCode *) (gpointer) codes->data;
        list.n_codes = codes->len;
        if (g_str_equal (code->list, base->key) && epc_code_list_code (&list, code->code.key) == NULL)
          g_array_append_val (codes, code->code);
      }
  if (codes->len == base->n_codes)
    return base;
  list.codes = (const EpcCode *) (gpointer) codes->data;
  list.n_codes = codes->len;
  for (guint i = 0; i < registry->made->len; i++)
    if (g_str_equal (((EpcCodeList *) registry->made->pdata[i])->key, base->key) && is_same (registry->made->pdata[i], &list))
      return registry->made->pdata[i];
  list.codes = g_memdup2 (codes->data, codes->len * sizeof (EpcCode));
  g_ptr_array_add (registry->made, g_memdup2 (&list, sizeof list));
  return registry->made->pdata[registry->made->len - 1];
}

void
epc_code_lists_set_own (gconstpointer owner, const EpcOwnCode *codes, guint n_codes)
{
  Registry *registry = registry_get ();
  GArray *own = g_array_new (FALSE, FALSE, sizeof (EpcOwnCode));

  for (guint i = 0; i < n_codes; i++)
    if (codes[i].list != NULL && !epc_text_is_blank (codes[i].code.key) && !epc_text_is_blank (codes[i].code.label))
      {
        const EpcCode code = { g_intern_string (codes[i].code.key), g_intern_string (codes[i].code.label),
                               codes[i].code.synonyms != NULL ? g_intern_string (codes[i].code.synonyms) : NULL };
        const EpcOwnCode copy = { g_intern_string (codes[i].list), code };

        g_array_append_val (own, copy);
      }
  g_mutex_lock (&registry_lock);
  if (own->len > 0)
    g_hash_table_replace (registry->own, (gpointer) owner, g_array_ref (own));
  else
    g_hash_table_remove (registry->own, owner);
  for (guint i = 0; i < registry->n_lists; i++)
    if (registry->base[i]->is_editable)
      g_atomic_pointer_set (&registry->lists[i], with_own (registry, registry->base[i]));
  g_mutex_unlock (&registry_lock);
  g_array_unref (own);
}
