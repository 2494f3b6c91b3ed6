/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The columns that a table can show, and the text of their cells.
 */
#include "epc-record-table-private.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-text.h"
#include "epc-code-state.h"
#include "model/epc-code-list.h"

static GQuark
cells_quark (void)
{
  return g_quark_from_static_string ("epc-record-table-cells");
}

/* --- columns --- */

static int
longest_label (const char *list_key)
{
  const EpcCodeList *list = epc_code_list_find (list_key);
  int longest = 6;

  for (guint i = 0; list != NULL && i < list->n_codes; i++)
    longest = MAX (longest, (int) g_utf8_strlen (epc_code_text (list, &list->codes[i], NULL), -1));
  return longest;
}

/* Characters that a column of this type needs. */
static int
field_chars (const EpcField *field)
{
  EpcFieldType type = field->type == EPC_TYPE_COMPUTED ? field->computed_type : field->type;

  if (field->width > 0)
    return field->width;
  switch (type)
    {
    case EPC_TYPE_INTEGER:
    case EPC_TYPE_DECIMAL:
    case EPC_TYPE_YES_NO:
      return 9;
    case EPC_TYPE_PERCENT:
      return 7;
    case EPC_TYPE_LATITUDE:
    case EPC_TYPE_LONGITUDE:
      return 11;
    case EPC_TYPE_DATE: /* "12 may 2026": broad letters */
      return 12;
    case EPC_TYPE_MONEY:
      return 13;
    case EPC_TYPE_MOMENT:
      return 17;
    case EPC_TYPE_CODE:
      return CLAMP (longest_label (field->codes), 8, 20);
    case EPC_TYPE_PLACE:
    case EPC_TYPE_CODES:
      return 17;
    case EPC_TYPE_LONG_TEXT:
    case EPC_TYPE_REFERENCE:
      return 22;
    case EPC_TYPE_TEXT:
    case EPC_TYPE_FILE:
    case EPC_TYPE_COMPUTED:
    default:
      return 18;
    }
}

gboolean
epc_table_is_first_of_title (const EpcEntity *entity, const EpcField *field)
{
  gsize length = strlen (field->key);

  return entity->title != NULL && strncmp (entity->title, field->key, length) == 0
         && (entity->title[length] == ' ' || entity->title[length] == '\0');
}

static void
describe_column (EpcRecordTable *self, Column *column)
{
  const EpcField *field = column->public.field;
  int chars = field != NULL ? field_chars (field) : g_str_equal (column->public.key, "code") ? 14 : 17;
  int width = chars * 7 + 17;

  /* What a record is called by is what a row is found by. */
  if (field != NULL && field->width == 0 && field->type == EPC_TYPE_TEXT && epc_table_is_first_of_title (self->entity, field))
    {
      chars = MAX (chars, 28);
      width = chars * 7 + 17;
    }
  column->table = self;
  column->is_number = field != NULL && epc_field_is_number (field);
  column->is_state = field != NULL && epc_field_is_state (field);
  column->is_flexible = field != NULL && !column->is_number && field->type != EPC_TYPE_DATE && field->type != EPC_TYPE_MOMENT;
  if (column->is_state)
    width += 20;
  column->width = width;
  column->is_sortable = field == NULL || epc_field_is_stored (field);
  epc_table_measure_heading (column);
}

/* "Lead time (h)". People are what most columns count, and a heading that names its unit need not do so twice. */
static const char *
heading_of (const EpcField *field)
{
  static const char *const known[] = { "people", "%", "°", NULL };
  g_autofree char *label = epc_text_fold (_(field->label)), *unit = NULL, *heading = NULL;

  if (field->unit == NULL || !epc_field_is_number (field) || g_strv_contains (known, field->unit))
    return _(field->label);
  unit = epc_text_fold (_(field->unit));
  if (strstr (label, unit) != NULL)
    return _(field->label);
  heading = g_strdup_printf ("%s (%s)", _(field->label), _(field->unit));
  return g_intern_string (heading);
}

void
epc_table_make_columns (EpcRecordTable *self)
{
  const EpcEntity *entity = self->entity;
  guint n = 0;

  self->columns = g_new0 (Column, entity->n_fields + 2);
  self->descriptions = g_new0 (EpcTableColumn, entity->n_fields + 2);
  if (entity->code_prefix != NULL)
    self->columns[n++].public = (EpcTableColumn){ "code", _("Code"), NULL };
  for (guint i = 0; i < entity->n_fields; i++)
    self->columns[n++].public = (EpcTableColumn){ entity->fields[i].key, heading_of (&entity->fields[i]), &entity->fields[i] };
  self->columns[n++].public = (EpcTableColumn){ "changed", _("Last change"), NULL };
  self->n_columns = n;
  for (guint i = 0; i < n; i++)
    {
      self->columns[i].index = i;
      describe_column (self, &self->columns[i]);
      self->descriptions[i] = self->columns[i].public;
    }
}

Column *
epc_table_find_column (EpcRecordTable *self, const char *key)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (g_str_equal (self->columns[i].public.key, key))
      return &self->columns[i];
  return NULL;
}

/* --- cells --- */

static char *
moment_text (gint64 milliseconds, const char *zone)
{
  g_autoptr (GTimeZone) place = g_time_zone_new_identifier (zone);
  g_autoptr (GDateTime) utc = NULL, local = NULL;

  if (milliseconds <= 0)
    return NULL;
  utc = g_date_time_new_from_unix_utc (milliseconds / 1000);
  local = place != NULL ? g_date_time_to_timezone (utc, place) : g_date_time_ref (utc);
  return g_date_time_format (local, "%d/%m/%Y %H:%M");
}

static gboolean
is_currency (const EpcField *field)
{
  return field->type == EPC_TYPE_CODE && g_strcmp0 (field->codes, "currency") == 0;
}

/* "48,000 USD": @text with the currency that is kept with it; @text alone where none is said. Takes @text. */
static char *
with_currency (const EpcField *field, EpcRecord *record, char *text)
{
  const EpcEntity *entity = epc_record_entity (record);
  g_autofree char *amount = text;

  for (guint i = 0; i < entity->n_fields && *amount != '\0'; i++)
    if (is_currency (&entity->fields[i]) && g_strcmp0 (entity->fields[i].group, field->group) == 0
        && epc_record_text (record, entity->fields[i].key) != NULL)
      return g_strdup_printf ("%s %s", amount, epc_record_text (record, entity->fields[i].key));
  return g_steal_pointer (&amount);
}

/* The value of a field as short as it can be said: a currency by its code, a step of a scale without what explains it. */
static char *
field_cell (EpcRecordTable *self, const EpcField *field, EpcRecord *record)
{
  char *text, *colon;

  if (is_currency (field))
    return g_strdup (epc_record_text (record, field->key));
  text = epc_store_display (self->store, record, field->key, NULL);
  if (text != NULL && field->type == EPC_TYPE_MONEY && field->group != NULL)
    return with_currency (field, record, text);
  colon = text != NULL && field->type == EPC_TYPE_CODE ? strstr (text, ": ") : NULL;
  if (colon != NULL)
    *colon = '\0';
  return text;
}

static char *
make_cell (Column *column, EpcRecord *record)
{
  EpcRecordTable *self = column->table;
  char *text;

  if (column->public.field != NULL)
    text = field_cell (self, column->public.field, record);
  else if (g_str_equal (column->public.key, "code"))
    text = g_strdup (epc_record_code (record));
  else
    text = moment_text (epc_stamp_milliseconds (epc_record_meta (record)->changed), epc_store_zone (self->store));
  if (text == NULL || *text == '\0')
    {
      g_free (text);
      return g_strdup ("—");
    }
  /* One line: a table shows the beginning of a long text. */
  g_strdelimit (text, "\n\r\t", ' ');
  return text;
}

typedef struct
{
  guint n;
  char *texts[];
} Cells;

static void
cells_free (gpointer data)
{
  Cells *cells = data;

  for (guint i = 0; i < cells->n; i++)
    g_free (cells->texts[i]);
  g_free (cells);
}

/* Texts are made once for each record that is alive. */
const char *
epc_table_cell_text (Column *column, EpcRecord *record)
{
  Cells *cells = g_object_get_qdata (G_OBJECT (record), cells_quark ());

  if (cells == NULL)
    {
      cells = g_malloc0 (sizeof (Cells) + column->table->n_columns * sizeof (char *));
      cells->n = column->table->n_columns;
      g_object_set_qdata_full (G_OBJECT (record), cells_quark (), cells, cells_free);
    }
  if (cells->texts[column->index] == NULL)
    cells->texts[column->index] = make_cell (column, record);
  return cells->texts[column->index];
}

static void
fill_cell (Column *column, GtkListItem *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  EpcRecord *record = gtk_list_item_get_item (item);
  const char *text = epc_table_cell_text (column, record);

  if (column->is_state)
    {
      GtkWidget *image = gtk_widget_get_first_child (child);
      const char *kind = epc_code_state (column->public.field->codes, epc_record_text (record, column->public.key));
      g_autofree char *icon = kind != NULL ? g_strdup_printf ("epc-%s-symbolic", kind) : NULL;

      gtk_widget_set_css_classes (child, (const char *[]){ "plain-state", kind, NULL });
      gtk_image_set_from_icon_name (GTK_IMAGE (image), icon);
      gtk_widget_set_visible (image, kind != NULL);
      child = gtk_widget_get_last_child (child);
    }
  gtk_inscription_set_text (GTK_INSCRIPTION (child), text);
}

static void
on_record_changed (EpcRecord *record, GtkListItem *item)
{
  Column *column = g_object_get_data (G_OBJECT (item), "epc-column");

  g_object_set_qdata (G_OBJECT (record), cells_quark (), NULL);
  if (gtk_list_item_get_item (item) == record)
    fill_cell (column, item);
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, Column *column)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  g_object_set_data (G_OBJECT (item), "epc-column", column);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (text), 3);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (text), 3);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (text), column->is_number ? 1 : 0);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER); /* given the height of a row it would write two lines */
  if (column->is_number)
    gtk_widget_add_css_class (text, "num");
  if (column->is_state)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
      GtkWidget *image = gtk_image_new ();

      gtk_image_set_pixel_size (GTK_IMAGE (image), 14);
      gtk_widget_set_hexpand (text, TRUE);
      gtk_box_append (GTK_BOX (box), image);
      gtk_box_append (GTK_BOX (box), text);
      text = box;
    }
  gtk_list_item_set_child (item, text);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, Column *column)
{
  EpcRecord *record = gtk_list_item_get_item (item);
  gulong handler = g_signal_connect (record, "changed", G_CALLBACK (on_record_changed), item);

  g_object_set_data (G_OBJECT (item), "epc-handler", (gpointer) handler);
  column->table->n_binds++;
  fill_cell (column, item);
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item, Column *column)
{
  gulong handler = (gulong) g_object_get_data (G_OBJECT (item), "epc-handler");

  if (handler != 0)
    g_signal_handler_disconnect (gtk_list_item_get_item (item), handler);
  g_object_set_data (G_OBJECT (item), "epc-handler", NULL);
}

GtkListItemFactory *
epc_table_cell_factory (Column *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), column);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), column);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), column);
  return factory;
}
