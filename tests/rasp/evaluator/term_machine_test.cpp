// The machine over a domain of its own: whole numbers with addition.

#include "rasp/evaluator/term_machine.hpp"

#include "lambda/terms/parse.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::rasp;

namespace {

class Numbers final : public MachineDomain {
public:
    explicit Numbers(lambda::TermStore& store)
        : store_(&store), twice_(store.primitive("twice")),
          meaning_of_twice_(lambda::parse(store, "(lam (lam ($1 ($1 $0))))")) {}

    std::optional<lambda::TermId> definition(lambda::TermId name) const override {
        return name == twice_ ? std::optional(meaning_of_twice_) : std::nullopt;
    }
    std::optional<Meaning> name(lambda::TermId name) override {
        const std::string& text = store_->name(name);
        std::uint32_t number = 0;
        if (text == "add") {
            return Meaning::primitive(0);
        }
        const auto end = std::from_chars(text.data(), text.data() + text.size(), number).ptr;
        return end == text.data() + text.size() ? std::optional(Meaning::value(number))
                                                : std::nullopt;
    }
    std::optional<Meaning> metavariable(std::uint32_t /*index*/) override { return std::nullopt; }
    std::size_t arity(std::uint32_t /*primitive*/) const override { return 2; }
    std::optional<Meaning> argument(std::uint32_t /*primitive*/, std::size_t /*position*/,
                                    Meaning given) const override {
        return given.is_value() ? std::optional(given) : std::nullopt;
    }
    Meaning apply(std::uint32_t /*primitive*/, std::span<const Meaning> arguments,
                  lambda::TermId /*term*/) override {
        ++additions;
        return Meaning::value(arguments[0].first + arguments[1].first);
    }

    std::size_t additions = 0;

private:
    const lambda::TermStore* store_;
    lambda::TermId twice_;
    lambda::TermId meaning_of_twice_;
};

struct Result {
    std::optional<std::uint32_t> number;
    FailureClass failure;
    std::size_t additions;
};

Result run(const std::string& text, const std::vector<Meaning>& arguments = {},
           std::size_t most_steps = 10'000) {
    lambda::TermStore store;
    Numbers numbers(store);
    TermMachine machine(store, numbers, most_steps);
    const auto meaning = machine.evaluate(lambda::parse(store, text), arguments);
    return {.number = meaning && meaning->is_value() ? std::optional(meaning->first) : std::nullopt,
            .failure = machine.failure().failure,
            .additions = numbers.additions};
}

} // namespace

TEST_CASE("The machine applies lambdas, primitives and names") {
    CHECK(run("(twice (add 3) 4)").number == 10);
    CHECK(run("(twice twice (add 1) 0)").number == 4);
    CHECK(run("(lam (lam (add $0 (add $1 $1))))", {Meaning::value(5), Meaning::value(1)}).number ==
          11);
}

TEST_CASE("The machine evaluates a shared part once") {
    std::string tower = "1";
    for (int i = 0; i < 20; ++i) {
        tower = "((lam (add $0 $0)) " + tower + ")";
    }
    const Result result = run(tower);
    CHECK(result.number == 1U << 20U);
    CHECK(result.additions == 20);
}

TEST_CASE("The machine says why a term has no meaning") {
    CHECK(run("(add 1 nonsense)").failure == FailureClass::unknown_name);
    CHECK(run("(add 1 $0)").failure == FailureClass::free_variable);
    CHECK(run("(1 2)").failure == FailureClass::type);
    CHECK(run("(add 1 (lam $0))").failure == FailureClass::type);
    CHECK(run("(add 1 2)", {Meaning::value(3)}).failure == FailureClass::arity);
    CHECK(run("((lam ($0 $0)) (lam ($0 $0)))").failure == FailureClass::limit);
}

TEST_CASE("The machine has no meaning for a metavariable that the domain does not know") {
    lambda::TermStore store;
    Numbers numbers(store);
    TermMachine machine(store, numbers, 100);
    CHECK_FALSE(machine.evaluate(store.metavariable(0)));
    CHECK(machine.failure() == Failure{.failure = FailureClass::free_variable,
                                       .position = 0,
                                       .term = store.metavariable(0)});
}

TEST_CASE("The machine starts again after a failure, and remembers what it found") {
    lambda::TermStore store;
    Numbers numbers(store);
    TermMachine machine(store, numbers, 100);
    const lambda::TermId sum = lambda::parse(store, "(add 1 2)");
    const lambda::TermId endless = lambda::parse(store, "((lam ($0 $0)) (lam ($0 $0)))");
    CHECK(machine.evaluate(sum));
    CHECK_FALSE(machine.evaluate(endless));
    CHECK_FALSE(machine.evaluate(sum));
    machine.start();
    CHECK(machine.evaluate(sum));
    CHECK(numbers.additions == 1);
    machine.forget();
    CHECK(machine.evaluate(sum));
    CHECK(numbers.additions == 2);
}
