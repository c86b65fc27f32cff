"""What every rule of extraction reads: the parse and its grammar, the lexicon in it, quotations, who is meant."""
