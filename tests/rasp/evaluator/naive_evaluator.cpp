#include "tests/rasp/evaluator/naive_evaluator.hpp"

#include "rasp/language/literal.hpp"
#include "rasp/language/primitives.hpp"
#include "tests/rasp/evaluator/naive_values.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace rasp_stitch::rasp {

namespace {

struct Meaning;
using Thunk = std::function<Meaning()>;
struct InputTag {};
using Function = std::function<Meaning(Thunk)>;
struct Meaning {
    std::variant<InputTag, Sequence, Matrix, std::string, Function> what; // a string: a predicate
};

// The positions at which failures count; all if it is empty.
using Wanted = std::vector<bool>;

bool is_wanted(const Wanted& wanted, std::size_t i) {
    return wanted.empty() || wanted[i];
}

Sequence aggregate(const Matrix& selector, const Sequence& values, const Sequence* defaults,
                   const Wanted& wanted) {
    Sequence result;
    for (std::size_t i = 0; i < selector.size(); ++i) {
        if (!is_wanted(wanted, i)) {
            result.push_back(values.front());
            continue;
        }
        Sequence chosen;
        for (std::size_t j = 0; j < values.size(); ++j) {
            if (selector[i][j]) {
                chosen.push_back(values[j]);
            }
        }
        if (chosen.size() == 1) {
            result.push_back(chosen.front());
        } else if (!chosen.empty()) {
            result.push_back(mean(chosen, i));
        } else if (defaults != nullptr) {
            result.push_back((*defaults)[i]);
        } else if (kind_of(values.front()) == ValueKind::string) {
            fail(FailureClass::no_default, i);
        } else {
            result.push_back(kind_of(values.front()) == ValueKind::number ? Value(std::int64_t{0})
                                                                          : Value(false));
        }
    }
    return result;
}

class NaiveEvaluator {
public:
    NaiveEvaluator(const lambda::TermStore& store, const Input& input)
        : store_(store), input_(input) {}

    using Environment = std::vector<Thunk>; // the innermost last

    Meaning evaluate(lambda::TermId term, const Environment& environment) {
        switch (store_.kind(term)) {
        case lambda::TermKind::variable:
            return environment[environment.size() - 1 - store_.index(term)]();
        case lambda::TermKind::lambda:
            return {Function([this, body = store_.body(term), environment](Thunk argument) {
                Environment inner = environment;
                inner.push_back(std::move(argument));
                return evaluate(body, inner);
            })};
        case lambda::TermKind::application: {
            const Meaning function = evaluate(store_.function(term), environment);
            auto known = std::make_shared<std::unique_ptr<Meaning>>();
            return std::get<Function>(function.what)(
                [this, known, argument = store_.argument(term), environment] {
                    if (!*known && !wanted_.empty()) {
                        return evaluate(argument, environment); // not at every position
                    }
                    if (!*known) {
                        *known = std::make_unique<Meaning>(evaluate(argument, environment));
                    }
                    return **known;
                });
        }
        default:
            return primitive(store_.name(term));
        }
    }

private:
    std::size_t size() const { return input_.tokens.size(); }

    // A function of `arity` arguments, which are evaluated from left to right; unless it works
    // position by position, at all positions.
    Meaning strict(std::size_t arity, std::function<Meaning(const std::vector<Meaning>&)> body,
                   std::vector<Meaning> so_far = {}, bool by_position = false) {
        if (so_far.size() == arity) {
            return body(so_far);
        }
        return {Function([=, this](const Thunk& argument) {
            std::vector<Meaning> more = so_far;
            more.push_back(by_position ? argument() : at(argument, {}));
            return strict(arity, body, more, by_position);
        })};
    }

    // Returns the value of the argument, whose failures count at these positions.
    Meaning at(const Thunk& argument, Wanted wanted) {
        std::swap(wanted, wanted_);
        try {
            Meaning value = argument();
            wanted_ = std::move(wanted);
            return value;
        } catch (const Failure&) {
            wanted_ = std::move(wanted);
            throw;
        }
    }

    Meaning lazy_choice() {
        return {Function([this](const Thunk& condition) {
            return Meaning{Function([=, this](const Thunk& yes) {
                return Meaning{Function([=, this](const Thunk& no) {
                    const Sequence holds = std::get<Sequence>(condition().what);
                    Wanted first(size());
                    Wanted second(size());
                    for (std::size_t i = 0; i < size(); ++i) {
                        const bool is = is_wanted(wanted_, i) && std::get<bool>(holds[i]);
                        first[i] = is;
                        second[i] = is_wanted(wanted_, i) && !is;
                    }
                    Sequence result = std::get<Sequence>(at(yes, first).what);
                    const Sequence other = std::get<Sequence>(at(no, second).what);
                    for (std::size_t i = 0; i < size(); ++i) {
                        result[i] = first[i] ? result[i] : other[i];
                    }
                    return Meaning{result};
                })};
            })};
        })};
    }

    using Elementwise = std::function<Value(const std::vector<Value>&, std::size_t)>;

    Meaning elementwise(std::size_t arity, const Elementwise& function) {
        const auto body = [=, this](const std::vector<Meaning>& arguments) {
            Sequence result;
            for (std::size_t i = 0; i < size(); ++i) {
                if (!is_wanted(wanted_, i)) {
                    result.emplace_back(std::int64_t{0});
                    continue;
                }
                std::vector<Value> values;
                for (const Meaning& argument : arguments) {
                    values.push_back(std::get<Sequence>(argument.what)[i]);
                }
                result.push_back(function(values, i));
            }
            return Meaning{result};
        };
        return strict(arity, body, {}, true);
    }

    Meaning selector_of(
        std::size_t arity,
        const std::function<bool(const std::vector<Meaning>&, std::size_t, std::size_t)>& cell) {
        return strict(arity, [=, this](const std::vector<Meaning>& arguments) {
            Matrix matrix(size(), std::vector<bool>(size()));
            for (std::size_t i = 0; i < size(); ++i) {
                for (std::size_t j = 0; j < size(); ++j) {
                    matrix[i][j] = cell(arguments, i, j);
                }
            }
            return Meaning{matrix};
        });
    }

    static bool at(const Meaning& selector, std::size_t i, std::size_t j) {
        return std::get<Matrix>(selector.what)[i][j];
    }

    Meaning primitive(const std::string& name) {
        using Meanings = std::vector<Meaning>;
        using Values = std::vector<Value>;
        if (const auto literal = parse_literal(name)) {
            return {Sequence(size(), *literal)};
        }
        if (name == "tokens" || name == "indices" || name == "length") {
            return strict(1, [=, this](const Meanings&) {
                Sequence result = input_.tokens;
                for (std::size_t i = 0; i < size() && name != "tokens"; ++i) {
                    result[i] = static_cast<std::int64_t>(name == "length" ? size() : i);
                }
                return Meaning{result};
            });
        }
        if (name == "equals_to") {
            return {std::string("eq")};
        }
        if (name == "not_equals_to") {
            return {std::string("ne")};
        }
        if (name == "less_than") {
            return {std::string("lt")};
        }
        if (name == "at_most") {
            return {std::string("le")};
        }
        if (name == "greater_than") {
            return {std::string("gt")};
        }
        if (name == "at_least") {
            return {std::string("ge")};
        }
        if (name == "full") {
            return {Matrix(size(), std::vector<bool>(size(), true))};
        }
        if (name == "select") {
            return selector_of(3, [](const Meanings& a, std::size_t i, std::size_t j) {
                return holds(std::get<std::string>(a[2].what), std::get<Sequence>(a[0].what)[j],
                             std::get<Sequence>(a[1].what)[i]);
            });
        }
        if (name == "selector_and") {
            return selector_of(2, [](const Meanings& a, std::size_t i, std::size_t j) {
                return at(a[0], i, j) && at(a[1], i, j);
            });
        }
        if (name == "selector_or") {
            return selector_of(2, [](const Meanings& a, std::size_t i, std::size_t j) {
                return at(a[0], i, j) || at(a[1], i, j);
            });
        }
        if (name == "selector_not") {
            return selector_of(
                1, [](const Meanings& a, std::size_t i, std::size_t j) { return !at(a[0], i, j); });
        }
        if (name == "aggregate" || name == "aggregate_default") {
            return strict(name == "aggregate" ? 2 : 3, [this](const Meanings& a) {
                return Meaning{aggregate(std::get<Matrix>(a[0].what), std::get<Sequence>(a[1].what),
                                         a.size() == 3 ? &std::get<Sequence>(a[2].what) : nullptr,
                                         wanted_)};
            });
        }
        if (name == "selector_width") {
            return strict(1, [](const Meanings& a) {
                Sequence result;
                for (const std::vector<bool>& row : std::get<Matrix>(a[0].what)) {
                    result.emplace_back(std::int64_t{std::count(row.begin(), row.end(), true)});
                }
                return Meaning{result};
            });
        }
        if (name == "neg") {
            return elementwise(1, [](const Values& v, std::size_t i) {
                return is_int(v[0]) ? narrow(-Wide{int_of(v[0])}, i) : Value(-float_of(v[0]));
            });
        }
        if (name == "round") {
            return elementwise(1, [](const Values& v, std::size_t i) { return rounded(v[0], i); });
        }
        if (name == "indicator") {
            return elementwise(1, [](const Values& v, std::size_t) {
                return Value(std::int64_t{std::get<bool>(v[0]) ? 1 : 0});
            });
        }
        if (name == "eq" || name == "ne" || name == "lt" || name == "le" || name == "gt" ||
            name == "ge") {
            return elementwise(
                2, [name](const Values& v, std::size_t) { return Value(holds(name, v[0], v[1])); });
        }
        if (name == "and" || name == "or") {
            return elementwise(2, [name](const Values& v, std::size_t) {
                const bool a = std::get<bool>(v[0]);
                const bool b = std::get<bool>(v[1]);
                return Value(name == "and" ? a && b : a || b);
            });
        }
        if (name == "not") {
            return elementwise(
                1, [](const Values& v, std::size_t) { return Value(!std::get<bool>(v[0])); });
        }
        if (name == "if") {
            return elementwise(
                3, [](const Values& v, std::size_t) { return std::get<bool>(v[0]) ? v[1] : v[2]; });
        }
        if (name == "concat") {
            return elementwise(2, [](const Values& v, std::size_t) {
                return Value(std::get<std::string>(v[0]) + std::get<std::string>(v[1]));
            });
        }
        if (find_primitive(name)->extended()) {
            return extension(name);
        }
        return elementwise(
            2, [name](const Values& v, std::size_t i) { return arithmetic(name, v[0], v[1], i); });
    }

    Meaning extension(const std::string& name) {
        using Meanings = std::vector<Meaning>;
        using Values = std::vector<Value>;
        if (name == "if_lazy") {
            return lazy_choice();
        }
        if (name == "causal") {
            return selector_of(1, [](const Meanings& a, std::size_t i, std::size_t j) {
                return at(a[0], i, j) && j <= i;
            });
        }
        if (name == "aggregate_max" || name == "aggregate_min") {
            return strict(3, [name](const Meanings& a) {
                Sequence result = std::get<Sequence>(a[2].what);
                const Sequence& values = std::get<Sequence>(a[1].what);
                for (std::size_t i = 0; i < result.size(); ++i) {
                    bool has_one = false;
                    for (std::size_t j = 0; j < result.size(); ++j) {
                        if (at(a[0], i, j) &&
                            (!has_one ||
                             holds(name == "aggregate_max" ? "gt" : "lt", values[j], result[i]))) {
                            result[i] = values[j];
                            has_one = true;
                        }
                    }
                }
                return Meaning{result};
            });
        }
        if (name == "max" || name == "min") {
            return elementwise(2, [name](const Values& v, std::size_t) {
                return holds(name == "max" ? "gt" : "lt", v[0], v[1]) ? v[0] : v[1];
            });
        }
        if (name == "repeat") {
            return elementwise(2, [](const Values& v, std::size_t i) {
                constexpr std::int64_t most_bytes = std::int64_t{1} << 24U;
                const std::string& part = std::get<std::string>(v[0]);
                std::string text;
                for (std::int64_t k = whole_number(v[1], i); k > 0 && !part.empty(); --k) {
                    text += part;
                    if (static_cast<std::int64_t>(text.size()) > most_bytes) {
                        fail(FailureClass::limit, i);
                    }
                }
                return Value(text);
            });
        }
        if (name == "print_int") {
            return elementwise(1, [](const Values& v, std::size_t i) {
                return Value(std::to_string(whole_number(v[0], i)));
            });
        }
        return elementwise(
            1, [name](const Values& v, std::size_t i) { return function(name, v[0], i); });
    }

    const lambda::TermStore& store_;
    const Input& input_;
    Wanted wanted_;
};

} // namespace

Evaluation naive_evaluate(const lambda::TermStore& store, lambda::TermId program,
                          const Input& input) {
    try {
        if (input.tokens.empty()) {
            fail(FailureClass::empty_input, 0);
        }
        NaiveEvaluator evaluator(store, input); // meanings refer to it
        Meaning meaning = evaluator.evaluate(program, {});
        meaning = std::get<Function>(meaning.what)([] { return Meaning{InputTag{}}; });
        if (input.atom) {
            meaning = std::get<Function>(meaning.what)(
                [&] { return Meaning{Sequence(input.tokens.size(), *input.atom)}; });
        }
        if (const auto* const sequence = std::get_if<Sequence>(&meaning.what)) {
            return {.output = *sequence};
        }
        return {.output = std::get<Matrix>(meaning.what)};
    } catch (const Failure& failure) {
        return {.output = std::nullopt, .failure = failure};
    }
}

} // namespace rasp_stitch::rasp
