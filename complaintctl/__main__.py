"""`python -m complaintctl` and the command of the same name."""

import gc

gc.disable()  # a fifth of start-up would go into looking for garbage among modules that are here to stay

from complaintctl.cli.app import app  # noqa: E402


def main() -> None:
    """Run the command line."""
    gc.freeze()
    gc.set_threshold(100_000)
    gc.enable()
    try:
        app(prog_name="complaintctl")
    finally:
        gc.freeze()  # what is left goes with the process; nobody need look through it once more


if __name__ == "__main__":
    main()
