/* Every key needs a value.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m -fplugin-arg-escape-warn -fplugin-arg-escape-json" } */

int nothing;
/* { dg-error {'-fplugin-arg-escape-m' needs a value: '-fplugin-arg-escape-m=0..3'} "" { target *-*-* } 0 } */
/* { dg-error {'-fplugin-arg-escape-warn' needs a value: '-fplugin-arg-escape-warn=LIST'} "" { target *-*-* } 0 } */
/* { dg-error {'-fplugin-arg-escape-json' needs a value: '-fplugin-arg-escape-json=FILE'} "" { target *-*-* } 0 } */
