/* Of a list that the library makes, bytes are copied into something that is
   returned: the list is released all the same, with all that is in it.  */
/* { dg-do compile } */

#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

struct address { socklen_t length; struct sockaddr sa; };

static struct address *
look_up (const char *host)
{
  struct addrinfo *list;
  struct address *a = NULL;
  if (getaddrinfo (host, NULL, NULL, &list)) /* { dg-bogus "escape:" } */
    return NULL;
  a = malloc (sizeof *a + list->ai_addrlen);
  if (a)
    {
      a->length = list->ai_addrlen;
      memcpy (&a->sa, list->ai_addr, list->ai_addrlen);
    }
  freeaddrinfo (list);
  return a;
}

int
length (const char *host)
{
  struct address *a = look_up (host); /* { dg-bogus "escape:" } */
  if (!a)
    return -1;
  int n = a->length;
  free (a);
  return n;
}

int
lost (const char *host)
{
  struct address *a = look_up (host); /* { dg-warning {'look_up\(\.\.\.\)' is never released \[escape:leak\]} } */
  return a ? (int) a->length : -1;
}
