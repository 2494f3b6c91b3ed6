/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Several rows about one record, each with what hangs on it at another time: a site that is named again with a count of another day is one site
 * with a series of counts. Two rows of one name and one day are two sites, as the list says.
 */
#include "epc-import-private.h"

struct _EpcImportSeries
{
  GHashTable *names;    /* what names a new main record → EpcUid */
  GHashTable *children; /* (element-type EpcUid) records with a key that rows before gave */
};

static gboolean
is_child (const EpcTargetState *target)
{
  return !target->is_parent && target->has_key;
}

/* Without a key of its own the main record is known by its name; a child's key has its day. */
static EpcImportSeries *
series_of (EpcImport *import)
{
  gboolean has_child = FALSE;

  /* A million rows with a key of their own are asked nothing more. */
  if (import->series != NULL || import->targets[0].has_key)
    return import->series;
  for (guint t = 1; t < import->n_targets; t++)
    has_child = has_child || is_child (&import->targets[t]);
  if (has_child)
    {
      import->series = g_new0 (EpcImportSeries, 1);
      import->series->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      import->series->children = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, NULL);
    }
  return import->series;
}

void
epc_import_series_free (EpcImportSeries *series)
{
  if (series == NULL)
    return;
  g_hash_table_unref (series->names);
  g_hash_table_unref (series->children);
  g_free (series);
}

void
epc_import_series_identify (EpcImport *import, EpcTargetState *main)
{
  EpcImportSeries *series = series_of (import);
  char *name = series != NULL ? epc_existing_title (main->record) : NULL;

  if (name == NULL)
    return;
  const EpcUid *known = g_hash_table_lookup (series->names, name);
  main->is_repeated = known != NULL;
  if (known == NULL)
    {
      g_hash_table_insert (series->names, name, g_memdup2 (&main->uid, sizeof main->uid));
      return;
    }
  main->uid = *known;
  /* The first row has asked. */
  main->is_like_another = FALSE;
  g_free (name);
}

static gboolean
has_new_children (EpcImport *import, const EpcImportSeries *series)
{
  gboolean has_any = FALSE;

  for (guint t = 1; t < import->n_targets; t++)
    {
      const EpcTargetState *child = &import->targets[t];
      if (!is_child (child) || !child->is_there)
        continue;
      if (g_hash_table_contains (series->children, &child->uid))
        return FALSE;
      has_any = TRUE;
    }
  return has_any;
}

/* A record of its own after all. */
static void
part_from_others (EpcImport *import, EpcTargetState *main)
{
  main->uid = epc_uid_new ();
  main->is_repeated = FALSE;
  for (guint t = 1; t < import->n_targets; t++)
    {
      EpcTargetState *child = &import->targets[t];
      EpcValue value = { .kind = EPC_VALUE_UID, .uid = main->uid };
      for (guint i = 0; i < child->n_links && !child->is_parent; i++)
        if (child->links[i].target == 0)
          epc_target_set (child, child->links[i].field, &value);
      if (is_child (child) && child->is_there)
        epc_target_make_uid (child);
    }
}

gboolean
epc_import_series_settle (EpcImport *import, EpcTargetState *main)
{
  EpcImportSeries *series = series_of (import);

  if (series == NULL)
    return FALSE;
  if (has_new_children (import, series))
    return TRUE;
  if (main->is_repeated)
    part_from_others (import, main);
  return FALSE;
}

void
epc_import_series_note (EpcImport *import)
{
  EpcImportSeries *series = series_of (import);

  for (guint t = 1; series != NULL && t < import->n_targets; t++)
    if (is_child (&import->targets[t]) && import->targets[t].is_there)
      g_hash_table_add (series->children, g_memdup2 (&import->targets[t].uid, sizeof (EpcUid)));
}
