/* A global that unknown code can set, itself or by a function of this unit, may
   have been reset by it; one that only this function sets cannot.  */
/* { dg-do compile } */

extern void run (void);

struct job
{
  int n;
};

struct job *exported;
static struct job *shared;
static struct job *own;

void
cancel (void)
{
  shared = 0;
}

void
by_exported (void)
{
  struct job job = { 1 }; /* { dg-bogus "escape:stack" } */
  exported = &job;
  run ();
}

void
by_shared (void)
{
  struct job job = { 1 }; /* { dg-bogus "escape:stack" } */
  shared = &job;
  run ();
}

void
by_own (void)
{
  struct job job = { 1 }; /* { dg-warning {address of local 'job' escapes its frame \[escape:stack\]} } */
  own = &job;
  run ();
}

int
sum (void)
{
  return (own ? own->n : 0) + (shared ? shared->n : 0);
}
