"""What a run of the checker leaves for the next one: pages as they were scanned, and the findings when nothing changed.

The files lie in `.cache/` of this checkout, never in the project that is checked: a project cannot bring results of
its own. They are JSON, which is data whatever it holds. A file that cannot be used is as good as none, and is written
anew.
"""
