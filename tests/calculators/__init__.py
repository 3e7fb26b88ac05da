"""Do the calculators keep their contract to the letter, whoever calls them and with whatever?"""
