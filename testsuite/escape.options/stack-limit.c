/* stack-limit takes bytes, in decimal digits.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-stack-limit=64k -fplugin-arg-escape-stack-limit=-1 -fplugin-arg-escape-stack-limit=99999999999999999999" } */

int nothing;
/* { dg-error {bad value '64k' for '-fplugin-arg-escape-stack-limit'; expected a decimal number of bytes from 0 to 9223372036854775807} "" { target *-*-* } 0 } */
/* { dg-error {bad value '-1'} "" { target *-*-* } 0 } */
/* { dg-error {bad value '99999999999999999999'} "" { target *-*-* } 0 } */
