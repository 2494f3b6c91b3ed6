/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the store holds records to whoever writes them, form, import or command: guards. Each is a row of the table in epc-guard.c. They bind
 * what is done, undone and redone here; what a colleague's package brings has happened elsewhere, and comes in.
 */
#pragma once

#include "epc-store-private.h"
#include "model/epc-validation.h"

G_BEGIN_DECLS

/* All but concerns may be NULL. @state is the guard's own place in the transaction, NULL at first. */
typedef struct
{
  gboolean (*concerns) (const EpcEntity *entity);
  /* What stands against @record beside what is stored, for forms and validation. */
  void (*judge) (EpcStore *store, const EpcRecord *record, EpcFindings *findings);
  /* Why @record may not be written in place of @old (NULL: it is new), where a step forward is made; NULL: it may. Free with g_free(). */
  char *(*objection) (EpcStore *store, const EpcRecord *old, const EpcRecord *record);
  /* Before the first row of an import. */
  gboolean (*begin) (EpcTransaction *transaction, gpointer *state, GError **error);
  /* @values, one a field of @entity, come (@sign 1) or go (−1): to be looked at before the commit. */
  void (*note) (EpcTransaction *transaction, gpointer *state, const EpcEntity *entity, const EpcValue *values, int sign);
  /* The same for the rows of a batch, between two numbers, whose mark of deletion was turned. */
  gboolean (*note_batch) (EpcTransaction *transaction, gpointer *state, const EpcEntity *entity, gint64 batch, gint64 first, gint64 last, int sign,
                          GError **error);
  /* Before the commit, where there is a state: FALSE with EPC_ERROR_INVALID when what was noted cannot stand. */
  gboolean (*settle) (EpcTransaction *transaction, gpointer state, GError **error);
  void (*free_state) (gpointer state);
} EpcGuard;

extern const EpcGuard epc_ledger_guard, epc_freeze_guard, epc_funding_guard;

/* The guards that @entity concerns, a bit each. */
guint epc_guard_mask (const EpcEntity *entity);
/* These ask the guards of the table, as told above. */
void epc_guard_judge (EpcStore *store, const EpcRecord *record, EpcFindings *findings);
gboolean epc_guard_allows (EpcTransaction *transaction, const EpcRecord *old, const EpcRecord *record, GError **error);
gboolean epc_guard_begin (EpcTransaction *transaction, GError **error);
void epc_guard_note (EpcTransaction *transaction, const EpcEntity *entity, const EpcValue *values, int sign);
gboolean epc_guard_note_batch (EpcTransaction *transaction, const EpcEntity *entity, gint64 batch, gint64 first, gint64 last, int sign,
                               GError **error);
gboolean epc_guard_settle (EpcTransaction *transaction, GError **error);
void epc_guard_clear (EpcTransaction *transaction);

G_END_DECLS
