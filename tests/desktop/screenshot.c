/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures of pages of the real window, all in one run. Not a test: run by screenshot.sh (./dev shots).
 *   screenshot WORKSPACE FOLDER [--dark | --both] [--crisis] [--size 1366x768] PAGE…
 * PAGE: overview, TAB/SECTION, TAB/SECTION/ENTITY, first-run, preferences, shortcuts, about, help, palette:TEXT, form:ENTITY,
 * new:ENTITY, import:FILE, export:ENTITY, receive:FILE, packages, decided, share, recovery, key, report:NAME, map:sites, map:dtm+movements, crisis; "sections" is each section's first page, "lists" every list there is, "forms" a form of each area.
 * Written: FOLDER/PAGE.png, FOLDER/PAGE-dark.png, with dashes for the other signs.
 */
#include "desktop-support.h"
#include "sharing-office.h"

#include "base/epc-i18n.h"

#include <stdio.h>
#include <string.h>

#include "desktop/exchange/exchange.h"
#include "desktop/first-run.h"
#include "desktop/help.h"
#include "desktop/record-flow.h"
#include "desktop/sharing/sharing.h"
#include "desktop/shortcuts.h"
#include "desktop/window-private.h"
#include "store/epc-query.h"

/* Without a compositor a client-side frame shows as a border. */
static const char *const bare = "window.csd, window.solid-csd { margin: 0; padding: 0; border: none; border-radius: 0; box-shadow: none; }"
                                "window { outline: none; }";

static GtkWidget *
show_beside (EpcWindow *window, GtkWidget *beside)
{
  gtk_window_set_transient_for (GTK_WINDOW (beside), GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (beside));
  test_quiet ();
  return beside;
}

static void
choose_first_crisis (EpcWindow *window)
{
  EpcSession *session = epc_window_session (window);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("crisis"));
  g_autoptr (GPtrArray) records = epc_query_records (query, epc_session_store (session), NULL);

  if (records != NULL && records->len > 0)
    epc_session_set_crisis (session, epc_record_uid (g_ptr_array_index (records, 0)));
}

static void
open_form (EpcWindow *window, const char *key, gboolean is_new)
{
  const EpcEntity *entity = epc_entity_find (key);

  if (entity == NULL)
    g_error ("There is no kind of record %s", key);
  g_autoptr (EpcQuery) query = epc_query_new (entity);
  g_autoptr (GPtrArray) records = epc_query_records (query, epc_session_store (epc_window_session (window)), NULL);

  epc_record_flow_open (GTK_WIDGET (window), epc_window_session (window), entity,
                        !is_new && records != NULL && records->len > 0 ? epc_record_uid (g_ptr_array_index (records, 0)) : NULL);
}

/* The window that was opened over @window. */
static GtkWidget *
window_over (EpcWindow *window)
{
  g_autoptr (GListModel) all = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (all, i);

      if (gtk_window_get_transient_for (other) == GTK_WINDOW (window))
        return GTK_WIDGET (other);
    }
  return GTK_WIDGET (window);
}

static void
note_switch (GtkWidget *widget, gpointer data)
{
  if (GTK_IS_SWITCH (widget))
    *(GtkWidget **) data = widget;
}

/* What the dialog shows when a package with a recovery key has been written. */
static GtkWidget *
make_recovery (EpcWindow *window)
{
  g_autofree char *folder = g_dir_make_tmp ("epc-shot-XXXXXX", NULL), *path = g_build_filename (folder, "p.epcx", NULL);
  GtkWidget *dialog, *entry, *save, *last = NULL;

  epc_share_start (window, epc_window_session (window), NULL);
  dialog = window_over (window);
  save = test_find (dialog, GTK_TYPE_BUTTON, _ ("Save the package…"));
  entry = test_find (dialog, GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "ola marina 77");
  entry = test_find (gtk_widget_get_next_sibling (gtk_widget_get_ancestor (entry, ADW_TYPE_ACTION_ROW)), GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "ola marina 77");
  test_walk (dialog, note_switch, &last);
  gtk_switch_set_active (GTK_SWITCH (last), TRUE);
  test_wait (can_be_pressed, save, "what would leave");
  g_signal_emit_by_name (save, "clicked");
  answer_file_dialog (path);
  return GTK_WIDGET (await_window (ADW_TYPE_MESSAGE_DIALOG));
}

/* The large map of a section of the response: "sites", "dtm"; with "+movements" behind it. */
static void
show_map (EpcWindow *window, const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, "+", 2);
  GtkWidget *chip, *movements;

  g_assert_true (epc_window_go_to (window, "response", parts[0]));
  test_quiet ();
  chip = test_find (GTK_WIDGET (epc_window_section_page (window)), GTK_TYPE_TOGGLE_BUTTON, _ ("Map"));
  g_assert_nonnull (chip);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
  test_quiet ();
  movements = parts[1] != NULL ? test_find (GTK_WIDGET (epc_window_section_page (window)), GTK_TYPE_TOGGLE_BUTTON, _ ("Movements")) : NULL;
  if (movements != NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (movements), TRUE);
}

static GtkWidget *
show_page (EpcWindow *window, const char *page)
{
  g_auto (GStrv) parts = g_strsplit (page, "/", 3);
  const char *rest = strchr (page, ':') != NULL ? strchr (page, ':') + 1 : "";

  if (g_str_equal (page, "first-run"))
    epc_window_show_first_run (window, NULL, NULL);
  else if (g_str_equal (page, "preferences"))
    return show_beside (window, epc_preferences_new (window));
  else if (g_str_equal (page, "shortcuts"))
    return show_beside (window, epc_shortcuts_window_new ());
  else if (g_str_equal (page, "help"))
    return show_beside (window, epc_help_window_new (epc_section_find ("response", "sites")));
  else if (g_str_has_prefix (page, "palette:"))
    {
      GtkWidget *palette = epc_palette_new (window);

      gtk_editable_set_text (GTK_EDITABLE (test_find (palette, GTK_TYPE_SEARCH_ENTRY, NULL)), rest);
      return show_beside (window, palette);
    }
  else if (g_str_has_prefix (page, "form:"))
    open_form (window, rest, FALSE);
  else if (g_str_has_prefix (page, "new:"))
    open_form (window, rest, TRUE);
  else if (g_str_equal (page, "crisis"))
    gtk_menu_button_popup (GTK_MENU_BUTTON (window->crisis_button));
  else if (g_str_has_prefix (page, "import:"))
    {
      g_autoptr (GFile) file = g_file_new_for_path (rest);

      epc_import_file_start (window, epc_window_session (window), file, NULL);
    }
  else if (g_str_has_prefix (page, "export:"))
    {
      g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (rest));
      const char *const columns[] = { NULL };

      epc_export_start (window, epc_window_session (window), query, columns);
      return window_over (window);
    }
  else if (g_str_has_prefix (page, "receive:"))
    {
      g_autoptr (GFile) file = g_file_new_for_path (rest);

      epc_receive_file (window, epc_window_session (window), file);
      test_settle (1500);
      return window_over (window);
    }
  else if (g_str_equal (page, "recovery"))
    return make_recovery (window);
  else if (g_str_equal (page, "packages") || g_str_equal (page, "decided"))
    {
      epc_window_go_to (window, "resources", "offices");
      GtkWidget *chip = gtk_widget_get_next_sibling (test_find (epc_section_page_content (epc_window_section_page (window)), GTK_TYPE_TOGGLE_BUTTON, NULL));
      if (g_str_equal (page, "packages"))
        chip = gtk_widget_get_next_sibling (chip);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
    }
  else if (g_str_equal (page, "share") || g_str_equal (page, "key"))
    {
      if (g_str_equal (page, "share"))
        epc_share_start (window, epc_window_session (window), NULL);
      else
        epc_key_dialog_present (window, epc_window_session (window));
      return window_over (window);
    }
  else if (g_str_equal (page, "about"))
    {
      epc_about_show (window);
      return window_over (window);
    }
  else if (g_str_has_prefix (page, "map:"))
    show_map (window, rest);
  else if (g_str_has_prefix (page, "report:"))
    epc_report_page_open (window, epc_window_session (window), rest, NULL);
  else if (g_str_equal (page, "overview"))
    epc_window_go_to (window, "overview", NULL);
  else if (parts[1] == NULL || !epc_window_go_to (window, parts[0], parts[1]))
    g_error ("There is no page %s", page);
  else if (parts[2] != NULL)
    epc_section_page_show_entity (epc_window_section_page (window), parts[2]);
  return GTK_WIDGET (window);
}

/* --- pictures --- */

typedef struct
{
  EpcWindow *window;
  const char *folder;
  gboolean light, dark;
} Camera;

static void
photograph (Camera *camera, GtkWidget *shown, const char *page)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  g_autofree char *name = g_strdelimit (g_str_has_prefix (page, "import:") || g_str_has_prefix (page, "receive:") ? g_path_get_basename (page) : g_strdup (page), "/:. ", '-');

  for (int is_dark = 0; is_dark < 2; is_dark++)
    if (is_dark ? camera->dark : camera->light)
      {
        g_autofree char *path = g_strdup_printf ("%s/%s%s.png", camera->folder, name, is_dark ? "-dark" : "");

        adw_style_manager_set_color_scheme (style, is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
        test_quiet ();
        test_picture (shown, path);
      }
}

static void
take (Camera *camera, const char *page)
{
  GtkWidget *shown = show_page (camera->window, page);

  test_quiet ();
  photograph (camera, shown, page);
  if (shown != GTK_WIDGET (camera->window))
    gtk_window_destroy (GTK_WINDOW (shown));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (camera->window->crisis_button));
  while (epc_window_pushed (camera->window) != NULL)
    epc_window_pop (camera->window);
}

static void
take_sections (Camera *camera, gboolean all_lists)
{
  guint n;
  const EpcSection *sections = epc_sections (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *page = g_strdup_printf ("%s/%s", sections[i].tab, sections[i].key);

      take (camera, page);
      for (guint j = sections[i].page_title != NULL ? 0 : 1; all_lists && sections[i].entities[j] != NULL; j++)
        {
          g_autofree char *list = g_strdup_printf ("%s/%s", page, sections[i].entities[j]);

          take (camera, list);
        }
    }
}

static void
take_pages (Camera *camera, const char *page)
{
  static const char *const forms[] = { "site", "risk", "contingency_plan", "funding_request", "initiative", "solution_score", "document" };

  if (g_str_equal (page, "sections") || g_str_equal (page, "lists"))
    take_sections (camera, g_str_equal (page, "lists"));
  else if (g_str_equal (page, "forms"))
    for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
      {
        g_autofree char *form = g_strconcat ("form:", forms[i], NULL);

        take (camera, form);
      }
  else
    take (camera, page);
}

int
main (int argc, char **argv)
{
  application = test_start (&argc, &argv);
  g_autoptr (GtkCssProvider) css = gtk_css_provider_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcStore) store = NULL;
  Camera camera = { .light = TRUE };
  int width = 1366, height = 768, first = 3;
  gboolean with_crisis = FALSE;

  if (argc < 4)
    g_error ("screenshot WORKSPACE FOLDER [--dark | --both] [--crisis] [--size WxH] PAGE…");
  for (; first < argc && g_str_has_prefix (argv[first], "--"); first++)
    if (g_str_equal (argv[first], "--dark") || g_str_equal (argv[first], "--both"))
      {
        camera.dark = TRUE;
        camera.light = g_str_equal (argv[first], "--both");
      }
    else if (g_str_equal (argv[first], "--crisis"))
      with_crisis = TRUE;
    else if (g_str_equal (argv[first], "--size") && first + 1 < argc)
      sscanf (argv[++first], "%dx%d", &width, &height);
  gtk_css_provider_load_from_data (css, bare, -1);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css), 800);
  store = epc_store_open (argv[1], EPC_STORE_NONE, &error);
  g_assert_no_error (error);
  camera.folder = argv[2];
  g_mkdir_with_parents (camera.folder, 0755);
  camera.window = test_window (application, store);
  gtk_window_set_default_size (GTK_WINDOW (camera.window), width, height);
  /* the copy photographed says that it is one */
  while (gtk_widget_get_first_child (camera.window->notices) != NULL)
    gtk_widget_unparent (gtk_widget_get_first_child (camera.window->notices));
  if (with_crisis)
    choose_first_crisis (camera.window);
  for (int i = first; i < argc; i++)
    take_pages (&camera, argv[i]);
  return 0;
}
