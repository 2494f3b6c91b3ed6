/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-field.h"

#include <string.h>

#include "base/epc-language.h"
#include "base/epc-text.h"

gboolean
epc_field_is_stored (const EpcField *field)
{
  return field->type != EPC_TYPE_COMPUTED;
}

gboolean
epc_field_is_number (const EpcField *field)
{
  EpcFieldType type = field->type == EPC_TYPE_COMPUTED ? field->computed_type : field->type;

  switch (type)
    {
    case EPC_TYPE_INTEGER:
    case EPC_TYPE_DECIMAL:
    case EPC_TYPE_PERCENT:
    case EPC_TYPE_MONEY:
    case EPC_TYPE_LATITUDE:
    case EPC_TYPE_LONGITUDE:
      return TRUE;
    case EPC_TYPE_TEXT:
    case EPC_TYPE_LONG_TEXT:
    case EPC_TYPE_DATE:
    case EPC_TYPE_MOMENT:
    case EPC_TYPE_YES_NO:
    case EPC_TYPE_CODE:
    case EPC_TYPE_CODES:
    case EPC_TYPE_PLACE:
    case EPC_TYPE_REFERENCE:
    case EPC_TYPE_FILE:
    case EPC_TYPE_COMPUTED:
    default:
      return FALSE;
    }
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char
epc_field_sex (const EpcField *field)
{
  g_autofree char *tag = epc_field_hxl (field);
  g_auto (GStrv) attributes = g_strsplit (tag != NULL ? tag : "", "+", -1);

  for (guint i = 0; attributes[i] != NULL; i++)
    if (i > 0 && (g_str_equal (attributes[i], "f") || g_str_equal (attributes[i], "m")))
      return *attributes[i];
  return 0;
}

char *
epc_hxl_canonical (const char *tag)
{
  g_autofree char *lower = g_ascii_strdown (tag, -1);
  GString *tight = g_string_new (NULL);

  for (const char *p = lower; *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (tight, *p);
  g_autofree char *text = g_string_free (tight, FALSE);
  g_auto (GStrv) parts = g_strsplit (text, "+", -1);
  guint n = g_strv_length (parts);
  for (guint i = 1; i < n; i++)
    if (g_str_equal (parts[i], "pcode"))
      {
        g_free (parts[i]);
        parts[i] = g_strdup ("code");
      }
  if (n > 2)
    qsort (parts + 1, n - 1, sizeof (char *), compare_words);
  return g_strjoinv ("+", parts);
}

static gboolean
hxl_answers (const EpcField *field, const char *text)
{
  if (field->hxl == NULL)
    return FALSE;
  g_autofree char *wanted = epc_hxl_canonical (text);
  g_auto (GStrv) tags = g_strsplit (field->hxl, "|", -1);
  for (char **tag = tags; *tag != NULL; tag++)
    {
      g_autofree char *own = epc_hxl_canonical (*tag);
      if (g_str_equal (own, wanted))
        return TRUE;
    }
  return FALSE;
}

static gboolean
folds_to (const char *text, const char *folded)
{
  g_autofree char *own = epc_text_fold_tight (text);

  return *own != '\0' && g_str_equal (own, folded);
}

gboolean
epc_field_answers_to (const EpcField *field, const char *text)
{
  if (epc_text_is_blank (text))
    return FALSE;
  if (*text == '#')
    return hxl_answers (field, text);
  g_autofree char *folded = epc_text_fold_tight (text);
  if (folds_to (field->key, folded) || folds_to (field->label, folded))
    return TRUE;
  for (guint i = 0; i < 3; i++)
    {
      static const char *const names[] = { "es", "fr", "pt" };
      if (folds_to (epc_language_text (epc_language_get (names[i]), field->label), folded))
        return TRUE;
    }
  if (field->synonyms == NULL)
    return FALSE;
  g_auto (GStrv) synonyms = g_strsplit (field->synonyms, "|", -1);
  for (char **synonym = synonyms; *synonym != NULL; synonym++)
    if (folds_to (*synonym, folded))
      return TRUE;
  return FALSE;
}

char *
epc_field_hxl (const EpcField *field)
{
  if (field->hxl == NULL)
    return NULL;
  return g_strndup (field->hxl, strcspn (field->hxl, "|"));
}
