"""Do the ways in and out do what they say, to whom they say it?"""
