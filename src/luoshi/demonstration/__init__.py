"""The demonstration: a made-up province, what happens in it, and how it comes onto a site."""
