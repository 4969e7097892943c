#pragma once

// The options of rasp-enumerate as a table, and its help.

#include <span>
#include <string>

namespace rasp_stitch {

struct OptionRow;

} // namespace rasp_stitch

namespace rasp_stitch::enumerator {

std::span<const OptionRow> rasp_enumerate_rows();

// What --help prints.
std::string rasp_enumerate_help();

} // namespace rasp_stitch::enumerator
