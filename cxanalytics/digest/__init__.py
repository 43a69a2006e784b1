"""The numbers for the desk: what a leader reads in two minutes, and what lies behind it."""
