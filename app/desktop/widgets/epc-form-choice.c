/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Row of one code of a list. Up to eight codes are a drop-down that arrows and first letters move without opening it;
 * longer lists propose while one types. The first choice is always "—": nothing was asked.
 */
#include "epc-form-rows.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-text.h"
#include "epc-drop-down.h"
#include "epc-proposal-entry.h"
#include "model/epc-code-list.h"

#define MAX_DROP_DOWN 8
#define MAX_PROPOSALS 300

struct _EpcFormChoice
{
  EpcFieldRow parent_instance;
  const EpcCodeList *list;
  GtkWidget *drop;         /* a drop-down, or */
  EpcProposalEntry *entry; /* an entry that proposes */
  GPtrArray *keys;         /* of the drop-down, NULL first */
};

G_DEFINE_FINAL_TYPE (EpcFormChoice, epc_form_choice, EPC_TYPE_FIELD_ROW)

static GPtrArray *
propose (const char *text, gpointer data)
{
  const EpcCodeList *list = data;
  GPtrArray *proposals = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_proposal_free);
  g_autofree char *wanted = epc_text_fold (text);

  /* Those that begin with what was typed first, then those that hold it. */
  for (int round = 0; round < 2; round++)
    for (guint i = 0; list != NULL && i < list->n_codes && proposals->len < MAX_PROPOSALS; i++)
      {
        const EpcCode *code = &list->codes[i];
        g_autofree char *label = epc_text_fold (epc_code_text (list, code, NULL));
        g_autofree char *key = epc_text_fold (code->key);
        const char *found = strstr (label, wanted);
        gboolean begins = found == label || g_str_has_prefix (key, wanted);

        if (round == 0 ? begins : found != NULL && !begins)
          g_ptr_array_add (proposals, epc_proposal_new (code->key, epc_code_text (list, code, NULL), NULL));
      }
  return proposals;
}

static void
on_chosen (EpcFieldRow *row)
{
  epc_field_row_edited (row);
  epc_field_row_committed (row);
}

static gboolean
is_open (GtkWidget *drop)
{
  for (GtkWidget *child = gtk_widget_get_first_child (drop); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child) && gtk_widget_get_mapped (child))
      return TRUE;
  return FALSE;
}

/* Arrows, first letters and Delete work on the closed drop-down; in the open list they only move, and Enter chooses. */
static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, EpcFormChoice *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop));
  gunichar letter = g_unichar_tolower (gdk_keyval_to_unicode (key));
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (self->drop));

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) || is_open (self->drop))
    return FALSE;
  if (key == GDK_KEY_Delete || key == GDK_KEY_BackSpace)
    {
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop), 0);
      return TRUE;
    }
  if (key == GDK_KEY_Up || key == GDK_KEY_Down)
    {
      if (key == GDK_KEY_Down && selected + 1 < self->keys->len)
        gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop), selected + 1);
      else if (key == GDK_KEY_Up && selected > 0 && selected != GTK_INVALID_LIST_POSITION)
        gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop), selected - 1);
      return TRUE;
    }
  if (!g_unichar_isalnum (letter))
    return FALSE;
  for (guint step = 1; step <= self->keys->len; step++)
    {
      guint i = (selected + step) % self->keys->len;
      g_autofree char *folded = epc_text_fold (gtk_string_list_get_string (GTK_STRING_LIST (model), i));

      if (g_utf8_get_char (folded) == letter)
        {
          gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop), i);
          break;
        }
    }
  return TRUE;
}

static void
build_drop_down (EpcFormChoice *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new ((const char *const[]){ "—", NULL });
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_ptr_array_add (self->keys, NULL);
  for (guint i = 0; self->list != NULL && i < self->list->n_codes; i++)
    {
      g_ptr_array_add (self->keys, g_strdup (self->list->codes[i].key));
      gtk_string_list_append (labels, epc_code_text (self->list, &self->list->codes[i], NULL));
    }
  self->drop = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  epc_drop_down_ellipsize (GTK_DROP_DOWN (self->drop), -1);
  g_signal_connect_swapped (self->drop, "notify::selected", G_CALLBACK (on_chosen), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->drop, keys);
  epc_field_row_set_control (EPC_FIELD_ROW (self), self->drop, NULL);
}

static void
build (EpcFieldRow *row)
{
  EpcFormChoice *self = EPC_FORM_CHOICE (row);
  const EpcField *field = epc_field_row_field (row);

  self->list = epc_code_list_find (field->type == EPC_TYPE_YES_NO ? "yes_no" : field->codes);
  if (self->list == NULL || self->list->n_codes <= MAX_DROP_DOWN)
    {
      build_drop_down (self);
      return;
    }
  self->entry = EPC_PROPOSAL_ENTRY (epc_proposal_entry_new (propose, (gpointer) self->list, NULL));
  g_signal_connect_swapped (self->entry, "chosen", G_CALLBACK (on_chosen), row);
  g_signal_connect_swapped (self->entry, "edited", G_CALLBACK (epc_field_row_edited), row);
  g_signal_connect_swapped (epc_proposal_entry_entry (self->entry), "activate", G_CALLBACK (epc_field_row_done), row);
  gtk_entry_set_placeholder_text (GTK_ENTRY (epc_proposal_entry_entry (self->entry)), "—");
  epc_field_row_set_control (row, GTK_WIDGET (self->entry), epc_proposal_entry_entry (self->entry));
}

/* The position of @key; a code that the list does not have (from a newer version, or the user's own) is added to it. */
static guint
position_of (EpcFormChoice *self, const char *key)
{
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (self->drop));

  for (guint i = 0; i < self->keys->len; i++)
    if (g_strcmp0 (self->keys->pdata[i], key) == 0)
      return i;
  g_ptr_array_add (self->keys, g_strdup (key));
  gtk_string_list_append (GTK_STRING_LIST (model), key);
  return self->keys->len - 1;
}

static void
load (EpcFieldRow *row, EpcRecord *record)
{
  EpcFormChoice *self = EPC_FORM_CHOICE (row);
  const char *key = epc_record_text (record, epc_field_row_field (row)->key);

  if (self->drop != NULL)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop), position_of (self, key));
  else
    epc_proposal_entry_set (self->entry, key, key != NULL ? epc_code_label (self->list->key, key, NULL) : NULL);
}

static gboolean
read_code (EpcFieldRow *row, EpcRecord *record, GError **error)
{
  EpcFormChoice *self = EPC_FORM_CHOICE (row);
  const char *text;

  if (self->drop != NULL)
    {
      guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop));

      return epc_field_row_parse (row, record, selected < self->keys->len ? self->keys->pdata[selected] : NULL, error);
    }
  text = epc_proposal_entry_value (self->entry) != NULL ? epc_proposal_entry_value (self->entry)
                                                        : epc_proposal_entry_text (self->entry);
  return epc_field_row_parse (row, record, text, error);
}

static void
set_editable (EpcFieldRow *row, gboolean is_editable)
{
  EpcFormChoice *self = EPC_FORM_CHOICE (row);

  if (self->drop != NULL)
    gtk_widget_set_sensitive (self->drop, is_editable);
  else
    epc_proposal_entry_set_editable (self->entry, is_editable);
}

static void
epc_form_choice_finalize (GObject *object)
{
  g_ptr_array_unref (EPC_FORM_CHOICE (object)->keys);
  G_OBJECT_CLASS (epc_form_choice_parent_class)->finalize (object);
}

static void
epc_form_choice_class_init (EpcFormChoiceClass *klass)
{
  EpcFieldRowClass *row_class = EPC_FIELD_ROW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = epc_form_choice_finalize;
  row_class->build = build;
  row_class->load = load;
  row_class->read = read_code;
  row_class->set_editable = set_editable;
}

static void
epc_form_choice_init (EpcFormChoice *self)
{
  self->keys = g_ptr_array_new_with_free_func (g_free);
}
