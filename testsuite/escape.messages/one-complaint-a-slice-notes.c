/* The rest of what a slice comes to is noted at m=1.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

struct ints
{
  int *ptr;
  long len, cap;
} __attribute__ ((escape_slice));

void *malloc (unsigned long);

static struct ints
make (long cap) /* { dg-note {'malloc\(\.\.\.\)' escapes to heap} "" { target *-*-* } .+2 } */
{
  return (struct ints){ malloc (cap * sizeof (int)), 0, cap };
}

static struct ints
grow (struct ints s) /* { dg-note "leaking param: 's' to result level=0" } */
{
  if (s.len == s.cap)
    s.ptr = malloc (s.cap * 2 * sizeof (int)); /* { dg-note {'malloc\(\.\.\.\)' escapes to heap} } */
  return s;
}

struct ints
both (void)
{
  struct ints s = make (4); /* { dg-warning {'make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  s = grow (s); /* { dg-note {'grow\(\.\.\.\)' escapes to heap(?! \[)} } */
  return s;
}
