"""Cases: what is to be done about a household, person or village, by whom and by when."""
