/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Work that would hold up the window, and what is said of it afterwards.
 */
#include "epc-thread.h"

typedef struct
{
  EpcThreadWork work;
  EpcThreadDone done;
  gpointer data;
  GDestroyNotify free_data;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  run->free_data (run->data);
  g_free (run);
}

static void
on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Run *run = data;
  GError *error = NULL;

  if (run->work (run->data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  Run *run = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  run->done (source, run->data, error);
}

void
epc_thread_run (gpointer source, GCancellable *cancellable, EpcThreadWork work, EpcThreadDone done, gpointer data, GDestroyNotify free_data)
{
  Run *run = g_new0 (Run, 1);
  g_autoptr (GTask) task = g_task_new (source, cancellable, on_done, NULL);

  *run = (Run){ work, done, data, free_data };
  g_task_set_source_tag (task, epc_thread_run);
  g_task_set_task_data (task, run, run_free);
  g_task_run_in_thread (task, on_thread);
}
