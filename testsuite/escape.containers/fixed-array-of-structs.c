/* A struct with a fixed array in place of a slice of maps: all in the frame,
   nothing to escape.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-m=1" } */

struct counters
{
  struct
  {
    int key, count;
  } slot[10];
};

static void
count (struct counters *c, int key) /* { dg-note "'c' does not escape" } */
{
  c->slot[key % 10].key = key;
  c->slot[key % 10].count++;
}

int
most (int n)
{
  struct counters c = { 0 }; /* { dg-note "'c' does not escape" } */
  while (n-- > 0)
    count (&c, n * n);
  return c.slot[0].count;
}
