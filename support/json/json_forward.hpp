#pragma once

// The names of JSON for headers that pass it on. To read nlohmann/json.hpp takes a second, and most
// files that see such a header do nothing with JSON.
//
//     Value read_value(const JsonCursor& json); // its source includes support/json/json_cursor.hpp

#include <nlohmann/json_fwd.hpp>

namespace rasp_stitch {

using Json = nlohmann::json;

class JsonCursor;

} // namespace rasp_stitch
