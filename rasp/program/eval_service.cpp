#include "rasp/program/eval_service.hpp"

#include "rasp/evaluator/evaluate.hpp"
#include "rasp/program/eval_session.hpp"
#include "rasp/program/source_run.hpp"
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

// A request has its program as `program`, in the lambda form, or as `rasp`.
EvalProgram program_of(EvalSession& session, const JsonCursor& request) {
    const auto source = request.optional_member("rasp");
    if (!source) {
        return session.read(request.member("program").string());
    }
    if (request.optional_member("program")) {
        source->fail("\"rasp\" besides \"program\"", "one of them");
    }
    SourceOptions options;
    // The tokens of the first input tell what `tokens` are.
    if (const JsonElements inputs = request.member("inputs").elements(); inputs.size() > 0) {
        if (const Sequence tokens = arguments_from_json(inputs[0]).tokens; !tokens.empty()) {
            options.input = kind_of(tokens.front());
        }
    }
    SourceReader reader = session.source_reader(options);
    return read_last(session, reader, source->string());
}

Json outputs(const JsonCursor& request) {
    EvalSession session;
    const EvalProgram program = program_of(session, request);
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
