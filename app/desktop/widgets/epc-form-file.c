/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Row of an attached file. The bytes go into the workspace under their SHA-256; the field holds that and the name.
 */
#include "epc-form-rows.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-text.h"
#include "epc-attachment.h"
#include "epc-file-dialog.h"
#include "report/epc-photo.h"
#include "store/epc-transaction.h"

#define MAX_BYTES (50 * 1024 * 1024)

struct _EpcFormFile
{
  EpcFieldRow parent_instance;
  GtkWidget *name, *open, *save, *choose, *drop;
  char *value;
  EpcUid uid;
  gboolean is_saved, is_editable;
};

G_DEFINE_FINAL_TYPE (EpcFormFile, epc_form_file, EPC_TYPE_FIELD_ROW)

static void
show_value (EpcFormFile *self)
{
  const char *space = self->value != NULL ? strchr (self->value, ' ') : NULL;

  gtk_label_set_text (GTK_LABEL (self->name), space != NULL ? space + 1 : "—");
  gtk_widget_set_tooltip_text (self->name, space != NULL ? space + 1 : NULL);
  gtk_widget_set_sensitive (self->choose, self->is_saved && self->is_editable);
  gtk_widget_set_tooltip_text (self->choose, self->is_saved ? NULL : _("A file is attached once the record is saved."));
  gtk_widget_set_visible (self->drop, self->value != NULL && self->is_editable);
  gtk_widget_set_visible (self->open, space != NULL && epc_attachment_may_open (space + 1));
  gtk_widget_set_visible (self->save, space != NULL);
}

typedef struct
{
  EpcFormFile *row;
  const EpcEntity *entity;
  EpcUid uid;
  char *name, *hash;
  GBytes *bytes;
} Attaching;

static void
attaching_free (Attaching *attaching)
{
  g_object_unref (attaching->row);
  g_clear_pointer (&attaching->bytes, g_bytes_unref);
  g_free (attaching->name);
  g_free (attaching->hash);
  g_free (attaching);
}

static gboolean
attach (EpcTransaction *transaction, gpointer data, GError **error)
{
  Attaching *attaching = data;
  g_autoptr (GBytes) kept = epc_photo_shrink (attaching->bytes);

  attaching->hash = epc_transaction_attach (transaction, attaching->entity, &attaching->uid, attaching->name, kept, error);
  return attaching->hash != NULL;
}

static void
on_attached (GObject *source, GAsyncResult *result, gpointer data)
{
  Attaching *attaching = data;
  EpcFormFile *self = attaching->row;
  g_autoptr (GError) error = NULL;

  if (!epc_store_write_finish (EPC_STORE (source), result, &error))
    epc_field_row_set_message (EPC_FIELD_ROW (self), EPC_FINDING_ERROR, error->message, NULL);
  else if (epc_uid_equal (&attaching->uid, &self->uid))
    {
      g_free (self->value);
      self->value = g_strdup_printf ("%s %s", attaching->hash, attaching->name);
      show_value (self);
      epc_field_row_edited (EPC_FIELD_ROW (self));
      epc_field_row_committed (EPC_FIELD_ROW (self));
    }
  attaching_free (attaching);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Attaching *attaching = data;
  EpcFieldRow *row = EPC_FIELD_ROW (attaching->row);
  g_autoptr (GError) error = NULL;

  attaching->bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);
  if (attaching->bytes == NULL)
    epc_field_row_set_message (row, EPC_FINDING_ERROR, error->message, NULL);
  else if (g_bytes_get_size (attaching->bytes) > MAX_BYTES)
    epc_field_row_set_message (row, EPC_FINDING_ERROR, _("The file is larger than 50 MB. Attach a smaller copy."), NULL);
  else
    {
      epc_store_write_async (epc_field_row_store (row), _("Attach a file"), attach, attaching, NULL, NULL, on_attached, attaching);
      return;
    }
  attaching_free (attaching);
}

static void
on_file (GFile *file, gpointer data)
{
  EpcFormFile *self = data;
  Attaching *attaching;

  if (file != NULL)
    {
      attaching = g_new0 (Attaching, 1);
      attaching->row = g_object_ref (self);
      attaching->entity = epc_field_row_entity (EPC_FIELD_ROW (self));
      attaching->uid = self->uid;
      attaching->name = g_file_get_basename (file);
      g_file_load_bytes_async (file, NULL, on_read, attaching);
    }
  g_object_unref (self);
}

static void
on_choose (GtkButton *button, EpcFormFile *self)
{
  epc_file_dialog_open (GTK_WIDGET (self), _("Attach a file"), NULL, on_file, g_object_ref (self));
}

/* The value is the SHA-256 and the name, parted by a space. */
static void
take_out (EpcFormFile *self, void (*func) (GtkWidget *from, EpcStore *store, const char *sha256, const char *name))
{
  const char *space = self->value != NULL ? strchr (self->value, ' ') : NULL;
  g_autofree char *hash = space != NULL ? g_strndup (self->value, (gsize) (space - self->value)) : NULL;

  if (hash != NULL)
    func (GTK_WIDGET (self), epc_field_row_store (EPC_FIELD_ROW (self)), hash, space + 1);
}

static void
on_open (GtkButton *button, EpcFormFile *self)
{
  take_out (self, epc_attachment_open);
}

static void
on_save (GtkButton *button, EpcFormFile *self)
{
  take_out (self, epc_attachment_save);
}

static void
on_drop (GtkButton *button, EpcFormFile *self)
{
  g_clear_pointer (&self->value, g_free);
  show_value (self);
  epc_field_row_edited (EPC_FIELD_ROW (self));
  epc_field_row_committed (EPC_FIELD_ROW (self));
}

static GtkWidget *
icon_button (const char *icon, const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

static void
build (EpcFieldRow *row)
{
  EpcFormFile *self = EPC_FORM_FILE (row);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->name = gtk_label_new ("—");
  gtk_label_set_xalign (GTK_LABEL (self->name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (self->name, TRUE);
  self->choose = gtk_button_new_with_label (_("Choose a file…"));
  self->open = gtk_button_new_with_label (_("Open the file"));
  self->save = icon_button ("document-save-symbolic", _("Save a copy of the file"));
  self->drop = icon_button ("window-close-symbolic", _("Take the file off the record"));
  g_signal_connect (self->open, "clicked", G_CALLBACK (on_open), self);
  g_signal_connect (self->save, "clicked", G_CALLBACK (on_save), self);
  g_signal_connect (self->choose, "clicked", G_CALLBACK (on_choose), self);
  g_signal_connect (self->drop, "clicked", G_CALLBACK (on_drop), self);
  gtk_box_append (GTK_BOX (box), self->name);
  gtk_box_append (GTK_BOX (box), self->open);
  gtk_box_append (GTK_BOX (box), self->save);
  gtk_box_append (GTK_BOX (box), self->drop);
  gtk_box_append (GTK_BOX (box), self->choose);
  epc_field_row_set_control (row, box, self->choose);
}

static void
load (EpcFieldRow *row, EpcRecord *record)
{
  EpcFormFile *self = EPC_FORM_FILE (row);

  epc_set_text (&self->value, epc_record_text (record, epc_field_row_field (row)->key));
  self->is_saved = epc_record_row (record) != 0;
  self->uid = *epc_record_uid (record);
  show_value (self);
}

static gboolean
read_file (EpcFieldRow *row, EpcRecord *record, GError **error)
{
  return epc_field_row_parse (row, record, EPC_FORM_FILE (row)->value, error);
}

static void
set_editable (EpcFieldRow *row, gboolean is_editable)
{
  EPC_FORM_FILE (row)->is_editable = is_editable;
  show_value (EPC_FORM_FILE (row));
}

static void
epc_form_file_finalize (GObject *object)
{
  g_free (EPC_FORM_FILE (object)->value);
  G_OBJECT_CLASS (epc_form_file_parent_class)->finalize (object);
}

static void
epc_form_file_class_init (EpcFormFileClass *klass)
{
  EpcFieldRowClass *row_class = EPC_FIELD_ROW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = epc_form_file_finalize;
  row_class->build = build;
  row_class->load = load;
  row_class->read = read_file;
  row_class->set_editable = set_editable;
}

static void
epc_form_file_init (EpcFormFile *self)
{
  self->is_editable = TRUE;
}
