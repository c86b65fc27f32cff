"""Who says what: from a cue or a quotation to a statement with its speaker."""
