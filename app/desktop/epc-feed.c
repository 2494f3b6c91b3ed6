/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-feed.h"

struct _EpcFeed
{
  GtkWidget *page;
  EpcSession *session;
  const EpcFeedKind *kind;
  GCancellable *cancellable; /* of the question under way */
  guint source;
  gboolean is_stale; /* something has changed while the page was not on screen */
};

typedef struct
{
  const EpcFeedKind *kind;
  EpcStore *store;
  EpcUid crisis;
  gboolean has_crisis;
  gpointer question;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->store);
  if (question->question != NULL && question->kind->free_question != NULL)
    question->kind->free_question (question->question);
  g_free (question);
}

static GMutex working_lock;
static GCond nobody_works;
static guint n_working;

static void
count_working (int change)
{
  g_mutex_lock (&working_lock);
  n_working += (guint) change;
  if (n_working == 0)
    g_cond_broadcast (&nobody_works);
  g_mutex_unlock (&working_lock);
}

void
epc_feed_wait_for_all (gint64 until)
{
  g_mutex_lock (&working_lock);
  while (n_working > 0 && g_cond_wait_until (&nobody_works, &working_lock, until))
    ;
  g_mutex_unlock (&working_lock);
}

static void
work_in_thread (GTask *task, gpointer page, gpointer data, GCancellable *cancellable)
{
  Question *question = data;
  GError *error = NULL;

  count_working (1);
  gpointer answer = question->kind->work (question->store, question->has_crisis ? &question->crisis : NULL, question->question,
                                          cancellable, &error);
  count_working (-1);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, question->kind->free_answer);
}

static void
on_worked (GObject *page, GAsyncResult *result, gpointer data)
{
  Question *question = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gpointer answer = g_task_propagate_pointer (G_TASK (result), &error);

  /* A feed that has ended, or has a newer question, has cancelled this one. A page whose window is gone lives on only because the question
   * holds it: what it shows its answers in may be gone. */
  if (answer != NULL && gtk_widget_get_root (GTK_WIDGET (page)) == NULL)
    question->kind->free_answer (answer);
  else if (answer != NULL)
    question->kind->show (page, answer);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("%s could not be worked out: %s", question->kind->what, error->message);
}

static void
stop (EpcFeed *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static gboolean
start (gpointer data)
{
  EpcFeed *self = data;
  const EpcUid *crisis = epc_session_crisis (self->session);
  Question *question = g_new0 (Question, 1);

  self->source = 0;
  stop (self);
  self->is_stale = FALSE;
  self->cancellable = g_cancellable_new ();
  question->kind = self->kind;
  question->store = g_object_ref (epc_session_store (self->session));
  question->has_crisis = crisis != NULL;
  if (crisis != NULL)
    question->crisis = *crisis;
  question->question = self->kind->ask != NULL ? self->kind->ask (self->page) : NULL;
  g_autoptr (GTask) task = g_task_new (self->page, self->cancellable, on_worked, NULL);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, question, question_free);
  g_task_run_in_thread (task, work_in_thread);
  return G_SOURCE_REMOVE;
}

void
epc_feed_soon (EpcFeed *self)
{
  self->is_stale = TRUE;
  if (self->source == 0 && gtk_widget_get_mapped (self->page))
    self->source = g_timeout_add (self->kind->delay, start, self);
}

/* The window itself comes first. */
static gboolean
has_been_drawn (GtkWidget *page)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (page);

  return clock != NULL && gdk_frame_clock_get_frame_counter (clock) >= 0;
}

/* What comes on screen is read while it is drawn: a page of many widgets keeps the main loop from all that is idle until it stands. */
static void
on_map (GtkWidget *page, EpcFeed *self)
{
  if (!self->is_stale || self->source != 0)
    return;
  if (has_been_drawn (page))
    start (self);
  else
    self->source = g_idle_add (start, self);
}

static void
on_changed (EpcStore *store, EpcChange *change, EpcFeed *self)
{
  if (change->entity == NULL || self->kind->kinds == NULL || g_strv_contains (self->kind->kinds, change->entity->key))
    epc_feed_soon (self);
}

static void
on_crisis_changed (EpcSession *session, EpcFeed *self)
{
  epc_feed_soon (self);
}

EpcFeed *
epc_feed_new (GtkWidget *page, EpcSession *session, const EpcFeedKind *kind)
{
  EpcFeed *self = g_new0 (EpcFeed, 1);

  self->page = page;
  self->session = g_object_ref (session);
  self->kind = kind;
  self->is_stale = TRUE;
  g_signal_connect (page, "map", G_CALLBACK (on_map), self);
  g_signal_connect (session, "crisis-changed", G_CALLBACK (on_crisis_changed), self);
  g_signal_connect (epc_session_store (session), "changed", G_CALLBACK (on_changed), self);
  return self;
}

void
epc_feed_free (EpcFeed *self)
{
  stop (self);
  g_signal_handlers_disconnect_by_data (self->page, self);
  g_signal_handlers_disconnect_by_data (epc_session_store (self->session), self);
  g_signal_handlers_disconnect_by_data (self->session, self);
  g_object_unref (self->session);
  g_free (self);
}
