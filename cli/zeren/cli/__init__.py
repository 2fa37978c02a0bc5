"""The command line. Thin: each command asks the other rooms and prints what they answer."""
