#include "enumerator/evidence/habits.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "lambda/terms/term_store.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>

using namespace rasp_stitch;
using enumerator::Habits;

namespace {

class Programs {
public:
    void add(const std::string& task, const std::string& program) {
        habits_.add(task, store_, enumerator::read_expression(store_, program));
    }
    double nats(const std::string& task, const std::string& program) {
        return habits_.nats(task, store_, enumerator::read_expression(store_, program));
    }

private:
    lambda::TermStore store_;
    Habits habits_;
};

} // namespace

TEST_CASE("What other programs have takes fewer nats, most of all in the same place") {
    Programs programs;
    const std::string same = "(lambda (add (indices $0) one))";
    const std::string swapped = "(lambda (add one (indices $0)))";
    const std::string other = "(lambda (add (length $0) two))";
    CHECK(programs.nats("new", same) == Approx(3 * std::log(64)));
    CHECK(programs.nats("new", other) == Approx(programs.nats("new", same)));
    for (const std::string task : {"first", "second", "third"}) {
        programs.add(task, same);
    }
    CHECK(programs.nats("new", same) < programs.nats("new", swapped) - 1);
    CHECK(programs.nats("new", swapped) < programs.nats("new", other));
}

TEST_CASE("The task's own program does not count") {
    Programs programs;
    const std::string own = "(lambda (pow (indices $0) two))";
    const std::string usual = "(lambda (add (indices $0) one))";
    programs.add("first", usual);
    programs.add("second", usual);
    const double before = programs.nats("own", own);
    programs.add("own", own);
    CHECK(programs.nats("own", own) == Approx(before));
    CHECK(programs.nats("another", own) < before);
}

TEST_CASE("All strings are one name, and so are all numbers but the smallest") {
    Programs programs;
    programs.add("first", "(lambda (eq (tokens $0) str.a))");
    CHECK(programs.nats("new", "(lambda (eq (tokens $0) str.a))") ==
          Approx(programs.nats("new", "(lambda (eq (tokens $0) str.b))")));
    programs.add("second", "(lambda (add (indices $0) 7))");
    CHECK(programs.nats("new", "(lambda (add (indices $0) 7))") ==
          Approx(programs.nats("new", "(lambda (add (indices $0) 300))")));
    CHECK(programs.nats("new", "(lambda (add (indices $0) 7))") <
          programs.nats("new", "(lambda (add (indices $0) one))"));
}

TEST_CASE("A part that is there again takes a few nats, however large it is") {
    Programs programs;
    const std::string part = "(sub (length $0) one)";
    const double once = programs.nats("new", "(lambda " + part + ")");
    const double twice = programs.nats("new", "(lambda (mul " + part + " " + part + "))");
    CHECK(twice == Approx(once + std::log(64) + 3));
    CHECK(programs.nats("new", "(lambda (mul (length $0) (length $0)))") ==
          Approx(3 * std::log(64)));
}
