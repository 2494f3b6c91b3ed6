/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The columns that a table can show, and the text of their cells.
 */
#include "epc-record-table-private.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"
#include "epc-text-cell.h"
#include "epc-code-state.h"
#include "model/epc-code-list.h"

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
  return epc_language_moment (epc_language_get (NULL), local);
}

static gboolean
is_currency (const EpcField *field)
{
  return field->type == EPC_TYPE_CODE && g_strcmp0 (field->codes, "currency") == 0;
}

/* The currency of an amount: that of its group; of a sum ("budget_total"), that of its like ("budget_currency") or the only one that
 * the record has. NULL: none is said. */
static const char *
currency_of (const EpcField *field, EpcRecord *record)
{
  const EpcEntity *entity = epc_record_entity (record);
  const EpcField *only = NULL;
  guint n = 0;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      if (!is_currency (&entity->fields[i]))
        continue;
      if (field->group != NULL && g_strcmp0 (entity->fields[i].group, field->group) == 0)
        return epc_record_text (record, entity->fields[i].key);
      if (field->type == EPC_TYPE_COMPUTED && strncmp (entity->fields[i].key, field->key, strcspn (field->key, "_") + 1) == 0)
        return epc_record_text (record, entity->fields[i].key);
      only = &entity->fields[i];
      n++;
    }
  return field->type == EPC_TYPE_COMPUTED && n == 1 ? epc_record_text (record, only->key) : NULL;
}

/* The value of a field as short as it can be said: a currency by its code, a step of a scale without what explains it. */
static char *
field_cell (EpcRecordTable *self, const EpcField *field, EpcRecord *record)
{
  gboolean is_money = (field->type == EPC_TYPE_COMPUTED ? field->computed_type : field->type) == EPC_TYPE_MONEY;
  char *text, *colon;

  if (is_currency (field))
    return g_strdup (epc_record_text (record, field->key));
  text = epc_store_display (self->store, record, field->key, NULL);
  if (is_money && text != NULL && *text != '\0' && currency_of (field, record) != NULL)
    {
      g_autofree char *amount = text;

      return g_strdup_printf ("%s %s", amount, currency_of (field, record));
    }
  colon = text != NULL && field->type == EPC_TYPE_CODE ? strstr (text, ": ") : NULL;
  if (colon != NULL)
    *colon = '\0';
  return text;
}

char *
epc_table_cell_text (Column *column, EpcRecord *record)
{
  EpcRecordTable *self = column->table;
  char *text;

  if (column->public.field != NULL)
    text = field_cell (self, column->public.field, record);
  else if (g_str_equal (column->public.key, "code"))
    text = g_strdup (epc_record_code (record));
  else
    text = moment_text (epc_stamp_milliseconds (epc_record_meta (record)->changed), epc_store_zone (self->store));
  /* One line: a table shows the beginning of a long text. */
  return text != NULL ? g_strdelimit (text, "\n\r\t", ' ') : NULL;
}

static void
show_cell (gpointer record, char **text, const char **state, gpointer data)
{
  Column *column = data;

  column->table->n_binds++;
  *text = epc_table_cell_text (column, record);
  if (column->is_state)
    *state = epc_code_state (column->public.field->codes, epc_record_text (record, column->public.key));
}

GtkListItemFactory *
epc_table_cell_factory (Column *column)
{
  return epc_text_cell_factory_new (column->is_number, show_cell, column);
}
