/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-alert.h"

#include "base/epc-i18n.h"

#if ADW_CHECK_VERSION(1, 5, 0)
#define ALERT(name) adw_alert_dialog_##name
#define NATIVE(alert) ADW_ALERT_DIALOG (alert)
#else
#define ALERT(name) adw_message_dialog_##name
#define NATIVE(alert) ADW_MESSAGE_DIALOG (alert)
#endif

/* The build allows libadwaita 1.2 only; what is newer is asked for above. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS

GType
epc_alert_get_type (void)
{
  return ALERT (get_type) ();
}

EpcAlert *
epc_alert_new (const char *heading, const char *body)
{
  return g_object_new (EPC_TYPE_ALERT, "heading", heading, "body", body, NULL);
}

void
epc_alert_add_answer (EpcAlert *alert, const char *id, const char *label)
{
  ALERT (add_response) (NATIVE (alert), id, label);
}

void
epc_alert_set_default (EpcAlert *alert, const char *on_enter, const char *on_close)
{
  ALERT (set_default_response) (NATIVE (alert), on_enter);
  ALERT (set_close_response) (NATIVE (alert), on_close);
}

void
epc_alert_suggest (EpcAlert *alert, const char *id)
{
  ALERT (set_response_appearance) (NATIVE (alert), id, ADW_RESPONSE_SUGGESTED);
}

void
epc_alert_set_extra_child (EpcAlert *alert, GtkWidget *child)
{
  ALERT (set_extra_child) (NATIVE (alert), child);
}

void
epc_alert_present (EpcAlert *alert, GtkWidget *parent)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_dialog_present (ADW_DIALOG (alert), parent);
#else
  GtkRoot *root = gtk_widget_get_root (parent);

  gtk_window_set_transient_for (GTK_WINDOW (alert), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  gtk_window_present (GTK_WINDOW (alert));
#endif
}

void
epc_alert_close (EpcAlert *alert)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_dialog_force_close (ADW_DIALOG (alert));
#else
  gtk_window_destroy (GTK_WINDOW (alert));
#endif
}

void
epc_alert_say (GtkWidget *parent, const char *heading, const char *message)
{
  EpcAlert *alert = epc_alert_new (heading, message);

  epc_alert_add_answer (alert, "close", _ ("_Close"));
  epc_alert_present (alert, parent);
}

const char *
epc_alert_heading (EpcAlert *alert)
{
  return ALERT (get_heading) (NATIVE (alert));
}

const char *
epc_alert_body (EpcAlert *alert)
{
  return ALERT (get_body) (NATIVE (alert));
}

GtkWidget *
epc_alert_extra_child (EpcAlert *alert)
{
  return ALERT (get_extra_child) (NATIVE (alert));
}

G_GNUC_END_IGNORE_DEPRECATIONS
