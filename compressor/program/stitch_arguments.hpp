#pragma once

// The options of rasp-compress as Stitch writes its configuration, with its names and nesting:
// "args" in the JSON. A setting for which rasp-compress has no option describes its fixed
// behaviour.

#include "compressor/program/compress_options.hpp"

#include <string>

namespace rasp_stitch::compressor {

// Returns the arguments. `cost_prim` is the text of --cost-prim, which Stitch repeats as it was
// given.
OutputJson stitch_arguments(const CompressOptions& parsed, const std::string& cost_prim);

} // namespace rasp_stitch::compressor
