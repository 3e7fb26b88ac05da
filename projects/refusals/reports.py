"""For which reasons is something about a special report 专项报告 and the opinions on it not recorded?"""
