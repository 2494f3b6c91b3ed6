/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-personal-data.h"

#include <string.h>

#include "base/epc-date.h"
#include "base/epc-text.h"
#include "model/epc-field.h"

/* Folded phrases in English, Spanish, French and Portuguese. A header is personal when it holds one as whole words. */
static const char *const phrases[] = {
  "phone",
  "telephone",
  "telefono",
  "telefone",
  "tel",
  "celular",
  "cell",
  "movil",
  "mobile number",
  "mobile phone",
  "whatsapp",
  "phones",
  "telefonos",
  "telephones",
  "email",
  "e mail",
  "mail",
  "correo",
  "correo electronico",
  "courriel",
  "emails",
  "contact person",
  "contact name",
  "contact details",
  "contact",
  "contacto",
  "persona de contacto",
  "nombre del contacto",
  "nombre contacto",
  "personne de contact",
  "nom du contact",
  "pessoa de contato",
  "contato",
  "focal point",
  "focal point name",
  "punto focal",
  "point focal",
  "ponto focal",
  "enumerator",
  "enumerator name",
  "name of enumerator",
  "encuestador",
  "encuestadora",
  "nombre del encuestador",
  "enqueteur",
  "nom de l enqueteur",
  "enquetrice",
  "entrevistador",
  "interviewer",
  "pesquisador",
  "recenseador",
  "submitted by",
  "username",
  "user name",
  "deviceid",
  "device id",
  "simserial",
  "sim serial",
  "simid",
  "subscriberid",
  "imei",
  "phonenumber",
  "phone number",
  "passport",
  "pasaporte",
  "passeport",
  "passaporte",
  "cedula",
  "dni",
  "cpf",
  "curp",
  "id number",
  "id card",
  "national id",
  "documento de identidad",
  "numero de documento",
  "carte d identite",
  "identity document",
  "date of birth",
  "birth date",
  "birthdate",
  "dob",
  "fecha de nacimiento",
  "date de naissance",
  "data de nascimento",
  "surname",
  "last name",
  "first name",
  "full name",
  "given name",
  "apellido",
  "apellidos",
  "primer nombre",
  "nombre completo",
  "nombres y apellidos",
  "nom de famille",
  "prenom",
  "nom et prenom",
  "nom complet",
  "sobrenome",
  "nome completo",
  "name of respondent",
  "respondent name",
  "respondent",
  "name of key informant",
  "key informant name",
  "nombre del informante",
  "informant name",
  "nom de l informateur",
  "name of head of household",
  "head of household name",
  "nombre del jefe de hogar",
  "beneficiary name",
  "nombre del beneficiario",
  "nom du beneficiaire",
  "manager name",
  "enumerador",
  "enumeradora",
  "recolector",
  "recolectora",
  "nombre de la encuestadora",
  "agent enqueteur",
  "nom de l agent",
  "nom enqueteur",
  "entrevistadora",
  "nombre del responsable",
  "nombre responsable",
  "nombre de la persona responsable",
  "nom du responsable",
  "nom responsable",
  "nome do responsavel",
  "nombre del coordinador",
  "nombre del encargado",
  "nombre del lider",
  "nombre del representante",
  "nom du representant",
  "nom du president",
  "nombre del presidente",
  "community leader name",
  "site manager name",
  "camp manager name",
  "smc focal point",
  "nombre y apellido",
  "nombres y apellido",
  "nombre y apellidos",
  "nom et prenoms",
  "nom prenom",
  "prenoms",
  "nombre del entrevistado",
  "nombre de la entrevistada",
  "entrevistado",
  "enquete nom",
  "num tel",
  "no tel",
  "nro telefono",
  "cel",
  "gsm",
  "contact number",
  "numero de contacto",
  "numero de celular",
  "numero de cedula",
  "no de cedula",
  "dui",
  "dpi",
  "cui",
  "rtn",
  "nif",
  "cin",
  "nin",
  "rut",
  "carnet de identidad",
  "documento identidad",
  "tipo y numero de documento",
  "matricule fiscal",
  "numero d identification nationale",
  "gps of household",
  "nombre del gerente",
  "name of manager",
};

/* Words beside a phrase that make it harmless: a count, a share, a yes/no, a place or an organisation. */
static const char *const harmless[] = {
  "number of",    "numero de", "nombre de", "count",    "how many",  "cuantos",  "percentage", "percent",
  "availability", "available", "network",   "coverage", "cobertura", "presence", "presencia",  "yes no",
  "si no",        "clinic",    "clinics",   "team",     "teams",     "source",   "type of",    "has",
  "have",         "with",      "con",       "provider", "hotline",
};

/* Questions of the IOM DTM site assessment that hold names and telephones: enumerator, site management committee and agency. */
static const char *const codes[] = { "1 1 b 1", "1 2 b 7", "1 2 b 8", "1 2 c 4", "1 2 c 5" };

static gboolean
has_words (const char *padded, const char *phrase)
{
  gsize length = strlen (phrase);

  for (const char *p = strstr (padded, phrase); p != NULL; p = strstr (p + 1, phrase))
    if (p[-1] == ' ' && p[length] == ' ')
      return TRUE;
  return FALSE;
}

/* "contactPhone" → "contact Phone": words that only a capital parts. */
static char *
part_words (const char *header)
{
  GString *out = g_string_new (NULL);

  for (const char *p = header; *p != '\0'; p++)
    {
      if (p > header && g_ascii_isupper (*p) && g_ascii_islower (p[-1]))
        g_string_append_c (out, ' ');
      g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

static gboolean
hxl_is_personal (const char *hxl)
{
  g_autofree char *tag = epc_hxl_canonical (hxl);
  g_auto (GStrv) parts = g_strsplit (tag, "+", -1);

  if (parts[0] == NULL)
    return FALSE;
  if (g_str_equal (parts[0], "#contact") || g_str_equal (parts[0], "#phone") || g_str_equal (parts[0], "#email")
      || g_str_equal (parts[0], "#name") || g_str_equal (parts[0], "#person"))
    return TRUE;
  return g_strv_contains ((const char *const *) parts + 1, "phone") || g_strv_contains ((const char *const *) parts + 1, "email");
}

gboolean
epc_personal_header (const char *header, const char *hxl)
{
  if (hxl != NULL && *hxl == '#' && hxl_is_personal (hxl))
    return TRUE;
  if (epc_text_is_blank (header))
    return FALSE;
  g_autofree char *words = part_words (header);
  g_autofree char *folded = epc_text_fold (words);
  g_autofree char *padded = g_strdup_printf (" %s ", folded);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (has_words (padded, codes[i]))
      return TRUE;
  gboolean is_personal = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (phrases) && !is_personal; i++)
    is_personal = has_words (padded, phrases[i]);
  for (guint i = 0; i < G_N_ELEMENTS (harmless) && is_personal; i++)
    is_personal = !has_words (padded, harmless[i]);
  return is_personal;
}

static gboolean
is_email (const char *text)
{
  const char *at = strchr (text, '@');

  if (at == NULL || at == text || strchr (at + 1, '@') != NULL)
    return FALSE;
  const char *dot = strrchr (at, '.');
  return dot != NULL && dot > at + 1 && g_ascii_isalpha (dot[1]) && g_ascii_isalpha (dot[2]);
}

/* Two numbers of one or two digits and a year, parted twice by the same slash, point or dash. */
static gboolean
is_shaped_like_date (const char *text)
{
  gsize first = strspn (text, "0123456789");
  char mark = text[first];

  if (first < 1 || first > 4 || (mark != '/' && mark != '.' && mark != '-'))
    return FALSE;
  gsize second = strspn (text + first + 1, "0123456789");
  const char *rest = text + first + 1 + second;
  gsize third = *rest == mark ? strspn (rest + 1, "0123456789") : 0;
  return second >= 1 && second <= 2 && ((first <= 2 && (third == 2 || third == 4)) || (first == 4 && third >= 1 && third <= 2));
}

static gboolean
all_digits (const char *text, gsize length)
{
  return strlen (text) == length && strspn (text, "0123456789") == length;
}

static guint
number_of (const char *digits, guint from, guint n)
{
  guint number = 0;

  for (guint i = from; i < from + n; i++)
    number = number * 10 + (guint) (digits[i] - '0');
  return number;
}

/* Check digit of Luhn (ISO/IEC 7812-1), as on the Dominican cédula. */
static gboolean
luhn_holds (const char *digits)
{
  guint sum = 0, n = (guint) strlen (digits);

  for (guint i = 0; i < n; i++)
    {
      guint digit = (guint) (digits[n - 1 - i] - '0') * (i % 2 == 1 ? 2 : 1);
      sum += digit > 9 ? digit - 9 : digit;
    }
  return sum % 10 == 0;
}

/* Numbers of identity documents without a mark between the digits, where their own rule tells them from any other number:
 *   Honduras, DNI: 13 digits, department 01-18, municipality, year of birth.
 *   Guatemala, DPI/CUI: 13 digits that end in department 01-22 and municipality.
 *   Dominican Republic, cédula: 11 digits with a check digit.
 *   Haiti: 509 and eight digits that begin with 2, 3 or 4 are a telephone. */
static gboolean
is_document (const char *text)
{
  if (all_digits (text, 13))
    {
      guint department = number_of (text, 0, 2), year = number_of (text, 4, 4);
      guint birth = number_of (text, 9, 2), town = number_of (text, 11, 2);
      return (department >= 1 && department <= 18 && year >= 1900 && year <= 2100)
             || (birth >= 1 && birth <= 22 && town >= 1 && town <= 40 && text[0] != '0' && text[0] != '1');
    }
  if (!all_digits (text, 11))
    return FALSE;
  return (g_str_has_prefix (text, "509") && text[3] >= '2' && text[3] <= '4') || (text[0] == '0' && luhn_holds (text))
         || (text[0] == '4' && text[1] == '0' && text[2] == '2' && luhn_holds (text));
}

/* "Sra. María López": a courtesy title with its dot or a space, and two or more words with a capital. */
static gboolean
is_person (const char *text)
{
  static const char *const titles[] = { "Sr", "Sra", "Srta", "Mr", "Mrs", "Ms", "Mme", "Mlle", "Monsieur", "Madame", NULL };
  g_auto (GStrv) words = NULL;
  guint n = 0;

  if (strlen (text) > 60)
    return FALSE;
  words = g_strsplit_set (text, " .", -1);
  if (words[0] == NULL || !g_strv_contains (titles, words[0]))
    return FALSE;
  for (guint i = 1; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (!g_unichar_isupper (g_utf8_get_char_validated (words[i], -1)))
        return FALSE;
      n++;
    }
  return n >= 2 && n <= 4;
}

gboolean
epc_personal_value (const char *text)
{
  guint digits = 0, marks = 0;
  char iso[EPC_DATE_SIZE];

  if (text == NULL)
    return FALSE;
  while (*text == ' ')
    text++;
  if (is_email (text) || is_document (text) || is_person (text))
    return TRUE;
  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        digits++;
      else if (strchr (" -()/", *p) != NULL)
        marks += *p != ' ' || (p > text && p[1] != '\0');
      else if (!(*p == '+' && p == text))
        return FALSE;
    }
  if (digits < 7 || digits > 15)
    return FALSE;
  /* "2013-05-17" and "17/05/2013" are dates, not telephones; nor is "31/02/2024", a slip of the hand. */
  if (epc_date_parse (text, EPC_DATE_ORDER_DAY_FIRST, iso) || epc_date_parse (text, EPC_DATE_ORDER_MONTH_FIRST, iso)
      || is_shaped_like_date (text))
    return FALSE;
  return *text == '+' || (marks > 0 && digits >= 8);
}
