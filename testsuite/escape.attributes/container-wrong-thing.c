/* slice and map on what is no struct.  */
/* { dg-do compile } */

struct plain { int *ptr; };
int variable __attribute__ ((escape_slice)); /* { dg-error {attribute 'escape_slice' is for a struct, or a typedef of one, not for a variable with static storage} } */
struct plain of_struct __attribute__ ((escape_map)); /* { dg-error {attribute 'escape_map' is for a struct, [^\n]*, not for a variable} } */
typedef int integer __attribute__ ((escape_slice)); /* { dg-error {attribute 'escape_slice' is for a struct, [^\n]*, not for a typedef} } */
typedef struct plain *pointer __attribute__ ((escape_slice)); /* { dg-error {attribute 'escape_slice' is for a struct, [^\n]*, not for a typedef} } */
union either { int *ptr; } __attribute__ ((escape_slice)); /* { dg-error {attribute 'escape_slice' is for a struct, [^\n]*, not for a type} } */
void function (void) __attribute__ ((escape_map)); /* { dg-error {attribute 'escape_map' is for a struct, [^\n]*, not for a function} } */
struct both { int *ptr; } __attribute__ ((escape_slice, escape_map)); /* { dg-error {attribute 'escape_map' contradicts 'escape_slice': a struct cannot be both} } */
