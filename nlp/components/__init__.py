"""Pipeline components, one factory per file."""
