"""What does everything that answers a request stand on, made once and handed to whoever asks?"""
