/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists of codes. A code's key is stable and English; its label is translated.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *key;      /* snake_case, or the official code where there is one ("M01", "HTI", "USD") */
  const char *label;    /* N_() */
  const char *synonyms; /* "Natural disaster|desastre natural": other spellings met in files; NULL: none */
} EpcCode;

typedef struct
{
  const char *key;
  const char *label; /* N_() */
  const EpcCode *codes;
  guint n_codes;
  gboolean is_editable; /* the user may add codes of her own (kept as records of the entity "code") */
  const char *source;   /* where the list comes from, plain English; NULL: this product */
} EpcCodeList;

#define EPC_CODE_LIST(list_key, list_label, array, ...) \
  { .key = list_key, .label = list_label, .codes = array, .n_codes = G_N_ELEMENTS (array), __VA_ARGS__ }

/* A code of the office's own, a record of the entity "code". Its label is in the language of the interface. */
typedef struct
{
  const char *list;
  EpcCode code;
} EpcOwnCode;

/* What this returns stays valid: a list that is given own codes is another one from then on. */
const EpcCodeList *epc_code_list_find (const char *key);
/* The same without own codes. */
const EpcCodeList *epc_code_list_of_catalogue (const char *key);
/* Puts the own codes of @owner (a workspace) behind those of the catalogue, in place of those it gave before; none: takes them away.
 * A code that the list has already is left out, as are lists that may not be extended. Copies; any thread. */
void epc_code_lists_set_own (gconstpointer owner, const EpcOwnCode *codes, guint n_codes);
/* All lists, sorted by key. */
const EpcCodeList *const *epc_code_lists (guint *n_lists);

const EpcCode *epc_code_list_code (const EpcCodeList *list, const char *code_key);
/* The code that @text means: its key, label in any language, or synonym, accents and case folded, in the singular or plural. NULL: none. */
const EpcCode *epc_code_list_match (const EpcCodeList *list, const char *text);
/* The label of @code, one of @list, in @language (NULL: the interface's), as it agrees with what the list is about. */
const char *epc_code_text (const EpcCodeList *list, const EpcCode *code, const char *language);
/* The label of @code_key in @language (NULL: the interface's); @code_key itself when the list has no such code. */
const char *epc_code_label (const char *list_key, const char *code_key, const char *language);

G_END_DECLS
