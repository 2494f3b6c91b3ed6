/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Resources: guidance, the MCOF matrix (MC/2355, 2012), MICIC and GBV checks, procedures, requests to the regional
 * specialist, lessons.
 */
#include <math.h>

#include "base/epc-i18n.h"
#include "base/epc-number.h"
#include "epc-entity.h"
#include "epc-rules.h"

static void
document_validate (const EpcRecord *record, EpcFindings *findings)
{
  const EpcUid *older = epc_record_reference (record, "supersedes");

  if (older != NULL && epc_uid_equal (older, epc_record_uid (record)))
    epc_findings_add (findings, EPC_FINDING_ERROR, "supersedes", "itself", _("A document cannot replace itself."));
}

static char *
mcof_unfunded (const EpcRecord *record)
{
  char text[EPC_NUMBER_SIZE];

  if (epc_record_is_empty (record, "budget"))
    return NULL;
  gint64 open = epc_record_integer (record, "budget") - epc_record_integer (record, "funded");
  return g_strdup (epc_number_write_money (MAX (open, 0), text));
}

static void
mcof_row_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_at_most (record, "funded", "budget", "funded_over_budget", findings);
  if (!epc_record_is_empty (record, "gap_severity") && epc_record_integer (record, "gap_severity") >= 3
      && epc_check_has_code (record, "priority", "low"))
    epc_findings_add (findings, EPC_FINDING_WARNING, "priority", "priority",
                      _("A gap of 3 or 4 with a low priority: say why, or raise it."));
}

static void
micic_check_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_needed (record, EPC_FINDING_WARNING, "evidence", "status", "done", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "responsible", "status", "in_progress", findings);
  epc_check_order (record, "reviewed_on", "next_review", findings);
}

static void
migrant_community_validate (const EpcRecord *record, EpcFindings *findings)
{
  if (!epc_record_is_empty (record, "estimate") && epc_record_is_empty (record, "estimate_method"))
    epc_findings_add (findings, EPC_FINDING_WARNING, "estimate_method", "method", _("Say how the number was estimated."));
}

static void
gbv_check_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_needed (record, EPC_FINDING_WARNING, "responsible", "status", "in_progress", findings);
}

static void
sop_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "effective_date", "review_date", findings);
}

static char *
support_days (const EpcRecord *record)
{
  return epc_check_days (record, "requested_on", "answered_on");
}

static void
support_request_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "requested_on", "needed_by", findings);
  epc_check_order (record, "requested_on", "answered_on", findings);
  epc_check_order (record, "requested_on", "closed_on", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "answer", "status", "answered", findings);
}

static void
lesson_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_needed (record, EPC_FINDING_WARNING, "action", "status", "done", findings);
}
static void
safety_audit_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_at_most (record, "toilets_locked", "toilets_checked", "part_over_total", findings);
  epc_check_at_most (record, "toilets_lit", "toilets_checked", "part_over_total", findings);
  epc_check_order (record, "audit_date", "next_audit", findings);
  if (!epc_record_is_empty (record, "team_women") && epc_record_integer (record, "team_women") == 0)
    epc_findings_add (findings, EPC_FINDING_WARNING, "team_women", "team", _("A safety audit is made with women in the team."));
}

static void
data_agreement_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "signed_on", "expires_on", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "signed_on", "status", "signed", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "expires_on", "status", "signed", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "safeguards", "data_sensitivity", "confidential;strict", findings);
}

static void
data_incident_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "happened_on", "discovered_on", findings);
  epc_check_order (record, "discovered_on", "reported_on", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "measures", "status", "done", findings);
}

static const EpcField document_fields[] = {
  { "document_key", N_("Key"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_KEY, .section = N_("Document"), .width = 12 },
  { "short_name", N_("Short name"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH,
    .synonyms = "short|sigla|abbreviation" },
  { "title", N_("Title"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH, .hxl = "#meta+title",
    .synonyms = "title|título|titre|intitulé", .width = 44 },
  { "title_es", N_("Title in Spanish"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH, .synonyms = "titre en espagnol|título em espanhol" },
  { "title_fr", N_("Title in French"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH, .synonyms = "titre en français|título em francês" },
  { "title_pt", N_("Title in Portuguese"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH,
    .synonyms = "titre en portugais|título em português" },
  { "year", N_("Year"), EPC_TYPE_INTEGER, EPC_FIELD_LIST, .min = 1945, .max = 2100, .hxl = "#date+year", .synonyms = "année",
    .width = 6 },
  { "year_note", N_("About the year"), EPC_TYPE_TEXT,
    .help = N_("When the year is not certain or there are several editions.") },
  { "edition", N_("Edition"), EPC_TYPE_TEXT, .synonyms = "edição" },
  { "owner", N_("Published by"), EPC_TYPE_TEXT, EPC_FIELD_LIST, .hxl = "#org+name" },
  { "type", N_("Type"), EPC_TYPE_CODE, EPC_FIELD_LIST | EPC_FIELD_INDEX, .codes = "document_type" },
  { "reference", N_("Reference number"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH },
  { "languages", N_("Languages"), EPC_TYPE_CODES, EPC_FIELD_LIST, .codes = "language", .synonyms = "langues|línguas" },
  { "use", N_("Used for"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_SEARCH, .section = N_("Use") },
  { "use_es", N_("Used for, in Spanish"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH },
  { "phases", N_("Phases"), EPC_TYPE_CODES, .codes = "phase" },
  { "mcof_sectors", N_("MCOF sectors"), EPC_TYPE_CODES, .codes = "mcof_sector", .hxl = "#sector+mcof",
    .synonyms = "secteurs MCOF|setores MCOF" },
  { "summary", N_("Summary"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH, .help = N_("In our own words."),
    .synonyms = "résumé|resumo" },
  { "checklists", N_("Checklists"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH },
  { "url", N_("Link"), EPC_TYPE_TEXT, .section = N_("Where it is"), .hxl = "#meta+url", .synonyms = "lien|ligação" },
  { "file", N_("File"), EPC_TYPE_FILE },
  { "supersedes", N_("Replaces"), EPC_TYPE_REFERENCE, .target = "document" },
  { "last_reviewed", N_("Last reviewed"), EPC_TYPE_DATE, EPC_FIELD_LIST, .synonyms = "dernière révision|última revisão" },
  { "is_current", N_("Still in force"), EPC_TYPE_YES_NO, .initial = "yes" },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

static const EpcField mcof_row_fields[] = {
  { "country", N_("Country"), EPC_TYPE_PLACE, EPC_FIELD_REQUIRED, .section = N_("Row"), .hxl = "#country+code",
    .synonyms = "pays|code pays", .initial = "office" },
  { "mcof_sector", N_("MCOF sector"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .codes = "mcof_sector", .hxl = "#sector+mcof", .synonyms = "secteur MCOF|setor MCOF" },
  { "phase", N_("Phase"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .codes = "phase" },
  { "place", N_("Place"), EPC_TYPE_PLACE, EPC_FIELD_LIST, .hxl = "#adm1+code",
    .synonyms = "lieu|local|commune|municipality|municipio" },
  { "crisis", N_("Crisis"), EPC_TYPE_REFERENCE, EPC_FIELD_INDEX, .target = "crisis", .hxl = "#crisis+code",
    .synonyms = "crise|urgence|emergência", .initial = "crisis" },
  { "population_groups", N_("Population groups"), EPC_TYPE_CODES, .codes = "population_group", .hxl = "#beneficiary+type" },
  { "mobility", N_("Mobility dimensions"), EPC_TYPE_CODES, .codes = "mobility_dimension" },
  { "cluster", N_("Cluster or sector"), EPC_TYPE_CODE, .codes = "cluster", .hxl = "#sector+cluster",
    .synonyms = "sector|secteur|setor" },
  { "need", N_("Need"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH, .section = N_("Gap analysis"), .hxl = "#need",
    .synonyms = "besoin|necessidade" },
  { "in_need_ind", N_("People in need"), EPC_TYPE_INTEGER, EPC_FIELD_LIST, .unit = N_("people"), .min = 0, .max = HUGE_VAL,
    .hxl = "#inneed|#inneed+ind",
    .synonyms = "PIN|people in need|personas con necesidades|personnes dans le besoin|pessoas necessitadas|PeIN" },
  { "existing_response", N_("Existing response, by whom"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH,
    .synonyms = "réponse existante|resposta existente" },
  { "capacity", N_("Capacity"), EPC_TYPE_INTEGER, EPC_FIELD_LIST,
    .help = N_("0 none to 4 enough: government, partners and IOM together."), .min = 0, .max = 4,
    .synonyms = "capacité|capacidade" },
  { "gap_severity", N_("Gap"), EPC_TYPE_INTEGER, EPC_FIELD_LIST, .help = N_("0 no gap to 4 critical."), .min = 0, .max = 4,
    .hxl = "#severity", .synonyms = "écart|lacune|lacuna" },
  { "priority", N_("Priority"), EPC_TYPE_CODE, EPC_FIELD_LIST | EPC_FIELD_INDEX, .codes = "priority", .hxl = "#priority",
    .synonyms = "priorité|prioridade" },
  { "activity", N_("Proposed activity"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH, .section = N_("Answer"), .hxl = "#activity+name",
    .synonyms = "activité proposée|atividade proposta" },
  { "objective", N_("Objective"), EPC_TYPE_TEXT, .synonyms = "objectif" },
  { "indicator", N_("Indicator"), EPC_TYPE_TEXT, .hxl = "#indicator+name", .synonyms = "indicateur" },
  { "target", N_("Target"), EPC_TYPE_DECIMAL, .min = 0, .max = HUGE_VAL, .hxl = "#targeted", .synonyms = "cible|alvo" },
  { "lead", N_("Lead organisation"), EPC_TYPE_REFERENCE, .target = "organisation", .hxl = "#org+lead",
    .synonyms = "organisation chef de file|organização líder" },
  { "status", N_("Status"), EPC_TYPE_CODE, .codes = "mcof_status", .hxl = "#status",
    .synonyms = "statut|état|situação|estatuto", .initial = "planned" },
  { "budget", N_("Budget"), EPC_TYPE_MONEY, EPC_FIELD_LIST, .group = "budget", .section = N_("Funds"),
    .min = 0, .max = HUGE_VAL, .hxl = "#value+budget", .synonyms = "orçamento" },
  { "funded", N_("Funded"), EPC_TYPE_MONEY, .group = "budget", .min = 0, .max = HUGE_VAL, .hxl = "#value+funded" },
  { "budget_currency", N_("Currency of the budget"), EPC_TYPE_CODE, .codes = "currency", .group = "budget", .initial = "USD" },
  { "unfunded", N_("Not funded"), EPC_TYPE_COMPUTED, .computed_type = EPC_TYPE_MONEY, .compute = mcof_unfunded },
  { "donor", N_("Donor"), EPC_TYPE_REFERENCE, .target = "organisation", .hxl = "#org+funder",
    .synonyms = "bailleur|bailleur de fonds|doador|financiador" },
  { "framework", N_("Aligned with"), EPC_TYPE_TEXT,
    .help = N_("Response plan, cooperation framework or national plan it stands in.") },
  { "gender_marker", N_("Gender marker"), EPC_TYPE_CODE, .codes = "gender_marker" },
  { "environment_marker", N_("Environment marker"), EPC_TYPE_CODE, .codes = "environment_marker" },
  { "reviewed_on", N_("Last reviewed"), EPC_TYPE_DATE, .synonyms = "dernière révision|última revisão" },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

static const EpcField micic_check_fields[] = {
  { "country", N_("Country"), EPC_TYPE_PLACE, EPC_FIELD_REQUIRED | EPC_FIELD_KEY, .section = N_("Guideline"),
    .hxl = "#country+code", .synonyms = "pays|code pays", .initial = "office" },
  { "guideline", N_("Guideline"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST,
    .codes = "micic_guideline" },
  { "crisis_phase", N_("Phase"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "micic_phase" },
  { "status", N_("Status"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .codes = "check_status", .hxl = "#status",
    .synonyms = "statut|état|situação|estatuto", .initial = "not_started" },
  { "evidence", N_("Evidence"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH, .synonyms = "preuve|éléments probants" },
  { "action", N_("Next action"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_SEARCH },
  { "responsible", N_("Responsible"), EPC_TYPE_TEXT, EPC_FIELD_LIST, .help = N_("The post or unit, not the person."),
    .synonyms = "responsável" },
  { "due", N_("Due"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | EPC_FIELD_PLANNED, .synonyms = "échéance|prazo|date limite" },
  { "reviewed_on", N_("Last reviewed"), EPC_TYPE_DATE, EPC_FIELD_LIST, .synonyms = "dernière révision|última revisão" },
  { "next_review", N_("Next review"), EPC_TYPE_DATE, EPC_FIELD_LIST | EPC_FIELD_PLANNED,
    .synonyms = "prochaine révision|próxima revisão" },
  { "document", N_("Guidance document"), EPC_TYPE_REFERENCE, .target = "document" },
};

static const EpcField migrant_community_fields[] = {
  { "nationality", N_("Nationality"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .codes = "country",
    .section = N_("Community"), .hxl = "#country+code+origin",
    .synonyms = "nationality|nacionalidad|nationalité|nacionalidade" },
  { "place", N_("Place"), EPC_TYPE_PLACE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .hxl = "#adm1+code|#adm2+code",
    .synonyms = "lieu|local|commune|municipality|municipio" },
  { "community_name", N_("Name of the community"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_SEARCH, .hxl = "#loc+name" },
  { "estimate", N_("Estimated number"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_ESTIMATE, .unit = N_("people"),
    .group = "estimate", .min = 0, .max = HUGE_VAL, .hxl = "#population+migrants|#affected+migrants",
    .synonyms = "nombre estimé|estimation" },
  { "estimate_method", N_("How it was estimated"), EPC_TYPE_TEXT, .group = "estimate" },
  { "estimate_date", N_("Date of the estimate"), EPC_TYPE_DATE, EPC_FIELD_LIST, .group = "estimate" },
  { "languages", N_("Languages"), EPC_TYPE_CODES, EPC_FIELD_LIST, .codes = "language", .synonyms = "langues|línguas" },
  { "work_sectors", N_("Works in"), EPC_TYPE_TEXT, .help = N_("Farming, building, domestic work, tourism …") },
  { "consulate", N_("Embassy or consulate"), EPC_TYPE_REFERENCE, .target = "organisation", .section = N_("Reaching it") },
  { "channels", N_("Channels"), EPC_TYPE_CODES, .codes = "information_channel", .hxl = "#channel" },
  { "networks", N_("Networks and associations"), EPC_TYPE_TEXT },
  { "barriers", N_("Barriers"), EPC_TYPE_CODES, EPC_FIELD_LIST, .codes = "migrant_barrier",
    .synonyms = "obstacles|barrières|barreiras" },
  { "source", N_("Source"), EPC_TYPE_TEXT, .hxl = "#meta+source", .synonyms = "fonte" },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT, .help = N_("No names and no story of any person."),
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

static const EpcField gbv_check_fields[] = {
  { "country", N_("Country"), EPC_TYPE_PLACE, EPC_FIELD_REQUIRED, .section = N_("Action"), .hxl = "#country+code",
    .synonyms = "pays|code pays", .initial = "office" },
  { "crisis", N_("Crisis"), EPC_TYPE_REFERENCE, EPC_FIELD_INDEX, .target = "crisis", .hxl = "#crisis+code",
    .synonyms = "crise|urgence|emergência", .initial = "crisis" },
  { "mcof_sector", N_("MCOF sector"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .codes = "mcof_sector", .hxl = "#sector+mcof", .synonyms = "secteur MCOF|setor MCOF" },
  { "approach", N_("Approach"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .codes = "gbv_approach" },
  { "action", N_("Essential action"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH,
    .hxl = "#activity+name" },
  { "action_es", N_("Action in Spanish"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH },
  { "status", N_("Status"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .codes = "check_status", .hxl = "#status",
    .synonyms = "statut|état|situação|estatuto", .initial = "not_started" },
  { "responsible", N_("Responsible"), EPC_TYPE_TEXT, EPC_FIELD_LIST, .help = N_("The post or unit, not the person."),
    .synonyms = "responsável" },
  { "due", N_("Due"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | EPC_FIELD_LIST | EPC_FIELD_PLANNED, .synonyms = "échéance|prazo|date limite" },
  { "reviewed_on", N_("Last reviewed"), EPC_TYPE_DATE, EPC_FIELD_LIST, .synonyms = "dernière révision|última revisão" },
  { "evidence", N_("Evidence"), EPC_TYPE_TEXT, .help = N_("Where it can be seen. Never details of a survivor or an incident."),
    .sensitivity = EPC_SENSITIVITY_CONFIDENTIAL, .synonyms = "preuve|éléments probants" },
  { "source", N_("Source"), EPC_TYPE_TEXT, .synonyms = "fonte" },
};

static const EpcField sop_fields[] = {
  { "title", N_("Title"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH, .section = N_("Procedure"),
    .synonyms = "titre|intitulé" },
  { "process", N_("Process"), EPC_TYPE_CODE, EPC_FIELD_LIST | EPC_FIELD_INDEX, .codes = "sop_process" },
  { "phase", N_("Phase"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "phase" },
  { "sop_version", N_("Version"), EPC_TYPE_TEXT, EPC_FIELD_LIST, .synonyms = "versão", .width = 8, .initial = "1" },
  { "status", N_("Status"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "plan_status", .hxl = "#status",
    .synonyms = "statut|état|situação|estatuto", .initial = "draft" },
  { "effective_date", N_("In force from"), EPC_TYPE_DATE, EPC_FIELD_LIST | EPC_FIELD_PLANNED },
  { "review_date", N_("Next review"), EPC_TYPE_DATE, EPC_FIELD_LIST | EPC_FIELD_PLANNED,
    .synonyms = "prochaine révision|próxima revisão" },
  { "owner", N_("Responsible"), EPC_TYPE_TEXT, EPC_FIELD_LIST, .help = N_("The post or unit, not the person."),
    .synonyms = "responsável" },
  { "language", N_("Language"), EPC_TYPE_CODE, .codes = "language", .synonyms = "langue|língua" },
  { "mcof_sectors", N_("MCOF sectors"), EPC_TYPE_CODES, .codes = "mcof_sector", .hxl = "#sector+mcof",
    .synonyms = "secteurs MCOF|setores MCOF" },
  { "purpose", N_("Purpose"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH, .section = N_("Text") },
  { "steps", N_("Steps"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH, .help = N_("One step a line, in order.") },
  { "roles", N_("Roles"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH },
  { "forms", N_("Forms"), EPC_TYPE_LONG_TEXT },
  { "attachment", N_("Attachment"), EPC_TYPE_FILE },
  { "supersedes", N_("Replaces"), EPC_TYPE_REFERENCE, .target = "sop" },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

static const EpcField support_request_fields[] = {
  { "subject", N_("Topic"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH, .section = N_("Request"),
    .synonyms = "objet|assunto" },
  { "type", N_("Kind of support"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .codes = "support_type" },
  { "priority", N_("Priority"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .codes = "priority", .hxl = "#priority",
    .synonyms = "priorité|prioridade", .initial = "medium" },
  { "status", N_("Status"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .codes = "support_status",
    .hxl = "#status", .synonyms = "statut|état|situação|estatuto", .initial = "draft" },
  { "crisis", N_("Crisis"), EPC_TYPE_REFERENCE, .target = "crisis", .hxl = "#crisis+code",
    .synonyms = "crise|urgence|emergência" },
  { "mcof_sector", N_("MCOF sector"), EPC_TYPE_CODE, .codes = "mcof_sector", .hxl = "#sector+mcof",
    .synonyms = "secteur MCOF|setor MCOF" },
  { "description", N_("What is needed"), EPC_TYPE_LONG_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_SEARCH, .hxl = "#need",
    .synonyms = "besoin|necessidade" },
  { "requested_on", N_("Requested on"), EPC_TYPE_DATE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .hxl = "#date+start",
    .initial = "today" },
  { "needed_by", N_("Needed by"), EPC_TYPE_DATE, EPC_FIELD_LIST | EPC_FIELD_PLANNED },
  { "requested_by", N_("Requested by"), EPC_TYPE_TEXT, .help = N_("The post or unit, not the person.") },
  { "attachment", N_("Attachment"), EPC_TYPE_FILE },
  { "assigned_to", N_("Taken by"), EPC_TYPE_TEXT, EPC_FIELD_LIST, .help = N_("The post or unit, not the person."),
    .section = N_("Answer") },
  { "answer", N_("Answer"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH, .synonyms = "réponse|resposta" },
  { "answered_on", N_("Answered on"), EPC_TYPE_DATE, EPC_FIELD_LIST },
  { "closed_on", N_("Closed on"), EPC_TYPE_DATE, EPC_FIELD_UNTIL, .hxl = "#date+end" },
  { "days_open", N_("Days to the answer"), EPC_TYPE_COMPUTED, .unit = N_("days"), .computed_type = EPC_TYPE_INTEGER,
    .compute = support_days },
  { "satisfaction", N_("Satisfied with the answer"), EPC_TYPE_INTEGER, .min = 1, .max = 5 },
};

static const EpcField lesson_fields[] = {
  { "title", N_("Title"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH, .section = N_("Lesson"),
    .synonyms = "titre|intitulé" },
  { "lesson_date", N_("Date"), EPC_TYPE_DATE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .synonyms = "data", .initial = "today" },
  { "origin", N_("Learned from"), EPC_TYPE_CODE, EPC_FIELD_LIST | EPC_FIELD_INDEX, .codes = "lesson_origin" },
  { "crisis", N_("Crisis"), EPC_TYPE_REFERENCE, .target = "crisis", .hxl = "#crisis+code",
    .synonyms = "crise|urgence|emergência", .initial = "crisis" },
  { "project", N_("Project"), EPC_TYPE_REFERENCE, .target = "project" },
  { "plan", N_("Contingency plan"), EPC_TYPE_REFERENCE, .target = "contingency_plan" },
  { "phase", N_("Phase"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "phase" },
  { "mcof_sectors", N_("MCOF sectors"), EPC_TYPE_CODES, EPC_FIELD_LIST, .codes = "mcof_sector", .hxl = "#sector+mcof",
    .synonyms = "secteurs MCOF|setores MCOF" },
  { "kind", N_("Kind"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "lesson_kind", .synonyms = "type|tipo" },
  { "context", N_("Context"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH, .section = N_("What happened") },
  { "what_worked", N_("What worked"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH },
  { "what_failed", N_("What did not"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH },
  { "recommendation", N_("Recommendation"), EPC_TYPE_LONG_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_SEARCH,
    .synonyms = "recommandation|recomendação" },
  { "action", N_("Action"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH, .section = N_("What is done"), .synonyms = "ação" },
  { "responsible", N_("Responsible"), EPC_TYPE_TEXT, EPC_FIELD_LIST, .help = N_("The post or unit, not the person."),
    .synonyms = "responsável" },
  { "due", N_("Due"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | EPC_FIELD_PLANNED, .synonyms = "échéance|prazo|date limite" },
  { "status", N_("Status"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "check_status", .hxl = "#status",
    .synonyms = "statut|état|situação|estatuto", .initial = "not_started" },
  { "is_shared", N_("Share with the region"), EPC_TYPE_YES_NO },
  { "document", N_("Guidance document"), EPC_TYPE_REFERENCE, .target = "document" },
  { "attachment", N_("Attachment"), EPC_TYPE_FILE },
};

static const EpcField safety_audit_fields[] = {
  { "site", N_("Site"), EPC_TYPE_REFERENCE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .target = "site",
    .section = N_("Audit"), .hxl = "#loc+code", .synonyms = "camp|abri" },
  { "audit_date", N_("Date"), EPC_TYPE_DATE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .hxl = "#date+survey", .synonyms = "data",
    .initial = "today" },
  { "team_women", N_("Women in the audit team"), EPC_TYPE_INTEGER, .unit = N_("people"), .group = "team",
    .min = 0, .max = HUGE_VAL },
  { "team_men", N_("Men in the audit team"), EPC_TYPE_INTEGER, .unit = N_("people"), .group = "team",
    .min = 0, .max = HUGE_VAL },
  { "women_asked", N_("Women and girls asked"), EPC_TYPE_INTEGER, .unit = N_("people"), .min = 0, .max = HUGE_VAL },
  { "lighting", N_("Lighting"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "service_level", .section = N_("Layout and light") },
  { "lighting_toilets", N_("Light at toilets and water"), EPC_TYPE_CODE, .codes = "service_level" },
  { "overcrowding", N_("Overcrowding"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "presence_level" },
  { "privacy", N_("Privacy in shelters"), EPC_TYPE_CODE, .codes = "service_level" },
  { "family_separation", N_("Families have their own space"), EPC_TYPE_YES_NO },
  { "isolated_areas", N_("Isolated or dark areas"), EPC_TYPE_INTEGER, .unit = N_("areas"), .min = 0, .max = HUGE_VAL },
  { "toilets_separate", N_("Toilets separated by sex"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "service_level",
    .section = N_("Water and sanitation") },
  { "toilets_checked", N_("Toilets looked at"), EPC_TYPE_INTEGER, .group = "toilets_checked", .min = 0, .max = HUGE_VAL },
  { "toilets_locked", N_("Toilets that lock from inside"), EPC_TYPE_INTEGER, .group = "toilets_checked",
    .min = 0, .max = HUGE_VAL },
  { "toilets_lit", N_("Toilets with light"), EPC_TYPE_INTEGER, .group = "toilets_checked", .min = 0, .max = HUGE_VAL },
  { "bathing_separate", N_("Bathing separated by sex"), EPC_TYPE_CODE, .codes = "service_level" },
  { "water_distance_m", N_("Farthest way to water"), EPC_TYPE_INTEGER, .unit = N_("m"), .min = 0, .max = HUGE_VAL },
  { "toilet_distance_m", N_("Farthest way to a toilet"), EPC_TYPE_INTEGER, .unit = N_("m"), .min = 0, .max = HUGE_VAL },
  { "female_staff", N_("Women on the site's staff"), EPC_TYPE_INTEGER, EPC_FIELD_LIST, .unit = N_("people"),
    .section = N_("Staff and reporting"), .min = 0, .max = HUGE_VAL },
  { "security_present", N_("Guards or patrols"), EPC_TYPE_CODE, .codes = "service_level" },
  { "women_space", N_("Safe spaces for women and girls"), EPC_TYPE_INTEGER, .min = 0, .max = HUGE_VAL },
  { "children_space", N_("Safe spaces for children"), EPC_TYPE_INTEGER, .min = 0, .max = HUGE_VAL },
  { "reporting_desk", N_("Reporting channel known"), EPC_TYPE_YES_NO, EPC_FIELD_LIST },
  { "pathway_posted", N_("Referral pathway posted"), EPC_TYPE_YES_NO },
  { "psea_posted", N_("PSEA messages posted"), EPC_TYPE_YES_NO },
  { "priority", N_("Priority"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "priority", .hxl = "#priority",
    .synonyms = "priorité|prioridade" },
  { "next_audit", N_("Next audit"), EPC_TYPE_DATE, EPC_FIELD_PLANNED },
};

static const EpcField data_agreement_fields[] = {
  { "partner", N_("Partner"), EPC_TYPE_REFERENCE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .target = "organisation", .section = N_("Agreement"), .hxl = "#org+name", .synonyms = "partenaire|parceiro" },
  { "purpose", N_("Purpose"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH },
  { "datasets", N_("Data shared"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_SEARCH },
  { "fields_shared", N_("Fields shared"), EPC_TYPE_LONG_TEXT },
  { "data_sensitivity", N_("Sensitivity of the data"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "sensitivity" },
  { "status", N_("Status"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .codes = "agreement_status",
    .synonyms = "statut|état|situação|estatuto", .initial = "drafting" },
  { "signed_on", N_("Signed on"), EPC_TYPE_DATE, EPC_FIELD_LIST },
  { "expires_on", N_("Expires on"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | EPC_FIELD_LIST | EPC_FIELD_PLANNED,
    .synonyms = "expire le|vence em|date d'expiration" },
  { "safeguards", N_("Safeguards"), EPC_TYPE_LONG_TEXT },
  { "onward_sharing", N_("Partner may share onwards"), EPC_TYPE_YES_NO },
  { "document_file", N_("Agreement as a file"), EPC_TYPE_FILE },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

static const EpcField data_incident_fields[] = {
  { "incident_kind", N_("Kind"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .codes = "incident_kind",
    .section = N_("Incident"), .synonyms = "type|tipo" },
  { "discovered_on", N_("Discovered on"), EPC_TYPE_DATE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .initial = "today" },
  { "happened_on", N_("Happened on"), EPC_TYPE_DATE },
  { "description", N_("What happened"), EPC_TYPE_LONG_TEXT, EPC_FIELD_REQUIRED, .sensitivity = EPC_SENSITIVITY_CONFIDENTIAL },
  { "data_sensitivity", N_("Sensitivity of the data"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "sensitivity" },
  { "people_concerned", N_("People concerned"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_ESTIMATE, .unit = N_("people"),
    .min = 0, .max = HUGE_VAL },
  { "reported_to", N_("Reported to"), EPC_TYPE_TEXT, .help = N_("The post or unit, not the person.") },
  { "reported_on", N_("Reported on"), EPC_TYPE_DATE, EPC_FIELD_LIST },
  { "measures", N_("What was done"), EPC_TYPE_LONG_TEXT },
  { "status", N_("Status"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .codes = "check_status",
    .synonyms = "statut|état|situação|estatuto", .initial = "not_started" },
  { "closed_on", N_("Closed on"), EPC_TYPE_DATE, EPC_FIELD_UNTIL },
};

const EpcEntity epc_resources_entities[] = {
  { .key = "document", .label = N_("Guidance document"), .plural = N_("Guidance documents"), .area = EPC_AREA_RESOURCES,
    .help = N_("Frameworks, manuals and guidelines, with what they are used for. The texts themselves are linked or "
        "attached by the office."),
    .icon = "folder-documents-symbolic", EPC_FIELDS (document_fields), .title = "short_name title", .sort = "short_name",
    .section = "documents", .validate = document_validate },
  { .key = "mcof_row", .label = N_("MCOF row"), .plural = N_("MCOF rows"), .area = EPC_AREA_RESOURCES,
    .help = N_("Needs, response and gaps by sector and phase: the matrix of the Migration Crisis Operational Framework."),
    .icon = "view-grid-symbolic", EPC_FIELDS (mcof_row_fields), .title = "mcof_sector phase place", .sort = "mcof_sector",
    .date = "reviewed_on", .section = "mcof", .validate = mcof_row_validate },
  { .key = "micic_check", .label = N_("MICIC check"), .plural = N_("MICIC guidelines"), .area = EPC_AREA_RESOURCES,
    .help = N_("The fifteen guidelines to protect migrants in countries in crisis: where this country stands."),
    .icon = "checkbox-checked-symbolic", EPC_FIELDS (micic_check_fields), .title = "guideline", .sort = "guideline",
    .date = "reviewed_on", .section = "micic", .validate = micic_check_validate },
  { .key = "migrant_community", .label = N_("Migrant community"), .plural = N_("Migrant communities"),
    .area = EPC_AREA_RESOURCES,
    .help = N_("Where migrants live, how to reach them in a crisis and what stands in their way. Estimates, never individuals."),
    .icon = "system-users-symbolic", EPC_FIELDS (migrant_community_fields), .title = "nationality place", .sort = "nationality",
    .date = "estimate_date", .section = "micic", .validate = migrant_community_validate },
  { .key = "gbv_check", .label = N_("GBV action"), .plural = N_("GBV actions"), .area = EPC_AREA_RESOURCES,
    .help = N_("Essential actions against gender-based violence by sector and approach. About what the operation does, "
        "never about incidents or survivors."),
    .icon = "view-grid-symbolic", EPC_FIELDS (gbv_check_fields), .title = "mcof_sector approach", .sort = "mcof_sector",
    .date = "reviewed_on", .section = "gbv", .validate = gbv_check_validate },
  { .key = "sop", .label = N_("Standard procedure"), .plural = N_("Standard procedures"), .area = EPC_AREA_RESOURCES,
    .help = N_("Standard operating procedures: who does what, in which order, with which forms."),
    .icon = "view-list-ordered-symbolic", EPC_FIELDS (sop_fields), .code_prefix = "SOP", .title = "title sop_version",
    .sort = "title", .date = "effective_date", .section = "sops", .validate = sop_validate },
  { .key = "support_request", .label = N_("Support request"), .plural = N_("Support requests"), .area = EPC_AREA_RESOURCES,
    .help = N_("What the office asks of the regional technical specialist, and the answer."), .icon = "send-to-symbolic",
    EPC_FIELDS (support_request_fields), .code_prefix = "SUP", .title = "subject", .sort = "-requested_on",
    .date = "requested_on", .section = "support", .validate = support_request_validate },
  { .key = "lesson", .label = N_("Lesson"), .plural = N_("Lessons"), .area = EPC_AREA_RESOURCES,
    .help = N_("What was learned from an operation, an exercise or a project, and what is done about it."),
    .icon = "starred-symbolic", EPC_FIELDS (lesson_fields), .code_prefix = "LES", .title = "title", .sort = "-lesson_date",
    .date = "lesson_date", .section = "lessons", .validate = lesson_validate },
  { .key = "safety_audit", .label = N_("Safety audit"), .plural = N_("Safety audits"), .area = EPC_AREA_RESOURCES,
    .flags = EPC_ENTITY_CONFIDENTIAL,
    .help = N_("Whether a site is safe for women and girls: layout, light, locks, staff. Counts only; nothing about "
        "incidents or persons."),
    .icon = "security-high-symbolic", EPC_FIELDS (safety_audit_fields), .title = "site audit_date", .sort = "-audit_date",
    .date = "audit_date", .section = "gbv", .validate = safety_audit_validate },
  { .key = "data_agreement", .label = N_("Data-sharing agreement"), .plural = N_("Data-sharing agreements"),
    .area = EPC_AREA_RESOURCES, .help = N_("Which data is shared with whom, for what, and until when."),
    .icon = "insert-link-symbolic", EPC_FIELDS (data_agreement_fields), .code_prefix = "DSA", .title = "partner purpose",
    .sort = "expires_on", .date = "signed_on", .section = "data", .validate = data_agreement_validate },
  { .key = "data_incident", .label = N_("Data incident"), .plural = N_("Data incidents"), .area = EPC_AREA_RESOURCES,
    .help = N_("Data that was lost, seen or sent where it should not: what happened and what was done. No personal data here."),
    .icon = "dialog-warning-symbolic", EPC_FIELDS (data_incident_fields), .code_prefix = "INC",
    .title = "incident_kind discovered_on", .sort = "-discovered_on", .date = "discovered_on", .section = "data",
    .validate = data_incident_validate },
};
const guint epc_n_resources_entities = G_N_ELEMENTS (epc_resources_entities);
