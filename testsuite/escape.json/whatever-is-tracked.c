/* The JSON file has every verdict, whatever is tracked and whichever groups
   are ignored.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=map -fplugin-arg-escape-ignore=heap,leak" } */

#include <stdlib.h>

struct map;
struct map *map_new (void) __attribute__ ((escape_allocates ("map")));
int *ints_new (void) __attribute__ ((escape_allocates ("slice")));

void *raw (void) { return malloc (1); }
struct map *map (void) { return map_new (); }
int *slice (void) { return ints_new (); }

/* { dg-json {"name": *"malloc".*"kind": *"raw".*"verdict": *"escapes"} } */
/* { dg-json {"name": *"map_new".*"kind": *"map".*"verdict": *"escapes"} } */
/* { dg-json {"name": *"ints_new".*"kind": *"slice".*"verdict": *"escapes"} } */
