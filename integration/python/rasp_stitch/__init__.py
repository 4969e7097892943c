"""rasp-stitch for DreamCoder: the real driver with our programs in its loop.

    python3 -m rasp_stitch.dreamcoder bin/list.py --compressor rasp-stitch
    python3 -m rasp_stitch.dreamcoder rasp --ec EC_ROOT
    rasp-stitch-install EC_ROOT

The package holds no algorithm: it finds the C++ programs (rasp_stitch.programs), speaks with them
over JSON (rasp_stitch.plugin), and puts them into ec (rasp_stitch.dreamcoder, rasp_stitch.install).
It needs the standard library alone.
"""

__version__ = "0.1.0"
