/* The kind is one of three strings.  */
/* { dg-do compile } */

void *unknown (void) __attribute__ ((escape_allocates ("list"))); /* { dg-error {attribute 'escape_allocates': unknown kind 'list'; expected .slice., .map. or .raw.} } */
void *empty (void) __attribute__ ((escape_allocates (""))); /* { dg-error {unknown kind ''} } */
void *number (void) __attribute__ ((escape_allocates (1))); /* { dg-error {the argument is not a plain string; expected .slice., .map. or .raw.} } */
void *wide (void) __attribute__ ((escape_allocates (L"raw"))); /* { dg-error {the argument is not a plain string} } */
void *two (void) __attribute__ ((escape_allocates ("raw"), escape_allocates ("map"))); /* { dg-error {kind 'map' contradicts the kind 'raw' given before} } */

void *redeclared (void) __attribute__ ((escape_allocates ("raw")));
void *redeclared (void) __attribute__ ((escape_allocates ("slice"))); /* { dg-error {kind 'slice' contradicts the kind 'raw' given before} } */
