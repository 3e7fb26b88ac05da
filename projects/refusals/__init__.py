"""How does projects say no, with which permanent codes?"""
