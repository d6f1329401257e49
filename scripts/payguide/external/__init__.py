"""The outside lane: whether the addresses that a guide names still answer.

`collect` gathers them, `fetch` asks one host, `run` asks many politely, `cache` remembers, `checks.external` judges. It
is slow and depends on others, so it gates nothing: a week's run tells what is gone.
"""
