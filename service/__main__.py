"""`python -m service` is the command `dealbrief`."""

from service.app.cli import main

if __name__ == "__main__":
    main()
