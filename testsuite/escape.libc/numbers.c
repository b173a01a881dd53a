/* Functions of numbers hand on what their arguments are, at every level of
   optimisation: a cookie in network order, a quotient and its remainder.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <arpa/inet.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>

uint32_t cookie[2];
imaxdiv_t quotient;

void
in_network_order (void)
{
  uintptr_t u = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  cookie[0] = htonl (u >> 16 >> 16);
  cookie[1] = htonl ((uint32_t) u);
}

void
divided (void)
{
  quotient = imaxdiv ((intptr_t) malloc (8), 4096); /* { dg-warning "escapes to heap" } */
}

uint32_t
a_number (uint32_t n)
{
  void *p = malloc (n); /* { dg-bogus "escapes" } */
  free (p);
  return ntohl (n);
}
