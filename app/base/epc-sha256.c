/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-sha256.h"

#include <string.h>

#if (defined __x86_64__ || defined __i386__) && defined __GNUC__
#define HAS_SHA_INSTRUCTIONS 1
#include <cpuid.h>
#include <immintrin.h>
#endif

#define BLOCK 64

struct _EpcSha256
{
  GChecksum *slow; /* NULL: the processor does it */
  guint32 state[8];
  guint8 block[BLOCK];
  gsize filled;
  guint64 length;
};

static const guint32 first_state[8]
    = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };

#ifdef HAS_SHA_INSTRUCTIONS

static const guint32 constants[64] __attribute__ ((aligned (16))) = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01,
  0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc,
  0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
  0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08,
  0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
  0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static gboolean
processor_has_sha (void)
{
  unsigned int a, b, c, d;

  /* Leaf 7: EBX bit 29 SHA; leaf 1: ECX bit 19 SSE4.1, bit 9 SSSE3 (Intel SDM, CPUID). */
  if (__get_cpuid_max (0, NULL) < 7)
    return FALSE;
  __cpuid_count (7, 0, a, b, c, d);
  if (!(b & (1u << 29)))
    return FALSE;
  __cpuid (1, a, b, c, d);
  return (c & (1u << 19)) && (c & (1u << 9));
}

/* The state is kept as the instructions want it: ABEF and CDGH. Four rounds a step; the message words of a step are made from
 * those of the four steps before. */
__attribute__ ((target ("sha,sse4.1,ssse3"))) static void
compress_fast (guint32 *state, const guint8 *bytes, gsize n_blocks)
{
  const __m128i swap = _mm_set_epi64x (0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  __m128i t = _mm_shuffle_epi32 (_mm_loadu_si128 ((const __m128i *) (gconstpointer) state), 0xb1);
  __m128i cdgh = _mm_shuffle_epi32 (_mm_loadu_si128 ((const __m128i *) (gconstpointer) (state + 4)), 0x1b);
  __m128i abef = _mm_alignr_epi8 (t, cdgh, 8);
  cdgh = _mm_blend_epi16 (cdgh, t, 0xf0);

  for (; n_blocks > 0; n_blocks--, bytes += BLOCK)
    {
      const __m128i abef_before = abef, cdgh_before = cdgh;
      __m128i words[4];
      for (guint i = 0; i < 4; i++)
        words[i] = _mm_shuffle_epi8 (_mm_loadu_si128 ((const __m128i *) (gconstpointer) (bytes + 16 * i)), swap);
#pragma GCC unroll 16
      for (guint step = 0; step < 16; step++)
        {
          __m128i now = words[step & 3];
          __m128i sum = _mm_add_epi32 (now, _mm_load_si128 ((const __m128i *) (gconstpointer) (constants + 4 * step)));
          cdgh = _mm_sha256rnds2_epu32 (cdgh, abef, sum);
          abef = _mm_sha256rnds2_epu32 (abef, cdgh, _mm_shuffle_epi32 (sum, 0x0e));
          if (step < 12)
            {
              __m128i next = _mm_sha256msg1_epu32 (now, words[(step + 1) & 3]);
              next = _mm_add_epi32 (next, _mm_alignr_epi8 (words[(step + 3) & 3], words[(step + 2) & 3], 4));
              words[step & 3] = _mm_sha256msg2_epu32 (next, words[(step + 3) & 3]);
            }
        }
      abef = _mm_add_epi32 (abef, abef_before);
      cdgh = _mm_add_epi32 (cdgh, cdgh_before);
    }
  t = _mm_shuffle_epi32 (abef, 0x1b);
  cdgh = _mm_shuffle_epi32 (cdgh, 0xb1);
  _mm_storeu_si128 ((__m128i *) (gpointer) state, _mm_blend_epi16 (t, cdgh, 0xf0));
  _mm_storeu_si128 ((__m128i *) (gpointer) (state + 4), _mm_alignr_epi8 (cdgh, t, 8));
}

#else

static gboolean
processor_has_sha (void)
{
  return FALSE;
}

static void
compress_fast (guint32 *state, const guint8 *bytes, gsize n_blocks)
{
  g_assert_not_reached ();
}

#endif

static gboolean
is_fast (void)
{
  static gsize answer; /* 1: no, 2: yes */

  if (g_once_init_enter (&answer))
    g_once_init_leave (&answer, processor_has_sha () && g_getenv ("EPC_PLAIN_SHA256") == NULL ? 2 : 1);
  return answer == 2;
}

EpcSha256 *
epc_sha256_new (void)
{
  EpcSha256 *sha = g_new0 (EpcSha256, 1);

  if (!is_fast ())
    sha->slow = g_checksum_new (G_CHECKSUM_SHA256);
  epc_sha256_reset (sha);
  return sha;
}

void
epc_sha256_free (EpcSha256 *sha)
{
  if (sha == NULL)
    return;
  g_clear_pointer (&sha->slow, g_checksum_free);
  g_free (sha);
}

void
epc_sha256_reset (EpcSha256 *sha)
{
  if (sha->slow != NULL)
    g_checksum_reset (sha->slow);
  memcpy (sha->state, first_state, sizeof sha->state);
  sha->filled = 0;
  sha->length = 0;
}

void
epc_sha256_update (EpcSha256 *sha, const void *bytes, gsize length)
{
  const guint8 *p = bytes;

  if (sha->slow != NULL)
    {
      for (; length > 0; p += MIN (length, G_MAXINT), length -= MIN (length, G_MAXINT))
        g_checksum_update (sha->slow, p, (gssize) MIN (length, G_MAXINT));
      return;
    }
  sha->length += length;
  if (sha->filled > 0)
    {
      gsize n = MIN (BLOCK - sha->filled, length);
      memcpy (sha->block + sha->filled, p, n);
      sha->filled += n;
      p += n;
      length -= n;
      if (sha->filled < BLOCK)
        return;
      compress_fast (sha->state, sha->block, 1);
      sha->filled = 0;
    }
  compress_fast (sha->state, p, length / BLOCK);
  p += length / BLOCK * BLOCK;
  sha->filled = length % BLOCK;
  memcpy (sha->block, p, sha->filled);
}

void
epc_sha256_finish (EpcSha256 *sha, guint8 *digest)
{
  if (sha->slow != NULL)
    {
      gsize size = EPC_SHA256_SIZE;
      g_checksum_get_digest (sha->slow, digest, &size);
      return;
    }
  guint64 bits = sha->length * 8;
  sha->block[sha->filled++] = 0x80;
  if (sha->filled > BLOCK - 8)
    {
      memset (sha->block + sha->filled, 0, BLOCK - sha->filled);
      compress_fast (sha->state, sha->block, 1);
      sha->filled = 0;
    }
  memset (sha->block + sha->filled, 0, BLOCK - 8 - sha->filled);
  for (guint i = 0; i < 8; i++)
    sha->block[BLOCK - 1 - i] = (guint8) (bits >> (8 * i));
  compress_fast (sha->state, sha->block, 1);
  for (guint i = 0; i < EPC_SHA256_SIZE; i++)
    digest[i] = (guint8) (sha->state[i / 4] >> (24 - 8 * (i % 4)));
}

char *
epc_sha256_to_hex (const guint8 *digest, char *hex)
{
  static const char digits[] = "0123456789abcdef";

  for (guint i = 0; i < EPC_SHA256_SIZE; i++)
    {
      hex[2 * i] = digits[digest[i] >> 4];
      hex[2 * i + 1] = digits[digest[i] & 0x0f];
    }
  hex[2 * EPC_SHA256_SIZE] = '\0';
  return hex;
}
