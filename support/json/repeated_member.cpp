#include "support/json/repeated_member.hpp"

#include "support/json/json_input.hpp"

#include <unordered_set>

namespace rasp_stitch {

std::optional<std::string> repeated_member(std::string_view text) {
    std::unordered_set<std::string> names;
    std::optional<std::string> repeated;
    const auto note = [&](int depth, Json::parse_event_t event, Json& parsed) {
        if (event == Json::parse_event_t::key && depth == 1 && !repeated) {
            const auto& name = parsed.get_ref<const std::string&>();
            if (!names.insert(name).second) {
                repeated = name;
            }
        }
        return true;
    };
    // Without exceptions: parsing ends at a NaN, which nlohmann_json does not read.
    [[maybe_unused]] const Json ignored = Json::parse(text, note, false);
    return repeated;
}

} // namespace rasp_stitch
