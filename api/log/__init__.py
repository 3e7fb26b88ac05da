"""Who signs the root of the log, what must they remember, and where do others find what was signed?"""
