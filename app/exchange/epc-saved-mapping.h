/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the columns of a file were read, kept under a name: found again by that name or by the shape of the header, written to and
 * read from a small JSON file that another office can use. Holds headers, fields and the words of the form that was answered, never a
 * value of the file.
 */
#pragma once

#include "epc-mapping.h"
#include "store/epc-store.h"

G_BEGIN_DECLS

/* Keeps @mapping under @name; one of the same name is replaced. */
gboolean epc_saved_mapping_save (EpcStore *store, const EpcMapping *mapping, const char *name, GError **error);

/* The JSON of the mapping called @name (case folded), else of that with this @shape (either may be NULL). NULL without error:
 * there is none. @entity: its kind of record. Free with g_free(). */
char *epc_saved_mapping_find (EpcStore *store, const char *name, const char *shape, const EpcEntity **entity, GError **error);

/* What @json says of the columns of @sheet, as epc_mapping_recognise_columns() takes it. */
GStrv epc_saved_mapping_columns (const char *json, EpcRowSource *source, guint sheet, GError **error);

/* The words of the form that was answered, where they were kept with it. NULL: they were not. */
EpcFormWords *epc_saved_mapping_words (const char *json);

/* Reads the columns of @mapping as @json says; those that it does not name stay as recognised. EPC_ERROR_INVALID when it is none
 * of ours or names an entity or field that this version does not know. */
gboolean epc_saved_mapping_apply (const char *json, EpcMapping *mapping, GError **error);

/* Takes in the JSON of a file; *@name (transfer full): what it is called. EPC_ERROR_INVALID, EPC_ERROR_DAMAGED. */
gboolean epc_saved_mapping_import (EpcStore *store, const char *json, char **name, GError **error);

G_END_DECLS
