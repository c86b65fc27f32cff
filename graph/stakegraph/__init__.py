"""Stakeholder knowledge graphs from news articles: who stands where, on what, says who, and in which words."""

__version__ = "0.1.0"
