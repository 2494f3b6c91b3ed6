/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Issued reports: a document given out with a number and a version is kept as the bytes that were printed and as the data that it speaks
 * of (epc_document_snapshot ()), whose hash stands in its footer. Printed again it is the stored bytes, whatever the records say by then.
 */
#include "epc-report.h"

#include <string.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "store/epc-transaction.h"

typedef struct
{
  EpcRecord *record;
  GBytes *pdf, *data;
  char *name; /* of the files, without ending */
} Issue;

static gboolean
write_issue (EpcTransaction *transaction, gpointer user_data, GError **error)
{
  Issue *issue = user_data;
  const EpcEntity *entity = epc_record_entity (issue->record);

  if (!epc_transaction_insert (transaction, issue->record, error))
    return FALSE;
  g_autofree char *pages = g_strconcat (issue->name, ".pdf", NULL), *figures = g_strconcat (issue->name, ".csv", NULL);
  g_autofree char *one = epc_transaction_attach (transaction, entity, epc_record_uid (issue->record), pages, issue->pdf, error);
  g_autofree char *other = one != NULL ? epc_transaction_attach (transaction, entity, epc_record_uid (issue->record), figures, issue->data, error) : NULL;
  return other != NULL;
}

/* How many issues of this report there are; with @document_number, of this paper. −1 with @error. */
static gint64
count_issues (EpcStore *store, const EpcReport *report, const char *document_number, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("issued_report"));

  if (!epc_query_where (query, store, "report", EPC_OP_EQUAL, report->name, error)
      || (document_number != NULL && !epc_query_where (query, store, "document_number", EPC_OP_EQUAL, document_number, error)))
    return -1;
  return epc_query_count (query, store, NULL, error);
}

/* The record whose code the paper bears; NULL: it bears its own number. */
static char *
subject_of (EpcStore *store, const EpcReport *report, const char *document_number)
{
  const EpcEntity *entity = report->entity != NULL ? epc_entity_find (report->entity) : NULL;
  char text[EPC_UID_TEXT_SIZE];
  EpcUid uid;

  if (entity == NULL || document_number == NULL || !epc_store_find_uid (store, entity, document_number, &uid, NULL))
    return NULL;
  return g_strdup (epc_uid_to_text (&uid, text));
}

static EpcRecord *
record_of (EpcStore *store, const EpcReport *report, const EpcReportOptions *options, GError **error)
{
  static const char *const papers[] = { [EPC_PAPER_A4] = "A4", [EPC_PAPER_LETTER] = "Letter", [EPC_PAPER_A3] = "A3" };
  g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find ("issued_report"));
  g_autofree char *now = epc_moment_from_unix (epc_clock_now (), epc_store_zone (store));

  epc_record_set_text (record, "report", report->name);
  epc_record_set_text (record, "author", epc_store_author (store));
  epc_record_set_text (record, "issued_at", now);
  if (!epc_record_parse (record, "language", epc_language_name (epc_language_get (options->language)), error)
      || !epc_record_parse (record, "paper", papers[options->paper], error))
    return NULL;
  return g_steal_pointer (&record);
}

GBytes *
epc_report_issue (EpcStore *store, const EpcReport *report, const EpcReportOptions *options, EpcDocument *document, char **issued_code,
                  GError **error)
{
  g_autofree char *subject = subject_of (store, report, epc_document_number (document)), *upper = g_ascii_strup (report->name, -1);
  gint64 n_all = count_issues (store, report, NULL, error);
  g_autoptr (EpcRecord) record = n_all >= 0 ? record_of (store, report, options, error) : NULL;

  if (record == NULL)
    return NULL;
  /* A paper without a number of its own takes the next one of its kind. */
  g_autofree char *number = epc_document_number (document) != NULL
                                ? g_strdup (epc_document_number (document))
                                : g_strdup_printf ("%s-%s-%04d", epc_store_country (store), upper, (int) (n_all + 1));
  gint64 n_own = count_issues (store, report, number, error);
  if (n_own < 0)
    return NULL;
  g_autofree char *version = g_strdup_printf ("%d", (int) (n_own + 1));
  epc_document_set_issue (document, number, version, NULL);
  char *snapshot = epc_document_snapshot (document);
  g_autoptr (GBytes) data = g_bytes_new_take (snapshot, strlen (snapshot));
  g_autofree char *data_hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, data);
  epc_document_set_issue (document, number, version, data_hash);
  g_autoptr (GBytes) pdf = epc_document_pdf (document, error);
  if (pdf == NULL)
    return NULL;
  Issue issue = { record, pdf, data, g_strdup_printf ("%s-v%s", number, version) };
  g_autofree char *name = issue.name, *file = g_strconcat (name, ".pdf", NULL), *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, pdf);
  char uid[EPC_UID_TEXT_SIZE];
  epc_record_set_text (record, "document_number", number);
  epc_record_set_integer (record, "number", n_all + 1);
  epc_record_set_integer (record, "report_version", n_own + 1);
  epc_record_set_text (record, "subject", subject);
  epc_record_set_text (record, "file_name", file);
  epc_record_set_text (record, "sha256", hash);
  epc_record_set_text (record, "data_sha256", data_hash);
  if (!epc_store_write (store, _("Issue a report"), write_issue, &issue, error))
    return NULL;
  if (issued_code != NULL)
    *issued_code = g_strdup (epc_uid_to_text (epc_record_uid (record), uid));
  return g_steal_pointer (&pdf);
}

/* By what stands in the footer: "HND-SITREP-0014" (its last version) or "HND-SITREP-0014 v2". NULL without @error: there is none. */
static EpcRecord *
issued_by_number (EpcStore *store, const char *reference, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("issued_report"));
  const char *space = strrchr (reference, ' ');
  gboolean has_version = space != NULL && space[1] == 'v' && g_ascii_isdigit (space[2]);
  g_autofree char *number = has_version ? g_strndup (reference, (gsize) (space - reference)) : g_strdup (reference);

  if (!epc_query_where (query, store, "document_number", EPC_OP_EQUAL, number, error)
      || (has_version && !epc_query_where (query, store, "report_version", EPC_OP_EQUAL, space + 2, error))
      || !epc_query_sort (query, "-report_version", error))
    return NULL;
  epc_query_limit (query, 1);
  g_autoptr (GPtrArray) found = epc_query_records (query, store, error);
  return found != NULL && found->len > 0 ? g_object_ref (g_ptr_array_index (found, 0)) : NULL;
}

GBytes *
epc_report_issued (EpcStore *store, const char *reference, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  g_autoptr (EpcRecord) record = issued_by_number (store, reference, &wrong);

  if (record == NULL && wrong == NULL)
    record = epc_store_find (store, epc_entity_find ("issued_report"), reference, &wrong);
  if (record == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&wrong));
      return NULL;
    }
  return epc_store_attachment (store, epc_record_text (record, "sha256"), error);
}
