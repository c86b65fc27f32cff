"""Makes the language pipeline that stakegraph ships, from open corpora alone; it is no part of the wheel."""
