/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Columns of yes and no: "Agua", "Letrinas", "Salud" beside the sites of a list. They count nothing, whatever their header sounds like, and say
 * which services are there.
 */
#include "epc-recognise-private.h"

#include <string.h>

#include "base/epc-text.h"
#include "model/epc-code-list.h"

/* As sure as a word of the catalogue. */
#define WEIGHT_OF_SERVICE 8

/* Folded headers of four languages, without the words that only ask. */
static const struct
{
  const char *field, *words;
} services[] = {
  { "water_provided", "agua|agua segura|agua para consumo|water|water supply|safe water|eau|approvisionnement en eau|agua tratada|abastecimento de agua|punto de agua|puntos de agua|fuente de agua|fuentes de agua|water source|water point|source d eau|sources d eau|"
    "point d eau|points d eau|fonte de agua|ponto de agua" },
  { "water_potable", "agua potable|agua potavel|drinking water|potable water|eau potable" },
  { "toilets_present", "letrinas|letrina|banos|bano|sanitarios|servicios sanitarios|inodoros|toilets|toilet|latrines|latrine|toilettes|banheiros|banheiro|latrinas|saneamiento|sanitation|"
    "assainissement|saneamento|wc" },
  { "toilets_separate", "banos separados|letrinas separadas|separate toilets|separate latrines|latrines separees|toilettes separees|banheiros separados|letrinas separadas hombres mujeres|"
    "sex separated latrines|sex separated toilets|latrinas separadas" },
  { "bathing_present", "duchas|ducha|regaderas|showers|shower|bathing|douches|chuveiros" },
  { "handwashing", "lavamanos|lavado de manos|handwashing|hand washing|lavage des mains|lavatorio|lavatorios" },
  { "waste_managed", "basura|recoleccion de basura|desechos|desechos solidos|residuos|residuos solidos|manejo de basura|waste|garbage|garbage collection|waste collection|dechets|ordures|"
    "lixo|coleta de lixo" },
  { "electricity_present", "electricidad|energia electrica|energia|luz|luz electrica|electricity|power|electricite|courant|eletricidade|energia eletrica" },
  { "support_health", "salud|servicios de salud|centro de salud|health facility|health centre|centre de sante|structure de sante|structure sanitaire|soins de sante|posto de saude|servicio de salud|atencion medica|atencion en salud|medico|puesto de salud|health|health services|health care|healthcare|medical|medical care|"
    "sante|services de sante|soins|saude|servicos de saude|atendimento medico" },
  { "support_food", "alimentos|alimentacion|alimento|comida|asistencia alimentaria|entrega de alimentos|distribucion de alimentos|food|food assistance|food distribution|meals|nourriture|vivres|"
    "distribution de vivres|alimentacao" },
  { "support_education", "educacion|clases|escuela|escola|education|school|schooling|ecole|educacao" },
  { "support_protection", "proteccion|servicios de proteccion|protection|protection services|protecao" },
  { "support_wash", "wash|eah|ash|aseo|agua y saneamiento|agua saneamiento e higiene|water and sanitation|eha|agua e saneamento" },
  { "support_shelter", "nfi|articulos no alimentarios|articulos|kits|shelter support|nfi distribution|abri|ane" },
  { "support_livelihood", "medios de vida|livelihood|livelihoods|moyens de subsistance|moyens d existence|meios de vida" },
  { "security_present", "seguridad|vigilancia|policia|security|police|guards|securite|seguranca|seguridad en el sitio" },
  { "committee_present", "comite|comite del albergue|committee|comite de gestion|comissao" },
};

/* "¿Cuenta con agua?", "Disponibilidad de agua", "Water available": what only asks. */
static const char *const before[] = {
  "cuenta con", "tiene",       "tienen",     "hay",        "existe",    "existen",   "dispone de", "disponen de", "acceso a",      "acceso al",        "servicio de",
  "servicios de", "presencia de", "disponibilidad de", "se brinda", "recibe", "reciben",  "has",        "have",        "access to",     "availability of",  "presence of",
  "there is",   "there are",   "is there",   "are there",  "provision of", "y a t il", "acces a",    "acces a l",   "disponibilite de", "presence de", "tem", "ha",
};
static const char *const behind[] = { "disponible", "disponibles", "available", "si no", "s n", "yes no", "y n", "oui non", "sim nao", "funcional", "funcionando", "functional", "en el sitio", "on site", "at site" };

static gboolean
cut (char *text)
{
  gsize length = strlen (text);

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    if (g_str_has_prefix (text, before[i]) && text[strlen (before[i])] == ' ')
      {
        memmove (text, text + strlen (before[i]) + 1, length - strlen (before[i]));
        return TRUE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (behind); i++)
    if (g_str_has_suffix (text, behind[i]) && length > strlen (behind[i]) && text[length - strlen (behind[i]) - 1] == ' ')
      {
        text[length - strlen (behind[i]) - 1] = '\0';
        return TRUE;
      }
  return FALSE;
}

/* Words that ask, say where or for whom; what is left of a question is the service that it asks about. */
static gboolean
only_asks (const char *word)
{
  static const char *const words[] = {
    "hay", "existe", "existen", "tiene", "tienen", "cuenta", "cuentan", "con", "dispone", "disponen", "disponible", "disponibles", "disponibilidad", "acceso", "acceden",
    "servicio", "servicios", "funcional", "funcionales", "funcionando", "sitio", "albergue", "refugio", "ninos", "ninas", "personas", "residentes", "poblacion", "por", "sexo",
    "y", "a", "t", "il", "elle", "ils", "elles", "on", "ont", "sont", "est", "ce", "que", "qu", "eu", "acces", "service", "sur", "dans", "fonctionnel", "fonctionnels",
    "fonctionnelle", "fonctionnelles", "enfants", "personnes", "deplaces", "menages", "population", "par", "sexe", "site", "camp", "disponibilite", "presence", "existence",
    "is", "are", "there", "do", "does", "have", "has", "access", "to", "availability", "available", "provision", "functional", "functioning", "services", "at", "children",
    "residents", "idps", "people", "by", "sex", "provided", "being", "any", "tem", "ha", "existem", "acesso", "servico", "servicos", "funcionais", "criancas",
    "na", "local", "abrigo", "disponivel", "disponiveis", "de", "du", "des", "d", "l", "la", "le", "les", "un", "une", "el", "los", "las", "una", "del", "al", "en", "o", "os",
    "as", "um", "uma", "do", "da", "dos", "das", "em", "the", "an", "of", "in", "se", "su", "sus",
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      return TRUE;
  return FALSE;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* "Y a-t-il une source d'eau sur le site ?" → "eau source": what is asked about, in any order; "" where nothing is left. */
static char *
asked_about (const char *text)
{
  g_autofree char *apart = g_strdelimit (g_strdup (text), "'", ' ');
  g_auto (GStrv) pieces = g_strsplit (apart, "’", -1);
  g_autofree char *plain = g_strjoinv (" ", pieces);
  g_autofree char *folded = epc_text_fold (plain);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autoptr (GPtrArray) left = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !only_asks (words[i]))
      g_ptr_array_add (left, words[i]);
  g_ptr_array_sort (left, compare_words);
  g_ptr_array_add (left, NULL);
  return g_strjoinv (" ", (char **) left->pdata);
}

/* The service whose words, in whatever order, are those that @question leaves. */
static const char *
service_asked_about (const char *question)
{
  g_autofree char *asked = asked_about (question);

  for (guint i = 0; *asked != '\0' && i < G_N_ELEMENTS (services); i++)
    {
      g_auto (GStrv) words = g_strsplit (services[i].words, "|", -1);
      for (char **word = words; *word != NULL; word++)
        {
          g_autofree char *own = asked_about (*word);
          if (g_str_equal (own, asked))
            return services[i].field;
        }
    }
  return NULL;
}

static const char *
service_of (const char *header)
{
  const char *slash = strrchr (header, '/');
  g_autofree char *whole = epc_text_fold (header);
  g_autofree char *last = epc_text_fold (slash != NULL && slash[1] != '\0' ? slash + 1 : header);
  char *const forms[] = { whole, last };

  for (guint f = 0; f < G_N_ELEMENTS (forms); f++)
    do
      for (guint i = 0; i < G_N_ELEMENTS (services); i++)
        {
          g_auto (GStrv) words = g_strsplit (services[i].words, "|", -1);
          if (g_strv_contains ((const char *const *) words, forms[f]))
            return services[i].field;
        }
    while (cut (forms[f]));
  return service_asked_about (slash != NULL && slash[1] != '\0' ? slash + 1 : header);
}

/* Every filled cell of the rows in @head says yes, no, or that nobody knows; figures do not. */
static gboolean
says_yes_or_no (const EpcSheetHead *head, guint column)
{
  const EpcCodeList *list = epc_code_list_find ("yes_no");
  guint n_told = 0;

  for (guint r = head->first_data; r < head->rows->len; r++)
    {
      const char *text = epc_sheet_head_cell (head, r, column);
      if (*text == '\0' || epc_cell_says_nothing (text))
        continue;
      const EpcCode *code = epc_cell_is_figure (text) || strlen (text) > 20 ? NULL : epc_code_list_match (list, text);
      if (code == NULL)
        return FALSE;
      n_told += g_str_equal (code->key, "yes") || g_str_equal (code->key, "no");
    }
  return n_told > 0;
}

/* Whether there is light may be answered with yes, no or in parts. */
static gboolean
has_yes (const EpcField *field)
{
  const EpcCodeList *list = epc_code_list_find (field->codes);

  return list == NULL || list->is_editable || epc_code_list_match (list, "yes") != NULL;
}

void
epc_recognise_note_yes (EpcColumnFacts *facts, const EpcSheetHead *head, guint column)
{
  const EpcEntity *entity = epc_entity_find ("site_assessment");

  if (facts->header == NULL || facts->hxl != NULL || facts->is_geometry || facts->is_form_own || !says_yes_or_no (head, column))
    return;
  for (guint i = facts->hits->len; i > 0; i--)
    {
      const EpcField *field = g_array_index (facts->hits, EpcHeaderHit, i - 1).field;
      if (epc_field_is_number (field) || (field->type == EPC_TYPE_CODE && !has_yes (field)))
        g_array_remove_index (facts->hits, i - 1);
    }
  const char *service = service_of (facts->header);
  const EpcField *field = service != NULL ? epc_entity_field (entity, service) : NULL;
  for (guint i = 0; field != NULL && i < facts->hits->len; i++)
    if (g_array_index (facts->hits, EpcHeaderHit, i).entity == entity
        && (g_array_index (facts->hits, EpcHeaderHit, i).weight >= WEIGHT_OF_SERVICE || g_array_index (facts->hits, EpcHeaderHit, i).field == field))
      field = NULL;
  if (field == NULL)
    return;
  EpcHeaderHit hit = { entity, field, EPC_MATCH_SYNONYM, WEIGHT_OF_SERVICE };
  g_array_append_val (facts->hits, hit);
}
