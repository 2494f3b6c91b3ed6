/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the fields of a record stand in its form.
 */
#include "epc-form-layout.h"

#include "base/epc-i18n.h"
#include "epc-form-group.h"
#include "epc-heading.h"

#define COLUMNS 12
#define LETTERS_OF_3 29 /* of a caption over three of them, beside the symbol of history */
#define LETTERS_OF_4 40
#define LETTERS_OF_HELP 3 /* that the symbol of help takes */

void
epc_form_section_free (EpcFormSection *section)
{
  g_ptr_array_unref (section->rows);
  g_free (section);
}

/* Twelfths of the line that a field of this type takes. */
static int
columns_of_type (const EpcField *field)
{
  EpcFieldType type = field->type == EPC_TYPE_COMPUTED ? field->computed_type : field->type;

  switch (type)
    {
    case EPC_TYPE_LONG_TEXT:
      return 12;
    case EPC_TYPE_INTEGER:
    case EPC_TYPE_DECIMAL:
    case EPC_TYPE_PERCENT:
    case EPC_TYPE_YES_NO:
      return 3;
    case EPC_TYPE_DATE:
    case EPC_TYPE_LATITUDE:
    case EPC_TYPE_LONGITUDE:
    case EPC_TYPE_MONEY:
    case EPC_TYPE_CODE:
      return 4;
    case EPC_TYPE_PLACE:
    case EPC_TYPE_REFERENCE:
    case EPC_TYPE_MOMENT:
    case EPC_TYPE_CODES:
    case EPC_TYPE_FILE:
      return 6;
    case EPC_TYPE_TEXT:
    case EPC_TYPE_COMPUTED:
    default:
      return field->width > 0 && field->width <= 14 ? 4 : 6;
    }
}

/* The same, and more where the caption would be cut. */
static int
columns_of (const EpcField *field)
{
  int columns = columns_of_type (field);
  glong letters = g_utf8_strlen (_(field->label), -1) + (field->help != NULL ? LETTERS_OF_HELP : 0);

  if (field->flags & EPC_FIELD_REQUIRED)
    letters += 2 + g_utf8_strlen (_("required"), -1);
  if (columns < 4 && letters > LETTERS_OF_3)
    columns = 4;
  return columns < 6 && letters > LETTERS_OF_4 ? 6 : columns;
}

/* TRUE when the two belong side by side: an amount and its currency, a latitude and its longitude. */
static gboolean
stay_together (const EpcField *a, const EpcField *b)
{
  return b != NULL && a->group != NULL && g_strcmp0 (a->group, b->group) == 0
         && ((a->type == EPC_TYPE_MONEY && b->type == EPC_TYPE_CODE)
             || (a->type == EPC_TYPE_LATITUDE && b->type == EPC_TYPE_LONGITUDE));
}

static void
close_line (GtkGrid *grid, GPtrArray *line, int used, int top)
{
  int left = COLUMNS - used, column = 0;

  for (guint i = 0; i < line->len; i++)
    {
      EpcFieldRow *row = line->pdata[i];
      int width = columns_of (epc_field_row_field (row));

      /* What is left over goes to the last one when it is little and a text; numbers and dates keep their width. */
      if (i + 1 == line->len && left <= 3 && width >= 4 && epc_field_row_field (row)->type != EPC_TYPE_DATE)
        width += left;
      gtk_grid_attach (grid, GTK_WIDGET (row), column, top, width, 1);
      column += width;
    }
  g_ptr_array_set_size (line, 0);
}

GtkWidget *
epc_form_lines_new (GPtrArray *rows)
{
  GtkWidget *grid = gtk_grid_new ();
  g_autoptr (GPtrArray) line = g_ptr_array_new ();
  int used = 0, top = 0;

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 10);
  for (guint i = 0; i < rows->len; i++)
    {
      const EpcField *field = epc_field_row_field (rows->pdata[i]);
      const EpcField *next = i + 1 < rows->len ? epc_field_row_field (rows->pdata[i + 1]) : NULL;
      int width = columns_of (field), needed = width + (stay_together (field, next) ? columns_of (next) : 0);

      if (used + needed > COLUMNS && used > 0)
        {
          close_line (GTK_GRID (grid), line, used, top++);
          used = 0;
        }
      g_ptr_array_add (line, rows->pdata[i]);
      used += width;
    }
  close_line (GTK_GRID (grid), line, used, top);
  /* A grid gives no room to a column in which nothing begins: something must. */
  for (int column = 0; column < COLUMNS; column++)
    gtk_grid_attach (GTK_GRID (grid), gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), column, 0, 1, 1);
  return grid;
}

static guint
group_size (const EpcEntity *entity, const EpcField *field, gboolean *has_parts)
{
  guint n = 0;

  *has_parts = FALSE;
  for (guint i = 0; i < entity->n_fields && field->group != NULL; i++)
    if (g_str_equal (epc_field_group (&entity->fields[i]), field->group))
      {
        n++;
        *has_parts |= (entity->fields[i].flags & EPC_FIELD_PART) != 0;
      }
  return n;
}

static void
flush (GtkBox *box, GPtrArray *pending)
{
  if (pending->len > 0)
    gtk_box_append (box, epc_form_lines_new (pending));
  g_ptr_array_set_size (pending, 0);
}

static EpcFieldRow *
make_row (EpcStore *store, const EpcEntity *entity, guint index, EpcFormSection *section, GPtrArray *rows)
{
  EpcFieldRow *row = epc_field_row_new (store, entity, &entity->fields[index]);

  rows->pdata[index] = row;
  g_ptr_array_add (section->rows, row);
  return row;
}

/* All fields of the group, also those that stand further down in the table. */
static GtkWidget *
make_group (EpcStore *store, const EpcEntity *entity, const char *group, EpcFormSection *section, GPtrArray *rows)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new ();

  for (guint i = 0; i < entity->n_fields; i++)
    if (g_str_equal (epc_field_group (&entity->fields[i]), group))
      g_ptr_array_add (members, make_row (store, entity, i, section, rows));
  return epc_form_group_new (entity, members);
}

static EpcFormSection *
open_section (GtkBox *box, const char *title, gboolean is_first)
{
  EpcFormSection *section = g_new0 (EpcFormSection, 1);

  section->title = title;
  section->rows = g_ptr_array_new ();
  section->heading = epc_heading_new (title, NULL);
  gtk_widget_set_margin_top (section->heading, is_first ? 0 : 10);
  gtk_box_append (box, section->heading);
  return section;
}

GPtrArray *
epc_form_layout (EpcStore *store, const EpcEntity *entity, GtkBox *box, GPtrArray *rows, GPtrArray *groups)
{
  GPtrArray *sections = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_form_section_free);
  g_autoptr (GPtrArray) pending = g_ptr_array_new ();
  EpcFormSection *section = NULL;

  g_ptr_array_set_size (rows, (int) entity->n_fields);
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      gboolean has_parts;

      if (section == NULL || field->section != NULL)
        {
          const char *title = field->section != NULL ? _(field->section) : _(entity->label);

          /* A heading that comes again further down continues as a section of its own name. */
          if (section == NULL || !g_str_equal (section->title, title))
            {
              flush (box, pending);
              section = open_section (box, title, section == NULL);
              g_ptr_array_add (sections, section);
            }
        }
      if (rows->pdata[i] != NULL)
        continue;
      if (group_size (entity, field, &has_parts) > 1 && has_parts)
        {
          GtkWidget *group;

          flush (box, pending);
          group = make_group (store, entity, field->group, section, rows);
          g_ptr_array_add (groups, group);
          gtk_box_append (box, group);
        }
      else
        g_ptr_array_add (pending, make_row (store, entity, i, section, rows));
    }
  flush (box, pending);
  return sections;
}
