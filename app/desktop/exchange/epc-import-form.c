/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-import-form.h"

#include "base/epc-i18n.h"
#include "exchange/epc-header-index.h"
#include "widgets/epc-file-dialog.h"

struct _EpcImportForm
{
  GtkBox parent_instance;
  GtkWidget *choose, *leave;
  char *path; /* NULL: none is chosen */
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EpcImportForm, epc_import_form, GTK_TYPE_BOX)

static void
show (EpcImportForm *self, gboolean is_kept)
{
  g_autofree char *name = self->path != NULL ? g_path_get_basename (self->path) : NULL;
  g_autofree char *shown = name != NULL ? g_filename_display_name (name) : NULL;
  /* Translators: %s is the name of a file that holds a KoBo form */
  g_autofree char *label = shown != NULL ? g_strdup_printf (_ ("Form: %s"), shown)
                           : is_kept     ? g_strdup (_ ("Form kept with the mapping"))
                                         : g_strdup (_ ("Form of these answers…"));

  gtk_button_set_label (GTK_BUTTON (self->choose), label);
  gtk_widget_set_visible (self->leave, self->path != NULL);
}

/* One word that only form apps write, or two that others may write too. */
static gboolean
are_of_answers (const char *const *headers)
{
  guint n = 0;

  for (guint i = 0; headers[i] != NULL; i++)
    n += epc_header_marks_form (headers[i]) ? 2 : epc_header_is_form_own (headers[i]) ? 1 : 0;
  return n >= 2;
}

void
epc_import_form_set (EpcImportForm *self, const EpcMapping *mapping, const char *const *headers)
{
  gboolean is_kept = mapping != NULL && mapping->words != NULL && self->path == NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), is_kept || self->path != NULL || (headers != NULL && are_of_answers (headers)));
  show (self, is_kept);
}

const char *
epc_import_form_path (EpcImportForm *self)
{
  return self->path;
}

static void
take (EpcImportForm *self, char *path)
{
  g_free (self->path);
  self->path = path;
  show (self, FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_chosen (GFile *file, gpointer data)
{
  g_autoptr (EpcImportForm) self = data;
  char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    take (self, path);
  else
    g_free (path);
}

static void
on_choose (EpcImportForm *self)
{
  const char *const filters[] = { _ ("Forms (XLSForm)"), "*.xlsx;*.ods", NULL };

  epc_file_dialog_open (GTK_WIDGET (self), _ ("The form that was answered"), filters, on_chosen, g_object_ref (self));
}

static void
on_leave (EpcImportForm *self)
{
  take (self, NULL);
}

static void
epc_import_form_finalize (GObject *object)
{
  g_free (EPC_IMPORT_FORM (object)->path);
  G_OBJECT_CLASS (epc_import_form_parent_class)->finalize (object);
}

static void
epc_import_form_class_init (EpcImportFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = epc_import_form_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
epc_import_form_init (EpcImportForm *self)
{
  const char *leave = _ ("Read the answers without the form");

  self->choose = gtk_button_new ();
  self->leave = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_set_tooltip_text (self->choose,
                               _ ("The XLSForm that was answered: its labels say what the names of questions and choices mean"));
  gtk_widget_add_css_class (self->leave, "flat");
  gtk_widget_set_tooltip_text (self->leave, leave);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->leave), GTK_ACCESSIBLE_PROPERTY_LABEL, leave, -1);
  g_signal_connect_object (self->choose, "clicked", G_CALLBACK (on_choose), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->leave, "clicked", G_CALLBACK (on_leave), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->choose);
  gtk_box_append (GTK_BOX (self), self->leave);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  show (self, FALSE);
}
