"""What can be asked to be recorded about a project's progress, money and explanations 进度?"""
