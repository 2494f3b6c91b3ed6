/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A picture of one page of the real window. Not a test: run by screenshot.sh.
 *   screenshot WORKSPACE PAGE OUT.png [--dark] [--crisis] [--size 1366x768]
 * PAGE: overview, TAB/SECTION, TAB/SECTION/ENTITY, first-run, preferences, shortcuts, palette:TEXT, form:ENTITY,
 * import:FILE, crisis.
 */
#include "desktop-support.h"

#include <stdio.h>
#include <string.h>

#include "desktop/exchange/exchange.h"
#include "desktop/first-run.h"
#include "desktop/record-flow.h"
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
  test_settle (600);
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
open_form (EpcWindow *window, const char *key)
{
  const EpcEntity *entity = epc_entity_find (key);
  g_autoptr (EpcQuery) query = epc_query_new (entity);
  g_autoptr (GPtrArray) records = epc_query_records (query, epc_session_store (epc_window_session (window)), NULL);

  epc_record_flow_open (GTK_WIDGET (window), epc_window_session (window), entity,
                        records != NULL && records->len > 0 ? epc_record_uid (g_ptr_array_index (records, 0)) : NULL);
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
  else if (g_str_has_prefix (page, "palette:"))
    {
      GtkWidget *palette = epc_palette_new (window);

      gtk_editable_set_text (GTK_EDITABLE (test_find (palette, GTK_TYPE_SEARCH_ENTRY, NULL)), rest);
      return show_beside (window, palette);
    }
  else if (g_str_has_prefix (page, "form:"))
    open_form (window, rest);
  else if (g_str_has_prefix (page, "import:"))
    {
      g_autoptr (GFile) file = g_file_new_for_path (rest);

      epc_import_file_start (window, epc_window_session (window), file, NULL);
    }
  else if (g_str_equal (page, "overview"))
    epc_window_go_to (window, "overview", NULL);
  else if (parts[1] == NULL || !epc_window_go_to (window, parts[0], parts[1]))
    g_error ("There is no page %s", page);
  else if (parts[2] != NULL)
    epc_section_page_show_entity (epc_window_section_page (window), parts[2]);
  return GTK_WIDGET (window);
}

int
main (int argc, char **argv)
{
  EpcApplication *application = test_start (&argc, &argv);
  g_autoptr (GtkCssProvider) css = gtk_css_provider_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcStore) store = NULL;
  int width = 1366, height = 768;
  gboolean with_crisis = FALSE;
  EpcWindow *window;
  GtkWidget *shown;

  if (argc < 4)
    g_error ("screenshot WORKSPACE PAGE OUT.png [--dark] [--crisis] [--size WxH]");
  for (int i = 4; i < argc; i++)
    if (g_str_equal (argv[i], "--dark"))
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
    else if (g_str_equal (argv[i], "--crisis"))
      with_crisis = TRUE;
    else if (g_str_equal (argv[i], "--size") && i + 1 < argc)
      sscanf (argv[++i], "%dx%d", &width, &height);
  gtk_css_provider_load_from_data (css, bare, -1);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css), 800);
  store = epc_store_open (argv[1], EPC_STORE_NONE, &error);
  g_assert_no_error (error);
  window = test_window (application, store);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  /* the copy photographed says that it is one */
  while (gtk_widget_get_first_child (window->notices) != NULL)
    gtk_widget_unparent (gtk_widget_get_first_child (window->notices));
  if (with_crisis)
    choose_first_crisis (window);
  shown = show_page (window, argv[2]);
  test_settle (2500);
  test_picture (shown, argv[3]);
  return 0;
}
