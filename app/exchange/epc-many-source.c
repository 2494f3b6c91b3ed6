/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-many-source.h"

#include <string.h>

typedef struct
{
  EpcRowSource *source;
  char *label;      /* of the file */
  GPtrArray *names; /* (element-type utf8) of its sheets */
} Child;

typedef struct
{
  EpcRowSource parent;
  GPtrArray *children;
  Child *current;
} ManySource;

static void
child_free (gpointer data)
{
  Child *child = data;

  epc_row_source_free (child->source);
  g_free (child->label);
  g_ptr_array_unref (child->names);
  g_free (child);
}

static Child *
child_of (ManySource *source, guint *sheet)
{
  for (guint i = 0; i < source->children->len; i++)
    {
      Child *child = g_ptr_array_index (source->children, i);
      if (*sheet < child->names->len)
        return child;
      *sheet -= child->names->len;
    }
  g_return_val_if_reached (g_ptr_array_index (source->children, 0));
}

static char *
base_name (const char *member)
{
  const char *slash = strrchr (member, '/');
  const char *name = slash != NULL ? slash + 1 : member;
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot > name ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);
}

/* --- the source --- */

static guint
many_n_sheets (EpcRowSource *parent)
{
  ManySource *source = (ManySource *) parent;
  guint n = 0;

  for (guint i = 0; i < source->children->len; i++)
    n += ((Child *) g_ptr_array_index (source->children, i))->names->len;
  return n;
}

static const char *
many_sheet_name (EpcRowSource *parent, guint sheet)
{
  Child *child = child_of ((ManySource *) parent, &sheet);

  return g_ptr_array_index (child->names, sheet);
}

static gboolean
many_has_header (EpcRowSource *parent, guint sheet)
{
  Child *child = child_of ((ManySource *) parent, &sheet);

  return epc_row_source_has_header (child->source, sheet);
}

static gboolean
many_rewind (EpcRowSource *parent, guint sheet, GError **error)
{
  ManySource *source = (ManySource *) parent;

  source->current = child_of (source, &sheet);
  return epc_row_source_rewind (source->current->source, sheet, error);
}

static gboolean
many_next (EpcRowSource *parent, EpcRow *row, GError **error)
{
  return epc_row_source_next (((ManySource *) parent)->current->source, row, error);
}

static double
many_progress (EpcRowSource *parent)
{
  ManySource *source = (ManySource *) parent;

  return source->current != NULL ? epc_row_source_progress (source->current->source) : 0;
}

static void
many_free (EpcRowSource *parent)
{
  g_ptr_array_unref (((ManySource *) parent)->children);
  g_free (parent);
}

static const EpcRowSourceClass many_class = {
  .n_sheets = many_n_sheets,
  .sheet_name = many_sheet_name,
  .rewind = many_rewind,
  .next = many_next,
  .progress = many_progress,
  .free = many_free,
  .has_header = many_has_header,
};

EpcRowSource *
epc_many_source_new (const char *format, const char *name)
{
  ManySource *source = g_new0 (ManySource, 1);

  source->parent.class = &many_class;
  source->parent.format = format;
  source->parent.name = g_strdup (name);
  source->children = g_ptr_array_new_with_free_func (child_free);
  return &source->parent;
}

void
epc_many_source_add (EpcRowSource *parent, EpcRowSource *opened, const char *file)
{
  ManySource *source = (ManySource *) parent;
  Child *child = g_new0 (Child, 1);
  guint n = epc_row_source_n_sheets (opened);

  child->source = opened;
  child->label = base_name (file);
  child->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++)
    {
      const char *own = epc_row_source_sheet_name (opened, i);
      g_ptr_array_add (child->names, own == NULL || n == 1 ? g_strdup (child->label) : g_strdup_printf ("%s, %s", child->label, own));
    }
  g_ptr_array_add (source->children, child);
}
