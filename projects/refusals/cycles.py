"""For which reasons is something about the year of work 年度工作 not recorded?"""
