"""Do the handbooks in `docs/` name everything that the house has, nothing that it has not, and do their examples work?"""
