/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-sites.h"

#include <math.h>
#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "model/epc-code-list.h"

static void
gap_clear (gpointer data)
{
  EpcGap *gap = data;

  g_clear_pointer (&gap->standard, g_ref_string_release);
  g_clear_pointer (&gap->label, g_ref_string_release);
  g_clear_pointer (&gap->sector, g_ref_string_release);
  g_clear_pointer (&gap->unit, g_ref_string_release);
  g_clear_pointer (&gap->source, g_ref_string_release);
  g_clear_pointer (&gap->numerator_label, g_ref_string_release);
  g_clear_pointer (&gap->denominator_label, g_ref_string_release);
  g_free (gap->date);
}

/* Gaps are counted references: what was not assessed is one gap for all sites. */
static void
gap_unref (gpointer gap)
{
  g_atomic_rc_box_release_full (gap, gap_clear);
}

void
epc_site_free (EpcSite *site)
{
  if (site == NULL)
    return;
  g_free (site->code);
  g_free (site->name);
  g_free (site->ssid);
  g_free (site->place);
  g_free (site->place_name);
  g_free (site->status);
  g_free (site->site_type);
  g_free (site->count_date);
  g_free (site->assessment_date);
  g_clear_pointer (&site->gaps, g_ptr_array_unref);
  g_free (site);
}

static gint64
count_or_unknown (EpcRecord *record, const char *key)
{
  return record == NULL || epc_record_is_empty (record, key) ? -1 : epc_record_integer (record, key);
}

/* The newest record of @entity for each site: uid of the site → record. */
typedef struct
{
  GHashTable *newest;
  gboolean has_time;
} Newest;

static gboolean
keep_newest (EpcRecord *record, gpointer data)
{
  Newest *self = data;
  const EpcUid *site = epc_record_reference (record, "site");
  EpcRecord *known = site != NULL ? g_hash_table_lookup (self->newest, site) : NULL;

  if (site == NULL)
    return TRUE;
  int order = known != NULL ? g_strcmp0 (epc_record_text (record, "date"), epc_record_text (known, "date")) : 1;
  if (order == 0 && self->has_time)
    order = g_strcmp0 (epc_record_text (record, "time"), epc_record_text (known, "time"));
  if (order >= 0)
    g_hash_table_insert (self->newest, g_memdup2 (site, sizeof *site), epc_record_copy (record));
  return TRUE;
}

static GHashTable *
newest_by_site (EpcStore *store, const char *key, const char *until, GCancellable *cancellable, GError **error)
{
  const EpcEntity *entity = epc_entity_find (key);
  g_autoptr (EpcQuery) query = epc_query_new (entity);
  Newest self = { g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, g_object_unref),
                  epc_entity_field (entity, "time") != NULL };

  if ((until != NULL && !epc_query_where (query, store, "date", EPC_OP_LESS_EQUAL, until, error))
      || !epc_query_each (query, store, keep_newest, &self, cancellable, error))
    g_clear_pointer (&self.newest, g_hash_table_unref);
  return self.newest;
}

/* What a site is judged by. */
typedef struct
{
  EpcRecord *site, *count, *assessment; /* the last two may be NULL */
} Evidence;

/* One side of a standard's ratio: a field of the kind of record that it is observed in. */
typedef struct
{
  const EpcEntity *entity;
  const EpcField *field; /* NULL: no such field */
} Operand;

/* A standard, read once for all sites. */
typedef struct
{
  EpcGap *blank; /* the gap of a site of which nothing is known */
  Operand numerator, denominator;
  gboolean is_ratio, is_percent;
} Rule;

static void
rule_free (gpointer data)
{
  Rule *rule = data;

  gap_unref (rule->blank);
  g_free (rule);
}

/* What @path ("site_assessment.taps") names. */
static Operand
operand (const char *path)
{
  const char *dot = path != NULL ? strchr (path, '.') : NULL;
  g_autofree char *kind = dot != NULL ? g_strndup (path, (gsize) (dot - path)) : NULL;
  Operand found = { kind != NULL ? epc_entity_find (kind) : NULL, NULL };

  if (found.entity != NULL)
    found.field = epc_entity_field (found.entity, dot + 1);
  return found;
}

/* The value of @operand; NAN when it was not asked. The newest date is kept in @date. */
static double
measured (const Evidence *evidence, const Operand *operand, const char **date)
{
  EpcRecord *const records[] = { evidence->assessment, evidence->count, evidence->site };

  for (guint i = 0; i < G_N_ELEMENTS (records) && operand->field != NULL; i++)
    {
      EpcRecord *record = records[i];
      if (record == NULL || epc_record_entity (record) != operand->entity)
        continue;
      if (epc_record_is_empty (record, operand->field->key))
        return NAN;
      const char *when = epc_entity_field (operand->entity, "date") != NULL ? epc_record_text (record, "date") : NULL;
      if (when != NULL && (*date == NULL || g_strcmp0 (when, *date) > 0))
        *date = when;
      return epc_record_decimal (record, operand->field->key);
    }
  return NAN;
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

static char *
standard_label (EpcRecord *standard)
{
  g_autofree char *key = g_strconcat ("label_", epc_language_name (epc_language_get (NULL)), NULL);

  if (epc_entity_field (epc_record_entity (standard), key) != NULL && !epc_record_is_empty (standard, key))
    return epc_record_to_text (standard, key);
  return epc_record_to_text (standard, "label");
}

/* "Sphere Handbook 2018", or the source alone. */
static char *
standard_source (EpcRecord *standard)
{
  g_autofree char *source = epc_record_to_text (standard, "source");
  g_autofree char *edition = epc_record_to_text (standard, "edition");

  if (source == NULL || edition == NULL || strstr (source, edition) != NULL)
    return g_steal_pointer (&source);
  return g_strdup_printf ("%s %s", source, edition);
}

/* Takes @text. */
static char *
shared_text (char *text)
{
  g_autofree char *own = text;
  return own != NULL ? g_ref_string_new (own) : NULL;
}

static char *
same_text (char *text)
{
  return text != NULL ? g_ref_string_acquire (text) : NULL;
}

static char *
label_of (const Operand *operand)
{
  return operand->field != NULL ? g_ref_string_new (epc_language_text (epc_language_get (NULL), operand->field->label)) : NULL;
}

static Rule *
rule_from (EpcRecord *standard)
{
  Rule *rule = g_new0 (Rule, 1);
  EpcGap *gap = g_atomic_rc_box_new0 (EpcGap);
  const char *unit = epc_record_text (standard, "unit");

  rule->blank = gap;
  rule->is_ratio = epc_record_text (standard, "denominator") != NULL;
  rule->is_percent = unit != NULL && g_str_has_prefix (unit, "percent");
  rule->numerator = operand (epc_record_text (standard, "numerator"));
  rule->denominator = operand (epc_record_text (standard, "denominator"));
  gap->standard = shared_text (epc_record_to_text (standard, "key"));
  gap->label = shared_text (standard_label (standard));
  gap->sector = shared_text (epc_record_to_text (standard, "sector"));
  gap->emergency = epc_record_decimal (standard, "emergency_value");
  gap->target = epc_record_decimal (standard, "target_value");
  gap->at_most = g_strcmp0 (epc_record_text (standard, "direction"), "at_most") == 0;
  gap->judges = epc_record_decimal (standard, "weight") != 0;
  gap->unit = shared_text (epc_record_to_display (standard, "unit", NULL));
  gap->source = shared_text (standard_source (standard));
  gap->numerator_label = label_of (&rule->numerator);
  gap->denominator_label = label_of (&rule->denominator);
  gap->numerator = gap->denominator = -1;
  gap->value = NAN;
  gap->level = EPC_GAP_NOT_ASSESSED;
  return rule;
}

/* A gap of its own, with the texts of @blank. */
static EpcGap *
gap_like (EpcGap *blank)
{
  EpcGap *gap = g_atomic_rc_box_dup (sizeof *blank, blank);

  gap->standard = same_text (blank->standard);
  gap->label = same_text (blank->label);
  gap->sector = same_text (blank->sector);
  gap->unit = same_text (blank->unit);
  gap->source = same_text (blank->source);
  gap->numerator_label = same_text (blank->numerator_label);
  gap->denominator_label = same_text (blank->denominator_label);
  return gap;
}

static EpcGap *
judge (const Evidence *evidence, const Rule *rule)
{
  const char *date = NULL;
  double top = measured (evidence, &rule->numerator, &date);
  double bottom = rule->is_ratio ? measured (evidence, &rule->denominator, &date) : NAN;

  if (isnan (top) && isnan (bottom))
    return g_atomic_rc_box_acquire (rule->blank);
  EpcGap *gap = gap_like (rule->blank);
  gap->value = top;
  if (rule->is_ratio)
    {
      gap->numerator = isnan (top) ? -1 : (gint64) llround (top);
      gap->denominator = isnan (bottom) ? -1 : (gint64) llround (bottom);
      /* People and no toilet at all is worse than any ratio; nobody there needs none. */
      gap->value = isnan (top) || isnan (bottom) ? NAN : bottom > 0 ? top / bottom : top > 0 ? HUGE_VAL : 0;
      if (rule->is_percent)
        gap->value *= 100;
    }
  gap->date = g_strdup (date);
  gap->level = level_of (gap);
  return gap;
}

/* Standards that are in use and say which field they judge. */
static GPtrArray *
usable_rules (EpcStore *store, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("standard"));

  if (!epc_query_where (query, store, "numerator", EPC_OP_NOT_EMPTY, NULL, error))
    return NULL;
  g_autoptr (GPtrArray) standards = epc_query_records (query, store, error);
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func (rule_free);
  for (guint i = 0; standards != NULL && i < standards->len; i++)
    {
      EpcRecord *standard = g_ptr_array_index (standards, i);
      const char *scope = epc_record_text (standard, "scope");
      if (g_strcmp0 (epc_record_text (standard, "is_active"), "no") != 0 && (scope == NULL || g_str_equal (scope, "site")))
        g_ptr_array_add (rules, rule_from (standard));
    }
  return standards != NULL ? g_steal_pointer (&rules) : NULL;
}

static void
read_ages (EpcSite *site, EpcRecord *count)
{
  static const char *const keys[2][5] = {
    { "females_0", "females_1_5", "females_6_17", "females_18_59", "females_60" },
    { "males_0", "males_1_5", "males_6_17", "males_18_59", "males_60" },
  };

  for (guint sex = 0; sex < 2; sex++)
    for (guint age = 0; age < 5; age++)
      site->ages[sex][age] = count_or_unknown (count, keys[sex][age]);
}

static EpcSite *
site_from (EpcStore *store, const Evidence *evidence, GPtrArray *rules)
{
  EpcSite *site = g_new0 (EpcSite, 1);
  EpcRecord *record = evidence->site;

  site->uid = *epc_record_uid (record);
  site->row = epc_record_row (record);
  site->code = g_strdup (epc_record_code (record));
  site->name = epc_record_to_text (record, "name");
  site->ssid = epc_record_to_text (record, "ssid");
  site->place = epc_record_to_text (record, "place");
  site->place_name = site->place != NULL ? epc_store_place_name (store, site->place) : epc_record_to_text (record, "place_name");
  site->status = epc_record_to_text (record, "status");
  site->site_type = epc_record_to_text (record, "site_type");
  site->latitude = epc_record_decimal (record, "latitude");
  site->longitude = epc_record_decimal (record, "longitude");
  site->capacity = count_or_unknown (record, "capacity");
  site->people = count_or_unknown (evidence->count, "idp_ind");
  site->households = count_or_unknown (evidence->count, "idp_hh");
  site->females = count_or_unknown (evidence->count, "females");
  site->males = count_or_unknown (evidence->count, "males");
  read_ages (site, evidence->count);
  site->count_date = evidence->count != NULL ? epc_record_to_text (evidence->count, "date") : NULL;
  site->assessment_date = evidence->assessment != NULL ? epc_record_to_text (evidence->assessment, "date") : NULL;
  site->gaps = g_ptr_array_new_full (rules->len, gap_unref);
  for (guint i = 0; i < rules->len; i++)
    {
      EpcGap *gap = judge (evidence, g_ptr_array_index (rules, i));
      g_ptr_array_add (site->gaps, gap);
      if (!gap->judges)
        continue;
      site->n_critical += gap->level == EPC_GAP_CRITICAL;
      site->n_watch += gap->level == EPC_GAP_WATCH;
      site->n_ok += gap->level == EPC_GAP_OK;
      site->worst = MAX (site->worst, gap->level);
    }
  /* A count alone can show that a site is overcrowded, never that it is adequate. */
  if (evidence->assessment == NULL && site->worst == EPC_GAP_OK)
    site->worst = EPC_GAP_NOT_ASSESSED;
  return site;
}

typedef struct
{
  EpcStore *store;
  GHashTable *counts, *assessments;
  GPtrArray *rules, *sites;
} Collecting;

static gboolean
collect_site (EpcRecord *record, gpointer data)
{
  Collecting *self = data;
  const Evidence evidence = { record, g_hash_table_lookup (self->counts, epc_record_uid (record)),
                              g_hash_table_lookup (self->assessments, epc_record_uid (record)) };

  g_ptr_array_add (self->sites, site_from (self->store, &evidence, self->rules));
  return TRUE;
}

GPtrArray *
epc_sites (EpcStore *store, const EpcQuery *query, const char *until, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rules = usable_rules (store, error);
  g_autoptr (GHashTable) counts = rules != NULL ? newest_by_site (store, "site_count", until, cancellable, error) : NULL;
  g_autoptr (GHashTable) assessments = counts != NULL ? newest_by_site (store, "site_assessment", until, cancellable, error) : NULL;
  g_autoptr (GPtrArray) sites = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_site_free);

  if (assessments == NULL)
    return NULL;
  Collecting self = { store, counts, assessments, rules, sites };
  if (!epc_query_each (query, store, collect_site, &self, cancellable, error))
    return NULL;
  return g_steal_pointer (&sites);
}

GPtrArray *
epc_sites_open (EpcStore *store, const EpcUid *crisis, const char *until, GCancellable *cancellable, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("site"));
  char uid[EPC_UID_TEXT_SIZE];

  if (!epc_query_where (query, store, "status", EPC_OP_IN, EPC_SITE_STATUS_OPEN, error))
    return NULL;
  if (crisis != NULL && !epc_query_where (query, store, "crisis", EPC_OP_EQUAL, epc_uid_to_text (crisis, uid), error))
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
  g_autofree char *value = amount (chosen, gap->value);
  return g_strdup_printf (epc_language_text (chosen, N_("%s: %s %s.")), gap->label, value, gap->unit != NULL ? gap->unit : "");
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
