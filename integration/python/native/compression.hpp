#pragma once

// Compression and rewriting for Python: rasp_stitch.compress and rasp_stitch.rewrite call these.
//
//     result = _native.compress(["--max-arity=3", "programs"], corpus_text, library_text, report)
//     result.json()    # what `rasp-compress --out` writes
//
// The words are those of the programs rasp-compress and rasp-rewrite, so names, limits and messages
// of options are theirs, too.

#include <pybind11/pybind11.h>

namespace rasp_stitch::python {

void bind_compression(pybind11::module_& module);

} // namespace rasp_stitch::python
