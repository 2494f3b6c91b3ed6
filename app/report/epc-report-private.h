/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the documents share: words and figures in the document's language, the strip of key figures, marks of sample and drill,
 * the figures that stand in columns.
 */
#pragma once

#include "analysis/epc-sites.h"
#include "epc-report.h"

G_BEGIN_DECLS

typedef struct
{
  EpcStore *store;
  const EpcLanguage *language;
  const char *name;      /* of the language */
  EpcDocument *document; /* freed by epc_report_clear() unless it was taken */
  GStringChunk *keep;    /* texts that live as long as the making */
  GPtrArray *tiles;      /* EpcMapTiles under every map */
  GError *failed;        /* one of them could not be read: there is no report */
  gboolean is_speaking;  /* the thread speaks the document's language, and @before it did another one */
  const EpcLanguage *before;
} EpcReportMaking;

void epc_report_begin (EpcReportMaking *making, EpcStore *store, const EpcReportOptions *options);
void epc_report_clear (EpcReportMaking *making);
/* The words are made: the thread speaks its own language again. epc_report_clear() does it too. */
void epc_report_end_words (EpcReportMaking *making);
/* Layout; the document belongs to the caller. NULL with @error. */
EpcDocument *epc_report_finish (EpcReportMaking *making, GError **error);

/* @text (N_()) in the document's language; borrowed. */
const char *epc_report_text (const EpcReportMaking *making, const char *text);
/* These live as long as the making. NULL: below 0, NAN, no date. */
const char *epc_report_number (EpcReportMaking *making, gint64 value);
const char *epc_report_decimal (EpcReportMaking *making, double value, int decimals);
/* "57.6%", in Spanish "57,6 %": @value is in percent. */
const char *epc_report_percent (EpcReportMaking *making, double value, int decimals);
const char *epc_report_date (EpcReportMaking *making, const char *iso, gboolean is_short);
/* "9–10 June 2026", "28 May 2026 – 3 June 2026"; one day where @to is NULL or the same. */
const char *epc_report_dates (EpcReportMaking *making, const char *from, const char *to, gboolean is_short);
const char *epc_report_format (EpcReportMaking *making, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* @text as Pango markup. */
const char *epc_report_escaped (EpcReportMaking *making, const char *text);
/* The office's name. Free with g_free(). */
char *epc_report_office (EpcReportMaking *making);
/* What @key of @record shows; NULL: empty. */
const char *epc_report_shown (EpcReportMaking *making, EpcRecord *record, const char *key);

/* Records of @entity whose @field is @value (NULL: all), in the order of @sort (NULL: the usual one). (element-type EpcRecord) */
GPtrArray *epc_report_records (EpcReportMaking *making, const char *entity, const char *field, const char *value, const char *sort,
                               GError **error);
/* The same for records that refer to @owner. */
GPtrArray *epc_report_records_of (EpcReportMaking *making, const char *entity, const char *field, const EpcUid *owner, const char *sort,
                                  GError **error);
/* The record of @entity that @reference names; without a reference the latest by @newest. NULL without @error: there is none. */
EpcRecord *epc_report_record (EpcReportMaking *making, const char *entity, const char *reference, const char *newest, GError **error);
/* What stands above a column of @field, or before its line: a text that the catalogue has once for each language (action_es) goes by the
 * name of what it says, and a time says in which unit it is counted. */
const char *epc_report_field_head (EpcReportMaking *making, const EpcEntity *kind, const EpcField *field);
/* One row a record and one column a field of @keys (NULL-terminated), titled as the catalogue has them. */
EpcTable *epc_report_table (EpcReportMaking *making, const char *caption, const char *entity, const char *const *keys, GPtrArray *records);
/* Name and value of those @keys of @record that are filled, as a table of two columns without header; NULL: none is. */
EpcTable *epc_report_facts (EpcReportMaking *making, EpcRecord *record, const char *const *keys);
/* The name of an item in the document's language; @otherwise when it has none. */
const char *epc_report_item (EpcReportMaking *making, const EpcUid *item, const char *otherwise);
/* A level-@level heading, then what @key of @record says (CommonMark). FALSE: nothing is written there, and nothing was added. */
gboolean epc_report_add_said (EpcReportMaking *making, int level, const char *number, EpcRecord *record, const char *key);
/* Amount with its currency, "USD 254,660"; NULL: empty. */
const char *epc_report_money (EpcReportMaking *making, EpcRecord *record, const char *amount, const char *currency);

/* Older than @hours; FALSE for what is no date. */
gboolean epc_report_is_stale (const char *iso);

typedef struct
{
  EpcKeyFigure figures[8];
  guint n;
} EpcReportStrip;

/* @value NULL: "–". Texts must live until the strip is added. */
EpcKeyFigure *epc_report_strip_add (EpcReportStrip *strip, const char *value, const char *label, const char *source, gboolean stale);

/* "public" … as the code list has it; restricted for anything else. */
EpcClassification epc_report_classification (const char *key);
/* DRILL when @crisis (may be NULL) is one, SAMPLE in the sample workspace. */
void epc_report_set_watermark (EpcReportMaking *making, const EpcUid *crisis);
/* Footer and metadata: the office is the author, today the date. */
void epc_report_set_facts (EpcReportMaking *making, const char *title, const char *number, const char *source,
                           EpcClassification classification);

/* epc-report-rounds.c: the change by area beside the trend over all rounds; and what a reader must know of the figures. */
void epc_report_add_trend (EpcReportMaking *making, const EpcRoundSeries *series);
void epc_report_add_method (EpcReportMaking *making, const EpcRound *round);
/* "+23.7%", "−5.0%"; NULL for NAN. */
const char *epc_report_change (EpcReportMaking *making, double percent);

EpcSymbol epc_report_gap_symbol (EpcGapLevel level);
/* The chart of that name (epc-picture.h) as a figure of its natural height, below @heading (level 2; NULL: none). Where nothing is
 * recorded that it could show, nothing is added. *@added (may be NULL) counts. */
gboolean epc_report_add_picture (EpcReportMaking *making, const char *name, const EpcPictureChoice *choice, const char *heading, guint *added,
                                 GError **error);
/* @map and @chart as a figure that may be cut down to @least_height; they are taken. */
void epc_report_add_map (EpcReportMaking *making, EpcMap *map, double height, double least_height);
/* Evacuation centres (records) on a map of themselves, of @country where none has a position; below it, how many are not on it. */
void epc_report_add_centres_map (EpcReportMaking *making, GPtrArray *centres, const char *country);
/* The open sites of @choice by worst gap below @heading (level 1; translated); a sentence where none has a position, nothing where there is none. */
gboolean epc_report_add_sites_map (EpcReportMaking *making, const EpcPictureChoice *choice, const char *heading, double height, double least_height,
                                   GError **error);
void epc_report_add_chart (EpcReportMaking *making, EpcChart *chart, double height, double least_height);

G_END_DECLS
