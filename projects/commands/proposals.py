"""What can be asked to be recorded about a proposal 建议项目?"""
