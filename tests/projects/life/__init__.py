"""How does a far simpler account of a project go beside the real one, and with which commands are both played?"""
