"""When a cooperation takes place: time expressions as intervals of the calendar."""
