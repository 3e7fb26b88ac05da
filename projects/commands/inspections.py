"""What can be asked to be recorded about an inspection 视察调研?"""
