"""What turns built pages into a site that can be served: search index, all-or-nothing swap."""
