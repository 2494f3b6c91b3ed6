/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Columns whose words fit a field and whose values do not: a kind of location under the header of another, or people in a field that
 * counts households (where people shelter is published both ways). And one column that says two things: men, women, boys, girls.
 */
#include "epc-mapping-private.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "model/epc-code-list.h"

/* Parts of a number of households. */
static const struct
{
  const char *entity, *group, *whole;
} parts[] = {
  { "location_count", "accommodation", "idp_hh" },
};

/* A header that only sounds like the field: a synonym, a tag, part of its words. */
#define WEIGHT_IN_DOUBT 9
#define ROWS_THAT_TELL 3

/* One row in so many that holds more in a part than in the whole is a slip; more of them, and the part is of something else. */
#define ROWS_A_SLIP 10

static gboolean
read_in (const EpcSheetHead *head, guint row, guint column, EpcCellReader *reader, EpcValue *value)
{
  const char *text = epc_sheet_head_cell (head, row, column);
  EpcCell cell = { .kind = EPC_CELL_TEXT, .length = (guint) strlen (text), .text = text };

  return epc_cell_reader_read (reader, &cell, value, NULL);
}

static gboolean
number_in (const EpcSheetHead *head, guint row, guint column, EpcCellReader *reader, gint64 *number)
{
  EpcValue value = EPC_VALUE_INIT;

  if (!read_in (head, row, column, reader, &value) || value.kind != EPC_VALUE_INTEGER)
    return FALSE;
  *number = value.integer;
  return TRUE;
}

/* How many of the rows read at the head of the sheet have more in column @part than in column @whole; *@n: of how many that have a part. */
static guint
count_over (const EpcSheetHead *head, const EpcBinding *part, const EpcBinding *whole, guint *n)
{
  EpcCellReader *reader = epc_cell_reader_new (part->field, NULL), *whole_reader = epc_cell_reader_new (whole->field, NULL);
  guint n_over = 0;

  for (guint r = head->first_data; r < head->rows->len; r++)
    {
      gint64 small, great;
      if (!number_in (head, r, part->column, reader, &small) || small == 0 || !number_in (head, r, whole->column, whole_reader, &great))
        continue;
      (*n)++;
      n_over += small > great;
    }
  epc_cell_reader_free (reader);
  epc_cell_reader_free (whole_reader);
  return n_over;
}

/* Every value in the rows of @head can be read as one of @field. */
static gboolean
reads_all (const EpcSheetHead *head, guint column, const EpcField *field)
{
  EpcCellReader *reader = epc_cell_reader_new (field, NULL);
  gboolean is_read = TRUE;
  guint n = 0;

  for (guint r = head->first_data; r < head->rows->len && is_read; r++)
    {
      EpcValue value = EPC_VALUE_INIT;
      if (*epc_sheet_head_cell (head, r, column) == '\0')
        continue;
      n++;
      is_read = read_in (head, r, column, reader, &value) && value.kind != EPC_VALUE_EMPTY;
    }
  epc_cell_reader_free (reader);
  return is_read && n >= ROWS_THAT_TELL;
}

void
epc_mapping_add_sex (EpcMapping *mapping, const EpcSheetHead *head)
{
  const EpcEntity *entity = epc_mapping_entity (mapping);
  const EpcField *sex = epc_entity_field (entity, "sex"), *age = epc_entity_field (entity, "age_group");
  const EpcBinding *told = NULL;

  if (sex == NULL || age == NULL)
    return;
  for (guint i = 0; i < mapping->bindings->len; i++)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i);
      if (binding->target == 0 && binding->field == sex)
        return;
      if (binding->target == 0 && binding->field == age && binding->column < head->width)
        told = binding;
    }
  if (told == NULL || !reads_all (head, told->column, sex))
    return;
  EpcBinding binding = *told;
  binding.field = sex;
  g_array_append_val (mapping->bindings, binding);
}

static gboolean
is_of_sheet (const EpcMapping *mapping, const EpcBinding *binding, const EpcSheetHead *head)
{
  return binding->target == 0 && binding->column < head->width && binding->column < mapping->columns->len;
}

static void
leave_group_out (EpcMapping *mapping, const EpcSheetHead *head, const char *group, const char *whole)
{
  g_autoptr (GString) headers = g_string_new (NULL);

  for (guint i = mapping->bindings->len; i > 0; i--)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i - 1);
      if (binding->target != 0 || g_strcmp0 (binding->field->group, group) != 0 || binding->column >= mapping->columns->len)
        continue;
      EpcColumn *column = g_ptr_array_index (mapping->columns, binding->column);
      column->role = EPC_COLUMN_UNKNOWN;
      column->field = NULL;
      if (is_of_sheet (mapping, binding, head))
        g_string_append_printf (headers, "%s%s", headers->len > 0 ? ", " : "", column->header);
      g_array_remove_index (mapping->bindings, i - 1);
    }
  g_autofree char *question
      = g_strdup_printf (_ ("These columns were left out: %s. Their fields count households, and the figures are more than the households of "
                            "the row (column %s): they count people."),
                         headers->str, whole);
  epc_mapping_add_doubt (mapping, "other_unit", NULL, NULL, question);
}

/* The values of a column say whether it is what its header sounds like; FALSE: there are some, and not one of them is. */
static gboolean
may_hold (const EpcSheetHead *head, const EpcBinding *binding, guint in_doubt)
{
  const EpcField *field = binding->field;
  gboolean is_coded = field->type == EPC_TYPE_CODE || field->type == EPC_TYPE_CODES || field->type == EPC_TYPE_DATE
                      || field->type == EPC_TYPE_MOMENT || field->type == EPC_TYPE_INTEGER || field->type == EPC_TYPE_YES_NO || field->type == EPC_TYPE_DECIMAL
                      || field->type == EPC_TYPE_PERCENT;
  guint n = 0;

  /* A shape says where its box ends. */
  if (!is_coded || head->geometry == binding->column + 1 || (field->flags & (EPC_FIELD_REQUIRED | EPC_FIELD_KEY)) || binding->weight > in_doubt)
    return TRUE;
  EpcCellReader *reader = epc_cell_reader_new (field, NULL);
  gboolean is_held = FALSE;
  for (guint r = head->first_data; r < head->rows->len && !is_held; r++)
    {
      EpcValue value = EPC_VALUE_INIT;
      if (*epc_sheet_head_cell (head, r, binding->column) == '\0')
        continue;
      n++;
      is_held = read_in (head, r, binding->column, reader, &value);
    }
  epc_cell_reader_free (reader);
  return is_held || n < ROWS_THAT_TELL;
}

void
epc_mapping_check_values (EpcMapping *mapping, const EpcSheetHead *head, gboolean is_named_by_format)
{
  for (guint i = mapping->bindings->len; i > 0; i--)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i - 1);
      const EpcEntity *entity = g_array_index (mapping->targets, EpcTarget, binding->target).entity;
      if (binding->column >= head->width || binding->column >= mapping->columns->len || may_hold (head, binding, is_named_by_format ? G_MAXUINT : WEIGHT_IN_DOUBT))
        continue;
      EpcColumn *column = g_ptr_array_index (mapping->columns, binding->column);
      g_autofree char *answer = g_strdup_printf ("%s.%s=", entity->key, binding->field->key);
      g_autofree char *question
          = g_strdup_printf (_ ("Column %s sounds like “%s”, but none of its values is one: it was left out."), column->header,
                             epc_language_text (epc_language_get (NULL), binding->field->label));
      epc_mapping_add_doubt (mapping, "other_values", column->header, answer, question);
      if (column->field == binding->field)
        {
          column->role = EPC_COLUMN_UNKNOWN;
          column->field = NULL;
        }
      g_array_remove_index (mapping->bindings, i - 1);
    }
}

/* So many codes of no country, and a quarter of all, are no slips. */
#define FOREIGN_CODES 4

static gboolean
is_letters (const char *text)
{
  gsize n = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

  return (n == 2 || n == 3) && text[n] == '\0';
}

/* How many different codes of letters stand in @column; *@foreign: those that ISO 3166 does not have, by commas; NULL: fewer than it takes. */
static guint
count_codes (const EpcSheetHead *head, guint column, char **foreign)
{
  const EpcCodeList *countries = epc_code_list_find ("country");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) list = g_string_new (NULL);
  guint n_foreign = 0;

  for (guint r = head->first_data; r < head->rows->len; r++)
    {
      const char *text = epc_sheet_head_cell (head, r, column);
      if (!is_letters (text) || !g_hash_table_add (seen, (gpointer) text) || epc_code_list_match (countries, text) != NULL)
        continue;
      g_string_append_printf (list, "%s%s", n_foreign++ > 0 ? ", " : "", text);
    }
  *foreign = n_foreign >= FOREIGN_CODES && n_foreign * 4 >= g_hash_table_size (seen) ? g_string_free (g_steal_pointer (&list), FALSE) : NULL;
  return g_hash_table_size (seen);
}

gboolean
epc_mapping_check_countries (const EpcMapping *mapping, const EpcSheetHead *head, const char *name, GError **error)
{
  for (guint i = 0; i < mapping->columns->len && i < head->width; i++)
    {
      const EpcColumn *column = g_ptr_array_index (mapping->columns, i);
      gboolean is_country = column->role == EPC_COLUMN_PLACE ? column->place_level == 0
                            : column->field == NULL ? FALSE
                            : column->field->type == EPC_TYPE_PLACE ? g_str_has_suffix (column->field->key, "country")
                                                                    : g_strcmp0 (column->field->codes, "country") == 0;
      g_autofree char *foreign = NULL;
      if (!is_country || count_codes (head, column->index, &foreign) == 0 || foreign == NULL)
        continue;
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID,
                   _ ("%s: the codes in column “%s” are not those of ISO 3166 (%s): they are of somebody's own list, and those that look alike may "
                      "be other countries. Put the ISO code or the name of the country in their place."),
                   name, column->header, foreign);
      return FALSE;
    }
  return TRUE;
}

void
epc_mapping_check_units (EpcMapping *mapping, const EpcSheetHead *head)
{
  for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
    {
      const EpcBinding *whole = NULL;
      guint n = 0, n_over = 0;
      if (!g_str_equal (epc_mapping_entity (mapping)->key, parts[p].entity))
        continue;
      for (guint i = 0; i < mapping->bindings->len && whole == NULL; i++)
        {
          const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i);
          if (is_of_sheet (mapping, binding, head) && g_str_equal (binding->field->key, parts[p].whole))
            whole = binding;
        }
      for (guint i = 0; i < mapping->bindings->len && whole != NULL; i++)
        {
          const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i);
          if (is_of_sheet (mapping, binding, head) && g_strcmp0 (binding->field->group, parts[p].group) == 0)
            n_over += count_over (head, binding, whole, &n);
        }
      if (n_over > 0 && n_over * ROWS_A_SLIP > n)
        leave_group_out (mapping, head, parts[p].group, ((const EpcColumn *) g_ptr_array_index (mapping->columns, whole->column))->header);
    }
}
