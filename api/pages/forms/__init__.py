"""How does a command become a form that anybody can fill in, and what was filled in a command?"""
