/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What KoBo, ODK Central and Briefcase export, read as what it means (formpack's export documentation, ODK Central's API): the columns
 * of a choice of several as one list, the columns of several versions of a question as one, a point as latitude and longitude, the
 * rows of a repeat with what their submission says beside them. Every other file passes as it is.
 */
#pragma once

#include "epc-form-words.h"
#include "epc-mapping.h"

G_BEGIN_DECLS

/* Opens @path as epc_row_source_open() does. A text table of answers comes with those beside it in the folder that its rows belong to, or
 * that belong to its rows, as further sheets: repeats are exported so (Briefcase), or saved so out of a workbook. Nothing else in
 * the folder is touched. */
EpcRowSource *epc_form_files_open (const char *path, GError **error);
/* The same, as what it means. @words (may be NULL): the form that was answered; questions whose name says nothing are
 * called by their label. */
EpcRowSource *epc_form_source_open (const char *path, EpcFormWords *words, GError **error);
/* The same for rows of any kind; @inner is taken over. */
EpcRowSource *epc_form_source_new (EpcRowSource *inner, EpcFormWords *words);
/* From now on choices are given as codes of the fields that @mapping lets them fill, by the words of the form. */
void epc_form_source_settle (EpcRowSource *source, const EpcMapping *mapping);
/* What tells the row in hand from every other answer, whatever file it comes in and however often (_uuid, KEY, or the submission and
 * the number of the row within it); NULL: nothing does. Good until the next row. */
const char *epc_form_source_identity (EpcRowSource *source);
/* Rows of a repeat since the last rewind that name no submission of the file: how many, and the first. */
guint64 epc_form_source_orphans (EpcRowSource *source, guint64 *first);

G_END_DECLS
