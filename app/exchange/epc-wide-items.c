/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists of what was given or counted with an item a column: "Kits de higiene, Frazadas, Lonas". Each column becomes a row of its item.
 */
#include "epc-wide-private.h"

#include <string.h>

#include "base/epc-text.h"

#define MOST_ITEMS 100

/* How the words for relief items begin, folded, in four languages. */
static const char *const items[] = {
  "kit",      "frazada",  "cobija",   "manta",     "blanket",  "couverture", "cobertor", "lona",      "tarp",      "bache",    "colch",   "mattress",
  "matelas",  "natte",    "esteira",  "petate",    "hamaca",   "hammock",   "hamac",    "bidon",     "jerrycan",  "galao",    "galoes",  "cubeta",
  "balde",    "bucket",   "seau",     "mosquit",   "moustiq",  "toldillo",  "toldo",    "carpa",     "tent",      "tente",    "tenda",   "lampara",
  "linterna", "lamp",     "lampe",    "lanterna",  "canasta",  "cesta",     "basket",   "panier",    "bolson",    "racion",   "racao",   "racoes",
  "ration",   "jabon",    "soap",     "savon",     "sabao",    "sabonete",  "panal",    "diaper",    "fralda",    "couche",   "ropa",    "clothes",
  "clothing", "vetement", "roupa",    "toalla",    "towel",    "serviette", "toalha",   "sabana",    "lencol",    "almohad",  "pillow",  "oreiller",
  "travesseiro", "filtro", "filter",  "filtre",    "estufa",   "stove",     "rechaud",  "olla",      "panela",    "botell",   "bottle",  "bouteille",
  "garraf",   "galon",    "mascarilla", "tapaboca", "zapato",  "shoe",      "chaussure", "herramienta", "lamina",  "clavo",    "cuerda",  "rope",
  "pastilla", "tablet",   "comprime", "plastic",   "catre",    "sleeping",  "viveres",   "despensa", "mercado", "nfi",
};

/* Whose columns count people, or say what an item costs or weighs. */
static const char *const others[] = {
  "familia", "hogar",  "household", "hh",    "persona", "people", "person", "individu", "menage", "pessoa", "famille", "family", "families", "benefici",
  "mujer",   "hombre", "nina",      "nino",  "women",   "men",    "girl",   "boy",      "femme",  "homme",  "valor",   "costo",  "precio",   "cost",
  "price",   "value",  "prix",      "monto", "valeur",  "custo",  "preco",  "peso",     "usd",    "tentativ", "sitio", "site",
};

/* What stands beside the name of the item: how many, and that it was given. */
static const char *const beside[] = {
  "cantidad", "numero", "no",  "n",   "nb", "nombre", "number",  "quantity", "qty",     "quantite", "quantidade", "total", "de",         "of",
  "the",      "d",      "des", "num", "nr", "unidades", "units", "unites",   "entregado", "entregados", "entregada", "entregadas", "distribuido", "distribuidos",
  "distribuida", "distribuidas", "distributed", "delivered", "given", "distribue", "distribues", "distribuee", "distribuees", "entregue", "entregues", "donados",
};

/* "Ayuda entregada/Frazadas": below a group that says that these are items, any column of figures is one. */
static const char *const groups[] = { "articulo", "item", "nfi", "insumo", "ayuda", "asistencia humanitaria", "material", "article", "relief", "kits", "viveres", "itens" };

static gboolean
begins_as (const char *word, const char *const *list, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_str_has_prefix (word, list[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_beside (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    if (g_str_equal (word, beside[i]))
      return TRUE;
  return FALSE;
}

static const char *
last_part (const char *header)
{
  const char *slash = strrchr (header, '/');

  return slash != NULL && slash[1] != '\0' ? slash + 1 : header;
}

/* @header without how many they are and that they were given, at either end: "Cantidad de frazadas entregadas" → "frazadas". Free with g_free(). */
static char *
name_in (const char *header)
{
  g_auto (GStrv) words = g_strsplit_set (header, " _\t\n", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_ptr_array_add (kept, words[i]);
  for (gboolean at_end = FALSE; kept->len > 0;)
    {
      guint at = at_end ? kept->len - 1 : 0;
      g_autofree char *word = epc_text_fold (g_ptr_array_index (kept, at));
      if (is_beside (word) || *word == '\0')
        g_ptr_array_remove_index (kept, at);
      else if (at_end)
        break;
      else
        at_end = TRUE;
    }
  g_ptr_array_add (kept, NULL);
  g_autofree char *name = g_strjoinv (" ", (char **) kept->pdata);
  char *end = *name != '\0' ? g_utf8_find_prev_char (name, name + strlen (name)) : NULL;
  if (end != NULL && strchr (":*.,;", *end) != NULL)
    *end = '\0';
  return g_steal_pointer (&name);
}

/* TRUE where the words of @name begin as those for items do, and more is said than "kits". */
static gboolean
names_item (const char *name, gboolean is_in_group)
{
  g_autofree char *folded = epc_text_fold (name);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  gboolean is_item = FALSE;

  if (*folded == '\0' || g_str_equal (folded, "kit") || g_str_equal (folded, "kits") || g_str_equal (folded, "nfi") || g_str_equal (folded, "nfis")
      || epc_cell_is_figure (folded) || strchr (name, '%') != NULL)
    return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (begins_as (words[i], others, G_N_ELEMENTS (others)))
        return FALSE;
      is_item = is_item || begins_as (words[i], items, G_N_ELEMENTS (items));
    }
  return is_item || is_in_group;
}

static gboolean
is_in_group_of_items (const char *header)
{
  const char *slash = strrchr (header, '/');
  g_autofree char *group = slash != NULL ? g_strndup (header, (gsize) (slash - header)) : NULL;
  g_autofree char *folded = group != NULL ? epc_text_fold (group) : NULL;
  g_auto (GStrv) words = folded != NULL ? g_strsplit (folded, " ", -1) : NULL;

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (begins_as (words[i], groups, G_N_ELEMENTS (groups)))
      return TRUE;
  return FALSE;
}

/* Another field than @count, which counts items of any kind, has a better claim to the column. */
static gboolean
is_taken (const EpcMapping *mapping, guint column, const EpcField *count)
{
  for (guint i = 0; i < mapping->bindings->len; i++)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i);
      if (binding->column == column && binding->field != count && binding->weight >= 8)
        return TRUE;
    }
  return FALSE;
}

/* The field of the main record that says which item (@is_item), or how many of it. NULL: it has none. */
static const EpcField *
field_of_items (const EpcEntity *main, gboolean is_item)
{
  for (guint i = 0; i < main->n_fields; i++)
    {
      const EpcField *field = &main->fields[i];
      if (is_item ? field->type == EPC_TYPE_REFERENCE && g_str_equal (field->target, "item") && g_strcmp0 (field->hxl, "#item+name") == 0
                  : field->type == EPC_TYPE_DECIMAL && field->hxl != NULL && g_str_has_prefix (field->hxl, "#item+num"))
        return field;
    }
  return NULL;
}

static void
unbind (EpcMapping *mapping, guint column, const EpcField *field)
{
  for (guint i = mapping->bindings->len; i > 0; i--)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i - 1);
      if (binding->target == 0 && (binding->column == column || (field != NULL && binding->field == field)))
        g_array_remove_index (mapping->bindings, i - 1);
    }
}

gboolean
epc_wide_find_items (EpcMapping *mapping, GPtrArray *facts, EpcWideItems *found)
{
  const EpcEntity *main = g_array_index (mapping->targets, EpcTarget, 0).entity;

  found->item = field_of_items (main, TRUE);
  found->count = field_of_items (main, FALSE);
  if (found->item == NULL || found->count == NULL || epc_wide_is_bound (mapping, 0, found->item))
    return FALSE;
  found->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  found->names = g_ptr_array_new ();
  for (guint c = 0; c < facts->len && found->columns->len < MOST_ITEMS; c++)
    {
      const EpcColumnFacts *one = g_ptr_array_index (facts, c);
      if (one->header == NULL || one->is_personal || one->is_form_own || one->is_total || one->is_geometry || is_taken (mapping, c, found->count)
          || !epc_wide_holds_figures (one, TRUE))
        continue;
      g_autofree char *name = name_in (last_part (one->header));
      gboolean is_in_group = is_in_group_of_items (one->header);
      /* "blankets_poor" is what a form calls a question. */
      if (!names_item (name, is_in_group) || (!is_in_group && strchr (last_part (one->header), '_') != NULL))
        continue;
      g_array_append_val (found->columns, c);
      g_ptr_array_add (found->names, (gpointer) g_intern_string (name));
    }
  for (guint i = 0; i < found->columns->len; i++)
    unbind (mapping, g_array_index (found->columns, guint, i), found->count);
  return found->columns->len > 0;
}

gboolean
epc_wide_find_moves (EpcMapping *mapping, GPtrArray *facts, EpcWideItems *found)
{
  static const char *const in[] = { "entrada", "entradas", "ingreso", "ingresos", "recibido", "recibidos", "in", "received", "receipts", "quantity in", "qty in",
                                    "entree", "entrees", "recu", "recebido" };
  static const char *const out[] = { "salida", "salidas", "egreso", "egresos", "despachado", "despachados", "out", "issued", "dispatched", "quantity out",
                                     "qty out", "sortie", "sorties", "saida", "saidas", "entregado" };
  const EpcEntity *main = g_array_index (mapping->targets, EpcTarget, 0).entity;
  const EpcField *type = epc_entity_field (main, "type");
  guint n_in = 0, n_out = 0;

  found->item = type;
  found->count = field_of_items (main, FALSE);
  if (type == NULL || g_strcmp0 (type->codes, "stock_movement_type") != 0 || found->count == NULL || epc_wide_is_bound (mapping, 0, type)
      || epc_wide_is_bound (mapping, 0, found->count))
    return FALSE;
  found->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  found->names = g_ptr_array_new ();
  for (guint c = 0; c < facts->len; c++)
    {
      const EpcColumnFacts *one = g_ptr_array_index (facts, c);
      g_autofree char *folded = one->header != NULL && epc_wide_holds_figures (one, TRUE) ? epc_text_fold (last_part (one->header)) : NULL;
      gboolean is_in = FALSE, is_out = FALSE;
      for (guint i = 0; folded != NULL && i < G_N_ELEMENTS (in); i++)
        is_in = is_in || g_str_equal (folded, in[i]);
      for (guint i = 0; folded != NULL && i < G_N_ELEMENTS (out); i++)
        is_out = is_out || g_str_equal (folded, out[i]);
      if (!is_in && !is_out)
        continue;
      n_in += is_in;
      n_out += is_out;
      g_array_append_val (found->columns, c);
      g_ptr_array_add (found->names, (gpointer) (is_in ? "receipt" : "dispatch"));
    }
  for (guint i = 0; n_in == 1 && n_out == 1 && i < found->columns->len; i++)
    unbind (mapping, g_array_index (found->columns, guint, i), NULL);
  return n_in == 1 && n_out == 1;
}

void
epc_wide_items_clear (EpcWideItems *found)
{
  g_clear_pointer (&found->columns, g_array_unref);
  g_clear_pointer (&found->names, g_ptr_array_unref);
}
