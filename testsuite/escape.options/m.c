/* m takes 0 to 3.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=4 -fplugin-arg-escape-m=1x -fplugin-arg-escape-m=-1" } */

int nothing;
/* { dg-error {bad value '4' for '-fplugin-arg-escape-m'; expected 0, 1, 2 or 3} "" { target *-*-* } 0 } */
/* { dg-error {bad value '1x'} "" { target *-*-* } 0 } */
/* { dg-error {bad value '-1'} "" { target *-*-* } 0 } */
