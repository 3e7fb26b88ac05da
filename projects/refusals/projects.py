"""For which reasons is something about a project 民生实事项目, from its draft to its last account not recorded?"""
