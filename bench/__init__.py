"""How fast it is, as ratios against peers measured in the same run: `python -m bench [--rows N]`."""
