/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the verbs of epc-desk-cli share: the call's context, options, the workspace, and how results are written. Results go
 * to standard output, messages to standard error; exit status 0 done, 1 done with rejects or a refused value, 2 wrong usage,
 * 3 cannot read or write. Keys of --json never change and are English in every language.
 */
#pragma once

#include <json-glib/json-glib.h>

#include "draw/epc-target.h"
#include "store/epc-query.h"
#include "store/epc-transaction.h"

G_BEGIN_DECLS

typedef struct
{
  char *workspace, *language, *author;
  gboolean json;
  gboolean is_answered; /* the failure stands in what was printed already */
  gboolean quiet;    /* a script plays: results are not printed */
  EpcStore *store;
  guint n_told; /* notices of the store that were printed */   /* opened by epc_cli_open() */
  const char *verb;
} EpcCli;

typedef struct
{
  const char *name;
  const char *usage;   /* "ENTITY FIELD=VALUE…" */
  const char *summary; /* N_(), one sentence */
  /* Exit status. argv[0] is the verb. */
  int (*run) (EpcCli *cli, int argc, char **argv, GError **error);
} EpcVerb;

extern const EpcVerb epc_verb_new, epc_verb_sample, epc_verb_entities, epc_verb_add, epc_verb_set, epc_verb_delete, epc_verb_restore,
    epc_verb_erase, epc_verb_attach, epc_verb_list, epc_verb_count, epc_verb_show, epc_verb_search, epc_verb_history, epc_verb_undo,
    epc_verb_redo, epc_verb_log, epc_verb_import, epc_verb_export, epc_verb_analyse, epc_verb_chart, epc_verb_map, epc_verb_report,
    epc_verb_backup, epc_verb_restore_backup, epc_verb_check, epc_verb_compact, epc_verb_stats, epc_verb_settings, epc_verb_queue,
    epc_verb_join, epc_verb_unjoin, epc_verb_recognise, epc_verb_mapping, epc_verb_package, epc_verb_conflicts,
    epc_verb_key, epc_verb_stock, epc_verb_round, epc_verb_deployment, epc_verb_mefm, epc_verb_publish;

/* Parses the options of a verb out of @argc/@argv (the words that are no options stay, argv[0] too) and checks that between
 * @least and @most words follow (@most −1: any). --help prints and exits. EPC_ERROR_USAGE. */
gboolean epc_cli_options (EpcCli *cli, const EpcVerb *verb, const GOptionEntry *entries, int *argc, char ***argv, int least, int most,
                          GError **error);

/* EPC_ERROR_USAGE when @name is given and is no language. */
gboolean epc_cli_check_language (const char *name, GError **error);

/* "800x500" (pixels) into @options; NULL leaves them. EPC_ERROR_USAGE. */
gboolean epc_cli_parse_size (const char *text, EpcTargetOptions *options, GError **error);
/* Whether @to names a picture file; EPC_ERROR_USAGE with the usage of @verb. */
gboolean epc_cli_need_picture_file (const char *to, const EpcVerb *verb, GError **error);
/* The names there are, for a verb called without one. */
void epc_cli_list_pictures (EpcCli *cli, gboolean maps);
/* With --json, the file that was written and the code of the issued report (may be NULL). */
void epc_cli_print_written (EpcCli *cli, const char *path, const char *code);

/* The verb of this name; NULL: none. */
const EpcVerb *epc_cli_verb (const char *name);

/* Opens --workspace; its notices go to standard error. EPC_ERROR_USAGE without one. */
EpcStore *epc_cli_open (EpcCli *cli, GError **error);
/* Prints what the store has noticed since. */
void epc_cli_tell_notices (EpcCli *cli);

/* Prints the object being built as one line of JSON, and resets the builder. */
void epc_cli_print_json (JsonBuilder *builder);
/* Begins an object. */
JsonBuilder *epc_cli_object (void);
void epc_cli_member (JsonBuilder *builder, const char *key, const char *text); /* NULL: null */
void epc_cli_member_int (JsonBuilder *builder, const char *key, gint64 value);
void epc_cli_member_count (JsonBuilder *builder, const char *key, gint64 value); /* below 0: null */
/* Value of @field of @record as JSON: numbers as numbers, the rest as canonical text, empty as null; references as text that
 * finds the record again. */
void epc_cli_member_field (JsonBuilder *builder, EpcCli *cli, EpcRecord *record, const EpcField *field);
/* uid, code and all fields (or those of @columns). */
/* Where @record holds an agreement or an endorsement: a member "endorsement" that says whether it is verified; @builder NULL: a printed line. */
gboolean epc_cli_endorsement (JsonBuilder *builder, EpcCli *cli, EpcRecord *record, GError **error);
void epc_cli_members_of_record (JsonBuilder *builder, EpcCli *cli, EpcRecord *record, char **columns);

/* Rows of text as a table in columns, numbers right. @cells: row after row, first the headings. */
void epc_cli_print_table (GPtrArray *cells, guint n_columns, const gboolean *right);

/* Entity from argv; query from --where, --sort, --limit. */
EpcQuery *epc_cli_query (EpcCli *cli, const char *entity, char **where, const char *sort, int limit, GError **error);

G_END_DECLS
