/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Saving what a form holds.
 */
#include "epc-form-save.h"

#include <string.h>

#include "analysis/epc-follow-up.h"
#include "store/epc-transaction.h"

/* --- one write --- */

typedef struct
{
  EpcRecord *record; /* what to write */
  EpcRecord *stored; /* as it is afterwards */
  GArray *fields;    /* guint */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->record);
  g_clear_object (&job->stored);
  g_array_unref (job->fields);
  g_free (job);
}

/* What follows from it by itself: the clock of a crisis, the site of a centre. */
static gboolean
follow_up (EpcTransaction *transaction, const Job *job, gboolean is_new, GError **error)
{
  const EpcEntity *entity = epc_record_entity (job->record);
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  g_autoptr (EpcRecord) now = epc_transaction_get (transaction, entity, epc_record_uid (job->record), error);

  for (guint i = 0; i < job->fields->len; i++)
    g_ptr_array_add (changed, (gpointer) entity->fields[g_array_index (job->fields, guint, i)].key);
  g_ptr_array_add (changed, NULL);
  return now != NULL && epc_follow_up (transaction, now, is_new ? NULL : (const char *const *) changed->pdata, NULL, error);
}

/* Only the fields of this form's change go over what is stored: another window may have changed the others meanwhile. */
static gboolean
save (EpcTransaction *transaction, gpointer data, GError **error)
{
  Job *job = data;
  const EpcEntity *entity = epc_record_entity (job->record);
  g_autoptr (EpcRecord) fresh = NULL;
  gboolean is_new = epc_record_row (job->record) == 0;

  if (is_new)
    {
      if (!epc_transaction_insert (transaction, job->record, error))
        return FALSE;
    }
  else
    {
      fresh = epc_transaction_get (transaction, entity, epc_record_uid (job->record), error);
      if (fresh == NULL)
        return FALSE;
      for (guint i = 0; i < job->fields->len; i++)
        {
          guint field = g_array_index (job->fields, guint, i);
          EpcValue value = EPC_VALUE_INIT;

          epc_value_copy (&value, epc_record_value (job->record, field));
          epc_record_take_value (fresh, field, &value);
        }
      if (!epc_transaction_update (transaction, fresh, NULL, NULL, error))
        return FALSE;
    }
  if (!follow_up (transaction, job, is_new, error))
    return FALSE;
  job->stored = epc_transaction_get (transaction, entity, epc_record_uid (job->record), error);
  return job->stored != NULL;
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (epc_store_write_finish (EPC_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
epc_form_save_async (EpcStore *store, EpcRecord *record, const guint *fields, guint n_fields, const char *label,
                     GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (store, NULL, callback, data);
  Job *job = g_new0 (Job, 1);

  job->record = epc_record_copy (record);
  job->fields = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_vals (job->fields, fields, n_fields);
  g_task_set_source_tag (task, epc_form_save_async);
  g_task_set_task_data (task, job, job_free);
  epc_store_write_async (store, label, save, job, NULL, NULL, on_saved, task);
}

EpcRecord *
epc_form_save_finish (EpcStore *store, GAsyncResult *result, EpcRecord **written, GError **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  *written = job->record;
  return g_task_propagate_boolean (G_TASK (result), error) ? g_object_ref (job->stored) : NULL;
}

/* --- the visit --- */

struct _EpcFormVisit
{
  EpcStore *store;
  guint pending;
  gboolean has_step, is_left;
};

/* A store has one open step at a time. A form inside a form (a new organisation while a site is entered) writes into the step
 * of the outer one. */
#define OPEN_STEP "epc-form-visit"

static void
settle (EpcFormVisit *visit)
{
  if (!visit->is_left || visit->pending > 0)
    return;
  if (visit->has_step)
    {
      epc_store_end_step (visit->store);
      g_object_set_data (G_OBJECT (visit->store), OPEN_STEP, NULL);
    }
  g_object_unref (visit->store);
  g_free (visit);
}

EpcFormVisit *
epc_form_visit_new (EpcStore *store)
{
  EpcFormVisit *visit = g_new0 (EpcFormVisit, 1);

  visit->store = g_object_ref (store);
  return visit;
}

void
epc_form_visit_unref (EpcFormVisit *visit)
{
  visit->is_left = TRUE;
  settle (visit);
}

void
epc_form_visit_begin (EpcFormVisit *visit, const char *label)
{
  if (g_object_get_data (G_OBJECT (visit->store), OPEN_STEP) == NULL)
    {
      epc_store_begin_step (visit->store, label);
      g_object_set_data (G_OBJECT (visit->store), OPEN_STEP, visit);
      visit->has_step = TRUE;
    }
  visit->pending++;
}

void
epc_form_visit_end (EpcFormVisit *visit)
{
  g_return_if_fail (visit->pending > 0);
  visit->pending--;
  settle (visit);
}

guint
epc_form_visit_pending (EpcFormVisit *visit)
{
  return visit->pending;
}
