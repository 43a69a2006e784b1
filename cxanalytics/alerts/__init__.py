"""What asks for attention: rules, the alerts they raise, and where those go."""
