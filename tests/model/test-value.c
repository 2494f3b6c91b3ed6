/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/epc-error.h"
#include "model/epc-record.h"
#include "model/epc-validation.h"

static void
test_wrong_values_are_named (void)
{
  static const struct
  {
    EpcField field;
    const char *text, *part;
  } cases[] = {
    { { "idp_ind", "Individuals", EPC_TYPE_INTEGER, .min = 0, .max = HUGE_VAL }, "abc", "abc" },
    { { "idp_ind", "Individuals", EPC_TYPE_INTEGER, .min = 0, .max = HUGE_VAL }, "-5", "0 or more" },
    { { "date", "Date", EPC_TYPE_DATE }, "31/02/2024", "31/02/2024" },
    { { "lat", "Latitude", EPC_TYPE_LATITUDE }, "95", "90" },
    { { "lon", "Longitude", EPC_TYPE_LONGITUDE }, "-181", "180" },
    { { "sex", "Sex", EPC_TYPE_YES_NO }, "perhaps", "Yes" },
    { { "cost", "Cost", EPC_TYPE_MONEY }, "1.234", "1250.50" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (EpcValue) value = EPC_VALUE_INIT;
      g_assert_false (epc_value_parse (&cases[i].field, cases[i].text, &value, &error));
      g_assert_error (error, EPC_ERROR, EPC_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].part));
      g_assert_nonnull (strstr (error->message, cases[i].field.label));
    }
}

static void
test_values_read_back (void)
{
  static const struct
  {
    EpcFieldType type;
    const char *text, *canonical;
  } cases[] = {
    { EPC_TYPE_INTEGER, "1287593", "1287593" },  { EPC_TYPE_DECIMAL, "18.5396160", "18.539616" }, { EPC_TYPE_PERCENT, "23.7 %", "23.7" },
    { EPC_TYPE_MONEY, "200000", "200000.00" },   { EPC_TYPE_DATE, "30/06/2025", "2025-06-30" },   { EPC_TYPE_YES_NO, "Yes", "yes" },
    { EPC_TYPE_TEXT, "  a  b ", "a b" },         { EPC_TYPE_TEXT, " ", NULL },                    { EPC_TYPE_INTEGER, "0", "0" },
    { EPC_TYPE_PLACE, "HT0111", "HT0111" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const EpcField field = { "x", "X", cases[i].type };
      g_autoptr (GError) error = NULL;
      g_auto (EpcValue) value = EPC_VALUE_INIT;
      g_assert_true (epc_value_parse (&field, cases[i].text, &value, &error));
      g_assert_no_error (error);
      g_autofree char *text = epc_value_to_text (&field, &value);
      g_assert_cmpstr (text, ==, cases[i].canonical);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/value/wrong-values-are-named", test_wrong_values_are_named);
  g_test_add_func ("/value/values-read-back", test_values_read_back);
  return g_test_run ();
}
