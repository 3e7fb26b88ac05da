"""Which resources does the service have? One a file, its routes at its foot."""
