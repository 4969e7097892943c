#pragma once

// Returns the message of the InputError that a call throws, or "" if it throws none.
//
//     CHECK(message_of([] { parse_json(""); }) == "the file is empty\nexpected JSON");

#include "support/text/input_error.hpp"

#include <string>

namespace rasp_stitch {

template <typename Call>
std::string message_of(const Call& call) {
    try {
        call();
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

} // namespace rasp_stitch
