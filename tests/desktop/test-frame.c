/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What holds for the window's tables, without a workspace.
 */
#include "desktop-support.h"

#include <string.h>

#include "base/epc-language.h"
#include "desktop/help.h"
#include "desktop/shortcuts.h"
#include "desktop/widgets/epc-attachment.h"
#include "desktop/widgets/epc-figure.h"
#include "desktop/widgets/epc-side-list.h"
#include "desktop/widgets/epc-state.h"
#include "desktop/widgets/epc-strip.h"
#include "store/epc-transaction.h"

static EpcApplication *application;

/* Every kind of record that people keep can be reached through a section. */
static void
test_sections_complete (void)
{
  guint n_entities, n_sections;
  const EpcEntity *const *catalogue = epc_catalogue (&n_entities);
  const EpcSection *sections = epc_sections (&n_sections);

  for (guint i = 0; i < n_entities; i++)
    if ((catalogue[i]->flags & EPC_ENTITY_PROGRAM) == 0)
      {
        if (epc_section_of_entity (catalogue[i]->key) == NULL)
          g_test_message ("no section holds %s", catalogue[i]->key);
        g_assert_nonnull (epc_section_of_entity (catalogue[i]->key));
      }
  for (guint i = 0; i < n_sections; i++)
    {
      g_assert_nonnull (epc_tab_info (sections[i].tab));
      g_assert_true (epc_section_find (sections[i].tab, sections[i].key) == &sections[i]);
      g_assert_cmpint (g_utf8_strlen (sections[i].title, -1), <=, 20);
      for (guint j = 0; sections[i].entities[j] != NULL; j++)
        {
          if (epc_entity_find (sections[i].entities[j]) == NULL)
            g_test_message ("section %s names %s", sections[i].key, sections[i].entities[j]);
          g_assert_nonnull (epc_entity_find (sections[i].entities[j]));
        }
    }
}

/* A title of the side list is never cut: 20 characters in every language that is translated. */
static void
test_titles_short (void)
{
  static const char *const languages[] = { "en", "es" };
  guint n;
  const EpcSection *sections = epc_sections (&n);

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < G_N_ELEMENTS (languages); j++)
      {
        const char *title = epc_language_text (epc_language_get (languages[j]), sections[i].title);

        if (g_utf8_strlen (title, -1) > 20)
          g_error ("The section title “%s” (%s) is longer than 20 characters", title, languages[j]);
      }
}

static void
assert_symbol (const char *icon)
{
  g_autofree char *path = g_strdup_printf ("%s/icons/scalable/actions/%s.svg", EPC_RESOURCE, icon);

  if (!g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL))
    g_error ("The symbol %s is not bundled", icon);
}

/* Windows has no icon theme: every symbol named in a table ships with the program. */
static void
test_symbols_bundled (void)
{
  guint n;
  const EpcTabInfo *tabs = epc_tabs (&n);

  for (guint i = 0; i < n; i++)
    assert_symbol (tabs[i].icon);
  const EpcSection *sections = epc_sections (&n);
  for (guint i = 0; i < n; i++)
    assert_symbol (sections[i].icon);
  const EpcEntity *const *catalogue = epc_catalogue (&n);
  for (guint i = 0; i < n; i++)
    if (catalogue[i]->icon != NULL)
      assert_symbol (catalogue[i]->icon);
}

static gboolean
is_window_action (const char *name)
{
  GtkWidgetClass *klass = g_type_class_ref (EPC_TYPE_WINDOW);
  const char *action, *property;
  const GVariantType *parameter;
  GType owner;
  gboolean is_found = FALSE;

  for (guint i = 0; !is_found && gtk_widget_class_query_action (klass, i, &owner, &action, &parameter, &property); i++)
    is_found = g_str_equal (action, name);
  g_type_class_unref (klass);
  return is_found;
}

/* No key stands twice, each can be parsed, and each leads to an action that exists. */
static void
test_shortcuts_sound (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n;
  const EpcShortcut *shortcuts = epc_shortcuts (&n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) keys = g_strsplit (shortcuts[i].keys, " ", -1);

      for (guint j = 0; keys[j] != NULL; j++)
        {
          guint key;
          GdkModifierType modifiers;

          g_assert_true (gtk_accelerator_parse (keys[j], &key, &modifiers));
          g_assert_true (g_hash_table_add (seen, gtk_accelerator_name (key, modifiers)));
        }
      if (shortcuts[i].action != NULL)
        {
          g_autofree char *name = NULL;
          g_autoptr (GVariant) target = NULL;

          g_assert_true (g_action_parse_detailed_name (shortcuts[i].action, &name, &target, NULL));
          if (g_str_has_prefix (name, "app."))
            g_assert_true (g_action_group_has_action (G_ACTION_GROUP (application), name + strlen ("app.")));
          else
            g_assert_true (is_window_action (name));
        }
    }
}

static void
test_shortcuts_window (void)
{
  GtkWidget *window = epc_shortcuts_window_new ();
  gpointer weak = window;

  g_assert_nonnull (window);
  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  gtk_window_present (GTK_WINDOW (window));
  test_settle (100);
  gtk_window_destroy (GTK_WINDOW (window));
  test_settle (50);
  g_assert_null (weak);
}

/* The side list goes by keys from section to section and skips the headings. */
static void
test_side_list_moves (void)
{
  GtkWidget *list = g_object_ref_sink (epc_side_list_new ("response"));

  epc_side_list_select (EPC_SIDE_LIST (list), "tasks");
  epc_side_list_move (EPC_SIDE_LIST (list), 1);
  g_assert_cmpstr (epc_side_list_selected (EPC_SIDE_LIST (list)), ==, "sites");
  epc_side_list_move (EPC_SIDE_LIST (list), -2);
  g_assert_cmpstr (epc_side_list_selected (EPC_SIDE_LIST (list)), ==, "log");
  epc_side_list_move (EPC_SIDE_LIST (list), -99);
  g_assert_cmpstr (epc_side_list_selected (EPC_SIDE_LIST (list)), ==, "crisis");
  g_object_unref (list);
}

/* A figure says its value with unit, source and date; where there is none, a dash and why. */
static void
test_figure_sentence (void)
{
  GtkWidget *figure = g_object_ref_sink (epc_figure_new ("Displaced people"));
  g_autofree char *empty = NULL, *full = NULL;

  epc_figure_set (EPC_FIGURE (figure), NULL, NULL, "No round yet");
  empty = epc_figure_sentence (EPC_FIGURE (figure));
  g_assert_cmpstr (empty, ==, "Displaced people: —. Source: No round yet.");
  epc_figure_set (EPC_FIGURE (figure), "1,287,593", "people", "DTM round 10 · 30 Jun 2025");
  full = epc_figure_sentence (EPC_FIGURE (figure));
  g_assert_cmpstr (full, ==, "Displaced people: 1,287,593 people. Source: DTM round 10 · 30 Jun 2025.");
  g_object_unref (figure);
}

/* A strip gives all figures the same width and lets the last ones go rather than cut one. */
static void
test_strip_narrow (void)
{
  GtkWidget *strip = g_object_ref_sink (epc_strip_new ());
  guint shown = 0;
  int minimum;

  for (guint i = 0; i < 6; i++)
    epc_strip_add (EPC_STRIP (strip), "Sites open", "12", "of 27", "Register");
  gtk_widget_measure (strip, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 720);
  gtk_widget_allocate (strip, 720, 79, -1, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (strip); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_child_visible (child))
      {
        g_assert_cmpint (gtk_widget_get_allocated_width (child), >=, 168);
        shown++;
      }
  g_assert_cmpint (shown, ==, 3);
  g_object_unref (strip);
}

/* A symbol alone has its meaning as accessible name. */
static void
test_state_named (void)
{
  GtkWidget *state = g_object_ref_sink (epc_state_new ("critical", NULL, "plain"));

  gtk_test_accessible_assert_property (state, GTK_ACCESSIBLE_PROPERTY_LABEL, "Critical");
  epc_state_set (EPC_STATE (state), "ok", "3 of 3");
  gtk_test_accessible_assert_property (state, GTK_ACCESSIBLE_PROPERTY_LABEL, "3 of 3");
  g_object_unref (state);
}

/* F1 has a chapter for every section, in English and in Spanish, and each in its own words. */
static void
test_help_complete (void)
{
  guint n;
  const EpcSection *sections = epc_sections (&n);

  for (guint i = 0; i <= n; i++)
    {
      const char *tab = i < n ? sections[i].tab : "overview", *key = i < n ? sections[i].key : "overview";
      g_autofree char *english = epc_help_chapter (tab, key, "en"), *spanish = epc_help_chapter (tab, key, "es");

      if (english == NULL || spanish == NULL || strlen (english) < 40 || strlen (spanish) < 40 || g_str_equal (english, spanish))
        g_error ("The help of %s/%s is missing", tab, key);
      g_assert_null (strstr (english, "# "));
    }
  g_assert_null (epc_help_chapter ("response", "no-such-section", "en"));
}

static void
test_help_window (void)
{
  GtkWidget *window = g_object_ref_sink (epc_help_window_new (epc_section_find ("response", "sites")));

  gtk_window_present (GTK_WINDOW (window));
  test_settle (200);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Help: Sites");
  g_assert_nonnull (test_await (window, GTK_TYPE_LABEL, "Which site needs someone today, and why?"));
  /* bold words are no asterisks on the screen */
  g_assert_nonnull (test_await (window, GTK_TYPE_LABEL, "People are those of the latest count. Occupancy is people by places."));
  test_focus_window ("Help: Sites");
  test_press ("Escape");
  test_settle (200);
  g_assert_false (gtk_widget_get_mapped (window));
  g_object_unref (window);
}

/* --- attached files --- */

/* A name that came with a file from elsewhere leads nowhere else and is no program. */
static void
test_attachment_names (void)
{
  static const struct
  {
    const char *name, *file;
    gboolean may_open;
  } cases[] = { { "Acta de la reunión.pdf", "Acta de la reunión.pdf", TRUE },
                { "../../.bashrc", "bashrc", FALSE },
                { "C:\\Users\\a\\plan.docx", "plan.docx", TRUE },
                { "invoice.pdf.exe", "invoice.pdf.exe", FALSE },
                { "a\nb.PNG", "a_b.PNG", TRUE },
                { "photo\u202egpj.exe", "photo_gpj.exe", FALSE },
                { "..", "attachment", FALSE },
                { "", "attachment", FALSE },
                { "run.desktop", "run.desktop", FALSE } };
  g_autofree char *many = g_strnfill (400, 'a'), *long_name = g_strconcat (many, ".pdf", NULL);
  g_autofree char *cut = epc_attachment_file_name (long_name);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *file = epc_attachment_file_name (cases[i].name);

      g_assert_cmpstr (file, ==, cases[i].file);
      g_assert_cmpint (epc_attachment_may_open (cases[i].name), ==, cases[i].may_open);
    }
  g_assert_cmpuint (strlen (cut), ==, 120);
  g_assert_true (g_str_has_suffix (cut, ".pdf"));
}

static gboolean
attach (EpcTransaction *transaction, gpointer data, GError **error)
{
  EpcUid *uid = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("abc", 3);
  g_autofree char *hash = epc_transaction_attach (transaction, epc_entity_find ("site"), uid, "note.txt", bytes, error);

  /* SHA-256 of "abc", FIPS 180-2 appendix B.1 */
  g_assert_cmpstr (hash, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  return hash != NULL;
}

/* What is opened are the bytes that were attached; what is not there is told in words. */
static void
test_attachment_copy (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 0);
  EpcUid uid = test_add (store, "site", "name", "School", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *text = NULL, *missing = NULL;

  epc_store_write (store, "attach", attach, &uid, &error);
  g_assert_no_error (error);
  path = epc_attachment_copy (store, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "../note.txt", &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (path, "/note.txt"));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "abc");
  missing = epc_attachment_copy (store, "00", "note.txt", &error);
  g_assert_null (missing);
  g_assert_nonnull (error);
  epc_store_close (store);
}

int
main (int argc, char **argv)
{
  application = test_start (&argc, &argv);
  g_test_add_func ("/frame/sections/complete", test_sections_complete);
  g_test_add_func ("/frame/sections/titles-short", test_titles_short);
  g_test_add_func ("/frame/symbols/bundled", test_symbols_bundled);
  g_test_add_func ("/frame/shortcuts/sound", test_shortcuts_sound);
  g_test_add_func ("/frame/shortcuts/window", test_shortcuts_window);
  g_test_add_func ("/frame/side-list/moves", test_side_list_moves);
  g_test_add_func ("/frame/figure/sentence", test_figure_sentence);
  g_test_add_func ("/frame/strip/narrow", test_strip_narrow);
  g_test_add_func ("/frame/state/named", test_state_named);
  g_test_add_func ("/frame/help/complete", test_help_complete);
  g_test_add_func ("/frame/help/window", test_help_window);
  g_test_add_func ("/frame/attachment/names", test_attachment_names);
  g_test_add_func ("/frame/attachment/copy", test_attachment_copy);
  return g_test_run ();
}
