"""A safety check run before an acupuncture session."""

__version__ = "0.1.0"
