/* Comparisons that Go programmers know, with the runtime's containers; field.go
   has the same in Go.

   Prints a line `NAME NANOSECONDS ALLOCATIONS BYTES' for each: CPU time,
   calls of malloc and its like, and the bytes that these were asked for, in one
   iteration.  NAMEs whose parts before the `/' agree are compared.  */

#include "../common.h"
#include <escape/hmap.h>
#include <escape/pool.h>
#include <escape/slices.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- What is allocated: glibc's functions, counted. --- */

static uint64_t allocations, allocated;

void *__libc_malloc (size_t);
void *__libc_calloc (size_t, size_t);
void *__libc_realloc (void *, size_t);

void *
malloc (size_t bytes)
{
  allocations++;
  allocated += bytes;
  return __libc_malloc (bytes);
}

void *
calloc (size_t n, size_t bytes)
{
  allocations++;
  allocated += n * bytes;
  return __libc_calloc (n, bytes);
}

void *
realloc (void *old, size_t bytes)
{
  allocations++;
  allocated += bytes;
  return __libc_realloc (old, bytes);
}

/* --- Ten maps in a slice. --- */

enum
{
  MAPS = 10,
  ENTRIES = 8
};

static const char *const names[ENTRIES]
    = { "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta" };

/* Go's int is a long.  */
#define HMAP_NAME string_int_table
#define HMAP_KEY const char *
#define HMAP_VALUE long
#define HMAP_KEY_STRING
#include <escape/hmap.h>

#define HMAP_NAME int_string_table
#define HMAP_KEY long
#define HMAP_VALUE const char *
#include <escape/hmap.h>

#define HMAP_NAME int_int_table
#define HMAP_KEY long
#define HMAP_VALUE long
#include <escape/hmap.h>

#define SLICE_NAME string_int_tables
#define SLICE_TYPE string_int_table *
#include <escape/slice.h>

#define SLICE_NAME int_string_tables
#define SLICE_TYPE int_string_table *
#include <escape/slice.h>

static uint64_t
maps_string_int (void)
{
  uint64_t sum = 0;
  string_int_tables s = string_int_tables_make (MAPS, MAPS);
  for (size_t i = 0; i < s.len; i++)
    {
      slice_at (s, i) = string_int_table_make (0);
      for (int j = 0; j < ENTRIES; j++)
        string_int_table_put (slice_at (s, i), names[j], j);
      sum += (uint64_t)string_int_table_get (slice_at (s, i),
                                             names[i % ENTRIES]);
    }
  SLICE_EACH (string_int_tables, m, s)
  string_int_table_free (*m);
  string_int_tables_free (&s);
  return sum;
}

static uint64_t
maps_int_string (void)
{
  uint64_t sum = 0;
  int_string_tables s = int_string_tables_make (MAPS, MAPS);
  for (size_t i = 0; i < s.len; i++)
    {
      slice_at (s, i) = int_string_table_make (0);
      for (int j = 0; j < ENTRIES; j++)
        int_string_table_put (slice_at (s, i), j, names[j]);
      sum += strlen (int_string_table_get (slice_at (s, i), (long)i % ENTRIES));
    }
  SLICE_EACH (int_string_tables, m, s)
  int_string_table_free (*m);
  int_string_tables_free (&s);
  return sum;
}

/* --- A million inserts into a map, a new one or a pool's. --- */

enum
{
  MILLION = 1000000
};

static void
insert_million (int_int_table *m)
{
  for (long i = 0; i < MILLION; i++)
    int_int_table_put (m, i, i);
}

static uint64_t
inserts_plain (void)
{
  int_int_table *m = int_int_table_make (0);
  insert_million (m);
  uint64_t n = int_int_table_len (m);
  int_int_table_free (m);
  return n;
}

static pool *maps;

static uint64_t
inserts_pooled (void)
{
  int_int_table *m = pool_get (maps);
  insert_million (m);
  uint64_t n = int_int_table_len (m);
  pool_put (maps, m);
  return n;
}

/* --- Four small tables: a slice of maps, or a struct with a fixed array. --- */

enum
{
  TABLES = 4
};

#define SLICE_NAME int_int_tables
#define SLICE_TYPE int_int_table *
#include <escape/slice.h>

static uint64_t
tables_maps (void)
{
  long sum = 0;
  int_int_tables s = int_int_tables_make (TABLES, TABLES);
  for (size_t i = 0; i < s.len; i++)
    {
      slice_at (s, i) = int_int_table_make (0);
      int_int_table_put (slice_at (s, i), (long)i, (long)i + 1);
    }
  SLICE_EACH (int_int_tables, m, s)
  sum += int_int_table_get (*m, 2);
  SLICE_EACH (int_int_tables, m, s)
  int_int_table_free (*m);
  int_int_tables_free (&s);
  return (uint64_t)sum;
}

struct table
{
  size_t len;
  struct
  {
    long key, value;
  } entries[ENTRIES];
};

struct tables
{
  struct table all[TABLES];
};

static void
table_put (struct table *t, long key, long value)
{
  size_t i = 0;
  while (i < t->len && t->entries[i].key != key)
    i++;
  if (i == ENTRIES)
    abort ();
  if (i == t->len)
    t->entries[t->len++].key = key;
  t->entries[i].value = value;
}

static long
table_get (const struct table *t, long key)
{
  for (size_t i = 0; i < t->len; i++)
    if (t->entries[i].key == key)
      return t->entries[i].value;
  return 0;
}

static uint64_t
tables_array (void)
{
  long sum = 0;
  struct tables t = { 0 };
  for (int i = 0; i < TABLES; i++)
    table_put (&t.all[i], i, i + 1);
  for (int i = 0; i < TABLES; i++)
    sum += table_get (&t.all[i], 2);
  return (uint64_t)sum;
}

/* --- 1024 ints. --- */

enum
{
  INTS = 1024
};

static longs
filled (longs s, uint64_t *sum)
{
  for (long i = 0; i < INTS; i++)
    s = longs_append (s, i);
  SLICE_EACH (longs, x, s)
  *sum += (uint64_t)*x;
  return s;
}

static uint64_t
ints_heap (void)
{
  uint64_t sum = 0;
  longs s = filled (longs_make (0, INTS), &sum);
  longs_free (&s);
  return sum;
}

static uint64_t
ints_stack (void)
{
  uint64_t sum = 0;
  SLICE_ON_STACK (longs, s, INTS);
  s = filled (s, &sum);
  longs_free (&s);
  return sum;
}

/* --- 4096 bytes as words of 32 bits. --- */

enum
{
  WORDS = 1024
};

#define SLICE_NAME words
#define SLICE_TYPE uint32_t
#include <escape/slice.h>

static union
{
  uint32_t words[WORDS];
  unsigned char bytes[4 * WORDS];
} packet;

static uint64_t
sum_of (words w)
{
  uint64_t sum = 0;
  SLICE_EACH (words, x, w)
  sum += *x;
  return sum;
}

static uint64_t
words_loop (void)
{
  bytes b = bytes_view (packet.bytes, sizeof packet.bytes);
  words w = words_make (0, b.len / 4);
  for (size_t i = 0; i + 4 <= b.len; i += 4)
    w = words_append (w, (uint32_t)slice_at (b, i)
                             | (uint32_t)slice_at (b, i + 1) << 8
                             | (uint32_t)slice_at (b, i + 2) << 16
                             | (uint32_t)slice_at (b, i + 3) << 24);
  uint64_t sum = sum_of (w);
  words_free (&w);
  return sum;
}

static uint64_t
words_view_of_bytes (void)
{
  return sum_of (words_of_bytes (packet.bytes, sizeof packet.bytes));
}

/* --- A handler of requests, with a decoder of its own or a pool's. --- */

static const char request[]
    = "id=17&name=a%20gopher&tags=small,blue,quick&page=3&query=maps%26slices";

typedef struct field
{
  const char *name, *value;
} field;

#define SLICE_NAME fields
#define SLICE_TYPE field
#include <escape/slice.h>

/* It keeps what it decoded in a buffer, and the fields, which point there.  */
typedef struct decoder
{
  char buffer[4096];
  fields found;
} decoder;

static void *
decoder_new (size_t n)
{
  decoder *d = malloc (sizeof *d);
  if (d)
    d->found = fields_make (0, n);
  return d;
}

static void
decoder_clear (void *object)
{
  decoder *d = object;
  d->found = fields_truncate (d->found, 0);
}

static void
decoder_free (void *object)
{
  decoder *d = object;
  fields_free (&d->found);
  free (d);
}

static int
hex (char c)
{
  return c <= '9' ? c - '0' : (c | 32) - 'a' + 10;
}

static void
decode (decoder *d, const char *text)
{
  char *to = d->buffer;
  while (*text)
    {
      field f = { to, "" };
      for (; *text && *text != '&'; text++)
        if (*text == '=' && f.value[0] == '\0')
          {
            *to++ = '\0';
            f.value = to;
          }
        else if (*text == '%' && text[1] && text[2])
          {
            *to++ = (char)(hex (text[1]) << 4 | hex (text[2]));
            text += 2;
          }
        else
          *to++ = *text;
      *to++ = '\0';
      d->found = fields_append (d->found, f);
      text += *text == '&';
    }
}

static uint64_t
answer (decoder *d)
{
  uint64_t size = 0;
  decode (d, request);
  SLICE_EACH (fields, f, d->found)
  size += strlen (f->name) + strlen (f->value);
  return size;
}

static uint64_t
handler_plain (void)
{
  decoder *d = decoder_new (8);
  uint64_t size = answer (d);
  decoder_free (d);
  return size;
}

static pool *decoders;

static uint64_t
handler_pooled (void)
{
  decoder *d = pool_get (decoders);
  uint64_t size = answer (d);
  pool_put (decoders, d);
  return size;
}

/* --- */

/* A tenth of a second of it, at least eight times.  */
static void
measure (const char *name, uint64_t (*volatile iteration) (void))
{
  uint64_t wanted = iteration (), n = 0;
  uint64_t calls = allocations, bytes = allocated;
  double start = now (), took;
  do
    {
      for (uint64_t i = 0, more = n / 4 + 8; i < more; i++, n++)
        if (iteration () != wanted)
          abort ();
      took = now () - start;
    }
  while (took < 1e8);
  printf ("%s %.2f %.2f %.1f\n", name, took / (double)n,
          (double)(allocations - calls) / (double)n,
          (double)(allocated - bytes) / (double)n);
}

int
main (void)
{
  static const pool_ops map_ops = POOL_OPS_HMAP (int_int_table, 0);
  static const pool_ops decoder_ops
      = { decoder_new, decoder_clear, decoder_free, 8 };
  maps = pool_make (&map_ops, 4);
  decoders = pool_make (&decoder_ops, 4);
  for (uint32_t i = 0; i < WORDS; i++)
    packet.words[i] = i * 2654435769u;
  measure ("ten-maps/string-int", maps_string_int);
  measure ("ten-maps/int-string", maps_int_string);
  measure ("million-inserts/plain", inserts_plain);
  measure ("million-inserts/pooled", inserts_pooled);
  measure ("four-tables/maps", tables_maps);
  measure ("four-tables/array", tables_array);
  measure ("1024-ints/heap", ints_heap);
  measure ("1024-ints/stack", ints_stack);
  measure ("1024-words/loop", words_loop);
  measure ("1024-words/view", words_view_of_bytes);
  measure ("handler/plain", handler_plain);
  measure ("handler/pooled", handler_pooled);
  pool_free (maps);
  pool_free (decoders);
  return 0;
}
