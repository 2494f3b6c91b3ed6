/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The day that the lines above a table tell and no column does: "Corte: 15/10/2026 06:00", "Situation as of 15 October 2026".
 */
#include "epc-recognise-private.h"

#include <string.h>

#include "base/epc-date.h"

#define LONGEST_LINE 300

static GRegex *
date_regex (void)
{
  static GRegex *regex;

  if (g_once_init_enter (&regex))
    {
      GRegex *made = g_regex_new ("\\b(?:\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{4}|\\d{1,2}(?:\\s+(?:de|of))?\\s+\\pL{3,10}\\.?(?:\\s+(?:de|del))?,?\\s+\\d{4}"
                                  "|\\pL{3,10}\\s+\\d{1,2},?\\s+\\d{4})\\b",
                                  0, 0, NULL);
      g_once_init_leave (&regex, made);
    }
  return regex;
}

/* "15 de octubre de 2026" → "15 octubre 2026"; "October 15, 2026" → "15 October 2026". */
static char *
plain_date (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ,", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && g_ascii_strcasecmp (words[i], "de") != 0 && g_ascii_strcasecmp (words[i], "del") != 0 && g_ascii_strcasecmp (words[i], "of") != 0)
      g_ptr_array_add (kept, words[i]);
  if (kept->len == 3 && !g_ascii_isdigit (*(const char *) g_ptr_array_index (kept, 0)))
    {
      gpointer month = g_ptr_array_steal_index (kept, 0);
      g_ptr_array_insert (kept, 1, month);
    }
  g_ptr_array_add (kept, NULL);
  return g_strjoinv (" ", (char **) kept->pdata);
}

/* Each day in @text goes into @iso. FALSE where two are different. */
static gboolean
take_days (const char *text, char *iso)
{
  g_autoptr (GMatchInfo) match = NULL;

  if (strlen (text) > LONGEST_LINE || !g_utf8_validate (text, -1, NULL))
    return TRUE;
  g_regex_match (date_regex (), text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *found = g_match_info_fetch (match, 0);
      g_autofree char *plain = plain_date (found);
      char one[EPC_DATE_SIZE];
      if (!epc_date_parse (plain, EPC_DATE_ORDER_DAY_FIRST, one))
        continue;
      if (*iso != '\0' && !g_str_equal (iso, one))
        return FALSE;
      g_strlcpy (iso, one, EPC_DATE_SIZE);
    }
  return TRUE;
}

gboolean
epc_sheet_head_day (const EpcSheetHead *head, char *iso)
{
  guint first = MIN (head->header_row, head->hxl_row);

  *iso = '\0';
  if (first == G_MAXUINT || first < head->group_rows)
    return FALSE;
  for (guint r = 0; r < first - head->group_rows; r++)
    for (guint c = 0; c < head->width; c++)
      if (!take_days (epc_sheet_head_cell (head, r, c), iso))
        return FALSE;
  return *iso != '\0';
}

static void
add_day (GPtrArray *out, const EpcEntity *entity, const EpcField *field, const char *const *set, const char *day)
{
  if (field->type == EPC_TYPE_DATE && !epc_set_fills (set, entity, field))
    g_ptr_array_add (out, g_strdup_printf ("%s.%s=%s", entity->key, field->key, day));
}

/* "site_count.date=": what a record beside the main one lacked. */
static void
add_for_doubt (GPtrArray *out, const EpcMappingDoubt *doubt, const char *const *set, const char *day)
{
  if (!g_str_equal (doubt->key, "missing") || doubt->answers == NULL)
    return;
  g_auto (GStrv) parts = g_strsplit_set (doubt->answers, ".=", -1);
  const EpcEntity *entity = parts[0] != NULL ? epc_entity_find (parts[0]) : NULL;
  const EpcField *field = entity != NULL && parts[1] != NULL ? epc_entity_field (entity, parts[1]) : NULL;

  if (field != NULL)
    add_day (out, entity, field, set, day);
}

static gboolean
is_bound (const EpcMapping *mapping, const EpcField *field)
{
  for (guint i = 0; i < mapping->bindings->len; i++)
    if (g_array_index (mapping->bindings, EpcBinding, i).target == 0 && g_array_index (mapping->bindings, EpcBinding, i).field == field)
      return TRUE;
  return FALSE;
}

char **
epc_recognise_with_day (const EpcRowSource *source, const EpcMapping *mapping, const char *const *set, const char *day)
{
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func (g_free);

  if (mapping == NULL && source->lacking != NULL && source->lacking_of != NULL)
    add_day (out, source->lacking_of, source->lacking, set, day);
  for (guint i = 0; mapping != NULL && i < mapping->doubts->len; i++)
    add_for_doubt (out, g_ptr_array_index (mapping->doubts, i), set, day);
  /* A record that would be of today for want of a better day. */
  const EpcEntity *main = mapping != NULL ? epc_mapping_entity (mapping) : NULL;
  for (guint i = 0; main != NULL && i < main->n_fields; i++)
    if ((main->fields[i].flags & EPC_FIELD_REQUIRED) && g_strcmp0 (main->fields[i].initial, "today") == 0 && !is_bound (mapping, &main->fields[i]))
      add_day (out, main, &main->fields[i], set, day);
  if (out->len == 0)
    return NULL;
  g_ptr_array_add (out, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&out), FALSE);
}
