/* interpose takes one of two words.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-interpose=maybe" } */

int nothing;
/* { dg-error {bad value 'maybe' for '-fplugin-arg-escape-interpose'; expected 'trust' or 'distrust'} "" { target *-*-* } 0 } */
