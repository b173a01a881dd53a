/* What a callee has made is handed to a callback that only the callers know: they
   say what becomes of it.  */
/* { dg-do compile } */

#include <stdlib.h>

struct text
{
  short kind;
  char *bytes;
};

struct log
{
  void (*tell) (struct text);
};

struct place
{
  struct log *log;
};

static char *kept;

static struct text
text_new (size_t n)
{
  struct text t = { 1, malloc (n) };
  if (!t.bytes)
    abort ();
  t.bytes[0] = 0;
  return t;
}

static void
report (struct log *l, struct text t)
{
  l->tell (t);
}

static void
keep (struct text t)
{
  kept = t.bytes;
}

static void
look (struct text t)
{
  t.bytes[0] = 1;
}

static void
drop (struct text t)
{
  free (t.bytes);
}

static void
is_kept (struct place *p)
{
  report (p->log, text_new (1));
}

static void
is_kept_below (struct place *p)
{
  is_kept (p);
}

static void
is_seen (struct place *p)
{
  struct text t = text_new (2);
  report (p->log, t);
  free (t.bytes);
}

static void
is_dropped (struct place *p)
{
  report (p->log, text_new (3));
}

static void
is_seen_or_kept (struct place *p)
{
  struct text t = text_new (4);
  report (p->log, t);
}

void
keeps (void)
{
  struct log l = { keep };
  struct place p = { &l };
  is_kept_below (&p);
  is_seen_or_kept (&p);
}

void
looks (void)
{
  struct log l = { look };
  struct place p = { &l };
  is_seen (&p);
  is_seen_or_kept (&p);
}

void
drops (void)
{
  struct log l = { drop };
  struct place p = { &l };
  is_dropped (&p);
}

/* { dg-json {"function": *"is_kept".*"name": *"text_new".*"reasons": *\["global"\].*"grade": *"shown".*"promotable": *false} } */
/* { dg-json {"function": *"is_seen".*"name": *"text_new".*"verdict": *"does-not-escape"} } */
/* { dg-json {"function": *"is_dropped".*"name": *"text_new".*"verdict": *"does-not-escape".*"released": *"somewhere".*"promotable": *false} } */
/* { dg-json {"function": *"is_seen_or_kept".*"name": *"text_new".*"reasons": *\["global"\]} } */
