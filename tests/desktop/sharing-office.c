/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sharing-office.h"

#include <glib/gstdio.h>
#include <string.h>

#include "desktop/epc-section-page.h"
#include "desktop/record-flow.h"
#include "desktop/sharing/sharing.h"
#include "desktop/widgets/epc-record-form.h"
#include "desktop/widgets/epc-record-page.h"
#include "store/epc-conflict-sides.h"
#include "store/epc-query.h"

EpcApplication *application;
gboolean wants_recovery;

/* --- an office --- */

void
open_office (Office *office, const char *title, const char *country)
{
  office->title = title;
  office->store = test_workspace (country, 0);
  office->window = test_window (application, office->store);
  office->folder = g_dir_make_tmp ("epc-sharing-XXXXXX", NULL);
}

void
close_office (Office *office)
{
  test_window_gone (office->window);
  g_object_unref (office->store);
  g_free (office->folder);
}

void
office_look_at (Office *office)
{
  gtk_window_present (GTK_WINDOW (office->window));
  gtk_window_set_title (GTK_WINDOW (office->window), office->title); /* what xdotool finds it by */
  test_settle (50);
  test_focus_window (office->title);
}

/* All that the workspace shares, as bytes. */
char *
bytes_of (Office *office, gsize *length)
{
  g_autofree char *path = g_build_filename (office->folder, "all.ndjson", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_assert_true (epc_export_shared (office->store, NULL, path, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, length, NULL));
  return text;
}

gboolean
hold_the_same (Office *a, Office *b)
{
  gsize n, m;
  g_autofree char *one = bytes_of (a, &n), *other = bytes_of (b, &m);

  return n == m && memcmp (one, other, n) == 0;
}

guint
n_waiting (Office *office)
{
  g_autoptr (GPtrArray) conflicts = epc_store_conflicts (office->store, NULL);

  g_assert_nonnull (conflicts);
  return conflicts->len;
}

gboolean
is_named (gpointer data)
{
  const Named *named = data;
  g_autoptr (EpcRecord) record = epc_store_get (named->office->store, epc_entity_find ("site"), &named->uid, NULL);

  if (record == NULL || epc_record_meta (record)->is_deleted)
    return named->name == NULL;
  return g_strcmp0 (epc_record_text (record, "name"), named->name) == 0;
}

gboolean
is_nothing_pushed (gpointer window)
{
  return epc_window_pushed (window) == NULL;
}

/* By keyboard, in the form. */
void
type_name (Office *office, const EpcUid *uid, const char *name)
{
  Named named = { office, *uid, name };

  office_look_at (office);
  epc_record_flow_open (GTK_WIDGET (office->window), epc_window_session (office->window), epc_entity_find ("site"), uid);
  test_quiet ();
  GtkWidget *form = epc_window_pushed (office->window);
  g_assert_true (EPC_IS_RECORD_FORM (form));
  g_assert_true (epc_record_form_focus_field (EPC_RECORD_FORM (form), "name"));
  office_look_at (office);
  test_press ("ctrl+a");
  test_type (name);
  test_press ("Tab");
  test_wait (is_named, &named, name);
  test_press ("Escape");
  test_wait (is_nothing_pushed, office->window, "the form to close");
}

/* By keyboard, in the list. */
void
delete_site (Office *office, const EpcUid *uid)
{
  Named gone = { office, *uid, NULL };
  g_autoptr (EpcRecord) record = epc_store_get (office->store, epc_entity_find ("site"), uid, NULL);

  g_assert_true (epc_window_go_to (office->window, "response", "sites"));
  test_quiet ();
  EpcRecordPage *page = EPC_RECORD_PAGE (epc_section_page_content (epc_window_section_page (office->window)));
  g_assert_true (epc_record_page_select_row (page, epc_record_row (record)));
  epc_record_page_grab_table (page);
  office_look_at (office);
  test_press ("Delete");
  test_wait (is_named, &gone, "the deleted site");
}

/* --- dialogs --- */

GtkWindow *
window_of_type (GType type)
{
  g_autoptr (GListModel) all = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) one = g_list_model_get_item (all, i);
      if (g_type_is_a (G_OBJECT_TYPE (one), type) && gtk_widget_get_mapped (GTK_WIDGET (one)))
        return one;
    }
  return NULL;
}

static gboolean
is_on_screen (gpointer type)
{
  return window_of_type (*(GType *) type) != NULL;
}

GtkWindow *
await_window (GType type)
{
  test_wait (is_on_screen, &type, g_type_name (type));
  return window_of_type (type);
}

gboolean
can_be_pressed (gpointer button)
{
  return gtk_widget_get_sensitive (button);
}

gboolean
is_written (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* By keyboard: the name that is proposed is typed over. */
void
answer_file_dialog (const char *path)
{
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  GtkWindow *dialog = await_window (GTK_TYPE_FILE_CHOOSER_DIALOG);
  G_GNUC_END_IGNORE_DEPRECATIONS

  gtk_window_set_title (dialog, "Where to");
  test_quiet ();
  test_focus_window ("Where to");
  test_press ("ctrl+a");
  test_type (path);
  test_press ("Return");
}

static void
collect_switch (GtkWidget *widget, gpointer data)
{
  if (GTK_IS_SWITCH (widget))
    *(GtkWidget **) data = widget;
}

/* The package that the dialog makes. */
char *
office_share (Office *office, const char *name, const char *passphrase)
{
  char *path = g_build_filename (office->folder, name, NULL);

  gtk_widget_activate_action (GTK_WIDGET (office->window), "win.share", NULL);
  GtkWidget *dialog = GTK_WIDGET (await_window (g_type_from_name ("EpcShareDialog")));
  GtkWidget *save = test_find (dialog, GTK_TYPE_BUTTON, "Save the package…");
  if (passphrase != NULL)
    {
      GtkWidget *first = test_find (dialog, GTK_TYPE_ENTRY, NULL);
      gtk_editable_set_text (GTK_EDITABLE (first), passphrase);
      g_assert_false (gtk_widget_get_sensitive (save));
      g_assert_nonnull (test_find (dialog, GTK_TYPE_LABEL, "Type the same passphrase twice."));
      GtkWidget *row = gtk_widget_get_ancestor (first, ADW_TYPE_ACTION_ROW);
      gtk_editable_set_text (GTK_EDITABLE (test_find (gtk_widget_get_next_sibling (row), GTK_TYPE_ENTRY, NULL)), passphrase);
      GtkWidget *last = NULL;
      test_walk (dialog, collect_switch, &last);
      gtk_switch_set_active (GTK_SWITCH (last), wants_recovery);
    }
  test_wait (can_be_pressed, save, "what would leave");
  g_signal_emit_by_name (save, "clicked");
  answer_file_dialog (path);
  test_wait (is_written, path, "the package");
  test_quiet ();
  return path;
}

gboolean
is_page_pushed (gpointer window)
{
  return epc_window_pushed (window) != NULL;
}

GtkWidget *
office_review (Office *office, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  epc_window_receive (office->window, file);
  test_wait (is_page_pushed, office->window, "the review");
  test_quiet ();
  return epc_window_pushed (office->window);
}

void
collect_blue (GtkWidget *widget, gpointer data)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "suggested-action"))
    *(GtkWidget **) data = widget;
}

/* Trusts the key when it is not, then presses Enter on the blue button. */
void
office_merge (Office *office, const char *path, gboolean is_known)
{
  GtkWidget *page = office_review (office, path), *apply = NULL;

  test_walk (page, collect_blue, &apply);
  g_assert_cmpint (gtk_widget_get_sensitive (apply), ==, is_known);
  if (!is_known)
    {
      g_assert_nonnull (test_find (page, GTK_TYPE_LABEL, "The signature is right, but the key is not trusted here yet"));
      gtk_widget_activate_action (page, "receive.trust", NULL);
      test_wait (can_be_pressed, apply, "the key to be trusted");
      g_assert_nonnull (test_find (page, GTK_TYPE_LABEL, "The signature is right and the key is trusted"));
    }
  gtk_widget_grab_focus (apply);
  office_look_at (office);
  test_press ("Return");
  test_wait (is_nothing_pushed, office->window, "the merge");
  test_quiet ();
}
