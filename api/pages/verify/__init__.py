"""What can anybody check by himself?"""
