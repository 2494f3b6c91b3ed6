/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names, numbers and codes of confidential sites, to be found in what people wrote elsewhere: a log entry about a visit names the site as
 * well as the site does. A name that is a place's, too, is not looked for: it tells no site apart.
 */
#include "epc-export-private.h"

#include <string.h>

#include "base/epc-text.h"

#define SHORTEST 4 /* letters of a name that is looked for in a text */

struct _EpcSiteSecrets
{
  GHashTable *by_first_word; /* word → GPtrArray of folded texts that begin with it */
  GHashTable *places;        /* folded names of places */
  gboolean all;              /* whatever the record says of itself */
};

static void
add_secret (EpcSiteSecrets *secrets, const char *text)
{
  g_autofree char *folded = text != NULL ? epc_text_fold (text) : NULL;

  if (folded == NULL || strlen (folded) < SHORTEST || g_hash_table_contains (secrets->places, folded))
    return;
  g_autofree char *word = g_strndup (folded, strcspn (folded, " "));
  GPtrArray *known = g_hash_table_lookup (secrets->by_first_word, word);
  if (known == NULL)
    {
      known = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (secrets->by_first_word, g_steal_pointer (&word), known);
    }
  if (!g_ptr_array_find_with_equal_func (known, folded, g_str_equal, NULL))
    g_ptr_array_add (known, g_steal_pointer (&folded));
}

static gboolean
note_place (EpcRecord *record, gpointer data)
{
  EpcSiteSecrets *secrets = data;
  const char *name = epc_record_text (record, "name");

  if (name != NULL)
    g_hash_table_add (secrets->places, epc_text_fold (name));
  return TRUE;
}

static gboolean
note_site (EpcRecord *record, gpointer data)
{
  static const char *const telling[] = { "name", "other_name", "ssid" };
  EpcSiteSecrets *secrets = data;

  if (!secrets->all && epc_record_meta (record)->sensitivity < EPC_SENSITIVITY_CONFIDENTIAL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (telling); i++)
    add_secret (secrets, epc_record_text (record, telling[i]));
  add_secret (secrets, epc_record_code (record));
  return TRUE;
}

EpcSiteSecrets *
epc_site_secrets_new (EpcStore *store, gboolean all)
{
  static const char *const names[] = { "name", NULL };
  EpcSiteSecrets *secrets = g_new0 (EpcSiteSecrets, 1);
  g_autoptr (EpcQuery) places = epc_query_new (epc_entity_find ("place")), sites = epc_query_new (epc_entity_find ("site"));

  secrets->all = all;
  secrets->by_first_word = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  secrets->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  epc_query_only (places, names);
  epc_query_sort (places, "", NULL);
  epc_query_each (places, store, note_place, secrets, NULL, NULL);
  epc_query_sort (sites, "", NULL);
  epc_query_each (sites, store, note_site, secrets, NULL, NULL);
  return secrets;
}

void
epc_site_secrets_free (EpcSiteSecrets *secrets)
{
  if (secrets == NULL)
    return;
  g_hash_table_unref (secrets->by_first_word);
  g_hash_table_unref (secrets->places);
  g_free (secrets);
}

gboolean
epc_site_secrets_any (const EpcSiteSecrets *secrets)
{
  return g_hash_table_size (secrets->by_first_word) > 0;
}

/* Whole words only: "Camp Nord" is not in "Camp Nordique". */
static gboolean
begins_with (const char *text, GPtrArray *known)
{
  for (guint i = 0; i < known->len; i++)
    {
      const char *secret = g_ptr_array_index (known, i);
      gsize length = strlen (secret);
      if (strncmp (text, secret, length) == 0 && (text[length] == '\0' || text[length] == ' '))
        return TRUE;
    }
  return FALSE;
}

gboolean
epc_site_secrets_in (const EpcSiteSecrets *secrets, const char *text)
{
  g_autofree char *folded = epc_text_fold (text);

  for (char *at = folded; *at != '\0';)
    {
      gsize length = strcspn (at, " ");
      char end = at[length];
      at[length] = '\0';
      GPtrArray *known = g_hash_table_lookup (secrets->by_first_word, at);
      at[length] = end;
      if (known != NULL && begins_with (at, known))
        return TRUE;
      at += length + (end == ' ');
    }
  return FALSE;
}
