/* A number that shares its place with a pointer is not shown to be one, and a sum
   of floating-point numbers is none.  */
/* { dg-do compile { target lp64 } } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */
/* { dg-json {"function": "number".*"name": "value".*"grade": "assumed"} } */
/* { dg-json {"function": "sum".*"name": "value".*"verdict": "does-not-escape"} } */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct value { int tag; union { double n; char *s; } u; };

static struct value *
value (const char *s)
{
  struct value *v = calloc (1, sizeof *v);
  if (!v)
    abort ();
  v->u.s = strdup (s);
  return v;
}

static void
done (struct value *v)
{
  free (v->u.s);
  free (v);
}

double
number (const char *s)
{
  struct value *v = value (s); /* { dg-warning "escapes to heap" } */
  double d = v->tag ? 0 : v->u.n;
  done (v);
  return d;
}

double
sum (const char *s)
{
  struct value *v = value (s); /* { dg-bogus "escapes" } */
  double d = 1;
  if (!v->tag)
    d += v->u.n;
  done (v);
  return d;
}
