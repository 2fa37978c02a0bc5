"""``zeren`` as a program: what the installed command and ``python -m zeren.cli`` begin with."""

import signal
import sys

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # Until there is somebody who says in a line that it was stopped: else Ctrl-C shows which import it was in.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from zeren.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
