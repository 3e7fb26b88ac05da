"""For which reasons is something about a project's progress, money and explanations 进度 not recorded?"""
