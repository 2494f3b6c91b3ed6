/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the program keeps for itself: imports, mappings, aliases, attachments, issued reports, comments, settings, replicas
 * and codes the office has added.
 */
#include <math.h>

#include "base/epc-i18n.h"
#include "epc-code-list.h"
#include "epc-entity.h"
#include "epc-rules.h"

static void
code_validate (const EpcRecord *record, EpcFindings *findings)
{
  const EpcCodeList *list = epc_code_list_of_catalogue (epc_record_text (record, "list"));
  const char *key = epc_record_text (record, "code_key");

  if (!epc_record_is_empty (record, "list") && (list == NULL || !list->is_editable))
    epc_findings_add (findings, EPC_FINDING_ERROR, "list", "list", _("There is no list “%s” that may be extended."),
                      epc_record_text (record, "list"));
  else if (list != NULL && key != NULL && epc_code_list_code (list, key) != NULL)
    epc_findings_add (findings, EPC_FINDING_ERROR, "code_key", "taken", _("The list already has the code “%s”."), key);
  for (const char *p = key != NULL ? key : ""; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '_')
      {
        epc_findings_add (findings, EPC_FINDING_ERROR, "code_key", "key",
                          _("“%s” is no code: lower case letters, digits and underscores."), key);
        break;
      }
}

static const EpcField import_batch_fields[] = {
  { "file_name", N_("File"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH | EPC_FIELD_READ_ONLY,
    .section = N_("File"), .width = 36 },
  { "file_size", N_("Size"), EPC_TYPE_INTEGER, EPC_FIELD_READ_ONLY, .unit = N_("bytes"), .min = 0, .max = HUGE_VAL },
  { "sha256", N_("SHA-256"), EPC_TYPE_TEXT, EPC_FIELD_READ_ONLY },
  { "rows_sha256", N_("SHA-256 of the rows"), EPC_TYPE_TEXT, EPC_FIELD_READ_ONLY },
  { "sheet", N_("Sheet"), EPC_TYPE_TEXT, EPC_FIELD_READ_ONLY },
  { "credit", N_("Credit"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH, .help = N_("Printed with every figure that comes from this file."),
    .hxl = "#meta+source" },
  { "licence", N_("Licence"), EPC_TYPE_TEXT },
  { "source_url", N_("Link"), EPC_TYPE_TEXT, .hxl = "#meta+url", .synonyms = "lien|url|ligação" },
  { "file_date", N_("Date of the data"), EPC_TYPE_DATE },
  { "data_sensitivity", N_("Sensitivity of the data"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "sensitivity",
    .section = N_("Protection of data"), .hxl = "#meta+sensitivity" },
  { "legal_basis", N_("Legal basis"), EPC_TYPE_CODE, .codes = "legal_basis" },
  { "consent", N_("Consent obtained"), EPC_TYPE_YES_NO,
    .help = N_("Consent or another legal basis was obtained by whoever collected the data.") },
  { "retention_until", N_("Keep until"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | EPC_FIELD_PLANNED, .help = N_("A reminder appears on this day.") },
  { "limitations", N_("Limitations"), EPC_TYPE_LONG_TEXT,
    .help = N_("Printed with the figures: what the data does not show.") },
  { "entity", N_("Kind of record"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_READ_ONLY,
    .section = N_("What was done") },
  { "imported_at", N_("Imported on"), EPC_TYPE_MOMENT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_READ_ONLY },
  { "author", N_("Imported by"), EPC_TYPE_TEXT, EPC_FIELD_READ_ONLY },
  { "read_count", N_("Rows read"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_READ_ONLY, .unit = N_("rows"),
    .min = 0, .max = HUGE_VAL },
  { "inserted_count", N_("Rows added"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_READ_ONLY, .unit = N_("rows"),
    .min = 0, .max = HUGE_VAL },
  { "updated_count", N_("Rows changed"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_READ_ONLY, .unit = N_("rows"),
    .min = 0, .max = HUGE_VAL },
  { "unchanged_count", N_("Rows unchanged"), EPC_TYPE_INTEGER, EPC_FIELD_READ_ONLY, .unit = N_("rows"),
    .min = 0, .max = HUGE_VAL },
  { "rejected_count", N_("Rows rejected"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_READ_ONLY, .unit = N_("rows"),
    .min = 0, .max = HUGE_VAL },
  { "counts", N_("Counts by kind of record"), EPC_TYPE_LONG_TEXT, EPC_FIELD_READ_ONLY, .help = N_("As JSON.") },
  { "dropped_columns", N_("Columns left out"), EPC_TYPE_LONG_TEXT, EPC_FIELD_READ_ONLY },
  { "warnings", N_("Warnings"), EPC_TYPE_LONG_TEXT, EPC_FIELD_READ_ONLY },
  { "mapping", N_("Mapping"), EPC_TYPE_REFERENCE, EPC_FIELD_READ_ONLY, .target = "import_mapping" },
  { "encoding", N_("Encoding"), EPC_TYPE_TEXT, EPC_FIELD_READ_ONLY },
  { "delimiter", N_("Delimiter"), EPC_TYPE_TEXT, EPC_FIELD_READ_ONLY },
  { "undone_at", N_("Taken back on"), EPC_TYPE_MOMENT, EPC_FIELD_READ_ONLY },
  { "note", N_("Note"), EPC_TYPE_TEXT,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

static const EpcField import_mapping_fields[] = {
  { "name", N_("Name"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH, .section = N_("Mapping"),
    .synonyms = "nom|nome" },
  { "entity", N_("Kind of record"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST },
  { "header_hash", N_("Shape of the header"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_INDEX },
  { "tool", N_("Made with"), EPC_TYPE_TEXT, EPC_FIELD_LIST, .help = N_("DTM API, KoBo, HDX, own list …") },
  { "form_id", N_("Form"), EPC_TYPE_TEXT },
  { "language", N_("Language"), EPC_TYPE_CODE, .codes = "language", .synonyms = "langue|língua" },
  { "mapping", N_("Columns"), EPC_TYPE_LONG_TEXT, EPC_FIELD_REQUIRED, .help = N_("As JSON: column to field.") },
  { "value_map", N_("Values"), EPC_TYPE_LONG_TEXT, .help = N_("As JSON: value to code.") },
  { "date_order", N_("Order of dates"), EPC_TYPE_CODE, .codes = "date_order" },
  { "is_decimal_comma", N_("Decimal comma"), EPC_TYPE_YES_NO },
  { "used_count", N_("Times used"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_READ_ONLY, .min = 0, .max = HUGE_VAL },
  { "last_used", N_("Last used"), EPC_TYPE_MOMENT, EPC_FIELD_LIST | EPC_FIELD_READ_ONLY },
};

static const EpcField alias_fields[] = {
  { "entity", N_("Kind of record"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST,
    .section = N_("Alias") },
  { "alias_text", N_("Text in the file"), EPC_TYPE_TEXT,
    EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST | EPC_FIELD_SEARCH },
  { "parent", N_("Within"), EPC_TYPE_TEXT, EPC_FIELD_KEY, .help = N_("P-code of the area in which this spelling holds.") },
  { "target", N_("Means"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST,
    .help = N_("P-code or identity of the record.") },
  { "source", N_("Source"), EPC_TYPE_TEXT, EPC_FIELD_LIST, .synonyms = "fonte" },
  { "decided_by", N_("Decided by"), EPC_TYPE_TEXT, EPC_FIELD_READ_ONLY },
  { "decided_on", N_("Decided on"), EPC_TYPE_DATE, EPC_FIELD_READ_ONLY },
};

static const EpcField match_doubt_fields[] = {
  { "entity", N_("Kind of record"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST | EPC_FIELD_READ_ONLY,
    .section = N_("Doubt"), .help = N_("place or site: what was looked for.") },
  { "written", N_("As written"), EPC_TYPE_TEXT,
    EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST | EPC_FIELD_SEARCH | EPC_FIELD_READ_ONLY, .width = 30 },
  { "parent", N_("Within"), EPC_TYPE_PLACE, EPC_FIELD_KEY | EPC_FIELD_LIST | EPC_FIELD_READ_ONLY,
    .help = N_("The area in which it was looked for.") },
  { "status", N_("Status"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .codes = "doubt_status",
    .initial = "open" },
  { "admin_level", N_("Admin level"), EPC_TYPE_INTEGER, EPC_FIELD_READ_ONLY, .min = 0, .max = 4,
    .help = N_("What the file took it for.") },
  { "target", N_("Means"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_READ_ONLY,
    .help = N_("P-code or identity of the record.") },
  { "decided_by", N_("Decided by"), EPC_TYPE_TEXT, EPC_FIELD_READ_ONLY },
  { "decided_on", N_("Decided on"), EPC_TYPE_DATE, EPC_FIELD_READ_ONLY },
};

static const EpcField waiting_row_fields[] = {
  { "entity", N_("Kind of record"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST | EPC_FIELD_READ_ONLY,
    .section = N_("Waiting row") },
  { "record", N_("Record"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_INDEX | EPC_FIELD_READ_ONLY,
    .help = N_("Identity of the record it belongs to.") },
  { "field", N_("Field"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_READ_ONLY },
  { "doubt", N_("Doubt"), EPC_TYPE_REFERENCE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX | EPC_FIELD_READ_ONLY,
    .target = "match_doubt" },
  { "cells", N_("Cells of the row"), EPC_TYPE_TEXT, EPC_FIELD_READ_ONLY,
    .help = N_("Codes and names of the areas by level, as the source wrote them.") },
};

static const EpcField correction_fields[] = {
  { "entity", N_("Kind of record"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST | EPC_FIELD_READ_ONLY,
    .section = N_("Correction") },
  { "record", N_("Record"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_INDEX | EPC_FIELD_READ_ONLY,
    .help = N_("Identity of the record it belongs to.") },
  { "field", N_("Field"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST | EPC_FIELD_READ_ONLY },
  { "old_value", N_("As the file had it"), EPC_TYPE_TEXT, EPC_FIELD_KEY | EPC_FIELD_LIST | EPC_FIELD_READ_ONLY },
  { "new_value", N_("As it was taken"), EPC_TYPE_TEXT, EPC_FIELD_KEY | EPC_FIELD_LIST | EPC_FIELD_READ_ONLY },
  { "rule", N_("Rule"), EPC_TYPE_TEXT, EPC_FIELD_READ_ONLY },
  { "reason", N_("Reason"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_SEARCH | EPC_FIELD_READ_ONLY, .width = 40 },
  { "file_name", N_("File"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_SEARCH | EPC_FIELD_READ_ONLY },
  { "sheet", N_("Sheet"), EPC_TYPE_TEXT, EPC_FIELD_READ_ONLY },
  { "cell", N_("Cell"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_READ_ONLY },
  { "author", N_("Imported by"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_READ_ONLY },
  { "corrected_at", N_("Corrected on"), EPC_TYPE_MOMENT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_READ_ONLY },
};

static const EpcField attachment_fields[] = {
  { "entity", N_("Kind of record"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_READ_ONLY,
    .section = N_("Attachment") },
  { "record", N_("Record"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_INDEX | EPC_FIELD_READ_ONLY,
    .help = N_("Identity of the record it belongs to.") },
  { "file_name", N_("File"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH },
  { "file_size", N_("Size"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_READ_ONLY, .unit = N_("bytes"),
    .min = 0, .max = HUGE_VAL },
  { "sha256", N_("SHA-256"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_INDEX | EPC_FIELD_READ_ONLY },
  { "media_type", N_("Media type"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_READ_ONLY },
  { "taken_on", N_("Taken on"), EPC_TYPE_DATE },
  { "credit", N_("Credit"), EPC_TYPE_TEXT },
  { "consent", N_("Consent obtained"), EPC_TYPE_YES_NO, .help = N_("For a picture in which somebody can be recognised.") },
  { "note", N_("Note"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

static const EpcField issued_report_fields[] = {
  { "report", N_("Report"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .section = N_("Report") },
  { "number", N_("Number"), EPC_TYPE_INTEGER, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .min = 0, .max = HUGE_VAL },
  { "report_version", N_("Version"), EPC_TYPE_INTEGER, EPC_FIELD_LIST, .min = 0, .max = HUGE_VAL, .synonyms = "versão",
    .initial = "1" },
  { "document_number", N_("Number on the paper"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_SEARCH | EPC_FIELD_INDEX, .width = 20 },
  { "subject", N_("About"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_SEARCH,
    .help = N_("Identity of the record it is about.") },
  { "language", N_("Language"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "language", .synonyms = "langue|língua" },
  { "paper", N_("Paper"), EPC_TYPE_CODE, .codes = "paper_size" },
  { "audience", N_("For"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "report_audience" },
  { "file_name", N_("File"), EPC_TYPE_TEXT },
  { "sha256", N_("SHA-256 of the pages"), EPC_TYPE_TEXT, EPC_FIELD_READ_ONLY },
  { "data_sha256", N_("SHA-256 of the data"), EPC_TYPE_TEXT, EPC_FIELD_READ_ONLY,
    .help = N_("Stands in the footer of every page.") },
  { "author", N_("Author"), EPC_TYPE_TEXT, EPC_FIELD_LIST },
  { "issued_at", N_("Issued on"), EPC_TYPE_MOMENT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .synonyms = "délivré le|emitido em" },
  { "note", N_("Note"), EPC_TYPE_TEXT,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

static const EpcField comment_fields[] = {
  { "entity", N_("Kind of record"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .section = N_("Comment") },
  { "record", N_("Record"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_INDEX,
    .help = N_("Identity of the record it belongs to.") },
  { "field", N_("Field"), EPC_TYPE_TEXT },
  { "comment_text", N_("Text"), EPC_TYPE_LONG_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH },
  { "author", N_("Author"), EPC_TYPE_TEXT, EPC_FIELD_LIST },
  { "written_at", N_("Written on"), EPC_TYPE_MOMENT, EPC_FIELD_LIST, .initial = "now" },
  { "is_resolved", N_("Settled"), EPC_TYPE_YES_NO, EPC_FIELD_LIST, .initial = "no" },
};

static const EpcField setting_fields[] = {
  { "key", N_("Key"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST | EPC_FIELD_SEARCH,
    .section = N_("Setting") },
  { "value", N_("Value"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_SEARCH, .synonyms = "valeur|actual" },
  { "note", N_("Note"), EPC_TYPE_TEXT, EPC_FIELD_LIST,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
  { "source", N_("Source"), EPC_TYPE_TEXT, .synonyms = "fonte" },
};

static const EpcField replica_fields[] = {
  { "replica_id", N_("Identity"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST | EPC_FIELD_READ_ONLY,
    .section = N_("Replica") },
  { "name", N_("Name"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_SEARCH, .synonyms = "nom|nome" },
  { "host", N_("Machine"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_READ_ONLY },
  { "first_seen", N_("First seen"), EPC_TYPE_MOMENT, EPC_FIELD_LIST | EPC_FIELD_READ_ONLY },
  { "last_seen", N_("Last seen"), EPC_TYPE_MOMENT, EPC_FIELD_LIST | EPC_FIELD_READ_ONLY },
  { "sequence", N_("Last number"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_READ_ONLY, .min = 0, .max = HUGE_VAL },
  { "public_key", N_("Public key"), EPC_TYPE_TEXT, EPC_FIELD_READ_ONLY },
  { "is_trusted", N_("Trusted"), EPC_TYPE_YES_NO },
};

static const EpcField code_fields[] = {
  { "list", N_("List"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .codes = "code_list", .section = N_("Code") },
  { "code_key", N_("Code"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST,
    .help = N_("Lower case letters, digits and underscores.") },
  { "label", N_("Label in English"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH },
  { "label_es", N_("Label in Spanish"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_SEARCH },
  { "label_fr", N_("Label in French"), EPC_TYPE_TEXT },
  { "label_pt", N_("Label in Portuguese"), EPC_TYPE_TEXT },
  { "synonyms", N_("Other spellings"), EPC_TYPE_TEXT, .help = N_("Separated by vertical bars.") },
  { "is_active", N_("In use"), EPC_TYPE_YES_NO, EPC_FIELD_LIST, .initial = "yes" },
};

const EpcEntity epc_program_entities[] = {
  { .key = "import_batch", .label = N_("Import"), .plural = N_("Imports"), .area = EPC_AREA_PROGRAM,
    .flags = EPC_ENTITY_PROGRAM,
    .help = N_("Each file that was imported: where it came from, what it brought, and how to take it back."),
    .icon = "folder-documents-symbolic", EPC_FIELDS (import_batch_fields), .title = "file_name imported_at",
    .sort = "-imported_at", .date = "imported_at" },
  { .key = "import_mapping", .label = N_("Import mapping"), .plural = N_("Import mappings"), .area = EPC_AREA_PROGRAM,
    .flags = EPC_ENTITY_PROGRAM | EPC_ENTITY_LOCAL,
    .help = N_("How the columns of a file are read, remembered by the shape of its header."),
    .icon = "view-list-ordered-symbolic", EPC_FIELDS (import_mapping_fields), .title = "name", .sort = "name" },
  { .key = "alias", .label = N_("Alias"), .plural = N_("Aliases"), .area = EPC_AREA_PROGRAM, .flags = EPC_ENTITY_PROGRAM,
    .help = N_("Other spellings of a place, site or organisation met in files, and what they mean."),
    .icon = "insert-link-symbolic", EPC_FIELDS (alias_fields), .title = "alias_text target", .sort = "alias_text" },
  { .key = "match_doubt", .label = N_("Doubtful name"), .plural = N_("Doubtful names"), .area = EPC_AREA_PROGRAM,
    .flags = EPC_ENTITY_PROGRAM,
    .help = N_("Names of places and sites that a file wrote and that nothing known here answers to for certain: the review queue."),
    .icon = "find-location-symbolic", EPC_FIELDS (match_doubt_fields), .code_prefix = "Q", .title = "written parent",
    .sort = "written" },
  { .key = "waiting_row", .label = N_("Waiting row"), .plural = N_("Waiting rows"), .area = EPC_AREA_PROGRAM,
    .flags = EPC_ENTITY_PROGRAM | EPC_ENTITY_COUNT,
    .help = N_("Records whose place or site is in the review queue; they are settled when the doubt is."),
    .icon = "find-location-symbolic", EPC_FIELDS (waiting_row_fields), .title = "entity record", .sort = "entity" },
  { .key = "correction", .label = N_("Correction"), .plural = N_("Cleaning log"), .area = EPC_AREA_PROGRAM,
    .flags = EPC_ENTITY_PROGRAM,
    .help = N_("What an import put right on its own: as the file had it, as it was taken, why, and who imported it."),
    .icon = "document-edit-symbolic", EPC_FIELDS (correction_fields), .title = "file_name cell", .sort = "-corrected_at",
    .date = "corrected_at" },
  { .key = "attachment", .label = N_("Attachment"), .plural = N_("Attachments"), .area = EPC_AREA_PROGRAM,
    .flags = EPC_ENTITY_PROGRAM, .help = N_("Files kept with a record."), .icon = "insert-link-symbolic",
    EPC_FIELDS (attachment_fields), .title = "file_name", .sort = "file_name" },
  { .key = "issued_report", .label = N_("Issued report"), .plural = N_("Issued reports"), .area = EPC_AREA_PROGRAM,
    .flags = EPC_ENTITY_PROGRAM, .help = N_("Documents given out, with number, version and fingerprint."),
    .icon = "x-office-document-symbolic", EPC_FIELDS (issued_report_fields), .title = "document_number report_version", .sort = "-issued_at",
    .date = "issued_at" },
  { .key = "comment", .label = N_("Comment"), .plural = N_("Comments"), .area = EPC_AREA_PROGRAM, .flags = EPC_ENTITY_PROGRAM,
    .help = N_("Remarks on a record, of this office or the regional office."), .icon = "chat-message-new-symbolic",
    EPC_FIELDS (comment_fields), .title = "comment_text", .sort = "-written_at", .date = "written_at" },
  { .key = "setting", .label = N_("Setting"), .plural = N_("Settings"), .area = EPC_AREA_PROGRAM, .flags = EPC_ENTITY_PROGRAM | EPC_ENTITY_LOCAL,
    .help = N_("Settings of this workspace, such as limits and names that an office may change."),
    .icon = "document-edit-symbolic", EPC_FIELDS (setting_fields), .title = "key", .sort = "key" },
  { .key = "replica", .label = N_("Replica"), .plural = N_("Replicas"), .area = EPC_AREA_PROGRAM,
    .flags = EPC_ENTITY_PROGRAM | EPC_ENTITY_LOCAL, .help = N_("Each machine on which this workspace was changed."),
    .icon = "media-floppy-symbolic", EPC_FIELDS (replica_fields), .title = "replica_id", .sort = "-last_seen",
    .date = "last_seen" },
  { .key = "code", .label = N_("Own code"), .plural = N_("Own codes"), .area = EPC_AREA_PROGRAM, .flags = EPC_ENTITY_PROGRAM,
    .help = N_("Codes the office has added to lists that may be extended."), .icon = "view-list-ordered-symbolic",
    EPC_FIELDS (code_fields), .title = "label", .sort = "list", .validate = code_validate },
};
const guint epc_n_program_entities = G_N_ELEMENTS (epc_program_entities);
