"""SARIF 2.1.0, which code scanning services read."""

import json
import os
import urllib.parse

from .model import GROUPS, HELP

SCHEMA = ("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/"
          "schemas/sarif-schema-2.1.0.json")
URI_BASE = "ROOT"


def _uri(path, root):
    if os.path.isabs(path):
        inside = os.path.relpath(path, root)
        if not inside.startswith(".."):
            path = inside
        else:
            return {"uri": "file://" + urllib.parse.quote(path)}
    return {"uri": urllib.parse.quote(os.path.normpath(path)),
            "uriBaseId": URI_BASE}


def _location(file, line, column, root, text=None):
    region = {"startLine": max(line, 1)}
    if column > 0:
        region["startColumn"] = column
    location = {"physicalLocation": {
        "artifactLocation": _uri(file, root), "region": region}}
    if text:
        location["message"] = {"text": text}
    return location


def _rule(group):
    what, mend = HELP[group]
    return {
        "id": f"escape/{group}",
        "name": group.capitalize(),
        "shortDescription": {"text": what},
        "fullDescription": {"text": f"{what} {mend}"},
        "help": {"text": f"{what}\n\n{mend}",
                 "markdown": f"{what}\n\n**To mend it:** {mend}"},
        "defaultConfiguration": {
            "level": "note" if group in ("heap", "unneeded") else "warning"},
        "properties": {"tags": ["memory"], "precision": "high"},
    }


def _result(finding, root):
    level = ("error" if finding.level == "error" else
             "note" if finding.group in ("heap", "unneeded") else "warning")
    result = {
        "ruleId": f"escape/{finding.group}",
        "ruleIndex": GROUPS.index(finding.group),
        "level": level,
        "message": {"text": finding.text},
        "locations": [_location(finding.file, finding.line, finding.column,
                                root)],
        "partialFingerprints": {"escape/v1": finding.fingerprint},
        "baselineState": "new" if finding.new else "unchanged",
    }
    if finding.function:
        result["locations"][0]["logicalLocations"] = [
            {"name": finding.function, "kind": "function"}]
    if finding.path:
        result["codeFlows"] = [{"threadFlows": [{"locations": [
            {"location": _location(e.file, e.line, e.column, root, e.text)}
            for e in finding.path]}]}]
    return result


def sarif(findings, version, root):
    """The text of a log with one run.  Names of files count from ROOT."""
    base = urllib.parse.quote(os.path.abspath(root)) + "/"
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "escape", "semanticVersion": version + ".0"
                if version.count(".") == 1 else version,
                "rules": [_rule(group) for group in GROUPS]}},
            "originalUriBaseIds": {URI_BASE: {"uri": "file://" + base}},
            "columnKind": "unicodeCodePoints",
            "results": [_result(f, root) for f in findings],
        }],
    }
    return json.dumps(log, indent=1, ensure_ascii=False) + "\n"
