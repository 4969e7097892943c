#pragma once

// rasp-eval --repl: reads and runs expressions, line by line.
//
//     > :input hello
//     > let back = (lam (sub (sub (length $0) (indices $0)) one))
//     > (aggregate (select (indices $0) (back $0) eq) (tokens $0))
//     o l l e h
//     type: input(t0) -> seq(t0)
//     > :syntax rasp
//     > x = aggregate(select(indices, length - indices - 1, ==), tokens);
//     x : input(t0) -> seq(t0)
//         o l l e h

#include "rasp/program/eval_session.hpp"
#include "rasp/program/source_run.hpp"
#include "rasp/source/read_source.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::rasp {

struct ReplAnswer {
    enum class Kind : std::uint8_t { output, problem, end };

    Kind kind = Kind::output;
    std::string text; // ends with a newline unless it is empty
};

// Answers lines. It knows nothing of terminals.
class Repl {
public:
    explicit Repl(bool causal = false) { session_.set_causal(causal); }

    ReplAnswer answer(const std::string& line);

    // Returns what is to be said of a statement that the lines left unfinished.
    ReplAnswer end();

    bool is_inside_statement() const { return !unfinished_.empty(); }

    // Forgets the lines of a statement that goes on.
    void cancel() { unfinished_.clear(); }

    // Returns the words that may stand here and begin so: names, or commands after a colon.
    std::vector<std::string> completions(std::string_view start) const;

private:
    std::string run_command(const std::string& command, const std::string& rest);
    std::string run_expression(const std::string& text);
    std::string define(const std::string& rest);
    Input input_for(const EvalProgram& program) const;
    void set_syntax(const std::string& name);
    void set_causal(const std::string& word);
    std::string run_source(const std::string& line);
    std::optional<std::string> run_switch(std::string_view text);
    EvalProgram read_expression(const std::string& text);
    std::string load(const std::string& path);
    void save(const std::string& path) const;

    EvalSession session_;
    Json input_ = Json::array({"h", "e", "l", "l", "o"});

    // For `:syntax rasp`.
    bool is_source_ = false;
    std::unique_ptr<SourceReader> reader_;
    std::unique_ptr<SourceRun> source_;
    std::string unfinished_; // the lines of a statement that goes on

    // The definitions, for :save.
    std::string lets_;
    std::vector<std::string> let_names_;
    std::string statements_;
};

// Reads standard input until its end or `:quit`. Returns the exit code: 0 at a terminal, and in a
// script 1 if a line was wrong.
int run_repl(bool causal = false);

} // namespace rasp_stitch::rasp
