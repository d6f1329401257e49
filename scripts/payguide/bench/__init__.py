"""Benchmarks: figures as ratios against a baseline in the same run, as machines differ and drift."""
