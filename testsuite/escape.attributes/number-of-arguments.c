/* GCC itself counts the arguments of an attribute.  */
/* { dg-do compile } */

void *kind (void) __attribute__ ((escape_allocates)); /* { dg-error {wrong number of arguments specified for .escape_allocates. attribute} } */
/* { dg-note {expected (between 1 and )?1, found 0} "" { target *-*-* } .-1 } */
void two (int *, int *) __attribute__ ((escape_releases (1, 2))); /* { dg-error {wrong number of arguments specified for .escape_releases. attribute} } */
/* { dg-note {expected (between 1 and )?1, found 2} "" { target *-*-* } .-1 } */
void none (int *) __attribute__ ((escape_noescape ())); /* { dg-error {wrong number of arguments specified for .escape_noescape. attribute} } */
/* { dg-note {expected 1 or more, found 0} "" { target *-*-* } .-1 } */
void some (void) __attribute__ ((escape_nonallocating (1))); /* { dg-error {wrong number of arguments specified for .escape_nonallocating. attribute} } */
/* { dg-note {expected (between 0 and )?0, found 1} "" { target *-*-* } .-1 } */
