"""What can be asked to be recorded about the second look at a project 回头看?"""
