#include "rasp/program/source_run.hpp"

#include "lambda/types/type_text.hpp"
#include "rasp/source/source_files.hpp"
#include "rasp/tasks/task.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"
#include "support/text/suggestion.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <utility>
#include <vector>

namespace rasp_stitch::rasp {

namespace {

// Returns what was given with --input or --input-json, as `[tokens, atom]` if it has an atom.
std::optional<Json> given_input(const EvalOptions& options) {
    if (options.word) {
        return to_json(Output(characters(*options.word)));
    }
    return options.json;
}

Json tokens_in(const Json& input) {
    return input.is_array() && !input.empty() && input.front().is_array() ? input.front() : input;
}

std::optional<ValueKind> kind_of_tokens(const Json& tokens) {
    if (!tokens.is_array() || tokens.empty()) {
        return std::nullopt;
    }
    const Json& first = tokens.front();
    return first.is_string()    ? std::optional(ValueKind::string)
           : first.is_boolean() ? std::optional(ValueKind::boolean)
           : first.is_number()  ? std::optional(ValueKind::number)
                                : std::nullopt;
}

// Returns the tokens of `set example`.
Json example_json(const SourceItem& item) {
    if (const Value* const text = item.value.as<Value>();
        text != nullptr && std::holds_alternative<std::string>(*text)) {
        return to_json(Output(characters(std::get<std::string>(*text))));
    }
    Json tokens = Json::array();
    if (const List* const list = item.value.as<List>()) {
        for (const DefinitionValue& element : **list) {
            if (const Value* const token = element.as<Value>()) {
                tokens.push_back(to_json(*token));
            }
        }
    }
    return tokens;
}

} // namespace

std::string SourceRun::shown(const SourceItem& item) {
    const std::optional<SourceAnswer> given = answer(item);
    return given ? text_of(*given) : "";
}

std::optional<SourceAnswer> SourceRun::answer(const SourceItem& item) {
    if (item.name == example_item) {
        if (!keeps_input_) {
            input_ = example_json(item);
        }
        return std::nullopt;
    }
    if (item.is_function()) {
        return function_answer(item);
    }
    if (const auto* const applied = item.value.as<std::shared_ptr<const Applied>>()) {
        const EvalProgram program = session_->program(reader_->program((*applied)->term, item));
        return output_answer(item.name, program, Input{.tokens = (*applied)->input, .atom = {}});
    }
    if (!item.is_sop() && !item.is_selector()) {
        return SourceAnswer{.name = item.name, .value = rasp::shown(item.value)};
    }
    const EvalProgram program = session_->program(reader_->program(item));
    if (!input_ || !(item.is_sop() ? shows_sops_ : shows_selectors_)) {
        return SourceAnswer{.name = item.name, .type = session_->type_text(program)};
    }
    const Json tokens = tokens_in(*input_);
    return output_answer(item.name, program, EvalSession::input_of(program, JsonCursor(tokens)));
}

// A function is a program if its arguments are s-ops; others are only there to be called.
SourceAnswer SourceRun::function_answer(const SourceItem& item) {
    try {
        const EvalProgram program = session_->program(reader_->program(item));
        return {.name = item.name, .type = session_->type_text(program)};
    } catch (const InputError&) {
        return {.name = item.name};
    }
}

SourceAnswer SourceRun::output_answer(const std::string& name, const EvalProgram& program,
                                      const Input& input) {
    SourceAnswer answer{.name = name, .type = session_->type_text(program), .tokens = input.tokens};
    try {
        answer.output = session_->output(program, input);
    } catch (const EvaluationError& error) {
        answer.failure = error.what();
        ++failing_;
    }
    return answer;
}

std::optional<ValueKind> input_kind(const EvalOptions& options) {
    const std::optional<Json> input = given_input(options);
    return input ? kind_of_tokens(tokens_in(*input)) : std::nullopt;
}

EvalProgram read_last(EvalSession& session, SourceReader& reader, const std::string& text) {
    const std::vector<SourceItem> items = reader.read(text);
    if (items.empty()) {
        throw InputError({.found = "a text of RASP without a value",
                          .expected = "an s-op, such as aggregate(full_s, indices)"});
    }
    return session.program(reader.program(items.back()));
}

EvalProgram read_source_program(EvalSession& session, const EvalOptions& options) {
    SourceReader reader =
        session.source_reader({.input = input_kind(options), .load = source_loader()});
    if (options.source_text) {
        return read_last(session, reader, *options.source_text);
    }
    reader.read(read_input(options.program), source_name(options.program));
    const std::optional<SourceItem> item = reader.find(*options.name);
    if (!item) {
        const std::vector<std::string_view> names = reader.names();
        const std::optional<std::string_view> near = nearest_word(*options.name, names);
        throw InputError(
            {.found = "no definition of " + quote_excerpt(*options.name),
             .expected = near ? "a name of the file; did you mean " + quote_excerpt(*near) + "?"
                              : "a name that the file defines",
             .source = source_name(options.program)});
    }
    return session.program(reader.program(*item));
}

int run_source_file(const EvalOptions& options) {
    EvalSession session;
    session.set_causal(options.causal);
    SourceReader reader =
        session.source_reader({.input = input_kind(options), .load = source_loader()});
    SourceRun run(session, reader, options.type_only ? std::nullopt : given_input(options));
    if (options.type_only) {
        run.keep_input();
    }
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const SourceItem& item :
         last_values(reader.read(read_input(options.program), source_name(options.program)))) {
        if (std::optional<SourceAnswer> answer = run.answer(item)) {
            if (options.as_json) {
                list.push_back(json_of(*answer));
            } else {
                fmt::print("{}", text_of(*answer));
            }
        }
    }
    if (options.as_json) {
        fmt::print("{}\n", list.dump(1, ' ', false, Json::error_handler_t::replace));
    }
    return run.failing() == 0 ? exit_done : exit_failing;
}

} // namespace rasp_stitch::rasp
