/* ok says why, and is for variables and functions.  */
/* { dg-do compile } */

int empty __attribute__ ((escape_ok (""))); /* { dg-error {attribute 'escape_ok': the string is empty; expected why it is, as in .kept for the cache.} } */
int number __attribute__ ((escape_ok (3))); /* { dg-error {attribute 'escape_ok': the argument is not a plain string} } */
typedef int type __attribute__ ((escape_ok ("why"))); /* { dg-error {attribute 'escape_ok' is for a variable or a function, not for a typedef} } */
struct tag { int a; } __attribute__ ((escape_ok ("why"))); /* { dg-error {attribute 'escape_ok' is for a variable or a function, not for a type} } */
struct member { int a __attribute__ ((escape_ok ("why"))); }; /* { dg-error {attribute 'escape_ok' is for a variable or a function, not for a struct member} } */
