/* A callee far below puts the address into a variable of a frame in between, which
   hands it back.  */
/* { dg-do compile } */
/* { dg-options "" } */

static void *kept;

struct pair { void *what, *where; };

static void
put (void *pair)
{
  struct pair *p = pair;
  *(void **) p->where = p->what;
}

static void
put_pair (struct pair *p)
{
  put (p);
}

static void *
through_pair (void *x)
{
  void *result;
  struct pair p = { x, &result };
  put_pair (&p);
  return result;
}

static void *
through_cleanup (void *x)
{
  void *result;
  {
    struct pair p __attribute__ ((cleanup (put_pair))) = { x, &result };
  }
  return result;
}

static void *
deeper (void *x)
{
  return through_pair (x);
}

static void *
deeper_still (void *x)
{
  return through_cleanup (x);
}

void
keep (void)
{
  char c; /* { dg-warning {address of local 'c' escapes its frame \[escape:stack\]} } */
  kept = deeper (&c);
}

void
keep_by_cleanup (void)
{
  char c; /* { dg-warning {address of local 'c' escapes its frame \[escape:stack\]} } */
  kept = deeper_still (&c);
}

void *
last (void)
{
  return kept;
}
