/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A KoBo form (XLSForm) of a kind of record, made from the catalogue in four languages. Questions are named as the fields, so
 * that the answers come back by themselves; what only helps while asking has a name that begins with "epc_".
 */
#pragma once

#include "store/epc-store.h"

G_BEGIN_DECLS

#define EPC_FORM_HELPER "epc_"      /* questions that fill nothing: sums, cascades */
#define EPC_FORM_IDENTITY "epc_uid_" /* and the kind of record: the identity of the answer */

typedef struct
{
  const char *name; /* "survey", "choices", "settings" */
  GPtrArray *rows;  /* (element-type GStrv) the header first; every row has as many cells; "" is empty */
} EpcFormSheet;

typedef struct
{
  EpcFormSheet sheets[3];
  guint n_questions;
  GPtrArray *notes; /* (element-type utf8) what the form leaves out or asks as text, and why */
} EpcXlsForm;

/* @language: the form opens in it; NULL: that of the interface. EPC_ERROR_REFUSED: the entity is kept by the program itself. */
EpcXlsForm *epc_xlsform_new (EpcStore *store, const EpcEntity *entity, const char *language, GError **error);
void epc_xlsform_free (EpcXlsForm *form);
/* As .xlsx, whole or not at all. EPC_ERROR_WRITE. */
gboolean epc_xlsform_write (const EpcXlsForm *form, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcXlsForm, epc_xlsform_free)

G_END_DECLS
