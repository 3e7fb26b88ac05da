"""What can be asked to be recorded about a finding 问题?"""
