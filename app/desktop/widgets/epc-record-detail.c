/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-record-detail.h"

#include "base/epc-i18n.h"
#include "epc-code-state.h"
#include "epc-heading.h"
#include "epc-panes.h"
#include "epc-record-table.h"
#include "epc-state.h"

struct _EpcRecordDetail
{
  GtkBox parent_instance;
  EpcRecordPage *page; /* it is in there */
  GtkWidget *content, *steps;
};

G_DEFINE_FINAL_TYPE (EpcRecordDetail, epc_record_detail, GTK_TYPE_BOX)

static void
append (EpcRecordDetail *self, GtkWidget *child)
{
  gtk_box_append (GTK_BOX (self->content), child);
}

/* A shape has no words, and what is sealed is read in the form alone. */
static gboolean
is_told (const EpcField *field, EpcRecord *record)
{
  return !epc_record_is_empty (record, field->key) && (field->flags & EPC_FIELD_GEOMETRY) == 0 && field->sensitivity < EPC_SENSITIVITY_STRICT;
}

static char *
words_of (EpcStore *store, const EpcField *field, EpcRecord *record)
{
  g_autofree char *text = epc_store_display (store, record, field->key, NULL);

  if (text == NULL || field->unit == NULL || !epc_field_is_number (field) || field->type == EPC_TYPE_PERCENT)
    return g_steal_pointer (&text);
  return g_strdup_printf ("%s %s", text, _ (field->unit));
}

static void
add_field (EpcRecordDetail *self, const EpcField *field, EpcRecord *record, const char *text)
{
  GtkWidget *both = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *value;
  const char *kind = epc_field_is_state (field) ? epc_code_state (field->codes, epc_record_text (record, field->key)) : NULL;

  value = kind != NULL ? epc_state_new (kind, text, "plain") : epc_pane_line_new (text, NULL);
  if (kind == NULL)
    gtk_label_set_selectable (GTK_LABEL (value), TRUE);
  /* the selection is made with the pointer: keys go from the list to the button */
  gtk_widget_set_focusable (value, FALSE);
  gtk_widget_set_halign (value, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (both), epc_pane_line_new (_ (field->label), "small"));
  gtk_box_append (GTK_BOX (both), value);
  append (self, both);
}

/* What the title says, and what two fields say alike (a name and the name in Spanish), is told once. */
static void
add_fields (EpcRecordDetail *self, EpcStore *store, EpcRecord *record, const char *title)
{
  const EpcEntity *entity = epc_record_entity (record);
  const char *section = NULL;
  g_autofree char *before = g_strdup (title);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];

      section = field->section != NULL ? field->section : section;
      g_autofree char *text = is_told (field, record) ? words_of (store, field, record) : NULL;
      if (text == NULL || g_str_equal (text, title) || g_str_equal (text, before))
        continue;
      if (section != NULL)
        append (self, epc_heading_new (_ (section), NULL));
      section = NULL; /* once, over the first of its fields that says something */
      add_field (self, field, record, text);
      g_free (before);
      before = g_steal_pointer (&text);
    }
}

static void
show (EpcRecordDetail *self)
{
  EpcStore *store = epc_record_page_store (self->page);
  const EpcEntity *entity = epc_record_page_entity (self->page);
  EpcRecord *selected = gtk_widget_get_mapped (GTK_WIDGET (self)) ? epc_record_page_selected (self->page) : NULL;
  /* the row of a list holds what the list shows */
  g_autoptr (EpcRecord) record = selected != NULL ? epc_store_get_row (store, entity, epc_record_row (selected), NULL) : NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->content)) != NULL)
    gtk_box_remove (GTK_BOX (self->content), child);
  gtk_widget_set_visible (self->steps, record != NULL);
  if (record == NULL)
    {
      append (self, epc_pane_line_new (_ ("Choose one row: what is recorded of it stands here."), "faint"));
      return;
    }
  g_autofree char *title = epc_store_title (store, entity, epc_record_uid (record));
  append (self, epc_pane_line_new (title, "page-title"));
  if (epc_record_code (record) != NULL)
    append (self, epc_pane_line_new (epc_record_code (record), "small"));
  add_fields (self, store, record, title);
}

/* Where nobody has chosen yet, the first: a pane that is on screen says something. The list does not move for it. */
static void
begin (EpcRecordDetail *self)
{
  GtkSelectionModel *rows = epc_record_table_selection (EPC_RECORD_TABLE (epc_record_page_table (self->page)));
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (rows);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && gtk_bitset_is_empty (chosen) && g_list_model_get_n_items (G_LIST_MODEL (rows)) > 0)
    gtk_selection_model_select_item (rows, 0, TRUE);
  else
    show (self);
}

static void
epc_record_detail_class_init (EpcRecordDetailClass *klass)
{
}

static void
epc_record_detail_init (EpcRecordDetail *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new (), *edit = gtk_button_new_with_label (_ ("Edit"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pane");
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE); /* what is in it would grow: the room is the list's */
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->content, "pane-pad");
  self->steps = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_set_homogeneous (GTK_BOX (self->steps), TRUE);
  gtk_widget_add_css_class (self->steps, "detail-steps");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (edit), "page.edit");
  gtk_box_append (GTK_BOX (self->steps), edit);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), self->content);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_box_append (GTK_BOX (self), scroll);
  gtk_box_append (GTK_BOX (self), self->steps);
}

GtkWidget *
epc_record_detail_new (EpcRecordPage *page)
{
  EpcRecordDetail *self = g_object_new (EPC_TYPE_RECORD_DETAIL, NULL);

  self->page = page;
  g_signal_connect_object (page, "selection-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (epc_record_page_list (page), "reloaded", G_CALLBACK (begin), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (begin), NULL);
  return GTK_WIDGET (self);
}
