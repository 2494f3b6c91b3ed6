/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Search everything, go anywhere: sections by name, then records by their texts. The search runs in a thread; a newer one
 * stops it.
 */
#include "window-private.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-text.h"
#include "store/epc-search.h"

#define SEARCH_DELAY_MS 120
#define MAX_HITS 50

#define EPC_TYPE_PALETTE (epc_palette_get_type ())
G_DECLARE_FINAL_TYPE (EpcPalette, epc_palette, EPC, PALETTE, AdwWindow)

struct _EpcPalette
{
  AdwWindow parent_instance;
  EpcWindow *window; /* weak */
  GtkSearchEntry *entry;
  GtkListBox *list;
  GtkLabel *status;
  GCancellable *searching;
  guint search_source;
};

G_DEFINE_FINAL_TYPE (EpcPalette, epc_palette, ADW_TYPE_WINDOW)

/* Where a row leads: an action of the window with its target. */
static void
set_way (GtkWidget *row, const char *action, GVariant *target)
{
  g_object_set_data_full (G_OBJECT (row), "epc-action", g_strdup (action), g_free);
  g_object_set_data_full (G_OBJECT (row), "epc-target", g_variant_ref_sink (target), (GDestroyNotify) g_variant_unref);
}

static GtkWidget *
make_row (const char *icon, const char *title, const char *note)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = gtk_label_new (title), *faint = gtk_label_new (note);
  g_autofree char *name = g_strdup_printf (_ ("%s, %s"), title, note);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (faint), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (faint, "small");
  gtk_widget_add_css_class (faint, "faint");
  gtk_widget_add_css_class (row, "palette-row");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), faint);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

/* Every word of @text begins a word of @candidate (both folded). */
static gboolean
matches (const char *candidate, const char *text)
{
  g_autofree char *folded = epc_text_fold (candidate), *wanted = epc_text_fold (text);
  g_auto (GStrv) words = g_strsplit (wanted, " ", -1);
  g_autofree char *padded = g_strconcat (" ", folded, NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = g_strconcat (" ", words[i], NULL);

      if (*words[i] != '\0' && strstr (padded, word) == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
add_sections (EpcPalette *self, const char *text)
{
  guint n;
  const EpcSection *sections = epc_sections (&n);

  for (guint i = 0; i < n; i++)
    {
      const EpcTabInfo *tab = epc_tab_info (sections[i].tab);
      g_autoptr (GString) words = g_string_new (_ (sections[i].title));

      g_string_append_printf (words, " %s", _ (tab->title));
      for (guint j = 0; sections[i].entities[j] != NULL; j++)
        if (epc_entity_find (sections[i].entities[j]) != NULL)
          g_string_append_printf (words, " %s", _ (epc_entity_find (sections[i].entities[j])->plural));
      if (matches (words->str, text))
        {
          GtkWidget *row = make_row (sections[i].icon, _ (sections[i].title), _ (tab->title));

          set_way (row, "win.section", g_variant_new ("(ss)", sections[i].tab, sections[i].key));
          gtk_list_box_append (self->list, row);
        }
    }
}

static void
clear_rows (EpcPalette *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
}

static void
select_first (EpcPalette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
}

/* --- records --- */

typedef struct
{
  EpcStore *store;
  char *text;
  guint n_total;
} SearchTask;

static void
search_task_free (gpointer data)
{
  SearchTask *search = data;

  g_object_unref (search->store);
  g_free (search->text);
  g_free (search);
}

static void
search_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SearchTask *search = data;
  GError *error = NULL;
  GPtrArray *hits = epc_store_search (search->store, search->text, NULL, MAX_HITS, &search->n_total, cancellable, &error);

  if (hits != NULL)
    g_task_return_pointer (task, hits, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  EpcPalette *self = EPC_PALETTE (source);
  SearchTask *search = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *status = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->list == NULL)
    return;
  if (error != NULL)
    {
      gtk_label_set_text (self->status, error->message);
      return;
    }
  for (guint i = 0; i < hits->len; i++)
    {
      EpcHit *hit = g_ptr_array_index (hits, i);
      const EpcSection *section = epc_section_of_entity (hit->entity->key);
      GtkWidget *row;
      char uid[EPC_UID_TEXT_SIZE];

      if (section == NULL)
        continue;
      row = make_row (hit->entity->icon != NULL ? hit->entity->icon : section->icon, hit->title, _ (hit->entity->label));
      gtk_widget_set_tooltip_text (row, hit->snippet);
      set_way (row, "win.show-record", g_variant_new ("(ss)", hit->entity->key, epc_uid_to_text (&hit->uid, uid)));
      gtk_list_box_append (self->list, row);
    }
  if (search->n_total > hits->len)
    status = g_strdup_printf (_ ("The first %u of %u records. Type more to narrow."), hits->len, search->n_total);
  else if (hits->len == 0 && gtk_list_box_get_row_at_index (self->list, 0) == NULL)
    status = g_strdup (_ ("Nothing found. Counts are found through their place or round."));
  else
    status = g_strdup_printf (ngettext_ ("%u record", "%u records", hits->len), hits->len);
  gtk_label_set_text (self->status, status);
  if (gtk_list_box_get_selected_row (self->list) == NULL)
    select_first (self);
}

static gboolean
start_search (gpointer data)
{
  EpcPalette *self = data;
  SearchTask *search;

  self->search_source = 0;
  if (self->window == NULL || self->window->session == NULL)
    return G_SOURCE_REMOVE;
  self->searching = g_cancellable_new ();
  search = g_new0 (SearchTask, 1);
  search->store = g_object_ref (epc_session_store (self->window->session));
  search->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_autoptr (GTask) task = g_task_new (self, self->searching, on_found, NULL);
  g_task_set_source_tag (task, start_search);
  g_task_set_task_data (task, search, search_task_free);
  g_task_run_in_thread (task, search_thread);
  return G_SOURCE_REMOVE;
}

static void
on_text_changed (EpcPalette *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_clear_handle_id (&self->search_source, g_source_remove);
  clear_rows (self);
  add_sections (self, text);
  select_first (self);
  gtk_label_set_text (self->status, "");
  if (!epc_text_is_blank (text))
    self->search_source = g_timeout_add (SEARCH_DELAY_MS, start_search, self);
}

static void
on_row_activated (EpcPalette *self, GtkListBoxRow *row)
{
  const char *action = g_object_get_data (G_OBJECT (row), "epc-action");
  GVariant *target = g_object_get_data (G_OBJECT (row), "epc-target");
  EpcWindow *window = self->window;

  if (window == NULL || action == NULL)
    return;
  while (epc_window_pushed (window) != NULL)
    epc_window_pop (window);
  gtk_widget_activate_action_variant (GTK_WIDGET (window), action, target);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_entry_activate (EpcPalette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    on_row_activated (self, row);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers, EpcPalette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list), *next;
  int index = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  if (key != GDK_KEY_Down && key != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;
  next = index + (key == GDK_KEY_Down ? 1 : -1) < 0
             ? NULL
             : gtk_list_box_get_row_at_index (self->list, index + (key == GDK_KEY_Down ? 1 : -1));
  if (next != NULL)
    {
      /* the cursor stays in the entry; the row must still be brought into view */
      gtk_list_box_select_row (self->list, next);
      gtk_widget_grab_focus (GTK_WIDGET (next));
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
      gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
    }
  return GDK_EVENT_STOP;
}

static void
epc_palette_dispose (GObject *object)
{
  EpcPalette *self = EPC_PALETTE (object);

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_clear_handle_id (&self->search_source, g_source_remove);
  g_clear_weak_pointer (&self->window);
  self->list = NULL;
  G_OBJECT_CLASS (epc_palette_parent_class)->dispose (object);
}

static void
epc_palette_class_init (EpcPaletteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_palette_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
epc_palette_init (EpcPalette *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scrolled = gtk_scrolled_window_new ();
  GtkWidget *header = adw_header_bar_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->status = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_size_request (GTK_WIDGET (self->entry), 420, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search everything"), -1);
  g_object_set (self->entry, "placeholder-text", _ ("A section, a site, a person, a document…"), NULL);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->entry));
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Results"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "palette");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_label_set_xalign (self->status, 0);
  gtk_label_set_ellipsize (self->status, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->status), "status-line");
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->status));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_text_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_entry_activate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "stop-search", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated), self, G_CONNECT_SWAPPED);
}

GtkWidget *
epc_palette_new (EpcWindow *window)
{
  EpcPalette *self = g_object_new (EPC_TYPE_PALETTE, "modal", TRUE, "default-width", 640, "default-height", 480, "title",
                                   _ ("Search everything"), NULL);

  gtk_widget_add_css_class (GTK_WIDGET (self), "epc");
  g_set_weak_pointer (&self->window, window);
  on_text_changed (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  return GTK_WIDGET (self);
}
