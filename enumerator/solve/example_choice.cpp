#include "enumerator/solve/example_choice.hpp"

#include "rasp/language/value.hpp"
#include "support/json/json_input.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>

namespace rasp_stitch::enumerator {

namespace {

std::string text_of(const rasp::Value& value) {
    return rasp::to_json(value).dump();
}

// Returns a text for each position; one that says "fails" if the program must fail.
std::vector<std::string> output_texts(const rasp::Example& example) {
    const std::size_t length = example.input.tokens.size();
    std::vector<std::string> texts;
    if (!example.output) {
        texts.assign(length, "fails");
    } else if (const auto* const rows = std::get_if<rasp::Matrix>(&*example.output)) {
        for (const std::vector<bool>& row : *rows) {
            std::string& text = texts.emplace_back();
            for (const bool cell : row) {
                text += cell ? '1' : '0';
            }
        }
    } else {
        for (const rasp::Value& value : std::get<rasp::Sequence>(*example.output)) {
            texts.push_back(text_of(value));
        }
    }
    texts.resize(length);
    return texts;
}

// Returns what an example shows.
std::set<std::string> facts_of(const rasp::Example& example) {
    const std::vector<std::string> outputs = output_texts(example);
    const std::size_t length = outputs.size();
    const std::string atom = example.input.atom ? text_of(*example.input.atom) : "";
    std::set<std::string> facts = {"length " + std::to_string(length)};
    std::string before = "begin";
    for (std::size_t i = 0; i < length; ++i) {
        const std::string end = " " + atom + " -> " + outputs[i];
        const std::string token = text_of(example.input.tokens[i]);
        facts.insert("token " + token + end);
        facts.insert("behind " + before + end);
        facts.insert("place " + std::to_string(i) + end);
        facts.insert("place -" + std::to_string(length - i) + end);
        before = token;
    }
    return facts;
}

struct Candidate {
    std::size_t example = 0;
    std::size_t length = 0;
    bool has_output = false;
    std::set<std::string> facts;
};

// By length, and those of one length in order.
std::vector<Candidate> candidates_of(const rasp::Task& task) {
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < task.examples.size(); ++i) {
        const rasp::Example& example = task.examples[i];
        if (!example.input.tokens.empty()) {
            candidates.push_back({.example = i,
                                  .length = example.input.tokens.size(),
                                  .has_output = example.output.has_value(),
                                  .facts = facts_of(example)});
        }
    }
    std::ranges::stable_sort(candidates, {}, &Candidate::length);
    return candidates;
}

} // namespace

std::vector<std::size_t> choose_examples(const rasp::Task& task, const ExampleChoice& choice) {
    std::vector<Candidate> left = candidates_of(task);
    bool needs_output = std::ranges::any_of(left, &Candidate::has_output);
    std::set<std::string> shown;
    std::size_t positions = 0;
    std::vector<std::size_t> chosen;
    while (true) {
        auto best = left.end();
        double best_gain = 0;
        for (auto candidate = left.begin(); candidate != left.end(); ++candidate) {
            const auto gained = std::ranges::count_if(
                candidate->facts, [&](const std::string& fact) { return !shown.contains(fact); });
            const double gain =
                static_cast<double>(gained) / static_cast<double>(candidate->length);
            const bool has_room =
                chosen.empty() || positions + candidate->length <= choice.positions;
            if (has_room && (candidate->has_output || !needs_output) && gain > best_gain) {
                best = candidate;
                best_gain = gain;
            }
        }
        if (best == left.end()) {
            break;
        }
        needs_output = false;
        positions += best->length;
        chosen.push_back(best->example);
        shown.merge(best->facts);
        left.erase(best);
    }
    std::ranges::sort(chosen);
    return chosen;
}

} // namespace rasp_stitch::enumerator
