"""Does what papers say become the sealed multiset, and nothing else, whatever happens in the counting room?"""
