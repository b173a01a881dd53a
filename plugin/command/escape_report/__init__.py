"""`escape report': what was found in a build, as something to act on.

The steps, a module each: load (what `escape program' says of the files that
were linked), model (findings and what tells them apart), select (filters,
suppressions, baselines), then one writer a format: table, gcc, github, sarif,
page, dot, jsonl.  profile joins a run's heap profile.
"""
