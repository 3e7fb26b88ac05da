"""Which resources does the service have, one a file, its routes at its foot?"""
