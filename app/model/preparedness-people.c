/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Preparedness: the roster of experts, and training. Of a person nothing is kept but name, sex and work contact.
 */
#include <math.h>

#include "base/epc-i18n.h"
#include "base/epc-number.h"
#include "epc-entity.h"
#include "epc-rules.h"

static void
expert_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "available_from", "available_to", findings);
  if (!epc_check_has_code (record, "consent", "yes"))
    epc_findings_add (findings, EPC_FINDING_WARNING, "consent", "consent",
                      _("Ask the person to agree to be listed, and write down the date."));
  epc_check_needed (record, EPC_FINDING_WARNING, "consent_date", "consent", "yes", findings);
}

static void
expert_clearance_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "issued_on", "expires_on", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "expires_on", "kind", "ssafe;medical;visa;passport_valid", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "country", "kind", "visa;trip", findings);
}

static void
expert_availability_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "available_from", "available_to", findings);
}

static char *
training_gain (const EpcRecord *record)
{
  char text[EPC_NUMBER_SIZE];
  double gain = epc_record_decimal (record, "post_test") - epc_record_decimal (record, "pre_test");

  return isnan (gain) ? NULL : g_strdup (epc_number_write_decimal (round (10 * gain) / 10, text));
}

static void
training_session_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "start_date", "end_date", findings);
  epc_check_sum (record, findings, "attended", "attended_women", "attended_men", NULL);
  epc_check_sum (record, findings, "attended", "attended_staff", "attended_government", "attended_ngo", "attended_community",
                 NULL);
  epc_check_at_most (record, "attended_disability", "attended", "part_over_total", findings);
  epc_check_at_most (record, "spent", "budget", "spent_over_budget", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "attended", "status", "done", findings);
}

static void
participation_validate (const EpcRecord *record, EpcFindings *findings)
{
  if (epc_check_has_code (record, "passed", "yes") && epc_check_has_code (record, "attended", "no"))
    epc_findings_add (findings, EPC_FINDING_ERROR, "passed", "attended", _("Somebody who did not attend cannot have passed."));
}

static void
certificate_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "issued_on", "expires_on", findings);
}

static const EpcField expert_fields[] = {
  { "name", N_("Name"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH | EPC_FIELD_PERSON,
    .section = N_("Expert"), .sensitivity = EPC_SENSITIVITY_RESTRICTED, .hxl = "#contact+name",
    .synonyms = "nom|nome|expert|full name|nombre completo" },
  { "sex", N_("Sex"), EPC_TYPE_CODE, .codes = "sex", .synonyms = "sexo|sexe|gender|género" },
  { "nationalities", N_("Nationality"), EPC_TYPE_CODES, .codes = "country",
    .synonyms = "nationality|nacionalidad|nationalité|nacionalidade" },
  { "duty_station", N_("Duty station"), EPC_TYPE_PLACE, EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .help = N_("The country where the person works now."), .hxl = "#country+code",
    .synonyms = "duty station|country|país|país de destino|país base|base|base country|lugar de destino|lieu d'affectation|pays d'affectation|local de trabalho" },
  { "organisation", N_("Organisation"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH, .hxl = "#org+name",
    .synonyms = ORGANISATION_NAMES },
  { "unit", N_("Work unit"), EPC_TYPE_TEXT },
  { "work_email", N_("Work e-mail"), EPC_TYPE_TEXT, EPC_FIELD_PERSON, .sensitivity = EPC_SENSITIVITY_RESTRICTED,
    .hxl = "#contact+email", .synonyms = "email|e-mail|correo|courriel|courriel professionnel|e-mail de trabalho" },
  { "work_phone", N_("Work telephone"), EPC_TYPE_TEXT, EPC_FIELD_PERSON, .sensitivity = EPC_SENSITIVITY_RESTRICTED,
    .hxl = "#contact+phone", .synonyms = "phone|telephone|teléfono|téléphone|téléphone professionnel|telefone de trabalho" },
  { "primary_profile", N_("Main profile"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .codes = "expert_profile", .section = N_("Profile"), .synonyms = "profile|perfil|profil|job title|cargo|puesto|position|poste|função|profil principal" },
  { "secondary_profiles", N_("Other profiles"), EPC_TYPE_CODES, .codes = "expert_profile" },
  { "skills", N_("Skills"), EPC_TYPE_CODES, EPC_FIELD_SEARCH, .codes = "expert_skill",
    .synonyms = "skills|habilidades|compétences|competências" },
  { "level", N_("Level"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "expert_level", .synonyms = "niveau" },
  { "grade", N_("Grade"), EPC_TYPE_TEXT, .help = N_("As in the contract: G6, NOB, P3."), .width = 6 },
  { "emergency_years", N_("Experience in emergencies"), EPC_TYPE_DECIMAL, .unit = N_("years"), .min = 0, .max = 60 },
  { "experience_countries", N_("Worked in"), EPC_TYPE_CODES, .codes = "country" },
  { "availability", N_("Availability now"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .codes = "availability", .section = N_("Availability"), .initial = "available",
    .synonyms = "disponibilidad|disponible|disponibilité|disponibilidade" },
  { "available_from", N_("Available from"), EPC_TYPE_DATE, EPC_FIELD_LIST | EPC_FIELD_PLANNED, .group = "available" },
  { "available_to", N_("Available to"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | EPC_FIELD_PLANNED, .group = "available" },
  { "notice", N_("Can leave within"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "notice_time" },
  { "max_weeks", N_("Longest deployment"), EPC_TYPE_INTEGER, .unit = N_("weeks"), .min = 1, .max = 52 },
  { "supervisor_release", N_("Released by the supervisor"), EPC_TYPE_YES_NO, .group = "release" },
  { "release_date", N_("Released on"), EPC_TYPE_DATE, .group = "release" },
  { "contract", N_("Contract"), EPC_TYPE_CODE, .codes = "contract_type", .section = N_("Contract"), .synonyms = "contrat" },
  { "contract_end", N_("Contract ends"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | EPC_FIELD_LIST | EPC_FIELD_PLANNED,
    .synonyms = "fin de contrat|fim do contrato" },
  { "is_active", N_("On the roster"), EPC_TYPE_YES_NO, .initial = "yes" },
  { "consent", N_("Agreed to be listed"), EPC_TYPE_YES_NO,
    .help = N_("The person agreed that name and work contact are kept here.") },
  { "consent_date", N_("Agreed on"), EPC_TYPE_DATE },
  { "last_deployment_end", N_("Last deployment ended"), EPC_TYPE_DATE, EPC_FIELD_UNTIL, .section = N_("History") },
  { "evaluation", N_("Mean evaluation"), EPC_TYPE_DECIMAL, .sensitivity = EPC_SENSITIVITY_CONFIDENTIAL, .min = 1, .max = 5 },
  { "lessons", N_("Lessons"), EPC_TYPE_LONG_TEXT, .sensitivity = EPC_SENSITIVITY_RESTRICTED },
};

static const EpcField expert_language_fields[] = {
  { "expert", N_("Expert"), EPC_TYPE_REFERENCE, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .target = "expert", .section = N_("Language"), .synonyms = "especialista|perito" },
  { "language", N_("Language"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST, .codes = "language",
    .synonyms = "idioma|idiomas|languages|languages spoken|langue|langues|língua|línguas" },
  { "level", N_("Level"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "language_level", .synonyms = "niveau|nivel|nivel de idioma|language level" },
  { "is_tested", N_("Tested"), EPC_TYPE_YES_NO, .help = N_("A language exam or interview confirmed the level.") },
};

static const EpcField expert_clearance_fields[] = {
  { "expert", N_("Expert"), EPC_TYPE_REFERENCE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .target = "expert",
    .section = N_("Clearance"), .synonyms = "especialista|perito" },
  { "kind", N_("Kind"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .codes = "clearance_kind",
    .synonyms = "type|tipo" },
  { "is_held", N_("Is held"), EPC_TYPE_YES_NO, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .initial = "yes" },
  { "issued_on", N_("Issued on"), EPC_TYPE_DATE, EPC_FIELD_LIST, .synonyms = "délivré le|emitido em" },
  { "expires_on", N_("Expires on"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | EPC_FIELD_LIST | EPC_FIELD_PLANNED,
    .synonyms = "expire le|vence em|date d'expiration" },
  { "country", N_("For the country"), EPC_TYPE_PLACE, EPC_FIELD_LIST, .help = N_("For a visa or a travel clearance.") },
};

static const EpcField expert_availability_fields[] = {
  { "expert", N_("Expert"), EPC_TYPE_REFERENCE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .target = "expert",
    .section = N_("Availability"), .synonyms = "especialista|perito" },
  { "availability", N_("Availability"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .codes = "availability",
    .synonyms = "disponibilité|disponibilidade" },
  { "available_from", N_("From"), EPC_TYPE_DATE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_PLANNED, .group = "period",
    .synonyms = "de|du|origine|origem" },
  { "available_to", N_("Until"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | EPC_FIELD_LIST | EPC_FIELD_PLANNED, .group = "period",
    .synonyms = "jusqu'au|até" },
  { "notice", N_("Can leave within"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "notice_time" },
  { "max_weeks", N_("Longest deployment"), EPC_TYPE_INTEGER, .unit = N_("weeks"), .min = 1, .max = 52 },
  { "supervisor_release", N_("Released by the supervisor"), EPC_TYPE_YES_NO, EPC_FIELD_LIST, .group = "release" },
  { "release_date", N_("Released on"), EPC_TYPE_DATE, .group = "release" },
};

static const EpcField training_session_fields[] = {
  { "course", N_("Course"), EPC_TYPE_REFERENCE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .target = "course",
    .section = N_("Session"), .hxl = "#activity+name", .synonyms = "cours|formation|formação|course name|training|training course|nombre del curso|capacitación|taller|título de la capacitación|"
      "nombre de la capacitación|nom du cours|treinamento" },
  { "title", N_("Title"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH, .synonyms = "titre|intitulé|training title|nombre del taller" },
  { "status", N_("Status"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .codes = "session_status", .hxl = "#status",
    .synonyms = "statut|état|situação|estatuto", .initial = "planned" },
  { "start_date", N_("From"), EPC_TYPE_DATE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_PLANNED, .group = "dates",
    .hxl = "#date+start", .synonyms = "start|start date|date|fecha|fecha de inicio|inicio|début|date de début|data de início|de|du|origine|origem" },
  { "end_date", N_("Until"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | EPC_FIELD_PLANNED, .group = "dates", .hxl = "#date+end",
    .synonyms = "end|end date|fin|fecha de fin|fecha de finalización|date de fin|data de término|jusqu'au|até" },
  { "place", N_("Place"), EPC_TYPE_PLACE, EPC_FIELD_LIST | EPC_FIELD_INDEX, .hxl = "#adm1+code|#adm2+code",
    .synonyms = "lugar|lieu|location|local|commune|municipality|municipio" },
  { "venue", N_("Venue"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH, .synonyms = "lieu de la formation|local do evento" },
  { "language", N_("Language"), EPC_TYPE_CODE, .codes = "language", .synonyms = "langue|língua" },
  { "delivery", N_("Delivery"), EPC_TYPE_CODE, .codes = "training_delivery", .synonyms = "modalidad|modality|modalité|modalidade" },
  { "facilitators", N_("Facilitators"), EPC_TYPE_TEXT, EPC_FIELD_PERSON, .sensitivity = EPC_SENSITIVITY_RESTRICTED,
    .synonyms = "trainers|trainer|facilitator|facilitador|facilitadores|facilitadora|capacitador|formateur|formateurs|facilitateur" },
  { "partner", N_("Partner"), EPC_TYPE_REFERENCE, .target = "organisation", .hxl = "#org+impl",
    .synonyms = "partenaire|parceiro" },
  { "crisis", N_("Crisis"), EPC_TYPE_REFERENCE, .target = "crisis", .hxl = "#crisis+code",
    .synonyms = "crise|urgence|emergência" },
  { "planned", N_("Places planned"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_PLANNED | EPC_FIELD_ADDS, .unit = N_("people"),
    .section = N_("Participants"), .min = 0, .max = HUGE_VAL, .hxl = "#targeted|#targeted+ind",
    .synonyms = "planned|previstos" },
  { "attended", N_("Attended"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_TOTAL | EPC_FIELD_ADDS, .unit = N_("people"), .group = "attended",
    .min = 0, .max = HUGE_VAL, .hxl = "#reached|#reached+ind", .synonyms = "participants|participantes|attended|asistentes|total participantes|total participants|total asistentes" },
  { "attended_women", N_("Women"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_PART, .unit = N_("people"), .group = "attended",
    .min = 0, .max = HUGE_VAL, .hxl = "#reached+f", .synonyms = "female|f|mujeres|femmes|mulheres|participantes mujeres|mujeres participantes|women participants|female participants|"
      "participants femmes" },
  { "attended_men", N_("Men"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_PART, .unit = N_("people"), .group = "attended",
    .min = 0, .max = HUGE_VAL, .hxl = "#reached+m", .synonyms = "male|m|hombres|hommes|homens|participantes hombres|hombres participantes|men participants|male participants|"
      "participants hommes" },
  { "attended_staff", N_("Staff of IOM"), EPC_TYPE_INTEGER, .unit = N_("people"), .group = "attended_by_type",
    .min = 0, .max = HUGE_VAL },
  { "attended_government", N_("Staff of government"), EPC_TYPE_INTEGER, .unit = N_("people"), .group = "attended_by_type",
    .min = 0, .max = HUGE_VAL },
  { "attended_ngo", N_("Staff of NGOs and partners"), EPC_TYPE_INTEGER, .unit = N_("people"), .group = "attended_by_type",
    .min = 0, .max = HUGE_VAL },
  { "attended_community", N_("People of the community"), EPC_TYPE_INTEGER, .unit = N_("people"), .group = "attended_by_type",
    .min = 0, .max = HUGE_VAL },
  { "attended_disability", N_("Persons with disabilities"), EPC_TYPE_INTEGER, .unit = N_("people"), .min = 0, .max = HUGE_VAL,
    .hxl = "#reached+disabled",
    .synonyms = "personnes handicapées|personnes vivant avec un handicap|pessoas com deficiência|PwD|discapacidad" },
  { "offices_trained", N_("Disaster offices with trained CCCM staff"), EPC_TYPE_INTEGER, .unit = N_("offices"),
    .min = 0, .max = HUGE_VAL },
  { "pre_test", N_("Mean before"), EPC_TYPE_PERCENT, .help = N_("Mean result of the test before the course, in percent."),
    .unit = N_("%"), .section = N_("Results"), .min = 0, .max = 100 },
  { "post_test", N_("Mean after"), EPC_TYPE_PERCENT, .help = N_("Mean result of the test after the course, in percent."),
    .unit = N_("%"), .min = 0, .max = 100 },
  { "gain", N_("Gain"), EPC_TYPE_COMPUTED, .unit = N_("points"), .computed_type = EPC_TYPE_DECIMAL, .compute = training_gain },
  { "passed", N_("Reached 70% or more"), EPC_TYPE_PERCENT, .share_of = "attended",
    .help = N_("Share of participants with at least 70% after the course."), .unit = N_("%"), .min = 0, .max = 100 },
  { "satisfaction", N_("Satisfied"), EPC_TYPE_PERCENT, .share_of = "attended", .help = N_("Share of participants who were satisfied."), .unit = N_("%"),
    .min = 0, .max = 100 },
  { "budget", N_("Budget"), EPC_TYPE_MONEY, .group = "budget", .section = N_("Costs"), .min = 0, .max = HUGE_VAL,
    .hxl = "#value+budget", .synonyms = "orçamento" },
  { "spent", N_("Spent"), EPC_TYPE_MONEY, .group = "budget", .min = 0, .max = HUGE_VAL, .hxl = "#value+spent",
    .synonyms = "dépensé|gasto|executado" },
  { "budget_currency", N_("Currency of the budget"), EPC_TYPE_CODE, .codes = "currency", .group = "budget", .initial = "USD" },
  { "donor", N_("Donor"), EPC_TYPE_REFERENCE, .target = "organisation", .hxl = "#org+funder",
    .synonyms = "bailleur|bailleur de fonds|doador|financiador" },
  { "materials", N_("Materials"), EPC_TYPE_FILE },
  { "report", N_("Training report"), EPC_TYPE_FILE },
  { "gender_marker", N_("Gender marker"), EPC_TYPE_CODE, .codes = "gender_marker" },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

static const EpcField participation_fields[] = {
  { "training_session", N_("Training session"), EPC_TYPE_REFERENCE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .target = "training_session", .section = N_("Participation") },
  { "participant_name", N_("Name"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH | EPC_FIELD_PERSON,
    .sensitivity = EPC_SENSITIVITY_RESTRICTED, .hxl = "#contact+name", .synonyms = "participant|nombre|nombre completo|nombre y apellido|nombres y apellidos|full name|participant name|name of participant|nombre del participante|participante|nom|nom complet|nom du participant|nome|"
      "nome completo|nome do participante" },
  { "expert", N_("Expert"), EPC_TYPE_REFERENCE, .help = N_("When the participant is on the roster."), .target = "expert",
    .synonyms = "especialista|perito" },
  { "sex", N_("Sex"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "sex", .synonyms = "sexo|sexe|gender" },
  { "organisation", N_("Organisation"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_SEARCH, .hxl = "#org+name",
    .synonyms = ORGANISATION_NAMES },
  { "category", N_("Comes from"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "participant_category", .synonyms = "tipo de institución|type of organisation|sector de procedencia" },
  { "work_email", N_("Work e-mail"), EPC_TYPE_TEXT, EPC_FIELD_PERSON, .sensitivity = EPC_SENSITIVITY_RESTRICTED,
    .hxl = "#contact+email", .synonyms = "email|e-mail|correo|correo electrónico|courriel|courriel professionnel|e-mail de trabalho" },
  { "role", N_("Took part as"), EPC_TYPE_CODE, .codes = "participant_role", .initial = "participant" },
  { "attended", N_("Was present"), EPC_TYPE_YES_NO, EPC_FIELD_LIST, .initial = "yes", .synonyms = "asistió|asistencia|presente|attendance|present|présent|présence|compareceu|presença" },
  { "pre_score", N_("Result before"), EPC_TYPE_PERCENT, .synonyms = "pre-test|pretest|pre test|evaluación inicial|nota inicial|pré-test", .unit = N_("%"), .sensitivity = EPC_SENSITIVITY_RESTRICTED,
    .min = 0, .max = 100 },
  { "post_score", N_("Result after"), EPC_TYPE_PERCENT, EPC_FIELD_LIST, .synonyms = "post-test|posttest|post test|evaluación final|nota final", .unit = N_("%"),
    .sensitivity = EPC_SENSITIVITY_RESTRICTED, .min = 0, .max = 100 },
  { "passed", N_("Passed"), EPC_TYPE_YES_NO, EPC_FIELD_LIST, .synonyms = "aprobó|aprobado|reussi|aprovado" },
};

static const EpcField certificate_fields[] = {
  { "certificate_no", N_("Certificate number"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH,
    .section = N_("Certificate"), .synonyms = "certificate no|no.|número|numéro de certificat|número do certificado" },
  { "course", N_("Course"), EPC_TYPE_REFERENCE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .target = "course",
    .synonyms = "cours|formation|formação" },
  { "holder", N_("Name"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH | EPC_FIELD_PERSON,
    .sensitivity = EPC_SENSITIVITY_RESTRICTED, .hxl = "#contact+name", .synonyms = "nom|nome" },
  { "expert", N_("Expert"), EPC_TYPE_REFERENCE, EPC_FIELD_INDEX, .target = "expert", .synonyms = "especialista|perito" },
  { "participation", N_("Participation"), EPC_TYPE_REFERENCE, .target = "participation" },
  { "issued_on", N_("Issued on"), EPC_TYPE_DATE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .hxl = "#date+start",
    .synonyms = "délivré le|emitido em" },
  { "expires_on", N_("Expires on"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | EPC_FIELD_LIST | EPC_FIELD_PLANNED, .hxl = "#date+end",
    .synonyms = "expire le|vence em|date d'expiration" },
  { "issuer", N_("Issued by"), EPC_TYPE_TEXT, EPC_FIELD_LIST, .hxl = "#org+name" },
  { "certificate_file", N_("Certificate as a file"), EPC_TYPE_FILE },
};

const EpcEntity epc_preparedness_people_entities[] = {
  { .key = "expert", .label = N_("Expert"), .plural = N_("Experts"), .area = EPC_AREA_PREPAREDNESS,
    .help = N_("People of IOM and its partners who can be deployed. Nothing personal is kept but name and work contact."),
    .icon = "system-users-symbolic", EPC_FIELDS (expert_fields), .code_prefix = "EXP", .title = "name", .sort = "name",
    .section = "roster", .validate = expert_validate },
  { .key = "expert_language", .label = N_("Expert's language"), .plural = N_("Experts' languages"),
    .area = EPC_AREA_PREPAREDNESS, .help = N_("Languages an expert works in, with the level."), .icon = "system-users-symbolic",
    EPC_FIELDS (expert_language_fields), .title = "expert language", .sort = "expert", .section = "roster" },
  { .key = "expert_clearance", .label = N_("Clearance"), .plural = N_("Clearances"), .area = EPC_AREA_PREPAREDNESS,
    .help = N_("What an expert needs to travel: only whether it is held and until when, never details."),
    .icon = "system-users-symbolic", EPC_FIELDS (expert_clearance_fields), .title = "expert kind", .sort = "expires_on",
    .date = "issued_on", .section = "roster", .validate = expert_clearance_validate },
  { .key = "expert_availability", .label = N_("Availability"), .plural = N_("Availabilities"), .area = EPC_AREA_PREPAREDNESS,
    .help = N_("When an expert can and cannot leave, period by period."), .icon = "system-users-symbolic",
    EPC_FIELDS (expert_availability_fields), .title = "expert availability", .sort = "-available_from",
    .date = "available_from", .section = "roster", .validate = expert_availability_validate },
  { .key = "training_session", .label = N_("Training session"), .plural = N_("Training sessions"),
    .area = EPC_AREA_PREPAREDNESS, .flags = EPC_ENTITY_BY_NAME, .help = N_("A course given once: when, where, to how many, with what result."),
    .icon = "x-office-presentation-symbolic", EPC_FIELDS (training_session_fields), .code_prefix = "TRN",
    .title = "course start_date", .sort = "-start_date", .date = "start_date", .known_by = "start_date", .section = "training",
    .validate = training_session_validate },
  { .key = "participation", .label = N_("Participation"), .plural = N_("Participations"), .area = EPC_AREA_PREPAREDNESS,
    .help = N_("Staff and partners who took part in a session. Community trainings are kept as counts only, on the session."),
    .icon = "x-office-presentation-symbolic", EPC_FIELDS (participation_fields), .title = "participant_name training_session",
    .sort = "participant_name", .section = "training", .validate = participation_validate },
  { .key = "certificate", .label = N_("Certificate"), .plural = N_("Certificates"), .area = EPC_AREA_PREPAREDNESS,
    .help = N_("Certificates of staff and partners, with the day they expire."), .icon = "x-office-presentation-symbolic",
    EPC_FIELDS (certificate_fields), .title = "certificate_no holder", .sort = "expires_on", .date = "issued_on",
    .section = "training", .validate = certificate_validate },
};
const guint epc_n_preparedness_people_entities = G_N_ELEMENTS (epc_preparedness_people_entities);
