/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The real window on a real workspace: first run, every tab and section, crisis, search, long work; nothing in the log, every
 * icon-only control with a name, and nothing left alive behind a closed window.
 */
#include "desktop-support.h"

#include "desktop/first-run.h"
#include "desktop/overview/epc-overview.h"
#include "desktop/response/epc-site-detail.h"
#include "desktop/tab.h"
#include "desktop/widgets/epc-map-view.h"
#include "desktop/widgets/epc-record-page.h"
#include "desktop/window-private.h"

static EpcApplication *application;

/* --- first run --- */

static gboolean
has_session (gpointer window)
{
  return epc_window_session (window) != NULL;
}

static void
test_first_run (void)
{
  EpcWindow *window = test_window (application, NULL);
  g_autofree char *folder = g_dir_make_tmp ("epc-first-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "Haiti.epc", NULL);
  EpcFirstRun *page;

  epc_window_show_first_run (window, NULL, NULL);
  page = EPC_FIRST_RUN (test_find (GTK_WIDGET (window), EPC_TYPE_FIRST_RUN, NULL));
  g_assert_false (gtk_widget_get_sensitive (test_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Begin")));
  epc_first_run_set_country (page, "HTI");
  epc_first_run_set_path (page, path);
  g_assert_true (gtk_widget_get_sensitive (test_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Begin")));
  g_signal_emit_by_name (test_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Begin"), "clicked");
  test_wait (has_session, window, "the new workspace");
  g_assert_cmpstr (epc_store_country (epc_session_store (epc_window_session (window))), ==, "HTI");
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpstr (epc_window_tab (window), ==, "overview");
  test_settle (300);
  test_window_gone (window);
}

static gboolean
shows_first_run (gpointer window)
{
  return test_find (window, EPC_TYPE_FIRST_RUN, NULL) != NULL;
}

/* A file that is no workspace is refused in words, and the window can be used further. */
static void
test_open_refused (void)
{
  EpcWindow *window = test_window (application, NULL);
  g_autofree char *folder = g_dir_make_tmp ("epc-refused-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "letter.epc", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_file_set_contents (path, "Dear colleague, this is no workspace.", -1, NULL);
  epc_window_open (window, file);
  test_wait (shows_first_run, window, "the first page with the reason");
  g_assert_nonnull (test_await (GTK_WIDGET (window), GTK_TYPE_LABEL, "The workspace could not be opened"));
  g_assert_null (epc_window_session (window));
  test_window_gone (window);
}

/* --- every tab and section --- */

static gboolean
is_inside (GtkWidget *widget, const char *const *types)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    for (guint i = 0; types[i] != NULL; i++)
      if (g_str_equal (G_OBJECT_TYPE_NAME (widget), types[i]))
        return TRUE;
  return FALSE;
}

/* Buttons with a symbol and no text must have an accessible name of their own. */
static void
check_name (GtkWidget *widget, gpointer data)
{
  /* parts that GTK and libadwaita build and name by themselves */
  static const char *const theirs[] = { "AdwEntryRow", "GtkDropDown", "AdwComboRow", "AdwViewSwitcher", "GtkWindowControls",
                                        "GtkColumnViewTitle", "GtkSpinButton", NULL };
  GtkWidget *child;

  if (!gtk_widget_get_visible (widget) || is_inside (widget, theirs))
    return;
  if (GTK_IS_MENU_BUTTON (widget) && gtk_menu_button_get_label (GTK_MENU_BUTTON (widget)) == NULL)
    {
      if (!gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
        g_error ("A menu button (%s) has no accessible name", gtk_menu_button_get_icon_name (GTK_MENU_BUTTON (widget)));
      return;
    }
  if (!GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget)))
    return;
  child = gtk_button_get_child (GTK_BUTTON (widget));
  if (GTK_IS_IMAGE (child) && !gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    g_error ("A button with the symbol %s on %s has no accessible name", gtk_image_get_icon_name (GTK_IMAGE (child)),
             (const char *) data);
}

static void
test_every_section (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 12);
  EpcWindow *window = test_window (application, store);
  guint n_tabs, n_sections;
  const EpcTabInfo *tabs = epc_tabs (&n_tabs);
  const EpcSection *sections = epc_sections (&n_sections);

  test_walk (GTK_WIDGET (window), check_name, (gpointer) "the overview");
  for (guint i = 0; i < n_tabs; i++)
    {
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.tab", "s", tabs[i].key));
      g_assert_cmpstr (epc_window_tab (window), ==, tabs[i].key);
      for (guint j = 0; j < n_sections; j++)
        if (g_str_equal (sections[j].tab, tabs[i].key))
          {
            g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.section", "(ss)", sections[j].tab, sections[j].key));
            g_assert_nonnull (epc_window_section_page (window));
            g_assert_true (epc_section_page_section (epc_window_section_page (window)) == &sections[j]);
            g_assert_nonnull (epc_section_page_content (epc_window_section_page (window)));
            for (guint k = 0; sections[j].page == NULL && sections[j].entities[k] != NULL; k++)
              g_assert_true (epc_section_page_show_entity (epc_window_section_page (window), sections[j].entities[k]));
            test_settle (30);
            test_walk (GTK_WIDGET (epc_window_section_page (window)), check_name, (gpointer) sections[j].key);
          }
    }
  test_settle (500);
  test_window_gone (window);
}

/* Everything fits 1366 × 768, the smallest screen the product is made for. */
static void
test_fits_screen (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 12);
  EpcWindow *window = test_window (application, store);
  guint n;
  const EpcSection *sections = epc_sections (&n);

  for (guint i = 0; i < n; i++)
    {
      int width, height;

      epc_window_go_to (window, sections[i].tab, sections[i].key);
      test_settle (20);
      gtk_widget_measure (GTK_WIDGET (epc_window_section_page (window)), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      gtk_widget_measure (GTK_WIDGET (epc_window_section_page (window)), GTK_ORIENTATION_VERTICAL, 1159, &height, NULL, NULL, NULL);
      if (width > 1159 || height > 674)
        g_test_message ("%s/%s needs %d × %d", sections[i].tab, sections[i].key, width, height);
      g_assert_cmpint (width, <=, 1159);
      g_assert_cmpint (height, <=, 674);
    }
  g_assert_cmpint (gtk_widget_get_allocated_width (GTK_WIDGET (window)), <=, 1366);
  test_window_gone (window);
}

/* --- moving about --- */

static void
test_keys (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 3);
  EpcWindow *window = test_window (application, store);
  GtkWidget *widget = GTK_WIDGET (window);

  g_assert_true (epc_window_go_to (window, "response", "crisis"));
  gtk_widget_activate_action (widget, "win.next-section", NULL);
  g_assert_cmpstr (epc_section_page_section (epc_window_section_page (window))->key, ==, "log");
  gtk_widget_activate_action (widget, "win.previous-section", NULL);
  g_assert_cmpstr (epc_section_page_section (epc_window_section_page (window))->key, ==, "crisis");
  gtk_widget_activate_action (widget, "win.side-list", NULL);
  g_assert_false (gtk_widget_get_visible (test_find (widget, EPC_TYPE_SIDE_LIST, NULL)));
  gtk_widget_activate_action (widget, "win.side-list", NULL);
  gtk_widget_activate_action (widget, "win.next-pane", NULL);
  g_assert_nonnull (gtk_window_get_focus (GTK_WINDOW (window)));
  gtk_widget_activate_action (widget, "win.next-pane", NULL);
  gtk_widget_activate_action (widget, "win.previous-pane", NULL);
  g_assert_false (epc_window_go_to (window, "response", "no-such-section"));
  /* where one was is remembered */
  g_assert_true (epc_window_go_to (window, "resources", "lessons"));
  g_assert_true (epc_window_go_to (window, "response", NULL));
  g_assert_true (epc_window_go_to (window, "resources", NULL));
  g_assert_cmpstr (epc_section_page_section (epc_window_section_page (window))->key, ==, "lessons");
  test_window_gone (window);
}

/* --- crisis --- */

static void
test_crisis (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 3);
  EpcWindow *window = test_window (application, store);
  EpcUid crisis = test_add (store, "crisis", "name", "Drought", NULL);
  char uid[EPC_UID_TEXT_SIZE];

  g_assert_null (epc_session_crisis (epc_window_session (window)));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.choose-crisis", NULL);
  test_settle (100);
  g_assert_nonnull (test_await (GTK_WIDGET (window), GTK_TYPE_LABEL, "Storm Dalia"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.crisis", "s", epc_uid_to_text (&crisis, uid));
  test_settle (50);
  g_assert_nonnull (epc_session_crisis (epc_window_session (window)));
  g_autofree char *title = epc_session_crisis_title (epc_window_session (window));
  g_assert_cmpstr (title, ==, "Drought");
  g_assert_nonnull (test_await (GTK_WIDGET (window), GTK_TYPE_LABEL, "Drought"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.crisis", "s", "");
  g_assert_null (epc_session_crisis (epc_window_session (window)));
  test_window_gone (window);
}

/* An exercise says so on every screen. */
static void
test_drill (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 0);
  EpcWindow *window = test_window (application, store);
  EpcUid drill = test_add (store, "crisis", "name", "Exercise", "is_drill", "yes", NULL);

  g_assert_false (gtk_widget_get_visible (window->drill));
  epc_session_set_crisis (epc_window_session (window), &drill);
  g_assert_true (gtk_widget_get_visible (window->drill));
  epc_session_set_crisis (epc_window_session (window), NULL);
  g_assert_false (gtk_widget_get_visible (window->drill));
  test_window_gone (window);
}

/* At 720 pixels the tabs move to the foot and the side list folds; nothing warns on the way there and back. */
static void
test_narrow (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 3);
  EpcWindow *window = test_window (application, store);

  for (guint i = 0; i < 2; i++)
    {
      gtk_window_set_default_size (GTK_WINDOW (window), 720, 700);
      epc_window_go_to (window, "response", "nfi");
      test_settle (150);
      g_assert_true (adw_view_switcher_bar_get_reveal (window->bar));
      g_assert_cmpint (gtk_widget_get_allocated_width (GTK_WIDGET (window)), <=, 760);
      epc_window_go_to (window, "overview", NULL);
      test_settle (100);
      gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
      test_settle (150);
      g_assert_false (adw_view_switcher_bar_get_reveal (window->bar));
    }
  test_window_gone (window);
}

static gboolean
has_first_site (gpointer page)
{
  return epc_record_page_selected (page) != NULL;
}

/* In a narrow window the sites are a list alone: a chip shows the map in its place, a row opens its details as a page, and back
 * leads to the list. */
static void
test_narrow_sites (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 3);
  EpcWindow *window = test_window (application, store);
  EpcRecordPage *page;
  GtkWidget *map, *chip, *detail, *table;

  gtk_window_set_default_size (GTK_WINDOW (window), 720, 700);
  epc_window_go_to (window, "response", "sites");
  page = EPC_RECORD_PAGE (epc_section_page_content (epc_window_section_page (window)));
  test_wait (has_first_site, page, "the first site chosen");
  test_settle (200);
  map = test_find (GTK_WIDGET (page), EPC_TYPE_MAP_VIEW, NULL);
  detail = test_find (GTK_WIDGET (page), EPC_TYPE_SITE_DETAIL, NULL);
  table = epc_record_page_table (page);
  chip = gtk_widget_get_parent (test_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "Map"));
  g_assert_true (gtk_widget_get_mapped (table));
  g_assert_false (gtk_widget_get_mapped (map));
  g_assert_false (gtk_widget_get_mapped (detail));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
  test_settle (150);
  g_assert_true (gtk_widget_get_mapped (map));
  g_assert_false (gtk_widget_get_mapped (table));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), FALSE);
  g_signal_emit_by_name (table, "activated", 0);
  test_settle (150);
  g_assert_null (epc_window_pushed (window));
  g_assert_true (gtk_widget_get_mapped (detail));
  g_assert_false (gtk_widget_get_mapped (table));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  test_settle (150);
  g_assert_true (gtk_widget_get_mapped (table));
  g_assert_false (gtk_widget_get_mapped (detail));
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  test_settle (200);
  g_assert_true (gtk_widget_get_mapped (table));
  g_assert_true (gtk_widget_get_mapped (map));
  g_assert_true (gtk_widget_get_mapped (detail));
  g_assert_false (gtk_widget_get_visible (chip));
  test_window_gone (window);
}

/* --- long work, toasts, dialogs --- */

static gboolean
has_no_work (gpointer window)
{
  return g_list_model_get_n_items (G_LIST_MODEL (EPC_WINDOW (window)->works)) == 0;
}

static void
test_long_work (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 1);
  EpcWindow *window = test_window (application, store);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (EpcWork) work = NULL;

  epc_window_go_to (window, "response", "crisis");
  work = epc_window_begin_work (window, "Indexing", cancellable);
  epc_work_set_fraction (work, 0.5);
  test_settle (50);
  g_assert_nonnull (test_await (GTK_WIDGET (window), GTK_TYPE_LABEL, "Indexing"));
  epc_work_finish (work);
  test_wait (has_no_work, window, "the row to go");
  epc_window_toast (window, "Deleted 3 sites", TRUE);
  epc_window_toast (window, "Deleted 4 sites", TRUE);
  test_settle (50);
  test_window_gone (window);
}

static void
present_and_close (EpcWindow *window, GtkWidget *dialog)
{
  gpointer weak = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &weak);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (dialog));
  test_settle (150);
  test_walk (dialog, check_name, (gpointer) G_OBJECT_TYPE_NAME (dialog));
  gtk_window_close (GTK_WINDOW (dialog));
  test_settle (150);
  if (weak != NULL)
    gtk_window_destroy (GTK_WINDOW (dialog));
  test_settle (100);
  g_assert_null (weak);
}

static void
test_dialogs (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 1);
  EpcWindow *window = test_window (application, store);

  present_and_close (window, epc_palette_new (window));
  present_and_close (window, epc_preferences_new (window));
  epc_about_show (window);
  test_settle (100);
  test_window_gone (window);
}

/* --- search --- */

static gboolean
found_record (gpointer palette)
{
  return test_find (palette, GTK_TYPE_LABEL, "School number 2") != NULL;
}

static void
test_search_everything (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 3);
  EpcWindow *window = test_window (application, store);
  GtkWidget *palette = epc_palette_new (window);
  GtkWidget *entry;

  gtk_window_set_transient_for (GTK_WINDOW (palette), GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (palette));
  entry = test_find (palette, GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "dtm rou");
  test_settle (50);
  g_assert_nonnull (test_await (palette, GTK_TYPE_LABEL, "DTM rounds"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "school 2");
  test_wait (found_record, palette, "the site among the results");
  g_signal_emit_by_name (entry, "activate");
  test_settle (300);
  g_assert_cmpstr (epc_window_tab (window), ==, "response");
  g_assert_cmpstr (epc_section_page_section (epc_window_section_page (window))->key, ==, "sites");
  test_window_gone (window);
}

/* --- rest --- */

static void
on_frame (GdkFrameClock *clock, guint *frames)
{
  (*frames)++;
}

/* Of twenty times 0.3 s in a row it must lie still in one: on a slow machine, and under a sanitiser, a page takes seconds to load, but
 * one that never rests draws in all of them. */
static void
assert_rests (EpcWindow *window, const char *page)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));

  test_quiet ();
  for (guint i = 0; i < 20; i++)
    {
      guint frames = 0;
      gulong handler = g_signal_connect (clock, "paint", G_CALLBACK (on_frame), &frames);
      test_settle (300);
      g_signal_handler_disconnect (clock, handler);
      if (frames <= 1)
        return;
    }
  g_error ("%s never rests: it draws more than a frame in each 0.3 s", page);
}

/* Nobody touches it: no page draws, not even one whose list took its time to be read (a battery in the field is short). */
static void
test_rests (void)
{
  EpcStore *store = test_workspace ("HTI", 30);
  EpcWindow *window = test_window (application, store);
  guint n;
  const EpcSection *sections = epc_sections (&n);

  assert_rests (window, "overview");
  for (guint i = 0; i < n; i++)
    if (sections[i].page != NULL || i % 8 == 0)
      {
        epc_window_go_to (window, sections[i].tab, sections[i].key);
        /* slower than the bar that tells that a list is being read */
        g_usleep (300000);
        assert_rests (window, sections[i].key);
      }
  test_window_gone (window);
  g_object_unref (store);
}

/* Who opens the crisis list by key and thinks better of it is where she was. */
static void
test_focus_after_crisis (void)
{
  EpcStore *store = test_workspace ("HTI", 3);
  EpcWindow *window = test_window (application, store);
  GtkWidget *search;

  epc_window_go_to (window, "response", "sites");
  test_quiet ();
  search = test_find (GTK_WIDGET (epc_window_section_page (window)), GTK_TYPE_SEARCH_ENTRY, NULL);
  test_focus_window ("EPC Desk");
  gtk_widget_grab_focus (search);
  test_press ("ctrl+e");
  test_quiet ();
  g_assert_false (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), search));
  test_press ("Escape");
  test_quiet ();
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), search));
  test_window_gone (window);
  g_object_unref (store);
}

/* F6 goes round the panes of the sites and of the rounds and never ends on a button of the map. */
static void
test_panes (void)
{
  EpcStore *store = test_workspace ("HTI", 3);
  EpcWindow *window = test_window (application, store);
  GtkWidget *seen[6] = { NULL };
  guint n_lists = 0, n_sides = 0;

  epc_window_go_to (window, "response", "sites");
  test_quiet ();
  test_focus_window ("EPC Desk");
  for (guint i = 0; i < G_N_ELEMENTS (seen); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (window), "win.next-pane", NULL);
      test_settle (30);
      seen[i] = gtk_window_get_focus (GTK_WINDOW (window));
      g_assert_nonnull (seen[i]);
      g_assert_null (gtk_widget_get_ancestor (seen[i], EPC_TYPE_MAP_VIEW));
      n_lists += gtk_widget_get_ancestor (seen[i], EPC_TYPE_RECORD_PAGE) != NULL;
      n_sides += gtk_widget_get_ancestor (seen[i], EPC_TYPE_SIDE_LIST) != NULL;
    }
  /* side list, list, detail (both of the list's page), and round again */
  g_assert_cmpuint (n_sides, ==, 2);
  g_assert_cmpuint (n_lists, ==, 4);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (seen[i] == seen[i + 3]);
      g_assert_true (seen[i] != seen[(i + 1) % 3]);
    }
  test_window_gone (window);
  g_object_unref (store);
}

static void
look_for_open_menu (GtkWidget *widget, gpointer found)
{
  if (GTK_IS_POPOVER_MENU (widget) && gtk_widget_get_mapped (widget))
    *(GtkWidget **) found = widget;
}

static GtkWidget *
open_menu (gpointer window)
{
  GtkWidget *found = NULL;

  test_walk (window, look_for_open_menu, &found);
  return found;
}

static gboolean
has_open_menu (gpointer window)
{
  return open_menu (window) != NULL;
}

/* The main menu is made when it is first opened, by its key too, and opens again. */
static void
test_main_menu (void)
{
  EpcStore *store = test_workspace ("HTI", 3);
  EpcWindow *window = test_window (application, store);

  test_focus_window ("EPC Desk");
  for (guint i = 0; i < 2; i++)
    {
      g_assert_false (has_open_menu (window));
      test_press ("F10");
      test_wait (has_open_menu, window, "the main menu");
      g_assert_nonnull (test_find (open_menu (window), GTK_TYPE_LABEL, "Back up now"));
      test_press ("Escape");
      test_quiet ();
    }
  test_window_gone (window);
  g_object_unref (store);
}

int
main (int argc, char **argv)
{
  application = test_start (&argc, &argv);
  g_test_add_func ("/window/first-run", test_first_run);
  g_test_add_func ("/window/open-refused", test_open_refused);
  g_test_add_func ("/window/every-section", test_every_section);
  g_test_add_func ("/window/fits-screen", test_fits_screen);
  g_test_add_func ("/window/keys", test_keys);
  g_test_add_func ("/window/main-menu", test_main_menu);
  g_test_add_func ("/window/crisis", test_crisis);
  g_test_add_func ("/window/drill", test_drill);
  g_test_add_func ("/window/narrow", test_narrow);
  g_test_add_func ("/window/narrow-sites", test_narrow_sites);
  g_test_add_func ("/window/long-work", test_long_work);
  g_test_add_func ("/window/dialogs", test_dialogs);
  g_test_add_func ("/window/search-everything", test_search_everything);
  g_test_add_func ("/window/rests", test_rests);
  g_test_add_func ("/window/focus-after-crisis", test_focus_after_crisis);
  g_test_add_func ("/window/panes", test_panes);
  return g_test_run ();
}
