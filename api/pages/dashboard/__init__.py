"""How does a year look at a glance?"""
