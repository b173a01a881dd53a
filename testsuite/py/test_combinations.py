"""Each way to carry a pointer, with each kind of object and each way out.

A carrier is put a pointer in and is asked for it again; what comes out stays
in the function, is returned, stored in a global, handed to unknown code, or
stored through a parameter.  The carrier is used in place, through a callee,
and through a recursion.  Beside it a second carrier holds an object that
stays.  Whatever the combination, the plugin must know which of the two
escapes.
"""

import collections
import concurrent.futures
import json
import os
import re

from harness import HEADERS, Case

HEAD = """
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <escape/slices.h>
#include <escape/hmaps.h>
struct link { struct link *next; void *item; };
void *global;
void unknown (void *);
int condition (void);
"""

OBJECTS = {
    "frame": "long {0}[4]; void *at_{0} = {0};",
    "heap": "void *at_{0} = malloc (32);",
    "slice": "ints {0} = ints_make (0, 4); void *at_{0} = {0}.ptr;",
    "map": "int_int_map *{0} = int_int_map_make (0); void *at_{0} = {0};",
}

WAYS = {
    "stays": "*(char *) (GET) = 1;",
    "returned": "return (GET);",
    "global": "global = (GET);",
    "unknown": "unknown ((GET));",
    "parameter": "*out = (GET);",
}

# Put P in and get it out again; C points to the carrier.
HOWS = {
    "in place": ("{{ void *p = {p}; PUT }}", "GET"),
    "by a callee": ("put ({c}, {p});", "get ({c})"),
    "by a recursion": ("put_below ({c}, {p}, condition ());",
                       "get_below ({c}, condition ())"),
}

CALLEES = """
static void put (carrier *c, void *p) { PUT }
static void *get (carrier *c) { return GET; }
static void put_below (carrier *c, void *p, int n)
{ if (n) put_below (c, p, n - 1); else put (c, p); }
static void *get_below (carrier *c, int n)
{ return n ? get_below (c, n - 1) : get (c); }
"""

Carrier = collections.namedtuple("Carrier", "head type start put get end",
                                 defaults=("",))
STRUCT = "struct { void *p, *q; }"

CARRIERS = {
    "member": Carrier("", STRUCT, "{ 0 }", "C->p = p;", "C->p"),
    "nested union": Carrier(
        "", "struct { int n; struct { union { struct { void *z, *p; } s;"
        " long l[2]; } u; } in[2]; }", "{ 0 }",
        "C->in[1].u.s.p = p;", "C->in[1].u.s.p"),
    "punned union": Carrier("", "union { void *p; uintptr_t u; }", "{ 0 }",
                            "C->p = p;", "(void *) C->u"),
    "copied whole": Carrier(
        "", STRUCT, "{ 0 }", "carrier t = { p, 0 }; *C = t;",
        "({ carrier t = *C; t.p; })"),
    "copied in part": Carrier(
        "", STRUCT, "{ 0 }", "carrier t = { 0, p };"
        " memcpy ((char *) C + 8, (char *) &t + 8, 8);",
        "({ void *t; memcpy (&t, &C->q, sizeof t); t; })"),
    "element": Carrier("", "struct { void *v[4]; }", "{ 0 }",
                       "C->v[2] = p;", "C->v[2]"),
    "some element": Carrier(
        "", "struct { void *v[4]; }", "{ 0 }", "C->v[condition () & 3] = p;",
        "C->v[condition () & 3]"),
    "flexible array": Carrier(
        "struct flexible { int n; void *v[]; };", "struct flexible *", "NULL",
        "*C = malloc (sizeof **C + 64); (*C)->v[3] = p;", "(*C)->v[3]",
        "free (*C);"),
    "container_of": Carrier(
        "struct host { int n; struct link l; void *p; };\n"
        "#define HOST(at) ((struct host *)"
        " ((char *) (at) - offsetof (struct host, l)))",
        "struct host", "{ 0 }", "struct link *l = &C->l; HOST (l)->p = p;",
        "({ struct link *l = &C->l; HOST (l)->p; })"),
    "three deep": Carrier(
        "", "struct { void ***ppp, **pp, *p; }", "{ 0 }",
        "C->ppp = &C->pp; C->pp = &C->p; **C->ppp = p;", "**C->ppp"),
    "linked list": Carrier(
        "", "struct link *", "NULL", "struct link *l = malloc (sizeof *l);"
        " l->item = p; l->next = *C; *C = l;", "(*C)->item",
        "while (*C) { struct link *l = (*C)->next; free (*C); *C = l; }"),
    "growing array": Carrier(
        "", "struct { void **v; int n, room; }", "{ 0 }",
        "if (C->n == C->room)"
        " C->v = realloc (C->v, 8 * (C->room = C->room * 2 + 4));"
        " C->v[C->n++] = p;", "C->v[C->n - 1]", "free (C->v);"),
    "hash table": Carrier(
        "struct entry { struct entry *next; int key; void *value; };\n"
        "static void add (struct entry **t, int k, void *p)\n"
        "{ struct entry *e = malloc (sizeof *e); e->key = k; e->value = p;\n"
        "  e->next = t[k & 7]; t[k & 7] = e; }\n"
        "static void *find (struct entry **t, int k)\n"
        "{ for (struct entry *e = t[k & 7]; e; e = e->next)\n"
        "    if (e->key == k) return e->value;\n  return NULL; }",
        "struct { struct entry *t[8]; }", "{ 0 }",
        "add (C->t, condition (), p);", "find (C->t, condition ())"),
    "tree": Carrier(
        "struct tree { struct tree *l, *r; int key; void *value; };\n"
        "static void add (struct tree **t, int k, void *p)\n"
        "{ while (*t) t = k < (*t)->key ? &(*t)->l : &(*t)->r;\n"
        "  *t = calloc (1, sizeof **t); (*t)->key = k; (*t)->value = p; }\n"
        "static void *find (struct tree *t, int k)\n"
        "{ while (t && t->key != k) t = k < t->key ? t->l : t->r;\n"
        "  return t ? t->value : NULL; }",
        "struct tree *", "NULL", "add (C, 1, p);", "find (*C, 1)"),
    "arena": Carrier(
        "struct arena { char *memory; size_t used; };\n"
        "static void *take (struct arena *a, size_t n)\n"
        "{ void *p = a->memory + a->used; a->used += n; return p; }",
        "struct arena", "{ malloc (256), 0 }",
        "struct link *l = take (C, sizeof *l); l->item = p;",
        "((struct link *) C->memory)->item", "free (C->memory);"),
    "functions in it": Carrier(
        "static void set (void **s, void *p) { *s = p; }\n"
        "static void *fetch (void **s) { return *s; }",
        "struct { void (*set) (void **, void *); void *(*fetch) (void **);"
        " void *p; }", "{ set, fetch, 0 }", "C->set (&C->p, p);",
        "C->fetch (&C->p)"),
    "table of functions": Carrier(
        "static void set (void **s, void *p) { *s = p; }\n"
        "static void *fetch (void **s) { return *s; }\n"
        "struct table { void (*set) (void **, void *);"
        " void *(*fetch) (void **); };\n"
        "static const struct table table[] = { { set, fetch } };",
        "struct { const struct table *t; void *p; }", "{ table, 0 }",
        "C->t->set (&C->p, p);", "C->t->fetch (&C->p)"),
    "nested function": Carrier(
        "", STRUCT, "{ 0 }", "void set (void *v) { C->p = v; } set (p);",
        "({ void *fetch (void) { return C->p; } fetch (); })"),
    "statement expression": Carrier(
        "", STRUCT, "{ 0 }", "C->p = ({ void *t = p; t; });",
        "({ void *t = C->p; t; })"),
    "compound literal": Carrier(
        "", STRUCT, "{ 0 }", "*C = (carrier) { p, 0 };",
        "((carrier[]) { *C })[0].p"),
    "volatile": Carrier("", "struct { void *volatile p; }", "{ 0 }",
                        "C->p = p;", "C->p"),
    "atomic": Carrier("", "struct { _Atomic (void *) p; }", "{ 0 }",
                      "atomic_store (&C->p, p);", "atomic_load (&C->p)"),
    "bit-field": Carrier(
        "", "struct { uintptr_t p : 56, tag : 8; }", "{ 0 }",
        "C->p = (uintptr_t) p; C->tag = 1;", "(void *) (uintptr_t) C->p"),
    "vector": Carrier(
        "typedef uintptr_t two __attribute__ ((vector_size (16)));", "two",
        "{ 0 }", "(*C)[1] = (uintptr_t) p;", "(void *) (*C)[1]"),
    "complex": Carrier("", "_Complex unsigned long", "0",
                       "__imag__ *C = (uintptr_t) p;",
                       "(void *) __imag__ *C"),
    "integer": Carrier("", "uintptr_t", "0", "*C = (uintptr_t) p + 64;",
                       "(void *) (*C - 64)"),
    "tagged": Carrier("", "uintptr_t", "0", "*C = (uintptr_t) p | 5;",
                      "(void *) (*C & -8)"),
    "xor": Carrier("", "struct { uintptr_t a, b; }", "{ 1, 2 }",
                   "C->a = (uintptr_t) p ^ C->b;", "(void *) (C->a ^ C->b)"),
    "bytes": Carrier(
        "static void copy (void *to, const void *from)\n"
        "{ char *a = to; const char *b = from;"
        " for (int i = 0; i < 8; i++) a[i] = b[i]; }",
        "struct { char b[8]; }", "{ 0 }", "copy (C->b, &p);",
        "({ void *t; copy (&t, C->b); t; })"),
    "halves": Carrier(
        "", "struct { uint32_t low, high; }", "{ 0 }",
        "C->low = (uintptr_t) p; C->high = (uintptr_t) p >> 32;",
        "(void *) ((uintptr_t) C->low | (uintptr_t) C->high << 32)"),
    "va_arg": Carrier(
        "static void *last (int n, ...)\n"
        "{ va_list a; va_start (a, n); while (n--) va_arg (a, int);\n"
        "  void *p = va_arg (a, void *); va_end (a); return p; }",
        STRUCT, "{ 0 }", "C->p = last (2, 1, 2, p);", "last (0, C->p)"),
    "fall-through": Carrier(
        "", STRUCT, "{ 0 }", "switch (condition ()) { case 1: C->q = p;"
        " case 2: C->p = p; break; default: C->p = C->q = p; }",
        "(condition () ? C->p : C->q)"),
    "computed goto": Carrier(
        "", STRUCT, "{ 0 }", "({ __label__ a, b; void *to[] = { &&a, &&b };"
        " goto *to[condition () & 1]; a: C->p = p; b:; });", "C->p"),
    "setjmp": Carrier("static jmp_buf before;",
                      "struct { void *volatile p; }", "{ 0 }",
                      "if (!setjmp (before)) C->p = p;", "C->p"),
    "qsort": Carrier(
        "static int order (const void *a, const void *b)"
        " { return **(char **) a - **(char **) b; }",
        "struct { void *v[3]; }", "{ 0 }",
        "C->v[0] = p; qsort (C->v, 3, sizeof *C->v, order);", "C->v[2]"),
    "past a barrier": Carrier(
        "", STRUCT, "{ 0 }", 'C->p = p; asm volatile ("" ::: "memory");',
        "C->p"),
    "leads to itself": Carrier(
        "struct self { struct self *me; void *p; };", "struct self", "{ 0 }",
        "C->me = C; C->me->me->p = p;", "C->me->me->me->p"),
    "cleanup": Carrier(
        "static void drop (void **p) { *p = NULL; }", STRUCT, "{ 0 }",
        "__attribute__ ((cleanup (drop))) void *t = p; C->p = t;", "C->p"),
}


def in_carrier(text, carrier):
    return re.sub(r"\bC\b", carrier, text)


def program(carrier):
    """All combinations with CARRIER, and what must be said at which line."""
    lines = [HEAD + carrier.head, f"typedef {carrier.type} carrier;",
             CALLEES.replace("PUT", in_carrier(carrier.put, "c"))
             .replace("GET", in_carrier(carrier.get, "c"))]
    truth = {}
    for kind, make in OBJECTS.items():
        for way, use in WAYS.items():
            for how, (put, get) in HOWS.items():
                def putting(into, what):
                    return (put.format(c=into, p=what)
                            .replace("PUT", in_carrier(carrier.put,
                                                       f"({into})")))

                def getting(from_):
                    return (get.format(c=from_)
                            .replace("GET", in_carrier(carrier.get,
                                                       f"({from_})")))

                lines.append(f"void *f{len(lines)} (void **out)\n{{")
                for name, escapes in ("gone", way != "stays"), ("kept", False):
                    lines.append(make.format(name))
                    line = "\n".join(lines).count("\n") + 1
                    truth[line] = (escapes, f"{kind}, {way}, {how}: {name}")
                lines += [
                    f"carrier a = {carrier.start}, b = {carrier.start};",
                    putting("&a", "at_gone"), putting("&b", "at_kept"),
                    f"*(char *) {getting('&b')} = 1;",
                    use.replace("GET", getting("&a")),
                    in_carrier(carrier.end, "(&a)"), "return NULL;\n}"]
    return "\n".join(lines) + "\n", truth


class Combinations(Case):
    def wrong(self, name):
        """What is said of carrier NAME's program that is not true."""
        text, truth = program(CARRIERS[name])
        stem = name.replace(" ", "-")
        source = self.write(f"{stem}.c", text)
        verdicts = self.directory / f"{stem}.json"
        result = self.gcc("-std=gnu11", "-w", "-I", HEADERS, "-S", "-o",
                          os.devnull, source, json=verdicts)
        if result.status:
            return [f"{name}: {result.output}"]
        said = set()
        for line in verdicts.read_text().splitlines():
            verdict = json.loads(line)
            if (verdict["object"] != "parameter"
                    and verdict["verdict"] == "escapes"):
                said.add(verdict["line"])
        return [f"{name}, {what}: said {'not ' if escapes else ''}to escape"
                for line, (escapes, what) in truth.items()
                if (line in said) != escapes]

    def test_which_of_two_escapes(self):
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            wrong = sum(pool.map(self.wrong, CARRIERS), [])
        self.assertEqual(wrong, [], "\n".join(wrong))
