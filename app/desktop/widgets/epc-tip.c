/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-tip.h"

#define TEXT "epc-tip"

static gboolean
on_query (GtkWidget *widget, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip, gpointer data)
{
  const char *text = epc_tip_get (widget);

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

void
epc_tip_set (GtkWidget *widget, const char *text)
{
  gboolean has_text = text != NULL && *text != '\0';

  if (has_text && g_signal_handler_find (widget, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, on_query, NULL) == 0)
    g_signal_connect (widget, "query-tooltip", G_CALLBACK (on_query), NULL);
  g_object_set_data_full (G_OBJECT (widget), TEXT, has_text ? g_strdup (text) : NULL, g_free);
  gtk_widget_set_has_tooltip (widget, has_text);
}

const char *
epc_tip_get (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), TEXT);
}
