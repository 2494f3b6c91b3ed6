/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A question or a message over the window: heading, sentences, answers. AdwAlertDialog from libadwaita 1.5 on, because AdwMessageDialog measures
 * its labels wrongly with the GTK of then; AdwMessageDialog before.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#if ADW_CHECK_VERSION(1, 5, 0)
typedef AdwAlertDialog EpcAlert;
typedef AdwAlertDialogClass EpcAlertClass;
#else
typedef AdwMessageDialog EpcAlert;
typedef AdwMessageDialogClass EpcAlertClass;
#endif
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcAlert, g_object_unref)

/* The type to derive from; properties "heading", "body". Signal "response" (const char *answer): it closes by itself after it. */
#define EPC_TYPE_ALERT (epc_alert_get_type ())
GType epc_alert_get_type (void);

EpcAlert *epc_alert_new (const char *heading, const char *body);
/* @id is what "response" says; @label has its mnemonic. */
void epc_alert_add_answer (EpcAlert *alert, const char *id, const char *label);
/* What Enter answers, and what closing it answers. */
void epc_alert_set_default (EpcAlert *alert, const char *on_enter, const char *on_close);
void epc_alert_suggest (EpcAlert *alert, const char *id);
void epc_alert_set_extra_child (EpcAlert *alert, GtkWidget *child);
/* Over the window that @parent is or stands in. */
void epc_alert_present (EpcAlert *alert, GtkWidget *parent);
/* Without an answer. */
void epc_alert_close (EpcAlert *alert);
/* @heading, @message and "Close". */
void epc_alert_say (GtkWidget *parent, const char *heading, const char *message);

const char *epc_alert_heading (EpcAlert *alert);
const char *epc_alert_body (EpcAlert *alert);
GtkWidget *epc_alert_extra_child (EpcAlert *alert);

G_END_DECLS
