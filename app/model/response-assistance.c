/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Response: shelter and non-food items. Consignments, lots, the stock ledger, reservations, distributions with their
 * monitoring, and shelter works. Items, kits and warehouses are reference data. Stock is the sum of the ledger.
 */
#include "response-fields.h"

#include <string.h>

#define LIST EPC_FIELD_LIST
#define REQUIRED EPC_FIELD_REQUIRED
#define SEARCH EPC_FIELD_SEARCH
#define INDEX EPC_FIELD_INDEX
#define PLANNED EPC_FIELD_PLANNED

static const EpcField consignment_fields[] = {
  { "number", N_("Consignment number"), EPC_TYPE_TEXT, REQUIRED | LIST | SEARCH, .section = N_("Consignment"), .width = 18,
    .hxl = "#meta+id+consignment",
    .synonyms = "consignment no|shipment number|tracking number|número de consignación|número de envío|numéro d'expédition" },
  CRISIS_FIELD (INDEX),
  { "status", N_("Status"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "consignment_status", .initial = "planned", .width = 12,
    .hxl = "#status", .synonyms = "shipping status|estado|statut" },
  { "supplier", N_("Supplier or hub"), EPC_TYPE_TEXT, LIST | SEARCH, .width = 22, .hxl = "#org+supplier",
    .synonyms = "supplier|hub|proveedor|fournisseur|supplier/donor" },
  { "donor", N_("Donor"), EPC_TYPE_TEXT, SEARCH, .hxl = "#org+funder", .synonyms = "donante|donateur|bailleur" },
  { "project", N_("Project (WBS)"), EPC_TYPE_TEXT, .hxl = "#activity+project", .synonyms = "wbs|grant|proyecto|projet" },
  { "warehouse", N_("Destination warehouse"), EPC_TYPE_REFERENCE, LIST, .target = "warehouse", .width = 20,
    .synonyms = "warehouse|destination|almacén|bodega|entrepôt" },
  { "incoterm", N_("Incoterm"), EPC_TYPE_CODE, .codes = "incoterm", .section = N_("Transport"), .synonyms = "incoterms" },
  { "mode", N_("Mode of transport"), EPC_TYPE_CODE, .codes = "freight_mode",
    .synonyms = "freight mode|modo|medio de transporte|mode de transport" },
  { "waybill", N_("Waybill or AWB"), EPC_TYPE_TEXT, SEARCH,
    .synonyms = "awb|bill of lading|waybill no|guía|carta de porte|lettre de transport" },
  { "ordered_on", N_("Ordered on"), EPC_TYPE_DATE, .hxl = "#date+ordered",
    .synonyms = "order date|fecha de pedido|date de commande" },
  { "etd", N_("Leaves (ETD)"), EPC_TYPE_DATE, PLANNED, .hxl = "#date+departure+planned",
    .synonyms = "etd|estimated departure|salida prevista|départ prévu" },
  { "eta", N_("Arrives (ETA)"), EPC_TYPE_DATE, LIST | PLANNED, .width = 12, .hxl = "#date+arrival+planned",
    .synonyms = "eta|estimated date of arrival|llegada prevista|arrivée prévue" },
  { "shipped_on", N_("Shipped on"), EPC_TYPE_DATE, .hxl = "#date+departure",
    .synonyms = "date sent|fecha de envío|date d'expédition" },
  { "received_on", N_("Received on"), EPC_TYPE_DATE, LIST, .width = 12, .hxl = "#date+arrival",
    .synonyms = "date received|fecha de recepción|date de réception" },
  { "customs_status", N_("Customs"), EPC_TYPE_CODE, .codes = "customs_status", .synonyms = "customs status|aduana|douane" },
  { "customs_note", N_("What customs still want"), EPC_TYPE_TEXT, .synonyms = "pendiente en aduana" },
  { "items", N_("Contents"), EPC_TYPE_LONG_TEXT, SEARCH, .section = N_("Contents"),
    .help = N_("Item, quantity and unit, one a line. What is received becomes lots and ledger rows."), .hxl = "#item+description",
    .synonyms = "items|artículos|articles" },
  { "weight_kg", N_("Weight"), EPC_TYPE_DECIMAL, .unit = "kg", .max = HUGE_VAL, .synonyms = "weight kg|weight|peso|poids" },
  { "volume_m3", N_("Volume"), EPC_TYPE_DECIMAL, .unit = "m³", .max = HUGE_VAL, .synonyms = "volume m3|volume|volumen" },
  { "value", N_("Value"), EPC_TYPE_MONEY, .group = "value", .max = HUGE_VAL, .hxl = "#value", .synonyms = "valor|valeur" },
  { "currency", N_("Currency"), EPC_TYPE_CODE, .codes = "currency", .group = "value", .initial = "USD", .hxl = "#currency+code",
    .synonyms = "moneda|devise" },
  NOTES_FIELD (),
};

static const EpcField consignment_item_fields[] = {
  { "consignment", N_("Consignment"), EPC_TYPE_REFERENCE, REQUIRED | LIST | INDEX, .target = "consignment", .section = N_("Contents"), .width = 22,
    .synonyms = "consignment no|consignación|expédition" },
  { "item", N_("Item"), EPC_TYPE_REFERENCE, REQUIRED | LIST | INDEX, .target = "item", .width = 28, .hxl = "#item+name",
    .synonyms = "item code|item name|supply item|artículo|article" },
  { "quantity", N_("Quantity"), EPC_TYPE_DECIMAL, REQUIRED | LIST, .max = 1e12, .width = 10, .hxl = "#item+num",
    .help = N_("What was ordered. What the ledger received from the consignment is no longer on its way."),
    .synonyms = "qty|quantity ordered|cantidad|quantité" },
  { "unit_cost", N_("Unit cost"), EPC_TYPE_MONEY, .group = "cost", .max = HUGE_VAL, .hxl = "#value+unit",
    .synonyms = "unit value|costo unitario|coût unitaire" },
  { "currency", N_("Currency"), EPC_TYPE_CODE, .codes = "currency", .group = "cost", .initial = "USD", .hxl = "#currency+code",
    .synonyms = "moneda|devise" },
  NOTES_FIELD (),
};

static const EpcField batch_fields[] = {
  { "batch_no", N_("Lot number"), EPC_TYPE_TEXT, REQUIRED | LIST | SEARCH, .section = N_("Lot"), .width = 16,
    .hxl = "#item+batch", .synonyms = "batch|lot|batch number|lot no|lote|número de lote|no de lote|numéro de lot" },
  { "item", N_("Item"), EPC_TYPE_REFERENCE, REQUIRED | LIST | INDEX, .target = "item", .width = 28, .hxl = "#item+name",
    .synonyms = "item code|item name|supply item|artículo|article" },
  { "consignment", N_("Consignment"), EPC_TYPE_REFERENCE, .target = "consignment",
    .synonyms = "consignment no|consignación|expédition" },
  { "donor", N_("Donor"), EPC_TYPE_TEXT, LIST | SEARCH, .width = 16, .hxl = "#org+funder",
    .synonyms = "supplier/donor|donante|bailleur" },
  { "grant", N_("Grant or WBS"), EPC_TYPE_TEXT, SEARCH, .hxl = "#activity+project",
    .synonyms = "wbs|grant|project|subvención|proyecto" },
  { "gifmis_ref", N_("GIFMIS reference"), EPC_TYPE_TEXT, .synonyms = "gifmis|gifmis ref|referencia gifmis" },
  { "received_date", N_("Received on"), EPC_TYPE_DATE, LIST, .width = 12, .hxl = "#date+received",
    .synonyms = "date received|fecha de recepción|date de réception" },
  { "expiry_date", N_("Expires on"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | LIST | PLANNED, .width = 12, .hxl = "#date+expiry",
    .synonyms = "expiry date|expiry|expiration|expiration date|exp date|use by|best before|vence|vencimiento|fecha vencimiento|fecha de vencimiento|caducidad|"
      "fecha de caducidad|fecha de expiración|date d'expiration|péremption|date de péremption|validade|data de validade|vencimento|data de vencimento" },
  { "condition", N_("Condition"), EPC_TYPE_CODE, LIST, .codes = "stock_condition", .initial = "good", .width = 10,
    .synonyms = "estado|condición|état" },
  { "unit_cost", N_("Unit cost"), EPC_TYPE_MONEY, .group = "cost", .max = HUGE_VAL, .hxl = "#value+unit",
    .synonyms = "unit value|costo unitario|coût unitaire" },
  { "currency", N_("Currency"), EPC_TYPE_CODE, .codes = "currency", .group = "cost", .initial = "USD", .hxl = "#currency+code",
    .synonyms = "moneda|devise" },
  { "restrictions", N_("Restrictions"), EPC_TYPE_TEXT, .help = N_("For which crisis, area or group the donor gave it."),
    .synonyms = "restricciones|limitations" },
  NOTES_FIELD (),
};

static const EpcField stock_movement_fields[] = {
  { "time", N_("Time"), EPC_TYPE_MOMENT, REQUIRED | LIST | INDEX, .initial = "now", .section = N_("Movement"), .width = 17,
    .hxl = "#date+occurred", .synonyms = "date|fecha|fecha y hora|date sent" },
  { "type", N_("Movement"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "stock_movement_type", .width = 14,
    .synonyms = "movement type|transaction|tipo de movimiento|type de mouvement" },
  { "item", N_("Item"), EPC_TYPE_REFERENCE, REQUIRED | LIST | INDEX, .target = "item", .width = 26, .hxl = "#item+name",
    .synonyms = "item code|item name|supply item|artículo|article" },
  { "batch", N_("Lot"), EPC_TYPE_REFERENCE, LIST, .target = "batch", .width = 14,
    .help = N_("Offered by the rule: what expires first goes out first."), .synonyms = "batch number|batch no|lot number|lot no|batch|lote|número de lote|no de lote|numéro de lot" },
  { "quantity", N_("Quantity"), EPC_TYPE_DECIMAL, REQUIRED | LIST, .min = -1e12, .max = 1e12, .width = 10, .hxl = "#item+num",
    .help = N_("With its sign: what comes into the warehouse is positive, what leaves is negative."),
    .synonyms = "qty|quantity sent|quantity received|cantidad|quantité" },
  { "warehouse", N_("Warehouse"), EPC_TYPE_REFERENCE, REQUIRED | LIST | INDEX, .target = "warehouse", .width = 18,
    .synonyms = "almacén|bodega|entrepôt" },
  { "condition", N_("Condition"), EPC_TYPE_CODE, .codes = "stock_condition", .initial = "good", .synonyms = "condición|état" },
  { "other_warehouse", N_("From or to the warehouse"), EPC_TYPE_REFERENCE, .target = "warehouse", .section = N_("From or to"),
    .help = N_("The other end of a transfer."), .synonyms = "destination warehouse|otro almacén" },
  { "distribution", N_("For the distribution"), EPC_TYPE_REFERENCE, .target = "distribution", .synonyms = "distribución" },
  { "consignment", N_("From the consignment"), EPC_TYPE_REFERENCE, .target = "consignment", .synonyms = "consignación" },
  { "destination", N_("From or to whom"), EPC_TYPE_TEXT, SEARCH, .help = N_("Organisation or site, not a person."),
    .synonyms = "destination site|origen o destino|destino|destination|destinatario" },
  { "waybill_no", N_("Waybill"), EPC_TYPE_TEXT, SEARCH, .section = N_("Papers"),
    .synonyms = "waybill no|guía|guía de remisión|carta de porte|bordereau" },
  { "requested_by", N_("Requested by (role)"), EPC_TYPE_TEXT, .synonyms = "solicitado por|demandé par" },
  { "authorised_by", N_("Authorised by (role)"), EPC_TYPE_TEXT, .synonyms = "authorized by|autorizado por|autorisé par" },
  { "reason", N_("Reason"), EPC_TYPE_TEXT, .help = N_("Needed for a loss, damage or adjustment."),
    .synonyms = "motivo|raison|comments" },
  { "reverses", N_("Reverses the movement"), EPC_TYPE_REFERENCE, INDEX, .target = "stock_movement",
    .help = N_("A ledger row is never changed: a wrong one is turned round by another."),
    .synonyms = "reversal of|anula el movimiento" },
  CRISIS_FIELD (EPC_FIELD_NONE),
};

static char *count_difference (const EpcRecord *record);

static const EpcField stock_count_fields[] = {
  { "time", N_("Counted at"), EPC_TYPE_MOMENT, REQUIRED | LIST | INDEX, .initial = "now", .section = N_("Count"), .width = 17,
    .hxl = "#date+counted", .synonyms = "date|fecha|fecha y hora|date" },
  { "warehouse", N_("Warehouse"), EPC_TYPE_REFERENCE, REQUIRED | LIST | INDEX, .target = "warehouse", .width = 20,
    .synonyms = "almacén|bodega|entrepôt|warehouse name|armazém|store" },
  { "item", N_("Item"), EPC_TYPE_REFERENCE, REQUIRED | LIST | INDEX, .target = "item", .width = 26, .hxl = "#item+name",
    .synonyms = "item code|item name|supply item|artículo|article|item description|descripción|producto" },
  { "batch", N_("Lot"), EPC_TYPE_REFERENCE, LIST, .target = "batch", .width = 14, .synonyms = "batch number|batch no|lot number|lot no|batch|lote|número de lote|no de lote|numéro de lot" },
  { "counted", N_("Counted, in good condition"), EPC_TYPE_DECIMAL, REQUIRED | LIST, .max = 1e12, .width = 12, .hxl = "#item+num+counted",
    .help = N_("What was found, without looking at the ledger."), .synonyms = "quantity counted|first count|stock|quantity in stock|stock on hand|on hand|qty on hand|quantity on hand|quantity|qty|cantidad|quantité|quantidade|cantidad disponible|disponible|stock actual|existencia actual|quantité disponible|quantidade disponível|balance|contado|existencia|existencias|cantidad en existencia|en existencia|saldo|"
      "compté|quantité en stock|solde|em estoque|estoque|saldo em estoque" },
  { "counted_by", N_("Counted by (role)"), EPC_TYPE_TEXT, .synonyms = "counted by|contado por|compté par" },
  { "expected", N_("The ledger said"), EPC_TYPE_DECIMAL, LIST, .min = -1e12, .max = 1e12, .section = N_("Settlement"), .width = 12, .group = "settlement",
    .help = N_("At the moment of the count; filled when the count is settled."), .synonyms = "ledger quantity|según libro|selon registre" },
  { "adjustment", N_("Adjusted by the movement"), EPC_TYPE_REFERENCE, .target = "stock_movement", .group = "settlement",
    .synonyms = "adjustment|ajuste|ajustement" },
  { "difference", N_("Difference"), EPC_TYPE_COMPUTED, LIST, .computed_type = EPC_TYPE_DECIMAL, .width = 10, .compute = count_difference },
  NOTES_FIELD (),
};

static const EpcField reservation_fields[] = {
  { "item", N_("Item"), EPC_TYPE_REFERENCE, REQUIRED | LIST | INDEX, .target = "item", .section = N_("Reservation"), .width = 28,
    .hxl = "#item+name", .synonyms = "item code|artículo|article" },
  { "batch", N_("Lot"), EPC_TYPE_REFERENCE, .target = "batch", .synonyms = "lote" },
  { "warehouse", N_("Warehouse"), EPC_TYPE_REFERENCE, REQUIRED | LIST, .target = "warehouse", .width = 18,
    .synonyms = "almacén|bodega|entrepôt" },
  { "quantity", N_("Quantity"), EPC_TYPE_DECIMAL, REQUIRED | LIST, .max = 1e12, .width = 10, .hxl = "#item+num",
    .synonyms = "qty|cantidad|quantité" },
  { "distribution", N_("For the distribution"), EPC_TYPE_REFERENCE, LIST | INDEX, .target = "distribution", .width = 24,
    .synonyms = "distribución" },
  { "reserved_on", N_("Reserved on"), EPC_TYPE_DATE, REQUIRED | LIST, .initial = "today", .width = 12,
    .synonyms = "date|fecha|reservado el" },
  { "until", N_("Held until"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | LIST | PLANNED, .width = 12, .synonyms = "hold until|hasta|jusqu'au" },
  { "status", N_("Status"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "reservation_status", .initial = "held", .width = 12,
    .hxl = "#status", .synonyms = "estado|statut" },
  { "requested_by", N_("Requested by (role)"), EPC_TYPE_TEXT, .synonyms = "solicitado por" },
  CRISIS_FIELD (EPC_FIELD_NONE),
  NOTES_FIELD (),
};

static char *days_to_distribution (const EpcRecord *record);
static char *percent_completed (const EpcRecord *record);

/* Reached people by sex and the four ages of distribution reports. */
#define REACHED(KEY_, LABEL, TAG, NAMES) \
  { KEY_, LABEL, EPC_TYPE_INTEGER, EPC_FIELD_PART | EPC_FIELD_SUBPART, .group = "reached", PEOPLE, .hxl = TAG, .synonyms = NAMES }

static const EpcField distribution_fields[] = {
  { "title", N_("Title"), EPC_TYPE_TEXT, LIST | SEARCH, .section = N_("Distribution"), .width = 26, .hxl = "#activity+name",
    .synonyms = "distribution name|nombre|título|titre" },
  { "date", N_("Date"), EPC_TYPE_DATE, REQUIRED | LIST | PLANNED, .initial = "today", .width = 12,
    .hxl = "#date+occurred|#date+start", .synonyms = "distribution date|date of distribution|fecha|fecha de distribución|fecha de entrega|date de distribution|data|data da distribuição|"
      "data de entrega" },
  { "status", N_("Status"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "distribution_status", .initial = "planned", .width = 13,
    .hxl = "#status", .synonyms = "estado|statut" },
  CRISIS_FIELD (INDEX),
  PLACE_FIELD (LIST, .width = 18),
  { "site", N_("Site"), EPC_TYPE_REFERENCE, INDEX, .target = "site",
    .synonyms = "sitio|albergue|site name|nombre del sitio|nombre del albergue|abri|abrigo|shelter|camp" },
  { "modality", N_("Modality"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "modality", .initial = "in_kind", .width = 10,
    .hxl = "#modality", .synonyms = "modalidad|modalité" },
  { "items", N_("Kit or items and quantities"), EPC_TYPE_LONG_TEXT, SEARCH,
    .help = N_("Per household: item, quantity, unit, one a line."), .hxl = "#item+description",
    .synonyms = "items|artículos|articles" },
  { "kit", N_("Kit"), EPC_TYPE_REFERENCE, .target = "item", .hxl = "#item+name",
    .synonyms = "kit code|item|item name|items distributed|item distributed|artículo|artículo entregado|tipo de kit|kit type|article|article distribué|artigo" },
  { "quantity", N_("Kits or units given"), EPC_TYPE_DECIMAL, .max = HUGE_VAL, .hxl = "#item+num",
    .synonyms = "quantity|qty|quantity distributed|qty distributed|cantidad|cantidad entregada|cantidad distribuida|kits entregados|kits distributed|"
      "quantité|quantité distribuée|quantidade|quantidade distribuída" },
  { "transfer_value", N_("Value per household"), EPC_TYPE_MONEY, .group = "transfer", .max = HUGE_VAL,
    .help = N_("Of cash or vouchers."), .hxl = "#value+transfer",
    .synonyms = "transfer value|monto por hogar|montant par ménage" },
  { "currency", N_("Currency"), EPC_TYPE_CODE, .codes = "currency", .group = "transfer", .hxl = "#currency+code",
    .synonyms = "moneda|devise" },

  { "hh_in_need", N_("Households in need"), EPC_TYPE_INTEGER, HOUSEHOLDS, .section = N_("People"), .hxl = "#inneed+hh",
    .synonyms = "households in need|hogares con necesidad|ménages dans le besoin" },
  { "hh_planned", N_("Households planned"), EPC_TYPE_INTEGER, HOUSEHOLDS, .hxl = "#targeted+hh",
    .synonyms = "households targeted|hogares previstos|ménages prévus" },
  { "hh_reached", N_("Households reached"), EPC_TYPE_INTEGER, LIST, HOUSEHOLDS, .width = 11, .hxl = "#reached+hh",
    .synonyms = "households reached|households served|households assisted|families reached|families served|families assisted|hh assisted|hogares alcanzados|"
      "hogares atendidos|hogares beneficiados|familias atendidas|familias beneficiadas|familias beneficiarias|familias alcanzadas|ménages atteints|"
      "ménages servis|ménages bénéficiaires|ménages assistés|famílias atendidas|famílias beneficiadas" },
  { "reached_ind", N_("People reached"), EPC_TYPE_INTEGER, LIST | EPC_FIELD_TOTAL, .group = "reached", PEOPLE, .width = 11,
    .hxl = "#reached+ind|#reached+total|#reached", .synonyms = "individuals reached|people reached|persons reached|people assisted|personas alcanzadas|personas atendidas|personas beneficiadas|"
      "personnes atteintes|personnes assistées|pessoas atendidas" },
  { "females", N_("Women and girls"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .group = "reached", PEOPLE, .hxl = "#reached+f",
    .synonyms = "female|females|mujeres y niñas|femmes" },
  { "males", N_("Men and boys"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .group = "reached", PEOPLE, .hxl = "#reached+m",
    .synonyms = "male|males|hombres y niños|hommes" },
  REACHED ("females_0_4", N_("Girls under 5"), "#reached+f+age_0_4",
           "female <5|niñas menor de 5 años|niñas menores de 5 años|filles <5 ans"),
  REACHED ("females_5_17", N_("Girls 5–17"), "#reached+f+age_5_17", "female 5-17|niñas de 5 a 17 años|filles 5-17 ans"),
  REACHED ("females_18_59", N_("Women 18–59"), "#reached+f+age_18_59", "female 18-59|mujeres de 18 a 59 años|femmes 18-59 ans"),
  REACHED ("females_60", N_("Women 60 and over"), "#reached+f+age_60",
           "female 60+|mujeres mayores de 60 años|femmes 60 ans et +"),
  REACHED ("males_0_4", N_("Boys under 5"), "#reached+m+age_0_4",
           "male <5|niños menor de 5 años|niños menores de 5 años|garçons <5 ans"),
  REACHED ("males_5_17", N_("Boys 5–17"), "#reached+m+age_5_17", "male 5-17|niños de 5 a 17 años|garçons 5-17 ans"),
  REACHED ("males_18_59", N_("Men 18–59"), "#reached+m+age_18_59", "male 18-59|hombres de 18 a 59 años|hommes 18-59 ans"),
  REACHED ("males_60", N_("Men 60 and over"), "#reached+m+age_60", "male 60+|hombres mayores de 60 años|hommes 60 ans et +"),
  { "disabled", N_("Persons with disabilities"), EPC_TYPE_INTEGER, PEOPLE, .hxl = "#reached+disabled",
    .synonyms = "pwd|personas con discapacidad|personnes handicapées" },
  { "population_group", N_("Population group"), EPC_TYPE_CODES, .codes = "population_group", .hxl = "#beneficiary+type",
    .synonyms = "population type|tipo de población|type de population" },
  { "criteria", N_("Targeting criteria"), EPC_TYPE_LONG_TEXT, SEARCH,
    .synonyms = "targeting criteria|criterios de selección|critères de ciblage" },

  { "partner", N_("Partner"), EPC_TYPE_TEXT, SEARCH, .section = N_("Who and how"), .hxl = "#org+impl",
    .synonyms = "implementing partner|socio|organización implementadora|partenaire" },
  { "donor", N_("Donor"), EPC_TYPE_TEXT, SEARCH, .hxl = "#org+funder", .synonyms = "donante|bailleur" },
  { "funding_request", N_("Paid by MEFM request"), EPC_TYPE_REFERENCE, .target = "funding_request", .synonyms = "mefm" },
  { "waybill_no", N_("Waybill"), EPC_TYPE_TEXT, SEARCH, .synonyms = "waybill|guía|carta de porte" },
  { "list_held_by_partner", N_("Partner keeps the list"), EPC_TYPE_YES_NO,
    .help = N_("Names stay with the partner; none come in here."), .synonyms = "list held by partner|lista en poder del socio" },
  { "verification", N_("How receipt is proved"), EPC_TYPE_CODE, .codes = "receipt_proof",
    .synonyms = "verification method|método de verificación|méthode de vérification" },
  { "complaints", N_("Complaints"), EPC_TYPE_INTEGER, COUNTED (N_("complaints")),
    .synonyms = "complaints count|quejas|plaintes" },
  { "requested_on", N_("Requested on"), EPC_TYPE_DATE, .synonyms = "request date|fecha de solicitud|date de la demande" },
  { "days_to_distribution", N_("Days from request to distribution"), EPC_TYPE_COMPUTED, .computed_type = EPC_TYPE_INTEGER,
    .unit = N_("days"), .compute = days_to_distribution },
  { "pdm_due", N_("Monitoring due"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | PLANNED, .help = N_("Two to four weeks after the distribution."),
    .synonyms = "pdm due date|fecha pdm|date pdm" },
  GENDER_MARKER_FIELD (),
  ENVIRONMENT_MARKER_FIELD (),
  NOTES_FIELD (),
};

static const EpcField pdm_result_fields[] = {
  { "distribution", N_("Distribution"), EPC_TYPE_REFERENCE, REQUIRED | LIST | INDEX, .target = "distribution",
    .section = N_("Survey"), .width = 30, .synonyms = "distribución" },
  { "date", N_("Date"), EPC_TYPE_DATE, REQUIRED | LIST, .initial = "today", .width = 12, .hxl = "#date+survey",
    .synonyms = "survey date|fecha|date de l'enquête" },
  { "interviewed_hh", N_("Households interviewed"), EPC_TYPE_INTEGER, LIST | EPC_FIELD_ADDS, HOUSEHOLDS, .width = 12, .hxl = "#meta+sample",
    .synonyms = "sample|households interviewed|hogares entrevistados|ménages interrogés" },
  { "method", N_("Method"), EPC_TYPE_CODE, .codes = "assessment_method", .hxl = "#meta+method", .synonyms = "método|méthode" },
  { "received_pct", N_("Received what was planned"), EPC_TYPE_PERCENT, LIST, SHARE, .section = N_("Results"), .width = 10,
    .synonyms = "% received|recibieron|ont reçu" },
  { "satisfied_pct", N_("Satisfied"), EPC_TYPE_PERCENT, LIST, SHARE, .width = 10,
    .synonyms = "% satisfied|satisfechos|satisfaits" },
  { "used_pct", N_("Used it"), EPC_TYPE_PERCENT, LIST, SHARE, .width = 10, .synonyms = "% used|utilizaron|ont utilisé" },
  { "sold_pct", N_("Sold or exchanged it"), EPC_TYPE_PERCENT, LIST, SHARE, .width = 10,
    .synonyms = "% sold|vendieron|ont vendu" },
  { "quality_pct", N_("Found the quality good"), EPC_TYPE_PERCENT, SHARE,
    .synonyms = "% quality good|buena calidad|bonne qualité" },
  { "informed_pct", N_("Were told beforehand"), EPC_TYPE_PERCENT, SHARE,
    .synonyms = "% informed|informados previamente|informés" },
  { "waiting_minutes", N_("Mean waiting time"), EPC_TYPE_INTEGER, COUNTED (N_("minutes")),
    .synonyms = "waiting time|tiempo de espera|temps d'attente" },
  { "safety_problem", N_("Safety problem"), EPC_TYPE_YES_NO, LIST, .width = 10,
    .help = N_("Whether there was one; nothing about persons."),
    .synonyms = "safety problem|problema de seguridad|problème de sécurité" },
  { "preferred_modality", N_("Modality preferred"), EPC_TYPE_CODE, .codes = "modality",
    .synonyms = "preferred modality|modalidad preferida|modalité préférée" },
  { "unmet_needs", N_("Needs still open"), EPC_TYPE_CODES, .codes = "need", .hxl = "#need",
    .synonyms = "unmet needs|necesidades no cubiertas|besoins non couverts" },
  { "recommendations", N_("What to change next time"), EPC_TYPE_LONG_TEXT, SEARCH,
    .synonyms = "recommendations|recomendaciones|recommandations" },
  { "report_file", N_("Report"), EPC_TYPE_FILE, .synonyms = "informe|rapport" },
  NOTES_FIELD (),
};

#define UNITS(KEY_, LABEL, GROUP, ...) { KEY_, LABEL, EPC_TYPE_INTEGER, .group = GROUP, COUNTED (N_("shelters")), ##__VA_ARGS__ }

static const EpcField shelter_work_fields[] = {
  { "title", N_("Title"), EPC_TYPE_TEXT, REQUIRED | LIST | SEARCH, .section = N_("Work"), .width = 26, .hxl = "#activity+name",
    .synonyms = "project|nombre|título|titre" },
  CRISIS_FIELD (INDEX),
  PLACE_FIELD (REQUIRED | LIST, .width = 18),
  { "site", N_("Site"), EPC_TYPE_REFERENCE, .target = "site", .synonyms = "sitio|albergue" },
  { "type", N_("Type of work"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "shelter_work_type", .width = 18,
    .hxl = "#activity+type", .synonyms = "work type|tipo de obra|type de travaux" },
  { "status", N_("Status"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "activity_status", .initial = "planned", .width = 11,
    .hxl = "#status", .synonyms = "estado|statut" },
  { "date", N_("As of"), EPC_TYPE_DATE, REQUIRED, .initial = "today", .hxl = "#date+reported",
    .synonyms = "date|fecha|date du rapport" },
  { "partner", N_("Partner or contractor"), EPC_TYPE_TEXT, SEARCH, .hxl = "#org+impl",
    .synonyms = "contractor|socio|contratista|partenaire" },
  { "donor", N_("Donor"), EPC_TYPE_TEXT, SEARCH, .hxl = "#org+funder", .synonyms = "donante|bailleur" },
  { "damage_none", N_("Houses without damage"), EPC_TYPE_INTEGER, .section = N_("Damage"), COUNTED (N_("houses")),
    .group = "damage", .hxl = "#impact+houses+none", .synonyms = "no damage|sin daño|sans dégât" },
  { "damage_minor", N_("Houses with minor damage"), EPC_TYPE_INTEGER, COUNTED (N_("houses")), .group = "damage",
    .hxl = "#impact+houses+minor", .synonyms = "minor damage|daño menor|dégâts mineurs" },
  { "damage_major", N_("Houses with major damage"), EPC_TYPE_INTEGER, COUNTED (N_("houses")), .group = "damage",
    .hxl = "#impact+houses+major", .synonyms = "major damage|daño mayor|dégâts majeurs" },
  { "damage_destroyed", N_("Houses destroyed"), EPC_TYPE_INTEGER, COUNTED (N_("houses")), .group = "damage",
    .hxl = "#impact+houses+destroyed", .synonyms = "destroyed|destruidas|détruites" },
  UNITS ("units_needed", N_("Shelters needed"), NULL, .section = N_("Progress"), .hxl = "#inneed+shelters",
         .synonyms = "units needed|unidades necesarias|unités nécessaires"),
  { "units_planned", N_("Shelters planned"), EPC_TYPE_INTEGER, LIST, COUNTED (N_("shelters")), .width = 10,
    .hxl = "#targeted+shelters", .synonyms = "units planned|unidades planificadas|unités prévues" },
  UNITS ("units_started", N_("Shelters started"), NULL, .synonyms = "units started|unidades iniciadas|unités commencées"),
  { "units_completed", N_("Shelters completed"), EPC_TYPE_INTEGER, LIST, COUNTED (N_("shelters")), .width = 10,
    .hxl = "#reached+shelters", .synonyms = "units completed|unidades terminadas|unités achevées" },
  { "percent_completed", N_("Share completed"), EPC_TYPE_COMPUTED, .computed_type = EPC_TYPE_PERCENT, .unit = "%",
    .compute = percent_completed },
  { "m2_per_unit", N_("Area per shelter"), EPC_TYPE_DECIMAL, .unit = "m²", .max = HUGE_VAL,
    .synonyms = "m2 per unit|m² por unidad|m² par unité" },
  { "unit_cost", N_("Cost per shelter"), EPC_TYPE_MONEY, .group = "cost", .max = HUGE_VAL, .hxl = "#value+unit",
    .synonyms = "cost per unit|costo por unidad|coût par unité" },
  { "currency", N_("Currency"), EPC_TYPE_CODE, .codes = "currency", .group = "cost", .initial = "USD", .hxl = "#currency+code",
    .synonyms = "moneda|devise" },
  { "rental_months", N_("Months of rent subsidised"), EPC_TYPE_INTEGER, .unit = N_("months"), .max = 60,
    .synonyms = "rental subsidy months|meses de subsidio de alquiler|mois de subvention" },
  { "hh_assisted", N_("Households assisted"), EPC_TYPE_INTEGER, LIST, HOUSEHOLDS, .section = N_("Households"), .width = 11,
    .hxl = "#reached+hh", .synonyms = "households reached|hogares asistidos|ménages assistés" },
  { "female_headed_pct", N_("Share led by a woman"), EPC_TYPE_PERCENT, SHARE, .hxl = "#reached+hh+f+pct",
    .synonyms = "female headed %|% con jefatura femenina|% dirigés par une femme" },
  { "beneficiary_type", N_("Owner or tenant"), EPC_TYPE_CODE, .codes = "shelter_beneficiary", .hxl = "#beneficiary+type",
    .synonyms = "beneficiary type|propietario o inquilino|type de bénéficiaire" },
  { "tenure_status", N_("Tenure"), EPC_TYPE_CODE, .codes = "tenure", .synonyms = "tenure status|tenencia|statut foncier" },
  { "land_verified", N_("Land right checked"), EPC_TYPE_YES_NO,
    .help = N_("Due diligence on house, land and property was done before building."),
    .synonyms = "land verification|hlp due diligence|verificación de tierras|vérification foncière" },
  { "hazard_compliant", N_("Built to resist the hazards"), EPC_TYPE_YES_NO,
    .synonyms = "hazard compliance|cumple norma de amenazas|conforme aux aléas" },
  { "start_date", N_("Start"), EPC_TYPE_DATE, PLANNED, .section = N_("Time"), .hxl = "#date+start", .synonyms = "inicio|début" },
  { "end_date", N_("End"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | PLANNED, .hxl = "#date+end", .synonyms = "fin" },
  GENDER_MARKER_FIELD (),
  ENVIRONMENT_MARKER_FIELD (),
  NOTES_FIELD (),
};

static char *
days_to_distribution (const EpcRecord *record)
{
  return epc_check_days (record, "requested_on", "date");
}

static char *
percent_completed (const EpcRecord *record)
{
  return epc_check_share (record, "units_completed", "units_planned");
}

static void
validate_consignment (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "etd", "eta", findings);
  epc_check_order (record, "ordered_on", "shipped_on", findings);
  epc_check_order (record, "shipped_on", "received_on", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "received_on", "status", "received;closed", findings);
}

static void
validate_batch (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "received_date", "expiry_date", findings);
}

/* The sign of a ledger row follows from its type; a reversal has the other one. */
static void
validate_stock_movement (const EpcRecord *record, EpcFindings *findings)
{
  const char *type = epc_record_text (record, "type");
  static const char *const in[] = { "receipt", "transfer_in", "return", NULL };
  static const char *const out[] = { "transfer_out", "dispatch", "loss", "damage", "expiry", NULL };

  epc_check_needed (record, EPC_FINDING_ERROR, "reason", "type", "loss;damage;adjustment", findings);
  if (type == NULL || epc_record_is_empty (record, "quantity"))
    return;
  double quantity = epc_record_decimal (record, "quantity");
  if (!epc_record_is_empty (record, "reverses"))
    quantity = -quantity;
  if (quantity == 0)
    epc_findings_add (findings, EPC_FINDING_ERROR, "quantity", "quantity_sign", _("A movement of 0 moves nothing."));
  else if (quantity < 0 && g_strv_contains (in, type))
    epc_findings_add (findings, EPC_FINDING_ERROR, "quantity", "quantity_sign",
                      _("This movement brings items into the warehouse: its quantity is positive."));
  else if (quantity > 0 && g_strv_contains (out, type))
    epc_findings_add (findings, EPC_FINDING_ERROR, "quantity", "quantity_sign",
                      _("This movement takes items out of the warehouse: its quantity is negative."));
}

/* Counted less what the ledger said; nothing before the count is settled. */
static char *
count_difference (const EpcRecord *record)
{
  if (epc_record_is_empty (record, "counted") || epc_record_is_empty (record, "expected"))
    return NULL;
  return g_strdup_printf ("%g", epc_record_decimal (record, "counted") - epc_record_decimal (record, "expected"));
}

static void
validate_reservation (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "reserved_on", "until", findings);
}

static void
validate_distribution (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_at_most (record, "hh_reached", "hh_planned", "reached_over_targeted", findings);
  epc_check_at_most (record, "hh_planned", "hh_in_need", "targeted_over_need", findings);
  epc_check_households (record, "reached_ind", "hh_reached", findings);
  epc_rule_parts (record, NULL, findings);
  epc_check_at_most (record, "disabled", "reached_ind", "part_over_total", findings);
  epc_check_order (record, "requested_on", "date", findings);
  epc_check_order (record, "date", "pdm_due", findings);
  /* What was given says something as well as to how many. */
  if (epc_record_is_empty (record, "quantity"))
    epc_check_needed (record, EPC_FINDING_WARNING, "hh_reached", "status", "distributed;reconciled;pdm_done;closed", findings);
}

static void
validate_shelter_work (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_at_most (record, "units_completed", "units_started", "completed_over_started", findings);
  epc_check_at_most (record, "units_completed", "units_planned", "reached_over_targeted", findings);
  epc_check_at_most (record, "units_planned", "units_needed", "targeted_over_need", findings);
  epc_check_order (record, "start_date", "end_date", findings);
}

const EpcEntity epc_response_assistance_entities[] = {
  { "consignment", N_("Consignment"), N_("Consignments"), EPC_AREA_RESPONSE,
    .help = N_("Relief items on their way to a warehouse, from order to receipt."), .icon = "package-x-generic-symbolic",
    EPC_FIELDS (consignment_fields), .code_prefix = "CONS", .title = "number supplier", .sort = "-eta", .date = "eta",
    .section = "nfi", .validate = validate_consignment },
  { "consignment_item", N_("Item of a consignment"), N_("Items of consignments"), EPC_AREA_RESPONSE,
    .help = N_("What a consignment brings, item by item: it counts as on its way from the order to the receipt."),
    .icon = "package-x-generic-symbolic", EPC_FIELDS (consignment_item_fields), .title = "item consignment", .sort = "consignment", .section = "nfi" },
  { "batch", N_("Lot"), N_("Lots"), EPC_AREA_RESPONSE, EPC_ENTITY_BY_NAME,
    .help = N_("Items of one kind from one consignment and donor, with one expiry date."), .icon = "package-x-generic-symbolic",
    EPC_FIELDS (batch_fields), .title = "item batch_no", .sort = "expiry_date", .date = "received_date", .known_by = "expiry_date",
    .section = "nfi", .validate = validate_batch },
  { "stock_movement", N_("Stock movement"), N_("Stock movements"), EPC_AREA_RESPONSE, EPC_ENTITY_APPEND_ONLY,
    .help = N_("What came into a warehouse and left it. Stock is the sum of these rows; none is ever changed."),
    .icon = "object-flip-horizontal-symbolic", EPC_FIELDS (stock_movement_fields), .code_prefix = "MOV",
    .title = "type item time", .sort = "-time", .date = "time", .section = "nfi", .validate = validate_stock_movement },
  { "stock_count", N_("Stock count"), N_("Stock counts"), EPC_AREA_RESPONSE,
    .help = N_("What was found on the shelves, written down without looking at the ledger. Settling it writes the difference into the ledger."),
    .icon = "checkbox-checked-symbolic", EPC_FIELDS (stock_count_fields), .code_prefix = "COUNT", .title = "item warehouse time", .sort = "-time",
    .date = "time", .section = "nfi" },
  { "reservation", N_("Reservation"), N_("Reservations"), EPC_AREA_RESPONSE,
    .help = N_("Items in a warehouse that are promised to a distribution."), .icon = "media-floppy-symbolic",
    EPC_FIELDS (reservation_fields), .title = "item quantity distribution", .sort = "-reserved_on", .date = "reserved_on",
    .section = "nfi", .validate = validate_reservation },
  { "distribution", N_("Distribution"), N_("Distributions"), EPC_AREA_RESPONSE,
    .help = N_("Items, vouchers or cash given to households. Counts only; lists of names stay with the partner."),
    .icon = "package-x-generic-symbolic", EPC_FIELDS (distribution_fields), .code_prefix = "DIST", .title = "title place date",
    .sort = "-date", .date = "date", .section = "nfi", .validate = validate_distribution },
  { "pdm_result", N_("Monitoring after distribution"), N_("Monitoring after distribution"), EPC_AREA_RESPONSE,
    .help = N_("Shares found by the survey two to four weeks after a distribution."), .icon = "checkbox-checked-symbolic",
    EPC_FIELDS (pdm_result_fields), .title = "distribution date", .sort = "-date", .date = "date", .section = "nfi" },
  { "shelter_work", N_("Shelter work"), N_("Shelter works"), EPC_AREA_RESPONSE,
    .help = N_("Repairs, rebuilding, transitional shelters and rental subsidies."), .icon = "user-home-symbolic",
    EPC_FIELDS (shelter_work_fields), .code_prefix = "SHEL", .title = "title", .sort = "-date", .date = "date", .section = "nfi",
    .validate = validate_shelter_work },
};
const guint epc_n_response_assistance_entities = G_N_ELEMENTS (epc_response_assistance_entities);
