"""What do insiders call what the rows hold as codes?"""
