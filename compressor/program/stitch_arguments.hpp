#pragma once

// The options of rasp-compress as Stitch writes its configuration, with its names and nesting:
// "args" in the JSON. What rasp-compress has no option for is what it does without one.

#include "compressor/program/compress_options.hpp"

#include <string>

namespace rasp_stitch::compressor {

// `cost_prim` is the text of --cost-prim, which Stitch repeats as it was given.
OutputJson stitch_arguments(const CompressOptions& parsed, const std::string& cost_prim);

} // namespace rasp_stitch::compressor
