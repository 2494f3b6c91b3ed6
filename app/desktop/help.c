/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Help is Markdown of the simplest kind: a chapter begins with "# KEY"; paragraphs are parted by empty lines, points begin with "- ",
 * **words** are bold.
 */
#include "help.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-paths.h"

/* --- reading --- */

static char *
chapter_of (const char *text, const char *key)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *heading = g_strdup_printf ("# %s", key);
  GString *found = NULL;

  for (char **line = lines; *line != NULL; line++)
    {
      g_strchomp (*line);
      if (g_str_has_prefix (*line, "# "))
        {
          if (found != NULL)
            break;
          if (g_str_equal (*line, heading))
            found = g_string_new (NULL);
        }
      else if (found != NULL)
        g_string_append_printf (found, "%s\n", *line);
    }
  return found != NULL ? g_strstrip (g_string_free (found, FALSE)) : NULL;
}

char *
epc_help_chapter (const char *tab, const char *key, const char *language)
{
  const char *const languages[] = { epc_language_name (epc_language_get (language)), "en" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *name = g_strdup_printf ("help/%s/%s.md", languages[i], tab);
      g_autofree char *path = epc_path_data (name), *text = NULL;
      char *chapter = NULL;

      if (g_file_get_contents (path, &text, NULL, NULL) && g_utf8_validate (text, -1, NULL))
        chapter = chapter_of (text, key);
      if (chapter != NULL)
        return chapter;
    }
  return NULL;
}

/* --- showing --- */

/* **words** as Pango markup. */
static char *
markup_of (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_auto (GStrv) parts = g_strsplit (escaped, "**", -1);
  GString *out = g_string_new (NULL);
  guint n = g_strv_length (parts);

  for (guint i = 0; i < n; i++)
    if (i % 2 == 1 && i + 1 < n)
      g_string_append_printf (out, "<b>%s</b>", parts[i]);
    else
      g_string_append_printf (out, "%s%s", i % 2 == 1 ? "**" : "", parts[i]);
  return g_string_free (out, FALSE);
}

static GtkWidget *
add_text (GtkWidget *box, const char *markup, const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
add_point (GtkWidget *box, const char *markup)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *dot = gtk_label_new ("•");

  gtk_widget_set_valign (dot, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), dot);
  gtk_widget_set_hexpand (add_text (row, markup, NULL), TRUE);
  gtk_box_append (GTK_BOX (box), row);
}

static void
add_chapter (GtkWidget *box, const char *chapter)
{
  g_auto (GStrv) lines = g_strsplit (chapter, "\n", -1);
  g_autoptr (GString) paragraph = g_string_new (NULL);

  for (char **line = lines;; line++)
    {
      gboolean is_point = *line != NULL && g_str_has_prefix (*line, "- ");

      if (paragraph->len > 0 && (*line == NULL || **line == '\0' || is_point))
        {
          g_autofree char *markup = markup_of (paragraph->str);

          add_text (box, markup, NULL);
          g_string_truncate (paragraph, 0);
        }
      if (*line == NULL)
        return;
      if (is_point)
        {
          g_autofree char *markup = markup_of (*line + 2);

          add_point (box, markup);
        }
      else if (**line != '\0')
        g_string_append_printf (paragraph, "%s%s", paragraph->len > 0 ? " " : "", *line);
    }
}

/* What is kept here, in the words of the catalogue. */
static void
add_entities (GtkWidget *box, const EpcSection *section)
{
  g_autofree char *heading = g_markup_escape_text (_ ("What is kept here"), -1);

  add_text (box, heading, "section");
  for (guint i = 0; section->entities[i] != NULL; i++)
    {
      const EpcEntity *entity = epc_entity_find (section->entities[i]);
      g_autofree char *text = entity == NULL         ? NULL
                              : entity->help != NULL ? g_strdup_printf ("**%s.** %s", _ (entity->plural), _ (entity->help))
                                                     : g_strdup_printf ("**%s.**", _ (entity->plural));
      g_autofree char *markup = text != NULL ? markup_of (text) : NULL;

      if (markup != NULL)
        add_point (box, markup);
    }
}

GtkWidget *
epc_help_window_new (const EpcSection *section)
{
  GtkWidget *window = adw_window_new (), *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *scroll = gtk_scrolled_window_new (), *bar = adw_header_bar_new ();
  const char *title = section != NULL ? _ (section->title) : _ ("Overview");
  g_autofree char *chapter = epc_help_chapter (section != NULL ? section->tab : "overview", section != NULL ? section->key : "overview", NULL);
  g_autofree char *question = section != NULL && section->question != NULL ? g_markup_escape_text (_ (section->question), -1) : NULL;
  /* Translators: title of a help window; %s is a section ("Sites") */
  g_autofree char *name = g_strdup_printf (_ ("Help: %s"), title);

  gtk_widget_add_css_class (box, "help-page");
  if (question != NULL)
    add_text (box, question, "section");
  if (chapter != NULL)
    add_chapter (box, chapter);
  if (section != NULL)
    add_entities (box, section);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), box);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_box_append (GTK_BOX (all), bar);
  gtk_box_append (GTK_BOX (all), scroll);
  adw_window_set_content (ADW_WINDOW (window), all);
  gtk_window_set_title (GTK_WINDOW (window), name);
  gtk_window_set_default_size (GTK_WINDOW (window), 520, 600);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  /* Esc closes it: it is read beside the work, and not answered */
  GtkEventController *keys = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  return window;
}
