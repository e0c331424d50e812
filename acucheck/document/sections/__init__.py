"""The sections of a page, one module each: a report goes in, blocks come out."""
