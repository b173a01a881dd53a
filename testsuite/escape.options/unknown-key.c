/* An unknown key is an error that lists the valid ones.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-level=1" } */

int nothing;
/* { dg-error {unknown option '-fplugin-arg-escape-level'; valid keys are: m, track, warn, error, ignore, stack-limit, interpose, json, exclude, budget} "" { target *-*-* } 0 } */
