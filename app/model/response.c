/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Response: the emergency itself. Crisis, severity, figures by source, decision log and tasks; and the rules that the other
 * response entities share. The other parts: response-sites.c, response-displacement.c, response-supplies.c,
 * response-assistance.c, response-coordination.c.
 */
#include "response-fields.h"

#include <string.h>

#include "base/epc-date.h"
#include "base/epc-language.h"

#define LIST EPC_FIELD_LIST
#define REQUIRED EPC_FIELD_REQUIRED
#define SEARCH EPC_FIELD_SEARCH
#define INDEX EPC_FIELD_INDEX

static const EpcField crisis_fields[] = {
  { "name", N_("Name"), EPC_TYPE_TEXT, REQUIRED | LIST | SEARCH, .section = N_("Identification"), .width = 34,
    .hxl = "#crisis+name|#event+name",
    .synonyms = "crisis name|emergency|event|nombre de la crisis|emergencia|nom de la crise|event name" },
  { "type", N_("Type of crisis"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "crisis_type", .width = 18, .hxl = "#crisis+type",
    .synonyms = "crisis type|tipo de crisis|type de crise" },
  { "hazard", N_("Hazard"), EPC_TYPE_CODE, LIST, .codes = "hazard", .width = 18, .hxl = "#event+type",
    .synonyms = "hazard type|event type|disaster type|amenaza|evento|aléa|perigo" },
  { "onset", N_("Onset"), EPC_TYPE_CODE, .codes = "onset", .synonyms = "onset type|inicio del evento" },
  { "glide", N_("GLIDE number"), EPC_TYPE_TEXT, SEARCH,
    .help = N_("The number that the disaster has worldwide, as in TC-2026-000123-HND."), .hxl = "#crisis+code|#event+code",
    .synonyms = "glide|glide no|glide number|número glide|event codes" },
  { "status", N_("Status"), EPC_TYPE_CODE, REQUIRED | LIST | INDEX, .codes = "crisis_status", .initial = "watch", .width = 12,
    .hxl = "#status", .synonyms = "estado|statut|situação" },
  { "phase", N_("Phase"), EPC_TYPE_CODE, LIST, .codes = "phase", .initial = "during", .width = 12,
    .help = N_("Where most of the country stands: before, during or after the crisis."), .hxl = "#crisis+phase",
    .synonyms = "fase|phase de la crise" },
  { "is_drill", N_("Drill"), EPC_TYPE_YES_NO, REQUIRED, .initial = "no",
    .help = N_("A drill is marked on every page and never enters totals."),
    .synonyms = "exercise|simulation|simulacro|simulacre" },

  { "country", N_("Country"), EPC_TYPE_PLACE, REQUIRED | LIST, .section = N_("Where and when"), .width = 14,
    .hxl = "#country+code", .synonyms = "país|pays|iso3|country code" },
  { "place", N_("Area most affected"), EPC_TYPE_PLACE, .hxl = "#adm1+code",
    .synonyms = "main area|área más afectada|zone la plus touchée" },
  { "areas", N_("Affected areas"), EPC_TYPE_TEXT, EPC_FIELD_PLACES,
    .help = N_("P-codes of all affected areas, separated by semicolons: HN05; HN18."), .hxl = "#adm1+code+list",
    .synonyms = "areas affected|affected departments|áreas afectadas|departamentos afectados|zones touchées" },
  { "t0", N_("Clock start (T0)"), EPC_TYPE_MOMENT, LIST,
    .help = N_("The moment the onset was declared: the 24 hours count from here."), .hxl = "#date+occurred",
    .synonyms = "t0|onset time|clock start|inicio del reloj|début du chrono|start date|event date", .width = 17 },
  { "end_date", N_("End"), EPC_TYPE_DATE, EPC_FIELD_UNTIL, .help = N_("The day the response was closed."), .hxl = "#date+end",
    .synonyms = "end date|closed on|fecha de cierre|date de fin" },

  { "mobility", N_("Mobility dimensions"), EPC_TYPE_CODES, .codes = "mobility_dimension", .section = N_("Mobility"),
    .hxl = "#crisis+mobility", .synonyms = "mobility dimension|dimensiones de movilidad" },
  { "populations", N_("Population groups"), EPC_TYPE_CODES, .codes = "population_group", .hxl = "#beneficiary+type",
    .synonyms = "affected groups|population affected|grupos de población|groupes de population" },
  { "summary", N_("Summary"), EPC_TYPE_LONG_TEXT, SEARCH,
    .help = N_("What happened, where, and what is known, in a few sentences."), .hxl = "#description",
    .synonyms = "overview|description|resumen|descripción|résumé" },

  { "government_request", N_("Government asked for help"), EPC_TYPE_YES_NO, .section = N_("Government and coordination"),
    .synonyms = "government request|request for assistance|solicitud del gobierno" },
  { "government_request_date", N_("Date of the request"), EPC_TYPE_DATE, .synonyms = "fecha de la solicitud del gobierno" },
  { "state_of_emergency", N_("State of emergency declared"), EPC_TYPE_YES_NO,
    .synonyms = "state of emergency|estado de emergencia|état d'urgence" },
  { "state_of_emergency_date", N_("Date of the declaration"), EPC_TYPE_DATE, .synonyms = "fecha de la declaratoria" },
  { "lead_authority", N_("National authority in charge"), EPC_TYPE_TEXT,
    .help = N_("The civil protection or migration authority that leads."), .hxl = "#org+lead",
    .synonyms = "lead authority|government counterpart|autoridad a cargo|autorité responsable" },
  { "cccm_lead", N_("CCCM lead"), EPC_TYPE_TEXT,
    .help = N_("Who coordinates camps and sites: IOM in disasters, UNHCR for people displaced by conflict."),
    .synonyms = "cccm cluster lead|líder cccm" },
  { "contingency_plan", N_("Contingency plan used"), EPC_TYPE_REFERENCE, .target = "contingency_plan",
    .synonyms = "plan de contingencia|plan de contingence" },
  NOTES_FIELD (),
};

static const EpcField severity_fields[] = {
  CRISIS_FIELD (REQUIRED | LIST | INDEX, .section = N_("Severity"), .width = 30),
  { "date", N_("Date"), EPC_TYPE_DATE, REQUIRED | LIST, .width = 12, .initial = "today", .hxl = "#date+reported",
    .synonyms = "fecha|date d'évaluation" },
  PLACE_FIELD (LIST, .width = 22),
  { "level", N_("Severity"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "severity_level", .width = 14, .hxl = "#severity",
    .synonyms = "severity level|nivel de severidad|gravedad|niveau de gravité|crisis category" },
  { "scale", N_("Scale used"), EPC_TYPE_CODE, LIST, .codes = "severity_scale", .width = 18, .synonyms = "escala|échelle",
    .help = N_("Whose scale the level was read from.") },
  { "score", N_("Score"), EPC_TYPE_DECIMAL, .max = 100, .help = N_("The number behind the level, when the scale has one."),
    .hxl = "#severity+num" },
  { "reason", N_("Why"), EPC_TYPE_LONG_TEXT, SEARCH, .help = N_("What changed since the level before."),
    .hxl = "#severity+description", .synonyms = "justification|justificación|motivo|justification du niveau" },
  { "source", N_("Source"), EPC_TYPE_TEXT, LIST, .width = 22, .hxl = "#meta+source", .synonyms = "fuente|fonte" },
  { "decided_by", N_("Decided by (role)"), EPC_TYPE_TEXT, .help = N_("The role, not the person: Chief of Mission, RTS, HCT."),
    .synonyms = "decidido por|décidé par" },
};

static const EpcField figure_fields[] = {
  CRISIS_FIELD (REQUIRED | INDEX, .section = N_("Figure")),
  { "measure", N_("What is counted"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "figure_measure", .width = 24,
    .help = N_("Affected, displaced, in need and assisted are four different things."), .hxl = "#indicator+name",
    .synonyms = "figure|indicator|indicador|cifra|indicateur|chiffre" },
  { "measure_other", N_("Other, which"), EPC_TYPE_TEXT, .synonyms = "otra cifra|autre chiffre" },
  PLACE_FIELD (LIST, .width = 20),
  { "date", N_("As of"), EPC_TYPE_DATE, REQUIRED | LIST, .width = 12, .initial = "today",
    .help = N_("The day the source says the figure stands for."), .hxl = "#date+reported",
    .synonyms = "date|as of|fecha|al|date du chiffre" },
  { "value", N_("Value"), EPC_TYPE_INTEGER, LIST | EPC_FIELD_ESTIMATE, .max = HUGE_VAL, .group = "value", .width = 12,
    .hxl = "#indicator+value+num|#affected+ind", .synonyms = "number|value|valor|cantidad|valeur|nombre" },
  { "value_low", N_("Low estimate"), EPC_TYPE_INTEGER, .group = "value", .max = HUGE_VAL, .hxl = "#indicator+value+min",
    .synonyms = "minimum|low|mínimo|estimación baja" },
  { "value_high", N_("High estimate"), EPC_TYPE_INTEGER, .group = "value", .max = HUGE_VAL, .hxl = "#indicator+value+max",
    .synonyms = "maximum|high|máximo|estimación alta" },
  { "is_estimate", N_("Estimate"), EPC_TYPE_YES_NO, .group = "value", .synonyms = "estimate|estimación|estimado" },
  { "method", N_("How it was counted"), EPC_TYPE_CODE, .codes = "count_method", .group = "value", .hxl = "#meta+method",
    .synonyms = "method|método|méthode" },
  { "source_type", N_("Kind of source"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "figure_source", .width = 16,
    .section = N_("Source"), .synonyms = "source type|tipo de fuente|type de source" },
  { "source", N_("Source"), EPC_TYPE_TEXT, REQUIRED | LIST | SEARCH, .width = 24,
    .help = N_("Who published it, and where it stands."), .hxl = "#meta+source", .synonyms = "fuente|fonte" },
  { "verification", N_("Verification"), EPC_TYPE_CODE, LIST, .codes = "verification_status", .initial = "unverified", .width = 14,
    .hxl = "#status+verification", .synonyms = "verification status|estado de verificación|vérification" },
  { "used_in_report", N_("The office reports this one"), EPC_TYPE_YES_NO,
    .help = N_("Of several figures for the same thing, the one that stands in our reports.") },
  { "is_planning", N_("Planning figure"), EPC_TYPE_YES_NO, LIST, .width = 10, .section = N_("Planning"),
    .help = N_("The one figure of its kind that needs, stock and budget are reckoned with."),
    .synonyms = "planning figure|cifra de planificación|chiffre de planification" },
  { "planning_reason", N_("Why we plan with it"), EPC_TYPE_TEXT, SEARCH,
    .help = N_("What speaks for this figure and against the others."), .synonyms = "planning reason|motivo de planificación" },
  NOTES_FIELD (),
};

/* Where each area stands: a crisis is over in one department while it lasts in the next. */
static const EpcField area_phase_fields[] = {
  CRISIS_FIELD (REQUIRED | LIST | INDEX, .section = N_("Phase"), .width = 26),
  PLACE_FIELD (REQUIRED | LIST, .width = 24),
  { "date", N_("Since"), EPC_TYPE_DATE, REQUIRED | LIST, .initial = "today", .width = 12, .hxl = "#date+start",
    .synonyms = "date|fecha|desde|depuis" },
  { "phase", N_("Phase"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "phase", .width = 14, .hxl = "#crisis+phase",
    .synonyms = "fase|phase de la crise" },
  { "reason", N_("Why"), EPC_TYPE_TEXT, LIST | SEARCH, .width = 34, .help = N_("What changed since the phase before."),
    .synonyms = "reason|motivo|raison" },
};

static const EpcField log_entry_fields[] = {
  CRISIS_FIELD (REQUIRED | INDEX, .section = N_("Decision")),
  { "time", N_("Time"), EPC_TYPE_MOMENT, REQUIRED | LIST, .initial = "now", .width = 17, .hxl = "#date+occurred",
    .synonyms = "date time|fecha y hora|date et heure|hora" },
  { "kind", N_("Kind"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "log_kind", .initial = "decision", .width = 14,
    .synonyms = "type|tipo|type d'entrée" },
  { "title", N_("What"), EPC_TYPE_TEXT, REQUIRED | LIST | SEARCH, .width = 44, .help = N_("The decision or event in one line."),
    .hxl = "#activity+name", .synonyms = "decision|event|what|decisión|evento|qué|décision|quoi" },
  { "detail", N_("Details"), EPC_TYPE_LONG_TEXT, SEARCH, .hxl = "#description", .synonyms = "details|detalle|détails|detalhes" },
  { "reason", N_("Why"), EPC_TYPE_LONG_TEXT, SEARCH, .help = N_("What was known, and which other ways were weighed."),
    .synonyms = "why|rationale|por qué|justificación|pourquoi" },
  { "decided_by", N_("Decided by (role)"), EPC_TYPE_TEXT, LIST, .width = 22,
    .help = N_("The role, not the person: Chief of Mission, RTS, HCT."), .synonyms = "decided by|decidido por|décidé par" },
  { "place", N_("Place"), EPC_TYPE_PLACE, LIST, .width = 18, .hxl = "#adm+code|#geo+code", .synonyms = "lugar|lieu" },
  { "site", N_("Site"), EPC_TYPE_REFERENCE, .target = "site", .synonyms = "sitio|albergue" },
  { "mcof_sector", N_("MCOF sector"), EPC_TYPE_CODE, .codes = "mcof_sector", .hxl = "#sector+mcof", .synonyms = "sector mcof" },
  { "evidence", N_("Evidence"), EPC_TYPE_FILE, .synonyms = "file|attachment|evidencia|adjunto|pièce jointe" },
  { "review_date", N_("Look at it again on"), EPC_TYPE_DATE, EPC_FIELD_PLANNED, .section = N_("Follow-up"),
    .synonyms = "review date|fecha de revisión|date de révision" },
  { "outcome", N_("What came of it"), EPC_TYPE_LONG_TEXT, SEARCH, .synonyms = "outcome|resultado|résultat" },
};

static const EpcField task_fields[] = {
  CRISIS_FIELD (INDEX, .section = N_("Task")),
  { "title", N_("Task"), EPC_TYPE_TEXT, REQUIRED | LIST | SEARCH, .width = 40, .hxl = "#activity+name",
    .synonyms = "task|action|tarea|acción|tâche|tarefa" },
  { "detail", N_("Details"), EPC_TYPE_LONG_TEXT, SEARCH, .hxl = "#description", .synonyms = "description|detalle|détails" },
  { "responsible", N_("Responsible (role or unit)"), EPC_TYPE_TEXT, LIST | SEARCH, .width = 20,
    .synonyms = "responsible|owner|assigned to|responsable|asignado a|attribué à" },
  { "priority", N_("Priority"), EPC_TYPE_CODE, LIST, .codes = "priority", .initial = "medium", .width = 10, .hxl = "#priority",
    .synonyms = "prioridad|priorité|prioridade" },
  { "status", N_("Status"), EPC_TYPE_CODE, REQUIRED | LIST | INDEX, .codes = "task_status", .initial = "open", .width = 12,
    .hxl = "#status", .synonyms = "estado|statut" },
  { "due", N_("Due"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | LIST | EPC_FIELD_PLANNED, .width = 12, .hxl = "#date+due",
    .synonyms = "due date|deadline|vence|fecha límite|échéance|prazo" },
  { "due_at", N_("Due at"), EPC_TYPE_MOMENT, EPC_FIELD_PLANNED,
    .help = N_("For what the clock of the crisis counts in hours."), .hxl = "#date+due+time", .synonyms = "due time|hora límite" },
  { "start_date", N_("Started"), EPC_TYPE_DATE, .hxl = "#date+start", .synonyms = "start|inicio|début" },
  { "done_date", N_("Done on"), EPC_TYPE_DATE, .hxl = "#date+end", .synonyms = "completed|terminada|completada el|terminée le" },
  { "percent_done", N_("Progress"), EPC_TYPE_PERCENT, LIST, SHARE, .width = 10, .synonyms = "% done|progress|avance|avancement" },
  { "mcof_sector", N_("MCOF sector"), EPC_TYPE_CODE, .codes = "mcof_sector", .section = N_("Belongs to"), .hxl = "#sector+mcof",
    .synonyms = "sector mcof" },
  { "place", N_("Place"), EPC_TYPE_PLACE, .hxl = "#adm+code|#geo+code", .synonyms = "lugar|lieu" },
  { "site", N_("Site"), EPC_TYPE_REFERENCE, .target = "site", .synonyms = "sitio|albergue" },
  { "log_entry", N_("Decision behind it"), EPC_TYPE_REFERENCE, .target = "log_entry", .synonyms = "decisión" },
  { "plan_step", N_("Step of the calendar behind it"), EPC_TYPE_REFERENCE, .target = "plan_step",
    .synonyms = "paso del calendario" },
  { "site_assessment", N_("Assessment behind it"), EPC_TYPE_REFERENCE, .target = "site_assessment",
    .help = N_("The inspection whose finding this task follows up."), .synonyms = "evaluación" },
  { "meeting", N_("Meeting it was agreed in"), EPC_TYPE_REFERENCE, .target = "meeting", .synonyms = "reunión|réunion" },
  { "blocked_by", N_("What holds it up"), EPC_TYPE_TEXT, .synonyms = "blocker|obstáculo|obstacle" },
  { "evidence", N_("Evidence"), EPC_TYPE_FILE, .synonyms = "file|attachment|evidencia|adjunto" },
};

/* ---- shared rules --------------------------------------------------------------------------------------------------------- */

static const char *
label_of (const EpcRecord *record, const char *key)
{
  return epc_language_text (epc_language_get (NULL), epc_entity_field (epc_record_entity (record), key)->label);
}

static gboolean
both_filled (const EpcRecord *record, const char *a, const char *b)
{
  return !epc_record_is_empty (record, a) && !epc_record_is_empty (record, b);
}

typedef struct
{
  gint64 sum;
  guint n, filled, positive;
} Sum;

static void
add_part (Sum *sum, const EpcValue *value)
{
  sum->n++;
  if (value->kind != EPC_VALUE_INTEGER)
    return;
  sum->filled++;
  sum->positive += value->integer > 0;
  sum->sum += value->integer;
}

static void
check_sum (const EpcRecord *record, const EpcField *total, const Sum *sum, const char *partial, EpcFindings *findings)
{
  gint64 whole = epc_record_integer (record, total->key);
  gboolean is_over = sum->sum > whole;
  /* Of an assessment, males and females are never more than the people (rule 2); elsewhere shares may have been rounded. */
  gboolean is_rounding = partial == NULL && epc_rule_is_rounding ((double) (sum->sum - whole), (double) whole, sum->positive);
  gboolean is_under = sum->filled == sum->n && sum->n > 0 && sum->sum < whole
                      && (partial == NULL || g_strcmp0 (epc_record_text (record, partial), "yes") != 0);

  if (!is_over && !is_under)
    return;
  g_autofree char *sum_text = epc_language_integer (epc_language_get (NULL), sum->sum);
  g_autofree char *whole_text = epc_language_integer (epc_language_get (NULL), whole);
  epc_findings_add (findings, is_over && !is_rounding ? EPC_FINDING_ERROR : EPC_FINDING_WARNING, total->key,
                    is_over ? "parts_over_total" : "parts_under_total", _("The parts add up to %s, but %s is %s."), sum_text,
                    label_of (record, total->key), whole_text);
}

void
epc_rule_parts (const EpcRecord *record, const char *partial, EpcFindings *findings)
{
  const EpcEntity *entity = epc_record_entity (record);

  for (guint t = 0; t < entity->n_fields; t++)
    {
      const EpcField *total = &entity->fields[t];
      Sum parts = { 0 }, subparts = { 0 };
      if (!(total->flags & EPC_FIELD_TOTAL) || epc_record_value (record, t)->kind != EPC_VALUE_INTEGER)
        continue;
      /* The fields of a group stand together, its total first: this runs for each row of a large file. */
      for (guint i = t + 1; i < entity->n_fields; i++)
        {
          const EpcField *field = &entity->fields[i];
          /* Literals of one table are mostly one string. */
          if (field->group != total->group && !g_str_equal (epc_field_group (field), epc_field_group (total)))
            break;
          if (field->flags & EPC_FIELD_PART)
            add_part (field->flags & EPC_FIELD_SUBPART ? &subparts : &parts, epc_record_value (record, i));
        }
      check_sum (record, total, &parts, partial, findings);
      check_sum (record, total, &subparts, partial, findings);
    }
}

char *
epc_hours_between (const EpcRecord *record, const char *first, const char *last)
{
  const char *a = epc_record_text (record, first), *b = epc_record_text (record, last);
  gint64 from, to;

  if (a == NULL || b == NULL || !epc_moment_to_unix (a, &from) || !epc_moment_to_unix (b, &to))
    return NULL;
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.1f", (double) (to - from) / (3600.0 * G_USEC_PER_SEC)));
}

char *
epc_ratio (const EpcRecord *record, const char *part, const char *whole)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!both_filled (record, part, whole) || epc_record_decimal (record, whole) == 0)
    return NULL;
  double ratio = epc_record_decimal (record, part) / epc_record_decimal (record, whole);
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.1f", ratio));
}

/* ---- rules of this part --------------------------------------------------------------------------------------------------- */

static void
validate_crisis (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_needed (record, EPC_FINDING_WARNING, "t0", "status", "active;scaling_down;closed", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "end_date", "status", "closed", findings);
  epc_check_order (record, "t0", "end_date", findings);
  epc_check_place_codes (record, "areas", findings);
}

static void
validate_figure (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_at_most (record, "value_low", "value", "low_over_value", findings);
  epc_check_at_most (record, "value", "value_high", "value_over_high", findings);
  epc_check_at_most (record, "value_low", "value_high", "low_over_high", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "measure_other", "measure", "other", findings);
  epc_check_needed (record, EPC_FINDING_ERROR, "planning_reason", "is_planning", "yes", findings);
}

static void
validate_task (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "start_date", "done_date", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "done_date", "status", "done", findings);
}

const EpcEntity epc_response_entities[] = {
  { "crisis", N_("Crisis"), N_("Crises"), EPC_AREA_RESPONSE,
    .help = N_("A declared event or situation that groups all its records."), .icon = "emblem-important-symbolic",
    EPC_FIELDS (crisis_fields), .code_prefix = "CRISIS", .title = "name", .sort = "-t0", .date = "t0", .section = "crisis",
    .validate = validate_crisis },
  { "severity", N_("Severity level"), N_("Severity levels"), EPC_AREA_RESPONSE,
    .help = N_("How grave the crisis is, with the day and the reason; the levels before stay as history."),
    .icon = "dialog-warning-symbolic", EPC_FIELDS (severity_fields), .title = "crisis date level", .sort = "-date",
    .date = "date", .section = "crisis" },
  { "figure", N_("Figure by source"), N_("Figures by source"), EPC_AREA_RESPONSE,
    .help = N_("The same count as each source gives it, side by side: government, IOM, others."), .icon = "view-list-symbolic",
    EPC_FIELDS (figure_fields), .title = "measure source date", .sort = "-date", .date = "date", .section = "crisis",
    .validate = validate_figure },
  { "area_phase", N_("Phase of an area"), N_("Phases of the areas"), EPC_AREA_RESPONSE,
    .help = N_("Before, during or after: where each area stands, since when and why."), .icon = "find-location-symbolic",
    EPC_FIELDS (area_phase_fields), .title = "crisis place phase", .sort = "-date", .date = "date", .section = "crisis" },
  { "log_entry", N_("Decision"), N_("Decisions"), EPC_AREA_RESPONSE,
    .help = N_("What was decided or happened, when, by which role and why."), .icon = "document-edit-symbolic",
    EPC_FIELDS (log_entry_fields), .code_prefix = "LOG", .title = "title", .sort = "-time", .date = "time", .section = "log" },
  { "task", N_("Task"), N_("Tasks"), EPC_AREA_RESPONSE, .help = N_("Something to be done, by whom and by when."),
    .icon = "checkbox-checked-symbolic", EPC_FIELDS (task_fields), .code_prefix = "TASK", .title = "title", .sort = "due",
    .date = "due", .section = "tasks", .validate = validate_task },
};
const guint epc_n_response_entities = G_N_ELEMENTS (epc_response_entities);
