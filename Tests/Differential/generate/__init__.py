"""Records of every topic and shape from a seeded generator: sound ones at every extreme, and broken
ones of every kind."""

from .classes import CLASSES, record

__all__ = ["CLASSES", "record"]
