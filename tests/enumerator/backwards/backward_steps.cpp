#include "tests/enumerator/backwards/backward_steps.hpp"

#include "tests/enumerator/backwards/told_parts.hpp"

#include <catch2/catch.hpp>

#include <optional>

namespace rasp_stitch::enumerator::backwards {

namespace {

const std::vector<std::string> words = {"abca", "b", "ccab", "abacus"};

} // namespace

void check_found(const Step& step, std::vector<rasp::Input> inputs) {
    INFO(step.program);
    ToldParts told(std::move(inputs), step.program);
    for (const auto& part : step.parts) {
        told.tell(part.first, part.second);
    }
    const std::optional<ToldParts::Best> best = told.best(step.heads);
    REQUIRE(best);
    CHECK(best->nats <= step.nats + 1e-9);
}

std::vector<rasp::Input> letters() {
    std::vector<rasp::Input> inputs;
    for (const std::string& word : words) {
        inputs.push_back({.tokens = rasp::characters(word)});
    }
    return inputs;
}

std::vector<rasp::Input> numbers() {
    return {{.tokens = {rasp::Value(3), rasp::Value(1), rasp::Value(2), rasp::Value(1)}},
            {.tokens = {rasp::Value(5)}},
            {.tokens = {rasp::Value(-2), rasp::Value(7), rasp::Value(4)}}};
}

bool is_found(const char* program, const std::vector<std::string>& parts,
              const std::vector<std::string>& heads) {
    ToldParts told(letters(), program);
    double nats = 1;
    for (const std::string& part : parts) {
        told.tell(part, nats++);
    }
    return told.best(heads).has_value();
}

} // namespace rasp_stitch::enumerator::backwards
