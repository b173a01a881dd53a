/* A pointer that is boxed in a NaN is in what functions of <math.h> choose, round
   or scale as it was before, also where they store it.  */
/* { dg-do compile { target lp64 } } */
/* { dg-json {"function": "whole_part".*"name": "i".*"verdict": "escapes"} } */
/* { dg-json {"function": "fraction".*"name": "i".*"verdict": "escapes"} } */
/* { dg-json {"function": "sign".*"name": "i".*"verdict": "escapes"} } */
/* { dg-json {"function": "choice".*"name": "i".*"verdict": "escapes"} } */
/* { dg-json {"function": "payload".*"name": "i".*"verdict": "escapes"} } */
/* { dg-json {"function": "integer".*"name": "i".*"verdict": "escapes"} } */
/* { dg-json {"function": "length".*"name": "i".*"verdict": "escapes"} } */
/* { dg-json {"function": "narrow".*"name": "i".*"verdict": "escapes"} } */
/* { dg-json {"function": "payload_of_32".*"name": "i".*"verdict": "escapes"} } */
/* { dg-json {"function": "sine".*"name": "i".*"verdict": "does-not-escape"} } */
/* { dg-json {"function": "exponent".*"name": "i".*"verdict": "does-not-escape"} } */

#define _GNU_SOURCE
#include <math.h>
#include <string.h>

double kept;
int kept_exponent;

static double
box (void *p)
{
  unsigned long bits = 0x7ff8000000000000 | (unsigned long) p;
  double d;
  memcpy (&d, &bits, sizeof d);
  return d;
}

void
whole_part (void)
{
  int i = 0;
  double whole;
  modf (box (&i), &whole);
  kept = whole;
}

void
fraction (void)
{
  int i = 0;
  double whole;
  kept = modf (box (&i), &whole);
}

void
exponent (void)
{
  int i = 0, e;
  frexp (box (&i), &e);
  kept_exponent = e;
}

void
sign (double x)
{
  int i = 0;
  kept = copysign (box (&i), x);
}

void
choice (double x)
{
  int i = 0;
  kept = fmax (x, box (&i));
}

void
sine (void)
{
  int i = 0;
  kept = sin (box (&i));
}

void
payload (void)
{
  int i = 0;
  double d = box (&i);
  kept = getpayload (&d);
}

void
payload_of_32 (void)
{
  int i = 0;
  _Float32x d = box (&i);
  kept = getpayloadf32x (&d);
}

void
integer (void)
{
  int i = 0;
  kept = fromfp (box (&i), FP_INT_UPWARD, 64);
}

void
length (void)
{
  int i = 0;
  kept = hypot (box (&i), 0);
}

void
narrow (void)
{
  int i = 0;
  kept = daddl (box (&i), 0);
}
