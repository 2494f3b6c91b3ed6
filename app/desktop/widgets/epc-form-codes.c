/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Row of several codes of a list: a button that says them, and a popover in which they are ticked.
 */
#include "epc-form-rows.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-text.h"
#include "model/epc-code-list.h"

#define MAX_WITHOUT_SEARCH 12

struct _EpcFormCodes
{
  EpcFieldRow parent_instance;
  const EpcCodeList *list;
  GtkWidget *button, *label, *rows, *search;
  GHashTable *chosen; /* keys */
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (EpcFormCodes, epc_form_codes, EPC_TYPE_FIELD_ROW)

/* Chosen codes that the list does not have, from a newer version or typed on the command line, go on being chosen. */
static void
append_unknown (EpcFormCodes *self, GString *text, const char *between)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (self->chosen), (GCompareFunc) strcmp);

  for (GList *key = keys; key != NULL; key = key->next)
    if (epc_code_list_code (self->list, key->data) == NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? between : "", (char *) key->data);
}

static void
show_chosen (EpcFormCodes *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; self->list != NULL && i < self->list->n_codes; i++)
    if (g_hash_table_contains (self->chosen, self->list->codes[i].key))
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", epc_code_text (self->list, &self->list->codes[i], NULL));
  append_unknown (self, text, " · ");
  gtk_label_set_text (GTK_LABEL (self->label), text->len > 0 ? text->str : "—");
  gtk_widget_set_tooltip_text (self->button, text->len > 0 ? text->str : NULL);
}

static void
on_toggled (GtkCheckButton *check, EpcFormCodes *self)
{
  const EpcCode *code = g_object_get_data (G_OBJECT (check), "epc-code");

  if (self->is_filling)
    return;
  if (gtk_check_button_get_active (check))
    g_hash_table_add (self->chosen, g_strdup (code->key));
  else
    g_hash_table_remove (self->chosen, code->key);
  show_chosen (self);
  epc_field_row_edited (EPC_FIELD_ROW (self));
}

static void
on_search (GtkSearchEntry *search, EpcFormCodes *self)
{
  g_autofree char *wanted = epc_text_fold (gtk_editable_get_text (GTK_EDITABLE (search)));

  for (GtkWidget *check = gtk_widget_get_first_child (self->rows); check != NULL; check = gtk_widget_get_next_sibling (check))
    {
      const EpcCode *code = g_object_get_data (G_OBJECT (check), "epc-code");
      g_autofree char *label = epc_text_fold (epc_code_text (self->list, code, NULL));

      gtk_widget_set_visible (check, strstr (label, wanted) != NULL);
    }
}

/* Filled when it is opened first: a form has many rows that are never opened. */
static void
on_open (GtkMenuButton *button, gpointer data)
{
  EpcFormCodes *self = data;
  gboolean is_new = gtk_widget_get_first_child (self->rows) == NULL;

  self->is_filling = TRUE;
  for (guint i = 0; is_new && self->list != NULL && i < self->list->n_codes; i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (epc_code_text (self->list, &self->list->codes[i], NULL));

      g_object_set_data (G_OBJECT (check), "epc-code", (gpointer) &self->list->codes[i]);
      g_signal_connect (check, "toggled", G_CALLBACK (on_toggled), self);
      gtk_box_append (GTK_BOX (self->rows), check);
    }
  for (GtkWidget *check = gtk_widget_get_first_child (self->rows); check != NULL; check = gtk_widget_get_next_sibling (check))
    {
      const EpcCode *code = g_object_get_data (G_OBJECT (check), "epc-code");

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), g_hash_table_contains (self->chosen, code->key));
    }
  self->is_filling = FALSE;
}

static void
on_closed (GtkPopover *popover, EpcFormCodes *self)
{
  epc_field_row_committed (EPC_FIELD_ROW (self));
}

static GtkWidget *
make_popover (EpcFormCodes *self)
{
  GtkWidget *popover = gtk_popover_new (), *scroller = gtk_scrolled_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->rows);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_focusable (scroller, FALSE); /* the first choice takes the focus, not what scrolls it */
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  if (self->list != NULL && self->list->n_codes > MAX_WITHOUT_SEARCH)
    {
      self->search = gtk_search_entry_new ();
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Find a choice"), -1);
      g_signal_connect (self->search, "search-changed", G_CALLBACK (on_search), self);
      gtk_box_append (GTK_BOX (box), self->search);
    }
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect (popover, "closed", G_CALLBACK (on_closed), self);
  return popover;
}

static void
build (EpcFieldRow *row)
{
  EpcFormCodes *self = EPC_FORM_CODES (row);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->list = epc_code_list_find (epc_field_row_field (row)->codes);
  self->label = gtk_label_new ("—");
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), make_popover (self));
  /* Before the popover is shown: it gives the focus to what is in it then. */
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), on_open, self, NULL);
  gtk_widget_add_css_class (self->button, "choice");
  /* The button centres what it wraps its child in; the words begin at the left. */
  for (GtkWidget *inner = box; inner != NULL && inner != self->button; inner = gtk_widget_get_parent (inner))
    gtk_widget_set_halign (inner, GTK_ALIGN_FILL);
  epc_field_row_set_control (row, self->button, NULL);
}

static void
load (EpcFieldRow *row, EpcRecord *record)
{
  EpcFormCodes *self = EPC_FORM_CODES (row);
  const char *text = epc_record_text (record, epc_field_row_field (row)->key);
  g_auto (GStrv) keys = text != NULL ? g_strsplit (text, ";", -1) : NULL;

  g_hash_table_remove_all (self->chosen);
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    g_hash_table_add (self->chosen, g_strdup (keys[i]));
  show_chosen (self);
}

static gboolean
read_codes (EpcFieldRow *row, EpcRecord *record, GError **error)
{
  EpcFormCodes *self = EPC_FORM_CODES (row);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; self->list != NULL && i < self->list->n_codes; i++)
    if (g_hash_table_contains (self->chosen, self->list->codes[i].key))
      g_string_append_printf (text, "%s%s", text->len > 0 ? ";" : "", self->list->codes[i].key);
  append_unknown (self, text, ";");
  return epc_field_row_parse (row, record, text->str, error);
}

static void
epc_form_codes_finalize (GObject *object)
{
  g_hash_table_unref (EPC_FORM_CODES (object)->chosen);
  G_OBJECT_CLASS (epc_form_codes_parent_class)->finalize (object);
}

static void
epc_form_codes_class_init (EpcFormCodesClass *klass)
{
  EpcFieldRowClass *row_class = EPC_FIELD_ROW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = epc_form_codes_finalize;
  row_class->build = build;
  row_class->load = load;
  row_class->read = read_codes;
}

static void
epc_form_codes_init (EpcFormCodes *self)
{
  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}
