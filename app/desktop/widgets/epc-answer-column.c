/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-answer-column.h"

typedef struct
{
  EpcAnswer public;
  GHashTable *bound; /* GtkListItem that show a record now */
} Answer;

static GQuark
answer_quark (void)
{
  return g_quark_from_static_string ("epc-answer");
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_hash_table_unref (answer->bound);
  g_free (answer);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, Answer *answer)
{
  g_hash_table_add (answer->bound, item);
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item, Answer *answer)
{
  g_hash_table_remove (answer->bound, item);
}

GtkColumnViewColumn *
epc_answer_column_new (const char *title, gboolean is_number, int width, EpcTextCellShow show, gpointer data)
{
  GtkListItemFactory *factory = epc_text_cell_factory_new (is_number, show, data);
  GtkColumnViewColumn *column;
  Answer *answer = g_new0 (Answer, 1);

  answer->public = (EpcAnswer){ .title = title, .is_number = is_number, .width = width, .data = data };
  answer->bound = g_hash_table_new (NULL, NULL);
  /* the factory may outlive the column by the cells it made */
  g_object_set_qdata_full (G_OBJECT (factory), answer_quark (), answer, answer_free);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), answer);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), answer);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_fixed_width (column, width);
  gtk_column_view_column_set_resizable (column, TRUE);
  return column;
}

static Answer *
answer_of (GtkColumnViewColumn *column)
{
  GtkListItemFactory *factory = column != NULL ? gtk_column_view_column_get_factory (column) : NULL;

  return factory != NULL ? g_object_get_qdata (G_OBJECT (factory), answer_quark ()) : NULL;
}

void
epc_answer_column_set_order (GtkColumnViewColumn *column, const char *key, EpcAnswerValue value)
{
  Answer *answer = answer_of (column);

  g_return_if_fail (answer != NULL);
  answer->public.key = key;
  answer->public.value = value;
}

const EpcAnswer *
epc_answer_column_answer (GtkColumnViewColumn *column)
{
  Answer *answer = answer_of (column);

  return answer != NULL ? &answer->public : NULL;
}

void
epc_answer_column_refresh (GtkColumnViewColumn *column)
{
  Answer *answer = answer_of (column);
  GHashTableIter iter;
  gpointer item;

  g_return_if_fail (answer != NULL);
  g_hash_table_iter_init (&iter, answer->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    epc_text_cell_refresh (EPC_TEXT_CELL (gtk_list_item_get_child (item)));
}
