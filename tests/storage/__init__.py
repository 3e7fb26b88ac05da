"""Is what was recorded there once, whole, in order and for good, whatever happens to networks, servers and neighbours?"""
