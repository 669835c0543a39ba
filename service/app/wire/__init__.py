"""The wire contract as types: what goes in and out over HTTP, and what `--json` prints."""
