/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The review queue in words: what each line of the section says, worked out in a thread.
 */
#pragma once

#include <gio/gio.h>

#include "exchange/epc-queue.h"

G_BEGIN_DECLS

/* One thing that a name could mean. */
typedef struct
{
  char *reference; /* P-code, or uid of a record */
  char *title;     /* "Delmas, Ouest" */
  char *code;
  char *reason;    /* "names 83 % alike · 2.3 km away · coordinates lie inside" */
} EpcQueueChoice;

/* A name in doubt, or a pair that was joined. */
#define EPC_TYPE_QUEUE_LINE (epc_queue_line_get_type ())
G_DECLARE_FINAL_TYPE (EpcQueueLine, epc_queue_line, EPC, QUEUE_LINE, GObject)

struct _EpcQueueLine
{
  GObject parent_instance;
  char *reference;  /* uid text of the doubt */
  char *title, *note;
  gboolean is_place;
  gboolean is_made_apart;  /* a record that is like one of another office */
  const EpcEntity *entity; /* of what it means */
  GPtrArray *choices;      /* (element-type EpcQueueChoice) best first */
  EpcUid kept, other;      /* of a pair */
};

typedef struct
{
  GPtrArray *waiting, *joined; /* (element-type EpcQueueLine) */
} EpcQueueData;

EpcQueueData *epc_queue_data_read (EpcStore *store, GError **error);
void epc_queue_data_free (EpcQueueData *data);

G_END_DECLS
