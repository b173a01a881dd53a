/* slice and map are for structs: before the body, after it, on a typedef.  */
/* { dg-do compile } */

struct __attribute__ ((escape_slice)) before { int *ptr; };
struct after { int *ptr; } __attribute__ ((escape_map));
typedef struct { int *ptr; } of_typedef __attribute__ ((escape_slice));
typedef struct incomplete of_incomplete __attribute__ ((escape_map));
struct incomplete { int *ptr; };
