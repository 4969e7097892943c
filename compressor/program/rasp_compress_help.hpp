#pragma once

// The options of rasp-compress as a table, and its help.

#include <span>
#include <string>

namespace rasp_stitch {

struct OptionRow;

} // namespace rasp_stitch

namespace rasp_stitch::compressor {

std::span<const OptionRow> rasp_compress_rows();

// What --help prints.
std::string rasp_compress_help();

// What --disable list prints.
std::string rule_list();

} // namespace rasp_stitch::compressor
