/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-fill-sheet.h"

#include <math.h>
#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "model/epc-code-list.h"

/* Rows below the last that are ready for new records. */
#define ROWS_READY 1000
#define LISTS_SHEET "_lists"
/* Excel refuses a workbook with longer ones. */
#define TITLE_MAX 32
#define MESSAGE_MAX 255

gboolean
epc_fill_sheet_is_text (const EpcField *field)
{
  return field->type != EPC_TYPE_DATE && !epc_field_is_number (field);
}

static const char *
codes_of (const EpcField *field)
{
  return field->type == EPC_TYPE_YES_NO                                  ? "yes_no"
         : field->type == EPC_TYPE_CODE || field->type == EPC_TYPE_CODES ? field->codes
                                                                         : NULL;
}

static char *
cut (const char *text, glong most)
{
  if (g_utf8_strlen (text, -1) <= most)
    return g_strdup (text);
  g_autofree char *shorter = g_utf8_substring (text, 0, most - 1);
  return g_strconcat (shorter, "…", NULL);
}

/* The lists that the columns offer, a column each in a sheet of their own. */
static GPtrArray *
write_lists (lxw_workbook *book, const EpcSinkTable *table)
{
  GPtrArray *keys = g_ptr_array_new ();
  guint longest = 0;

  for (guint i = 0; i < table->n_columns; i++)
    {
      const char *key = table->columns[i].field != NULL ? codes_of (table->columns[i].field) : NULL;
      const EpcCodeList *list = key != NULL ? epc_code_list_find (key) : NULL;
      if (list == NULL || g_ptr_array_find_with_equal_func (keys, key, g_str_equal, NULL))
        continue;
      g_ptr_array_add (keys, (gpointer) key);
      longest = MAX (longest, list->n_codes);
    }
  lxw_worksheet *sheet = keys->len > 0 ? workbook_add_worksheet (book, LISTS_SHEET) : NULL;
  if (sheet == NULL)
    return keys;
  for (guint r = 0; r < longest; r++)
    for (guint k = 0; k < keys->len; k++)
      {
        const EpcCodeList *list = epc_code_list_find (g_ptr_array_index (keys, k));
        if (r < list->n_codes)
          worksheet_write_string (sheet, r, (lxw_col_t) k, epc_code_label (list->key, list->codes[r].key, table->options->language), NULL);
      }
  worksheet_hide (sheet);
  return keys;
}

static char *
help_of (const EpcSinkTable *table, const EpcField *field)
{
  const EpcLanguage *language = epc_language_get (table->options->language);
  g_autoptr (GString) text = g_string_new (field->help != NULL ? epc_language_text (language, field->help) : "");

  if (field->unit != NULL)
    g_string_append_printf (text, "%s(%s)", text->len > 0 ? " " : "", epc_language_text (language, field->unit));
  if (field->flags & EPC_FIELD_REQUIRED)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", epc_language_text (language, N_ ("Needed in each row.")));
  if (field->type == EPC_TYPE_CODES)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", epc_language_text (language, N_ ("Several may stand here, parted by semicolons.")));
  if (field->type == EPC_TYPE_PLACE)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", epc_language_text (language, N_ ("A P-code or the name of a place.")));
  if (field->type == EPC_TYPE_REFERENCE)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", epc_language_text (language, N_ ("The code or the name of a record.")));
  return cut (text->str, MESSAGE_MAX);
}

static void
ask_for_number (lxw_data_validation *rule, const EpcField *field)
{
  double least = field->min, most = field->max;

  if (least == 0 && most == 0)
    {
      least = field->type == EPC_TYPE_LATITUDE ? -90 : field->type == EPC_TYPE_LONGITUDE ? -180 : 0;
      most = field->type == EPC_TYPE_LATITUDE    ? 90
             : field->type == EPC_TYPE_LONGITUDE ? 180
             : field->type == EPC_TYPE_PERCENT   ? 100
                                                 : INFINITY;
      if (isinf (most))
        least = -1e12;
    }
  rule->validate = field->type == EPC_TYPE_INTEGER ? LXW_VALIDATION_TYPE_INTEGER : LXW_VALIDATION_TYPE_DECIMAL;
  rule->criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
  rule->minimum_number = least;
  rule->maximum_number = isinf (most) ? 1e12 : most;
}

static void
offer_codes (lxw_data_validation *rule, const EpcField *field, guint position, char **formula)
{
  const EpcCodeList *list = epc_code_list_find (codes_of (field));
  char column[LXW_MAX_COL_NAME_LENGTH];

  lxw_col_to_name (column, (lxw_col_t) position, LXW_TRUE);
  *formula = g_strdup_printf ("=%s!%s$1:%s$%u", LISTS_SHEET, column, column, list->n_codes);
  rule->validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
  rule->value_formula = *formula;
  /* One is chosen from the list; several are typed. */
  rule->show_error = field->type == EPC_TYPE_CODES ? LXW_VALIDATION_OFF : LXW_VALIDATION_ON;
}

static void
check_column (lxw_worksheet *sheet, const EpcSinkTable *table, guint index, GPtrArray *lists, lxw_row_t first, lxw_row_t last)
{
  const EpcField *field = table->columns[index].field;
  const EpcLanguage *language = epc_language_get (table->options->language);
  g_autofree char *title = cut (table->columns[index].header, TITLE_MAX), *help = help_of (table, field), *formula = NULL;
  g_autofree char *error = cut (epc_language_text (language, N_ ("This column takes no such value. Choose from the list, or see the note beside the cell.")),
                                MESSAGE_MAX);
  guint position = 0;
  lxw_data_validation rule = { .validate = LXW_VALIDATION_TYPE_ANY, .ignore_blank = LXW_VALIDATION_ON, .show_input = LXW_VALIDATION_ON };

  rule.show_error = LXW_VALIDATION_ON;
  if (codes_of (field) != NULL && g_ptr_array_find_with_equal_func (lists, codes_of (field), g_str_equal, &position))
    offer_codes (&rule, field, position, &formula);
  else if (field->type == EPC_TYPE_DATE)
    {
      rule.validate = LXW_VALIDATION_TYPE_DATE;
      rule.criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
      rule.value_datetime = (lxw_datetime) { .year = 1900, .month = 3, .day = 1 };
    }
  else if (!epc_fill_sheet_is_text (field))
    ask_for_number (&rule, field);
  if (*help != '\0')
    {
      rule.input_title = title;
      rule.input_message = help;
    }
  rule.error_title = title;
  rule.error_message = error;
  worksheet_data_validation_range (sheet, first, (lxw_col_t) index, last, (lxw_col_t) index, &rule);
}

void
epc_fill_sheet_finish (lxw_workbook *book, lxw_worksheet *sheet, const EpcSinkTable *table, lxw_row_t n_head, lxw_row_t n_rows)
{
  g_autoptr (GPtrArray) lists = write_lists (book, table);
  lxw_row_t last = MIN (n_head + n_rows + ROWS_READY, LXW_ROW_MAX) - 1;
  /* What a person does in a list: rows come, columns are widened. Only what tells the records apart is out of reach. */
  lxw_protection allowed = { .insert_rows = LXW_TRUE, .format_columns = LXW_TRUE, .format_rows = LXW_TRUE, .format_cells = LXW_TRUE };

  for (guint i = 0; i < table->n_columns; i++)
    if (table->columns[i].field != NULL)
      check_column (sheet, table, i, lists, n_head, last);
  worksheet_protect (sheet, NULL, &allowed);
}
