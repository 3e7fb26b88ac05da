"""What can be asked to be recorded about the year of work 年度工作?"""
