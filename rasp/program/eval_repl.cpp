#include "rasp/program/eval_repl.hpp"

#include "rasp/language/language_reference.hpp"
#include "rasp/language/primitives.hpp"
#include "rasp/program/line_reader.hpp"
#include "rasp/source/source_files.hpp"
#include "rasp/tasks/task.hpp"
#include "rasp/transformer/architecture.hpp"
#include "rasp/transformer/architecture_text.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace rasp_stitch::rasp {

namespace {

constexpr std::string_view help =
    "EXPRESSION              run it on the input, which is $0: (indices $0), or a whole program\n"
    "let NAME = EXPRESSION   a name for a closed term, (lam ...) for a function\n"
    ":input WORD             the input from now on; `hello` at the beginning\n"
    ":input-json JSON        the same: [3, 1, 2], or with an atom [[3, 1, 2], 7]\n"
    ":type EXPRESSION        its type\n"
    ":trace EXPRESSION       every value on the way\n"
    ":architecture PROGRAM   the transformer that it is\n"
    ":syntax rasp            read RASP as people write it, x = indices + 1; and :syntax lambda\n"
    "                        the form above again\n"
    ":causal on              let a position select only keys up to its own; and :causal off\n"
    ":load FILE              what FILE.rasp defines, or the lines of another file\n"
    ":save FILE              write the definitions: as RASP, or in the lambda form\n"
    ":primitives             the reference of the language\n"
    ":quit                   or Ctrl-D; Ctrl-C cancels a line, and Tab completes a word\n";

constexpr std::array<std::string_view, 14> commands = {
    ":architecture", ":causal", ":help",   ":input", ":input-json", ":load", ":primitives",
    ":quit",         ":save",   ":syntax", ":trace", ":type",       ":h",    ":q"};

constexpr std::string_view blanks = " \t\r";

std::string trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == text.npos) {
        return "";
    }
    return std::string(text.substr(begin, text.find_last_not_of(blanks) - begin + 1));
}

// The first word and the rest.
std::pair<std::string, std::string> split(const std::string& line) {
    const std::size_t end = line.find_first_of(blanks);
    if (end == std::string::npos) {
        return {line, ""};
    }
    return {line.substr(0, end), trimmed(line.substr(end))};
}

// Without a semicolon at the end.
std::string one_blank_each(std::string_view text) {
    std::string words;
    for (const char c : trimmed(text.substr(0, text.find(';')))) {
        const bool is_blank = blanks.find(c) != std::string_view::npos;
        if (!is_blank) {
            words += c;
        } else if (!words.ends_with(' ')) {
            words += ' ';
        }
    }
    return words;
}

bool is_end(std::string_view text) {
    const std::string words = one_blank_each(text);
    return words == "exit" || words == "quit" || words == "exit()" || words == "quit()";
}

// Throws InputError if it is neither a list of tokens nor a list of tokens with an atom.
void check_input(const JsonCursor& json) {
    const JsonElements elements = json.elements();
    const bool has_atom = elements.size() > 0 && elements[0].is_array();
    input_from_json(json, has_atom ? 2 : 1);
}

} // namespace

ReplAnswer Repl::answer(const std::string& line) {
    const std::string text = trimmed(line);
    const auto [word, rest] = split(text);
    if (is_source_ && !is_inside_statement()) {
        if (is_end(text)) {
            return {.kind = ReplAnswer::Kind::end, .text = ""};
        }
        if (const std::optional<std::string> told = run_switch(text)) {
            return {.text = *told};
        }
    }
    if (is_source_ && (is_inside_statement() || (!text.empty() && text.front() != ':'))) {
        try {
            return {.text = run_source(line)};
        } catch (const InputError& error) {
            unfinished_.clear();
            return {.kind = ReplAnswer::Kind::problem, .text = fmt::format("{}\n", error.what())};
        }
    }
    if (text.empty() || text.front() == ';') {
        return {};
    }
    if (word == ":quit" || word == ":q") {
        return {.kind = ReplAnswer::Kind::end, .text = ""};
    }
    try {
        if (word.front() == ':') {
            return {.text = run_command(word, rest)};
        }
        return {.text = word == "let" ? define(rest) : run_expression(text)};
    } catch (const InputError& error) {
        return {.kind = ReplAnswer::Kind::problem, .text = fmt::format("{}\n", error.what())};
    } catch (const EvaluationError& error) {
        return {.kind = ReplAnswer::Kind::problem,
                .text = fmt::format("{}{}\n", error.so_far(), error.what())};
    }
}

std::string Repl::run_command(const std::string& command, const std::string& rest) {
    if (command == ":help" || command == ":h") {
        return std::string(help);
    }
    if (command == ":primitives") {
        return language_reference(ReferenceFormat::text);
    }
    if (command == ":input") {
        input_ = to_json(Output(characters(rest)));
        set_syntax(is_source_ ? "rasp" : "lambda");
        return "";
    }
    if (command == ":input-json") {
        Json json = parse_json(rest, NonFinite::number);
        check_input(JsonCursor(json));
        input_ = std::move(json);
        set_syntax(is_source_ ? "rasp" : "lambda");
        return "";
    }
    if (command == ":syntax") {
        set_syntax(rest);
        return "";
    }
    if (command == ":causal") {
        set_causal(rest);
        return "";
    }
    if (command == ":type") {
        return session_.type_text(read_expression(rest)) + "\n";
    }
    if (command == ":trace") {
        const EvalProgram program = read_expression(rest);
        return session_.traced(program, input_for(program));
    }
    if (command == ":architecture") {
        return architecture_text(layout(session_.compiled(read_expression(rest))));
    }
    if (command == ":load") {
        return load(rest);
    }
    if (command == ":save") {
        save(rest);
        return "";
    }
    throw InputError({.found = "there is no command " + quote_excerpt(command),
                      .expected = "one of those that :help lists"});
}

void Repl::set_syntax(const std::string& name) {
    if (name != "rasp" && name != "lambda") {
        throw InputError({.found = "the syntax " + quote_excerpt(name),
                          .expected = ":syntax rasp or :syntax lambda"});
    }
    is_source_ = name == "rasp";
    if (is_source_ && reader_ == nullptr) {
        reader_ = std::make_unique<SourceReader>(
            session_.source_reader({.input = {}, .load = source_loader()}));
        source_ = std::make_unique<SourceRun>(session_, *reader_, std::nullopt);
    }
    if (source_ != nullptr) {
        source_->set_input(input_);
    }
}

void Repl::set_causal(const std::string& word) {
    if (word != "on" && word != "off") {
        throw InputError(
            {.found = word.empty() ? ":causal without a word" : ":causal " + quote_excerpt(word),
             .expected = fmt::format(":causal on or :causal off; it is {}",
                                     session_.is_causal() ? "on" : "off")});
    }
    session_.set_causal(word == "on");
}

EvalProgram Repl::read_expression(const std::string& text) {
    if (!is_source_) {
        return session_.read_expression(text);
    }
    return read_last(session_, *reader_, text);
}

// What the prompt of the reference takes besides the language. Returns nullopt for anything else.
std::optional<std::string> Repl::run_switch(std::string_view text) {
    const std::string words = one_blank_each(text);
    for (const bool on : {true, false}) {
        const std::string end = on ? "examples on" : "examples off";
        if (words == end || words == "s-op " + end) {
            source_->show_sops(on);
        }
        if (words == end || words == "selector " + end) {
            source_->show_selectors(on);
        }
        if (words == end || words == "s-op " + end || words == "selector " + end) {
            return "";
        }
    }
    if (words == "show example" || words == "show s-op example" ||
        words == "show selector example") {
        return "example: " + input_.dump() + "\n";
    }
    return std::nullopt;
}

std::string Repl::load(const std::string& path) {
    if (path.empty()) {
        throw InputError({.found = ":load without a file", .expected = ":load FILE.rasp"});
    }
    const std::string text = read_input(path);
    std::string shown;
    if (path.ends_with(".rasp")) {
        set_syntax("rasp");
        for (const SourceItem& item : last_values(reader_->read(text, path))) {
            shown += source_->shown(item);
        }
        input_ = source_->input().value_or(input_);
        statements_ += text + (text.ends_with('\n') ? "" : "\n");
        return shown;
    }
    set_syntax("lambda");
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const ReplAnswer told = answer(text.substr(begin, end - begin));
        if (told.kind == ReplAnswer::Kind::problem) {
            throw EvaluationError(told.text.substr(0, told.text.size() - 1), shown);
        }
        if (told.kind == ReplAnswer::Kind::end) {
            break;
        }
        shown += told.text;
        begin = end + 1;
    }
    return shown;
}

void Repl::save(const std::string& path) const {
    if (path.empty() || is_source_ != path.ends_with(".rasp")) {
        throw InputError({.found = ":save " + quote_excerpt(path),
                          .expected = is_source_ ? ":save FILE.rasp"
                                                 : "a file of another kind; after :syntax rasp, "
                                                   ":save FILE.rasp"});
    }
    write_output(path, is_source_ ? statements_ : lets_);
}

std::vector<std::string> Repl::completions(std::string_view start) const {
    std::set<std::string> words;
    const auto add = [&](std::string_view word) {
        if (word.starts_with(start)) {
            words.emplace(word);
        }
    };
    if (start.starts_with(':')) {
        std::ranges::for_each(commands, add);
    } else if (is_source_) {
        std::ranges::for_each(reader_->names(), add);
        for (const std::string_view word : {"tokens", "indices", "length", "select(", "full_s"}) {
            add(word);
        }
    } else {
        std::ranges::for_each(let_names_, add);
        for (const Primitive& primitive : primitives()) {
            add(primitive.name);
        }
    }
    return {words.begin(), words.end()};
}

// A line may end within a statement, which then goes on in the next.
std::string Repl::run_source(const std::string& line) {
    const std::string text = unfinished_ + line + "\n";
    std::vector<SourceItem> items;
    try {
        items = reader_->read(text);
    } catch (const InputError& error) {
        if (error.problem().code == "unfinished") {
            unfinished_ = text;
            return "";
        }
        throw;
    }
    unfinished_.clear();
    if (std::ranges::any_of(items, [](const auto& item) { return item.name != "out"; })) {
        statements_ += text;
    }
    std::string shown;
    for (const SourceItem& item : items) {
        shown += item.is_of_loop ? "" : source_->shown(item); // as in the reference
    }
    input_ = source_->input().value_or(input_);
    return shown;
}

ReplAnswer Repl::end() {
    if (!is_inside_statement()) {
        return {};
    }
    try {
        reader_->read(std::exchange(unfinished_, ""));
    } catch (const InputError& error) {
        return {.kind = ReplAnswer::Kind::problem, .text = fmt::format("{}\n", error.what())};
    }
    return {};
}

std::string Repl::define(const std::string& rest) {
    const auto [name, after] = split(rest);
    if (after.empty() || after.front() != '=') {
        throw InputError({.found = "a let without \"=\"", .expected = "let NAME = EXPRESSION"});
    }
    const std::string text = trimmed(std::string_view(after).substr(1));
    session_.define(name, text);
    let_names_.push_back(name);
    lets_ += fmt::format("let {} = {}\n", name, text);
    return fmt::format("{} : {}\n", name, session_.type_text(session_.read(name)));
}

std::string Repl::run_expression(const std::string& text) {
    const EvalProgram program = session_.read_expression(text);
    const std::string type = fmt::format("type: {}\n", session_.type_text(program));
    if (program.arity == 0) {
        return type; // a function or a predicate, which cannot be run
    }
    return session_.evaluated(program, input_for(program)) + type;
}

Input Repl::input_for(const EvalProgram& program) const {
    return EvalSession::input_of(program, JsonCursor(input_));
}

int run_repl(bool causal) {
    Repl repl(causal);
    LineReader reader("> ");
    int code = exit_done;
    if (reader.is_terminal()) {
        fmt::print("The input is `hello`; :help lists the commands.\n");
        reader.complete_with([&](std::string_view start) { return repl.completions(start); });
    }
    while (const std::optional<std::string> line = reader.next()) {
        if (reader.was_cancelled()) {
            repl.cancel();
            continue;
        }
        const ReplAnswer answer = repl.answer(*line);
        if (answer.kind == ReplAnswer::Kind::end) {
            return code;
        }
        const bool is_problem = answer.kind == ReplAnswer::Kind::problem;
        std::fputs(answer.text.c_str(), is_problem ? stderr : stdout);
        std::fflush(stdout); // before what the next line puts on standard error
        code = is_problem && !reader.is_terminal() ? exit_failing : code;
    }
    const ReplAnswer last = repl.end();
    std::fputs(last.text.c_str(), stderr);
    if (reader.is_terminal()) {
        fmt::print("\n");
        return code;
    }
    return last.text.empty() ? code : exit_failing;
}

} // namespace rasp_stitch::rasp
