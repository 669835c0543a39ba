"""Servers that stand in for outside ones, on loopback."""
