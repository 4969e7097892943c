#include "recognition/near/length_program.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "recognition/near/closing.hpp"
#include "recognition/near/readings.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <variant>
#include <vector>

namespace rasp_stitch::recognition {

namespace {

constexpr std::uint64_t most_programs = 2'000'000;
constexpr std::size_t longest_example = 7;

} // namespace

std::optional<std::string> length_program(const enumerator::Language& language,
                                          const NearTask& task, const Budget& limits) {
    const rasp::Task& whole = task.task();
    rasp::Task wanted{.name = "length",
                      .type = whole.type.substr(0, whole.type.rfind("->") + 3) + "seq(num)",
                      .arity = whole.arity,
                      .examples = {}};
    // The length is known for every input, so there are examples of all short lengths.
    const auto longest =
        std::ranges::max_element(whole.examples, {}, [](const rasp::Example& example) {
            return example.input.tokens.size();
        });
    rasp::Input input = longest->input;
    input.tokens.resize(std::min(input.tokens.size(), longest_example));
    for (; !input.tokens.empty(); input.tokens.pop_back()) {
        const auto length = static_cast<std::int64_t>(input.tokens.size());
        wanted.examples.push_back(
            {input, rasp::Sequence(input.tokens.size(), rasp::Value(length))});
    }
    if (wanted.examples.size() < 3) {
        return std::nullopt; // something else would do
    }
    enumerator::Language copy = language;
    Budget budget = limits;
    budget.programs = most_programs;
    const std::vector<std::string> found = enumerated(copy, wanted, 1, budget);
    return found.empty() ? std::nullopt : std::optional(found.front());
}

enumerator::Language with_length(const enumerator::Language& language,
                                 const std::optional<std::string>& length) {
    if (!length || !std::holds_alternative<enumerator::Grammar>(language.grammar)) {
        return language;
    }
    lambda::TermStore terms;
    const lambda::TermId body = body_of(terms, enumerator::read_expression(terms, *length));
    const bool is_name = terms.is(lambda::TermKind::application, body) &&
                         terms.is(lambda::TermKind::primitive, terms.function(body));
    return is_name ? language : enumerator::with_literals(language, std::array{"#" + *length});
}

} // namespace rasp_stitch::recognition
