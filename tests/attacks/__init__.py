"""Who catches an administrator who changes what was recorded, and when does nobody?"""
