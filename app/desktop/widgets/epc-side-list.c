/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sections of one tab.
 */
#include "epc-side-list.h"

#include "base/epc-i18n.h"
#include "epc-state.h"
#include "epc-tip.h"

#define SIDE_LIST_WIDTH 216 /* 20 characters, a symbol and a count of three digits */

struct _EpcSideList
{
  GtkBox parent_instance;
  GtkListBox *list;
  EpcFoot *foot;
};

typedef struct
{
  const EpcSection *section;
  GtkLabel *title;
  GtkWidget *state, *count;
} RowData;

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (EpcSideList, epc_side_list, GTK_TYPE_BOX)

static RowData *
row_data (GtkListBoxRow *row)
{
  return row != NULL ? g_object_get_data (G_OBJECT (row), "epc-row") : NULL;
}

static GtkListBoxRow *
find_row (EpcSideList *self, const char *key)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      RowData *data = row_data (row);

      if (data != NULL && g_strcmp0 (data->section->key, key) == 0)
        return row;
    }
  return NULL;
}

static void
on_row_selected (EpcSideList *self, GtkListBoxRow *row)
{
  RowData *data = row_data (row);

  if (data != NULL)
    g_signal_emit (self, chosen_signal, 0, data->section->key);
}

static void
on_row_activated (EpcSideList *self, GtkListBoxRow *row)
{
  /* a folded window shows the section only when its row is pressed, also when it was selected before */
  on_row_selected (self, row);
}

static GtkWidget *
make_heading (const char *title)
{
  GtkWidget *row = gtk_list_box_row_new (), *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_valign (label, GTK_ALIGN_END);
  gtk_widget_set_margin_bottom (label, 2);
  gtk_widget_add_css_class (label, "group-label");
  gtk_widget_add_css_class (row, "head");
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  return row;
}

static void
name_row (GtkListBoxRow *row)
{
  RowData *data = row_data (row);
  const char *title = _ (data->section->title);
  const char *mark = gtk_widget_get_visible (data->count) ? gtk_label_get_text (GTK_LABEL (data->count)) : NULL;
  g_autofree char *text = NULL, *label = NULL;

  if (gtk_widget_get_visible (data->state))
    {
      g_object_get (data->state, "text", &text, NULL);
      mark = text;
    }
  /* Translators: a section of the side list and what stands beside it, for the screen reader: "Sites, 12" */
  label = mark != NULL && *mark != '\0' ? g_strdup_printf (_ ("%s, %s"), title, mark) : g_strdup (title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static GtkWidget *
make_row (const EpcSection *section)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  RowData *data = g_new0 (RowData, 1);

  data->section = section;
  data->title = GTK_LABEL (gtk_label_new (_ (section->title)));
  data->state = epc_state_new (NULL, NULL, "plain");
  data->count = gtk_label_new (NULL);
  gtk_label_set_xalign (data->title, 0);
  gtk_label_set_ellipsize (data->title, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (data->title), TRUE);
  gtk_widget_add_css_class (data->count, "count");
  gtk_widget_set_visible (data->state, FALSE);
  gtk_widget_set_visible (data->count, FALSE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (section->icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (data->title));
  gtk_box_append (GTK_BOX (box), data->state);
  gtk_box_append (GTK_BOX (box), data->count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  epc_tip_set (row, section->question != NULL ? _ (section->question) : NULL);
  g_object_set_data_full (G_OBJECT (row), "epc-row", data, g_free);
  name_row (GTK_LIST_BOX_ROW (row));
  return row;
}

static void
fill (EpcSideList *self, const char *tab)
{
  const char *group = NULL;
  guint n;
  const EpcSection *sections = epc_sections (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (sections[i].tab, tab))
      {
        if (g_strcmp0 (group, sections[i].group) != 0)
          gtk_list_box_append (self->list, make_heading (_ (group = sections[i].group)));
        gtk_list_box_append (self->list, make_row (&sections[i]));
      }
}

static void
epc_side_list_class_init (EpcSideListClass *klass)
{
  chosen_signal = g_signal_new ("section-chosen", EPC_TYPE_SIDE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
epc_side_list_init (EpcSideList *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "side");
  gtk_widget_set_size_request (GTK_WIDGET (self), SIDE_LIST_WIDTH, -1);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Sections"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  self->foot = EPC_FOOT (epc_foot_new ());
  gtk_box_append (GTK_BOX (self), scrolled);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->foot));
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (on_row_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated), self, G_CONNECT_SWAPPED);
}

GtkWidget *
epc_side_list_new (const char *tab)
{
  EpcSideList *self = g_object_new (EPC_TYPE_SIDE_LIST, NULL);

  fill (self, tab);
  return GTK_WIDGET (self);
}

void
epc_side_list_select (EpcSideList *self, const char *key)
{
  gtk_list_box_select_row (self->list, find_row (self, key));
}

const char *
epc_side_list_selected (EpcSideList *self)
{
  RowData *data = row_data (gtk_list_box_get_selected_row (self->list));

  return data != NULL ? data->section->key : NULL;
}

void
epc_side_list_move (EpcSideList *self, int steps)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) : 0;
  int direction = steps < 0 ? -1 : 1;

  for (int left = steps * direction; left > 0;)
    {
      GtkListBoxRow *next = index + direction < 0 ? NULL : gtk_list_box_get_row_at_index (self->list, index + direction);

      if (next == NULL)
        break;
      index += direction;
      if (row_data (next) != NULL)
        {
          row = next;
          left--;
        }
    }
  if (row != NULL && row_data (row) != NULL)
    gtk_list_box_select_row (self->list, row);
}

void
epc_side_list_set_mark (EpcSideList *self, const char *key, const char *kind, const char *text)
{
  GtkListBoxRow *row = find_row (self, key);
  RowData *data = row_data (row);

  if (data == NULL)
    return;
  gtk_widget_set_visible (data->state, kind != NULL && text != NULL);
  gtk_widget_set_visible (data->count, kind == NULL && text != NULL);
  if (kind != NULL)
    epc_state_set (EPC_STATE (data->state), kind, text);
  else
    gtk_label_set_text (GTK_LABEL (data->count), text != NULL ? text : "");
  name_row (row);
}

EpcFoot *
epc_side_list_foot (EpcSideList *self)
{
  return self->foot;
}
