"""Do the papers say what is recorded, all of it, and nothing else?"""
