/* allocates ("KIND") makes a function an allocator of that kind.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice" } */

struct ints
{
  int *ptr;
  unsigned long len, cap;
};

struct ints ints_make (unsigned long) __attribute__ ((escape_allocates ("slice")));
struct map *map_make (void) __attribute__ ((escape_allocates ("map")));

struct ints
evens (void)
{
  struct ints s = ints_make (10); /* { dg-warning {'ints_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  s.len = 5;
  return s;
}

struct map *
index_new (void)
{
  return map_make (); /* { dg-bogus "escape:heap" } */
}
