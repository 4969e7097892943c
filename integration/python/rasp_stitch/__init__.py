"""rasp-stitch for DreamCoder: runs the original driver with our programs in its loop.

    python3 -m rasp_stitch.dreamcoder bin/list.py --compressor rasp-stitch
    python3 -m rasp_stitch.dreamcoder rasp --ec EC_ROOT
    rasp-stitch-install EC_ROOT

The package contains no algorithms. It finds the C++ programs (rasp_stitch.programs), exchanges JSON
with them (rasp_stitch.plugin), and connects them to ec (rasp_stitch.dreamcoder,
rasp_stitch.install). It depends on the standard library only.
"""

__version__ = "0.1.0"
