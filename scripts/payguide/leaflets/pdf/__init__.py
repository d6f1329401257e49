"""Finished PDF files as plain measures: what is painted where, in which ink and font. It knows nothing of leaflets."""
