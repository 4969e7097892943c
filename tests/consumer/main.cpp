#include <lambda/terms/parse.hpp>
#include <lambda/terms/print.hpp>
#include <lambda/types/type_text.hpp>
#include <rasp/evaluator/evaluate.hpp>
#include <rasp/language/typing.hpp>

#include <iostream>

using namespace rasp_stitch;

int main() {
    lambda::TermStore store;
    lambda::TypeStore types;
    const auto term = lambda::parse(store, "(f (lambda $0))");
    std::cout << lambda::print(store, term) << '\n';
    const auto program = rasp::read_typed(store, types, "(lam (neg (indices $0)))");
    const auto result = rasp::evaluate(store, program.term, {.tokens = rasp::characters("abc")});
    std::cout << lambda::print_type(types, program.type) << ' '
              << rasp::to_json(result.output.value()) << '\n';
}
