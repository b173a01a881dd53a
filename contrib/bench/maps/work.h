/* The work that every map does: included by each peer's program, which is
   compiled once for each kind of entries with KIND_U32, KIND_U64, KIND_STRING
   or KIND_STRUCT.

   A peer has defined, before its part below the mark `the peer' in its file:
     table            the map's type
     table_new (n)    an empty one, with room for n entries if n is not 0
     table_put (t, k, v), table_get (t, k) -> value * or null, table_delete
     table_sum (t)    walks all entries, adds their values up
     table_walk (t, k, n)  the sum of N values from K's, or any, on
     table_clone, table_clear, table_free

   Prints a line `OPERATION NANOSECONDS' for each operation, then the bytes an
   entry takes, and a checksum that must be the same for all peers.  Times are
   CPU time of the process: the machine may be shared.  */

#ifndef WORK_H
#define WORK_H

#include "../common.h"
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <escape/hash.h>

#if defined KIND_U32
typedef uint32_t number;
#else
typedef uint64_t number;
#endif

#ifdef KIND_STRUCT
typedef struct value
{
  uint64_t word[7];
} value;
#  define VALUE_NUMBER(v) ((v).word[0])
#else
typedef number value;
#  define VALUE_NUMBER(v) (v)
#endif

/* Strings of 16 bytes, which lie outside of the maps.  A pointer and a length,
   as Go's; there is a zero byte behind them, for those who need one.  */
#ifdef KIND_STRING
#  define KEY_SIZE 16
typedef const char *key;
#else
typedef number key;
#endif

/* One hash for all who take one.  */
#define SEED UINT64_C (0x5851f42d4c957f2d)

static inline uint64_t
work_hash (key k)
{
#ifdef KIND_STRING
  return escape_hash_bytes (k, KEY_SIZE, SEED);
#else
  return escape_hash_int (k, SEED);
#endif
}

static inline int
work_equal (key a, key b)
{
#ifdef KIND_STRING
  return memcmp (a, b, KEY_SIZE) == 0;
#else
  return a == b;
#endif
}

/* The I-th key: no two are the same.  */
static key
work_key (uint64_t i)
{
#if defined KIND_STRING
  char *text = (char *)malloc (KEY_SIZE + 1);
  snprintf (text, KEY_SIZE + 1, "%016llx", (unsigned long long)splitmix (i));
  return text;
#elif defined KIND_U32
  return (uint32_t)(i + 1) * UINT32_C (2654435769);
#else
  return splitmix (i);
#endif
}

static inline value
work_value (uint64_t i)
{
#ifdef KIND_STRUCT
  value v = { { i, i, i, i, i, i, i } };
  return v;
#else
  return (value)i;
#endif
}

static size_t
work_heap (void)
{
  struct mallinfo2 m = mallinfo2 ();
  return m.uordblks + m.hblkhd;
}

#endif /* WORK_H */
