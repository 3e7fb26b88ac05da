"""How do papers become numbers in the counting room, from the first bundle to the sealing and the check afterwards?"""
