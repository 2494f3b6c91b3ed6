/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-mefm-data.h"

#include "base/epc-error.h"
#include "exchange/epc-endorsement.h"
#include "model/epc-code-list.h"
#include "store/epc-query.h"

void
epc_mefm_answer_free (gpointer data)
{
  EpcMefmAnswer *answer = data;

  epc_mefm_free (answer->mefm);
  g_clear_pointer (&answer->sentences, g_ptr_array_unref);
  g_clear_pointer (&answer->requests, g_array_unref);
  g_clear_pointer (&answer->titles, g_ptr_array_unref);
  g_free (answer);
}

/* FALSE with @error: they cannot be read. */
static gboolean
read_requests (EpcMefmAnswer *answer, EpcStore *store, const EpcUid *crisis, GError **error)
{
  static const char *const fields[] = { "title", "status", NULL };
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("funding_request"));
  char uid[EPC_UID_TEXT_SIZE];

  epc_query_only (query, fields);
  if ((crisis != NULL && !epc_query_where (query, store, "crisis", EPC_OP_EQUAL, epc_uid_to_text (crisis, uid), error))
      || !epc_query_sort (query, "-t0", error))
    return FALSE;
  g_autoptr (GPtrArray) found = epc_query_records (query, store, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      EpcRecord *request = g_ptr_array_index (found, i);
      const char *code = epc_record_code (request), *title = epc_record_text (request, "title");
      g_array_append_val (answer->requests, *epc_record_uid (request));
      g_ptr_array_add (answer->titles, g_strdup_printf ("%s · %s · %s", code != NULL ? code : "—", title != NULL ? title : "—",
                                                        epc_code_label ("funding_status", epc_record_text (request, "status"), NULL)));
    }
  return found != NULL;
}

/* NULL with @error. */
static GPtrArray *
read_signatures (EpcStore *store, const EpcMefm *mefm, GError **error)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < mefm->approvals->len; i++)
    {
      g_autoptr (EpcVoucher) voucher = epc_endorsement_voucher (store, g_ptr_array_index (mefm->approvals, i), error);
      if (voucher == NULL)
        return NULL;
      g_ptr_array_add (sentences, epc_endorsement_sentence (store, voucher));
    }
  return g_steal_pointer (&sentences);
}

gpointer
epc_mefm_answer (EpcStore *store, const EpcUid *crisis, gpointer wanted, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  EpcMefmAnswer *answer = g_new0 (EpcMefmAnswer, 1);
  gboolean is_there = FALSE;

  answer->requests = g_array_new (FALSE, FALSE, sizeof (EpcUid));
  answer->titles = g_ptr_array_new_with_free_func (g_free);
  if (!read_requests (answer, store, crisis, error))
    {
      epc_mefm_answer_free (answer);
      return NULL;
    }
  /* one of another crisis, or one that went to the bin meanwhile, gives way to the newest */
  for (guint i = 0; i < answer->requests->len; i++)
    is_there |= epc_uid_equal (&g_array_index (answer->requests, EpcUid, i), wanted);
  answer->mefm = epc_mefm (store, is_there ? wanted : NULL, crisis, &local);
  if (answer->mefm != NULL)
    answer->sentences = read_signatures (store, answer->mefm, &local);
  if (answer->sentences != NULL || (answer->mefm == NULL && g_error_matches (local, EPC_ERROR, EPC_ERROR_NOT_FOUND)))
    return answer;
  epc_mefm_answer_free (answer);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}
