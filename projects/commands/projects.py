"""What can be asked to be recorded about a project 民生实事项目, from its draft to its last account?"""
