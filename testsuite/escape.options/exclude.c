/* Of functions in files that a pattern of exclude= matches nothing is told, but
   they are analysed: by the whole name, or by its end from a folder on.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1 -fplugin-arg-escape-track=raw -fplugin-arg-escape-exclude=vendor/* -fplugin-arg-escape-exclude=big-?.c" } */

#include <stdlib.h>

# 100 "/elsewhere/vendor/deep/list.c"
void *vendor_kept;
void vendor_keep (void *p) { vendor_kept = p; }
void vendor_lose (void) { vendor_kept = malloc (1); }
# 200 "src/big-1.c"
int big_lost (void) { return malloc (1) != 0; }
# 300 "src/big-10.c"
void *big_make (void) { return malloc (1); } /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} "" { target *-*-* } 300 } */
# 400 "myvendor/x.c"
void user (void) { vendor_keep (malloc (1)); } /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} "" { target *-*-* } 400 } */

/* { dg-json {"function": *"user".*"passed to .vendor_keep} } */
/* { dg-json-not {"function": *"vendor_} } */
/* { dg-json-not {"function": *"big_lost"} } */
