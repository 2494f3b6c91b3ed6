/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Choosing another record by its title or code.
 */
#include "epc-reference-picker.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-text.h"
#include "store/epc-query.h"
#include "store/epc-search.h"

#define MAX_PROPOSALS 12

typedef struct
{
  EpcStore *store;
  const EpcEntity *target;
} Source;

static void
source_free (gpointer data)
{
  Source *source = data;

  g_object_unref (source->store);
  g_free (source);
}

static void
add_proposal (GPtrArray *proposals, EpcStore *store, const EpcEntity *target, const EpcUid *uid, const char *code)
{
  char text[EPC_UID_TEXT_SIZE];
  g_autofree char *title = epc_store_title (store, target, uid);

  epc_uid_to_text (uid, text);
  for (guint i = 0; i < proposals->len; i++)
    if (g_str_equal (((EpcProposal *) proposals->pdata[i])->value, text))
      return;
  g_ptr_array_add (proposals, epc_proposal_new (text, title, g_strcmp0 (title, code) != 0 ? code : NULL));
}

static void
add_by_query (GPtrArray *proposals, EpcStore *store, const EpcEntity *target, const char *field, const char *text, guint limit)
{
  g_autoptr (EpcQuery) query = epc_query_new (target);
  g_autoptr (GPtrArray) records = NULL;

  epc_query_limit (query, limit);
  if (field != NULL && !epc_query_where (query, store, field, EPC_OP_CONTAINS, text, NULL))
    return;
  records = epc_query_records (query, store, NULL);
  for (guint i = 0; records != NULL && i < records->len && proposals->len < limit; i++)
    add_proposal (proposals, store, target, epc_record_uid (records->pdata[i]), epc_record_code (records->pdata[i]));
}

static void
add_by_search (GPtrArray *proposals, EpcStore *store, const EpcEntity *target, const char *text, guint limit)
{
  g_autoptr (GPtrArray) hits = epc_store_search (store, text, target, limit, NULL, NULL, NULL);

  for (guint i = 0; hits != NULL && i < hits->len; i++)
    {
      const EpcHit *hit = hits->pdata[i];
      g_autoptr (EpcRecord) record = epc_store_get (store, target, &hit->uid, NULL);

      if (record != NULL)
        add_proposal (proposals, store, target, &hit->uid, epc_record_code (record));
    }
}

/* The first field of text that names records of @target; NULL: none. */
static const char *
title_field (const EpcEntity *target)
{
  g_auto (GStrv) keys = target->title != NULL ? g_strsplit (target->title, " ", -1) : NULL;

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      const EpcField *field = epc_entity_field (target, keys[i]);

      if (field != NULL && field->type == EPC_TYPE_TEXT)
        return field->key;
    }
  return NULL;
}

GPtrArray *
epc_reference_proposals (EpcStore *store, const EpcEntity *target, const char *text, guint limit)
{
  GPtrArray *proposals = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_proposal_free);
  EpcUid uid;

  if (epc_text_is_blank (text))
    {
      add_by_query (proposals, store, target, NULL, NULL, limit);
      return proposals;
    }
  if (epc_store_find_uid (store, target, text, &uid, NULL))
    {
      g_autoptr (EpcRecord) record = epc_store_get (store, target, &uid, NULL);

      if (record != NULL)
        add_proposal (proposals, store, target, &uid, epc_record_code (record));
    }
  if (!(target->flags & EPC_ENTITY_COUNT))
    add_by_search (proposals, store, target, text, limit);
  if (proposals->len == 0 && title_field (target) != NULL)
    add_by_query (proposals, store, target, title_field (target), text, limit);
  return proposals;
}

static GPtrArray *
propose (const char *text, gpointer data)
{
  Source *source = data;

  return epc_reference_proposals (source->store, source->target, text, MAX_PROPOSALS);
}

GtkWidget *
epc_reference_picker_new (EpcStore *store, const EpcEntity *target)
{
  Source *source = g_new (Source, 1);

  source->store = g_object_ref (store);
  source->target = target;
  return epc_proposal_entry_new (propose, source, source_free);
}

void
epc_reference_picker_set (EpcProposalEntry *picker, EpcStore *store, const EpcEntity *target, const EpcUid *uid)
{
  char text[EPC_UID_TEXT_SIZE];
  g_autofree char *title = NULL;

  if (uid == NULL || epc_uid_is_nil (uid))
    {
      epc_proposal_entry_set (picker, NULL, NULL);
      return;
    }
  title = epc_store_title (store, target, uid);
  epc_proposal_entry_set (picker, epc_uid_to_text (uid, text), title);
}

gboolean
epc_reference_picker_uid (EpcProposalEntry *picker, EpcStore *store, const EpcEntity *target, EpcUid *uid, GError **error)
{
  const char *value = epc_proposal_entry_value (picker), *text = epc_proposal_entry_text (picker);

  memset (uid, 0, sizeof *uid);
  if (value != NULL)
    return epc_uid_from_text (value, uid);
  if (epc_text_is_blank (text))
    return TRUE;
  return epc_store_find_uid (store, target, text, uid, error);
}
