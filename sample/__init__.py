"""A fictional region with its incidents, and four fictional organisations that report them."""

from sample.files import Source, Summary, build

__all__ = ["Source", "Summary", "build"]
