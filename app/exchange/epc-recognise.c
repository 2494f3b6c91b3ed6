/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a sheet is: which row holds the headers, which the HXL tags (HXL 1.1: after the last header row, before the data), what
 * the columns are, and which kind of record fits best.
 */
#include "epc-recognise-private.h"

#include <string.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"
#include "epc-personal-data.h"
#include "epc-sheet-head.h"
#include "epc-wide.h"

/* Files of one header share a mapping: the hash of the folded headers and tags in order. */
static char *
shape_of (GPtrArray *facts)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < facts->len; i++)
    {
      const EpcColumnFacts *one = g_ptr_array_index (facts, i);
      g_autofree char *header = epc_text_fold_tight (one->header);
      g_checksum_update (checksum, (const guchar *) header, (gssize) strlen (header) + 1);
      if (one->hxl != NULL)
        g_checksum_update (checksum, (const guchar *) one->hxl, (gssize) strlen (one->hxl) + 1);
    }
  return g_strndup (g_checksum_get_string (checksum), 32);
}

/* What is counted by operation, tool and round comes from DTM, whose terms ask for this line. */
static const char *
credit_of (const EpcRowSource *source, const EpcMapping *mapping)
{
  for (guint i = 0; i < mapping->targets->len; i++)
    if (g_str_equal (g_array_index (mapping->targets, EpcTarget, i).entity->key, "dtm_round"))
      return "International Organization for Migration (IOM), Displacement Tracking Matrix (DTM)";
  return source->credit;
}

static EpcMapping *
recognise_facts (EpcRowSource *source, GPtrArray *facts, const EpcEntity *as, const char *const *set, double *missed, GError **error)
{
  g_autoptr (EpcMapping) mapping = NULL;
  g_autoptr (EpcMapping) incomplete = NULL;
  const EpcField *missing = NULL;
  const EpcEntity *rival = NULL;
  gboolean is_told = as != NULL;

  for (guint i = 0; i < facts->len && as == NULL; i++)
    epc_header_identity (((const EpcColumnFacts *) g_ptr_array_index (facts, i))->hxl, "uid", &as);
  gboolean is_form = epc_form_settle (facts, &as);
  if (as != NULL)
    {
      double score;
      mapping = epc_mapping_lay (facts, as, set, &score, &missing);
      if (mapping != NULL)
        mapping->score = score;
      if (mapping != NULL && missing != NULL)
        incomplete = g_steal_pointer (&mapping);
    }
  else
    mapping = epc_recognise_choose (facts, set, &incomplete, &missing, &rival);
  if (mapping != NULL && ((rival != NULL && epc_recognise_says_only_common (mapping)) || (!is_told && !is_form && epc_recognise_says_little (source, mapping, facts))))
    {
      g_autofree char *columns = epc_recognise_headers (facts);
      *missed = mapping->score;
      g_set_error (error, EPC_ERROR, EPC_ERROR_AMBIGUOUS,
                   _ ("%s: many kinds of record have columns like these (%s). Choose with --as what the rows are."), source->name, columns);
      return NULL;
    }
  if (rival != NULL)
    {
      const EpcEntity *entity = epc_mapping_entity (mapping);
      const EpcLanguage *language = epc_language_get (NULL);
      *missed = mapping->score;
      g_set_error (error, EPC_ERROR, EPC_ERROR_AMBIGUOUS, _ ("%s: the rows may be %s or %s. Choose with --as %s or --as %s."),
                   source->name, epc_language_text (language, entity->plural), epc_language_text (language, rival->plural),
                   entity->key, rival->key);
      return NULL;
    }
  if (mapping == NULL)
    {
      if (incomplete != NULL && !is_told && !is_form && !epc_recognise_is_of_boundaries (incomplete, facts)
          && !epc_recognise_is_likely (source, incomplete, facts, error))
        *missed = incomplete->score;
      else if (incomplete != NULL)
        {
          *missed = incomplete->score;
          epc_refuse_missing (source, incomplete, missing, set, error);
        }
      else
        epc_refuse_unknown (source, facts, as, error);
      return NULL;
    }
  if (!is_told && !is_form && !epc_recognise_is_convincing (source, mapping, facts, error))
    return NULL;
  return g_steal_pointer (&mapping);
}

static guint64
number_of (const EpcSheetHead *head, guint position)
{
  return position != G_MAXUINT ? g_array_index (head->numbers, guint64, position) : 0;
}

/* What the first rows leave in doubt of how dates and numbers are written; the import asks all rows. */
static void
ask_for_form (EpcMapping *mapping, const EpcSheetHead *head)
{
  static const EpcSaid nothing = { -1, -1 };

  for (guint i = 0; i < mapping->columns->len; i++)
    {
      const EpcColumn *column = g_ptr_array_index (mapping->columns, i);
      if (column->role != EPC_COLUMN_FIELD)
        continue;
      EpcCellReader *reader = epc_cell_reader_new (column->field, NULL);
      for (guint r = head->first_data; r < head->rows->len; r++)
        {
          const char *text = epc_sheet_head_cell (head, r, column->index);
          EpcCell cell = { .kind = EPC_CELL_TEXT, .length = (guint) strlen (text), .text = text };
          if (*text != '\0')
            epc_cell_reader_look (reader, &cell);
        }
      EpcFormDoubt doubt = epc_cell_reader_settle (reader, &nothing);
      epc_cell_reader_free (reader);
      if (doubt == EPC_FORM_DATE_ORDER)
        epc_mapping_add_doubt (mapping, "date_order", column->header, "date_order=dmy|date_order=mdy",
                               _ ("Does the day or the month come first in these dates?"));
      else if (doubt == EPC_FORM_DECIMAL_MARK)
        epc_mapping_add_doubt (mapping, "decimal_mark", column->header, "decimal_comma=yes|decimal_comma=no",
                               _ ("Does the mark in these numbers part thousands or decimals?"));
    }
}

static char **
both_of (const char *const *set, char **more)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; set != NULL && set[i] != NULL; i++)
    g_ptr_array_add (all, g_strdup (set[i]));
  for (guint i = 0; more[i] != NULL; i++)
    g_ptr_array_add (all, g_strdup (more[i]));
  g_ptr_array_add (all, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&all), FALSE);
}

/* Where a record needs a day that no column gives, the one that the lines above the table tell. */
static EpcMapping *
recognise_dated (EpcRowSource *source, const EpcSheetHead *head, GPtrArray *facts, const EpcEntity *as, const char *const *set, double *missed,
                 GError **error)
{
  g_autoptr (GError) cause = NULL;
  EpcMapping *mapping = recognise_facts (source, facts, as, set, missed, &cause);
  char day[EPC_DATE_SIZE];
  g_auto (GStrv) more = epc_sheet_head_day (head, day) ? epc_recognise_with_day (source, mapping, set, day) : NULL;
  g_auto (GStrv) both = more != NULL ? both_of (set, more) : NULL;
  double missed_again;
  EpcMapping *dated = both != NULL ? recognise_facts (source, facts, as, (const char *const *) both, &missed_again, NULL) : NULL;

  if (dated == NULL)
    {
      if (mapping == NULL)
        g_propagate_error (error, g_steal_pointer (&cause));
      return mapping;
    }
  epc_mapping_free (mapping);
  *missed = 0;
  source->lacking_of = NULL;
  source->lacking = NULL;
  g_autofree char *question = g_strdup_printf (_ ("No column tells the day: %s was taken from the lines above the table."), day);
  epc_mapping_add_doubt (dated, "day_of_title", NULL, more[0], question);
  dated->title_set = g_steal_pointer (&more);
  return dated;
}

EpcMapping *
epc_mapping_recognise_columns (EpcRowSource *source, guint sheet, const EpcEntity *as, const char *const *set,
                               const char *const *columns, GError **error)
{
  double missed;

  return epc_mapping_recognise_scored (source, sheet, as, set, columns, &missed, error);
}

EpcMapping *
epc_mapping_recognise_scored (EpcRowSource *source, guint sheet, const EpcEntity *as, const char *const *set,
                              const char *const *columns, double *missed, GError **error)
{
  g_auto (EpcSheetHead) head = { NULL };

  source->lacking_of = NULL;
  source->lacking = NULL;
  *missed = 0;
  if (!epc_sheet_head_read (&head, source, sheet, error))
    return NULL;
  if (head.header_row == G_MAXUINT && head.hxl_row == G_MAXUINT && columns == NULL)
    {
      epc_refuse_headless (source, &head, error);
      return NULL;
    }
  if (columns != NULL && head.is_guess && !epc_settle_first_row (source, &head, as, set, columns, error))
    return NULL;
  g_autoptr (GPtrArray) facts = epc_recognise_gather (&head, columns);
  epc_recognise_note_own_layer (source, sheet, facts);
  epc_recognise_note_joined (source, facts);
  if (columns == NULL)
    epc_mapping_guess_own_place (facts, &head, as != NULL && g_str_equal (as->key, "place"));
  EpcMapping *mapping = recognise_dated (source, &head, facts, as, set, missed, error);
  if (mapping == NULL)
    return NULL;
  if (!epc_mapping_check_countries (mapping, &head, source->name, error))
    {
      epc_mapping_free (mapping);
      return NULL;
    }
  mapping->sheet = sheet;
  mapping->header_row = number_of (&head, head.header_row);
  mapping->group_rows = head.group_rows;
  mapping->hxl_row = number_of (&head, head.hxl_row);
  mapping->first_row = MAX (mapping->header_row, mapping->hxl_row) + 1;
  mapping->shape = shape_of (facts);
  mapping->credit = credit_of (source, mapping);
  ask_for_form (mapping, &head);
  if (columns == NULL)
    {
      epc_mapping_check_values (mapping, &head, epc_row_source_has_header (source, sheet));
      epc_mapping_check_units (mapping, &head);
      epc_mapping_add_sex (mapping, &head);
    }
  return mapping;
}

char *
epc_mapping_shape (EpcRowSource *source, guint sheet, GError **error)
{
  g_auto (EpcSheetHead) head = { NULL };

  if (!epc_sheet_head_read (&head, source, sheet, error))
    return NULL;
  g_autoptr (GPtrArray) facts = epc_recognise_gather (&head, NULL);
  return shape_of (facts);
}

EpcMapping *
epc_mapping_recognise (EpcRowSource *source, guint sheet, const EpcEntity *as, const char *const *set, GError **error)
{
  return epc_mapping_recognise_columns (source, sheet, as, set, NULL, error);
}
