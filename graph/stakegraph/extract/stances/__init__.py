"""Who supports or opposes whom or what, by word or by deed."""
