"""Who the actors of an article are, and which of its words mean them."""
