"""Pages and templates."""
