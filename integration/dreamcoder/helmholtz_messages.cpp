#include "integration/dreamcoder/helmholtz_messages.hpp"

#include "integration/dreamcoder/message_fields.hpp"
#include "integration/dreamcoder/rasp_parts.hpp"
#include "rasp/language/typing.hpp"
#include "rasp/tasks/dreamcoder_task.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/input_error.hpp"

namespace rasp_stitch::dreamcoder {

HelmholtzRequest read_helmholtz_request(const JsonCursor& json) {
    HelmholtzRequest request;
    check_is_rasp(json, field::special);
    request.language = read_rasp_language(json.member(field::dsl));
    const rasp::RequestedType asked = rasp::requested_type(json.member(field::request));
    request.request = rasp::parse_task_type(request.language.types, asked.text);
    for (const JsonCursor inputs : json.member(field::inputs).elements()) {
        const rasp::Input input = rasp::dreamcoder_input_from_json(inputs, asked.arity);
        if (!request.inputs.empty() && !rasp::have_same_kinds(request.inputs.front(), input)) {
            inputs.fail("values of other types than in the inputs before", "inputs of one type");
        }
        request.inputs.push_back(input);
    }
    if (const auto seconds = json.optional_member(field::timeout)) {
        request.seconds = seconds->number();
    }
    return request;
}

std::string helmholtz_reply(const HelmholtzResult& result) {
    Json reply = Json::array();
    for (const HelmholtzEntry& entry : result.entries) {
        reply.push_back(
            {{field::entry_log_prior, entry.log_prior}, {field::programs, entry.programs}});
    }
    return reply.dump() + '\n';
}

} // namespace rasp_stitch::dreamcoder
