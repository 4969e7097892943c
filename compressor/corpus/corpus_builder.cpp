#include "compressor/corpus/corpus_builder.hpp"

#include "lambda/terms/parse.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace rasp_stitch::compressor {

using lambda::TermId;
using lambda::TermStore;

namespace {

constexpr std::uint32_t max_missing_lambdas = 1000;
constexpr std::string_view abstraction_prefix = "dreamcoder_abstraction_";

} // namespace

CorpusBuilder::CorpusBuilder(std::string_view source) : form_(corpus_.store) {
    for (std::size_t at = source.find(abstraction_prefix); at != source.npos;
         at = source.find(abstraction_prefix, at)) {
        at += abstraction_prefix.size();
        const std::size_t end = std::min(source.find_first_not_of("0123456789", at), source.size());
        taken_.insert(std::string(source.substr(at, end - at)));
    }
}

void CorpusBuilder::Oddity::note(const std::string& name, std::string_view text) {
    if (count == 0) {
        first = name + ", " + safe_excerpt(text, 60);
    }
    ++count;
}

void CorpusBuilder::add_program(const std::string& task, std::string name, std::string_view text) {
    bool looks_like_several = false;
    TermId root = parse(text, &looks_like_several);
    if (looks_like_several) {
        several_.note(name, text);
    }
    const std::uint32_t missing = corpus_.store.free_bound(root);
    if (missing > max_missing_lambdas) {
        throw InputError({.found = "the free variable $" + std::to_string(missing - 1) +
                                   " is too far out to close the program with lambdas",
                          .expected = "a variable that a lambda of the program binds"});
    }
    if (missing > 0) {
        closed_.note(name, text);
    }
    for (std::uint32_t i = 0; i < missing; ++i) {
        root = corpus_.store.lambda(root);
    }
    const auto next = static_cast<std::uint32_t>(corpus_.tasks.size());
    const auto [known, is_new] = tasks_.emplace(task, next);
    if (is_new) {
        corpus_.tasks.push_back(task);
    }
    corpus_.programs.push_back({.root = root,
                                .task = known->second,
                                .name = std::move(name),
                                .place = static_cast<std::uint32_t>(corpus_.programs.size())});
}

void CorpusBuilder::add_abstraction(std::string_view text) {
    parse(text);
}

TermId CorpusBuilder::parse(std::string_view text, bool* looks_like_several) {
    return lambda::parse(
        corpus_.store, text,
        {.abstraction = [this](TermStore&, TermId body) { return abstraction_of(body); },
         .looks_like_several = looks_like_several});
}

TermId CorpusBuilder::abstraction_of(TermId body) {
    const auto known = abstractions_.find(body);
    if (known != abstractions_.end()) {
        return known->second;
    }
    std::string number;
    do {
        number = std::to_string(next_abstraction_++);
    } while (taken_.contains(number));
    const TermId name = corpus_.store.primitive(std::string(abstraction_prefix) + number);
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
    const auto warn = [&](const Oddity& oddity, std::string_view what) {
        if (oddity.count > 0) {
            corpus_.warnings.push_back(fmt::format("{} of {} programs {} (the first: {})",
                                                   oddity.count, corpus_.programs.size(), what,
                                                   oddity.first));
        }
    };
    warn(closed_, "had free variables and were closed with lambdas around them");
    warn(several_, "had several terms side by side and were read as one application, of the first "
                   "term to the others; parentheses around them all say that this is meant");
    return std::move(corpus_);
}

} // namespace rasp_stitch::compressor
