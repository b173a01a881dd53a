/* Bytes packed, and back.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   What repeats is a distance and a length (Ziv and Lempel, 1977); all is coded
   bit by bit by how likely it was so far (arithmetic coding; Rissanen and
   Langdon, 1979).  The same bytes give the same bytes.  */

#ifndef ESCAPE_CORE_PACK_H
#define ESCAPE_CORE_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C"
{
#endif

  /* The SIZE bytes at DATA, packed: *PACKED of them, freed with
     escape_release.  */
  uint8_t *pack (const uint8_t *data, size_t size, size_t *packed);

  /* Unpack into OUT, which has room for SIZE bytes.  Whatever the PACKED bytes at
     DATA are, it reads no others and fills OUT.  */
  void unpack (const uint8_t *data, size_t packed, uint8_t *out, size_t size);

/* How often its size packed bytes may have, unpacked: ours have three times, and
   what pretends to have more is not ours.  */
#define MOST_UNPACKED 200

#ifdef __cplusplus
}
#endif

#endif
