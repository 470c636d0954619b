"""Documents, records and errors: what every other part of Accordant shares."""
