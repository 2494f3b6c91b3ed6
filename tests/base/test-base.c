/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/epc-clock.h"
#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-language.h"
#include "base/epc-number.h"
#include "base/epc-order.h"
#include "base/epc-position.h"
#include "base/epc-text.h"
#include "base/epc-uid.h"

static void
test_dates_as_people_write_them (void)
{
  /* Expected by the calendar; none of it computed here. */
  static const struct
  {
    const char *text, *iso;
  } cases[] = {
    { "2025-06-30", "2025-06-30" },     { "2025-06-30T00:00:00", "2025-06-30" }, { "30/06/2025", "2025-06-30" },
    { "30.6.25", "2025-06-30" },        { "17 May 2013", "2013-05-17" },         { "18 oct 2026", "2026-10-18" },
    { "3 de julio de 2024", "2024-07-03" }, { "29/02/2024", "2024-02-29" },      { "July 3, 2024", "2024-07-03" },
    { "15-05-2014", "2014-05-15" },     { "1 août 2021", "2021-08-01" },         { "7 juin 2020", "2020-06-07" },
    { "7 juillet 2020", "2020-07-07" }, { "2024/1/9", "2024-01-09" },            { "30/06/2025 14:20", "2025-06-30" },
    { "31/02/2024", NULL },             { "29/02/2023", NULL },                  { "2025-13-01", NULL },
    { "abc", NULL },                    { "", NULL },                            { "12", NULL },
    { "2025", NULL },                   { "30/06/2025/1", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char iso[EPC_DATE_SIZE];
      gboolean read = epc_date_parse (cases[i].text, EPC_DATE_ORDER_DAY_FIRST, iso);
      if (read != (cases[i].iso != NULL) || (read && !g_str_equal (iso, cases[i].iso)))
        g_error ("“%s” became %s", cases[i].text, read ? iso : "nothing");
    }
}

static void
test_days_agree_with_glib (void)
{
  for (gint64 day = -40000; day < 60000; day += 7)
    {
      int year, month, d;
      g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (day * 86400);
      epc_date_from_days (day, &year, &month, &d);
      g_assert_cmpint (year, ==, g_date_time_get_year (moment));
      g_assert_cmpint (month, ==, g_date_time_get_month (moment));
      g_assert_cmpint (d, ==, g_date_time_get_day_of_month (moment));
      g_assert_cmpint (epc_date_days (year, month, d), ==, day);
    }
}

static void
test_moments_keep_their_zone (void)
{
  g_autofree char *moment = epc_moment_parse ("2026-10-14T06:00:00", EPC_DATE_ORDER_DAY_FIRST, "America/Tegucigalpa");
  g_assert_cmpstr (moment, ==, "2026-10-14T12:00:00Z[America/Tegucigalpa]");
  g_autofree char *again = epc_moment_parse (moment, EPC_DATE_ORDER_DAY_FIRST, NULL);
  g_assert_cmpstr (again, ==, moment);
  g_autoptr (GDateTime) local = epc_moment_in_zone (moment, NULL);
  g_assert_cmpint (g_date_time_get_hour (local), ==, 6);
  g_autofree char *offset = epc_moment_parse ("2026-10-14T06:00:00-06:00", EPC_DATE_ORDER_DAY_FIRST, NULL);
  g_assert_cmpstr (offset, ==, "2026-10-14T12:00:00Z");
  g_autofree char *people = epc_moment_parse ("14/10/2026 06:30", EPC_DATE_ORDER_DAY_FIRST, NULL);
  g_assert_cmpstr (people, ==, "2026-10-14T06:30:00Z");
  g_assert_null (epc_moment_parse ("2026-10-14T06:00:00Z[Not/AZone]", EPC_DATE_ORDER_DAY_FIRST, NULL));
  g_assert_null (epc_moment_parse ("tomorrow", EPC_DATE_ORDER_DAY_FIRST, NULL));
}

static void
test_numbers_in_files (void)
{
  gint64 integer;
  double decimal;

  g_assert_true (epc_number_parse_integer (" 1287593 ", &integer) && integer == 1287593);
  g_assert_true (epc_number_parse_integer ("12.0", &integer) && integer == 12);
  g_assert_false (epc_number_parse_integer ("12.5", &integer));
  g_assert_false (epc_number_parse_integer ("abc", &integer));
  g_assert_false (epc_number_parse_integer ("99999999999999999999", &integer));
  g_assert_true (epc_number_parse_decimal ("-72.349869", &decimal) && decimal == -72.349869);
  g_assert_false (epc_number_parse_decimal ("nan", &decimal));
  g_assert_false (epc_number_parse_decimal ("0x10", &decimal));
  g_assert_false (epc_number_parse_decimal ("1e999", &decimal));
  g_assert_true (epc_number_parse_money ("1234.5", &integer) && integer == 123450);
  g_assert_false (epc_number_parse_money ("1.234", &integer));
  g_assert_true (epc_number_parse_people ("1\342\200\257287\342\200\257593", TRUE, &decimal) && decimal == 1287593);
  g_assert_true (epc_number_parse_people ("1.287.593", FALSE, &decimal) && decimal == 1287593);
  g_assert_true (epc_number_parse_people ("23,7", FALSE, &decimal) && decimal == 23.7);
  g_assert_true (epc_number_parse_people ("9.870", TRUE, &decimal) && decimal == 9870);
  g_assert_true (epc_number_parse_people ("9.870", FALSE, &decimal) && decimal == 9.87);
}

static void
test_decimals_read_back (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  char text[EPC_NUMBER_SIZE];

  g_test_message ("seed %u", seed);
  for (int i = 0; i < 20000; i++)
    {
      double value = g_rand_double_range (random, -180, 180) * pow (10, g_rand_int_range (random, -8, 9)), back;
      epc_number_write_decimal (value, text);
      g_assert_true (epc_number_parse_decimal (text, &back));
      g_assert_cmpfloat (back, ==, value);
    }
}

static void
test_names_fold (void)
{
  g_autofree char *a = epc_text_fold ("  Nord-Ouest "), *b = epc_text_fold ("nord ouest");
  g_autofree char *c = epc_text_fold_tight ("Grande'Anse"), *d = epc_text_fold_tight ("Grande-Anse");
  g_autofree char *e = epc_text_fold_tight ("Número de Hogares"), *f = epc_text_normalise ("  Port  au Prince ");
  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (c, ==, d);
  g_assert_cmpstr (e, ==, "numerodehogares");
  g_assert_cmpstr (f, ==, "Port au Prince");
  /* The short ways give what GLib's tables give: a mark behind the text takes the long way and is dropped. */
  for (gunichar sign = 0x21; sign < 0x310; sign++)
    {
      char letter[8] = { 0 };
      g_unichar_to_utf8 (sign, letter);
      g_autofree char *text = g_strconcat ("x", letter, "'Y", letter, NULL), *marked = g_strconcat (text, "\u0301", NULL);
      g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC), *normal = epc_text_normalise (text);
      g_autofree char *folded = epc_text_fold (text), *slowly = epc_text_fold (marked);
      g_autofree char *tight = epc_text_fold_tight (text), *tight_slowly = epc_text_fold_tight (marked);
      g_assert_cmpstr (folded, ==, slowly);
      g_assert_cmpstr (tight, ==, tight_slowly);
      if (!g_unichar_isspace (sign))
        g_assert_cmpstr (normal, ==, composed);
      else
        g_assert_cmpstr (normal, ==, "x 'Y");
    }
}

static void
test_identities (void)
{
  char text[EPC_UID_TEXT_SIZE];
  EpcUid last = epc_uid_new (), back;

  for (int i = 0; i < 20000; i++)
    {
      EpcUid next = epc_uid_new ();
      g_assert_cmpint (epc_uid_compare (&last, &next), <, 0);
      last = next;
    }
  epc_uid_to_text (&last, text);
  g_assert_cmpint (text[14], ==, '7');
  g_assert_true (epc_uid_from_text (text, &back) && epc_uid_equal (&back, &last));
  g_assert_false (epc_uid_from_text ("HTI-SITE-0042", &back));
  EpcUid key = epc_uid_from_key ("place", "HT01", 4), other = epc_uid_from_key ("place", "HT02", 4);
  /* python3 -c "import hashlib;h=bytearray(hashlib.sha256(b'place\0HT01').digest()[:16]);h[6]=0x80|h[6]&15;h[8]=0x80|h[8]&63;print(h.hex())" */
  g_assert_cmpstr (epc_uid_to_text (&key, text), ==, "417ad9e8-2178-84c4-be59-967c3e438c08");
  g_assert_false (epc_uid_equal (&key, &other));
}

static void
test_stamps_never_run_ahead_for_ever (void)
{
  gint64 now = 1793000000000000, far = now + (gint64) 5 * 365 * 86400 * G_USEC_PER_SEC;
  EpcStamp wrong = epc_stamp_next (far, 0);
  EpcStamp over = epc_stamp_next (now, wrong), apart = epc_stamp_next (now, 0);

  g_assert_cmpint (over, ==, wrong + 1);
  g_assert_cmpint (apart, <, wrong);
  g_assert_cmpint (epc_stamp_milliseconds (apart), ==, now / 1000);
}

static void
test_forms_of_the_languages (void)
{
  const EpcLanguage *en = epc_language_get ("en"), *es = epc_language_get ("es_HN.UTF-8"), *fr = epc_language_get ("fr"),
                    *pt = epc_language_get ("pt");
  g_autofree char *a = epc_language_integer (en, 1287593), *b = epc_language_integer (es, 1287593);
  g_autofree char *c = epc_language_percent (fr, 23.7, 1), *d = epc_language_integer (pt, -1032);
  g_autofree char *e = epc_language_date (es, "2025-06-30", FALSE), *f = epc_language_date (pt, "2025-06-30", TRUE);
  g_autofree char *g = epc_language_decimal (en, -0.04, 1), *h = epc_language_change (en, 246364);

  g_assert_cmpstr (a, ==, "1,287,593");
  g_assert_cmpstr (b, ==, "1\342\200\257287\342\200\257593");
  g_assert_cmpstr (c, ==, "23,7\342\200\257%");
  g_assert_cmpstr (d, ==, "\342\210\2221.032");
  g_assert_cmpstr (e, ==, "30 de junio de 2025");
  g_assert_cmpstr (f, ==, "30 jun. 2025");
  g_assert_cmpstr (g, ==, "0.0");
  g_assert_cmpstr (h, ==, "+246,364");
  g_assert_cmpstr (epc_language_name (epc_language_get ("xx")), ==, "en");
}

/* 2026-10-15 03:00 in UTC is the evening before in Honduras, six hours behind (TZ=America/Tegucigalpa date -d …). */
static void
test_today_is_that_of_the_office (void)
{
  char today[EPC_DATE_SIZE];

  epc_clock_hold (G_GINT64_CONSTANT (1792033200) * G_USEC_PER_SEC);
  epc_date_today_in (NULL, today);
  g_assert_cmpstr (today, ==, "2026-10-15");
  epc_date_today_in ("America/Tegucigalpa", today);
  g_assert_cmpstr (today, ==, "2026-10-14");
  epc_clock_hold (0);
}

/* Degrees by Python: 15 + 36/60 + 52/3600 = 15.614444…, 87 + 57/60 + 11/3600 = 87.953055…, 36.87/60 = 0.6145. */
static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const gint64 *one = a, *two = b;

  return (*one > *two) - (*one < *two);
}

/* Held against a walk from the first on. */
static void
test_order (void)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint n = 0; n < 40; n++)
    {
      for (gint64 sought = -2; sought < 42; sought++)
        {
          guint walked = 0;
          while (walked < numbers->len && g_array_index (numbers, gint64, walked) < sought)
            walked++;
          g_assert_cmpuint (epc_order_first (numbers, &sought, compare_numbers), ==, walked);
        }
      gint64 next = n / 3 * 2; /* each three times, every second number */
      g_array_append_val (numbers, next);
    }
}

static void
test_positions (void)
{
  static const struct
  {
    const char *text;
    gboolean longitude_first;
    double latitude, longitude;
  } pairs[] = {
    { "15.6144, -87.9530", FALSE, 15.6144, -87.953 },
    { "15.6144 -87.9530", FALSE, 15.6144, -87.953 },
    { "15,6144; -87,9530", FALSE, 15.6144, -87.953 },
    { "15,6144 \u221287,9530", FALSE, 15.6144, -87.953 },
    { "-87.9530, 15.6144", TRUE, 15.6144, -87.953 },
    { "-97.9530 15.6144", FALSE, 15.6144, -97.953 },
    { "15.5042 N, 88.0250 W", FALSE, 15.5042, -88.025 },
    { "N15.5042 O88.0250", FALSE, 15.5042, -88.025 },
    { "88.0250 W 15.5042 N", FALSE, 15.5042, -88.025 },
    { "15\u00b036'52\"N 87\u00b057'11\"W", FALSE, 15.614444, -87.953056 },
    { "15\u00ba 36\u2032 52\u2033 N, 87\u00ba 57\u2032 11\u2033 O", FALSE, 15.614444, -87.953056 },
    { "15 36 52 N 87 57 11 W", FALSE, 15.614444, -87.953056 },
    { "0\u00b010.5'S 78\u00b030'O", FALSE, -0.175, -78.5 },
    { "18.5393 -72.3364 0 0", FALSE, 18.5393, -72.3364 },
    { "Lat: 18.5393 Long: -72.3364", FALSE, 18.5393, -72.3364 },
    { "POINT (-72.3364 18.5393)", FALSE, 18.5393, -72.3364 },
    { "https://www.google.com/maps/@18.5393,-72.3364,17z", FALSE, 18.5393, -72.3364 },
    { "https://maps.google.com/?q=18.5393,-72.3364", FALSE, 18.5393, -72.3364 },
  };
  static const char *const none[] = { "", "12 45", "15.6", "15.6, 200.5", "95.5, 95.5", "Calle 15.6, casa 87.9", "2026-10-12", "15.6 N 16.7 S",
                                      "15\u00b072'N 87\u00b057'W", "-15.5 S -87.5 W", "1.5 2.5 3.5 4.5 5.5", "https://example.org/15.6,-87.9", "\xff" };
  double latitude, longitude, degrees;
  EpcAxis axis;

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_test_message ("%s", pairs[i].text);
      g_assert_true (epc_position_read (pairs[i].text, pairs[i].longitude_first, &latitude, &longitude));
      g_assert_cmpfloat_with_epsilon (latitude, pairs[i].latitude, 1e-6);
      g_assert_cmpfloat_with_epsilon (longitude, pairs[i].longitude, 1e-6);
    }
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_test_message ("text %u is none", i);
      g_assert_false (epc_position_read (none[i], FALSE, &latitude, &longitude));
    }
  g_assert_true (epc_position_read_angle ("N 15 36.87", &degrees, &axis) && axis == EPC_AXIS_LATITUDE);
  g_assert_cmpfloat_with_epsilon (degrees, 15.6145, 1e-6);
  g_assert_true (epc_position_read_angle ("87,95 O", &degrees, &axis) && axis == EPC_AXIS_LONGITUDE);
  g_assert_cmpfloat_with_epsilon (degrees, -87.95, 1e-9);
  g_assert_true (epc_position_read_angle ("-87\u00b057'11\"", &degrees, &axis) && axis == EPC_AXIS_UNTOLD);
  g_assert_cmpfloat_with_epsilon (degrees, -87.953056, 1e-6);
  g_assert_false (epc_position_read_angle ("15 61 00 N", &degrees, &axis));
  g_assert_false (epc_position_read_angle ("about 15", &degrees, &axis));
  g_assert_false (epc_position_read_angle ("95 N", &degrees, &axis));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/dates-as-people-write-them", test_dates_as_people_write_them);
  g_test_add_func ("/base/days-agree-with-glib", test_days_agree_with_glib);
  g_test_add_func ("/base/moments-keep-their-zone", test_moments_keep_their_zone);
  g_test_add_func ("/base/today-is-that-of-the-office", test_today_is_that_of_the_office);
  g_test_add_func ("/base/numbers-in-files", test_numbers_in_files);
  g_test_add_func ("/base/decimals-read-back", test_decimals_read_back);
  g_test_add_func ("/base/names-fold", test_names_fold);
  g_test_add_func ("/base/positions", test_positions);
  g_test_add_func ("/base/order", test_order);
  g_test_add_func ("/base/identities", test_identities);
  g_test_add_func ("/base/stamps", test_stamps_never_run_ahead_for_ever);
  g_test_add_func ("/base/forms-of-the-languages", test_forms_of_the_languages);
  return g_test_run ();
}
