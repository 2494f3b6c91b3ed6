/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-xml.h"

#include <expat.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"

/* From 2.9 on expat counts in 64 bits everywhere, and warns of what does not. */
#if XML_MAJOR_VERSION * 100 + XML_MINOR_VERSION < 209
#define XML_GetCurrentLineNumber64 XML_GetCurrentLineNumber
#define XML_GetCurrentByteIndex64 XML_GetCurrentByteIndex
#endif

#define BLOCK (64 * 1024)
/* Elements inside elements; a sheet has eight or so. */
#define DEPTH_MAX 100
/* expat keeps a tag until it is whole. */
#define TAG_MAX (16u << 20)

struct _EpcXml
{
  XML_Parser parser;
  GInputStream *stream;
  char *name;
  EpcXmlHandlers handlers;
  gpointer data;
  guint depth;
  guint64 fed;
  gboolean is_paused, is_last;
  GError *error;
};

static inline const char *
local (const char *name)
{
  /* Most elements of a sheet are called "c" and "v". */
  const char *colon = name[0] == '\0' || name[1] == '\0' ? NULL : strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

static void
on_start (void *data, const XML_Char *name, const XML_Char **attributes)
{
  EpcXml *xml = data;

  if (++xml->depth > DEPTH_MAX)
    {
      epc_xml_fail (xml, g_error_new (EPC_ERROR, EPC_ERROR_REFUSED,
                                      _ ("%s is refused: its elements stand inside each other without end."), xml->name));
      return;
    }
  if (xml->handlers.start != NULL && xml->error == NULL)
    xml->handlers.start (xml->data, local (name), (const char *const *) attributes);
}

static void
on_end (void *data, const XML_Char *name)
{
  EpcXml *xml = data;

  xml->depth--;
  if (xml->handlers.end != NULL && xml->error == NULL)
    xml->handlers.end (xml->data, local (name));
}

static void
on_text (void *data, const XML_Char *text, int length)
{
  EpcXml *xml = data;

  if (xml->error == NULL)
    xml->handlers.text (xml->data, text, length);
}

static void
on_entity (void *data, const XML_Char *name, int is_parameter, const XML_Char *value, int length, const XML_Char *base,
           const XML_Char *system, const XML_Char *public, const XML_Char *notation)
{
  EpcXml *xml = data;

  epc_xml_fail (xml, g_error_new (EPC_ERROR, EPC_ERROR_REFUSED,
                                  _ ("%s is refused: it defines XML entities, which no table needs."), xml->name));
}

EpcXml *
epc_xml_new (GInputStream *stream, const char *name, const EpcXmlHandlers *handlers, gpointer data)
{
  EpcXml *xml = g_new0 (EpcXml, 1);

  xml->parser = XML_ParserCreate (NULL);
  xml->stream = g_object_ref (stream);
  xml->name = g_strdup (name);
  xml->handlers = *handlers;
  xml->data = data;
  XML_SetUserData (xml->parser, xml);
  XML_SetElementHandler (xml->parser, on_start, on_end);
  if (handlers->text != NULL)
    XML_SetCharacterDataHandler (xml->parser, on_text);
  XML_SetEntityDeclHandler (xml->parser, on_entity);
  return xml;
}

void
epc_xml_free (EpcXml *xml)
{
  if (xml == NULL)
    return;
  XML_ParserFree (xml->parser);
  g_object_unref (xml->stream);
  g_clear_error (&xml->error);
  g_free (xml->name);
  g_free (xml);
}

void
epc_xml_pause (EpcXml *xml)
{
  xml->is_paused = TRUE;
  XML_StopParser (xml->parser, XML_TRUE);
}

void
epc_xml_fail (EpcXml *xml, GError *error)
{
  if (xml->error == NULL)
    xml->error = error;
  else
    g_error_free (error);
  XML_StopParser (xml->parser, XML_FALSE);
}

static gboolean
failed (EpcXml *xml, GError **error)
{
  if (xml->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&xml->error));
      return FALSE;
    }
  g_autofree char *line = epc_language_integer (epc_language_get (NULL), (gint64) XML_GetCurrentLineNumber64 (xml->parser));
  g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("%s is damaged: its XML breaks off in line %s (%s)."), xml->name, line,
               XML_ErrorString (XML_GetErrorCode (xml->parser)));
  return FALSE;
}

/* The next block of the stream, parsed. */
static enum XML_Status
feed (EpcXml *xml)
{
  gint64 at = XML_GetCurrentByteIndex64 (xml->parser);
  void *buffer = XML_GetBuffer (xml->parser, BLOCK);

  if (buffer == NULL)
    return XML_STATUS_ERROR;
  gssize n = g_input_stream_read (xml->stream, buffer, BLOCK, NULL, xml->error == NULL ? &xml->error : NULL);
  if (n < 0)
    return XML_STATUS_ERROR;
  xml->fed += (guint64) n;
  if (at >= 0 && xml->fed > (guint64) at + TAG_MAX)
    {
      g_set_error (&xml->error, EPC_ERROR, EPC_ERROR_REFUSED, _ ("%s is refused: a single tag of its XML is longer than 16 MB."),
                   xml->name);
      return XML_STATUS_ERROR;
    }
  xml->is_last = n == 0;
  return XML_ParseBuffer (xml->parser, (int) n, xml->is_last);
}

gboolean
epc_xml_run (EpcXml *xml, gboolean *at_end, GError **error)
{
  enum XML_Status status = XML_STATUS_OK;
  XML_ParsingStatus now;

  *at_end = FALSE;
  xml->is_paused = FALSE;
  XML_GetParsingStatus (xml->parser, &now);
  if (now.parsing == XML_FINISHED)
    {
      *at_end = TRUE;
      return xml->error == NULL || failed (xml, error);
    }
  if (now.parsing == XML_SUSPENDED)
    status = XML_ResumeParser (xml->parser);
  while (status == XML_STATUS_OK && !xml->is_last)
    status = feed (xml);
  if (status == XML_STATUS_ERROR || xml->error != NULL)
    return failed (xml, error);
  *at_end = status == XML_STATUS_OK;
  return TRUE;
}

gboolean
epc_xml_read (GInputStream *stream, const char *name, const EpcXmlHandlers *handlers, gpointer data, GError **error)
{
  g_autoptr (EpcXml) xml = epc_xml_new (stream, name, handlers, data);
  gboolean at_end = FALSE;

  while (!at_end)
    if (!epc_xml_run (xml, &at_end, error))
      return FALSE;
  return TRUE;
}

const char *
epc_xml_attribute (const char *const *attributes, const char *name)
{
  for (; *attributes != NULL; attributes += 2)
    if (strcmp (local (attributes[0]), name) == 0)
      return attributes[1];
  return NULL;
}
