#include "rasp/program/source_answer.hpp"

#include "rasp/language/value_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace rasp_stitch::rasp {

std::string text_of(const SourceAnswer& answer) {
    if (answer.value) {
        return fmt::format("{} = {}\n", answer.name, *answer.value);
    }
    if (!answer.type) {
        return fmt::format("{} is a function that is no program by itself\n", answer.name);
    }
    std::string text = fmt::format("{} : {}\n", answer.name, *answer.type);
    const std::string below = answer.output    ? shown(*answer.output, answer.tokens)
                              : answer.failure ? *answer.failure + "\n"
                                               : "";
    for (std::size_t begin = 0; begin < below.size();) {
        const std::size_t end = std::min(below.find('\n', begin), below.size());
        text += fmt::format("    {}\n", below.substr(begin, end - begin));
        begin = end + 1;
    }
    return text;
}

nlohmann::ordered_json json_of(const SourceAnswer& answer) {
    nlohmann::ordered_json json = {{"name", answer.name}};
    if (answer.value) {
        json["value"] = *answer.value;
        return json;
    }
    json["type"] = answer.type ? nlohmann::ordered_json(*answer.type) : nlohmann::ordered_json();
    if (answer.output) {
        json["output"] = to_json(*answer.output);
    }
    if (answer.failure) {
        json["error"] = *answer.failure;
    }
    return json;
}

} // namespace rasp_stitch::rasp
