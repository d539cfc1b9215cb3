"""Holds mpnet.npz: what all-mpnet-base-v2 has learnt from Yalu's training sentences."""
