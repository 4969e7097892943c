"""`python3 -m rasp_stitch.dreamcoder`."""

import sys

from rasp_stitch.dreamcoder.launch import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
