"""Is every table read that offices fill in, and every file refused that is none?"""
