"""Do the tables of offices become what they say, all of it or nothing?"""
