/* A function pointer goes down a recursion, in a struct, and is called at its
   end: what it is handed goes where the function behind the pointer puts it.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

struct sink
{
  void (*put) (void **, void *);
  void *(*get) (void **);
  void *slot;
};

void *global;

static void
put_there (void **slot, void *p) /* { dg-note {'slot' does not escape} } */
{				 /* { dg-note {leaking param: 'p' to param 'slot' level=0} "" { target *-*-* } .-1 } */
  *slot = p;
}

static void
put_in_global (void **slot, void *p) /* { dg-note {'slot' does not escape} } */
{				     /* { dg-note {leaking param: 'p'} "" { target *-*-* } .-1 } */
  global = p;
}

static void *
get_from (void **slot) /* { dg-note {leaking param: 'slot' to result level=1} } */
{
  return *slot;
}

static void
put (struct sink *s, void *p) /* { dg-note {leaking param: 's'} } */
{			      /* { dg-note {leaking param: 'p'} "" { target *-*-* } .-1 } */
  s->put (&s->slot, p);
}

static void
put_below (struct sink *s, void *p, int n) /* { dg-note {leaking param: 's'} } */
{					   /* { dg-note {leaking param: 'p'} "" { target *-*-* } .-1 } */
  if (n)
    put_below (s, p, n - 1);
  else
    put (s, p);
}

static void *
get_below (struct sink *s, int n) /* { dg-note {leaking param: 's'} } */
{
  return n ? get_below (s, n - 1) : s->get (&s->slot);
}

void
stays (int n)
{
  int i = 0; /* { dg-note {'i' does not escape} } */
  struct sink s = { put_there, get_from, 0 }; /* { dg-note {'s' does not escape} } */
  put_below (&s, &i, n);
  *(int *) get_below (&s, n) = 1;
}

void
leaves (int n)
{
  int i = 0; /* { dg-warning {address of local 'i' escapes its frame} } */
  struct sink s = { put_in_global, get_from, 0 }; /* { dg-note {'s' does not escape} } */
  put_below (&s, &i, n);
}

void
leaves_from_there (int n)
{
  int i = 0; /* { dg-note {address of local 'i' escapes its frame} } */
  struct sink s = { put_there, get_from, 0 }; /* { dg-note {'s' does not escape} } */
  put_below (&s, &i, n);
  global = get_below (&s, n);
}
