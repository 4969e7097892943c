#include "integration/program/dreamcoder/message_answer.hpp"

#include "integration/dreamcoder/message_fields.hpp"
#include "support/files/file.hpp"
#include "support/json/json_input.hpp"

#include <exception>
#include <string_view>

namespace rasp_stitch::dreamcoder {

namespace {

std::string error_reply(std::string_view message) {
    return Json{{field::error, message}}.dump(-1, ' ', false, Json::error_handler_t::replace) +
           '\n';
}

} // namespace

Json read_message(const std::string& path) {
    return naming(path, [&] { return parse_json(read_input(path), NonFinite::text); });
}

void write_answer(const std::function<std::string()>& make_answer) {
    std::string reply;
    try {
        reply = make_answer();
    } catch (const std::exception& error) {
        write_output("-", error_reply(error.what()));
        throw;
    }
    write_output("-", reply);
}

} // namespace rasp_stitch::dreamcoder
