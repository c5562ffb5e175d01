"""Reading and storing what was sent, and the files of deliveries."""
