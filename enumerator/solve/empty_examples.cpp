#include "enumerator/solve/empty_examples.hpp"

#include <variant>
#include <vector>

namespace rasp_stitch::enumerator {

bool says_nothing(const rasp::Example& example) {
    return example.input.tokens.empty() && example.output &&
           std::visit([](const auto& values) { return values.empty(); }, *example.output);
}

void drop_empty_examples(rasp::Task& task) {
    std::erase_if(task.examples, says_nothing);
}

} // namespace rasp_stitch::enumerator
