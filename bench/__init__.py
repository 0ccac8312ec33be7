"""The bench: a generator of realistic entries, and requests per second against bare pages. python -m bench 1000 100000"""
