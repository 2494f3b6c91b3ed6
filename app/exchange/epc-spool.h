/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of an import between reading and writing: parsed, matched and checked, kept as differences from the row before in a
 * temporary file that has no name (memory while it is small). A million rows of counts take some tens of megabytes of disk.
 */
#pragma once

#include <gio/gio.h>

#include "model/epc-value.h"

G_BEGIN_DECLS

typedef struct _EpcSpool EpcSpool;

/* @n_fields: per kind of record, the number of its fields. */
EpcSpool *epc_spool_new (const guint *n_fields, guint n_kinds);
void epc_spool_free (EpcSpool *spool);

/* Adds one record of kind @kind out of row @row. @values: one a field; @is_initial: which of them are only for a record that is
 * new;
 * @changed: which of both may differ from those of the record of this kind added before, all set to FALSE again. EPC_ERROR_WRITE
 * when the disk is full. */
gboolean epc_spool_add (EpcSpool *spool, guint kind, guint64 row, const EpcUid *uid, const char *code, const EpcValue *values,
                        const guint8 *is_initial, guint8 *changed, GError **error);
/* Nothing more is added; reading begins with the first. May be called again. */
gboolean epc_spool_rewind (EpcSpool *spool, GError **error);
/* The next record; *@values stays the spool's until the next call. FALSE at the end (no error). @uid may be nil, @code NULL. */
gboolean epc_spool_next (EpcSpool *spool, guint *kind, guint64 *row, EpcUid *uid, const char **code, const EpcValue **values,
                         const guint8 **is_initial, GError **error);
guint64 epc_spool_length (const EpcSpool *spool); /* records */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcSpool, epc_spool_free)

G_END_DECLS
