/* What a function does to its caller's memory can be so much that for its callers
   all below a parameter is one.  What becomes of the parameter's value itself is
   shown all the same.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=all" } */

#include <stdlib.h>

static void *kept, *kept_too;

#define PUT(I) out[I] = in[I];
#define PUT_5(I) PUT (I) PUT (I + 1) PUT (I + 2) PUT (I + 3) PUT (I + 4)
#define PUT_25(I)                                                             \
  PUT_5 (I) PUT_5 (I + 5) PUT_5 (I + 10) PUT_5 (I + 15) PUT_5 (I + 20)

static void
scatter (void **out, void **in, void *value, void **box)
{
  PUT_25 (0)
  PUT_25 (25)
  PUT_25 (50)
  PUT_25 (75)
  kept = value;
  kept_too = box[0];
}

void
own_value (void **out, void **in)
{
  scatter (out, in, malloc (1), in);
}

void
below (void **out, void **in)
{
  void *box[2] = { NULL, malloc (2) };
  scatter (out, in, NULL, box);
}

/* { dg-json {"function": *"own_value".*"name": *"malloc".*"reasons": *\["global"\].*"grade": *"shown"} } */
/* { dg-json {"function": *"below".*"name": *"malloc".*"reasons": *\["global"\].*"grade": *"assumed"} } */
