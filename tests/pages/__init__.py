<<<<<<< HEAD
"""Do the pages show what they should, to whom they should, in a browser?"""
=======
"""Do the pages say what the house says, and offer what it takes?"""
>>>>>>> 495ec12006ab4cdc3303548d42c6b7530c1f4f28
