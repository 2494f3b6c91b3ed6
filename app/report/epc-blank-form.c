/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A blank form of any kind of record, to be filled by hand where no telephone works: the questions of the catalogue in its order,
 * with boxes, ticks and lines. A total whose parts have parts of their own (women and men by age) becomes a table.
 */
#include "epc-report.h"

#include <math.h>
#include <string.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "draw/epc-page-form.h"
#include "model/epc-code-list.h"

/* A longer list is written, not ticked: the country out of 250. */
#define MOST_TICKS 40
/* Two questions share a line when their choices are this short together. */
#define SHORT_CHOICES 44
#define ROW_HEIGHT 21 /* a table row that a hand can write in */
#define MOST_DIGITS 9

typedef struct
{
  EpcStore *store;
  const EpcEntity *entity;
  const EpcLanguage *language;
  const char *name; /* of the language */
  EpcDocument *document;
  const EpcField *waiting; /* a narrow question that another may stand beside */
} BlankForm;

static const char *
t (const BlankForm *self, const char *text)
{
  return epc_language_text (self->language, text);
}

static gboolean
is_asked (const EpcField *field)
{
  return epc_field_is_stored (field) && field->type != EPC_TYPE_FILE && !(field->flags & EPC_FIELD_READ_ONLY);
}

/* --- one question --- */

/* Boxes for the digits of the largest number; a count of people has seven, a count of toilets five. */
static guint
digits_of (const EpcField *field)
{
  if (field->type == EPC_TYPE_PERCENT)
    return 3;
  if (field->type == EPC_TYPE_MONEY)
    return MOST_DIGITS;
  if (field->max > 0 && !isinf (field->max))
    return MIN ((guint) floor (log10 (MAX (field->max, 1))) + 1, MOST_DIGITS);
  return g_strcmp0 (field->unit, "people") == 0 ? 7 : 6;
}

static const EpcCodeList *
list_of (const EpcField *field)
{
  return field->type == EPC_TYPE_YES_NO                                  ? epc_code_list_find ("yes_no")
         : field->type == EPC_TYPE_CODE || field->type == EPC_TYPE_CODES ? epc_code_list_find (field->codes)
                                                                         : NULL;
}

/* Words to tick, or NULL when they are too many. Free the array, not the words. */
static const char **
choices_of (const BlankForm *self, const EpcField *field)
{
  const EpcCodeList *list = list_of (field);

  if (list == NULL || list->n_codes > MOST_TICKS)
    return NULL;
  const char **words = g_new0 (const char *, list->n_codes + 1);
  for (guint i = 0; i < list->n_codes; i++)
    words[i] = epc_code_label (list->key, list->codes[i].key, self->name);
  return words;
}

static void
set_number (EpcQuestion *question, const EpcField *field)
{
  question->kind = EPC_ANSWER_NUMBER;
  question->n_boxes = digits_of (field);
  question->n_decimals = field->type == EPC_TYPE_INTEGER ? 0 : field->type == EPC_TYPE_PERCENT ? 1 : 2;
}

static gboolean
is_currency (const EpcField *field)
{
  return field->type == EPC_TYPE_CODE && g_strcmp0 (field->codes, "currency") == 0;
}

/* What is written for @field. *@words is what question->choices points at, to be freed with g_free(). */
static void
describe (const BlankForm *self, const EpcField *field, EpcQuestion *question, const char ***words)
{
  *question = (EpcQuestion){ .label = t (self, field->label),
                             .hint = field->help != NULL ? t (self, field->help) : NULL,
                             .unit = field->unit != NULL ? t (self, field->unit) : NULL,
                             .kind = EPC_ANSWER_LINE,
                             .is_required = (field->flags & EPC_FIELD_REQUIRED) != 0 };
  *words = NULL;
  switch (field->type)
    {
    case EPC_TYPE_INTEGER:
    case EPC_TYPE_DECIMAL:
    case EPC_TYPE_MONEY:
      set_number (question, field);
      break;
    case EPC_TYPE_PERCENT:
      set_number (question, field);
      question->unit = "%";
      break;
    case EPC_TYPE_DATE:
      question->kind = EPC_ANSWER_DATE;
      break;
    case EPC_TYPE_MOMENT:
      question->kind = EPC_ANSWER_MOMENT;
      break;
    case EPC_TYPE_LONG_TEXT:
      question->kind = EPC_ANSWER_LINES;
      break;
    case EPC_TYPE_YES_NO:
    case EPC_TYPE_CODE:
    case EPC_TYPE_CODES:
      *words = choices_of (self, field);
      question->kind = *words == NULL ? EPC_ANSWER_LINE : field->type == EPC_TYPE_CODES ? EPC_ANSWER_SEVERAL : EPC_ANSWER_ONE;
      if (is_currency (field))
        {
          question->kind = EPC_ANSWER_LETTERS;
          question->n_boxes = 3;
        }
      break;
    case EPC_TYPE_PLACE:
      *words = g_new0 (const char *, 4);
      if (g_str_has_suffix (field->key, "country"))
        {
          (*words)[0] = t (self, N_ ("country"));
          (*words)[1] = t (self, N_ ("three letters (HTI, HND)"));
          break;
        }
      (*words)[0] = t (self, N_ ("department, province or country"));
      (*words)[1] = t (self, N_ ("municipality, section"));
      (*words)[2] = t (self, N_ ("P-code"));
      break;
    case EPC_TYPE_REFERENCE:
      *words = g_new0 (const char *, 3);
      (*words)[0] = t (self, N_ ("name"));
      (*words)[1] = t (self, N_ ("code"));
      break;
    case EPC_TYPE_TEXT:
      if (g_str_equal (field->key, "time"))
        question->kind = EPC_ANSWER_TIME;
      break;
    case EPC_TYPE_LATITUDE:
    case EPC_TYPE_LONGITUDE:
      question->kind = EPC_ANSWER_POSITION;
      question->label = t (self, N_ ("Position"));
      question->unit = NULL;
      break;
    case EPC_TYPE_FILE:
    case EPC_TYPE_COMPUTED:
    default:
      break;
    }
  question->choices = *words;
}

/* Half a line is enough for it. */
static gboolean
is_narrow (const EpcQuestion *question)
{
  gsize length = 0;

  switch (question->kind)
    {
    case EPC_ANSWER_LINE:
      return question->choices == NULL || question->choices[2] == NULL;
    case EPC_ANSWER_ONE:
    case EPC_ANSWER_SEVERAL:
      for (guint i = 0; question->choices != NULL && question->choices[i] != NULL; i++)
        length += (gsize) g_utf8_strlen (question->choices[i], -1) + 3;
      return length <= SHORT_CHOICES;
    case EPC_ANSWER_LINES:
    case EPC_ANSWER_POSITION:
      return FALSE;
    case EPC_ANSWER_NUMBER:
    case EPC_ANSWER_LETTERS:
    case EPC_ANSWER_DATE:
    case EPC_ANSWER_MOMENT:
    case EPC_ANSWER_TIME:
    default:
      return TRUE;
    }
}

static void
put (const BlankForm *self, const EpcField *first, const EpcField *second)
{
  EpcQuestion questions[2];
  g_autofree const char **first_words = NULL, **second_words = NULL;

  describe (self, first, &questions[0], &first_words);
  if (second != NULL)
    describe (self, second, &questions[1], &second_words);
  epc_document_add_questions (self->document, questions, second != NULL ? 2 : 1);
}

static void
put_waiting (BlankForm *self)
{
  const EpcField *waiting = g_steal_pointer (&self->waiting);

  if (waiting != NULL)
    put (self, waiting, NULL);
}

static void
add_field (BlankForm *self, const EpcField *field)
{
  EpcQuestion question;
  g_autofree const char **words = NULL;

  describe (self, field, &question, &words);
  if (!is_narrow (&question))
    {
      put_waiting (self);
      put (self, field, NULL);
    }
  else if (self->waiting == NULL)
    self->waiting = field;
  else
    put (self, g_steal_pointer (&self->waiting), field);
}

/* --- a table of parts --- */

static gboolean
is_part_of (const EpcField *field, const EpcField *total, gboolean is_sub)
{
  return (field->flags & EPC_FIELD_PART) && !!(field->flags & EPC_FIELD_SUBPART) == is_sub && is_asked (field)
         && g_str_equal (epc_field_group (field), epc_field_group (total));
}

/* The parts of @total that count this sex, those of one age (@is_sub) or of all: (element-type EpcField). */
static GPtrArray *
parts_of (const EpcEntity *entity, const EpcField *total, char sex, gboolean is_sub)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < entity->n_fields; i++)
    if (is_part_of (&entity->fields[i], total, is_sub) && epc_field_sex (&entity->fields[i]) == sex)
      g_ptr_array_add (found, (gpointer) &entity->fields[i]);
  return found;
}

/* One row: the ages beside each other, each with room for its number. @first, @second may be NULL. */
static void
add_parts_row (BlankForm *self, EpcTable *table, const EpcField *first, const EpcField *second, const char *label,
               GHashTable *done)
{
  const EpcField *fields[] = { first, second };
  const char *cells[5] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      cells[2 * i] = fields[i] == NULL ? "" : label != NULL ? label : t (self, fields[i]->label);
      cells[2 * i + 1] = "";
      if (fields[i] != NULL)
        g_hash_table_add (done, (gpointer) fields[i]->key);
    }
  epc_table_add_row (table, cells);
}

/* Women and girls at the left, men and boys at the right; a row for each age, last all ages. Nothing when the total has no ages.
 */
static void
add_parts_table (BlankForm *self, const EpcField *total, GHashTable *done)
{
  static const char *const heads[] = { N_ ("Women and girls"), N_ ("Men and boys") };
  g_autoptr (GPtrArray) women = parts_of (self->entity, total, 'f', TRUE), men = parts_of (self->entity, total, 'm', TRUE);
  g_autoptr (GPtrArray) all_women = parts_of (self->entity, total, 'f', FALSE),
                        all_men = parts_of (self->entity, total, 'm', FALSE);

  if (women->len < 2 || men->len < 2)
    return;
  g_autofree char *caption = g_strdup_printf (t (self, N_ ("%s by sex and age")), t (self, total->label));
  EpcTable *table = epc_table_new (caption);
  for (guint c = 0; c < G_N_ELEMENTS (heads); c++)
    {
      epc_table_add_column (table, t (self, heads[c]), EPC_ALIGN_LEFT, 3);
      epc_table_add_column (table, t (self, N_ ("Number")), EPC_ALIGN_LEFT, 2);
    }
  for (guint r = 0; r < MAX (women->len, men->len); r++)
    add_parts_row (self, table, r < women->len ? women->pdata[r] : NULL, r < men->len ? men->pdata[r] : NULL, NULL, done);
  if (all_women->len == 1 && all_men->len == 1)
    {
      add_parts_row (self, table, all_women->pdata[0], all_men->pdata[0], t (self, N_ ("All ages")), done);
      epc_table_set_total (table, TRUE);
    }
  epc_table_set_form (table, ROW_HEIGHT);
  put_waiting (self);
  epc_document_add_table (self->document, table);
}

/* --- the form --- */

static void
add_section (BlankForm *self, const char *title, gboolean are_numbered, guint *n)
{
  gsize digits = are_numbered ? strspn (title, "0123456789") : 0;
  g_autofree char *number = digits > 0 ? g_strndup (title, digits) : are_numbered ? NULL : g_strdup_printf ("%u", ++*n);

  epc_document_add_heading (self->document, 2, number, title + digits + strspn (title + digits, " "), NULL);
}

static void
add_questions (BlankForm *self)
{
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean are_numbered = FALSE; /* the sections have the numbers of the guide that they follow */
  guint n_sections = 0;

  for (guint i = 0; i < self->entity->n_fields; i++)
    are_numbered |= self->entity->fields[i].section != NULL && g_ascii_isdigit (*self->entity->fields[i].section);
  for (guint i = 0; i < self->entity->n_fields; i++)
    {
      const EpcField *field = &self->entity->fields[i];
      if (field->section != NULL)
        {
          put_waiting (self);
          add_section (self, t (self, field->section), are_numbered, &n_sections);
        }
      if (!is_asked (field) || g_hash_table_contains (done, field->key))
        continue;
      /* Both coordinates are one answer. */
      if (field->type == EPC_TYPE_LONGITUDE && i > 0 && self->entity->fields[i - 1].type == EPC_TYPE_LATITUDE)
        continue;
      add_field (self, field);
      if (field->flags & EPC_FIELD_TOTAL)
        add_parts_table (self, field, done);
    }
  put_waiting (self);
}

/* A filled sheet is as sensitive as what is written on it. */
static EpcClassification
classification_of (const EpcEntity *entity)
{
  EpcSensitivity most = EPC_SENSITIVITY_RESTRICTED;

  for (guint i = 0; i < entity->n_fields; i++)
    most
        = MAX (most, (entity->fields[i].flags & EPC_FIELD_PERSON) ? EPC_SENSITIVITY_CONFIDENTIAL : entity->fields[i].sensitivity);
  if (entity->flags & EPC_ENTITY_CONFIDENTIAL)
    most = MAX (most, EPC_SENSITIVITY_CONFIDENTIAL);
  return most == EPC_SENSITIVITY_STRICT         ? EPC_CLASS_STRICTLY_CONFIDENTIAL
         : most == EPC_SENSITIVITY_CONFIDENTIAL ? EPC_CLASS_CONFIDENTIAL
                                                : EPC_CLASS_RESTRICTED;
}

static char *
office_name (const BlankForm *self)
{
  EpcUid uid = epc_store_office (self->store);

  return epc_store_title (self->store, epc_entity_find ("office"), &uid);
}

static void
add_head (BlankForm *self)
{
  char today[EPC_DATE_SIZE];
  g_autofree char *office = office_name (self);
  const EpcLanguage *language = self->language;

  epc_date_today (today);
  g_autofree char *date = epc_language_date (language, today, FALSE);
  const EpcMastheadFact facts[] = {
    { t (self, N_ ("Office")), office != NULL ? office : "" },
    { t (self, N_ ("Printed on")), date },
    { t (self, N_ ("Sheet no.")), "________________" },
  };
  epc_document_add_masthead (self->document, t (self, N_ ("Blank form")), t (self, self->entity->label),
                             t (self, self->entity->help), facts, G_N_ELEMENTS (facts));
  g_autofree char *title = g_strdup_printf ("%s: %s", t (self, N_ ("Blank form")), t (self, self->entity->label));
  g_autofree char *source = g_strdup_printf (t (self, N_ ("Source: data dictionary of EPC Desk, “%s”.")), self->entity->key);
  const EpcDocumentFacts about
      = { .title = title, .author = office, .date = today, .source = source, .classification = classification_of (self->entity) };
  epc_document_set_facts (self->document, &about);
  epc_document_add_question_key (self->document);
}

EpcDocument *
epc_report_blank_form (EpcStore *store, const EpcReportOptions *options, GError **error)
{
  if (options->reference == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE,
                   _ ("Say of what: report form site. The command “entities” lists the kinds of record."));
      return NULL;
    }
  const EpcEntity *entity = epc_entity_require (options->reference, error);
  if (entity == NULL)
    return NULL;
  if (entity->flags & (EPC_ENTITY_PROGRAM | EPC_ENTITY_LOCAL))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _ ("%s are kept by the program itself: nobody is asked for them."),
                   epc_language_text (epc_language_get (NULL), entity->plural));
      return NULL;
    }
  BlankForm self = { .store = store, .entity = entity, .language = epc_language_get (options->language) };
  self.name = epc_language_name (self.language);
  g_autoptr (EpcDocument) document = epc_document_new (options->paper, FALSE, self.language);
  self.document = document;
  add_head (&self);
  add_questions (&self);
  if (!epc_document_layout (document, error))
    return NULL;
  return g_steal_pointer (&document);
}
