"""dealbrief: answers about deals, each sentence proven by an addressed quote."""

__version__ = "0.1.0"
