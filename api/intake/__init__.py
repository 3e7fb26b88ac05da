"""How does what stands in an office's table become commands like any other?"""
