/* What a recursion makes under a condition on its parameter, or of a size that
   depends on one, is made by the inner calls too, which have other arguments.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw -fplugin-arg-escape-ignore=leak" } */
/* { dg-json {"function": ?"shrinks".*"size": ?null} } */
/* { dg-json {"function": ?"same_size".*"size": ?16} } */

#include <stdlib.h>

void *kept;

static void *
if_asked (int ask)
{
  if (ask)
    return malloc (4);
  return if_asked (1);
}

void
asked_by_itself (void)
{
  kept = if_asked (0); /* { dg-warning {'if_asked\(...\)' escapes to heap \[escape:heap\]} } */
}

static void *below (int depth);

static void *
at_depth_two (int depth)
{
  return depth == 2 ? malloc (4) : below (depth);
}

static void *
below (int depth)
{
  return at_depth_two (depth + 1);
}

void
made_in_third_call (void)
{
  kept = at_depth_two (0); /* { dg-warning {'at_depth_two\(...\)' escapes to heap \[escape:heap\]} } */
}

/* The flag is handed down as it is.  */

static void *
flagged (int depth, int flag)
{
  if (depth)
    return flagged (depth - 1, flag);
  return flag ? malloc (4) : NULL;
}

void
never_asked (void)
{
  kept = flagged (3, 0);
}

static char *
doubling (int depth, size_t size)
{
  return depth ? doubling (depth - 1, 2 * size) : malloc (size);
}

int
shrinks (void)
{
  return *doubling (3, 16);
}

static char *
constant (int depth, size_t size)
{
  return depth ? constant (depth - 1, size) : malloc (size);
}

int
same_size (void)
{
  return *constant (3, 16);
}
