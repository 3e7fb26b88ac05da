"""For which reasons is something about the second look at a project 回头看 not recorded?"""
