"""Who gets in, and who does not?"""
