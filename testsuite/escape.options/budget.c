/* budget takes a number of steps, at least one.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-budget=0 -fplugin-arg-escape-budget=lots" } */

int nothing;
/* { dg-error {bad value '0' for '-fplugin-arg-escape-budget'; expected a decimal number of solver steps from 1} "" { target *-*-* } 0 } */
/* { dg-error {bad value 'lots'} "" { target *-*-* } 0 } */
