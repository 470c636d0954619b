"""Under what: the program table and mentions of programs in a text."""
