"""Do the pages say what the house says, and offer what it takes?"""
