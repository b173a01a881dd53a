/* A callee that writes to many places: the last of them counts too.  */
/* { dg-do compile } */

#define TEN(M, P) M (P##0) M (P##1) M (P##2) M (P##3) M (P##4)                \
  M (P##5) M (P##6) M (P##7) M (P##8) M (P##9)
#define TENS(M, P) TEN (M, P##0) TEN (M, P##1) TEN (M, P##2) TEN (M, P##3)    \
  TEN (M, P##4) TEN (M, P##5) TEN (M, P##6) TEN (M, P##7) TEN (M, P##8)       \
  TEN (M, P##9)

#define MEMBER(M) void *M;
struct big
{
  TENS (MEMBER, a) TENS (MEMBER, b) TENS (MEMBER, c)
};

char *kept;

#define CLEAR(M) b->M = 0;
__attribute__ ((noinline)) static void
clear_all (struct big *b)
{
  TENS (CLEAR, a) TENS (CLEAR, b) TENS (CLEAR, c)
  kept = 0;
}

__attribute__ ((noinline)) static void
clear_members (struct big *b)
{
  TENS (CLEAR, a) TENS (CLEAR, b) TENS (CLEAR, c)
}

void
cleared (struct big *b)
{
  char text[8] = "";
  kept = text;
  clear_all (b);
}

void
left (struct big *b)
{
  char text[8] = ""; /* { dg-warning {address of local 'text' escapes its frame \[escape:stack\]} } */
  kept = text;
  clear_members (b);
}
