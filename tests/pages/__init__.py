"""Do the pages show what they should, to whom they should, in a browser?"""
