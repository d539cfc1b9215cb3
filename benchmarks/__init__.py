"""Measurements: speed and memory against the bare parser, scores against gold. `make bench` prints them."""
