/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Answers to a form with the form beside them. The bytes are text tables parted by a form feed: survey, choices, submissions, and up to
 * three repeats; they go through everything between the zip file of an export and the import: words, plan, joining, recognition, codes.
 */
#include "fuzz-rows.h"
#include "pack.h"

int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length);

#define TABLES 6

static EpcRowSource *
open_tables (char **tables, const char *const *names, guint n)
{
  Part parts[TABLES];

  for (guint i = 0; i < n; i++)
    parts[i] = (Part) { names[i], *tables[i] != '\0' ? tables[i] : "-" };
  g_autoptr (GBytes) packed = pack_parts (parts, n, NULL, 0);
  return epc_row_source_open_bytes (packed, "fuzz.zip", NULL);
}

/* What is imported: the mapping settles which words of the form stand for which codes. */
static void
settle_and_read (EpcRowSource *source, guint sheet)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcMapping) mapping = epc_mapping_recognise (source, sheet, NULL, NULL, &error);
  guint64 first;
  EpcRow row;

  if (mapping == NULL)
    {
      g_assert (error != NULL && *error->message != '\0');
      return;
    }
  epc_form_source_settle (source, mapping);
  if (!epc_row_source_rewind (source, sheet, &error))
    return;
  for (guint n = 0; n < FUZZ_ROWS_MAX && epc_row_source_next (source, &row, &error); n++)
    {
      const char *identity = epc_form_source_identity (source);
      g_assert (identity == NULL || *identity != '\0');
      for (guint c = 0; c < row.n_cells; c++)
        g_assert (strlen (row.cells[c].text) == row.cells[c].length && g_utf8_validate (row.cells[c].text, -1, NULL));
    }
  epc_form_source_orphans (source, &first);
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  static const char *const form_names[] = { "survey.csv", "choices.csv" };
  static const char *const names[] = { "Form.csv", "Form-one.csv", "Form-two.csv", "Form-three.csv" };
  g_autofree char *text = g_strndup ((const char *) bytes, MIN (length, 1 << 18));
  g_auto (GStrv) tables = g_strsplit (text, "\f", TABLES);
  guint n = g_strv_length (tables);

  if (n < 3)
    return 0;
  g_autoptr (EpcRowSource) form = open_tables (tables, form_names, 2);
  g_autoptr (EpcFormWords) words = form != NULL ? epc_form_words_new (form, NULL) : NULL;
  g_autoptr (EpcRowSource) inner = open_tables (tables + 2, names, n - 2);
  if (inner == NULL)
    return 0;
  g_autoptr (EpcRowSource) answers = epc_form_source_new (g_steal_pointer (&inner), words);
  fuzz_source (answers);
  for (guint sheet = 0; sheet < epc_row_source_n_sheets (answers); sheet++)
    settle_and_read (answers, sheet);
  return 0;
}
