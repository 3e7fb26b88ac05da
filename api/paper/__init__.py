"""What is handed out, signed and filed on paper?"""
