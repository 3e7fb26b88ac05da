"""What stands in the tables that offices fill in with Excel and WPS, cell by cell?"""
