"""For which reasons is something about a proposal 建议项目 not recorded?"""
