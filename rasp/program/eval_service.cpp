#include "rasp/program/eval_service.hpp"

#include "rasp/evaluator/evaluate.hpp"
#include "rasp/program/eval_session.hpp"
#include "rasp/tasks/task.hpp"
#include "support/cli/program.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/input_error.hpp"

#include <istream>
#include <ostream>
#include <vector>

namespace rasp_stitch::rasp {

namespace {

Input arguments_from_json(const JsonCursor& json) {
    const JsonElements arguments = json.elements();
    if (arguments.empty() || arguments.size() > 2) {
        json.fail("a list of the wrong length",
                  "a program's arguments, [tokens] or [tokens, atom]");
    }
    return arguments.size() == 1 ? input_from_json(arguments[0], 1) : input_from_json(json, 2);
}

Json outputs(const JsonCursor& request) {
    EvalSession session;
    const EvalProgram program = session.read(request.member("program").string());
    std::vector<Input> inputs;
    for (const JsonCursor arguments : request.member("inputs").elements()) {
        inputs.push_back(arguments_from_json(arguments));
    }
    Json listed = Json::array();
    for (const Evaluation& evaluation : session.evaluations(program, inputs)) {
        listed.push_back(evaluation.output ? to_json(*evaluation.output) : Json());
    }
    return listed;
}

} // namespace

std::string answer_line(std::string_view line) {
    Json answer;
    try {
        const Json request = parse_json(line, NonFinite::number);
        answer["outputs"] = outputs(JsonCursor(request));
    } catch (const InputError& error) {
        answer["error"] = error.what();
    }
    return answer.dump();
}

int run_service(std::istream& in, std::ostream& out) {
    for (std::string line; out && std::getline(in, line);) {
        out << answer_line(line) << '\n' << std::flush;
    }
    return exit_done;
}

} // namespace rasp_stitch::rasp
