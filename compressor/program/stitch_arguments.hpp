#pragma once

// The options of rasp-compress as Stitch writes its configuration, with its names and nesting:
// "args" in the JSON. A setting for which rasp-compress has no option describes its fixed
// behaviour.

#include "compressor/program/compress_options.hpp"
#include "compressor/program/corpus_options.hpp"

namespace rasp_stitch::compressor {

// Returns the arguments.
OutputJson stitch_arguments(const CompressOptions& parsed, const CostTexts& cost_texts);

} // namespace rasp_stitch::compressor
