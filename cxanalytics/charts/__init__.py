"""Tables in, figures out. A chart is built and returned, never shown here."""
