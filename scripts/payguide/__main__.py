"""`python -m payguide` is the command line that `scripts/guide` starts."""

from payguide.cli import main

if __name__ == "__main__":
    main()
