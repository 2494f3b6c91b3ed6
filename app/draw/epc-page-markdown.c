/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * CommonMark to blocks: what people write in the text fields of plans and guidance.
 */
#include "epc-page-private.h"

#include <cmark.h>
#include <string.h>

/* Deeper than anybody writes; below it text stands plain. */
#define DEPTH_MAX 24

static void append_inlines (GString *markup, cmark_node *parent, int depth);

static void
append_escaped (GString *markup, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);

  g_string_append (markup, escaped);
}

static void
append_inside (GString *markup, cmark_node *node, const char *element, int depth)
{
  g_string_append_printf (markup, "<%s>", element);
  append_inlines (markup, node, depth + 1);
  g_string_append_printf (markup, "</%s>", element);
}

/* On paper a link cannot be clicked: its address stands behind it where it is another text. */
static void
append_link (GString *markup, cmark_node *node, int depth)
{
  const char *url = cmark_node_get_url (node);
  gsize start = markup->len;

  append_inlines (markup, node, depth + 1);
  if (url == NULL || *url == '\0' || *url == '#')
    return;
  g_autofree char *escaped = g_markup_escape_text (url, -1);
  if (strcmp (markup->str + start, escaped) != 0)
    g_string_append_printf (markup, " (%s)", escaped);
}

static void
append_inline (GString *markup, cmark_node *node, int depth)
{
  switch ((int) cmark_node_get_type (node))
    {
    case CMARK_NODE_SOFTBREAK:
      g_string_append_c (markup, ' ');
      break;
    case CMARK_NODE_LINEBREAK:
      g_string_append_c (markup, '\n');
      break;
    case CMARK_NODE_CODE:
      g_string_append (markup, "<tt>");
      append_escaped (markup, cmark_node_get_literal (node));
      g_string_append (markup, "</tt>");
      break;
    case CMARK_NODE_EMPH:
      append_inside (markup, node, "i", depth);
      break;
    case CMARK_NODE_STRONG:
      append_inside (markup, node, "b", depth);
      break;
    case CMARK_NODE_LINK:
      append_link (markup, node, depth);
      break;
    case CMARK_NODE_IMAGE:
      append_inlines (markup, node, depth + 1);
      break;
    default:
      append_escaped (markup, cmark_node_get_literal (node));
      break;
    }
}

static void
append_inlines (GString *markup, cmark_node *parent, int depth)
{
  if (depth > DEPTH_MAX)
    return;
  for (cmark_node *node = cmark_node_first_child (parent); node != NULL; node = cmark_node_next (node))
    append_inline (markup, node, depth);
}

static char *
inlines (cmark_node *node)
{
  GString *markup = g_string_new (NULL);

  append_inlines (markup, node, 0);
  return g_string_free (markup, FALSE);
}

/* The items of @list, those of lists inside it behind a dash. */
static void
collect_items (GPtrArray *markers, GPtrArray *items, cmark_node *list, int depth)
{
  int number = cmark_node_get_list_type (list) == CMARK_ORDERED_LIST ? cmark_node_get_list_start (list) : -1;

  for (cmark_node *item = cmark_node_first_child (list); item != NULL && depth <= DEPTH_MAX; item = cmark_node_next (item))
    {
      GString *text = g_string_new (depth > 0 ? "– " : "");
      gsize head = text->len;

      g_ptr_array_add (markers, number >= 0 ? g_strdup_printf ("%d.", number++) : g_strdup (""));
      for (cmark_node *part = cmark_node_first_child (item); part != NULL; part = cmark_node_next (part))
        if (cmark_node_get_type (part) == CMARK_NODE_PARAGRAPH)
          {
            if (text->len > head)
              g_string_append_c (text, '\n');
            append_inlines (text, part, 0);
          }
      g_ptr_array_add (items, g_string_free (text, FALSE));
      for (cmark_node *part = cmark_node_first_child (item); part != NULL; part = cmark_node_next (part))
        if (cmark_node_get_type (part) == CMARK_NODE_LIST)
          collect_items (markers, items, part, depth + 1);
    }
}

static void
add_list (EpcDocument *document, cmark_node *list)
{
  g_autoptr (GPtrArray) markers = g_ptr_array_new_with_free_func (g_free), items = g_ptr_array_new_with_free_func (g_free);

  collect_items (markers, items, list, 0);
  g_ptr_array_add (markers, NULL);
  g_ptr_array_add (items, NULL);
  epc_document_add_list (document, (const char *const *) markers->pdata, (const char *const *) items->pdata);
}

static void
add_quote (EpcDocument *document, cmark_node *quote)
{
  g_autoptr (GString) markup = g_string_new (NULL);

  for (cmark_node *part = cmark_node_first_child (quote); part != NULL; part = cmark_node_next (part))
    {
      if (markup->len > 0)
        g_string_append_c (markup, '\n');
      append_inlines (markup, part, 0);
    }
  epc_document_add_note (document, NULL, markup->str, 0);
}

/* Headings are plain text: what stands in them is not marked. */
static void
add_heading (EpcDocument *document, cmark_node *node, int level)
{
  g_autofree char *markup = inlines (node), *text = NULL;

  if (*markup != '\0' && pango_parse_markup (markup, -1, 0, NULL, &text, NULL, NULL))
    epc_document_add_heading (document, level + cmark_node_get_heading_level (node), NULL, text, NULL);
}

static void
add_literal (EpcDocument *document, cmark_node *node, const char *before, const char *behind)
{
  g_autofree char *literal = g_strdup (cmark_node_get_literal (node));
  g_autoptr (GString) markup = g_string_new (before);

  append_escaped (markup, literal != NULL ? g_strchomp (literal) : "");
  g_string_append (markup, behind);
  epc_document_add_paragraph (document, EPC_TYPE_BODY, markup->str);
}

static void
add_node (EpcDocument *document, cmark_node *node, int level)
{
  g_autofree char *markup = NULL;

  switch ((int) cmark_node_get_type (node))
    {
    case CMARK_NODE_HEADING:
      add_heading (document, node, level);
      break;
    case CMARK_NODE_LIST:
      add_list (document, node);
      break;
    case CMARK_NODE_BLOCK_QUOTE:
      add_quote (document, node);
      break;
    case CMARK_NODE_CODE_BLOCK:
      add_literal (document, node, "<tt>", "</tt>");
      break;
    case CMARK_NODE_HTML_BLOCK:
      add_literal (document, node, "", "");
      break;
    case CMARK_NODE_THEMATIC_BREAK:
      epc_document_add_space (document, 8);
      break;
    default:
      markup = inlines (node);
      epc_document_add_paragraph (document, EPC_TYPE_BODY, markup);
      break;
    }
}

void
epc_document_add_markdown (EpcDocument *document, const char *markdown, int level)
{
  cmark_node *root;

  if (markdown == NULL)
    return;
  root = cmark_parse_document (markdown, strlen (markdown), CMARK_OPT_VALIDATE_UTF8);
  for (cmark_node *node = cmark_node_first_child (root); node != NULL; node = cmark_node_next (node))
    add_node (document, node, level);
  cmark_node_free (root);
}
