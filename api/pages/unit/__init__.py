"""What does a unit that carries out projects find here, and how does it report?"""
