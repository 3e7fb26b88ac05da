"""How are votes counted on pages: the signed sheet, the counting room, the screen in the hall, a session entered late?"""
