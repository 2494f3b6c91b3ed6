/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The questions of a form. Sections and tied groups become groups, code lists become choices, ranges and calendars become
 * constraints, a place becomes a cascade from the country down, latitude and longitude become one point. Names, types and
 * columns follow the XLSForm reference (xlsform.org) as pyxform 2 reads it.
 */
#include "epc-xlsform-private.h"

#include <math.h>
#include <string.h>

#include "base/epc-clock.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"
#include "epc-header-index.h"
#include "model/epc-code-list.h"
#include "model/epc-validation.h"

const char *const epc_form_languages[EPC_FORM_LANGUAGES] = { "en", "es", "fr", "pt" };
const char *const epc_form_language_names[EPC_FORM_LANGUAGES]
    = { "English (en)", "Español (es)", "Français (fr)", "Português (pt)" };

/* Longer lists are searched by typing instead of scrolled. */
#define LONG_LIST 12

#define PCODE_RULE "regex(., '^[A-Za-z][A-Za-z0-9-]+$')"
#define PCODE_MESSAGE N_ ("A P-code: letters, digits and dashes.")

/* One row of the sheet "survey". Texts in all languages or in none. */
typedef struct
{
  char *type, *name;
  char *label[EPC_FORM_LANGUAGES], *hint[EPC_FORM_LANGUAGES], *message[EPC_FORM_LANGUAGES];
  char *required, *relevant, *constraint, *calculation, *initial, *appearance, *choice_filter, *hxl;
} Question;

typedef struct
{
  EpcStore *store;
  const EpcEntity *entity;
  EpcXlsForm *form;
  EpcFormChoices *choices;
  GPtrArray *rows;
  GHashTable *relevant; /* key of a field → when it is asked (rules of the catalogue) */
} Form;

static void
question_clear (Question *question)
{
  char **texts[]
      = { &question->type,        &question->name,    &question->required,   &question->relevant,      &question->constraint,
          &question->calculation, &question->initial, &question->appearance, &question->choice_filter, &question->hxl };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
  for (guint l = 0; l < EPC_FORM_LANGUAGES; l++)
    {
      g_free (question->label[l]);
      g_free (question->hint[l]);
      g_free (question->message[l]);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Question, question_clear)

static const char *
in_language (guint l, const char *text)
{
  return epc_language_text (epc_language_get (epc_form_languages[l]), text);
}

static void
append_texts (GPtrArray *cells, char *const *texts)
{
  for (guint l = 0; l < EPC_FORM_LANGUAGES; l++)
    g_ptr_array_add (cells, g_strdup (texts[l] != NULL ? texts[l] : ""));
}

static void
append_head (GPtrArray *cells, const char *name)
{
  for (guint l = 0; l < EPC_FORM_LANGUAGES; l++)
    g_ptr_array_add (cells, g_strdup_printf ("%s::%s", name, epc_form_language_names[l]));
}

static void
add_head (GPtrArray *rows)
{
  static const char *const plain[]
      = { "required", "relevant", "constraint", "calculation", "default", "appearance", "choice_filter", "hxl" };
  GPtrArray *cells = g_ptr_array_new ();

  g_ptr_array_add (cells, g_strdup ("type"));
  g_ptr_array_add (cells, g_strdup ("name"));
  append_head (cells, "label");
  append_head (cells, "hint");
  append_head (cells, "constraint_message");
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    g_ptr_array_add (cells, g_strdup (plain[i]));
  g_ptr_array_add (cells, NULL);
  g_ptr_array_add (rows, g_ptr_array_free (cells, FALSE));
}

static void
add (Form *form, const Question *question)
{
  const char *const plain[] = { question->required, question->relevant,   question->constraint,    question->calculation,
                                question->initial,  question->appearance, question->choice_filter, question->hxl };
  GPtrArray *cells = g_ptr_array_new ();

  g_ptr_array_add (cells, g_strdup (question->type));
  g_ptr_array_add (cells, g_strdup (question->name != NULL ? question->name : ""));
  append_texts (cells, question->label);
  append_texts (cells, question->hint);
  append_texts (cells, question->message);
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    g_ptr_array_add (cells, g_strdup (plain[i] != NULL ? plain[i] : ""));
  g_ptr_array_add (cells, NULL);
  g_ptr_array_add (form->rows, g_ptr_array_free (cells, FALSE));
}

static void
begin_group (Form *form, const char *name, const char *label, gboolean on_one_page)
{
  g_auto (Question) question = { .type = g_strdup ("begin_group"), .name = g_strdup (name) };

  for (guint l = 0; l < EPC_FORM_LANGUAGES; l++)
    question.label[l] = g_strdup (in_language (l, label));
  question.appearance = on_one_page ? g_strdup ("field-list") : NULL;
  add (form, &question);
}

static void
end_group (Form *form)
{
  g_auto (Question) question = { .type = g_strdup ("end_group") };

  add (form, &question);
}

/* A value worked out while the form is filled; it has no label. Takes all three; @hxl may be NULL. */
static void
add_calculation (Form *form, char *name, char *calculation, char *hxl)
{
  g_auto (Question) question = { .type = g_strdup ("calculate"), .name = name, .calculation = calculation, .hxl = hxl };

  add (form, &question);
}

/* --- words --- */

static void
set_label (Form *form, Question *question, const EpcField *field)
{
  for (guint l = 0; l < EPC_FORM_LANGUAGES; l++)
    {
      const char *label = in_language (l, field->label);
      /* A label that another field answers to as well would come back into the wrong one. */
      question->label[l] = epc_header_is_ambiguous (form->entity, field, label) ? g_strdup_printf ("%s [%s]", label, field->key)
                                                                                : g_strdup (label);
    }
}

static void
set_hint (Question *question, const EpcField *field)
{
  gboolean tells_unit = field->unit != NULL;

  if (field->help == NULL && !tells_unit)
    return;
  for (guint l = 0; l < EPC_FORM_LANGUAGES; l++)
    {
      GString *hint = g_string_new (field->help != NULL ? in_language (l, field->help) : "");
      if (tells_unit)
        g_string_append_printf (hint, "%s(%s)", hint->len > 0 ? " " : "", in_language (l, field->unit));
      question->hint[l] = g_string_free (hint, FALSE);
    }
}

static void
set_message (Question *question, const char *text)
{
  for (guint l = 0; l < EPC_FORM_LANGUAGES; l++)
    question->message[l] = g_strdup (in_language (l, text));
}

/* --- constraints --- */

static char *
number_text (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  /* XPath knows no exponents. */
  return g_strdup (g_ascii_formatd (text, sizeof text, number == floor (number) ? "%.0f" : "%.6f", number));
}

static void
set_range_message (Question *question, const char *text, double least, double most)
{
  for (guint l = 0; l < EPC_FORM_LANGUAGES; l++)
    {
      const EpcLanguage *language = epc_language_get (epc_form_languages[l]);
      g_autofree char *low = epc_language_decimal (language, least, least == floor (least) ? 0 : 2);
      g_autofree char *high = isinf (most) ? NULL : epc_language_decimal (language, most, most == floor (most) ? 0 : 2);
      question->message[l]
          = high != NULL ? g_strdup_printf (in_language (l, text), low, high) : g_strdup_printf (in_language (l, text), low);
    }
}

/* @total: the field that this one is a part of; NULL: none. */
static void
constrain_number (Question *question, const EpcField *field, const EpcField *total)
{
  double least = field->min, most = field->max;

  if (least == 0 && most == 0)
    {
      if (field->type != EPC_TYPE_PERCENT)
        return;
      most = 100;
    }
  g_autofree char *low = number_text (least), *high = isinf (most) ? NULL : number_text (most);
  GString *rule = g_string_new (NULL);
  g_string_append_printf (rule, ". >= %s", low);
  if (high != NULL)
    g_string_append_printf (rule, " and . <= %s", high);
  if (total != NULL)
    {
      g_string_append_printf (rule, " and (${%s} = '' or . <= ${%s})", total->key, total->key);
      for (guint l = 0; l < EPC_FORM_LANGUAGES; l++)
        question->message[l]
            = g_strdup_printf (in_language (l, N_ ("Not below 0, and not above “%s”.")), in_language (l, total->label));
    }
  else if (high != NULL)
    set_range_message (question, N_ ("From %s to %s."), least, most);
  else
    set_range_message (question, N_ ("Not below %s."), least, most);
  question->constraint = g_string_free (rule, FALSE);
}

static void
constrain_text (Question *question, const EpcField *field)
{
  if (strstr (field->key, "email") != NULL)
    {
      question->constraint = g_strdup ("regex(., '^[^@ ]+@[^@ ]+[.][^@ .]+$')");
      set_message (question, N_ ("An e-mail address, such as name@example.org."));
    }
  else if (g_str_equal (field->key, "time"))
    {
      question->constraint = g_strdup ("regex(., '^([01][0-9]|2[0-3]):[0-5][0-9]$')");
      set_message (question, N_ ("Hours and minutes, such as 08:30."));
    }
  else if (g_str_equal (field->key, "pcode"))
    {
      question->constraint = g_strdup (PCODE_RULE);
      set_message (question, PCODE_MESSAGE);
    }
  else if (g_str_equal (field->key, "url") || g_str_has_suffix (field->key, "_url"))
    {
      question->constraint = g_strdup ("regex(., '^https?://[^ ]+$')");
      set_message (question, N_ ("An address that begins with https:// or http://."));
    }
}

static void
constrain_date (Question *question, const EpcField *field)
{
  if (field->flags & EPC_FIELD_PLANNED)
    return;
  question->constraint = g_strdup (field->type == EPC_TYPE_DATE ? ". <= today()" : ". <= now()");
  set_message (question, N_ ("Not in the future."));
}

/* The total that @field is a part of. */
static const EpcField *
total_of (const EpcEntity *entity, const EpcField *field)
{
  for (guint i = 0; (field->flags & EPC_FIELD_PART) && i < entity->n_fields; i++)
    if ((entity->fields[i].flags & EPC_FIELD_TOTAL)
        && g_str_equal (epc_field_group (&entity->fields[i]), epc_field_group (field)))
      return &entity->fields[i];
  return NULL;
}

/* --- when a question is asked --- */

/* "status_reason" explains "status": where a rule of the catalogue needs it for some codes of the other, it is asked for these
 * only. The rules are functions, so each code is tried on an empty record. */
static void
find_relevant (Form *form)
{
  for (guint i = 0; i < form->entity->n_fields && form->entity->validate != NULL; i++)
    {
      const EpcField *field = &form->entity->fields[i];
      const char *list = field->type == EPC_TYPE_YES_NO ? "yes_no" : field->type == EPC_TYPE_CODE ? field->codes : NULL;
      const EpcCodeList *codes = list != NULL ? epc_code_list_find (list) : NULL;
      g_autofree char *prefix = g_strconcat (field->key, "_", NULL);
      for (guint c = 0; codes != NULL && c < codes->n_codes; c++)
        {
          g_autoptr (EpcRecord) record = epc_record_new (form->entity);
          g_autoptr (EpcFindings) findings = epc_findings_new ();
          epc_record_set_text (record, field->key, codes->codes[c].key);
          form->entity->validate (record, findings);
          for (guint f = 0; f < epc_findings_count (findings); f++)
            {
              const EpcFinding *finding = epc_findings_get (findings, f);
              if (finding->field == NULL || g_strcmp0 (finding->rule, "needed") != 0
                  || !g_str_has_prefix (finding->field, prefix))
                continue;
              const char *known = g_hash_table_lookup (form->relevant, finding->field);
              g_hash_table_replace (form->relevant, g_strdup (finding->field),
                                    g_strdup_printf ("%s%s${%s} = '%s'", known != NULL ? known : "", known != NULL ? " or " : "",
                                                     field->key, codes->codes[c].key));
            }
        }
    }
}

/* The number or amount that the other fields of its group tell more about. */
static const EpcField *
head_of_group (const EpcEntity *entity, const EpcField *field)
{
  for (guint i = 0; field->group != NULL && i < entity->n_fields; i++)
    {
      const EpcField *first = &entity->fields[i];
      if (!g_str_equal (epc_field_group (first), field->group))
        continue;
      gboolean leads = (first->flags & EPC_FIELD_TOTAL) || first->type == EPC_TYPE_MONEY;
      return first != field && leads ? first : NULL;
    }
  return NULL;
}

static void
set_relevant (Form *form, Question *question, const EpcField *field)
{
  const char *rule = g_hash_table_lookup (form->relevant, field->key);
  const EpcField *head = head_of_group (form->entity, field);

  if (rule != NULL)
    question->relevant = g_strdup (rule);
  else if (head != NULL && !(field->flags & (EPC_FIELD_PART | EPC_FIELD_REQUIRED)) && !epc_field_is_number (field))
    question->relevant = g_strdup_printf ("${%s} != ''", head->key);
}

/* --- questions --- */

static void
set_initial (Form *form, Question *question, const EpcField *field)
{
  const char *initial = field->initial;

  if (initial == NULL)
    return;
  if (g_str_equal (initial, "today"))
    question->initial = field->type == EPC_TYPE_DATE ? g_strdup ("today()") : NULL;
  else if (g_str_equal (initial, "now"))
    question->initial = field->type == EPC_TYPE_MOMENT ? g_strdup ("now()") : NULL;
  else if (g_str_equal (initial, "office") && field->type == EPC_TYPE_REFERENCE && g_str_has_prefix (question->type, "select"))
    {
      EpcUid office = epc_store_office (form->store);
      question->initial = epc_store_reference_text (form->store, field, &office);
      if (question->initial != NULL && strpbrk (question->initial, " \t;,") != NULL)
        g_clear_pointer (&question->initial, g_free);
    }
  else if (field->type != EPC_TYPE_REFERENCE && field->type != EPC_TYPE_PLACE)
    question->initial = g_strdup (initial);
}

static void
add_note (Form *form, const EpcField *field, const char *text)
{
  const char *label = epc_language_text (epc_language_get (NULL), field->label);

  g_ptr_array_add (form->form->notes, g_strdup_printf (text, label));
}

/* Type, appearance and constraint of a field that is one question. */
static void
set_type (Form *form, Question *question, const EpcField *field)
{
  const char *list = NULL;

  switch (field->type)
    {
    case EPC_TYPE_LONG_TEXT:
      question->appearance = g_strdup ("multiline");
      G_GNUC_FALLTHROUGH;
    case EPC_TYPE_TEXT:
      question->type = g_strdup ("text");
      constrain_text (question, field);
      break;
    case EPC_TYPE_INTEGER:
    case EPC_TYPE_DECIMAL:
    case EPC_TYPE_PERCENT:
    case EPC_TYPE_MONEY:
    case EPC_TYPE_LATITUDE:
    case EPC_TYPE_LONGITUDE:
      question->type = g_strdup (field->type == EPC_TYPE_INTEGER ? "integer" : "decimal");
      constrain_number (question, field, total_of (form->entity, field));
      break;
    case EPC_TYPE_DATE:
    case EPC_TYPE_MOMENT:
      question->type = g_strdup (field->type == EPC_TYPE_DATE ? "date" : "dateTime");
      constrain_date (question, field);
      break;
    case EPC_TYPE_YES_NO:
    case EPC_TYPE_CODE:
    case EPC_TYPE_CODES:
      list = epc_form_choices_codes (form->choices, field->type == EPC_TYPE_YES_NO ? "yes_no" : field->codes);
      question->type = g_strconcat (field->type == EPC_TYPE_CODES ? "select_multiple " : "select_one ", list, NULL);
      if (field->type != EPC_TYPE_YES_NO && epc_code_list_find (field->codes)->n_codes > LONG_LIST)
        question->appearance = g_strdup ("minimal autocomplete");
      break;
    case EPC_TYPE_REFERENCE:
      list = epc_form_choices_records (form->choices, field);
      question->type = list != NULL ? g_strconcat ("select_one ", list, NULL) : g_strdup ("text");
      if (list != NULL)
        question->appearance = g_strdup ("minimal autocomplete");
      else
        add_note (form, field, _ ("%s: asked as text, because there is no list of records to choose from."));
      break;
    case EPC_TYPE_PLACE:
      question->type = g_strdup ("text");
      question->constraint = g_strdup (PCODE_RULE);
      set_message (question, PCODE_MESSAGE);
      add_note (form, field, _ ("%s: asked as a P-code, because the workspace knows no areas of this country."));
      break;
    case EPC_TYPE_FILE:
    case EPC_TYPE_COMPUTED:
    default:
      break;
    }
}

static void
add_question (Form *form, const EpcField *field)
{
  g_auto (Question) question = { .name = g_strdup (field->key) };

  set_type (form, &question, field);
  set_label (form, &question, field);
  set_hint (&question, field);
  set_relevant (form, &question, field);
  set_initial (form, &question, field);
  question.hxl = epc_field_hxl (field);
  if (field->flags & EPC_FIELD_REQUIRED)
    question.required = g_strdup ("yes");
  add (form, &question);
  form->form->n_questions++;
}

static gboolean
is_country (const EpcField *field)
{
  return g_str_has_suffix (field->key, "country") || (field->hxl != NULL && g_str_has_prefix (field->hxl, "#country"));
}

/* What the levels are called in the form. Each begins with the label of the field, so that no column of the answers is taken for
 * an admin column of its own. */
static const char *const level_labels[EPC_FORM_LEVELS]
    = { N_ ("%s: country"), N_ ("%s: area of level 1"), N_ ("%s: area of level 2"), N_ ("%s: area of level 3"),
        N_ ("%s: area of level 4") };

static void
add_level (Form *form, const EpcField *field, int level, const char *list, gboolean is_home)
{
  g_auto (Question) question = { .type = g_strconcat ("select_one ", list, NULL) };

  question.name = g_strdup_printf (EPC_FORM_HELPER "%s_adm%d", field->key, level);
  for (guint l = 0; l < EPC_FORM_LANGUAGES; l++)
    question.label[l] = g_strdup_printf (in_language (l, level_labels[level]), in_language (l, field->label));
  if (level == 0)
    {
      set_hint (&question, field);
      question.initial = is_home ? g_strdup (epc_store_country (form->store)) : NULL;
    }
  else
    {
      question.choice_filter = g_strdup_printf ("parent = ${" EPC_FORM_HELPER "%s_adm%d}", field->key, level - 1);
      question.relevant = g_strdup_printf ("${" EPC_FORM_HELPER "%s_adm%d} != ''", field->key, level - 1);
    }
  if ((field->flags & EPC_FIELD_REQUIRED) && level == (is_home && !is_country (field) ? 1 : 0))
    question.required = g_strdup ("yes");
  question.appearance = g_strdup ("minimal autocomplete");
  add (form, &question);
}

/* A place: chosen from the country down, as deep as the workspace knows areas; the deepest chosen is the answer. Where the record
 * itself lies, the office's own country is proposed, and is no answer as long as nothing in it is chosen. */
static void
add_place (Form *form, const EpcField *field)
{
  const char *lists[EPC_FORM_LEVELS];
  gboolean is_home = is_country (field) || g_str_equal (field->key, "place");
  g_autofree char *group = g_strconcat (EPC_FORM_HELPER, field->key, NULL);
  int deepest = 0;

  for (int level = 0; level < EPC_FORM_LEVELS; level++)
    {
      lists[level] = epc_form_choices_places (form->choices, level);
      if (lists[level] == NULL || (is_country (field) && level > 0))
        break;
      deepest = level;
    }
  if (lists[0] == NULL || (!is_country (field) && !epc_form_choices_has_areas (form->choices, epc_store_country (form->store))))
    {
      add_question (form, field);
      return;
    }
  begin_group (form, group, field->label, TRUE);
  for (int level = 0; level <= deepest; level++)
    add_level (form, field, level, lists[level], is_home);
  GString *answer = g_string_new (NULL);
  if (is_home && !is_country (field))
    g_string_append (answer, "''");
  else
    g_string_append_printf (answer, "${" EPC_FORM_HELPER "%s_adm0}", field->key);
  for (int level = 1; level <= deepest; level++)
    {
      g_autofree char *so_far = g_strdup (answer->str);
      g_string_printf (answer, "coalesce(${" EPC_FORM_HELPER "%s_adm%d}, %s)", field->key, level, so_far);
    }
  add_calculation (form, g_strdup (field->key), g_string_free (answer, FALSE), epc_field_hxl (field));
  end_group (form);
  form->form->n_questions++;
}

/* Latitude with its longitude: one point, out of the telephone's receiver or from its map. */
static void
add_position (Form *form, const EpcField *latitude, const EpcField *longitude)
{
  const EpcField *fields[] = { latitude, longitude };
  g_auto (Question) question = { .type = g_strdup ("geopoint") };

  question.name = g_strconcat (EPC_FORM_HELPER, epc_field_group (latitude), NULL);
  for (guint l = 0; l < EPC_FORM_LANGUAGES; l++)
    question.label[l] = g_strdup (in_language (l, N_ ("Position (GPS)")));
  question.required = (latitude->flags & EPC_FIELD_REQUIRED) ? g_strdup ("yes") : NULL;
  add (form, &question);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    add_calculation (form, g_strdup (fields[i]->key),
                     g_strdup_printf ("if(${%s} != '', selected-at(${%s}, %u), '')", question.name, question.name, i),
                     epc_field_hxl (fields[i]));
  form->form->n_questions++;
}

/* --- sums --- */

/* Adds the parts of @total that @flags say, of this sex (0: of any); NULL when fewer than two. */
static char *
sum_of (const EpcEntity *entity, const EpcField *total, EpcFieldFlags flags, char sex)
{
  GString *sum = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *part = &entity->fields[i];
      if ((part->flags & (EPC_FIELD_PART | EPC_FIELD_SUBPART)) != flags
          || !g_str_equal (epc_field_group (part), epc_field_group (total)) || (sex != 0 && epc_field_sex (part) != sex))
        continue;
      g_string_append_printf (sum, "%scoalesce(${%s}, 0)", n > 0 ? " + " : "", part->key);
      n++;
    }
  return g_string_free (sum, n < 2);
}

/* The parts added up, and a word when they pass the number that they are parts of. */
static void
add_sum (Form *form, const EpcField *whole, char *sum)
{
  g_auto (Question) note = { .type = g_strdup ("note") };
  g_autofree char *name = g_strdup_printf (EPC_FORM_HELPER "sum_%s", whole->key);

  if (sum == NULL)
    return;
  add_calculation (form, g_strdup (name), sum, NULL);
  note.name = g_strdup_printf (EPC_FORM_HELPER "check_%s", whole->key);
  note.relevant = g_strdup_printf ("${%s} != '' and ${%s} > ${%s}", whole->key, name, whole->key);
  for (guint l = 0; l < EPC_FORM_LANGUAGES; l++)
    {
      g_autofree char *is = g_strdup_printf ("${%s}", name), *should = g_strdup_printf ("${%s}", whole->key);
      note.label[l] = g_strdup_printf (in_language (l, N_ ("The parts add up to %s, more than %s (%s). Please check.")), is,
                                       in_language (l, whole->label), should);
    }
  add (form, &note);
}

/* The only part of @total that counts all ages of @sex; NULL: none, or several. */
static const EpcField *
part_of_sex (const EpcEntity *entity, const EpcField *total, char sex)
{
  const EpcField *found = NULL;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *part = &entity->fields[i];
      if ((part->flags & (EPC_FIELD_PART | EPC_FIELD_SUBPART)) != EPC_FIELD_PART || epc_field_sex (part) != sex
          || !g_str_equal (epc_field_group (part), epc_field_group (total)))
        continue;
      if (found != NULL)
        return NULL;
      found = part;
    }
  return found;
}

static void
add_sums (Form *form, const EpcField *total)
{
  static const char sexes[] = { 'f', 'm' };

  for (guint i = 0; i < G_N_ELEMENTS (sexes); i++)
    {
      const EpcField *part = part_of_sex (form->entity, total, sexes[i]);
      if (part != NULL)
        add_sum (form, part, sum_of (form->entity, total, EPC_FIELD_PART | EPC_FIELD_SUBPART, sexes[i]));
    }
  add_sum (form, total, sum_of (form->entity, total, EPC_FIELD_PART, 0));
}

/* --- the survey --- */

static gboolean
is_asked (const EpcField *field)
{
  return epc_field_is_stored (field) && field->type != EPC_TYPE_FILE && !(field->flags & EPC_FIELD_READ_ONLY);
}

/* A tied group: the fields from @first that are changed together. Returns the position after it. */
static guint
add_group (Form *form, guint first)
{
  const EpcEntity *entity = form->entity;
  const char *key = epc_field_group (&entity->fields[first]);
  const EpcField *total = NULL;
  guint end = first, n = 0;

  for (; end < entity->n_fields && g_str_equal (epc_field_group (&entity->fields[end]), key)
         && (end == first || entity->fields[end].section == NULL);
       end++)
    {
      n += is_asked (&entity->fields[end]);
      if (entity->fields[end].flags & EPC_FIELD_TOTAL)
        total = &entity->fields[end];
    }
  g_autofree char *name = g_strconcat (EPC_FORM_HELPER "group_", key, NULL);
  const EpcField *head = total != NULL ? total : &entity->fields[first];
  if (n > 1)
    begin_group (form, name, head->type == EPC_TYPE_LATITUDE ? N_ ("Position") : head->label, TRUE);
  for (guint i = first; i < end; i++)
    {
      const EpcField *field = &entity->fields[i];
      if (!is_asked (field))
        continue;
      if (field->type == EPC_TYPE_LATITUDE && i + 1 < end && entity->fields[i + 1].type == EPC_TYPE_LONGITUDE)
        {
          add_position (form, field, &entity->fields[i + 1]);
          i++;
        }
      else if (field->type == EPC_TYPE_PLACE)
        add_place (form, field);
      else
        add_question (form, field);
    }
  if (total != NULL)
    add_sums (form, total);
  if (n > 1)
    end_group (form);
  return end;
}

static void
add_metadata (Form *form)
{
  static const char *const names[] = { "start", "end" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (Question) question = { .type = g_strdup (names[i]), .name = g_strdup (names[i]) };
      add (form, &question);
    }
}

static void
add_survey (Form *form)
{
  const EpcEntity *entity = form->entity;
  gboolean in_section = FALSE;
  guint n_sections = 0;

  add_head (form->rows);
  add_metadata (form);
  begin_group (form, entity->key, entity->label, FALSE);
  /* Answers sent twice are the same record. A kind of record with a natural key has its identity from that. */
  add_calculation (form, g_strconcat (EPC_FORM_IDENTITY, entity->key, NULL),
                   g_strdup (epc_entity_has_natural_key (entity) ? "''" : "once(uuid())"),
                   g_strconcat ("#meta+uid+", entity->key, NULL));
  for (guint i = 0; i < entity->n_fields;)
    {
      const EpcField *field = &entity->fields[i];
      if (field->section != NULL)
        {
          g_autofree char *name = g_strdup_printf (EPC_FORM_HELPER "section_%u", ++n_sections);
          if (in_section)
            end_group (form);
          begin_group (form, name, field->section, FALSE);
          in_section = TRUE;
        }
      if (field->type == EPC_TYPE_FILE)
        add_note (form, field, _ ("%s: files are added in the program, not by the form."));
      i = add_group (form, i);
    }
  if (in_section)
    end_group (form);
  end_group (form);
}

static void
add_row (GPtrArray *rows, const char *const *cells)
{
  g_ptr_array_add (rows, g_strdupv ((char **) cells));
}

static GPtrArray *
make_settings (Form *form, const char *language)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  const EpcLanguage *own = epc_language_get (language);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (epc_clock_now () / G_USEC_PER_SEC);
  g_autofree char *version = g_date_time_format (now, "%Y%m%d%H%M");
  g_autofree char *id = g_strconcat ("epc_", form->entity->key, NULL);
  const char *name = epc_form_language_names[0];

  for (guint l = 0; l < EPC_FORM_LANGUAGES; l++)
    if (g_str_equal (epc_form_languages[l], epc_language_name (own)))
      name = epc_form_language_names[l];
  const char *head[] = { "form_title", "form_id", "version", "default_language", NULL };
  const char *cells[] = { epc_language_text (own, form->entity->label), id, version, name, NULL };
  add_row (rows, head);
  add_row (rows, cells);
  return rows;
}

void
epc_xlsform_free (EpcXlsForm *form)
{
  if (form == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (form->sheets); i++)
    g_clear_pointer (&form->sheets[i].rows, g_ptr_array_unref);
  g_ptr_array_unref (form->notes);
  g_free (form);
}

EpcXlsForm *
epc_xlsform_new (EpcStore *store, const EpcEntity *entity, const char *language, GError **error)
{
  if (entity->flags & (EPC_ENTITY_PROGRAM | EPC_ENTITY_LOCAL))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _ ("%s are kept by the program itself: nobody is asked for them."),
                   epc_language_text (epc_language_get (NULL), entity->plural));
      return NULL;
    }
  EpcXlsForm *made = g_new0 (EpcXlsForm, 1);
  Form form = {
    .store = store,
    .entity = entity,
    .form = made,
    .choices = epc_form_choices_new (store),
    .rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev),
    .relevant = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
  };
  made->notes = g_ptr_array_new_with_free_func (g_free);
  find_relevant (&form);
  add_survey (&form);
  made->sheets[0] = (EpcFormSheet){ "survey", form.rows };
  made->sheets[1] = (EpcFormSheet){ "choices", epc_form_choices_rows (form.choices) };
  made->sheets[2] = (EpcFormSheet){ "settings", make_settings (&form, language) };
  epc_form_choices_free (form.choices);
  g_hash_table_unref (form.relevant);
  return made;
}
