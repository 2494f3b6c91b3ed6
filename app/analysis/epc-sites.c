/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-sites.h"

#include <math.h>
#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-crisis.h"
#include "model/epc-code-list.h"

/* Room for many small things that go together. One by one, and in a thread, each page of them would be a call of the system that holds up every other
 * thread which touches new memory (glibc grows a thread's heap page by page). */
#define BLOCK (256 * 1024)

typedef struct
{
  GPtrArray *blocks;
  char *free; /* in the last of them */
  gsize room; /* bytes from there on */
} Heap;

/* @size bytes, not cleared, until the heap is freed. */
static gpointer
heap_take (Heap *heap, gsize size)
{
  gsize rounded = (size + 15) / 16 * 16;

  if (heap->blocks == NULL)
    heap->blocks = g_ptr_array_new_with_free_func (g_free);
  if (heap->room < rounded)
    {
      heap->room = MAX (rounded, BLOCK);
      heap->free = g_malloc (heap->room);
      g_ptr_array_add (heap->blocks, heap->free);
    }
  char *taken = heap->free;
  heap->free += rounded;
  heap->room -= rounded;
  return taken;
}

/* What sites that were read together share: twenty thousand would be a quarter of a million texts and gaps of their own. */
struct _EpcSitesShared
{
  gatomicrefcount count;
  GStringChunk *words; /* the texts of the sites */
  Heap sites;          /* they and their gaps */
  GPtrArray *blanks;   /* EpcGap of a site of which nothing is known; their texts are those of all its gaps */
};

static EpcSitesShared *
shared_new (void)
{
  EpcSitesShared *shared = g_new0 (EpcSitesShared, 1);

  g_atomic_ref_count_init (&shared->count);
  shared->words = g_string_chunk_new (64 * 1024);
  shared->blanks = g_ptr_array_new ();
  return shared;
}

static void
blank_free (gpointer data, gpointer unused)
{
  EpcGap *gap = data;

  g_free (gap->standard);
  g_free (gap->label);
  g_free (gap->sector);
  g_free (gap->unit);
  g_free (gap->source);
  g_free (gap->numerator_label);
  g_free (gap->denominator_label);
  g_free (gap);
}

static void
shared_unref (EpcSitesShared *shared)
{
  if (!g_atomic_ref_count_dec (&shared->count))
    return;
  g_ptr_array_foreach (shared->blanks, blank_free, NULL);
  g_ptr_array_unref (shared->blanks);
  g_string_chunk_free (shared->words);
  g_clear_pointer (&shared->sites.blocks, g_ptr_array_unref);
  g_free (shared);
}

/* A text that most sites have a word of their own for. */
static const char *
keep (EpcSitesShared *shared, const char *text)
{
  return text != NULL ? g_string_chunk_insert (shared->words, text) : NULL;
}

/* A text that many sites have in common. */
static const char *
keep_once (EpcSitesShared *shared, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (shared->words, text) : NULL;
}

void
epc_site_free (EpcSite *site)
{
  if (site != NULL)
    shared_unref (site->shared);
}

guint
epc_site_n_gaps (const EpcSite *site)
{
  return site->shared->blanks->len;
}

const EpcGap *
epc_site_gap (const EpcSite *site, guint place)
{
  for (guint i = 0; i < site->n_own; i++)
    if (site->own[i].place == place)
      return &site->own[i];
  return g_ptr_array_index (site->shared->blanks, place);
}

/* Kinds of record of which a site has many, and the newest counts. */
enum
{
  COUNT,
  ASSESSMENT,
  N_KINDS
};

/* What is kept of a site's newest count or assessment. Whole records would be 2 KB a site. */
typedef struct
{
  EpcUid site;
  const char *date, *time; /* of Newest.days; NULL: none */
  double numbers[];        /* of Newest.fields, in their order; NAN: empty */
} Facts;

/* The newest facts of one kind for each site. */
typedef struct
{
  const EpcEntity *entity;
  GPtrArray *fields;  /* EpcField: the numbers that are asked for */
  GHashTable *newest; /* uid of the site, in its facts → Facts */
  Heap facts;
  GStringChunk *days;
} Newest;

/* Fields of a count that every site shows: the first of Newest.fields, so that these are their places. */
enum
{
  PEOPLE,
  HOUSEHOLDS,
  FEMALES,
  MALES,
  AGES /* five of females, five of males */
};
static const char *const count_fields[]
    = { "idp_ind",   "idp_hh",      "females",       "males",      "females_0", "females_1_5", "females_6_17", "females_18_59",
        "females_60", "males_0", "males_1_5", "males_6_17", "males_18_59", "males_60" };

/* The place of @field in @fields, which is asked for from now on. */
static guint
ask_for (GPtrArray *fields, const EpcField *field)
{
  guint place;

  if (g_ptr_array_find (fields, field, &place))
    return place;
  g_ptr_array_add (fields, (gpointer) field);
  return fields->len - 1;
}

static void
newest_init (Newest *self, const char *key, const char *const *fields, gsize n_fields)
{
  self->entity = epc_entity_find (key);
  self->fields = g_ptr_array_new ();
  for (gsize i = 0; i < n_fields; i++)
    ask_for (self->fields, epc_entity_field (self->entity, fields[i]));
  self->newest = g_hash_table_new (epc_uid_hash, epc_uid_equal_func);
  self->days = g_string_chunk_new (1024);
}

static void
newest_clear (Newest *self)
{
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->newest, g_hash_table_unref);
  g_clear_pointer (&self->facts.blocks, g_ptr_array_unref);
  g_clear_pointer (&self->days, g_string_chunk_free);
}

/* A number; of a question that is answered by yes, in part or no, 1, 0.5 or 0. NAN: not asked, not known. */
static double
number_of (const EpcValue *value, const EpcField *field)
{
  if (field->type != EPC_TYPE_CODE && field->type != EPC_TYPE_YES_NO)
    return value->kind == EPC_VALUE_DECIMAL ? value->decimal : value->kind == EPC_VALUE_INTEGER ? (double) value->integer : NAN;
  if (value->kind != EPC_VALUE_TEXT)
    return NAN;
  return g_str_equal (value->text, "yes") ? 1 : g_str_equal (value->text, "partly") ? 0.5 : g_str_equal (value->text, "no") ? 0 : NAN;
}

static const char *
text_of (const EpcValue *value)
{
  return value->kind == EPC_VALUE_TEXT ? value->text : NULL;
}

/* What keep_newest() tells the newest by. */
static const char *const newest_keys[] = { "site", "date", "time" };

static gboolean
keep_newest (gint64 row, const EpcUid *uid, const EpcValue *values, gpointer data)
{
  Newest *self = data;
  const char *date = text_of (&values[1]), *time = text_of (&values[2]);

  if (values[0].kind != EPC_VALUE_UID)
    return TRUE;
  Facts *facts = g_hash_table_lookup (self->newest, &values[0].uid);
  int order = facts != NULL ? g_strcmp0 (date, facts->date) : 1;
  if (order == 0)
    order = g_strcmp0 (time, facts->time);
  if (order < 0)
    return TRUE;
  if (facts == NULL)
    {
      facts = heap_take (&self->facts, sizeof *facts + self->fields->len * sizeof facts->numbers[0]);
      facts->site = values[0].uid;
      g_hash_table_insert (self->newest, &facts->site, facts);
    }
  facts->date = date != NULL ? g_string_chunk_insert_const (self->days, date) : NULL;
  facts->time = time != NULL ? g_string_chunk_insert_const (self->days, time) : NULL;
  for (guint i = 0; i < self->fields->len; i++)
    facts->numbers[i] = number_of (&values[G_N_ELEMENTS (newest_keys) + i], g_ptr_array_index (self->fields, i));
  return TRUE;
}

/* @keys and behind them those of @fields (EpcField), NULL-terminated; free the array alone. */
static GPtrArray *
keys_and (const char *const *keys, gsize n_keys, GPtrArray *fields)
{
  GPtrArray *all = g_ptr_array_new ();

  for (gsize i = 0; i < n_keys; i++)
    g_ptr_array_add (all, (gpointer) keys[i]);
  for (guint i = 0; i < fields->len; i++)
    g_ptr_array_add (all, (gpointer) ((const EpcField *) g_ptr_array_index (fields, i))->key);
  g_ptr_array_add (all, NULL);
  return all;
}

static gboolean
newest_read (Newest *self, EpcStore *store, const char *until, GCancellable *cancellable, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (self->entity);
  g_autoptr (GPtrArray) read = keys_and (newest_keys, G_N_ELEMENTS (newest_keys), self->fields);

  /* In the order recorded: of two of one moment the later holds, and nothing is sorted. */
  return epc_query_sort (query, "", error)
         && (until == NULL || epc_query_where (query, store, "date", EPC_OP_LESS_EQUAL, until, error))
         && epc_query_values (query, store, (const char *const *) read->pdata, keep_newest, self, cancellable, error);
}

/* What a site is judged by. */
typedef struct
{
  const EpcValue *own;          /* what the standards ask of the site itself */
  const Facts *facts[N_KINDS]; /* NULL: none */
} Evidence;

/* One side of a standard's ratio: a field of the kind of record that it is observed in. */
typedef struct
{
  const EpcEntity *entity;
  const EpcField *field; /* NULL: no such field */
  guint kind, place;     /* of its number in the facts; N_KINDS: of what is asked of the site itself */
} Operand;

#define NOT_ASKED G_MAXUINT /* place of what no site is judged by */

/* What the standards ask for. */
typedef struct
{
  Newest kinds[N_KINDS];
  GPtrArray *own; /* EpcField of the site itself */
} Asked;

/* A standard, read once for all sites. */
typedef struct
{
  EpcGap *blank; /* the gap of a site of which nothing is known */
  Operand numerator, denominator;
  gboolean is_ratio, is_percent;
} Rule;

/* What @path ("site_assessment.taps") names; it is read from now on. */
static Operand
operand (Asked *asked, const char *path)
{
  const char *dot = path != NULL ? strchr (path, '.') : NULL;
  g_autofree char *key = dot != NULL ? g_strndup (path, (gsize) (dot - path)) : NULL;
  Operand found = { .entity = key != NULL ? epc_entity_find (key) : NULL, .kind = N_KINDS };

  found.field = found.entity != NULL ? epc_entity_field (found.entity, dot + 1) : NULL;
  for (guint kind = 0; kind < N_KINDS && found.field != NULL; kind++)
    if (asked->kinds[kind].entity == found.entity)
      found.kind = kind;
  if (found.field != NULL && found.kind < N_KINDS)
    found.place = ask_for (asked->kinds[found.kind].fields, found.field);
  else if (found.field != NULL && g_str_equal (found.entity->key, "site"))
    found.place = ask_for (asked->own, found.field);
  else
    found.place = NOT_ASKED;
  return found;
}

/* The value of @operand; NAN when it was not asked. The newest date is kept in @date. */
static double
measured (const Evidence *evidence, const Operand *operand, const char **date)
{
  if (operand->field == NULL || operand->place == NOT_ASKED)
    return NAN;
  if (operand->kind == N_KINDS)
    return number_of (&evidence->own[operand->place], operand->field);
  const Facts *facts = evidence->facts[operand->kind];
  double value = facts != NULL ? facts->numbers[operand->place] : NAN;

  if (!isnan (value) && g_strcmp0 (facts->date, *date) > 0)
    *date = facts->date;
  return value;
}

static EpcGapLevel
level_of (const EpcGap *gap)
{
  if (isnan (gap->value))
    return EPC_GAP_NOT_ASSESSED;
  double sign = gap->at_most ? 1 : -1;
  if (!isnan (gap->emergency) && sign * (gap->value - gap->emergency) > 1e-9)
    return EPC_GAP_CRITICAL;
  if (!isnan (gap->target) && sign * (gap->value - gap->target) > 1e-9)
    return EPC_GAP_WATCH;
  return EPC_GAP_OK;
}

/* What a standard says under @key in the reader's language, else in English. */
static char *
standard_text (EpcRecord *standard, const char *key)
{
  g_autofree char *own = g_strconcat (key, "_", epc_language_name (epc_language_get (NULL)), NULL);

  if (epc_entity_field (epc_record_entity (standard), own) != NULL && !epc_record_is_empty (standard, own))
    return epc_record_to_text (standard, own);
  return epc_record_to_text (standard, key);
}

/* "Sphere Handbook 2018", or the source alone. */
static char *
standard_source (EpcRecord *standard)
{
  g_autofree char *source = standard_text (standard, "source");
  g_autofree char *edition = epc_record_to_text (standard, "edition");

  if (source == NULL || edition == NULL || strstr (source, edition) != NULL)
    return g_steal_pointer (&source);
  return g_strdup_printf ("%s %s", source, edition);
}

static char *
label_of (const Operand *operand)
{
  return operand->field != NULL ? g_strdup (epc_language_text (epc_language_get (NULL), operand->field->label)) : NULL;
}

static Rule *
rule_from (EpcRecord *standard, Asked *asked, EpcSitesShared *shared)
{
  Rule *rule = g_new0 (Rule, 1);
  EpcGap *gap = g_new0 (EpcGap, 1);
  const char *unit = epc_record_text (standard, "unit");

  rule->blank = gap;
  gap->place = shared->blanks->len;
  g_ptr_array_add (shared->blanks, gap);
  rule->is_ratio = epc_record_text (standard, "denominator") != NULL;
  rule->is_percent = unit != NULL && g_str_has_prefix (unit, "percent");
  rule->numerator = operand (asked, epc_record_text (standard, "numerator"));
  rule->denominator = operand (asked, epc_record_text (standard, "denominator"));
  gap->standard = epc_record_to_text (standard, "key");
  gap->label = standard_text (standard, "label");
  gap->sector = epc_record_to_text (standard, "sector");
  gap->emergency = epc_record_decimal (standard, "emergency_value");
  gap->target = epc_record_decimal (standard, "target_value");
  gap->at_most = g_strcmp0 (epc_record_text (standard, "direction"), "at_most") == 0;
  gap->weight = epc_record_is_empty (standard, "weight") ? 1 : epc_record_decimal (standard, "weight");
  gap->judges = gap->weight != 0;
  gap->is_presence = g_strcmp0 (unit, "presence") == 0;
  gap->unit = epc_record_to_display (standard, "unit", NULL);
  gap->source = standard_source (standard);
  gap->numerator_label = label_of (&rule->numerator);
  gap->denominator_label = label_of (&rule->denominator);
  gap->numerator = gap->denominator = -1;
  gap->value = NAN;
  gap->level = EPC_GAP_NOT_ASSESSED;
  return rule;
}

/* What @rule says of a site, with the texts of its blank. FALSE: it was not assessed. */
static gboolean
judge (const Evidence *evidence, const Rule *rule, EpcSitesShared *shared, EpcGap *gap)
{
  const char *date = NULL;
  double top = measured (evidence, &rule->numerator, &date);
  double bottom = rule->is_ratio ? measured (evidence, &rule->denominator, &date) : NAN;
  double value = top;

  if (rule->is_ratio)
    {
      /* People and no toilet at all is worse than any ratio; nobody there needs none. */
      value = isnan (top) || isnan (bottom) ? NAN : bottom > 0 ? top / bottom : top > 0 ? HUGE_VAL : 0;
      if (rule->is_percent)
        value *= 100;
    }
  if (isnan (value))
    return FALSE;
  *gap = *rule->blank;
  gap->value = value;
  if (rule->is_ratio)
    {
      gap->numerator = (gint64) llround (top);
      gap->denominator = (gint64) llround (bottom);
    }
  gap->date = keep_once (shared, date);
  gap->level = level_of (gap);
  return TRUE;
}

/* Standards that are in use and say which field they judge. */
static GPtrArray *
usable_rules (EpcStore *store, Asked *asked, EpcSitesShared *shared, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("standard"));

  if (!epc_query_where (query, store, "numerator", EPC_OP_NOT_EMPTY, NULL, error))
    return NULL;
  g_autoptr (GPtrArray) standards = epc_query_records (query, store, error);
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; standards != NULL && i < standards->len; i++)
    {
      EpcRecord *standard = g_ptr_array_index (standards, i);
      const char *scope = epc_record_text (standard, "scope");
      if (g_strcmp0 (epc_record_text (standard, "is_active"), "no") != 0 && (scope == NULL || g_str_equal (scope, "site")))
        g_ptr_array_add (rules, rule_from (standard, asked, shared));
    }
  return standards != NULL ? g_steal_pointer (&rules) : NULL;
}

static gint64
count_of (const Facts *count, guint place)
{
  return count == NULL || isnan (count->numbers[place]) ? -1 : (gint64) count->numbers[place];
}

typedef struct
{
  Asked asked;
  GPtrArray *rules, *sites;
  EpcSitesShared *shared;
  EpcGap *judged;    /* of one site; has room for all rules */
  GPtrArray *drills; /* (element-type EpcRecord): crises that are drills */
} Collecting;

static void
judge_all (Collecting *self, EpcSite *site, const Evidence *evidence)
{
  for (guint i = 0; i < self->rules->len; i++)
    site->n_own += judge (evidence, g_ptr_array_index (self->rules, i), self->shared, &self->judged[site->n_own]);
  site->own = heap_take (&self->shared->sites, site->n_own * sizeof *site->own);
  memcpy (site->own, self->judged, site->n_own * sizeof *site->own);
  for (guint i = 0; i < site->n_own; i++)
    {
      const EpcGap *gap = &site->own[i];

      if (!gap->judges)
        continue;
      site->n_critical += gap->level == EPC_GAP_CRITICAL;
      site->n_watch += gap->level == EPC_GAP_WATCH;
      site->n_ok += gap->level == EPC_GAP_OK;
      site->worst = MAX (site->worst, gap->level);
    }
}

/* What is read of a site, and where its values stand; what the standards ask of it comes behind. */
enum
{
  SITE_CODE,
  SITE_NAME,
  SITE_SSID,
  SITE_PLACE,
  SITE_PLACE_NAME,
  SITE_STATUS,
  SITE_TYPE,
  SITE_LATITUDE,
  SITE_LONGITUDE,
  SITE_CAPACITY,
  SITE_CRISIS,
  SITE_OWN
};
static const char *const site_keys[SITE_OWN]
    = { "code", "name", "ssid", "place", "place_name", "status", "site_type", "latitude", "longitude", "capacity", "crisis" };

static double
degrees_of (const EpcValue *value)
{
  return value->kind == EPC_VALUE_DECIMAL ? value->decimal : value->kind == EPC_VALUE_INTEGER ? (double) value->integer : NAN;
}

static EpcSite *
site_from (Collecting *self, const EpcUid *uid, const EpcValue *values, const Evidence *evidence)
{
  EpcSitesShared *shared = self->shared;
  EpcSite *site = heap_take (&shared->sites, sizeof *site);
  const Facts *count = evidence->facts[COUNT], *assessment = evidence->facts[ASSESSMENT];

  memset (site, 0, sizeof *site);
  g_atomic_ref_count_inc (&shared->count);
  site->shared = shared;
  site->uid = *uid;
  site->code = keep (shared, text_of (&values[SITE_CODE]));
  site->name = keep (shared, text_of (&values[SITE_NAME]));
  site->ssid = keep (shared, text_of (&values[SITE_SSID]));
  site->place = keep_once (shared, text_of (&values[SITE_PLACE]));
  site->place_name = keep_once (shared, text_of (&values[SITE_PLACE_NAME]));
  site->status = keep_once (shared, text_of (&values[SITE_STATUS]));
  site->site_type = keep_once (shared, text_of (&values[SITE_TYPE]));
  site->latitude = degrees_of (&values[SITE_LATITUDE]);
  site->longitude = degrees_of (&values[SITE_LONGITUDE]);
  site->capacity = values[SITE_CAPACITY].kind == EPC_VALUE_INTEGER ? values[SITE_CAPACITY].integer : -1;
  site->people = count_of (count, PEOPLE);
  site->households = count_of (count, HOUSEHOLDS);
  site->females = count_of (count, FEMALES);
  site->males = count_of (count, MALES);
  for (guint i = 0; i < 10; i++)
    site->ages[i / 5][i % 5] = count_of (count, AGES + i);
  site->count_date = count != NULL ? keep_once (shared, count->date) : NULL;
  site->assessment_date = assessment != NULL ? keep_once (shared, assessment->date) : NULL;
  judge_all (self, site, evidence);
  /* A count alone can show that a site is overcrowded, never that it is adequate. */
  if (assessment == NULL && site->worst == EPC_GAP_OK)
    site->worst = EPC_GAP_NOT_ASSESSED;
  return site;
}

static gboolean
is_of_drill (const Collecting *self, const EpcValue *crisis)
{
  for (guint i = 0; crisis->kind == EPC_VALUE_UID && i < self->drills->len; i++)
    if (epc_uid_equal (&crisis->uid, epc_record_uid (g_ptr_array_index (self->drills, i))))
      return TRUE;
  return FALSE;
}

static gboolean
collect_site (gint64 row, const EpcUid *uid, const EpcValue *values, gpointer data)
{
  Collecting *self = data;
  Evidence evidence = { .own = values + SITE_OWN };

  for (guint kind = 0; kind < N_KINDS; kind++)
    evidence.facts[kind] = g_hash_table_lookup (self->asked.kinds[kind].newest, uid);
  EpcSite *site = site_from (self, uid, values, &evidence);
  site->row = row;
  site->is_drill = is_of_drill (self, &values[SITE_CRISIS]);
  g_ptr_array_add (self->sites, site);
  return TRUE;
}

/* A site in a place of the gazetteer is named as it stands there. */
static void
name_places (EpcStore *store, GPtrArray *sites, EpcSitesShared *shared)
{
  g_autoptr (GHashTable) names = g_hash_table_new (NULL, NULL); /* one text of each place: see keep_once() */

  for (guint i = 0; i < sites->len; i++)
    {
      EpcSite *site = g_ptr_array_index (sites, i);

      if (site->place == NULL)
        continue;
      const char *known = g_hash_table_lookup (names, site->place);
      if (known == NULL)
        {
          g_autofree char *name = epc_store_place_name (store, site->place);
          known = keep_once (shared, name != NULL ? name : site->place);
          g_hash_table_insert (names, (gpointer) site->place, (gpointer) known);
        }
      site->place_name = known;
    }
}

static void
asked_init (Asked *asked)
{
  newest_init (&asked->kinds[COUNT], "site_count", count_fields, G_N_ELEMENTS (count_fields));
  newest_init (&asked->kinds[ASSESSMENT], "site_assessment", NULL, 0);
  asked->own = g_ptr_array_new ();
}

static void
asked_clear (Asked *asked)
{
  for (guint kind = 0; kind < N_KINDS; kind++)
    newest_clear (&asked->kinds[kind]);
  g_clear_pointer (&asked->own, g_ptr_array_unref);
}

static gboolean
collect (Collecting *self, EpcStore *store, const EpcQuery *query, const char *until, GCancellable *cancellable, GError **error)
{
  for (guint kind = 0; kind < N_KINDS; kind++)
    if (!newest_read (&self->asked.kinds[kind], store, until, cancellable, error))
      return FALSE;
  g_autoptr (GPtrArray) read = keys_and (site_keys, G_N_ELEMENTS (site_keys), self->asked.own);
  g_autofree EpcGap *judged = self->judged = g_new (EpcGap, self->rules->len + 1);
  if (!epc_query_values (query, store, (const char *const *) read->pdata, collect_site, self, cancellable, error))
    return FALSE;
  name_places (store, self->sites, self->shared);
  return TRUE;
}

GPtrArray *
epc_sites (EpcStore *store, const EpcQuery *query, const char *until, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) sites = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_site_free);
  g_autoptr (EpcQuery) drill_query = epc_query_new (epc_entity_find ("crisis"));
  Collecting self = { .sites = sites, .shared = shared_new () };

  asked_init (&self.asked);
  g_autoptr (GPtrArray) rules = self.rules = usable_rules (store, &self.asked, self.shared, error);
  gboolean done = rules != NULL && epc_query_where (drill_query, store, "is_drill", EPC_OP_EQUAL, "yes", error);
  g_autoptr (GPtrArray) drills = self.drills = done ? epc_query_records (drill_query, store, error) : NULL;
  done = drills != NULL && collect (&self, store, query, until, cancellable, error);
  asked_clear (&self.asked);
  shared_unref (self.shared);
  return done ? g_steal_pointer (&sites) : NULL;
}

GPtrArray *
epc_sites_open (EpcStore *store, const EpcUid *crisis, const char *until, gboolean by_name, GCancellable *cancellable, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("site"));

  if (!epc_query_where (query, store, "status", EPC_OP_IN, EPC_SITE_STATUS_OPEN, error)
      || (!by_name && !epc_query_sort (query, "", error)))
    return NULL;
  if (!epc_crisis_narrow (query, store, "crisis", crisis, error))
    return NULL;
  return epc_sites (store, query, until, cancellable, error);
}

double
epc_site_occupancy (const EpcSite *site)
{
  if (site->capacity <= 0 || site->people < 0)
    return NAN;
  return (double) site->people * 100 / (double) site->capacity;
}

static char *
amount (const EpcLanguage *language, double value)
{
  return epc_language_decimal (language, value, value == floor (value) ? 0 : 1);
}

char *
epc_gap_arithmetic (const EpcGap *gap, const char *language)
{
  const EpcLanguage *chosen = epc_language_get (language);

  if (isnan (gap->value))
    return g_strdup_printf (epc_language_text (chosen, N_("%s was not assessed.")), gap->label);
  if (gap->is_presence)
    return g_strdup_printf (epc_language_text (chosen, gap->value >= 1 ? N_("%s: yes.") : gap->value > 0 ? N_("%s: in part.") : N_("%s: no.")),
                            gap->label);
  if (gap->denominator >= 0)
    {
      g_autofree char *top = epc_language_integer (chosen, gap->numerator);
      if (gap->denominator == 0)
        return g_strdup_printf (epc_language_text (chosen, N_("%s (%s), and none for them (%s: 0).")), gap->numerator_label, top,
                                gap->denominator_label);
      g_autofree char *bottom = epc_language_integer (chosen, gap->denominator);
      g_autofree char *value = amount (chosen, gap->value);
      return g_strdup_printf (epc_language_text (chosen, N_("%s %s ÷ %s %s = %s.")), gap->numerator_label, top,
                              gap->denominator_label, bottom, value);
    }
  g_autofree char *share = epc_language_percent (chosen, gap->value, 0), *value = amount (chosen, gap->value);
  const char *unit = gap->unit != NULL ? gap->unit : "";
  /* "52 % of households": the sign stands as the language has it */
  if (unit[0] == '%' && gap->value == floor (gap->value))
    return g_strdup_printf ("%s: %s%s.", gap->label, share, unit + 1);
  return g_strdup_printf (epc_language_text (chosen, N_("%s: %s %s.")), gap->label, value, unit);
}

gint64
epc_gap_missing (const EpcGap *gap)
{
  if (gap->level != EPC_GAP_CRITICAL || gap->denominator < 0 || !gap->at_most || !(gap->emergency > 0))
    return 0;
  return (gint64) ceil ((double) gap->numerator / gap->emergency) - gap->denominator;
}

char *
epc_gap_sentence (const EpcGap *gap, const char *language)
{
  const EpcLanguage *chosen = epc_language_get (language);
  g_autofree char *emergency = isnan (gap->emergency) ? g_strdup ("—") : amount (chosen, gap->emergency);
  g_autofree char *target = isnan (gap->target) ? g_strdup ("—") : amount (chosen, gap->target);
  g_autofree char *arithmetic = epc_gap_arithmetic (gap, language);

  if (isnan (gap->value))
    return g_steal_pointer (&arithmetic);
  if (gap->is_presence)
    {
      g_autofree char *needed = g_strdup_printf (epc_language_text (chosen, N_("It is needed (%s).")), gap->source != NULL ? gap->source : "—");
      return g_strdup_printf ("%s %s", arithmetic, needed);
    }
  g_autofree char *limits = g_strdup_printf (gap->at_most ? epc_language_text (chosen, N_("Emergency: at most %s; target: at most %s (%s)."))
                                                          : epc_language_text (chosen, N_("Emergency: at least %s; target: at least %s (%s).")),
                                             emergency, target, gap->source != NULL ? gap->source : "—");
  return g_strdup_printf ("%s %s", arithmetic, limits);
}

static const struct
{
  const char *key, *label;
} levels[] = {
  [EPC_GAP_NOT_ASSESSED] = { "not_assessed", N_("Not assessed") },
  [EPC_GAP_OK] = { "ok", N_("Adequate") },
  [EPC_GAP_WATCH] = { "watch", N_("Attention") },
  [EPC_GAP_CRITICAL] = { "critical", N_("Critical") },
};

const char *
epc_gap_level_key (EpcGapLevel level)
{
  return levels[level].key;
}

const char *
epc_gap_level_label (EpcGapLevel level, const char *language)
{
  return epc_language_text (epc_language_get (language), levels[level].label);
}

static void
add_known (gint64 *sum, gint64 value)
{
  if (value >= 0)
    *sum = MAX (*sum, 0) + value;
}

void
epc_sites_total (GPtrArray *sites, EpcSitesTotal *total)
{
  memset (total, 0, sizeof *total);
  total->people = total->households = total->females = total->males = -1;
  for (guint i = 0; i < sites->len; i++)
    {
      const EpcSite *site = g_ptr_array_index (sites, i);
      double occupancy = epc_site_occupancy (site);
      total->sites++;
      total->counted += site->people >= 0;
      total->over_capacity += !isnan (occupancy) && occupancy > 100;
      total->critical += site->worst == EPC_GAP_CRITICAL;
      total->assessed += site->worst != EPC_GAP_NOT_ASSESSED;
      add_known (&total->people, site->people);
      add_known (&total->households, site->households);
      add_known (&total->females, site->females);
      add_known (&total->males, site->males);
      if (site->females >= 0 && site->males >= 0 && site->people >= 0)
        total->sex_known += site->people;
      if (site->count_date != NULL && (total->oldest == NULL || g_strcmp0 (site->count_date, total->oldest) < 0))
        {
          g_free (total->oldest);
          total->oldest = g_strdup (site->count_date);
        }
      if (site->count_date != NULL && (total->newest == NULL || g_strcmp0 (site->count_date, total->newest) > 0))
        {
          g_free (total->newest);
          total->newest = g_strdup (site->count_date);
        }
    }
}

void
epc_sites_total_clear (EpcSitesTotal *total)
{
  g_clear_pointer (&total->oldest, g_free);
  g_clear_pointer (&total->newest, g_free);
}
