#pragma once

// The options of rasp-dream as a table, and its help.

#include <span>
#include <string>

namespace rasp_stitch {

struct OptionRow;

} // namespace rasp_stitch

namespace rasp_stitch::loop {

// Those of the run's settings (integration/run/setting_table.hpp) and those of this sitting.
std::span<const OptionRow> rasp_dream_rows();

// What --help prints.
std::string rasp_dream_help();

} // namespace rasp_stitch::loop
