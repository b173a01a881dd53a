/* A chain through three functions and two structs: a text in an inner struct
   in an outer one that becomes global.  Each step is told where it happens.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct inner
{
  char *text;
};

struct outer
{
  struct inner *inner;
};

static struct outer *registry;

static void
set_text (struct inner *in, char *text)
{
  in->text = text; /* { dg-path {\([0-9]+\)} } */
}

static void
set_inner (struct outer *out, struct inner *in)
{
  out->inner = in; /* { dg-path {\([0-9]+\)} } */
}

static void
publish (struct outer *out)
{
  registry = out; /* { dg-path {\([0-9]+\)} } */
}

void
start (void)
{
  struct outer *out = malloc (sizeof *out); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  /* { dg-path {\([0-9]+\)} "" { target *-*-* } .-1 } */
  struct inner *in = malloc (sizeof *in); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  /* { dg-path {\([0-9]+\)} "" { target *-*-* } .-1 } */
  char *text = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  /* { dg-path {\([0-9]+\)} "" { target *-*-* } .-1 } */
  if (!out || !in)
    abort ();
  set_text (in, text);  /* { dg-path {\([0-9]+\)} } */
  set_inner (out, in);  /* { dg-path {\([0-9]+\)} } */
  publish (out);	/* { dg-path {\([0-9]+\)} } */
}

char *
registered (void)
{
  return registry->inner->text;
}
