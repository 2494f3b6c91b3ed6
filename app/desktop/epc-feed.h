/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a page shows that no list can read for it: worked out in a thread, a moment after what it rests on has changed, and not
 * before the page is on screen. A newer question cancels the older.
 */
#pragma once

#include <gtk/gtk.h>

#include "epc-session.h"

G_BEGIN_DECLS

typedef struct
{
  const char *what;         /* plain English, for the log: "sites" */
  guint delay;              /* milliseconds after the last change */
  const char *const *kinds; /* keys of the entities that it rests on, NULL-terminated; NULL: all */
  /* The question beside the crisis, asked in the main loop; NULL: there is none. */
  gpointer (*ask) (gpointer page);
  GDestroyNotify free_question;
  /* In a thread. @crisis NULL: all. NULL with @error set, or cancelled. */
  gpointer (*work) (EpcStore *store, const EpcUid *crisis, gpointer question, GCancellable *cancellable, GError **error);
  /* In the main loop. (transfer full) of @answer */
  void (*show) (gpointer page, gpointer answer);
  GDestroyNotify free_answer; /* of one that nobody wants any more */
} EpcFeedKind;

typedef struct _EpcFeed EpcFeed;

/* For as long as @page lives: @page ends it in its dispose. @kind is not copied. */
EpcFeed *epc_feed_new (GtkWidget *page, EpcSession *session, const EpcFeedKind *kind);
/* The question has changed. */
void epc_feed_soon (EpcFeed *feed);
void epc_feed_free (EpcFeed *feed);

/* Waits, in a thread, until no page reads, at most till @until (g_get_monotonic_time()). */
void epc_feed_wait_for_all (gint64 until);

G_END_DECLS
