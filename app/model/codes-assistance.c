/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Code lists of the response: supplies, assistance, funding, deployments, coordination. Synonyms are spellings met in files.
 */
#include "epc-codes.h"
#include "base/epc-i18n.h"

static const EpcCode consignment_status_codes[] = {
  { "planned", N_("Planned"), "planificado|prévu" },
  { "ordered", N_("Ordered"), "pedido|commandé" },
  { "shipped", N_("Shipped"), "in transit|sent|enviado|en camino|expédié" },
  { "in_customs", N_("In customs"), "en aduana|en douane" },
  { "received", N_("Received"), "unloaded|recibido|reçu" },
  { "closed", N_("Closed"), "cerrado|clos" },
  { "cancelled", N_("Cancelled"), "cancelado|annulé" },
};

static const EpcCode incoterm_codes[] = {
  { "EXW", N_("EXW, ex works"), NULL },
  { "FCA", N_("FCA, free carrier"), NULL },
  { "CPT", N_("CPT, carriage paid to"), NULL },
  { "CIP", N_("CIP, carriage and insurance paid to"), NULL },
  { "DAP", N_("DAP, delivered at place"), NULL },
  { "DPU", N_("DPU, delivered at place unloaded"), NULL },
  { "DDP", N_("DDP, delivered duty paid"), NULL },
  { "FAS", N_("FAS, free alongside ship"), NULL },
  { "FOB", N_("FOB, free on board"), NULL },
  { "CFR", N_("CFR, cost and freight"), NULL },
  { "CIF", N_("CIF, cost, insurance and freight"), NULL },
};

static const EpcCode freight_mode_codes[] = {
  { "air", N_("Air"), "aéreo|aérien" },
  { "sea", N_("Sea"), "ocean|marítimo|maritime" },
  { "road", N_("Road"), "truck|terrestre|carretera|routier" },
  { "rail", N_("Rail"), "ferroviario|ferroviaire" },
  { "river", N_("River"), "fluvial" },
  { "foot", N_("On foot"), "walking|a pie|à pied" },
};

static const EpcCode customs_status_codes[] = {
  { "not_needed", N_("Not needed"), "no aplica|pas nécessaire" },
  { "to_file", N_("Papers to be filed"), "por presentar|à déposer" },
  { "filed", N_("Filed"), "presentado|déposé" },
  { "exempted", N_("Exemption granted"), "duty free|exoneración otorgada|exonération accordée" },
  { "inspected", N_("Under inspection"), "en inspección|en inspection" },
  { "cleared", N_("Released by customs"), "released|liberado|dédouané" },
  { "blocked", N_("Held by customs"), "held|retenido|bloqué" },
};

static const EpcCode stock_condition_codes[] = {
  { "good", N_("Good"), "bueno|bon" },
  { "damaged", N_("Damaged"), "dañado|endommagé" },
  { "expired", N_("Expired"), "vencido|périmé" },
};

static const EpcCode stock_movement_type_codes[] = {
  { "receipt", N_("Receipt"), "received|recepción|entrada|réception" },
  { "transfer_in", N_("Transfer in"), "traslado de entrada|transfert entrant" },
  { "transfer_out", N_("Transfer out"), "traslado de salida|transfert sortant" },
  { "dispatch", N_("Dispatch"), "sent|issue|despacho|salida|expédition" },
  { "return", N_("Return to stock"), "devolución|retour" },
  { "loss", N_("Loss"), "theft|pérdida|perte" },
  { "damage", N_("Damage"), "daño|dommage" },
  { "adjustment", N_("Adjustment"), "stock count|ajuste|ajustement" },
  { "expiry", N_("Expiry"), "expired|vencimiento|péremption" },
  { "kit_assembly", N_("Kit assembly"), "kitting|armado de kits|assemblage de kits" },
};

static const EpcCode reservation_status_codes[] = {
  { "held", N_("Reserved"), "reservado|réservé" },
  { "issued", N_("Dispatched"), "despachado|sorti" },
  { "released", N_("Released"), "cancelled|liberado|cancelado|libéré" },
};

static const EpcCode distribution_status_codes[] = {
  { "planned", N_("Planned"), "planificada|prévue" },
  { "approved", N_("Approved"), "aprobada|approuvée" },
  { "stock_reserved", N_("Stock reserved"), "existencias reservadas|stock réservé" },
  { "dispatched", N_("Dispatched"), "despachada|expédiée" },
  { "distributed", N_("Distributed"), "completed|distribuida|distribuée" },
  { "reconciled", N_("Reconciled"), "conciliada|rapprochée" },
  { "pdm_done", N_("Monitoring done"), "pdm done|pdm hecho|pdm fait" },
  { "closed", N_("Closed"), "cerrada|clôturée" },
  { "cancelled", N_("Cancelled"), "cancelada|annulée" },
};

static const EpcCode modality_codes[] = {
  { "in_kind", N_("In kind"), "in-kind|items|physical|en especie|físico|material|en nature|em espécie" },
  { "voucher", N_("Voucher"), "vouchers|cupón|vale|bono|coupon" },
  { "cash", N_("Cash"), "multipurpose cash|efectivo|transferencia|cbi|cash/voucher|argent liquide|dinheiro" },
  { "service", N_("Service"), "human|humano|servicio" },
  { "mixed", N_("Mixed"), "mixta|mixte" },
};

static const EpcCode receipt_proof_codes[] = {
  { "signature", N_("Signature sheet"), "hoja de firmas|feuille de signatures" },
  { "token", N_("Token"), "ficha|jeton" },
  { "biometric", N_("Biometric, held elsewhere"), "biometría|biométrie" },
  { "photo", N_("Photo of the place"), "foto" },
  { "witness", N_("Witness of the committee"), "testigo|témoin" },
  { "none", N_("None"), "ninguna|aucune" },
};

static const EpcCode shelter_work_type_codes[] = {
  { "repair", N_("Repair"), "rehabilitation|reparación|réparation" },
  { "rebuild", N_("Rebuilding"), "reconstruction|reconstrucción" },
  { "transitional", N_("Transitional shelter"), "t-shelter|alojamiento transitorio|abri transitoire" },
  { "rental_subsidy", N_("Rental subsidy"), "rental|subsidio de alquiler|subvention de loyer" },
  { "sealing_off", N_("Sealing off"), "winterization|cerramiento|mise hors d'eau" },
  { "collective_works", N_("Works in a collective centre"),
    "collective centre upgrade|obras en centro colectivo|travaux en centre collectif" },
  { "site_works", N_("Works on a site"), "site improvement|drainage|obras en el sitio|travaux sur site" },
  { "demolition", N_("Demolition and debris"), "debris removal|demolición y escombros|démolition" },
};

static const EpcCode shelter_beneficiary_codes[] = {
  { "owner", N_("Owner"), "propietario|propriétaire" },
  { "tenant", N_("Tenant"), "renter|inquilino|arrendatario|locataire" },
  { "occupant", N_("Occupant without papers"), "squatter|ocupante" },
  { "host", N_("Host family"), "familia de acogida|famille d'accueil" },
  { "mixed", N_("Mixed"), "mixto|mixte" },
};

static const EpcCode activity_status_codes[] = {
  { "planned", N_("Planned"), "planeada|planeado|planificada|planificado|programada|programado|prévu|prévue|planejada|planejado" },
  { "ongoing", N_("Ongoing"), "in progress|active|under implementation|en ejecución|en proceso|en curso|en marcha|en cours|em andamento|em execução" },
  { "completed", N_("Completed"), "finished|closed|completada|completado|finalizada|finalizado|terminada|terminado|concluida|concluido|ejecutado|realizado|terminé|terminée|achevé|achevée|réalisé|concluída|concluído|finalizada" },
  { "suspended", N_("Suspended"), "on hold|suspendida|suspendido|en pausa|suspendu|suspendue|suspensa|suspenso" },
  { "cancelled", N_("Cancelled"), "canceled|cancelada|cancelado|annulé|annulée" },
};

static const EpcCode activity_funding_codes[] = {
  { "funded", N_("Funded"), "fully funded|financiada|financé" },
  { "partly", N_("Partly funded"), "partially funded|financiada en parte|partiellement financé" },
  { "unfunded", N_("Not funded"), "sin financiamiento|non financé" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode fund_codes[] = {
  { "mefm", N_("MEFM"), "migration emergency funding mechanism|mecanismo de financiamiento de emergencia" },
  { "cerf", N_("CERF"), "central emergency response fund" },
  { "country_fund", N_("Country pooled fund"), "cbpf|fondo común de país" },
  { "start", N_("Start Fund"), NULL },
  { "donor", N_("Donor, directly"), "donante" },
  { "government", N_("Government"), "gobierno|gouvernement" },
  { "other", N_("Other"), "otro|autre" },
};

static const EpcCode funding_status_codes[] = {
  { "draft", N_("Draft"), "borrador|brouillon" },
  { "finance_check", N_("Budget check"), "revisión de presupuesto|contrôle budgétaire" },
  { "com_approved", N_("Agreed by Chief of Mission"), "com approved|aprobada por el jefe de misión" },
  { "rts_endorsed", N_("Endorsed by RTS"), "rts endorsed|avalada por el rts" },
  { "submitted", N_("Sent to headquarters"), "enviada a la sede|soumise" },
  { "approved", N_("Approved"), "aprobada|approuvée" },
  { "returned", N_("Returned"), "devuelta|renvoyée" },
  { "rejected", N_("Rejected"), "rechazada|rejetée" },
  { "disbursed", N_("Disbursed"), "desembolsada|décaissée" },
  { "partially_reimbursed", N_("Partly repaid"), "partially reimbursed|reembolsada en parte|partiellement remboursée" },
  { "reimbursed", N_("Repaid"), "reembolsada|remboursée" },
  { "closed", N_("Closed"), "cerrada|clôturée" },
  { "cancelled", N_("Cancelled"), "cancelada|annulée" },
};

static const EpcCode budget_line_type_codes[] = {
  { "staff", N_("Staff"), "personnel|personal" },
  { "travel", N_("Travel"), "viajes|voyages" },
  { "shelter_nfi", N_("Shelter and NFI"), "shelter/nfi|alojamiento y nfi|abris et nfi" },
  { "transport", N_("Transport"), "transporte" },
  { "wash", N_("WASH"), "agua, saneamiento e higiene" },
  { "health", N_("Health"), "salud|santé" },
  { "protection", N_("Protection"), "protección" },
  { "cash", N_("Cash and vouchers"), "efectivo y cupones|espèces" },
  { "dtm", N_("DTM and information"), "dtm e información" },
  { "operations", N_("Operations"), "office|operaciones|fonctionnement" },
  { "security", N_("Security"), "seguridad|sécurité" },
  { "overhead", N_("Overhead"), "indirect costs|gastos generales|frais généraux" },
  { "other", N_("Other"), "otro|autre" },
};

static const EpcCode repayment_status_codes[] = {
  { "expected", N_("Expected"), "prospect|esperado|attendu" },
  { "pledged", N_("Pledged"), "comprometido|promis" },
  { "received", N_("Donor money received"), "fondos recibidos|reçu" },
  { "posted", N_("Repaid to the fund"), "paid|reembolsado al fondo|remboursé" },
  { "lost", N_("Will not come"), "no llegará|perdu" },
};

static const EpcCode approval_step_codes[] = {
  { "finance", N_("Budget check"), "revisión de presupuesto|contrôle budgétaire" },
  { "com", N_("Chief of Mission"), "jefe de misión|chef de mission" },
  { "rts", N_("Regional technical specialist"), "especialista técnico regional" },
  { "regional_director", N_("Regional Director"), "rd|director regional|directeur régional" },
  { "hq", N_("Headquarters"), "sede|siège" },
  { "treasury", N_("Treasury"), "tesorería|trésorerie" },
  { "partner", N_("Partner or authority"), "socio o autoridad|partenaire" },
  { "other", N_("Other"), "otro|autre" },
};

static const EpcCode approval_decision_codes[] = {
  { "approved", N_("Approved"), "endorsed|yes|aprobado|approuvé" },
  { "partly", N_("Approved in part"), "partially approved|aprobado en parte|partiellement approuvé" },
  { "returned", N_("Returned for changes"), "devuelto|renvoyé" },
  { "rejected", N_("Rejected"), "no|rechazado|rejeté" },
};

static const EpcCode approval_channel_codes[] = {
  { "email", N_("E-mail"), "correo electrónico|courriel" },
  { "signed_page", N_("Signed page"), "signature|hoja firmada|page signée" },
  { "phone", N_("Telephone or radio"), "teléfono o radio|téléphone" },
  { "messaging", N_("Message"), "whatsapp|teams|mensaje" },
  { "meeting", N_("Meeting"), "reunión|réunion" },
  { "system", N_("Corporate system"), "sistema institucional|système" },
  { "package", N_("Signed package"), "paquete firmado|paquet signé" },
};

static const EpcCode expert_request_status_codes[] = {
  { "requested", N_("Requested"), "solicitado|demandé" },
  { "rts_reviewed", N_("Reviewed by RTS"), "rts reviewed|revisado por el rts" },
  { "shortlisted", N_("Shortlisted"), "preseleccionado|présélectionné" },
  { "contacted", N_("Expert contacted"), "experto contactado|contacté" },
  { "released", N_("Release approved"), "liberación aprobada|libéré" },
  { "travelling", N_("Clearance and travel"), "clearance/travel|en trámite de viaje|en voyage" },
  { "filled", N_("Filled"), "deployed|cubierta|pourvu" },
  { "no_match", N_("Nobody matches"), "no match|sin candidato|aucun candidat" },
  { "escalated", N_("Escalated"), "escalada|transmis" },
  { "cancelled", N_("Cancelled"), "cancelada|annulée" },
  { "closed", N_("Closed"), "cerrada|clôturée" },
};

static const EpcCode urgency_codes[] = {
  { "h24", N_("24 hours"), "24 h|24h|24 horas|24 heures" },
  { "h72", N_("72 hours"), "72 h|72h|72 horas|72 heures" },
  { "d7", N_("7 days"), "7 d|one week|7 días|7 jours" },
  { "d30", N_("A month"), "30 d|un mes|un mois" },
};

static const EpcCode security_level_codes[] = {
  { "1", N_("1 Minimal"), "minimal|mínimo" },
  { "2", N_("2 Low"), "low|bajo" },
  { "3", N_("3 Moderate"), "moderate|moderado" },
  { "4", N_("4 Substantial"), "substantial|sustancial" },
  { "5", N_("5 High"), "high|alto" },
  { "6", N_("6 Extreme"), "extreme|extremo" },
};

static const EpcCode deployment_status_codes[] = {
  { "shortlisted", N_("Shortlisted"), "preseleccionado|présélectionné" },
  { "contacted", N_("Contacted"), "contactado|contacté" },
  { "release_approved", N_("Release approved"), "liberación aprobada|libération approuvée" },
  { "travelling", N_("Clearance and travel"), "clearance/travel|en trámite de viaje|en voyage" },
  { "deployed", N_("Deployed"), "in mission|desplegado|en misión|déployé" },
  { "extended", N_("Extended"), "prorrogado|prolongé" },
  { "ended", N_("Mission ended"), "end of mission|fin de misión|fin de mission" },
  { "evaluated", N_("Evaluated"), "evaluado|évalué" },
  { "closed", N_("Closed"), "cerrado|clos" },
  { "declined", N_("Declined"), "not available|declinó|décliné" },
  { "cancelled", N_("Cancelled"), "cancelado|annulé" },
};

static const EpcCode access_constraint_type_codes[] = {
  { "environment", N_("Terrain, weather, infrastructure"),
    "physical environment|roads|entorno físico|infraestructura|environnement physique" },
  { "movement_into", N_("Entry into the country denied"),
    "restriction of movement into|customs|visas|restricción de ingreso|entrée refusée" },
  { "movement_within", N_("Movement inside restricted"), "checkpoints|roadblocks|restricción de movimiento|retenes|barrages" },
  { "interference", N_("Interference with the response"), "interferencia|ingérence" },
  { "violence", N_("Violence against staff or goods"),
    "violence against personnel|violencia contra el personal|violence contre le personnel" },
  { "denial", N_("Needs denied"), "denial of needs|negación de necesidades|déni des besoins" },
  { "people_blocked", N_("People kept from services"),
    "restriction of access of people|confinement|confinamiento|personas sin acceso a servicios" },
  { "hostilities", N_("Fighting"), "active hostilities|gang control|hostilidades|control de pandillas|hostilités" },
  { "explosives", N_("Mines and explosives"), "uxo|minas y explosivos|mines" },
};

static const EpcCode access_severity_codes[] = {
  { "low", N_("Low, some delay"), "baja|faible" },
  { "moderate", N_("Moderate, partly possible"), "moderada|modérée" },
  { "high", N_("High, hardly possible"), "alta|élevée" },
  { "closed", N_("No access"), "sin acceso|aucun accès" },
};

static const EpcCode access_status_codes[] = {
  { "active", N_("Active"), "ongoing|activa" },
  { "easing", N_("Easing"), "improving|mejorando|en amélioration" },
  { "ended", N_("Ended"), "resolved|terminada|resuelta|terminée" },
};

static const EpcCode meeting_type_codes[] = {
  { "hct", N_("Humanitarian Country Team"), "eph|equipo humanitario de país|équipe humanitaire pays" },
  { "inter_cluster", N_("Inter-cluster or inter-sector"), "icc|intersectorial|inter-cluster" },
  { "cluster", N_("Cluster or sector"), "sector|grupo sectorial|secteur" },
  { "cccm", N_("CCCM"), "camp coordination" },
  { "government", N_("With government"), "con el gobierno|avec le gouvernement" },
  { "donor", N_("With donors"), "donors|con donantes|avec les bailleurs" },
  { "iom", N_("Inside IOM"), "internal|interna de la oim|interne" },
  { "site", N_("At a site"), "site coordination|en un sitio|sur un site" },
  { "community", N_("With the community"), "con la comunidad|avec la communauté" },
  { "r4v", N_("R4V platform"), "plataforma r4v" },
  { "other", N_("Other"), "otra|autre" },
};

static const EpcCode meeting_status_codes[] = {
  { "planned", N_("Planned"), "planificada|prévue" },
  { "held", N_("Took place"), "done|realizada|tenue" },
  { "postponed", N_("Postponed"), "aplazada|reportée" },
  { "cancelled", N_("Cancelled"), "cancelada|annulée" },
};

static const EpcCode feedback_type_codes[] = {
  { "question", N_("Question"), "request for information|pregunta|consulta" },
  { "request", N_("Request for help"), "solicitud de ayuda|demande d'aide" },
  { "suggestion", N_("Suggestion"), "sugerencia" },
  { "thanks", N_("Thanks"), "positive|agradecimiento|remerciement" },
  { "complaint", N_("Complaint about a service"), "queja|queja sobre un servicio|plainte" },
  { "staff", N_("Complaint about conduct (not PSEA)"), "conduct|queja sobre conducta|plainte sur la conduite" },
  { "rumour", N_("Rumour"), "rumor|rumeur" },
};

static const EpcCode feedback_topic_codes[] = {
  { "distribution", N_("Distribution"), "distribución" },
  { "selection", N_("Selection of households"), "targeting|selección de hogares|ciblage" },
  { "shelter", N_("Shelter"), "alojamiento|abri" },
  { "water", N_("Water and sanitation"), "wash|agua y saneamiento|eau et assainissement" },
  { "food", N_("Food"), "alimentos|nourriture" },
  { "health", N_("Health"), "salud|santé" },
  { "education", N_("Education"), "educación|éducation" },
  { "site", N_("Site management"), "gestión del sitio|gestion du site" },
  { "registration", N_("Registration"), "registro|enregistrement" },
  { "cash", N_("Cash"), "efectivo|argent" },
  { "return", N_("Return or relocation"), "retorno o reubicación|retour" },
  { "documents", N_("Documents"), "documentos" },
  { "information", N_("Information"), "información" },
  { "security", N_("Security of the place"), "seguridad del lugar|sécurité" },
  { "other", N_("Other"), "otro|autre" },
};

static const EpcCode feedback_age_codes[] = {
  { "child", N_("Under 18"), "<18|menor de 18|moins de 18 ans" },
  { "adult", N_("18–59"), "18-59|adulto|adulte" },
  { "older", N_("60 and over"), "60+|persona mayor|60 ans et plus" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode feedback_status_codes[] = {
  { "open", N_("Open"), "new|received|abierta|recibida|ouverte" },
  { "referred", N_("Passed on"), "referida|transmise" },
  { "answered", N_("Answered"), "responded|respondida|répondue" },
  { "closed", N_("Closed"), "resolved|cerrada|resuelta|clôturée" },
};

static const EpcCode sitrep_kind_codes[] = {
  { "flash", N_("Flash update"), "informe flash|actualización flash|mise à jour éclair" },
  { "iom_sitrep", N_("IOM situation report"), "iom sitrep|informe de situación de la oim|rapport de situation de l'oim" },
  { "ocha_sitrep", N_("OCHA situation report"), "ocha sitrep|informe de situación de ocha|rapport de situation d'ocha" },
  { "brief", N_("Country brief to RTS"), "country brief|resumen de país para el rts" },
  { "donor", N_("Donor update"), "donor report|informe a donantes|note aux bailleurs" },
};

static const EpcCode sitrep_status_codes[] = {
  { "draft", N_("Draft"), "borrador|brouillon" },
  { "in_review", N_("In review"), "en revisión|en relecture" },
  { "cleared", N_("Cleared"), "approved|visto bueno|validé" },
  { "issued", N_("Issued"), "published|emitido|publicado|publié" },
  { "withdrawn", N_("Withdrawn"), "retirado|retiré" },
};

static const EpcCode appeal_kind_codes[] = {
  { "hrp", N_("Humanitarian response plan"),
    "HRP|humanitarian needs and response plan|HNRP|plan de respuesta humanitaria|plan de réponse humanitaire|plano de resposta humanitária" },
  { "flash", N_("Flash appeal"), "flash appeal|llamamiento urgente|appel éclair|apelo urgente" },
  { "regional", N_("Regional plan for refugees and migrants"), "RRP|RMRP|regional response plan|regional refugee response plan|plan regional" },
  { "emergency_appeal", N_("Red Cross emergency appeal"), "emergency appeal|llamamiento de emergencia|appel d'urgence" },
  { "dref", N_("Red Cross emergency fund (DREF)"), "DREF|disaster response emergency fund|disaster relief emergency fund" },
  { "other", N_("Another appeal"), "other|otro|autre|outro" },
};

static const EpcCode appeal_status_codes[] = {
  { "planned", N_("Being prepared"), "planned|draft|en preparación|en préparation" },
  { "active", N_("Open"), "active|ongoing|open|activo|abierto|en cours|ativo" },
  { "closed", N_("Closed"), "closed|ended|completed|frozen|cerrado|clôturé|encerrado" },
};

const EpcCodeList epc_assistance_code_lists[] = {
  { "consignment_status", N_("Status of a consignment"), consignment_status_codes, G_N_ELEMENTS (consignment_status_codes), FALSE, NULL },
  EPC_CODE_LIST ("incoterm", N_("Incoterm"), incoterm_codes, .source = "Incoterms 2020, International Chamber of Commerce"),
  { "freight_mode", N_("Mode of freight"), freight_mode_codes, G_N_ELEMENTS (freight_mode_codes), FALSE, NULL },
  { "customs_status", N_("Customs"), customs_status_codes, G_N_ELEMENTS (customs_status_codes), FALSE, NULL },
  { "stock_condition", N_("Condition of stock"), stock_condition_codes, G_N_ELEMENTS (stock_condition_codes), FALSE, NULL },
  { "stock_movement_type", N_("Stock movement"), stock_movement_type_codes, G_N_ELEMENTS (stock_movement_type_codes), FALSE, NULL },
  { "reservation_status", N_("Status of a reservation"), reservation_status_codes, G_N_ELEMENTS (reservation_status_codes), FALSE, NULL },
  { "distribution_status", N_("Status of a distribution"), distribution_status_codes, G_N_ELEMENTS (distribution_status_codes), FALSE, NULL },
  { "modality", N_("Modality"), modality_codes, G_N_ELEMENTS (modality_codes), FALSE, NULL },
  { "receipt_proof", N_("How receipt is proved"), receipt_proof_codes, G_N_ELEMENTS (receipt_proof_codes), FALSE, NULL },
  { "shelter_work_type", N_("Type of shelter work"), shelter_work_type_codes, G_N_ELEMENTS (shelter_work_type_codes), FALSE, NULL },
  { "shelter_beneficiary", N_("Owner or tenant"), shelter_beneficiary_codes, G_N_ELEMENTS (shelter_beneficiary_codes), FALSE, NULL },
  { "activity_status", N_("Status of an activity"), activity_status_codes, G_N_ELEMENTS (activity_status_codes), FALSE, NULL },
  { "activity_funding", N_("Funding of an activity"), activity_funding_codes, G_N_ELEMENTS (activity_funding_codes), FALSE, NULL },
  EPC_CODE_LIST ("appeal_kind", N_("Kind of appeal"), appeal_kind_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("appeal_status", N_("State of an appeal"), appeal_status_codes),
  EPC_CODE_LIST ("fund", N_("Fund"), fund_codes, .is_editable = TRUE),
  { "funding_status", N_("Status of a request"), funding_status_codes, G_N_ELEMENTS (funding_status_codes), FALSE, NULL },
  { "budget_line_type", N_("Budget line"), budget_line_type_codes, G_N_ELEMENTS (budget_line_type_codes), FALSE, NULL },
  { "repayment_status", N_("Status of a repayment"), repayment_status_codes, G_N_ELEMENTS (repayment_status_codes), FALSE, NULL },
  { "approval_step", N_("Step of approval"), approval_step_codes, G_N_ELEMENTS (approval_step_codes), FALSE, NULL },
  { "approval_decision", N_("Decision"), approval_decision_codes, G_N_ELEMENTS (approval_decision_codes), FALSE, NULL },
  { "approval_channel", N_("Channel of approval"), approval_channel_codes, G_N_ELEMENTS (approval_channel_codes), FALSE, NULL },
  { "expert_request_status", N_("Status of a request for experts"), expert_request_status_codes, G_N_ELEMENTS (expert_request_status_codes), FALSE, NULL },
  { "urgency", N_("Needed within"), urgency_codes, G_N_ELEMENTS (urgency_codes), FALSE, NULL },
  EPC_CODE_LIST ("security_level", N_("Security level"), security_level_codes, .source = "UN Security Level System"),
  { "deployment_status", N_("Status of a deployment"), deployment_status_codes, G_N_ELEMENTS (deployment_status_codes), FALSE, NULL },
  EPC_CODE_LIST ("access_constraint_type", N_("Type of access constraint"), access_constraint_type_codes, .source = "Access categories used by OCHA"),
  { "access_severity", N_("Severity of a constraint"), access_severity_codes, G_N_ELEMENTS (access_severity_codes), FALSE, NULL },
  { "access_status", N_("Status of a constraint"), access_status_codes, G_N_ELEMENTS (access_status_codes), FALSE, NULL },
  { "meeting_type", N_("Type of meeting"), meeting_type_codes, G_N_ELEMENTS (meeting_type_codes), FALSE, NULL },
  { "meeting_status", N_("Status of a meeting"), meeting_status_codes, G_N_ELEMENTS (meeting_status_codes), FALSE, NULL },
  { "feedback_type", N_("Kind of feedback"), feedback_type_codes, G_N_ELEMENTS (feedback_type_codes), FALSE, NULL },
  { "feedback_topic", N_("Topic of feedback"), feedback_topic_codes, G_N_ELEMENTS (feedback_topic_codes), FALSE, NULL },
  { "feedback_age", N_("Age"), feedback_age_codes, G_N_ELEMENTS (feedback_age_codes), FALSE, NULL },
  { "feedback_status", N_("Status of feedback"), feedback_status_codes, G_N_ELEMENTS (feedback_status_codes), FALSE, NULL },
  { "sitrep_kind", N_("Kind of report"), sitrep_kind_codes, G_N_ELEMENTS (sitrep_kind_codes), FALSE, NULL },
  { "sitrep_status", N_("Status of a report"), sitrep_status_codes, G_N_ELEMENTS (sitrep_status_codes), FALSE, NULL },
};
const guint epc_n_assistance_code_lists = G_N_ELEMENTS (epc_assistance_code_lists);
