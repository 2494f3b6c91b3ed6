/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-import-saved.h"

#include "base/epc-i18n.h"
#include "store/epc-query.h"
#include "store/epc-transaction.h"

struct _EpcImportSaved
{
  GtkBox parent_instance;
  GtkWidget *button, *rows, *name, *keep;
  EpcStore *store;
  EpcMapping *mapping; /* a copy */
};

enum { CHOSEN, FAILED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EpcImportSaved, epc_import_saved, GTK_TYPE_BOX)

static GPtrArray *
read_saved (EpcStore *store)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("import_mapping"));

  return epc_query_records (query, store, NULL);
}

char *
epc_import_saved_name (EpcStore *store, const EpcMapping *mapping)
{
  g_autoptr (GPtrArray) records = mapping != NULL && mapping->shape != NULL ? read_saved (store) : NULL;

  for (guint i = 0; records != NULL && i < records->len; i++)
    if (g_strcmp0 (epc_record_text (g_ptr_array_index (records, i), "header_hash"), mapping->shape) == 0)
      return g_strdup (epc_record_text (g_ptr_array_index (records, i), "name"));
  return NULL;
}

/* --- keeping and forgetting, in a thread --- */

typedef struct
{
  EpcStore *store;
  EpcMapping *mapping; /* NULL: forget */
  char *name;
  EpcUid uid;
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_object_unref (task->store);
  epc_mapping_free (task->mapping);
  g_free (task->name);
  g_free (task);
}

static gboolean
forget (EpcTransaction *transaction, gpointer data, GError **error)
{
  return epc_transaction_delete (transaction, epc_entity_find ("import_mapping"), &((Task *) data)->uid, error);
}

static void
work (GTask *gtask, gpointer source, gpointer data, GCancellable *cancellable)
{
  Task *task = data;
  GError *error = NULL;
  gboolean done = task->mapping != NULL ? epc_saved_mapping_save (task->store, task->mapping, task->name, &error)
                                        : epc_store_write (task->store, _ ("Forget a mapping"), forget, task, &error);

  if (done)
    g_task_return_boolean (gtask, TRUE);
  else
    g_task_return_error (gtask, error);
}

static void fill (EpcImportSaved *self);

static void
set_label (EpcImportSaved *self, const char *name)
{
  /* Translators: %s is the name under which it is kept how files of one shape are read */
  g_autofree char *label = name != NULL ? g_strdup_printf (_ ("Read as: %s"), name) : g_strdup (_ ("Keep this form"));

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), label);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  EpcImportSaved *self = EPC_IMPORT_SAVED (source);
  Task *task = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_signal_emit (self, signals[FAILED], 0, error->message);
  else if (self->store != NULL)
    {
      g_autofree char *name = epc_import_saved_name (self->store, self->mapping);
      set_label (self, name);
      if (task->mapping != NULL)
        gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
      fill (self);
    }
}

static void
run (EpcImportSaved *self, Task *task)
{
  g_autoptr (GTask) gtask = g_task_new (self, NULL, on_done, NULL);

  g_task_set_source_tag (gtask, run);
  g_task_set_task_data (gtask, task, task_free);
  g_task_run_in_thread (gtask, work);
}

static void
on_keep (EpcImportSaved *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  Task *task;

  if (*name == '\0' || self->mapping == NULL)
    return;
  task = g_new0 (Task, 1);
  task->store = g_object_ref (self->store);
  task->mapping = epc_mapping_copy (self->mapping);
  task->name = g_steal_pointer (&name);
  run (self, task);
}

static void
on_forget (GtkButton *button, EpcImportSaved *self)
{
  Task *task = g_new0 (Task, 1);

  task->store = g_object_ref (self->store);
  task->uid = *(const EpcUid *) g_object_get_data (G_OBJECT (button), "epc-uid");
  run (self, task);
}

static void
on_use (GtkButton *button, EpcImportSaved *self)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (button), "epc-name"));

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  g_signal_emit (self, signals[CHOSEN], 0, name);
}

/* --- the list --- */

static void
add_row (EpcImportSaved *self, const EpcRecord *record)
{
  const char *name = epc_record_text (record, "name");
  const EpcEntity *entity = epc_entity_find (epc_record_text (record, "entity"));
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *use = gtk_button_new (), *away = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *text = entity != NULL ? g_strdup_printf ("%s · %s", name, _ (entity->plural)) : g_strdup (name);
  /* Translators: %s is a name under which a mapping is kept */
  g_autofree char *label = g_strdup_printf (_ ("Forget “%s”"), name);
  GtkWidget *words = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (use), words);
  gtk_widget_set_hexpand (use, TRUE);
  gtk_widget_add_css_class (use, "flat");
  gtk_widget_add_css_class (use, "popover-row");
  gtk_widget_add_css_class (away, "flat");
  gtk_widget_set_tooltip_text (away, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (away), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (use), "epc-name", g_strdup (name), g_free);
  g_object_set_data_full (G_OBJECT (away), "epc-uid", g_memdup2 (epc_record_uid (record), sizeof (EpcUid)), g_free);
  g_signal_connect_object (use, "clicked", G_CALLBACK (on_use), self, 0);
  g_signal_connect_object (away, "clicked", G_CALLBACK (on_forget), self, 0);
  gtk_box_append (GTK_BOX (line), use);
  gtk_box_append (GTK_BOX (line), away);
  gtk_box_append (GTK_BOX (self->rows), line);
}

static void
fill (EpcImportSaved *self)
{
  g_autoptr (GPtrArray) records = read_saved (self->store);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), child);
  for (guint i = 0; records != NULL && i < records->len; i++)
    add_row (self, g_ptr_array_index (records, i));
}

void
epc_import_saved_set (EpcImportSaved *self, EpcStore *store, const EpcMapping *mapping, const char *name)
{
  g_set_object (&self->store, store);
  g_clear_pointer (&self->mapping, epc_mapping_free);
  self->mapping = mapping != NULL ? epc_mapping_copy (mapping) : NULL;
  gtk_widget_set_sensitive (self->keep, mapping != NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->name), name != NULL ? name : "");
  set_label (self, name);
  fill (self);
}

/* --- the widget --- */

static void
epc_import_saved_dispose (GObject *object)
{
  EpcImportSaved *self = EPC_IMPORT_SAVED (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->mapping, epc_mapping_free);
  G_OBJECT_CLASS (epc_import_saved_parent_class)->dispose (object);
}

static void
epc_import_saved_class_init (EpcImportSavedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_import_saved_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
epc_import_saved_init (EpcImportSaved *self)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *caption = gtk_label_new (_ ("Files with the same columns are then read in the same way, without asking."));

  self->button = gtk_menu_button_new ();
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->name = gtk_entry_new ();
  self->keep = gtk_button_new_with_label (_ ("Keep"));
  gtk_label_set_wrap (GTK_LABEL (caption), TRUE);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (caption), 36);
  gtk_widget_add_css_class (caption, "small");
  g_object_set (self->name, "placeholder-text", _ ("Name"), NULL);
  gtk_widget_set_hexpand (self->name, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name to keep this form under"), -1);
  g_signal_connect_object (self->name, "activate", G_CALLBACK (on_keep), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keep, "clicked", G_CALLBACK (on_keep), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), self->name);
  gtk_box_append (GTK_BOX (line), self->keep);
  gtk_widget_set_size_request (box, 320, -1);
  gtk_widget_add_css_class (box, "fieldset");
  gtk_box_append (GTK_BOX (box), self->rows);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  set_label (self, NULL);
  gtk_box_append (GTK_BOX (self), self->button);
}
