/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tokens of JSON (RFC 8259) out of a stream of bytes, one at a time, in constant memory. A stream may hold several values one
 * after the other, by lines (NDJSON) or parted by the record separator (RFC 8142).
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  EPC_JSON_ERROR, /* @error is set; every further token is this one */
  EPC_JSON_END,   /* of the stream */
  EPC_JSON_OBJECT,
  EPC_JSON_OBJECT_END,
  EPC_JSON_ARRAY,
  EPC_JSON_ARRAY_END,
  EPC_JSON_KEY,    /* text */
  EPC_JSON_STRING, /* text */
  EPC_JSON_NUMBER, /* text as it stands in the file: "18.50" keeps its zero */
  EPC_JSON_TRUE,
  EPC_JSON_FALSE,
  EPC_JSON_NULL,
} EpcJsonToken;

/* Deeper nesting and longer texts are refused. */
#define EPC_JSON_DEPTH 64
#define EPC_JSON_TEXT_MAX (1u << 20)

typedef struct _EpcJson EpcJson;

/* Takes a reference on @stream. A UTF-8 byte order mark at the start is skipped. */
EpcJson *epc_json_new (GInputStream *stream);
void epc_json_free (EpcJson *json);

/* EPC_ERROR_DAMAGED with line and reason (no JSON, cut off, no UTF-8, nested or long beyond reason), EPC_ERROR_READ. */
EpcJsonToken epc_json_next (EpcJson *json, GError **error);
/* Of the last KEY, STRING or NUMBER; zero-terminated UTF-8 without a zero inside, good until the next token. */
const char *epc_json_text (const EpcJson *json, gsize *length);
/* Reads to the end of the value whose first token was @first. FALSE with @error. */
gboolean epc_json_skip (EpcJson *json, EpcJsonToken first, GError **error);
guint64 epc_json_line (const EpcJson *json);     /* from 1 */
guint64 epc_json_position (const EpcJson *json); /* bytes used up so far */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcJson, epc_json_free)

G_END_DECLS
