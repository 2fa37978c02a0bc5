"""Files that nobody would write, and what must hold of reading them; ``run.py`` makes them for as long as one likes."""
