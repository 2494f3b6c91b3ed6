/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which sheet of a file is imported, and as what: what the user says, how such a file was read before, or the sheet that fits best.
 */
#include "epc-import-private.h"

#include "epc-form-source.h"
#include "epc-header-index.h"

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "epc-saved-mapping.h"

/* A sheet that lacks a required field, and would fit so much better than the best that lacks none, is what the file is about. */
#define MISSED_BY 1

/* So well fits a sheet that goes before a list of places. */
#define NO_CHANCE 1.5

static gboolean
is_of_places (const EpcEntity *entity)
{
  return entity != NULL && g_str_equal (entity->key, "place");
}

/* Beside a sheet of counts, a list of places is what its drop-down lists were made of. */
static gboolean
is_better (const EpcMapping *mapping, const EpcMapping *best)
{
  gboolean is_list = is_of_places (epc_mapping_entity (mapping)), best_is_list = is_of_places (epc_mapping_entity (best));

  if (is_list != best_is_list && (is_list ? best : mapping)->score >= NO_CHANCE)
    return best_is_list;
  return mapping->score > best->score;
}

/* Rows of a repeat say all that their submission says, and more. @is_joined: the rows of @mapping have columns of another sheet. */
static gboolean
is_repeat_of (const EpcMapping *mapping, const EpcMapping *best, gboolean is_joined)
{
  return is_joined && epc_mapping_entity (mapping) == epc_mapping_entity (best) && mapping->score >= best->score;
}

/* The sheet that fits best; the others that fit are named. When none does, or the best only lacks the user's word, the refusal of the
 * sheet that came nearest is what the user is told. */
static EpcMapping *
best_sheet (EpcRowSource *source, const EpcEntity *as, const EpcImportOptions *options, GError **error)
{
  guint n_sheets = source->is_first_only ? 1 : epc_row_source_n_sheets (source);
  g_autoptr (EpcMapping) best = NULL;
  g_autoptr (GError) first = NULL;
  double nearest = -1;
  g_autoptr (GString) others = g_string_new (NULL);
  g_autoptr (GString) hidden = g_string_new (NULL);
  guint n_hidden = 0;
  const EpcEntity *lacking_of = NULL;
  const EpcField *lacking = NULL;

  for (guint sheet = 0; sheet < n_sheets; sheet++)
    {
      g_autoptr (GError) cause = NULL;
      /* What its author hid is not taken unasked. */
      if (epc_row_source_sheet_is_hidden (source, sheet))
        {
          n_hidden++;
          g_string_append_printf (hidden, "%s“%s”", hidden->len > 0 ? ", " : "", epc_row_source_sheet_name (source, sheet));
          continue;
        }
      double missed;
      EpcMapping *mapping = epc_mapping_recognise_scored (source, sheet, as, options->set, options->columns, &missed, &cause);
      if (mapping == NULL)
        {
          /* What it is only the user can say; that it is something is said. */
          if (g_error_matches (cause, EPC_ERROR, EPC_ERROR_AMBIGUOUS))
            g_string_append_printf (others, "%s%s", others->len > 0 ? ", " : "", epc_row_source_sheet_name (source, sheet));
          if (missed > nearest)
            {
              nearest = missed;
              g_clear_error (&first);
              first = g_steal_pointer (&cause);
              lacking_of = source->lacking_of;
              lacking = source->lacking;
            }
          continue;
        }
      gboolean is_first = best == NULL || is_better (mapping, best) || (as == NULL && is_repeat_of (mapping, best, source->own_columns > 0));
      if (best != NULL)
        {
          const EpcMapping *less = is_first ? best : mapping;
          g_string_append_printf (others, "%s%s", others->len > 0 ? ", " : "", epc_row_source_sheet_name (source, less->sheet));
        }
      if (is_first)
        {
          epc_mapping_free (best);
          best = mapping;
        }
      else
        epc_mapping_free (mapping);
    }
  /* Counts that lack their round, say. */
  gboolean is_list = best != NULL && is_of_places (epc_mapping_entity (best)) && lacking != NULL && !is_of_places (lacking_of)
                     && lacking->type == EPC_TYPE_REFERENCE;
  if (best != NULL && nearest > (is_list ? NO_CHANCE : best->score + MISSED_BY))
    g_clear_pointer (&best, epc_mapping_free);
  if (best == NULL && n_hidden > 0 && n_hidden == n_sheets)
    g_set_error (&first, EPC_ERROR, EPC_ERROR_INVALID, _ ("%s: all sheets are hidden (%s). Choose one with --sheet."), source->name,
                 hidden->str);
  else if (best == NULL && n_hidden > 0)
    g_prefix_error (&first, _ ("Hidden sheets were not looked at (%s); choose one with --sheet. "), hidden->str);
  if (best == NULL)
    {
      source->lacking_of = lacking_of;
      source->lacking = lacking;
      g_propagate_error (error, g_steal_pointer (&first));
      return NULL;
    }
  if (others->len > 0)
    {
      g_autofree char *question = g_strdup_printf (_ ("Other sheets of the file hold records too: %s. Import each with --sheet."), others->str);
      epc_mapping_add_doubt (best, "other_sheets", NULL, NULL, question);
    }
  return g_steal_pointer (&best);
}

/* The mapping kept under the name told, or, when nothing is told, under the shape of a sheet's header. */
static char *
kept_mapping (EpcStore *store, EpcRowSource *source, const EpcImportOptions *options, guint *sheet, gboolean *has_sheet,
              const EpcEntity **entity, GError **error)
{
  if (options->mapping_name != NULL)
    {
      g_autoptr (GError) cause = NULL;
      char *json = epc_saved_mapping_find (store, options->mapping_name, NULL, entity, &cause);
      if (json == NULL && cause == NULL)
        g_set_error (&cause, EPC_ERROR, EPC_ERROR_NOT_FOUND, _ ("There is no saved mapping “%s”."), options->mapping_name);
      if (cause != NULL)
        g_propagate_error (error, g_steal_pointer (&cause));
      return json;
    }
  guint first = *has_sheet ? *sheet : 0, last = *has_sheet ? *sheet + 1 : source->is_first_only ? 1 : epc_row_source_n_sheets (source);
  for (guint i = first; i < last && store != NULL && options->as == NULL && options->columns == NULL; i++)
    {
      if (!*has_sheet && epc_row_source_sheet_is_hidden (source, i))
        continue;
      g_autofree char *shape = epc_mapping_shape (source, i, NULL);
      char *json = shape != NULL ? epc_saved_mapping_find (store, NULL, shape, entity, NULL) : NULL;
      if (json == NULL)
        continue;
      *sheet = i;
      *has_sheet = TRUE;
      return json;
    }
  return NULL;
}

/* The columns of @sheet are what a form app writes beside the answers, or most of them are named after questions of @words (may be NULL). */
static gboolean
is_answers (EpcRowSource *source, guint sheet, const EpcFormWords *words)
{
  EpcRow row;
  guint n = 0, n_questions = 0;

  if (epc_row_source_rewind (source, sheet, NULL) && epc_row_source_next (source, &row, NULL))
    for (guint c = 0; c < row.n_cells; c++)
      {
        if (epc_header_marks_form (row.cells[c].text))
          return TRUE;
        n += row.cells[c].kind != EPC_CELL_EMPTY;
        n_questions += words != NULL && epc_form_words_question (words, row.cells[c].text) != NULL;
      }
  return n > 0 && n_questions * 2 > n;
}

/* Nothing was recognised. Where that is because the file holds a form, its answers are what is meant, and without answers that is said
 * instead of @error. */
static EpcMapping *
beside_the_form (EpcRowSource *source, const EpcEntity *as, const EpcImportOptions *options, GError **error)
{
  guint n = epc_row_source_n_sheets (source), answers = n;
  g_autoptr (EpcFormWords) words = epc_form_words_of_questions (source, NULL);
  gboolean is_form = FALSE;

  for (guint i = 0; i < n; i++)
    {
      gboolean is_survey = epc_form_words_is_survey (source, i);
      is_form = is_form || is_survey;
      if (answers == n && !is_survey && is_answers (source, i, words))
        answers = i;
    }
  if (!is_form)
    return NULL;
  g_clear_error (error);
  if (answers < n)
    return epc_mapping_recognise_columns (source, answers, as, options->set, options->columns, error);
  g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID,
               _ ("%s is a form (XLSForm) and holds no answers. Import the answers to it; the form may be given with them, so that its labels "
                  "are known (--choices)."),
               source->name);
  return NULL;
}

/* As @kept says, the sheet told, or the one that fits best. */
static EpcMapping *
choose_sheet (EpcRowSource *source, const EpcImportOptions *options, const char *kept, const EpcEntity *as, gboolean has_sheet, guint sheet,
              GError **error)
{
  if (kept == NULL && has_sheet)
    return epc_mapping_recognise_columns (source, sheet, as, options->set, options->columns, error);
  if (kept == NULL)
    {
      g_autoptr (GError) cause = NULL;
      EpcMapping *best = best_sheet (source, as, options, &cause);
      if (best == NULL && as == NULL && !g_error_matches (cause, EPC_ERROR, EPC_ERROR_READ)
          && !g_error_matches (cause, EPC_ERROR, EPC_ERROR_DAMAGED))
        best = beside_the_form (source, as, options, &cause);
      if (best == NULL)
        g_propagate_error (error, g_steal_pointer (&cause));
      return best;
    }
  g_auto (GStrv) columns = epc_saved_mapping_columns (kept, source, sheet, error);
  g_autoptr (EpcMapping) mapping = NULL;
  if (columns != NULL)
    mapping = epc_mapping_recognise_columns (source, sheet, as, options->set, (const char *const *) columns, error);
  return mapping != NULL && epc_saved_mapping_apply (kept, mapping, error) ? g_steal_pointer (&mapping) : NULL;
}

static gboolean
has_target (const EpcMapping *mapping, const EpcEntity *entity)
{
  for (guint i = 0; i < mapping->targets->len; i++)
    if (g_array_index (mapping->targets, EpcTarget, i).entity == entity)
      return TRUE;
  return FALSE;
}

/* The first values of the column that fills @field of the main record, and none of them is one of @main that is known here. */
static gboolean
names_unknown (EpcStore *store, const EpcMapping *mapping, const EpcField *field, const EpcEntity *main)
{
  for (guint i = 0; i < mapping->columns->len; i++)
    {
      const EpcColumn *column = g_ptr_array_index (mapping->columns, i);
      if (column->role != EPC_COLUMN_FIELD || column->field != field || column->samples[0] == NULL)
        continue;
      for (guint s = 0; s < G_N_ELEMENTS (column->samples) && column->samples[s] != NULL; s++)
        {
          EpcUid uid;
          if (epc_store_find_uid (store, main, column->samples[s], &uid, NULL))
            return FALSE;
        }
      return TRUE;
    }
  return FALSE;
}

/* Counts of sites of which none is known yet tell which sites there are: then the rows give these and their counts. */
static EpcMapping *
with_their_own (EpcStore *store, EpcRowSource *source, EpcMapping *mapping, const EpcImportOptions *options)
{
  const EpcEntity *entity = epc_mapping_entity (mapping);
  const EpcField *field;
  const EpcEntity *main = epc_mapping_hangs_on (entity, &field);

  if (main == NULL || !names_unknown (store, mapping, field, main))
    return mapping;
  EpcMapping *both = epc_mapping_recognise_columns (source, mapping->sheet, main, options->set, NULL, NULL);
  if (both != NULL && has_target (both, entity))
    {
      epc_mapping_free (mapping);
      return both;
    }
  epc_mapping_free (both);
  return mapping;
}

/* @plain: the file without the words of a form, by whose header what was kept is found; @words: of the form, where the user gave it,
 * else those that were kept. *@source stays NULL when it is @plain. */
static EpcMapping *
choose (EpcStore *store, const char *path, EpcRowSource *plain, EpcFormWords **words, const EpcImportOptions *options, EpcRowSource **source,
        GError **error)
{
  const EpcEntity *as = NULL;
  g_autoptr (GError) cause = NULL;
  guint sheet = 0;
  gboolean has_sheet = options->sheet != NULL;

  if (has_sheet && !epc_row_source_find_sheet (plain, options->sheet, &sheet, error))
    return NULL;
  g_autofree char *kept = kept_mapping (store, plain, options, &sheet, &has_sheet, &as, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  if (options->as != NULL && (as = epc_entity_require (options->as, error)) == NULL)
    return NULL;
  if (*words == NULL && kept != NULL)
    *words = epc_saved_mapping_words (kept);
  if (*words != NULL && (*source = epc_form_source_open (path, *words, error)) == NULL)
    return NULL;
  EpcMapping *mapping = choose_sheet (*source != NULL ? *source : plain, options, kept, as, has_sheet, sheet, error);
  if (mapping != NULL && store != NULL && as == NULL && kept == NULL && options->columns == NULL)
    mapping = with_their_own (store, *source != NULL ? *source : plain, mapping, options);
  if (mapping == NULL || *words == NULL)
    return mapping;
  /* Found again by what stands in the file, when the form is not at hand. */
  mapping->words = epc_form_words_ref (*words);
  g_free (mapping->shape);
  mapping->shape = epc_mapping_shape (plain, mapping->sheet, NULL);
  return mapping;
}

EpcRowSource *
epc_import_open (EpcStore *store, const char *path, const EpcImportOptions *options, EpcMapping **mapping, GError **error)
{
  g_autoptr (EpcFormWords) words = NULL;
  EpcRowSource *source = NULL;

  *mapping = NULL;
  if (options->mapping != NULL)
    {
      *mapping = epc_mapping_copy (options->mapping);
      return epc_form_source_open (path, options->mapping->words, error);
    }
  if (options->choices != NULL && (words = epc_form_words_read (options->choices, error)) == NULL)
    return NULL;
  g_autoptr (EpcRowSource) plain = epc_form_source_open (path, NULL, error);
  if (plain == NULL)
    return NULL;
  *mapping = choose (store, path, plain, &words, options, &source, error);
  return source != NULL ? source : g_steal_pointer (&plain);
}

EpcMapping *
epc_import_recognise (EpcStore *store, const char *path, const EpcImportOptions *options, GError **error)
{
  static const EpcImportOptions none;
  EpcMapping *mapping = NULL;
  g_autoptr (EpcRowSource) source = epc_import_open (store, path, options != NULL ? options : &none, &mapping, error);

  if (source != NULL && mapping == NULL && options != NULL && options->lack != NULL)
    *options->lack = (EpcImportLack) { source->lacking_of, source->lacking };
  if (source == NULL)
    g_clear_pointer (&mapping, epc_mapping_free);
  return mapping;
}
