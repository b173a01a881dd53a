/* exclude= needs a pattern.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-exclude=" } */

int nothing;
/* { dg-error {'-fplugin-arg-escape-exclude' has an empty value; expected a pattern of file names} "" { target *-*-* } 0 } */
