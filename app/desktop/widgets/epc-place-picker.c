/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Choosing a place by name or P-code.
 */
#include "epc-place-picker.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-text.h"
#include "epc-reference-picker.h"
#include "store/epc-query.h"

#define MAX_PROPOSALS 12

static const EpcEntity *
places (void)
{
  return epc_entity_find ("place");
}

/* The field that holds the P-code, and the one that holds that of the area it lies in. */
static const EpcField *
place_field (gboolean is_parent)
{
  const EpcEntity *entity = places ();

  for (guint i = 0; entity != NULL && i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      gboolean is_key = (field->flags & EPC_FIELD_KEY) != 0;

      if (is_parent ? field->type == EPC_TYPE_PLACE && !is_key : is_key)
        return field;
    }
  return NULL;
}

static EpcRecord *
find_place (EpcStore *store, const char *pcode)
{
  return places () != NULL ? epc_store_find (store, places (), pcode, NULL) : NULL;
}

static char *
parent_name (EpcStore *store, EpcRecord *place)
{
  const EpcField *parent = place_field (TRUE);
  const char *pcode = parent != NULL ? epc_record_text (place, parent->key) : NULL;

  return pcode != NULL ? epc_store_place_name (store, pcode) : NULL;
}

char *
epc_place_long_name (EpcStore *store, const char *pcode)
{
  g_autofree char *name = epc_store_place_name (store, pcode), *parent = NULL;
  g_autoptr (EpcRecord) place = find_place (store, pcode);

  parent = place != NULL ? parent_name (store, place) : NULL;
  return parent != NULL ? g_strdup_printf ("%s, %s", name, parent) : g_steal_pointer (&name);
}

static char *
shown (EpcStore *store, const char *pcode)
{
  g_autofree char *name = epc_place_long_name (store, pcode);

  return g_str_equal (name, pcode) ? g_steal_pointer (&name) : g_strdup_printf ("%s · %s", name, pcode);
}

static GPtrArray *
propose (const char *text, gpointer data)
{
  EpcStore *store = data;
  const EpcField *code = place_field (FALSE);
  GPtrArray *proposals = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_proposal_free);
  g_autoptr (GPtrArray) found = NULL;

  if (code == NULL)
    return proposals;
  found = epc_reference_proposals (store, places (), text, MAX_PROPOSALS);
  for (guint i = 0; i < found->len; i++)
    {
      const EpcProposal *hit = found->pdata[i];
      EpcUid uid;
      g_autoptr (EpcRecord) place = epc_uid_from_text (hit->value, &uid) ? epc_store_get (store, places (), &uid, NULL) : NULL;
      const char *pcode = place != NULL ? epc_record_text (place, code->key) : NULL;
      g_autofree char *title = NULL;

      if (pcode == NULL)
        continue;
      title = shown (store, pcode);
      g_ptr_array_add (proposals, epc_proposal_new (pcode, title, NULL));
    }
  return proposals;
}

GtkWidget *
epc_place_picker_new (EpcStore *store)
{
  return epc_proposal_entry_new (propose, g_object_ref (store), g_object_unref);
}

void
epc_place_picker_set (EpcProposalEntry *picker, EpcStore *store, const char *pcode)
{
  g_autofree char *title = pcode != NULL ? shown (store, pcode) : NULL;

  epc_proposal_entry_set (picker, pcode, title);
}

static gboolean
looks_like_pcode (const char *text)
{
  gsize length = strlen (text);

  if (length < 2 || length > 24)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-_./", *p) == NULL)
      return FALSE;
  /* Two letters and a digit at least, or a country alone: a plain word is a name that nobody knows. */
  return g_ascii_isalpha (text[0]) && (length <= 3 || strpbrk (text, "0123456789") != NULL);
}

/* *@is_known: the workspace has the place. NULL with @error: text that can be no P-code. */
static char *
pcode_of (EpcStore *store, const char *text, gboolean *is_known, GError **error)
{
  const EpcField *code = place_field (FALSE);
  g_autoptr (EpcRecord) place = find_place (store, text);

  *is_known = place != NULL && code != NULL && epc_record_text (place, code->key) != NULL;
  if (*is_known)
    return g_strdup (epc_record_text (place, code->key));
  if (looks_like_pcode (text))
    return g_strdup (text);
  g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("No place is called “%s”. Choose one of the list, or type a P-code."), text);
  return NULL;
}

char *
epc_place_picker_pcode (EpcProposalEntry *picker, EpcStore *store, gboolean *is_known, GError **error)
{
  const char *value = epc_proposal_entry_value (picker);
  g_autofree char *text = g_strstrip (g_strdup (value != NULL ? value : epc_proposal_entry_text (picker)));
  g_autoptr (GError) local = NULL;
  gboolean known = TRUE;

  char *pcode = *text != '\0' ? pcode_of (store, text, &known, &local) : NULL;
  if (is_known != NULL)
    *is_known = known;
  if (local != NULL && value != NULL)
    return g_steal_pointer (&text);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return pcode;
}

char *
epc_place_pcodes (EpcStore *store, const char *text, gboolean *is_known, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);
  g_autoptr (GString) pcodes = g_string_new (NULL);

  *is_known = TRUE;
  for (char **part = parts; *part != NULL; part++)
    {
      gboolean known;
      if (*g_strstrip (*part) == '\0')
        continue;
      g_autofree char *pcode = pcode_of (store, *part, &known, error);
      if (pcode == NULL)
        return NULL;
      *is_known &= known;
      g_string_append_printf (pcodes, "%s%s", pcodes->len > 0 ? ";" : "", pcode);
    }
  return g_string_free (g_steal_pointer (&pcodes), FALSE);
}
