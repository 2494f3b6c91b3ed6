/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The writer: one thread with its own connection and a queue of jobs. A shared thread pool would not do: jobs must run one after
 * the other, in the order they came, on the one connection that may write. Between jobs the thread looks each second whether
 * another process has written, and moves the log into the file a few seconds after the last change.
 */
#include "epc-store-private.h"

#include <string.h>
#include <unistd.h>

#include "base/epc-clock.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"

#define LOOK_MICROSECONDS (500 * 1000)
#define CHECKPOINT_MICROSECONDS (3 * G_USEC_PER_SEC)

struct _EpcJob
{
  /* A write, or a job outside a transaction; both NULL: the end. */
  EpcWriteFunc write;
  EpcJobFunc run;
  gpointer data;
  GDestroyNotify destroy;
  const char *kind;
  gint64 origin;
  guint64 n_rows; /* about; 0: a few */
  char *label;
  GCancellable *cancellable;
  gboolean is_received; /* what came in a package: a reader takes that, too */

  GTask *task; /* asynchronous; else the caller waits: */
  GMutex lock;
  GCond done_condition;
  gboolean is_done, result;
  GError *error;
};

gboolean
epc_store_is_writer_thread (EpcStore *store)
{
  return store->thread != NULL && g_thread_self () == store->thread;
}

/* --- one write --- */

static void
emit_changes (EpcTransaction *transaction)
{
  GHashTableIter iter;
  gpointer entity, data;
  gboolean touches_names = FALSE;

  g_hash_table_iter_init (&iter, transaction->changes);
  while (g_hash_table_iter_next (&iter, &entity, NULL))
    touches_names |= !(((const EpcEntity *) entity)->flags & EPC_ENTITY_COUNT);
  if (touches_names)
    epc_store_forget (transaction->store);
  g_hash_table_iter_init (&iter, transaction->changes);
  while (g_hash_table_iter_next (&iter, &entity, &data))
    {
      EpcChangeSet *set = data;
      if (g_str_equal (((const EpcEntity *) entity)->key, "code"))
        epc_own_codes_load (transaction->store);
      if (set->is_many)
        epc_store_emit_changed (transaction->store, entity, NULL, NULL, NULL, FALSE);
      else
        epc_store_emit_changed (transaction->store, entity, g_array_ref (set->inserted), g_array_ref (set->updated),
                                g_array_ref (set->deleted), FALSE);
    }
}

/* The mark of a file in use: another opening that finds it, and no such process, knows that it was not closed properly. */
static gboolean
mark_open (EpcStore *store, EpcSqlite *db, GError **error)
{
  if (store->is_marked)
    return TRUE;
  g_autofree char *mark = g_strdup_printf ("%s %d", g_get_host_name (), (int) getpid ());
  if (!epc_sqlite_run (db, error, "INSERT OR REPLACE INTO _property (key, value) VALUES ('open', ?1)", "t", mark))
    return FALSE;
  store->is_marked = TRUE;
  return TRUE;
}

static void
after_commit (EpcStore *store, EpcTransaction *transaction)
{
  store->last_commit = g_get_monotonic_time ();
  store->needs_checkpoint = store->is_wal;
  if (transaction->next_seq > 0)
    epc_replica_note (store, transaction->next_seq - 1);
  if (transaction->step != 0 && !transaction->step_is_shared)
    {
      g_mutex_lock (&store->lock);
      if (store->step_label != NULL && store->step == 0 && g_str_equal (transaction->kind, "do"))
        store->step = transaction->step;
      g_mutex_unlock (&store->lock);
    }
  if (transaction->has_erased)
    epc_erase_scrub (store, transaction->db);
  emit_changes (transaction);
}

static void
roll_back (EpcStore *store, EpcSqlite *db)
{
  /* A full disk or an interrupt may have rolled back already. */
  if (!sqlite3_get_autocommit (db->handle))
    sqlite3_exec (db->handle, "ROLLBACK", NULL, NULL, NULL);
  store->is_marked = FALSE;
  /* Names that were read inside it. */
  epc_store_forget (store);
}

/* Tells when another process has written since the last look. */
static void
look_for_others (EpcStore *store)
{
  gint64 version;

  if (!epc_sqlite_integer (store->writer, &version, NULL, NULL, "PRAGMA data_version", ""))
    return;
  if (version == store->data_version)
    return;
  store->data_version = version;
  epc_store_forget (store);
  epc_own_codes_load (store);
  epc_store_emit_changed (store, NULL, NULL, NULL, NULL, TRUE);
}

static gboolean
write_transaction (EpcStore *store, EpcJob *job, GError **error)
{
  EpcSqlite *db = store->writer;

  if (!epc_sqlite_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  db->is_writing = TRUE;
  look_for_others (store);
  EpcTransaction *transaction = epc_transaction_new (store, db, job->kind, job->origin, job->label);
  store->transaction = transaction;
  gboolean done = mark_open (store, db, error) && job->write (transaction, job->data, error) && epc_sqlite_still_writes (db, error)
                  && epc_transaction_finish (transaction, error);
  if (done && g_cancellable_set_error_if_cancelled (job->cancellable, error))
    done = FALSE;
  epc_sqlite_set_cancellable (db, NULL);
  if (done)
    done = epc_sqlite_exec (db, "COMMIT", error);
  db->is_writing = FALSE;
  store->transaction = NULL;
  if (done)
    after_commit (store, transaction);
  else
    roll_back (store, db);
  epc_transaction_free (transaction);
  return done;
}

static gboolean
write_top (EpcStore *store, EpcJob *job, GError **error)
{
  gboolean is_alone = epc_alone_begin (store, job->n_rows), done = write_transaction (store, job, error);

  if (is_alone)
    epc_alone_end (store);
  return done;
}

/* A write inside a write: a savepoint, so that its failure leaves the outer one whole. */
static gboolean
write_nested (EpcStore *store, EpcJob *job, GError **error)
{
  EpcTransaction *transaction = store->transaction;
  EpcSqlite *db = store->writer;
  gint64 step = transaction->step, next_seq = transaction->next_seq;

  if (!epc_put_flush (transaction, error) || !epc_total_flush (transaction, error)
      || !epc_sqlite_exec_format (db, error, "SAVEPOINT nested_%u", ++transaction->depth))
    return FALSE;
  gboolean done = job->write (transaction, job->data, error) && epc_sqlite_still_writes (db, error) && epc_put_flush (transaction, error)
                  && epc_total_flush (transaction, error);
  if (!done)
    {
      if (!sqlite3_get_autocommit (db->handle))
        epc_sqlite_exec_format (db, NULL, "ROLLBACK TO nested_%u", transaction->depth);
      db->n_documents_gone++;
      epc_total_clear (transaction);
      epc_put_drop_held (transaction);
      transaction->next_seq = next_seq; /* what stood before it is still to be counted at the commit */
      transaction->step = step;         /* one made inside is gone */
    }
  if (!sqlite3_get_autocommit (db->handle))
    epc_sqlite_exec_format (db, NULL, "RELEASE nested_%u", transaction->depth);
  transaction->depth--;
  return done;
}

static gboolean
run_job (EpcStore *store, EpcJob *job, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
    return FALSE;
  if (job->write == NULL)
    {
      epc_sqlite_set_cancellable (store->writer, job->cancellable);
      gboolean done = job->run (store, store->writer, job->data, error);
      epc_sqlite_set_cancellable (store->writer, NULL);
      return done;
    }
  if (store->is_read_only)
    {
      g_autofree char *name = g_path_get_basename (store->path);
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _("%s is open for reading only; nothing can be changed."), name);
      return FALSE;
    }
  if (store->is_reader && !job->is_received && !g_str_equal (job->kind, "fixed"))
    {
      g_autofree char *name = g_path_get_basename (store->path);
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED,
                   _("%s is a reader's workspace: it takes packages in, and nothing is changed in it. Work in the workspace of an office."), name);
      return FALSE;
    }
  epc_sqlite_set_cancellable (store->writer, job->cancellable);
  return write_top (store, job, error);
}

/* --- the thread --- */

static void
checkpoint (EpcStore *store)
{
  /* A reader may hold the log's end; then the next time. */
  sqlite3_busy_timeout (store->writer->handle, 200);
  int code = sqlite3_wal_checkpoint_v2 (store->writer->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  sqlite3_busy_timeout (store->writer->handle, EPC_BUSY_MILLISECONDS);
  if (code == SQLITE_OK)
    store->needs_checkpoint = FALSE;
  else
    store->last_commit = g_get_monotonic_time ();
}

static void
idle_moment (EpcStore *store)
{
  if (!store->is_immutable)
    look_for_others (store);
  if (store->needs_checkpoint && g_get_monotonic_time () - store->last_commit > CHECKPOINT_MICROSECONDS)
    checkpoint (store);
}

static void
job_free (EpcJob *job)
{
  if (job->destroy != NULL)
    job->destroy (job->data);
  g_clear_object (&job->task);
  g_clear_object (&job->cancellable);
  g_free (job->label);
  g_free (job);
}

static void
finish_job (EpcJob *job, gboolean result, GError *error)
{
  if (job->task != NULL)
    {
      if (result)
        g_task_return_boolean (job->task, TRUE);
      else
        g_task_return_error (job->task, error);
      job_free (job);
      return;
    }
  g_mutex_lock (&job->lock);
  job->result = result;
  job->error = error;
  job->is_done = TRUE;
  g_cond_signal (&job->done_condition);
  g_mutex_unlock (&job->lock);
}

static gpointer
writer_main (gpointer data)
{
  EpcStore *store = data;

  for (;;)
    {
      EpcJob *job = g_async_queue_timeout_pop (store->jobs, LOOK_MICROSECONDS);
      g_autoptr (GError) error = NULL;
      if (job == NULL)
        {
          idle_moment (store);
          continue;
        }
      if (job->write == NULL && job->run == NULL)
        {
          finish_job (job, TRUE, NULL);
          return NULL;
        }
      gboolean result = run_job (store, job, &error);
      if (!result && error == NULL)
        g_set_error (&error, EPC_ERROR, EPC_ERROR_WRITE, _("The change failed and was taken back."));
      finish_job (job, result, result ? NULL : g_steal_pointer (&error));
    }
}

void
epc_writer_start (EpcStore *store)
{
  gint64 version;

  if (epc_sqlite_integer (store->writer, &version, NULL, NULL, "PRAGMA data_version", ""))
    store->data_version = version;
  store->jobs = g_async_queue_new ();
  store->thread = g_thread_new ("epc-writer", writer_main, store);
}

static gboolean
run_and_wait (EpcStore *store, EpcJob *job, GError **error)
{
  g_mutex_init (&job->lock);
  g_cond_init (&job->done_condition);
  g_async_queue_push (store->jobs, job);
  g_mutex_lock (&job->lock);
  while (!job->is_done)
    g_cond_wait (&job->done_condition, &job->lock);
  g_mutex_unlock (&job->lock);
  g_mutex_clear (&job->lock);
  g_cond_clear (&job->done_condition);
  if (job->error != NULL)
    g_propagate_error (error, job->error);
  return job->result;
}

static gboolean
finish_closing (EpcStore *store, EpcSqlite *db, gpointer data, GError **error)
{
  if (store->is_marked)
    epc_sqlite_exec (db, "DELETE FROM _property WHERE key = 'open'", NULL);
  if (store->is_wal && !store->is_read_only)
    checkpoint (store);
  return TRUE;
}

void
epc_writer_stop (EpcStore *store)
{
  if (store->thread == NULL)
    return;
  epc_writer_run (store, finish_closing, NULL, NULL, NULL);
  EpcJob end = { 0 };
  run_and_wait (store, &end, NULL);
  g_thread_join (store->thread);
  store->thread = NULL;
  g_clear_pointer (&store->jobs, g_async_queue_unref);
}

gboolean
epc_writer_run (EpcStore *store, EpcJobFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  EpcJob job = { .run = func, .data = data, .cancellable = cancellable };

  if (epc_store_is_writer_thread (store))
    return func (store, store->writer, data, error);
  return run_and_wait (store, &job, error);
}

static gboolean
refuse_closed (EpcStore *store, GError **error)
{
  if (store->thread != NULL)
    return FALSE;
  g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _("The workspace is closed."));
  return TRUE;
}

gboolean
epc_store_write_step (EpcStore *store, const char *kind, gint64 origin, const char *label, guint64 n_rows, EpcWriteFunc func,
                      gpointer data, GCancellable *cancellable, GError **error)
{
  EpcJob job
      = { .write = func, .data = data, .kind = kind, .origin = origin, .n_rows = n_rows, .label = (char *) label, .cancellable = cancellable };

  g_return_val_if_fail (EPC_IS_STORE (store) && func != NULL, FALSE);
  if (refuse_closed (store, error))
    return FALSE;
  if (epc_store_is_writer_thread (store))
    {
      if (store->transaction != NULL)
        return write_nested (store, &job, error);
      return run_job (store, &job, error);
    }
  return run_and_wait (store, &job, error);
}

gboolean
epc_store_write_many (EpcStore *store, const char *label, guint64 n_rows, EpcWriteFunc func, gpointer data, GError **error)
{
  return epc_store_write_step (store, "do", 0, label, n_rows, func, data, NULL, error);
}

gboolean
epc_store_write (EpcStore *store, const char *label, EpcWriteFunc func, gpointer data, GError **error)
{
  return epc_store_write_many (store, label, 0, func, data, error);
}

gboolean
epc_store_write_received (EpcStore *store, const char *label, EpcWriteFunc func, gpointer data, GError **error)
{
  EpcJob job = { .write = func, .data = data, .kind = "do", .label = (char *) label, .is_received = TRUE };

  return !refuse_closed (store, error) && run_and_wait (store, &job, error);
}

void
epc_store_write_async (EpcStore *store, const char *label, EpcWriteFunc func, gpointer data, GDestroyNotify destroy,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;

  g_task_set_source_tag (task, epc_store_write_async);
  if (refuse_closed (store, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
      if (destroy != NULL)
        destroy (data);
      return;
    }
  EpcJob *job = g_new0 (EpcJob, 1);
  job->write = func;
  job->data = data;
  job->destroy = destroy;
  job->kind = "do";
  job->label = g_strdup (label);
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  job->task = task;
  g_async_queue_push (store->jobs, job);
}

gboolean
epc_store_write_finish (EpcStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
epc_store_begin_step (EpcStore *store, const char *label)
{
  g_mutex_lock (&store->lock);
  if (store->step_label != NULL)
    g_critical ("a step is open already: %s", store->step_label);
  g_free (store->step_label);
  store->step_label = g_strdup (label != NULL ? label : "");
  store->step = 0;
  g_mutex_unlock (&store->lock);
}

void
epc_store_end_step (EpcStore *store)
{
  g_mutex_lock (&store->lock);
  g_clear_pointer (&store->step_label, g_free);
  store->step = 0;
  g_mutex_unlock (&store->lock);
}
