#include "enumerator/rasp_enumerate_window.hpp"

#include "enumerator/derivation.hpp"
#include "enumerator/expression_types.hpp"
#include "enumerator/top_down.hpp"
#include "lambda/type_text.hpp"
#include "support/cli/interruption.hpp"
#include "support/cli/program.hpp"
#include "support/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator {

namespace {

struct Listed {
    Cost cost = 0;
    std::string program;
};

lambda::TypeId read_request(Language& language, const std::string& text) {
    try {
        return lambda::parse_type(language.types, text);
    } catch (InputError& error) {
        error.add_source("--request");
        throw;
    }
}

// Collects programs as text: a derivation is valid while it is reported only.
class Lister {
public:
    Lister(const ProgramTable& table, const GrammarView& view)
        : build_(table, view.productions(), store_) {}

    void add(const Derivation& program) {
        const std::scoped_lock lock(mutex_);
        listed_.push_back({program.cost, print_expression(store_, build_.term(program))});
    }

    void print() {
        std::ranges::sort(listed_, [](const Listed& a, const Listed& b) {
            return std::tie(a.cost, a.program) < std::tie(b.cost, b.program);
        });
        for (const Listed& listed : listed_) {
            fmt::print("{:.12g}\t{}\n", -nats(listed.cost), listed.program);
        }
    }

private:
    lambda::TermStore store_;
    TermBuilder build_;
    std::vector<Listed> listed_;
    std::mutex mutex_;
};

std::string reason(Stopped stopped, Interruption::Cause cause) {
    switch (stopped) {
    case Stopped::after_programs:
        return "stopped after --most-programs";
    case Stopped::after_seconds:
        return "stopped by the time limit";
    case Stopped::out_of_memory:
        return "stopped by the memory limit";
    case Stopped::types_too_large:
        return fmt::format("stopped: the grammar asks for types of more than {} names",
                           HoleTypes::largest);
    default:
        break;
    }
    switch (cause) {
    case Interruption::Cause::time_limit:
        return "stopped by the time limit";
    case Interruption::Cause::memory_limit:
        return "stopped by the memory limit";
    default:
        return "stopped by a signal";
    }
}

} // namespace

int run_window(const EnumerateOptions& options, Interruption& interruption) {
    Language language = read_language(options.language);
    const GrammarView view = view_of(language.types, language.grammar);
    const lambda::TypeId request = read_request(language, options.request);
    constexpr std::size_t default_memory = std::size_t{1} << 30U;
    const TopDownOptions search{.lower = options.lower,
                                .upper = options.upper,
                                .threads = options.threads,
                                .most_programs = options.most_programs,
                                .most_memory = options.memory_limit.value_or(default_memory),
                                .stop = interruption.token()};
    const ProgramTable table =
        make_program_table(language.types, view, request, bound_of(options.upper),
                           {.most_memory = search.most_memory, .stop = search.stop});
    TopDownResult result;
    if (options.mode == EnumerateMode::count) {
        result = enumerate_top_down(table, search);
        fmt::print("{}\n", result.programs);
    } else {
        Lister lister(table, view);
        result = enumerate_top_down(table, search,
                                    [&](const Derivation& program) { lister.add(program); });
        lister.print();
    }
    if (result.stopped != Stopped::no) {
        fmt::print(stderr, "rasp-enumerate: {}: there may be more programs\n",
                   reason(result.stopped, interruption.cause()));
    }
    return interruption.cause() == Interruption::Cause::interrupted ? exit_interrupted : exit_done;
}

} // namespace rasp_stitch::enumerator
