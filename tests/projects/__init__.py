"""Do the deciders of projects keep the rules?"""
