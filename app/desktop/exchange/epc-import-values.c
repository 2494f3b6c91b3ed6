/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-import-values.h"

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "widgets/epc-field-row.h"

typedef struct
{
  const EpcEntity *entity;
  const EpcField *field;
} Place;

struct _EpcImportValues
{
  GtkBox parent_instance;
  GtkWidget *chips, *button, *popover, *choice, *holder, *use;
  EpcStore *store;
  GArray *places; /* of Place, in the order of the choice */
  GPtrArray *set; /* texts, NULL at the end */
  EpcFieldRow *row;
  EpcRecord *record;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EpcImportValues, epc_import_values, GTK_TYPE_BOX)

static void
take_away (GtkButton *button, EpcImportValues *self)
{
  const char *text = g_object_get_data (G_OBJECT (button), "epc-set");

  for (guint i = 0; i + 1 < self->set->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->set, i), text) == 0)
      {
        g_ptr_array_remove_index (self->set, i);
        gtk_box_remove (GTK_BOX (self->chips), GTK_WIDGET (button));
        g_signal_emit (self, signals[CHANGED], 0);
        return;
      }
}

static void
add_chip (EpcImportValues *self, const Place *place, const char *shown, const char *text)
{
  /* Translators: field: value */
  g_autofree char *label = g_strdup_printf (_ ("%s: %s"), _ (place->field->label), shown);
  GtkWidget *chip = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *words = gtk_label_new (label);

  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 32);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_tooltip_text (chip, _ ("Take this value away"));
  g_object_set_data_full (G_OBJECT (chip), "epc-set", g_strdup (text), g_free);
  g_signal_connect (chip, "clicked", G_CALLBACK (take_away), self);
  gtk_box_append (GTK_BOX (self->chips), chip);
}

/* The value typed joins the others; one of the same field makes way. */
static void
on_use (EpcImportValues *self)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));

  if (self->row == NULL || at >= self->places->len || !epc_field_row_read (self->row, self->record))
    return;
  const Place *place = &g_array_index (self->places, Place, at);
  g_autofree char *value = epc_record_to_text (self->record, place->field->key);
  g_autofree char *shown = epc_record_to_display (self->record, place->field->key, NULL);
  if (value == NULL || *value == '\0')
    return;
  g_autofree char *head = g_strdup_printf ("%s.%s=", place->entity->key, place->field->key);
  char *text = g_strconcat (head, value, NULL);
  for (GtkWidget *chip = gtk_widget_get_first_child (self->chips), *next; chip != NULL; chip = next)
    {
      next = gtk_widget_get_next_sibling (chip);
      if (g_str_has_prefix (g_object_get_data (G_OBJECT (chip), "epc-set"), head))
        {
          for (guint i = 0; i + 1 < self->set->len; i++)
            if (g_str_has_prefix (g_ptr_array_index (self->set, i), head))
              g_ptr_array_remove_index (self->set, i--);
          gtk_box_remove (GTK_BOX (self->chips), chip);
        }
    }
  g_ptr_array_insert (self->set, (int) self->set->len - 1, text);
  add_chip (self, place, shown != NULL && *shown != '\0' ? shown : value, text);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_field_chosen (EpcImportValues *self)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));

  if (self->row != NULL)
    gtk_box_remove (GTK_BOX (self->holder), GTK_WIDGET (self->row));
  self->row = NULL;
  g_clear_object (&self->record);
  gtk_widget_set_sensitive (self->use, at < self->places->len);
  if (at >= self->places->len)
    return;
  const Place *place = &g_array_index (self->places, Place, at);
  self->record = epc_record_new (place->entity);
  self->row = epc_field_row_new (self->store, place->entity, place->field);
  epc_field_row_set_history_visible (self->row, FALSE);
  epc_field_row_load (self->row, self->record);
  g_signal_connect_object (self->row, "next", G_CALLBACK (on_use), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->holder), GTK_WIDGET (self->row));
}

static gboolean
may_be_given (const EpcField *field)
{
  return epc_field_is_stored (field) && !(field->flags & (EPC_FIELD_READ_ONLY | EPC_FIELD_PERSON)) && field->type != EPC_TYPE_FILE;
}

static gboolean
is_offered (GPtrArray *entities, const char *set)
{
  for (guint i = 0; i < entities->len; i++)
    {
      g_autofree char *head = g_strconcat (((const EpcEntity *) g_ptr_array_index (entities, i))->key, ".", NULL);
      if (g_str_has_prefix (set, head))
        return TRUE;
    }
  return FALSE;
}

void
epc_import_values_set_entities (EpcImportValues *self, EpcStore *store, GPtrArray *entities)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_set_object (&self->store, store);
  g_array_set_size (self->places, 0);
  for (guint i = 0; i < entities->len; i++)
    {
      const EpcEntity *entity = g_ptr_array_index (entities, i);
      for (guint f = 0; f < entity->n_fields; f++)
        {
          Place place = { entity, &entity->fields[f] };
          if (!may_be_given (place.field))
            continue;
          g_autofree char *name = i == 0 ? g_strdup (_ (place.field->label))
                                         : g_strdup_printf (_ ("%s · %s"), _ (place.field->label), _ (entity->label));
          gtk_string_list_append (names, name);
          g_array_append_val (self->places, place);
        }
    }
  for (GtkWidget *chip = gtk_widget_get_first_child (self->chips), *next; chip != NULL; chip = next)
    {
      next = gtk_widget_get_next_sibling (chip);
      if (!is_offered (entities, g_object_get_data (G_OBJECT (chip), "epc-set")))
        gtk_box_remove (GTK_BOX (self->chips), chip);
    }
  for (guint i = self->set->len - 1; i > 0; i--)
    if (!is_offered (entities, g_ptr_array_index (self->set, i - 1)))
      g_ptr_array_remove_index (self->set, i - 1);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->choice), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choice), GTK_INVALID_LIST_POSITION);
  gtk_widget_set_sensitive (self->button, self->places->len > 0);
}

void
epc_import_values_ask (EpcImportValues *self, const char *key)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      const Place *place = &g_array_index (self->places, Place, i);
      g_autofree char *own = g_strdup_printf ("%s.%s", place->entity->key, place->field->key);
      if (!g_str_equal (own, key))
        continue;
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choice), i);
      gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
      return;
    }
}

const char *const *
epc_import_values_get (EpcImportValues *self)
{
  return (const char *const *) self->set->pdata;
}

/* --- the widget --- */

static void
epc_import_values_finalize (GObject *object)
{
  EpcImportValues *self = EPC_IMPORT_VALUES (object);

  g_clear_object (&self->store);
  g_clear_object (&self->record);
  g_array_unref (self->places);
  g_ptr_array_unref (self->set);
  G_OBJECT_CLASS (epc_import_values_parent_class)->finalize (object);
}

static void
epc_import_values_class_init (EpcImportValuesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = epc_import_values_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_popover (EpcImportValues *self)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  g_autoptr (GtkExpression) text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *caption = gtk_label_new (_ ("A value that every row of the file has"));

  self->choice = gtk_drop_down_new (NULL, NULL);
  self->holder = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->use = gtk_button_new_with_label (_ ("Use for all rows"));
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "group-label");
  gtk_drop_down_set_expression (GTK_DROP_DOWN (self->choice), text);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (self->choice), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Field"), -1);
  gtk_widget_set_sensitive (self->use, FALSE);
  gtk_widget_set_size_request (box, 300, -1);
  gtk_widget_add_css_class (box, "fieldset");
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), self->choice);
  gtk_box_append (GTK_BOX (box), self->holder);
  gtk_box_append (GTK_BOX (box), self->use);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (on_field_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->use, "clicked", G_CALLBACK (on_use), self, G_CONNECT_SWAPPED);
  return popover;
}

static void
epc_import_values_init (EpcImportValues *self)
{
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  self->set = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->set, NULL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->button = gtk_menu_button_new ();
  self->popover = make_popover (self);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), _ ("Value for all rows"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  gtk_widget_set_sensitive (self->button, FALSE);
  gtk_box_append (GTK_BOX (self), self->chips);
  gtk_box_append (GTK_BOX (self), self->button);
}
