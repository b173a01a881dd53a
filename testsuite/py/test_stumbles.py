"""What a compiler says of the runtime's usual misuses.

One readable error each that tells what to do, or a warning; by GCC and clang,
whichever are installed.
"""

import itertools
import re
import shutil
import unittest

from harness import CC, HEADERS, Case

COMPILERS = [CC, *([name] for name in (
    "gcc-11", "gcc-12", "gcc-13", "gcc-14", "clang-14", "clang-19")
    if shutil.which(name))]
CXX_COMPILERS = [[name, "-x", "c++"] for name in ("g++-12", "clang++-14")
                 if shutil.which(name)]

SLICE = "#include <escape/slice.h>\n"
SLICES = "#include <escape/slices.h>\n"
MAP = "#include <escape/hmap.h>\n"
MAPS = "#include <escape/hmaps.h>\n"


def define(**macros):
    return "".join(f"#define {name} {value}\n"
                   for name, value in macros.items())


def counts(key, *more):
    return (define(HMAP_NAME="counts", HMAP_KEY=key, HMAP_VALUE="int")
            + "".join(f"#define {line}\n" for line in more) + MAP)


def declared(line):
    return ("struct tree;\n" + SLICE + "SLICE_DECLARE (trees, struct tree);\n"
            + line + "\n" + define(SLICE_NAME="trees",
                                   SLICE_TYPE="struct tree") + SLICE)


# The source, and what its only error says.
ERRORS = {
    "strings without a word": (
        counts("const char *"), "define HMAP_KEY_STRING"),
    "pointers without a word": (
        "struct node;\n" + counts("struct node *"), "HMAP_KEY_POINTER if"),
    "pointers, only hashed": (
        counts("const char *", "HMAP_HASH(key, seed) (seed)"),
        "both HMAP_HASH and HMAP_EQUAL"),
    "pointers, only compared": (
        counts("const char *", "HMAP_EQUAL(a, b) (strcmp (a, b) == 0)"),
        "both HMAP_HASH and HMAP_EQUAL"),
    "only compared": (
        counts("int", "HMAP_EQUAL(a, b) ((a) % 9 == (b) % 9)"),
        "both HMAP_HASH and HMAP_EQUAL"),
    "two words": (
        counts("char *", "HMAP_KEY_STRING", "HMAP_KEY_POINTER"), "not two"),
    "numbers as strings": (
        counts("int", "HMAP_KEY_STRING"), "must be char"),
    "unsigned strings": (
        counts("unsigned char *", "HMAP_KEY_STRING"), "must be char"),
    "bytes as strings": (
        SLICE + counts("bytes", "HMAP_KEY_STRING"), "must be char"),
    "strings as bytes": (
        counts("const char *", "HMAP_KEY_BYTES"), "must be bytes"),
    "pointers as plain bytes": (
        counts("char *", "HMAP_KEY_PLAIN"), "HMAP_KEY is a pointer"),
    "numbers as pointers": (
        counts("long", "HMAP_KEY_POINTER"), "must be a pointer"),
    "unions without a word": (
        "union word { int all; char bytes[4]; };\n" + counts("union word"),
        "HMAP_KEY_PLAIN if"),
    "arrays as keys": (
        counts("char[16]", "HMAP_KEY_PLAIN"), "an array only in a struct"),
    "arrays as values": (
        define(HMAP_NAME="names", HMAP_KEY="int", HMAP_VALUE="char[16]")
        + MAP, "an array only in a struct"),
    "arrays as elements": (
        define(SLICE_NAME="names", SLICE_TYPE="char[16]") + SLICE,
        "an array only in a struct"),
    "constant keys": (counts("const int"), "not const"),
    "constant values": (
        define(HMAP_NAME="list", HMAP_KEY="int", HMAP_VALUE="const int")
        + MAP, "not const"),
    "constant elements": (
        define(SLICE_NAME="list", SLICE_TYPE="const int") + SLICE,
        "not const"),
    "keys of an unknown type": (counts("person"), "person"),
    "an empty name": (
        define(HMAP_NAME="", HMAP_KEY="int", HMAP_VALUE="int") + MAP,
        "define HMAP_NAME, HMAP_KEY and HMAP_VALUE"),
    "a slice with an empty name": (
        define(SLICE_NAME="", SLICE_TYPE="int") + SLICE,
        "define SLICE_NAME and SLICE_TYPE"),
    "a declaration that was forgotten": (
        "struct tree { int value; };\n#define SLICE_DECLARED\n"
        + define(SLICE_NAME="trees", SLICE_TYPE="struct tree") + SLICE,
        "SLICE_DECLARE"),
    "an order of no type": (
        "#define SLICE_ORDER by_age\n" + define(SLICE_NAME="people")
        + "#define SLICE_LESS(a, b) ((a) < (b))\n"
        "#include <escape/slice_order.h>", "by slice.h"),
    "structs compared as numbers": (
        "struct cell { int row; };\n"
        + define(SLICE_NAME="cells", SLICE_TYPE="struct cell")
        + "#define SLICE_EQUAL(a, b) ((a) == (b))\n" + SLICE,
        "invalid operands to binary"),
    "structs in the order of numbers": (
        "struct cell { int row; };\n"
        + define(SLICE_NAME="cells", SLICE_TYPE="struct cell")
        + "#define SLICE_LESS(a, b) ((a) < (b))\n" + SLICE,
        "invalid operands to binary"),
    "structs without a word": (
        "struct cell { int row, column; };\n" + counts("struct cell"),
        "HMAP_KEY_PLAIN if"),
    "slice without a name": (
        define(SLICE_TYPE="int") + SLICE, "define SLICE_NAME and SLICE_TYPE"),
    "slice without a type": (
        define(SLICE_NAME="list") + SLICE, "define SLICE_NAME and SLICE_TYPE"),
    "map without a name": (
        define(HMAP_KEY="int", HMAP_VALUE="int") + MAP,
        "define HMAP_NAME, HMAP_KEY and HMAP_VALUE"),
    "map without a key": (
        define(HMAP_NAME="list", HMAP_VALUE="int") + MAP,
        "define HMAP_NAME, HMAP_KEY and HMAP_VALUE"),
    "slice by a name that is taken": (
        SLICES + define(SLICE_NAME="ints", SLICE_TYPE="long") + SLICE,
        "ready-made"),
    "bytes": (
        define(SLICE_NAME="bytes", SLICE_TYPE="char") + SLICE, "ready-made"),
    "map by a name that is taken": (
        MAPS + define(HMAP_NAME="int_int_map", HMAP_KEY="int",
                      HMAP_VALUE="int") + MAP, "ready-made"),
    "element of an unknown type": (
        define(SLICE_NAME="list", SLICE_TYPE="person") + SLICE, "person"),
    "slice of an incomplete type": (
        "struct tree;\n" + define(SLICE_NAME="trees",
                                  SLICE_TYPE="struct tree") + SLICE
        + "struct tree { int value; trees children; };", "incomplete"),
    "a declared slice that is made as if it were not": (
        declared("struct tree { int value; trees children; };"),
        "trees_SLICE_DECLARED"),
    "a declared slice of an incomplete type": (
        declared("#define SLICE_DECLARED"), "sizeof.* incomplete type"),
    "values of an incomplete type": (
        "struct tree;\n" + define(HMAP_NAME="trees", HMAP_KEY="int",
                                  HMAP_VALUE="struct tree") + MAP,
        "incomplete"),
    "keys of an incomplete type": (
        "struct tree;\n" + counts("struct tree", "HMAP_KEY_PLAIN"),
        "incomplete"),
    "another slice's append": (
        SLICES + "longs f (ints s) { return slice_append (longs, s, 1); }",
        "longs_append_at|incompatible type 'struct longs_"),
    "an include that was forgotten": (
        "#include <escape/base.h>\nextern ints list;", "unknown type name"),
    "a map's type that was left out": (
        MAPS + "void f (int_int_map *m) { hmap_put (m, 1, 2); }",
        "m_must_be_a_map_type"),
}

# Those that are one error in C++, too.
IN_CXX = ["strings without a word", "numbers as strings", "two words",
          "structs without a word", "arrays as values", "constant elements",
          "element of an unknown type", "an empty name", "bytes"]

TREE = """
struct tree;
SLICE_DECLARE (trees, struct tree);
struct tree { int value; trees children; };
#define SLICE_NAME trees
#define SLICE_TYPE struct tree
#define SLICE_DECLARED
#define SLICE_FREE(t) trees_free (&(t).children)
#include <escape/slice.h>

HMAP_DECLARE (folders);
struct folder { folders *entries; };
#define HMAP_NAME folders
#define HMAP_KEY char *
#define HMAP_VALUE struct folder
#define HMAP_KEY_STRING
#define HMAP_FREE_KEY(key) free (key)
#define HMAP_FREE_VALUE(f) folders_free ((f).entries)
#include <escape/hmap.h>
"""

# Names of the user's that our functions' own variables have, too.
SHORT_NAMES = "".join(
    define(SLICE_NAME=name, SLICE_TYPE="int")
    + "#define SLICE_EQUAL(a, b) ((a) == (b))\n"
    "#define SLICE_LESS(a, b) ((a) < (b))\n" + SLICE
    for name in ("s", "n", "x", "box", "len", "where")) + "".join(
        define(HMAP_NAME=name, HMAP_KEY="int", HMAP_VALUE="int") + MAP
        for name in ("m", "it", "a", "fresh", "done"))
OWN_HASH = """
struct point { int x, y; };

static inline unsigned long
hash (struct point p, unsigned long seed)
{
  return ((unsigned long)p.x * 31 + (unsigned long)p.y) * seed;
}

static inline int
h (struct point p, struct point q)
{
  return p.x == q.x && p.y == q.y;
}
"""

# What compiles without a word, beside them.
RIGHT = {
    "short names": SHORT_NAMES,
    "a hash of one's own of that name": OWN_HASH + counts(
        "struct point", "HMAP_HASH(key, seed) hash (key, seed)",
        "HMAP_EQUAL(a, b) h (a, b)"),
    "strings": counts("const char *", "HMAP_KEY_STRING"),
    "addresses": counts("const char *", "HMAP_KEY_POINTER"),
    "addresses, hashed": counts("char *", "HMAP_KEY_POINTER",
                                "HMAP_HASH(key, seed) (seed)"),
    "one's own": counts("char *", "HMAP_HASH(key, seed) (seed)",
                        "HMAP_EQUAL(a, b) (strcmp (a, b) == 0)"),
    "numbers": counts("double"),
    "strings, hashed": counts("char *", "HMAP_KEY_STRING",
                              "HMAP_HASH(key, seed) ((seed) + (key)[0])"),
    "functions": (
        counts("void (*)(int)", "HMAP_KEY_POINTER")
        + define(SLICE_NAME="hooks", SLICE_TYPE="int (*)(int)") + SLICE),
    "names, then the ready-made": (
        define(SLICE_NAME="numbers", SLICE_TYPE="int") + SLICE + SLICES),
    "a slice and a map of itself, that own what they hold": (
        "#include <stdlib.h>\n" + SLICE + MAP + TREE),
    "results that are used": (
        SLICES + "ints f (ints s)\n{\n  return slice_append (ints, s, 1);\n}"),
    "results that need not be": (
        SLICES + "void f (ints *s)\n{\n  ints_try_append (s, 1);\n}"),
}

# Calls whose result is the changed slice.
DROPPED = ["ints_append (s, 1)", "slice_append (ints, s, 1)",
           "ints_append_many (s, &x, 1)", "slice_append_slice (ints, s, s)",
           "ints_insert (s, 0, 1)", "slice_insert_many (ints, s, 0, &x, 1)",
           "ints_reserve (s, 1)", "ints_clip (s)", "ints_delete (s, 0, 1)",
           "slice_delete (ints, s, 0, 1)", "ints_truncate (s, 0)",
           "slice_append_in (ints, in, s, 1)", "ints_reserve_in (in, s, 1)",
           "slice_reserve_exact (ints, s, 1)"]


class Stumbles(Case):
    def compiled(self, compiler, text, *options):
        source = self.write("unit.c", text + "\n")
        language = [] if "c++" in compiler else ["-std=c11"]
        return self.run_here(*compiler, *language, "-Wall", "-Wextra",
                             "-I", HEADERS, *(options or ["-fsyntax-only"]),
                             source)

    def test_errors(self):
        for compiler, name in itertools.chain(
                itertools.product(COMPILERS, ERRORS),
                itertools.product(CXX_COMPILERS, IN_CXX)):
            with self.subTest(compiler=compiler, case=name):
                text, words = ERRORS[name]
                output = self.compiled(compiler, text).output
                errors = [line for line in output.splitlines()
                          if "error: " in line and "implicit" not in line]
                self.assertEqual(len(errors), 1, output)
                self.assertRegex(output, words)
                self.assertLess(output.count("\n"), 60)

    def test_two_of_one_name(self):
        """No error can be kept back that the second one's functions give."""
        numbers = define(SLICE_NAME="list", SLICE_TYPE="int") + SLICE
        children = declared("struct tree { trees children; };\n"
                            "#define SLICE_DECLARED")
        again = "#define SLICE_DECLARED\n" + define(
            SLICE_NAME="trees", SLICE_TYPE="struct tree") + SLICE
        for compiler, (text, kind) in itertools.product(
                COMPILERS, [(numbers + numbers, "slice"),
                            (children + again, "slice"),
                            (counts("int") + counts("int"), "map")]):
            with self.subTest(compiler=compiler, text=text):
                output = self.compiled(compiler, text).output
                first = re.search("error: .*", output)[0]
                self.assertIn(f"a {kind} of this name is made twice", first)

    def test_names_that_are_no_word(self):
        """The compiler says what is wrong, then we what is wanted."""
        for compiler, name in itertools.product(
                COMPILERS, ("list;", '"list"', "my list")):
            with self.subTest(compiler=compiler, name=name):
                for text, words in (
                        (define(SLICE_NAME=name, SLICE_TYPE="int") + SLICE,
                         "define SLICE_NAME and SLICE_TYPE"),
                        (define(HMAP_NAME=name, HMAP_KEY="int",
                                HMAP_VALUE="int") + MAP,
                         "define HMAP_NAME, HMAP_KEY and HMAP_VALUE")):
                    output = self.compiled(compiler, text).output
                    errors = re.findall("error: .*", output)
                    self.assertLessEqual(len(errors), 3, output)
                    self.assertIn(words, errors[-1])

    def test_a_name_that_is_taken(self):
        """One error says by what."""
        for compiler, text in itertools.product(
                COMPILERS, ("int list;\n" + define(
                    SLICE_NAME="list", SLICE_TYPE="int") + SLICE,
                    "int counts;\n" + counts("int"))):
            with self.subTest(compiler=compiler, text=text):
                result = self.compiled(compiler, text)
                self.assert_error(result, "different kind of symbol")
                self.assertEqual(result.output.count("error: "), 1,
                                 result.output)

    def test_structs_of_the_same_names(self):
        """They are other types in C; in C++ that is one error."""
        text = ("struct list { int next; };\nstruct counts { int of; };\n"
                + define(SLICE_NAME="list", SLICE_TYPE="struct list") + SLICE)
        for compiler in COMPILERS:
            with self.subTest(compiler=compiler):
                self.assert_silent(
                    self.compiled(compiler, text + counts("int")))
        for compiler in CXX_COMPILERS:
            with self.subTest(compiler=compiler):
                output = self.compiled(compiler, text).output
                self.assertEqual(output.count("error: "), 1, output)

    def test_a_slice_type_that_was_left_out(self):
        text = SLICES + "void f (ints s) { s = slice_append (s, 1); }"
        for compiler in COMPILERS:
            with self.subTest(compiler=compiler):
                self.assert_error(self.compiled(compiler, text),
                                  "s_must_be_a_slice_type")

    def test_right(self):
        for compiler, name in itertools.product(
                COMPILERS + CXX_COMPILERS, RIGHT):
            with self.subTest(compiler=compiler, case=name):
                self.assert_silent(self.compiled(compiler, RIGHT[name]))

    def test_dropped_results(self):
        body = "".join(f"  {call};\n" for call in DROPPED)
        text = (SLICES + "extern escape_allocator *in;\nvoid f (ints, int);\n"
                "void\nf (ints s, int x)\n{\n" + body + "}")
        first = text[:text.index(body)].count("\n") + 1
        wanted = {first + i for i in range(len(DROPPED))}
        for compiler in COMPILERS:
            with self.subTest(compiler=compiler):
                # GCC finds out late that a result is dropped.
                result = self.compiled(compiler, text, "-c", "-o", "unit.o")
                self.assertEqual(result.status, 0, result.output)
                said = re.findall(r"unit\.c:(\d+):\d+: warning: ignoring "
                                  r".*\[-Wunused-result\]", result.output)
                self.assertEqual(set(map(int, said)), wanted, result.output)


if __name__ == "__main__":
    unittest.main()
