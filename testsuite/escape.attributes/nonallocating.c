/* nonallocating contradicts what brings a fresh object, whichever comes first,
   in one declaration or several.  */
/* { dg-do compile } */

void *quiet (void *) __attribute__ ((escape_nonallocating));
void *both (void) __attribute__ ((escape_nonallocating, escape_allocates ("raw"))); /* { dg-error {attribute 'escape_allocates' contradicts 'escape_nonallocating': a function cannot both return a fresh object and not allocate} } */
void *other_way (void) __attribute__ ((escape_allocates ("raw"), escape_nonallocating)); /* { dg-error {attribute 'escape_nonallocating' contradicts 'escape_allocates'} } */
void *flow (void) __attribute__ ((escape_nonallocating, escape_flow ("new(raw) -> ret"))); /* { dg-error {attribute 'escape_flow' contradicts 'escape_nonallocating'} } */
void *flow_first (void) __attribute__ ((escape_flow ("new(raw) -> ret"), escape_nonallocating)); /* { dg-error {attribute 'escape_nonallocating' contradicts 'escape_flow'} } */
void *no_fresh (void *) __attribute__ ((escape_flow ("1 -> ret"), escape_nonallocating));

void *redeclared (void) __attribute__ ((escape_allocates ("raw")));
void *redeclared (void) __attribute__ ((escape_nonallocating)); /* { dg-error {attribute 'escape_nonallocating' contradicts 'escape_allocates'} } */
