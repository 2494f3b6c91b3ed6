/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words of an XLSForm: what its questions are called beside their names, and what its choices say (xlsform.org, sheets "survey"
 * and "choices"). With them answers that hold only names are read as if they held labels.
 */
#pragma once

#include <json-glib/json-glib.h>

#include "epc-row-source.h"

G_BEGIN_DECLS

typedef struct _EpcFormWords EpcFormWords;

typedef struct
{
  char *name;
  char *list;           /* of its choices; NULL: it has none */
  gboolean is_multiple; /* several may be chosen */
  GPtrArray *labels;    /* (element-type utf8) in each language of the form */
} EpcFormQuestion;

/* Reads the form in @path (.xlsx, .ods). EPC_ERROR_READ, EPC_ERROR_DAMAGED; EPC_ERROR_INVALID: it is no form. */
EpcFormWords *epc_form_words_read (const char *path, GError **error);
/* The same for a form that is open; @source is left anywhere. */
EpcFormWords *epc_form_words_new (EpcRowSource *source, GError **error);
/* The same for a form that need have neither questions nor choices. */
EpcFormWords *epc_form_words_of_questions (EpcRowSource *source, GError **error);
/* The rows of @sheet are questions of a form. The source is left anywhere. */
gboolean epc_form_words_is_survey (EpcRowSource *source, guint sheet);
EpcFormWords *epc_form_words_ref (EpcFormWords *words);
void epc_form_words_unref (EpcFormWords *words);

/* The question that the end of the path @header ("group/question") names, by its name or a label. NULL: none. */
const EpcFormQuestion *epc_form_words_question (const EpcFormWords *words, const char *header);
/* (element-type utf8) what choice @name of @list is called in each language of the form. NULL: there is no such choice. */
GPtrArray *epc_form_words_choice (const EpcFormWords *words, const char *list, const char *name);
/* (element-type utf8) the names of the choices of @list, borrowed. Free with g_ptr_array_unref(). */
GPtrArray *epc_form_words_names (const EpcFormWords *words, const char *list);

/* As an object of JSON, to be kept with a mapping: the same form is the same text. */
void epc_form_words_append_json (const EpcFormWords *words, GString *out);
/* What the other one wrote; what is none of it is passed over. NULL: it is nothing of the kind. */
EpcFormWords *epc_form_words_from_json (JsonObject *object);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcFormWords, epc_form_words_unref)

G_END_DECLS
