"""From documents to claim records: actors, programs, roles and labels, joined and verified."""
