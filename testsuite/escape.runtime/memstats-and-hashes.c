/* Functions that count, hash and report keep nothing.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <escape/hash.h>
#include <escape/memstats.h>
#include <stdlib.h>
#include <string.h>

uint64_t
counted (void)
{
  memstats *all = malloc (sizeof *all); /* { dg-bogus "escape:" } */
  memstats own;                         /* { dg-bogus "escape:" } */
  if (!all)
    return 0;
  memstats_read (all);
  memstats_read_thread (&own);
  memstats_print (all, stderr);
  uint64_t n = all->live + own.live;
  free (all);
  return n;
}

uint64_t
hashed (const char *text)
{
  char *copy = strdup (text); /* { dg-bogus "escape:" } */
  uint64_t h = escape_hash_string (copy, escape_random ())
	       ^ escape_hash_bytes (copy, 1, 0) ^ escape_hash_int (1, 2)
	       ^ escape_hash_strong (copy, 1, 0);
  free (copy);
  return h;
}

void
faulty (const char *text)
{
  char *copy = strdup (text); /* { dg-bogus "escape:" } */
  if (copy && *copy)
    escape_fault (copy, "bad text: %s", copy);
  free (copy);
}

bool
hooked (escape_alloc_hook hook, escape_fault_handler handler)
{
  char *copy = malloc (8); /* { dg-bogus "escape:" } */
  bool had = escape_set_alloc_hook (hook)
	     || escape_set_fault_handler (handler);
  free (copy);
  return had;
}
