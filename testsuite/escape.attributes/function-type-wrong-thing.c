/* Attributes of function types on what is none.  */
/* { dg-do compile } */

int variable __attribute__ ((escape_allocates ("raw"))); /* { dg-error {attribute 'escape_allocates' is for a function, a function type or a pointer to a function, not for a variable with static storage} } */
struct tag { int *p; } __attribute__ ((escape_releases (1))); /* { dg-error {attribute 'escape_releases' is for a function, [^\n]*, not for a type} } */
typedef int *pointer __attribute__ ((escape_noescape (1))); /* { dg-error {attribute 'escape_noescape' is for a function, [^\n]*, not for a typedef} } */
struct member { int *p __attribute__ ((escape_flow (""))); }; /* { dg-error {attribute 'escape_flow' is for a function, [^\n]*, not for a struct member} } */
void parameter (int *p __attribute__ ((escape_nonallocating))); /* { dg-error {attribute 'escape_nonallocating' is for a function, [^\n]*, not for a parameter} } */
enum { VALUE __attribute__ ((escape_nonallocating)) }; /* { dg-error {attribute 'escape_nonallocating' is for a function, [^\n]*, not for an enumerator} } */
