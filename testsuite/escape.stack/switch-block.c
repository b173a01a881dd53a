/* The block of a case ends with it.  */
/* { dg-do compile } */

int
first_letter (int n)
{
  const char *name = "none";
  switch (n)
    {
    case 1:
      {
	char one[4] = "one"; /* { dg-warning {address of local 'one' outlives its block \[escape:stack\]} } */
	name = one;
	break;
      }
    case 2:
      {
	static char two[4] = "two"; /* { dg-bogus "escape:stack" } */
	name = two;
	break;
      }
    case 3:
      {
	char three[6] = "three"; /* { dg-bogus "escape:stack" } */
	name = three;
	return name[0];
      }
    }
  return name[0];
}
