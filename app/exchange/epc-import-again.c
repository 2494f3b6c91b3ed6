/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When the things happened that a file gives no day for: when it came first. The same bytes that came before and were not taken back say the same
 * of the same day, and so do the same rows in a file that was opened and saved anew: a list that was counted again has another figure in some row.
 */
#include "epc-import-private.h"

#include "base/epc-clock.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-sha256.h"
#include "store/epc-query.h"

/* The digest of all cells as they stand below the header; NULL: they cannot be read, which is told when they are. */
static char *
hash_rows (EpcImport *import)
{
  g_autoptr (EpcSha256) sha = epc_sha256_new ();
  guint8 digest[EPC_SHA256_SIZE];
  EpcRow row;
  g_autoptr (GError) cause = NULL;

  if (!epc_row_source_rewind (import->source, import->mapping->sheet, NULL))
    return NULL;
  while (epc_row_source_next (import->source, &row, &cause))
    {
      guint n = row.n_cells;
      while (n > 0 && row.cells[n - 1].kind == EPC_CELL_EMPTY)
        n--;
      for (guint i = 0; i < n && row.number >= import->mapping->first_row; i++)
        {
          if (row.cells[i].kind != EPC_CELL_EMPTY)
            epc_sha256_update (sha, row.cells[i].text, row.cells[i].length);
          epc_sha256_update (sha, i + 1 < n ? "\x1f" : "\x1e", 1);
        }
    }
  if (cause != NULL)
    return NULL;
  epc_sha256_finish (sha, digest);
  return epc_sha256_to_hex (digest, g_malloc (EPC_SHA256_HEX_SIZE));
}

/* The first import that is still there of a file of which @key is @hash; NULL: there is none. */
static EpcRecord *
first_of (EpcImport *import, const char *key, const char *hash)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("import_batch"));
  g_autoptr (GPtrArray) found = NULL;

  if (hash == NULL || !epc_query_where (query, import->store, key, EPC_OP_EQUAL, hash, NULL)
      || !epc_query_where (query, import->store, "entity", EPC_OP_EQUAL, epc_mapping_entity (import->mapping)->key, NULL)
      || !epc_query_where (query, import->store, "undone_at", EPC_OP_EMPTY, NULL, NULL) || !epc_query_sort (query, "imported_at", NULL))
    return NULL;
  epc_query_limit (query, 1);
  found = epc_query_records (query, import->store, NULL);
  return found != NULL && found->len > 0 ? epc_record_copy (g_ptr_array_index (found, 0)) : NULL;
}

static void
tell_same_rows (EpcImport *import, const EpcRecord *before)
{
  char day[EPC_DATE_SIZE];
  g_autofree char *moment = epc_moment_from_unix (import->moment, epc_store_zone (import->store));

  g_strlcpy (day, moment, sizeof day);
  /* Translators: name of a file, day */
  g_autofree char *message = g_strdup_printf (
      _ ("All rows are those of %s, which came on %s: they count for that day, and not again. If they were counted anew, give the day in a column."),
      epc_record_text (before, "file_name"), day);
  epc_import_warn (import, "same_rows", NULL, 0, message);
}

gint64
epc_import_moment (EpcImport *import)
{
  if (import->moment != 0)
    return import->moment;
  g_autoptr (EpcRecord) same = epc_import_hash (import, NULL) ? first_of (import, "sha256", import->sha256) : NULL;
  import->rows_sha256 = hash_rows (import);
  g_autoptr (EpcRecord) saved_anew = same == NULL ? first_of (import, "rows_sha256", import->rows_sha256) : NULL;
  const EpcRecord *before = same != NULL ? same : saved_anew;

  if (before == NULL || !epc_moment_to_unix (epc_record_text (before, "imported_at"), &import->moment))
    import->moment = epc_clock_now ();
  else if (saved_anew != NULL)
    tell_same_rows (import, saved_anew);
  return import->moment;
}
