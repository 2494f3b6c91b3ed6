/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The keys. "page.*" keys go through the window action of the same name ("win.new"), which hands them to the page on screen.
 */
#include "shortcuts.h"

#include <adwaita.h>

#include "base/epc-i18n.h"

#define GO N_ ("Getting around")
#define LIST N_ ("Lists")
#define FORM N_ ("Forms")
#define CHANGE N_ ("Changes and files")
#define PROGRAM N_ ("Program")

static const EpcShortcut shortcuts[] = {
  { GO, N_ ("Overview"), "<Control>1", "win.tab::overview" },
  { GO, N_ ("Preparedness"), "<Control>2", "win.tab::preparedness" },
  { GO, N_ ("Response"), "<Control>3", "win.tab::response" },
  { GO, N_ ("Transition"), "<Control>4", "win.tab::transition" },
  { GO, N_ ("Recovery"), "<Control>5", "win.tab::recovery" },
  { GO, N_ ("Resources"), "<Control>6", "win.tab::resources" },
  { GO, N_ ("Search everything, go anywhere"), "<Control>k", "win.search-everything" },
  { GO, N_ ("Who can leave tomorrow"), "<Control>m", "win.section(('preparedness', 'roster'))" },
  { GO, N_ ("Choose workspace and crisis"), "<Control>e", "win.choose-crisis" },
  { GO, N_ ("Next pane"), "F6", "win.next-pane" },
  { GO, N_ ("Previous pane"), "<Shift>F6", "win.previous-pane" },
  { GO, N_ ("Next section"), "<Control>Down", "win.next-section" },
  { GO, N_ ("Previous section"), "<Control>Up", "win.previous-section" },
  { GO, N_ ("Show or hide the side list"), "F9", "win.side-list" },
  { GO, N_ ("Back"), "<Alt>Left", "win.back" },

  { LIST, N_ ("Search in the list"), "<Control>f", "win.find" },
  { LIST, N_ ("New in this section"), "<Control>n", "win.new" },
  { LIST, N_ ("Open the record"), "Return", NULL },
  { LIST, N_ ("Edit"), "F2", NULL },
  { LIST, N_ ("To the bin"), "Delete", NULL },
  { LIST, N_ ("Copy the rows with their headings"), "<Control>c", NULL },
  { LIST, N_ ("Table behind the chart"), "<Control>t", "win.table" },

  { FORM, N_ ("Next record"), "<Control>Page_Down", NULL },
  { FORM, N_ ("Previous record"), "<Control>Page_Up", NULL },
  { FORM, N_ ("History of the field"), "<Control>h", NULL },
  { FORM, N_ ("Next thing to correct"), "F8", NULL },
  { FORM, N_ ("Leave the form (it is saved)"), "Escape", NULL },
  { FORM, N_ ("In a date: day after, day before, today"), "plus minus h", NULL },

  { CHANGE, N_ ("Undo"), "<Control>z", "win.undo" },
  { CHANGE, N_ ("Redo"), "<Control><Shift>z", "win.redo" },
  { CHANGE, N_ ("Write a decision, from anywhere"), "<Control>d", "win.new-decision" },
  { CHANGE, N_ ("Import a file"), "<Control>i", "win.import" },
  { CHANGE, N_ ("Export"), "<Control><Shift>e", "win.export" },
  { CHANGE, N_ ("Print what is seen"), "<Control>p", "win.print" },
  { CHANGE, N_ ("Situation report"), "<Control><Shift>p", "win.report::sitrep" },

  { PROGRAM, N_ ("Help on this section"), "F1", "win.help" },
  { PROGRAM, N_ ("Open a workspace"), "<Control>o", "win.open" },
  { PROGRAM, N_ ("Preferences"), "<Control>comma", "win.preferences" },
  { PROGRAM, N_ ("Keyboard shortcuts"), "<Control>question", "win.shortcuts" },
  { PROGRAM, N_ ("Main menu"), "F10", NULL },
  { PROGRAM, N_ ("Close the window"), "<Control>w", "window.close" },
  { PROGRAM, N_ ("Quit"), "<Control>q", "app.quit" },
};

const EpcShortcut *
epc_shortcuts (guint *n_shortcuts)
{
  *n_shortcuts = G_N_ELEMENTS (shortcuts);
  return shortcuts;
}

void
epc_shortcuts_install (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    if (shortcuts[i].action != NULL)
      {
        g_auto (GStrv) keys = g_strsplit (shortcuts[i].keys, " ", -1);

        gtk_application_set_accels_for_action (application, shortcuts[i].action, (const char *const *) keys);
      }
}

char *
epc_shortcut_label (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    if (g_strcmp0 (shortcuts[i].action, action) == 0)
      {
        g_auto (GStrv) keys = g_strsplit (shortcuts[i].keys, " ", -1);
        GdkModifierType modifiers;
        guint key;

        if (gtk_accelerator_parse (keys[0], &key, &modifiers))
          return gtk_accelerator_get_label (key, modifiers);
      }
  return NULL;
}

static GtkWidget *
make_row (const EpcShortcut *shortcut)
{
  GtkWidget *row = adw_action_row_new ();
  g_auto (GStrv) keys = g_strsplit (shortcut->keys, " ", -1);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (shortcut->title));
  for (guint i = 0; keys[i] != NULL; i++)
    {
      GtkWidget *label = gtk_shortcut_label_new (keys[i]);

      gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  return row;
}

/* Not GtkShortcutsWindow: with more than one page GTK 4.8 measures its page switcher below zero and warns. */
GtkWidget *
epc_shortcuts_window_new (void)
{
  GtkWidget *window = adw_preferences_window_new (), *page = adw_preferences_page_new (), *group = NULL;
  const char *heading = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      if (heading == NULL || !g_str_equal (heading, shortcuts[i].group))
        {
          heading = shortcuts[i].group;
          group = adw_preferences_group_new ();
          adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (heading));
          adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
        }
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (&shortcuts[i]));
    }
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  gtk_window_set_title (GTK_WINDOW (window), _ ("Keyboard shortcuts"));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 620, 640);
  gtk_widget_add_css_class (window, "dense");
  return window;
}
