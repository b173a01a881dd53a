/* The path of a leak ends where the object is lost, and says how to release
   it.  */
/* { dg-do compile } */

#include <stdio.h>
#include <stdlib.h>

int
returns_late (int c)
{
  char *p = malloc (4); /* { dg-warning {is never released \[escape:leak\]} } */
  if (!p)                /* { dg-path {\(1\) 'malloc\(\.\.\.\)' is allocated here} "" { target *-*-* } .-1 } */
    return 0;
  if (c)
    return 2; /* { dg-path {\(2\) 'malloc\(\.\.\.\)' is lost here: release it before, with 'free'} } */
  p[0] = 1;
  return 3;
}

void
falls_off (const char *name)
{
  FILE *file = fopen (name, "r"); /* { dg-warning {is never released \[escape:leak\]} } */
  if (file) /* { dg-path {\(1\) 'fopen\(\.\.\.\)' is allocated here} "" { target *-*-* } .-1 } */
    (void) fgetc (file);
} /* { dg-path {\(2\) 'fopen\(\.\.\.\)' is lost here: release it before, with 'fclose'} } */

int count (const char *);

/* Behind a loop, too, where optimisation leaves no more than one block.  */
int
behind_a_loop (int n)
{
  char *text = calloc (n + 1, 1); /* { dg-warning {is never released \[escape:leak\]} } */
  for (int i = 0; i < n; i++)
    text[i] = 'a';
  return count (text); /* { dg-path {\(2\) 'calloc\(\.\.\.\)' is lost here: release it before, with 'free'} } */
} /* { dg-path {\(1\) 'calloc\(\.\.\.\)' is allocated here} "" { target *-*-* } .-4 } */

struct value
{
  int type;
  char *text;
};

static void
value_free (struct value *v)
{
  free (v->text);
  free (v);
}

static struct value *
value_new (const char *text, const char **error)
{
  struct value *v = calloc (1, sizeof *v);
  *error = v ? NULL : "no memory";
  if (v)
    v->type = *text;
  return v;
}

/* Behind the return's own statement a variable's life ends first; and who has a
   destructor is told of that.  */
int
has_destructor (const char *text)
{
  const char *error;
  struct value *v = value_new (text, &error); /* { dg-warning {'value_new\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!v)
    {
      puts (error);
      return 1;
    }
  if (v->type == '#')
    return 2; /* { dg-path {'value_new\(\.\.\.\)' is lost here: release it before, with 'value_free'} } */
  value_free (v);
  return 0;
}

/* The rest of that path.  */
/* { dg-path {\(1\) calls 'value_new'} "" { target *-*-* } 69 } */
/* { dg-path {\(2\) 'calloc\(\.\.\.\)' is allocated here} "" { target *-*-* } 56 } */
/* { dg-path {\(3\) when 'v != NULL'} "" { target *-*-* } 57 } */
/* { dg-path {\(4\) when 'v != NULL'} "" { target *-*-* } 58 } */
/* { dg-path {\(5\) when 'v != NULL'} "" { target *-*-* } 70 } */
/* { dg-path {\(6\) when 'v->type == 35'} "" { target *-*-* } 75 } */

int more (void);
void sink (char *);

/* A return without a value is where it stands, in front of the end of variables,
   too.  */
void
returns_nothing (int n)
{
  char *p = malloc (4); /* { dg-warning {is not released on this path \[escape:pathleak\]} } */
  if (n > 5)             /* { dg-path {\(1\) 'malloc\(\.\.\.\)' is allocated here} "" { target *-*-* } .-1 } */
    return; /* { dg-path {\(3\) 'malloc\(\.\.\.\)' is lost here: release it before, with 'free'} } */
  free (p);
} /* { dg-path {\(2\) when 'n > 5'} "" { target *-*-* } .-3 } */

void
ends_variables (int n)
{
  char *p = malloc (4); /* { dg-warning {is not released on this path \[escape:pathleak\]} } */
  char buf[10];          /* { dg-path {\(1\) 'malloc\(\.\.\.\)' is allocated here} "" { target *-*-* } .-1 } */
  sink (buf);
  if (n == 3 || (n == 4 && more ())) /* { dg-path {\(2\) when 'n == 3'} } */
    return; /* { dg-path {\(3\) 'malloc\(\.\.\.\)' is lost here: release it before, with 'free'} } */
  sink (buf);
  free (p);
}

/* Where the source says no more than that, a case that does nothing ends at the
   function's end.  */
void
returns_in_a_switch (int n)
{
  char *p = malloc (4); /* { dg-warning {is not released on this path \[escape:pathleak\]} } */
  switch (n) /* { dg-path {\(1\) 'malloc\(\.\.\.\)' is allocated here} "" { target *-*-* } .-1 } */
    {
    case 1: /* { dg-path {\(2\) when 'n == 1'} "" { target *-*-* } .-2 } */
      return;
    default:
      free (p);
    }
  more ();
} /* { dg-path {\(3\) 'malloc\(\.\.\.\)' is lost here: release it before, with 'free'} } */
