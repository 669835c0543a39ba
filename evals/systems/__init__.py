"""Who is asked: a service in this process, one at an address, or a recording."""
