/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The XML inside workbooks, read forward in constant memory (expat). Names come without their namespace prefix. Entities are
 * refused: no table needs them, and a few lines of them can grow without end.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _EpcXml EpcXml;

typedef struct
{
  /* @attributes: names with prefix and values in turn, NULL at the end. Each may be NULL. */
  void (*start) (gpointer data, const char *name, const char *const *attributes);
  void (*end) (gpointer data, const char *name);
  void (*text) (gpointer data, const char *text, int length);
} EpcXmlHandlers;

/* @name stands in messages. Takes a reference of @stream. */
EpcXml *epc_xml_new (GInputStream *stream, const char *name, const EpcXmlHandlers *handlers, gpointer data);
void epc_xml_free (EpcXml *xml);

/* Reads on until a handler pauses (TRUE, *@at_end FALSE), the document ends (TRUE, *@at_end TRUE) or something is wrong
 * (EPC_ERROR_DAMAGED, EPC_ERROR_REFUSED, an error of the stream, or of a handler). */
gboolean epc_xml_run (EpcXml *xml, gboolean *at_end, GError **error);
/* The whole document. */
gboolean epc_xml_read (GInputStream *stream, const char *name, const EpcXmlHandlers *handlers, gpointer data, GError **error);

/* From a handler: epc_xml_run() returns after this call. */
void epc_xml_pause (EpcXml *xml);
/* From a handler: epc_xml_run() fails with @error (taken). The first failure counts. */
void epc_xml_fail (EpcXml *xml, GError *error);

/* The value of the attribute @name whatever its prefix; NULL: there is none. */
const char *epc_xml_attribute (const char *const *attributes, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcXml, epc_xml_free)

G_END_DECLS
