/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The headings of the table. A heading that is longer than its column stands in two lines.
 */
#include "epc-record-table-private.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "epc-answer-column.h"
#include "epc-tip.h"

#define HEADING_POINTS 9  /* of the style sheet */
#define HEADING_SIDES 19  /* its padding, the line, and a hair */
#define HEADING_ARROW 20  /* of the column that is sorted by */

/* --- headings --- */

void
epc_table_tabular (PangoLayout *layout)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);
}

static int
text_width (EpcRecordTable *self, const char *text)
{
  int width;

  if (self->heading_layout == NULL)
    {
      g_autoptr (PangoFontDescription) font = NULL;

      self->heading_layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
      font = pango_font_description_copy (pango_context_get_font_description (pango_layout_get_context (self->heading_layout)));
      pango_font_description_set_size (font, HEADING_POINTS * PANGO_SCALE);
      pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
      pango_layout_set_font_description (self->heading_layout, font);
      epc_table_tabular (self->heading_layout);
    }
  pango_layout_set_text (self->heading_layout, text, -1);
  pango_layout_get_pixel_size (self->heading_layout, &width, NULL);
  return width;
}

static int
around (const Column *column)
{
  return HEADING_SIDES + (column->is_sortable ? HEADING_ARROW : 0);
}

/* The heading in two lines, parted where they are most alike; where it is one word, in one. Free with g_free(). */
static char *
in_two_lines (Column *column)
{
  g_autofree char *best = g_strdup (column->public.title);
  int shortest = text_width (column->table, best);

  for (const char *space = strchr (column->public.title, ' '); space != NULL; space = strchr (space + 1, ' '))
    {
      g_autofree char *text = g_strdup (column->public.title);
      int width;

      text[space - column->public.title] = '\n';
      width = text_width (column->table, text);
      if (width < shortest)
        {
          shortest = width;
          g_free (best);
          best = g_steal_pointer (&text);
        }
    }
  return g_steal_pointer (&best);
}

void
epc_table_measure_heading (Column *column)
{
  g_autofree char *lines = in_two_lines (column);

  column->heading = text_width (column->table, column->public.title) + around (column);
  column->narrow_heading = text_width (column->table, lines) + around (column);
}

int
epc_table_heading_width (EpcRecordTable *self, const char *title)
{
  return text_width (self, title) + HEADING_SIDES + HEADING_ARROW;
}

void
epc_table_name_column (Column *column, int width)
{
  g_autofree char *lines = column->heading > width ? in_two_lines (column) : g_strdup (column->public.title);

  gtk_column_view_column_set_title (column->view, lines);
}

void
epc_table_dress_header (EpcRecordTable *self)
{
  GtkWidget *header = gtk_widget_get_first_child (self->view);
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (self->view));
  guint i = 0;

  for (GtkWidget *title = gtk_widget_get_first_child (header); title != NULL; title = gtk_widget_get_next_sibling (title), i++)
    {
      g_autoptr (GtkColumnViewColumn) view = g_list_model_get_item (columns, i);
      Column *column = view != NULL ? g_object_get_data (G_OBJECT (view), "epc-column") : NULL;
      const EpcAnswer *answer = epc_answer_column_answer (view);
      GtkWidget *box = gtk_widget_get_first_child (title), *label = box != NULL ? gtk_widget_get_first_child (box) : NULL;
      const EpcField *field = column != NULL ? column->public.field : NULL;
      gboolean is_number = column != NULL ? column->is_number : answer != NULL && answer->is_number;
      const char *name = column != NULL ? column->public.title : answer != NULL ? answer->title : NULL;
      g_autofree char *tip = NULL;

      while (label != NULL && !GTK_IS_LABEL (label))
        label = gtk_widget_get_next_sibling (label);
      if (name == NULL || label == NULL)
        continue;
      /* A heading stands over its numbers, to the pixel: the arrow is on its other side. */
      if (is_number && gtk_widget_get_first_child (box) == label)
        gtk_widget_insert_after (gtk_widget_get_last_child (box), box, NULL);
      gtk_widget_set_halign (box, is_number ? GTK_ALIGN_END : GTK_ALIGN_FILL);
      gtk_label_set_justify (GTK_LABEL (label), is_number ? GTK_JUSTIFY_RIGHT : GTK_JUSTIFY_LEFT);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      tip = field != NULL && field->help != NULL ? g_strdup_printf ("%s\n%s", name, _ (field->help)) : g_strdup (name);
      epc_tip_set (title, tip);
    }
}
