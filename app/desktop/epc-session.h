/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the pages of one window share: the open workspace, the crisis chosen, the settings of this machine.
 */
#pragma once

#include "store/epc-store.h"

G_BEGIN_DECLS

#define EPC_TYPE_SESSION (epc_session_get_type ())
G_DECLARE_FINAL_TYPE (EpcSession, epc_session, EPC, SESSION, GObject)

/* Signals:
 *   "crisis-changed"  another crisis, or all, was chosen
 *   "saved"           a change was committed: the foot says when */
EpcSession *epc_session_new (EpcStore *store, GSettings *settings);
EpcStore *epc_session_store (EpcSession *self);
GSettings *epc_session_settings (EpcSession *self);

/* NULL: all crises. */
const EpcUid *epc_session_crisis (EpcSession *self);
void epc_session_set_crisis (EpcSession *self, const EpcUid *crisis);
/* Name of the crisis, or "All crises". Free with g_free(). */
char *epc_session_crisis_title (EpcSession *self);
/* What every screen must say: that the workspace is the example, or the crisis chosen an exercise. NULL: it is real. */
const char *epc_session_unreal_text (EpcSession *self);
/* The word printed across each page for it: "SAMPLE", "DRILL"; NULL: it is real. */
const char *epc_session_watermark (EpcSession *self);
/* Name of the office as its record has it. Free with g_free(). */
char *epc_session_office_title (EpcSession *self);
/* The field by which records of @entity belong to a crisis (a reference to it); NULL: they belong to none. */
const EpcField *epc_session_crisis_field (const EpcEntity *entity);

/* How a page was left: pane positions, columns, sorting, filters. Kept on this machine under the workspace and @key
 * ("response/sites/columns"); NULL: never set. Free with g_free(). */
char *epc_session_view_state (EpcSession *self, const char *key);
void epc_session_set_view_state (EpcSession *self, const char *key, const char *value);
/* Binds the position of a GtkPaned (@paned, any object with the property "position") to the view state @key. */
void epc_session_keep_position (EpcSession *self, GObject *paned, const char *key, int position);

/* Time of the last commit here, microseconds since 1970; 0: none since opening. */
gint64 epc_session_saved (EpcSession *self);
/* "Saved 14:32" in the office's zone, or "No changes yet". Free with g_free(). */
char *epc_session_saved_text (EpcSession *self);

/* "18 Oct 2026 08:12" of @wall (microseconds since 1970) in the office's zone. From any thread. Free with g_free(). */
char *epc_session_moment_text (EpcStore *store, gint64 wall);

G_END_DECLS
