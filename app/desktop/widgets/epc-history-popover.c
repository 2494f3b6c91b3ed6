/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The history of one field.
 */
#include "epc-history-popover.h"

#include <json-glib/json-glib.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"
#include "desktop/epc-session.h"
#include "store/epc-journal.h"

typedef struct
{
  char *value; /* canonical text; NULL: empty */
  char *shown, *when;
} Version;

struct _EpcHistoryPopover
{
  GtkPopover parent_instance;

  EpcFieldRow *row;
  GPtrArray *versions; /* newest first */
  GtkWidget *list, *back;
};

enum
{
  SIGNAL_RESTORE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EpcHistoryPopover, epc_history_popover, GTK_TYPE_POPOVER)

static void
version_free (gpointer data)
{
  Version *version = data;

  g_free (version->value);
  g_free (version->shown);
  g_free (version->when);
  g_free (version);
}

/* The field's value in a journal object. FALSE: the object does not speak of it. */
static gboolean
read_member (const char *json, const char *key, char **value)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object;
  JsonNode *node;

  *value = NULL;
  if (json == NULL || !json_parser_load_from_data (parser, json, -1, NULL) || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return FALSE;
  object = json_node_get_object (json_parser_get_root (parser));
  if (!json_object_has_member (object, key))
    return FALSE;
  node = json_object_get_member (object, key);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    *value = json_node_dup_string (node);
  return TRUE;
}

static char *
display (EpcFieldRow *row, const char *value)
{
  const EpcField *field = epc_field_row_field (row);
  g_autoptr (EpcRecord) record = epc_record_new (epc_field_row_entity (row));
  g_autofree char *text = NULL;

  if (value == NULL || !epc_store_parse (epc_field_row_store (row), record, field->key, value, NULL))
    return g_strdup (value != NULL ? value : "—");
  text = epc_store_display (epc_field_row_store (row), record, field->key, NULL);
  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : g_strdup ("—");
}

/* "18 Oct 2026 08:12 · L. Ochoa", "… · imported, batch 12, by …". */
static char *
origin (EpcFieldRow *row, const EpcJournalEntry *entry)
{
  g_autofree char *when = epc_session_moment_text (epc_field_row_store (row), entry->wall);

  if (entry->batch > 0)
    {
      g_autofree char *batch = epc_language_integer (epc_language_get (NULL), entry->batch);
      return g_strdup_printf (_("%s · import %s, by %s"), when, batch, entry->author != NULL ? entry->author : "—");
    }
  return g_strdup_printf (_("%s · by %s"), when, entry->author != NULL ? entry->author : "—");
}

static void
add_version (EpcHistoryPopover *self, const char *value, char *when)
{
  Version *last = self->versions->len > 0 ? self->versions->pdata[self->versions->len - 1] : NULL;
  Version *version;

  /* A group is journaled whole: what did not change in it is no new value of this field. The older entry dates it. */
  if (last != NULL && g_strcmp0 (last->value, value) == 0)
    {
      g_free (last->when);
      last->when = when;
      return;
    }
  version = g_new0 (Version, 1);
  version->value = g_strdup (value);
  version->shown = display (self->row, value);
  version->when = when;
  g_ptr_array_add (self->versions, version);
}

static void
read_versions (EpcHistoryPopover *self, EpcRecord *record)
{
  const EpcField *field = epc_field_row_field (self->row);
  g_autoptr (GPtrArray) entries
      = epc_journal_history (epc_field_row_store (self->row), epc_record_entity (record), epc_record_uid (record), NULL, NULL);
  g_autofree char *now = epc_record_to_text (record, field->key);
  const EpcJournalEntry *oldest = NULL;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const EpcJournalEntry *entry = entries->pdata[i];
      g_autofree char *value = NULL;

      if (!read_member (entry->new_json, field->key, &value))
        continue;
      add_version (self, value, origin (self->row, entry));
      oldest = entry;
    }
  if (oldest != NULL)
    {
      g_autofree char *before = NULL;

      if (read_member (oldest->old_json, field->key, &before) && before != NULL)
        add_version (self, before, g_strdup (_("before that")));
    }
  if (self->versions->len == 0)
    add_version (self, now, g_strdup (_("since it was entered")));
}

static void
on_row_selected (GtkListBox *list, GtkListBoxRow *row, EpcHistoryPopover *self)
{
  int index = row != NULL ? gtk_list_box_row_get_index (row) : -1;
  gboolean is_old = index > 0 && index < (int) self->versions->len;
  g_autofree char *label = NULL;

  if (is_old)
    label = g_strdup_printf (_("Back to %s"), ((Version *) self->versions->pdata[index])->shown);
  gtk_button_set_label (GTK_BUTTON (self->back), label != NULL ? label : _("Back"));
  gtk_widget_set_sensitive (self->back, is_old && epc_field_row_is_editable (self->row));
}

static void
on_back (GtkButton *button, EpcHistoryPopover *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  const Version *version = row != NULL ? self->versions->pdata[gtk_list_box_row_get_index (row)] : NULL;

  if (version == NULL)
    return;
  g_signal_emit (self, signals[SIGNAL_RESTORE], 0, version->value != NULL ? version->value : "");
  gtk_popover_popdown (GTK_POPOVER (self));
}

static gboolean
on_gone (gpointer data)
{
  GtkWidget *popover = data;

  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  g_object_unref (popover);
  return G_SOURCE_REMOVE;
}

static void
on_closed (GtkPopover *popover, gpointer data)
{
  g_idle_add (on_gone, g_object_ref (popover));
}

static void
fill_list (EpcHistoryPopover *self)
{
  for (guint i = 0; i < self->versions->len; i++)
    {
      const Version *version = self->versions->pdata[i];
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *value = gtk_label_new (version->shown);
      GtkWidget *when = gtk_label_new (version->when);

      gtk_label_set_xalign (GTK_LABEL (value), 0);
      gtk_label_set_ellipsize (GTK_LABEL (value), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (value), 28);
      gtk_widget_set_hexpand (value, TRUE);
      gtk_widget_add_css_class (value, "num");
      if (i == 0)
        gtk_widget_add_css_class (value, "total");
      gtk_widget_add_css_class (when, "small");
      gtk_widget_add_css_class (when, "faint");
      gtk_box_append (GTK_BOX (box), value);
      gtk_box_append (GTK_BOX (box), when);
      gtk_list_box_append (GTK_LIST_BOX (self->list), box);
    }
  gtk_list_box_select_row (GTK_LIST_BOX (self->list),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), self->versions->len > 1 ? 1 : 0));
}

static void
epc_history_popover_finalize (GObject *object)
{
  g_ptr_array_unref (EPC_HISTORY_POPOVER (object)->versions);
  G_OBJECT_CLASS (epc_history_popover_parent_class)->finalize (object);
}

static void
epc_history_popover_class_init (EpcHistoryPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = epc_history_popover_finalize;
  signals[SIGNAL_RESTORE] = g_signal_new ("restore", EPC_TYPE_HISTORY_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                          1, G_TYPE_STRING);
}

static void
epc_history_popover_init (EpcHistoryPopover *self)
{
  self->versions = g_ptr_array_new_with_free_func (version_free);
}

EpcHistoryPopover *
epc_history_popover_open (EpcFieldRow *row, EpcRecord *record)
{
  EpcHistoryPopover *self = g_object_new (EPC_TYPE_HISTORY_POPOVER, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *title = gtk_label_new (NULL), *scroller = gtk_scrolled_window_new ();
  g_autofree char *heading = NULL;

  self->row = row;
  read_versions (self, record);
  heading = g_strdup_printf (ngettext_ ("%s: %u value", "%s: %u values", self->versions->len), _(epc_field_row_field (row)->label),
                             self->versions->len);
  gtk_label_set_text (GTK_LABEL (title), heading);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "total");
  self->list = gtk_list_box_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, heading, -1);
  g_signal_connect (self->list, "row-selected", G_CALLBACK (on_row_selected), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 260);
  self->back = gtk_button_new_with_label (_("Back"));
  gtk_widget_set_halign (self->back, GTK_ALIGN_START);
  g_signal_connect (self->back, "clicked", G_CALLBACK (on_back), self);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), self->back);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  fill_list (self);
  gtk_widget_set_parent (GTK_WIDGET (self), GTK_WIDGET (row));
  g_signal_connect (self, "closed", G_CALLBACK (on_closed), NULL);
  gtk_popover_popup (GTK_POPOVER (self));
  return self;
}

guint
epc_history_popover_n_values (EpcHistoryPopover *self)
{
  return self->versions->len;
}
