/* A flow that parses, from or to what the function does not have.  */
/* { dg-do compile } */

void *source (void *) __attribute__ ((escape_flow ("2 -> ret"))); /* { dg-error {attribute 'escape_flow': argument number 2 is out of range; expected a number from 1 to 1} } */
void destination (void *) __attribute__ ((escape_flow ("1 -> 3*"))); /* { dg-error {argument number 3 is out of range} } */
void result (void *) __attribute__ ((escape_flow ("1 -> ret"))); /* { dg-error {a flow goes to 'ret', but the function returns neither a pointer nor a struct with a pointer member} } */
void integer (void *, int) __attribute__ ((escape_flow ("1 -> 2*"))); /* { dg-error {argument 2 of the function is neither a pointer} } */
