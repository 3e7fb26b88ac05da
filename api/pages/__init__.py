"""Which pages do people open, and what stands on them?"""
