/* A cycle through a table of more functions than are looked at together: what
   comes too late is unknown code, and what was there in time is exact.
   { dg-do compile }
   { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stdlib.h>

typedef void step (void **);
static step *const steps[];
static void **kept;

#define STEP(N, NEXT)                                                         \
  static void                                                                 \
  step_##N (void **p)                                                         \
  {                                                                           \
    if (p[0])                                                                 \
      steps[NEXT](p);                                                         \
  }
#define TEN(N)                                                                \
  STEP (N##0, N##1) STEP (N##1, N##2) STEP (N##2, N##3) STEP (N##3, N##4)     \
  STEP (N##4, N##5) STEP (N##5, N##6) STEP (N##6, N##7) STEP (N##7, N##8)     \
  STEP (N##8, N##9) STEP (N##9, N##0 + 10)

TEN (1) TEN (2) TEN (3) TEN (4) TEN (5) TEN (6)

static void
keep (void **p)
{
  kept = p;
  steps[10](p);
}

static void
harmless (void **p)
{
  p[0] = p[1];
}

#define NAMES(N)                                                              \
  step_##N##0, step_##N##1, step_##N##2, step_##N##3, step_##N##4,            \
    step_##N##5, step_##N##6, step_##N##7, step_##N##8, step_##N##9
static step *const steps[] = {
  harmless, harmless, harmless, harmless, harmless, harmless, harmless,
  harmless, harmless, harmless, NAMES (1), NAMES (2), NAMES (3), NAMES (4),
  NAMES (5), NAMES (6), keep
};

void
into_the_cycle (void)
{
  void **p = calloc (2, 8); /* { dg-warning {'calloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  step_10 (p);
  free (p);
}

void
past_it (void)
{
  void **p = calloc (2, 8); /* { dg-bogus "escape:heap" } */
  harmless (p);
  free (p);
}
