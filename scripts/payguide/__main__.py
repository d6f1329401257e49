"""`python -m payguide` is the command line that `scripts/guide` starts."""

import sys

if __name__ == "__main__":
    try:
        from payguide.cli import main
    except KeyboardInterrupt:
        sys.exit("Interrupted before anything was done.")
    main()
