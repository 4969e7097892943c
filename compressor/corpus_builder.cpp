#include "compressor/corpus_builder.hpp"

#include "lambda/parse.hpp"
#include "support/excerpt.hpp"
#include "support/input_error.hpp"

#include <utility>

namespace rasp_stitch::compressor {

using lambda::TermId;
using lambda::TermStore;

void CorpusBuilder::add_program(const std::string& task, std::string name, std::string_view text) {
    TermId root = parse(text);
    const std::uint32_t missing = corpus_.store.free_bound(root);
    if (missing > 0) {
        if (closed_ == 0) {
            first_closed_ = name + ", " + safe_excerpt(text, 60);
        }
        ++closed_;
    }
    for (std::uint32_t i = 0; i < missing; ++i) {
        root = corpus_.store.lambda(root);
    }
    const auto next = static_cast<std::uint32_t>(corpus_.tasks.size());
    const auto [known, is_new] = tasks_.emplace(task, next);
    if (is_new) {
        corpus_.tasks.push_back(task);
    }
    corpus_.programs.push_back({.root = root, .task = known->second, .name = std::move(name)});
}

void CorpusBuilder::add_abstraction(std::string_view text) {
    parse(text);
}

TermId CorpusBuilder::parse(std::string_view text) {
    return lambda::parse(corpus_.store, text, {.abstraction = [this](TermStore&, TermId body) {
                             return abstraction_of(body);
                         }});
}

TermId CorpusBuilder::abstraction_of(TermId body) {
    const auto known = abstractions_.find(body);
    if (known != abstractions_.end()) {
        return known->second;
    }
    const TermId name =
        corpus_.store.primitive("dreamcoder_abstraction_" + std::to_string(abstractions_.size()));
    abstractions_.emplace(body, name);
    const lambda::Symbol symbol = corpus_.store.symbol(name);
    const std::string text = form_.abstraction({.name = name, .arity = 0, .body = body});
    form_.add(symbol, text);
    corpus_.known_abstractions.push_back({.symbol = symbol, .text = text});
    return name;
}

Corpus CorpusBuilder::finish() {
    if (corpus_.programs.empty()) {
        throw InputError({.found = "no programs, so there is nothing to compress",
                          .expected = "at least one program"});
    }
    if (closed_ > 0) {
        corpus_.warnings.push_back(
            std::to_string(closed_) + " of " + std::to_string(corpus_.programs.size()) +
            " programs left variables free and were closed with lambdas around them (the first: " +
            first_closed_ + ")");
    }
    return std::move(corpus_);
}

} // namespace rasp_stitch::compressor
