#include "recognition/near/length_program.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "recognition/near/closing.hpp"
#include "recognition/near/readings.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace rasp_stitch::recognition {

namespace {

constexpr std::uint64_t most_programs = 2'000'000;
constexpr std::size_t most_examples = 6;

} // namespace

std::optional<lambda::TermId> length_program(const enumerator::Language& language,
                                             const NearTask& task, lambda::TermStore& terms) {
    const rasp::Task& whole = task.task();
    rasp::Task wanted{.name = "length",
                      .type = whole.type.substr(0, whole.type.rfind("->") + 3) + "seq(num)",
                      .arity = whole.arity,
                      .examples = {}};
    for (const std::size_t example : task.training) {
        const rasp::Input& input = whole.examples[example].input;
        const auto length = static_cast<std::int64_t>(input.tokens.size());
        const bool is_new = std::ranges::none_of(wanted.examples, [&](const rasp::Example& other) {
            return other.input.tokens.size() == input.tokens.size();
        });
        if (is_new && wanted.examples.size() < most_examples) {
            wanted.examples.push_back(
                {input, rasp::Sequence(input.tokens.size(), rasp::Value(length))});
        }
    }
    if (wanted.examples.size() < 2) {
        return std::nullopt; // a constant would do
    }
    enumerator::Language copy = language;
    Budget budget;
    budget.programs = most_programs;
    const std::vector<std::string> found = enumerated(copy, wanted, 1, budget);
    return found.empty() ? std::nullopt
                         : std::optional(body_of(
                               terms, enumerator::read_unfolded(terms, found.front())));
}

} // namespace rasp_stitch::recognition
