/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plays every file of the folders given through a fuzz target, and each of them cut and changed a little, without a fuzzer.
 */
#include <glib.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length);

#define CHANGES 60

static void
play (const char *path, guint *n)
{
  g_autofree char *bytes = NULL;
  gsize length;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  LLVMFuzzerTestOneInput ((const guint8 *) bytes, length);
  for (guint i = 0; i < CHANGES && length > 0; i++)
    {
      g_autofree guint8 *changed = g_memdup2 (bytes, length);
      gsize cut = (gsize) g_rand_int_range (random, 0, (gint32) length + 1);
      for (int k = g_rand_int_range (random, 0, 5); k > 0; k--)
        changed[g_rand_int_range (random, 0, (gint32) length)] = (guint8) g_rand_int (random);
      LLVMFuzzerTestOneInput (changed, i % 2 == 0 ? length : cut);
      (*n)++;
    }
  (*n)++;
}

int
main (int argc, char **argv)
{
  guint n = 0;

  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GDir) dir = g_dir_open (argv[i], 0, NULL);
      const char *name;
      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (argv[i], name, NULL);
          play (path, &n);
        }
    }
  printf ("%u inputs\n", n);
  return n > 0 ? 0 : 1;
}
