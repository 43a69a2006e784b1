"""What recurs in the feedback: the words customers use for their pains."""
