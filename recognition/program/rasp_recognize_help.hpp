#pragma once

// The options and the help page of rasp-recognize.

#include <span>
#include <string>

namespace rasp_stitch {
struct OptionRow; // support/cli/option_table.hpp
}

namespace rasp_stitch::recognition {

std::span<const OptionRow> predict_options();
std::span<const OptionRow> train_options();

std::string predict_help();
std::string train_help();

} // namespace rasp_stitch::recognition
