"""For which reasons is something about the adjustment of a project 调整 not recorded?"""
