"""The shell: settings, wiring, HTTP, command line, page."""
