/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The headings of the table, and how wide its columns are. A heading that is longer than its column stands in two lines; no
 * column is narrower than that asks for while there is room.
 */
#include "epc-record-table-private.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "epc-answer-column.h"

#define TITLE_WIDTH 330   /* pixels that a title may take before it is long enough */
#define HEADING_POINTS 9  /* of the style sheet */
#define HEADING_SIDES 18  /* its padding and the line */
#define HEADING_ARROW 20  /* of the column that is sorted by */
#define LEAST_WIDTH 54
#define LEAST_TITLE 150

/* --- headings --- */

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
      gtk_widget_set_tooltip_text (title, tip);
    }
}

/* --- widths --- */

/* What is left over goes to what records are called by first, then to the headings that would like one line. */
static void
widen (GPtrArray *columns, int *widths, int left)
{
  int wanted = 0;

  for (guint i = 0; i < columns->len && left > 0; i++)
    {
      const EpcField *field = ((Column *) columns->pdata[i])->public.field;
      int more = MIN (left * 3 / 5, TITLE_WIDTH - widths[i]);

      if (field == NULL || field->type != EPC_TYPE_TEXT || more <= 0
          || !epc_table_is_first_of_title (((Column *) columns->pdata[i])->table->entity, field))
        continue;
      widths[i] += more;
      left -= more;
    }
  for (guint i = 0; i < columns->len; i++)
    wanted += MAX (0, ((Column *) columns->pdata[i])->heading - widths[i]);
  for (guint i = 0; i < columns->len && left > 0 && wanted > 0; i++)
    {
      int more = MAX (0, ((Column *) columns->pdata[i])->heading - widths[i]);

      widths[i] += MIN (more, (int) ((gint64) more * left / wanted));
    }
}

/* How narrow a column may become: texts give way before numbers, all before the room is too small for the columns. */
static int
least_width (const Column *column, guint round, int width)
{
  static const int least[] = { 110, 74 };

  if (round == G_N_ELEMENTS (least))
    return LEAST_WIDTH;
  if (round == 1 && column->public.field != NULL && column->public.field->type == EPC_TYPE_TEXT)
    return MAX (column->is_flexible ? least[round] : LEAST_TITLE, column->narrow_heading);
  return column->is_flexible ? MAX (least[round], column->narrow_heading) : width;
}

void
epc_table_fit_widths (GPtrArray *columns, int *widths, int room_for_all)
{
  int total = 0;

  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = columns->pdata[i];

      total += widths[i] = MAX (column->width, column->narrow_heading);
    }
  for (guint round = 0; round < 3; round++)
    {
      int excess = total - room_for_all, slack = 0;

      for (guint i = 0; i < columns->len; i++)
        slack += MAX (0, widths[i] - least_width (columns->pdata[i], round, widths[i]));
      for (guint i = 0; i < columns->len && excess > 0 && slack > 0; i++)
        {
          int room = MAX (0, widths[i] - least_width (columns->pdata[i], round, widths[i]));
          int cut = MIN (room, (int) (((gint64) excess * room + slack - 1) / slack));

          widths[i] -= cut;
          total -= cut;
        }
    }
  widen (columns, widths, room_for_all - total);
}
