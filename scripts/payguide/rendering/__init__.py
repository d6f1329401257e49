"""From a page's Markdown and the registry to finished HTML; knows nothing of the site generator."""
