"""For which reasons is something about an inspection 视察调研 not recorded?"""
