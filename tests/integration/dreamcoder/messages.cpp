#include "tests/integration/dreamcoder/messages.hpp"

#include "integration/dreamcoder/compression_reply.hpp"
#include "integration/dreamcoder/compression_request.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"

#include <optional>

namespace rasp_stitch::dreamcoder_judge {

Json sample(const std::string& name) {
    return parse_json(
        read_input(RASP_STITCH_SOURCE_DIR "/tests/integration/dreamcoder/samples/" + name),
        NonFinite::text);
}

Json sample_types(const std::string& name) {
    Json types = Json::object();
    for (const Json& row : sample(name)) {
        types[row["name"].get<std::string>()] = row["type"];
    }
    return types;
}

std::string answer_text(Json request, const Json& types,
                        const abstraction::AbstractionControl& control) {
    if (!types.is_null()) {
        request["types"] = types;
    }
    const JsonCursor json(request);
    dreamcoder::CompressionRequest read = dreamcoder::read_compression_request(json, std::nullopt);
    const abstraction::LearntLibrary learnt =
        abstraction::learn_library(read.language, read.frontiers, read.settings, control);
    std::string reply = dreamcoder::compression_reply(read, json, learnt);
    dreamcoder::check_compression_reply(read, json, reply);
    return reply;
}

Json answer(Json request, const Json& types, const abstraction::AbstractionControl& control) {
    return parse_json(answer_text(std::move(request), types, control), NonFinite::text);
}

} // namespace rasp_stitch::dreamcoder_judge
