"""How does voting say no, with which permanent codes?"""
