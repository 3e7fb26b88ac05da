"""For which reasons is something about a finding 问题 not recorded?"""
