/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A key to be compared: its words in large type, and as a square code that shows them on a telephone. Our own is exported from here; that
 * of another office is trusted here.
 */
#include "sharing.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "desktop/widgets/epc-file-dialog.h"
#include "desktop/widgets/epc-thread.h"
#include "draw/epc-square-code.h"

#define CODE_PIXELS 190
#define CODE_MARGIN 16 /* white around it, or no telephone reads it in the dark */

#define EPC_TYPE_KEY_DIALOG (epc_key_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EpcKeyDialog, epc_key_dialog, EPC, KEY_DIALOG, AdwWindow)

struct _EpcKeyDialog
{
  AdwWindow parent_instance;
  EpcWindow *window; /* weak */
  EpcSession *session;
  gboolean is_own;
  guint8 key[32];
  char *name;
  EpcSquareCode *code;
  GtkWidget *header, *content, *button;
};

G_DEFINE_FINAL_TYPE (EpcKeyDialog, epc_key_dialog, ADW_TYPE_WINDOW)

/* --- exporting and trusting, in a thread --- */

typedef struct
{
  EpcStore *store;
  char *path; /* NULL: to be trusted */
  guint8 key[32];
  char *name;
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_object_unref (task->store);
  g_free (task->path);
  g_free (task->name);
  g_free (task);
}

static gboolean
work (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;

  return task->path != NULL ? epc_key_export (task->store, task->path, error) : epc_share_trust (task->store, task->key, task->name, error);
}

static void
on_worked (gpointer source, gpointer data, const GError *error)
{
  EpcWindow *window = EPC_WINDOW (source);
  const Task *task = data;

  if (epc_window_session (window) == NULL)
    return;
  if (error != NULL)
    epc_window_show_error (window, task->path != NULL ? _ ("The key could not be written") : _ ("The key could not be trusted"), error);
  else
    epc_window_toast (window, task->path != NULL ? _ ("Key written. Send it, and compare the words by telephone.") : _ ("The key is trusted from now on"),
                      FALSE);
}

static void
run (EpcKeyDialog *self, const char *path)
{
  Task *task = g_new0 (Task, 1);

  task->store = g_object_ref (epc_session_store (self->session));
  task->path = g_strdup (path);
  memcpy (task->key, self->key, sizeof task->key);
  task->name = g_strdup (self->name);
  epc_thread_run (self->window, NULL, work, on_worked, task, task_free);
}

static void
on_file_chosen (GFile *file, gpointer data)
{
  g_autoptr (EpcKeyDialog) self = data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL || self->window == NULL || self->session == NULL)
    return;
  g_autofree char *whole = g_str_has_suffix (path, ".epcx") ? g_strdup (path) : g_strconcat (path, ".epcx", NULL);
  run (self, whole);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_button (EpcKeyDialog *self)
{
  if (self->is_own)
    {
      const char *const filters[] = { _ ("Packages, receipts and keys"), "*.epcx", NULL };
      /* Translators: name of a file; %s is a country */
      g_autofree char *name = g_strdup_printf (_ ("key-%s.epcx"), epc_store_country (epc_session_store (self->session)));
      epc_file_dialog_save (GTK_WIDGET (self), _ ("Key"), name, filters, on_file_chosen, g_object_ref (self));
      return;
    }
  if (self->window != NULL)
    run (self, NULL);
  gtk_window_close (GTK_WINDOW (self));
}

/* --- the dialog --- */

static void
draw_code (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  EpcKeyDialog *self = data;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, CODE_MARGIN, CODE_MARGIN);
  if (self->code != NULL)
    epc_square_code_draw (cr, width - 2 * CODE_MARGIN, height - 2 * CODE_MARGIN, self->code);
}

static void
epc_key_dialog_dispose (GObject *object)
{
  EpcKeyDialog *self = EPC_KEY_DIALOG (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->session);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (epc_key_dialog_parent_class)->dispose (object);
}

static void
epc_key_dialog_finalize (GObject *object)
{
  epc_square_code_free (EPC_KEY_DIALOG (object)->code);
  G_OBJECT_CLASS (epc_key_dialog_parent_class)->finalize (object);
}

static void
epc_key_dialog_class_init (EpcKeyDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_key_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = epc_key_dialog_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
epc_key_dialog_init (EpcKeyDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->header = adw_header_bar_new ();
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->button = gtk_button_new ();
  gtk_widget_add_css_class (self->button, "suggested-action");
  gtk_widget_add_css_class (self->content, "pane-pad");
  adw_header_bar_pack_end (ADW_HEADER_BAR (self->header), self->button);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (on_button), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->header);
  gtk_box_append (GTK_BOX (box), self->content);
  adw_window_set_content (ADW_WINDOW (self), box);
}

/* @width: characters of a line at most; −1: as many as there is room for. */
static void
add_label (EpcKeyDialog *self, const char *text, const char *css, int width)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), width);
  gtk_widget_set_halign (label, GTK_ALIGN_CENTER);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  gtk_box_append (GTK_BOX (self->content), label);
}

static void
present (EpcWindow *window, EpcSession *session, const guint8 *key, const char *name, gboolean is_own)
{
  EpcKeyDialog *self = g_object_new (EPC_TYPE_KEY_DIALOG, "modal", TRUE, "transient-for", window, "default-width", 480, "title",
                                     is_own ? _ ("Key of this workspace") : _ ("Key of another office"), NULL);
  g_autofree char *words = epc_key_words (key), *text = epc_key_code_text (name, key);
  GtkWidget *area = gtk_drawing_area_new ();

  gtk_widget_add_css_class (GTK_WIDGET (self), "epc");
  g_set_weak_pointer (&self->window, window);
  self->session = g_object_ref (session);
  self->is_own = is_own;
  memcpy (self->key, key, sizeof self->key);
  self->name = g_strdup (name);
  self->code = epc_square_code_new (text);
  gtk_button_set_label (GTK_BUTTON (self->button), is_own ? _ ("Save the key…") : _ ("They are the same: trust"));
  add_label (self, name != NULL ? name : _ ("An office without a name"), "section", -1);
  /* Seven words: four and three, rather than six and one. */
  add_label (self, words, "page-title", 30);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), CODE_PIXELS + 2 * CODE_MARGIN);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), CODE_PIXELS + 2 * CODE_MARGIN);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_code, self, NULL);
  gtk_widget_set_halign (area, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_box_append (GTK_BOX (self->content), area);
  add_label (self,
             is_own ? _ ("Packages from here are signed with it. Save it for the other office, and read these words to each other: whoever sees the "
                         "same words may trust it.")
                    : _ ("Call the office and read these words to each other, or point a telephone at the square. Trust the key only when the words "
                         "are the same there."),
             NULL, -1);
  gtk_window_present (GTK_WINDOW (self));
}

void
epc_key_dialog_present (EpcWindow *window, EpcSession *session)
{
  EpcStore *store = epc_session_store (session);
  g_autofree char *name = epc_session_office_title (session);
  g_autoptr (GError) error = NULL;
  guint8 key[32];

  if (epc_key_own (store, key, &error))
    present (window, session, key, name, TRUE);
  else
    epc_window_show_error (window, _ ("The key could not be read"), error);
}

void
epc_key_dialog_ask (EpcWindow *window, EpcSession *session, const EpcPackageHead *head)
{
  present (window, session, head->public_key, head->office_name, FALSE);
}
