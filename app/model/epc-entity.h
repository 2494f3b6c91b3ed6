/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A kind of record. The catalogue is the list of all of them.
 */
#pragma once

#include "epc-field.h"
#include "base/epc-uid.h"

G_BEGIN_DECLS

typedef enum
{
  EPC_AREA_REFERENCE,
  EPC_AREA_PREPAREDNESS,
  EPC_AREA_RESPONSE,
  EPC_AREA_TRANSITION,
  EPC_AREA_RECOVERY,
  EPC_AREA_RESOURCES,
  EPC_AREA_PROGRAM,
} EpcArea;

typedef enum
{
  EPC_ENTITY_NONE = 0,
  EPC_ENTITY_COUNT = 1 << 0,       /* a count table with up to millions of rows: no full-text search, few indexes */
  EPC_ENTITY_APPEND_ONLY = 1 << 1, /* a ledger: rows are never edited, only reversed by another row */
  EPC_ENTITY_PROGRAM = 1 << 2,     /* kept by the program itself; not offered in side lists */
  EPC_ENTITY_COUNTS_ONLY = 1 << 3, /* GBV, PSEA, child protection, trafficking: no text field, no place below level 1 */
  EPC_ENTITY_CONFIDENTIAL = 1 << 4,/* confidential by default where the country setting says so (site lists) */
  EPC_ENTITY_LOCAL = 1 << 5,       /* never leaves this workspace file (replica, import_mapping memory of this machine) */
  EPC_ENTITY_BY_NAME = 1 << 6,     /* a name is enough of it: rows that name one nobody knows yet bring it along */
} EpcEntityFlags;

struct _EpcRecord;
typedef struct _EpcFindings EpcFindings; /* epc-validation.h */

typedef struct _EpcEntity
{
  const char *key;   /* snake_case singular; also the name of the table */
  const char *label; /* N_() "Site" */
  const char *plural;/* N_() "Sites" */
  EpcArea area;
  EpcEntityFlags flags;
  const char *help; /* N_(), one sentence: what belongs here */
  const char *icon; /* symbolic icon name; NULL: that of the area */
  const EpcField *fields;
  guint n_fields;
  const char *code_prefix; /* "SITE": records get a code HTI-SITE-0042; NULL: they have none */
  const char *title;       /* keys of the fields that name a record, in order: "name", "operation round" */
  const char *sort;        /* default order: "name", "-date" */
  const char *date;        /* the field that dates the record ("reporting_date"); NULL: none */
  const char *known_by;    /* with BY_NAME: the field that tells a record which a row gives no name: the day on which a lot expires; NULL: none */
  const char *section;     /* key of the side-list section it is shown in ("sites"), NULL: its own */
  /* Rules across fields. Adds to @findings; NULL: none. */
  void (*validate) (const struct _EpcRecord *record, EpcFindings *findings);
} EpcEntity;

/* The level of a place that is a town or a village: below the administrative ones, 0 to 4. */
#define EPC_PLACE_POPULATED 5

#define EPC_FIELDS(array) .fields = array, .n_fields = G_N_ELEMENTS (array)

/* The whole catalogue in the order of the areas. The array and all in it live for ever. */
const EpcEntity *const *epc_catalogue (guint *n_entities);
const EpcEntity *epc_entity_find (const char *key);
/* Position in epc_catalogue(): a small number to index arrays with. */
guint epc_entity_index (const EpcEntity *entity);

const EpcField *epc_entity_field (const EpcEntity *entity, const char *key);
/* Position of @field in the entity's table. */
int epc_entity_field_index (const EpcEntity *entity, const char *key);
/* Keys of the fields that a record goes by besides its title (a name in another language, an acronym), where a name is enough to tell
 * it (EPC_ENTITY_BY_NAME). NULL-terminated; a kind has some of them or none. */
const char *const *epc_entity_name_keys (const EpcEntity *entity);
/* The field of .known_by; NULL: there is none. */
const EpcField *epc_entity_known_by (const EpcEntity *entity);
gboolean epc_entity_has_natural_key (const EpcEntity *entity);
/* Fields whose group is @group, in order; (transfer container). */
GPtrArray *epc_entity_group (const EpcEntity *entity, const char *group);
const char *epc_area_key (EpcArea area);
const char *epc_area_label (EpcArea area); /* translated into the interface language */

/* EPC_ERROR_NOT_FOUND with the nearest names. */
const EpcEntity *epc_entity_require (const char *key, GError **error);
const EpcField *epc_entity_require_field (const EpcEntity *entity, const char *key, GError **error);

/* One array per area file; gathered by epc-catalogue.c. */
extern const EpcEntity epc_reference_entities[];
extern const guint epc_n_reference_entities;
extern const EpcEntity epc_preparedness_entities[];
extern const guint epc_n_preparedness_entities;
extern const EpcEntity epc_preparedness_people_entities[];
extern const guint epc_n_preparedness_people_entities;
extern const EpcEntity epc_preparedness_hazard_entities[];
extern const guint epc_n_preparedness_hazard_entities;
extern const EpcEntity epc_response_entities[];
extern const guint epc_n_response_entities;
extern const EpcEntity epc_response_site_entities[];
extern const guint epc_n_response_site_entities;
extern const EpcEntity epc_response_assessment_entities[];
extern const guint epc_n_response_assessment_entities;
extern const EpcEntity epc_response_displacement_entities[];
extern const guint epc_n_response_displacement_entities;
extern const EpcEntity epc_response_assistance_entities[];
extern const guint epc_n_response_assistance_entities;
extern const EpcEntity epc_response_funding_entities[];
extern const guint epc_n_response_funding_entities;
extern const EpcEntity epc_response_coordination_entities[];
extern const guint epc_n_response_coordination_entities;
extern const EpcEntity epc_transition_entities[];
extern const guint epc_n_transition_entities;
extern const EpcEntity epc_recovery_entities[];
extern const guint epc_n_recovery_entities;
extern const EpcEntity epc_resources_entities[];
extern const guint epc_n_resources_entities;
extern const EpcEntity epc_program_entities[];
extern const guint epc_n_program_entities;

G_END_DECLS
