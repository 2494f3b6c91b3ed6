/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text tables as a row source. Encoding: UTF-8 and UTF-16 by their marks; without one UTF-8, and for every cell that is not valid
 * UTF-8 Windows-1252 (Latin-1 is a part of it), Latin-9 or Mac Roman, by which of them makes words of the first rows. Delimiter: the one that cuts the first rows most evenly.
 */
#include "epc-geonames-source.h"
#include "epc-sheet-value.h"

#include <string.h>

#include "base/epc-csv.h"
#include "base/epc-encoding.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"

#define SAMPLE (64 * 1024)
#define SAMPLE_ROWS 40

typedef enum
{
  ENCODING_UTF8,
  ENCODING_UTF16_LE,
  ENCODING_UTF16_BE,
  ENCODING_WINDOWS_1252,
  ENCODING_LATIN_9,
  ENCODING_MAC_ROMAN,
} Encoding;

typedef struct
{
  EpcRowSource parent;
  GFile *file; /* one of the two */
  GBytes *bytes;
  guint64 size;
  Encoding encoding;
  char delimiter;
  EpcCsv *csv;
  guint64 row;
  EpcCell *cells;
  guint n_allocated;
  GStringChunk *mended; /* cells that were not UTF-8, of the row in hand */
  gboolean has_mended;
} CsvSource;

static const char *
charset_of (Encoding encoding)
{
  return encoding == ENCODING_LATIN_9 ? "ISO-8859-15" : encoding == ENCODING_MAC_ROMAN ? "MACINTOSH" : "WINDOWS-1252";
}

/* How well the bytes above ASCII make letters of our languages inside words, and money signs beside figures, when read in
 * @encoding. */
static int
sense_of (const guint8 *bytes, gsize length, Encoding encoding)
{
  static const char letters[] = "áéíóúñüçãõâêôàèùîïëûœÁÉÍÓÚÑÜÇÃÕÂÊÔÀÈŒ";
  int weights[256] = { 0 };
  int sense = 0;

  for (guint c = 0x80; c < 0x100; c++)
    {
      const char byte[2] = { (char) c, '\0' };
      g_autofree char *text = g_convert (byte, 1, "UTF-8", charset_of (encoding), NULL, NULL, NULL);
      weights[c] = text == NULL ? -2 : strstr (letters, text) != NULL ? 2 : strcmp (text, "€") == 0 ? 3 : -1;
    }
  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] < 0x80)
        continue;
      gboolean in_word = (i > 0 && g_ascii_isalpha (bytes[i - 1])) || (i + 1 < length && g_ascii_isalpha (bytes[i + 1]));
      gboolean at_figure = (i > 1 && (g_ascii_isdigit (bytes[i - 1]) || (bytes[i - 1] == ' ' && g_ascii_isdigit (bytes[i - 2]))))
                           || (i + 1 < length && g_ascii_isdigit (bytes[i + 1]));
      int weight = weights[bytes[i]];
      sense += weight == 3 ? (at_figure && !in_word ? 2 : 0) : in_word ? weight : 0;
    }
  return sense;
}

/* Of the encodings with one byte a letter: Windows-1252 unless another makes more sense. */
static Encoding
one_byte_encoding_of (const guint8 *bytes, gsize length)
{
  Encoding best = ENCODING_WINDOWS_1252;
  int most = sense_of (bytes, length, best);

  for (Encoding other = ENCODING_LATIN_9; other <= ENCODING_MAC_ROMAN; other++)
    {
      int sense = sense_of (bytes, length, other);
      if (sense > most)
        {
          best = other;
          most = sense;
        }
    }
  return best;
}

static Encoding
encoding_of (const guint8 *bytes, gsize length)
{
  if (length >= 2 && bytes[0] == 0xff && bytes[1] == 0xfe)
    return ENCODING_UTF16_LE;
  if (length >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff)
    return ENCODING_UTF16_BE;
  /* UTF-16 without a mark: every other byte of Latin text is zero. */
  gsize zeros[2] = { 0, 0 };
  for (gsize i = 0; i < length; i++)
    zeros[i & 1] += bytes[i] == 0;
  if (length >= 8 && zeros[1] > length / 4 && zeros[0] < length / 40)
    return ENCODING_UTF16_LE;
  if (length >= 8 && zeros[0] > length / 4 && zeros[1] < length / 40)
    return ENCODING_UTF16_BE;
  const char *end;
  if (g_utf8_validate ((const char *) bytes, (gssize) length, &end) || (gsize) (bytes + length - (const guint8 *) end) < 4)
    return ENCODING_UTF8;
  return one_byte_encoding_of (bytes, length);
}

static int
csv_sniff (const guint8 *bytes, gsize length)
{
  Encoding encoding = encoding_of (bytes, length);
  gsize strange = 0;

  if (encoding == ENCODING_UTF16_LE || encoding == ENCODING_UTF16_BE)
    return 20;
  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] == 0)
        return 0;
      strange += (bytes[i] < 0x20 && strchr ("\t\n\r\f\x1a", bytes[i]) == NULL) || bytes[i] == 0x7f;
    }
  /* A PDF or a program may begin with printable bytes; a page or an XML document is another format's. */
  if (length >= 5 && memcmp (bytes, "%PDF-", 5) == 0)
    return 0;
  gsize first = length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  while (first < length && g_ascii_isspace (bytes[first]))
    first++;
  if (first + 1 < length && bytes[first] == '<' && (g_ascii_isalpha (bytes[first + 1]) || strchr ("!?", bytes[first + 1]) != NULL))
    return 0;
  return strange * 20 > length ? 0 : 10;
}

/* --- the delimiter --- */

static double
evenness (const char *text, gsize length, char delimiter)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, (gssize) length, NULL);
  g_autoptr (EpcCsv) csv = epc_csv_new (stream, delimiter);
  guint counts[SAMPLE_ROWS];
  guint n = 0, best = 0, best_rows = 0;
  const EpcCsvRow *row;

  while (n < SAMPLE_ROWS && (row = epc_csv_next (csv, NULL, NULL)) != NULL)
    if (row->n_cells > 1 || row->cells[0].length > 0)
      counts[n++] = row->n_cells;
  /* The last row of a full sample may be cut. */
  if (n > 2 && n < SAMPLE_ROWS && length >= SAMPLE)
    n--;
  for (guint i = 0; i < n; i++)
    {
      guint same = 0;
      for (guint j = 0; j < n; j++)
        same += counts[j] == counts[i];
      if (counts[i] > 1 && (same > best_rows || (same == best_rows && counts[i] > best)))
        {
          best = counts[i];
          best_rows = same;
        }
    }
  return n > 0 && best > 1 ? (double) best_rows / n + 0.002 * MIN (best, 20) : 0;
}

static char
delimiter_of (const char *text, gsize length)
{
  static const char candidates[] = { ',', ';', '\t', '|' };
  char delimiter = ',';
  double best = 0;

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      double score = evenness (text, length, candidates[i]);
      if (score > best)
        {
          best = score;
          delimiter = candidates[i];
        }
    }
  return delimiter;
}

/* --- reading --- */

static GInputStream *
open_stream (CsvSource *source, GError **error)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) cause = NULL;

  if (source->bytes != NULL)
    stream = g_memory_input_stream_new_from_bytes (source->bytes);
  else
    stream = G_INPUT_STREAM (g_file_read (source->file, NULL, &cause));
  if (stream == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _ ("%s cannot be read: %s"), source->parent.name, cause->message);
      return NULL;
    }
  if (source->encoding != ENCODING_UTF16_LE && source->encoding != ENCODING_UTF16_BE)
    return g_steal_pointer (&stream);
  g_autoptr (GCharsetConverter) converter
      = g_charset_converter_new ("UTF-8", source->encoding == ENCODING_UTF16_LE ? "UTF-16LE" : "UTF-16BE", &cause);
  if (converter == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _ ("%s cannot be read: %s"), source->parent.name, cause->message);
      return NULL;
    }
  return g_converter_input_stream_new (stream, G_CONVERTER (converter));
}

static gboolean
csv_rewind (EpcRowSource *parent, guint sheet, GError **error)
{
  CsvSource *source = (CsvSource *) parent;
  g_autoptr (GInputStream) stream = open_stream (source, error);

  if (stream == NULL)
    return FALSE;
  g_clear_pointer (&source->csv, epc_csv_free);
  source->csv = epc_csv_new (stream, source->delimiter);
  source->row = 0;
  return TRUE;
}

static inline gboolean
is_ascii (const char *text, gsize length)
{
  while (length >= 8)
    {
      guint64 word;
      memcpy (&word, text, 8);
      if (word & G_GUINT64_CONSTANT (0x8080808080808080))
        return FALSE;
      text += 8;
      length -= 8;
    }
  for (; length > 0; length--)
    if (*text++ & 0x80)
      return FALSE;
  return TRUE;
}

static const char *
mend (CsvSource *source, const char *text, gsize length, guint *new_length)
{
  g_autofree char *out = source->encoding == ENCODING_LATIN_9 || source->encoding == ENCODING_MAC_ROMAN
                             ? g_convert (text, (gssize) length, "UTF-8", charset_of (source->encoding), NULL, NULL, NULL)
                             : NULL;

  if (out == NULL)
    out = epc_encoding_from_windows_1252 (text, length);

  if (source->mended == NULL)
    source->mended = g_string_chunk_new (1024);
  source->has_mended = TRUE;
  *new_length = (guint) strlen (out);
  return g_string_chunk_insert_len (source->mended, out, (gssize) *new_length);
}

static inline gboolean
is_blank (const char *text)
{
  while (*text == ' ' || *text == '\t')
    text++;
  return *text == '\0';
}

static gboolean
csv_next (EpcRowSource *parent, EpcRow *row, GError **error)
{
  CsvSource *source = (CsvSource *) parent;
  g_autoptr (GError) cause = NULL;
  const EpcCsvRow *read = epc_csv_next (source->csv, NULL, &cause);

  if (read == NULL)
    {
      if (cause != NULL)
        g_propagate_prefixed_error (error, g_steal_pointer (&cause), "%s: ", source->parent.name);
      return FALSE;
    }
  if (read->n_cells > EPC_COLUMNS_MAX)
    {
      g_autofree char *line = epc_language_integer (epc_language_get (NULL), (gint64) read->line);
      g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("%s: the row on line %s has more than %u columns."),
                   source->parent.name, line, EPC_COLUMNS_MAX);
      return FALSE;
    }
  if (source->has_mended)
    {
      g_string_chunk_clear (source->mended);
      source->has_mended = FALSE;
    }
  if (read->n_cells > source->n_allocated)
    {
      source->n_allocated = read->n_cells + 32;
      source->cells = g_renew (EpcCell, source->cells, source->n_allocated);
    }
  for (guint i = 0; i < read->n_cells; i++)
    {
      const EpcCsvCell *from = &read->cells[i];
      EpcCell *to = &source->cells[i];
      *to = (EpcCell) { .kind = EPC_CELL_EMPTY, .length = (guint) from->length, .text = from->text };
      if (from->length > EPC_CELL_MAX)
        {
          g_autofree char *line = epc_language_integer (epc_language_get (NULL), (gint64) read->line);
          g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED,
                       _ ("%s: a cell of the row on line %s is longer than 1 MiB; a quote may be missing."), source->parent.name,
                       line);
          return FALSE;
        }
      if (!is_ascii (from->text, from->length) && !g_utf8_validate (from->text, (gssize) from->length, NULL))
        to->text = mend (source, from->text, from->length, &to->length);
      /* What a formula left when it failed is no text. */
      if (to->length > 3 && to->text[0] == '#' && (to->note = epc_sheet_error (to->text)) != NULL)
        {
          to->text = "";
          to->length = 0;
        }
      to->kind = to->length == 0 || (to->text[0] <= ' ' && is_blank (to->text)) ? EPC_CELL_EMPTY : EPC_CELL_TEXT;
    }
  row->cells = source->cells;
  row->n_cells = read->n_cells;
  row->number = ++source->row;
  row->line = read->line;
  return TRUE;
}

static double
csv_progress (EpcRowSource *parent)
{
  CsvSource *source = (CsvSource *) parent;
  guint64 position = source->csv != NULL ? epc_csv_position (source->csv) : 0;

  return source->size > 0 ? MIN (1.0, (double) position / (double) source->size) : 0;
}

static void
csv_free (EpcRowSource *parent)
{
  CsvSource *source = (CsvSource *) parent;

  g_clear_object (&source->file);
  g_clear_pointer (&source->bytes, g_bytes_unref);
  g_clear_pointer (&source->csv, epc_csv_free);
  g_clear_pointer (&source->mended, g_string_chunk_free);
  g_free (source->cells);
  g_free (source);
}

static const EpcRowSourceClass csv_class = {
  .rewind = csv_rewind,
  .next = csv_next,
  .progress = csv_progress,
  .free = csv_free,
};

static char *
describe (const CsvSource *source)
{
  static const char *const encodings[] = { "UTF-8", "UTF-16", "UTF-16", "Windows-1252", "Latin-9", "Mac Roman" };
  const char *delimiter = source->delimiter == ';'    ? _ ("semicolon")
                          : source->delimiter == '\t' ? _ ("tab")
                          : source->delimiter == '|'  ? _ ("vertical bar")
                                                      : _ ("comma");

  return g_strdup_printf ("%s, %s", encodings[source->encoding], delimiter);
}

static EpcRowSource *
csv_open (const char *path, GBytes *bytes, const char *name, GError **error)
{
  CsvSource *source = g_new0 (CsvSource, 1);
  g_autoptr (EpcRowSource) result = &source->parent;

  source->parent.class = &csv_class;
  source->parent.format = "csv";
  source->parent.name = g_strdup (name);
  source->encoding = ENCODING_UTF8;
  if (bytes != NULL)
    {
      source->bytes = g_bytes_ref (bytes);
      source->size = g_bytes_get_size (bytes);
    }
  else
    {
      source->file = g_file_new_for_path (path);
      g_autoptr (GFileInfo) info = g_file_query_info (source->file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, NULL);
      source->size = info != NULL ? (guint64) g_file_info_get_size (info) : 0;
    }
  g_autofree char *sample = g_malloc (SAMPLE);
  for (int pass = 0; pass < 2; pass++)
    {
      gsize length = 0;
      g_autoptr (GError) cause = NULL;
      g_autoptr (GInputStream) stream = open_stream (source, error);
      if (stream == NULL)
        return NULL;
      if (!g_input_stream_read_all (stream, sample, SAMPLE, &length, NULL, &cause))
        {
          g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _ ("%s cannot be read: %s"), name, cause->message);
          return NULL;
        }
      if (pass == 0)
        source->encoding = encoding_of ((const guint8 *) sample, length);
      else
        source->delimiter = delimiter_of (sample, length);
    }
  source->parent.detail = describe (source);
  if (!csv_rewind (&source->parent, 0, error))
    return NULL;
  /* Only a dump of that format is parted by tabs. */
  return source->delimiter == '\t' ? epc_geonames_source_new (g_steal_pointer (&result), error) : g_steal_pointer (&result);
}

const EpcFormat epc_csv_format = {
  .key = "csv",
  .label = N_ ("Text table (CSV)"),
  .extensions = "csv|tsv|tab|txt|psv|ssv",
  .sniff = csv_sniff,
  .open = csv_open,
};
