/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-series-choice.h"

void
epc_series_choice_fill (GtkDropDown *choice, GPtrArray *kinds, const EpcRound *current)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < kinds->len; i++)
    {
      const EpcRound *kind = g_ptr_array_index (kinds, i);
      g_autofree char *name = g_strdup_printf ("%s (%s)", kind->operation_name, kind->tool);
      gtk_string_list_append (names, name);
      if (epc_uid_equal (&kind->operation, &current->operation) && g_strcmp0 (kind->tool, current->tool) == 0)
        selected = i;
    }
  gtk_drop_down_set_model (choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (choice, selected);
}
