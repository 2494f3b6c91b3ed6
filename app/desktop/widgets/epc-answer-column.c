/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-answer-column.h"

#include "epc-state.h"

typedef struct
{
  EpcAnswerFunc func;
  gpointer data;
  gboolean is_number;
} Answer;

static void
answer_free (gpointer answer, GClosure *closure)
{
  g_free (answer);
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, Answer *answer)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5), *image = gtk_image_new (), *text = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (text), 3);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (text), 3);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (text), answer->is_number ? 1 : 0);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_add_css_class (text, "num");
  gtk_image_set_pixel_size (GTK_IMAGE (image), 14);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), text);
  gtk_list_item_set_child (item, box);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, Answer *answer)
{
  static const char *const kinds[] = { "ok", "watch", "critical", "unknown" };
  GtkWidget *box = gtk_list_item_get_child (item), *image = gtk_widget_get_first_child (box);
  const char *state = NULL;
  g_autofree char *text = NULL;

  answer->func (gtk_list_item_get_item (item), &text, &state, answer->data);
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_last_child (box)), text != NULL ? text : "—");
  gtk_widget_set_visible (image, state != NULL);
  if (state != NULL)
    gtk_image_set_from_icon_name (GTK_IMAGE (image), epc_state_icon (state));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (state, kinds[i]) == 0)
      gtk_widget_add_css_class (box, kinds[i]);
    else
      gtk_widget_remove_css_class (box, kinds[i]);
}

GtkColumnViewColumn *
epc_answer_column_new (const char *title, gboolean is_number, int width, EpcAnswerFunc func, gpointer data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Answer *answer = g_new0 (Answer, 1);

  answer->func = func;
  answer->data = data;
  answer->is_number = is_number;
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), answer);
  g_signal_connect_data (factory, "bind", G_CALLBACK (on_bind), answer, answer_free, 0);
  GtkColumnViewColumn *column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_fixed_width (column, width);
  gtk_column_view_column_set_resizable (column, TRUE);
  return column;
}
