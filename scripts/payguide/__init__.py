"""The payment guide's library: content model, MkDocs hooks, leaflets, checks, reports, publishing, command line."""
