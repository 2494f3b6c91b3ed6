/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The answers to a form of ours, as KoBo or ODK export them. The form named its questions after the fields, so nothing is
 * guessed: a column is a field, the identity of the answer, or none of our business.
 */
#include "epc-mapping-private.h"

#include <string.h>

#include "base/epc-language.h"
#include "epc-header-index.h"
#include "epc-personal-data.h"
#include "epc-xlsform.h"

#define WEIGHT_OWN_NAME 12

/* @name is the key of @field, or its label in any language as the form writes it. */
static gboolean
is_named (const EpcEntity *entity, const EpcField *field, const char *name)
{
  static const char *const languages[] = { "en", "es", "fr", "pt" };

  if (g_str_equal (name, field->key))
    return TRUE;
  const char *bracket = strrchr (name, '[');
  gsize length = strlen (field->key);
  if (bracket != NULL && strncmp (bracket + 1, field->key, length) == 0 && g_str_equal (bracket + 1 + length, "]"))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      const char *label = epc_language_text (epc_language_get (languages[i]), field->label);
      if (g_str_equal (name, label) && !epc_header_is_ambiguous (entity, field, label))
        return TRUE;
    }
  return FALSE;
}

/* The field that the end of the path @header names: "site/epc_section_1/name", "Sitio/Identificación/Nombre", "Nombre". A label
 * may hold a stroke itself, so the longest end is tried first. */
static const EpcField *
field_of_path (const EpcEntity *entity, const char *header)
{
  for (const char *end = header; end != NULL; end = strchr (end, '/'))
    {
      end += *end == '/' && end != header;
      for (guint i = 0; i < entity->n_fields; i++)
        if (is_named (entity, &entity->fields[i], end))
          return &entity->fields[i];
    }
  return NULL;
}

/* "reason/conflict": one choice of a question of several, of which the column "reason" tells all. */
static gboolean
is_one_choice (const EpcEntity *entity, const char *header)
{
  for (const char *stroke = strchr (header, '/'); stroke != NULL; stroke = strchr (stroke + 1, '/'))
    {
      g_autofree char *question = g_strndup (header, (gsize) (stroke - header));
      const EpcField *field = field_of_path (entity, question);
      if (field != NULL && field->type == EPC_TYPE_CODES)
        return TRUE;
    }
  return FALSE;
}

gboolean
epc_form_settle (GPtrArray *facts, const EpcEntity **entity)
{
  const EpcEntity *told = NULL;

  for (guint i = 0; i < facts->len && told == NULL; i++)
    epc_header_is_form_helper (((const EpcColumnFacts *) g_ptr_array_index (facts, i))->header, &told);
  if (told == NULL || (*entity != NULL && *entity != told))
    return FALSE;
  *entity = told;
  for (guint i = 0; i < facts->len; i++)
    {
      EpcColumnFacts *one = g_ptr_array_index (facts, i);
      const char *header = one->header != NULL ? one->header : "";
      gboolean is_helper = epc_header_is_form_helper (header, NULL);
      gboolean is_choice = !is_helper && is_one_choice (told, header);
      const EpcField *field = is_helper || is_choice ? NULL : field_of_path (told, header);
      g_array_set_size (one->hits, 0);
      one->is_place = FALSE;
      one->is_form_own = field == NULL;
      /* The form asks for nothing personal but what the kind of record declares; a word such as "contact" in a path says nothing.
       */
      if ((is_helper || is_choice || field != NULL) && epc_personal_header (one->header, one->hxl))
        one->is_personal = FALSE;
      if (field == NULL)
        continue;
      EpcHeaderHit hit = { told, field, EPC_MATCH_KEY, WEIGHT_OWN_NAME };
      g_array_append_val (one->hits, hit);
    }
  return TRUE;
}
