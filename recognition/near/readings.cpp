#include "recognition/near/readings.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "rasp/language/literal.hpp"
#include "rasp/language/primitives.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace rasp_stitch::recognition {

using lambda::TermId;
using lambda::TermStore;

namespace {

TermId call(TermStore& terms, std::string_view name, std::initializer_list<TermId> arguments) {
    TermId term = terms.primitive(name);
    for (const TermId argument : arguments) {
        term = terms.application(term, argument);
    }
    return term;
}

// A number is written as the simplest one that is so near that nobody can tell.
TermId written_number(TermStore& terms, double number) {
    const double slack = 1e-9 * std::max(1.0, std::abs(number));
    const std::optional<SimpleNumber> simple = simplest_between(number - slack, number + slack);
    return simple ? number_term(terms, *simple) : number_term(terms, number);
}

std::string string_literal(const std::string& text) {
    return rasp::literal_name(rasp::Value(text));
}

} // namespace

TermId body_of(const TermStore& terms, TermId program) {
    while (terms.is(lambda::TermKind::lambda, program)) {
        program = terms.body(program);
    }
    return program;
}

ReadingTerms::ReadingTerms(const GroundGrammar& grammar, std::optional<TermId> length)
    : grammar_(&grammar), length_(length) {}

bool ReadingTerms::has(std::string_view name) const {
    return std::ranges::any_of(grammar_->productions(), [&](const GroundProduction& production) {
        return production.expression == name;
    });
}

TermId ReadingTerms::summand(TermStore& terms, Summand which) const {
    const auto input = static_cast<std::uint32_t>(grammar_->lambdas() - 1);
    if (which == Summand::length) {
        return *length_;
    }
    return call(terms, which == Summand::token ? "tokens" : "indices", {terms.variable(input)});
}

// Summands with a positive factor come first, so that the others can be subtracted.
std::optional<TermId> ReadingTerms::affine(TermStore& terms, std::span<const double> numbers,
                                           bool with_one) const {
    std::optional<TermId> sum;
    const std::size_t count = with_one ? summand_count : summand_count - 1;
    for (const bool positive : {true, false}) {
        for (std::size_t i = 0; i < count; ++i) {
            const double number = numbers[i];
            if (number == 0 || (number > 0) != positive) {
                continue;
            }
            const auto which = static_cast<Summand>(i);
            if (which == Summand::length && !length_) {
                return std::nullopt;
            }
            const double size = std::abs(number);
            TermId part{};
            if (which == Summand::one) {
                part = written_number(terms, size);
            } else {
                part = summand(terms, which);
                if (size != 1) {
                    if (!has("mul")) {
                        return std::nullopt;
                    }
                    part = call(terms, "mul", {written_number(terms, size), part});
                }
            }
            if (!sum) {
                sum = positive ? part
                      : which == Summand::one
                          ? written_number(terms, number)
                          : call(terms, "sub", {written_number(terms, 0), part});
            } else {
                sum = call(terms, positive ? "add" : "sub", {*sum, part});
            }
        }
    }
    return sum ? sum : written_number(terms, 0);
}

std::optional<TermId> ReadingTerms::threshold(TermStore& terms, const HoleReading& reading) const {
    if (!reading.true_tokens.empty() || !reading.false_tokens.empty()) {
        const bool few_true = reading.true_tokens.size() <= reading.false_tokens.size();
        std::optional<TermId> any;
        const auto& listed = few_true ? reading.true_tokens : reading.false_tokens;
        const TermId tokens = summand(terms, Summand::token);
        for (const std::string& text : listed) {
            const TermId is = call(terms, "eq", {tokens, terms.primitive(string_literal(text))});
            any = any ? call(terms, "or", {*any, is}) : is;
        }
        if (!any) {
            any = call(terms, "eq", {tokens, tokens}); // true everywhere
            return few_true ? call(terms, "not", {*any}) : *any;
        }
        return few_true ? *any : call(terms, "not", {*any});
    }
    if (!has("lt")) {
        return std::nullopt;
    }
    const std::vector<double>& numbers = reading.numbers;
    std::optional<std::size_t> only;
    std::size_t count = 0;
    for (std::size_t i = 0; i + 1 < summand_count; ++i) {
        if (numbers[i] != 0) {
            only = i;
            ++count;
        }
    }
    if (count == 1) {
        const auto which = static_cast<Summand>(*only);
        if (which == Summand::length && !length_) {
            return std::nullopt;
        }
        const double bound =
            -numbers[static_cast<std::size_t>(Summand::one)] / numbers[*only]; // w x + c > 0
        const TermId value = summand(terms, which);
        const TermId number = written_number(terms, bound);
        return numbers[*only] > 0 ? call(terms, "lt", {number, value})
                                  : call(terms, "lt", {value, number});
    }
    const std::optional<TermId> sum = affine(terms, numbers, true);
    return sum ? std::optional(call(terms, "lt", {written_number(terms, 0), *sum})) : std::nullopt;
}

std::optional<TermId> ReadingTerms::term(TermStore& terms, const HoleReading& reading,
                                         Sketch::Abstractions abstractions) const {
    if (reading.program) {
        return body_of(terms, abstractions == Sketch::Abstractions::unfolded
                                  ? enumerator::read_unfolded(terms, *reading.program)
                                  : enumerator::read_expression(terms, *reading.program));
    }
    switch (reading.form) {
    case HoleForm::constant:
        return written_number(terms, reading.numbers.at(0));
    case HoleForm::affine:
        return affine(terms, reading.numbers, true);
    case HoleForm::threshold:
        return threshold(terms, reading);
    case HoleForm::word:
        return reading.is_token ? summand(terms, Summand::token)
                                : terms.primitive(string_literal(reading.word));
    case HoleForm::predicate: {
        const std::string_view name = rasp::predicate_of(reading.comparison).name;
        return has(name) ? std::optional(terms.primitive(name)) : std::nullopt;
    }
    case HoleForm::open:
        break;
    }
    return std::nullopt;
}

} // namespace rasp_stitch::recognition
