/* What the C programs of the pairs share.  */

#ifndef PAIRS_H
#define PAIRS_H

#include <stdlib.h>
#include <string.h>

/* Go's new (TYPE).  */
#define NEW(type) ((type *) calloc (1, sizeof (type)))

#endif
