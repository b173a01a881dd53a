/* A flow that does not parse says at which character, and what was expected.  */
/* { dg-do compile } */

void *no_destination (void *) __attribute__ ((escape_flow ("1 -> "))); /* { dg-error {attribute 'escape_flow': [^\n]*character 6[^\n]*expected} } */
void *no_arrow (void *) __attribute__ ((escape_flow ("1 ret"))); /* { dg-error {attribute 'escape_flow': [^\n]*character 3[^\n]*expected} } */
void *no_source (void *) __attribute__ ((escape_flow ("-> ret"))); /* { dg-error {attribute 'escape_flow': [^\n]*character 1[^\n]*expected} } */
void *zero (void *) __attribute__ ((escape_flow ("0 -> ret"))); /* { dg-error {attribute 'escape_flow': [^\n]*character 1} } */
void *kind (void *) __attribute__ ((escape_flow ("new(tree) -> ret"))); /* { dg-error {attribute 'escape_flow': [^\n]*character 5} } */
void *value (void *) __attribute__ ((escape_flow ("1 -> 1"))); /* { dg-error {attribute 'escape_flow': [^\n]*expected} } */
void *number (void *) __attribute__ ((escape_flow (1))); /* { dg-error {attribute 'escape_flow': the argument is not a plain string; expected flows such as} } */
