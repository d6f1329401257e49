"""The translators' work: how far they are, recording a review, what changed since, and a new language."""
