"""What can be asked to be recorded about a special report 专项报告 and the opinions on it?"""
