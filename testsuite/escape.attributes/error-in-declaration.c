/* A declaration that is wrong already gets no error of ours on top.  */
/* { dg-do compile } */

void *unknown_argument (int *) __attribute__ ((escape_releases (nowhere))); /* { dg-error {'nowhere' undeclared here} } */
int twice;
void twice (int *) __attribute__ ((escape_noescape (1))); /* { dg-error {'twice' redeclared as different kind of symbol} } */
/* { dg-note {previous declaration of 'twice'} "" { target *-*-* } .-2 } */
