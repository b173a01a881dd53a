/* What libc gives back or stores points into an argument: which one.  */
/* { dg-do compile } */
/* { dg-json {"function": "next_header".*"name": "m".*"verdict": "does-not-escape"} } */
/* { dg-json {"function": "record".*"name": "answer".*"verdict": "escapes"} } */
/* { dg-json {"function": "next_header".*"name": "c".*"verdict": "leaks"} } */

#define _GNU_SOURCE
#include <arpa/nameser.h>
#include <netinet/in.h>
#include <resolv.h>
#include <sys/socket.h>

struct cmsghdr *kept;
const unsigned char *kept_data;
void *kept_option;

void
next_header (struct msghdr *m, struct cmsghdr *c)
{
  kept = CMSG_NXTHDR (m, c);
}

void
second_header (int fd)
{
  char control[64]; /* { dg-warning "address of local 'control' escapes" } */
  struct msghdr m = { .msg_control = control, .msg_controllen = 64 }; /* { dg-bogus "escapes" } */
  if (recvmsg (fd, &m, 0) >= 0)
    kept = CMSG_NXTHDR (&m, (struct cmsghdr *)control);
}

int
count_headers (int fd)
{
  char control[64]; /* { dg-bogus "escapes" } */
  struct msghdr m = { .msg_control = control, .msg_controllen = 64 }; /* { dg-bogus "escapes" } */
  int n = 0;
  if (recvmsg (fd, &m, 0) >= 0)
    for (struct cmsghdr *c = CMSG_FIRSTHDR (&m); c; c = CMSG_NXTHDR (&m, c))
      n++;
  return n;
}

int
record (int n)
{
  unsigned char answer[512];
  ns_msg m; /* { dg-bogus "escapes" } */
  ns_rr rr; /* { dg-bogus "escapes" } */
  int len = res_query ("a", ns_c_in, ns_t_a, answer, sizeof answer);
  if (len < 0 || ns_initparse (answer, len, &m)
      || ns_parserr (&m, ns_s_an, n, &rr))
    return -1;
  kept_data = ns_rr_rdata (rr);
  return 0;
}

int
record_length (int n)
{
  unsigned char answer[512]; /* { dg-bogus "escapes" } */
  ns_msg m;
  ns_rr rr;
  int len = res_query ("a", ns_c_in, ns_t_a, answer, sizeof answer);
  if (len < 0 || ns_initparse (answer, len, &m)
      || ns_parserr (&m, ns_s_an, n, &rr))
    return -1;
  return ns_rr_rdlen (rr);
}

int
option (void)
{
  char buf[64]; /* { dg-warning "address of local 'buf' escapes" } */
  return inet6_opt_append (buf, sizeof buf, 2, 5, 4, 4, &kept_option);
}
