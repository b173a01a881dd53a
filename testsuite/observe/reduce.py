#!/usr/bin/env python3
"""Make a failing program of batch.py small.

    reduce.py --cc=CC --plugin=ESCAPE.SO --runtime=LIBESCAPE.A --work=DIR
              FILE.c WORD...

Takes lines out of FILE.c as long as some finding still has all WORDs in its
text, such as a function's name and `outlive'.  Prints the rest.
"""

import json
import pathlib
import subprocess

import batch


def still_fails(tools, lines, words):
    source = tools.work / "reduced.c"
    source.write_text("\n".join(lines) + "\n")
    try:
        findings, _ = tools.observe(source)
    except (RuntimeError, OSError, subprocess.SubprocessError, ValueError,
            json.JSONDecodeError):
        return False
    return any(all(word in finding.text for word in words)
               for finding in findings)


def pieces(lines, size):
    """Ranges of SIZE lines, from the end."""
    for start in range(len(lines) - size, -size, -size):
        yield max(0, start), start + size


def may_go(lines):
    """Whether a valid program can remain without LINES.

    They open as many braces as they close, and return only as part of a whole
    function.
    """
    text = "\n".join(lines)
    return all(text.count(a) == text.count(b) for a, b in ("{}", "()")) and (
        "return" not in text or "\n}" in text)


def reduce(tools, lines, words):
    size = max(1, len(lines) // 2)
    while size:
        changed = False
        for start, end in list(pieces(lines, size)):
            shorter = lines[:start] + lines[end:]
            if (end <= len(lines) and may_go(lines[start:end])
                    and still_fails(tools, shorter, words)):
                lines = shorter
                changed = True
        if not changed or size > 1:
            size //= 2
    return lines


def main():
    parser = batch.tool_parser(__doc__)
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("words", nargs="+")
    arguments = parser.parse_args()
    tools = batch.tools_of(arguments)
    lines = arguments.source.read_text().splitlines()
    if not still_fails(tools, lines, arguments.words):
        raise SystemExit("reduce.py: it does not fail so")
    print("\n".join(reduce(tools, lines, arguments.words)))


if __name__ == "__main__":
    main()
