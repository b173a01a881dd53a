/* warn, error and ignore take lists of groups.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-warn=heep -fplugin-arg-escape-error=heap:stack -fplugin-arg-escape-ignore=heap,,stack" } */

int nothing;
/* { dg-error {unknown item 'heep' in '-fplugin-arg-escape-warn=heep'; valid groups are: heap, stack, free, leak, pathleak, nil, unneeded, alloc, assert, all} "" { target *-*-* } 0 } */
/* { dg-error {unknown item 'heap:stack'} "" { target *-*-* } 0 } */
/* { dg-error {'-fplugin-arg-escape-ignore=heap,,stack' has an empty item} "" { target *-*-* } 0 } */
