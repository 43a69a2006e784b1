"""What becomes of the actions of a workspace."""
