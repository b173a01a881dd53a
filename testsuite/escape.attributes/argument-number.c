/* An argument number that names no argument.  */
/* { dg-do compile } */

extern int variable;

void zero (void *) __attribute__ ((escape_releases (0))); /* { dg-error {attribute 'escape_releases': an argument number is out of range; arguments count from 1} } */
void negative (void *) __attribute__ ((escape_noescape (-1))); /* { dg-error {attribute 'escape_noescape': an argument number is out of range} } */
void too_far (void *) __attribute__ ((escape_releases (2))); /* { dg-error {argument number 2 is out of range; expected a number from 1 to 1} } */
void one_too_far (void *, void *) __attribute__ ((escape_noescape (1, 3))); /* { dg-error {argument number 3 is out of range; expected a number from 1 to 2} } */
void none (void) __attribute__ ((escape_releases (1))); /* { dg-error {argument number 1 is out of range; the function takes no arguments} } */
void old_style () __attribute__ ((escape_releases (65))); /* { dg-error {argument number 65 is too large; expected at most 64} } */
void not_constant (void *) __attribute__ ((escape_releases (variable))); /* { dg-error {an argument number is not an integer constant} } */
void no_pointer (int) __attribute__ ((escape_nonnil (1))); /* { dg-error {attribute 'escape_nonnil': argument 1 of the function is neither a pointer nor a struct that holds one} } */
void string (void *) __attribute__ ((escape_releases ("1"))); /* { dg-error {an argument number is not an integer constant} } */
void floating (void *) __attribute__ ((escape_releases (1.0))); /* { dg-error {an argument number is not an integer constant} } */
void integer (int) __attribute__ ((escape_releases (1))); /* { dg-error {argument 1 of the function is neither a pointer nor a struct that holds one} } */
void second_integer (void *, long) __attribute__ ((escape_noescape (1, 2))); /* { dg-error {argument 2 of the function is neither a pointer} } */
