"""What can be asked to be recorded about the adjustment of a project 调整?"""
