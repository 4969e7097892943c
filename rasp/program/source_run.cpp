#include "rasp/program/source_run.hpp"

#include "lambda/types/type_text.hpp"
#include "rasp/source/source_files.hpp"
#include "rasp/tasks/task.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"
#include "support/text/suggestion.hpp"

#include <fmt/format.h>

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

// Runs the items of a file one after the other.
class FileRun {
public:
    FileRun(EvalSession& session, SourceReader& reader, const EvalOptions& options)
        : session_(&session), reader_(&reader), options_(&options), input_(given_input(options)) {}

    int run(const std::vector<SourceItem>& items) {
        for (const SourceItem& item : last_values(items)) {
            if (item.name == "example") {
                if (!given_input(*options_)) {
                    input_ = example_json(item);
                }
            } else {
                run(item);
            }
        }
        return failing_ == 0 ? exit_done : exit_failing;
    }

private:
    void run(const SourceItem& item) {
        if (item.is_function()) {
            return show_function(item);
        }
        if (const auto* const applied = item.value.as<std::shared_ptr<const Applied>>()) {
            const EvalProgram program = session_->program(reader_->program((*applied)->term, item));
            return show(item.name, program, Input{.tokens = (*applied)->input, .atom = {}});
        }
        if (!item.is_sop() && !item.is_selector()) {
            fmt::print("{} = {}\n", item.name, shown(item.value));
            return;
        }
        const EvalProgram program = session_->program(reader_->program(item));
        if (!input_ || options_->type_only) {
            fmt::print("{} : {}\n", item.name, session_->type_text(program));
            return;
        }
        const Json tokens = tokens_in(*input_);
        show(item.name, program, EvalSession::input_of(program, JsonCursor(tokens)));
    }

    // A function is a program if its arguments are s-ops; others are only there to be called.
    void show_function(const SourceItem& item) {
        try {
            const EvalProgram program = session_->program(reader_->program(item));
            fmt::print("{} : {}\n", item.name, session_->type_text(program));
        } catch (const InputError&) {
            fmt::print("{} is a function that is no program by itself\n", item.name);
        }
    }

    void show(const std::string& name, const EvalProgram& program, const Input& input) {
        fmt::print("{} : {}\n", name, session_->type_text(program));
        try {
            const std::string output = session_->evaluated(program, input);
            for (std::size_t begin = 0; begin < output.size();) {
                const std::size_t end = std::min(output.find('\n', begin), output.size());
                fmt::print("    {}\n", output.substr(begin, end - begin));
                begin = end + 1;
            }
        } catch (const EvaluationError& error) {
            fmt::print("    {}\n", error.what());
            ++failing_;
        }
    }

    EvalSession* session_;
    SourceReader* reader_;
    const EvalOptions* options_;
    std::optional<Json> input_;
    std::size_t failing_ = 0;
};

} // namespace

std::optional<ValueKind> input_kind(const EvalOptions& options) {
    const std::optional<Json> input = given_input(options);
    return input ? kind_of_tokens(tokens_in(*input)) : std::nullopt;
}

EvalProgram read_source_program(EvalSession& session, const EvalOptions& options) {
    SourceReader reader =
        session.source_reader({.input = input_kind(options), .load = source_loader()});
    if (options.source_text) {
        const std::vector<SourceItem> items = reader.read(*options.source_text);
        if (items.empty()) {
            throw InputError({.found = "a text of RASP without a value",
                              .expected = "an s-op, such as aggregate(full_s, indices)"});
        }
        return session.program(reader.program(items.back()));
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
    SourceReader reader =
        session.source_reader({.input = input_kind(options), .load = source_loader()});
    const std::vector<SourceItem> items =
        reader.read(read_input(options.program), source_name(options.program));
    return FileRun(session, reader, options).run(items);
}

} // namespace rasp_stitch::rasp
